# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped

RULE = "ambiguous-anchor"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Spare parts shall be on sale for 7 years after purchase.", "after purchase"),
        ("The warranty runs for 3 years from the date of sale.", "from the date of sale"),
        ("The contractor shall collect at the end of life of a unit.", "end of life"),
        ("The warranty holds for the lifetime of the unit.", "for the lifetime"),
        ("Updates end 5 years after the end of sales.", "after the end of sales"),
    ],
)
def test_an_anchor_that_fits_several_days_is_found(text: str, word: str) -> None:
    (one,) = found(RULE, saying(text))
    assert one.message == f"“{word}” leaves the day open"
    assert one.fix.startswith("Name the event: ")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The contractor shall inform promptly.", "promptly"),
        ("The contractor shall notify a breach without undue delay, under clause 4.", "without undue delay"),
        ("The contractor shall report Regularly.", "Regularly"),
        ("The contractor shall cure it at the earliest opportunity.", "at the earliest opportunity"),
        ("The contractor shall sanitise immediately after collection.", "immediately"),
        ("Within 5 days the contractor shall confirm. It shall deliver in due time.", "in due time"),
    ],
)
def test_a_time_without_a_length_is_found(text: str, word: str) -> None:
    (one,) = found(RULE, saying(text))
    assert one.message == f"“{word}” names no time that can be measured"


@pytest.mark.parametrize(
    "text",
    [
        "The contractor shall inform promptly, within 2 working days.",
        "The contractor shall reply without delay, at the latest one month after the request.",
        "The contractor shall report regularly, every six months.",
        "The contractor shall check the media immediately before the hand-over.",
        "The contractor shall hand over an end-of-life report.",
        "The contractor shall collect at the end of use of a unit.",
        "The contractor shall keep regular working hours.",
        "Units purchased after 1 May count.",
        "The end of the lifetime test is reported.",
    ],
)
def test_times_that_can_be_measured_pass(text: str) -> None:
    assert keys(RULE, saying(text)) == []


def test_an_anchor_stays_open_beside_a_number() -> None:
    assert keys(RULE, saying("Within 5 days after purchase.", "question")) == ["text.question"]


def test_advice_may_be_loose() -> None:
    assert keys(RULE, saying("Answer promptly.", "guidance")) == []


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
