# SPDX-License-Identifier: Apache-2.0
"""The answers in the content controls of a Word file that a tenderer filled in."""

import re
from collections.abc import Iterator

from lxml import etree

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.formats.word.read.clause_words import DIRECTION
from tenderkit.formats.word.read.elements import (
    DIGEST,
    HIDING_PROPERTIES,
    PASSED_OVER,
    find_manifest,
    is_hidden,
    read_property,
    strip_namespace,
)
from tenderkit.formats.word.read.open_docx import WordFile
from tenderkit.formats.word.write.xml import MANIFEST, OFF
from tenderkit.papers.form_fields import Field
from tenderkit.responses.form_answers import FormControl, ReturnedForm

_ANSWER = re.compile(r"tk:(?:tenderer|L\d+\.[a-z0-9-]+)\.[a-z0-9.-]+")
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LISTS = ("dropDownList", "comboBox")
# Every file holds these.
_PROPERTIES = ("pPr", "tblPr", "trPr", "tcPr", "sectPr")
# Controls in one another: a form of ours has two, and word processors add few.
_DEEPEST = 8
_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_CHECKBOX, _CHECKED, _TICK = f"{_2010}checkbox", f"{_2010}checked", f"{_2010}val"
_CREATED = "{http://purl.org/dc/terms/}created"


def read_form(opened: WordFile, file: str | None = None, tags: re.Pattern[str] = _ANSWER) -> ReturnedForm:
    """Read a response form that a tenderer returned: its answers, and the fields that it had when it was made.

    The answers are in content controls, found by their tags, wherever they are in the document. The XML is not
    checked against a schema, because word processors write what no schema allows.
    Parameters: `opened`, the file; `file`, its name, for messages; `tags`, those of the controls that hold answers.
    Raises InvalidInput where controls are nested deeper than in any form, because this could be an attack.
    """
    _, manifest = find_manifest(opened)
    head = None if manifest is None else manifest.find(f"{{{MANIFEST}}}made")
    digest = (None if head is None else head.get("purchase-sha256")) or read_property(opened, "tk.purchase-sha256")
    return ReturnedForm(
        tuple(_ControlReader(opened.trees[opened.main], file, tags).read_controls()),
        () if manifest is None else tuple(_read_fields(manifest)),
        digest if digest and DIGEST.fullmatch(digest) else None,
        read_property(opened, "tk.language"),
        _read_creation_date(opened),
    )


def _read_fields(manifest: etree._Element) -> Iterator[Field]:
    """Yield the fields that a form had when it was made, from the manifest of the file."""
    for row in manifest.iter(f"{{{MANIFEST}}}answer"):
        tag = row.get("tag", "")
        if _ANSWER.fullmatch(tag):
            number, name, prompt = (row.get(key, "") for key in ("number", "name", "prompt"))
            choices = tuple(choice.text or "" for choice in row)
            yield Field(tag, number, name, prompt, choices, row.get("copied") == "1")


def _read_creation_date(opened: WordFile) -> str:
    """Return the date of creation from the properties of the file, as text; an empty text if there is no date."""
    for tree in opened.trees.values():
        if str(tree.tag).endswith("}coreProperties"):
            return tree.findtext(_CREATED) or ""
    return ""


class _ControlReader:
    """Reads the content controls in which a tenderer gave answers, in the main part of one Word file."""

    def __init__(self, root: etree._Element, file: str | None, tags: re.Pattern[str]) -> None:
        self.root, self.file, self.tags = root, file, tags
        self.namespace = namespace = str(root.tag).partition("}")[0] + "}"
        self.sdt, self.properties, self.content = (namespace + name for name in ("sdt", "sdtPr", "sdtContent"))
        self.value = f"{namespace}val"
        self.names = {namespace + name: name for name in ("alias", "tag", "showingPlcHdr", "date", *_LISTS)}
        self.texts = {namespace + name: sign for name, sign in {"t": "", "p": "\n", **_SIGNS}.items()}
        hiding = [namespace + name for name in (*PASSED_OVER, *HIDING_PROPERTIES) if name not in _PROPERTIES]
        # In most files nothing is deleted or hidden, and every word counts.
        self.all_visible = next(root.iter("{*}Fallback", *hiding), None) is None

    def read_controls(self) -> Iterator[FormControl]:
        """Yield the content controls that hold answers; raises InvalidInput where they are nested too deep."""
        for sdt in self.root.iter(self.sdt):
            if sum(1 for _ in sdt.iterancestors(self.sdt)) > _DEEPEST:
                message = f"is refused: more than {_DEEPEST} controls lie in one another"
                fix = "Ask for the form again, filled in as it was made: this one may be an attack."
                raise InvalidInput([Finding("unreadable", message, fix, place=Place(self.file))])
            about = inside = None
            for kid in sdt:
                if kid.tag == self.properties:
                    about = kid
                elif kid.tag == self.content:
                    inside = kid
            if about is not None and (self.all_visible or not _is_deleted(sdt)):
                control = self.read_control(about, inside)
                if control is not None:
                    yield control

    def read_control(self, about: etree._Element, inside: etree._Element | None) -> FormControl | None:
        """Return the content of one control; None where the tag of the control is not the tag of an answer.

        Parameters: `about`, the element with the properties of the control; `inside`, the element with its content.
        """
        tag = name = day = ""
        blank, ticked = False, None
        choices: dict[str, str] = {}
        for prop in about:
            match self.names.get(prop.tag):
                case "tag":
                    tag = prop.get(self.value, "")
                    if not self.tags.fullmatch(tag):
                        return None
                case "alias":
                    name = prop.get(self.value, "")
                case "showingPlcHdr":
                    blank = prop.get(self.value) not in OFF
                case "date":
                    day = prop.get(f"{self.namespace}fullDate", "")[:10]
                case "dropDownList" | "comboBox":
                    for item in prop:
                        value = item.get(f"{self.namespace}value", "")
                        choices[item.get(f"{self.namespace}displayText", value)] = value
                case _:
                    if prop.tag == _CHECKBOX:
                        ticked = any(s.get(_TICK, "1") not in OFF for s in prop.iter(_CHECKED))
        text = "" if inside is None else self.read_text(inside)
        return FormControl(tag, name, text, blank, day, choices, ticked) if tag else None

    def read_text(self, inside: etree._Element) -> str:
        """Return the text that a reader sees in a control, without deleted and hidden words."""
        pieces = [
            (element.text or "") if sign == "" else sign
            for element in (inside.iter(*self.texts) if self.all_visible else self._iterate_visible(inside))
            # A stop for tabs has the name of a tab.
            if (sign := self.texts.get(element.tag)) is not None and not (sign == "\t" and _is_tab_stop(element))
        ]
        return DIRECTION.sub("", "".join(pieces)).strip()

    @staticmethod
    def _iterate_visible(inside: etree._Element) -> Iterator[etree._Element]:
        """Yield the elements inside a control that are neither deleted nor hidden."""
        walk = etree.iterwalk(inside, events=("start",))
        for _, element in walk:
            name = strip_namespace(str(element.tag))
            if name in PASSED_OVER or (name == "r" and is_hidden(element)):
                walk.skip_subtree()
            else:
                yield element


def _is_deleted(sdt: etree._Element) -> bool:
    """Check whether a control is deleted under change tracking, or is a copy for older programs (`Fallback`)."""
    return any(strip_namespace(str(one.tag)) in PASSED_OVER for one in sdt.iterancestors())


def _is_tab_stop(tab: etree._Element) -> bool:
    parent = tab.getparent()
    return parent is not None and str(parent.tag).endswith("}tabs")
