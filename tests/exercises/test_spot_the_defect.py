# SPDX-License-Identifier: Apache-2.0
"""spot-the-defect: what is planted, that the key is proven, and what participants get of it."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import openpyxl
import pytest

import tenderkit
from tenderkit.errors import InvalidInput, UsageProblem
from tenderkit.exercises.mutations.catalogue import DECOYS, MUTATIONS
from tenderkit.exercises.mutations.mutation import plan_mutation
from tenderkit.exercises.mutations.workpiece import Workpiece
from tenderkit.exercises.pack import draw_pack, make_pack
from tenderkit.exercises.pack_lock import PackOrder
from tenderkit.exercises.printed_proof import find_in_document
from tenderkit.exercises.proof import Prover
from tenderkit.exercises.types.spot_the_defect import DefectExercise, describe_defect

DATA = tenderkit.load_library()
ORDER = PackOrder(
    scenario="S06", type="spot-the-defect", level=3, variants=2, language="en", seed="1", secret="a secret of tests"
)
PACK = make_pack(ORDER, DATA)


def list_key(name: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(PACK.files["facilitator/key.xlsx"]))
    return [tuple(cell.value for cell in row) for row in book[name].iter_rows(min_row=4)]


@pytest.mark.parametrize("name", ["v01", "v02"])
def test_the_key_names_each_defect_with_its_remedy_and_its_proof(name: str) -> None:
    rows = list_key(name)
    names = {mutation.name(DATA.language("en")) for mutation in MUTATIONS.values()}
    assert len(rows) == 5 == PACK.rows
    for place, called, reason, mend, proof in rows:
        assert str(called).split(". Also right")[0] in names
        assert all((place, reason, mend, proof))


@pytest.mark.parametrize("name", ["v01", "v02"])
def test_the_key_follows_the_order_of_the_annex(name: str) -> None:
    numbers = [str(row[0]).partition(" ")[0] for row in list_key(name)]
    in_clauses = [[int(part) for part in number.split(".")] for number in numbers if number[0].isdigit()]
    assert in_clauses == sorted(in_clauses)
    assert len(in_clauses) > 2


@pytest.mark.parametrize("paper", ["v01", "answer-v01", "grid-v01"])
def test_participants_know_what_a_wrong_flag_costs(paper: str) -> None:
    document = docx.Document(io.BytesIO(PACK.files[f"participants/{paper}.docx"]))
    words = " ".join(p.text for p in document.paragraphs)
    assert "half a point" in words
    assert "more rows than" in words
    assert "such as c01" not in words


def test_variants_have_other_defects() -> None:
    """They share no defect at the same place: this annex carries enough."""
    first, second = (variant.exercise for variant in PACK.variants)
    assert isinstance(first, DefectExercise)
    assert isinstance(second, DefectExercise)
    assert not {defect.id for defect in first.defects} & {defect.id for defect in second.defects}


@pytest.mark.parametrize("paper", ["v01", "grid-v01"])
def test_the_names_of_defects_are_printed(paper: str) -> None:
    document = docx.Document(io.BytesIO(PACK.files[f"participants/{paper}.docx"]))
    printed = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {mutation.name(DATA.language("en")) for mutation in MUTATIONS.values()} <= printed


def test_the_rules_find_defects_in_what_participants_get() -> None:
    found = find_in_document(PACK.files["participants/v01.docx"], DATA)
    proven = {rule for row in list_key("v01") for rule in str(row[4]).replace(",", ".").split(".")}
    assert {rule for rule, _, _ in found} & proven


@pytest.mark.parametrize("name", [n for n in PACK.files if n.startswith("participants/")])
def test_participants_read_neither_reasons_nor_decoys(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(PACK.files[name])) as archive:
        assert "customXml/item1.xml" not in archive.namelist()
        together = b"\n".join(map(archive.read, archive.namelist())).decode(errors="ignore")
    english = DATA.language("en")
    assert not any(mutation.reason(english) in together for mutation in (*MUTATIONS.values(), *DECOYS.values()))


def test_the_model_answer_names_rows_proofs_and_lots() -> None:
    material = draw_pack(replace(ORDER, scenario="S02", variants=1), DATA).variants[0].task.material
    piece = Workpiece(material.annex.selection, material.language, DATA.word_lists, DATA.superseded)
    prover = Prover(piece)
    mends = {}
    for id_ in ("M03", "M09", "M13", "M19"):
        planted = plan_mutation(MUTATIONS[id_], piece, next(prover.list_sites(MUTATIONS[id_])))
        mends[id_] = describe_defect(material, prover.plant([planted]).annex, planted, prover).mend
    assert mends["M03"].startswith("Put this proof under the clause: “Proof: ")
    assert "” “On request: " in mends["M03"]
    # The row of the table of steps as it was; the example follows from it.
    assert re.fullmatch(r"In place of “0; \d+ %; [\d.]+” write: “0; 0 %; 0”", mends["M09"].replace("\u00a0", " "))
    assert mends["M13"].startswith("In place of “The tenderer shall offer each unit with a warranty of at least 10")
    # The other lot has the clause in any case.
    assert mends["M19"] == "Put the clause “No export without consent” back for Lot 1."


def test_the_debrief_asks_about_each_defect_and_decoy() -> None:
    guide = docx.Document(io.BytesIO(PACK.files["facilitator/guide.docx"]))
    rows = [[cell.text for cell in row.cells] for row in guide.tables[-2].rows][1:]
    names = [str(row[1]).split(". Also right")[0] for name in ("v01", "v02") for row in list_key(name)]
    assert [row[2] for row in rows if not row[2].startswith("sound: ")] == names
    assert any(row[2].startswith("sound: ") for row in rows)
    assert any("run “tenderkit check” on the handout" in p.text for p in guide.paragraphs)


@pytest.mark.parametrize("name", ["v01", "v02"])
def test_the_handout_with_comments_has_one_on_each_defect_and_decoy(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(PACK.files[f"facilitator/commented-{name}.docx"])) as archive:
        comments = archive.read("word/comments.xml").decode()
    assert all(f"{row[0]}. {str(row[1]).split('. Also right')[0]}" in comments for row in list_key(name))
    assert comments.count("<w:comment ") >= PACK.rows


def test_the_remedy_of_a_defect_says_nothing_of_another() -> None:
    for name in ("v01", "v02"):
        remedies = [str(row[3]) for row in list_key(name)]
        assert len(set(remedies)) == len(remedies)
        for remedy in remedies:
            quoted = re.findall("“[^“”]+”", remedy)
            assert len(set(quoted)) == len(quoted)
            assert "“Proof:”" not in quoted


def test_the_form_has_more_rows_than_there_are_defects() -> None:
    form = docx.Document(io.BytesIO(PACK.files["participants/answer-v01.docx"]))
    assert len(form.tables[1].rows) - 1 > PACK.rows


def test_the_same_order_gives_the_same_bytes() -> None:
    assert make_pack(ORDER, DATA).files == PACK.files


def test_the_number_of_defects_can_be_chosen() -> None:
    assert make_pack(replace(ORDER, variants=1, defects=3), DATA).rows == 3


def test_more_defects_than_the_annex_carries_are_refused() -> None:
    with pytest.raises(InvalidInput, match=r"carries \d+ rows or defects") as caught:
        make_pack(replace(ORDER, scenario="S07", variants=1, defects=40), DATA)
    (finding,) = caught.value.findings
    (most,) = re.findall(r"carries (\d+)", finding.message)
    assert finding.fix == f"Ask for at most {most} with --defects."
    with pytest.raises(UsageProblem, match="plants no defects"):
        make_pack(replace(ORDER, type="term-match", level=1, defects=3), DATA)
