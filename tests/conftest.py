# SPDX-License-Identifier: Apache-2.0
"""What tests of several folders use: LibreOffice, and the command line."""

import io
import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from tenderkit.cli.app import run
from tenderkit.formats.libreoffice import conversion
from tenderkit.library.reading import library_reader, text_files
from tenderkit.library.reading.shipped_data import find_data_folder
from tests import network

# A slow machine is no fault of the code: nothing is timed here, see tests/benchmarks. Every run draws the same
# examples; `.ci/nightly` draws new ones (`--hypothesis-profile=nightly`).
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("nightly", deadline=None, derandomize=False, max_examples=300, print_blob=True)
settings.load_profile("ci")

network.forbid()

# A shell that starts the tests in the background ignores Ctrl-C for them and for every program that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


@cache
def _parsed(text: str, name: str) -> bytes:
    return pickle.dumps(text_files.parse_toml(text, name))


@pytest.fixture(autouse=True)
def files_are_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most tests read the same two hundred files; everything behind the parser still runs each time."""
    monkeypatch.setattr(library_reader, "parse_toml", lambda text, name: pickle.loads(_parsed(text, name)))


@pytest.fixture(autouse=True)
def no_test_reaches_the_network() -> Iterator[None]:
    """Fail a test that tried to reach another machine."""
    before = len(network.attempts)
    yield
    assert network.attempts[before:] == []


@dataclass(frozen=True)
class Ran:
    """How a command line ended."""

    code: int
    stdout: str
    stderr: str


@pytest.fixture(scope="session")
def soffice() -> Path:
    """The program of LibreOffice.

    Where it is missing the test is skipped, or fails where TENDERKIT_REQUIRE_ALL=1 says that all must run.
    """
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        reason = "LibreOffice (soffice) is not installed"
        if os.environ.get("TENDERKIT_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return Path(found)


@dataclass(frozen=True)
class FakeOffice:
    """A program in the place of LibreOffice, the only one that is found."""

    folder: Path

    def does(self, behaviour: str) -> None:
        """What it does from now on: `convert`, `fail`, `hang`, `nothing`, `empty`, `second` (no second file)."""
        (self.folder / "behaviour").write_text(behaviour, encoding="utf-8")

    @property
    def calls(self) -> list[list[str]]:
        """The command lines that it was called with."""
        path = self.folder / "calls"
        return [line.split("\0") for line in path.read_text("utf-8").splitlines()] if path.exists() else []


@pytest.fixture
def no_office(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without LibreOffice. Returns the only folder on the PATH, and keeps temporary files apart."""
    folder = tmp_path_factory.mktemp("path")
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(conversion, "PROGRAM_PATHS", ())
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))
    return folder


@pytest.fixture
def fake_office(no_office: Path) -> FakeOffice:
    """A machine with a program in the place of LibreOffice."""
    if os.name == "nt":
        pytest.skip("the stand-in is a script with a first line that Windows does not read")
    source = Path(__file__).parent / "formats" / "word" / "fake_soffice.py"
    program = no_office / "soffice"
    program.write_text(f"#!{sys.executable}\n{source.read_text(encoding='utf-8')}", encoding="utf-8")
    program.chmod(0o755)
    fake = FakeOffice(no_office)
    fake.does("convert")
    return fake


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """`cli("build", "x.toml", stdin=b"")` runs tenderkit inside this process, `process=True` in one of its own.

    `env` adds to the environment of the process.
    """

    def call(*args: str, stdin: bytes = b"", process: bool = False, env: Mapping[str, str] | None = None) -> Ran:
        if process:
            done = subprocess.run(
                [sys.executable, "-m", "tenderkit", *args],
                input=stdin,
                capture_output=True,
                env={**os.environ, **(env or {})},
                timeout=120,
                check=False,
            )
            return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            capsys.readouterr()
            code = run(args)
            out = capsys.readouterr()
        return Ran(code, out.out, out.err)

    return call


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a test by the parameter, not by the bytes of a whole file: they hold the time at which it was zipped.

    Parallel runs ask that each process collects the same names.
    """
    return argname if isinstance(val, bytes) and len(val) > 100 else None


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--refresh-goldens` writes what the tests of cases compare with; read the difference before you commit it."""
    parser.addoption("--refresh-goldens", action="store_true", help="write the goldens of tests/cases anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """`golden(path, text)` fails where the file does not hold the text, or writes it with `--refresh-goldens`."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--refresh-goldens"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"{path} is not there: run pytest --refresh-goldens, and read what it wrote"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the folder that is shipped."""
    for name in ("clauses", "templates"):
        shutil.copytree(find_data_folder() / name, tmp_path / name)
    return tmp_path
