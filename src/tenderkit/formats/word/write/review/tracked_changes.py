# SPDX-License-Identifier: Apache-2.0
"""Change words of a Word file as tracked changes, which the authority accepts or rejects in its word processor."""

import copy
import datetime
from collections.abc import Sequence

from lxml import etree

from tenderkit.checks.documents.checked_document import COMMENTATOR
from tenderkit.checks.reference_fixes import TextChange
from tenderkit.formats.word.read.document.reader import TracedParagraph, trace_paragraphs
from tenderkit.formats.word.read.elements import find_child, read_attribute, strip_namespace
from tenderkit.formats.word.read.open_docx import WordFile
from tenderkit.formats.word.write.review.edited_file import EditedFile, find_above
from tenderkit.formats.word.write.review.run_cutter import RunCutter

_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
# Around a run: where words can be put behind it if it is the last; what updates or refuses its own words is left
# alone.
_OPEN = ("hyperlink", "smartTag", "customXml", "dir", "bdo", "ins")
_CLOSED = ("fldSimple", "sdtContent", "moveTo", "moveFrom", "del", "ruby", "rubyBase")
_TEXTS = ("t", "tab", "br", "sym", "noBreakHyphen", "delText")
# In the order of the schema, the properties that come behind the direction of a run.
_BEHIND_DIRECTION = ("cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange")
_ARABIC = range(0x600, 0x700)


class ChangeTracker:
    """Writes tracked changes into a file.

    `texts`: the text of each paragraph in the form in which rules search it.

    Parameters: `opened`, the file; `when`, the date of the changes, None for that of the file.
    """

    def __init__(self, opened: WordFile, when: datetime.datetime | None = None) -> None:
        self._edited = EditedFile(opened, when)
        self._paragraphs: Sequence[TracedParagraph] = trace_paragraphs(opened)
        self._cutters = [RunCutter(traced.pieces) for traced in self._paragraphs]
        self._ids = self._edited.count_ids()
        self.texts = tuple(cutter.text for cutter in self._cutters)

    def write(self, number: int, change: TextChange) -> bool:
        """Write a change of a paragraph; return False where Word could not track it there, and nothing is changed.

        The changes of one paragraph are written from the last to the first.

        Parameters: `number`, that of the paragraph, from 1.
        """
        cutter = self._cutters[number - 1]
        start = change.start if change.start < change.end else change.end - 1
        runs = cutter.cut_runs(start, change.end)
        if not runs:
            return False
        anchor = _find_anchor(runs[-1])
        if anchor is None or any(_is_closed(run) for run in (runs if change.start < change.end else ())):
            return False
        inserted = self._make_insertion(change.words, runs[-1], anchor)
        if strip_namespace(str(_get_parent(anchor).tag)) == "ins":
            anchor = _part_insertion(anchor)
        anchor.addnext(inserted)
        if change.start < change.end:
            for run in runs:
                self._delete(run)
        self._edited.touch(self._paragraphs[number - 1].part)
        return True

    def _make_change(self, name: str) -> etree._Element:
        """Make the element of an insertion or a deletion."""
        date = {"date": self._edited.date} if self._edited.date else {}
        return self._edited.make_element(name, id=next(self._ids), author=COMMENTATOR, **date)

    def _make_insertion(self, words: str, run: etree._Element, anchor: etree._Element) -> etree._Element:
        """Make an insertion of words in the format of a run; behind a link or a field they do not look like one."""
        make = self._edited.make_element
        new = make("r")
        properties = find_child(run, "rPr")
        new.append(make("rPr") if properties is None else copy.deepcopy(properties))
        if anchor is not run and strip_namespace(str(anchor.tag)) in ("hyperlink", "r"):
            for name in ("rStyle", "color", "u"):
                if (property_ := find_child(new[0], name)) is not None:
                    new[0].remove(property_)
        self._set_direction(new[0], rtl=any(ord(letter) in _ARABIC for letter in words))
        if not len(new[0]):
            new.remove(new[0])
        text = make("t")
        text.text = words
        text.set(_PRESERVE, "preserve")
        new.append(text)
        change = self._make_change("ins")
        change.append(new)
        return change

    def _set_direction(self, properties: etree._Element, *, rtl: bool) -> None:
        """Make the properties of a run those of a run from right to left, or from left to right."""
        present = find_child(properties, "rtl")
        if present is not None:
            properties.remove(present)
        if rtl:
            names = [strip_namespace(str(kid.tag)) for kid in properties]
            at = next((n for n, name in enumerate(names) if name in _BEHIND_DIRECTION), len(names))
            properties.insert(at, self._edited.make_element("rtl"))

    def _delete(self, run: etree._Element) -> None:
        """Mark a run as deleted."""
        change = self._make_change("del")
        run.addprevious(change)
        change.append(run)
        for text in [kid for kid in run if strip_namespace(str(kid.tag)) == "t"]:
            deleted = self._edited.make_element("delText")
            deleted.text = text.text
            deleted.set(_PRESERVE, "preserve")
            run.replace(text, deleted)

    def pack(self) -> bytes:
        """Return the bytes of the file with the changes."""
        return self._edited.pack()


def _get_parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None, "a run is in a paragraph"
    return parent


def _is_closed(run: etree._Element) -> bool:
    """Return whether a run is in something that updates its words, or refuses changes of them."""
    paragraph = find_above(run, "p")
    node = run
    while node is not paragraph:
        if strip_namespace(str(node.tag)) in _CLOSED or _find_field_end(node) is not None:
            return True
        node = _get_parent(node)
    return False


def _find_anchor(run: etree._Element) -> etree._Element | None:
    """Return the element behind which words can be inserted that follow a run; None where they cannot be.

    Behind the last word of a link, a control or a field they come behind the whole; in the middle of a link, in it.
    """
    node = run
    while True:
        if (end := _find_field_end(node)) is not None:
            if _has_text_between(node, end):
                return None
            node = end
            continue
        parent = _get_parent(node)
        name = strip_namespace(str(parent.tag))
        if name == "p":
            return node
        is_last = not any(_has_text(other) for other in node.itersiblings())
        if not is_last:
            return node if name in _OPEN else None
        if name not in (*_OPEN, "fldSimple", "sdtContent"):
            return None
        node = _get_parent(parent) if name == "sdtContent" else parent


def _find_field_end(run: etree._Element) -> etree._Element | None:
    """Return the run with the end of the field whose result holds a run, among its siblings; None outside a field."""
    depth = 0
    for sibling in run.itersiblings():
        for mark in sibling.iter("{*}fldChar"):
            kind = read_attribute(mark, "fldCharType")
            depth += {"begin": 1, "end": -1}.get(kind, 0)
            if depth < 0:
                return sibling
    return None


def _has_text(element: etree._Element) -> bool:
    return any(strip_namespace(str(kid.tag)) in _TEXTS for kid in element.iter())


def _has_text_between(first: etree._Element, last: etree._Element) -> bool:
    """Return whether there is text between two siblings."""
    for sibling in first.itersiblings():
        if sibling is last:
            return False
        if _has_text(sibling):
            return True
    return False


def _part_insertion(anchor: etree._Element) -> etree._Element:
    """Part somebody's insertion behind an element, so that ours is not inside it; return its first part."""
    insertion = _get_parent(anchor)
    rest = list(anchor.itersiblings())
    if rest:
        second = insertion.makeelement(insertion.tag, {str(k): str(v) for k, v in insertion.attrib.items()})
        second.extend(rest)
        insertion.addnext(second)
    return insertion
