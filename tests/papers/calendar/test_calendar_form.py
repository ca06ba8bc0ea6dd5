# SPDX-License-Identifier: Apache-2.0
"""The paper as text that people can read, for two examples: one whose first delivery is known, and one without."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.papers.calendar.calendar_form import compose
from tenderkit.papers.calendar.contract_calendar import build_calendars
from tenderkit.papers.paper import Paper
from tests.support import EXAMPLES, annex, clause, example, library, lot, parameter, performance

CASES = Path(__file__).parents[2] / "cases"


def paper(one: Annex) -> Paper:
    return compose(one, build_calendars(one))


def lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield f"\n{'#' * block.level} {block.text}"
            case Paragraph():
                yield f"{block.lead}: {block.text}" if block.lead else block.text
            case Table():
                for row in (block.head, *block.rows):
                    yield " | ".join(str(cell).replace("\n", " / ") for cell in row)


def tables(one: Paper) -> list[Table]:
    return [b for b in one.blocks if isinstance(b, Table)]


@pytest.mark.parametrize("name", ["fr-phone-lease", "es-data-centre"])
def test_an_example_gives_the_calendar_that_was_read(name: str, golden: Callable[[Path, str], None]) -> None:
    golden(CASES / name / "calendar.txt", "\n".join(lines(paper(example(name)).blocks)) + "\n")


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_duty_of_a_contract_is_in_it(name: str) -> None:
    one = example(name)
    told = {cell for table in tables(paper(one)) for row in table.rows for cell in row}
    kinds = ("contract-performance-clause", "award-criterion")
    duties = {f"{c.number} {c.title}" for c in one.printed if c.clause.kind in kinds}
    assert duties - told == set()
    assert {f"{c.number} {c.title}" for c in one.printed if c.clause.kind == "selection-criterion"} & told == set()


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_date_comes_before_an_earlier_one(name: str) -> None:
    for one in build_calendars(example(name)):
        moments = [e.moment for e in one.due]
        known = [m.order for m in moments if m]
        assert known == sorted(known)
        assert None not in moments[: len(known)]
        keys = [(e.tag, e.key) for e in (*one.due, *one.holding)]
        assert len(set(keys)) == len(keys)


def test_a_report_says_its_proof_once() -> None:
    text = {"verification": {"declaration": "Yes.", "document": "A report."}}
    one = annex(library({"a": performance(reports={"per-year": 1}, text=text)}), lots=[lot(months=24)])
    _, effects = tables(paper(one))
    assert effects.rows == (("1.4.1 A title", "A report.", "The fault is put right."),)


def test_a_date_stands_above_its_month() -> None:
    delivery = paper(example("fr-phone-lease")).selection.purchase.lots[0].delivery_from
    assert delivery is not None
    whole = library({"a": performance(reports={"per-year": 1})})
    by_date, _ = tables(paper(annex(whole, lots=[lot(months=12, delivery_from=delivery)])))
    assert [row[0] for row in by_date.rows] == ["31 January 2028\nend of month 12"] * 2


def test_contract_years_that_say_the_same_after_the_term_are_one_row() -> None:
    rate = parameter({"core": 50, "anchor": "per-year"}, unit="percent", direction="min", title="Rate")
    years = parameter({"core": 3, "anchor": "after-delivery"}, title="Requests")
    text = {"requirement": "The contractor shall do it: {{ rate }} until {{ request_years }}."}
    rates = performance(parameters={"rate": rate, "request-years": years}, text=text, group="end-of-use")
    one = annex(library({"a": rates}), lots=[lot(months=24)])
    by_date = tables(paper(one))[0]
    assert [row[0] for row in by_date.rows] == [
        "end of month 12",
        "end of month 24",
        "end of month 24",
        "end of month 36",
    ]
    assert by_date.rows[-1][3].startswith("Each of the contract years 3 to 6 ends (months 25 to 72)")
    (calendar,) = build_calendars(one)
    assert [e.moment.month for e in calendar.with_day if e.moment and e.nth > 2] == [36, 48, 60, 72]


def test_each_row_names_the_party_whose_duty_it_is() -> None:
    days = parameter({"core": 20, "anchor": "before-audit"}, unit="days", direction="none", title="Notice")
    text = {
        "title": "Audit",
        "requirement": "The contracting authority may look at the records; it gives notice {{ days }} "
        "{{ days_anchor }}.\n\nThe contractor shall keep them.",
    }
    one = paper(annex(library({"a": performance(parameters={"days": days}, text=text)}), lots=[lot(months=24)]))
    assert [block.text for block in one.blocks if isinstance(block, Heading)][2:] == [
        "What is due, by date",
        "What is due, by event",
        "Proof, and what follows if a duty is missed",
    ]
    by_date, by_event, _ = tables(one)
    assert [row[:4] for row in by_date.rows] == [
        ("end of month 24", "contracting authority", "Term", "The term ends")
    ]
    assert [row[:4] for row in by_event.rows] == [
        (
            "before the audit",
            "contracting authority",
            "1.4.1 Audit",
            "– Notice: at the latest 20 days before the audit",
        ),
        ("throughout the contract", "contractor", "1.4.1 Audit", "The contractor shall keep them."),
    ]


def test_where_a_clause_names_no_consequence_the_clause_on_remedies_is_named() -> None:
    proof = {"declaration": "Yes.", "document": "A list."}
    silent = performance(text={"title": "Duty", "remedy": None, "verification": proof})
    remedies = performance(text={"title": "Remedies"}, group="general", position=90)
    one = paper(annex(library({"a": silent, "b": performance(), "remedies": remedies})))
    *_, effects = tables(one)
    assert effects.rows[0] == ("1.4.1 Duty", "A list.", "–")
    assert sum(row[2] == "The fault is put right." for row in effects.rows) == 2
    assert any("“Remedies” (G.1) holds" in line for line in lines(one.blocks))
    alone = paper(annex(library({"a": silent})))
    assert not any("Where a clause names no consequence" in line for line in lines(alone.blocks))


def test_a_lot_that_asks_for_nothing_says_so_and_one_without_a_term_too() -> None:
    one = paper(annex(library({"a": clause()}), lots=[lot(months=None)]))
    text = "\n".join(lines(one.blocks))
    assert "asks for nothing during the contract" in text
    assert "The term is not decided" in text
    assert tables(one) == []


def test_what_holds_for_a_time_says_whose_it_is() -> None:
    years = parameter({"core": 5, "anchor": "after-delivery"}, title="Use")
    text = {"requirement": "The contracting authority may keep a unit until {{ years }} {{ years_anchor }}."}
    *_, holding = tables(paper(annex(library({"a": performance(parameters={"years": years}, text=text)}))))
    assert [row[1:4] for row in holding.rows] == [("Use", "contracting authority", "5 years after delivery")]


def test_under_a_framework_agreement_the_contract_is_told_to_hold_its_call_offs() -> None:
    one = annex(library({"a": performance()}), tender={"contract": "framework"})
    assert any("framework agreement with all its call-offs" in line for line in lines(paper(one).blocks))


def test_the_paper_says_from_which_day_the_calendar_file_reckons() -> None:
    launch = "reckons from the launch of the tender, 19 October 2026"
    assert any(launch in line for line in lines(paper(example("es-data-centre")).blocks))
    assert not any("reckons from" in line for line in lines(paper(example("fr-phone-lease")).blocks))
