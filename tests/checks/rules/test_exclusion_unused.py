# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import found, keys, without
from tests.support import Table, lot

RULE = "exclusion-unused"
SERVERS = [lot({"server": 50})]


@pytest.mark.parametrize(
    ("lots", "excluded"),
    [
        (SERVERS, without("battery-endurance")),
        (SERVERS, without("drop-test")),
        ([lot({"desktop": 50})], without("battery-endurance")),
        ([lot()], without("lease-return-terms")),
        ([lot(), *SERVERS], [{**without("battery-endurance")[0], "lot": 2}]),
        ([lot()], without("encryption-by-default", "server-efficiency")),
    ],
)
def test_an_exclusion_of_what_is_out_anyway_is_found(lots: list[Table], excluded: list[Table]) -> None:
    assert keys(RULE, lots=lots, excluded=excluded) == ["excluded"]


@pytest.mark.parametrize(
    ("lots", "excluded"),
    [
        ([lot()], without("encryption-by-default")),
        (SERVERS, without("server-efficiency")),
        ([lot({"display": 5}, data=None), lot()], without("encryption-by-default")),
        ([*SERVERS, lot()], [{**without("encryption-by-default")[0], "lot": 2}]),
        ([lot(acquisition="lease")], without("lease-return-terms")),
        ([lot()], []),
    ],
)
def test_an_exclusion_that_takes_a_clause_out_passes(lots: list[Table], excluded: list[Table]) -> None:
    assert keys(RULE, lots=lots, excluded=excluded) == []


def test_the_finding_names_the_clause() -> None:
    (finding,) = found(RULE, lots=SERVERS, excluded=without("drop-test"))
    assert finding.place.clause == "drop-test"
