# SPDX-License-Identifier: Apache-2.0
"""The offers in bids, as the entries of an evaluation workbook, and the answers that cannot be entered.

An answer is entered only if it is certain: there is one answer, and it is a number where a number is needed. Whether
a bid meets a requirement is never entered, because the panel decides it, no matter what the tenderer answers.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Literal

from tenderkit.findings import Finding, Place
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import count_decimals, list_currencies
from tenderkit.papers.evaluation import TENDERS, Evaluation, LotEvaluation, ScoredCategory, ScoredCriterion
from tenderkit.papers.form_fields import ACCEPTANCE, NAME
from tenderkit.papers.sheets.cost_rows import LONGEST_WARRANTY, PAID_BY_TENDERER, CostRow
from tenderkit.purchase.typed_input import Refusal, read_measured_number
from tenderkit.responses.form_answers import WORSE_COUNTS, AnswerState, Bid, Reply

# Why an answer was not entered: its state in the form, or one of these reasons. `refused`: the tenderer itself
# answers that it does not meet a requirement; `not-accepted`: the tenderer does not accept the contract performance
# clauses (which is entered all the same); `same-name`: another bid has the same tenderer (such a bid is entered
# all the same). `above-last-step`: the number is entered, and may be a slip.
LeftOutReason = (
    AnswerState
    | Literal[
        "not-a-number",
        "below-zero",
        "two-numbers",
        "too-long",
        "above-last-step",
        "not-offered",
        "contradiction",
        "models",
        "tenders",
        "other-tender",
        "refused",
        "not-accepted",
        "same-name",
    ]
)


# A number with one separator before exactly three digits: thousands or decimals.
_ONE_SEPARATOR = re.compile(r"\d{1,3}([.,])\d{3}")


@frozen_dataclass
class Model:
    """A model in an offer; `name` is empty where the tenderer gives none.

    `values` maps the position of a criterion in the lot, from 0, to the value offered.
    """

    name: str
    values: Mapping[int, float]


@frozen_dataclass
class Offer:
    """The offer of a bid in one lot.

    `values` maps the position of a criterion in the lot, from 0, to the sum of money or other value offered; `models`
    maps each product category to its models; `refused` maps the position of a requirement, from 0, to the answers in
    which the tenderer says that it does not meet the requirement. If the tenderer does not meet a clause that is no
    requirement, the answer is under the position after the last requirement; if it does not accept a contract
    performance clause, under that of their acceptance. `accepts` is whether the tenderer accepts the contract
    performance clauses, None if it gives no clear answer. `costs` maps the form field of each row of the cost sheets
    to the number entered there; the total that the form states is in `values`.
    """

    tenderer: str
    values: Mapping[int, float]
    models: Mapping[str, tuple[Model, ...]]
    refused: Mapping[int, tuple[str, ...]]
    accepts: bool | None = None
    costs: Mapping[str, float] = field(default_factory=dict)


@frozen_dataclass
class LeftOut:
    """An answer that was not entered in the workbook, or that a person has to check, with the reason.

    `column` is the number of the bid in the lot, from 1, None where the workbook has no column for the bid. `lot` is
    None where a whole form was left out.
    """

    lot: int | None
    column: int | None
    file: str
    tenderer: str
    number: str
    name: str
    answer: str
    reason: LeftOutReason


@frozen_dataclass
class Offers:
    """The offers of each lot, in the order of the forms, and the answers that a person has to enter or check."""

    lots: Mapping[int, tuple[Offer, ...]]
    left: tuple[LeftOut, ...]


def read_offers(evaluation: Evaluation, bids: Sequence[Bid]) -> Offers:
    """Read the offers in bids, lot by lot.

    A bid for another purchase is not read, but listed in `left`. A bid that answers nothing in a lot gets no column
    for that lot. Parameters: `evaluation`, the evaluation workbook; `bids`, bids in forms for the same purchase.
    """
    left = [
        LeftOut(None, None, bid.file, bid.tenderer, "", "", "", "other-tender")
        for bid in bids
        if bid.belongs is False
    ]
    lots: dict[int, tuple[Offer, ...]] = {}
    for lot in evaluation.lots:
        entered: list[Offer] = []
        for bid in bids:
            if bid.belongs is False or not any(r.answered for r in bid.replies if r.lot == lot.number):
                continue
            room = len(entered) < TENDERS
            reader = _OfferReader(evaluation, lot, bid, len(entered) + 1 if room else None)
            if room:
                entered.append(reader.read_offer([one.tenderer for one in entered]))
            else:
                reader.leave_out_all()
            left += reader.left
        lots[lot.number] = tuple(entered)
    return Offers(lots, tuple(left))


class _OfferReader:
    """Reads the offer of one bid in one lot; `left` collects the answers that a person has to enter or check."""

    def __init__(self, evaluation: Evaluation, lot: LotEvaluation, bid: Bid, column: int | None) -> None:
        self.language = evaluation.language
        self.lot, self.bid, self.column = lot, bid, column
        self.replies: dict[str, list[Reply]] = {}
        for reply in bid.replies:
            self.replies.setdefault(reply.tag, []).append(reply)
        self.not_accepted = self.language.text("response.no-contract")
        self.no = {self.not_accepted, *(self.language.text(f"response.no-{kind}") for kind in ("tender", "award"))}
        self.left: list[LeftOut] = []

    def read_offer(self, others: Sequence[str]) -> Offer:
        """Return the offer of the bid in the lot.

        Parameters: `others`, the names of the tenderers of the bids already entered in the lot.
        """
        name = self._read_name()
        if name and name.casefold() in (other.casefold() for other in others):
            self._leave_out(self.replies[NAME], "same-name")
        values: dict[int, float] = {}
        of_models: dict[int, float] = {}
        apart = self._list_fields_of_models()
        for position, scored in enumerate(self.lot.criteria):
            value = self._read_value(scored)
            if value is not None:
                (of_models if scored.ladders and not scored.whole else values)[position] = value
        models = {kind.category: self._read_models(kind, of_models, apart) for kind in self.lot.kinds}
        costs = dict(self._read_costs())
        return Offer(name, values, models, self._read_refusals(), self._read_acceptance(), costs)

    def leave_out_all(self) -> None:
        """Add all answers of the bid to `left`, because the workbook has no column for the bid."""
        models = [model.field for kind in self.lot.kinds for model in kind.models]
        models += [tag for fields in self._list_fields_of_models().values() for tag in fields.values()]
        tags = (NAME, *(c.field for c in self.lot.criteria), *models, *(row.field for row in self._list_cost_rows()))
        for reply in (reply for tag in tags for reply in self.replies.get(tag, ())):
            if reply.answered or reply.tag == NAME:
                self._leave_out([reply], "tenders")

    def _leave_out(self, replies: Sequence[Reply], reason: LeftOutReason) -> None:
        answer = "\n".join(reply.value for reply in replies if reply.value)
        first, bid = replies[0], self.bid
        about = (self.lot.number, self.column, bid.file, bid.tenderer)
        self.left.append(LeftOut(*about, first.number, first.name, answer, reason))

    def _find_certain_reply(self, tag: str) -> Reply | None:
        """Return the reply in a field if the field has only one reply, in the state `answered`; else None.

        If None is returned, the replies in the field are added to `left`. Parameters: `tag`, the tag of the field.
        """
        replies = self.replies.get(tag, ())
        if len(replies) == 1 and replies[0].state == "answered":
            return replies[0]
        if replies:
            self._leave_out(replies, replies[0].state)
        return None

    def _read_name(self) -> str:
        """Return the first line of the answer on name and address; empty if no single answer can be read."""
        reply = self._find_certain_reply(NAME)
        return reply.value.partition("\n")[0].strip() if reply else ""

    # Criteria

    def _read_value(self, scored: ScoredCriterion) -> float | None:
        """Return the number offered under a criterion.

        Returns None if the form asks for no number, the tenderer offers nothing, or the answer is no clear number.
        """
        if not scored.field:
            return None
        answer = self._list_declining(scored)
        tags = (scored.field, *scored.list_model_fields(self.lot.kinds).values())
        given = [r for tag in tags for r in self.replies.get(tag, ()) if r.answered]
        if answer:
            # The tenderer offers nothing, or contradicts itself: entering zero would decide in place of the panel.
            self._leave_out([*answer, *given], "contradiction" if given else "not-offered")
            return None
        if scored.by_cost_sheet and not given:
            return None  # whoever states no total of its own leaves nothing open
        return self._read_number(scored, scored.field)

    def _list_declining(self, scored: ScoredCriterion) -> list[Reply]:
        """Return the replies in which the tenderer says that it offers nothing under a criterion."""
        stem = scored.field.rpartition(".")[0]
        return [r for r in self.replies.get(f"{stem}.answer", ()) if r.value in self.no]

    def _list_fields_of_models(self) -> dict[int, Mapping[tuple[str, int], str]]:
        """Return the fields of the models that are scored apart, by the position of the criterion in the lot.

        A form with one field for all models, as those of release 0.1.0, has none.
        """
        return {
            position: scored.list_model_fields(self.lot.kinds)
            for position, scored in enumerate(self.lot.criteria)
            if scored.field not in self.replies and not self._list_declining(scored)
        }

    def _read_number(self, scored: ScoredCriterion, tag: str) -> float | None:
        """Return the number in a field for a criterion; None, with the answer in `left`, where it is not certain."""
        reply = self._find_certain_reply(tag)
        if reply is None:
            return None
        try:
            number = self._read_sum(reply) if scored.money else read_measured_number(reply.value, scored.beside)
        except Refusal as refusal:
            self._leave_out([reply], "two-numbers" if refusal.code == "two-numbers" else "not-a-number")
            return None
        steps = [rung.least for ladder in scored.ladders for rung in ladder.levels]
        if scored.how == "steps" and number > max(steps):
            self._leave_out([reply], "above-last-step")
        return number

    # Cost sheets

    def _list_cost_rows(self) -> Iterator[CostRow]:
        """Yield the rows of the cost sheets in which the tenderer enters a number."""
        cost = self.lot.cost
        if cost:
            yield from (row for model in cost.models for row in model.rows if row.field)
            yield from cost.rows

    def _read_costs(self) -> Iterator[tuple[str, float]]:
        """Yield the field and the number of each row of the cost sheets with a clear number of zero or above."""
        for row in self._list_cost_rows():
            replies = self.replies.get(row.field, ())
            if row.how in PAID_BY_TENDERER and all(reply.state == "unanswered" for reply in replies):
                continue  # an empty sum to be paid counts as zero
            reply = self._find_first_reply(row.field)
            if reply is None:
                continue
            try:
                money = not row.beside
                number = self._read_sum(reply) if money else read_measured_number(reply.value, row.beside)
            except Refusal as refusal:
                self._leave_out([reply], "two-numbers" if refusal.code == "two-numbers" else "not-a-number")
                continue
            if number < 0 and row.how != "either":
                self._leave_out([reply], "below-zero")
            elif row.how == "warranty" and number > LONGEST_WARRANTY:
                self._leave_out([reply], "too-long")
            else:
                yield row.field, number

    def _find_first_reply(self, tag: str) -> Reply | None:
        """Return the reply in a field, of which a form of release 0.1.0 may have copies; None if it is not certain.

        Such a form has a copy of the sheet for each model that the tenderer chose. What is not returned is added to
        `left`.
        """
        replies = self.replies.get(tag, ())
        if not replies or replies[0].state == "conflict":
            return self._find_certain_reply(tag)
        reply, *copies = replies
        for copy in copies:
            if copy.answered:
                self._leave_out([copy], "models")
        if reply.state == "answered":
            return reply
        self._leave_out([reply], reply.state)
        return None

    def _read_sum(self, reply: Reply) -> float:
        """Return a sum of money as a number: `125.000` is 125000 unless the currency has three decimals.

        Raises: `Refusal`, code `two-numbers`, where the language of the form separates thousands otherwise, so that
        decimals may be meant.
        """
        currency, text = self.lot.currency, reply.value
        if currency not in list_currencies():
            return read_measured_number(text, ())
        number = read_measured_number(
            text, self.language.currency_words(currency), thousands=count_decimals(currency) < 3
        )
        groups = _ONE_SEPARATOR.fullmatch("".join(c for c in text if c.isdecimal() or c in ".,"))
        if groups and self.language.number(1000)[1] != groups[1]:
            raise Refusal("two-numbers")
        return number

    # Models

    def _read_models(
        self,
        kind: ScoredCategory,
        values: Mapping[int, float],
        apart: Mapping[int, Mapping[tuple[str, int], str]],
    ) -> tuple[Model, ...]:
        """Return the models of a product category, one for each that the lot asks for; none if nothing is offered.

        Parameters: `values` maps the position of a criterion in the lot, from 0, to the number offered under the
        criterion for all models alike; `apart`, in the same way, to the fields of models that are asked apart.
        """
        model_values = {
            p: v for p, v in values.items() if kind.category in (x.category for x in self.lot.criteria[p].ladders)
        }
        models = tuple(
            Model(self._read_model_name(model.field), model_values | self._read_apart(kind.category, number, apart))
            for number, model in enumerate(kind.models, 1)
        )
        return models if any(model.name or model.values for model in models) else ()

    def _read_apart(
        self, category: str, number: int, apart: Mapping[int, Mapping[tuple[str, int], str]]
    ) -> dict[int, float]:
        """Return the values in the fields of one model, by the position of the criterion in the lot."""
        fields = {p: tags[category, number] for p, tags in apart.items() if (category, number) in tags}
        read = {position: self._read_number(self.lot.criteria[position], tag) for position, tag in fields.items()}
        return {position: value for position, value in read.items() if value is not None}

    def _read_model_name(self, tag: str) -> str:
        """Return the name of a model; empty if no sheet asks for it, or no certain answer can be read."""
        reply = self._find_first_reply(tag)
        return reply.value if reply else ""

    # Requirements

    def _read_acceptance(self) -> bool | None:
        """Return whether the tenderer accepts the contract performance clauses; None if it gives no clear answer."""
        reply = self._find_certain_reply(ACCEPTANCE)
        if reply is None:
            return None
        if reply.refuses:
            self._leave_out([reply], "not-accepted")
        return not reply.refuses

    def _read_refusals(self) -> dict[int, tuple[str, ...]]:
        """Return the answers in which the tenderer says that it does not meet or accept a clause.

        The keys are the positions of the requirements in the lot, from 0. Answers on single contract performance
        clauses, as in forms of earlier releases, are under the position of their acceptance; answers on all other
        clauses that are not requirements are under the position after the last requirement.
        """
        positions = {gate.field: position for position, gate in enumerate(self.lot.gates)}
        outside = len(self.lot.gates)
        scored = {c.field.rpartition(".")[0] for c in self.lot.criteria}
        refused: dict[int, list[str]] = {}
        for tag, replies in self.replies.items():
            first = replies[0]
            if first.lot not in (0, self.lot.number) or tag.rpartition(".")[0] in scored:
                continue
            refusals = [r for r in replies if r.value in self.no and (r.column == "answer" or r.refuses)]
            if refusals:
                answer = refusals[0].value
                if not refusals[0].refuses:
                    self._leave_out(refusals, "refused")
                place = positions.get(ACCEPTANCE, outside) if answer == self.not_accepted else outside
                text = self.language.text("entered.own", number=first.number or first.name, answer=answer)
                refused.setdefault(positions.get(tag, place), []).append(text)
        return {position: tuple(texts) for position, texts in refused.items()}


_MESSAGES: Mapping[LeftOutReason, tuple[str, str]] = {
    "unanswered": ("is not answered", "Ask the tenderer, where the tender documents allow it."),
    "missing": ("the field is missing", "Look for the answer in the file, or ask for the form again."),
    "unclear": ("“{answer}” is marked as if it were the prompt", "Ask the tenderer whether it is the answer."),
    "conflict": ("is answered several times: “{answer}”", WORSE_COUNTS),
    "unknown-choice": ("“{answer}” is not one of the choices", "Ask the tenderer what is meant."),
    "not-a-number": ("“{answer}” is not one plain number", "Read the answer, and enter the number that it gives."),
    "below-zero": ("“{answer}” is below zero", "Ask the tenderer which number is meant."),
    "two-numbers": ("“{answer}” can be read in two ways", WORSE_COUNTS),
    "too-long": ("“{answer}” is too long for a warranty", "Look whether months are meant, and enter the years."),
    "above-last-step": ("“{answer}” is above the last step", "Look whether the number is meant so."),
    "not-offered": ("“{answer}”", "Enter what the criterion counts where nothing is offered."),
    "contradiction": ("contradicts itself: “{answer}”", WORSE_COUNTS),
    "models": ("“{answer}” is beyond the models that the sheet asks for", "Ask the tenderer which model counts."),
    "tenders": (f"“{{answer}}” is of a bid beyond the {TENDERS} that the workbook has room for", ""),
    "other-tender": ("nothing was entered: the form belongs to another tender", "Name its own purchase file."),
    "refused": ("the tenderer itself says “{answer}”; the panel decides", ""),
    "not-accepted": ("the tenderer answers “{answer}”: entered as not met, so that it is not admitted", ""),
    "same-name": ("“{answer}” is the tenderer of another form too", "Find out which of the forms counts."),
}


def report_left_out(offers: Offers) -> Iterator[Finding]:
    """Yield a finding for each answer of a bid that was not entered, or that a person has to check.

    If the tenderer answers that it does not meet or accept something, the finding is a hint. Any other finding is a
    warning.
    """
    for left in offers.left:
        template, fix = _MESSAGES[left.reason]
        answer = " / ".join(left.answer.split("\n"))
        message = template.format(answer=answer if len(answer) <= 80 else f"{answer[:79]}…")
        where = "" if left.lot is None else f"lot {left.lot}, "
        where += "" if left.column is None else f"tender {left.column}, "
        place = Place(left.file, None, left.lot)
        severity: Literal["warn", "info"] = "info" if left.reason in ("refused", "not-accepted") else "warn"
        yield Finding(left.reason, f"{where}{left.name}: {message}" if left.name else message, fix, severity, place)
