# SPDX-License-Identifier: Apache-2.0
"""missing-clause: a clause was taken out that another clause of the annex requires.

The clause that stays refers to duties, proofs or terms of the one that is gone, or is without effect alone: who takes
equipment back has to know how data are erased. `build` never leaves one of the two out.

Passes:  take-back and data-sanitisation are both there, or both are gone
Fails:   data-sanitisation was deleted, and take-back is still there

Bring the clause back, or take out what requires it. To leave it out for good, use [[excluded]] in the purchase file.
"""

from collections.abc import Iterator

from tenderkit.checks.annexes.own_annex import OwnClause
from tenderkit.checks.annexes.restored_selection import RestoredAnnex
from tenderkit.checks.documents.document import count_broken
from tenderkit.findings import Place
from tenderkit.lint.catalogue import Fault

SEVERITY = "error"
# Of the clauses that require the one that is gone.
_MOST_NAMED = 3


def find_faults(restored: RestoredAnnex) -> Iterator[Fault]:
    """Find the clauses that were taken out and that others require, each once."""
    requiring: dict[OwnClause, dict[OwnClause, int]] = {}
    for part in restored.selection.parts:
        for pick in part.picks:
            here = restored.annex.find_clause(pick.clause.id, part.number)
            for id_ in pick.clause.requires if here else ():
                gone = restored.annex.find_clause(id_, part.number)
                if here and gone and not gone.present:
                    requiring.setdefault(gone, {}).setdefault(here, part.number)
    for gone, clauses in requiring.items():
        first, lot = next(iter(clauses.items()))
        words = restored.language
        names = [words.quote(clause.place) for clause in clauses]
        more = len(names) - _MOST_NAMED
        names[_MOST_NAMED:] = [words.text("document-words.more", count=words.number(more))] if more > 0 else []
        values = {"place": gone.place, "id": gone.id, "names": words.text("document-words.comma").join(names)}
        # Shown at a clause that requires it; the finding is about the one that is gone.
        place = Place(key=first.place, lot=lot or None, clause=gone.id)
        broken = count_broken(words, gone.broken)
        yield restored.make_fault("missing-clause", place, broken=broken, **values)
