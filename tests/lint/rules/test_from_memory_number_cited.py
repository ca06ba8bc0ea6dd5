# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, shipped
from tests.support import clause

RULE = "from-memory-number-cited"


def cited(supports: str | None, mark: str = "M") -> dict[str, object]:
    ref = {"id": "a-law", "mark": mark, **({"supports": supports} if supports else {})}
    return clause(sources=[{"id": "another-law", "mark": "C", "supports": "5 years"}, ref])


@pytest.mark.parametrize("mark", ["M", "T", "P"])
@pytest.mark.parametrize(
    "supports",
    [
        "800 full charge cycles for tablets",
        "two years of warranty",
        "index of 0.75 up to HD",
        "at least 25 % recycled plastic",
        "scale for laptops: 501, 800 and 1,000",
    ],
)
def test_a_figure_that_nobody_has_read_is_found(supports: str, mark: str) -> None:
    assert keys(RULE, cited(supports, mark)) == ["sources.2.supports"]


@pytest.mark.parametrize(
    "supports",
    [
        None,
        "topic: further battery endurance as award criterion",
        "treatment scheme used with EN 50625",
        "method of EN 61960-3:2017, as a topic",
        "entries A1181 and Y49",
        "rules of 2024",
        "topic: clause 9 and Annex 5, level 2",
        "emissions of scope 3 in kg of CO2 equivalent",
        "indicator 12.7.1",
        "one of the topics",
    ],
)
def test_numbers_that_name_something_pass(supports: str | None) -> None:
    assert keys(RULE, cited(supports)) == []


@pytest.mark.parametrize("mark", ["C", "D"])
def test_what_was_read_may_hold_figures(mark: str) -> None:
    assert keys(RULE, cited("800 full charge cycles", mark)) == []


def test_the_finding_names_figure_source_and_mark() -> None:
    (one,) = found(RULE, cited("800 full charge cycles for tablets"))
    assert one.message == "“800 full charge cycles” is said to stand in “a-law”, whose mark is M"
    assert one.fix == "Read it there and mark it C, or take the number out."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
