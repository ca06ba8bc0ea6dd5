# SPDX-License-Identifier: Apache-2.0
import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tenderkit.cli import output
from tenderkit.errors import FileProblem, InvalidInput
from tenderkit.interview.store import Store, lock_file
from tenderkit.purchase.answers import AnswerPath as Keys
from tenderkit.purchase.toml_document import PurchaseText
from tests.cli.conftest import names
from tests.conftest import Ran

TITLE: Keys = ("tender", "title")
START = 'tenderkit = 1\n\n[tender]\ntitle = "Old" # as agreed\n'
HOLDER = """
import sys
from pathlib import Path
from tenderkit.interview.store import lock_file
with lock_file(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "purchase.toml"
    found.write_text(START, encoding="utf-8")
    return found


def write(path: Path, content: bytes) -> None:
    output.write_file(path, content, force=True)


def opened(path: Path, first: str = "tenderkit = 1\n[tender]\n") -> Store:
    return Store(path, write, first)


def put(store: Store, value: Any, *keys: str) -> None:
    store.save(lambda purchase: purchase.set_answer(keys or TITLE, value))


def text(path: Path) -> str:
    return path.read_bytes().decode()


# Saving


def test_an_answer_is_on_disk_at_once_and_the_rest_of_the_file_stays(path: Path) -> None:
    put(opened(path), "New")
    assert text(path) == START.replace("Old", "New")


def test_a_file_appears_with_the_first_answer(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    store = opened(path)
    assert store.new
    assert not path.exists()
    put(store, "New")
    assert text(path) == 'tenderkit = 1\n[tender]\ntitle = "New"\n'
    assert names(tmp_path) == ["new.toml"]


def test_a_file_that_is_there_is_no_new_one(path: Path) -> None:
    store = opened(path, "first = 1\n")
    assert not store.new
    assert store.answers == {"tenderkit": 1, "tender": {"title": "Old"}}


def test_line_ends_of_other_systems_stay(path: Path) -> None:
    path.write_bytes(START.replace("\n", "\r\n").encode())
    put(opened(path), "New")
    assert text(path) == START.replace("Old", "New").replace("\n", "\r\n")


def test_what_changes_nothing_is_not_written(path: Path) -> None:
    written: list[bytes] = []
    store = Store(path, lambda _, content: written.append(content), "")
    put(store, "Old")
    assert written == []


def test_a_file_that_was_removed_meanwhile_is_written_whole(path: Path) -> None:
    store = opened(path)
    path.unlink()
    put(store, "New")
    assert text(path) == START.replace("Old", "New")


# What somebody else writes meanwhile


def test_a_hand_edit_made_meanwhile_stays(path: Path) -> None:
    store = opened(path)
    edited = START + 'reference = "by hand"  # mine\n'
    path.write_text(edited, encoding="utf-8")
    put(store, "New")
    assert text(path) == edited.replace("Old", "New")
    assert store.answers["tender"] == {"title": "New", "reference": "by hand"}


def test_hand_edits_between_two_answers_stay_as_well(path: Path) -> None:
    store = opened(path)
    put(store, "New")
    path.write_text(text(path).replace("as agreed", "as agreed again"), encoding="utf-8")
    put(store, "Newer")
    assert text(path) == START.replace("Old", "Newer").replace("as agreed", "as agreed again")


def test_a_file_that_appears_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    store = opened(path)
    path.write_text(START + 'reference = "by hand"\n', encoding="utf-8")
    put(store, "New")
    assert 'reference = "by hand"' in text(path)
    assert store.answers["tender"] == {"title": "New", "reference": "by hand"}


@pytest.mark.parametrize(
    "nonsense", [b"[tender\n", b"\xff\xfe\x00", b"title = \xe4\n", b"[tender]\n[tender]\n"], ids=repr
)
def test_an_edit_into_nonsense_is_not_overwritten(path: Path, nonsense: bytes) -> None:
    store = opened(path)
    path.write_bytes(nonsense)
    with pytest.raises(InvalidInput):
        put(store, "New")
    assert path.read_bytes() == nonsense


def test_after_nonsense_is_mended_the_interview_goes_on(path: Path) -> None:
    store = opened(path)
    path.write_bytes(b"[tender\n")
    with pytest.raises(InvalidInput):
        put(store, "New")
    path.write_text(START + "launch = 2027-01-15\n", encoding="utf-8")
    put(store, "New")
    assert text(path) == (START + "launch = 2027-01-15\n").replace("Old", "New")


def test_hand_edits_can_be_read_without_saving_and_are_counted(path: Path) -> None:
    store = opened(path)
    put(store, "New")
    store.refresh()
    assert store.edits == 0
    path.write_text(text(path) + 'reference = "by hand"\n', encoding="utf-8")
    store.refresh()
    store.refresh()
    assert store.edits == 1
    assert store.answers["tender"] == {"title": "New", "reference": "by hand"}


def test_what_is_put_back_is_the_whole_file_as_it_was(path: Path) -> None:
    store = opened(path)
    put(store, "New")
    store.replace(START)
    assert text(path) == START
    put(store, "Newer")
    assert text(path) == START.replace("Old", "Newer")


# What fails


def test_changes_that_are_held_back_are_written_together_when_they_are_taken(path: Path) -> None:
    store = opened(path)
    with store.hold_changes():
        put(store, "New")
        put(store, "5", "tender", "reference")
        assert store.answers["tender"] == {"title": "New", "reference": "5"}
        assert text(path) == START
    assert text(path) == START.replace("Old", "New") + 'reference = "5"\n'
    assert store.before == START


def test_changes_that_are_held_back_are_forgotten_where_they_are_not_taken(path: Path) -> None:
    store = opened(path)

    def stop() -> None:
        with store.hold_changes():
            put(store, "New")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert text(path) == START
    assert store.answers["tender"] == {"title": "Old"}


def test_a_hand_edit_made_while_changes_are_held_back_stays(path: Path) -> None:
    store = opened(path)
    with store.hold_changes():
        put(store, "New")
        path.write_text(START + "# by hand\n", encoding="utf-8")
    assert text(path) == START.replace("Old", "New") + "# by hand\n"
    assert store.edits == 1


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_write_that_fails_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(FileProblem, match="No space left"):
            put(store, "New")
    assert text(path) == START
    assert store.answers["tender"] == {"title": "Old"}
    assert names(path.parent) == ["purchase.toml"]
    put(store, "Newer")
    assert text(path) == START.replace("Old", "Newer")


def test_a_first_write_that_fails_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(FileProblem, match="No space left"):
        put(opened(tmp_path / "new.toml"), "New")
    assert names(tmp_path) == []


def test_an_interrupt_while_writing_leaves_the_answers_as_they_were(path: Path) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    store = Store(path, interrupted, "")
    with pytest.raises(KeyboardInterrupt):
        put(store, "New")
    assert store.answers["tender"] == {"title": "Old"}
    assert text(path) == START


def test_a_change_that_fails_halfway_leaves_the_answers_as_they_were(path: Path) -> None:
    def halfway(purchase: PurchaseText) -> None:
        purchase.set_answer(TITLE, "New")
        raise KeyboardInterrupt

    store = opened(path)
    with pytest.raises(KeyboardInterrupt):
        store.save(halfway)
    assert store.answers["tender"] == {"title": "Old"}
    assert text(path) == START


@pytest.mark.parametrize("bad", [b"[tender\n", b"\xff\xfe\x00"], ids=repr)
def test_a_file_that_is_no_purchase_file_is_refused_at_the_start(path: Path, bad: bytes) -> None:
    path.write_bytes(bad)
    with pytest.raises(InvalidInput):
        opened(path)
    assert path.read_bytes() == bad


def test_a_read_only_folder_is_refused_before_anything_is_asked(
    cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    ended: Ran = cli("new", "locked/purchase.toml", "--no-input")
    folder.chmod(0o755)
    assert ended.code == 4
    assert "the folder locked is read-only" in ended.stderr
    assert names(folder) == []


# The lock


@pytest.fixture
def holder(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another interview on the same file."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_file_is_kept_for_one_interview_at_a_time(path: Path, holder: "subprocess.Popen[str]") -> None:
    for _ in range(2):
        with pytest.raises(FileProblem, match="is open in another interview"), lock_file(path):
            pass


def test_the_lock_of_a_process_that_was_killed_is_released(path: Path, holder: "subprocess.Popen[str]") -> None:
    holder.kill()
    holder.wait()
    with lock_file(path):
        put(opened(path), "New")
    assert text(path) == START.replace("Old", "New")
    assert names(path.parent) == ["purchase.toml"]


def test_a_lock_is_released_when_the_other_interview_ends(path: Path, holder: "subprocess.Popen[str]") -> None:
    holder.communicate()
    assert holder.returncode == 0
    with lock_file(path):
        assert names(path.parent) == [".purchase.toml.lock", "purchase.toml"]


def test_other_files_of_the_folder_are_free(path: Path, holder: "subprocess.Popen[str]") -> None:
    with lock_file(path.with_name("other.toml")):
        assert ".other.toml.lock" in names(path.parent)


@pytest.mark.parametrize("error", [KeyboardInterrupt, EOFError, FileProblem("x", "is gone")], ids=repr)
def test_the_lock_file_is_gone_however_the_interview_ends(path: Path, error: Any) -> None:
    with pytest.raises(error if isinstance(error, type) else FileProblem), lock_file(path):
        raise error
    assert names(path.parent) == ["purchase.toml"]


def test_a_place_that_cannot_be_locked_is_refused(path: Path) -> None:
    with pytest.raises(FileProblem, match="cannot be kept"), lock_file(path / "inside.toml"):
        pass


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make symbolic links")
@pytest.mark.parametrize("there", [True, False], ids=["file", "nothing"])
def test_a_symbolic_link_in_the_place_of_the_lock_file_is_refused(path: Path, there: bool) -> None:
    precious, lock = path.with_name("precious"), path.with_name(".purchase.toml.lock")
    if there:
        precious.write_text("precious", encoding="utf-8")
    lock.symlink_to(precious)
    with pytest.raises(FileProblem) as caught, lock_file(path):
        pass
    (finding,) = caught.value.findings
    assert finding.message == "cannot be kept: .purchase.toml.lock is a symbolic link"
    assert finding.fix
    assert precious.exists() == there
    assert not there or precious.read_text(encoding="utf-8") == "precious"
    assert lock.is_symlink()


@pytest.fixture
def no_removal_of_open_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows removes no file that is open; here none that is locked."""
    fcntl = pytest.importorskip("fcntl", reason="Windows does so itself")
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.exists():
            with path.open() as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES)) from None
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)


