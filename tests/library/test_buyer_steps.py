# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tenderkit.library.buyer_steps import ChosenBuyerStep, choose_buyer_steps
from tenderkit.library.condition import Facts
from tenderkit.library.reading import shipped_data
from tests.support import buyer_step, clause, library, with_steps

Table = dict[str, Any]
LAPTOPS = Facts("purchase", items={"laptop": 100}, data="personal")
LEASED = Facts("lease", items={"laptop": 100}, data="personal")
RETURNS = Facts("take-back", returns={"display": 5}, has_returns=True)


def made(*lots: Facts, **steps: Table) -> dict[str, ChosenBuyerStep]:
    """The steps that are chosen for these lots."""
    whole = with_steps(library({"a": clause()}), **steps)
    return {one.id: one for one in choose_buyer_steps(whole.buyer_steps, lots)}


def told(one: ChosenBuyerStep) -> list[tuple[str, tuple[int, ...]]]:
    """The advice of a step, with its lots."""
    return [(advice.text["en"], lots) for advice, lots in one.advice]


def advice(text: str, **when: Any) -> Table:
    return {"text": {"en": text}, "when": {k.replace("_", "-"): v for k, v in when.items()}}


def test_a_step_without_conditions_is_for_every_lot() -> None:
    found = made(LAPTOPS, LEASED, RETURNS, a=buyer_step())
    assert found["a"].lots == (1, 2, 3)
    assert told(found["a"]) == [("Do it.", (1, 2, 3))]


def test_a_step_is_for_the_lots_that_one_of_its_blocks_fits() -> None:
    step = buyer_step(applies=[{"acquisition": ["lease"]}, {"has-returns": True}])
    assert made(LAPTOPS, LEASED, RETURNS, a=step)["a"].lots == (2, 3)


def test_a_step_that_fits_no_lot_is_not_chosen() -> None:
    assert made(LAPTOPS, a=buyer_step(applies=[{"acquisition": ["lease"]}])) == {}


def test_a_paragraph_is_for_those_of_the_lots_that_it_fits_too() -> None:
    step = buyer_step(
        advice("Lease.", acquisition=["lease"]),
        advice("Data.", data=["personal"]),
        "All.",
        applies=[{"categories": ["laptop"]}],
    )
    assert told(made(RETURNS, LAPTOPS, LEASED, a=step)["a"]) == [
        ("Lease.", (3,)),
        ("Data.", (2, 3)),
        ("All.", (2, 3)),
    ]


def test_a_paragraph_that_fits_a_lot_of_another_step_only_is_left_out() -> None:
    step = buyer_step(advice("Waste.", has_returns=True), "All.", applies=[{"acquisition": ["purchase"]}])
    assert told(made(LAPTOPS, RETURNS, a=step)["a"]) == [("All.", (1,))]


def test_a_step_none_of_whose_paragraphs_fit_has_nothing_to_say() -> None:
    assert made(LAPTOPS, a=buyer_step(advice("Lease.", acquisition=["lease"]))) == {}


def test_steps_keep_the_order_of_the_library() -> None:
    assert list(made(LAPTOPS, z=buyer_step(), a=buyer_step(), m=buyer_step())) == ["z", "a", "m"]


def test_a_source_is_named_where_it_says_something_of_a_lot_of_the_step() -> None:
    sources = [
        {"id": "a-law", "mark": "C"},
        {"id": "another-law", "mark": "C", "when": {"acquisition": ["lease"]}},
        {"id": "a-label", "mark": "T", "when": {"has-returns": True}},
    ]
    # The lot with returns is none of the step.
    step = buyer_step(sources=sources, applies=[{"categories": ["laptop"]}])
    assert [s.id for s in made(LAPTOPS, RETURNS, a=step)["a"].sources] == ["a-law"]
    assert [s.id for s in made(LAPTOPS, LEASED, RETURNS, a=step)["a"].sources] == ["a-law", "another-law"]


@pytest.mark.parametrize("size", ["short", "standard", "full"])
def test_a_step_may_depend_on_how_many_clauses_there_are(size: str) -> None:
    step = buyer_step(applies=[{"proportionality": ["standard", "full"]}])
    found = made(Facts("purchase", items={"laptop": 1}, proportionality=size), a=step)
    assert bool(found) is (size != "short")


def test_an_answer_that_is_missing_meets_no_condition() -> None:
    step = buyer_step(advice("Two lots.", accepts_refurbished=True), "All.")
    assert told(made(LAPTOPS, a=step)["a"]) == [("All.", (1,))]
    yes = Facts("purchase", items={"laptop": 1}, answers={"accepts-refurbished": True})
    assert told(made(yes, a=step)["a"]) == [("Two lots.", (1,)), ("All.", (1,))]


def test_without_lots_or_steps_there_is_nothing_to_do() -> None:
    assert made(a=buyer_step()) == {}
    assert made(LAPTOPS) == {}


# --- the shipped steps ---

SHIPPED = shipped_data.load_shipped_data().library.buyer_steps


@pytest.mark.parametrize("id_", SHIPPED)
def test_every_paragraph_of_a_shipped_step_is_told_to_some_lot(id_: str) -> None:
    words = shipped_data.load_shipped_data().library.vocabulary
    lots = [
        Facts(
            model,
            items={} if model == "take-back" else {category: 100},
            returns={category: 100},
            has_returns=True,
            data=data,
            months=48,
            jurisdictions=frozenset({"eu", "international"}),
            place=frozenset({"eu", "international"}),
            answers={
                "accepts-refurbished": True,
                "given-to": ("person",),
                "media": ("mixed",),
                "one-for-one": True,
                "routes": ("destruction", "recycling"),
            },
            proportionality=size,
            present_clauses=frozenset({"data-security-capability"}),
        )
        for size in ("standard", "large")
        for model in words.words("acquisitions")
        for category in words.words("categories")
        for data in ("internal", "personal", "classified")
    ]
    (found,) = choose_buyer_steps({id_: SHIPPED[id_]}, lots)
    assert len(found.advice) == len(SHIPPED[id_].advice)
    assert len(found.sources) == len(SHIPPED[id_].sources)
