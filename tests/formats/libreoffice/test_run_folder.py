# SPDX-License-Identifier: Apache-2.0
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tenderkit.formats.libreoffice import run_folder
from tenderkit.formats.libreoffice.conversion import open_libreoffice
from tenderkit.formats.libreoffice.run_folder import open_run_folder
from tests.conftest import FakeOffice

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no locks of folders")
DAY = 24 * 60 * 60
# A process that locks a folder, starts a child that keeps the lock, says so, and waits to be killed.
HOLDER = """\
import subprocess, sys
from pathlib import Path
from tenderkit.formats.libreoffice.run_folder import _lock_folder
lock = _lock_folder(Path(sys.argv[1]))
child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=sys.stdin, pass_fds=[lock])
print(child.pid, flush=True)
child.wait()
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for temporary files."""
    path = tmp_path / "temporary"
    path.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(path))
    return path


def leave(folder: Path, name: str = "tenderkit-ab12_xyz", age: float = DAY + 60) -> Path:
    """Leave what a killed run leaves."""
    path = folder / name
    (path / "profile" / "user").mkdir(parents=True)
    (path / "fonts.conf").touch()
    (path / "1.docx").write_bytes(b"draft")
    make_old(path, age)
    return path


def make_old(path: Path, age: float = DAY + 60) -> None:
    os.utime(path, (time.time() - age,) * 2)


def sweep() -> None:
    with open_run_folder():
        pass


def test_the_next_pdf_removes_what_a_killed_run_left(
    folder: Path, fake_office: FakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    first, second = leave(folder), leave(folder, "tenderkit-zzzzzzzz")
    with open_libreoffice() as office:
        assert not first.exists()
        assert not second.exists()
        assert list(folder.iterdir()) == [office.folder]
    assert list(folder.iterdir()) == []


def test_a_folder_of_the_last_day_is_left(folder: Path) -> None:
    left = leave(folder, age=DAY - 60)
    sweep()
    assert (left / "1.docx").exists()


@pytest.mark.parametrize("name", ["tenderkit-main", "tenderkit-0.1.0", "tenderkit-ab12_xyz.old", "other-ab12_xyz"])
def test_a_folder_of_another_name_is_left(folder: Path, name: str) -> None:
    left = leave(folder, name)
    sweep()
    assert (left / "1.docx").exists()


@pytest.mark.parametrize("gone", ["profile", "fonts.conf"])
def test_a_folder_with_something_else_in_it_is_left(folder: Path, gone: str) -> None:
    left = leave(folder, "tenderkit-examples")
    (left / gone).rename(folder / gone)
    make_old(left)
    sweep()
    assert (left / "1.docx").exists()


def test_a_file_of_that_name_is_left(folder: Path) -> None:
    file = folder / "tenderkit-ab12_xyz"
    file.touch()
    make_old(file)
    sweep()
    assert file.exists()


def test_links_are_not_followed(folder: Path, tmp_path: Path) -> None:
    target = leave(tmp_path, "target")
    link = folder / "tenderkit-ab12_xyz"
    link.symlink_to(target)
    left = leave(folder, "tenderkit-linkwith")
    (left / "inside").symlink_to(target)
    make_old(left)
    make_old(target)
    sweep()
    assert link.is_symlink()
    assert not left.exists()
    assert (target / "1.docx").exists()


def test_a_folder_of_another_user_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = leave(folder)
    user = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: user + 1)
    sweep()
    assert (left / "1.docx").exists()


def test_a_folder_is_left_while_its_process_or_a_child_of_it_lives(folder: Path) -> None:
    left = leave(folder)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(left)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    holder.stdout.readline()
    sweep()
    assert (left / "1.docx").exists()
    holder.kill()
    holder.wait()
    sweep()
    assert (left / "1.docx").exists()
    holder.stdin.close()  # ends the child
    holder.stdout.read()  # ends when the child has
    holder.stdout.close()
    sweep()
    assert not left.exists()


def test_a_run_keeps_its_folder_however_old_it_is(folder: Path) -> None:
    with open_run_folder() as opened:
        (opened.path / run_folder.PROFILE).mkdir()
        (opened.path / run_folder.FONTS).touch()
        make_old(opened.path)
        sweep()
        assert opened.path.is_dir()
    assert list(folder.iterdir()) == []
