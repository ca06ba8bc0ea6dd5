# SPDX-License-Identifier: Apache-2.0
"""Read an annex that tenderkit made: the record in its manifest, and what became of each clause."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from tenderkit.checks.annexes.own_annex import OwnAnnex, OwnClause
from tenderkit.checks.documents.document import Document
from tenderkit.checks.documents.statements import fold_text
from tenderkit.formats.word.read.clause_fates import ClauseFates, find_clause_fates, is_untouched
from tenderkit.formats.word.read.elements import CLAUSE_TAG, find_manifest
from tenderkit.formats.word.read.open_docx import WordFile
from tenderkit.formats.word.write.xml import MANIFEST
from tenderkit.papers.selection_record import SelectionRecord, read_record


def read_own_annex(
    opened: WordFile, document: Document, fates: ClauseFates | None = None, *, words: bool = False
) -> OwnAnnex | None:
    """Read an annex, or a response form, that tenderkit made; None where the file holds no record that can be read.

    Parameters: `opened`, the file; `document`, the same file as a person sees it; `fates`, what became of its clauses
    by its own record, None where this is not known yet; `words`, whether the words of the clauses are read even where
    nobody touched the annex.
    """
    _, manifest = find_manifest(opened)
    selection = None if manifest is None else manifest.find(f"{{{MANIFEST}}}selection")
    if manifest is None or selection is None:
        return None
    try:
        record = read_record("".join(map(str, selection.itertext())))
    except ValueError:
        return None
    head = manifest.find(f"{{{MANIFEST}}}made")
    purchase, library = ("" if head is None else head.get(f"{name}-sha256", "") for name in ("purchase", "library"))
    untouched = is_untouched(opened, manifest)
    if untouched and not words:
        read = _read_recorded_clauses(manifest)
    else:
        read = _read_clauses(fates or find_clause_fates(opened, manifest), manifest)
    clauses = tuple(_add_lots(clause, tag, lots, record) for clause, tag, lots in read)
    paragraphs = () if untouched else manifest.iter(f"{{{MANIFEST}}}p")
    made_words = frozenset(fold_text(paragraph.text or "") for paragraph in paragraphs)
    fields = tuple(row.get("number", "") for row in manifest.iter(f"{{{MANIFEST}}}answer"))
    return OwnAnnex(record, purchase, library, untouched, clauses, document, made_words, fields)


def read_unrecorded_clauses(opened: WordFile) -> tuple[OwnClause, ...]:
    """Return the clauses of an annex of release 0.1.0, which has no record of its selection; none of another file."""
    _, manifest = find_manifest(opened)
    if manifest is None:
        return ()
    read = _read_clauses(find_clause_fates(opened, manifest), manifest)
    return tuple(replace(clause, lots=(int(tag[4 : tag.index(".")]),)) for clause, tag, _ in read if tag[3] == "L")


def _read_recorded_clauses(manifest: etree._Element) -> Iterator[tuple[OwnClause, str, str]]:
    """Yield the clauses of an annex that nobody touched, each with its tag and the lots that the manifest names."""
    for row in manifest.iter(f"{{{MANIFEST}}}clause"):
        tag, number = row.get("tag", ""), row.get("number", "")
        title = row.findtext(f"{{{MANIFEST}}}p") or row.get("title") or ""
        if match := CLAUSE_TAG.fullmatch(tag):
            yield OwnClause(match[1], int(tag.rpartition("@")[2]), number, title), tag, row.get("lots", "")


def _read_clauses(fates: ClauseFates, manifest: etree._Element) -> Iterator[tuple[OwnClause, str, str]]:
    """Yield the clauses of the manifest as they are now, each with its tag and the lots that the manifest names."""
    lots_of = {row.get("tag", ""): row.get("lots", "") for row in manifest.iter(f"{{{MANIFEST}}}clause")}
    for placed in fates.clauses:
        if placed.clause is None or (match := CLAUSE_TAG.fullmatch(placed.clause.tag)) is None:
            continue
        tag, fragments = placed.clause.tag, sorted(placed.fragments, key=lambda fragment: fragment.at)
        clause = OwnClause(
            match[1],
            int(tag.rpartition("@")[2]),
            placed.clause.number,
            placed.clause.title,
            present=placed.fate.fate != "missing",
            unchanged=placed.fate.fate in ("unchanged", "moved"),
            lines=tuple(
                line.full_text for fragment in fragments for line in fragment.lines if line.full_text.strip()
            ),
            broken=fates.broken.get(placed.clause.bookmark, 0),
        )
        yield clause, tag, lots_of.get(tag, "")


def _add_lots(clause: OwnClause, tag: str, lots: str, record: SelectionRecord) -> OwnClause:
    """Return a clause with its lots; a clause of all lots may be printed among the general rules."""
    numbers = lots.split() if tag.startswith("tk:C") else [tag[4 : tag.index(".")]]
    known = tuple(int(n) for n in numbers if n.isdecimal() and int(n) <= len(record.weights))
    if known == (0,) and record.find_clause(clause.id, 0) is None:
        known = tuple(dict.fromkeys(n for r in record.clauses if r.id == clause.id for n in r.lots))
    return replace(clause, lots=known or (0,))
