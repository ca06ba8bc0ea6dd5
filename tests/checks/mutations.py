# SPDX-License-Identifier: Apache-2.0
"""Documents damaged at random, to show that `check` finds something in each, or refuses it with a message.

`python -m tests.checks.mutations 5000 7` checks 5,000 damaged Word files, OpenDocument texts, PDFs and texts with the
random seed 7, prints how many were checked and refused, the longest time and the most memory, and ends with 1 if one
of them crashed, or took longer than a minute. Real PDFs and OpenDocument texts are made by LibreOffice, where it is
on the machine; an OpenDocument text is checked up to where LibreOffice takes over.
"""

import io
import random
import re
import resource
import shutil
import signal
import sys
import time
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Literal, NamedTuple

import docx
from pypdf import PdfReader, PdfWriter

import tenderkit
from tenderkit.checks.documents.checked_document import CheckedDocument
from tenderkit.checks.documents.document import Document
from tenderkit.checks.documents.file_kind import recognize_document
from tenderkit.checks.documents.rule import apply_rules, load_rules
from tenderkit.formats.pdf.read.reader import read_pdf_document
from tenderkit.formats.word.read.odt_loads import find_odt_loads
from tenderkit.formats.word.read.open_docx import open_odt
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.tender_check.opened_document import read_any_document
from tests.formats.libreoffice.office import convert
from tests.formats.pdf.raw import make_pdf, show, show_arabic, show_lines, stream

LIMIT = 60  # seconds for one file
MOST_MEMORY = 2_000_000_000
Outcome = Literal["checked", "refused", "silent", "slow"]
# What stands in for a piece of a file: signs that steer, extremes, letters of other places.
_ODD = (
    b"", b" ", b"\0", b"<", b">", b"&", b'"', b"]]>", b"-1", b"0", b"1e999", b"99999999999", b"nan", b"()", b"[[",
    b"<<", b">>", b"endobj", b"stream\n", b"R", b"/", b"\\", b"\xff", b"\xef\xbb\xbf", b"\xe2\x80\xae",
    b"\xd9\x8e", b"#" * 50, b"|" * 50, b"*_`[", b"\t", b"\n\n", b"a" * 5_000, b"<a>" * 300, b"> " * 300,
    b"- " * 100, b"BT", b"ET", b"q ", b" Q",
)  # fmt: skip
_BEGIN = re.compile(rb"<([\w:]+)[^<>]{0,300}>")
_VALUE = re.compile(rb'="[^"<>]{0,100}"')
_NUMBER = re.compile(rb"\d+")


class Base(NamedTuple):
    """A sound document: the ending of its name, and its bytes."""

    ending: str
    content: bytes


def _build(paper: str, format_: str) -> bytes:
    library = tenderkit.load_library()
    purchase = tenderkit.read_purchase(Path("templates/purchases/small-laptops.toml").read_bytes(), library)
    return tenderkit.build(purchase, library, tenderkit.Options(papers=(paper,), format=format_)).files[0].content


@cache
def list_bases() -> list[Base]:
    """Return the sound documents that are damaged."""
    word = [_build(paper, "docx") for paper in ("annex", "response")]
    markdown = _build("annex", "md")
    text = markdown.decode()
    arabic = "يلتزم المتعاقد بتسليم كل وحدة خلال 14 يوما من تاريخ الطلب.\n\n" * 20
    bases = [Base(".docx", content) for content in (*word, _make_foreign())]
    bases += [Base(".md", markdown), Base(".txt", markdown), Base(".txt", text.encode("utf-16"))]
    bases += [Base(".txt", text.encode("cp1252", "replace")), Base(".txt", arabic.encode("cp1256"))]
    bases += [Base(".pdf", content) for content in (_make_raw_pdf(), *_convert(word[1], "pdf"))]
    return bases + [Base(".odt", content) for content in _convert(word[1], "odt")]


