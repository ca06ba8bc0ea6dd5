# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tenderkit.errors import InvalidInput
from tenderkit.library.library import Library, Overlay
from tenderkit.library.reading import shipped_data
from tenderkit.selection.sample_purchase import select_sample
from tenderkit.selection.selection import Selection
from tests.support import award, clause, ids, library, parameter, profile, vocabulary

MODELS = vocabulary().words("acquisitions")


def made(whole: Library, id_: str = "a", **more: Any) -> Selection:
    return select_sample(whole, whole.clauses[id_], languages=("en",), **{"launch": date(2027, 1, 15), **more})


def of(*blocks: dict[str, Any], model: str | None = None, **overrides: Any) -> Selection:
    """The selection for a clause with these blocks."""
    return made(library({"a": clause(applies=list(blocks), **overrides)}), model=model)


def lines(selection: Selection, key: str = "items") -> list[str]:
    return [line.category for line in getattr(selection.purchase.lots[0], key)]


def refused(*blocks: dict[str, Any], model: str) -> tuple[str, str]:
    with pytest.raises(InvalidInput) as caught:
        of(*blocks, model=model)
    return caught.value.findings[0].message, caught.value.findings[0].fix


# --- the clause is in ---


@pytest.mark.parametrize(
    "lines_",
    [
        {},
        {"categories": ["display", "server"]},
        {"return-categories": ["display"]},
        {"return-categories": ["mixed-ict"]},
        {"data": ["none"]},
        {"data": ["classified", "personal"]},
        {"has-returns": True},
        {"has-returns": False},
        {"own-criteria": True},
        {"min-quantity": 5_000},
        {"max-quantity": 5},
        {"min-months": 120},
        {"max-months": 6},
        {"proportionality": ["short"]},
        {"jurisdictions": ["fr"]},
        {"place": ["fr"]},
        {"accepts-refurbished": True},
        {"sites": 3},
        {"use": ["outdoors", "office"]},
    ],
    ids=lambda value: "-".join(value) or "always",
)
def test_a_clause_is_in_whatever_its_lines(lines_: dict[str, Any]) -> None:
    assert "a" in ids(made(library({"a": clause(applies=[lines_])}, {"fr": profile()})))


@pytest.mark.parametrize("id_", ["social-reuse", "social-employment"])
def test_answers_on_the_tender_the_lot_and_the_lines_stand_at_their_places(id_: str) -> None:
    assert id_ in ids(made(shipped_data.load_shipped_data().library, id_))


@pytest.mark.parametrize("model", MODELS)
def test_a_clause_for_everything_is_in_for_every_model(model: str) -> None:
    selection = of({}, model=model)
    assert selection.purchase.lots[0].acquisition == model
    assert ids(selection) == ["a"]


@pytest.mark.parametrize("category", vocabulary().words("categories"))
def test_a_clause_is_in_whatever_category_is_handed_over(category: str) -> None:
    assert lines(of({"return-categories": [category]}), "returns") == [category]


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_a_clause_that_no_purchase_gets_is_shown_all_the_same(status: str) -> None:
    assert ids(of({}, status=status)) == ["a"]


def test_a_hidden_clause_is_shown_and_what_else_is_hidden_stays_so() -> None:
    whole = library({"a": clause(), "b": clause()})
    whole = replace(whole, overlays=(Overlay({"en": "House"}, "1", hide=("a", "b")),))
    assert ids(made(whole)) == ["a"]
    assert set(whole.hidden) == {"a", "b"}


def test_a_clause_that_gives_way_or_is_replaced_stays() -> None:
    whole = library({"a": clause(conflicts=["b"]), "b": clause(), "c": clause(replaces=["a"])})
    assert "a" in ids(made(whole))


def test_a_criterion_beyond_the_cap_stays() -> None:
    assert "a" in ids(made(library({"a": award(rank=99), **{f"b{n}": award(rank=n) for n in range(8)}})))


def test_a_general_rule_is_in_for_the_tender() -> None:
    assert ids(of({}, kind="general-rule"), 0) == ["a"]


