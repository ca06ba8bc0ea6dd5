# SPDX-License-Identifier: Apache-2.0
"""No paper holds a value, a number or a title of a clause that the annex does not print.

The tests compare texts: what the evaluation, the calendar, the notes, the response form and the JSON answer say of a
clause is looked up in the text that the annex prints under the number of that clause.
"""

import re
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from tenderkit.errors import InvalidInput
from tenderkit.formats.text.json import build_annex
from tenderkit.frozen import Memory
from tenderkit.library.reading import shipped_data
from tenderkit.papers import clause_text, evaluation_form
from tenderkit.papers.annex.annex import Annex, compose
from tenderkit.papers.blocks import (
    Block,
    ClauseBlock,
    Heading,
    Paragraph,
    ProofText,
    RequirementText,
    Table,
    Wide,
    list_texts,
)
from tenderkit.papers.calendar import calendar_form
from tenderkit.papers.calendar.contract_calendar import LotCalendar, build_calendars
from tenderkit.papers.evaluation import Evaluation, build_evaluation
from tenderkit.papers.notes.notes import compose_notes
from tenderkit.selection.select import select
from tests.support import (
    EXAMPLES,
    PURCHASE_FILES,
    annex,
    clause,
    english,
    example,
    example_purchase,
    library,
    lot,
    parameter,
    performance,
    vocabulary,
)

Table_ = dict[str, Any]
LEVELS, SIZES = ("core", "comprehensive"), ("short", "standard", "full")
GATES = ("selection-criterion", "technical-specification")

ANCHORS = sorted((english().label(a.label) for a in vocabulary().anchors.values()), key=len, reverse=True)
UNITS = {word for unit in vocabulary().units.values() for word in english().unit_words(unit.label) if word[0] != "("}
# A number with its unit, such as `10 working days`, and an undecided value.
AMOUNT = re.compile(rf"\d[\d,.]* (?:{'|'.join(map(re.escape, sorted(UNITS, key=len, reverse=True)))})(?!\w)")
GAP = re.compile(r"\[to be decided: [^]]*\]")
NUMBER = re.compile(r"(?:[GC]|\d+)(?:\.\d+)+(?= )")
NUMBERS = re.compile(r"((?:[GC]|\d+)(?:\.\d+)+(?:(?:, | and )(?:[GC]|\d+)(?:\.\d+)+)*) (.+)")
# Where a clause refers to an earlier printing: for paragraphs of its requirement, for a proof or the consequence.
REPEATED = re.compile(r"(.+) of ((?:[GC]|\d+)(?:\.\d+)+) holds? here too and (?:is|are) cited by that number\.")
SAME = re.compile(r"As in ((?:[GC]|\d+)(?:\.\d+)+)\.")
# Where the origin of a value begins in the notes: ` (chosen by the authority)`; a proposal has none.
ORIGINS = {words.split()[0].rstrip(":") for words in english().frame.texts["origins"].values() if words[0].isalpha()}
ORIGIN = re.compile(rf" \((?:{'|'.join(map(re.escape, sorted(ORIGINS)))})\b")


# What an annex prints


def clause_blocks(blocks: Iterable[Block]) -> Iterator[ClauseBlock]:
    for block in blocks:
        if isinstance(block, ClauseBlock):
            yield block
        elif isinstance(block, Wide):
            yield from clause_blocks(block.blocks)


def texts_by_number(one: Annex) -> dict[str, str]:
    """What the annex prints under the number of each clause: requirement, proof, remedy, steps, values of lots.

    Where a clause refers to an earlier printing for paragraphs, a proof or the consequence, these count as printed.
    """
    blocks = {block.printed.number: block for block in clause_blocks(one.blocks)}
    lines = {number: list_texts(block.blocks) for number, block in blocks.items()}
    return {
        number: "\n".join([*own, *(text for line in own for text in referred_texts(line, blocks))])
        for number, own in lines.items()
    }


def referred_texts(line: str, blocks: Mapping[str, ClauseBlock]) -> Iterator[str]:
    """The texts of an earlier printing that a line of a clause refers to."""
    if match := SAME.fullmatch(line):
        parts = blocks[match[1]].blocks
        yield from list_texts([part for part in parts if isinstance(part, ProofText | Paragraph)])
    elif match := REPEATED.fullmatch(line):
        (requirement,) = (part for part in blocks[match[2]].blocks if isinstance(part, RequirementText))
        wanted = re.findall(r"\((\w)\)", match[1])
        for letter, paragraph in zip(string.ascii_lowercase, requirement.paragraphs, strict=False):
            if not wanted or letter in wanted:
                yield paragraph


