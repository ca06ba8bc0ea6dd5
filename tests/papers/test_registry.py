# SPDX-License-Identifier: Apache-2.0
from typing import get_args

import pytest

from tenderkit.cli.options import AnnexFormat
from tenderkit.cli.targets import DOCUMENT_SUFFIXES
from tenderkit.errors import UsageProblem
from tenderkit.papers.registry import (
    ANNEX,
    NOTES,
    PAPERS,
    USUAL,
    PaperKind,
    describe_papers,
    find_kinds,
    list_files,
    name_file,
    parse_papers,
)
from tenderkit.pipeline import WRITERS
from tests.support import example


@pytest.mark.parametrize(
    ("words", "papers"),
    [
        ("annex", ("annex",)),
        ("evaluation", ("evaluation",)),
        ("evaluation, annex", ("annex", "evaluation")),
        ("annex,annex,", ("annex",)),
        ("calendar,annex", ("annex", "calendar")),
        ("notes,response", ("response", "notes")),
        ("all", tuple(PAPERS)),
    ],
)
def test_papers_are_made_once_in_their_order(words: str, papers: tuple[str, ...]) -> None:
    assert parse_papers(words) == papers


@pytest.mark.parametrize("words", ["", " ", ","])
def test_no_paper_at_all_is_refused(words: str) -> None:
    with pytest.raises(UsageProblem, match="names no paper"):
        parse_papers(words)


@pytest.mark.parametrize("names", [("annexe",), ("annex", "evalution"), ("",)])
def test_an_unknown_paper_is_never_made_as_another(names: tuple[str, ...]) -> None:
    with pytest.raises(UsageProblem, match="there is no paper"):
        find_kinds(names)


@pytest.mark.parametrize("chosen", ["", "doc", "xlsx", "Docx"])
def test_an_unknown_format_of_the_annex_is_refused(chosen: str) -> None:
    with pytest.raises(UsageProblem, match="there is no format"):
        PAPERS[ANNEX].select_outputs(chosen)


@pytest.mark.parametrize("kind", PAPERS.values(), ids=PAPERS)
def test_a_paper_has_a_help_text_and_files_that_can_be_written(kind: PaperKind) -> None:
    assert PAPERS[kind.name] is kind
    assert f"`{kind.name}`, {kind.help}" in describe_papers()
    assert set(kind.outputs) <= DOCUMENT_SUFFIXES
    assert set(kind.outputs.values()) <= set(WRITERS)


@pytest.mark.parametrize("kind", PAPERS.values(), ids=PAPERS)
def test_a_paper_is_composed_of_a_content_for_each_file(kind: PaperKind) -> None:
    composed = kind.compose(example("small-laptops"), False)
    for chosen in get_args(AnnexFormat):
        if not (chosen == "json" and kind.name == NOTES):
            assert len(composed.contents) == len(kind.select_outputs(chosen))
    assert composed.remarks or None not in composed.contents


def test_the_formats_of_the_command_line_are_those_of_the_annex() -> None:
    assert [f".{name}" for name in get_args(AnnexFormat)] == list(PAPERS[ANNEX].outputs)


def test_no_two_files_of_a_purchase_have_one_name() -> None:
    for chosen in get_args(AnnexFormat):
        names = [name_file(paper, ending, "x") for paper, ending in list_files(tuple(PAPERS), chosen)]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("chosen", ["docx", "pdf", "md", "html"])
def test_the_notes_have_the_format_of_the_annex_and_the_form_is_a_word_file(chosen: str) -> None:
    assert list_files(USUAL, chosen) == [("annex", f".{chosen}"), ("response", ".docx"), ("notes", f".{chosen}")]


def test_the_annex_as_json_is_one_answer_for_the_usual_papers() -> None:
    assert list_files(USUAL, "json") == [("annex", ".json")]
    assert list_files(("annex", "calendar"), "json")[1:] == [("calendar", ".docx"), ("calendar", ".ics")]
    assert list_files(("response",), "json") == [("response", ".docx")]


def test_the_notes_are_no_answer_of_their_own() -> None:
    with pytest.raises(UsageProblem, match="is no answer of its own"):
        list_files(("notes",), "json")
