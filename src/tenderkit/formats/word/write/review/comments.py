# SPDX-License-Identifier: Apache-2.0
"""Write what was found in a Word file into a copy of it, as comments at the words at fault."""

import datetime
from collections.abc import Callable, Sequence

from docx.opc.constants import CONTENT_TYPE
from docx.opc.packuri import PackURI
from docx.package import Package
from docx.parts.comments import CommentsPart
from lxml import etree

from tenderkit.checks.documents.checked_document import COMMENTATOR
from tenderkit.checks.documents.document import View
from tenderkit.checks.reference_fixes import guess_language
from tenderkit.errors import InvalidInput
from tenderkit.findings import Excerpt, Finding, Place, escape_controls
from tenderkit.formats.word.read.document.reader import TracedParagraph, trace_paragraphs
from tenderkit.formats.word.read.elements import find_child, read_attribute, read_style_names, strip_namespace
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.write.review.edited_file import EditedFile, find_above
from tenderkit.formats.word.write.review.run_cutter import RunCutter
from tenderkit.formats.word.write.xml import NAMESPACES
from tenderkit.library.language import Language

_INITIALS = "tk"
_BODY = "body"
_MARK_STYLE = "CommentReference"


def add_comments(
    content: bytes,
    name: str,
    findings: Sequence[Finding],
    get_language: Callable[[str], Language],
    view: View = "final",
    when: datetime.datetime | None = None,
) -> bytes:
    """Return a copy of a Word file with a comment for each finding, at the words at fault.

    Where Word allows no comment, such as in a header or a footnote, the comment is at the nearest paragraph of the
    text and says so, in the language of the text; a finding on the whole file is at the first paragraph.

    Parameters: `content`, the bytes of the file; `name`, its name for messages; `get_language`, returns the fixed
    words in a language by its code; `view`, how the file was read when the findings were made; `when`, the date of
    the comments, None for that of the file. Raises InvalidInput where the file cannot be read.
    """
    opened = open_word(content, name, digests=False, macros=True)
    paragraphs = trace_paragraphs(opened, view)
    edited = EditedFile(opened, when)
    _check_numbers(edited, name)
    code = guess_language(" ".join(traced.paragraph.text for traced in paragraphs))
    writer, language = CommentWriter(edited, paragraphs), get_language(code)
    for finding in findings:
        _write_finding(writer, finding, language)
    return writer.pack()


def _write_finding(writer: "CommentWriter", finding: Finding, language: Language) -> None:
    """Write the comment for a finding."""
    traced, text = writer.find_paragraph(finding.paragraph), language.text
    lines = [text(f"comments.{finding.severity}", rule=finding.rule, message=finding.message), finding.fix]
    if traced is not None and not writer.allows(finding.paragraph):
        # Without its words nobody would find the place.
        lines = [text("comments.elsewhere", place=finding.place.key), str(finding.excerpt or ""), *lines]
    elif traced is None and finding.place.key:
        lines.insert(0, finding.place.key)
    writer.write_lines(lines, finding.paragraph, finding.excerpt)


def _check_numbers(edited: EditedFile, file: str) -> None:
    """Raise InvalidInput where a comment of the file has no number, which python-docx cannot read."""
    part = edited.find_part("comments")
    comments = [] if part is None else list(edited.opened.trees[part])
    if not all(read_attribute(one, "id").isdecimal() for one in comments if isinstance(one.tag, str)):
        message, fix = "has a comment without a number, so none can be added", "Save it with a word processor first."
        raise InvalidInput([Finding("unreadable", message, fix, place=Place(file))])


