# SPDX-License-Identifier: Apache-2.0
"""Find the clauses of a selection that have no text in the language of the papers."""

from dataclasses import replace

from tenderkit.findings import Finding, Place
from tenderkit.library.library import ENGLISH
from tenderkit.library.translations import find_missing_labels, find_stale_labels
from tenderkit.selection.selection import Selection


def find_untranslated(selection: Selection) -> list[Finding]:
    """Return a finding for each clause and label that an annex in the library's language would print in English.

    The labels are those of libraries on top. Only the last finding has a fix, because it is the same for all.
    """
    library, findings = selection.library, []
    language = library.language
    if language == ENGLISH:
        return []
    for id_ in dict.fromkeys(pick.clause.id for part in selection.parts for pick in part.picks):
        if id_ in library.words:
            continue
        table = library.translations[language].clauses.get(id_)
        why = "is not translated" if table is None or not table.requirement else "has changed since it was translated"
        message = f"the clause “{id_}” {why} into “{language}”"
        findings.append(Finding("translation-missing", message, place=Place(clause=id_)))
    for file, key, _ in find_stale_labels(library, language):
        message = f"has changed since it was translated into “{language}”"
        findings.append(Finding("translation-missing", message, place=Place(file, key)))
    findings += [replace(f, fix="") for f in find_missing_labels(library, {}, language)]
    if findings:
        findings[-1] = replace(findings[-1], fix=_FIX)
    return findings


_FIX = "Choose another language, or take --allow-untranslated: the English text is then printed, and marked."
