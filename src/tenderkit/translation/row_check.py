# SPDX-License-Identifier: Apache-2.0
"""Check the rows that translators give back against the texts of the library, and report all problems at once."""

import re
from collections.abc import Iterator, Mapping, Sequence

from tenderkit.findings import Finding, Place, suggest_nearest
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import contains_word_form
from tenderkit.library.library import Term
from tenderkit.library.shape import INVISIBLE
from tenderkit.library.template import parse_template
from tenderkit.library.translations import describe_other_names, list_fields
from tenderkit.lint.rules.translation_differs import describe_difference
from tenderkit.translation.library_text import FORMS, FORMS_BAR, PARAGRAPH_BREAK, LibraryText
from tenderkit.translation.table_row import MISSING, TableRow
from tenderkit.translation.text_state import DRAFT, Records, TextState, find_state, parse_state

# A space that does not break is a letter of the language: French has one before a semicolon.
_SPACES = " \t\r\n"
_EDGES = re.compile(rf"([{_SPACES}]*).*?([{_SPACES}]*)", re.DOTALL)


@frozen_dataclass
class Change:
    """A text that a table settles: its translation, its state, and whether either of them is new."""

    text: LibraryText
    translation: str
    state: TextState
    is_new: bool


@frozen_dataclass
class CheckedRows:
    """What a table gives back.

    `changes`: the settled texts; `findings`: all problems, errors and warnings; `open`: the number of rows that are
    still proposed or stale; `lost_states`: the names of the texts whose state fell to draft, because they changed.
    """

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    open: int = 0
    lost_states: tuple[str, ...] = ()


class RowCheck:
    """Compares rows with the texts of the library."""

    def __init__(
        self,
        texts: Sequence[LibraryText],
        records: Records,
        terms: Mapping[str, Term],
        separators: tuple[str, str],
        file: str,
    ) -> None:
        """Keep what the rows are compared with.

        Parameters: `texts`, all texts of the language; `terms`, its glossary; `separators`, its decimal and its
        thousands separator; `file`, the name of the table for messages.
        """
        self._texts = {text.name: text for text in texts}
        self._records, self._terms, self._separators, self._file = records, terms, separators, file
        self._findings: list[Finding] = []

    def check(self, rows: Sequence[TableRow]) -> CheckedRows:
        """Return what the rows change, and every problem in them."""
        changes: dict[str, Change] = {}
        seen: dict[str, str] = {}
        lost: list[str] = []
        empty: list[str] = []
        for row in rows:
            if row.name in seen:
                self._report(row, "row-twice", f"is there already, at {seen[row.name]}", "Keep one of the two.")
                continue
            seen[row.name] = row.place
            if row.state == MISSING and not row.translation.strip():
                empty.append(row.name)
                continue
            text = self._find_text(row)
            if text is None or row.is_open:
                continue
            change = self._check_row(row, text)
            if change is not None:
                changes[row.name] = change
                before = find_state(text, self._records)
                if isinstance(before, TextState) and before != DRAFT and change.is_new and change.state == DRAFT:
                    lost.append(row.name)
        touched = {change.text.record for change in changes.values()}
        for name in empty:
            text = self._texts.get(name)
            # Spaces between two texts are the same in every language, and nothing to see in a table.
            if text and text.translation is None and not text.english.strip() and text.record in touched:
                changes[name] = Change(text, text.english, DRAFT, is_new=True)
        self._findings += self._find_incomplete_entries(changes)
        waiting = sum(row.is_open for row in rows)
        new = tuple(change for change in changes.values() if change.is_new)
        return CheckedRows(new, tuple(self._findings), waiting, tuple(lost))

    def _report(self, row: TableRow, rule: str, message: str, fix: str, *, warn: bool = False) -> None:
        place = Place(self._file, f"{row.place}: {row.name}")
        self._findings.append(Finding(rule, message, fix, "warn" if warn else "error", place))

    def _find_text(self, row: TableRow) -> LibraryText | None:
        text = self._texts.get(row.name)
        if text is None:
            ids = {text.id for text in self._texts.values()}
            keys = {text.key for text in self._texts.values() if text.id == row.id}
            fix = suggest_nearest(row.key, keys) if keys else suggest_nearest(row.id, ids)
            self._report(row, "unknown-text", "the library has no such text", fix)
        elif row.english.strip() != text.english.strip():
            fix = "Export it again, and compare: the translation may have to change, too."
            self._report(row, "english-changed", "is not the English text of the library", fix)
            return None
        return text

    def _check_row(self, row: TableRow, text: LibraryText) -> Change | None:
        # Spaces between two texts are the same in every language, and nothing to see in a table.
        if not row.translation.strip():
            if (text.translation or "").strip():
                self._report(row, "empty", "has no translation", "Write it; a table takes no text away.")
            return None
        try:
            state = DRAFT if row.state in ("", MISSING) else parse_state(row.state)
        except ValueError as error:
            self._report(row, "state", error.args[0], error.args[1])
            return None
        translation = _put_edges(row.translation, text.english)
        count = len(self._findings)
        for rule, message, fix in self._find_faults(translation, text):
            self._report(row, rule, message, fix)
        if len(self._findings) > count:
            return None
        before = find_state(text, self._records)
        is_changed = text.translation is None or text.translation.strip() != translation.strip()
        if is_changed:
            self._compare_words(row, text)
        if is_changed and state == before:
            state = DRAFT  # it was given to the text before
        return Change(text, translation, state, is_changed or text.is_stale or state != before)

    def _find_faults(self, translation: str, text: LibraryText) -> Iterator[tuple[str, str, str]]:
        """Yield the faults of a translation: rule, message and way out."""
        if character := INVISIBLE.search(translation):
            yield "unreadable", f"holds an invisible character (U+{ord(character[0]):04X})", "Type the text by hand."
        paragraphs, english = translation.split(PARAGRAPH_BREAK), text.paragraphs
        if len(paragraphs) != len(english):
            message = f"has {len(paragraphs)} paragraphs where the English text has {len(english)}"
            yield "paragraphs", message, "Write one for each, in the same order, with a blank line between two."
            return
        if "\n" not in text.english and "\n" in translation:
            yield "paragraphs", "has a line break, the English text has none", "Write it on one line."
        if text.key.endswith(FORMS) and not all(form.strip() for form in translation.split(FORMS_BAR.strip())):
            yield "forms", "has an empty form", "Write forms with a bar between two of them: unit | units."
        for number, (paragraph, original) in enumerate(zip(paragraphs, english, strict=True), 1):
            where = f" in paragraph {number}" if len(english) > 1 else ""
            if not text.is_of_clause:
                yield from _find_other_fields(paragraph, original, text)
                continue
            try:
                template, base = parse_template(paragraph), parse_template(original)
            except ValueError as error:
                yield "names", f"cannot be read{where}: {error}", "Copy the names from the English text."
                continue
            if message := describe_other_names(template, base):
                yield "names", f"{message}{where}", "Name the same values."
            elif message := describe_difference(template, base, self._separators):
                fix = "Compare the two texts: numbers and standards are the same in every language."
                yield "translation-differs", f"{message}{where}", fix

    def _compare_words(self, row: TableRow, text: LibraryText) -> None:
        """Warn of terms of the glossary, and of numbers in labels, that the translation has not."""
        if not text.is_of_clause and (
            message := describe_difference((row.translation,), (text.english,), self._separators)
        ):
            self._report(row, "translation-differs", message, "Compare the two texts.", warn=True)
        for id_, term in self._terms.items():
            words = id_.replace("-", " ")
            if contains_word_form((words, id_), text.english) and not contains_word_form(term.forms, row.translation):
                fix = f"The glossary has “{term.term}” for “{words}”: use it where the text means that."
                self._report(row, "term", f"has no form of “{term.term}”", fix, warn=True)

    def _find_incomplete_entries(self, changes: Mapping[str, Change]) -> Iterator[Finding]:
        """Yield a finding for each entry that can only be taken with texts that the table does not settle."""
        touched = {change.text.record for change in changes.values() if change.is_new}
        groups: dict[str, list[LibraryText]] = {}
        for text in self._texts.values():
            if text.record in touched:
                groups.setdefault(text.record, []).append(text)
        for record, texts in groups.items():
            stale = [t.name for t in texts if find_state(t, self._records) == "stale" and t.name not in changes]
            if stale:
                message = f"the English has changed: settle these texts, too: {', '.join(stale)}"
                yield self._report_entry(record, message, "Export them with --stale, and read them all.")
            needed = [name for name in _list_needed(texts, changes) if name not in changes]
            if needed:
                message = f"is taken as one: these texts are missing: {', '.join(needed)}"
                yield self._report_entry(record, message, "Translate them, too, or leave all of them.")

    def _report_entry(self, record: str, message: str, fix: str) -> Finding:
        return Finding("entry-incomplete", message, fix, place=Place(self._file, record))


