# SPDX-License-Identifier: Apache-2.0
"""A part of the proof by planted faults; `python -m tests.checks.planted 200 7` is the whole."""

import random

import pytest

from tests.checks.planted import LEAST, find_missed, plant
from tests.checks.proof.annexes import build_annex, check_annex, find_before, list_annexes
from tests.checks.proof.faults import Planted, list_plants
from tests.checks.proof.sentences import SENTENCES
from tests.checks.proof.word_copy import WordCopy, read_text


def test_planted_faults_are_found() -> None:
    planted = [find_missed(seed) for seed in range(12)]
    faults, missed = ([fault for lists in planted for fault in lists[part]] for part in (0, 1))
    assert len(faults) > 20
    assert len(missed) <= max(1, (1 - LEAST) * len(faults)), missed


def test_there_are_twenty_kinds_of_faults_in_two_languages() -> None:
    assert len(list_plants()) >= 20
    assert {language for _, by_language in SENTENCES.values() for language in by_language} == {"en", "ar"}
    assert {language for _, language in list_annexes()} == {"en", "ar"}


@pytest.mark.parametrize("kind", [kind for kind, plant_ in list_plants().items() if kind not in SENTENCES])
def test_an_edit_is_found_and_not_there_before(kind: str) -> None:
    chance = random.Random(kind)
    copy = WordCopy(build_annex("ke-school-laptops", "en"), chance)
    fault = list_plants()[kind](copy, "en", chance)
    assert fault is not None
    assert any(fault.is_found_by(finding) for finding in check_annex(copy.save()))
    before = [rule for rule, message, around in find_before("ke-school-laptops", "en")]
    assert not set(before) & set(fault.rules) - {"unfilled-placeholder"}


def test_the_same_seed_plants_the_same_faults() -> None:
    assert plant(3) == plant(3)


def test_text_is_written_as_typed_wherever_runs_part_it() -> None:
    copy = WordCopy(build_annex("small-laptops", "en"), random.Random(1))
    paragraph = copy.choose_duty()
    text = read_text(paragraph)
    copy.replace_text(paragraph, 3, 7, "____")
    assert read_text(paragraph) == f"{text[:3]}____{text[7:]}"


@pytest.mark.parametrize("fault", [Planted("brand", ("brand-or-model-named",), "Dell"), Planted("brand", ("x",), "")])
def test_a_fault_that_is_not_there_is_not_found(fault: Planted) -> None:
    findings = check_annex(build_annex("small-laptops", "en"))
    assert findings
    assert not any(fault.is_found_by(finding) for finding in findings)
