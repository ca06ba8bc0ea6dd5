# SPDX-License-Identifier: Apache-2.0
import json
from pathlib import Path

import pytest

from tenderkit.batch import purchase_rows
from tenderkit.batch.table import open_table
from tests.batch.plans import as_csv, row


@pytest.mark.parametrize("name", ["plan.csv", "plan.jsonl"])
def test_a_purchase_has_no_more_characters_than_fit(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [row("a", title="x" * 1000)] * 3
    table = tmp_path / name
    table.write_text(as_csv(*lines) if name.endswith("csv") else "\n".join(map(json.dumps, lines)), "utf-8")
    assert [len(purchase.rows) for purchase in open_table(table).read_purchases()] == [3]
    monkeypatch.setattr(purchase_rows, "_MOST_CHARACTERS", 1500)
    assert [len(purchase.rows) for purchase in open_table(table).read_purchases()] == [2, 1]
