# SPDX-License-Identifier: Apache-2.0
"""The evaluation as a paper that a panel fills in by hand and signs.

The requirements and the models have sheets for one bid each, because a requirement and a remark on it need the width
of a page. Points come from comparing bids, so each criterion has a sheet with a line for each bid.
"""

from collections.abc import Iterator, Sequence

from tenderkit.library.language import Language
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.papers.evaluation import TENDERS, Evaluation, Gate, LotEvaluation, Rung, ScoredCriterion
from tenderkit.papers.paper import Paper

# A panel has three or five members with a vote, and often a secretary and an adviser.
MEMBERS = 7
# The heights of rows in millimetres. They are chosen so that twelve models with their head fit on a page, and so do
# ten bids under the steps of a scale, and ten bids alone.
_MODEL, _UNDER_STEPS, _TENDER, _SIGNATURE = 7, 8, 11, 12


def compose(annex: Annex, evaluation: Evaluation) -> Paper:
    """Compose the form on which a panel evaluates bids by hand, with the cover and the gaps of the annex.

    Parameters: `evaluation`, built from the same annex.
    """
    language = annex.language
    return annex.make_paper(
        language.text("evaluation.title"),
        (
            *_explain_use(language, evaluation.lots),
            *_list_members(language),
            *(block for lot in evaluation.lots for block in _LotForms(language, lot).compose()),
            *_compose_result(language),
        ),
        wide=True,
    )


def _explain_use(language: Language, lots: Sequence[LotEvaluation]) -> Iterator[Block]:
    """Yield the page on how to use the form, which names the sheets of the first lot as examples."""
    t = language.text
    yield Heading(t("panel.how"), 1)
    yield Paragraph(t("panel.purpose"))
    values = {"tenders": TENDERS, "tender": t("panel.tender-title", lot=lots[0].name)}
    models = "-models" if any(lot.kinds for lot in lots) else ""
    for key, ending in (("list", ""), ("sheets", models), ("criteria", ""), ("more", ""), ("corrections", "")):
        lead = t("formats.lead", text=t(f"panel.how-{key}-lead", **values))
        yield Paragraph(t(f"panel.how-{key}{ending}", **values), lead)


def _list_members(language: Language) -> Iterator[Block]:
    """Yield the table for the members of the panel, and their declaration that they have no conflict of interest."""
    t = language.text
    head = tuple(t(f"panel.{key}") for key in ("number", "name", "function", "role", "date", "signature"))
    rows = _number_rows(language, MEMBERS, *("" for _ in head[1:]))
    yield Heading(t("panel.members"), 1, page_break=True)
    yield Paragraph(t("panel.when"), style="note")
    yield Paragraph(t("panel.declaration"))
    yield Paragraph(t("panel.roles"), style="note")
    yield Table(t("panel.members"), head, rows, (6, 22, 26, 14, 12, 20), height=_SIGNATURE)


def _compose_result(language: Language) -> Iterator[Block]:
    """Yield the page on which each member of the panel agrees or disagrees with the result, and signs."""
    t = language.text
    keys = ("panel.number", "panel.name", "panel.role", "evaluation.outcome", "panel.date", "panel.signature")
    head = tuple(t(key) for key in keys)
    rows = _number_rows(language, MEMBERS, "", "", _list_boxes(language, "panel.agree", "panel.disagree"), "", "")
    yield Heading(t("panel.result"), 1, page_break=True)
    yield Paragraph(t("panel.result-text"))
    yield Table(t("panel.result"), head, rows, (6, 24, 14, 22, 12, 22), height=_SIGNATURE)


def _number_rows(language: Language, count: int, *cells: str) -> tuple[tuple[str, ...], ...]:
    """Return `count` rows of a table; each begins with its number, followed by `cells`."""
    return tuple((language.number(number), *cells) for number in range(1, count + 1))


def _list_boxes(language: Language, *keys: str) -> str:
    """Return a text with a line for each key: a box to tick, then the fixed text with that key."""
    return "\n".join(language.text("panel.box", text=language.text(key)) for key in keys)