def titles_by_number(one: Annex) -> dict[str, str]:
    headings = [block.blocks[0] for block in clause_blocks(one.blocks)]
    return {heading.number: heading.text for heading in headings if isinstance(heading, Heading)}


def is_printed(value: str, text: str) -> bool:
    """Whether a text holds a value: as it is, without the event from which it counts, or as a number alone."""
    if gap := GAP.search(value):
        return gap[0] in text
    for anchor in ANCHORS:
        if value.endswith(f" {anchor}"):
            value = value.removesuffix(f" {anchor}")
            break
    number = re.search(r"\d[\d,.]*", value)
    words = [value, *([number[0]] if number else [])]
    return any(re.search(rf"(?<![\w.,]){re.escape(word)}(?![\w])", text) for word in words)


def read_value(line: str) -> str:
    """The value in a line that names it: `10 working days` in `– time to answer: 10 working days`."""
    gap = GAP.search(line)
    return gap[0] if gap else line.rpartition(": ")[2]


# What a paper says beyond it


def beyond_evaluation(one: Annex, evaluation: Evaluation) -> Iterator[str]:
    texts = texts_by_number(one)
    for part in evaluation.lots:
        for gate in part.gates:
            question, *lines = gate.asked
            values = [read_value(line) for line in lines if line.startswith("– ")]
            for value in (*AMOUNT.findall(question), *GAP.findall(question), *values):
                if not is_printed(value, texts[gate.number]):
                    yield f"evaluation {gate.number} {gate.title}: {value}"
        for criterion in part.criteria:
            rungs = [rung.text for ladder in criterion.ladders for rung in ladder.levels]
            steps = steps_of(one, criterion.name, criterion.measure)
            yield from (f"evaluation {criterion.name}: {text}" for text in rungs if find_number(text) not in steps)


def steps_of(one: Annex, name: str, measure: str) -> set[str]:
    """The numbers in the tables of the steps of a criterion, whose head says what is measured, without a blank."""
    caption = english().text("award.steps-caption", name=name)
    measured = measure.replace(english().text("evaluation.blank"), "").strip()
    # A unit that is a remark, such as “(score)”, has the parentheses of the head.
    measured = measured.removeprefix("(").removesuffix(")")
    found = [table for table in tables_in(one.blocks) if table.caption == caption]
    return {
        str(cell)
        for table in found
        for row in table.rows
        for head, cell in zip(table.head, row, strict=True)
        if f"({measured}" in head
    }


