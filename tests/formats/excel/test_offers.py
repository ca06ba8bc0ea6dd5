# SPDX-License-Identifier: Apache-2.0
"""The workbook with what tenderers offer: from filled forms to the ranking, and what was left out of it."""

import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from tenderkit.formats.excel.writer import draw_workbook, write
from tenderkit.formats.word.read.form_fields import read_form
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.digest import list_known_digests
from tenderkit.papers.evaluation import Evaluation, build_evaluation
from tenderkit.papers.form_fields import ACCEPTANCE
from tenderkit.papers.sheets.cost_rows import ABOVE_ZERO, LotCost
from tenderkit.responses.form_answers import Bid, ReturnedForm, read_bids
from tenderkit.responses.offers import LeftOut, Offers, read_offers
from tests.formats.excel.filled import Filled, decide_all, work_out
from tests.formats.excel.reference import Bid as PanelBid
from tests.formats.excel.reference import outcomes
from tests.support import english, example, right_to_left
from tests.tendered import ACCEPTS, NAME, Answers, ask_for_models, ask_for_repairs, changed_example, form, tenders

DAY = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
SERVERS, KENYA, PRINTING = "at-rack-servers", "ke-school-laptops", "pt-print-service"
PRICE, WARRANTY = "tk:L1.price.total", "tk:L1.warranty-extension-points.value"
COST, ENDURANCE = "tk:L1.life-cycle-cost-award", "tk:L1.battery-endurance-points.value"
CARTRIDGES = "tk:L1.remanufactured-cartridge-points.value"
# Categories of which each tenderer offers several models.
SEVERAL = "ke-school-laptops, several models"


def model(category: str) -> str:
    return f"{COST}.{category}.model"


def apart(field: str, value: str, *models: str) -> dict[str, str]:
    """The same value in the field of each model."""
    return {f"{field.removesuffix('value')}{name}.value": value for name in models}


@dataclass(frozen=True)
class Case:
    """Forms as tenderers fill them in, and the bids that they are."""

    answers: Sequence[Mapping[str, str]]
    bids: Sequence[PanelBid]


