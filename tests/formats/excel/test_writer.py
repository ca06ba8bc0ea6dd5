# SPDX-License-Identifier: Apache-2.0
"""What stands in the file: read back with openpyxl, and judged by a validator."""

import datetime
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

import tenderkit
from tenderkit.formats.excel.gates import FIRST
from tenderkit.formats.excel.score_rows import SET
from tenderkit.formats.excel.writer import draw_workbook, write
from tenderkit.papers.evaluation import Evaluation, build_evaluation
from tests.formats.excel.conftest import example_evaluation
from tests.support import EXAMPLES, english, example, right_to_left
from tests.tendered import ask_for_models

DAY = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
every_example = pytest.mark.parametrize("name", EXAMPLES)


def read(evaluation: Evaluation) -> Any:
    return openpyxl.load_workbook(io.BytesIO(write(evaluation, DAY)))


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


@every_example
def test_a_validator_finds_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(write(example_evaluation(name), DAY))
    assert [str(e) for e in OpenXmlValidator().validate(str(path)).errors] == []


@pytest.mark.parametrize("reproducible", [True, False])
def test_the_same_evaluation_gives_the_same_bytes(reproducible: bool) -> None:
    one, two = (write(example_evaluation("eu-five-lots"), DAY, reproducible=reproducible) for _ in range(2))
    assert one == two


def test_a_reproducible_file_is_not_compressed_and_no_file_knows_the_clock() -> None:
    with zipfile.ZipFile(io.BytesIO(write(example_evaluation("small-laptops"), DAY, reproducible=True))) as archive:
        assert {m.compress_type for m in archive.infolist()} == {zipfile.ZIP_STORED}
        assert {m.date_time for m in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "2026-01-02T00:00:00Z" in archive.read("docProps/core.xml").decode()


def test_a_lot_that_is_compared_by_life_cycle_cost_or_price_has_a_sheet_for_it() -> None:
    assert read(example_evaluation("three-lots")).sheetnames == [
        "How to use",
        "Lot 1 gates",
        "Lot 1 cost",
        "Lot 1 scores",
        "Lot 2 gates",
        "Lot 2 cost",
        "Lot 2 scores",
        "Lot 3 gates",
        "Lot 3 prices",
        "Lot 3 scores",
        "Ranking",
        "Check",
        "Lot 1 proof",
        "Lot 2 proof",
        "Lot 3 proof",
    ]


@every_example
def test_numbers_and_titles_are_those_of_the_annex(name: str) -> None:
    annex = example(name)
    book = read(build_evaluation(annex))
    for lot in annex.lots:
        for sheet, kinds in (
            ("gates", ("selection-criterion", "technical-specification")),
            ("scores", ("award-criterion",)),
        ):
            rows = [(row[0], row[1]) for row in book[f"Lot {lot.part.number} {sheet}"].values]
            wanted = [(c.number, c.title) for c in lot.clauses if c.clause.kind in kinds]
            if sheet == "gates":
                contract = [c for c in lot.clauses if c.clause.kind == "contract-performance-clause"]
                in_form = {field.tag.rpartition(".")[0] for field in annex.form_fields}
                wanted += [(c.number, c.title) for c in contract if c.stem in in_form]
            assert [
                pair for pair in dict.fromkeys(rows) if re.fullmatch(r"(?:\d+|C)\.\d\.\d+", pair[0] or "")
            ] == wanted


@every_example
def test_each_proof_on_request_has_a_row_with_room_for_its_days_and_whether_it_is_sufficient(name: str) -> None:
    evaluation = example_evaluation(name)
    book = read(evaluation)
    for lot in evaluation.lots:
        assert (f"Lot {lot.number} proof" in book.sheetnames) == bool(lot.proofs)
        if lot.proofs:
            sheet = book[f"Lot {lot.number} proof"]
            rows = list(sheet.iter_rows(min_row=5))
            assert [tuple(cell.value for cell in row[:3]) for row in rows] == [
                (proof.number, proof.title, proof.proof) for proof in lot.proofs
            ]
            assert not any(cell.protection.locked for row in rows for cell in row[3:])
            answers = {rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
            assert answers == {'"Sufficient,Not sufficient,Open"'}


@every_example
def test_every_sheet_is_locked_without_a_password_and_prints_in_landscape_on_local_paper(
    name: str,
) -> None:
    for sheet in read(example_evaluation(name)):
        assert sheet.protection.sheet
        assert not sheet.protection.password
        paper = 1 if name == "us-desktops" else 9  # US Letter, A4
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (paper, "landscape")


@every_example
def test_what_can_be_entered_looks_so_and_says_what_it_is(name: str) -> None:
    book = read(example_evaluation(name))
    entries = 0
    for sheet in book:
        told = {
            cell: rule for rule in sheet.data_validations.dataValidation for row in rule.cells for cell in cells(row)
        }
        for row in sheet.iter_rows():
            for cell in row:
                yellow = cell.fill.fgColor.rgb == "FFFFF8D6"
                if sheet.title == "How to use":
                    continue
                assert cell.protection.locked is not yellow, (sheet.title, cell.coordinate)
                if yellow:
                    entries += 1
                    assert told[cell.coordinate].promptTitle
                    assert told[cell.coordinate].prompt
                    assert told[cell.coordinate].showInputMessage
    assert entries > 50


def cells(area: Any) -> list[str]:
    """The names of the cells of an area."""
    return [
        f"{openpyxl.utils.get_column_letter(column)}{row}"
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    ]


def test_heads_stay_in_sight_and_are_printed_on_every_page() -> None:
    book = read(example_evaluation("ke-school-laptops"))
    assert (book["Lot 1 gates"].freeze_panes, book["Lot 1 gates"].print_title_rows) == ("C6", "$3:$5")
    assert (book["Lot 1 scores"].freeze_panes, book["Lot 1 scores"].print_title_rows) == ("C7", "$4:$6")


def test_screen_readers_are_told_where_the_heads_are() -> None:
    names = list(read(example_evaluation("small-laptops")).defined_names)
    assert len([n for n in names if re.fullmatch(r"TitleRegion\d\.a\d+\.n\d+\.\d", n)]) == 2


TRICKS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x","y")',
    "http://example.org",
    "0012",
    "_x0041_",
    "a&b<c>",
)


@pytest.mark.parametrize("trick", TRICKS)
def test_what_people_wrote_stays_text(trick: str) -> None:
    quoted = trick.replace("\\", "\\\\").replace('"', '\\"')

    def change(text: str) -> str:
        text = re.sub(r'(?m)^title = ".*"$', f'title = "{quoted}"', text)
        return re.sub(r'(?m)^authority = ".*"$', f'authority = "{quoted}"', text)

    evaluation = example_evaluation("ke-school-laptops", change)
    content = write(evaluation, DAY)
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value == trick]
    # openpyxl reads what begins with = as a formula; what counts is how the file keeps it.
    sheets = "".join(part(content, f"xl/worksheets/sheet{n}.xml") for n in range(1, len(book.sheetnames) + 1))
    kept = [f for f in re.findall(r"<f>(.*?)</f>", sheets) if "1+1" in f or "HYPERLINK" in f or "@SUM" in f]
    assert len(found) >= 2
    assert kept == []
    assert "<hyperlink" not in sheets


