# SPDX-License-Identifier: Apache-2.0
"""Comparing a Word file with the digests and marks that it was made with.

This shows what was changed, by accident or in plain sight. It is no signature: who knows how can change a file and
its digests together.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from lxml import etree

from tenderkit.formats.word.elements import (
    CUSTOM,
    DIGEST,
    PASSED_OVER,
    child,
    gone,
    local,
    manifest_of,
    property_of,
    value,
)
from tenderkit.formats.word.links import loads
from tenderkit.formats.word.read.clause_words import Fields, sketched
from tenderkit.formats.word.read.fragments import CLAUSE_LEVEL, Line, Row
from tenderkit.formats.word.read.match_clauses import Place, reconcile
from tenderkit.formats.word.read.moved_clauses import moved
from tenderkit.formats.word.read.open_docx import Opened
from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.writer import HEADING_LEVELS, MANIFEST
from tenderkit.papers.clause_text import bookmark_of
from tenderkit.responses.comparison import RELATIONS_PART, ClauseFate, Comparison, Fate, PartFate

_TAG = re.compile(r"tk:L\d+\.([a-z0-9-]+)@\d+")
_BOOKMARK = re.compile(r"tk_[0-9a-f]{12}")
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_MARKS = ("p", "r", "t", "tbl", "sdt", "fldChar", "instrText", "bookmarkStart")
_LEVELS = {style.lower(): level for style, level in HEADING_LEVELS.items()}
# The elements that tell something; there are many more.
_READ = tuple(f"{{*}}{name}" for name in (*_MARKS, *_SIGNS, *PASSED_OVER))


def verify(opened: Opened, original: Opened | None = None) -> Comparison:
    """Compare a Word file with what it was made as.

    Parameters: `opened`, the file; `original`, the file as it was made: without it counts what the file says of
    itself. Returns what is the same and what is not; never raises for what a file says.
    """
    source = original or opened
    made = property_of(source, "tk.content-sha256")
    where, manifest = manifest_of(source)
    digest = package.content_digest(opened.digests)
    loaded = tuple(load for _, load in loads(opened.relations))
    if made is None and manifest is None:
        return Comparison("foreign", digest, loads=loaded)
    head = None if manifest is None else manifest.find(f"{{{MANIFEST}}}made")
    about: Mapping[str, str] = {} if head is None else {str(k): str(v) for k, v in head.attrib.items()}
    parts: tuple[PartFate, ...] = ()
    if original is not None:
        parts = tuple(_against(opened, original))
    elif manifest is not None:
        parts = tuple(_parts(opened, manifest, where, made, about.get("relations-sha256")))
    same = digest == made and all(p.fate == "unchanged" for p in parts)
    return Comparison(
        "unchanged" if same else "changed",
        digest,
        made,
        about.get("tool") or property_of(source, "tk.tool"),
        about.get("library"),
        parts,
        tuple(_clauses(opened, manifest)),
        loaded,
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
    yield PartFate(RELATIONS_PART, "unchanged" if now == relations else "edited")


def _against(opened: Opened, original: Opened) -> Iterator[PartFate]:
    """What became of each part of a file as it was made."""
    for name in sorted({*original.digests, *opened.digests}):
        yield PartFate(name, _fate(original.digests.get(name), opened.digests.get(name)))
    made, now = (package.relations_digest(one.relations) for one in (original, opened))
    yield PartFate(RELATIONS_PART, _fate(made, now))


def _fate(made: str | None, now: str | None) -> Fate:
    if made is None:
        return "unknown"
    if now is None:
        return "missing"
    return "unchanged" if made == now else "edited"


def _clauses(opened: Opened, manifest: etree._Element | None) -> Iterator[ClauseFate]:
    """What became of each clause, and what the file has of clauses that it was not made with."""
    controls, lines = _read(opened.trees[opened.main], _style_names(opened))
    rows = () if manifest is None else tuple(_rows(manifest))
    found = reconcile(controls, lines, rows)
    after = _moved(found.places, rows, lines)
    tags = {row.tag for row in rows}
    full = {piece.control for piece in found.pieces if piece.control is not None and not piece.empty}
    spare = {n for n in full - {piece.control for piece in found.taken} if controls[n] in tags}
    copies = Counter(controls[n] for n in spare)
    for n, row in enumerate(rows):
        yield _fate_of(row, found.places.get(n), after.get(n))
        yield from [ClauseFate(row.tag, "", _id(row.tag), "unknown", "control")] * copies.pop(row.tag, 0)
    for tag, number in Counter(tag for tag in controls if tag not in tags).items():
        yield from [ClauseFate(tag, "", _id(tag), "unknown", "control")] * number
    # The bookmark in a control is not told once more.
    known = {bookmark_of(tag) for tag in controls} | {row.bookmark for row in rows}
    loose = {bookmark for line in lines for bookmark in line.bookmarks} - known
    yield from (ClauseFate(bookmark, "", "", "unknown", "bookmark") for bookmark in sorted(loose))
    for piece in found.pieces:
        new = piece.level == CLAUSE_LEVEL and piece.heading and piece not in found.taken
        strange = piece.control is not None and (piece.control in spare or controls[piece.control] not in tags)
        if new and not strange and loose.isdisjoint(piece.lines[0].bookmarks):
            yield ClauseFate("", "", "", "unknown", headings=(piece.heading,))


def _id(tag: str) -> str:
    found = _TAG.fullmatch(tag)
    return found[1] if found else ""


def _rows(manifest: etree._Element) -> Iterator[Row]:
    for row in manifest.iter(f"{{{MANIFEST}}}clause"):
        tag, bookmark, number, text, title = (
            row.get(name, "") for name in ("tag", "bookmark", "number", "text-sha256", "title")
        )
        yield Row(tag, bookmark, number, text, title, sketched(row.get("sketch", "")))


def _moved(places: Mapping[int, Place], rows: Sequence[Row], lines: Sequence[Line]) -> dict[int, str]:
    """The clauses that were moved, each with the number of the one that it stands behind now."""
    made = sorted(places)
    sections = [rows[n].number.rpartition(".")[0] for n in made]
    headings = [at for at, line in enumerate(lines) if 0 < line.level < CLAUSE_LEVEL]
    found = moved([places[n].at for n in made], sections, headings)
    now = sorted(made, key=lambda n: places[n].at)
    after = {n: rows[before].number for before, n in pairwise(now)}
    return {made[at]: after.get(made[at], "") for at in found}


def _fate_of(row: Row, place: Place | None, after: str | None) -> ClauseFate:
    """What became of a clause; `after` is None where it was not moved."""
    if place is None:
        return ClauseFate(row.tag, row.number, _id(row.tag), "missing")
    fate: Fate = "split" if place.headings else "edited"
    if place.whole:
        fate = "unchanged" if after is None else "moved"
    return ClauseFate(
        row.tag, row.number, _id(row.tag), fate, place.carrier, after is not None, after, place.headings
    )


def _style_names(opened: Opened) -> dict[str, str]:
    """The names of the styles by id, in the form that our ids have: word processors give ids of their own."""
    return {
        value(style, "styleId"): value(name).replace(" ", "").lower()
        for tree in opened.trees.values()
        if local(str(tree.tag)) == "styles"
        for style in tree
        if (name := child(style, "name")) is not None
    }


def _read(root: etree._Element, names: Mapping[str, str]) -> tuple[list[str], list[Line]]:
    """The tags of the controls around clauses, in order, and the paragraphs, which name controls by position.

    Parameters: `names` of styles by id.
    """
    tags: list[str] = []
    around: list[int] = []
    lines = [Line()]
    tables = 0
    fields = Fields()
    walk = etree.iterwalk(root, events=("start", "end"), tag=_READ)
    for event, element in walk:
        tag = str(element.tag)
        name = local(tag)
        if event == "end":
            if name == "sdt" and _clause_tag(element):
                around.pop()
            tables -= name == "tbl"
            continue
        if name in PASSED_OVER or (name == "r" and gone(element)):
            walk.skip_subtree()
        if name == "p":
            style = child(element, "pPr", "pStyle")
            kind = "" if style is None else value(style)
            level = _LEVELS.get(names.get(kind, kind.lower()), 0)
            lines.append(Line(around[-1] if around else None, level, tables > 0))
        elif name == "tbl":
            tables += 1
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
        elif name == "fldChar":
            fields.mark(value(element, "fldCharType"), lines[-1].text)
        elif name == "instrText":
            fields.instruct(element.text or "")
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