CASES: Mapping[str, Case] = {
    # A price sheet, and points for models that no sheet asks for one by one.
    SERVERS: Case(
        [
            {
                **ACCEPTS,
                NAME: "=Ada",
                PRICE: "125.000,00 EUR",
                WARRANTY: "2 years",
                "tk:L1.server-power-points.value": "٣٠ %",
            },
            {
                **ACCEPTS,
                NAME: "Bob\nSide street 2",
                PRICE: "€ 118,500.50",
                WARRANTY: "0",
                "tk:L1.server-power-points.value": "10",
            },
            {**ACCEPTS, NAME: "Cem", PRICE: "125 000", WARRANTY: "3", "tk:L1.server-power-points.value": "50"},
        ],
        [
            PanelBid("=Ada", "met", {0: 125_000.0}, {"server": [{1: 2.0, 2: 30.0}]}),
            PanelBid("Bob", "met", {0: 118_500.5}, {"server": [{1: 0.0, 2: 10.0}]}),
            PanelBid("Cem", "met", {0: 125_000.0}, {"server": [{1: 3.0, 2: 50.0}]}),
        ],
    ),
    # A cost sheet for each category.
    KENYA: Case(
        [
            {
                **ACCEPTS,
                NAME: "Ada",
                f"{COST}.total": "KES 12,500,000.00",
                model("laptop"): "X1",
                model("tablet"): "T",
                model("display"): "D",
                **apart(WARRANTY, "2", "laptop", "tablet", "display"),
                **apart(ENDURANCE, "1000 full charge cycles", "laptop", "tablet"),
            },
            {
                **ACCEPTS,
                NAME: "Bob",
                f"{COST}.total": "١١٬٩٠٠٬٠٠٠",
                model("laptop"): "Y",
                model("tablet"): "Y",
                model("display"): "Y",
                **apart(WARRANTY, "1 year", "laptop", "tablet", "display"),
                **apart(ENDURANCE, "1200", "laptop", "tablet"),
            },
        ],
        [
            PanelBid(
                "Ada",
                "met",
                {0: 12_500_000.0},
                {
                    "laptop": [{1: 2.0, 2: 1000.0}],
                    "tablet": [{1: 2.0, 2: 1000.0}],
                    "display": [{1: 2.0}],
                },
            ),
            PanelBid(
                "Bob",
                "met",
                {0: 11_900_000.0},
                {
                    "laptop": [{1: 1.0, 2: 1200.0}],
                    "tablet": [{1: 1.0, 2: 1200.0}],
                    "display": [{1: 1.0}],
                },
            ),
        ],
    ),
    # A cost sheet for each model that the authority asks for.
    SEVERAL: Case(
        [
            {
                **ACCEPTS,
                NAME: "Ada",
                f"{COST}.total": "12500000",
                model("laptop"): "X1",
                model("laptop-2"): "X2, 7",
                model("tablet"): "T",
                model("tablet-2"): "=T2",
                model("display"): "D",
                **apart(WARRANTY, "2", "laptop", "laptop-2", "tablet", "tablet-2", "display"),
                **apart(ENDURANCE, "300", "laptop", "laptop-2", "tablet", "tablet-2"),
            },
            {
                **ACCEPTS,
                NAME: "Bob",
                f"{COST}.total": "11900000",
                model("laptop"): "Y",
                model("laptop-2"): "Y",
                model("tablet"): "Y",
                model("tablet-2"): "Y",
                model("display"): "Y",
                **apart(WARRANTY, "1", "laptop", "laptop-2", "tablet", "tablet-2", "display"),
                **apart(ENDURANCE, "100", "laptop", "laptop-2", "tablet", "tablet-2"),
            },
        ],
        [
            PanelBid(
                "Ada",
                "met",
                {0: 12_500_000.0},
                {
                    "laptop": [{1: 2.0, 2: 300.0}, {1: 2.0, 2: 300.0}],
                    "tablet": [{1: 2.0, 2: 300.0}, {1: 2.0, 2: 300.0}],
                    "display": [{1: 2.0}],
                },
            ),
            PanelBid(
                "Bob",
                "met",
                {0: 11_900_000.0},
                {
                    "laptop": [{1: 1.0, 2: 100.0}, {1: 1.0, 2: 100.0}],
                    "tablet": [{1: 1.0, 2: 100.0}, {1: 1.0, 2: 100.0}],
                    "display": [{1: 1.0}],
                },
            ),
        ],
    ),
    # A scale that scores the offer as one.
    PRINTING: Case(
        [
            {**ACCEPTS, NAME: "Ada", f"{COST}.total": "90000", CARTRIDGES: "37,5 % of the cartridges"},
            {**ACCEPTS, NAME: "Bob", f"{COST}.total": "90.000,00", CARTRIDGES: "60"},
        ],
        [PanelBid("Ada", "met", {0: 90_000.0, 1: 37.5}), PanelBid("Bob", "met", {0: 90_000.0, 1: 60.0})],
    ),
}


def move_to_france(text: str) -> str:
    """A purchase file of Portugal, whose scores depend on no other tender, as one of France."""
    return text.replace('country = "PT"', 'country = "FR"')


def annex_of(name: str, *, rtl: bool = False) -> Annex:
    """The annex of a shipped example: in Kenya with repairs or with several models, printing in France."""
    changes = {
        KENYA: (KENYA, ask_for_repairs),
        SEVERAL: (KENYA, ask_for_models),
        PRINTING: (PRINTING, move_to_france),
    }
    return changed_example(*changes[name], rtl=rtl) if name in changes else example(name, rtl=rtl)


def sent_back(name: str, answers: Mapping[str, str]) -> ReturnedForm:
    """What is read of a Word file that was filled in."""
    return read_form(open_word(form(annex_of(name), answers), "x.docx", digests=False))


def cost_answers(cost: LotCost | None, total: float) -> dict[str, str]:
    """Answers to the cost sheets of a lot that come to a total: it is the price of all units of the first model."""
    rows = [*(row for model in cost.models for row in model.rows if row.field), *cost.rows] if cost else []
    first = next((row for row in rows if row.how in ("price", "once")), None)
    # What has to be above zero costs so little that the total is the same to the cent.
    said = {row.field: "0.000000000001" if row.how in ABOVE_ZERO else "0" for row in rows}
    if first:
        said[first.field] = f"{total / (first.figures['units'].value or 1):.6f}"
    return said


