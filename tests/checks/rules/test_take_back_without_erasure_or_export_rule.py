# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import keys, without
from tests.support import Table, lot

RULE = "take-back-without-erasure-or-export-rule"
# All clauses that need the erasure of data, or the rule on export.
ERASURE = (
    "take-back",
    "data-sanitisation",
    "erasure-certificate",
    "security-rules",
    "secure-collection-and-custody",
    "reuse-before-recycling",
    "social-reuse",
    "end-of-use-service",
    "end-of-use-report",
    "destruction-machines",
    "value-sharing",
    "no-dumping",
    "end-of-use-quality-points",
    "used-equipment-export-test",
    "end-of-term-reuse",
    "lease-return-terms",
    "incident-notice",
)
EXPORT = ("export-control", *ERASURE)
OLD = {"laptop": 50}


@pytest.mark.parametrize(
    ("lots", "excluded", "times"),
    [
        ([lot(returns=OLD)], ERASURE, 1),
        ([lot(returns=OLD)], EXPORT, 2),
        ([lot(returns=OLD, data="internal")], ERASURE, 1),
        ([lot({"display": 20}, {"display": 20}, data="none")], EXPORT, 1),
        ([lot(returns={"smartphone": 20, "display": 5})], ERASURE, 1),
    ],
)
def test_old_equipment_without_the_rules_is_found(lots: list[Table], excluded: tuple[str, ...], times: int) -> None:
    assert keys(RULE, lots=lots, excluded=without(*excluded)) == ["lots.1.returns"] * times


@pytest.mark.parametrize(
    ("lots", "excluded"),
    [
        ([lot(returns=OLD)], ()),
        ([lot()], EXPORT),
        ([lot(acquisition="take-back")], ()),
        ([lot({"display": 20}, {"display": 20}, data="none")], ERASURE),
        ([lot(returns=OLD)], ("no-dumping",)),
    ],
)
def test_what_has_the_rules_or_hands_nothing_over_passes(lots: list[Table], excluded: tuple[str, ...]) -> None:
    assert keys(RULE, lots=lots, excluded=without(*excluded)) == []
