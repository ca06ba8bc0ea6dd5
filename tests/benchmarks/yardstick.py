# SPDX-License-Identifier: Apache-2.0
"""The same annex for docxtpl: a template and its data, made from the Word file that tenderkit wrote.

The template has one loop over the blocks of the annex, with a branch for each style and a loop over the rows of each
kind of table. Styles, numbering, sections, headers and footers are those of our file; content controls, bookmarks and
the marks of gaps are left out, which makes docxtpl's work lighter than ours. The texts are in the data, escaped
already, so that docxtpl need not do it. Written whole into the template they would cost it more, because its regular
expressions run over the template.

Run: python yardstick.py ANNEX.docx FOLDER
"""

import copy
import itertools
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.oxml.ns import qn
from lxml import etree

Element = Any


def blocks_of(body: Element) -> list[Element]:
    """The paragraphs and tables of a body in order, whatever controls they stand in."""
    found = []
    for child in body:
        if child.tag == qn("w:sdt"):
            found += blocks_of(child.find(qn("w:sdtContent")))
        elif child.tag in (qn("w:p"), qn("w:tbl")):
            found.append(child)
    return found


def text_of(where: Element) -> str:
    """The text of all runs."""
    return "".join(map(text_of_run, where.iter(qn("w:r"))))


def lead_of(paragraph: Element) -> str:
    """The text of the runs in bold with which a paragraph begins; further ones in it count as its text."""
    leads = itertools.takewhile(lambda r: style_of(r) == "Lead", paragraph.iter(qn("w:r")))
    return "".join(map(text_of_run, leads))


def text_of_run(run: Element) -> str:
    """The text of a run."""
    return "".join(t.text or "" for t in run.iter(qn("w:t")))


def style_of(run: Element) -> str:
    """The character style of a run."""
    style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
    return "" if style is None else str(style.get(qn("w:val")))


def texts(path: Path) -> list[str]:
    """The text of every paragraph and cell of a Word file that holds text, in order."""
    found = [text_of(p) for p in docx.Document(str(path)).element.body.iter(qn("w:p"))]
    return [t for t in found if t]


class Template:
    """Collects the kinds of blocks; a kind is what looks alike."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        self.shapes: dict[str, Element] = {}
        self.data: list[dict[str, Any]] = []

    def _kind(self, key: str, shape: Element) -> str:
        name = self.kinds.setdefault(key, f"k{len(self.kinds)}")
        self.shapes.setdefault(name, shape)
        return name

    def paragraph(self, source: Element) -> None:
        """A paragraph: bold lead, perhaps a tab, text."""
        shape = docx.oxml.OxmlElement("w:p")
        properties = copy.deepcopy(source.find(qn("w:pPr")))
        for name in ("w:keepNext", "w:pageBreakBefore", "w:spacing", "w:rPr"):
            for one in properties.findall(qn(name)):
                properties.remove(one)
        shape.append(properties)
        lead, tab = lead_of(source), next(source.iter(qn("w:tab")), None) is not None
        if lead:
            shape.append(run("{{ b.lead }}", "Lead"))
        if tab:
            shape.append(run("\t"))
        shape.append(run("{{ b.text }}"))
        kind = self._kind(etree.tostring(shape, encoding="unicode"), shape)
        block = {"kind": kind, "text": escape(text_of(source)[len(lead) :])}
        self.data.append({**block, "lead": escape(lead)} if lead else block)

    def table(self, source: Element) -> None:
        """A table: head, and a loop over the rows."""
        rows = source.findall(qn("w:tr"))
        columns = len(rows[0].findall(qn("w:tc")))
        shape = copy.deepcopy(source)
        made = shape.findall(qn("w:tr"))
        body = made[1]
        for row in made[2:]:
            shape.remove(row)
        for row, name in ((made[0], "b.head"), (body, "r")):
            for number, cell in enumerate(row.findall(qn("w:tc"))):
                fill(cell, f"{{{{ {name}[{number}] }}}}")
        for offset, tag in ((0, "{%tr for r in b.rows %}"), (2, "{%tr endfor %}")):
            loop = copy.deepcopy(body)
            for number, cell in enumerate(loop.findall(qn("w:tc"))):
                fill(cell, tag if number == 0 else "")
            shape.insert(shape.index(body) + (offset and 1), loop)
        for name in ("w:tblCaption", "w:tblDescription"):
            one = shape.find(f"{qn('w:tblPr')}/{qn(name)}")
            one.set(qn("w:val"), "{{ b.head[0] }}")
        kind = self._kind(etree.tostring(shape, encoding="unicode"), shape)
        cells = [[escape(text_of(c)) for c in row.findall(qn("w:tc"))] for row in rows]
        assert all(len(row) == columns for row in cells)
        self.data.append({"kind": kind, "head": cells[0], "rows": cells[1:]})

    def body(self) -> list[Element]:
        """The blocks of the template: what is most frequent is tested first."""
        order = [kind for kind, _ in Counter(b["kind"] for b in self.data).most_common()]
        made = [tag("{%p for b in blocks %}")]
        for number, kind in enumerate(order):
            made.append(tag(f'{{%p {"elif" if number else "if"} b.kind == "{kind}" %}}'))
            made.append(self.shapes[kind])
        return [*made, tag("{%p endif %}"), tag("{%p endfor %}")]


def run(text: str, style: str = "") -> Element:
    """A run."""
    made = docx.oxml.OxmlElement("w:r")
    if style:
        properties = docx.oxml.OxmlElement("w:rPr")
        named = docx.oxml.OxmlElement("w:rStyle")
        named.set(qn("w:val"), style)
        properties.append(named)
        made.append(properties)
    made.text = text
    return made


def tag(text: str) -> Element:
    """A paragraph that holds a tag of the template language."""
    made = docx.oxml.OxmlElement("w:p")
    made.append(run(text))
    return made


def fill(cell: Element, text: str) -> None:
    """Put one run into a cell in place of all it holds."""
    paragraph = cell.find(qn("w:p"))
    properties = paragraph.find(qn("w:pPr"))
    for one in properties.findall(qn("w:keepNext")):
        properties.remove(one)
    for child in list(paragraph):
        if child is not properties:
            paragraph.remove(child)
    if text:
        paragraph.append(run(text))


def make(annex: Path, folder: Path) -> None:
    """Write `template.docx` and `data.json`, render them once, and compare every text with the annex."""
    from docxtpl import DocxTemplate

    document = docx.Document(str(annex))
    body = document.element.body
    template = Template()
    for block in blocks_of(body):
        if block.tag == qn("w:tbl"):
            template.table(block)
        else:
            template.paragraph(block)
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    for number, block in enumerate(template.body()):
        body.insert(number, block)
    document.save(str(folder / "template.docx"))
    (folder / "data.json").write_text(json.dumps({"blocks": template.data}), encoding="utf-8")
    rendered = DocxTemplate(str(folder / "template.docx"))
    rendered.render(json.loads((folder / "data.json").read_text(encoding="utf-8")))
    rendered.save(str(folder / "check.docx"))
    assert texts(folder / "check.docx") == texts(annex), "docxtpl does not render the same text"


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
