# SPDX-License-Identifier: Apache-2.0
"""What is selected for each example, shipped or here in `cases`, as a text that people can read and compare.

The texts hold ids, rules, reasons, values, origins and weights, and no words of clauses, so that a reworded clause
changes none. After a change that is meant: `pytest --refresh-goldens`, and read the difference.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.library.reading import shipped_data
from tenderkit.papers.annex.context import build_context
from tenderkit.selection.reasons import format_reason
from tenderkit.selection.select import select
from tenderkit.selection.selection import LotSelection, Pick, Selection
from tests.support import CASES, PURCHASE_FILES, example_purchase


def selected(name: str) -> Selection:
    return select(shipped_data.load_shipped_data().library, example_purchase(name))


def shown(value: Any) -> str:
    """A value without prose: a list is counted."""
    if isinstance(value, tuple):
        return f"{len(value)} entries"
    return "undecided" if value is None else str(value)


def values(pick: Pick) -> Iterator[str]:
    """The values of a clause, one line for each group of categories that shares them."""
    for name, by_category in pick.values.items():
        groups: dict[Any, list[str]] = {}
        for category, value in by_category.items():
            groups.setdefault((value.print_key, value.moved_from), []).append(category)
        for categories in groups.values():
            value = by_category[categories[0]]
            about = "" if len(categories) == len(pick.categories) else f" [{', '.join(categories)}]"
            parts = [shown(value.value), value.unit, value.anchor, f"({value.origin}"]
            if value.source:
                parts[-1] = f"{parts[-1]}: {' '.join(filter(None, (value.source, value.clause)))}"
            if value.moved_from is not None:
                parts[-1] = f"{parts[-1]}, moved from {shown(value.moved_from)}"
            yield f"{name}{about} = {' '.join(filter(None, parts))})"


def covered(pick: Pick) -> Iterator[str]:
    if not pick.whole:
        if pick.items:
            yield f"covers {', '.join(pick.items)}"
        if pick.returns:
            yield f"covers returned {', '.join(pick.returns)}"


def steps(pick: Pick) -> Iterator[str]:
    for category, left in pick.steps.items():
        yield f"steps [{category}]: {', '.join(f'{s.from_:g} -> {s.share:g}' for s in left)}"


def left_out(part: LotSelection, library: Library, language: Language) -> Iterator[str]:
    """What is out, by rule and reason."""
    groups: dict[tuple[str, str], list[str]] = {}
    for decision in part.decisions.values():
        if not decision.selected:
            reason = format_reason(decision, part.facts, library, language)
            groups.setdefault((decision.rule, reason), []).append(decision.clause)
    for (rule, reason), clauses in groups.items():
        yield f"    [{rule}] {reason}"
        yield from (f"        {clause}" for clause in clauses)


def dump(selection: Selection) -> str:
    """The whole outcome: what is in with its number, rule and values, what is out and why, the weights."""
    language = shipped_data.load_shipped_data().language("en")
    lines = [
        f"jurisdiction: {selection.jurisdiction} ({selection.jurisdiction_basis})",
        f"product law: {', '.join(selection.place)}",
        f"proportionality: {selection.proportionality} ({selection.proportionality_basis})",
    ]
    for lot in build_context(selection, language).all_lots:
        part = lot.part
        lines += ["", lot_name(part), "  in"]
        for printed in lot.clauses:
            pick = printed.pick
            lines.append(f"    {printed.number} {pick.clause.id} [{pick.decision.rule}]")
            lines += [f"        {line}" for line in (*covered(pick), *values(pick), *steps(pick))]
        lines += ["  out", *left_out(part, selection.library, language)]
        if part.lot:
            lines.append("  weights")
            weights = [f"{name} {points:g}" for name, points in (part.weights or {}).items()]
            lines += [f"    {line}" for line in weights or ["undecided"]]
    lines += ["", "said"]
    lines += [f"  {f.severity} {f.rule} {f.place.key}" for f in selection.findings]
    return "\n".join(lines) + "\n"


def lot_name(part: LotSelection) -> str:
    return f"lot {part.number} ({part.lot.acquisition})" if part.lot else "general rules"


@pytest.mark.parametrize("name", PURCHASE_FILES)
def test_an_example_selects_what_it_always_did(name: str, golden: Callable[[Path, str], None]) -> None:
    golden(CASES / name / "selection.txt", dump(selected(name)))


def test_every_case_has_its_example() -> None:
    assert {p.name for p in CASES.iterdir()} == set(PURCHASE_FILES)
