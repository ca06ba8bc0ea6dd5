# SPDX-License-Identifier: Apache-2.0
"""The PDF: how LibreOffice is called, what becomes of its faults, and what the real one makes of our files."""

import io
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import docx
import pdfua
import pytest

from tenderkit.cli.app import run
from tenderkit.errors import FileProblem
from tenderkit.formats.libreoffice import conversion, open_office
from tenderkit.formats.libreoffice.conversion import (
    PdfSource,
    find_program,
    open_libreoffice,
    set_pdf_date,
)
from tenderkit.formats.libreoffice.run_folder import PROFILE
from tenderkit.formats.pdf.heading_pages import read_heading_pages
from tenderkit.formats.word.write.styles import STYLES
from tenderkit.formats.word.write.writer import write, write_parts
from tests.conftest import FakeOffice
from tests.formats.word.fake_soffice import PDF
from tests.support import LAUNCH, example, word_bases

# The structure types of PDF 1.7 (ISO 32000-1, 14.8.4), which the name of a style would be taken for.
STANDARD_TAGS = frozenset(
    re.findall(
        r"\w+",
        "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI "
        "Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP "
        "Warichu WT WP Figure Formula Form",
    )
)
SHEET = PdfSource(b"PK\3\4", "one.pdf", LAUNCH)


def leftovers() -> list[str]:
    """What is left among the temporary files."""
    return [p.name for p in Path(tempfile.gettempdir()).iterdir()]


# The call


def test_the_program_is_found_on_the_path_under_either_name(fake_office: FakeOffice) -> None:
    assert find_program() == fake_office.folder / "soffice"
    (fake_office.folder / "soffice").rename(fake_office.folder / "libreoffice")
    assert find_program() == fake_office.folder / "libreoffice"


