# SPDX-License-Identifier: Apache-2.0
"""evaluate-bids: what is wrong in three bids, and in which order those are that can be scored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tenderkit.errors import InvalidInput
from tenderkit.exercises.bids.forms import COMPLETED, GAPS, REJECTING, BidForms, Entry, FilledForm, Gap
from tenderkit.exercises.bids.market import (
    Market,
    MarketBid,
    choose_market,
    draw_bids,
    drop_values,
    list_entries,
    list_markets,
    list_offered,
    list_rules,
    list_sheet,
    tabulate_bids,
)
from tenderkit.exercises.bids.reckoning import Score, find_shares, score_bids
from tenderkit.exercises.bids.workbook import BidWorkbook, evaluate_lot
from tenderkit.exercises.exercise import Exercise, ExerciseType, OpenQuestion, limit_rows, number_rows
from tenderkit.exercises.marking.answers import mark_choice
from tenderkit.exercises.material import Material
from tenderkit.exercises.ranking import Draw
from tenderkit.findings import Finding
from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.blocks import Paragraph, Table
from tenderkit.responses.form_answers import Bid
from tenderkit.responses.offers import Offer, read_offers

# How far the number of gaps is from half of the rows, so that nobody can work it out.
_SPREAD = 1
_SOUND = "sound"
# The gaps on which a panel decides before it scores a bid.
_DECIDED: tuple[Gap, ...] = (*COMPLETED, "contradiction")
# The general rules by which it decides.
_RULES = ("acceptance-of-clauses", "proof-stages")


@frozen_dataclass
class EvaluationExercise(Exercise):
    """Three bids to evaluate. `forms`: the response forms that participants get with the annex."""

    forms: tuple[FilledForm, ...] = ()

    @property
    def enclosed(self) -> tuple[FilledForm, ...]:
        """The response forms of the bids; what is wrong in them is measured by the annex."""
        return self.forms


def compose_evaluation(material: Material, draw: Draw, count: int) -> Exercise:
    """Compose a variant: three bids, of which one is to be rejected, and two are scored.

    There are no rows where no lot of the scenario has a market. Raises InvalidInput where the readers of forms do not
    find what was planted, and nothing else.
    """
    market = choose_market(list_markets(material), draw)
    if market is None:
        return Exercise((), (), ())
    bids = draw_bids(material, market, draw)
    forms = BidForms(material, market)
    wanted = draw.choose_number("gaps", count // 2 - _SPREAD, count // 2 + _SPREAD)
    planted = _plant([forms.list_entries(bid) for bid in bids], draw, wanted)
    answers = [forms.fill(bid, gaps) for bid, gaps in zip(bids, planted, strict=True)]
    returned = [forms.read(bid, given) for bid, given in zip(bids, answers, strict=True)]
    _prove(forms, bids, returned, planted)
    return _Composer(material, market, forms, bids, returned, planted).compose(draw, answers, count)


def _plant(entries: Sequence[Sequence[Entry]], draw: Draw, wanted: int) -> tuple[dict[str, Gap], ...]:
    """Return what is wrong in each bid: one is rejected and has no price, the others can be scored.

    Parameters: `entries`, of each bid, in which something can be wrong; `wanted`, how many are wrong.
    """
    rejected = int(draw.order("role", ("0", "1", "2"))[0])
    planted: tuple[dict[str, Gap], ...] = ({}, {}, {})
    _add(planted[rejected], entries[rejected], draw, REJECTING, "rejected")
    _add(planted[rejected], entries[rejected], draw, ("price",), "priceless")
    scored = [number for number in range(len(planted)) if number != rejected]
    for turn in range(wanted - 2):
        # Something is wrong in both bids that are scored.
        kinds: tuple[Gap, ...] = _DECIDED if turn < len(scored) else (*_DECIDED, "later")
        places = scored[turn : turn + 1] or range(len(planted))
        number = int(draw.order(f"bid.{turn}", map(str, places))[0])
        _add(planted[number], entries[number], draw, kinds, f"completed.{turn}")
    return planted


def _add(gaps: dict[str, Gap], entries: Sequence[Entry], draw: Draw, kinds: Sequence[Gap], slot: str) -> None:
    """Add a gap of one of some kinds to a bid, in an entry that has none yet, if there is one."""
    by_kind = {kind: [e.id for e in entries if kind in e.gaps and e.id not in gaps] for kind in kinds}
    for kind in draw.order(f"{slot}.kind", [kind for kind in kinds if by_kind[kind]])[:1]:
        chosen: Gap = next(each for each in kinds if each == kind)
        gaps[draw.order(f"{slot}.place", by_kind[chosen])[0]] = chosen


def _prove(
    forms: BidForms, bids: Sequence[MarketBid], returned: Sequence[Bid], planted: Sequence[Mapping[str, Gap]]
) -> None:
    """Raise InvalidInput unless the readers find what was planted, and nothing in the bids without it."""
    for bid, read, gaps in zip(bids, returned, planted, strict=True):
        sound = forms.find_gaps(forms.read(bid, forms.fill(bid, {})))
        if sound or forms.find_gaps(read) != gaps:
            message = f"the key of {bid.name} cannot be proven: {sorted({*sound, *gaps})}"
            raise InvalidInput([Finding("exercise-unproven", message, "Take another seed.")])


class _Composer:
    """Composes the exercise from three bids, their forms, and what is wrong in them."""

    def __init__(
        self,
        material: Material,
        market: Market,
        forms: BidForms,
        bids: tuple[MarketBid, ...],
        returned: Sequence[Bid],
        planted: Sequence[Mapping[str, Gap]],
    ) -> None:
        self.material, self.market, self.lot, self.forms = material, market, market.lot, forms
        self.bids, self.returned, self.planted = bids, returned, planted
        self.text, self.number = material.text, material.language.number

    def compose(self, draw: Draw, answers: Sequence[Mapping[str, str]], count: int) -> Exercise:
        """Return the exercise. Parameters: `answers`, of each bid, by the tag of the field; `count`, of rows."""
        text = self.text
        choices = {kind: text(f"exercise-bids.gap-{kind}") for kind in (_SOUND, *GAPS)}
        entries = {entry.id: entry for entry in self.forms.entries}
        rows, asked = [], dict[str, Entry]()
        for number, id_ in self._choose(draw, count):
            gap, entry = self.planted[number].get(id_, _SOUND), entries[id_]
            asked[id_] = entry
            title = text("exercise-bids.entry", bid=self.bids[number].name, title=entry.title)
            cells = (title, self._write_answers(entry, answers[number]))
            rows.append(
                (f"{self.bids[number].drawn}: {id_}: {gap}", cells, choices[gap], text(f"exercise-bids.{gap}-why"))
            )
        head = (text("exercise-bids.entry-head"), text("exercise-bids.entry-says"))
        question = OpenQuestion(text("exercise-bids.rank-question"), self._answer_rank())
        evaluation = evaluate_lot(self.material.annex, self.lot)
        workbook = BidWorkbook(evaluation, None, read_offers(evaluation, self.returned))
        several = len(self.material.annex.lots) > 1
        before = (
            Paragraph(text("exercise-bids.rest-sound")),
            *((Paragraph(text("exercise-bids.one-lot", lot=self.number(self.lot.number))),) if several else ()),
            Paragraph(text("exercise-bids.workbook")),
            self._list_asked([entry for id_, entry in entries.items() if id_ in asked]),
            self._list_general_rules(),
            list_sheet(self.material, self.lot),
            self._list_bids(),
            list_rules(self.material, self.lot, weighted=True),
        )
        filled = zip(self.bids, answers, self.planted, strict=True)
        return EvaluationExercise(
            head,
            tuple(choices.values()),
            number_rows(rows, draw),
            before,
            (question,),
            working=tuple(self._list_points()),
            workbook=workbook,
            glossary=self._list_answers(choices),
            asks={choice: text(f"exercise-bids.ask-{kind}") for kind, choice in choices.items()},
            forms=tuple(
                FilledForm(bid, bid.drawn[0], self.forms.compose(given), gaps, self.material, self.market)
                for bid, given, gaps in filled
            ),
        )

    def _choose(self, draw: Draw, count: int) -> list[tuple[int, str]]:
        """Return the rows, by bid and entry: all that is wrong, and some of what is sound."""
        wrong = {f"{number} {id_}" for number, gaps in enumerate(self.planted) for id_ in gaps}
        listed = enumerate(map(self.forms.list_entries, self.bids))
        sound = {f"{number} {entry.id}" for number, entries in listed for entry in entries} - wrong
        chosen = [*sorted(wrong), *draw.order("sound", sound)[: max(count - len(wrong), 0)]]
        pairs = (key.partition(" ") for key in chosen[: limit_rows(count, len(wrong | sound))])
        return [(int(number), id_) for number, _, id_ in pairs]

    def _write_answers(self, entry: Entry, answers: Mapping[str, str]) -> str:
        """Return what a bid answers in the fields of an entry."""
        empty = self.text("exercise-bids.empty")
        parts = []
        for field in entry.fields:
            name = field.name.removeprefix(f"{entry.title}: ").removeprefix(f"{field.number} ")
            name = field.prompt if field.name == entry.title else name
            parts.append(self.text("exercise-bids.field", name=name, answer=answers.get(field.tag, empty)))
        return self.text("formats.joint").join(parts)

    def _list_answers(self, choices: Mapping[str, str]) -> Table:
        """Return the table of the answers to choose from, by what can be wrong, with when each is right."""
        head = (self.text("exercise.answer"), self.text("exercise-bids.answers-means"))
        rows = tuple((choice, self.text(f"exercise-bids.gap-{kind}-means")) for kind, choice in choices.items())
        return Table(self.text("exercise-bids.answers"), head, rows, (35, 65), small=True)

    def _list_asked(self, entries: Sequence[Entry]) -> Table:
        """Return the table of what the annex asks in the rows."""
        text = self.text
        rows = tuple((entry.title, " ".join(filter(None, entry.asked))) for entry in entries)
        head = (text("exercise-bids.entry-head"), text("exercise.asks"))
        return Table(text("exercise-bids.asked-in-annex"), head, rows, (30, 70), tall=True)

    def _list_general_rules(self) -> Table:
        """Return the table of the general rules that say what is done about what is wrong in a bid."""
        text = self.text
        printed = [clause for clause in self.material.annex.printed if clause.clause.id in _RULES]
        rows = tuple((f"{clause.number} {clause.title}", " ".join(clause.requirement)) for clause in printed)
        head = (text("exercise-bids.general-rule"), text("exercise-bids.general-says"))
        return Table(text("exercise-bids.general-rules"), head, rows, (30, 70), tall=True)

    def _list_bids(self) -> Table:
        """Return the table of the bids, with the numbers of the sheet that are read from their forms."""
        read = tuple(
            replace(bid, offer=replace(bid.offer, costs=self.forms.read_offer(form).costs))
            for bid, form in zip(self.bids, self.returned, strict=True)
        )
        rows = [*list_entries(self.material, self.market, read), *list_offered(self.material, self.lot, read)]
        return tabulate_bids(self.material, self.lot, read, rows)

    def _list_scored(self) -> list[MarketBid]:
        """Return the bids that can be scored, because they are not rejected and have a price.

        What can be completed counts as completed.
        """
        return [
            bid
            for bid, gaps in zip(self.bids, self.planted, strict=True)
            if not {*gaps.values()} & {*REJECTING, "price"}
        ]

    def _score(self) -> list[tuple[MarketBid, Score]]:
        scored = self._list_scored()
        weights = [criterion.weight or 0 for criterion in self.lot.criteria]
        shared = find_shares(self.lot, [self._find_compared(bid) for bid in scored])
        return list(zip(scored, score_bids(shared, weights), strict=True))

    def _find_compared(self, bid: MarketBid) -> Offer:
        """Return the offer of a bid as the annex compares it: where two answers differ, by the worse one.

        The worse one is that nothing is offered.
        """
        gaps = self.planted[self.bids.index(bid)]
        contradicted = [id_ for id_, gap in gaps.items() if gap == "contradiction"]
        stems = {
            position: f"{scored.field.rpartition('.')[0]}."
            for position, scored in enumerate(self.lot.criteria)
            if not scored.money
        }
        return drop_values(
            bid.offer, {p for p, stem in stems.items() if any(i.startswith(stem) for i in contradicted)}
        )

    def _answer_rank(self) -> str:
        """Return which bids are rejected, which tenderers are asked, and the order of those that are scored."""
        text, language = self.text, self.material.language
        scored = self._list_scored()
        rejected = [bid.name for bid in self.bids if bid not in scored]
        pairs = zip(self.bids, self.planted, strict=True)
        completed = [bid.name for bid, gaps in pairs if bid in scored and {*gaps.values()} & {*COMPLETED}]
        parts = [text("exercise-bids.rank-reject", list=language.listing(rejected))]
        if completed:
            parts.append(text("exercise-bids.rank-ask", list=language.listing(completed)))
        order = sorted(self._score(), key=lambda pair: pair[1].rank)
        ranked = text("formats.joint").join(f"{bid.name}: {self.number(float(score.total))}" for bid, score in order)
        return " ".join((*parts, text("exercise-bids.rank-order", list=ranked)))

    def _list_points(self) -> Iterator[Table]:
        """Yield the table of the model answer: the points of each bid that can be scored."""
        names = [criterion.name for criterion in self.lot.criteria]
        scored = self._score()
        rows = [
            (name, *(self.number(float(score.points[position])) for _, score in scored))
            for position, name in enumerate(names)
        ]
        rows.append((self.text("evaluation.total"), *(self.number(float(score.total)) for _, score in scored)))
        head = (self.text("exercise-bids.criterion"), *(bid.name for bid, _ in scored))
        widths = (40, *(60 // len(scored) for _ in scored))
        yield Table(self.text("exercise-bids.points"), head, tuple(rows), widths, total=True)


EVALUATE_BIDS = ExerciseType(
    "evaluate-bids",
    "LO3",
    {3: 12, 4: 15},
    2.5,
    True,
    compose_evaluation,
    2,
    mark_row=mark_choice,
    why="action",
    prints_clauses=True,
)
