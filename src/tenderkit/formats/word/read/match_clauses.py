# SPDX-License-Identifier: Apache-2.0
"""Match the fragments of an edited Word file with clauses: by control, bookmark, words, title and likeness.

Programs and people remove or move the marks of clauses, which are controls and bookmarks. So the surest evidence is
used first: a mark around exactly the words of a clause; then exactly these words without the mark; the mark around
some of the words; the title; and last, similar words. No fragment is given to two clauses.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import islice, pairwise, product

from tenderkit.formats.word.read.clause_words import normalize_lines
from tenderkit.formats.word.read.fragments import (
    CLAUSE_LEVEL,
    Fragment,
    ManifestClause,
    TextParagraph,
    digest_fragments,
    normalize_title,
    split_fragments,
)
from tenderkit.responses.comparison import Carrier

# Shares of the words of a clause.
LIKE = 0.4  # enough to be the clause, under any title
SOME = 0.15  # enough to be a part of it, and to be the clause where the title says so too
# More than it takes where every clause of a tender of forty lots has lost its marks: nobody's file takes minutes.
MAX_CANDIDATES = 300_000
_MAX_STEPS = 1_000_000


@dataclass(frozen=True)
class ClausePlace:
    """The place of a clause in an edited Word file.

    `fragments`: the fragments with words of the clause, the main fragment first; `carrier`: how the clause was found:
    `control`, `bookmark` or `words`; `whole`: whether the fragments hold exactly the words of the clause; `headings`:
    the headings above the fragments where there are several headings, otherwise empty.
    """

    fragments: tuple[Fragment, ...]
    carrier: Carrier
    whole: bool = False
    headings: tuple[str, ...] = ()

    @property
    def at(self) -> int:
        """The index of the first paragraph of the main fragment, among all paragraphs of the text."""
        return self.fragments[0].at


@dataclass(frozen=True)
class _Candidate:
    """A clause and a place where it may be. Candidates are tried in the order of their cost, the lowest first."""

    cost: tuple[float, ...]
    clause: int
    place: ClausePlace


@dataclass(frozen=True)
class ClauseMatches:
    """The clauses found in a text.

    `places`: the place of each clause found, by the index of the clause in the manifest; `fragments`: all fragments
    of the text; `taken`: the fragments matched with a clause.
    """

    places: Mapping[int, ClausePlace]
    fragments: Sequence[Fragment]
    taken: AbstractSet[Fragment]


def match_clauses(
    controls: Sequence[str], lines: Sequence[TextParagraph], clauses: Sequence[ManifestClause]
) -> ClauseMatches:
    """Find the clauses of a manifest in the paragraphs of an edited Word file.

    Parameters: `controls`, the tags of the content controls around clauses; `lines`, the paragraphs, each with the
    index of its control in `controls`; `clauses`, the clauses of the manifest. A clause that is not found has
    no entry in the places of the result.
    """
    search = _ClauseMatcher(controls, lines, clauses)
    search.run()
    return ClauseMatches(search.places, search.fragments, search.taken.keys())


class _ClauseMatcher:
    """Finds the clauses of a manifest in a text; each clause is represented by its index in the manifest.

    `places`: the place of each clause found; `taken`: the clause to which each matched fragment belongs.
    """

    def __init__(
        self, controls: Sequence[str], lines: Sequence[TextParagraph], clauses: Sequence[ManifestClause]
    ) -> None:
        self._controls, self._lines, self._clauses = controls, lines, clauses
        self._by_tag = {clause.tag: n for n, clause in reversed(list(enumerate(clauses)))}
        self._by_bookmark = {clause.bookmark: n for n, clause in reversed(list(enumerate(clauses)))}
        self._of_tag: defaultdict[str, list[int]] = defaultdict(list)
        for control, tag in enumerate(controls):
            self._of_tag[tag].append(control)
        self.places: dict[int, ClausePlace] = {}
        self.taken: dict[Fragment, int] = {}
        self._split_text(frozenset())

    def run(self) -> None:
        """Find the places of all clauses in six steps, from the surest evidence to the weakest."""
        # Only where marks are lost does a title count that is no heading: other texts name clauses too.
        unmarked = [clause for n, clause in enumerate(self._clauses) if n not in self._marked]
        if titles := frozenset(title for clause in unmarked for title in clause.titles):
            self._split_text(titles)
        self._match_by_marks_and_words()
        self._match_by_words()
        self._match_by_marks()
        self._match_by_title()
        self._match_by_likeness()
        self._gather_scattered_words()

    def _split_text(self, titles: frozenset[str]) -> None:
        """Cut the text into fragments; group them by heading, by control, and by the clause whose mark they carry.

        The mark of a clause is its content control or its bookmark.
        """
        self.fragments = split_fragments(self._lines, titles)
        self._runs: defaultdict[int, list[Fragment]] = defaultdict(list)
        self._inside: defaultdict[int, list[Fragment]] = defaultdict(list)
        self._marked: defaultdict[int, list[Fragment]] = defaultdict(list)
        for fragment in self.fragments:
            self._runs[fragment.run].append(fragment)
            if fragment.control is not None:
                self._inside[fragment.control].append(fragment)
            if not fragment.empty:
                for n in self._find_owners(fragment):
                    self._marked[n].append(fragment)

    def _find_owners(self, fragment: Fragment) -> list[int]:
        """Return the indexes of the clauses whose marks a fragment carries.

        The marks are the bookmarks in the first paragraph of the fragment. If no clause has a bookmark there, the
        content control around the fragment is the mark.
        """
        owners = [self._by_bookmark[mark] for mark in fragment.lines[0].bookmarks if mark in self._by_bookmark]
        if not owners and fragment.control is not None:
            owners = [n for n in [self._by_tag.get(self._controls[fragment.control])] if n is not None]
        return list(dict.fromkeys(owners))

    def _list_unplaced(self) -> list[int]:
        """List the indexes of the clauses that have no place yet."""
        return [n for n in range(len(self._clauses)) if n not in self.places]

    def _assign_place(self, clause: int, place: ClausePlace) -> None:
        self.places[clause] = place
        self.taken.update(dict.fromkeys(place.fragments, clause))

    def _assign_cheapest(self, choices: Iterable[_Candidate]) -> None:
        """Assign places to clauses by the candidates, in the order of their cost.

        A candidate is skipped if its clause or its place is already assigned.
        """
        for choice in sorted(islice(choices, MAX_CANDIDATES), key=lambda c: c.cost):
            if choice.clause not in self.places and self.taken.keys().isdisjoint(choice.place.fragments):
                self._assign_place(choice.clause, choice.place)

    def _match_names(
        self, wanted: Mapping[str, Sequence[int]], available: Mapping[str, Sequence[ClausePlace]]
    ) -> None:
        """Assign places to clauses by a name, which is a title or a digest of words.

        Several clauses and places may have the same name. If a name has as many places as clauses, they are paired in
        order. Otherwise a clause gets the place nearest to its expected position.
        Parameters: `wanted`, the clauses of each name; `available`, the places of each name.
        """
        even = [name for name, clauses in wanted.items() if len(clauses) == len(available.get(name, ()))]
        self._assign_cheapest(
            _Candidate((), n, place) for name in even for n, place in zip(wanted[name], available[name], strict=True)
        )
        expected = self._estimate_positions()
        self._assign_cheapest(
            _Candidate((abs(place.at - expected[n]),), n, place)
            for name, clauses in wanted.items()
            for n, place in product(clauses, available.get(name, ()))
            if n in expected
        )

    def _estimate_positions(self) -> dict[int, float]:
        """Estimate the index of the paragraph at which each clause without a place begins, by index of the clause.

        The estimate lies between the clauses found before and after the clause.
        """
        positions = [(n, float(place.at)) for n, place in sorted(self.places.items())]
        ends = [(-1, 0.0), *positions, (len(self._clauses), float(len(self._lines)))]
        return {
            n: start + (end - start) * (n - before) / (after - before)
            for (before, start), (after, end) in pairwise(ends)
            for n in range(before + 1, after)
        }

    def _match_by_marks_and_words(self) -> None:
        """Find each clause whose control or bookmark still holds exactly its words, under one heading."""
        names = {str(n): [n] for n in range(len(self._clauses))}
        self._match_names(names, {name: self._find_complete_places(n) for name, (n,) in names.items()})

    def _find_complete_places(self, n: int) -> list[ClausePlace]:
        """Return the places that carry the mark of a clause and hold exactly the words of the clause.

        Places at the bookmark of the clause are returned only if none of its content controls is such a place.
        """
        clause = self._clauses[n]
        inside = [self._inside[control] for control in self._of_tag[clause.tag]]
        runs = [self._runs[p.run] for p in self._marked[n] if clause.bookmark in p.lines[0].bookmarks]
        ways: tuple[tuple[Carrier, list[list[Fragment]]], ...] = (("control", inside), ("bookmark", runs))
        for carrier, places in ways:
            complete = [
                p
                for p in places
                if p and p[0].run == p[-1].run and clause.text and digest_fragments(p) == clause.text
            ]
            # Of a clause and its copy, the clause is where the bookmark is.
            marked = [p for p in complete if clause.bookmark in p[0].lines[0].bookmarks]
            if complete:
                return [ClausePlace(tuple(fragments), carrier, whole=True) for fragments in marked or complete]
        return []

    def _match_by_words(self) -> None:
        """Find each clause whose exact words are all the text under a heading, no matter how that text is marked."""
        wanted: defaultdict[str, list[int]] = defaultdict(list)
        for n in self._list_unplaced():
            wanted[self._clauses[n].text].append(n)
        wanted.pop("", None)
        available: defaultdict[str, list[ClausePlace]] = defaultdict(list)
        for run in self._runs.values() if wanted else ():
            if self.taken.keys().isdisjoint(run):
                available[digest_fragments(run)].append(ClausePlace(tuple(run), "words", whole=True))
        self._match_names(wanted, available)

    def _match_by_marks(self) -> None:
        """Find each clause by its control or bookmark, although the words at that place were changed.

        Of several fragments, the one that shares most words is taken.
        """
        for n in self._list_unplaced():
            clause = self._clauses[n]
            free = [p for p in self._marked[n] if p not in self.taken]
            if free:
                fragment = max(free, key=lambda p: (len(clause.sketch & p.shingles), -p.at))
                control = fragment.control is not None and self._controls[fragment.control] == clause.tag
                self._assign_place(n, ClausePlace((fragment,), "control" if control else "bookmark"))

    def _match_by_title(self) -> None:
        """Find by its title each clause that has lost its control and its bookmark.

        The title is in a heading, or in a paragraph that is followed by some words of the clause.
        """
        wanted: defaultdict[str, list[int]] = defaultdict(list)
        for n in self._list_unplaced():
            for title in self._clauses[n].titles:
                wanted[title].append(n)
        available: defaultdict[str, list[ClausePlace]] = defaultdict(list)
        for fragment in self.fragments if wanted else ():
            title = normalize_title(fragment.heading)
            if fragment.begins and fragment not in self.taken and title in wanted:
                shares = (self._clauses[n].measure_share(fragment.shingles) for n in wanted[title])
                if fragment.level == CLAUSE_LEVEL or max(shares) >= SOME:
                    available[title].append(ClausePlace((fragment,), "words"))
        self._match_names(wanted, available)

    def _match_by_likeness(self) -> None:
        """Find by similar words each clause that has lost its control, bookmark and title.

        The words may be in a fragment that is already matched with another clause.
        """
        alike = {
            (n, fragment): round(share, 1)
            for fragment, by_clause in self._find_shared_shingles(self._list_unplaced()).items()
            for n, shared in by_clause.items()
            if (share := self._clauses[n].measure_share(shared)) >= LIKE
        }
        others = set(self.taken)
        clauses, fragments = Counter(n for n, _ in alike), Counter(fragment for _, fragment in alike)
        sure = [(n, fragment) for n, fragment in alike if clauses[n] == fragments[fragment] == 1]
        self._assign_cheapest(_Candidate((), n, ClausePlace((fragment,), "words")) for n, fragment in sure)
        expected = self._estimate_positions()
        choices = [
            _Candidate((-share, abs(fragment.at - expected[n])), n, ClausePlace((fragment,), "words"))
            for (n, fragment), share in alike.items()
            if n in expected
        ]
        self._assign_cheapest(choices)
        for choice in sorted(choices, key=lambda c: c.cost):
            if others.issuperset(choice.place.fragments):
                self.places.setdefault(choice.clause, choice.place)

    def _gather_scattered_words(self) -> None:
        """Add to the place of each edited clause the other fragments that hold words missing from its main fragment.

        If the fragments are under several headings, the clause was split; its place then lists the headings.
        """
        torn = [n for n, place in sorted(self.places.items()) if not place.whole]
        elsewhere: defaultdict[int, list[tuple[Fragment, frozenset[int]]]] = defaultdict(list)
        for fragment, by_clause in self._find_shared_shingles(torn).items():
            for n, shared in by_clause.items():
                elsewhere[n].append((fragment, shared))
        before = {fragment: previous for previous, fragment in pairwise(self.fragments)}
        for n in torn:
            clause, place = self._clauses[n], self.places[n]
            main = place.fragments[0]
            fragments, missing = [main], clause.sketch - main.shingles
            for fragment, shared in sorted(elsewhere[n], key=lambda pair: -len(pair[1])):
                share = clause.measure_share(shared & missing & self._list_unclaimed_shingles(fragment))
                if fragment is not main and (share >= SOME or (share and fragment in self._marked[n])):
                    fragments.append(fragment)
                    missing -= shared
            if (
                (previous := before.get(main))
                and previous not in (*fragments, *self.taken)
                and (_is_split_title(previous, main, clause) or _is_bare_heading(previous, clause))
            ):
                fragments.append(previous)
            # LibreOffice ends a control in front of a table.
            fragments += [
                fragment
                for fragment in self._runs[main.run]
                if fragment not in fragments and fragment not in self.taken and _has_lines_of(fragment, clause)
            ]
            for fragment in fragments:
                self.taken.setdefault(fragment, n)
            runs = sorted({fragment.run for fragment in fragments})
            headings = tuple(self._runs[run][0].heading for run in runs) if len(runs) > 1 else ()
            self.places[n] = replace(place, fragments=tuple(fragments), headings=headings)

    def _find_shared_shingles(self, clauses: Sequence[int]) -> dict[Fragment, dict[int, frozenset[int]]]:
        """Find the shingles (hashes of three words in a row) that each fragment shares with each of the clauses.

        If a fragment is already matched with a clause, the shingles of this clause are not counted, because another
        lot may have the same clause. Returns the shingles by fragment, then by the index of the clause.
        """
        by_shingle: defaultdict[int, list[int]] = defaultdict(list)
        for n in clauses:
            for shingle in self._clauses[n].sketch:
                by_shingle[shingle].append(n)
        shared: defaultdict[Fragment, defaultdict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        steps = (
            (fragment, n, shingle)
            for fragment in (self.fragments if clauses else ())
            for shingle in self._list_unclaimed_shingles(fragment) & by_shingle.keys()
            for n in by_shingle[shingle]
        )
        for fragment, n, shingle in islice(steps, _MAX_STEPS):
            shared[fragment][n].add(shingle)
        return {
            fragment: {n: frozenset(shingles) for n, shingles in by_clause.items()}
            for fragment, by_clause in shared.items()
        }

    def _list_unclaimed_shingles(self, fragment: Fragment) -> frozenset[int]:
        """Return the shingles of a fragment, except the shingles of the clause with which the fragment is matched."""
        n = self.taken.get(fragment)
        if n is None:
            return fragment.shingles
        return frozenset() if self.places[n].whole else fragment.shingles - self._clauses[n].sketch


def _is_split_title(first: Fragment, second: Fragment, clause: ManifestClause) -> bool:
    """Check whether two consecutive headings are the two halves of the title of a clause."""
    alone = first.begins and second.begins and not any(line.full_text.strip() for line in first.lines[1:])
    return alone and _strip_spaces(first.heading + second.heading) == _strip_spaces(clause.title)


def _is_bare_heading(fragment: Fragment, clause: ManifestClause) -> bool:
    """Check whether a fragment is the heading of a clause alone: somebody typed another heading below it."""
    words = any(line.full_text.strip() for line in fragment.lines[1:])
    return fragment.begins and not words and normalize_title(fragment.heading) in clause.titles


def _has_lines_of(fragment: Fragment, clause: ManifestClause) -> bool:
    """Check whether at least half of the paragraphs of a fragment are paragraphs of a clause as they were made."""
    lines = normalize_lines(line.full_text for line in fragment.lines)
    return bool(lines) and 2 * sum(line in clause.words for line in lines) >= len(lines)


def _strip_spaces(text: str) -> str:
    return normalize_title(text).replace(" ", "")