class _LotForms:
    """Composes the evaluation sheets of one lot."""

    def __init__(self, language: Language, lot: LotEvaluation) -> None:
        self.language, self.lot, self.t = language, lot, language.text

    def compose(self) -> Iterator[Block]:
        """Yield all evaluation sheets of the lot, in the order in which a panel works."""
        yield Heading(self.lot.name, 1, page_break=True)
        yield from self._compose_list()
        yield from self._compose_gates()
        if self.lot.kinds:
            yield from self._compose_models()
        yield from self._compose_weights()
        if self.lot.named:
            for criterion in self.lot.criteria:
                yield from self._compose_criterion(criterion)
        else:
            yield from self._compose_blank_criterion()
        yield from self._compose_ranking()
        if self.lot.proofs:
            yield from self._compose_proofs()

    def _write_head(self, *keys: str) -> tuple[str, ...]:
        return tuple(self.t(key) for key in keys)

    def _number_tenders(self, *cells: str) -> tuple[tuple[str, ...], ...]:
        """Return a numbered row for each bid that a sheet has room for; `cells` follow the number in each row."""
        return _number_rows(self.language, TENDERS, *cells)

    def _compose_list(self) -> Iterator[Block]:
        t = self.t
        head = self._write_head("panel.number", "evaluation.name", "evaluation.outcome", "panel.reasons")
        rows = self._number_tenders("", _list_boxes(self.language, "evaluation.admitted", "evaluation.refused"), "")
        yield Heading(t("panel.list"), 2)
        yield Table(t("panel.list"), head, rows, (6, 40, 16, 38), height=_TENDER)

    # One tender

    def _compose_gates(self) -> Iterator[Block]:
        t = self.t
        caption = t("evaluation.gates-title", lot=self.lot.name)
        intro = t("panel.gates-intro", open=t("evaluation.open"))
        head = (
            t("evaluation.clause"),
            t("evaluation.asked"),
            t("panel.numbered", text=t("panel.ticked")),
            t("panel.remark"),
        )
        boxes = _list_boxes(self.language, "evaluation.met", "evaluation.not-met", "evaluation.open")
        outside = Gate("", t("evaluation.outside"), "", (t("evaluation.outside-asked"),), "")
        stated = _list_boxes(self.language, "evaluation.complete", "evaluation.to-follow")
        rows = [
            (f"{gate.number} {gate.title}".strip(), "\n".join(gate.asked), stated if gate.stated else boxes, "")
            for gate in (*self.lot.gates, outside)
        ]
        outcome = _list_boxes(self.language, "evaluation.admitted", "evaluation.refused")
        decides = t("panel.outcome", complete=t("evaluation.complete"), follow=t("evaluation.to-follow"))
        rows.append((t("evaluation.outcome"), decides, outcome, ""))
        title = t("panel.tender-title", lot=self.lot.name)
        whose = self._write_head("panel.tender-number", "evaluation.name", "panel.written-by", "panel.date")
        yield Heading(title, 2, page_break=True)
        yield Table(title, whose, (("",) * len(whose),), (12, 40, 32, 16), height=_TENDER)
        yield Paragraph(intro if self.lot.sets_requirements else f"{intro} {t('evaluation.none')}", style="note")
        yield Table(caption, head, tuple(rows), (20, 37, 15, 28), total=True, tall=True)

    def _compose_models(self) -> Iterator[Block]:
        t = self.t
        scored = [c for c in self.lot.criteria if c.ladders and not c.whole]
        head = [t("panel.numbered", text=t("award.step-categories")), *self._write_head("panel.model", "panel.units")]
        for c in scored:
            head += [t("panel.offered", name=f"{c.number} {c.name}"), t("panel.share", number=c.number)]
        rows: list[tuple[str, ...]] = []
        for kind in self.lot.kinds:
            # A criterion that does not score a category gets no room to write in its rows.
            asked = ["" if kind.category in {x.category for x in c.ladders} else t("calendar.none") for c in scored]
            room = [text for text in asked for _ in ("value", "share")]
            rows += [(model.name, "", self.language.number(model.units), *room) for model in kind.models]
        rows.append((t("panel.whole-tender"), *("" for _ in head[1:])))
        # No page break: the models follow on the last page of the requirements, where there is room.
        yield Heading(t("panel.models-title", lot=self.lot.name), 2)
        yield Paragraph(t("panel.models-intro"), style="note")
        each = 50 // (5 * len(scored))
        widths = (18, 24, 8, *(n * each for _ in scored for n in (3, 2)))
        yield Table(t("evaluation.models"), tuple(head), tuple(rows), widths, total=True, height=_MODEL)

    # Points

    def _compose_weights(self) -> Iterator[Block]:
        t, lot = self.t, self.lot
        title = t("panel.weights-title", lot=lot.name)
        rows = [(c.number, c.name, c.formula, self._format_weight(c)) for c in lot.criteria]
        if not lot.named:
            rows = [(name, "", "", "") for name in self._name_criteria()]
        rows.append(("", t("award.total"), "", self.language.number(100)))
        yield Heading(title, 2, page_break=True)
        if not (lot.named and lot.weighted):
            yield Paragraph(t("evaluation.unweighted" if lot.named else "evaluation.unnamed"))
        if lot.ranking_law:
            yield Paragraph(lot.ranking_law)
        head = self._write_head("award.clause", "award.criterion", "panel.formula", "award.weight")
        height = 0 if lot.named else _TENDER
        yield Table(title, head, tuple(rows), (10, 24, 54, 12), total=True, height=height)

    def _name_criteria(self) -> list[str]:
        """Return the titles of the award criteria, each made of a number and a name.

        If only the tender documents set the criteria, the titles are `Criterion 1`, `Criterion 2` and so on.
        """
        if self.lot.named:
            return [f"{c.number} {c.name}".strip() for c in self.lot.criteria]
        return [self.t("panel.criterion-number", number=n) for n in range(1, len(self.lot.criteria) + 1)]

    def _format_weight(self, criterion: ScoredCriterion) -> str:
        return self.t("gaps.weight") if criterion.weight is None else self.language.number(criterion.weight)

    def _compose_criterion(self, criterion: ScoredCriterion) -> Iterator[Block]:
        t = self.t
        name = f"{criterion.number} {criterion.name}".strip()
        yield Heading(t("panel.in-lot", text=name, lot=self.lot.name), 2, page_break=True)
        yield Paragraph(criterion.formula, t("award.points"))
        if criterion.ladders:
            yield self._compose_steps(criterion)
        points, reasons = t("panel.at-most", weight=self._format_weight(criterion)), t("panel.why")
        caption, number = t("panel.values"), t("panel.tender-number")
        height = _UNDER_STEPS if criterion.ladders else _TENDER
        if criterion.how == "own":
            yield Table(caption, (number, points, reasons), self._number_tenders("", ""), (12, 18, 70), height=height)
        else:
            head = (number, self._name_measure(criterion), points, reasons)
            yield Table(caption, head, self._number_tenders("", "", ""), (12, 26, 18, 44), height=height)

    def _name_measure(self, criterion: ScoredCriterion) -> str:
        """Return the heading of the column for the figure that an award criterion compares, such as a sum in EUR."""
        if not criterion.ladders:
            return self.t("panel.money", measure=criterion.measure, currency=self.lot.currency)
        return criterion.measure if criterion.whole else self.t("panel.whole-tender")

    def _compose_steps(self, criterion: ScoredCriterion) -> Table:
        """Return the table of the steps of an award scale; product categories with the same steps share rows."""
        t, number = self.t, self.language.number
        names = {kind.category: kind.name for kind in self.lot.kinds}
        rows = []
        alike: dict[tuple[Rung, ...], list[str]] = {}
        for ladder in criterion.ladders:
            alike.setdefault(ladder.levels, []).extend([names[ladder.category]] if ladder.category else [])
        for rungs, shared in alike.items():
            kinds = self.language.listing(shared)
            for rung in rungs:
                share = t("award.share", share=number(rung.share * 100))
                points = (
                    t("gaps.points") if criterion.weight is None else number(round(criterion.weight * rung.share, 2))
                )
                rows.append((kinds, rung.text, share, points) if kinds else (rung.text, share, points))
        head = self._write_head("award.step-from", "award.step-share", "award.step-points")
        widths: Sequence[int] = (60, 20, 20)
        if not criterion.whole:
            head, widths = (t("award.step-categories"), *head), (34, 34, 16, 16)
        return Table(t("award.steps-caption", name=criterion.name), head, tuple(rows), tuple(widths))

    def _compose_blank_criterion(self) -> Iterator[Block]:
        """Yield a blank sheet that the panel copies for each award criterion set only by the tender documents."""
        t = self.t
        title = t("panel.criterion-sheet", lot=self.lot.name)
        yield Heading(title, 2, page_break=True)
        yield Paragraph(t("panel.criterion-copy"), style="note")
        head = self._write_head("award.criterion", "award.weight", "panel.formula")
        yield Table(title, head, (("",) * len(head),), (34, 16, 50), height=_SIGNATURE)
        head = self._write_head("panel.tender-number", "evaluation.offered", "evaluation.ranking-points", "panel.why")
        yield Table(t("panel.values"), head, self._number_tenders("", "", ""), (12, 26, 18, 44), height=_TENDER)

    def _compose_ranking(self) -> Iterator[Block]:
        t = self.t
        title = t("panel.ranking-title", lot=self.lot.name)
        names = self._name_criteria()
        head = (
            *self._write_head("panel.number", "evaluation.name"),
            *names,
            *self._write_head("evaluation.total", "evaluation.rank", "panel.proposed"),
        )
        rows = self._number_tenders("", *("" for _ in names), "", "", _list_boxes(self.language, "words.yes"))
        yield Heading(title, 2, page_break=True)
        yield Paragraph(t(f"panel.ranking-intro{'-open' if self.lot.ties_entered else ''}"), style="note")
        widths = (6, 24, *(min(20, max(8, 42 // len(names))) for _ in names), 9, 8, 11)
        yield Table(title, head, rows, widths, height=_TENDER)

    def _compose_proofs(self) -> Iterator[Block]:
        """Yield the sheet with the proof that is asked of the bid proposed for award."""
        t = self.t
        title = t("evaluation.proofs-title", lot=self.lot.name)
        whose = self._write_head("panel.tender-number", "evaluation.name", "panel.written-by", "panel.date")
        keys = ("clause", "proof", "proof-asked", "proof-received", "proof-sufficient", "proof-remark")
        boxes = _list_boxes(self.language, "evaluation.proof-yes", "evaluation.proof-no")
        rows = tuple((f"{p.number} {p.title}".strip(), p.proof, "", "", boxes, "") for p in self.lot.proofs)
        yield Heading(title, 2, page_break=True)
        yield Table(title, whose, (("",) * len(whose),), (12, 40, 32, 16), height=_TENDER)
        yield Paragraph(t("panel.proofs-intro"), style="note")
        head = self._write_head(*(f"evaluation.{key}" for key in keys))
        yield Table(title, head, rows, (20, 30, 10, 10, 12, 18), tall=True)
