# SPDX-License-Identifier: Apache-2.0
"""Other devices in a lot: the clauses of their groups, and their names in every paper."""

from functools import cache
from typing import Any

from tenderkit.formats.text.html import render as render_html
from tenderkit.formats.text.json import build_clause
from tenderkit.formats.text.markdown import render
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.response_form import compose_response_form
from tests.support import annex

PROPERTIES = {"battery": False, "stores-data": False, "screen": False, "carried": False, "consumables": False}


def device(name: str, quantity: int = 50, **properties: Any) -> Any:
    return {"category": "other-device", "name": name, "quantity": quantity, **PROPERTIES, **properties}


@cache
def cameras(level: str = "core", size: str = "full") -> Annex:
    items = [
        device("body cameras", 120, battery=True, carried=True, **{"stores-data": True}),
        device("docks {n}", 12),
    ]
    lot = {"title": "Cameras", "acquisition": "purchase", "months": 48, "data": "personal", "items": items}
    tender = {"level": level, "proportionality": size, "environment-weight": 20}
    return annex(load_shipped_data().library, tender=tender, lots=[lot])


def covered(built: Annex) -> dict[str, list[str]]:
    library, language = built.context.library, built.context.language
    return {c.clause.id: build_clause(c, library, language)["categories"] for c in built.context.selected}


def test_clauses_by_group_hold_by_the_properties() -> None:
    found = covered(cameras())
    assert found["warranty-minimum"] == ["body cameras", "docks {\u2060n}"]
    assert found["battery-endurance"] == ["body cameras"]
    assert found["secure-erase-function"] == ["body cameras"]
    assert found["software-update-support"] == ["body cameras"]
    assert found["drop-test"] == ["body cameras"]


def test_clauses_that_name_other_kinds_do_not_hold() -> None:
    assert {"durability-points", "server-efficiency", "energy-performance-computers"}.isdisjoint(covered(cameras()))


def test_each_device_is_named_where_a_category_is() -> None:
    built = cameras()
    for text in (render(built), render(compose_response_form(built)), render_html(built, "")):
        assert "body cameras" in text
        assert "other device" not in text


def test_a_name_is_printed_literally() -> None:
    assert "docks {\u2060n}" in render(cameras())


def test_a_value_by_category_holds_for_all_other_devices() -> None:
    lot = {
        "title": "Cameras", "acquisition": "purchase", "months": 48,
        "items": [device("cameras"), device("docks"), {"category": "accessory", "quantity": 5}],
        "parameters": {"warranty-minimum": {"warranty-years": {"other-device": 4}}},
    }  # fmt: skip
    built = annex(load_shipped_data().library, lots=[lot])
    (clause,) = [c for c in built.context.selected if c.clause.id == "warranty-minimum"]
    values = {v.value.value: v.categories for v in clause.values if v.name == "warranty-years"}
    assert 4 in values
    assert len(values[4] or ()) == 2
