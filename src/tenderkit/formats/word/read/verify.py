# SPDX-License-Identifier: Apache-2.0
"""The comparison of a Word file with the digests and marks that tenderkit wrote into it.

This shows changes made by accident or openly. It is no signature: an expert can change a file and its digests
together.
"""

from collections.abc import Iterator, Mapping

from lxml import etree

from tenderkit.formats.word.read.clause_fates import find_clause_fates
from tenderkit.formats.word.read.elements import CUSTOM, DIGEST, find_manifest, read_property
from tenderkit.formats.word.read.external_content import find_loads
from tenderkit.formats.word.read.loading_fields import find_field_loads
from tenderkit.formats.word.read.open_docx import WordFile
from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.xml import MANIFEST
from tenderkit.responses.comparison import RELATIONS_PART, Comparison, Fate, PartFate


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
        tuple(clause.fate for clause in find_clause_fates(opened, manifest).clauses),
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