def test_the_program_is_found_in_the_usual_places(
    no_office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in ("libreoffice24.8", "libreoffice25.2"):
        (tmp_path / version / "program").mkdir(parents=True)
        (tmp_path / version / "program" / "soffice").touch()
    monkeypatch.setattr(
        conversion, "PROGRAM_PATHS", (str(tmp_path / "none"), str(tmp_path / "libreoffice*/program/soffice"))
    )
    assert find_program() == tmp_path / "libreoffice25.2" / "program" / "soffice"


def test_without_the_program_the_error_says_what_to_do(no_office: Path) -> None:
    with pytest.raises(FileProblem) as caught, open_libreoffice():
        pass
    (finding,) = caught.value.findings
    assert caught.value.exit_code == 4
    assert "LibreOffice" in finding.message
    assert "PATH" in finding.fix
    assert "Word" in finding.fix
    assert leftovers() == []


def test_several_files_take_one_call_in_a_profile_of_its_own(fake_office: FakeOffice) -> None:
    with open_libreoffice() as office:
        assert len(office.convert_files([SHEET, SHEET])) == 2
        office.convert_files([SHEET])
    first, second = fake_office.calls
    profiles = {a.removeprefix("-env:UserInstallation=") for a in first + second if "UserInstallation" in a}
    assert profiles == {(office.folder / "profile").as_uri()}
    assert [Path(a).name for a in first if a.endswith(".docx")] == ["1.docx", "2.docx"]
    assert "--headless" in first
    assert any('"PDFUACompliance":{"type":"boolean","value":"true"}' in a for a in first)
    with open_libreoffice() as other:
        assert other.folder != office.folder


def test_nothing_is_left_behind(fake_office: FakeOffice) -> None:
    with open_libreoffice() as office:
        office.convert_files([SHEET])
        assert not [p.name for p in office.folder.iterdir() if p.suffix in (".docx", ".pdf")]
    assert leftovers() == []


def test_new_settings_name_the_build_so_that_it_starts_once(fake_office: FakeOffice) -> None:
    (fake_office.folder / "versionrc").write_text("[Version]\nbuildid=7(Build:1)\nVendor=us\n", encoding="utf-8")
    with open_libreoffice() as office:
        mark = office.folder / PROFILE / "user" / "extensions" / "buildid"
        assert mark.read_text(encoding="utf-8") == "7(Build:1)"


# The LibreOffice that stays open


def list_opened(fake_office: FakeOffice) -> list[int]:
    """The processes that were to stay open, in the order of their start."""
    path = fake_office.folder / "opened"
    return [int(line) for line in path.read_text(encoding="utf-8").split()] if path.exists() else []


def wait_for_end(process: int) -> bool:
    """Whether a process ends within seconds."""
    for _ in range(200):
        if not _runs(process):
            return True
        time.sleep(0.05)
    return False


def test_from_the_second_call_on_one_stays_open_and_ends_with_the_run(fake_office: FakeOffice) -> None:
    with open_libreoffice() as office:
        office.convert_files([SHEET])
        assert list_opened(fake_office) == []
        for _ in range(3):
            office.convert_files([SHEET])
        (process,) = list_opened(fake_office)
        assert _runs(process)
    assert not _runs(process)
    assert leftovers() == []


def test_one_that_crashed_is_started_again(fake_office: FakeOffice) -> None:
    with open_libreoffice() as office:
        for _ in range(2):
            office.convert_files([SHEET])
        (crashed,) = list_opened(fake_office)
        os.kill(crashed, signal.SIGKILL)
        assert wait_for_end(crashed)
        assert len(office.convert_files([SHEET])) == 1
        assert _runs(list_opened(fake_office)[1])


def test_another_one_takes_its_place_after_many_calls(
    fake_office: FakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_office, "_MOST_CALLS", 2)
    with open_libreoffice() as office:
        for _ in range(4):
            office.convert_files([SHEET])
        first, second = list_opened(fake_office)
        assert not _runs(first)
        assert _runs(second)


def test_one_that_does_not_start_is_done_without(fake_office: FakeOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_office, "_GUARDED", "exit 1")
    with open_libreoffice() as office:
        office.convert_files([SHEET])
        assert len(office.convert_files([SHEET])) == 1
    assert list_opened(fake_office) == []


def test_after_a_failure_a_new_one_is_started(fake_office: FakeOffice) -> None:
    with open_libreoffice() as office:
        office.convert_files([SHEET])
        fake_office.does("nothing")
        with pytest.raises(FileProblem):
            office.convert_files([SHEET])
        fake_office.does("convert")
        office.convert_files([SHEET])
        first, second = list_opened(fake_office)
        assert not _runs(first)
        assert _runs(second)


def test_it_ends_when_the_run_is_killed(fake_office: FakeOffice) -> None:
    program = (
        "import datetime, time\n"
        "from tenderkit.formats.libreoffice.conversion import PdfSource, open_libreoffice\n"
        "with open_libreoffice() as office:\n"
        "    for _ in range(2):\n"
        "        office.convert_files([PdfSource(b'PK', 'one.pdf', datetime.datetime.now(datetime.UTC))])\n"
        "    print('open', flush=True)\n"
        "    time.sleep(60)\n"
    )
    temporary = {"TMPDIR": tempfile.gettempdir()}
    running = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, env=os.environ | temporary)
    assert running.stdout is not None
    assert running.stdout.readline() == b"open\n"
    (process,) = list_opened(fake_office)
    assert _runs(process)
    running.kill()
    running.communicate(timeout=60)
    assert wait_for_end(process)


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [("fail", "source file could not be loaded"), ("nothing", "it wrote nothing"), ("empty", "it wrote nothing")],
)
def test_a_failure_is_told_with_what_the_program_said(fake_office: FakeOffice, behaviour: str, said: str) -> None:
    fake_office.does(behaviour)
    with pytest.raises(FileProblem) as caught, open_libreoffice() as office:
        office.convert_files([SHEET])
    (finding,) = caught.value.findings
    assert finding.place.file == "one.pdf"
    assert said in finding.message
    assert "javaldx" not in finding.message
    assert leftovers() == []


def test_only_the_file_that_failed_is_named(fake_office: FakeOffice) -> None:
    fake_office.does("second")
    with pytest.raises(FileProblem) as caught, open_libreoffice() as office:
        office.convert_files([SHEET, PdfSource(b"PK\3\4", "two.pdf", LAUNCH)])
    assert [f.place.file for f in caught.value.findings] == ["two.pdf"]


def test_a_program_that_hangs_is_ended_with_its_children(
    fake_office: FakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion, "BASE_TIMEOUT", 2)
    monkeypatch.setattr(conversion, "TIMEOUT_PER_FILE", 0)
    with open_libreoffice() as office:
        office.convert_files([SHEET])
        fake_office.does("hang")
        with pytest.raises(FileProblem) as caught:
            office.convert_files([SHEET])
    assert "did not end within 2 seconds" in caught.value.findings[0].message
    child = int((fake_office.folder / "child").read_text(encoding="utf-8"))
    assert wait_for_end(child)
    assert not any(map(_runs, list_opened(fake_office)))
    assert leftovers() == []


def _runs(process: int) -> bool:
    """Whether a process runs; one that has ended and that nobody has asked about does not."""
    try:
        os.kill(process, 0)
        return " Z " not in Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False


# The clock


