# SPDX-License-Identifier: Apache-2.0
"""What the README shows is what happens."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Ran

Cli = Callable[..., Ran]

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
PURCHASE = next(b for b in re.findall(r"```toml\n(.*?)```", README, re.DOTALL) if b.startswith("tenderkit = 1"))
VALUES = next(b for b in re.findall(r"```toml\n(.*?)```", README, re.DOTALL) if "[[included]]" in b)
CONSOLE = "\n".join(re.findall(r"```console\n(.*?)```", README, re.DOTALL))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_two_sh_blocks_of_one_line_do_all_the_set_up() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    assert [block.count("\n") for block in blocks] == [1, 1]


def test_the_examples_listed_are_those_that_there_are(cli: Cli) -> None:
    assert cli("build", "--list-examples").stdout in CONSOLE


def test_the_complete_purchase_gives_what_the_readme_shows(cli: Cli, folder: Path) -> None:
    (folder / "purchase.toml").write_text(PURCHASE, encoding="utf-8")
    ended = cli("build", "purchase.toml")
    assert ended.code == 0
    assert f"$ tenderkit build purchase.toml\n{ended.stderr}{ended.stdout}" in CONSOLE


def test_the_mistakes_are_told_as_the_readme_shows(cli: Cli, folder: Path) -> None:
    wrong = PURCHASE.replace('"laptop", quantity = 500', '"labtop", quantity = 500').replace(
        "months = 48", "months = 480"
    )
    (folder / "purchase.toml").write_text(wrong, encoding="utf-8")
    ended = cli("build", "purchase.toml")
    assert ended.code == 3
    assert ended.stderr in CONSOLE


def test_the_values_weights_and_choices_are_accepted(cli: Cli, folder: Path) -> None:
    whole = PURCHASE.replace("environment-weight", "# environment-weight") + VALUES.replace(", tablet = 800", "")
    (folder / "purchase.toml").write_text(whole, encoding="utf-8")
    ended = cli("build", "purchase.toml")
    assert (ended.code, ended.stderr) == (0, ended.stderr.replace("error", ""))
