# SPDX-License-Identifier: Apache-2.0
"""What became of each clause of the manifest in a Word file, with the paragraphs in which its words are now."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from tenderkit.checks.documents.document import View
from tenderkit.formats.word.read.clause_words import WordFields, digest_text, normalize_lines, read_sketch
from tenderkit.formats.word.read.elements import (
    CLAUSE_TAG,
    PASSED_OVER,
    find_child,
    find_manifest,
    is_hidden,
    read_attribute,
    read_clause_tag,
    read_style_names,
    strip_namespace,
)
from tenderkit.formats.word.read.fragments import CLAUSE_LEVEL, Fragment, ManifestClause, TextParagraph
from tenderkit.formats.word.read.match_clauses import ClauseMatches, ClausePlace, match_clauses
from tenderkit.formats.word.read.moved_clauses import find_moved_clauses
from tenderkit.formats.word.read.open_docx import WordFile
from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.styles import HEADING_LEVELS
from tenderkit.formats.word.write.xml import MANIFEST
from tenderkit.papers.clause_marks import BOOKMARK, name_bookmark
from tenderkit.responses.comparison import ClauseFate, Fate

_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_MARKS = ("p", "r", "t", "delText", "tbl", "sdt", "fldChar", "instrText", "bookmarkStart")
_LEVELS = {style.lower().replace(" ", ""): level for style, level in HEADING_LEVELS.items()}
_CONTENTS = re.compile(r"(?:toc|contents)(?:heading|\d)")
# What a view leaves out, apart from what is passed over in both.
_LEFT_OUT: Mapping[View, tuple[str, ...]] = {"final": ("del", "moveFrom"), "original": ("ins", "moveTo")}
# The elements that matter for the comparison; there are many more.
_READ = tuple(f"{{*}}{name}" for name in (*_MARKS, *_SIGNS, *PASSED_OVER, "ins", "moveTo"))


@dataclass(frozen=True)
class PlacedFate:
    """What became of a clause, and where it is.

    `clause`: the clause in the manifest, None for one that the manifest does not list; `fragments`: the pieces of the
    file with its words, the main one first, none where it is missing.
    """

    fate: ClauseFate
    clause: ManifestClause | None = None
    fragments: tuple[Fragment, ...] = ()


@dataclass(frozen=True)
class ClauseFates:
    """What became of all clauses.

    `clauses`: those of the manifest in its order, then those that it does not list; `lines`: all paragraphs of the
    text; `broken`: the number of references that lead nowhere, by the bookmark that is gone.
    """

    clauses: tuple[PlacedFate, ...]
    lines: tuple[TextParagraph, ...]
    broken: Mapping[str, int]


def find_clause_fates(opened: WordFile, manifest: etree._Element | None, view: View = "final") -> ClauseFates:
    """Find what became of each clause of the manifest, and each clause that the manifest does not list.

    Parameters: `opened`, the file; `manifest`, the root element of the record of how it was made; `view`, with all
    tracked changes accepted, or without them.
    """
    controls, lines, bookmarks = _read_paragraphs(opened.trees[opened.main], read_style_names(opened), view)
    broken = _mend_references(lines, bookmarks)
    clauses = () if manifest is None else tuple(_read_manifest_clauses(manifest))
    matches = match_clauses(controls, lines, clauses)
    return ClauseFates(tuple(_list_fates(controls, lines, clauses, matches)), tuple(lines), broken)


def is_untouched(opened: WordFile, manifest: etree._Element) -> bool:
    """Return whether the bytes of the main part are those that tenderkit wrote, which are canonical XML.

    A file that a program saved anew is not found untouched, even if it has the same words.
    """
    digest = package.digest_part(package.strip_declaration(opened.parts[opened.main]))
    parts = manifest.iter(f"{{{MANIFEST}}}part")
    return any(part.get("name") == opened.main and part.get("sha256") == digest for part in parts)


def is_annex_as_made(opened: WordFile, library_digest: str) -> bool:
    """Return whether a file is an annex that nobody touched, made with the library of a digest."""
    _, manifest = find_manifest(opened)
    if manifest is None or any(manifest.find(f"{{{MANIFEST}}}{name}") is None for name in ("clause", "selection")):
        return False
    head = manifest.find(f"{{{MANIFEST}}}made")
    return head is not None and head.get("library-sha256") == library_digest and is_untouched(opened, manifest)


def read_made_words(opened: WordFile) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...] | None]:
    """Return the words of each clause by its tag, and those outside clauses, as the manifest of a file records them.

    Each text is a paragraph. A clause without words, as in older files, is left out; the words outside clauses are
    None where the manifest has none.
    """
    _, manifest = find_manifest(opened)
    if manifest is None:
        return {}, None
    clauses = {clause.tag: clause.words for clause in _read_manifest_clauses(manifest) if clause.words}
    others = manifest.find(f"{{{MANIFEST}}}words")
    return clauses, None if others is None else _read_words(others)


def read_words_of_original(opened: WordFile) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return the words of each clause by its tag, and those outside clauses, from the text of an unchanged file."""
    controls, lines, _ = _read_paragraphs(opened.trees[opened.main], read_style_names(opened), "final")
    clauses: dict[str, list[str]] = {tag: [] for tag in controls}
    others: list[str] = []
    for line in lines:
        if not line.contents:
            (others if line.control is None else clauses[controls[line.control]]).append(line.full_text)
    return {tag: normalize_lines(texts) for tag, texts in clauses.items()}, normalize_lines(others)


