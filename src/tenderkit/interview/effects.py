# SPDX-License-Identifier: Apache-2.0
"""Say what a change does to the annex, before the buyer takes it."""

from collections.abc import Iterator

from tenderkit.interview.overview import Overview, index_clauses, list_open_points, list_warnings
from tenderkit.papers.annex.annex import Annex


def list_effects(overview: Overview, old: Annex, new: Annex) -> Iterator[str]:
    """Yield a line for each clause, value, count and warning of the new annex that differs from the old one."""
    yield from overview.list_differences(old, new)
    yield from _list_changed_values(overview, old, new)
    counts = {
        "clauses": [len(annex.selected) for annex in (old, new)],
        "proofs": [sum(annex.context.effort.proofs.values()) for annex in (old, new)],
        "points": [len(list_open_points(annex)) for annex in (old, new)],
    }
    for name, (before, now) in counts.items():
        if before != now:
            number = overview.language.number
            yield overview.t(f"screens.effect-{name}", old=number(before), new=number(now))
    known = [warning.message for warning in list_warnings(old)]
    for warning in list_warnings(new):
        if warning.message not in known:
            yield overview.t("screens.effect-warning", text=overview.format_finding(warning))


def _list_changed_values(overview: Overview, old: Annex, new: Annex) -> Iterator[str]:
    """Yield a line for each value of a clause that both annexes have, and that differs."""
    was = index_clauses(old)
    for where, clause in index_clauses(new).items():
        if where not in was:
            continue
        before = {(value.name, value.categories): value.amount for value in was[where].values}
        for value in clause.values:
            amount = before.get((value.name, value.categories), "")
            if amount and amount != value.amount:
                title = overview.session.name_in_lot(where[0], clause.title)
                name = overview.name_value(new, value)
                yield overview.t("screens.effect-value", title=title, name=name, old=amount, new=value.amount)
