# SPDX-License-Identifier: Apache-2.0
"""Find the points of a selection that the authority should check: warnings and hints, which change no decision."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tenderkit.findings import Finding, Place
from tenderkit.library.library import Library
from tenderkit.purchase.purchase import Lot, Purchase
from tenderkit.selection.selection import LotSelection, Pick

THIN = 3


def find_lot_warnings(library: Library, purchase: Purchase, part: LotSelection) -> list[Finding]:
    """Return the warnings on a lot: few clauses, doubtful data class or values, hidden clauses."""
    assert part.lot is not None
    findings: list[Finding] = []
    place = Place(lot=part.number, key=f"lots.{part.number}")
    if len(part.picks) < THIN:
        message = f"only {len(part.picks)} clause(s) of the library fit lot {part.number}"
        findings.append(Finding("thin-library", message, "", "warn", place))
    kinds = library.vocabulary.categories
    stores = [library.name_category(c) for c in part.lot.categories if kinds[c].stores_data]
    if part.lot.data == "none" and stores:
        message = f"lot {part.number} has the data class “none”, but {', '.join(stores)} can store data"
        fix = "Check the data class: with “none”, no clause on erasing data is selected."
        findings.append(Finding("data-none", message, fix, "warn", replace(place, key=f"{place.key}.data")))
    for pick in part.picks:
        findings += [
            _place_at_source(library, purchase, part.lot, finding)
            for finding in _find_value_warnings(pick, part.number)
        ]
        for other in pick.clause.requires:
            if other in library.hidden:
                message = f"“{pick.clause.id}” requires “{other}”, which {library.hidden[other].file} hides"
                fix = "Leave both out, or take the clause out of `hide`."
                findings.append(Finding("hidden-clause-required", message, fix, "warn", place))
    return findings


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


def _find_value_warnings(pick: Pick, number: int) -> Iterator[Finding]:
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
            value, about = by_category[kinds[0]], f"for {', '.join(kinds)}"
            if value.given and value.moved_from is not None:
                whose = "the authority itself" if value.limit and value.limit.own else "law at the place of delivery"
                message = (
                    f"{about}: {value.moved_from} was changed to {value.value}, a limit of {whose} ({value.source})"
                )
                fix = f"Write {value.value}, or a stricter value."
                yield Finding("below-legal-floor", message, fix, "warn", place)
            if value.outside and value.moved_from is None:
                low, high = (f"{b:g}" if b is not None else "…" for b in value.outside)
                message = f"{about}: {value.value} lies outside the usual range {low} to {high}"
                bound = value.outside[0 if value.direction == "min" else 1]
                lenient = bound is not None and (value.value < bound) == (value.direction == "min")
                fix = "This asks for less than usual: check that it is intended."
                if not lenient:
                    fix = "Check that the market can offer it."
                yield Finding("outside-bounds", message, fix, "warn", place)
            for limit in value.coming:
                message = f"{about}: from {limit.from_} the law asks for {limit.value} ({limit.source})"
                yield Finding("limit-within-term", message, "Consider asking for it now.", "warn", place)
            for limit in value.hints:
                start = f"from {limit.from_}" if limit.from_ else None
                figure = " ".join(
                    str(part) for part in (limit.value, limit.unit, limit.anchor, start) if part is not None
                )
                message = (
                    f"{about}: {limit.source} sets {figure}; it changes no value here, because it is not confirmed "
                    "or has another unit or starting point than the clause"
                )
                yield Finding("legal-hint", message, "", "info", place)


def find_entries_without_effect(library: Library, purchase: Purchase, parts: list[LotSelection]) -> list[Finding]:
    """Return the warnings on values, inclusions, exclusions and answers of the purchase file that change nothing.

    Parameters: `parts`, the outcome for the whole tender and for each lot.
    """
    findings: list[Finding] = []

    def warn(rule: str, key: str, clause: str | None, message: str, fix: str) -> None:
        findings.append(Finding(rule, message, fix, "warn", Place(key=key, clause=clause)))

    tables = [("parameters", "any lot", purchase.parameters, [p for part in parts for p in part.picks])]
    tables += [
        (f"lots.{p.number}.parameters", f"lot {p.number}", p.lot.parameters, list(p.picks)) for p in parts if p.lot
    ]
    for key, where, table, picks in tables:
        for clause, values in table.items():
            here = [p for p in picks if p.clause.id == clause]
            if not here:
                message = f"a value is given for “{clause}”, which is not selected in {where}"
                fix = library.advise_replacement(clause) or "Include the clause, or take the value out."
                warn("parameter-unused", f"{key}.{clause}", clause, message, fix)
                continue
            for name, value in values.items():
                instead = here[0].clause.withdrawn_parameters.get(name)
                if instead is not None:
                    message = f"the value given changes nothing: “{clause}” no longer has “{name}”"
                    fix = f"Set {' and '.join(f'“{id_}”' for id_ in instead)} instead." if instead else "Take it out."
                    warn("parameter-unused", f"{key}.{clause}.{name}", clause, message, fix)
                    continue
                used = {c for p in here for c in (*p.values[name], *p.waived.get(name, ()))}
                unused = sorted(value.keys() - used) if isinstance(value, dict) else []
                if unused or not used:
                    about = f" for {', '.join(unused)}" if unused else ""
                    message = f"the value given{about} changes nothing: “{clause}” has no such value in {where}"
                    warn("parameter-unused", f"{key}.{clause}.{name}", clause, message, "Take it out.")
    for change in purchase.included:
        met = [p.decisions.get(change.clause) for p in parts if change.lot in (None, p.number)]
        if not any(d is not None and d.selected for d in met):
            message = f"“{change.clause}” is included but not selected: `tenderkit explain` gives the reason"
            fix = library.advise_replacement(change.clause) or "Take it out of `included`, or weight it."
            warn("inclusion-unused", "included", change.clause, message, fix)
    for change in purchase.excluded:
        touched = [p.decisions.get(change.clause) for p in parts if change.lot in (None, p.number)]
        if not any(d is not None and d.rule == "excluded" for d in touched):
            message = f"“{change.clause}” is excluded but would not be selected anyway"
            fix = library.advise_replacement(change.clause) or "Take it out of `excluded`."
            warn("exclusion-unused", "excluded", change.clause, message, fix)
    answers = {f"tender.answers.{a}": a for a in purchase.tender.answers}
    for number, lot in enumerate(purchase.lots, 1):
        answers.update({f"lots.{number}.answers.{a}": a for a in lot.answers})
    for key, name in answers.items():
        if not library.questions[name].record and not any(name in lines for lines in library.list_conditions()):
            message = f"no clause of this library depends on the answer “{name}” yet"
            warn("answer-unused", key, None, message, "It changes nothing; it may stay.")
    return findings