def test_the_clock_is_replaced_in_place() -> None:
    made = set_pdf_date(PDF, datetime(2027, 1, 15, 8, 30, tzinfo=UTC))
    assert b"/CreationDate(D:20270115083000Z')" in made
    assert len(made) == len(PDF)


def test_a_date_with_a_zone_becomes_one_of_greenwich() -> None:
    made = set_pdf_date(PDF.replace(b"59Z'", b"59+05'30'"), datetime(2027, 1, 15, tzinfo=UTC))
    assert b"(D:20270115000000+00'00')" in made


def test_files_that_differ_by_the_clock_alone_become_the_same() -> None:
    later = PDF.replace(b"20991231", b"21000101").replace(b"AB" * 16, b"EF" * 16).replace(b"CD" * 16, b"01" * 16)
    assert set_pdf_date(PDF, LAUNCH) == set_pdf_date(later, LAUNCH)


def test_files_with_different_content_keep_different_identities() -> None:
    def identity(made: bytes) -> list[bytes]:
        return re.findall(rb"<([0-9A-F]{32})>", made)

    one, other = (
        identity(set_pdf_date(PDF, LAUNCH)),
        identity(set_pdf_date(PDF.replace(b"1 0 obj", b"2 0 obj"), LAUNCH)),
    )
    assert one[0] == one[1]
    assert one != other


def test_a_file_of_another_shape_is_left_as_it_is() -> None:
    assert set_pdf_date(b"%PDF-2.0\nno record\n%%EOF", LAUNCH) == b"%PDF-2.0\nno record\n%%EOF"


# The copy that is laid out


def test_the_copy_differs_in_the_contents_and_in_the_side_of_numbers_in_right_to_left_writing() -> None:
    for rtl in (False, True):
        one = example("small-laptops", rtl=rtl)
        word, copy = (write_parts(one, word_bases(), LAUNCH, libreoffice=flag) for flag in (False, True))
        differing = {name for name in word if word[name] != copy[name]}
        # The manifest and the properties hold the digests.
        digests = {"customXml/item1.xml", "docProps/custom.xml"}
        assert differing == {"word/document.xml"} | digests | ({"word/numbering.xml"} if rtl else set())
        texts = [
            re.sub(rb"(?s)(<w:sdtContent>).*?(?=</w:sdtContent>)", b"", parts["word/document.xml"], count=1)
            for parts in (word, copy)
        ]
        assert texts[0] == texts[1]
        assert b" PAGEREF " in copy["word/document.xml"]
    assert b'<w:lvlJc w:val="right">' in copy["word/numbering.xml"]
    assert b'<w:lvlJc w:val="left">' not in copy["word/numbering.xml"]


def test_no_style_bears_the_name_of_a_tag() -> None:
    for content in word_bases().values():
        names = {style.element.name_val for style in docx.Document(io.BytesIO(content)).styles}
        assert set(STYLES) <= names
        assert names & STANDARD_TAGS == set()


# LibreOffice itself