def _mend_references(lines: Sequence[TextParagraph], bookmarks: AbstractSet[str]) -> dict[str, int]:
    """Put the bookmark of a clause in place of the error that a broken reference to it shows, as in other references.

    Returns the number of broken references by the bookmark to which they lead. Parameters: `bookmarks`, all of the
    text: what a field shows whose bookmark is there is no error, but words that somebody typed.
    """
    broken: Counter[str] = Counter()
    for line in lines:
        for reference in reversed(line.references):
            if not reference.shown and reference.bookmark not in bookmarks:
                line.text[reference.start : reference.end] = [reference.bookmark]
                broken[reference.bookmark] += not line.contents
    return broken


def _list_fates(
    controls: Sequence[str],
    lines: Sequence[TextParagraph],
    clauses: Sequence[ManifestClause],
    matches: ClauseMatches,
) -> Iterator[PlacedFate]:
    """Yield what became of each clause of the manifest, and each clause that the manifest does not list."""
    after = _find_moved(matches.places, clauses, lines)
    tags = {clause.tag for clause in clauses}
    inside: dict[int, list[Fragment]] = {}
    for fragment in matches.fragments:
        if fragment.control is not None and not fragment.empty and fragment not in matches.taken:
            inside.setdefault(fragment.control, []).append(fragment)
    taken_controls = {fragment.control for fragment in matches.taken}
    spare: dict[str, list[int]] = {}
    for n in inside:
        if n not in taken_controls and controls[n] in tags:
            spare.setdefault(controls[n], []).append(n)
    copies = {n for several in spare.values() for n in several}
    for n, clause in enumerate(clauses):
        place = matches.places.get(n)
        fate = _decide_clause_fate(clause, place, after.get(n))
        yield PlacedFate(fate, clause, () if place is None else place.fragments)
        for control in spare.pop(clause.tag, ()):
            yield PlacedFate(_make_unknown(clause.tag), None, tuple(inside[control]))
    strangers: dict[str, list[int]] = {}
    for n, tag in enumerate(controls):
        if tag not in tags:
            strangers.setdefault(tag, []).append(n)
    for tag, several in strangers.items():
        for n in several:
            yield PlacedFate(_make_unknown(tag), None, tuple(inside.get(n, ())))
    # The bookmark in a control is not reported as well.
    known = {name_bookmark(tag) for tag in controls} | {clause.bookmark for clause in clauses}
    loose = {bookmark for line in lines for bookmark in line.bookmarks} - known
    marked_by: dict[str, Fragment] = {}
    for fragment in matches.fragments if loose else ():
        for line in fragment.lines:
            for bookmark in line.bookmarks:
                marked_by.setdefault(bookmark, fragment)
    for bookmark in sorted(loose):
        marked = marked_by.get(bookmark)
        free = marked is not None and marked not in matches.taken
        fate = ClauseFate(bookmark, "", "", "unknown", "bookmark")
        yield PlacedFate(fate, None, (marked,) if marked is not None and free else ())
    for fragment in matches.fragments:
        new = fragment.level == CLAUSE_LEVEL and fragment.heading and fragment not in matches.taken
        strange = fragment.control is not None and (
            fragment.control in copies or controls[fragment.control] not in tags
        )
        if new and not strange and loose.isdisjoint(fragment.lines[0].bookmarks):
            yield PlacedFate(ClauseFate("", "", "", "unknown", headings=(fragment.heading,)), None, (fragment,))


def _make_unknown(tag: str) -> ClauseFate:
    return ClauseFate(tag, "", _read_clause_id(tag), "unknown", "control")


def _read_clause_id(tag: str) -> str:
    match = CLAUSE_TAG.fullmatch(tag)
    return match[1] if match else ""


def _read_manifest_clauses(manifest: etree._Element) -> Iterator[ManifestClause]:
    for clause in manifest.iter(f"{{{MANIFEST}}}clause"):
        tag, bookmark, number, digest, title = (
            clause.get(name, "") for name in ("tag", "bookmark", "number", "text-sha256", "title")
        )
        words = _read_words(clause)
        # A record that contradicts its digest was damaged: then nobody knows the words.
        if words and digest_text(words) != digest:
            words = ()
        title = words[0] if words else title
        yield ManifestClause(tag, bookmark, number, digest, title, read_sketch(clause.get("sketch", "")), words)


def _read_words(record: etree._Element) -> tuple[str, ...]:
    return normalize_lines(paragraph.text or "" for paragraph in record.iterfind(f"{{{MANIFEST}}}p"))


