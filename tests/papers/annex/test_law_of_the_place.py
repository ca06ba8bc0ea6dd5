# SPDX-License-Identifier: Apache-2.0
"""What an annex cites as law: that of the place, on the day of the launch."""

import datetime
import re
from dataclasses import replace
from functools import cache

import pytest

from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.papers.annex.annex import compose
from tenderkit.papers.annex.context import Context
from tenderkit.papers.blocks import Table
from tenderkit.papers.notes.notes import compose_notes
from tenderkit.selection.select import select
from tests.support import PURCHASE_FILES, choose, english, example_purchase, lot
from tests.support import Table as Content

LIBRARY = load_shipped_data().library
EUROPE = LIBRARY.jurisdictions["eu"]
INSIDE = {*EUROPE.members, *EUROPE.product_law_also}
ELSEWHERE = sorted(id_.upper() for id_ in LIBRARY.jurisdictions if len(id_) == 2 and id_ != "eu" and id_ != "un")
OUTSIDE = [country for country in ELSEWHERE if country not in INSIDE]
OF_EUROPE = {id_ for id_, source in LIBRARY.sources.items() if source.law_of == "eu"}
# An act as texts name it: “Regulation (EU) 2019/2021”, “Directive 2011/65/EU”.
ACT = re.compile(r"(?:Regulation|Directive|Decision) (?:\(E[UC]\) )?(?:No )?\d+/\d+(?:/EU|/EC)?")
# What makes a named act a benchmark, or the keeper of a list, and no law of the place.
OPEN = (
    "equivalent",
    "or a law at the place of delivery",
    "on the candidate list under",
    "sets no value are excepted",
)
LAUNCHES = [
    datetime.date(2024, 2, 1),
    datetime.date(2026, 12, 1),
    datetime.date(2027, 2, 1),
    datetime.date(2028, 6, 1),
]
EVERYTHING = [lot({"laptop": 60, "display": 60, "smartphone": 60, "server": 5, "ups-battery": 5}, {"mixed-ict": 50})]


def read_annex(tender: Content) -> Context:
    """The context of an annex in the full set, with everything that the law of a place may touch."""
    whole = {"proportionality": "full", "level": "comprehensive", **tender}
    return compose(choose(LIBRARY, tender=whole, lots=EVERYTHING), english()).context


@cache
def read_example(name: str) -> Context:
    bought = replace(example_purchase(name), language="en")
    return compose(select(LIBRARY, bought), english()).context


def list_outside() -> list[str]:
    names = []
    for name in PURCHASE_FILES:
        tender = example_purchase(name).tender
        if not {tender.country, tender.delivery_country} & INSIDE and tender.jurisdiction != "eu":
            names.append(name)
    return names


def check_no_law_of_europe(context: Context) -> None:
    told = [*context.duties, *context.demands, *context.rules]
    assert not [rule for rule in told if rule.source in OF_EUROPE]
    for clause in context.selected:
        assert not [
            value for value in clause.values if value.value.origin == "law" and value.value.source in OF_EUROPE
        ]
        text = " ".join((*clause.requirement, *clause.verification.values()))
        assert not ACT.search(text) or any(word in text for word in OPEN), text
    kinds = {id_: context.name_kind(LIBRARY.sources[id_]) for id_ in context.sources if id_ in OF_EUROPE}
    assert set(kinds.values()) <= {"law elsewhere"}


@pytest.mark.parametrize("name", list_outside())
def test_no_example_outside_europe_has_its_law(name: str) -> None:
    check_no_law_of_europe(read_example(name))


@pytest.mark.parametrize("country", OUTSIDE)
def test_no_country_outside_europe_has_its_law(country: str) -> None:
    check_no_law_of_europe(read_annex({"country": country, "launch": LAUNCHES[1]}))


def test_a_law_that_is_a_model_only_stands_in_the_notes_which_say_so() -> None:
    def list_rows(country: str, *, notes: bool = False) -> list[str]:
        annex = compose(choose(LIBRARY, tender={"country": country}, lots=EVERYTHING), english())
        tables = [block for block in (compose_notes(annex) if notes else annex).blocks if isinstance(block, Table)]
        return [str(row) for table in tables for row in table.rows if "Directive 2014/24/EU on" in str(row)]

    assert list_rows("DE")
    assert not list_rows("KE")
    assert list_rows("KE", notes=True)
    assert all("law elsewhere" in row for row in list_rows("KE", notes=True))


@pytest.mark.parametrize("country", ["FR", "NO", "KE"])
@pytest.mark.parametrize("launch", LAUNCHES, ids=str)
def test_an_annex_cites_what_is_in_force_at_the_launch(country: str, launch: datetime.date) -> None:
    context = read_annex({"country": country, "launch": launch})
    later = [id_ for id_ in context.cited if not LIBRARY.sources[id_].is_in_force(launch)]
    assert later == []
    acts = {name[0]: source for source in LIBRARY.sources.values() if (name := ACT.search(source.title))}
    for clause in context.selected:
        for text in (*clause.requirement, clause.remedy, clause.question, *clause.verification.values()):
            named = [act for act in ACT.findall(text) if act in acts and not acts[act].is_in_force(launch)]
            assert named == [], text


def test_a_law_that_ended_is_cited_no_more() -> None:
    day = datetime.date(2026, 5, 20)
    cited = [read_annex({"country": "DE", "launch": launch}).cited for launch in (day, day + datetime.timedelta(1))]
    assert "eu-reg-2024-1157" not in cited[0]
    assert "eu-reg-2024-1157" in cited[1]


def test_swiss_notes_begin_with_the_law_of_the_confederation_and_the_cantons() -> None:
    context = read_example("ch-tablet-repair")
    assert "Not looked up" not in " ".join(rule.text for rule in context.rules)
    cited = {rule.source for rule in (*context.rules, *context.duties)}
    assert {"ch-ivoeb-2019", "ch-boeb-2019", "ch-fadp-2020", "ch-vreg-2021", "ch-criminal-code"} <= cited


@pytest.mark.parametrize(("months", "is_open"), [(60, False), (61, True)])
def test_a_swiss_framework_beyond_five_years_has_an_open_point(months: int, *, is_open: bool) -> None:
    terms = lot({"tablet": 60}, months=months, **{"quantity-basis": "per-year"})
    annex = compose(choose(LIBRARY, tender={"country": "CH", "contract": "framework"}, lots=[terms]), english())
    assert ("tender.settled.long-framework" in {point.key for point in annex.open_points}) is is_open


def test_dutch_notes_name_the_one_standard_of_treatment() -> None:
    context = read_example("nl-whiteboards")
    (demand,) = (demand for demand in context.demands if demand.clause == "Regeling AEEA, Art. 11")
    assert "No other scheme or audit stands in for it" in demand.text
