# SPDX-License-Identifier: Apache-2.0
import datetime
from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Any, Literal

import pytest
from pydantic import TypeAdapter
from pydantic_core import ValidationError

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.author_data import History, SupersededReference, WordLists
from tenderkit.library.buyer_steps import BuyerStep
from tenderkit.library.clause import Clause, Translation
from tenderkit.library.coverage import Scheme
from tenderkit.library.cpv import CpvCode
from tenderkit.library.jurisdiction import Jurisdiction
from tenderkit.library.language import Frame
from tenderkit.library.library import Overlay, Source
from tenderkit.library.question import Question
from tenderkit.library.reading.schema import build_schema, get_validator
from tenderkit.library.shape import SHAPE, Bounds, Check, Convert, Int
from tenderkit.library.vocabulary import Vocabulary
from tenderkit.purchase.purchase import Purchase

FILES: tuple[Any, ...] = (
    Purchase, Clause, Translation, Jurisdiction, Vocabulary, Overlay, History, WordLists, Frame,
    dict[str, Source], dict[str, SupersededReference], dict[str, Question], dict[str, BuyerStep], dict[str, Scheme],
    dict[str, CpvCode],
)  # fmt: skip


def _refuse_seven(value: int) -> int:
    if value == 7:
        raise ValueError("must not be seven")
    return value


@frozen_dataclass
class Part:
    __pydantic_config__ = SHAPE
    size: Annotated[Int, Bounds(ge=1), Check(_refuse_seven)]
    first_day: datetime.date | None = None


@frozen_dataclass
class Whole:
    __pydantic_config__ = SHAPE
    from_: str
    kind: Literal["a", "b"] = "a"
    parts: Annotated[
        tuple[Annotated[Part, Convert(lambda v: {"size": v} if v == 3 else v)], ...], Bounds(max_length=2)
    ] = ()
    names: Mapping[str, int | str | tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.from_ == "nowhere":
            raise ValueError("must be from somewhere")


GOOD = [
    {"from": "here"},
    {"from": "here", "kind": "b", "parts": [3, {"size": 4, "first-day": datetime.date(2027, 1, 1)}]},
    {"from": "here", "names": {"a": 1, "b": "x", "c": ["y"]}},
]
BAD = [
    {}, {"from": 5}, {"from_": "here"}, {"from": "here", "kind": "c"}, {"from": "here", "other": 1}, [], None,
    {"from": "here", "parts": [{"size": 0}, {"size": "1"}]}, {"from": "here", "parts": [{"size": 7}, {"sise": 1}]},
    {"from": "here", "parts": [3, 3, 3]}, {"from": "nowhere"}, {"from": "here", "names": {"a": None}},
    {"from": "here", "parts": [{"size": 1, "first-day": "soon"}]},
]  # fmt: skip


@pytest.mark.parametrize("data", GOOD)
def test_a_good_table_gives_the_value_that_pydantic_gives(data: Any) -> None:
    value = get_validator(Whole).validate_python(data)
    assert value == TypeAdapter(Whole).validate_python(data)
    assert isinstance(value, Whole)


@pytest.mark.parametrize("data", BAD, ids=str)
def test_a_fault_is_the_one_that_pydantic_finds_at_the_same_place(data: Any) -> None:
    def faults(validator: Any) -> list[Any]:
        with pytest.raises(ValidationError) as caught:
            validator.validate_python(data)
        return [(e["type"], e["loc"], e["msg"]) for e in caught.value.errors(include_url=False)]

    assert faults(get_validator(Whole)) == faults(TypeAdapter(Whole))


def test_a_rule_sees_the_context() -> None:
    shape = Annotated[str, Check(lambda value, info: value + info.context["end"], with_info=True)]
    assert get_validator(shape).validate_python("a", context={"end": "b"}) == "ab"


@pytest.mark.parametrize("shape", FILES, ids=str)
def test_each_file_has_a_validator(shape: Any) -> None:
    with pytest.raises(ValidationError):
        get_validator(shape).validate_python([])


@pytest.mark.parametrize("shape", [bytes, tuple[int, str], list[int]], ids=str)
def test_a_type_that_no_file_holds_is_refused(shape: Any) -> None:
    with pytest.raises(TypeError, match="no type of a value in a file"):
        build_schema(shape)
