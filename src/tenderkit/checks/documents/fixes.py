# SPDX-License-Identifier: Apache-2.0
"""Which findings in a document can be mended without a decision, and by which changes of its paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from tenderkit.checks.documents.checked_document import CheckedDocument
from tenderkit.checks.documents.statements import Statement, find_phrase
from tenderkit.checks.reference_fixes import (
    OPENED,
    RENEWED,
    Fix,
    ReferenceFixer,
    TextChange,
    guess_language,
    locate_sentences,
)
from tenderkit.findings import Finding

# In which the words are not read, so that none are added.
_UNREAD = "language-not-read"
_SIGNS = " .;:,،؛"


class PlannedFix(NamedTuple):
    """A change of a paragraph, whose number is counted from 1, and what it mends."""

    paragraph: int
    change: TextChange
    fix: Fix


class FixPlanner:
    """Finds the changes of paragraphs by which findings are mended.

    Parameters: `checked`, the document; `texts`, the text of each of its paragraphs in the form in which rules search
    it, to which the positions of the changes refer.
    """

    def __init__(self, checked: CheckedDocument, texts: Sequence[str]) -> None:
        self._checked, self._texts = checked, texts
        self._fixer = ReferenceFixer(checked.lists, checked.superseded, checked.library)
        self._numbers = {id(paragraph): n for n, paragraph in enumerate(checked.document.paragraphs, 1)}
        self._language = guess_language(" ".join(texts))
        self._demands: dict[int, list[Statement]] = {}
        for statement in checked.statements:
            for paragraph in statement.paragraphs if statement.demands else ():
                self._demands.setdefault(self._numbers[id(paragraph)], []).append(statement)

    def plan(self, findings: Sequence[Finding]) -> tuple[PlannedFix, ...]:
        """Return the changes in the order of the document.

        Parameters: `findings`, those that are to be mended; most of them cannot be.
        """
        if any(finding.rule == _UNREAD for finding in findings):
            return ()
        changes: dict[tuple[int, int, int], PlannedFix] = {}
        for finding in findings:
            for number, change in self._find_changes(finding):
                place = self._checked.document.paragraphs[number - 1].place
                fix = Fix(finding.rule, place, change.before, change.after)
                # One statement may be at fault by two rules.
                changes.setdefault((number, change.start, change.end), PlannedFix(number, change, fix))
        return tuple(changes[key] for key in sorted(changes))

    def _find_changes(self, finding: Finding) -> Iterator[tuple[int, TextChange]]:
        name = _get_words(finding)
        if finding.paragraph is None or not name or finding.rule not in (*OPENED, RENEWED):
            return
        if finding.rule == RENEWED:
            for start, sentence in locate_sentences(self._texts[finding.paragraph - 1]):
                yield from _move(finding.paragraph, start, self._fixer.renew_sentence(sentence, name))
            return
        for statement in self._demands.get(finding.paragraph, ()):
            if find_phrase(statement.text, name) is not None:
                yield from self._open_statement(statement)

    def _open_statement(self, statement: Statement) -> Iterator[tuple[int, TextChange]]:
        """Yield the changes by which a statement accepts equivalents of all references that it names."""
        if self._fixer.accepts_equivalent(statement.text):
            return
        for paragraph in statement.paragraphs:
            number = self._numbers[id(paragraph)]
            text = self._texts[number - 1]
            for start, sentence in locate_sentences(text):
                if sentence.strip(_SIGNS) in statement.text:
                    language = self._fixer.guess_language(text, self._language)
                    yield from _move(number, start, self._fixer.open_sentence(sentence, language))


def list_unmended(
    findings: Sequence[Finding], again: Sequence[Finding], written: Sequence[PlannedFix]
) -> tuple[Finding, ...]:
    """Return the findings that are still there once the fixes were made.

    Parameters: `findings`, those before; `again`, those after, on paragraphs with the same numbers; `written`, the
    fixes. A reference without “or equivalent” may have another name after its edition was exchanged.
    """
    left = {(finding.rule, finding.paragraph, _get_words(finding)) for finding in again}
    fixable = (*OPENED, RENEWED)
    still = [f for f in findings if f.rule not in fixable or (f.rule, f.paragraph, _get_words(f)) in left]
    renamed = {(each.paragraph, each.fix.after) for each in written if each.fix.rule == RENEWED}
    still += [f for f in again if f.rule in OPENED and (f.paragraph, _get_words(f)) in renamed]
    return tuple(sorted(still, key=lambda finding: finding.paragraph or 0))


def _get_words(finding: Finding) -> str:
    return finding.excerpt.fault if finding.excerpt else ""


def _move(number: int, start: int, changes: Sequence[TextChange]) -> Iterator[tuple[int, TextChange]]:
    """Yield changes of a sentence as changes of the paragraph in which it begins at `start`."""
    for change in changes:
        yield number, replace(change, start=change.start + start, end=change.end + start)
