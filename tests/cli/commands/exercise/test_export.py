# SPDX-License-Identifier: Apache-2.0
"""`exercise export`: files with the key, and never where they are handed out."""

import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.formats.text.platforms.moodle_rules import find_faults

EXPORT = ("exercise", "export", "pack", "--format", "moodle")


@pytest.fixture
def pack(cli: Cli) -> Path:
    assert (
        cli("exercise", "make", "--scenario", "S03", "--type", "term-match", "--variants", "2", "-o", "pack").code
        == 0
    )
    return Path("pack")


def test_questions_go_to_a_folder_and_the_pack_stays_as_it_was(cli: Cli, pack: Path) -> None:
    ended = cli(*EXPORT, "-o", "course")
    assert (ended.code, ended.stdout) == (0, "course/S03-term-match.moodle.xml\n")
    assert ".xml: with the key: hand it out to nobody" in ended.stderr
    content = Path("course/S03-term-match.moodle.xml").read_text(encoding="utf-8")
    assert find_faults(content) == []
    assert cli(*EXPORT).stdout == "pack/lms/S03-term-match.moodle.xml\n"
    assert Path("pack/lms/S03-term-match.moodle.xml").read_text(encoding="utf-8") == content
    assert cli("exercise", "verify", "pack").code == 0


def test_a_file_that_is_there_is_kept_without_force(cli: Cli, pack: Path) -> None:
    assert cli(*EXPORT).code == 0
    ended = cli(*EXPORT)
    assert (ended.code, "is there already" in ended.stderr) == (4, True)
    assert cli(*EXPORT, "--force").code == 0


@pytest.mark.parametrize("output", ["pack/participants", "pack/participants/lms", "pack/lms/../participants"])
def test_nothing_is_written_where_it_would_be_handed_out(cli: Cli, pack: Path, output: str) -> None:
    ended = cli(*EXPORT, "-o", output)
    assert (ended.code, "All files there are handed out" in ended.stderr) == (2, True)
    assert cli("exercise", "verify", "pack").code == 0


def test_a_pack_that_is_not_there_or_was_changed_is_refused(cli: Cli, pack: Path) -> None:
    assert cli("exercise", "export", "nowhere", "--format", "moodle").code == 4
    lock = pack / "key/pack.lock.toml"
    lock.write_text(lock.read_text(encoding="utf-8").replace("level = 1", "level = 2"), encoding="utf-8")
    assert cli(*EXPORT).code == 6
    assert not Path("pack/lms").exists()


def test_each_format_has_its_files_and_the_same_bytes_each_time(cli: Cli, pack: Path) -> None:
    names = {"qti": ("-v01.qti.zip", "-v02.qti.zip"), "gift": (".gift.txt",)}
    for format_, endings in names.items():
        for folder in ("course", "again"):
            assert cli("exercise", "export", "pack", "--format", format_, "-o", folder).code == 0
        for ending in endings:
            content = Path(f"course/S03-term-match{ending}").read_bytes()
            assert content == Path(f"again/S03-term-match{ending}").read_bytes()
    with zipfile.ZipFile("course/S03-term-match-v01.qti.zip") as archive:
        assert archive.namelist() == ["imsmanifest.xml", "test.xml", "items/rows.xml"]
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_page_for_each_variant_can_be_handed_out(cli: Cli, pack: Path) -> None:
    ended = cli("exercise", "export", "pack", "--format", "html", "-o", "pages")
    assert (ended.code, ended.stdout.split()) == (
        0,
        ["pages/S03-term-match-v01.html", "pages/S03-term-match-v02.html"],
    )
    assert "hand it out" in ended.stderr
    page = Path("pages/S03-term-match-v01.html").read_text(encoding="utf-8")
    assert "So it is defined in the annex" not in page


def test_a_type_that_no_page_can_mark_is_refused(cli: Cli) -> None:
    assert cli("exercise", "make", "--scenario", "S01", "--type", "life-cycle-cost", "-o", "costs").code == 0
    ended = cli("exercise", "export", "costs", "--format", "html")
    assert (ended.code, "no page can mark" in ended.stderr) == (2, True)
    assert not Path("costs/lms").exists()
