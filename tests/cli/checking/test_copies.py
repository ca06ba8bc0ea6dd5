# SPDX-License-Identifier: Apache-2.0
"""`check --format docx`: copies of Word files with comments, and the names that they get."""

import subprocess
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import SMALL, Cli, Watch, answer, names, strip_codes
from tests.formats.word.raw import p, pack
from tests.formats.word.write.review.commented import covered, shown

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
    assert ended.stderr == "t.docx: 1 error, 0 warnings, 0 notes\n  written: t-checked.docx\n"
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
        (("--example", "small-laptops", "--format", "docx"), "--format docx needs a file"),
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


# --- --fix ---


def write_open(name: str = "f.docx") -> bytes:
    """A Word file with a fault that is mended and one that is not; its bytes."""
    made = docx.Document()
    made.add_paragraph("The battery shall be tested by EN 61960-3:2017.")
    made.add_paragraph("The laptops shall be of high quality.")
    made.save(name)
    return Path(name).read_bytes()


FIXED = (
    "fixed standard-without-equivalent: before the first heading: “EN 61960-3:2017” → “EN 61960-3:2017 or equivalent”"
)


def test_a_fix_is_written_into_a_copy_and_listed(cli: Cli, folder: Path) -> None:
    before = write_open()
    ended = cli("check", "f.docx", "--fix")
    assert (ended.code, ended.stdout.splitlines()[0]) == (1, "f.docx: 1 error, 0 warnings, 0 notes, 1 fixed")
    assert ended.stdout.endswith(f"  {FIXED}\n  written: f-fixed.docx\n")
    assert Path("f.docx").read_bytes() == before
    copy = Path("f-fixed.docx").read_bytes()
    assert shown(copy)[0] == "The battery shall be tested by EN 61960-3:2017 or equivalent."
    assert shown(copy, "original") == shown(before)
    assert names(folder) == ["f-fixed.docx", "f.docx"]


def test_fixing_again_finds_nothing_to_fix_and_writes_nothing(cli: Cli, folder: Path) -> None:
    write_open()
    cli("check", "f.docx", "--fix")
    ended = cli("check", "f-fixed.docx", "--fix")
    assert (ended.code, "fixed" in ended.stdout.replace("f-fixed", "")) == (1, False)
    assert names(folder) == ["f-fixed.docx", "f.docx"]


def test_what_is_left_decides_the_exit_code(cli: Cli) -> None:
    write_open()
    accept = ("--accept", "vague-wording@before", "--reason", "So.")
    assert cli("check", "f.docx", "--fix", *accept).code == 0


def test_what_is_accepted_or_in_the_baseline_is_not_fixed(cli: Cli, folder: Path) -> None:
    write_open()
    Path("old.json").write_text(cli("check", "f.docx", "--format", "json").stdout, encoding="utf-8")
    assert cli("check", "f.docx", "--fix", "--baseline", "old.json").code == 0
    cli("check", "f.docx", "--accept", "standard-without-equivalent@before", "--reason", "So.")
    assert "fixed" not in cli("check", "f.docx", "--fix").stdout
    assert "f-fixed.docx" not in names(folder)


def test_json_has_what_was_fixed(cli: Cli) -> None:
    write_open()
    told = answer(cli("check", "f.docx", "--fix", "--format", "json"))
    (file,) = told["data"]["files"]
    assert file["written"] == "f-fixed.docx"
    assert file["fixed"] == [
        {
            "rule": "standard-without-equivalent",
            "place": "before the first heading",
            "before": "EN 61960-3:2017",
            "after": "EN 61960-3:2017 or equivalent",
        }
    ]
    assert [finding["rule"] for finding in told["findings"]] == ["vague-wording"]


def test_a_format_for_programs_lists_the_fixes_beside_it(cli: Cli) -> None:
    write_open()
    ended = cli("check", "f.docx", "--fix", "--format", "github")
    assert (ended.stderr, len(ended.stdout.splitlines())) == (f"{FIXED}\nwritten: f-fixed.docx\n", 1)


def test_a_person_sees_what_was_fixed(watch: Watch) -> None:
    write_open()
    assert "written: f-fixed.docx" in strip_codes(watch("check", "f.docx", "--fix", width=200))


def test_one_copy_may_have_the_fixes_and_the_comments(cli: Cli, folder: Path) -> None:
    write_open()
    ended = cli("check", "f.docx", "--fix", "--format", "docx")
    assert FIXED in ended.stderr
    copy = Path("f-fixed.docx").read_bytes()
    assert covered(copy) == {VAGUE: "high quality"}
    assert shown(copy)[0].endswith("or equivalent.")
    assert names(folder) == ["f-fixed.docx", "f.docx"]


def test_a_purchase_is_fixed_with_its_comments(cli: Cli, folder: Path) -> None:
    text = SMALL.replace("quantity = 12 }", 'quantity = 12, note = "Tested by EN 61960-3:2017." }') + "# ours\n"
    Path("p.toml").write_text(text, encoding="utf-8")
    ended = cli("check", "p.toml", "--fix", "--fail-level", "never")
    line = "lots.1.items.1.note: “EN 61960-3:2017” → “EN 61960-3:2017 or equivalent”\n  written: p-fixed.toml\n"
    assert ended.stdout.endswith(f"  fixed standard-without-equivalent: {line}")
    assert Path("p.toml").read_text(encoding="utf-8") == text
    assert Path("p-fixed.toml").read_text(encoding="utf-8") == text.replace("3:2017.", "3:2017 or equivalent.")
    assert "fixed" not in cli("check", "p-fixed.toml", "--fix").stdout.replace("p-fixed", "")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("a.pdf", "--fix"), "--fix needs Word files or purchase files in TOML, and a.pdf is none"),
        (("small.json", "--fix"), "small.json is none"),
        (("-", "--fix"), "- is none"),
        (("--example", "small-laptops", "--fix"), "--fix needs a file"),
        (("t.docx", "--fix", "--view", "original"), "--fix goes with the final view"),
        (("t.docx", "--fix", "-o", "-"), "cannot share stdout"),
    ],
)
def test_what_cannot_be_fixed_is_wrong_usage(cli: Cli, args: tuple[str, ...], words: str) -> None:
    write()
    ended = cli("check", *args)
    assert (ended.code, words in ended.stderr) == (2, True)
