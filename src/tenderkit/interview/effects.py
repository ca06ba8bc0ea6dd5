# SPDX-License-Identifier: Apache-2.0
"""Say what a change does to the annex, before the buyer takes it."""

from collections.abc import Iterator

from tenderkit.frozen import frozen_dataclass
from tenderkit.interview.overview import Overview, index_clauses, list_warnings
from tenderkit.papers.annex.annex import Annex


@frozen_dataclass
class Effect:
    """An effect of a change, in words; `settles` is true where a gap is filled, and nothing else changes."""

    text: str
    settles: bool = False


def list_effects(overview: Overview, old: Annex, new: Annex) -> Iterator[Effect]:
    """Yield an effect for each clause, value, count and warning of the new annex that differs from the old one."""
    yield from map(Effect, overview.list_differences(old, new))
    yield from _list_changed_values(overview, old, new)
    counts = {
        "clauses": [len(annex.selected) for annex in (old, new)],
        "proofs": [sum(annex.context.effort.proofs.values()) for annex in (old, new)],
        "points": [len(annex.open_points) for annex in (old, new)],
    }
    for name, (before, now) in counts.items():
        if before != now:
            number = overview.language.number
            text = overview.t(f"screens.effect-{name}", old=number(before), new=number(now))
            yield Effect(text, name == "points" and now < before)
    known = [warning.message for warning in list_warnings(old)]
    for warning in list_warnings(new):
        if warning.message not in known:
            yield Effect(overview.t("screens.effect-warning", text=overview.format_finding(warning)))


def _list_changed_values(overview: Overview, old: Annex, new: Annex) -> Iterator[Effect]:
    """Yield an effect for each value of a clause that both annexes have, and that differs."""
    was = index_clauses(old)
    for where, clause in index_clauses(new).items():
        if where not in was:
            continue
        before = {(value.name, value.categories): value for value in was[where].values}
        for value in clause.values:
            earlier = before.get((value.name, value.categories))
            if earlier and earlier.amount and earlier.amount != value.amount:
                title = overview.session.name_in_lot(where[0], clause.title)
                name, amounts = overview.name_value(new, value), {"old": earlier.amount, "new": value.amount}
                text = overview.t("screens.effect-value", title=title, name=name, **amounts)
                yield Effect(text, earlier.value.origin == "undecided")
