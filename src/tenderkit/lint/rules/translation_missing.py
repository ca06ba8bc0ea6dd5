# SPDX-License-Identifier: Apache-2.0
"""translation-missing: a label or text lacks a language that the clauses have.

Catches a table of texts by language (label, title, text, help, choice-text, output, and the texts of the profiles)
in the vocabulary, the questions, the buyer steps, the jurisdictions or a library on top that is not there in a
language that clauses are translated into, or is empty there; and a translation of a clause that was begun and has not
all the texts of the clause. English is asked for when a library is read, another language of a library on top only
where its title stands in that language. An annex in such a language is not built
before the text is there, unless English is allowed to stand in it. Clauses that nobody has begun to translate are the
business of `clause-untranslated`.

Passes:  label.en = "lease", and [acquisitions.lease] in translations/ar/vocabulary.toml
Fails:   label.fr = "location", and no label.en

Add the text in the language that is missing, and have a native speaker read it.
"""

from collections.abc import Iterator

from tenderkit.findings import Place
from tenderkit.library.translations import collect_translated_texts, find_missing_labels, list_untranslated_keys
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the labels and texts that are missing in a language into which clauses are translated."""
    library = catalogue.library
    for language, tongue in catalogue.translations.items():
        for finding in find_missing_labels(library, catalogue.files, language):
            yield Fault(finding.message, finding.fix, finding.place)
        for id_, translation in tongue.clauses.items():
            if set(collect_translated_texts(translation)) == {"title"} or id_ not in library.clauses:
                continue
            texts = collect_translated_texts(translation)
            for key in list_untranslated_keys(library, language, library.clauses[id_]):
                if key not in texts:
                    place = Place(catalogue.files.get(f"translations/{language}/{id_}"), f"{id_}.{key}", clause=id_)
                    yield Fault(f"there is no text in “{language}”", "Translate the English one.", place)