def test_no_formula_holds_what_people_wrote() -> None:
    evaluation = example_evaluation("gb-refurbished-laptops", lambda t: t.replace("Training of learners", '=A\\"&B'))
    content = write(evaluation, DAY)
    formulas = re.findall(r"<f>(.*?)</f>", part(content, "xl/worksheets/sheet3.xml"))
    assert formulas
    assert not [f for f in formulas if "&amp;B" in f]
    assert 'Quality: =A"&amp;B' in part(content, "xl/sharedStrings.xml")


def test_there_are_no_macros_and_no_links_to_other_files() -> None:
    with zipfile.ZipFile(io.BytesIO(write(example_evaluation("eu-five-lots"), DAY))) as archive:
        assert [n for n in archive.namelist() if "vba" in n.lower() or "external" in n.lower()] == []


def test_a_lot_without_criteria_asks_for_those_of_the_tender_documents() -> None:
    sheet = read(example_evaluation("in-city-disposal"))["Lot 1 scores"]
    assert sheet["A2"].value == english().text("evaluation.unnamed")
    assert not sheet["B8"].protection.locked
    assert not sheet["C8"].protection.locked


def test_weights_that_are_undecided_are_asked_for_with_a_warning() -> None:
    evaluation = example_evaluation("ke-school-laptops", lambda t: t.replace("environment-weight = 20", ""))
    sheet = read(evaluation)["Lot 1 scores"]
    assert sheet["A2"].value == english().text("evaluation.unweighted")
    assert [sheet[f"C{row}"].protection.locked for row in (8, 9, 10)] == [False] * 3
    assert sheet["B8"].value == "Life-cycle cost"


def test_a_language_from_right_to_left_turns_the_sheets() -> None:
    evaluation = example_evaluation("small-laptops")
    turned = read(replace(evaluation, language=right_to_left()))
    assert all(sheet.sheet_view.rightToLeft for sheet in turned)
    assert not any(sheet.sheet_view.rightToLeft for sheet in read(evaluation))


