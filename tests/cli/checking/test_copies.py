# SPDX-License-Identifier: Apache-2.0
"""`check --format docx`: copies of Word files with comments, and the names that they get."""

import subprocess
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Cli, names
from tests.formats.word.raw import p, pack
from tests.formats.word.write.review.commented import covered

VAGUE = "Error, vague-wording: “high quality” cannot be checked|Write number, unit and method instead."


def write(name: str = "t.docx") -> bytes:
    """A Word file with a fault; its bytes."""
    made = docx.Document()
    made.add_paragraph("The laptops shall be of high quality.")
    made.save(name)
    return Path(name).read_bytes()


def test_a_copy_gets_the_comments_and_the_file_stays_as_it_is(cli: Cli, folder: Path) -> None:
    before = write()
    ended = cli("check", "t.docx", "--format", "docx")
    assert (ended.code, ended.stdout) == (1, "")
    assert ended.stderr == "t.docx: 1 error, 0 warnings, 0 notes; written: t-checked.docx\n"
    assert Path("t.docx").read_bytes() == before
    assert covered(Path("t-checked.docx").read_bytes()) == {VAGUE: "high quality"}
    assert names(folder) == ["t-checked.docx", "t.docx"]


def test_a_copy_in_a_folder_keeps_its_ending(cli: Cli, folder: Path) -> None:
    Path("in").mkdir()
    write("in/t.docx")
    macros = "application/vnd.ms-word.document.macroEnabled.main+xml"
    Path("m.docm").write_bytes(pack(p("The unit shall be of high quality."), {}, {}, macros))
    assert cli("check", "in/t.docx", "m.docm", "--format", "docx", "-o", "out/").code == 1
    assert names(Path("out")) == ["m-checked.docm", "t-checked.docx"]


def test_a_file_that_is_there_is_overwritten_with_force_alone(cli: Cli) -> None:
    write()
    Path("t-checked.docx").write_text("mine", encoding="utf-8")
    ended = cli("check", "t.docx", "--format", "docx")
    assert (ended.code, Path("t-checked.docx").read_text(encoding="utf-8")) == (4, "mine")
    assert "overwrite it with --force" in ended.stderr
    assert cli("check", "t.docx", "--format", "docx", "--force").code == 1
    assert covered(Path("t-checked.docx").read_bytes())


def test_the_file_that_is_read_is_never_overwritten(cli: Cli) -> None:
    before = write()
    ended = cli("check", "t.docx", "--format", "docx", "-o", "t.docx", "--force")
    assert (ended.code, "is a file that is read" in ended.stderr) == (4, True)
    assert Path("t.docx").read_bytes() == before


def test_a_copy_goes_to_stdout(command: list[str], folder: Path) -> None:
    write()
    done = subprocess.run(
        [*command, "check", "t.docx", "--format", "docx", "-o", "-"], capture_output=True, timeout=60
    )
    assert covered(done.stdout) == {VAGUE: "high quality"}
    assert (done.returncode, names(folder)) == (1, ["t.docx"])


def test_what_is_accepted_gets_no_comment(cli: Cli) -> None:
    write()
    assert cli("check", "t.docx", "--accept", "vague-wording@", "--reason", "So.").code == 2
    accept = ("--accept", "vague-wording@before", "--reason", "So.")
    assert cli("check", "t.docx", *accept, "--format", "docx").code == 0
    assert covered(Path("t-checked.docx").read_bytes()) == {}


def test_a_checked_copy_is_checked_as_if_it_had_no_comments(cli: Cli) -> None:
    write()
    cli("check", "t.docx", "--format", "docx")
    lines = cli("check", "t-checked.docx").stdout.splitlines()
    rules = [line.split(":")[0].split()[1] for line in lines if line.startswith(("  error", "  warning"))]
    assert rules == ["vague-wording", "revision-marks-left"]


def test_a_file_that_cannot_be_read_stops_no_other(cli: Cli) -> None:
    write()
    Path("no.docx").write_bytes(b"no")
    ended = cli("check", "no.docx", "t.docx", "--format", "docx")
    assert (ended.code, Path("t-checked.docx").is_file(), Path("no-checked.docx").exists()) == (3, True, False)


def test_the_date_of_the_comments_is_that_of_the_environment(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    write()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1786752000")
    cli("check", "t.docx", "--format", "docx", "-o", "a.docx")
    cli("check", "t.docx", "--format", "docx", "-o", "b.docx")
    assert Path("a.docx").read_bytes() == Path("b.docx").read_bytes()
    (comment,) = docx.Document("a.docx").comments
    assert str(comment.timestamp) == "2026-08-15 00:00:00+00:00"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("small.toml", "--format", "docx"), "--format docx needs Word files, and small.toml is none"),
        (("t.docx", "a.pdf", "--format", "docx"), "a.pdf is none"),
        (("--example", "small-laptops", "--format", "docx"), "--format docx needs a Word file"),
        (("t.docx", "u.docx", "--format", "docx", "-o", "x.docx"), "Name a folder"),
        (("t.docx", "-o", "x.docx"), "-o belongs to --format docx"),
        (("t.docx", "--force"), "--force belongs to --format docx"),
    ],
)
def test_what_does_not_fit_is_wrong_usage(cli: Cli, small: Path, args: tuple[str, ...], words: str) -> None:
    write()
    write("u.docx")
    ended = cli("check", *args)
    assert (ended.code, words in ended.stderr) == (2, True)
