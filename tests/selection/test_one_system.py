# SPDX-License-Identifier: Apache-2.0
"""A system bought as one, such as a supercomputer: what of a server room does not fit its nodes."""

from collections.abc import Collection

import pytest

from tenderkit.library.reading.shipped_data import load_shipped_data
from tests.support import choose, ids, lot, part

LIBRARY = load_shipped_data().library
TENDER = {"country": "FI", "value": {"amount": 35_000_000, "currency": "EUR"}}


def select_nodes(one_system: bool | None) -> tuple[Collection[str], dict[tuple[str, str], object]]:
    """The clauses of a lot of nodes, and the value of each of their parameters for servers."""
    answers = {} if one_system is None else {"one-system": one_system}
    nodes = lot({"server": 2000}, {"server": 800}, data="internal", answers=answers)
    selection = choose(LIBRARY, tender=TENDER, lots=[nodes])
    values = {
        (pick.clause.id, name): value.value
        for pick in part(selection).picks
        for name, by_category in pick.values.items()
        for category, value in by_category.items()
        if category == "server"
    }
    return ids(selection), values


def test_what_the_law_asks_of_office_servers_is_not_asked_of_its_nodes() -> None:
    assert "server-efficiency" not in select_nodes(one_system=True)[0]


@pytest.mark.parametrize("answer", [None, False])
def test_other_servers_keep_their_clauses(answer: bool | None) -> None:
    clauses, values = select_nodes(answer)
    assert "server-efficiency" in clauses
    assert values["take-back", "collection-days"] == 10
    assert ("life-cycle-cost-award", "performance") not in values


def test_performance_maintenance_and_the_rate_of_old_nodes_are_open_points() -> None:
    values = select_nodes(one_system=True)[1]
    assert values["life-cycle-cost-award", "performance"] is None
    assert values["life-cycle-cost-award", "maintenance"] is None
    assert values["reuse-before-recycling", "reuse-rate"] is None


def test_parts_and_collection_fit_nodes() -> None:
    values = select_nodes(one_system=True)[1]
    assert "repairers that the manufacturer authorises" in str(values["spare-parts", "sale"])
    assert "cold plate" in str(values["spare-parts", "part-list"])
    assert values["take-back", "collection-days"] == 40
