# SPDX-License-Identifier: Apache-2.0
"""The hook for pre-commit."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pre_commit import clientlib
from ruamel.yaml import YAML

from tests.conftest import Ran
from tests.deployment.support import ROOT, find_block

PATH = ROOT / ".pre-commit-hooks.yaml"
HOOKS: Any = YAML(typ="safe").load(PATH)
(HOOK,) = HOOKS


def test_the_file_is_valid_for_pre_commit() -> None:
    (read,) = clientlib.load_manifest(str(PATH))
    assert read["id"] == HOOK["id"]


def test_the_manual_shows_a_valid_configuration_with_this_hook(tmp_path: Path) -> None:
    path = tmp_path / ".pre-commit-config.yaml"
    path.write_text(find_block("yaml", "repos:"), encoding="utf-8")
    (repository,) = clientlib.load_config(str(path))["repos"]
    assert [hook["id"] for hook in repository["hooks"]] == [HOOK["id"]]


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("purchase.toml", True),
        ("plans/purchase-2027.toml", True),
        ("purchases/north/laptops.toml", True),
        ("out/laptops.docx", True),
        ("pyproject.toml", False),
        ("house/library.toml", False),
        ("purchases/tenderkit.toml", False),
        ("purchases/laptops.accepted.toml", False),
        ("purchases/laptops.toml.orig", False),
    ],
)
def test_the_hook_takes_purchases_and_word_files(name: str, taken: bool) -> None:
    assert (bool(re.search(HOOK["files"], name)) and not re.search(HOOK["exclude"], name)) is taken


def test_the_command_of_the_hook_takes_a_list_of_files(
    cli: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli("build", "--example", "ke-school-laptops", "--papers", "annex", "-o", "annex.docx").code == 0
    (tmp_path / "purchase.toml").write_text("tenderkit = 1\n", encoding="utf-8")
    program, *words = HOOK["entry"].split()
    ended = cli(*words, "annex.docx", "purchase.toml")
    assert (program, ended.code) == ("tenderkit", 3)
    assert "purchase.toml" in ended.stderr
