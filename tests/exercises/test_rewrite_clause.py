# SPDX-License-Identifier: Apache-2.0
"""rewrite-clause: what is planted, how a rewrite is judged, and what participants and trainers get."""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache

import docx
import openpyxl
import pytest

import tenderkit
from tenderkit.errors import UsageProblem
from tenderkit.exercises.defects import DefectDrawer
from tenderkit.exercises.material import Material
from tenderkit.exercises.mutations.catalogue import MUTATIONS
from tenderkit.exercises.mutations.change import ClauseChange
from tenderkit.exercises.mutations.mutation import Planted, plan_mutation
from tenderkit.exercises.mutations.workpiece import Workpiece, add_sentence
from tenderkit.exercises.pack import make_pack
from tenderkit.exercises.pack_lock import PackOrder
from tenderkit.exercises.proof import Prover
from tenderkit.exercises.ranking import Draw
from tenderkit.exercises.rewrite_judge import RewriteJudge
from tenderkit.exercises.scenario_files import read_purchase_of, read_scenarios
from tenderkit.exercises.types.rewrite_clause import (
    RewriteExercise,
    can_be_rewritten,
    compose_rewrites,
    find_better_words,
    find_flaw,
)
from tenderkit.papers.annex.annex import compose
from tenderkit.pipeline import compose_annex

DATA = tenderkit.load_library()
SCENARIO = read_scenarios(DATA)["S06"]
ORDER = PackOrder(
    scenario="S06", type="rewrite-clause", level=3, variants=2, language="en", seed="1", secret="a secret of tests"
)
PACK = make_pack(ORDER, DATA)


@cache
def piece() -> Workpiece:
    selection = tenderkit.select(read_purchase_of(SCENARIO, DATA), DATA)
    return Workpiece(selection, DATA.language("en"), DATA.word_lists, DATA.superseded)


@cache
def prover() -> Prover:
    return Prover(piece())


@cache
def judge() -> RewriteJudge:
    return RewriteJudge(piece(), DATA)


@cache
def plant(id_: str) -> Planted:
    sites = MUTATIONS[id_].list_sites(piece())
    plans = (plan_mutation(MUTATIONS[id_], piece(), site) for site in sites)
    return next(planted for planted in plans if can_be_rewritten(planted, prover()))


@cache
def words_of(id_: str) -> tuple[str, str]:
    """The flawed and the sound words."""
    planted = plant(id_)
    flaw = find_flaw(
        planted,
        compose_annex(piece().selection, DATA),
        compose(planted.plant(piece().selection), DATA.language("en")),
    )
    assert flaw is not None
    return flaw.flawed, flaw.sound


@pytest.mark.parametrize("id_", ["M05", "M10", "M18", "M23"])
def test_the_sound_words_pass_and_the_flawed_ones_do_not(id_: str) -> None:
    flawed, sound = words_of(id_)
    assert judge().judge(plant(id_), sound).passes
    judgement = judge().judge(plant(id_), flawed)
    assert judgement.left == plant(id_).site.printed
    assert not judgement.passes


# Its annex leaves paragraphs of the warranty out that stand before the one with the time of a repair.
def test_a_rewrite_is_printed_in_place_of_the_flaw_where_paragraphs_before_it_are_left_out() -> None:
    prover = prover_of("S09")
    site = next(s for s in MUTATIONS["M06"].list_sites(prover.piece) if s.clause == "warranty-minimum")
    planted = plan_mutation(MUTATIONS["M06"], prover.piece, site)
    flaw = find_flaw(planted, prover.piece.annex, prover.plant([planted]).annex)
    assert flaw is not None
    (printed,) = (clause for clause in prover.piece.annex.printed if clause.clause.id == site.clause)
    assert len(printed.requirement) < len(prover.piece.printed[site.clause].text.requirement)
    judge = RewriteJudge(prover.piece, DATA)
    assert judge.judge(planted, flaw.sound).passes
    assert judge.judge(planted, flaw.flawed).left == site.printed


@cache
def prover_of(scenario: str) -> Prover:
    purchase = read_purchase_of(read_scenarios(DATA)[scenario], DATA)
    selection = tenderkit.select(purchase, DATA)
    return Prover(Workpiece(selection, DATA.language("en"), DATA.word_lists, DATA.superseded))


def list_mended() -> Iterator[tuple[Prover, Planted]]:
    """The defects of some scenarios that have better words, once for each clause, with the prover of the scenario."""
    found = set()
    for prover in map(prover_of, ("S02", "S08")):
        for mutation in MUTATIONS.values():
            for site in mutation.list_sites(prover.piece):
                planted = plan_mutation(mutation, prover.piece, site)
                key = mutation.id, site.detail, site.clause
                if find_better_words(planted, DATA.language("en")) and key not in found:
                    found.add(key)
                    yield prover, planted


def test_the_rules_find_nothing_in_the_words_of_the_model() -> None:
    seen = set()
    for prover, planted in list_mended():
        printed = prover.piece.printed[planted.site.clause]
        better = add_sentence(printed, find_better_words(planted, DATA.language("en")))
        model = Planted(planted.mutation, planted.site, (ClauseChange(printed.clause, better),))
        assert prover.find_added([model]) == set(), planted.site.key
        seen.add(planted.mutation.id)
    assert seen == {"M01", "M10", "M11", "M16", "M22", "M23", "M26", "M28"}


