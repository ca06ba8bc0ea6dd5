# SPDX-License-Identifier: Apache-2.0
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from tenderkit.cli.app import app
from tenderkit.cli.help import join_lines
from tests.cli.conftest import Cli, Watch, strip_codes


def find_commands() -> Iterator[tuple[tuple[str, ...], Any]]:
    """The words of every command, with the command."""
    pending: list[tuple[tuple[str, ...], Any]] = [((), typer.main.get_command(app))]
    while pending:
        words, command = pending.pop()
        yield words, command
        pending += [((*words, name), inner) for name, inner in getattr(command, "commands", {}).items()]


COMMANDS = [words for words, command in find_commands() if not getattr(command, "commands", {})]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_examples_of_itself_with_its_own_options(cli: Cli, words: tuple[str, ...]) -> None:
    text = cli(*words, "--help").stdout
    before, _, after = text.partition("\n  Example")
    examples = [line.strip() for line in after.splitlines()[1:]]
    assert examples
    for line in examples:
        assert shlex.split(line)[: len(words) + 1] == ["tenderkit", *words]
        assert all(option in before for option in re.findall(r"--[a-z-]+", line))


@pytest.mark.parametrize("words", [(), ("build",), ("clauses",), ("response", "read")], ids=" ".join)
def test_help_in_a_pipe_is_plain_and_does_not_wait_for_rich(folder: Path, words: tuple[str, ...]) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "tenderkit", *words, "--help"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert re.findall("[\x1b\u2500-\u257f]", done.stdout) == []
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "tenderkit.cli.help" in imported
    assert "rich" not in imported


@pytest.mark.parametrize("width", [60, 80, 120])
def test_help_on_a_terminal_has_groups_at_full_width(watch: Watch, folder: Path, width: int) -> None:
    lines = strip_codes(watch("--help", width=width)).splitlines()
    assert {"Make", "Look up", "After the tender"} <= set(re.findall(r"╭─ ([^─]+) ─", "\n".join(lines)))
    assert max(len(line.rstrip()) for line in lines) == width


def test_help_on_a_simple_terminal_is_that_of_the_pipe(watch: Watch, folder: Path) -> None:
    assert "╭" not in watch("--help", env={"TERM": "dumb"})


def test_a_paragraph_of_a_docstring_becomes_one_line() -> None:
    assert join_lines("Build papers.\n\n    Without -o, they go\n    to the folder.\n    ") == (
        "Build papers.\n\nWithout -o, they go to the folder."
    )


def test_a_width_that_is_no_number_does_no_harm(watch: Watch, folder: Path) -> None:
    assert "Make" in watch("--help", env={"COLUMNS": "²"})
