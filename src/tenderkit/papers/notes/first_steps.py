# SPDX-License-Identifier: Apache-2.0
"""What the contracting authority does first, in a few steps: from the open points to publication."""

from collections.abc import Sequence

from tenderkit.library.question import ACCEPTS_REFURBISHED
from tenderkit.papers.annex.context import Context, PrintedLot
from tenderkit.papers.annex.lots import is_asked_for_refurbished
from tenderkit.papers.award_formula import PointStep
from tenderkit.papers.blocks import Block, Heading, Paragraph
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.papers.notes.left_out import list_unanswered_questions
from tenderkit.papers.sheets.sheet_rows import CHARGED

# The keys of the steps with fixed texts, in the order of print.
_ORDER = (
    *("law", "open", "units", "units-charged", "answers", "other-answers", "kinds", "check"),
    *("quantities", "language", "lawyer", "final", "publish"),
)


def compose_first_steps(context: Context, open_points: int) -> tuple[Block, ...]:
    """Return the steps in their order, numbered; steps that are already done are left out.

    Steps of the library that come before all others are the first. Parameters: `open_points`, the number of open
    points.
    """
    steps = [*_list_library_steps(context), *_list_fixed_steps(context, open_points)]
    text, number = context.text, context.language.number
    return (
        Heading(text("first.title"), 1),
        *(
            Paragraph(words, text("first.step", number=number(place), lead=lead))
            for place, (lead, words) in enumerate(steps, 1)
        ),
    )


def _list_library_steps(context: Context) -> list[tuple[str, str]]:
    """Return the steps of the library that come before all others, each as title and advice."""
    words = context.language.words
    return [
        (
            words(chosen.step.title),
            " ".join(context.lead_with_lots(words(advice.text), lots) for advice, lots in chosen.advice),
        )
        for chosen in context.preparation
        if chosen.step.first
    ]


def _list_fixed_steps(context: Context, open_points: int) -> list[tuple[str, str]]:
    """Return the steps with fixed texts that are not done yet, each as title and text."""
    text, number, language = context.text, context.language.number, context.language
    tender = context.purchase.tender
    questions = _list_questions(context)
    short = context.selection.proportionality == "short"
    others = [question for question in _list_questions(context, in_set=False) if short and question not in questions]
    undecided = [
        lot.part
        for lot in context.lots
        if is_asked_for_refurbished(context, lot.part) and lot.part.facts.find_value(ACCEPTS_REFURBISHED) is None
    ]
    # Where the contractor keeps the units, no clause asks for new ones.
    charged = [part.number for part in undecided if part.facts.acquisition in CHARGED]
    bought = [part.number for part in undecided if part.number not in charged]
    asked = context.library.questions.get(ACCEPTS_REFURBISHED)
    mixed = _list_criteria_by_kind(context)
    estimated = any(lot.part.lot and lot.part.lot.quantity_basis != "fixed" for lot in context.lots)
    done = {
        "law": tender.status == "final" or not tender.country or context.selection.jurisdiction_basis != "default",
        "open": not open_points,
        "units": not bought,
        "units-charged": not charged,
        "answers": not questions,
        "other-answers": not others,
        "kinds": not mixed,
        "quantities": not estimated,
        "language": bool(tender.country) and language.is_official_in(tender.country or ""),
        "final": tender.status == "final",
    }
    values = {
        "country": language.country(tender.country) if tender.country else "",
        "count": number(open_points),
        "questions": _quote_all(context, questions),
        "others": _quote_all(context, others),
        "question": text("formats.quote", text=language.words(asked.text)) if asked else "",
        "close": text("left-out.title"),
        "criteria": language.listing(mixed),
        "before": text("before.title"),
        "draft": text("cover.draft"),
        "language": language.name,
    }
    every, lots_of = [lot.part.number for lot in context.lots], {"units": bought, "units-charged": charged}
    return [
        (
            text(f"first.{key.removesuffix('-charged')}-lead"),
            context.lead_with_lots(text(f"first.{key}", **values), lots_of.get(key, every)),
        )
        for key in _ORDER
        if not done.get(key)
    ]


def _list_questions(context: Context, in_set: bool = True) -> list[str]:
    """Return the questions that nobody answered, but for that on refurbished units, which has a step of its own."""
    questions = list_unanswered_questions(context, in_set)
    return [question for id_, question in questions.items() if id_ != ACCEPTS_REFURBISHED]


def _quote_all(context: Context, questions: Sequence[str]) -> str:
    return context.text("formats.joint").join(context.text("formats.quote", text=question) for question in questions)


def _list_criteria_by_kind(context: Context) -> list[str]:
    """Return the numbers of the award criteria that score the product categories of a lot by different steps."""
    numbers = (
        criterion.clause.number
        for lot in context.lots
        for criterion in lot.criteria
        if criterion.clause and _differs_by_kind(lot, criterion.clause, criterion.steps)
    )
    return list(dict.fromkeys(numbers))


def _differs_by_kind(lot: PrintedLot, clause: PrintedClause, steps: Sequence[PointStep]) -> bool:
    """Return whether an award criterion has other steps, or begins at another value, for some product categories."""
    scale = clause.clause.scale
    if scale is None or scale.whole:
        return False
    id_, _, name = (scale.starts_above or "").partition(".")
    pick = next((pick for pick in lot.part.picks if pick.clause.id == id_), None)
    starts = pick.values.get(name, {}) if pick else {}
    values = {value.value for category, value in starts.items() if category in clause.pick.categories}
    return len(values) > 1 or any(step.categories for step in steps)