@pytest.mark.usefixtures("no_removal_of_open_files")
def test_the_lock_file_is_gone_where_open_files_cannot_be_removed(path: Path) -> None:
    for _ in range(2):
        with lock_file(path):
            assert ".purchase.toml.lock" in names(path.parent)
        assert names(path.parent) == ["purchase.toml"]


@pytest.mark.usefixtures("no_removal_of_open_files")
def test_an_interview_that_starts_before_the_lock_file_is_removed_keeps_its_lock(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = FileLock.release
    with ExitStack() as other_interview:

        def release_and_start_another(lock: FileLock, **options: Any) -> None:
            monkeypatch.setattr(FileLock, "release", release)
            lock.release(**options)
            other_interview.enter_context(lock_file(path))

        monkeypatch.setattr(FileLock, "release", release_and_start_another)
        with lock_file(path):
            pass
        assert ".purchase.toml.lock" in names(path.parent)
        with pytest.raises(FileProblem, match="is open in another interview"), lock_file(path):
            pass
    assert names(path.parent) == ["purchase.toml"]


def test_a_lock_file_that_is_removed_before_it_is_locked_gives_no_lock(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl", reason="Windows removes no file that is open")
    flock, lock_path = fcntl.flock, path.with_name(".purchase.toml.lock")

    def remove_and_lock(file: int, operation: int) -> None:
        if operation & fcntl.LOCK_EX:
            lock_path.unlink(missing_ok=True)  # as the interview before does at its end
        flock(file, operation)

    monkeypatch.setattr(fcntl, "flock", remove_and_lock)
    with pytest.raises(FileProblem, match="is open in another interview"), lock_file(path):
        pass
    monkeypatch.undo()
    with lock_file(path):
        assert lock_path.exists()
