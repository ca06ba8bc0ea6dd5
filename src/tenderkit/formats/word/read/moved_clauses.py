# SPDX-License-Identifier: Apache-2.0
"""Clauses that were moved, as few as possible: where one goes up, the others have not come down."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence


def find_moved_clauses(places: Sequence[int], sections: Sequence[str], headings: Sequence[int]) -> frozenset[int]:
    """Find the clauses that were moved; returns their positions.

    Parameters: the `places` of clauses now and the `sections` that they were in, in the order in which they
    were made; `headings`, the places of those that sections are under now, in order.
    """
    under = [bisect_right(headings, place) for place in places]
    headings_of = _assign_headings(list(zip(sections, under, strict=True)))
    # Where a heading was put in or taken out, nothing was moved: the clause has to stand in the home of others.
    taken = set(headings_of.values())
    strayed = {n for n, here in enumerate(under) if here != headings_of[sections[n]] and here in taken}
    candidates = [n for n in range(len(places)) if n not in strayed]
    unmoved = {candidates[at] for at in _find_longest_rise([places[n] for n in candidates])}
    return frozenset(range(len(places))) - unmoved


def _assign_headings(stand: Sequence[tuple[str, int]]) -> dict[str, int]:
    """Assign each section its heading: that of most of its clauses, with as few of others as possible."""
    crowd = Counter(under for _, under in stand)
    counted: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for section, under in stand:
        counted[section][under] += 1
    return {
        section: max(count, key=lambda under: (count[under], count[under] / crowd[under], -under))
        for section, count in counted.items()
    }


def _find_longest_rise(places: Sequence[int]) -> frozenset[int]:
    """Find the positions of the longest part of a sequence that does not fall."""
    ends: list[int] = []  # of the best sequence of each length: its last place,
    last: list[int] = []  # and the position of that
    before: list[int | None] = []
    for n, place in enumerate(places):
        length = bisect_right(ends, place)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1], last[length : length + 1] = [place], [n]
    rise: set[int] = set()
    at = last[-1] if last else None
    while at is not None:
        rise.add(at)
        at = before[at]
    return frozenset(rise)
