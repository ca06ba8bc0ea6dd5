# SPDX-License-Identifier: Apache-2.0
"""translation-missing: a label, text or fixed word is missing in a language whose translation has begun.

A language has begun if it has a frame (the fixed words of the papers) or a folder of translations. Catches, in such a
language: an entry (label, title, text, help, choice-text, output, texts of profiles) that is missing or empty in the
vocabulary, the questions, the buyer steps, the jurisdictions or an overlay (an authority's own library); a fixed word
missing in the frame; a folder of translations without a frame; and a translated clause without some of its texts. A
file without any text in the language is reported once. Missing English texts are reported when a library is read; a
language without a title in every overlay is passed over. It is a warning, because a language may begin with a few
words; a release needs all of them. In a language whose frame names a set (`set = "short"`: small purchases alone), a
jurisdiction without any text in it is passed over. No annex is built in a language before the texts that it needs are
complete, unless English is allowed in it. `clause-untranslated` reports the clauses without any translation.

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
    leave_out_untouched_profiles,
    list_untranslated_keys,
)
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the labels, texts and fixed words that are missing in a language whose translation has begun."""
    library = catalogue.library
    for language, tongue in catalogue.translations.items():
        tables = library.label_tables
        if catalogue.find_set(language):
            tables = leave_out_untouched_profiles(tables, language)
        findings = find_untranslated_labels(tables, catalogue.files, language)
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
