# SPDX-License-Identifier: Apache-2.0
"""Tables of translators as PO files, which translation programs read.

The context of an entry is the id and the key of the text. The state is in a comment of the translator; an entry that
is only proposed, or made from an older English text, is fuzzy, and names the older one.
"""

from collections.abc import Sequence
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, write_po

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.translation.table_row import MISSING, OPEN_STATES, TableRow

_STATE = "state: "
_HEAD = """\
msgid ""
msgstr ""
"Project-Id-Version: tenderkit\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def write_translation_po(rows: Sequence[TableRow], language: str) -> str:
    """Return a table of translators as a PO file."""
    catalog = Catalog()
    for row in rows:
        notes = [] if row.state == MISSING else [f"{_STATE}{row.state}"]
        catalog[row.english] = Message(
            row.english,
            row.translation,
            context=row.name,
            flags=["fuzzy"] if row.is_open else (),
            user_comments=notes,
            auto_comments=row.comment.split("\n") if row.comment else (),
            previous_id=[row.old_english] if row.old_english else (),
        )
    file = _Chunks()
    write_po(file, catalog, width=0, omit_header=True, include_previous=True)
    return _HEAD.format(language=language) + b"".join(file).decode()


class _Chunks(list[bytes]):
    """Keeps what is written to it."""

    def write(self, chunk: bytes) -> None:
        """Keep a chunk."""
        self.append(chunk)


class _Entries(Catalog):
    """Keeps the entries of a file in a list, in which an entry that is there twice is there twice."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Message] = []

    def __setitem__(self, id: Any, message: Message) -> None:
        self.messages.append(message)


def read_translation_po(text: str, name: str) -> tuple[list[TableRow], str]:
    """Return the rows of a PO file, and the language that it names; an empty text if it names none.

    Parameters: `name`, the name of the file for messages. Raises InvalidInput where it cannot be read.
    """
    entries = _Entries()
    try:
        PoFileParser(entries, abort_invalid=True).parse(text.splitlines(keepends=True))
    except (PoFileError, ValueError, IndexError, AttributeError, TypeError) as error:
        line = f"line {error.lineno + 1}" if isinstance(error, PoFileError) else None
        problem = Finding("unreadable", "is no PO file, or a broken one", "Export it again.", place=Place(name, line))
        raise InvalidInput([problem]) from None
    head = next((message.string for message in entries.messages if message.id == "" and not message.context), "")
    fields = dict(line.partition(":")[::2] for line in str(head).splitlines())
    rows = [_make_row(message) for message in entries.messages if message.id != "" or message.context]
    return rows, fields.get("Language", "").strip()


def _make_row(message: Message) -> TableRow:
    id_, _, key = str(message.context or "").partition(" ")
    state = next((note.removeprefix(_STATE) for note in message.user_comments if note.startswith(_STATE)), MISSING)
    if "fuzzy" in message.flags:
        state = state if state in OPEN_STATES else OPEN_STATES[0]
    elif state in OPEN_STATES:
        state = "draft"  # the translator took the mark away
    english, translation = (_join_plural(text) for text in (message.id, message.string))
    return TableRow(id_, key, english, translation, state, place=f"line {message.lineno}")


def _join_plural(text: Any) -> str:
    """Return the text of an entry; one with plural forms, which is none of ours, as its forms."""
    return text if isinstance(text, str) else " ".join(map(str, text))