class CommentWriter:
    """Writes comments into a file, one by one.

    Parameters: `edited`, the file; `paragraphs`, its paragraphs with their elements.
    """

    def __init__(self, edited: EditedFile, paragraphs: Sequence[TracedParagraph]) -> None:
        self._edited, self._paragraphs = edited, paragraphs
        self._cutters: dict[int, RunCutter] = {}
        self._styles = read_style_names(edited.opened)
        self._name = edited.find_part("comments")
        self._part = self._open_part()

    def _open_part(self) -> CommentsPart:
        """Return the comments of the file as python-docx has them, or none if it has none."""
        package = Package()
        if self._name is None:
            return CommentsPart.default(package)
        # python-docx knows the usual namespace alone.
        xml = etree.tostring(self._edited.opened.trees[self._name])
        blob = xml.replace(self._space, NAMESPACES["w"].encode())
        uri = PackURI(f"/{self._name}")
        part: CommentsPart = CommentsPart.load(uri, CONTENT_TYPE.WML_COMMENTS, blob, package)
        return part

    @property
    def _space(self) -> bytes:
        return self._edited.namespace.strip("{}").encode()

    def find_paragraph(self, number: int | None) -> TracedParagraph | None:
        """Return a paragraph by its number, from 1; None where the file has none of this number."""
        return None if number is None or number > len(self._paragraphs) else self._paragraphs[number - 1]

    def allows(self, number: int | None) -> bool:
        """Return whether Word allows a comment at the paragraph with a number."""
        traced = self.find_paragraph(number)
        return traced is not None and traced.paragraph.part == _BODY

    def write_lines(self, lines: Sequence[str | None], number: int | None, excerpt: Excerpt | None) -> None:
        """Write a comment at words of a paragraph, or else at the nearest place that Word allows.

        Parameters: `lines`, its lines, of which empty ones are left out; `number`, that of the paragraph, from 1;
        `excerpt`, its words, None for the whole paragraph.
        """
        words = "\n".join(escape_controls(line) for line in lines if line)
        comment = self._part.comments.add_comment(words, COMMENTATOR, _INITIALS)
        element = comment._comment_elm
        if self._edited.date:
            element.set(f"{{{NAMESPACES['w']}}}date", self._edited.date)
        else:
            del element.attrib[f"{{{NAMESPACES['w']}}}date"]
        if number is not None and self.allows(number):
            start, end = self._find_range(number - 1, excerpt)
        else:
            start, end = self._find_near(number)
        self._mark(start, end, str(comment.comment_id))

    def _find_range(self, at: int, excerpt: Excerpt | None) -> tuple[etree._Element, etree._Element]:
        """Return the first and the last element that a comment on a paragraph of the text covers.

        Parameters: `at`, the position of the paragraph, from 0.
        """
        pieces = self._paragraphs[at].pieces
        if at not in self._cutters:
            self._cutters[at] = RunCutter(pieces)
        cutter = self._cutters[at]
        place = cutter.find_excerpt(excerpt) if excerpt else None
        runs = cutter.cut_runs(*place) if place else None
        return (runs[0], runs[-1]) if runs else (pieces[0][1], pieces[-1][1])

    def _find_near(self, number: int | None) -> tuple[etree._Element, etree._Element]:
        """Return the paragraph of the text that is nearest to one elsewhere; the first where there is none."""
        before = self._paragraphs[: number or 0]
        if before and before[-1].part == self._edited.opened.main:
            # A text box: the paragraph in which it is anchored.
            element = before[-1].pieces[0][1]
            while (outer := find_above(_get_parent(element), "p")) is not None:
                element = outer
            return element, element
        # Headers and footers are read last; they belong to all pages.
        is_framed = bool(before) and before[-1].paragraph.part in ("header", "footer", "text-box")
        texts = [traced for traced in before if traced.paragraph.part == _BODY] if not is_framed else []
        first = [traced for traced in self._paragraphs if traced.paragraph.part == _BODY][:1]
        if near := [*texts[-1:], *first]:
            return near[0].pieces[0][1], near[0].pieces[-1][1]
        paragraph = next(self._edited.body.iter("{*}p"), None)
        if paragraph is None:
            paragraph = self._edited.make_element("p")
            next(self._edited.body.iter("{*}body")).insert(0, paragraph)
        return paragraph, paragraph

    def _mark(self, start: etree._Element, end: etree._Element, id_: str) -> None:
        """Put the marks of a comment around elements; they are put outside links, controls and tracked changes."""
        make = self._edited.make_element
        begin, stop, run = make("commentRangeStart", id=id_), make("commentRangeEnd", id=id_), make("r")
        if _MARK_STYLE in self._styles:
            properties = make("rPr")
            properties.append(make("rStyle", val=_MARK_STYLE))
            run.append(properties)
        run.append(make("commentReference", id=id_))
        if strip_namespace(str(start.tag)) == "p":
            properties_of_paragraph = find_child(start, "pPr")
            start.insert(0 if properties_of_paragraph is None else 1, begin)
            end.extend((stop, run))
            return
        _lift(start).addprevious(begin)
        last = _lift(end)
        last.addnext(run)
        last.addnext(stop)

    def pack(self) -> bytes:
        """Return the bytes of the file with the comments."""
        blob = self._part.blob.replace(NAMESPACES["w"].encode(), self._space)
        self._edited.touch(self._edited.opened.main)
        if self._name is None:
            self._edited.add_part("comments.xml", blob, "comments", CONTENT_TYPE.WML_COMMENTS)
        else:
            self._edited.write_part(self._name, blob)
        return self._edited.pack()


def _lift(element: etree._Element) -> etree._Element:
    """Return the element around an element, or itself, that is in its paragraph directly."""
    paragraph = find_above(element, "p")
    while paragraph is not None and (parent := element.getparent()) is not None and parent is not paragraph:
        element = parent
    return element


def _get_parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    return element if parent is None else parent
