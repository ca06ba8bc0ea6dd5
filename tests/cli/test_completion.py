# SPDX-License-Identifier: Apache-2.0
import os
import subprocess
from pathlib import Path

import pytest

from tenderkit.cli.completion import complete_clauses, complete_papers


def complete(command: list[str], line: str, shell: str = "bash", **env: str) -> subprocess.CompletedProcess[str]:
    """What a shell is answered for a line whose last word is not finished."""
    variables = {
        "_TENDERKIT_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
        "_TYPER_COMPLETE_ARGS": line,
    }
    return subprocess.run(
        command, env={**os.environ, **variables, **env}, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("tenderkit bui", "build"),
        ("tenderkit build --example small-", "small-laptops"),
        ("tenderkit new x.toml --example small-", "small-laptops"),
        ("tenderkit clauses list --category lapt", "laptop"),
        ("tenderkit clauses show take-back --country KE", "KE"),
        ("tenderkit build --language a", "ar"),
        ("tenderkit list cat", "categories"),
        ("tenderkit build x.toml --papers annex,res", "annex,response"),
        ("tenderkit explain x.toml --clause take-b", "take-back"),
        ("tenderkit build x.toml --format pd", "pdf"),
    ],
)
def test_a_word_is_completed(command: list[str], folder: Path, line: str, word: str) -> None:
    done = complete(command, line)
    assert (done.stdout.split(), done.stderr, done.returncode) == ([word], "", 0)


def test_a_shell_that_shows_titles_gets_them(command: list[str], folder: Path) -> None:
    done = complete(command, "tenderkit clauses list --category lapt", "fish", _TYPER_COMPLETE_FISH_ACTION="get-args")
    assert done.stdout == "laptop\tlaptops\n"


def test_zsh_gets_titles(command: list[str], folder: Path) -> None:
    done = complete(command, "tenderkit clauses list --category lapt", "zsh")
    assert (done.stdout, done.stderr) == ('_arguments \'*: :(("laptop":"laptops"))\'\n', "")


def test_powershell_gets_titles(command: list[str], folder: Path) -> None:
    line = "tenderkit clauses list --category lapt"
    done = complete(command, line, "powershell", _TYPER_COMPLETE_WORD_TO_COMPLETE="lapt")
    assert (done.stdout, done.stderr) == ("laptop:::laptops\n", "")


def test_fish_learns_from_the_exit_code_that_a_file_is_wanted(command: list[str], folder: Path) -> None:
    def ends_with(line: str) -> int:
        return complete(command, line, "fish", _TYPER_COMPLETE_FISH_ACTION="is-args").returncode

    assert ends_with("tenderkit build --example small-") == 0
    assert ends_with("tenderkit build pur") == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_the_script_for_a_shell_is_printed(command: list[str], folder: Path, shell: str) -> None:
    words = [*command, "--show-completion", shell]
    env = {**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    done = subprocess.run(words, env=env, capture_output=True, text=True, timeout=60, check=True)
    assert "_TENDERKIT_COMPLETE" in done.stdout


def test_a_clause_comes_with_its_title() -> None:
    assert complete_clauses("take-back") == [("take-back", "Take-back of units after use")]


def test_a_paper_is_not_named_twice() -> None:
    assert complete_papers("annex,") == [
        "annex,response",
        "annex,notes",
        "annex,evaluation",
        "annex,calendar",
        "annex,dialogue",
    ]
