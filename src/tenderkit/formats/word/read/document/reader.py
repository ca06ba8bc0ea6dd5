# SPDX-License-Identifier: Apache-2.0
"""Read a Word file as a document: its text with notes and comments, its headers, and what else it holds."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from tenderkit.checks.documents.builder import check_words
from tenderkit.checks.documents.document import Document, DocumentParagraph, Kind, Part, View
from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.formats.word.read.clause_fates import ClauseFates
from tenderkit.formats.word.read.document.differences import find_differences, find_edited_clauses
from tenderkit.formats.word.read.document.numbers import ListNumbers
from tenderkit.formats.word.read.document.story import StoryReader, TracedText
from tenderkit.formats.word.read.document.styles import DocumentStyles
from tenderkit.formats.word.read.elements import find_manifest, read_attribute, read_property, strip_namespace
from tenderkit.formats.word.read.external_content import CHUNK, find_loads
from tenderkit.formats.word.read.loading_fields import find_field_loads
from tenderkit.formats.word.read.open_docx import WordFile, has_macros
from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.xml import MANIFEST

_CHANGES = tuple(f"{{*}}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"))
_FRAMED: Mapping[str, Part] = {"headerReference": "header", "footerReference": "footer"}
_PICTURES = ("{*}blip", "{*}imagedata")
_NOTE_PARTS: Mapping[str, tuple[str, str]] = {
    "footnote": ("footnotes", "footnote"),
    "endnote": ("endnotes", "endnote"),
    "comment": ("comments", "comment"),
}
# The last part of the type of a relationship to content whose words are not read, with its kind in `Document.unread`.
_UNREAD = {
    CHUNK: "text",
    "chart": "chart",
    "chartEx": "chart",
    "diagramData": "diagram",
    "oleObject": "object",
    "package": "file",
}
_R_ID = "}id"


class TracedParagraph(NamedTuple):
    """A paragraph of a document, the name of the part of the file that holds it, and the pieces of its text."""

    paragraph: DocumentParagraph
    part: str
    pieces: tuple[TracedText, ...]


def read_document(opened: WordFile, name: str, view: View = "final", original: WordFile | None = None) -> Document:
    """Read a Word file as a person sees it.

    Parameters: `opened`, the file; `name`, for messages; `view`, with all tracked changes accepted, or without them;
    `original`, the file as tenderkit made it, or None to find differences by what `opened` records. Raises
    InvalidInput where the file has no words, or more than a tender can have.
    """
    return read_with_fates(opened, name, view, original)[0]


def read_with_fates(
    opened: WordFile, name: str, view: View = "final", original: WordFile | None = None
) -> tuple[Document, ClauseFates | None]:
    """Read a Word file as a person sees it, with what became of the clauses of an annex that was edited.

    The latter is None for a file that is no annex, or that nobody edited. Parameters and errors are those of
    `read_document`.
    """
    reader = _DocumentReader(opened, view)
    paragraphs = tuple(reader.read_paragraphs())
    pictures = sum(1 for root in reader.stories for _ in root.iter(*_PICTURES))
    check_words(paragraphs, name, pictures)
    fates = find_edited_clauses(opened, view, original)
    document = Document(
        _find_kind(opened, name),
        paragraphs,
        sum(1 for root in reader.stories for change in root.iter(*_CHANGES) if strip_namespace(str(change.tag))),
        pictures,
        has_macros(opened),
        tuple(_list_outside(opened)),
        tuple(_list_unread(opened)),
        tuple(dict.fromkeys(reader.missing)),
        differences=find_differences(opened, fates, reader.by_element, original) if fates else (),
    )
    return document, fates


def trace_paragraphs(opened: WordFile, view: View = "final") -> tuple[TracedParagraph, ...]:
    """Return the paragraphs of a Word file in the order of `read_document`, with the elements of their text.

    Parameters: `opened`, the file, whose elements these are; `view`, as for `read_document`.
    """
    reader = _DocumentReader(opened, view, traced=True)
    # The ids of paragraphs are those of living objects only while all are kept.
    paragraphs = list(reader.read_paragraphs())
    return tuple(TracedParagraph(paragraph, *reader.sources[id(paragraph)]) for paragraph in paragraphs)


def _find_kind(opened: WordFile, name: str) -> Kind:
    """Return whether a file is an annex, or a form, that tenderkit made.

    Raises InvalidInput for the other papers of tenderkit: the notes and the questions to the market give advice and
    quote faults, and are not part of the tender.
    """
    _, manifest = find_manifest(opened)
    if manifest is None:
        return "foreign" if read_property(opened, "tk.content-sha256") is None else "own-annex"
    if next(manifest.iter(*(f"{{{MANIFEST}}}{name}" for name in ("clause", "answer"))), None) is None:
        message = "is a paper of tenderkit that is no part of the tender, such as the notes: nothing in it is checked"
        raise InvalidInput([Finding("not-checked", message, "Name the annex.", place=Place(name))])
    return "own-annex"


class _DocumentReader:
    """Reads the stories of a file in their order.

    `stories`: the elements read; `missing`: the parts not found; `by_element`: the paragraphs of the text.
    With `traced`, `sources` holds the name of the part and the pieces of each paragraph, by the `id` of the
    paragraph.
    """

    def __init__(self, opened: WordFile, view: View, *, traced: bool = False) -> None:
        self._opened, self._view, self._traced = opened, view, traced
        self.sources: dict[int, tuple[str, tuple[TracedText, ...]]] = {}
        self._relations = opened.relations.get(opened.main, {})
        self.missing: list[str] = []
        self._styles = DocumentStyles(self._find_part("styles"))
        self._numbers = ListNumbers(self._find_part("numbering"), self._styles)
        self._bodies = {kind: self._read_note_bodies(*names) for kind, names in _NOTE_PARTS.items()}
        self._counts = dict.fromkeys(_NOTE_PARTS, 0)
        self._shown: set[tuple[str, str]] = set()
        self._names = {tree: name for name, tree in opened.trees.items()} if traced else {}
        self.stories: list[etree._Element] = []
        self.by_element: dict[etree._Element, DocumentParagraph] = {}

    def read_paragraphs(self) -> Iterator[DocumentParagraph]:
        """Yield all paragraphs with words: notes and comments behind the text that refers to them, headers last."""
        root = self._opened.trees[self._opened.main]
        yield from self._read_story(root, "body")
        seen = set()
        for reference in root.iter(*(f"{{*}}{name}" for name in _FRAMED)):
            part = _FRAMED[strip_namespace(str(reference.tag)) or "headerReference"]
            id_ = next((str(value) for key, value in reference.attrib.items() if str(key).endswith(_R_ID)), "")
            _, target = self._relations.get(id_, ("", ""))
            name = package.resolve_target(self._opened.main, target)
            if target and name not in seen:
                seen.add(name)
                if (frame := self._get_tree(name)) is not None:
                    yield from self._read_story(frame, part)

    def _read_story(
        self, root: etree._Element, part: Part, label: str = "", headings: tuple[str, ...] = ()
    ) -> Iterator[DocumentParagraph]:
        """Yield the paragraphs of a story, each followed by the notes to which it refers for the first time."""
        self.stories.append(root)
        self._numbers.begin_story()
        story = StoryReader(root, part, self._styles, self._numbers, self._view, label, headings, traced=self._traced)
        paragraphs = story.read()
        if self._traced:
            name = self._names[root.getroottree().getroot()]
            self.sources |= {id_: (name, pieces) for id_, pieces in story.sources.items()}
        if part == "body":
            self.by_element = story.by_element
        notes = {id(paragraph): references for paragraph, references in story.notes}
        for paragraph in paragraphs:
            yield paragraph
            for kind, id_ in notes.get(id(paragraph), ()):
                yield from self._read_note(kind, id_, paragraph)

    def _read_note(self, kind: str, id_: str, at: DocumentParagraph) -> Iterator[DocumentParagraph]:
        body = self._bodies[kind].get(id_)
        if body is None or (kind, id_) in self._shown or at.part in _NOTE_PARTS:
            return
        self._shown.add((kind, id_))
        self._counts[kind] += 1
        label = str(self._counts[kind])
        if kind == "comment":
            label = read_attribute(body, "author")[:80]
        part: Part = "footnote" if kind == "footnote" else "endnote" if kind == "endnote" else "comment"
        yield from self._read_story(body, part, label, at.headings)

    def _read_note_bodies(self, relation: str, name: str) -> dict[str, etree._Element]:
        """Return the element of each note of a kind, by its id; of two with one id, the first."""
        bodies: dict[str, etree._Element] = {}
        root = self._find_part(relation)
        for element in () if root is None else root:
            if strip_namespace(str(element.tag)) == name:
                bodies.setdefault(read_attribute(element, "id"), element)
        return bodies

    def _find_part(self, relation: str) -> etree._Element | None:
        """Return the root element of the part to which a kind of relationship leads; None if there is none."""
        for type_, target in self._relations.values():
            if type_.rpartition("/")[2] == relation:
                return self._get_tree(package.resolve_target(self._opened.main, target))
        return None

    def _get_tree(self, name: str) -> etree._Element | None:
        tree = self._opened.trees.get(name)
        if tree is None:
            self.missing.append(name)
        return tree


def _list_outside(opened: WordFile) -> Iterator[str]:
    """Yield a phrase for each thing that the file loads from outside when it is opened; nothing is loaded here."""
    loads = [load for _, load in find_loads(opened.relations) if load.kind != CHUNK]
    for load in (*loads, *find_field_loads(opened.trees)):
        yield f"{load.kind} {load.target}".strip()


def _list_unread(opened: WordFile) -> Iterator[str]:
    """Yield the kinds of contents whose words are not read, each once."""
    kinds = [type_.rpartition("/")[2] for led in opened.relations.values() for type_, _ in led.values()]
    yield from dict.fromkeys(_UNREAD[kind] for kind in kinds if kind in _UNREAD)
