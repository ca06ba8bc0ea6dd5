# SPDX-License-Identifier: Apache-2.0
"""translation-missing: a label, a text or a fixed word of the documents is not there in a language that was begun.

Catches a table of texts by language (label, title, text, help, choice-text, output, and the texts of profiles)
in the vocabulary, the questions, the buyer steps, the jurisdictions or a library on top that is not there, or is
empty, in a language that has a frame or a folder of translations; a fixed word that the frame of the language has
not; a folder of translations without a frame; and a translation of a clause that was begun and has not all the texts
of the clause. A file without any text in the language is one finding. English is asked for when a library is read,
another language of a library on top only where its title is in that language. It is a warning, because a language
may be begun with a few words; a release needs all of them. An annex in such a language is not built before the text
is there, unless English is allowed in it. Clauses that nobody has begun to translate are the business of
`clause-untranslated`.

Passes:  label.en = "lease", and [acquisitions.lease] in translations/ar/vocabulary.toml
Fails:   label.fr = "location", and no label.en

Add the text in the language that is missing, and have a native speaker read it.
"""

from collections.abc import Iterator

from tenderkit.findings import Finding, Place
from tenderkit.library.library import ENGLISH
from tenderkit.library.translations import (
    collect_translated_texts,
    complete_frame,
    find_frame_gaps,
    find_untranslated_labels,
    list_untranslated_keys,
)
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the labels and texts that are missing in a language into which clauses are translated."""
    library = catalogue.library
    for language, tongue in catalogue.translations.items():
        findings = find_untranslated_labels(library, catalogue.files, language)
        if language in catalogue.frames:
            _, untranslated = complete_frame(catalogue.frames[ENGLISH], catalogue.frames[language])
            findings += find_frame_gaps(untranslated, language)
        elif catalogue.frames:
            message = f"there is no frame in “{language}”, so no document can be in it"
            fix = f"Begin templates/frame/{language}.toml: locale, direction and script are enough."
            findings.append(Finding("translation-missing", message, fix, place=Place(f"translations/{language}")))
        for finding in findings:
            yield Fault(finding.message, finding.fix, finding.place)
        for id_, translation in tongue.clauses.items():
            if set(collect_translated_texts(translation)) == {"title"} or id_ not in library.clauses:
                continue
            texts = collect_translated_texts(translation)
            for key in list_untranslated_keys(library, language, library.clauses[id_]):
                if key not in texts:
                    place = Place(catalogue.files.get(f"translations/{language}/{id_}"), f"{id_}.{key}", clause=id_)
                    yield Fault(f"there is no text in “{language}”", "Translate the English one.", place)
