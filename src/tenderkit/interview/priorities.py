# SPDX-License-Identifier: Apache-2.0
"""What each priority of the authority would add to the papers: clauses and proofs."""

from collections.abc import Collection, Sequence
from copy import deepcopy

from tenderkit.interview.next_question import try_selection
from tenderkit.library.clause import TIERS
from tenderkit.library.library import Library
from tenderkit.purchase.answers import Answers, put_answer


def count_additions(library: Library, answers: Answers, languages: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return how many clauses, and how many proofs in them, each priority alone adds to the usual ones.

    The counts are by the id of the priority. A clause counts in each lot that it comes into, with the proofs that are
    printed of it there; what gives way to it is not taken off. The result is empty if the answers do not allow a
    selection. Parameters: `languages`, the languages in which an annex can be built.
    """
    usual = _count_proofs(library, answers, None, languages, ())
    if usual is None:
        return {}
    additions: dict[str, tuple[int, int]] = {}
    for priority in library.vocabulary.priorities:
        added = _count_proofs(library, answers, priority, languages, usual) or {}
        additions[priority] = len(added), sum(added.values())
    return additions


def _count_proofs(
    library: Library,
    answers: Answers,
    priority: str | None,
    languages: Sequence[str],
    usual: Collection[tuple[int, str]],
) -> dict[tuple[int, str], int] | None:
    """Return the number of proofs of each selected clause, by the number of the lot and the id of the clause.

    Returns None if the answers do not allow a selection. Parameters: `priority`, the only priority; None for none;
    `usual`, the clauses that are left out of the result.
    """
    from tenderkit.selection.printed_texts import choose_printed_texts

    trial = deepcopy(dict(answers))
    put_answer(trial, ("tender", "priorities"), [] if priority is None else [priority])
    selection = try_selection(library, trial, languages)
    if selection is None:
        return None
    return {
        (part.number, pick.clause.id): len(choose_printed_texts(pick).keys() & set(TIERS))
        for part in selection.lots
        for pick in part.picks
        if (part.number, pick.clause.id) not in usual
    }
