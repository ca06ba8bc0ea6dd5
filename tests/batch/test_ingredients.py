# SPDX-License-Identifier: Apache-2.0
"""What decides on papers besides the rows: a change in any of it makes them anew, and refuses a worker."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tenderkit.batch import cluster, row_maker
from tenderkit.batch.purchase_rows import TableShape
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.pipeline import Options

DATA = load_shipped_data()
SETTINGS = row_maker.BatchSettings(Path("out"), (), Options(), None, TableShape(()))


@pytest.mark.parametrize(
    "change",
    [
        {"frames": {**DATA.frames, "en": replace(DATA.frames["en"], locale="en-IE")}},
        {"word_bases": {**DATA.word_bases, "latin": b"another file"}},
        {"css": f"{DATA.css} "},
        {"library": replace(DATA.library, digest="0" * 64)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_each_of_the_data_decides_on_the_papers(change: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    before, own = SETTINGS.compute_digest(), cluster.describe_tenderkit(())
    for module in (row_maker, cluster):
        monkeypatch.setattr(module, "load_library", lambda _: replace(DATA, **change))
    assert SETTINGS.compute_digest() != before
    assert cluster.describe_tenderkit(()) != own


def test_the_same_data_give_the_same_digest() -> None:
    assert replace(DATA).digest == DATA.digest
