# SPDX-License-Identifier: Apache-2.0
"""Measure what the selected clauses ask of tenderers and of the authority, and warn if that is too much."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import TIERS
from tenderkit.library.language import Language, contains_word_form
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.papers.form_fields import PROCESSOR_RULE
from tenderkit.selection.proportionality import find_proportionality
from tenderkit.selection.selection import Selection

# The usual number of clauses in a lot by proportionality, as this project proposes: the sizes of the short set and of
# the first release of the catalogue, and what the large set adds to it.
USUAL = {"short": 12, "standard": 43, "large": 60}
# The usual number of reports a year on one contract of a small purchase, as this project proposes.
USUAL_REPORTS = 2
_ORDER = ("short", "standard", "large", "full")


@frozen_dataclass
class Effort:
    """The effort that the selected clauses ask of tenderers and of the authority, in numbers.

    `clauses` is the number of clauses; `proofs` maps each tier of proof to the number of clauses with such a proof,
    the first to those that ask for anything with the tender, the last to those that ask for proof of an independent
    body;
    `reports` is the number of reports a year; `batch_reports` is the number of clauses that ask for a report after
    each collection, and 1 for the list that both sides sign at the hand-over; `warnings` are pairs: the key of a
    fixed text (`burden.<key>`), and the numbers that go into the text.
    """

    clauses: int
    proofs: dict[str, int]
    reports: int
    batch_reports: int
    warnings: tuple[tuple[str, dict[str, int]], ...]


def measure_effort(selection: Selection, printed: Iterable[PrintedClause], language: Language) -> Effort:
    """Count the clauses, proofs and reports of a selection, and warn if they are too many for the purchase.

    Parameters: `printed`, the selected clauses with their texts written out; `language`, the language of these texts.
    """
    clauses = tuple(printed)
    counted = Counter(tier for clause in clauses for tier in clause.verification)
    counted["declaration"] = sum(1 for clause in clauses if _asks_with_tender(clause))
    independent = language.text("burden.independent").split(" | ")
    counted["certificate"] = sum(1 for clause in clauses if _asks_independent_proof(clause, independent))
    lists = language.text("burden.lists").split(" | ")
    listed = any(contains_word_form(lists, " ".join(clause.requirement)) for clause in clauses)
    tender = selection.purchase.tender
    alone = replace(selection.purchase, tender=replace(tender, proportionality=None))
    natural, _ = find_proportionality(selection.library, alone, selection.jurisdiction)
    # Clauses of the group `general` print among the general rules.
    most = max(sum(pick.clause.group != "general" for pick in part.picks) for part in selection.lots)
    lots = [[c for c in clauses if part.number in c.lots] for part in selection.lots]
    reports = [sum(_count_yearly_reports(c) for c in some) for some in lots]
    warnings: list[tuple[str, dict[str, int]]] = []
    if _ORDER.index(selection.proportionality) > _ORDER.index(natural):
        warnings.append(("size", {"count": most}))
    elif most > USUAL.get(natural, most):
        warnings.append(("many", {"count": most, "usual": USUAL[natural]}))
    if natural == "short" and tender.level == "comprehensive":
        warnings.append(("level", {}))
    if natural == "short" and max(reports) > USUAL_REPORTS:
        warnings.append(("reports", {"count": max(reports), "usual": USUAL_REPORTS}))
    return Effort(
        sum(len(part.picks) for part in selection.parts),
        {tier: counted[tier] for tier in TIERS},
        sum(reports),
        sum(1 for c in clauses if c.clause.reports and c.clause.reports.per_batch) + listed,
        tuple(warnings),
    )


def _asks_with_tender(printed: PrintedClause) -> bool:
    """Return whether a clause asks for something with the tender, in its text or in the response form."""
    return bool("declaration" in printed.verification or printed.question or printed.clause.id == PROCESSOR_RULE)


def _asks_independent_proof(printed: PrintedClause, forms: Sequence[str]) -> bool:
    """Return whether a clause asks for proof of an independent body, such as a certificate or the report of an audit.

    Parameters: `forms`, the word forms that name such a proof.
    """
    proofs = printed.verification
    return "certificate" in proofs or contains_word_form(forms, " ".join(proofs.values()))


def _count_yearly_reports(printed: PrintedClause) -> int:
    """Return the number of reports a year that a clause asks for; an undecided interval counts as 1 report.

    An interval that the clause does not print asks for no report.
    """
    reports = printed.clause.reports
    if reports is None:
        return 0
    intervals = [v.value.value for v in printed.values if v.name == reports.every]
    every = max((math.ceil(12 / months) if months else 1 for months in intervals), default=0)
    return (reports.per_year or 0) + every + bool(reports.year_within)


def describe_effort(effort: Effort, language: Language) -> Iterator[str]:
    """Yield the effort in sentences: first a sentence with the counts, then a sentence for each warning."""
    counts = {
        **effort.proofs,
        "clauses": effort.clauses,
        "reports": effort.reports,
        "batch": effort.batch_reports,
    }
    yield language.text("burden.count", **{name: language.number(n) for name, n in counts.items()})
    for key, values in effort.warnings:
        yield language.text(f"burden.{key}", **values)
