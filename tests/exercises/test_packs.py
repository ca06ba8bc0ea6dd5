# SPDX-License-Identifier: Apache-2.0
"""The proof of packs: it accepts what is sound, and finds keys that are wrong and files that give them away."""

import io
from dataclasses import replace

import openpyxl
import pytest

from tenderkit.exercises.pack import Pack, make_pack
from tenderkit.exercises.pack_lock import PackOrder
from tests.exercises import packs
from tests.exercises.proof.secrecy import find_given_away

KEY = "facilitator/key.xlsx"
ORDER = PackOrder(
    scenario="S12", type="choose-clauses", level=2, variants=2, language="en", seed="1", secret="a secret of tests"
)
PACK = make_pack(ORDER, packs.DATA)
DEFECTS = make_pack(replace(ORDER, type="spot-the-defect", level=3, variants=1), packs.DATA)


def change_key(pack: Pack, cell: str, value: str, sheet: str = "v01") -> Pack:
    book = openpyxl.load_workbook(io.BytesIO(pack.files[KEY]))
    assert book[sheet][cell].value != value
    book[sheet][cell].value = value
    buffer = io.BytesIO()
    book.save(buffer)
    return replace(pack, files={**pack.files, KEY: buffer.getvalue()})


def find_wrong(pack: Pack) -> str:
    return "\n".join(packs.KEYS.find_wrong_keys(pack))


def test_a_sound_pack_has_no_fault() -> None:
    assert packs.find_faults(PACK) == []
    assert find_wrong(DEFECTS) == ""


def test_orders_are_the_same_in_every_run_and_cover_types_and_scenarios() -> None:
    orders = [packs.draw_order(number) for number in range(300)]
    assert packs.draw_order(7) == orders[7]
    assert {order.type for order in orders} == {*packs.TYPES}
    assert {order.scenario for order in orders} == {*packs.SCENARIOS}


def test_a_wrong_answer_is_found() -> None:
    right = openpyxl.load_workbook(io.BytesIO(PACK.files[KEY]))["v01"]["C4"].value
    (wrong,) = {"take it in", "leave it out"} - {right}
    assert find_wrong(change_key(PACK, "C4", wrong)) == f"v01: c01 has the answer “{wrong}”, and it is {right}"
    assert "“perhaps” is not among the choices of c01" in find_wrong(change_key(PACK, "C4", "perhaps"))


@pytest.mark.parametrize(
    ("cell", "value", "fault"),
    [
        ("A4", "9.9 Nowhere", "at “9.9 Nowhere” is not among the choices"),
        ("B4", "No defect", "“No defect” at"),
        ("E4", "untraced-treatments", "the handout has no untraced-treatments"),
    ],
)
def test_a_wrong_defect_is_found(cell: str, value: str, fault: str) -> None:
    assert fault in find_wrong(change_key(DEFECTS, cell, value))


def test_a_defect_that_the_key_puts_into_another_clause_is_found() -> None:
    rows = packs.read_keys(DEFECTS)["v01"]
    line, row = next((line, row) for line, row in enumerate(rows, 4) if "needs the purchase" not in row.last)
    faults = find_wrong(change_key(DEFECTS, f"A{line}", "G.2 Equivalents"))
    assert f"the handout has no {row.last} at “G.2 Equivalents”" in faults
    assert f"the handout has {row.last} at “{row.first}”, which is not in the key" in faults


def test_a_model_answer_that_mends_nothing_is_found() -> None:
    pack = make_pack(replace(ORDER, type="rewrite-clause", level=3, variants=1), packs.DATA)
    assert find_wrong(pack) == ""
    row = packs.read_keys(pack)["v01"][0]
    assert "v01: the model answer of c01 does not pass" in find_wrong(change_key(pack, "C4", row.second))
    assert find_wrong(change_key(pack, "B4", row.third)) == "v01: the paragraph of c01 has no defect"


def test_variants_about_the_same_are_found_where_there_are_others() -> None:
    book = openpyxl.load_workbook(io.BytesIO(PACK.files[KEY]))
    for (copied,), (cell,) in zip(book["v01"]["A4:A60"], book["v02"]["A4:A60"], strict=True):
        for column in range(5):
            cell.offset(0, column).value = copied.offset(0, column).value
    buffer = io.BytesIO()
    book.save(buffer)
    twins = replace(PACK, files={**PACK.files, KEY: buffer.getvalue()})
    assert packs.has_twins(twins)
    assert packs.has_others(twins)
    assert not packs.has_twins(PACK)


def test_the_same_weights_of_other_bids_are_no_twins() -> None:
    assert not packs.has_twins(make_pack(packs.draw_order(7935), packs.DATA))


def test_files_that_give_the_key_away_are_found() -> None:
    model = PACK.files["facilitator/model-v01.docx"]
    shown = replace(PACK, files={**PACK.files, "participants/v01.docx": model})
    assert list(find_given_away(PACK)) == []
    assert "participants/v01.docx holds words of the key" in list(find_given_away(shown))


def test_each_pack_that_fails_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(packs, "try_pack", lambda order: (None, ["it is wrong"]))
    order = packs.draw_order(6)
    assert packs.main(2, 3, processes=1) == 1
    first, again, *_, last = capsys.readouterr().out.splitlines()
    assert first == f"{order.scenario} {order.type} level {order.level}, variants: {order.variants}: it is wrong"
    assert again == "Again: python -m tests.exercises.packs 1 6"
    assert last.endswith("2 failed")
