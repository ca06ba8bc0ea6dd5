# SPDX-License-Identifier: Apache-2.0
"""Find the points of a selection that the authority should check: warnings and hints, which change no decision."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from tenderkit.findings import Finding, Place
from tenderkit.library.jurisdiction import Limit
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.library.other_device import find_category_of
from tenderkit.purchase.purchase import Lot, Purchase
from tenderkit.selection.selection import LotSelection, Pick

THIN = 3


def find_lot_warnings(library: Library, purchase: Purchase, part: LotSelection, words: Language) -> list[Finding]:
    """Return the warnings on a lot: few clauses, doubtful data class or values, hidden clauses.

    Parameters: `part`, the outcome for the lot; `words`, the language of the warnings.
    """
    assert part.lot is not None
    findings: list[Finding] = []
    place = Place(lot=part.number, key=f"lots.{part.number}")
    if len(part.picks) < THIN:
        told = words.remark("selection.thin-library", count=len(part.picks), lot=part.number)
        findings.append(Finding("thin-library", *told, "warn", place))
    kinds = library.vocabulary.categories
    stores = [c for c in part.lot.categories if kinds[c].stores_data]
    if part.lot.data == "none" and stores:
        told = words.remark("selection.data-none", lot=part.number, kinds=_name_kinds(library, stores, words))
        findings.append(Finding("data-none", *told, "warn", replace(place, key=f"{place.key}.data")))
    for pick in part.picks:
        findings += [
            _place_at_source(library, purchase, part.lot, finding)
            for finding in _find_value_warnings(library, pick, part.number, words)
        ]
        for other in pick.clause.requires:
            if other in library.hidden:
                values = {"clause": pick.clause.id, "other": other, "file": library.hidden[other].file}
                told = words.remark("selection.hidden-clause-required", **values)
                findings.append(Finding("hidden-clause-required", *told, "warn", place))
    return findings


def _name_kinds(library: Library, kinds: Iterable[str], words: Language) -> str:
    """Return product categories as a list in running text, such as `laptops and tablets`."""
    categories = library.vocabulary.categories
    return words.listing([words.bare_label(categories[kind].label) for kind in kinds])


def _place_at_source(library: Library, purchase: Purchase, lot: Lot, finding: Finding) -> Finding:
    """Return a warning on a value, changed to name the place where the authority gave the value.

    This place is in the lot, in the tender or in an overlay library.
    """
    _, _, _, clause, name = str(finding.place.key).split(".")
    if name in lot.parameters.get(clause, {}):
        return finding
    if name in purchase.parameters.get(clause, {}):
        return replace(finding, place=replace(finding.place, key=f"parameters.{clause}.{name}"))
    for overlay in reversed(library.overlays):
        if name in overlay.defaults.get(clause, {}):
            key = f"defaults.{clause}.{name}"
            return replace(finding, place=replace(finding.place, file=overlay.file, key=key))
    return finding


def _find_value_warnings(library: Library, pick: Pick, number: int, words: Language) -> Iterator[Finding]:
    """Yield the warnings and hints on the values of a clause; categories with the same value share a finding."""
    for name, by_category in pick.values.items():
        groups: dict[Any, list[str]] = {}
        for category, value in by_category.items():
            if value.moved_from is None and not (value.outside or value.coming or value.hints):
                continue
            same = value.print_key, value.moved_from, value.limit, value.hints, value.outside, value.coming
            groups.setdefault(same, []).append(category)
        for kinds in groups.values():
            place = Place(lot=number, clause=pick.clause.id, key=f"lots.{number}.parameters.{pick.clause.id}.{name}")
            value = by_category[kinds[0]]
            values: dict[str, Any] = {"kinds": _name_kinds(library, kinds, words)}
            translate = partial(library.translate_value, pick.clause.id)
            if value.given and value.moved_from is not None:
                key = "below-legal-floor-own" if value.limit and value.limit.own else "below-legal-floor"
                before, now = translate(value.moved_from), translate(value.value)
                values |= {"before": before, "value": now, "source": value.source}
                yield Finding("below-legal-floor", *words.remark(f"selection.{key}", **values), "warn", place)
            if value.outside and value.moved_from is None:
                low, high = (f"{b:g}" if b is not None else "…" for b in value.outside)
                bound = value.outside[0 if value.direction == "min" else 1]
                lenient = bound is not None and (value.value < bound) == (value.direction == "min")
                key = "outside-bounds-lenient" if lenient else "outside-bounds-strict"
                values |= {"value": value.value, "low": low, "high": high}
                yield Finding("outside-bounds", *words.remark(f"selection.{key}", **values), "warn", place)
            for limit in value.coming:
                values |= {"date": limit.from_, "value": translate(limit.value), "source": limit.source}
                told = words.remark("selection.limit-within-term", **values)
                yield Finding("limit-within-term", *told, "warn", place)
            for limit in value.hints:
                values |= {"source": limit.source, "figure": _describe_limit(library, pick.clause.id, limit, words)}
                yield Finding("legal-hint", *words.remark("selection.legal-hint", **values), "info", place)


def _describe_limit(library: Library, clause: str, limit: Limit, words: Language) -> str:
    """Return the value of a limit with its unit and its anchor, and the day on which it begins."""
    labels = library.vocabulary
    unit = labels.units[limit.unit].label if limit.unit else None
    value = library.translate_value(clause, limit.value)
    parts = [words.amount(value, unit) if unit else words.plain_value(value)]
    if limit.anchor:
        parts.append(words.label(labels.anchors[limit.anchor].label))
    if limit.from_:
        parts.append(words.text("selection.since", date=limit.from_))
    return " ".join(parts)


def find_entries_without_effect(
    library: Library, purchase: Purchase, parts: list[LotSelection], words: Language
) -> list[Finding]:
    """Return the warnings on values, inclusions, exclusions and answers of the purchase file that change nothing.

    Parameters: `parts`, the outcome for the whole tender and for each lot; `words`, the language of the warnings.
    """
    return [
        *_find_unused_values(library, purchase, parts, words),
        *_find_unused_changes(library, purchase, parts, words),
        *_find_unused_answers(library, purchase, words),
    ]


def _find_unused_values(
    library: Library, purchase: Purchase, parts: list[LotSelection], words: Language
) -> Iterator[Finding]:
    """Yield a warning for each value of a parameter that no selected clause has."""

    def warn(key: str, clause: str, told: tuple[str, str], fix: str = "") -> Finding:
        return Finding("parameter-unused", told[0], fix or told[1], "warn", Place(key=key, clause=clause))

    any_lot = words.text("selection.any-lot")
    tables = [("parameters", any_lot, purchase.parameters, [p for part in parts for p in part.picks])]
    for part in parts:
        if part.lot:
            where = words.text("selection.lot", lot=part.number)
            tables.append((f"lots.{part.number}.parameters", where, part.lot.parameters, list(part.picks)))
    for key, where, table, picks in tables:
        for clause, values in table.items():
            here = [p for p in picks if p.clause.id == clause]
            if not here:
                told = words.remark("selection.parameter-unselected", clause=clause, where=where)
                yield warn(f"{key}.{clause}", clause, told, library.advise_replacement(clause, words))
                continue
            for name, value in values.items():
                place = f"{key}.{clause}.{name}"
                instead = here[0].clause.withdrawn_parameters.get(name)
                if instead is not None:
                    fix = instead and words.text("selection.parameter-successors", names=_quote(instead, words))
                    told = words.remark("selection.parameter-withdrawn", clause=clause, name=name)
                    yield warn(place, clause, told, fix or "")
                    continue
                used = {find_category_of(c) for p in here for c in (*p.values[name], *p.waived.get(name, ()))}
                unused = sorted(value.keys() - used) if isinstance(value, dict) else []
                if unused:
                    told = words.remark(
                        "selection.parameter-unused-for",
                        clause=clause,
                        where=where,
                        kinds=_name_kinds(library, unused, words),
                    )
                    yield warn(place, clause, told)
                elif not used:
                    told = words.remark("selection.parameter-unused", clause=clause, where=where)
                    yield warn(place, clause, told)


def _quote(ids: Iterable[str], words: Language) -> str:
    return words.listing([words.quote(id_) for id_ in ids])


def _find_unused_changes(
    library: Library, purchase: Purchase, parts: list[LotSelection], words: Language
) -> Iterator[Finding]:
    """Yield a warning for each inclusion and each exclusion without which the same clauses would be selected."""
    for change in purchase.included:
        met = [p.decisions.get(change.clause) for p in parts if change.lot in (None, p.number)]
        if not any(d is not None and d.selected for d in met):
            message, fix = words.remark("selection.inclusion-unused", clause=change.clause)
            fix = library.advise_replacement(change.clause, words) or fix
            yield Finding("inclusion-unused", message, fix, "warn", Place(key="included", clause=change.clause))
    for change in purchase.excluded:
        touched = [p.decisions.get(change.clause) for p in parts if change.lot in (None, p.number)]
        if not any(d is not None and d.rule == "excluded" for d in touched):
            message, fix = words.remark("selection.exclusion-unused", clause=change.clause)
            fix = library.advise_replacement(change.clause, words) or fix
            yield Finding("exclusion-unused", message, fix, "warn", Place(key="excluded", clause=change.clause))


def _find_unused_answers(library: Library, purchase: Purchase, words: Language) -> Iterator[Finding]:
    """Yield a warning for each answer on which no clause of the library depends."""
    answers = {f"tender.answers.{a}": a for a in purchase.tender.answers}
    for number, lot in enumerate(purchase.lots, 1):
        answers.update({f"lots.{number}.answers.{a}": a for a in lot.answers})
    for key, name in answers.items():
        if not library.questions[name].record and not any(name in lines for lines in library.list_conditions()):
            told = words.remark("selection.answer-unused", name=name)
            yield Finding("answer-unused", *told, "warn", Place(key=key))