@pytest.fixture(scope="module")
def made(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDF of an example."""
    word = write(example("small-laptops"), word_bases(), LAUNCH, libreoffice=True)
    with open_libreoffice() as office:
        (content,) = office.convert_files([PdfSource(word, "annex.pdf", LAUNCH)])
    path = tmp_path_factory.mktemp("pdf") / "annex.pdf"
    path.write_bytes(content)
    return path


def info(*arguments: str) -> str:
    """What pdfinfo says."""
    done = subprocess.run(["pdfinfo", *arguments], check=True, capture_output=True, timeout=60)
    return done.stdout.decode()


def test_title_author_and_dates_are_those_of_the_annex(made: Path) -> None:
    said = dict(re.findall(r"^([\w ]+): +(.*)$", info("-isodates", str(made)), re.MULTILINE))
    one = example("small-laptops")
    assert said["Title"] == f"{one.title}: {one.subtitle}"
    assert said["Subject"] == one.subtitle
    assert said["CreationDate"] == LAUNCH.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert said["Tagged"] == "yes"
    metadata = info("-meta", str(made))
    assert set(re.findall(r"<xmp:\w+Date>([^<]*)<", metadata)) == {LAUNCH.strftime("%Y-%m-%dT%H:%M:%SZ")}
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_the_language_is_that_of_the_annex_and_the_title_is_shown(made: Path) -> None:
    assert b"/Lang(en-GB)" in made.read_bytes()
    assert b"/DisplayDocTitle true" in made.read_bytes()


def test_headings_tables_and_lists_are_tagged(made: Path) -> None:
    tags = re.findall(r"^ *(\w+) \(block\)", info("-struct", str(made)), re.MULTILINE)
    blocks = example("small-laptops").printed
    assert tags.count("H3") == len(blocks)
    assert {"H1", "H2", "Table", "L"} <= set(tags)
    assert "Note" not in tags


def test_a_checker_finds_nothing_against_pdf_ua(made: Path) -> None:
    report = pdfua.validate(str(made))
    assert [str(f) for f in report.findings] == []
    assert len(report.outcomes) >= 10


def test_the_checker_finds_a_seeded_fault(made: Path, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.pdf"
    faulty.write_bytes(made.read_bytes().replace(b"/Lang(en-GB)", b"/Long(en-GB)"))
    assert pdfua.validate(str(faulty)).findings != ()


def test_the_same_annex_gives_the_same_bytes_whatever_clock_and_language_the_user_has(
    made: Path, soffice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    for name in ("LANG", "LC_ALL", "LANGUAGE"):
        monkeypatch.setenv(name, "ar_EG.UTF-8")
    word = write(example("small-laptops"), word_bases(), LAUNCH, libreoffice=True)
    with open_libreoffice() as office:
        (again,) = office.convert_files([PdfSource(word, "annex.pdf", LAUNCH)])
    assert again == made.read_bytes()


def test_a_later_file_has_the_bytes_of_a_first_one(made: Path, soffice: Path) -> None:
    word, other = (
        PdfSource(write(example("small-laptops", rtl=rtl), word_bases(), LAUNCH, libreoffice=True), "a.pdf", LAUNCH)
        for rtl in (False, True)
    )
    with open_libreoffice() as office:
        office.convert_files([other])
        assert office.convert_files([word]) == [made.read_bytes()]
        assert office.convert_files([other, word])[1] == made.read_bytes()


def test_it_does_not_test_how_it_draws_before_it_starts(soffice: Path) -> None:
    word = write(example("small-laptops"), word_bases(), LAUNCH, libreoffice=True)
    with open_libreoffice() as office:
        office.convert_files([PdfSource(word, "annex.pdf", LAUNCH)])
        user = office.folder / PROFILE / "user"
        assert (user / "registrymodifications.xcu").is_file()
        assert not (user / "GraphicsRenderTests.log").exists()


def test_numbers_stand_inside_the_margins_in_right_to_left_writing(soffice: Path, tmp_path: Path) -> None:
    one = example("small-laptops", rtl=True)
    word = write(one, word_bases(), LAUNCH, libreoffice=True)
    with open_libreoffice() as office:
        (content,) = office.convert_files([PdfSource(word, "annex.pdf", LAUNCH)])
    path = tmp_path / "annex.pdf"
    path.write_bytes(content)
    done = subprocess.run(["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, timeout=60)
    margin = docx.Document(io.BytesIO(word_bases()["arabic"])).sections[0].right_margin
    assert margin is not None
    edge = 595.3 - margin.pt
    number = r"(?:\d+\.\d+|G)\.\d+"
    ends = [float(x) for x in re.findall(rf'xMax="([\d.]+)" yMax="[\d.]+">{number}<', done.stdout.decode())]
    assert len(ends) >= len(one.printed)
    portrait = [x for x in ends if x < 600]
    assert max(portrait) <= edge + 1


@pytest.fixture(scope="module")
def arabic(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDF of the Arabic example, as the command makes it."""
    path = tmp_path_factory.mktemp("arabic") / "annex.pdf"
    assert run(["build", "--example", "eg-school-laptops", "--format", "pdf", "-o", str(path)]) == 0
    return path


def test_an_arabic_pdf_is_accessible_too(arabic: Path) -> None:
    assert [str(f) for f in pdfua.validate(str(arabic)).findings] == []
    assert b"/Lang(ar-SA)" in arabic.read_bytes()


def test_arabic_letters_come_from_a_font_that_has_them(arabic: Path) -> None:
    fonts = subprocess.run(["pdffonts", str(arabic)], check=True, capture_output=True, timeout=60).stdout.decode()
    assert "NotoSansArabic" in fonts


def test_the_pages_in_the_contents_are_those_of_the_headings(arabic: Path) -> None:
    text = subprocess.run(
        ["pdftotext", "-l", "2", "-layout", str(arabic), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    shown = [int(n) for found in re.findall(r"(\d+)\.{5,}|\.{5,}\s?(\d+)", text) for n in found if n]
    pages = read_heading_pages(arabic.read_bytes())
    assert len(shown) > 10
    assert shown == sorted(shown)
    assert set(shown) <= set(pages)
    assert shown[0] <= 2  # the definitions, right after the contents
