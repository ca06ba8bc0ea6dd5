# SPDX-License-Identifier: Apache-2.0
"""clause-untranslated: clauses without a translation in a language into which other clauses are translated.

Reported once for each language, with the ids of these clauses; where the frame of the language names a set, such as
`set = "short"`, only the clauses of that set count. An annex that needs one of them is not built in that language,
unless English is allowed in it. A translated title alone does not count as a translation here.

Passes:  every clause has its texts in translations/ar/
Fails:   take-back is translated, spare-parts is not

Translate them, the clauses of the set `short` first.
"""

from collections.abc import Iterator

from tenderkit.findings import Place
from tenderkit.library.translations import collect_translated_texts
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "info"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the clauses without a translation, language by language."""
    for language, tongue in catalogue.translations.items():
        begun = {
            id_
            for id_, translation in tongue.clauses.items()
            if set(collect_translated_texts(translation)) != {"title"}
        }
        limit = catalogue.find_set(language)
        wanted = [clause.id for clause in catalogue.clauses if limit is None or limit in clause.sets]
        left = [id_ for id_ in wanted if id_ not in begun]
        if left:
            place = Place(f"translations/{language}")
            count = f"{len(left)} of {len(wanted)} clauses"
            message = f"{count} have no text in “{language}”: {', '.join(left)}"
            yield Fault(message, "Translate them, those of the small set first.", place)
