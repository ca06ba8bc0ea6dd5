# SPDX-License-Identifier: Apache-2.0
"""Packs of every type of exercise with their questions, each made once."""

from functools import cache

import tenderkit
from tenderkit.exercises.pack import DrawnPack, draw_pack
from tenderkit.exercises.pack_lock import PackOrder
from tenderkit.exercises.questions.questions import compose_quizzes
from tenderkit.exercises.types.catalogue import TYPES
from tenderkit.papers.quiz import QuizPack

# Scenarios with what these types need: a cost sheet, and criteria beside the price.
_SCENARIOS = {"life-cycle-cost": "S01", "set-weights": "S02", "evaluate-bids": "S02"}
TYPE_NAMES = tuple(TYPES)


@cache
def draw_small_pack(type_name: str, language: str = "en") -> DrawnPack:
    """A pack of two variants on the lowest level of a type."""
    order = PackOrder(
        scenario=_SCENARIOS.get(type_name, "S03"),
        type=type_name,
        level=min(TYPES[type_name].rows),
        variants=2,
        language=language,
        seed="week-1",
        secret="a secret of tests",
        allow_untranslated=language != "en",
    )
    return draw_pack(order, tenderkit.load_library())


@cache
def make_quizzes(type_name: str, language: str = "en") -> QuizPack:
    return compose_quizzes(draw_small_pack(type_name, language).variants, "1a2b3c4d")
