# SPDX-License-Identifier: Apache-2.0
"""What the tests of the command line share: an empty current folder, and a purchase to put into it."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Ran

Cli = Callable[..., Ran]

SMALL = """\
tenderkit = 1
language = "en"
[tender]
title = "Twelve laptops"
launch = 2026-08-15
[[lots]]
title = "Laptops"
acquisition = "purchase"
months = 36
data = "internal"
items = [{ category = "laptop", quantity = 12 }]
"""
# The same for machines.
SMALL_JSON: dict[str, Any] = {
    "tenderkit": 1,
    "language": "en",
    "tender": {"title": "Twelve laptops", "launch": "2026-08-15"},
    "lots": [
        {
            "title": "Laptops",
            "acquisition": "purchase",
            "months": 36,
            "data": "internal",
            "items": [{"category": "laptop", "quantity": 12}],
        }
    ],
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and none of our variables in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.delenv("TENDERKIT_DEBUG", raising=False)
    return tmp_path


@pytest.fixture
def command() -> list[str]:
    """The words that start a process of its own."""
    return [sys.executable, "-m", "tenderkit"]


@pytest.fixture
def small(folder: Path) -> Path:
    """`small.toml`, a small valid purchase in the current folder."""
    path = Path("small.toml")
    path.write_text(SMALL, encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    """What lies in a folder, hidden files included."""
    return sorted(p.name for p in folder.iterdir())


def answer(ended: Ran) -> Any:
    """What stdout says, as JSON."""
    return json.loads(ended.stdout)
