# SPDX-License-Identifier: Apache-2.0
"""Write the texts that translators settled into the files of a language, with the digests of their English."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from typing import Any

from tenderkit.library.author_data import Reading
from tenderkit.library.language import Definition
from tenderkit.library.library import ENGLISH, Library
from tenderkit.library.shape import format_key
from tenderkit.library.translations import collect_english_texts, digest_frame, digest_texts
from tenderkit.translation.library_text import FORMS, FORMS_BAR, Frames, LibraryText, name_file
from tenderkit.translation.row_check import Change
from tenderkit.translation.text_state import add_records, digest_pair
from tenderkit.translation.toml_tables import KeyPath, format_readings, set_values

_LICENCE = "# SPDX-License-Identifier: CC0-1.0\n"
_HEAD = f"{_LICENCE}# The texts of {{kind}} in “{{language}}”; clauses/README.md says how a translation is kept up.\n"


class ChangedFiles:
    """Composes the files that settled texts change."""

    def __init__(self, library: Library, frames: Frames, language: str, texts: Sequence[LibraryText]) -> None:
        """Keep the library, in English, and all its texts with their translations into the language."""
        self._library, self._frames, self._language, self._texts = library, frames, language, texts
        self._labels = library.label_digests

    def compose(
        self, changes: Sequence[Change], readings: Sequence[Reading], read: Callable[[str], str | None]
    ) -> dict[str, str]:
        """Return the new text of each file that changes, by its path below the folder of the data.

        Parameters: `changes`, the settled texts; `readings`, those that the language has; `read`, a function that
        returns the present text of a file, None for one that is not there.
        """
        values: dict[str, dict[KeyPath, Any]] = {}
        for record in dict.fromkeys(change.text.record for change in changes):
            group = [change for change in changes if change.text.record == record]
            table = values.setdefault(group[0].text.file, {})
            table |= self._list_digests(record, group)
            for change in group:
                table |= self._list_values(change)
        new = {}
        for file, table in values.items():
            kind = file.rpartition("/")[2].removesuffix(".toml")
            text = read(file) or _HEAD.format(kind=kind, language=self._language)
            new[file] = set_values(text, table)
        records = {
            change.text.name: (digest_pair(change.text.english, change.translation), change.state)
            for change in changes
        }
        states = name_file("states", self._language)
        new[states] = _LICENCE + format_readings(add_records(readings, records))
        return new

    def _list_values(self, change: Change) -> dict[KeyPath, Any]:
        """Return the values that a change sets, by path; a definition begins with what the English one asks for."""
        path = change.text.path
        start: dict[KeyPath, Any] = {}
        if path[0] == "definitions" and path[1] not in self._frames[self._language].definitions:
            start = _list_conditions(self._frames[ENGLISH].definitions[str(path[1])], path[:2])
        is_list = path[-1] == FORMS
        value = [form.strip() for form in change.translation.split(FORMS_BAR.strip())] if is_list else None
        return {path: value or change.translation, **start}

    def _list_digests(self, record: str, group: Iterable[Change]) -> dict[KeyPath, Any]:
        """Return the digest of the English of an entry, and of a clause its version, by path."""
        kind, _, entry = record.partition("/")
        keys = {text.key for text in self._texts if text.record == record and text.translation is not None}
        keys |= {change.text.key for change in group}
        if kind == "frame":
            return {("made-from", entry): digest_frame(self._frames[ENGLISH])[entry]}
        if kind == "sources":
            source = self._library.sources[entry]
            return {(entry, "sha256"): digest_texts({key: ((getattr(source, key),),) for key in keys})}
        if (digest := self._labels.get(f"{kind}.toml {entry}")) is not None:
            return {("made-from", entry): digest}
        clause = self._library.clauses[entry]
        english = {key: text for key, text in collect_english_texts(clause).items() if key in keys}
        return {(entry, "version"): clause.version, (entry, "sha256"): digest_texts(english)}


def _list_conditions(definition: Definition, path: KeyPath) -> dict[KeyPath, Any]:
    """Return what decides where each sentence of a definition is printed, by path."""
    return {
        (*path, "sentences", position, format_key(field.name)): list(value) if isinstance(value, tuple) else value
        for position, sentence in enumerate(definition.sentences)
        for field in fields(sentence)
        if field.name not in ("text", "alone", FORMS)
        and (value := getattr(sentence, field.name)) not in (None, (), "")
    }
