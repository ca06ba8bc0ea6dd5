# SPDX-License-Identifier: Apache-2.0
"""`check` on documents that are no Word files."""

import io
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest

from tenderkit.formats.libreoffice import conversion
from tests.cli.conftest import Cli, answer
from tests.conftest import FakeOffice
from tests.formats.libreoffice.office import convert
from tests.formats.pdf.raw import make_pdf, show

SOUND = "# 1 Delivery\n\nThe contractor shall deliver each unit within ten working days after the order.\n"
FAULTY = "The processor shall be an Intel Core i5."
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le")
RTF = rb"{\rtf1 The processor shall be an Intel Core i5.\par}"


@pytest.fixture(scope="module")
def converted(soffice: Path) -> Mapping[str, bytes]:
    """A tender with faults as .odt, .doc and .rtf, by its ending."""
    made = docx.Document()
    made.add_heading("2 Specification", 1)
    made.add_paragraph(FAULTY)
    table = made.add_table(rows=2, cols=2)
    texts = ("Feature", "Requirement", "Battery", "EN 61960-3:2017")
    for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], texts, strict=True):
        cell.text = text
    made.add_paragraph("The contractor shall deliver each unit.")
    content = io.BytesIO()
    made.save(content)
    return {ending: convert(soffice, content.getvalue(), ending) for ending in ("odt", "doc", "rtf")}


def change_part(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A ZIP archive with other bytes in one part."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w") as after:
        for member in before.infolist():
            part = before.read(member)
            after.writestr(member, part.replace(old, new, 1) if member.filename == name else part)
    return made.getvalue()


@pytest.mark.parametrize("ending", ["odt", "doc", "rtf"])
def test_a_text_of_another_word_processor_is_read_as_a_word_file(
    cli: Cli, converted: Mapping[str, bytes], ending: str
) -> None:
    Path(f"a.{ending}").write_bytes(converted[ending])
    told = answer(cli("check", f"a.{ending}", "--format", "json"))
    assert [(f["rule"], f["place"]["key"]) for f in told["findings"]] == [
        ("brand-or-model-named", "2 Specification"),
        ("standard-without-equivalent", "2 Specification, table 1, row 2 “Battery”, column “Requirement”"),
    ]
    assert told["warnings"] == []


@pytest.mark.parametrize(("name", "content"), [("a.doc", OLD), ("a.rtf", RTF)])
def test_without_libreoffice_the_file_is_named_and_the_others_are_checked(
    cli: Cli, no_office: Path, name: str, content: bytes
) -> None:
    Path(name).write_bytes(content)
    Path("sound.md").write_text(SOUND, encoding="utf-8")
    ended = cli("check", name, "sound.md")
    assert ended.code == 4
    assert ended.stdout == "sound.md: 0 errors, 0 warnings, 0 notes\n"
    assert f"error: {name}: was not read: LibreOffice, which turns such a file into a Word file" in ended.stderr
    assert "or save the file as .docx" in ended.stderr


@pytest.mark.parametrize(
    ("behaviour", "message"),
    [("nothing", "made no Word file of it"), ("fail", "could not be loaded"), ("hang", "within 1 seconds")],
)
def test_what_libreoffice_cannot_read_is_named_and_the_others_are_checked(
    cli: Cli, fake_office: FakeOffice, behaviour: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion, "WORD_TIMEOUT", 1)
    fake_office.does(behaviour)
    Path("a.rtf").write_bytes(RTF)
    Path("sound.md").write_text(SOUND, encoding="utf-8")
    ended = cli("check", "a.rtf", "sound.md")
    assert ended.code == 3
    assert ended.stdout == "sound.md: 0 errors, 0 warnings, 0 notes\n"
    assert ended.stderr.count("error: a.rtf: cannot be read") == 1
    assert message in ended.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of another process")
