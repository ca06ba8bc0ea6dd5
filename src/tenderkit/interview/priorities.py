# SPDX-License-Identifier: Apache-2.0
"""What each priority of the authority would add to the papers: clauses and proofs."""

from collections.abc import Sequence
from copy import deepcopy

from tenderkit.interview.next_question import try_selection
from tenderkit.library.clause import TIERS, Clause
from tenderkit.library.library import Library
from tenderkit.purchase.answers import Answers, put_answer


def count_additions(library: Library, answers: Answers, languages: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return how many clauses, and how many proofs in them, each priority alone adds to the answers so far.

    The counts are by the id of the priority, over all lots. The result is empty if the answers do not allow a
    selection. Parameters: `languages`, the languages in which an annex can be built.
    """
    proofs: dict[str | None, list[int]] = {}
    for priority in (None, *library.vocabulary.priorities):
        trial = deepcopy(dict(answers))
        put_answer(trial, ("tender", "priorities"), [] if priority is None else [priority])
        selection = try_selection(library, trial, languages)
        if selection is None:
            return {}
        proofs[priority] = [_count_proofs(pick.clause) for part in selection.lots for pick in part.picks]
    base = proofs[None]
    return {
        priority: (len(counted) - len(base), sum(counted) - sum(base))
        for priority, counted in proofs.items()
        if priority is not None
    }


def _count_proofs(clause: Clause) -> int:
    return sum(getattr(clause.text.verification, tier) is not None for tier in TIERS)