def _find_moved(
    places: Mapping[int, ClausePlace], clauses: Sequence[ManifestClause], lines: Sequence[TextParagraph]
) -> dict[int, str]:
    """Find the clauses that were moved, and return after which clause each of them is now.

    The result maps the index of a moved clause to the number of the clause before it, such as `2.1.3`, or to an empty
    text if no clause is before it.
    """
    placed = sorted(places)
    sections = [clauses[n].number.rpartition(".")[0] for n in placed]
    headings = [at for at, line in enumerate(lines) if 0 < line.level < CLAUSE_LEVEL]
    moved = find_moved_clauses([places[n].at for n in placed], sections, headings)
    now = sorted(placed, key=lambda n: places[n].at)
    after = {n: clauses[before].number for before, n in pairwise(now)}
    return {placed[at]: after.get(placed[at], "") for at in moved}


def _decide_clause_fate(clause: ManifestClause, place: ClausePlace | None, after: str | None) -> ClauseFate:
    """Decide what became of a clause, such as `unchanged`, `moved` or `missing`.

    Parameters: `place`, where the clause is, None if it is missing; `after`, the number of the clause that now comes
    before it, None if it was not moved.
    """
    if place is None:
        return ClauseFate(clause.tag, clause.number, _read_clause_id(clause.tag), "missing")
    fate: Fate = "split" if place.headings else "edited"
    if place.whole:
        fate = "unchanged" if after is None else "moved"
    return ClauseFate(
        clause.tag,
        clause.number,
        _read_clause_id(clause.tag),
        fate,
        place.carrier,
        after is not None,
        after,
        place.headings,
    )


def _read_paragraphs(
    root: etree._Element, names: Mapping[str, str], view: View
) -> tuple[list[str], list[TextParagraph], set[str]]:
    """Return the tags of the content controls around clauses, the paragraphs of the text, and its bookmarks.

    The first two are in order; the `control` of a paragraph is an index in the list of tags.
    Parameters: `names`, the name of each style, by the id of the style; `view`, which tracked changes are left out.
    """
    tags: list[str] = []
    bookmarks: set[str] = set()
    around: list[int] = []
    lines = [TextParagraph()]
    tables = 0
    joins = False
    fields = WordFields()
    passed_over = (PASSED_OVER - {"del", "moveFrom"}) | set(_LEFT_OUT[view])
    walk = etree.iterwalk(root, events=("start", "end"), tag=_READ)
    for event, element in walk:
        tag = str(element.tag)
        name = strip_namespace(tag)
        if event == "end":
            if name == "sdt" and read_clause_tag(element):
                around.pop()
            tables -= name == "tbl"
            continue
        if name in passed_over or (name == "r" and is_hidden(element)):
            walk.skip_subtree()
        if name == "p":
            line = _begin_paragraph(element, names, around[-1] if around else None, tables > 0)
            if joins and (line.control, line.cell) == (lines[-1].control, lines[-1].cell):
                # Its text goes on in this one: the mark between them is a tracked change that is left out.
                before = lines.pop()
                line.text, line.bookmarks, line.references = before.text, before.bookmarks, before.references
            lines.append(line)
            mark = find_child(element, "pPr", "rPr")
            joins = mark is not None and any(find_child(mark, left_out) is not None for left_out in _LEFT_OUT[view])
        elif name == "tbl":
            tables += 1
        elif name == "sdt":
            if clause_tag := read_clause_tag(element):
                around.append(len(tags))
                tags.append(clause_tag)
                # LibreOffice leaves no more of it than a control in the heading: then it serves as a bookmark does.
                if any(strip_namespace(str(one.tag)) == "p" for one in element.iterancestors()):
                    lines[-1].bookmarks.append(name_bookmark(clause_tag))
        elif name == "t" or (name == "delText" and view == "original"):
            lines[-1].text.append(element.text or "")
        elif name in _SIGNS:
            lines[-1].text.append(_SIGNS[name])
        elif name == "fldChar":
            if reference := fields.add_mark(read_attribute(element, "fldCharType"), lines[-1].text):
                lines[-1].references.append(reference)
        elif name == "instrText":
            fields.add_instruction(element.text or "")
        elif name == "bookmarkStart":
            mark_name = read_attribute(element, "name")
            if BOOKMARK.fullmatch(mark_name):
                bookmarks.add(mark_name)
                lines[-1].bookmarks.append(mark_name)
    return tags, lines, bookmarks


def _begin_paragraph(
    element: etree._Element, names: Mapping[str, str], control: int | None, cell: bool
) -> TextParagraph:
    """Return a paragraph without its words.

    Parameters: `names`, the name of each style, by the id of the style; `control`, the index of the control around
    it; `cell`, whether it is in a table.
    """
    style = find_child(element, "pPr", "pStyle")
    id_ = "" if style is None else read_attribute(style)
    name = names.get(id_, id_.lower())
    contents = _CONTENTS.fullmatch(name) is not None
    return TextParagraph(control, _LEVELS.get(name, 0), cell, element=element, contents=contents)
