# SPDX-License-Identifier: Apache-2.0
"""The decision on each clause, selected or not, with its reason, as plain text."""

from tenderkit.library.language import Language
from tenderkit.papers.clause_text import describe_origin, print_clauses
from tenderkit.papers.effort import describe_effort, measure_effort
from tenderkit.selection.gates import is_includable
from tenderkit.selection.reasons import format_jurisdiction_reason, format_reason
from tenderkit.selection.selection import Decision, LotSelection, Selection


def join_lines(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def describe_selection(selection: Selection, language: Language) -> dict[str, str]:
    """Return texts on the jurisdiction and on the size of the set of clauses, with the reasons, keyed by label."""
    size = language.label(selection.library.vocabulary.proportionalities[selection.proportionality].label)
    return {
        language.text("provenance.jurisdiction"): format_jurisdiction_reason(selection, language),
        language.text("provenance.proportionality"): language.text(
            f"provenance.proportionality-{selection.proportionality_basis}", size=size
        ),
    }


def name_part(part: LotSelection, language: Language) -> str:
    """Return the heading of a lot, `Lot 1: Laptops`, or of the rules of the whole tender."""
    if part.lot is None:
        return language.text("general.title")
    return language.text("lot.name", number=language.text("lot.number", number=part.number), title=part.lot.title)


def describe_inclusion(
    selection: Selection, part: LotSelection, decision: Decision, language: Language
) -> tuple[str, ...]:
    """Return the lines of a purchase file that bring in a clause that is out of a lot, below a line that says so.

    Returns an empty tuple for a clause that is in, that the authority took out, or that the lot cannot have.
    """
    clause = selection.library.clauses[decision.clause]
    if decision.selected or decision.rule == "excluded" or part.lot is None:
        return ()
    if not is_includable(selection.library, clause, part.facts):
        return ()
    reason = language.text("explain.inclusion-reason")
    lot = (f"lot = {part.number}",) if len(selection.lots) > 1 else ()
    table = ("[[included]]", f'clause = "{clause.id}"', *lot, f'reason = "{reason}"')
    return (language.text("explain.inclusion"), *table)


def render(selection: Selection, language: Language, only: str | None = None) -> str:
    """Return a text that says, for each lot and each clause, whether the clause is selected, by which rule and why.

    Parameters: `only`, the id of a clause: the text then covers this clause alone, with its values and their origin.
    """
    library = selection.library
    lines = [f"{k}: {v}" for k, v in describe_selection(selection, language).items()]
    printed = {part.number: print_clauses(library, language, part) for part in selection.parts}
    if only is None:
        effort = describe_effort(
            measure_effort(selection, [c for some in printed.values() for c in some], language), language
        )
        lines.append(f"{language.text('burden.title')}: {' '.join(effort)}")
    for part in selection.parts:
        decisions = [d for d in part.decisions.values() if only in (None, d.clause)]
        if not decisions:
            continue
        lines += ["", name_part(part, language)]
        for selected, key in ((True, "explain.in"), (False, "explain.out")):
            some = [d for d in decisions if d.selected is selected]
            if not some:
                continue
            lines.append(f"  {language.text(key, count=language.number(len(some)))}")
            for d in some:
                reason = join_lines(format_reason(d, part.facts, library, language))
                lines.append(f"    {d.clause} [{language.text(f'rules.{d.rule}')}]: {reason}")
        if only:
            for decision in decisions:
                lines += [f"    {line}" for line in describe_inclusion(selection, part, decision, language)]
            for clause in printed[part.number]:
                if clause.clause.id == only:
                    lines += [
                        f"    {v.name}: {v.text} ({describe_origin(library, clause.clause, v.value, language)})"
                        for v in clause.values
                    ]
    return "\n".join(lines) + "\n"
