# SPDX-License-Identifier: Apache-2.0
"""Defects in the wording of a requirement: a make, vague words, a number without an anchor, an old reference."""

import re
from collections.abc import Iterator, Sequence

from tenderkit.exercises.mutations.change import Change, ClauseChange
from tenderkit.exercises.mutations.mutation import Mutation, Site
from tenderkit.exercises.mutations.planting import DUTY, SPECIFICATION, list_open_texts, plan_sentence
from tenderkit.exercises.mutations.workpiece import Workpiece, change_texts
from tenderkit.library.question import ACCEPTS_REFURBISHED
from tenderkit.library.template import Template, format_template
from tenderkit.lint.anchors import Anchors
from tenderkit.lint.catalogue import split_sentences
from tenderkit.lint.phrases import Pattern, Words
from tenderkit.lint.quantities import measures_in
from tenderkit.selection.selection import LotSelection, Pick

# The kinds of goods of which the frame names a make, by a word in the id of a category.
_GOODS = {
    "laptop": "computer",
    "desktop": "computer",
    "workstation": "computer",
    "tablet": "computer",
    "server": "server",
    "router": "network",
    "switch": "network",
    "network": "network",
    "printer": "printer",
}


def _find_goods(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    for part in piece.selection.lots:
        for pick in part.picks if part.lot and part.lot.items else ():
            if pick.clause.kind == SPECIFICATION and piece.takes_sentence(pick.clause.id):
                goods = (kind for item in pick.items for word, kind in _GOODS.items() if word in item)
                yield mutation.at(pick.clause.id, next(goods, "other"))


def _find_specifications(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    return (mutation.at(printed.clause.id) for printed in list_open_texts(piece, SPECIFICATION))


def _find_anchors(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    """Yield the time limits of duties, such as “within 10 days”, whose event is printed right behind them."""
    units, duty = piece.catalogue.words("time-units"), piece.find_words("duty-verbs")["en"]
    limit = Pattern(rf"{Words(piece.catalogue, 'en')('time-limit-phrases')}\s+$")
    for printed in piece.list_texts(SPECIFICATION, DUTY):
        for paragraph in printed.text.requirement:
            text = format_template(paragraph)
            # Another sentence of the paragraph may have an event that counts for this time, too.
            if len(split_sentences(text)) > 1 or not duty.search(text):
                continue
            for before, name, between, anchor, behind in zip(*(paragraph[at:] for at in range(5)), strict=False):
                parameter = printed.clause.parameters.get(name.replace("_", "-"))
                ends = not between.strip() and behind.startswith((".", ",", ";"))
                tied = parameter and anchor == f"{name}_anchor" and measures_in(parameter.unit, units)
                if tied and ends and limit.search(before) and not _is_tied(piece, paragraph, name):
                    yield mutation.at(printed.clause.id, name.replace("_", "-"))


def _is_tied(piece: Workpiece, paragraph: Template, name: str) -> bool:
    """Return whether a number still has an event to count from where its own is cut."""
    text = format_template(_cut_name(paragraph, f"{name}_anchor"))
    before, _, behind = text.partition(f"{{{{ {name} }}}}")
    return Anchors(piece.catalogue, "en").ties_number(before, behind)


def _cut_anchor(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    printed, name = piece.printed[site.clause], f"{site.detail.replace('-', '_')}_anchor"
    requirement = tuple(_cut_name(paragraph, name) for paragraph in printed.text.requirement)
    return (ClauseChange(printed.clause, change_texts(printed, requirement=requirement)),)


def _cut_name(paragraph: Template, name: str) -> Template:
    """Return a text without a blank, wherever it occurs."""
    parts = list(paragraph)
    while name in parts[1::2]:
        at = parts.index(name, 1)
        behind = parts[at + 1]
        joined = parts[at - 1].rstrip() + (behind if behind.startswith((",", ".", ";")) else f" {behind.lstrip()}")
        parts[at - 1 : at + 2] = [joined]
    return tuple(parts)


def _find_open_to_used(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    """Yield the specifications in whose lots nothing says that units are new: only there they bar what is welcome."""
    new = {part.number for part, pick in piece.list_picks("warranty-minimum") if _asks_for_new(part, pick)}
    for printed in list_open_texts(piece, SPECIFICATION):
        if new.isdisjoint(part.number for part, _ in piece.list_picks(printed.clause.id)):
            yield mutation.at(printed.clause.id)


def _asks_for_new(part: LotSelection, pick: Pick) -> bool:
    """Return whether the warranty of a lot says that units are new."""
    return bool(pick.values.get("state")) and not part.facts.find_value(ACCEPTS_REFURBISHED)


def _find_references(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    """Yield the texts with an edition that has an older one, and those that may cite an old entry."""
    for printed in piece.list_texts(SPECIFICATION, DUTY):
        if any(_age_reference(piece, paragraph) for paragraph in printed.text.requirement):
            yield mutation.at(printed.clause.id)
    yield from (
        mutation.at(p.clause.id, "entry") for p in list_open_texts(piece, DUTY) if p.clause.theme == "end-of-life"
    )


def _cite_old(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    if site.detail:
        return plan_sentence(mutation, piece, site)
    printed = piece.printed[site.clause]
    requirement = tuple(_age_reference(piece, paragraph) or paragraph for paragraph in printed.text.requirement)
    return (ClauseChange(printed.clause, change_texts(printed, requirement=requirement)),)


def _age_reference(piece: Workpiece, paragraph: Template) -> Template | None:
    """Return a text with an older edition of a reference in place of that in force; None where it cites none."""
    for position in range(0, len(paragraph), 2):
        for entry in piece.superseded.values():
            for name in entry.names:
                for old, new in entry.exchange.items():
                    aged, count = re.subn(rf"{re.escape(name.replace(old, new))}(?!\w)", name, paragraph[position])
                    if count and name != name.replace(old, new):
                        return (*paragraph[:position], aged, *paragraph[position + 1 :])
    return None


BRAND_NAMED = Mutation("M01", "specification", "LO2", 1, ("brand-or-model-named",), _find_goods, plan_sentence)
VAGUE_WORDS = Mutation("M05", "wording", "LO1", 1, ("vague-wording",), _find_specifications, plan_sentence)
NUMBER_LOOSE = Mutation("M06", "wording", "LO2", 3, ("number-without-anchor",), _find_anchors, _cut_anchor)
USED_UNITS_BARRED = Mutation("M22", "scope", "LO3", 2, ("refurbished-excluded",), _find_open_to_used, plan_sentence)
OLD_REFERENCE = Mutation("M28", "sources", "LO2", 3, ("superseded-reference",), _find_references, _cite_old)
