# SPDX-License-Identifier: Apache-2.0
import errno
import os
import pty
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tenderkit import whole_files
from tenderkit.cli import output
from tenderkit.errors import FileProblem
from tests.cli.conftest import SMALL, Cli, answer, names


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def old(name: str = "small.docx") -> Path:
    """A file that is there already."""
    path = Path(name)
    path.write_bytes(b"old")
    return path


# --- what is there already ---


def test_a_file_that_is_there_is_not_overwritten(cli: Cli, small: Path) -> None:
    target = old()
    ended = cli("build", "small.toml")
    assert ended.code == 4
    assert "small.docx: is there already" in ended.stderr
    assert "--force" in ended.stderr
    assert target.read_bytes() == b"old"


def test_force_overwrites_a_file(cli: Cli, small: Path) -> None:
    target = old()
    assert cli("build", "small.toml", "--force").code == 0
    assert target.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("report.docx", "~$report.docx"),
        ("example.docx", "~$xample.docx"),
        ("document.docx", "~$cument.docx"),
        ("tender-annex.docx", "~$nder-annex.docx"),
        ("report.docx", ".~lock.report.docx#"),
        ("tender-annex.docx", ".~lock.tender-annex.docx#"),
    ],
)
def test_force_warns_of_a_file_that_is_open_in_a_word_processor(cli: Cli, small: Path, name: str, lock: str) -> None:
    target = old(name)
    Path(lock).touch()
    ended = cli("build", "small.toml", "-o", name, "--force")
    assert ended.code == 0
    warnings = [line for line in ended.stderr.splitlines() if line.startswith(f"warning: {name}: ")]
    assert len(warnings) == 1
    assert f"seems to be open in a word processor ({lock} is there)" in warnings[0]
    assert target.read_bytes().startswith(b"PK")
    assert Path(lock).exists()


@pytest.mark.parametrize("lock", ["~$mall.docx", "~$all.docx", "~$small.doc", ".~lock.other.docx#", "~$ther.docx"])
def test_the_lock_file_of_another_file_means_nothing(cli: Cli, small: Path, lock: str) -> None:
    old()
    Path(lock).touch()
    assert "word processor" not in cli("build", "small.toml", "--force").stderr


def test_a_workbook_that_is_open_is_named_too(cli: Cli, small: Path) -> None:
    words = ("build", "small.toml", "--papers", "evaluation")
    assert cli(*words).code == 0
    assert Path("small-evaluation.xlsx").exists()
    Path("~$small-evaluation.xlsx").touch()
    assert "small-evaluation.xlsx: seems to be open" in cli(*words, "--force").stderr


def test_without_force_a_file_that_is_open_is_refused_as_any_other(cli: Cli, small: Path) -> None:
    old()
    Path("~$small.docx").touch()
    ended = cli("build", "small.toml")
    assert ended.code == 4
    assert "is there already" in ended.stderr
    assert "word processor" not in ended.stderr


def test_a_lock_file_without_its_file_is_no_reason_to_warn(cli: Cli, small: Path) -> None:
    Path("~$small.docx").touch()
    ended = cli("build", "small.toml", "--force")
    assert ended.code == 0
    assert "word processor" not in ended.stderr


def test_force_does_not_overwrite_a_folder(cli: Cli, small: Path) -> None:
    Path("small.docx").mkdir()
    ended = cli("build", "small.toml", "--force")
    assert ended.code == 4
    assert "small.docx: is a folder" in ended.stderr
    assert names(Path("small.docx")) == []


def test_force_does_not_overwrite_a_link(cli: Cli, small: Path) -> None:
    target = old("target.docx")
    Path("small.docx").symlink_to("target.docx")
    ended = cli("build", "small.toml", "--force")
    assert ended.code == 4
    assert "small.docx: is a link" in ended.stderr
    assert target.read_bytes() == b"old"
    assert Path("small.docx").is_symlink()


def test_a_dangling_link_is_not_followed(cli: Cli, small: Path) -> None:
    Path("small.docx").symlink_to("nowhere.docx")
    ended = cli("build", "small.toml", "--force")
    assert ended.code == 4
    assert names(Path()) == ["small.docx", "small.toml"]
    assert Path("small.docx").is_symlink()


def test_a_device_is_not_replaced(cli: Cli, small: Path) -> None:
    ended = cli("build", "small.toml", "-o", "/dev/null", "--force")
    assert ended.code == 4
    assert "/dev/null: is no ordinary file" in ended.stderr
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)  # noqa: PTH116


def test_a_read_only_file_is_not_overwritten(cli: Cli, small: Path) -> None:
    target = old()
    target.chmod(0o444)
    ended = cli("build", "small.toml", "--force")
    assert ended.code == 4
    assert "small.docx: is read-only" in ended.stderr
    assert target.read_bytes() == b"old"


