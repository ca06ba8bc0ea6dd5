# SPDX-License-Identifier: Apache-2.0
"""A part of the proof by harmless edits; `python -m tests.checks.sound 200 7` is the whole."""

import random
from pathlib import Path

import pytest
from lxml import etree

from tests.checks.proof.annexes import build_annex, check_annex, list_new
from tests.checks.proof.harmless import EDITS, Edit
from tests.checks.proof.word_copy import WordCopy
from tests.checks.sound import edit, save_in_office


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("change", EDITS, ids=lambda one: one.__name__)
def test_a_harmless_edit_is_no_error(change: Edit, language: str) -> None:
    chance = random.Random(5)
    before = build_annex("ke-school-laptops", language)
    copy, whole = WordCopy(before, chance), WordCopy(before, chance)
    change(copy, language, chance)
    assert (etree.tostring(copy.root), copy.parts) != (etree.tostring(whole.root), whole.parts)
    new = list_new(check_annex(copy.save()), "ke-school-laptops", language)
    assert [finding for finding in new if finding.severity == "error"] == []


def test_an_annex_that_libreoffice_saved_has_no_error_more(soffice: Path) -> None:
    annexes = {seed: edit(seed) for seed in (3, 4)}  # one of them by way of OpenDocument
    saved = save_in_office(str(soffice), {seed: content for seed, (_, _, content, _) in annexes.items()})
    for seed, (name, language, _, _) in annexes.items():
        new = list_new(check_annex(saved[seed]), name, language)
        assert [finding for finding in new if finding.severity == "error"] == []
