# SPDX-License-Identifier: Apache-2.0
"""The paper that a panel fills in by hand: that nothing to be judged is missing, and that there is room for all."""

from dataclasses import replace
from typing import Any

import pytest

from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import Heading, Paragraph, Table
from tenderkit.papers.evaluation import TENDERS, LotEvaluation, build_evaluation
from tenderkit.papers.evaluation_form import MEMBERS, compose
from tenderkit.papers.paper import Paper
from tests.support import EXAMPLES, annex, award, english, example, library, lot, steps

every_example = pytest.mark.parametrize("name", EXAMPLES)
BOXES = "☐ Met\n☐ Not met\n☐ Open"
STATED = "☐ Complete\n☐ To follow"


def paper(one: Annex) -> Paper:
    return compose(one, build_evaluation(one))


def under(one: Paper, title: str) -> list[Table]:
    """The tables under the headings that begin with a title."""
    found, inside = [], False
    for block in one.blocks:
        if isinstance(block, Heading):
            inside = block.text.startswith(title)
        elif inside and isinstance(block, Table):
            found.append(block)
    return found


def gates(one: Paper) -> list[Table]:
    return [t for t in under(one, "Sheet for one tender") if t.tall]


def weights(one: Paper) -> list[Table]:
    return under(one, "Criteria and their weights")


def said(one: Paper) -> str:
    return "\n".join(f"{b.lead} {b.text}" for b in one.blocks if isinstance(b, Paragraph))


# --- what a tender has to meet ---


@every_example
def test_every_requirement_is_a_line_with_boxes_and_room_for_a_remark(name: str) -> None:
    one = example(name)
    sheets = gates(paper(one))
    lots = build_evaluation(one).lots
    assert len(sheets) == len(lots)
    for sheet, of in zip(sheets, lots, strict=True):
        *lines, outside, outcome = sheet.rows
        assert lines == [
            (f"{g.number} {g.title}".strip(), "\n".join(g.asked), STATED if g.stated else BOXES, "") for g in of.gates
        ]
        assert outside[0] == "Other requirements"
        assert outside[2] == BOXES
        assert outcome[0] == "Outcome"
        assert outcome[2] == "☐ admitted\n☐ not admitted"


def test_every_page_of_a_sheet_has_room_for_the_number_of_its_tender() -> None:
    # The head of a table is printed on every page; loose pages of several tenders look alike.
    one = paper(example("ke-school-laptops"))
    tables = [*gates(one), *under(one, "Models of one tender")]
    assert len(tables) == 2
    assert all(any("Tender no. ……" in cell for cell in table.head) for table in tables)


def test_a_lot_without_requirements_says_so_and_leaves_those_outside_the_annex() -> None:
    one = paper(annex(library({"a": award()}), tender={"environment-weight": 30}))
    assert "sets no selection criterion and no technical specification" in said(one)
    assert [row[0] for row in gates(one)[0].rows] == ["Other requirements", "Outcome"]


# --- weights ---


@every_example
def test_the_weights_have_a_last_row_that_says_100(name: str) -> None:
    one = example(name)
    tables = weights(paper(one))
    assert len(tables) == len(one.lots)
    for table, of in zip(tables, build_evaluation(one).lots, strict=True):
        *rows, total = table.rows
        assert table.total
        assert (total[1], total[3]) == ("Total", "100")
        if of.named and of.weighted:
            assert [row[3] for row in rows] == [english().number(c.weight or 0) for c in of.criteria]
            assert sum(float(str(row[3])) for row in rows) == 100
            assert [row[2] for row in rows] == [c.formula for c in of.criteria]


def test_weights_that_are_undecided_are_marked_gaps_and_still_total_100() -> None:
    one = paper(annex(library({"a": award(scale=steps(1, 2))})))
    (table,) = weights(one)
    assert [row[3] for row in table.rows] == ["[to be decided]", "[to be decided]", "100"]
    assert "[to be decided]" in one.gaps
    assert "The weights are not decided" in said(one)
    (scale,) = [t for t in one.blocks if isinstance(t, Table) and t.caption.startswith("Steps")]
    assert {row[-1] for row in scale.rows} == {"[after the weight]"}