def _list_needed(texts: Sequence[LibraryText], changes: Mapping[str, Change]) -> Iterator[str]:
    """Yield the names of the texts without which the texts that change cannot be read.

    These are all texts of a definition, the title of a source, and the form `other` of a label.
    """
    for text in texts:
        if text.translation is not None:
            continue
        siblings = [t for t in texts if t.id == text.id and t.name in changes]
        if text.id.startswith("frame/definitions.") or (text.kind == "sources" and text.key == "title"):
            needed = bool(siblings)
        else:
            needed = text.path[-2:] == ("label", "other") and bool(siblings)
        if needed:
            yield text.name


def _find_other_fields(translation: str, english: str, text: LibraryText) -> Iterator[tuple[str, str, str]]:
    """Yield a fault if the names in braces differ from the English ones; a label may write its number as a word."""
    try:
        fields, original = list_fields(translation), list_fields(english)
    except ValueError as error:
        yield "names", f"cannot be read: {error}", "Copy the names in braces from the English text."
        return
    is_other = not fields <= {"n", *original} if text.kind == "vocabulary" else fields != original
    if is_other:
        message = f"names {sorted(fields)}, the English text {sorted(original)}"
        yield "names", message, "Name the same values, in braces."


def _put_edges(translation: str, english: str) -> str:
    """Return a translation with the spaces and line breaks of the English text at its start and end.

    Spreadsheet programs lose them, and the papers need them between two texts.
    """
    edges = _EDGES.fullmatch(english)
    assert edges is not None
    text = translation.replace("\r\n", "\n").strip(_SPACES)
    return f"{edges[1]}{text}{edges[2]}"
