# SPDX-License-Identifier: Apache-2.0
"""The comparison of a Word file with the digests and marks that tenderkit wrote into it.

This shows changes made by accident or openly. It is no signature: an expert can change a file and its digests
together.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from lxml import etree

from tenderkit.formats.word.read.clause_words import WordFields, read_sketch
from tenderkit.formats.word.read.elements import (
    CLAUSE_TAG,
    CUSTOM,
    DIGEST,
    PASSED_OVER,
    find_child,
    find_manifest,
    is_hidden,
    read_attribute,
    read_clause_tag,
    read_property,
    read_style_names,
    strip_namespace,
)
from tenderkit.formats.word.read.external_content import find_loads
from tenderkit.formats.word.read.fragments import CLAUSE_LEVEL, ManifestClause, TextParagraph
from tenderkit.formats.word.read.loading_fields import find_field_loads
from tenderkit.formats.word.read.match_clauses import ClausePlace, match_clauses
from tenderkit.formats.word.read.moved_clauses import find_moved_clauses
from tenderkit.formats.word.read.open_docx import WordFile
from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.manifest import MANIFEST
from tenderkit.formats.word.write.styles import HEADING_LEVELS
from tenderkit.papers.clause_text import name_bookmark
from tenderkit.responses.comparison import RELATIONS_PART, ClauseFate, Comparison, Fate, PartFate

_BOOKMARK = re.compile(r"tk_[0-9a-f]{12}")
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_MARKS = ("p", "r", "t", "tbl", "sdt", "fldChar", "instrText", "bookmarkStart")
_LEVELS = {style.lower().replace(" ", ""): level for style, level in HEADING_LEVELS.items()}
# The elements that matter for the comparison; there are many more.
_READ = tuple(f"{{*}}{name}" for name in (*_MARKS, *_SIGNS, *PASSED_OVER))


def verify(opened: WordFile, original: WordFile | None = None) -> Comparison:
    """Compare a Word file with the state in which tenderkit made it, and return what became of each part and clause.

    Parameters: `opened`, the file; `original`, the file as tenderkit made it, or None to compare with the digests
    that tenderkit wrote into `opened`. No content of the file causes an error.
    """
    source = original or opened
    made_digest = read_property(source, "tk.content-sha256")
    where, manifest = find_manifest(source)
    digest = package.digest_content(opened.digests)
    loaded = (*(load for _, load in find_loads(opened.relations)), *find_field_loads(opened.trees))
    if made_digest is None and manifest is None:
        return Comparison("foreign", digest, loads=loaded)
    head = None if manifest is None else manifest.find(f"{{{MANIFEST}}}made")
    about: Mapping[str, str] = {} if head is None else {str(k): str(v) for k, v in head.attrib.items()}
    parts: tuple[PartFate, ...] = ()
    if original is not None:
        parts = tuple(_compare_with_original(opened, original))
    elif manifest is not None:
        parts = tuple(_compare_parts(opened, manifest, where, made_digest, about.get("relations-sha256")))
    same = digest == made_digest and all(p.fate == "unchanged" for p in parts)
    return Comparison(
        "unchanged" if same else "changed",
        digest,
        made_digest,
        about.get("tool") or read_property(source, "tk.tool"),
        about.get("library"),
        parts,
        tuple(_compare_clauses(opened, manifest)),
        loaded,
    )


def _compare_parts(
    opened: WordFile, manifest: etree._Element, where: str, made_digest: str | None, relations: str | None
) -> Iterator[PartFate]:
    """Yield what became of each part, by comparing its digest with the digest in the manifest.

    Parameters: `where`, the name of the part that holds the manifest. `made_digest` and `relations` were computed
    when the file was made: the content digest, which covers the manifest too, and the digest of the relationships.
    """
    listed = {
        part.get("name", ""): part.get("sha256", "")
        for part in manifest.iter(f"{{{MANIFEST}}}part")
        if DIGEST.fullmatch(part.get("sha256", ""))
    }
    digests = {name: digest for name, digest in opened.digests.items() if name != where}
    for name in sorted({*listed, *digests}):
        yield PartFate(name, _decide_part_fate(listed.get(name), digests.get(name)))
    expected = package.digest_content({**listed, where: opened.digests[where]})
    yield PartFate(where, "unchanged" if made_digest in (None, expected) else "edited")
    if made_digest is None:
        yield PartFate(CUSTOM, "edited" if CUSTOM in opened.parts else "missing")
    now = package.digest_relations(opened.relations)
    yield PartFate(RELATIONS_PART, "unchanged" if now == relations else "edited")


def _compare_with_original(opened: WordFile, original: WordFile) -> Iterator[PartFate]:
    """Yield what became of each part, by comparing its digest with the digest in the original file."""
    for name in sorted({*original.digests, *opened.digests}):
        yield PartFate(name, _decide_part_fate(original.digests.get(name), opened.digests.get(name)))
    expected, now = (package.digest_relations(one.relations) for one in (original, opened))
    yield PartFate(RELATIONS_PART, _decide_part_fate(expected, now))


def _decide_part_fate(expected: str | None, now: str | None) -> Fate:
    if expected is None:
        return "unknown"
    if now is None:
        return "missing"
    return "unchanged" if expected == now else "edited"


def _compare_clauses(opened: WordFile, manifest: etree._Element | None) -> Iterator[ClauseFate]:
    """Yield what became of each clause of the manifest, and each clause that the manifest does not list."""
    controls, lines = _read_paragraphs(opened.trees[opened.main], read_style_names(opened))
    clauses = () if manifest is None else tuple(_read_manifest_clauses(manifest))
    matches = match_clauses(controls, lines, clauses)
    after = _find_moved(matches.places, clauses, lines)
    tags = {clause.tag for clause in clauses}
    full = {fragment.control for fragment in matches.fragments if fragment.control is not None and not fragment.empty}
    spare = {n for n in full - {fragment.control for fragment in matches.taken} if controls[n] in tags}
    copies = Counter(controls[n] for n in spare)
    for n, clause in enumerate(clauses):
        yield _decide_clause_fate(clause, matches.places.get(n), after.get(n))
        yield from [ClauseFate(clause.tag, "", _read_clause_id(clause.tag), "unknown", "control")] * copies.pop(
            clause.tag, 0
        )
    for tag, number in Counter(tag for tag in controls if tag not in tags).items():
        yield from [ClauseFate(tag, "", _read_clause_id(tag), "unknown", "control")] * number
    # The bookmark in a control is not reported as well.
    known = {name_bookmark(tag) for tag in controls} | {clause.bookmark for clause in clauses}
    loose = {bookmark for line in lines for bookmark in line.bookmarks} - known
    yield from (ClauseFate(bookmark, "", "", "unknown", "bookmark") for bookmark in sorted(loose))
    for fragment in matches.fragments:
        new = fragment.level == CLAUSE_LEVEL and fragment.heading and fragment not in matches.taken
        strange = fragment.control is not None and (
            fragment.control in spare or controls[fragment.control] not in tags
        )
        if new and not strange and loose.isdisjoint(fragment.lines[0].bookmarks):
            yield ClauseFate("", "", "", "unknown", headings=(fragment.heading,))


def _read_clause_id(tag: str) -> str:
    match = CLAUSE_TAG.fullmatch(tag)
    return match[1] if match else ""


def _read_manifest_clauses(manifest: etree._Element) -> Iterator[ManifestClause]:
    for clause in manifest.iter(f"{{{MANIFEST}}}clause"):
        tag, bookmark, number, text, title = (
            clause.get(name, "") for name in ("tag", "bookmark", "number", "text-sha256", "title")
        )
        yield ManifestClause(tag, bookmark, number, text, title, read_sketch(clause.get("sketch", "")))


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


def _read_paragraphs(root: etree._Element, names: Mapping[str, str]) -> tuple[list[str], list[TextParagraph]]:
    """Return the tags of the content controls around clauses, and the paragraphs of the text, both in order.

    The `control` of a paragraph is an index in the list of tags.
    Parameters: `names`, the name of each style, by the id of the style.
    """
    tags: list[str] = []
    around: list[int] = []
    lines = [TextParagraph()]
    tables = 0
    fields = WordFields()
    walk = etree.iterwalk(root, events=("start", "end"), tag=_READ)
    for event, element in walk:
        tag = str(element.tag)
        name = strip_namespace(tag)
        if event == "end":
            if name == "sdt" and read_clause_tag(element):
                around.pop()
            tables -= name == "tbl"
            continue
        if name in PASSED_OVER or (name == "r" and is_hidden(element)):
            walk.skip_subtree()
        if name == "p":
            style = find_child(element, "pPr", "pStyle")
            kind = "" if style is None else read_attribute(style)
            level = _LEVELS.get(names.get(kind, kind.lower()), 0)
            lines.append(TextParagraph(around[-1] if around else None, level, tables > 0))
        elif name == "tbl":
            tables += 1
        elif name == "sdt":
            if clause_tag := read_clause_tag(element):
                around.append(len(tags))
                tags.append(clause_tag)
                # LibreOffice leaves no more of it than a control in the heading: then it serves as a bookmark does.
                if any(strip_namespace(str(one.tag)) == "p" for one in element.iterancestors()):
                    lines[-1].bookmarks.append(name_bookmark(clause_tag))
        elif name == "t":
            lines[-1].text.append(element.text or "")
        elif name in _SIGNS:
            lines[-1].text.append(_SIGNS[name])
        elif name == "fldChar":
            fields.add_mark(read_attribute(element, "fldCharType"), lines[-1].text)
        elif name == "instrText":
            fields.add_instruction(element.text or "")
        elif name == "bookmarkStart":
            mark = read_attribute(element, "name")
            if _BOOKMARK.fullmatch(mark):
                lines[-1].bookmarks.append(mark)
    return tags, lines
