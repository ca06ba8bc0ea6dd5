# SPDX-License-Identifier: Apache-2.0
"""Comparing a Word file with the digests and marks that it was made with.

This shows what was changed, by accident or in plain sight. It is no signature: who knows how can change a file and
its digests together.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from tenderkit.printed import bookmark_of
from tenderkit.verification import RELATIONS, Carrier, ClauseFate, Fate, PartFate, Verification
from tenderkit.word import package
from tenderkit.word.clause_text import text_digest
from tenderkit.word.elements import CUSTOM, DIGEST, PASSED_OVER, child, gone, local, manifest_of, property_of, value
from tenderkit.word.opened import Opened
from tenderkit.word.writer import CLAUSE_HEADINGS, MANIFEST

_TAG = re.compile(r"tk:L\d+\.([a-z0-9-]+)@\d+")
_BOOKMARK = re.compile(r"tk_[0-9a-f]{12}")
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_HEADING = re.compile("|".join(CLAUSE_HEADINGS))


@dataclass(slots=True)
class _Line:
    """A paragraph: the inmost control around it, whether it is a heading, the bookmarks in it, its text."""

    control: int | None = None
    heading: bool = False
    bookmarks: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Row:
    """A clause as the manifest names it."""

    tag: str
    bookmark: str
    number: str
    text: str


def verify(opened: Opened) -> Verification:
    """Compare a Word file with what it was made as.

    Parameters: `opened`, the file. Returns what is the same and what is not; never raises for what a file says.
    """
    made = property_of(opened, "tk.content-sha256")
    where, manifest = manifest_of(opened)
    digest = package.content_digest(opened.digests)
    if made is None and manifest is None:
        return Verification("foreign", digest)
    head = None if manifest is None else manifest.find(f"{{{MANIFEST}}}made")
    about: Mapping[str, str] = {} if head is None else {str(k): str(v) for k, v in head.attrib.items()}
    parts = () if manifest is None else tuple(_parts(opened, manifest, where, made, about.get("relations-sha256")))
    same = digest == made and all(p.fate == "unchanged" for p in parts)
    return Verification(
        "unchanged" if same else "changed",
        digest,
        made,
        about.get("tool") or property_of(opened, "tk.tool"),
        about.get("library"),
        parts,
        tuple(_clauses(opened, manifest)),
    )


def _parts(
    opened: Opened, manifest: etree._Element, where: str, made: str | None, relations: str | None
) -> Iterator[PartFate]:
    """What became of each part.

    Parameters: `where` the manifest is; `made`, the content digest, which covers the manifest too; `relations`, the
    digest of what led from part to part.
    """
    listed = {
        row.get("name", ""): row.get("sha256", "")
        for row in manifest.iter(f"{{{MANIFEST}}}part")
        if DIGEST.fullmatch(row.get("sha256", ""))
    }
    there = {name: digest for name, digest in opened.digests.items() if name != where}
    for name in sorted({*listed, *there}):
        yield PartFate(name, _fate(listed.get(name), there.get(name)))
    expected = package.content_digest({**listed, where: opened.digests[where]})
    yield PartFate(where, "unchanged" if made in (None, expected) else "edited")
    if made is None:
        yield PartFate(CUSTOM, "edited" if CUSTOM in opened.parts else "missing")
    now = package.relations_digest(opened.relations)
    yield PartFate(RELATIONS, "unchanged" if now == relations else "edited")


def _fate(made: str | None, now: str | None) -> Fate:
    if made is None:
        return "unknown"
    if now is None:
        return "missing"
    return "unchanged" if made == now else "edited"


def _clauses(opened: Opened, manifest: etree._Element | None) -> Iterator[ClauseFate]:
    """What became of each clause, and the marks of clauses that the file was not made with."""
    controls, lines = _read(opened.trees[opened.main])
    texts: dict[str, list[str]] = {}
    inside: dict[int, list[str]] = {}
    for line in lines:
        if line.control is not None:
            inside.setdefault(line.control, []).append("".join(line.text))
    for number, tag in enumerate(controls):
        texts.setdefault(tag, []).append(text_digest(inside.get(number, ())))
    by_bookmark, by_heading = _stretches(lines)
    # The bookmark in a control is not told once more.
    known = {bookmark_of(tag) for tag in texts}
    for row in () if manifest is None else _rows(manifest):
        known |= {row.tag, row.bookmark}
        copies = texts.get(row.tag, [])
        fate, carrier = _compared(row.text, copies[:1], by_bookmark.get(row.bookmark, []), by_heading)
        yield ClauseFate(row.tag, row.number, _id(row.tag), fate, carrier)
        yield from (ClauseFate(row.tag, "", _id(row.tag), "unknown", "control") for _ in copies[1:])
    for tag, copies in texts.items():
        if tag not in known:
            yield from (ClauseFate(tag, "", _id(tag), "unknown", "control") for _ in copies)
    loose = {bookmark for line in lines for bookmark in line.bookmarks} - known
    yield from (ClauseFate(bookmark, "", "", "unknown", "bookmark") for bookmark in sorted(loose))


def _id(tag: str) -> str:
    found = _TAG.fullmatch(tag)
    return found[1] if found else ""


def _rows(manifest: etree._Element) -> Iterator[_Row]:
    for row in manifest.iter(f"{{{MANIFEST}}}clause"):
        yield _Row(*(row.get(key, "") for key in ("tag", "bookmark", "number", "text-sha256")))


def _compared(
    made: str, in_control: Sequence[str], at_bookmark: Sequence[str], by_heading: frozenset[str]
) -> tuple[Fate, Carrier | None]:
    """What became of a clause whose words had the digest `made`, and by what it was found.

    A clause may have been pasted into the control of another, the bookmark may have gone with half of the heading:
    the words are unchanged where any carrier still leads to all of them and nothing else.
    """
    places: tuple[tuple[Carrier, Iterable[str]], ...] = (("control", in_control), ("bookmark", at_bookmark))
    for carrier, texts in places:
        if made in texts:
            return "unchanged", carrier
    if made in by_heading:
        return "unchanged", "words"
    for carrier, texts in places:
        if any(texts):
            return "edited", carrier
    return "missing", None


def _stretches(lines: Sequence[_Line]) -> tuple[dict[str, list[str]], frozenset[str]]:
    """The digests of the words from each heading or bookmark up to the next: by bookmark, and all of headings."""
    starts = [n for n, line in enumerate(lines) if line.heading or line.bookmarks]
    by_bookmark: dict[str, list[str]] = {}
    by_heading: set[str] = set()
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        digest = text_digest("".join(line.text) for line in lines[start:end])
        for bookmark in lines[start].bookmarks:
            by_bookmark.setdefault(bookmark, []).append(digest)
        if lines[start].heading:
            by_heading.add(digest)
    return by_bookmark, frozenset(by_heading)


def _read(root: etree._Element) -> tuple[list[str], list[_Line]]:
    """The tags of the controls around clauses, in order, and the paragraphs, which name controls by position."""
    tags: list[str] = []
    around: list[int] = []
    lines = [_Line()]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = str(element.tag)
        name = local(tag)
        if event == "end":
            if name == "sdt" and _clause_tag(element):
                around.pop()
            continue
        if name in PASSED_OVER or (name == "r" and gone(element)):
            walk.skip_subtree()
        if name == "p":
            lines.append(_Line(around[-1] if around else None, _is_heading(element)))
        elif name == "sdt":
            if found := _clause_tag(element):
                around.append(len(tags))
                tags.append(found)
                # LibreOffice leaves no more of it than a control in the heading: then it serves as a bookmark does.
                if any(local(str(one.tag)) == "p" for one in element.iterancestors()):
                    lines[-1].bookmarks.append(bookmark_of(found))
        elif name == "t":
            lines[-1].text.append(element.text or "")
        elif name in _SIGNS:
            lines[-1].text.append(_SIGNS[name])
        elif name == "bookmarkStart":
            mark = value(element, "name")
            if _BOOKMARK.fullmatch(mark):
                lines[-1].bookmarks.append(mark)
    return tags, lines


def _clause_tag(control: etree._Element) -> str:
    """The tag of a control around a clause; empty for other controls."""
    tag = child(control, "sdtPr", "tag")
    name = "" if tag is None else value(tag)
    return name if _TAG.fullmatch(name) else ""


def _is_heading(paragraph: etree._Element) -> bool:
    style = child(paragraph, "pPr", "pStyle")
    return style is not None and _HEADING.fullmatch(value(style)) is not None
