# SPDX-License-Identifier: Apache-2.0
"""Amounts and duties that a court would let stand, read in annexes whole: no honest slip costs more than it harms."""

import pytest

from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import list_texts
from tests.support import example


def read(name: str) -> str:
    annex: Annex = example(name)
    return " ".join(list_texts(annex.blocks))


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
    carried = "taken over, carried, stored, prepared for re-use and treated only by permitted operators"
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
    assert "for each working day of late collection or replacement" in text
    assert "Model offered" not in form
    assert form.count("toner for the A4 colour printers") >= 3
    # What has not been delivered yet cannot be listed before the award.
    assert "lists of the cartridges" not in text
    assert "by printer and version, before its installation" in text


def test_late_sanitisation_stays_under_the_cap_of_unit_amounts_where_there_are_data() -> None:
    text = read("lt-classified-network")
    assert "Late sanitisation, capped with unit amounts, costs" in text
    assert "The limits of the other sums there hold for it, too" in text