@pytest.mark.parametrize("id_", ["M01", "M10", "M11", "M23", "M26"])
def test_a_model_in_better_words_passes(id_: str) -> None:
    sound = words_of(id_)[1]
    assert judge().judge(plant(id_), f"{sound} {find_better_words(plant(id_), DATA.language('en'))}").passes


def test_the_model_asks_for_what_the_planted_sentence_wants() -> None:
    sound = compose_annex(piece().selection, DATA)
    exercise = compose_rewrites(Material(SCENARIO, sound, {}), [plant("M26"), plant("M05")], prover(), 3)
    (better,), (struck,) = ([row for row in exercise.rows if row.id.startswith(id_)] for id_ in ("M26", "M05"))
    assert better.answer.endswith("re-used parts may be used in repairs, and any workshop may open the unit.")
    assert struck.draft.startswith(struck.answer)
    assert [flaw.mend.split()[0] for flaw in exercise.flaws] == ["In", "Strike:"]


@pytest.mark.parametrize(("id_", "clauses"), [
    ("M16", {"reuse-before-recycling", "used-equipment-export-test"}),
    ("M23", {"", "export-control", "secure-collection-and-custody", "used-equipment-export-test"}),
])  # fmt: skip
def test_a_sentence_is_planted_in_a_clause_that_it_goes_with(id_: str, clauses: set[str]) -> None:
    there = prover_of("S01").piece
    sites = MUTATIONS[id_].list_sites(there)
    assert {site.clause for site in sites} <= clauses
    assert sites
    # Where an annex has none of these clauses, it is still planted.
    assert MUTATIONS["M26"].list_sites(prover_of("S15").piece)


def test_a_rewrite_in_other_words_passes() -> None:
    sound = words_of("M05")[1]
    assert judge().judge(plant("M05"), f"{sound} The tenderer shall name each of them.").passes


def test_a_rewrite_with_another_defect_is_read_by_a_person() -> None:
    sound = words_of("M18")[1]
    judgement = judge().judge(plant("M18"), f"{sound} The units shall be as environmentally friendly as possible.")
    assert judgement.left == ()
    assert [spot.rule for spot in judgement.come] == ["vague-wording"]
    assert not judgement.passes


def test_a_rewrite_that_drops_the_numbers_is_read_by_a_person() -> None:
    sound = words_of("M18")[1]
    numbers = re.findall(r"\d+", sound)
    assert numbers
    judgement = judge().judge(plant("M18"), re.sub(r"\d+", "some", sound))
    assert set(judgement.lost) <= set(numbers)
    assert not judgement.passes


def test_an_empty_rewrite_is_refused() -> None:
    with pytest.raises(UsageProblem, match="there is no rewrite"):
        judge().judge(plant("M05"), " \n")


def test_only_what_spoils_one_paragraph_of_a_clause_is_drawn() -> None:
    sound = compose_annex(piece().selection, DATA)
    drawer = DefectDrawer(prover(), SCENARIO, lambda planted: can_be_rewritten(planted, prover()))
    drawn = drawer.draw(Draw("secret", "1", 1), 5, 0)
    assert len(drawn) == 5
    assert not {"M07", "M08", "M13", "M15", "M25", "M27"} & {planted.mutation.id for planted in drawn}
    for level, cells in ((3, 3), (4, 2)):
        exercise = compose_rewrites(Material(SCENARIO, sound, {}), drawn, prover(), level)
        assert isinstance(exercise, RewriteExercise)
        assert all(len(row.cells) == len(exercise.head) == cells for row in exercise.rows)
        assert all(row.draft and row.draft != row.answer for row in exercise.rows)


def test_the_form_has_the_flawed_words_to_change() -> None:
    form = docx.Document(io.BytesIO(PACK.files["participants/answer-v01.docx"]))
    body = form.element.xml
    book = openpyxl.load_workbook(io.BytesIO(PACK.files["participants/answer-v01.xlsx"]))
    names = [row[2].value for row in book.worksheets[1].iter_rows(min_row=4, max_row=3 + PACK.rows)]
    assert names == [row.cells[1] for row in PACK.variants[0].exercise.rows]
    drafts = [row[3].value for row in book.worksheets[1].iter_rows(min_row=4, max_row=3 + PACK.rows)]
    assert len(drafts) == 3
    for number, draft in enumerate(drafts, 1):
        control = re.search(rf'<w:tag w:val="tk:exercise.c{number:02}.answer"/>.*?</w:sdt>', body, re.DOTALL)
        assert control is not None
        assert "showingPlcHdr" not in control[0]
        assert "".join(re.findall(r"<w:t[ >][^<]*?>?([^<>]+)</w:t>", control[0])).split() == str(draft).split()


@pytest.mark.parametrize("name", ["v01", "v02"])
def test_the_handout_with_comments_has_one_on_each_defect(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(PACK.files[f"facilitator/commented-{name}.docx"])) as archive:
        comments = archive.read("word/comments.xml").decode()
    assert comments.count("<w:comment ") == PACK.rows
    assert comments.count('w:date="2') == PACK.rows


def test_the_same_order_gives_the_same_bytes() -> None:
    assert make_pack(ORDER, DATA).files == PACK.files
