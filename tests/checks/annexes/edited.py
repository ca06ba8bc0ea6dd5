# SPDX-License-Identifier: Apache-2.0
"""Annexes of shipped examples, edited as people edit them, and what `check` says to them."""

import io
import zipfile
from collections.abc import Callable
from functools import cache

from lxml import etree

from tenderkit.checks.documents import rule as document_rules
from tenderkit.findings import Finding
from tenderkit.formats.word.write import package
from tenderkit.library.reading.shipped_data import list_example_purchases, load_shipped_data
from tenderkit.library.reading.text_files import read_text
from tenderkit.pipeline import Options, build
from tenderkit.purchase.purchase import Purchase
from tenderkit.purchase.reading import parse_purchase
from tenderkit.tender_check.document_check import check_document
from tests.support import find

Edit = Callable[[etree._Element], None]
Change = tuple[str, str]
DOCUMENT = "word/document.xml"


def purchase_of(name: str, *changes: Change) -> Purchase:
    """The purchase of an example, whose file is changed first by replacing texts."""
    path = list_example_purchases()[name]
    text = read_text(path, path.name)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return parse_purchase(text, path.name, "toml")


@cache
def papers_of(name: str, *changes: Change) -> dict[str, bytes]:
    """The annex, the response form and the workbook of an example, by name of the paper."""
    options = Options(papers=("annex", "response", "evaluation"))
    files = build(purchase_of(name, *changes), load_shipped_data(), options).files
    # The evaluation has a Word file of instructions as well.
    return {file.paper: file.content for file in reversed(files)}


def read_parts(content: bytes) -> dict[str, bytes]:
    """The parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def recorded(content: bytes, old: str, new: str) -> bytes:
    """A Word file whose manifest has other words."""
    parts = read_parts(content)
    name = "customXml/item1.xml"
    assert old.encode() in parts[name]
    parts[name] = parts[name].replace(old.encode(), new.encode())
    return package.zip_parts(parts, stored=True)


def edited(content: bytes, *edits: Edit) -> bytes:
    """A Word file with edits; without any, a word processor has saved it anew."""
    parts = read_parts(content)
    root = etree.fromstring(parts[DOCUMENT])
    for edit in edits:
        edit(root)
    etree.SubElement(root, "saved")
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return package.zip_parts(parts, stored=True)


def checked(content: bytes) -> tuple[Finding, ...]:
    """What `check` finds in a Word file."""
    findings = check_document(content, "annex.docx", load_shipped_data(), document_rules.load_rules()).findings
    return findings


def found(rule: str, name: str, *edits: Edit) -> list[Finding]:
    """What one rule finds in the edited annex of an example."""
    return [finding for finding in checked(edited(papers_of(name)["annex"], *edits)) if finding.rule == rule]


def without(*ids: str) -> Edit:
    """Delete clauses with all their words, in every lot."""

    def delete(root: etree._Element) -> None:
        for id_ in ids:
            controls = find(root, f"//w:sdt[contains(w:sdtPr/w:tag/@w:val, '.{id_}@')]")
            assert controls, id_
            for control in controls:
                control.getparent().remove(control)

    return delete


def cell(old: str, new: str) -> Edit:
    """Replace all words of the first cell of a table that has exactly these."""

    def change(root: etree._Element) -> None:
        for one in find(root, "//w:tc"):
            texts = find(one, ".//w:t")
            if "".join(text.text or "" for text in texts).strip("\u200e\u200f ") == old:
                texts[0].text = new
                for text in texts[1:]:
                    text.text = ""
                return
        raise AssertionError(f"no cell has “{old}”")

    return change


def saying(old: str, new: str) -> Edit:
    """Replace words in the first paragraph that has them, whatever runs they are in."""

    def change(root: etree._Element) -> None:
        for paragraph in find(root, "//w:p"):
            texts = find(paragraph, ".//w:t")
            whole = "".join(text.text or "" for text in texts)
            if old in whole:
                texts[0].text = whole.replace(old, new, 1)
                for text in texts[1:]:
                    text.text = ""
                return
        raise AssertionError(f"no paragraph has “{old}”")

    return change