def test_a_text_for_which_libreoffice_needs_too_much_memory_is_refused(
    cli: Cli, soffice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.rtf").write_bytes(RTF)
    assert cli("check", "a.rtf").code == 1
    monkeypatch.setattr(conversion, "MOST_MEMORY", 100_000_000)
    ended = cli("check", "a.rtf")
    assert ended.code == 3
    assert "a.rtf: cannot be read: LibreOffice made no Word file of it" in ended.stderr


def test_what_an_opendocument_text_links_is_named_and_never_loaded(
    cli: Cli, converted: Mapping[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("The unit shall be a ThinkPad.", encoding="utf-8")
    section = (
        f'<text:section text:name="S"><text:section-source xlink:type="simple" '
        f'xlink:href="{(tmp_path / "secret.txt").as_uri()}"/><text:p>old words</text:p></text:section>'
        '<text:p><draw:frame draw:name="x" svg:width="1cm" svg:height="1cm" text:anchor-type="as-char">'
        '<draw:image xlink:href="http://127.0.0.1:9/x.png" xlink:type="simple"/></draw:frame></text:p>'
    )
    content = change_part(converted["odt"], "content.xml", b"</office:text>", f"{section}</office:text>".encode())
    Path("a.odt").write_bytes(content)
    ended = cli("check", "a.odt")
    assert "loads from outside: section file://" in ended.stdout
    assert "loads from outside: image http://127.0.0.1:9/x.png" in ended.stdout
    assert "ThinkPad" not in ended.stdout


@pytest.mark.parametrize(
    ("part", "old", "new", "message"),
    [
        ("META-INF/manifest.xml", b"</manifest:file-entry>", b"", "is encrypted"),
        ("content.xml", b"<office:document-content", b"<!DOCTYPE x><office:document-content", "a document type"),
        ("content.xml", b"</office:document-content>", b"", "is broken: content.xml is no XML"),
    ],
)
def test_a_harmful_opendocument_text_is_refused_before_libreoffice_sees_it(
    cli: Cli, no_office: Path, part: str, old: bytes, new: bytes, message: str
) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<office:document-content xmlns:office='urn:x'></office:document-content>")
        entry = "<manifest:file-entry></manifest:file-entry>"
        archive.writestr("META-INF/manifest.xml", entry + "<encryption-data/>" * (part != "content.xml"))
    Path("a.odt").write_bytes(change_part(made.getvalue(), part, old, new))
    ended = cli("check", "a.odt")
    assert ended.code == 3
    assert message in ended.stderr


def test_macros_of_an_opendocument_text_are_said_and_never_run(cli: Cli, converted: Mapping[str, bytes]) -> None:
    entry = b'<manifest:file-entry manifest:full-path="Basic/script-lc.xml" manifest:media-type="text/xml"/>'
    end = b"</manifest:manifest>"
    made = io.BytesIO(change_part(converted["odt"], "META-INF/manifest.xml", end, entry + end))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("Basic/script-lc.xml", '<l:libraries xmlns:l="http://openoffice.org/2000/library"/>')
    Path("a.odt").write_bytes(made.getvalue())
    assert "macros-held: the file holds macros; they were not run" in cli("check", "a.odt").stdout


def test_plain_text_and_markdown_are_checked(cli: Cli) -> None:
    Path("a.txt").write_text(f"2.1 Processor\n\n{FAULTY}\n", encoding="utf-8")
    Path("b.md").write_text(f"{FAULTY}\n", encoding="utf-8")
    ended = cli("check", "a.txt", "b.md")
    assert ended.code == 1
    assert "error brand-or-model-named: 2.1 Processor: “Core i5” names a make" in ended.stdout
    assert "error brand-or-model-named: line 1: “Core i5” names a make" in ended.stdout


def test_a_pdf_is_checked_and_what_it_does_is_said(cli: Cli) -> None:
    actions = "/OpenAction << /S /Launch /F (calc.exe) /Next << /S /JavaScript /JS (app.alert) >> >>"
    files = "/Names << /EmbeddedFiles << /Names [] >> >>"
    Path("a.pdf").write_bytes(make_pdf(show("2.1 Processor", size=16) + show(FAULTY, y=660), catalog=actions + files))
    ended = cli("check", "a.pdf")
    assert ended.code == 1
    assert "error brand-or-model-named: page 1, 2.1 Processor: “Core i5” names a make" in ended.stdout
    assert "macros-held: the file holds JavaScript; it was not run" in ended.stdout
    assert "loads-from-outside: the file loads from outside: program calc.exe" in ended.stdout
    assert "content-not-read: an attachment is not read" in ended.stdout


def test_a_guessed_encoding_is_said(cli: Cli) -> None:
    Path("a.txt").write_bytes("Die Geräte müssen neu sein.".encode("cp1252"))
    ended = cli("check", "a.txt")
    assert ended.code == 0
    assert "note encoding-guessed: the text does not say its encoding: it was read as Windows-1252" in ended.stdout


def test_another_language_is_said_of_a_pdf(cli: Cli) -> None:
    line = "Le titulaire livre les appareils dans les dix jours"
    Path("a.pdf").write_bytes(make_pdf("".join(show(line, y=700 - 12 * n) for n in range(8))))
    assert "language-not-read" in cli("check", "a.pdf").stdout


def test_another_language_is_said_of_a_text(cli: Cli) -> None:
    words = "Le titulaire livre les appareils dans chaque école dans les dix jours qui suivent la commande. "
    Path("a.md").write_text(words * 4, encoding="utf-8")
    assert "language-not-read" in cli("check", "a.md").stdout


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "holds no words"),
        ("a.txt", bytes(range(256)), "is no text"),
        ("a.md", b"\x89PNG\r\n\x1a\n", "is a picture, no text"),
        ("a.md", b"![](a.png)", "holds pictures and no words"),
        ("a.rtf", b"words", "is plain text, no text in RTF"),
    ],
)
def test_what_is_no_text_gets_one_message_and_stops_no_other(
    cli: Cli, name: str, content: bytes, message: str
) -> None:
    Path(name).write_bytes(content)
    Path("sound.md").write_text(SOUND, encoding="utf-8")
    ended = cli("check", name, "sound.md")
    assert ended.code == 3
    assert ended.stdout == "sound.md: 0 errors, 0 warnings, 0 notes\n"
    assert ended.stderr.count("error:") == 1
    assert message in ended.stderr


