# SPDX-License-Identifier: Apache-2.0
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
from pathlib import Path

import pytest

from tenderkit.frozen import Memory, Same, frozen_dataclass


@frozen_dataclass
class Point:
    x: int
    y: int = 2
    names: list[str] = field(default_factory=list)


@frozen_dataclass(kw_only=True)
class Named(Point):
    label: str = "p"

    def __repr__(self) -> str:
        return self.label


@frozen_dataclass
class Sorted:
    numbers: tuple[int, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbers", tuple(sorted(self.numbers)))


@frozen_dataclass
class Table:
    name: str
    cells: dict[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Plain:
    x: int
    y: int = 2
    names: list[str] = field(default_factory=list)


def test_it_is_a_dataclass_whose_values_can_be_replaced() -> None:
    assert is_dataclass(Point)
    assert [f.name for f in fields(Point)] == ["x", "y", "names"]
    assert replace(Point(1), y=5) == Point(1, 5) == Point(y=5, x=1)


def test_values_with_the_same_fields_are_equal_and_hash_alike() -> None:
    assert Point(1) == Point(1) != Point(2)
    assert Named(x=1) != Point(1)
    assert hash(Sorted((2, 1))) == hash(Sorted((1, 2)))


def test_a_field_may_be_left_out_of_the_hash() -> None:
    assert hash(Table("t", {"a": 1})) == hash(Table("t", {"a": 2}))
    assert Table("t", {"a": 1}) != Table("t", {"a": 2})


def test_each_value_gets_a_default_of_its_own() -> None:
    assert Point(1).names is not Point(1).names


def test_it_prints_as_other_dataclasses_do() -> None:
    assert repr(Point(1)) == repr(Plain(1)).replace("Plain", "Point")


def test_a_method_of_the_class_is_kept() -> None:
    assert repr(Named(x=1)) == "p"
    assert repr(Named(x=1, label="q")) == "q"


def test_no_field_can_be_set_or_deleted() -> None:
    point = Point(1)
    with pytest.raises(FrozenInstanceError, match="x"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="x"):
        del point.x
    assert point == Point(1)


@pytest.mark.parametrize(
    ("args", "kwargs"),
    [((), {}), ((1, 2, [], 4), {}), ((1,), {"x": 1}), ((1,), {"z": 1}), ((), {"z": 1})],
    ids=["missing", "too-many", "twice", "unknown", "unknown-for-missing"],
)
def test_wrong_arguments_are_refused(args: tuple[int, ...], kwargs: dict[str, int]) -> None:
    with pytest.raises(TypeError, match="Point has the fields x, y, names"):
        Point(*args, **kwargs)


def test_keywords_alone_are_no_positions() -> None:
    with pytest.raises(TypeError, match="Named has the fields"):
        Named(1, 2, [], "q")  # type: ignore[misc]


def test_it_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(Named(x=1, label="q"))) == Named(x=1, label="q")


def test_the_methods_are_shared_and_not_compiled_for_each_class() -> None:
    assert Point.__init__ is Sorted.__init__
    assert Point.__eq__ is Sorted.__eq__


def test_a_build_compiles_the_methods_of_few_classes(tmp_path: Path) -> None:
    code = (
        "import gc; from tenderkit.cli.app import run; run(['build', '--example', 'small-laptops']); "
        "classes = [c for c in gc.get_objects() if isinstance(c, type)]; "
        "ours = [vars(c) for c in classes if str(c.__module__).startswith('tenderkit')]; "
        "shared = [c for c in ours if '__frozen_values__' in c]; "
        "print(len(shared), len([c for c in ours if '__dataclass_fields__' in c]) - len(shared))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
    )
    shared, compiled = map(int, done.stdout.split()[-2:])
    assert shared > 50
    assert compiled <= 12


def test_a_memory_makes_a_result_once_for_each_key() -> None:
    memory: Memory[list[int]] = Memory(8)
    first = memory.recall(("a", 1), lambda: [1])
    assert memory.recall(("a", 1), lambda: [2]) is first == [1]
    assert memory.recall(("a", 2), lambda: [2]) == [2]
    assert memory.recall(("a", [1]), lambda: [3]) == [3]
    assert memory.recall(("a", [1]), lambda: [4]) == [4]


def test_a_full_memory_forgets() -> None:
    memory: Memory[int] = Memory(3)
    for number in range(100):
        assert memory.recall(number, lambda number=number: number) == number  # type: ignore[misc]
        assert len(memory._known) <= 3


def test_a_key_of_an_object_is_equal_to_that_of_the_same_object_alone() -> None:
    one, like_it = Point(1), Point(1)
    assert one == like_it
    assert Same(one) == Same(one)
    assert hash(Same(one)) == hash(Same(one))
    assert Same(one) != Same(like_it)
    assert Same(one) != one