def sent(name: str) -> tuple[Evaluation, tuple[Bid, ...]]:
    """The evaluation of an example, and the forms of its case, which went through Word files."""
    annex = annex_of(name)
    evaluation, case = build_evaluation(annex), CASES[name]
    forms = []
    for number, (answers, bid) in enumerate(zip(case.answers, case.bids, strict=True), 1):
        cost = cost_answers(evaluation.lots[0].cost, bid.entered.get(0, 0))
        forms.append((f"{number}.docx", sent_back(name, {**cost, **answers})))
    return evaluation, read_bids(forms, list_known_digests(annex.selection), annex.form_fields)


@pytest.fixture(scope="module")
def as_written(calc: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Filled]:
    """The workbook of each case as it is written, and beside it with all lines met, both worked out."""
    folder = tmp_path_factory.mktemp("offers")
    made: dict[str, Filled] = {}
    for name in CASES:
        evaluation, forms = sent(name)
        book = draw_workbook(evaluation, DAY, read_offers(evaluation, forms))
        stem = name.replace(", ", "-").replace(" ", "-")
        path = folder / f"{stem}.xlsx"
        path.write_bytes(book.close_file(stored=True))
        made[name] = Filled(path, book.places)
        met = folder / f"{stem}-met.xlsx"
        decide_all(path, met, made[name], len(forms), english())
        made[f"{name}, met"] = Filled(met, book.places)
    work_out(calc, list(made.values()), folder)
    return made


def test_the_check_names_whose_cost_sheet_has_other_warranty_years_than_are_scored(
    as_written: dict[str, Filled],
) -> None:
    # The sheets say 0 years, where two are required and one or two more are offered for points.
    met = as_written[f"{KENYA}, met"]
    assert [met.value("1.check-warranty", tender) for tender in range(2)] == ["differs", "differs"]
    assert met.value("1.final") == "not final"
    entered = met.places["1.check-warranty"]
    assert met.value(f"1.final-bids-{entered.row}") == "Ada; Bob"


@pytest.mark.parametrize("name", CASES)
def test_from_filled_forms_comes_the_ranking_of_a_second_reckoning(name: str, as_written: dict[str, Filled]) -> None:
    filled, case, lot = as_written[f"{name}, met"], CASES[name], build_evaluation(annex_of(name)).lots[0]
    expected = outcomes(lot, case.bids)
    assert filled.errors() == []
    for tender, (bid, outcome) in enumerate(zip(case.bids, expected, strict=True)):
        assert outcome.rank is not None
        assert filled.value("1.name", tender) == bid.name
        found = [Decimal(repr(filled.value(f"1.{n}.points", tender))) for n in range(len(lot.criteria))]
        assert all(abs(a - (b or 0)) <= Decimal("0.01") for a, b in zip(found, outcome.points, strict=True))
        assert filled.value("1.rank", tender) == outcome.rank
        for tag, text in case.answers[tender].items():
            if tag.endswith(".model"):
                category, _, number = tag.split(".")[2].partition("-")
                assert filled.value(f"1.{category}.{number or 1}.name", tender) == text
    place = filled.places["1.ranking"]
    ranking = [filled.book[place.sheet].cell(place.row + 1 + n, 2).value for n in range(len(expected))]
    best_first = sorted(range(len(expected)), key=lambda n: expected[n].rank or 0)
    assert ranking == [case.bids[n].name for n in best_first]
    # Every sheet says 0 years: where extra years get points too, this contradicts them.
    wrong = len(case.bids) if "1.check-warranty" in filled.places else 0
    state = f"Not final. Checks to look at: {wrong}" if wrong else "All checks are in order."
    assert filled.value("1.state") == state


@pytest.mark.parametrize("name", CASES)
def test_until_the_panel_decides_nothing_is_admitted_and_nothing_ranked(
    name: str, as_written: dict[str, Filled]
) -> None:
    # What stands there is worked out when the file is opened, and not left from the empty workbook.
    filled, case = as_written[name], CASES[name]
    for tender in range(len(case.bids)):
        assert filled.value("1.check-gates", tender) == "open"
        assert filled.value("1.acceptance", tender) == "Met"
        assert [filled.value(f"1.{what}", tender) for what in ("total", "rank", "last-gate")] == [None] * 3
    # A total needs the figures that the authority has not set yet.
    still_open = len(case.bids) + ("1.check-figures" in filled.places)
    assert filled.value("1.state") == f"Not final. Checks to look at: {still_open}"
    assert filled.errors() == []


