# SPDX-License-Identifier: Apache-2.0
"""What a PDF holds besides its pages: notes, fields, attachments, JavaScript, and what it does when it is opened."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tenderkit.checks.documents.document import Part
from tenderkit.formats.pdf.read.entries import get_entry

if TYPE_CHECKING:
    from pypdf import PdfReader

_REMARKS = ("/Text", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret", "/Ink", "/Stamp")
# What an action does outside the file, with the key of what it names.
_ACTIONS = {
    "/Launch": ("program", "/F"),
    "/GoToR": ("file", "/F"),
    "/URI": ("address", "/URI"),
    "/SubmitForm": ("form sent to", "/F"),
    "/ImportData": ("data", "/F"),
}
_MOST_OBJECTS = 20_000
_LONGEST_NAME = 200


@dataclass(frozen=True)
class Note:
    """A note on a page, or the text in a field: its text, its part of the document, its author and its page."""

    text: str
    part: Part
    label: str
    page: int


@dataclass
class Contents:
    """What a PDF holds besides its pages; `outside`, `unread` and `scripts` are those of `Document`."""

    notes: list[Note] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    scripts: bool = False

    @property
    def outside(self) -> tuple[str, ...]:
        """What is loaded or sent when the file is opened, each as a phrase."""
        return tuple(dict.fromkeys(self.loads))

    @property
    def unread(self) -> tuple[str, ...]:
        """Contents whose words are not read, each kind once."""
        return tuple(dict.fromkeys(self.kinds))


def find_contents(pdf: "PdfReader") -> Contents:
    """Return what a PDF holds besides its pages. Nothing of it is run, opened or sent."""
    contents = Contents()
    root = pdf.root_object
    _read_action(get_entry(root, "/OpenAction"), contents)
    _read_actions(get_entry(root, "/AA"), contents)
    names = get_entry(root, "/Names")
    if get_entry(names, "/JavaScript") is not None:
        contents.scripts = True
    if get_entry(names, "/EmbeddedFiles") is not None or get_entry(root, "/Collection") is not None:
        contents.kinds.append("attachment")
    if get_entry(get_entry(root, "/AcroForm"), "/XFA") is not None:
        contents.kinds.append("xfa")
    left = _MOST_OBJECTS
    for number, page in enumerate(pdf.pages, 1):
        _read_actions(get_entry(page, "/AA"), contents)
        for annotation in _list_items(get_entry(page, "/Annots")):
            left -= 1
            if left < 0:
                return contents
            _read_annotation(annotation, number, contents)
    return contents


def _read_annotation(annotation: Any, page: int, contents: Contents) -> None:
    """Take in what is laid over a page: a note, a field, an attachment or a link."""
    kind = get_entry(annotation, "/Subtype")
    text = _read_text(get_entry(annotation, "/Contents"))
    if kind == "/FileAttachment":
        contents.kinds.append("attachment")
    elif kind == "/FreeText" and text:
        contents.notes.append(Note(text, "text-box", "", page))
    elif kind in _REMARKS and text:
        contents.notes.append(Note(text, "comment", _read_text(get_entry(annotation, "/T"))[:80], page))
    elif kind == "/Widget":
        value = get_entry(annotation, "/V") or get_entry(get_entry(annotation, "/Parent"), "/V")
        if text := "" if str(value).startswith("/") else _read_text(value):
            contents.notes.append(Note(text, "text-box", "", page))
    elif kind in ("/RichMedia", "/Movie", "/Screen", "/3D", "/Sound"):
        contents.kinds.append("film")
    _read_actions(get_entry(annotation, "/AA"), contents)
    # A link to an address waits for a click, as in any document.
    if get_entry(get_entry(annotation, "/A"), "/S") != "/URI":
        _read_action(get_entry(annotation, "/A"), contents)


def _read_actions(table: Any, contents: Contents) -> None:
    for action in table.values() if hasattr(table, "values") else ():
        _read_action(action.get_object() if hasattr(action, "get_object") else action, contents)


def _read_action(action: Any, contents: Contents) -> None:
    """Take in an action, and those that follow it; an action that only goes to a page is passed over."""
    for step in _follow(action):
        kind = str(get_entry(step, "/S"))
        if kind == "/JavaScript":
            contents.scripts = True
        elif kind in _ACTIONS:
            label, key = _ACTIONS[kind]
            target = get_entry(step, key)
            target = get_entry(target, "/UF") or get_entry(target, "/F") if hasattr(target, "get") else target
            contents.loads.append(f"{label} {_read_text(target)[:_LONGEST_NAME]}".strip())


def _follow(action: Any) -> Iterator[Any]:
    """Yield an action and those that follow it, one after the other."""
    waiting, left = [action], 100
    while waiting and left:
        left -= 1
        current = waiting.pop()
        if hasattr(current, "get"):
            yield current
            following = get_entry(current, "/Next")
            waiting += _list_items(following) if isinstance(following, list) else [following]


def _list_items(items: Any) -> list[Any]:
    first_items = items[:_MOST_OBJECTS] if isinstance(items, list) else []
    return [item.get_object() if hasattr(item, "get_object") else item for item in first_items]


def _read_text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("latin-1").strip()
    return str(value).strip() if isinstance(value, str) else ""
