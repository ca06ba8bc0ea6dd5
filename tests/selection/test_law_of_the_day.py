# SPDX-License-Identifier: Apache-2.0
"""The law that the shipped profiles tell of a day: each change is looked at on both of its sides."""

import datetime

import pytest

from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.selection.legal_context import find_duties, find_legal_demands
from tenderkit.selection.selection import Selection
from tests.support import Table, choose, english, lot, printed

LIBRARY = load_shipped_data().library
HANDED_OVER: Table = {"acquisition": "take-back", "months": 1}


def launched(country: str, day: str, *lots: Table, **tender: str) -> Selection:
    """The selection for a tender of one month (or of these lots) that a country launches on a day."""
    launch = datetime.date.fromisoformat(day)
    whole = {k.replace("_", "-"): v for k, v in tender.items()}
    return choose(LIBRARY, tender={"country": country, "launch": launch, **whole}, lots=lots or [lot(months=1)])


def list_law(selection: Selection) -> str:
    """All that the notes tell of product and waste law, with the sources."""
    return "\n".join(f"{one.text} {one.source}" for one in find_legal_demands(selection, english()))


def list_duties(selection: Selection) -> list[str]:
    return [duty.id for duty in find_duties(selection)]


# --- waste that crosses borders of the European Union ---


@pytest.mark.parametrize(
    ("day", "told", "untold"),
    [
        ("2025-06-01", "GC010", "eu-del-reg-2024-3230"),
        ("2026-04-01", "GC010", "GC010 and GC020 have ended"),
        ("2026-05-21", "until 31 December 2026 only", "eu-del-reg-2024-3229"),
        ("2026-11-30", "until 31 December 2026 only", "GC010 and GC020 have ended"),
        ("2027-01-01", "GC010 and GC020 have ended", "until 31 December 2026"),
        ("2028-03-01", "GC010 and GC020 have ended", "until 31 December 2026"),
    ],
)
def test_entries_of_waste_between_member_states_change_with_the_year_2027(day: str, told: str, untold: str) -> None:
    law = list_law(launched("DE", day, lot(**HANDED_OVER)))
    assert told in law
    assert untold not in law


def test_a_term_across_the_new_year_is_told_both_entries() -> None:
    law = list_law(launched("DE", "2026-12-01", lot(acquisition="take-back", months=12)))
    assert "until 31 December 2026 only" in law
    assert "GC010 and GC020 have ended. Batteries handed over alone" in law
    assert "(From 1 January 2027.)" in law


@pytest.mark.parametrize("day", ["2026-12-15", "2027-02-15"])
def test_the_bans_of_export_come_first_in_the_european_union(day: str) -> None:
    selection = launched("DE", day, lot(**HANDED_OVER))
    first = printed(selection, "export-control").requirement[0]
    assert "neither export nor let" in str(first)
    law = list_law(selection)
    assert "eu-reg-2024-1157" in law
    assert "is not exported from the European Union for disposal" in law


def test_outside_the_european_union_nothing_of_its_waste_law_is_told() -> None:
    law = list_law(launched("KE", "2027-01-01", lot(**HANDED_OVER)))
    assert "European Union" not in law
    assert "basel-bc-15-18" in law