@pytest.mark.parametrize("name", CASES)
def test_of_a_complete_tender_nothing_is_left_out(name: str) -> None:
    evaluation, forms = sent(name)
    assert read_offers(evaluation, forms).left == ()


# --- what stands in the file ---

TRICKS = ("=1+1", '=HYPERLINK("http://x","y")', "+1 Ltd", "-1", "@SUM(A1)", "http://example.org")


def loaded(found: Offers, evaluation: Evaluation | None = None) -> Any:
    return openpyxl.load_workbook(io.BytesIO(write(evaluation or build_evaluation(example(SERVERS)), DAY, found)))


def found(*answers: Answers, name: str = SERVERS) -> Offers:
    return read_offers(build_evaluation(example(name)), tenders(example(name), *answers))


@pytest.mark.parametrize("trick", TRICKS)
def test_no_answer_becomes_a_formula_or_a_link(trick: str) -> None:
    offered = found({NAME: trick, PRICE: trick}, {NAME: "Bob", PRICE: "5", WARRANTY: trick})
    content = write(build_evaluation(example(SERVERS)), DAY, offered)
    cells = [c for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for c in row]
    mine = [c for c in cells if c.value == trick]
    assert len(mine) >= 3
    assert {(c.data_type, c.quotePrefix, c.hyperlink) for c in mine} == {("s", True, None)}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
    assert not any("<f>1+1" in sheet or "HYPERLINK" in sheet or "<hyperlink" in sheet for sheet in sheets)


def test_a_name_that_turns_the_order_of_a_text_is_shown_by_its_number() -> None:
    cells = [c.value for sheet in loaded(found({NAME: "Ada\u202e", PRICE: "5\u009b"})) for row in sheet for c in row]
    assert "Ada<U+202E>" in cells
    assert not any(isinstance(value, str) and ("\u202e" in value or "\u009b" in value) for value in cells)


def test_what_a_tenderer_says_of_itself_is_a_remark_on_an_open_cell() -> None:
    gate = build_evaluation(example(SERVERS)).lots[0].gates[2]
    said = {**ACCEPTS, NAME: "Bob", PRICE: "5", gate.field: "Not met"}
    sheet = loaded(found({NAME: "Ada", PRICE: "5"}, said))["Lot 1 gates"]
    remarks = {c.coordinate: (c.value, c.comment.text) for row in sheet.iter_rows() for c in row if c.comment}
    text = f"The tenderer says of itself, in its response form:\n{gate.number}: “Not met”"
    assert remarks == {"F8": (None, text)}

    def is_formula(cell: Any) -> bool:
        return cell.value is None or str(cell.value).startswith("=")

    assert [c.value for row in sheet.iter_rows(min_row=6, min_col=5) for c in row if not is_formula(c)] == ["Met"]


def test_a_tender_that_does_not_accept_the_contract_clauses_is_not_met_with_its_answer() -> None:
    refusing = {ACCEPTANCE: "Not accepted", NAME: "Bob", PRICE: "5"}
    sheet = loaded(found({**ACCEPTS, NAME: "Ada", PRICE: "5"}, refusing))["Lot 1 gates"]
    assert sheet["B6"].value == "Acceptance of the contract performance clauses"
    assert "that changes them, is not admitted." in sheet["C6"].value
    assert [sheet[cell].value for cell in ("E6", "F6", "G6")] == ["Met", "Not met", None]
    assert sheet["E6"].comment is None
    assert sheet["F6"].comment.text.endswith("G.3: “Not accepted”")


