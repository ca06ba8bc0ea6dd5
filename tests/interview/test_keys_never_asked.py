# SPDX-License-Identifier: Apache-2.0
"""The manual lists the keys of the purchase file for which the interview never asks."""

import re

from tenderkit.library.question import PURCHASE_KEYS
from tenderkit.library.reading import shipped_data

MANUAL = (shipped_data.find_data_folder() / "MANUAL.md").read_text(encoding="utf-8")
# Each is a part of an answer, or holds answers that are asked for by other names.
PARTS = {"answers", "parameters", "category", "cpv"}


def list_named(row: str) -> list[str]:
    """The last parts of the keys in a row of the table, such as `on-site` for `lots.on-site`."""
    line = next(line for line in MANUAL.splitlines() if line.startswith(f"| {row} |"))
    return sorted(key.rpartition(".")[2] for key in re.findall("`([^`]+)`", line))


def test_the_manual_lists_what_only_the_review_asks() -> None:
    questions = shipped_data.load_shipped_data().library.questions.values()
    assert list_named("at the review") == sorted(str(q.key) for q in questions if q.ask == "review")


def test_the_manual_lists_what_nothing_asks() -> None:
    asked = {(q.scope, q.key) for q in shipped_data.load_shipped_data().library.questions.values()}
    never = [key for scope, keys in PURCHASE_KEYS.items() for key in keys if (scope, key) not in asked]
    assert list_named("in the file alone") == sorted(set(never) - PARTS)
