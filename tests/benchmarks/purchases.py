# SPDX-License-Identifier: Apache-2.0
"""The two purchases that are measured, made from shipped examples: a small one and a large one."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SMALL, LARGE = "small-laptops", "ke-school-laptops"
# With these every clause that applies is selected.
ALL_CLAUSES = {"level": "comprehensive", "proportionality": "full"}
# What is changed in the tender of each example.
CHANGES: dict[str, dict[str, str]] = {SMALL: {}, LARGE: ALL_CLAUSES}
_EXAMPLES = Path(__file__).parents[2] / "templates" / "purchases"


def read_example(name: str, lots: int = 1, **tender: Any) -> dict[str, Any]:
    """Return a shipped example as plain data, with its lots repeated and its tender changed.

    Parameters: `name`, such as `small-laptops`; `lots`, how often its lots are there; `tender`, the keys to change.
    """
    purchase = tomllib.loads((_EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
    purchase["tender"] |= tender
    purchase["lots"] = purchase["lots"] * lots
    return purchase


def write_purchase(path: Path, purchase: Mapping[str, Any]) -> None:
    """Write a purchase file in JSON."""
    path.write_text(json.dumps(purchase, default=str), encoding="utf-8")
