# SPDX-License-Identifier: Apache-2.0
"""What people and programs do to the clauses of a Word file."""

from copy import deepcopy

from lxml import etree

from tests.support import WORD, find

W = f"{{{WORD['w']}}}"
CONTROLS = "//w:sdt[contains(w:sdtPr/w:tag/@w:val, '@')]"
BOOKMARKS = ".//w:bookmarkStart | .//w:bookmarkEnd"


def paragraph(text: str, style: str = "ClauseText") -> etree._Element:
    """A paragraph of its own."""
    made = etree.Element(W + "p")
    etree.SubElement(etree.SubElement(made, W + "pPr"), W + "pStyle").set(W + "val", style)
    etree.SubElement(etree.SubElement(made, W + "r"), W + "t").text = text
    return made


def control(root: etree._Element, tag: str) -> etree._Element:
    """The control around a clause."""
    (found,) = find(root, f"//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']")
    assert isinstance(found, etree._Element)
    return found


def paragraphs(root: etree._Element, tag: str) -> list[etree._Element]:
    """The paragraphs of a clause: its heading, its duties and what follows them."""
    return find(control(root, tag), "w:sdtContent/w:p")


def removed(one: etree._Element) -> None:
    """Take an element out."""
    parent = one.getparent()
    assert parent is not None
    parent.remove(one)


def unwrapped(wrapper: etree._Element) -> None:
    """Take a control away, and leave what is in it."""
    for kid in reversed(find(wrapper, "w:sdtContent/*")):
        wrapper.addnext(kid)
    removed(wrapper)


def unmarked(root: etree._Element, *, plain: bool = False) -> None:
    """Take all controls and bookmarks of clauses away; `plain`, formats too, as where text is pasted without them."""
    for one in find(root, CONTROLS):
        unwrapped(one)
    for one in find(root, BOOKMARKS):
        removed(one)
    for one in find(root, "/w:document/w:body/w:p/w:pPr") if plain else ():
        removed(one)


def written(paragraph_: etree._Element, text: str) -> None:
    """Write something else in a paragraph."""
    first, *others = find(paragraph_, ".//w:t")
    first.text = text
    for other in others:
        other.text = ""


def replaced(root: etree._Element, old: str, new: str) -> None:
    """Find and replace."""
    for one in find(root, ".//w:t"):
        one.text = (one.text or "").replace(old, new)


def retitled(root: etree._Element, tag: str) -> None:
    """Another title."""
    written(paragraphs(root, tag)[0], "An other title altogether")


def lengthened(root: etree._Element, tag: str) -> None:
    """A paragraph more."""
    paragraphs(root, tag)[1].addnext(paragraph("The boxes are green."))


def followed(root: etree._Element, tag: str) -> None:
    """A clause more, behind this one, in the same control: as where somebody types on."""
    last = paragraphs(root, tag)[-1]
    last.addnext(paragraph("Flowers are watered on Mondays."))
    last.addnext(paragraph("Flowers", "ClauseHeading"))


def preceded(root: etree._Element, tag: str) -> None:
    """A clause more, before this one."""
    control(root, tag).addprevious(paragraph("Flowers", "ClauseHeading"))
    control(root, tag).addprevious(paragraph("Flowers are watered on Mondays."))


def emptied(root: etree._Element, tag: str) -> None:
    """No words left, but the paragraphs."""
    for one in find(control(root, tag), ".//w:r"):
        removed(one)


def entered(root: etree._Element, tag: str) -> None:
    """Enter in the heading."""
    heading = paragraphs(root, tag)[0]
    text = "".join(one.text or "" for one in find(heading, ".//w:t"))
    heading.addprevious(paragraph(text[: len(text) // 2], "ClauseHeading"))
    written(heading, text[len(text) // 2 :])


def halved(root: etree._Element, tag: str) -> None:
    """A heading in the middle."""
    paragraphs(root, tag)[3].addprevious(paragraph("What comes second", "ClauseHeading"))


def parted(root: etree._Element, tag: str) -> None:
    """Two controls with the same tag, and something else in between."""
    whole = control(root, tag)
    other = deepcopy(whole)
    for one in paragraphs(root, tag)[3:]:
        removed(one)
    for one in find(other, "w:sdtContent/w:p")[:3]:
        removed(one)
    whole.addnext(other)
    whole.addnext(paragraph("Flowers are watered on Mondays."))
    whole.addnext(paragraph("Flowers", "ClauseHeading"))


def moved_before(root: etree._Element, tag: str, other: str) -> None:
    """Cut, and pasted before another clause."""
    control(root, other).addprevious(control(root, tag))


def moved_behind(root: etree._Element, tag: str, other: str) -> None:
    """Cut, and pasted behind another clause."""
    control(root, other).addnext(control(root, tag))


def moved_into(root: etree._Element, tag: str, other: str) -> None:
    """Cut, and pasted into the control of another clause."""
    find(control(root, other), "w:sdtContent")[0].append(control(root, tag))


def doubled(root: etree._Element, tag: str) -> None:
    """Copied, and pasted behind itself: a bookmark stays where it is."""
    copy = deepcopy(control(root, tag))
    for one in find(copy, BOOKMARKS):
        removed(one)
    control(root, tag).addnext(copy)
