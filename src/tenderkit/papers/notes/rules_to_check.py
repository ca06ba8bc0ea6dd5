# SPDX-License-Identifier: Apache-2.0
"""The rules of law that the contracting authority has to check, and the requirements of product law."""

import re
from difflib import SequenceMatcher

from tenderkit.library.jurisdiction import Duty
from tenderkit.papers.annex.context import Context
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table
from tenderkit.selection.legal_context import format_dated_rule

# A word; a number and its percent sign are one.
_WORD = re.compile(r"\d\S*\s%|\S+")
# Two phases of a duty that differ in more words are printed one by one.
_MOST_DIFFERING = 3
# Of duties of the authority, in the order in which they are printed.
_KINDS = ("settle", "award", "needs", "returns", "other")


def list_rules(context: Context) -> list[tuple[str, str, str]]:
    """Return the rules and duties in the profile of the jurisdiction, each as topic, text and citation."""
    rows = []
    for rule in context.rules:
        cited = context.cite_source(rule.source, rule.clause) if rule.source else ""
        rows.append((rule.topic, rule.text, cited))
    launch = context.purchase.tender.launch
    for duty, later_phases in sorted(_group_duties(context), key=lambda pair: _KINDS.index(_find_kind(pair[0]))):
        words = format_dated_rule(context.language.words(duty.text), duty, launch, context.language)
        if reason := context.purchase.tender.settled.get(duty.id):
            later_phases = [*later_phases, context.text("notes.settled", reason=reason)]
        words = " ".join((words, *later_phases))
        topic = context.text(f"notes.duty-{_find_kind(duty)}")
        rows.append((topic, words, context.cite_source(duty.source, duty.clause)))
    return [*rows, *_list_coming_limits(context)]


def _list_coming_limits(context: Context) -> list[tuple[str, str, str]]:
    """Return the limits of law that begin within the term and that a value of the annex does not meet."""
    text, language = context.text, context.language
    rows = {}
    for clause in context.selected:
        for value in clause.values:
            for limit in value.value.coming:
                assert limit.from_ is not None
                words = text(
                    "notes.coming",
                    date=language.date(limit.from_),
                    title=clause.title,
                    number=clause.number,
                    name=value.title,
                    value=language.plain_value(context.library.translate_value(clause.clause.id, limit.value)),
                    now=value.amount,
                )
                rows[words] = text("notes.coming-topic"), words, context.cite_source(limit.source, limit.clause)
    return [*rows.values()]


def _find_kind(duty: Duty) -> str:
    """Return what a duty of the authority is about, one of `_KINDS`."""
    if duty.open_point:
        return "settle"
    if duty.award_by_points or duty.least_environment_weight:
        return "award"
    if duty.needs or duty.needs_one_of:
        return "needs"
    return "returns" if duty.return_categories else "other"


def _group_duties(context: Context) -> list[tuple[Duty, list[str]]]:
    """Return the duties of the authority, each with sentences on its later phases.

    A later phase that differs from the first in more than a few words, or rests on another source, is a duty apart.
    """
    language = context.language
    duties: list[tuple[Duty, list[str]]] = []
    firsts: dict[str, tuple[Duty, list[str]]] = {}
    for duty in context.duties:
        first = firsts.get(duty.replaces or "")
        difference = _find_difference(context, first[0], duty) if first else None
        if first and difference and duty.from_:
            old, new = difference
            first[1].append(context.text("notes.later-same", date=language.date(duty.from_), old=old, new=new))
        else:
            first = (duty, [])
            duties.append(first)
        firsts[duty.id] = first
    return duties


def _find_difference(context: Context, first: Duty, later: Duty) -> tuple[str, str] | None:
    """Return the words in which two duties differ, such as `20 %` and `25 %`.

    The result is None if the duties differ in more than one short place, or in their source.
    """
    if (first.source, first.clause, first.mark) != (later.source, later.clause, later.mark):
        return None
    old, new = (_WORD.findall(context.language.words(duty.text)) for duty in (first, later))
    changes = [c for c in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if c[0] != "equal"]
    if len(changes) != 1:
        return None
    _, start, end, new_start, new_end = changes[0]
    differing = " ".join(old[start:end]), " ".join(new[new_start:new_end])
    return differing if all(0 < len(words.split()) <= _MOST_DIFFERING for words in differing) else None


def compose_rules(context: Context) -> tuple[Block, ...]:
    """Return the table of the rules and duties to check; empty if the profile of the jurisdiction has none."""
    rows = tuple(list_rules(context))
    if not rows:
        return ()
    text = context.text
    head = tuple(text(f"notes.{key}") for key in ("topic", "rule", "source"))
    return (
        Heading(text("notes.law-title"), 1),
        Paragraph(text("notes.law-intro"), style="note"),
        Table(text("notes.law-title"), head, rows, (14, 72, 14), tall=True, small=True),
    )


def compose_demands(context: Context) -> tuple[Block, ...]:
    """Return the table of what product law requires of the equipment; empty if it requires nothing."""
    if not context.demands:
        return ()
    text = context.text
    used = [lot.part.number for lot in context.lots if lot.part.facts.acquisition == "refurbished"]
    remarks = (Paragraph(context.lead_with_lots(text("notes.product-used"), used)),) if used else ()
    head = tuple(text(f"notes.{key}") for key in ("demand", "source"))
    rows = tuple(
        (
            context.lead_with_lots(demand.text, demand.lots),
            context.cite_source(demand.source, demand.clause) if demand.source else "",
        )
        for demand in context.demands
    )
    return (
        Heading(text("notes.product-title"), 2),
        Paragraph(text("notes.product-intro"), style="note"),
        *remarks,
        Table(text("notes.product-title"), head, rows, (80, 20)),
    )
