# SPDX-License-Identifier: Apache-2.0
"""Find the clauses that were moved within an edited file, so that as few clauses as possible count as moved."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence


def find_moved_clauses(places: Sequence[int], sections: Sequence[str], headings: Sequence[int]) -> frozenset[int]:
    """Find the clauses that were moved within an edited file, and return their indexes.

    Parameters: `places`, for each clause the index of the paragraph at which it begins now; `sections`, for each
    clause the number of the section in which it was originally, such as `2.1`. Both lists have the original order of
    the clauses. `headings`, the indexes of the paragraphs that are headings of lots and sections now.
    """
    under = [bisect_right(headings, place) for place in places]
    headings_of = _assign_headings(list(zip(sections, under, strict=True)))
    # Where a heading was added or removed, nothing was moved: a moved clause is under the heading of another section.
    taken = set(headings_of.values())
    strayed = {n for n, here in enumerate(under) if here != headings_of[sections[n]] and here in taken}
    candidates = [n for n in range(len(places)) if n not in strayed]
    unmoved = {candidates[at] for at in _find_longest_rise([places[n] for n in candidates])}
    return frozenset(range(len(places))) - unmoved


def _assign_headings(stand: Sequence[tuple[str, int]]) -> dict[str, int]:
    """Return for each section the number of the heading under which most clauses of the section are now.

    If two headings have equally many, the heading with fewer clauses of other sections is taken.
    Parameters: `stand`, for each clause its section and the number of the heading above it.
    """
    crowd = Counter(under for _, under in stand)
    counted: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for section, under in stand:
        counted[section][under] += 1
    return {
        section: max(count, key=lambda under: (count[under], count[under] / crowd[under], -under))
        for section, count in counted.items()
    }


def _find_longest_rise(places: Sequence[int]) -> frozenset[int]:
    """Return the indexes of the numbers in the longest subsequence of `places` that never decreases."""
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