HUGE = 100_000_000


@pytest.mark.parametrize(
    ("name", "start", "message"),
    [
        ("a.docx", b"PK\x03\x04", "is larger than 50,000,000 bytes"),
        (
            "a.odt",
            b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
            "is larger than 50,",
        ),
        ("a.doc", OLD, "is larger than 50,000,000 bytes"),
        ("a.rtf", rb"{\rtf1 ", "is larger than 50,000,000 bytes"),
        ("a.pdf", b"%PDF-1.7", "is larger than 50,000,000 bytes"),
        ("a.txt", b"words ", "is refused: it holds more than 5,000,000 letters"),
        ("a.md", b"words ", "is refused: it holds more than 5,000,000 letters"),
    ],
)
def test_a_file_of_100_mb_is_refused_and_stops_no_other(
    cli: Cli, no_office: Path, name: str, start: bytes, message: str
) -> None:
    with Path(name).open("wb") as file:
        file.write(start)
        file.truncate(HUGE)
    Path("sound.md").write_text(SOUND, encoding="utf-8")
    ended = cli("check", name, "sound.md")
    assert ended.code == 3
    assert ended.stdout == "sound.md: 0 errors, 0 warnings, 0 notes\n"
    assert ended.stderr.count("error:") == 1
    assert message in ended.stderr


def encrypted_pdf() -> bytes:
    entries = "<< /Filter /Standard /V 5 /R 6 /Length 256 /O (x) /U (x) /OE (x) /UE (x) /P -4 /Perms (x) >>"
    content = make_pdf(show(FAULTY), objects={20: entries})
    return content.replace(b"/Root 1 0 R", b"/Encrypt 20 0 R /ID [<00> <00>] /Root 1 0 R")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", encrypted_pdf(), "is encrypted"),
        ("a.pdf", make_pdf(""), "holds no words"),
        ("a.pdf", b"words", "is plain text, no PDF"),
        ("a.doc", OLD[:512] + b"\xec\xa5" + bytes(9) + b"\x01" + OLD[512:], "is encrypted"),
        ("a.doc", b"words", "is plain text, no file of Word 97 to 2003"),
        ("a.odt", b"PK\x03\x04", "is broken"),
    ],
)
def test_what_nobody_can_read_gets_one_message_and_stops_no_other(
    cli: Cli, name: str, content: bytes, message: str
) -> None:
    Path(name).write_bytes(content)
    Path("sound.md").write_text(SOUND, encoding="utf-8")
    ended = cli("check", name, "sound.md")
    assert ended.code == 3
    assert ended.stdout == "sound.md: 0 errors, 0 warnings, 0 notes\n"
    assert ended.stderr.count("error:") == 1
    assert message in ended.stderr
    assert "Traceback" not in ended.stderr
