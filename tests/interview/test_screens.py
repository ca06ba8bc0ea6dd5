# SPDX-License-Identifier: Apache-2.0
"""How the interview of a school looks at 120, 80 and 60 columns, with and without colour, and what it takes."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.interview.briefs import SCHOOL, Held, hold_interview
from tests.interview.words import count_words

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
SCREENS = Path(__file__).parent / "screens"


@pytest.fixture(scope="module", params=[(120, True), (120, False), (80, True), (80, False), (60, True), (60, False)])
def held(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, bool, Held]:
    """The window's columns, whether it has colour, and what it showed of the interview."""
    columns, colour = request.param
    return columns, colour, hold_interview(SCHOOL, tmp_path_factory.mktemp("held"), columns, colour=colour)


def test_the_questions_and_the_papers_look_as_before(
    held: tuple[int, bool, Held], golden: Callable[[Path, str], None]
) -> None:
    columns, colour, interview = held
    name = f"interview-{columns}-{'colour' if colour else 'no-colour'}.txt"
    screens = [*interview.questions, interview.said, interview.last]
    golden(SCREENS / name, f"\n{'=' * columns}\n".join(screen.strip("\n") for screen in screens) + "\n")


def test_the_questions_of_a_usual_purchase_take_at_most_700_words(held: tuple[int, bool, Held]) -> None:
    _, colour, interview = held
    assert len(interview.questions) <= 21
    assert colour or count_words(*interview.questions) <= 700