def _make_foreign() -> bytes:
    """A Word file as others write them: headings, a list, a table, a header, and a comment."""
    made = docx.Document()
    made.add_heading("1 Scope", 1)
    run = made.add_paragraph("The contractor shall deliver 300 laptops, EN 61960-3 or equivalent.").runs[0]
    made.add_comment(run, "why?", "Ana")
    for text in ("new or refurbished", "with a warranty of 3 years", "[to be decided]"):
        made.add_paragraph(text, style="List Number")
    table = made.add_table(rows=4, cols=3)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"Price {number} %"
    made.sections[0].header.paragraphs[0].text = "Ministry"
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def _make_raw_pdf() -> bytes:
    """A PDF with what the reader looks at: drawings, marks, notes, actions, tables, Arabic."""
    page = show("1 Scope", size=16, y=780) + show_lines(["The contractor shall deliver", "the units."], y=740)
    page += (
        "/Span <</ActualText <FEFF00660069>>> BDC\n"
        + show("X")
        + "EMC\n/X Do\n"
        + show_arabic("يلتزم المتعاقد", y=500)
    )
    page += "".join(show("Part", 60, 400 - 18 * row) + show("Price", 260, 400 - 18 * row) for row in range(4))
    form = stream(show("Inside.", y=300), "/Type /XObject /Subtype /Form /Resources 3 0 R")
    notes = "/Annots [<< /Subtype /Text /T (Ana) /Contents (why?) /A << /S /JavaScript /Next 1 0 R >> >>]"
    return make_pdf(
        page, page, page, page=notes, resources="/XObject << /X 20 0 R >>", objects={20: form},
        catalog="/OpenAction << /S /Launch /F (x) >> /Names << /EmbeddedFiles << /Names [] >> >>",
    )  # fmt: skip


def _convert(word: bytes, ending: str) -> list[bytes]:
    """Return a Word file in another format, a PDF also with nothing packed; none without LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        return []
    content = convert(Path(program), word, ending)
    if ending != "pdf":
        return [content]
    writer, unpacked = PdfWriter(PdfReader(io.BytesIO(content))), io.BytesIO()
    for object_ in writer._objects:
        if object_ is not None and hasattr(object_, "get_data") and object_.get("/Filter") == "/FlateDecode":
            object_.set_data(object_.get_data())
    writer.write(unpacked)
    return [content, unpacked.getvalue()]


def damage(seed: int) -> Base:
    """Return a document with some faults, the same for the same seed."""
    chance = random.Random(seed)
    base = chance.choice(list_bases())
    if base.content.startswith(b"PK") and chance.random() < 0.8:
        return Base(base.ending, _damage_parts(base.content, chance))
    return Base(base.ending, _damage_bytes(base.content, chance))


def _damage_bytes(content: bytes, chance: random.Random) -> bytes:
    """Change bytes and pieces anywhere, cut the end off, or put one stretch in the place of another."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) + 1)
        match chance.randrange(6):
            case 0 if len(changed) > at:
                changed[at] = chance.randrange(256)
            case 1:
                changed[at : at + chance.choice((0, 1, 5, 60))] = chance.choice(_ODD)
            case 2:
                other = chance.randrange(len(changed) + 1)
                changed[at:at] = changed[other : other + chance.choice((10, 200, 3_000))]
            case 3:
                del changed[at : at + chance.choice((1, 20, 2_000))]
            case 4 if numbers := list(_NUMBER.finditer(changed, at, at + 2_000)):
                place = chance.choice(numbers)
                changed[place.start() : place.end()] = chance.choice((b"0", b"-1", b"9999999", b"65536", b"1"))
            case 5 if chance.random() < 0.2:
                del changed[at:]
    return bytes(changed)


