# SPDX-License-Identifier: Apache-2.0
"""Amounts and duties that a court would let stand, read in annexes whole: no honest slip costs more than it harms."""

from dataclasses import replace

import pytest

from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.papers.annex.annex import Annex, compose
from tenderkit.papers.blocks import list_texts
from tenderkit.selection.select import select
from tests.support import english, example, example_purchase


def read(name: str) -> str:
    annex: Annex = example(name)
    return " ".join(list_texts(annex.blocks))


def list_unsettled(name: str) -> set[str]:
    """The keys of the open points of an example, had its authority settled no point of law."""
    purchase = example_purchase(name)
    unsettled = replace(purchase, tender=replace(purchase.tender, settled={}))
    annex = compose(select(load_shipped_data().library, unsettled), english())
    return {point.key for point in annex.open_points}


@pytest.mark.parametrize("name", ["ca-desktop-lease", "in-voting-machines", "lt-classified-network"])
def test_a_unit_after_use_is_worth_a_fifth_for_late_collection_too(name: str) -> None:
    text = read(name)
    assert "Once its collection after use is requested, one fifth of that value counts. " in f"{text} "
    assert "for late collection" not in text


@pytest.mark.parametrize("name", ["jp-compute-servers", "in-voting-machines"])
def test_only_the_same_unit_or_kind_of_paper_loses_its_cure_period(name: str) -> None:
    text = read(name)
    assert "for the same unit or in a paper of the same kind, has no cure period" in text
    assert "counts as dumped, unless within two cure periods the contractor proves where it is" in text
    # Whatever the class of data, a unit that holds none is not dumped because a paper is late.
    assert "cost only the highest unit amount and are no serious breach, up to 1 % of" in text


@pytest.mark.parametrize("name", ["in-voting-machines", "ca-desktop-lease", "lt-classified-network"])
def test_whoever_takes_over_or_carries_old_units_has_a_permit(name: str) -> None:
    carried = "taken over, carried, stored, worked on and treated only by permitted operators"
    assert carried in read(name)


def test_a_firm_is_left_open_only_in_answers_on_performance_and_refused_until_its_work() -> None:
    text = read("ca-desktop-lease")
    assert "In such answers a firm, site, tool or channel may be left open" in text
    assert "Until that work the contracting authority may refuse one that lacks a proof" in text
    assert "It shall undertake that a firm named later declares the same before its first work." in text
    assert "The tenderer shall undertake that each scheme is audited every two years" in text


def test_a_lot_of_cartridges_speaks_of_no_data_and_asks_a_price_for_each_item() -> None:
    annex = example("au-toner")
    text, form = read("au-toner"), " ".join(list_texts(annex.form))
    for word in ("sanitisation", "storage medi", "function test", "medium amount", "media amounts", "loan"):
        assert word not in text.casefold(), word
    assert "per working day of late collection or replacement" in text
    assert "Model offered" not in form
    assert form.count("toner for the A4 colour printers") >= 3
    # What has not been delivered yet cannot be listed before the award.
    assert "lists of the cartridges" not in text
    assert "by printer and version, before installation" in text


def test_a_lot_of_batteries_for_recycling_lists_no_media_and_tests_nothing() -> None:
    text = read("pt-ups-batteries")
    for word in ("storage medi", "function test", "unless re-used"):
        assert word not in text, word
    assert "serial number (or else how many) of the units" in text


def test_the_life_cycle_cost_is_that_of_the_whole_lot() -> None:
    """Batteries alone have no sheet of their own, but their price is a line of the cost sheet."""
    purchase = example_purchase("jm-ups-batteries")
    lot = purchase.lots[0]
    batteries = replace(lot.items[0], category="stationary-battery", note="")
    purchase = replace(purchase, lots=(replace(lot, items=(*lot.items, batteries)),))
    annex = compose(select(load_shipped_data().library, purchase), english())
    (cost,) = [c for c in annex.lots[0].clauses if c.clause.id == "life-cycle-cost-award"]
    assert "stationary-battery" not in cost.pick.items
    assert not cost.pick.whole
    assert cost.covers == ""


def test_no_label_is_asked_of_the_nodes_of_a_system() -> None:
    assert "Type I ecolabel" not in read("fi-supercomputer")
    assert "Type I ecolabel" in read("ie-servers-storage")


def test_a_day_of_delay_costs_little_in_japan() -> None:
    text = read("jp-compute-servers")
    assert "Unit amount, without cure period: 0.1 % of the unit’s value per working day" in text
    assert "function test or release, at most 10 %." in text


def test_late_sanitisation_stays_under_the_cap_of_unit_amounts_where_there_are_data() -> None:
    text = read("lt-classified-network")
    assert "Late sanitisation, without cure period: 2 % of each medium amount per working day" in text
    assert "five fixed amounts; capped with unit amounts." in text
    limits = "Only the limits stated there hold for it; for one medium only the highest of the sums there is due."
    assert f"{limits} The highest unit amount does not limit fixed amounts for data." in text


def test_a_lease_compares_the_charge_of_its_term_and_lets_all_units_go_back_in_time() -> None:
    text = read("ca-desktop-lease")
    assert "The monthly charge is the average over the term, without extensions." in text
    # 2,400 units are asked for within 20 working days, once a week.
    assert "A request covers at most 1,000 units." in text
    assert "sooner than 48 months after delivery" in text
    assert (
        "sell, assign or pledge a unit in use only to a firm that takes over its duties or respects this clause"
        in text
    )


def test_law_of_a_province_or_state_is_asked_for_and_not_listed() -> None:
    assert "the programme of producer responsibility of the province or territory of delivery" in read(
        "ca-desktop-lease"
    )
    assert {"tender.settled.province", "tender.settled.loss-estimate"} <= list_unsettled("ca-desktop-lease")
    points = {point.key for point in example("au-toner").open_points}
    assert {"tender.settled.state-law", "tender.settled.loss-estimate"} <= points


def test_india_has_the_amounts_of_its_manual_and_asks_what_allows_points() -> None:
    text = read("in-voting-machines")
    assert "Unit amount, without cure period: 0.1 % of the unit’s value per working day" in text
    assert "replacement, loan or return, at most 10 %." in text
    assert "Points for extra warranty years" not in text
    assert "No port that an approval or rule named in" in text
    assert "full charge cycles required" not in text


def test_classified_units_are_replaced_where_kept_and_their_repairers_are_looked_at() -> None:
    text = read("lt-classified-network")
    assert "free of charge; what it keeps is replaced." in text
    assert "Data-security capability for work on the premises" in text
    # Encryption excuses nothing there.
    assert "Giving an unsanitised storage medium to a subcontractor not named is a serious breach." in text
    # Its agency has settled both; another has to.
    keys = list_unsettled("lt-classified-network")
    assert {"tender.settled.defence-procurement", "tender.settled.untrusted-manufacturers"} <= keys


def test_japan_asks_who_signs_manifests_and_names_no_law_that_registers_nobody() -> None:
    text = read("jp-compute-servers")
    assert "Green Purchasing Act" not in text
    keys = list_unsettled("jp-compute-servers")
    assert {"tender.settled.industrial-waste", "tender.settled.award-by-points"} <= keys
    assert "Extended service agreement" in text


def test_the_time_in_which_findings_count_is_no_least_age() -> None:
    values = [v for lot in example("ca-desktop-lease").lots for c in lot.clauses for v in c.values]
    assert [v.value.direction for v in values if v.name == "finding-years"] == ["none"]
