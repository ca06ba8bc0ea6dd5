# SPDX-License-Identifier: Apache-2.0
"""A Word file that somebody edits: text is written as a person's edit leaves it in the XML."""

import io
import random
import re
import zipfile
from copy import deepcopy

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MAIN = "word/document.xml"
_DUTY_STYLES = ("ClauseItem", "ClauseText")
_OTHER_PLACE = re.compile(r"[.:;]\s*$")
_TRACKED = {"author": "A Colleague", "date": "2026-11-20T09:00:00Z"}


def make(name: str, parent: etree._Element | None = None, **attributes: str) -> etree._Element:
    """A Word element with attributes, as the last child of its parent if there is one."""
    element = etree.Element(W + name) if parent is None else etree.SubElement(parent, W + name)
    for key, value in attributes.items():
        element.set(W + key, value)
    return element


def read_text(element: etree._Element) -> str:
    """The words of a paragraph."""
    return "".join(one.text or "" for one in element.iter(W + "t"))


def read_style(paragraph: etree._Element) -> str:
    """The id of the style of a paragraph."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(W + "val", "")


class WordCopy:
    """A copy of a Word file, to be edited. Parameters: `chance`, by which pieces of text are formatted and parted."""

    def __init__(self, content: bytes, chance: random.Random) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.parts[_MAIN])
        self._chance = chance
        self._used: set[etree._Element] = set()
        self._changes = 0

    def save(self) -> bytes:
        """The edited file."""
        self.parts[_MAIN] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self.parts.items():
                # Without the time of day: the same edits give the same bytes.
                archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
        return content.getvalue()

    def add_part(self, name: str, content: bytes, media: str, relation: str) -> str:
        """Add a part with its content type and a relationship of the text to it; returns the id of the latter."""
        self.parts[name] = content
        types = self.parts["[Content_Types].xml"]
        entry = f'<Override PartName="/{name}" ContentType="{media}"/></Types>'.encode()
        self.parts["[Content_Types].xml"] = types.replace(b"</Types>", entry)
        return self.add_relation(relation, name.removeprefix("word/"))

    def add_relation(self, relation: str, target: str, *, outside: bool = False) -> str:
        """Add a relationship of the text, and return its id."""
        name = "word/_rels/document.xml.rels"
        id_ = f"rIdPlanted{self.parts[name].count(b'<Relationship ')}"
        type_ = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{relation}"
        mode = ' TargetMode="External"' if outside else ""
        entry = f'<Relationship Id="{id_}" Type="{type_}" Target="{target}"{mode}/></Relationships>'.encode()
        self.parts[name] = self.parts[name].replace(b"</Relationships>", entry)
        return id_

    def list_duties(self) -> list[etree._Element]:
        """The paragraphs of clauses that nobody has edited yet, outside tables."""
        return [
            paragraph
            for paragraph in self.root.iter(W + "p")
            if paragraph not in self._used
            and read_style(paragraph) in _DUTY_STYLES
            and len(text := read_text(paragraph)) > 40
            and text.rstrip().endswith(".")
            and next(paragraph.iterancestors(W + "tc"), None) is None
        ]

    def list_headings(self) -> list[str]:
        """The words of all headings."""
        return [read_text(p) for p in self.root.iter(W + "p") if "Heading" in read_style(p)]

    def list_cells(self) -> list[etree._Element]:
        """The first paragraphs of cells that nobody has edited yet, in tables before the sources."""
        clauses = [control for control in self.root.iter(W + "sdt") if control.find(f"{W}sdtPr/{W}tag") is not None]
        behind = set(clauses[-1].xpath("following::*")) if clauses else set()
        tables = [table for table in self.root.iter(W + "tbl") if table not in behind]
        rows = (row for table in tables for row in table.findall(W + "tr")[1:])
        cells = (cell.find(W + "p") for row in rows for cell in row.findall(W + "tc"))
        return [cell for cell in cells if cell is not None and cell not in self._used and read_text(cell)]

    def choose_duty(self) -> etree._Element:
        """A paragraph of a clause, which is not chosen again."""
        return self.use(self._chance.choice(self.list_duties()))

    def is_used(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph was edited already."""
        return paragraph in self._used

    def use(self, paragraph: etree._Element) -> etree._Element:
        """Keep a paragraph from being chosen again."""
        self._used.add(paragraph)
        return paragraph

    def write(self, sentence: str) -> None:
        """Write a sentence somewhere: behind a paragraph of a clause, as one of its own, or into a cell."""
        place = self._chance.choice(("behind", "behind", "own", "own", "cell"))
        cells = self.list_cells()
        if place == "cell" and cells:
            at = self._chance.choice(cells)
            paragraph = deepcopy(at)
        else:
            at = self.choose_duty()
            paragraph = deepcopy(at)
        if place == "behind":
            self._append(at, f" {sentence}")
            return
        for child in list(paragraph):
            if child.tag != W + "pPr":
                paragraph.remove(child)
        self._append(paragraph, sentence, at)
        at.addnext(paragraph)
        self.use(paragraph)

    def _append(self, paragraph: etree._Element, text: str, like: etree._Element | None = None) -> None:
        """Write text at the end of a paragraph, in runs as Word parts them; a third of it is tracked as inserted."""
        format_ = next(
            (run.find(W + "rPr") for run in (paragraph if like is None else like).iter(W + "r") if len(run)), None
        )
        parent = paragraph
        if self._chance.random() < 1 / 3:
            parent = make("ins", paragraph, id=self._count_change(), **_TRACKED)
        for piece in self._part(text):
            run = make("r", parent, rsidR=f"{self._chance.randrange(16**8):08X}")
            if format_ is not None and read_style(paragraph) != "ClauseText":
                run.append(deepcopy(format_))
            if self._chance.random() < 0.15:
                properties = run.find(W + "rPr")
                make("color", make("rPr", run) if properties is None else properties, val="1F3864")
            words = make("t", run)
            words.set(_SPACE, "preserve")
            words.text = piece
            if self._chance.random() < 0.2:
                make("proofErr", parent, type="spellStart")

    def _part(self, text: str) -> list[str]:
        """Cut a text where Word might: at any letter."""
        cuts = sorted(self._chance.sample(range(1, len(text)), min(self._chance.randrange(4), len(text) - 1)))
        return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]

    def _count_change(self) -> str:
        self._changes += 1
        return str(90_000 + self._changes)

    def replace_text(self, paragraph: etree._Element, start: int, end: int, new: str) -> None:
        """Overwrite letters of a paragraph, wherever its runs part them."""
        at = 0
        for words in paragraph.iter(W + "t"):
            text = words.text or ""
            first, last = max(start - at, 0), min(end - at, len(text))
            if first < len(text) and last > 0 and first <= last and (first < last or start == end):
                words.text = text[:first] + new + text[last:]
                words.set(_SPACE, "preserve")
                new = ""
            at += len(text)

    def track_insertion(self, paragraph: etree._Element, text: str) -> None:
        """Leave a tracked insertion at the end of a paragraph."""
        run = make("r", make("ins", paragraph, id=self._count_change(), **_TRACKED))
        words = make("t", run)
        words.set(_SPACE, "preserve")
        words.text = text

    def track_deletion(self, paragraph: etree._Element) -> None:
        """Leave the last run of a paragraph as deleted, tracked."""
        run = [one for one in paragraph.iter(W + "r") if one.find(W + "t") is not None][-1]
        deleted = make("del", id=self._count_change(), **_TRACKED)
        run.addprevious(deleted)
        deleted.append(run)
        for words in list(run.iter(W + "t")):
            words.tag = W + "delText"

    def comment(self, paragraph: etree._Element, text: str) -> None:
        """Leave a comment at a paragraph."""
        body = f'<w:comment w:id="0" w:author="A Colleague"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
        xml = f'<?xml version="1.0" encoding="UTF-8"?><w:comments xmlns:w="{W[1:-1]}">{body}</w:comments>'
        media = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
        self.add_part("word/comments.xml", xml.encode(), media, "comments")
        make("commentReference", make("r", paragraph), id="0")
