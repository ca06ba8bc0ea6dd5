# SPDX-License-Identifier: Apache-2.0
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Cli, names

# Colours, a right-to-left override, a control in Latin-1, and a letter of an old disk that is no UTF-8.
NAMES = ["a\x1b[31m.docx", "a\u202excod.docx", "a\x9b1m.docx", "é\udcff.docx"]
SAVE = ("build", "--example", "small-laptops", "--save-purchase")


@pytest.mark.parametrize("name", NAMES)
def test_a_path_is_printed_byte_for_byte_in_a_pipe(command: list[str], small: Path, name: str) -> None:
    done = subprocess.run(
        [*command, "build", "small.toml", "--papers", "annex", "-o", name],
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == os.fsencode(name) + b"\n"
    assert name in names(Path())
    assert b"\x1b" not in done.stderr


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("words", [("build", "small.toml", "--papers", "annex", "-o"), SAVE])
def test_a_path_is_escaped_on_a_simple_terminal(
    cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    ended = cli(*words, name)
    assert ended.code == 0
    (line,) = ended.stdout.splitlines()
    assert name in names(Path())
    assert name not in ended.stdout + ended.stderr
    assert "<U+" in line
    assert line.isprintable()


def test_a_path_of_plain_letters_is_the_same_on_a_simple_terminal(
    cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert cli("build", "small.toml", "--papers", "annex", "-o", "Köln 購入.docx").stdout == "Köln 購入.docx\n"
