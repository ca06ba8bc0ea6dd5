# SPDX-License-Identifier: Apache-2.0
"""What tests of several folders use: LibreOffice, and the command line."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from tenderkit.cli.app import run
from tenderkit.data_files import data_folder

# A slow machine is no fault of the code: nothing is timed here, see tests/benchmarks.
settings.register_profile("tenderkit", deadline=None)
settings.load_profile("tenderkit")


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
        shutil.copytree(data_folder() / name, tmp_path / name)
    return tmp_path
