# SPDX-License-Identifier: Apache-2.0
"""Response forms as tenderers send them back: in memory, or as Word files that were filled in."""

from collections.abc import Mapping, Sequence
from copy import deepcopy

from lxml import etree

from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.writer import write_parts
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.digest import compute_published_digest
from tenderkit.papers.form_fields import ACCEPTANCE
from tenderkit.papers.response_form import compose_response_form
from tenderkit.responses.form_answers import Bid, FormControl, ReturnedForm, read_bids
from tests.support import LAUNCH, find, word_bases

NAME = "tk:tenderer.name"
# The answer of a tenderer that accepts the contract performance clauses.
ACCEPTS: Mapping[str, str] = {ACCEPTANCE: "Accepted"}
DOCUMENT = "word/document.xml"
# What a field is filled in with; several for a sheet that is copied.
Answers = Mapping[str, str | Sequence[str]]


def _several(answer: str | Sequence[str]) -> Sequence[str]:
    return [answer] if isinstance(answer, str) else answer


def tenders(annex: Annex, *answers: Answers, purchase: str | None = None) -> tuple[Bid, ...]:
    """Forms of an annex as they are read, one for each of `answers`; all other fields are left alone.

    Parameters: `purchase`, the digest of another one that they were made for.
    """
    mine = compute_published_digest(annex.selection)
    forms = []
    for number, said in enumerate(answers, 1):
        controls = [
            FormControl(
                field.tag, field.name, text, blank=field.tag not in said, choices={c: c for c in field.choices}
            )
            for field in annex.form_fields
            for text in _several(said.get(field.tag, field.prompt))
        ]
        forms.append((f"{number}.docx", ReturnedForm(tuple(controls), annex.form_fields, purchase or mine, "en", "")))
    return read_bids(forms, [mine], annex.form_fields)


def form(annex: Annex, answers: Answers) -> bytes:
    """The response form of an annex as a Word file, filled in; the table of a sheet is copied for further answers.

    Parameters: `answers` by tag; those of one sheet are as many as its copies.
    """
    parts = dict(write_parts(compose_response_form(annex), word_bases(), LAUNCH))
    root = etree.fromstring(parts[DOCUMENT])
    for tag, answer in answers.items():
        texts = _several(answer)
        (control,) = _controls(root, tag)
        table = find(control, "ancestor::w:tbl")[0]
        for _ in texts[1:]:
            table.addnext(deepcopy(table))
        for one, text in zip(_controls(root, tag), texts, strict=True):
            (mark,) = find(one, "w:sdtPr/w:showingPlcHdr")
            mark.getparent().remove(mark)
            first, *rest = find(one, "w:sdtContent//w:t")
            first.text = text
            for more in rest:
                more.text = ""
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return package.zip_parts(parts, stored=False)


def _controls(root: etree._Element, tag: str) -> list[etree._Element]:
    found: list[etree._Element] = find(root, f"//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']")
    return found
