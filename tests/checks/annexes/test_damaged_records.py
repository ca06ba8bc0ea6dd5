# SPDX-License-Identifier: Apache-2.0
"""Records that somebody damaged: the annex is checked by its words, and nothing breaks."""

import json
import random
from typing import Any

import pytest

from tests.checks.annexes.edited import checked, edited, papers_of, read_parts, recorded

STRANGE: tuple[Any, ...] = (None, -1, 0, 1e308, "x", "", [], {}, [1], {"a": 1}, True, "9" * 400)


def damage(data: Any, chance: random.Random) -> Any:
    """The data with one of its values replaced by a strange one, or taken out."""
    if isinstance(data, dict) and data:
        key = chance.choice(sorted(data))
        if chance.random() < 0.2:
            new = STRANGE[chance.randrange(len(STRANGE))]
            return {k: v for k, v in data.items() if k != key} if chance.random() < 0.3 else {**data, key: new}
        return {**data, key: damage(data[key], chance)}
    if isinstance(data, list) and data:
        at = chance.randrange(len(data))
        return [*data[:at], damage(data[at], chance), *data[at + 1 :]]
    return STRANGE[chance.randrange(len(STRANGE))]


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("name", ["us-desktops", "eg-school-laptops"])
def test_a_damaged_record_breaks_nothing(name: str, seed: int) -> None:
    annex = edited(papers_of(name)["annex"])
    manifest = read_parts(annex)["customXml/item1.xml"].decode()
    text = manifest.partition("<selection>")[2].partition("</selection>")[0]
    chance = random.Random(seed)
    written = text.replace("<text>", "").replace("</text>", "")
    data = json.loads(written.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    for _ in range(1 + seed % 3):
        data = damage(data, chance)
    new = json.dumps(data, ensure_ascii=False).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    findings = checked(recorded(annex, text, new))
    assert {finding.rule for finding in findings} >= {"unfilled-placeholder"}
