# SPDX-License-Identifier: Apache-2.0
"""unreviewed-term: a printed text has a glossary term that no native speaker has reviewed.

The glossary holds its terms in six languages, each with its source. Terms that this project translated itself are
marked there and in the list `glossary-unreviewed`, which is empty for English, the language of the originals. Catches
them in texts of their language, guidance included: a wrong word in a contract changes what is owed. In Arabic and
Chinese, which write words together, the term is found inside longer words too; of inflected words only the form in
the glossary is found. For languages with translated clauses, the terms without a source in
translations/<language>/terms.toml are reported once for each language.

Passes:  texts in English; a Chinese text with 再利用 (re-use, as ITU writes it)
Fails:   a Chinese text with 保修 (warranty, not reviewed)

Have a native speaker review the term, write the source of the review into the glossary, and take it out of the list.
"""

from collections.abc import Iterator

from tenderkit.findings import Place
from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.phrases import Phrases, Words

SEVERITY = "info"

# Languages in which a blank does not part every word from the next one.
_JOINED = ("ar", "zh")


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the terms, in texts and in lists of translated terms, that no native speaker has reviewed."""
    terms = Phrases(catalogue, source=_build_terms)
    for wording in catalogue.texts:
        if unreviewed := dict.fromkeys(terms[wording.language].find_all(wording.text)):
            message = f"nobody has reviewed {', '.join(f'“{term}”' for term in unreviewed)}"
            fix = "Have a native speaker review it, and record the source in the glossary."
            yield Fault(message, fix, catalogue.place(wording))
    for language, tongue in catalogue.translations.items():
        if unseen := [f"“{term.term}”" for term in tongue.terms.values() if term.source is None]:
            fix = "Have a native speaker review them, and write `source` with the name of the reader."
            place = Place(f"translations/{language}/terms.toml")
            yield Fault(f"no native reader has seen {len(unseen)} terms: {', '.join(unseen)}", fix, place)


def _build_terms(words: Words) -> str:
    name = "glossary-unreviewed"
    return words.bare(name) if words.language in _JOINED else words(name)