def _damage_parts(content: bytes, chance: random.Random) -> bytes:
    """Change, drop, double or swap parts of a ZIP archive, and pack them anew."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.choice((1, 1, 1, 2))):
        # The text itself twice as often as any other part.
        name = chance.choice([*parts, *(part for part in parts if part.endswith(("document.xml", "content.xml")))])
        match chance.randrange(14):
            case 0 if len(parts) > 1:
                del parts[name]
            case 1:
                parts[chance.choice(("word/x.xml", "../x.xml", name.upper()))] = parts[name]
            case 2:
                other = chance.choice(list(parts))
                parts[name], parts[other] = parts[other], parts[name]
            case 3:
                parts[name] = _damage_bytes(parts[name], chance)
            case _:
                parts[name] = _damage_xml(parts[name], chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _damage_xml(xml: bytes, chance: random.Random) -> bytes:
    """Change XML so that it mostly stays sound: elements go, come twice or move, and values are changed."""
    begins, values = list(_BEGIN.finditer(xml)), list(_VALUE.finditer(xml))
    if not begins:
        return xml
    begin = chance.choice(begins)
    end = _find_end(xml, begin)
    match chance.choice((0, 1, 1, 2, 2, 2, 3, 3, 4, 5)):
        case 0:
            return xml[: begin.start()] + xml[begin.end() :]
        case 1:
            return xml[:end] + xml[begin.start() : end] * chance.choice((1, 2, 30)) + xml[end:]
        case 2 if values:
            value = chance.choice(values)
            new = chance.choice((b"", b"-1", b"9999999999", b"x", b"\xd9\xa3", b"1.5", b"a" * 500))
            return xml[: value.start()] + b'="' + new + b'"' + xml[value.end() :]
        case 3:
            return xml[: begin.start()] + xml[end:]
        case 4:
            other = chance.choice(begins)
            return xml[: other.start()] + xml[begin.start() : end] + xml[other.start() :]
    return xml[: begin.end()] + chance.choice(_ODD) + xml[begin.end() :]


def _find_end(xml: bytes, begin: re.Match[bytes]) -> int:
    """Return where the element ends that a tag begins; behind the tag where another of its name is inside it."""
    if begin[0].endswith(b"/>"):
        return begin.end()
    end = xml.find(b"</" + begin[1] + b">", begin.end())
    inside = xml.find(b"<" + begin[1], begin.end(), end)
    return begin.end() if end < 0 or inside >= 0 else end + len(begin[1]) + 3


def _read(base: Base) -> Document | None:
    """Read a document in this process; return None for an OpenDocument text, which LibreOffice would read."""
    name = f"x{base.ending}"
    kind = recognize_document(base.content, name)
    if kind == "pdf":
        return read_pdf_document(base.content, name)
    if kind in ("odt", "doc", "rtf"):
        list(find_odt_loads(open_odt(base.content, name).trees) if kind == "odt" else ())
        return None
    return read_any_document(base.content, name)


class _TooSlow(BaseException):
    """Raised in the midst of a file that takes longer than the limit; no library catches it."""


def _stop(signal_: int, frame: FrameType | None) -> None:
    raise _TooSlow


def try_document(base: Base) -> Outcome:
    """Check a document, and return whether that worked, was refused, with findings or `silent`, or took too long.

    Any other error is a crash.
    """
    data = load_shipped_data()
    signal.signal(signal.SIGALRM, _stop)
    signal.alarm(LIMIT)
    try:
        document = _read(base)
        if document is not None:
            apply_rules(
                CheckedDocument(document, data.library, data.language, data.word_lists, data.superseded), load_rules()
            )
    except tenderkit.TenderkitError as error:
        return "refused" if error.findings and all(one.message for one in error.findings) else "silent"
    except MemoryError:  # the process that reads PDFs ends with a message then
        return "refused"
    except _TooSlow:
        return "slow"
    finally:
        signal.alarm(0)
    return "checked"


def main(number: int, seed: int) -> int:
    """Try damaged documents; print the outcomes, and the seed of each crash and of each that was slow.

    Returns 0 if each was checked, or refused with findings, within the limits of time and memory, else 1.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    outcomes, longest = Counter[str](), (0.0, 0)
    for one in range(seed * number, (seed + 1) * number):
        base = damage(one)
        start = time.monotonic()
        try:
            outcome: str = try_document(base)
        except Exception as error:  # a crash is what this looks for
            outcome = "crashed"
            print(f"seed {one} ({base.ending}): {type(error).__name__}: {error}", flush=True)
        if outcome == "slow":
            print(f"seed {one} ({base.ending}): slow", flush=True)
        outcomes[f"{base.ending[1:]} {outcome}"] += 1
        longest = max(longest, (time.monotonic() - start, one))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{number} damaged documents: {dict(sorted(outcomes.items()))}")
    print(f"longest {longest[0]:.1f} s (seed {longest[1]}), memory at most {peak} MB")
    return int(any(outcome.endswith(("crashed", "silent", "slow")) for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
