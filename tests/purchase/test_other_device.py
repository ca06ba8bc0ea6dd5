# SPDX-License-Identifier: Apache-2.0
"""Lines of `other-device`: anything else with electronics, by its name and its properties."""

from typing import Any

import pytest

from tenderkit.library.other_device import PROPERTIES, list_category_words
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.library.reading.validation import make_findings
from tenderkit.purchase.answers import validate_answers
from tenderkit.purchase.purchase import Purchase
from tests.support import purchase_data

CAMERA = {
    "category": "other-device", "name": "body cameras", "quantity": 120,
    "battery": True, "stores-data": True, "screen": False, "carried": True, "consumables": False,
}  # fmt: skip


def content(*lines: Any, data: str | None = "personal") -> Any:
    lot = {"title": "Cameras", "acquisition": "purchase", "months": 48, "items": list(lines)}
    return purchase_data(lots=[lot if data is None else {**lot, "data": data}])


def read(*lines: Any, data: str | None = "personal") -> Purchase:
    return validate_answers(load_shipped_data().library, content(*lines, data=data), ["en"])


def problems(*lines: Any, data: str | None = "personal") -> list[tuple[str | None, str]]:
    from pydantic_core import ValidationError

    with pytest.raises(ValidationError) as raised:
        read(*lines, data=data)
    return [(f.place.key, f.rule) for f in make_findings(raised.value, Purchase, None)]


def test_a_line_has_a_name_and_five_properties() -> None:
    line = read(CAMERA).lots[0].items[0]
    assert (line.name, line.battery, line.screen) == ("body cameras", True, False)
    assert list_category_words(line.kind or "") == {
        "other-device", "other-device.battery", "other-device.stores-data", "other-device.carried",
    }  # fmt: skip


@pytest.mark.parametrize("key", ["name", *PROPERTIES])
def test_each_of_them_is_required(key: str) -> None:
    line = {name: value for name, value in CAMERA.items() if name != key}
    assert problems(line) == [(f"lots.1.items.1.{key}", "missing-key")]


@pytest.mark.parametrize("key", ["name", *PROPERTIES])
def test_other_lines_have_none_of_them(key: str) -> None:
    line = {"category": "laptop", "quantity": 1, key: CAMERA[key]}
    assert problems(line) == [(f"lots.1.items.1.{key}", "contradiction")]


@pytest.mark.parametrize("value", [1, "yes", None])
def test_a_property_is_true_or_false(value: Any) -> None:
    assert [key for key, _ in problems({**CAMERA, "carried": value})] == ["lots.1.items.1.carried"]


def test_any_cpv_code_may_stand_beside_it() -> None:
    assert read({**CAMERA, "cpv": "32333200"}, {**CAMERA, "cpv": "30213100"}).lots[0].items[1].cpv == "30213100"


def test_the_class_of_data_is_required_where_it_stores_data() -> None:
    assert problems(CAMERA, data=None) == [("lots.1.data", "missing-key")]
    assert read({**CAMERA, "stores-data": False}, data=None).lots[0].data is None


def test_devices_of_one_name_and_with_the_same_properties_are_of_one_kind() -> None:
    kinds = read(CAMERA, CAMERA, {**CAMERA, "name": "radios"}, {**CAMERA, "screen": True}).lots[0].categories
    assert len(kinds) == 3