def test_criteria_of_the_tender_documents_are_written_in_and_have_a_sheet_to_copy() -> None:
    one = paper(example("small-laptops"))
    (table,) = weights(one)
    assert [row[0] for row in table.rows] == [*(f"Criterion {n}" for n in range(1, 6)), ""]
    assert {row[1:] for row in table.rows[:-1]} == {("", "", "")}
    head, points = under(one, "Sheet for one criterion")
    assert head.head == ("Criterion", "Weight (points)", "How points are given")
    assert len(points.rows) == TENDERS
    assert "Copy this sheet for each criterion" in said(one)


# --- points ---


def one_by_one(of: LotEvaluation, one: Paper) -> list[tuple[Any, list[Table]]]:
    return [(c, under(one, f"{c.number} {c.name}".strip() + f", {of.name}")) for c in of.criteria]


@every_example
def test_every_criterion_has_a_line_for_each_tender(name: str) -> None:
    one = paper(example(name))
    for of in build_evaluation(example(name)).lots:
        if not of.named:
            continue
        for criterion, tables in one_by_one(of, one):
            assert len(tables) == 1 + bool(criterion.ladders)
            assert [row[0] for row in tables[-1].rows] == [str(n) for n in range(1, TENDERS + 1)]
            assert any(cell == f"Points, at most {english().number(criterion.weight)}" for cell in tables[-1].head)
            assert tables[-1].head[-1] == "Reasons"
            if criterion.ladders:
                told = {(row[-3], row[-2]) for row in tables[0].rows}
                rungs = {
                    (r.text, f"{english().number(r.share * 100)} %") for x in criterion.ladders for r in x.levels
                }
                assert told == rungs


def test_categories_with_the_same_steps_share_lines_and_others_have_their_own() -> None:
    own_steps = [
        {"from": 6, "share": 0.5, "categories": ["laptop", "display"]},
        {"from": 8, "share": 1, "categories": ["laptop", "display"]},
        {"from": 3, "share": 1, "categories": ["tablet"]},
    ]
    years = award(scale={"type": "steps", "unit": "years", "steps": own_steps}, text={"title": "Years"})
    lots = [lot({"laptop": 4, "tablet": 4, "display": 4})]
    one = annex(library({"years": years}), lots=lots, tender={"environment-weight": 10})
    (_, tables) = one_by_one(build_evaluation(one).lots[0], paper(one))[-1]
    assert [row[0] for row in tables[0].rows] == ["laptops and displays", "laptops and displays", "tablets"]


def test_the_steps_of_an_example_say_their_points() -> None:
    one = example("ke-school-laptops")
    (_, warranty), *_ = one_by_one(build_evaluation(one).lots[0], paper(one))[1:]
    points = [(row[0], row[3]) for row in warranty[0].rows]
    kinds = ("laptops and displays", "tablets")
    assert sorted(points) == sorted((kind, worth) for kind in kinds for worth in ("0", "10"))


def test_points_of_the_panel_have_no_value() -> None:
    one = example("gb-refurbished-laptops")
    cost, plan, _ = (tables[-1] for _, tables in one_by_one(build_evaluation(one).lots[0], paper(one)))
    assert cost.head[1] == "Life-cycle cost of the lot, GBP"
    assert plan.head == ("Tender no.", "Points, at most 20", "Reasons")


def test_models_have_lines_with_the_units_of_the_lot_and_none_where_they_get_no_points() -> None:
    (table,) = under(paper(example("ke-school-laptops")), "Models of one tender")
    *rows, total = table.rows
    assert [row[:3] for row in rows] == [("laptops", "", "500"), ("tablets", "", "200"), ("displays", "", "60")]
    assert [row[3:] for row in rows] == [("", "", "", ""), ("", "", "", ""), ("", "", "–", "–")]
    assert total[0] == "Share of the tender"
    assert under(paper(example("pt-print-service")), "Models of one tender") == []


