# SPDX-License-Identifier: Apache-2.0
import re
import tomllib
from typing import Any

from tenderkit.formats.text.explanation import render
from tenderkit.library.library import Library
from tests.support import choose, clause, english, library, limit, lot, parameter, profile

TABLET = {"categories": ["tablet"]}
CLAUSES = {
    "general/equality": clause(kind="general-rule", group="general"),
    "years": clause(
        parameters={"years": parameter({"core": 5}, title="term")},
        text={"title": "Years", "requirement": "The tenderer shall offer {{ years }}."},
    ),
    "tablets": clause(applies=[TABLET]),
}


def whole(**overrides: Any) -> Library:
    return library(CLAUSES, {"ke": profile(title={"en": "Kenya"}, **overrides)})


def lines(only: str | None = None, of: Library | None = None, **overrides: Any) -> list[str]:
    return render(choose(of or whole(), **overrides), english(), only).splitlines()


def test_it_begins_with_the_jurisdiction_and_the_size() -> None:
    assert lines(tender={"country": "KE"})[:2] == [
        "Procurement law: Kenya: the profile of the country of the authority",
        "How many clauses: standard: follows from the number of units (up to 25 are small, from 2,000 large); "
        "a value in tender.value counts before it",
    ]


def test_every_clause_stands_under_in_or_out_with_rule_and_reason() -> None:
    assert lines()[3:] == [
        "",
        "General rules",
        "  In (1)",
        "    equality [applies]: it holds for the whole tender",
        "",
        "Lot 1: A lot",
        "  In (1)",
        "    years [applies]: it fits: it holds for every purchase",
        "  Out (1)",
        "    tablets [applies]: it is not meant for what the lot buys: laptops",
    ]


def test_every_lot_is_told() -> None:
    found = lines(lots=[lot(title="First"), lot({"tablet": 50}, title="Second")])
    assert [x for x in found if x.startswith("Lot")] == ["Lot 1: First", "Lot 2: Second"]
    assert found.count("  In (2)") == 1
    assert found.count("  Out (1)") == 1


def test_one_clause_alone_is_told_with_its_values_and_their_origin() -> None:
    assert lines("years")[2:] == [
        "",
        "Lot 1: A lot",
        "  In (1)",
        "    years [applies]: it fits: it holds for every purchase",
        "    years: 5 years (proposed by this project)",
    ]


def test_a_value_of_the_authority_is_told_as_such() -> None:
    assert lines("years", parameters={"years": {"years": 7}})[-1] == "    years: 7 years (chosen by the authority)"


def test_a_value_of_law_is_told_as_such() -> None:
    found = lines("years", whole(limits=[limit("years.years", 8)]), tender={"country": "KE"})
    assert found[-1] == "    years: 8 years (law)"


def test_an_undecided_value_shows_its_gap() -> None:
    found = lines("years", parameters={"years": {"years": "undecided"}})
    assert found[-1] == "    years: [to be decided: term] years (undecided)"


def test_a_clause_that_is_out_is_told_without_values() -> None:
    assert lines("tablets")[2:] == [
        "",
        "Lot 1: A lot",
        "  Out (1)",
        "    tablets [applies]: it is not meant for what the lot buys: laptops",
    ]


def test_a_reason_of_the_authority_stays_on_one_line() -> None:
    found = lines(excluded=[{"clause": "years", "reason": "We have it.\n  In (9)\n    fake [applies]: x"}])
    assert "    fake [applies]: x" not in found


def test_it_ends_with_one_line_end() -> None:
    text = render(choose(whole()), english())
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_the_effort_for_tenderers_is_told_for_the_whole_and_not_for_one_clause() -> None:
    whole = [x for x in lines() if x.startswith(english().text("burden.title"))]
    assert [re.findall(r"\d+", x)[0] for x in whole] == ["2"]
    assert not any(x.startswith(english().text("burden.title")) for x in lines("years"))


def test_one_clause_that_is_out_comes_with_the_lines_that_bring_it_in() -> None:
    of = library({"a": clause(), "big": clause(applies=[{"min-months": 100}]), "other": clause(applies=[TABLET])})
    found = lines("big", of)
    start = found.index("    To bring it in, write into the purchase file:") + 1
    table = tomllib.loads("\n".join(found[start:]))
    assert table == {"included": [{"clause": "big", "reason": "why you want it"}]}
    (part,) = choose(of, included=table["included"]).lots
    assert part.decisions["big"].selected
    assert not any("[[included]]" in line for line in [*lines("a", of), *lines("other", of), *lines(None, of)])


def test_the_lines_that_bring_a_clause_in_name_the_lot_where_there_are_several() -> None:
    of = library({"a": clause(), "big": clause(applies=[{"min-months": 100}])})
    found = lines("big", of, lots=[lot(title="First"), lot({"tablet": 50}, title="Second")])
    assert [line for line in found if "lot =" in line] == ["    lot = 1", "    lot = 2"]
