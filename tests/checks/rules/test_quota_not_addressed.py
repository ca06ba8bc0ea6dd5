# SPDX-License-Identifier: Apache-2.0
import datetime

import pytest

from tests.checks.checked import found, keys, without
from tests.support import Table, included, lot

RULE = "quota-not-addressed"
# Before the day from which France asks for an award criterion; a short set that lacks one is told by `duty-missed`.
FRANCE: Table = {"country": "FR", "proportionality": "short", "launch": datetime.date(2026, 8, 20)}
# The clauses that help to reach the quota or to count it, with all that need them.
HELP = (
    "circularity-report",
    "refurbished-share-minimum",
    "recycled-plastic-content",
    "recycled-plastic-points",
    "social-employment",
    "end-of-use-report",
    "social-reuse",
    "end-of-term-reuse",
    "repair-first-service",
)
# The law asks for a criterion as well, and the rule is silent where it is missed.
CRITERION = included("warranty-extension-points")


@pytest.mark.parametrize(
    ("tender", "lots"),
    [
        (FRANCE, [lot()]),
        (FRANCE, [lot({"smartphone": 20})]),
        (FRANCE, [lot({"tablet": 5, "storage": 1})]),
        (FRANCE, [lot({"server": 5})]),
        ({**FRANCE, "launch": datetime.date(2025, 1, 15)}, [lot()]),
        ({**FRANCE, "delivery-country": "KE"}, [lot()]),
    ],
)
def test_a_lot_that_does_nothing_for_the_quota_is_found(tender: Table, lots: list[Table]) -> None:
    assert keys(RULE, tender=tender, lots=lots, excluded=without(*HELP), included=CRITERION) == ["lots.1"]


@pytest.mark.parametrize(
    ("tender", "lots", "excluded"),
    [
        ({**FRANCE, "proportionality": "standard"}, [lot()], ()),
        ({**FRANCE, "country": "DE"}, [lot()], HELP),
        (FRANCE, [lot({"storage": 5})], HELP),
        (FRANCE, [lot(acquisition="refurbished")], HELP),
        ({**FRANCE, "launch": datetime.date(2026, 8, 21)}, [lot(weights={"price": 100})], HELP),
        ({**FRANCE, "launch": datetime.date(2024, 6, 1)}, [lot(months=1)], HELP),
        ({"country": "NO"}, [lot(weights={"price": 100})], HELP),
    ],
)
def test_help_and_other_equipment_pass(tender: Table, lots: list[Table], excluded: tuple[str, ...]) -> None:
    assert keys(RULE, tender=tender, lots=lots, excluded=without(*excluded), included=CRITERION) == []


def test_the_message_names_the_law() -> None:
    (finding,) = found(RULE, tender=FRANCE, excluded=without(*HELP), included=CRITERION)
    assert "fr-decree-2024-134" in finding.message
