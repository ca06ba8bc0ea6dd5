# SPDX-License-Identifier: Apache-2.0
"""The proof by real documents: its figures, and how findings are matched with marks."""

import pytest

from tests.checks.real.marks import TEXTS, check_text, read_marks, read_verdicts
from tests.checks.real.matching import name_words
from tests.checks.real.shares import LEAST_FOUND, LEAST_RIGHT, add_up, measure

if not TEXTS.is_dir():
    pytest.skip("the excerpts of real tenders are no part of the source archive", allow_module_level=True)


def test_half_of_what_a_rule_could_find_is_found_and_most_findings_are_right() -> None:
    shares = add_up([False, True])
    assert shares.texts >= 16
    assert shares.found_of_findable >= LEAST_FOUND
    assert shares.right_of_findings >= LEAST_RIGHT


@pytest.mark.parametrize(("held_out", "found", "right"), [(False, 85, 0.88), (True, 6, 0.8)])
def test_no_half_falls_behind_the_figures_that_were_reached(*, held_out: bool, found: int, right: float) -> None:
    shares = add_up([held_out])
    assert shares.found >= found
    assert shares.right_of_findings >= right


@pytest.mark.parametrize("name", [marked.name for marked in read_marks()])
def test_every_mark_is_in_its_text_once(name: str) -> None:
    marked = next(marked for marked in read_marks() if marked.name == name)
    text = (TEXTS / f"{name}.md").read_text(encoding="utf-8")
    _, _, body = text.partition("\n\n")
    assert text.startswith("source: ")
    assert "\nlicence: " in text
    for words in (*(fault.words for fault in marked.faults), *marked.sound):
        assert body.count(words) == 1, words


def test_each_verdict_is_on_a_finding() -> None:
    for verdict in read_verdicts():
        _, findings = check_text(verdict.file)
        result = measure(verdict.file)
        judged = [f for f in findings if f.rule == verdict.rule and verdict.words in _write_excerpt(f)]
        assert judged, verdict
        assert all(finding in result.right for finding in judged)
        assert verdict.why


def test_what_a_lawyer_calls_sound_counts_as_false() -> None:
    (false,) = measure("25-un-undp-kenya-servers").false
    assert (false.rule, name_words(false)) == ("brand-or-model-named", "Xeon")


def test_words_in_another_sentence_are_no_hit() -> None:
    missed = measure("07-us-eop-desktops").missed
    assert any(fault.words.startswith("EPEAT Silver") for fault in missed)


def _write_excerpt(finding: object) -> str:
    excerpt = finding.excerpt  # type: ignore[attr-defined]
    return "".join(vars(excerpt).values()) if excerpt else ""
