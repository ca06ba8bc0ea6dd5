# SPDX-License-Identifier: Apache-2.0
"""What mutations have in common: a sentence added to a requirement, a clause taken out of a lot."""

from collections.abc import Iterable, Iterator, Sequence

from tenderkit.checks.checked_purchase import find_picks
from tenderkit.exercises.mutations.change import Change, ClauseChange, PickChange
from tenderkit.exercises.mutations.mutation import Mutation, Site
from tenderkit.exercises.mutations.workpiece import PrintedText, Workpiece, add_sentence
from tenderkit.library.clause import Clause, ClauseText, Variant
from tenderkit.library.template import Template

SPECIFICATION, CRITERION, DUTY = "technical-specification", "award-criterion", "contract-performance-clause"


def list_open_texts(piece: Workpiece, *kinds: str) -> Iterator[PrintedText]:
    """Yield the clauses of some kinds to whose requirement a sentence can be added."""
    return (printed for printed in piece.list_texts(*kinds) if piece.takes_sentence(printed.clause.id))


def plan_sentence(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    """Return the change that adds the sentence of a mutation to the requirement of the clause of a site."""
    key = "-".join(filter(None, (mutation.id.lower(), site.detail)))
    printed = piece.printed[site.clause]
    return (ClauseChange(printed.clause, add_sentence(printed, piece.write(key))),)


def keep_apt(sites: Iterable[Site], *clauses: str) -> Iterator[Site]:
    """Yield the sites in clauses that a defect goes with; all sites where an annex has none of these clauses."""
    listed = tuple(sites)
    yield from tuple(site for site in listed if site.clause in clauses) or listed


def drop_clause(piece: Workpiece, lot: int, clause: str) -> Sequence[Change]:
    """Return the change that takes a clause out of a lot."""
    part = piece.selection.parts[lot]
    (pick,) = find_picks(part, clause)
    return (PickChange(lot, pick, None, part.picks.index(pick)),)


def list_all_texts(clause: Clause) -> Iterator[Template]:
    """Yield the requirements, proofs and remedies of a clause, in all variants."""
    texts: tuple[ClauseText | Variant, ...] = (clause.text, *clause.variants.values())
    for text in texts:
        yield from text.requirement or ()
        proofs = text.verification
        tiers = (proofs.declaration, proofs.document, proofs.certificate) if proofs else ()
        yield from filter(None, (*tiers, text.remedy))