def tables_in(blocks: Iterable[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Wide | ClauseBlock):
            yield from tables_in(block.blocks)


def find_number(text: str) -> str:
    """The first number in a text: `1,000` in `1,000 full charge cycles`."""
    match = re.search(r"\d[\d,.]*", text)
    return match[0] if match else text


def beyond_calendar(one: Annex, calendars: Iterable[LotCalendar]) -> Iterator[str]:
    texts = texts_by_number(one)
    for entry in (entry for part in calendars for entry in (*part.due, *part.holding) if entry.tag):
        # The day of a report is worked out from the values, so only its lines repeat them; so is `(end of month 42)`.
        when = "" if entry.nth else re.sub(r" \([^()]*\)$", "", entry.when)
        words = "\n".join((*entry.what, when, entry.proof, entry.remedy))
        for value in (*AMOUNT.findall(words), *GAP.findall(words)):
            if not is_printed(value, texts[entry.number]):
                yield f"calendar {entry.number} {entry.title}: {value}"


def beyond_notes(one: Annex, blocks: Iterable[Block]) -> Iterator[str]:
    texts = texts_by_number(one)
    title = english().text("numbers.title")
    models = english().text("numbers.models", list="")
    for row in (row for block in blocks if isinstance(block, Table) and block.caption == title for row in block.rows):
        name, lines = row[0], row[-1]
        if isinstance(name, str) and isinstance(lines, str) and (number := NUMBER.match(name)):
            # What served as models for a clause is no value of it.
            for line in (one_ for one_ in lines.split("\n") if not one_.startswith(models)):
                value = read_value(ORIGIN.split(line)[0])
                if not is_printed(value, texts[number[0]]):
                    yield f"notes {name}: {value}"


def beyond_open_points(one: Annex) -> Iterator[str]:
    """The open points on values without a gap in the clause, and the gaps of clauses without an open point."""
    titles, listed = titles_by_number(one), set()
    gaps = {n: {gap[len("[to be decided: ") : -1] for gap in GAP.findall(t)} for n, t in texts_by_number(one).items()}
    for point in one.open_points:
        if "parameters." in point.key:
            what = point.what.removeprefix(f"{titles[point.where]}: ")
            fitting = {gap for gap in gaps[point.where] if what.startswith(gap.partition("; ")[0])}
            listed |= {(point.where, gap) for gap in fitting}
            if not fitting:
                yield f"open point {point.where}: {what}"
    if any(point.key == "tender.value" for point in one.open_points):
        listed |= {(number, "currency") for number in gaps}
    for clause_ in (c for c in one.selected if c.undecided):
        yield from (
            f"gap {clause_.number}: {gap}" for gap in gaps[clause_.number] if (clause_.number, gap) not in listed
        )


def beyond_json(one: Annex) -> Iterator[str]:
    data = build_annex(one)
    for found in (c for part in ({"clauses": data["general"]}, *data["lots"]) for c in part["clauses"]):
        proofs = [text for text in found["verification"].values() if text]
        text = "\n".join((found["title"], found["requirement"], *proofs, found["remedy"] or ""))
        for value in found["parameters"]:
            amount = value["value"]
            words = english().plain_value(tuple(amount) if isinstance(amount, list) else amount)
            if not (GAP.search(text) if amount is None else is_printed(words, text)):
                yield f"JSON {found['id']}: {value['name']} {words}"


def beyond_form(one: Annex) -> Iterator[str]:
    texts = texts_by_number(one)
    for row in (row for block in one.form if isinstance(block, Table) for row in block.rows):
        name, question = row[0], row[1]
        if isinstance(name, str) and isinstance(question, str) and (number := NUMBER.match(name)):
            for value in (*AMOUNT.findall(question), *GAP.findall(question)):
                if not is_printed(value, texts[number[0]]):
                    yield f"form {name}: {value}"


def wrong_names(one: Annex, papers: Mapping[str, Iterable[Block]]) -> Iterator[str]:
    """What begins like the number and title of a clause, but is not those of a clause of the annex."""
    titles = titles_by_number(one)
    for paper, blocks in papers.items():
        cells = [row[0] for block in blocks if isinstance(block, Table) for row in block.rows]
        leads = [block.lead for block in blocks if isinstance(block, Paragraph)]
        for name in (name for name in (*cells, *leads) if isinstance(name, str)):
            if match := NUMBERS.match(name):
                named = {titles.get(number) for number in re.split(", | and ", match[1])}
                title = named.pop()
                rest = match[2].removeprefix(title or "")
                if named or not title or rest == match[2] or (rest and not rest.startswith((" (", ":", "."))):
                    yield f"{paper}: {name}"


def differing_coverage(one: Annex, evaluation: Evaluation, calendars: Iterable[LotCalendar]) -> Iterator[str]:
    """The clauses that the form asks about and the evaluation leaves out, or the other way round; and those of the
    contract that the calendar leaves out."""
    fields = {field.tag for field in one.form_fields}
    answers = {tag for tag in fields if tag.endswith(".answer")}
    dated = {entry.tag for part in calendars for entry in (*part.due, *part.holding)}
    for part, lot_ in zip(evaluation.lots, one.lots, strict=True):
        gates = {gate.field: (gate.number, gate.title) for gate in part.gates}
        yield from (f"a gate that no field answers: {field}" for field in gates.keys() - fields)
        criteria = {(c.number, c.name) for c in part.criteria}
        for printed in (*one.general.clauses, *lot_.clauses):
            kind, field = printed.clause.kind, f"{printed.tag.partition('@')[0]}.answer"
            if kind in GATES and gates.get(field) != (printed.number, printed.title):
                yield f"no gate: {printed.tag}"
            if kind == "contract-performance-clause" and "declaration" in printed.verification:
                stated = gates.get(f"{printed.stem}.value") or gates.get(f"{printed.stem}.evidence")
                yield from () if stated == (printed.number, printed.title) else (f"no statement: {printed.tag}",)
            if kind == "award-criterion" and (printed.number, printed.title) not in criteria:
                yield f"no criterion: {printed.tag}"
            if kind in (*GATES, "award-criterion") and field not in answers:
                yield f"no answer: {printed.tag}"
            if kind in ("contract-performance-clause", "award-criterion") and printed in lot_.clauses:
                yield from () if printed.tag in dated else (f"no line of the calendar: {printed.tag}",)


def contradictions(one: Annex) -> list[str]:
    evaluation, calendars = build_evaluation(one), build_calendars(one)
    notes = compose_notes(one).blocks
    papers = {
        "form": one.form,
        "notes": notes,
        "evaluation": evaluation_form.compose(one, evaluation).blocks,
        "calendar": calendar_form.compose(one, calendars).blocks,
    }
    return [
        *beyond_evaluation(one, evaluation),
        *beyond_calendar(one, calendars),
        *beyond_notes(one, notes),
        *beyond_open_points(one),
        *beyond_json(one),
        *beyond_form(one),
        *wrong_names(one, papers),
        *differing_coverage(one, evaluation, calendars),
    ]


# The shipped examples


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_no_paper_of_an_example_says_what_its_annex_does_not(name: str, level: str, size: str) -> None:
    own = example_purchase(name)
    changed = replace(own, tender=replace(own.tender, level=level, proportionality=size))
    try:
        chosen = select(shipped_data.load_shipped_data().library, changed)
    except InvalidInput as error:
        # The weights and changes of an example may name clauses that another size or level does not hold.
        assert (level, size) != (own.tender.level, own.tender.proportionality)
        pytest.skip("; ".join(finding.message for finding in error.findings))
    assert contradictions(compose(chosen, english())) == []


@pytest.mark.parametrize("name", sorted(PURCHASE_FILES.keys() - set(EXAMPLES)))
def test_no_paper_of_a_case_says_what_its_annex_does_not(name: str) -> None:
    assert contradictions(example(name)) == []


# That the comparison can fail

DAYS = parameter({"core": 77}, unit="working-days", title="Days")
NAMED = {"requirement": "A unit is repaired within {{ days }}."}
SILENT = {"when": {"acquisition": ["purchase"]}, "requirement": "A unit is repaired."}
CERTIFIED = {"declaration": "A statement.", "certificate": "A certificate that names {{ days }}."}
OFF = parameter({"core": 0}, unit="working-days", title="Switch", off=0)
LAPTOPS = parameter({"core": 0, "categories": ["laptop"]}, {"core": 1}, unit="years", title="Switch", off=0)
BOTH = {"requirement": "For {{ switch }}, a unit is repaired within {{ days }}.\n\nA unit works."}
DROPPING: dict[str, Table_] = {
    "variant": {"parameters": {"days": DAYS}, "text": NAMED, "variants": {"v": SILENT}},
    "paragraph": {"parameters": {"days": DAYS, "switch": OFF}, "text": BOTH},
    "category": {"parameters": {"days": DAYS, "switch": LAPTOPS}, "text": BOTH},
    "proof": {"parameters": {"days": DAYS}, "text": {"verification": CERTIFIED}},
}


def dropping(cause: str) -> Annex:
    """An annex whose clause does not print a value that it has, by the cause for which it leaves the value out."""
    small = {"tender": {"proportionality": "short"}} if cause == "proof" else {}
    return annex(library({"a": clause(**DROPPING[cause])}), lots=[lot({"laptop": 5})], **small)


@pytest.mark.parametrize("cause", DROPPING)
def test_a_value_that_a_clause_drops_is_in_no_paper(cause: str) -> None:
    one = dropping(cause)
    assert one.lots[0].part.picks[0].values["days"]["laptop"].value == 77
    assert "77 working days" not in "\n".join(list_texts((*one.blocks, *compose_notes(one).blocks)))
    assert contradictions(one) == []


def print_all_values(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let clauses list their values whether a text names them or not."""
    monkeypatch.setattr(clause_text, "find_printed_values", lambda pick, texts: pick.values)
    monkeypatch.setattr(clause_text, "_KNOWN_CLAUSES", Memory(1))


@pytest.mark.parametrize("cause", DROPPING)
def test_papers_that_list_all_values_of_a_clause_are_found_out(cause: str, monkeypatch: pytest.MonkeyPatch) -> None:
    print_all_values(monkeypatch)
    found = "\n".join(contradictions(dropping(cause)))
    for paper in ("evaluation 1.2.1 A title: 77", "notes 1.2.1 A title: 77", "JSON a: days 77"):
        assert paper in found


def test_a_time_that_is_not_printed_is_found_in_the_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    days = parameter({"core": 77, "anchor": "after-delivery"}, unit="days", direction="max", title="Days")
    made = library({"a": performance(parameters={"days": days}, text=NAMED, variants={"v": SILENT})})
    assert contradictions(annex(made)) == []
    print_all_values(monkeypatch)
    assert "calendar 1.4.1 A title: 77 days" in contradictions(annex(made))


def test_an_open_point_without_a_gap_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    days = parameter({"core": "undecided"}, unit="working-days", title="Days")
    made = library({"a": clause(parameters={"days": days}, text=NAMED, variants={"v": SILENT})})
    assert contradictions(annex(made)) == []
    print_all_values(monkeypatch)
    assert "open point 1.2.1: Days" in contradictions(annex(made))


def test_another_title_is_found() -> None:
    one = annex(library({"a": clause()}))
    form = Table("", (), (("1.2.1 Another title", ""), ("1.2.7 A title", ""), ("1.2.1 A title", "")), ())
    assert list(wrong_names(one, {"form": (form,)})) == ["form: 1.2.1 Another title", "form: 1.2.7 A title"]