def test_what_was_left_out_stands_on_a_sheet_with_the_whole_answer() -> None:
    long = "see the price list " * 30
    sheet = loaded(
        found(
            {
                **ACCEPTS,
                NAME: "Ada",
                PRICE: long,
                "tk:L1.price.server.price": "5",
                WARRANTY: "2",
                "tk:L1.server-power-points.value": "1,200",
            }
        )
    )
    rows = list(sheet["Not entered"].iter_rows(min_row=3, values_only=True))
    assert rows == [
        ("Lot", "Column", "Tenderer", "File", "Number", "Asked", "Answer", "Why it stands here"),
        ("1", "Tender 1", "Ada", "1.docx", None, "Price of the lot", long, "not one plain number"),
        ("1", "Tender 1", "Ada", "1.docx", "1.3.2", "1.3.2 Value offered", "1,200", "can be read as two numbers"),
    ]


def test_a_workbook_into_which_everything_was_entered_says_so() -> None:
    evaluation, forms = sent(SERVERS)
    book = loaded(read_offers(evaluation, forms))
    assert book["Not entered"]["A2"].value == "Everything was entered."
    assert "stand in this workbook as their response forms give them" in book["How to use"]["A4"].value
    assert book.sheetnames == [
        *("How to use", "Not entered", "Lot 1 gates", "Lot 1 prices", "Lot 1 scores", "Ranking", "Check"),
        "Lot 1 proof",
    ]


def test_a_workbook_without_answers_stays_as_it_was() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(build_evaluation(example(SERVERS)), DAY)))
    assert "Not entered" not in book.sheetnames
    assert book["How to use"]["A4"].value is None


@pytest.mark.parametrize("name", [*CASES, "eu-five-lots", "small-laptops"])
def test_a_validator_finds_nothing(name: str, tmp_path: Path) -> None:
    annex = annex_of(name, rtl=True)
    evaluation = build_evaluation(annex)
    gate = evaluation.lots[0].gates[1].field
    said = [{NAME: f"{n}", gate: "Not met", **(CASES[name].answers[0] if name in CASES else {})} for n in range(12)]
    path = tmp_path / "a.xlsx"
    path.write_bytes(write(evaluation, DAY, read_offers(evaluation, tenders(annex, *said))))
    assert [str(e) for e in OpenXmlValidator().validate(str(path)).errors] == []


def test_the_same_answers_give_the_same_bytes() -> None:
    gate = build_evaluation(example(SERVERS)).lots[0].gates[1].field
    offered = found({NAME: "Ada", PRICE: "x", gate: "Not met"})
    one, two = (write(build_evaluation(example(SERVERS)), DAY, offered, reproducible=True) for _ in range(2))
    assert one == two


def test_every_text_of_the_sheet_is_used() -> None:
    language = english()
    asked: set[str] = set()

    class Listening(dict[str, str]):
        def __getitem__(self, key: str) -> str:
            asked.add(key)
            return super().__getitem__(key)

    texts = {**language.frame.texts, "entered": Listening(language.frame.texts["entered"])}
    listening = replace(language, frame=replace(language.frame, texts=texts))
    evaluation = replace(build_evaluation(example(SERVERS)), language=listening)
    offered = read_offers(evaluation, tenders(example(SERVERS), {NAME: "Ada", WARRANTY: "2", PRICE: "5"}))
    gate = evaluation.lots[0].gates[1].field
    gate_and_acceptance = {gate: "Not met", ACCEPTANCE: "Not accepted"}
    refused = read_offers(evaluation, tenders(example(SERVERS), {NAME: "Ada", PRICE: "5", **gate_and_acceptance}))
    reasons = (
        *("not-a-number", "below-zero", "two-numbers", "too-long", "above-last-step", "not-offered"),
        *("contradiction", "models", "tenders"),
    )
    more = tuple(
        LeftOut(1, 1, "a", "b", "1", "x", "y", reason)
        for reason in (*reasons, "other-tender", "same-name")  # type: ignore[arg-type]
    )
    for one in (replace(offered, left=()), replace(refused, left=(*refused.left, *more))):
        draw_workbook(evaluation, DAY, one)
    assert set(language.frame.texts["entered"]) - asked == set()


def test_the_sheet_is_turned_with_the_language() -> None:
    evaluation = replace(build_evaluation(example(SERVERS)), language=right_to_left())
    sheet = loaded(found({NAME: "Ada", PRICE: "x"}), evaluation)["Not entered"]
    assert sheet.sheet_view.rightToLeft
    # Words of others go the way that they begin.
    assert [int(sheet.cell(row, 7).alignment.readingOrder) for row in (3, 4)] == [2, 0]
