# SPDX-License-Identifier: Apache-2.0
"""Every rule on purchases is tried on faulty variants of a text or purchase, and on sound ones that come close.

A test whose name has the word `pass` or `passes` is on sound variants; the others are on faulty ones.
"""

from importlib import import_module
from math import prod

import pytest

from tenderkit.checks.rule import load_rules

LEAST = 5


def count_variants(rule: str) -> dict[bool, int]:
    """How many variants the test module of a rule has: sound ones under True, faulty ones under False."""
    module = import_module(f"tests.checks.rules.test_{rule.replace('-', '_')}")
    counts = {True: 0, False: 0}
    for name, test in vars(module).items():
        if name.startswith("test_"):
            marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
            counts[bool({"pass", "passes"} & set(name.split("_")))] += prod(len(mark.args[1]) for mark in marks)
    return counts


@pytest.mark.parametrize("rule", load_rules())
def test_a_rule_has_at_least_five_faulty_and_five_sound_variants(rule: str) -> None:
    counts = count_variants(rule)
    assert min(counts.values()) >= LEAST, counts