def test_each_of_several_models_has_a_line_with_its_units() -> None:
    lines = [{"category": "laptop", "quantity": 2_001, "models": [60, 40]}, {"category": "display", "quantity": 6}]
    lots = [{**lot(), "items": lines}]
    one = annex(library({"a": award(scale=steps(1))}), lots=lots, tender={"environment-weight": 30})
    ((*rows, total),) = (table.rows for table in under(paper(one), "Models of one tender"))
    assert [row[:3] for row in rows] == [
        ("laptops, model 1", "", "1,201"),
        ("laptops, model 2", "", "800"),
        ("displays", "", "6"),
    ]
    assert {row[3:] for row in rows} == {("", "")}
    assert total[0] == "Share of the tender"


@every_example
def test_list_and_ranking_have_a_line_for_each_tender_and_a_column_for_each_criterion(name: str) -> None:
    one = paper(example(name))
    lots = build_evaluation(example(name)).lots
    lists, rankings = under(one, "List of tenders"), under(one, "Points and ranking")
    assert len(lists) == len(rankings) == len(lots)
    for table in (*lists, *rankings):
        assert [row[0] for row in table.rows] == [str(n) for n in range(1, TENDERS + 1)]
    for table, of in zip(rankings, lots, strict=True):
        names = [f"{c.number} {c.name}".strip() for c in of.criteria]
        if not of.named:
            names = [f"Criterion {n}" for n in range(1, len(names) + 1)]
        assert table.head == ("No.", "Tenderer", *names, "Total", "Rank", "Proposed for award")


# --- the panel ---


def test_the_panel_declares_before_and_signs_afterwards() -> None:
    one = paper(example("small-laptops"))
    (before,), (after,) = under(one, "The panel"), under(one, "Result and signatures")
    assert before.head == ("No.", "Name", "Organisation and function", "Role", "Date", "Signature")
    assert after.head == ("No.", "Name", "Role", "Outcome", "Date", "Signature")
    assert len(before.rows) == len(after.rows) == MEMBERS
    assert "has an interest, financial or other, in the outcome" in said(one)


def test_it_says_what_to_do_with_more_tenders_than_lines() -> None:
    assert f"More than {TENDERS} tenders. A list or a sheet has {TENDERS} lines." in said(
        paper(example("small-laptops"))
    )


def test_models_are_named_only_where_some_get_points() -> None:
    words = ", with the models behind them where models get points,"
    assert words in said(paper(example("ke-school-laptops")))
    assert words not in said(paper(example("small-laptops")))


def test_whatever_is_filled_in_by_hand_is_high_enough() -> None:
    for name in ("gb-refurbished-laptops", "ke-school-laptops", "small-laptops"):
        tables = [b for b in paper(example(name)).blocks if isinstance(b, Table)]
        empty = [t for t in tables if any(cell == "" for row in t.rows[: len(t.rows) - t.total] for cell in row[1:])]
        assert len(empty) > 5
        # The boxes of a requirement make its line high.
        assert [t.caption for t in empty if not (t.tall or t.height >= 7)] == []


def test_every_text_of_the_paper_is_used() -> None:
    language = english()
    asked: set[str] = set()

    class Listening(dict[str, str]):
        def __getitem__(self, key: str) -> str:
            asked.add(key)
            return super().__getitem__(key)

    texts = {**language.frame.texts, "panel": Listening(language.frame.texts["panel"])}
    listening = replace(language, frame=replace(language.frame, texts=texts))
    for name in ("small-laptops", "ke-school-laptops", "gb-refurbished-laptops"):
        one = replace(example(name), language=listening)
        compose(one, build_evaluation(one))
    assert set(language.frame.texts["panel"]) - asked == set()
