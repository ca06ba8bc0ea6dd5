# SPDX-License-Identifier: Apache-2.0
"""Find the texts that would appear in English in the papers, because they are not translated."""

from dataclasses import replace

from tenderkit.findings import Finding, Place
from tenderkit.library.language import Language
from tenderkit.library.library import ENGLISH
from tenderkit.library.other_device import find_category_of
from tenderkit.library.translations import (
    find_frame_gaps,
    find_stale_labels,
    find_untranslated_labels,
)
from tenderkit.selection.selection import Selection


def find_untranslated(selection: Selection, words: Language) -> list[Finding]:
    """Return a finding for each text that the papers would show in English because its translation is missing.

    The texts are those of the selected clauses, the labels, and the frame (the fixed words of the papers). Only the
    last finding has a fix, because the fix is the same for all. Parameters: `words`, the language of the papers,
    which is also the language of the selection's library.
    """
    library, findings = selection.library, []
    language = library.language
    if language == ENGLISH:
        return []
    for id_ in dict.fromkeys(pick.clause.id for part in selection.parts for pick in part.picks):
        if id_ in library.words:
            continue
        table = library.translation_into(language).clauses.get(id_)
        key = "untranslated" if table is None or not table.requirement else "stale"
        message = words.text(f"selection.translation-missing-{key}", clause=id_, language=language)
        findings.append(Finding("translation-missing", message, place=Place(clause=id_)))
    findings += find_untranslated_words(selection, words)
    if findings:
        findings[-1] = replace(findings[-1], fix=words.text("selection.translation-missing-fix"))
    return findings


def find_untranslated_words(selection: Selection, words: Language) -> list[Finding]:
    """Return a finding for each label and each fixed word of the papers that would appear in English.

    The labels of product categories count only where the purchase has the category, and the texts of jurisdictions
    only where their rules hold for the purchase, because no others appear.

    Parameters: `words`, the language of the papers, which is also the language of the selection's library.
    """
    library = selection.library
    language = library.language
    if language == ENGLISH:
        return []
    # None is the profile of a text that belongs to no jurisdiction.
    profiles = {None, *selection.profiles}
    tables = [t for t in library.label_tables if _find_profile(t[0], t[1]) in profiles]
    labels = []
    for file, key, _ in find_stale_labels(library, language):
        if _find_profile(file, key) in profiles:
            message = words.text("selection.translation-missing-label", language=language)
            labels.append(Finding("translation-missing", message, place=Place(file, key)))
    labels += [replace(f, fix="") for f in find_untranslated_labels(tables, {}, language)]
    # The name of another device is the authority's own, in the language of the papers.
    bought = {find_category_of(category) for lot in selection.purchase.lots for category in lot.categories}
    printed = [f for f in labels if _find_category(f.place) in {None, *bought}]
    return printed + [replace(f, fix="") for f in find_frame_gaps(words.untranslated, language)]


def _find_profile(file: str, key: str) -> str | None:
    """Return the jurisdiction that a text is of, or an entry of `jurisdictions.toml`; None for any other text."""
    if file == "jurisdictions.toml":
        return key
    folder, _, profile = file.rpartition("/")
    return profile if folder == "jurisdictions" else None


def _find_category(place: Place) -> str | None:
    """Return the product category whose label a finding is about; None if the finding is about any other text.

    Parameters: `place`, the place of the finding.
    """
    section, _, entry = (place.key or "").partition(".")
    return entry.partition(".")[0] if (place.file, section) == ("vocabulary.toml", "categories") else None
