# SPDX-License-Identifier: Apache-2.0
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tenderkit.cli.exercises.secret import warn_of_readers
from tests.cli.conftest import Cli

MAKE = ("exercise", "make", "--scenario", "S03", "--type", "term-match")
LOCK = Path("pack/key/pack.lock.toml")


def read_order(folder: str) -> dict[str, Any]:
    """The order in the lock of a pack."""
    order: dict[str, Any] = tomllib.loads(Path(folder, "key/pack.lock.toml").read_text(encoding="utf-8"))["order"]
    return order


@pytest.fixture
def secret() -> str:
    Path("secret").write_text("a secret of sixteen letters\n", encoding="utf-8")
    Path("secret").chmod(0o600)
    return "secret"


def test_a_pack_is_made_verified_and_made_again(cli: Cli) -> None:
    ended = cli(*MAKE, "--variants", "2", "-o", "pack")
    assert (ended.code, ended.stdout) == (0, "pack\n")
    assert "level 1, variants: 2, rows: 8; hand out pack/participants alone" in ended.stderr
    assert cli("exercise", "verify", "pack").code == 0
    assert cli("exercise", "replay", str(LOCK), "-o", "again").code == 0
    files = {p.relative_to("pack"): p.read_bytes() for p in Path("pack").rglob("*") if p.is_file()}
    assert files == {p.relative_to("again"): p.read_bytes() for p in Path("again").rglob("*") if p.is_file()}
    assert len(files) == 14


def test_seed_and_secret_file_decide_and_a_public_pack_has_no_secret(cli: Cli, secret: str) -> None:
    for folder in ("one", "two"):
        assert cli(*MAKE, "--seed", "week-1", "--secret-file", secret, "-o", folder).code == 0
    assert Path("one/participants/v01.docx").read_bytes() == Path("two/participants/v01.docx").read_bytes()
    assert read_order("one")["secret"] == "a secret of sixteen letters"
    assert cli(*MAKE, "--public", "-o", "open").code == 0
    assert read_order("open")["secret"] == ""
    assert Path("open/key/pack.lock.toml").stat().st_mode & 0o077 == 0
    assert Path("open/participants/v01.docx").read_bytes() != Path("one/participants/v01.docx").read_bytes()


def test_a_secret_that_others_can_read_is_warned_of(cli: Cli, secret: str) -> None:
    Path(secret).chmod(0o644)
    ended = cli(*MAKE, "--secret-file", secret, "-o", "pack")
    assert (ended.code, "warning: secret: can be read by others" in ended.stderr) == (0, True)


def test_on_windows_the_marks_of_a_file_do_not_say_who_can_read_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("secret").write_text("sixteen characters")
    Path("secret").chmod(0o644)
    warn_of_readers(Path("secret"), "nt")
    assert capsys.readouterr().err == ""
    warn_of_readers(Path("secret"), "posix")
    assert "secret: can be read by others" in capsys.readouterr().err


def test_a_short_secret_and_two_ways_to_give_it_are_refused(cli: Cli) -> None:
    Path("short").write_text("abc", encoding="utf-8")
    assert cli(*MAKE, "--secret-file", "short").code == 3
    assert cli(*MAKE, "--secret-file", "short", "--public").code == 2
    assert cli(*MAKE, "--secret-file", "nowhere").code == 4
    assert not Path("S03-term-match").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--scenario", "S33", "--type", "term-match"), "there is no scenario “S33”"),
        (("--scenario", "S03", "--type", "term-mach"), "Did you mean “term-match”?"),
        (("--scenario", "S03", "--type", "term-match", "--level", "4"), "The levels are 1 and 2."),
        (("--scenario", "S10", "--type", "term-match"), "scenario S10 has no level of “term-match”"),
        (("--scenario", "S03", "--type", "term-match", "--variants", "0"), "Ask for 1 to 99."),
        (("--scenario", "S03", "--type", "term-match", "--seed", ""), "a run cannot be named ''"),
        (
            ("--scenario", "S03", "--type", "term-match", "--seed", "two\nlines"),
            "Write a line of 1 to 60 characters.",
        ),
    ],
)
def test_what_is_not_there_is_named(cli: Cli, words: tuple[str, ...], message: str) -> None:
    ended = cli("exercise", "make", *words)
    assert (ended.code, message in ended.stderr) == (2, True)


def test_a_folder_that_holds_anything_is_left_alone(cli: Cli) -> None:
    Path("pack").mkdir()
    Path("pack/mine.txt").write_text("mine", encoding="utf-8")
    ended = cli(*MAKE, "-o", "pack")
    assert (ended.code, "is there already" in ended.stderr) == (4, True)
    assert [p.name for p in Path("pack").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(("old", "new"), [("week-1", "week-2"), ("level = 1", "level = 2"), ("seal", "soul")])
def test_a_changed_lock_ends_with_6(cli: Cli, old: str, new: str) -> None:
    assert cli(*MAKE, "--seed", "week-1", "-o", "pack").code == 0
    LOCK.write_text(LOCK.read_text().replace(old, new), encoding="utf-8")
    for command in (("verify", "pack"), ("replay", str(LOCK))):
        ended = cli("exercise", *command)
        assert (ended.code, "the lock was changed" in ended.stderr) == (6, True)


def test_changed_and_strange_files_are_found(cli: Cli) -> None:
    assert cli(*MAKE, "-o", "pack").code == 0
    strange = Path("pack/participants/key.txt")
    strange.write_text("c01: unit", encoding="utf-8")
    ended = cli("exercise", "verify", "pack")
    assert (ended.code, "key.txt: is not of the pack" in ended.stderr) == (1, True)
    strange.unlink()
    Path("pack/participants/v01.docx").write_bytes(b"")
    Path("pack/facilitator/guide.docx").unlink()
    ended = cli("exercise", "verify", "pack")
    assert ended.code == 6
    assert "v01.docx: was changed" in ended.stderr
    assert "guide.docx: is not there" in ended.stderr


def test_a_folder_without_a_lock_is_no_pack(cli: Cli) -> None:
    Path("empty").mkdir()
    assert cli("exercise", "verify", "empty").code == 4
    assert cli("exercise", "replay", "empty/key/pack.lock.toml").code == 4


def test_the_date_in_the_files_is_kept_in_the_lock(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert cli(*MAKE, "-o", "pack").code == 0
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert cli("exercise", "verify", "pack").code == 0
