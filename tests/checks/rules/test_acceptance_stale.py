# SPDX-License-Identifier: Apache-2.0
"""The rule is on the file of accepted findings: each entry has to match a finding by rule, place and words."""

import pytest

from tenderkit.checks.accepted import Acceptances, split_accepted
from tests.checks.checked import found, noted
from tests.support import Table, english, lot

RULE, VAGUE, FILE = "acceptance-stale", "vague-wording", "p.accepted.toml"
MODERN = noted("Modern.")


def stale(accepted: list[Table], now: list[Table], rule: str = VAGUE) -> list[str | None]:
    """The entries that match nothing: what is found in one purchase is accepted, and the other one is checked."""
    entries = Acceptances().accept(found(VAGUE, lots=accepted), "It is said in the drawing.")
    assert entries.accepted
    left, _ = split_accepted(found(rule, lots=now), entries, FILE, english())
    return [finding.place.key for finding in left if finding.rule == RULE]


@pytest.mark.parametrize(
    ("now", "rule"),
    [
        (noted("At least 400 cd/m²."), VAGUE),
        (noted("Suitable."), VAGUE),
        ([lot(), *MODERN], VAGUE),
        (noted("modern."), VAGUE),
        (noted("Modern, Dell."), "brand-or-model-named"),
    ],
)
def test_an_entry_that_matches_no_finding_is_found(now: list[Table], rule: str) -> None:
    assert stale(MODERN, now, rule) == ["accepted.1"]


@pytest.mark.parametrize(
    "now",
    [
        MODERN,
        noted("Modern. At least 8 GB."),
        noted("Modern.", months=60),
        noted("Modern.", title="Other laptops"),
        [*MODERN, lot()],
    ],
)
def test_an_entry_whose_finding_is_still_there_passes(now: list[Table]) -> None:
    assert stale(MODERN, now) == []


def test_one_of_two_entries_is_found_where_one_fault_is_mended() -> None:
    assert stale([*noted("Modern."), *noted("Suitable.")], noted("Modern.")) == ["accepted.2"]
