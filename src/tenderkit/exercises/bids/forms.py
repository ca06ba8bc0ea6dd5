# SPDX-License-Identifier: Apache-2.0
"""Bids as response forms: filled in as the annex asks, and read back to see where something is wrong."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Literal, cast

from tenderkit.exercises.bids.market import Market, MarketBid, list_entered, list_values, name_measure
from tenderkit.exercises.bids.workbook import evaluate_lot
from tenderkit.exercises.material import Material
from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.blocks import Answer, Block, Cell, Table, Wide
from tenderkit.papers.clause_text import PrintedClause, PrintedValue
from tenderkit.papers.digest import compute_published_digest
from tenderkit.papers.evaluation import Evaluation, Gate, ScoredCriterion
from tenderkit.papers.form_fields import ACCEPTANCE, NAME, Field
from tenderkit.papers.paper import Paper
from tenderkit.papers.response_form import compose_response_form
from tenderkit.purchase.typed_input import Refusal, read_measured_number
from tenderkit.responses.form_answers import Bid, FormControl, ReturnedForm, check_bid, read_bids
from tenderkit.responses.offers import Offer, read_offers

# What can be wrong in an entry of a bid.
Gap = Literal["refused", "below", "contract", "price", "proof", "unanswered", "contradiction", "later"]
GAPS: tuple[Gap, ...] = ("refused", "below", "contract", "price", "proof", "unanswered", "contradiction", "later")
# The gaps for which a bid is rejected, and those that a tenderer may be asked to complete. A statement on a contract
# performance clause may come later, after the start of the contract.
REJECTING: tuple[Gap, ...] = ("refused", "below", "contract")
COMPLETED: tuple[Gap, ...] = ("proof", "unanswered")
# The number that the answer to a requirement begins with, by clause.
_STATED = {
    "battery-endurance": "cycles",
    "software-update-support": "update-years",
    "refurbished-warranty": "warranty-years",
}
# The award criterion whose first step is one more than a requirement asks for, by the clause of the requirement.
_COUNTED_BY = {"refurbished-warranty": "refurbished-quality-points"}
# How far a number is below and above what is required, as a share of it.
_BELOW, _ABOVE = 0.6, 1.2
# The lowest number that is put in place of another: words for one thing alone differ.
_FEWEST = 2
# The days from the launch of the tender to the signature of a bid.
_DAYS = datetime.timedelta(days=30)
_LOTS = "tk:tenderer.lots"


def _lower(required: PrintedValue) -> int:
    """Return a whole number that is below a required one."""
    assert isinstance(required.value.value, int | float)
    return max(1, round(required.value.value * _BELOW))


@frozen_dataclass
class Entry:
    """What a bid answers to one requirement, criterion or price.

    `title`: with its number; `asked`: what the annex asks, line by line; `fields`: the fields of the form; `gaps`:
    what can be wrong in it.
    """

    title: str
    asked: tuple[str, ...]
    fields: tuple[Field, ...]
    gaps: tuple[Gap, ...]

    @property
    def id(self) -> str:
        """The tag of its first field."""
        return self.fields[0].tag


class BidForms:
    """The response forms of bids for one lot.

    Parameters: `market`, the lot and what bids enter.
    """

    def __init__(self, material: Material, market: Market) -> None:
        self.material, self.market, self.lot = material, market, market.lot
        self.text, self.number = material.text, material.language.number
        self.fields = [
            field
            for field in material.annex.form_fields
            if not field.tag.startswith("tk:L") or field.tag.split(".")[0] in ("tk:L0", f"tk:L{self.lot.number}")
        ]
        self._clauses = {clause.stem: clause for clause in material.annex.lots[self.lot.number - 1].clauses}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of the form in which something can be wrong, in the order of the form."""
        return tuple(self._list_entries())

    def list_entries(self, bid: MarketBid) -> tuple[Entry, ...]:
        """Return the entries of a bid in which something can be wrong.

        A criterion for which the bid offers nothing has none.
        """
        nothing = {
            tag
            for position, scored in enumerate(self.lot.criteria)
            if not any(list_values(bid, position))
            for tag in self._list_value_tags(scored)
        }
        return tuple(e for e in self.entries if e.gaps and not nothing & {field.tag for field in e.fields})

    def _list_entries(self) -> Iterator[Entry]:
        for gate in self.lot.gates:
            stem = gate.field.rpartition(".")[0]
            fields = tuple(f for f in self.fields if f.tag.rpartition(".")[0] == stem)
            if fields:
                title = f"{gate.number} {gate.title}".strip()
                yield Entry(title, gate.asked, fields, self._list_gate_gaps(gate, stem, fields))
        for scored in self.lot.criteria:
            stem = scored.field.rpartition(".")[0]
            fields = tuple(f for f in self.fields if f.tag.startswith(f"{stem}.") and not scored.money)
            if fields:
                gaps: tuple[Gap, ...] = ("contradiction",) if fields[0].choices else ()
                asked = self.text("exercise-bids.value-asked", measure=name_measure(self.material, scored))
                yield Entry(f"{scored.number} {scored.name}", (asked,), fields, gaps)
        for row in list_entered(self.lot):
            fields = tuple(field for field in self.fields if field.tag == row.field)
            if fields:
                priced: tuple[Gap, ...] = ("price",) if row.how in ("price", "monthly", "term", "each") else ()
                asked = self.text("exercise-bids.price-needed", prompt=row.prompt) if priced else row.prompt
                yield Entry(row.label, (asked,), fields, priced)

    def _list_gate_gaps(self, gate: Gate, stem: str, fields: Sequence[Field]) -> tuple[Gap, ...]:
        if gate.field == ACCEPTANCE:
            return ("contract",)
        if gate.stated:
            return ("later",)
        gaps: list[Gap] = ["refused", "unanswered"]
        if any(not field.choices for field in fields):
            required = self.find_required(stem)
            gaps += ["proof", "below"] if required and self._can_be_below(required) else ["proof"]
        return tuple(gaps)

    def find_required(self, stem: str) -> PrintedValue | None:
        """Return the number that an answer has to reach; None where the answer is in words."""
        clause: PrintedClause | None = self._clauses.get(stem)
        # Where an award criterion asks for the number, the question refers to it.
        if clause is None or any(scored.name in clause.question for scored in self.lot.criteria):
            return None
        name = _STATED.get(clause.clause.id)
        values = [value for value in clause.values if value.name == name]
        return values[0] if len(values) == 1 and isinstance(values[0].value.value, int | float) else None

    # Fill in

    def fill(self, bid: MarketBid, gaps: Mapping[str, Gap]) -> dict[str, str]:
        """Return the answers of a bid by the tag of the field; an empty field has none.

        Parameters: `gaps`, what is wrong, by the id of the entry.
        """
        answers = {field.tag: self._answer(bid, field, number) for number, field in enumerate(self.fields, 1)}
        answers[NAME] = bid.name
        answers |= {row.field: self.number(bid.offer.costs[row.field]) for row in list_entered(self.lot)}
        for position, scored in enumerate(self.lot.criteria):
            for tag in self._list_value_tags(scored):
                answers[tag] = self.number(list_values(bid, position)[0])
        for field in self.fields:
            if field.tag.endswith(".total"):
                answers.pop(field.tag)
        for entry in self.entries:
            if entry.id in gaps:
                self._plant(answers, entry, gaps[entry.id])
        return answers

    def _list_value_tags(self, scored: ScoredCriterion) -> tuple[str, ...]:
        if scored.money:
            return ()
        several = scored.list_model_fields(self.lot.kinds)
        return tuple(several.values()) or (scored.field,)

    def _answer(self, bid: MarketBid, field: Field, number: int) -> str:
        """Return a sound answer: the first choice, a number that meets the required one, or an enclosed document."""
        if field.choices:
            return field.choices[0]
        stem, _, column = field.tag.rpartition(".")
        if column == "date":
            launch = self.material.annex.selection.purchase.tender.launch
            return self.material.language.date(launch + _DAYS)
        if field.tag == _LOTS:
            return self.number(self.lot.number)
        required, clause = self.find_required(stem), self._clauses.get(stem)
        if required and clause:
            return self._state(stem, required, self._choose_stated(bid, clause, required), number)
        told = clause is not None and "declaration" in clause.verification
        key = "exercise-bids.stated-in" if told else "exercise-bids.see"
        return self.text(key, number=self.number(number))

    def _choose_stated(self, bid: MarketBid, clause: PrintedClause, required: PrintedValue) -> int:
        """Return a number that meets a requirement and agrees with the steps that the bid offers beyond it."""
        least = required.value.value
        assert isinstance(least, int | float)
        for position, scored in enumerate(self.lot.criteria):
            criterion = self._clauses.get(scored.field.rpartition(".")[0])
            if criterion and criterion.clause.id == _COUNTED_BY.get(clause.clause.id):
                return round(least) + any(value >= 1 for value in list_values(bid, position))
        return max(1, round(least * _ABOVE))

    def _state(self, stem: str, required: PrintedValue, amount: float, number: int) -> str:
        """Return the statement on a requirement: its words with another number, and what is said besides.

        Parameters: `number`, of the document that has the rest.
        """
        beside = self.text(f"exercise-bids.beside-{self._clauses[stem].clause.id}", number=self.number(number))
        units = self.material.annex.selection.library.vocabulary.units
        written = self.material.language.amount(amount, units[required.value.unit or ""].label)
        return required.text.replace(required.amount, written, 1) + self.text("formats.joint") + beside

    def _can_be_below(self, required: PrintedValue) -> bool:
        """Return whether a lower number is written in digits and the same unit; Arabic has one word for two years."""
        lower, units = _lower(required), self.material.annex.selection.library.vocabulary.units
        written = self.material.language.amount(lower, units[required.value.unit or ""].label)
        return lower >= _FEWEST and any(map(str.isdigit, written))

    def _plant(self, answers: dict[str, str], entry: Entry, gap: Gap) -> None:
        """Put what is wrong into the answers of a bid."""
        choice = next((field for field in entry.fields if field.choices), None)
        values = [field.tag for field in entry.fields if not field.choices]
        match gap:
            case "refused" | "contract" | "contradiction":
                assert choice is not None
                answers[choice.tag] = choice.choices[-1]
            case "unanswered":
                assert choice is not None
                del answers[choice.tag]
            case "proof" | "price" | "later":
                del answers[values[0]]
            case "below":
                stem = values[0].rpartition(".")[0]
                required = self.find_required(stem)
                assert required is not None
                number = 1 + next(n for n, field in enumerate(self.fields) if field.tag == values[0])
                answers[values[0]] = self._state(stem, required, _lower(required), number)

    # Read back

    def compose(self, answers: Mapping[str, str]) -> Paper:
        """Return the response form of the annex with answers in it."""
        paper = compose_response_form(self.material.annex)
        return replace(paper, blocks=tuple(_fill_blocks(paper.blocks, answers)))

    def read(self, bid: MarketBid, answers: Mapping[str, str]) -> Bid:
        """Return the bid that is read from a form with answers in memory."""
        digest = compute_published_digest(self.material.annex.selection)
        controls = tuple(
            FormControl(
                field.tag,
                field.name,
                answers.get(field.tag, field.prompt),
                blank=field.tag not in answers,
                choices={choice: choice for choice in field.choices},
            )
            for field in self.fields
        )
        form = ReturnedForm(controls, tuple(self.fields), digest, None, "")
        return read_bids([(bid.name, form)], [digest], self.fields)[0]

    def read_offer(self, bid: Bid) -> Offer:
        """Return the offer of a bid for the lot, as it is entered into the evaluation workbook."""
        return read_offers(self._evaluation, [bid]).lots[self.lot.number][0]

    @cached_property
    def _evaluation(self) -> Evaluation:
        return evaluate_lot(self.material.annex, self.lot)

    def find_gaps(self, bid: Bid) -> dict[str, Gap]:
        """Return what is wrong in a bid by the id of the entry, as the readers of forms find it."""
        offers = read_offers(self._evaluation, [bid])
        (offer,) = offers.lots[self.lot.number]
        empty = {finding.place.key for finding in check_bid(bid) if finding.rule == "unanswered"}
        refused = {self.lot.gates[number].field for number in offer.refused if number < len(self.lot.gates)}
        contradicted = {one.number for one in offers.left if one.reason == "contradiction"}
        gaps = {}
        for entry in self.entries:
            tags = {field.tag for field in entry.fields}
            chosen = next((field.tag for field in entry.fields if field.choices), None)
            if tags & refused:
                gaps[entry.id] = "contract" if ACCEPTANCE in tags else "refused"
            elif entry.fields[0].number in contradicted and "contradiction" in entry.gaps:
                gaps[entry.id] = "contradiction"
            elif chosen in empty:
                gaps[entry.id] = "unanswered"
            elif tags & empty:
                gaps[entry.id] = next((gap for gap in ("price", "later") if gap in entry.gaps), "proof")
            elif "below" in entry.gaps and self._is_below(bid, entry):
                gaps[entry.id] = "below"
        return cast("dict[str, Gap]", gaps)

    def _is_below(self, bid: Bid, entry: Entry) -> bool:
        """Return whether an answer is a number below the one that is required."""
        required = self.find_required(entry.id.rpartition(".")[0])
        reply = next(r for r in bid.replies if r.tag in {f.tag for f in entry.fields if not f.choices})
        if required is None:
            return False
        least = required.value.value
        assert isinstance(least, int | float)
        labels = self.material.annex.selection.library.vocabulary.units[required.value.unit or ""].label
        after = required.text.replace(required.amount, "", 1)
        units = [f"{unit}{after}" for unit in self.material.language.unit_words(labels)]
        try:
            return read_measured_number(reply.value.partition(self.text("formats.joint"))[0], units) < least
        except Refusal:
            return False


def _fill_blocks(blocks: Sequence[Block], answers: Mapping[str, str]) -> Iterator[Block]:
    """Yield blocks with answers in their fields."""
    for block in blocks:
        if isinstance(block, Wide):
            yield Wide(tuple(_fill_blocks(block.blocks, answers)))
        elif isinstance(block, Table):
            filled = (tuple(_fill_cell(cell, answers) for cell in row) for row in block.rows)
            yield replace(block, rows=tuple(filled))
        else:
            yield block


def _fill_cell(cell: Cell, answers: Mapping[str, str]) -> Cell:
    if isinstance(cell, Answer) and cell.tag in answers:
        return replace(cell, draft=answers[cell.tag])
    return cell


@frozen_dataclass
class FilledForm:
    """A response form that a participant gets.

    `bid`: its bid; `letter`: in the name of the file; `paper`: the form; `gaps`: what is wrong in it; `material`,
    `market`: what its forms are made from.
    """

    bid: MarketBid
    letter: str
    paper: Paper
    gaps: Mapping[str, Gap]
    material: Material
    market: Market
