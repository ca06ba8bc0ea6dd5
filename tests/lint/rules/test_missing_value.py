# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.lint.seeded import found, keys, shipped
from tests.support import clause, parameter

RULE = "missing-value"
BOTH = [{"categories": ["laptop", "tablet"], "acquisition": ["purchase", "lease"]}]
LAPTOP, TABLET = {"categories": ["laptop"]}, {"categories": ["tablet"]}
FALLS = "The falls are as published."


def valued(*cases: dict[str, Any], requirement: str = "{{ cycles }} are reached.", **more: Any) -> dict[str, Any]:
    """A clause for laptops and tablets whose first paragraph names `cycles`, a parameter with these cases."""
    parameters = {"cycles": parameter(*({"core": 5, **case} for case in cases)), **more.pop("parameters", {})}
    return clause(applies=more.pop("applies", BOTH), parameters=parameters, text={"requirement": requirement}, **more)


def test_a_category_without_a_case_is_found() -> None:
    (finding,) = found(RULE, valued(LAPTOP))
    assert finding.message == "no case of “cycles” covers “tablet”, to which the clause applies"
    assert finding.fix == "Add a case, or take the category out of [[applies]]."
    assert (finding.severity, finding.place.key) == ("warn", "parameters.cycles.cases")


def test_the_categories_of_a_parameter_are_one_finding() -> None:
    (finding,) = found(RULE, valued({"categories": ["server"]}))
    assert "“laptop”, “tablet”" in finding.message


def test_a_block_without_categories_needs_a_case_for_all() -> None:
    (finding,) = found(RULE, valued(LAPTOP, applies=[{}]))
    assert "“server”" in finding.message
    assert "“laptop”" not in finding.message


def test_old_equipment_needs_a_case_too() -> None:
    returned = [{"return-categories": ["laptop", "tablet"]}]
    assert keys(RULE, valued({"return-categories": ["laptop"]}, applies=returned)) == ["parameters.cycles.cases"]
    assert keys(RULE, valued({"return-categories": ["laptop", "tablet"]}, applies=returned)) == []


@pytest.mark.parametrize("cases", [[{}], [LAPTOP, TABLET], [LAPTOP, {"acquisition": ["purchase"]}]])
def test_a_case_for_each_category_passes(cases: list[dict[str, Any]]) -> None:
    assert keys(RULE, valued(*cases)) == []


def test_a_later_paragraph_may_be_left_out_for_a_category() -> None:
    assert keys(RULE, valued(LAPTOP, requirement=f"{FALLS}\n\n{{{{ cycles }}}} are reached.")) == []


def test_another_paragraph_for_the_category_takes_the_place_of_the_first() -> None:
    two = "{{ cycles }} are reached.\n\n{{ falls }} are survived."
    for_tablets = {"falls": parameter({"core": 5, **TABLET})}
    assert keys(RULE, valued(LAPTOP, requirement=two, parameters=for_tablets)) == []


@pytest.mark.parametrize("case", [{}, {"categories": ["laptop", "tablet"]}, LAPTOP])
def test_a_paragraph_for_all_or_for_others_does_not(case: dict[str, Any]) -> None:
    two = "{{ cycles }} are reached.\n\n{{ falls }} are survived."
    table = valued(LAPTOP, requirement=two, parameters={"falls": parameter({"core": 5, **case})})
    assert keys(RULE, table) == ["parameters.cycles.cases"]


def test_a_text_counts_where_it_is_printed() -> None:
    names = {"requirement": "{{ cycles }} are reached."}
    for_tablets = {"v": {"when": TABLET, "requirement": FALLS}}
    assert keys(RULE, valued(LAPTOP, variants=for_tablets)) == []
    leased = {"v": {"when": {"acquisition": ["lease"]}, "requirement": FALLS}}
    assert keys(RULE, valued(LAPTOP, variants=leased)) == ["parameters.cycles.cases"]
    titled = {"v": {"when": TABLET, "title": "Tablets"}}
    assert keys(RULE, valued(LAPTOP, variants=titled)) == ["parameters.cycles.cases"]
    named = {"v": {"when": {"acquisition": ["lease"]}, **names}}
    assert keys(RULE, valued(LAPTOP, requirement=FALLS, variants=named)) == ["parameters.cycles.cases"]


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