def test_on_windows_the_marks_of_a_folder_say_nothing(folder: Path) -> None:
    Path("locked").mkdir(mode=0o555)
    assert output.is_closed(Path("locked"), "posix")
    assert output.is_closed(Path("locked"), "nt") is not os.access("locked", os.W_OK)


def test_nothing_is_written_into_a_read_only_folder(cli: Cli, small: Path) -> None:
    Path("locked").mkdir(mode=0o555)
    ended = cli("build", "small.toml", "-o", "locked/x.docx")
    assert ended.code == 4
    assert "the folder locked is read-only" in ended.stderr
    assert names(Path("locked")) == []


def test_the_folder_of_a_single_file_is_not_made(cli: Cli, small: Path) -> None:
    ended = cli("build", "small.toml", "-o", "absent/x.docx")
    assert ended.code == 4
    assert "the folder absent is not there" in ended.stderr
    assert not Path("absent").exists()


def test_a_file_in_place_of_the_folder_ends_with_4(cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml", "-o", "small.toml/x.docx").code == 4


def test_a_name_that_is_too_long_ends_with_4(cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml", "-o", "x" * 300).code == 4
    assert names(Path()) == ["small.toml"]


@pytest.mark.parametrize("target", ["small.toml", "./small.toml", "folder/../small.toml", "hard.toml"])
def test_the_purchase_itself_is_never_overwritten(cli: Cli, small: Path, target: str) -> None:
    Path("folder").mkdir()
    os.link("small.toml", "hard.toml")
    ended = cli("build", "small.toml", "-o", target, "--force")
    assert ended.code == 4
    assert "is a file that is read" in ended.stderr
    assert small.read_text(encoding="utf-8") == SMALL


def test_a_text_format_does_not_overwrite_the_purchase_either(cli: Cli, small: Path) -> None:
    ended = cli("build", "small.toml", "--format", "md", "-o", "small.toml", "--force")
    assert ended.code == 4
    assert small.read_text(encoding="utf-8") == SMALL


# --- several files ---


def test_two_files_of_one_name_are_refused_before_anything_is_written(cli: Cli, small: Path) -> None:
    for folder in ("a", "b"):
        Path(folder).mkdir()
        Path(folder, "x.toml").write_text(SMALL, encoding="utf-8")
    Path("out").mkdir()
    ended = cli("build", "a/x.toml", "b/x.toml", "-o", "out")
    assert ended.code == 4
    assert "would be written twice" in ended.stderr
    assert names(Path("out")) == []


def test_nothing_is_written_when_one_of_several_targets_is_refused(cli: Cli, small: Path) -> None:
    Path("one.toml").write_text(SMALL, encoding="utf-8")
    Path("out").mkdir()
    old("out/small.docx")
    ended = cli("build", "one.toml", "small.toml", "-o", "out")
    assert ended.code == 4
    assert names(Path("out")) == ["small.docx"]
    assert Path("out/small.docx").read_bytes() == b"old"


def test_nothing_is_written_when_one_of_several_purchases_is_refused(cli: Cli, small: Path) -> None:
    Path("bad.toml").write_text(SMALL.replace("months = 36", "months = 0"), encoding="utf-8")
    assert cli("build", "small.toml", "bad.toml", "-o", "out").code == 3
    assert not Path("out").exists()


def test_all_refused_targets_are_named(cli: Cli, small: Path) -> None:
    Path("one.toml").write_text(SMALL, encoding="utf-8")
    Path("out").mkdir()
    old("out/small.docx")
    Path("out/one.docx").mkdir()
    ended = cli("build", "one.toml", "small.toml", "-o", "out", "--format", "docx")
    assert ended.code == 4
    assert "out/one.docx: is a folder" in ended.stderr
    assert "out/small.docx: is there already" in ended.stderr


def test_the_folder_of_several_files_cannot_be_a_file(cli: Cli, small: Path) -> None:
    Path("one.toml").write_text(SMALL, encoding="utf-8")
    target = old("out")
    assert cli("build", "one.toml", "small.toml", "-o", "out").code == 4
    assert target.read_bytes() == b"old"


def test_a_folder_that_cannot_be_made_ends_with_4(cli: Cli, small: Path) -> None:
    Path("one.toml").write_text(SMALL, encoding="utf-8")
    assert cli("build", "one.toml", "small.toml", "-o", "small.toml/out").code == 4


# --- whole or not at all ---


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_full_disk_leaves_no_file(
    cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch, force: tuple[str, ...]
) -> None:
    monkeypatch.setattr(os, "fsync", full)
    ended = cli("build", "small.toml", *force)
    assert ended.code == 4
    assert "No space left on device" in ended.stderr
    assert names(Path()) == ["small.toml"]


def test_a_full_disk_leaves_the_old_file_as_it_was(cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = old()
    monkeypatch.setattr(os, "fsync", full)
    assert cli("build", "small.toml", "--force").code == 4
    assert target.read_bytes() == b"old"
    assert names(Path()) == ["small.docx", "small.toml"]


def test_a_rename_that_fails_leaves_the_old_file_as_it_was(
    cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = old()
    monkeypatch.setattr(os, "replace", full)
    assert cli("build", "small.toml", "--force").code == 4
    assert target.read_bytes() == b"old"
    assert names(Path()) == ["small.docx", "small.toml"]


def test_a_full_disk_is_told_in_the_envelope(cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", full)
    ended = cli("build", "small.toml", "--format", "json", "-o", "x.json")
    assert ended.code == 4
    assert answer(ended)["ok"] is False
    assert answer(ended)["findings"][0]["place"]["file"] == "x.json"


def test_a_full_disk_behind_stdout_ends_with_4(command: list[str], small: Path) -> None:
    with Path("/dev/full").open("wb") as device:
        done = subprocess.run(
            [*command, "build", "small.toml", "--format", "md"],
            stdin=subprocess.DEVNULL,
            stdout=device,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert done.returncode == 4
    assert "No space left on device" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_file_that_appears_in_the_meantime_is_kept() -> None:
    target = Path("x.md")
    output.check_target(target, force=False)
    target.write_bytes(b"somebody else's")
    with pytest.raises(FileProblem, match="is there already"):
        output.write_file(target, b"ours", force=False)
    assert target.read_bytes() == b"somebody else's"
    assert names(Path()) == ["x.md"]


def test_a_file_system_without_hard_links_gets_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", no_links)
    output.write_file(Path("x.md"), b"ours", force=False)
    assert Path("x.md").read_bytes() == b"ours"
    assert names(Path()) == ["x.md"]


def test_the_temporary_files_of_a_target_can_be_removed_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        # A killed run removes nothing.
        patch.setattr(os, "replace", full)
        patch.setattr(Path, "unlink", lambda *_, **__: None)
        for name in ("purchase.toml", "purchase.toml.old", "p.toml"):
            with pytest.raises(FileProblem):
                output.write_file(tmp_path / name, b"half", force=True)
    assert len(names(tmp_path)) == 3
    whole_files.remove_temporary_files(tmp_path / "purchase.toml")
    assert len(names(tmp_path)) == 2
    for name in ("purchase.toml.old", "p.toml"):
        whole_files.remove_temporary_files(tmp_path / name)
    assert names(tmp_path) == []


def test_a_result_gets_the_usual_permissions() -> None:
    mask = os.umask(0o022)
    try:
        output.write_file(Path("x.md"), b"ours", force=False)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(Path("x.md").stat().st_mode) == 0o644


# --- stdout ---


def test_a_word_file_goes_to_a_pipe(command: list[str], small: Path) -> None:
    done = subprocess.run([*command, "build", "small.toml", "-o", "-"], capture_output=True, timeout=60, check=True)
    assert done.stdout.startswith(b"PK")
    assert names(Path()) == ["small.toml"]


def test_a_word_file_is_not_written_to_a_terminal(command: list[str], small: Path) -> None:
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [*command, "build", "small.toml", "-o", "-"],
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
        os.close(theirs)
        os.set_blocking(ours, False)
        try:
            shown = os.read(ours, 10_000)
        except OSError:  # nothing was written, and the other end is closed
            shown = b""
    finally:
        os.close(ours)
    assert done.returncode == 2
    assert "a Word file is not written to a terminal" in done.stderr.decode()
    assert shown == b""


def test_text_goes_to_a_terminal(command: list[str], small: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*command, "build", "small.toml", "--format", "md", "-o", "-"],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    ) as child:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 10_000)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            shown += piece
        os.close(ours)
    assert child.returncode == 0
    assert shown.startswith(b"# Tender annex")


def test_the_name_of_a_file_is_on_the_disk_before_the_command_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bool] = []

    def sync(handle: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(handle).st_mode))
        if synced[-1]:
            raise OSError(errno.EINVAL, "this file system cannot do that")

    monkeypatch.setattr(os, "fsync", sync)
    output.write_file(Path("x.md"), b"x", force=False)
    assert synced == [False, True]  # the content, then its folder
    assert Path("x.md").read_bytes() == b"x"


def test_a_signal_at_any_moment_leaves_no_temporary_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_file = os.open

    def open_and_end(*args: Any) -> int:
        os.close(open_file(*args))
        raise KeyboardInterrupt

    monkeypatch.setattr("tenderkit.cli.output.os.open", open_and_end)
    with pytest.raises(KeyboardInterrupt):
        output.write_files([(Path("a.docx"), b"a"), (Path("b.docx"), b"b")], force=False)
    assert names(folder) == []
