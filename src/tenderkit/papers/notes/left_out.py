# SPDX-License-Identifier: Apache-2.0
"""The clauses that came close: they fit the equipment and the acquisition model, and were left out all the same."""

from dataclasses import replace

from tenderkit.library.clause import Clause
from tenderkit.library.condition import CATEGORY_LINES, Facts, trace_condition
from tenderkit.library.template import omit_values
from tenderkit.papers.annex.context import Context
from tenderkit.papers.blocks import Block, Heading, Paragraph
from tenderkit.selection.gates import is_kept_by_size
from tenderkit.selection.reasons import format_reason
from tenderkit.selection.selection import Decision

_FITTING = CATEGORY_LINES | {"acquisition"}


def compose_left_out(context: Context) -> tuple[Block, ...]:
    """Return the clauses that came close, with a paragraph for each reason: the reason, how many clauses, which.

    Reasons that do not hold for all lots name theirs. Of the clauses that are out for the size of the purchase, those
    of the next larger set are named, and the others counted.
    """
    text, language = context.text, context.language
    heading = Heading(text("left-out.title"), 1)
    groups = _group_clauses(context)
    if not groups:
        return (heading, Paragraph(text("left-out.none")))
    far = _list_far_clauses(context)
    blocks: list[Block] = [heading, Paragraph(text("left-out.intro"), style="note")]
    for (reason, lots), clauses in groups.items():
        sentence = (reason[:1].upper() + reason[1:]).removesuffix(".")
        lead = text(
            "left-out.lead", reason=context.lead_with_lots(sentence, lots), count=language.number(len(clauses))
        )
        near = [clause for clause in clauses if clause not in far]
        words = text("formats.lead", text=text("formats.joint").join(near))
        if len(near) < len(clauses):
            words = text("left-out.more", list=words, count=language.number(len(clauses) - len(near)))
        blocks.append(Paragraph(words, lead))
    return tuple(blocks)


def list_unanswered_questions(context: Context, in_set: bool = True) -> dict[str, str]:
    """Return the questions without an answer that keep out clauses, by id, in the library's order.

    A question counts only in the lots that it is asked for.

    Parameters: `in_set`, whether clauses of the chosen set are meant or, if false, those that only larger sets hold.
    """
    library = context.library
    lines = {
        line
        for lot in context.lots
        for id_, decision in lot.part.decisions.items()
        if _comes_close(library.clauses[id_], decision, lot.part.facts)
        and is_kept_by_size(library.clauses[id_], lot.part.facts) is in_set
        for line in decision.reason.lines
        if lot.part.facts.find_value(line) is None
        and line in library.questions
        and library.questions[line].is_asked_for(lot.part.facts)
    }
    return {id_: context.language.words(question.text) for id_, question in library.questions.items() if id_ in lines}


def _group_clauses(context: Context) -> dict[tuple[str, tuple[int, ...]], list[str]]:
    """Return the titles of the clauses that came close, by reason and by the numbers of the lots."""
    library, language = context.library, context.language
    lots_of: dict[tuple[str, str], list[int]] = {}
    for lot in context.lots:
        for id_, decision in lot.part.decisions.items():
            if _comes_close(library.clauses[id_], decision, lot.part.facts):
                reason = format_reason(decision, lot.part.facts, library, language)
                lots_of.setdefault((reason, id_), []).append(lot.part.number)
    groups: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for (reason, id_), lots in lots_of.items():
        groups.setdefault((reason, tuple(lots)), []).append(omit_values(library.clauses[id_].text.title))
    return dict(sorted(groups.items(), key=lambda group: -len(group[1])))


def _list_far_clauses(context: Context) -> set[str]:
    """Return the titles of the clauses out for the size that the next larger set does not hold either.

    Of the larger sets, the next is the first that holds a clause more.
    """
    out = [
        (context.library.clauses[id_], lot.part.facts)
        for lot in context.lots
        for id_, decision in lot.part.decisions.items()
        if (decision.rule, decision.reason.code) == ("proportionality", "set")
    ]
    sizes = list(context.library.vocabulary.proportionalities)
    for size in sizes[sizes.index(context.selection.proportionality) + 1 :]:
        far = [clause for clause, facts in out if not is_kept_by_size(clause, replace(facts, proportionality=size))]
        if len(far) < len(out):
            return {omit_values(clause.text.title) for clause in far}
    return set()


def _comes_close(clause: Clause, decision: Decision, facts: Facts) -> bool:
    """Return whether a clause that was left out is ready for use and fits the equipment and model of the lot."""
    if decision.selected or clause.status != "stable" or not _FITTING.isdisjoint(decision.reason.lines):
        return False
    return trace_condition(clause.applies, facts, only=_FITTING).holds
