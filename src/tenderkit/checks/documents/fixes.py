# SPDX-License-Identifier: Apache-2.0
"""Which findings in a document can be mended without a decision, and by which changes of its paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from tenderkit.checks.documents.checked_document import CheckedDocument
from tenderkit.checks.documents.statements import find_phrase
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


class _OpenedParagraph:
    """A paragraph whose sentences accept equivalents; its language and the change of each sentence are found once.

    Parameters: `text`, its text; `otherwise`, the language of the words to add where it has references alone.
    """

    def __init__(self, fixer: ReferenceFixer, text: str, otherwise: str) -> None:
        self._fixer, self._text, self._otherwise = fixer, text, otherwise
        self._places: dict[str, list[int]] = {}
        for start, sentence in locate_sentences(text):
            self._places.setdefault(sentence, []).append(start)
        self._changes: dict[str, tuple[TextChange, ...]] = {}

    @cached_property
    def _language(self) -> str:
        return self._fixer.guess_language(self._text, self._otherwise)

    def list_changes(self, statement: str) -> Iterator[TextChange]:
        """Yield the changes of the sentences that a statement has; equal sentences come together."""
        for sentence, starts in self._places.items():
            if sentence.strip(_SIGNS) in statement:
                if sentence not in self._changes:
                    self._changes[sentence] = self._fixer.open_sentence(sentence, self._language)
                for start in starts:
                    yield from _move(start, self._changes[sentence])


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
        self._paragraphs: dict[int, _OpenedParagraph] = {}
        # Equal statements of the same paragraphs are mended by the same changes.
        self._demands: dict[int, dict[tuple[str, tuple[int, ...]], None]] = {}
        for statement in checked.statements:
            numbers = tuple(self._numbers[id(paragraph)] for paragraph in statement.paragraphs)
            for number in numbers if statement.demands else ():
                self._demands.setdefault(number, {})[statement.text, numbers] = None

    def plan(self, findings: Sequence[Finding]) -> tuple[PlannedFix, ...]:
        """Return the changes in the order of the document.

        Parameters: `findings`, those that are to be mended; most of them cannot be.
        """
        if any(finding.rule == _UNREAD for finding in findings):
            return ()
        changes: dict[tuple[int, int, int], PlannedFix] = {}
        # The same words in one paragraph are mended once.
        distinct = {(finding.rule, finding.paragraph, _get_words(finding)): finding for finding in findings}
        for finding in distinct.values():
            for number, change in self._find_changes(finding):
                place = self._checked.document.paragraphs[number - 1].name_place(self._checked.language)
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
                for change in _move(start, self._fixer.renew_sentence(sentence, name)):
                    yield finding.paragraph, change
            return
        for text, numbers in self._demands.get(finding.paragraph, ()):
            if find_phrase(text, name) is not None:
                yield from self._open_statement(text, numbers)

    def _open_statement(self, statement: str, numbers: Sequence[int]) -> Iterator[tuple[int, TextChange]]:
        """Yield the changes by which a statement accepts equivalents of all references that it names.

        Parameters: `numbers`, those of its paragraphs.
        """
        if self._fixer.accepts_equivalent(statement):
            return
        for number in numbers:
            if number not in self._paragraphs:
                text = self._texts[number - 1]
                self._paragraphs[number] = _OpenedParagraph(self._fixer, text, self._language)
            for change in self._paragraphs[number].list_changes(statement):
                yield number, change


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


def _move(start: int, changes: Sequence[TextChange]) -> Iterator[TextChange]:
    """Yield changes of a sentence as changes of the paragraph in which it begins at `start`."""
    for change in changes:
        yield replace(change, start=change.start + start, end=change.end + start)
