# SPDX-License-Identifier: Apache-2.0
"""Packs that were changed, come from elsewhere, or cannot be read: one clear message, and the right exit code."""

import errno
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import tomli_w

from tenderkit.cli.exercises.pack_folder import read_lock
from tenderkit.exercises.pack_lock import PackLock, digest
from tests.cli.conftest import Cli

LOCK = Path("pack/key/pack.lock.toml")


@pytest.fixture
def pack(cli: Cli) -> Path:
    """A pack of the command line, in the working directory."""
    assert cli("exercise", "make", "--scenario", "S03", "--type", "term-match", "-o", "pack").code == 0
    return Path("pack")


def forge(change: Callable[[PackLock], PackLock]) -> None:
    """Change a lock, and seal it as tenderkit does."""
    lock = change(read_lock(LOCK))
    lock = replace(lock, seal=lock.compute_seal())
    LOCK.write_text(tomli_w.dumps(lock.as_toml()), encoding="utf-8")


@pytest.mark.parametrize(
    ("order", "message"),
    [
        ({"scenario": "S99"}, "it cannot be made again: there is no scenario “S99”"),
        ({"type": "term-mach"}, "it cannot be made again: there is no type of exercise “term-mach”"),
        ({"level": 4}, "it cannot be made again: there are no exercises “term-match” at level 4"),
        ({"language": "xx"}, "it cannot be made again: there are no texts in “xx”"),
        ({"created": "yesterday"}, "the lock was changed after the pack was made"),
        ({"seed": "other"}, "v01.docx is not the same when made again"),
        ({"variants": 2}, "v02.docx is not the same when made again"),
    ],
)
def test_a_forged_order_ends_with_6(cli: Cli, pack: Path, order: dict[str, object], message: str) -> None:
    forge(lambda lock: replace(lock, order=replace(lock.order, **order)))
    for command in (("verify", str(pack)), ("replay", str(LOCK), "-o", "again")):
        ended = cli("exercise", *command)
        assert (ended.code, message in ended.stderr) == (6, True)
    assert not Path("again").exists()


def test_a_changed_file_is_found_though_the_lock_was_forged_for_it(cli: Cli, pack: Path) -> None:
    name = "participants/v01.docx"
    (pack / name).write_bytes((pack / "facilitator/model-v01.docx").read_bytes())
    forge(lambda lock: replace(lock, files={**lock.files, name: digest((pack / name).read_bytes())}))
    ended = cli("exercise", "verify", "pack")
    assert (ended.code, f"{name} is not the same when made again" in ended.stderr) == (6, True)


def test_a_lock_from_another_version_says_so(cli: Cli, pack: Path) -> None:
    forge(lambda lock: replace(lock, ingredients=replace(lock.ingredients, tool="0.0.9")))
    ended = cli("exercise", "verify", str(pack))
    assert (ended.code, "the pack was made with another version of tenderkit" in ended.stderr) == (6, True)
    text = LOCK.read_text(encoding="utf-8")
    LOCK.write_text(text.replace("tenderkit-exercise = 1", "tenderkit-exercise = 2"), encoding="utf-8")
    ended = cli("exercise", "verify", str(pack))
    assert (ended.code, "a format that this version of tenderkit does not know" in ended.stderr) == (6, True)


@pytest.mark.parametrize("content", [b"", b"x = [", b"\xff\xfe", b"tenderkit-exercise = 1\n"])
def test_a_damaged_lock_ends_with_6(cli: Cli, pack: Path, content: bytes) -> None:
    LOCK.write_bytes(content)
    ended = cli("exercise", "verify", str(pack))
    assert (ended.code, ended.stderr.count("error: ")) == (6, 1)


def test_links_among_what_is_handed_out_are_strange_and_other_folders_are_left_alone(cli: Cli, pack: Path) -> None:
    (pack / "facilitator/notes.txt").write_text("mine", encoding="utf-8")
    assert cli("exercise", "verify", str(pack)).code == 0
    (pack / "participants/nowhere").symlink_to("/nowhere/at/all")
    (pack / "participants/models").symlink_to("../facilitator")
    ended = cli("exercise", "verify", str(pack))
    assert (ended.code, ended.stderr.count("is not of the pack")) == (1, 2)


def test_a_pack_of_a_library_that_is_not_named_ends_with_6(cli: Cli) -> None:
    scenario = Path("house/exercises/ours.toml")
    scenario.parent.mkdir(parents=True)
    Path("house/library.toml").write_text('title.en = "House"\nversion = "1"\n', encoding="utf-8")
    shipped = (Path(__file__).parents[4] / "templates/exercises/S03.toml").read_text(encoding="utf-8")
    scenario.write_text(shipped, encoding="utf-8")
    make = ("exercise", "make", "--scenario", "ours", "--type", "term-match", "-o", "pack", "--library", "house")
    assert cli(*make).code == 0
    assert cli("exercise", "verify", "pack", "--library", "house").code == 0
    ended = cli("exercise", "verify", "pack")
    assert (ended.code, "there is no scenario “ours”" in ended.stderr) == (6, True)
    assert "--library" in ended.stderr
    scenario.write_text(shipped.replace("[purchase]", "[purchased]"), encoding="utf-8")
    ended = cli("exercise", "verify", "pack", "--library", "house")
    assert (ended.code, "house/exercises/ours.toml: purchased" in ended.stderr) == (3, True)


def test_a_full_disk_leaves_nothing_behind(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    ended = cli("exercise", "make", "--scenario", "S03", "--type", "term-match", "-o", "pack")
    assert (ended.code, "No space left on device" in ended.stderr) == (4, True)
    assert not Path("pack").exists()


def test_a_file_that_cannot_be_read_is_named(cli: Cli, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", fail)
    ended = cli("exercise", "verify", str(pack))
    assert (ended.code, "Permission denied" in ended.stderr, "pack/" in ended.stderr) == (4, True, True)


def test_a_lock_that_others_can_read_is_warned_of(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    chmod = Path.chmod

    def refuse(path: Path, mode: int) -> None:
        if mode == 0o600:
            raise PermissionError(errno.EPERM, "Operation not permitted")
        chmod(path, mode)

    monkeypatch.setattr(Path, "chmod", refuse)
    ended = cli("exercise", "make", "--scenario", "S03", "--type", "term-match", "-o", "pack")
    assert (ended.code, "pack.lock.toml: can be read by others" in ended.stderr) == (0, True)
