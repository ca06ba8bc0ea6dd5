# SPDX-License-Identifier: Apache-2.0
"""What is shipped: the wheel, built from the source archive, installed where nothing of the checkout is."""

import os
import pickle
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tenderkit import __version__
from tenderkit.library.reading import shipped_data

ROOT = Path(__file__).parents[1]
INFO = f"tenderkit-{__version__}.dist-info"


@dataclass(frozen=True)
class Installed:
    """An environment that holds the wheel, and a folder far from the checkout."""

    bin: Path
    elsewhere: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[bytes]:
        """Run one of its programs in that folder, with nothing of the test's own settings of Python."""
        env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
        program, *rest = command
        return subprocess.run(
            [str(self.bin / program), *rest],
            cwd=self.elsewhere,
            env=env,
            capture_output=True,
            timeout=60,
            check=False,
        )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source archive as a packager would, without an index."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.glob("*.whl")
    return made


def test_the_source_archive_holds_no_excerpts_of_real_tenders(wheel: Path) -> None:
    (made,) = wheel.parent.glob("*.tar.gz")
    with tarfile.open(made) as archive:
        held = archive.getnames()
    assert any(name.endswith("tests/checks/real/README.md") for name in held)
    assert [name for name in held if "/real/texts/" in name] == []


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """A fresh environment with the wheel; what it depends on comes from the environment of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "env")], check=True, timeout=60)
    scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    install = [str(scripts / "python"), "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(install, check=True, timeout=60, capture_output=True)
    (site,) = {*(folder / "env").glob("lib/python*/site-packages"), *(folder / "env").glob("Lib/site-packages")}
    # A path in a .pth file is searched last, and .pth files inside it do nothing: the checkout stays out.
    (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    return Installed(scripts, elsewhere)


def test_the_compiled_library_equals_the_one_read_from_the_files(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        compiled = pickle.loads(archive.read("tenderkit/_data/library.pickle"))
    read = shipped_data.read_shipped(ROOT)
    assert compiled == read
    assert list(compiled.library.clauses) == list(read.library.clauses)


def test_the_wheel_holds_no_tests(names: set[str]) -> None:
    assert [n for n in names if {"test", "tests"} & set(n.split("/")) or "/test_" in n or "conftest" in n] == []


def test_the_wheel_holds_both_licences(names: set[str]) -> None:
    assert {f"{INFO}/licenses/LICENSE", f"{INFO}/licenses/clauses/LICENSE"} <= names


def test_the_wheel_says_that_it_is_typed(names: set[str]) -> None:
    assert "tenderkit/py.typed" in names


@pytest.mark.parametrize("folder", ["clauses", "templates"])
def test_the_wheel_holds_every_file_of_the_data(folder: str, names: set[str]) -> None:
    here = {p.relative_to(ROOT).as_posix() for p in (ROOT / folder).rglob("*.toml")}
    assert {n.removeprefix("tenderkit/_data/") for n in names if n.endswith(".toml")} >= here
    assert len(here) > 0


def test_the_wheel_holds_every_module(names: set[str]) -> None:
    here = {p.relative_to(ROOT / "src").as_posix() for p in (ROOT / "src").rglob("*.py")}
    assert here - names == set()


def test_the_wheel_brings_the_man_page(names: set[str]) -> None:
    assert any(name.endswith(".data/data/share/man/man1/tenderkit.1") for name in names)


def test_what_runs_is_what_was_installed(installed: Installed) -> None:
    done = installed.run("python", "-c", "import tenderkit; print(tenderkit.__file__)")
    assert Path(done.stdout.decode().strip()).is_relative_to(installed.bin.parent)


def test_the_command_says_its_version(installed: Installed) -> None:
    assert installed.run("tenderkit", "--version").stdout.decode() == f"tenderkit {__version__}\n"


def test_an_example_is_built_in_another_folder(installed: Installed) -> None:
    done = installed.run("tenderkit", "build", "--example", "ke-school-laptops", "-o", "-")
    assert (done.returncode, done.stdout[:4]) == (0, b"PK\x03\x04")
    assert list(installed.elsewhere.iterdir()) == []


def test_the_wheel_builds_the_same_bytes_as_the_checkout(installed: Installed) -> None:
    command = ["build", "--example", "three-lots", "--reproducible", "-o", "-"]
    here = subprocess.run(
        [sys.executable, "-m", "tenderkit", *command], capture_output=True, check=True, timeout=60
    ).stdout
    assert installed.run("tenderkit", *command).stdout == here


def test_no_text_is_parsed_where_the_library_was_compiled(installed: Installed) -> None:
    load = "from tenderkit.library.reading.shipped_data import load_shipped_data; load_shipped_data()"
    code = f"import sys; {load}; print('jinja2' in sys.modules)"
    assert installed.run("python", "-c", code).stdout.decode().strip() == "False"
