# SPDX-License-Identifier: Apache-2.0
"""Forms of exercises as participants hand them in: filled for real, and what becomes of them on the way."""

import io
import zipfile
from collections.abc import Mapping

import openpyxl
from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"


def change_body(content: bytes, body: bytes) -> bytes:
    """Return a Word file with another main part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, body if name == BODY else old.read(name))
    return buffer.getvalue()


def read_body(content: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(BODY))


def fill_form(content: bytes, answers: Mapping[str, str]) -> bytes:
    """Return a form in Word with answers, by code and column such as `c01.why`, as Word writes them."""
    root = read_body(content)
    left = dict(answers)
    for control in root.iter(f"{_W}sdt"):
        tag = control.find(f"{_W}sdtPr/{_W}tag")
        name = "" if tag is None else str(tag.get(f"{_W}val")).removeprefix("tk:exercise.")
        if name not in left:
            continue
        for mark in control.findall(f"{_W}sdtPr/{_W}showingPlcHdr"):
            mark.getparent().remove(mark)
        inside = control.find(f"{_W}sdtContent")
        runs = list(inside.iter(f"{_W}r"))
        for run in runs[1:]:
            run.getparent().remove(run)
        for kid in list(runs[0]):
            if kid.tag != f"{_W}rPr":
                runs[0].remove(kid)
        for number, line in enumerate(left.pop(name).split("\n")):
            if number:
                etree.SubElement(runs[0], f"{_W}br")
            text = etree.SubElement(runs[0], f"{_W}t")
            text.text = line
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    assert not left, f"the form has no field {left}"
    return change_body(content, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def drop_controls(content: bytes) -> bytes:
    """Return a Word file whose content controls are gone, and their content left, as phone editors do."""
    root = read_body(content)
    for control in list(root.iter(f"{_W}sdt")):
        parent, inside = control.getparent(), control.find(f"{_W}sdtContent")
        for kid in list(inside):
            parent.insert(parent.index(control), kid)
        parent.remove(control)
    return change_body(content, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def fill_workbook(content: bytes, answers: Mapping[str, str], heads: Mapping[str, str], person: str = "") -> bytes:
    """Return an answer workbook with answers, by code and column. `heads`: the head of each column."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    left = dict(answers)
    for sheet in book.worksheets:
        columns: dict[str, int] = {}
        for row in sheet.iter_rows():
            first = row[0].value
            if first == "Code":
                columns = {str(cell.value): cell.column for cell in row}
            if first == "Your code or name" and row[0].row > 1 and person:
                sheet.cell(row[0].row, 2).value = person
            for name in [name for name in left if name.partition(".")[0] == first]:
                head = heads[name.partition(".")[2]]
                if head in columns:
                    sheet.cell(row[0].row, columns[head]).value = left.pop(name)
    assert not left, f"the workbook has no cell {left}"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