# --- the purchase ---


def test_all_categories_of_the_blocks_that_can_hold_are_bought() -> None:
    selection = of(
        {"categories": ["laptop"], "acquisition": ["purchase"]},
        {"categories": ["display"]},
        {"categories": ["server"], "acquisition": ["lease"]},
        {"return-categories": ["tablet"]},
        model="purchase",
    )
    assert (lines(selection), lines(selection, "returns")) == (["laptop", "display"], ["tablet"])


def test_without_a_model_it_is_the_first_that_the_clause_names() -> None:
    assert of({"acquisition": ["service", "lease"]}).purchase.lots[0].acquisition == "service"
    assert of({}).purchase.lots[0].acquisition == "purchase"


def test_a_take_back_lot_buys_nothing() -> None:
    blocks = ({"categories": ["laptop"]}, {"return-categories": ["display"]})
    selection = of(*blocks, model="take-back")
    assert (lines(selection), lines(selection, "returns")) == ([], ["display"])


def test_a_lot_of_consumables_takes_nothing_back() -> None:
    selection = of({"has-returns": True}, model="consumables")
    assert (lines(selection), lines(selection, "returns")) == (["consumables"], [])


def test_equipment_of_unknown_kinds_is_repaired_and_not_bought() -> None:
    block = {"categories": ["laptop", "mixed-ict"]}
    assert lines(of(block, model="purchase")) == ["laptop"]
    assert lines(of(block, model="repair")) == ["laptop", "mixed-ict"]


@pytest.mark.parametrize(("asked", "level"), [("core", "core"), ("comprehensive", "comprehensive")])
def test_the_level_is_the_one_that_is_asked_for(asked: str, level: str) -> None:
    assert made(library({"a": clause()}), level=asked).purchase.tender.level == level


def test_a_clause_without_that_level_is_shown_at_its_own() -> None:
    whole = library({"a": clause(levels=["comprehensive"])})
    assert made(whole, level="core").purchase.tender.level == "comprehensive"


def test_the_country_is_that_of_the_authority_and_of_delivery() -> None:
    selection = made(library({"a": clause()}, {"ke": profile()}), country="KE")
    assert (selection.jurisdiction, selection.purchase.tender.country) == ("ke", "KE")


def test_the_values_are_those_of_the_clause() -> None:
    selection = made(library({"a": clause(parameters={"years": parameter({"core": 4})})}))
    (pick,) = selection.parts[1].picks
    assert (pick.values["years"]["laptop"].value, pick.values["years"]["laptop"].origin) == (4, "proposed")


# --- what cannot be shown ---


@pytest.mark.parametrize(
    ("block", "model", "fit"),
    [
        ({"acquisition": ["lease", "service"]}, "purchase", "lease, service"),
        ({"categories": ["laptop"], "acquisition": ["lease", "take-back"]}, "take-back", "lease"),
        (
            {"categories": ["laptop"]},
            "consumables",
            "purchase, lease, service, refurbished, repair, print-service",
        ),
        (
            {"return-categories": ["consumables"]},
            "consumables",
            "purchase, lease, service, refurbished, repair, print-service, take-back",
        ),
    ],
)
def test_a_model_that_no_block_can_hold_for_is_refused_with_those_that_fit(
    block: dict[str, Any], model: str, fit: str
) -> None:
    message, fix = refused(block, model=model)
    assert message == f"“a” is not meant for the acquisition model “{model}”"
    assert fix == f"It is meant for: {fit}."


def test_a_purchase_that_would_contradict_itself_is_refused_with_its_reason() -> None:
    message, _ = refused({"categories": ["mixed-ict"]}, model="purchase")
    assert message == "equipment of unknown kinds can be handed over or repaired, not bought"


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2101, 1, 1)])
def test_a_day_on_which_no_tender_is_launched_is_refused(day: date) -> None:
    with pytest.raises(InvalidInput, match="is not between 2000 and 2100"):
        made(library({"a": clause()}), launch=day)
