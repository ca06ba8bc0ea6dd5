# SPDX-License-Identifier: Apache-2.0
"""Every Word file that tenderkit writes keeps the rules, and each rule finds the faults that it is for."""

import re
from collections.abc import Callable, Mapping
from functools import cache

import pytest

from tenderkit.formats.word.write.writer import write_parts
from tenderkit.library.reading import shipped_data
from tenderkit.library.reading.text_files import read_text
from tenderkit.papers import evaluation_form
from tenderkit.papers.annex.annex import Annex, compose
from tenderkit.papers.blocks import Contents
from tenderkit.papers.calendar import calendar_form
from tenderkit.papers.calendar.contract_calendar import build_calendars
from tenderkit.papers.evaluation import build_evaluation
from tenderkit.papers.notes.notes import compose_notes
from tenderkit.papers.paper import Paper
from tenderkit.papers.response_form import compose_response_form
from tenderkit.purchase.reading import parse_purchase
from tenderkit.selection.select import select
from tests.formats.word import lint as lint_package
from tests.formats.word.arabic import arabic_example
from tests.formats.word.lint import RULES, lint
from tests.formats.word.lint.faults import FAULTS, Fault
from tests.support import EXAMPLES, LAUNCH, example, word_bases, word_parts

PAPERS: Mapping[str, Callable[[Annex], Paper]] = {
    "annex": lambda one: one,
    "form": compose_response_form,
    "protected": lambda one: compose_response_form(one, protected=True),
    "notes": compose_notes,
    "calendar": lambda one: calendar_form.compose(one, build_calendars(one)),
    "evaluation": lambda one: evaluation_form.compose(one, build_evaluation(one)),
}
every_paper = pytest.mark.parametrize("kind", PAPERS)
both_directions = pytest.mark.parametrize("made", [example, arabic_example], ids=["ltr", "rtl"])


@cache
def sound(kind: str) -> tuple[Mapping[str, bytes], set[tuple[str, str, str]]]:
    """The parts of the paper that faults are put into, and what is found in them before."""
    made = arabic_example if kind.startswith("arabic") else example
    parts = word_parts(PAPERS[kind.removeprefix("arabic").strip() or "annex"](made("small-laptops")))
    return parts, set(lint(parts, protected=kind == "protected"))


def translated(name: str) -> Annex:
    """The annex of an example in the Arabic that is shipped."""
    data, path = shipped_data.load_shipped_data(), shipped_data.list_example_purchases()[name]
    purchase = parse_purchase(read_text(path, path.name), path.name, "toml", "ar")
    return compose(select(data.in_language("ar").library, purchase), data.language("ar"))


@every_paper
@pytest.mark.parametrize("name", EXAMPLES)
@both_directions
def test_nothing_is_wrong_with_the_papers_of_an_example(made: Callable[[str], Annex], name: str, kind: str) -> None:
    assert lint(word_parts(PAPERS[kind](made(name))), protected=kind == "protected") == []


@every_paper
def test_nothing_is_wrong_with_a_paper_in_arabic(kind: str) -> None:
    one = translated("small-laptops")
    assert one.language.code == "ar"
    assert lint(word_parts(PAPERS[kind](one)), protected=kind == "protected") == []


@both_directions
def test_nothing_is_wrong_with_contents_that_name_their_pages(made: Callable[[str], Annex]) -> None:
    one = made("small-laptops")
    (contents,) = [block for block in one.blocks if isinstance(block, Contents)]
    parts = write_parts(one, word_bases(), LAUNCH, pages=range(1, len(contents.headings) + 1))
    assert b" PAGEREF " in parts["word/document.xml"]
    assert lint(parts) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.rule} {fault.name}")
def test_the_rule_for_a_fault_finds_it_and_no_other_does(fault: Fault) -> None:
    parts, before = sound(fault.paper)
    found = set(lint(fault.seeded(parts), protected=fault.paper == "protected")) - before
    assert {rule for rule, _, _ in found} == {fault.rule}, found


def test_every_rule_has_a_fault_and_says_what_has_to_hold() -> None:
    assert {fault.rule for fault in FAULTS} == set(RULES)
    assert [id_ for id_, check in RULES.items() if not check.__doc__] == []


def test_the_table_names_the_rules_of_accessibility() -> None:
    named = set(re.findall(r"A\d\d", lint_package.__doc__ or ""))
    assert named == {id_ for id_ in RULES if id_.startswith("A")}
