# SPDX-License-Identifier: Apache-2.0
"""Variants with defects: each proven on the selection and in its Word file, with defects that do not collide."""

from dataclasses import replace
from functools import cache

import pytest

import tenderkit
from tenderkit.exercises.mutations.catalogue import list_collisions
from tenderkit.exercises.mutations.workpiece import Workpiece
from tenderkit.exercises.pack import draw_pack
from tenderkit.exercises.pack_lock import PackOrder
from tenderkit.exercises.printed_proof import PrintedProver, print_unrecorded
from tenderkit.exercises.proof import Prover
from tenderkit.exercises.types.spot_the_defect import DefectExercise
from tenderkit.exercises.variant import Variant

ORDER = PackOrder(scenario="S06", type="spot-the-defect", level=3, variants=1, language="en", seed="1", secret="a")


@cache
def draw(scenario: str, secret: str) -> tuple[Variant, DefectExercise]:
    order = replace(ORDER, scenario=scenario, secret=secret)
    variant = draw_pack(order, tenderkit.load_library()).variants[0]
    assert isinstance(variant.exercise, DefectExercise)
    return variant, variant.exercise


@pytest.mark.parametrize("secret", ["a", "b"])
@pytest.mark.parametrize("scenario", ["S06", "S02"])
def test_a_variant_is_proven(scenario: str, secret: str) -> None:
    variant, exercise = draw(scenario, secret)
    data, material = tenderkit.load_library(), variant.task.material
    planted = [each.planted for each in (*exercise.defects, *exercise.decoys)]
    piece = Workpiece(material.annex.selection, material.language, data.word_lists, data.superseded)
    assert exercise.annex is not None
    printed = print_unrecorded(exercise.annex, data)
    assert Prover(piece).prove(planted).holds
    assert PrintedProver(print_unrecorded(material.annex, data), data).prove(printed, planted).holds
    assert sum(bool(each.mutation.rules) for each in planted) == 5
    assert list_collisions([each.site for each in planted]) == []


def test_another_secret_draws_another_set() -> None:
    first, second = (draw("S02", secret)[1].planted for secret in "ab")
    assert first != second
