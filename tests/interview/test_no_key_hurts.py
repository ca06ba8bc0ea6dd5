# SPDX-License-Identifier: Apache-2.0
"""No key can hurt, and no kill loses an answer: a small part of what `.ci/nightly` presses and kills."""

import sys
from pathlib import Path

import pytest

from tests.interview.every_key import press_every_key, spread_places
from tests.interview.kills import kill_interviews, list_steps
from tests.interview.moments import list_moments
from tests.interview.random_keys import press_keys

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")


def test_every_kind_of_question_and_every_screen_of_the_review_has_its_moment() -> None:
    moments = {moment.name: moment for moment in list_moments()}
    some = {"items", "acquisition", "country", "months", "priorities", "What next", "change", "clause"}
    assert some <= set(moments)
    assert {moment.kind for moment in moments.values()} == {"text", "list", "page"}
    assert moments["country"].places > 200
    assert moments["months"].places == len("48") + 1
    assert moments["items"].file == ""


def test_places_are_spread_from_the_first_to_the_last() -> None:
    assert spread_places(3, 24) == [0, 1, 2]
    assert spread_places(250, 4) == [0, 83, 166, 249]


@pytest.mark.parametrize(("name", "place"), [("items", 3), ("months", 1), ("clause", 1)])
def test_no_key_harms_a_list_a_text_or_a_page(tmp_path: Path, name: str, place: int) -> None:
    moment = next(moment for moment in list_moments() if moment.name == name)
    assert press_every_key(moment, place, tmp_path) > 100


def test_random_keys_end_nothing_but_ctrl_c_does(tmp_path: Path) -> None:
    assert press_keys(100, 7, tmp_path)


def test_an_interview_that_is_killed_again_and_again_loses_no_answer(tmp_path: Path) -> None:
    assert kill_interviews(4, 7, tmp_path, list_steps()[:6]) >= 1
