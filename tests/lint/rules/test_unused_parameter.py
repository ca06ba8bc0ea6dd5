# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from typing import Any

import pytest

from tenderkit.library.jurisdiction import Limit
from tenderkit.library.library import Overlay
from tests.lint.seeded import catalogue, found, keys, shipped
from tests.support import award, clause, limit, parameter, performance, profile, steps

RULE = "unused-parameter"


def lonely(**more: Any) -> Any:
    return clause(parameters={"parts-years": parameter()}, **more)


def test_a_parameter_that_nothing_names_is_found() -> None:
    assert keys(RULE, lonely(text={"requirement": "Parts are there for seven years."})) == ["parameters.parts-years"]


def test_a_limit_of_law_alone_uses_no_parameter() -> None:
    law = {"xx": profile(limits=[limit("a.parts-years", 7)])}
    assert keys(RULE, catalogue({"a": lonely()}, law)) == ["parameters.parts-years"]


@pytest.mark.parametrize("name", ["parts_years", "parts_years_value", "parts_years_anchor"])
@pytest.mark.parametrize("field", ["requirement", "question", "guidance"])
def test_a_text_uses_a_parameter(name: str, field: str) -> None:
    assert keys(RULE, lonely(text={field: f"Parts: {{{{ {name} }}}}."})) == []


def test_a_variant_uses_a_parameter() -> None:
    words = {"when": {"acquisition": ["lease"]}, "title": "Parts for {{ parts_years }}"}
    assert keys(RULE, lonely(variants={"v": words})) == []


def test_a_scale_a_conflict_and_the_interval_of_a_report_use_a_parameter() -> None:
    scale = award(scale=steps(8, 9, **{"starts-above": "a.parts-years"}))
    assert keys(RULE, catalogue({"a": lonely(), "b": scale})) == []
    conflict = clause(conflicts=[{"clause": "a", "when": {"parts-years": [5]}}])
    assert keys(RULE, catalogue({"a": lonely(), "b": conflict})) == []
    months = parameter(unit="months")
    assert keys(RULE, performance(parameters={"every": months}, reports={"every": "every"})) == []


@pytest.mark.parametrize(
    "overlay",
    [
        Overlay({"en": "Ours"}, "1", defaults={"a": {"parts-years": 8}}),
        Overlay({"en": "Ours"}, "1", limits=(Limit(("a.parts-years",), 8, "a-law", "C", own=True),)),
    ],
)
def test_a_library_on_top_uses_a_parameter(overlay: Overlay) -> None:
    one = catalogue({"a": lonely()})
    assert keys(RULE, replace(one, library=replace(one.library, overlays=(overlay,)))) == []


def test_the_finding_says_what_to_print() -> None:
    (one,) = found(RULE, lonely())
    assert one.message == "nothing uses the parameter “parts-years”"
    assert one.fix == "Print {{ parts_years }} in the text, or take the parameter out."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
