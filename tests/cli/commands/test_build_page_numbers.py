# SPDX-License-Identifier: Apache-2.0
"""`build --page-numbers`: the contents of the annex as a Word file show the pages that LibreOffice counts."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from tenderkit.formats.pdf.heading_pages import read_heading_pages
from tests.cli.conftest import SMALL_JSON, Cli, names
from tests.conftest import FakeOffice
from tests.formats.word.templates import by_hand

NUMBERS = "--page-numbers"
RESULT = re.compile(r"> PAGEREF (\w+) \\h <.*?<w:t [^>]*>(\d+)</w:t>")


def read_numbers(path: str) -> dict[str, int]:
    """The page numbers in the contents of a Word file, by the bookmark of the heading."""
    with zipfile.ZipFile(path) as archive:
        document = archive.read("word/document.xml").decode()
    return {bookmark: int(number) for bookmark, number in RESULT.findall(document)}


# --- with the real LibreOffice ---


@pytest.mark.parametrize("example", ["us-desktops", "eg-school-laptops"])
def test_the_numbers_are_those_of_the_layout_and_no_digest_sees_them(cli: Cli, soffice: Path, example: str) -> None:
    line = ("build", "--example", example, "--papers", "annex", "--allow-untranslated")
    assert cli(*line, "-o", "without.docx").code == 0
    assert cli(*line, NUMBERS, "-o", "with.docx").stdout == "with.docx\n"
    assert cli(*line, NUMBERS, "-o", "again.docx").code == 0
    assert Path("with.docx").read_bytes() == Path("again.docx").read_bytes()
    assert read_numbers("without.docx") == {}
    numbers = list(read_numbers("with.docx").values())
    assert numbers[0] == 2
    assert numbers == sorted(numbers)
    assert cli(*line, "--format", "pdf", "-o", "annex.pdf").code == 0
    pages = read_heading_pages(Path("annex.pdf").read_bytes())
    # The outline of the PDF also has the headings that the contents leave out, such as the last one, on sources.
    assert set(numbers) <= set(pages)
    assert numbers[-1] == pages[-2]
    for file, original in (("with", "without"), ("without", "with")):
        ended = cli("verify", f"{file}.docx", "--original", f"{original}.docx")
        assert (ended.code, "unchanged" in ended.stdout) == (0, True)
    assert cli("verify", "with.docx").code == 0


def test_a_template_and_a_stream_have_them_too(cli: Cli, soffice: Path) -> None:
    Path("house.docx").write_bytes(by_hand())
    line = json.dumps({"id": "a", **SMALL_JSON}).encode()
    words = ("build", "-", "--input-format", "jsonl", "--template", "house.docx")
    assert cli(*words, NUMBERS, "-o", "out", stdin=line).code == 0
    assert cli(*words, "-o", "plain", stdin=line).code == 0
    assert read_numbers("out/a.docx")
    assert cli("verify", "out/a.docx", "--original", "plain/a.docx").code == 0


def test_another_change_of_the_contents_is_seen(cli: Cli, small: Path, soffice: Path) -> None:
    assert cli("build", "small.toml", "--papers", "annex", NUMBERS).code == 0
    with zipfile.ZipFile("small.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    number = re.compile(rb"(PAGEREF \w+ \\h <.*?<w:t [^>]*>)\d+<", re.DOTALL)
    for new, code in ((rb"\g<1>9<", 0), (rb"\g<1>nine<", 1)):
        edited = {**parts, "word/document.xml": number.sub(new, parts["word/document.xml"], count=1)}
        with zipfile.ZipFile("edited.docx", "w") as archive:
            for name, part in edited.items():
                archive.writestr(name, part)
        assert cli("verify", "edited.docx").code == code


# --- without it ---


def test_without_libreoffice_nothing_is_written(cli: Cli, small: Path, no_office: Path) -> None:
    ended = cli("build", "small.toml", NUMBERS)
    assert (ended.code, ended.stdout, names(Path())) == (4, "", ["small.toml"])
    assert "LibreOffice makes the PDF and counts the pages" in ended.stderr


def test_a_layout_without_headings_is_refused(cli: Cli, small: Path, fake_office: FakeOffice) -> None:
    ended = cli("build", "small.toml", NUMBERS)
    assert (ended.code, ended.stdout, names(Path())) == (4, "", ["small.toml"])
    assert "small.docx, annex: the layout by LibreOffice does not show the pages of headings" in ended.stderr


@pytest.mark.parametrize("words", [("--format", "md"), ("--format", "json"), ("--reproducible",)])
def test_where_no_number_can_be_written_or_promised_the_option_is_refused(
    cli: Cli, small: Path, no_office: Path, words: tuple[str, ...]
) -> None:
    ended = cli("build", "small.toml", NUMBERS, *words)
    assert (ended.code, names(Path())) == (2, ["small.toml"])
    assert re.search(
        "--page-numbers is for Word files|cannot be promised for page numbers", ended.stderr + ended.stdout
    )