def test_words_of_a_language_from_right_to_left_are_read_so_whatever_they_begin_with() -> None:
    for language, order in ((right_to_left(), 2), (english(), 0)):
        book = read(replace(example_evaluation("small-laptops"), language=language))
        cells = [c for sheet in book for row in sheet.iter_rows() for c in row if isinstance(c.value, str)]
        assert {int(c.alignment.readingOrder) for c in cells} == {order}


def test_every_text_of_the_evaluation_is_used() -> None:
    root = Path(tenderkit.__file__).parent
    papers = [root / "papers" / name for name in ("evaluation.py", "award_formula.py")]
    sources = "".join(p.read_text(encoding="utf-8") for p in [*root.glob("formats/excel/*.py"), *papers])
    spoken = set(english().frame.texts["evaluation"])
    made: list[str] = []

    class Listening(dict[str, str]):
        def __getitem__(self, key: str) -> str:
            made.append(key)
            return super().__getitem__(key)

    language = english()
    texts = {**language.frame.texts, "evaluation": Listening(language.frame.texts["evaluation"])}
    listening = replace(language, frame=replace(language.frame, texts=texts))
    for name in ("eu-five-lots", "in-city-disposal", "gb-refurbished-laptops", "meeting-room-screens", "three-lots"):
        draw_workbook(replace(example_evaluation(name), language=listening), DAY)
    # The law decides between equal totals.
    made_by_law = example_evaluation("at-rack-servers")
    lots = tuple(replace(lot, ties_by_law=True) for lot in made_by_law.lots)
    draw_workbook(replace(made_by_law, lots=lots, language=listening), DAY)
    # The warranty stands in the sheet and gets points.
    repaired = example_evaluation(
        "three-lots", lambda text: text.replace('repairs = "none"', 'repairs = "One battery."')
    )
    draw_workbook(replace(repaired, language=listening), DAY)
    unused = {key for key in spoken - set(made) if not re.search(rf"evaluation\.{key}[\"']", sources)}
    assert unused == set()


def test_the_units_of_each_model_are_those_of_the_authority_and_are_not_entered() -> None:
    evaluation = example_evaluation("ke-school-laptops", ask_for_models)
    book = draw_workbook(evaluation, DAY)
    sheet = openpyxl.load_workbook(io.BytesIO(book.close_file(stored=True)))["Lot 1 scores"]
    rows = {
        f"{category}.{number}": book.places[f"1.{category}.{number}.name"].row + 1
        for category, count in (("laptop", 2), ("tablet", 2), ("display", 1))
        for number in range(1, count + 1)
    }
    assert {name: (sheet.cell(row, 2).value, sheet.cell(row, SET + 1).value) for name, row in rows.items()} == {
        "laptop.1": ("laptops, model 1", 300),
        "laptop.2": ("laptops, model 2", 200),
        "tablet.1": ("tablets, model 1", 150),
        "tablet.2": ("tablets, model 2", 50),
        "display.1": ("displays", 60),
    }
    assert all(sheet.cell(row, SET + 1).protection.locked for row in rows.values())
    assert not any(sheet.cell(row, FIRST + 1).protection.locked for row in rows.values())
    prompts = {
        rule.prompt
        for rule in sheet.data_validations.dataValidation
        if any(cell.coord.startswith(f"E{rows['laptop.2']}") for cell in rule.sqref.ranges)
    }
    assert prompts == {"Name of the model offered for an estimated 200 laptops."}


def test_a_workbook_has_as_many_rows_for_values_as_models() -> None:
    places = draw_workbook(example_evaluation("ke-school-laptops", ask_for_models), DAY).places
    values = [name for name in places if re.fullmatch(r"1\.\d\.[a-z]+\.\d\.value", name)]
    assert values == [
        *(f"1.1.{model}.value" for model in ("laptop.1", "laptop.2", "tablet.1", "tablet.2", "display.1")),
        *(f"1.2.{model}.value" for model in ("laptop.1", "laptop.2", "tablet.1", "tablet.2")),
    ]


@pytest.mark.parametrize("by_law", [True, False])
def test_where_the_law_decides_equal_totals_the_price_does_not(by_law: bool) -> None:
    made = example_evaluation("at-rack-servers")
    (lot,) = made.lots
    sheet = read(replace(made, lots=(replace(lot, ties_by_law=by_law),)))["Lot 1 scores"]
    rows = {row[0].value or row[1].value: row for row in sheet.iter_rows()}
    label = (
        "Price of the lot: the law lets it decide nothing here"
        if by_law
        else "Price of the lot, where totals are equal"
    )
    place = "Place by the rule of the tender documents, where totals are equal"
    row = next(cells for title, cells in rows.items() if str(title).startswith(label))
    formulas = [str(cell.value) for cell in row if str(cell.value).startswith("=")]
    assert formulas
    assert all(('),0,"")' in formula) is by_law for formula in formulas)
    assert any(str(title).startswith(place) for title in rows) is by_law
