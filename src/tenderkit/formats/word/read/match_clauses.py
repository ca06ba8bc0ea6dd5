# SPDX-License-Identifier: Apache-2.0
"""Which pieces of an edited Word file are which clause: by control, bookmark, title and likeness.

Programs and people take marks away, and put them elsewhere. So what is surest comes first, and what one clause has is
no other's: a mark with all of the words, all of the words, a mark with some of them, the title, words that are alike.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import islice, pairwise, product

from tenderkit.formats.word.read.fragments import CLAUSE_LEVEL, Line, Piece, Row, cut, digest, key
from tenderkit.responses.comparison import Carrier

# Shares of the words of a clause.
LIKE = 0.4  # enough to be the clause, whatever it is called
SOME = 0.15  # enough to be a part of it, and to be the clause where the title says so too
# More than it takes where every clause of a tender of forty lots has lost its marks: nobody's file takes minutes.
CHOICES = 300_000
_STEPS = 1_000_000


@dataclass(frozen=True)
class Place:
    """Where a clause stands: the pieces, the main one first; by what it was found; whether all words are there.

    `headings` are those that its words stand under where these are several.
    """

    pieces: tuple[Piece, ...]
    carrier: Carrier
    whole: bool = False
    headings: tuple[str, ...] = ()

    @property
    def at(self) -> int:
        """The paragraph that it begins with."""
        return self.pieces[0].at


@dataclass(frozen=True)
class _Choice:
    """A place that a clause may have; the one that costs least is taken."""

    cost: tuple[float, ...]
    row: int
    place: Place


@dataclass(frozen=True)
class Reconciled:
    """The places of clauses by their position in the manifest, all pieces, and those that are a clause's."""

    places: Mapping[int, Place]
    pieces: Sequence[Piece]
    taken: AbstractSet[Piece]


def reconcile(controls: Sequence[str], lines: Sequence[Line], rows: Sequence[Row]) -> Reconciled:
    """Find the clauses of a manifest in a text.

    Parameters: the tags of the `controls` around clauses, and the `lines`, which name controls by position; `rows`,
    the clauses. What has no place in the answer is missing.
    """
    search = _Search(controls, lines, rows)
    search.run()
    return Reconciled(search.places, search.pieces, search.taken.keys())


class _Search:
    """Finds clauses; `places` are those of the clauses that were found, `taken` says whose a piece is."""

    def __init__(self, controls: Sequence[str], lines: Sequence[Line], rows: Sequence[Row]) -> None:
        self._controls, self._lines, self._rows = controls, lines, rows
        self._by_tag = {row.tag: n for n, row in reversed(list(enumerate(rows)))}
        self._by_bookmark = {row.bookmark: n for n, row in reversed(list(enumerate(rows)))}
        self._of_tag: defaultdict[str, list[int]] = defaultdict(list)
        for control, tag in enumerate(controls):
            self._of_tag[tag].append(control)
        self.places: dict[int, Place] = {}
        self.taken: dict[Piece, int] = {}
        self._cut(frozenset())

    def run(self) -> None:
        """From what is surest to what is least so."""
        # Only where marks are lost does a title count that is no heading: other texts name clauses too.
        unmarked = [row for n, row in enumerate(self._rows) if n not in self._marked]
        if titles := frozenset(title for row in unmarked for title in row.titles):
            self._cut(titles)
        self._by_marks_and_words()
        self._by_words()
        self._by_marks()
        self._by_title()
        self._by_likeness()
        self._gather()

    def _cut(self, titles: frozenset[str]) -> None:
        """Cut the text, and sort the pieces by run, by control and by the clause whose marks they bear."""
        self.pieces = cut(self._lines, titles)
        self._runs: defaultdict[int, list[Piece]] = defaultdict(list)
        self._inside: defaultdict[int, list[Piece]] = defaultdict(list)
        self._marked: defaultdict[int, list[Piece]] = defaultdict(list)
        for piece in self.pieces:
            self._runs[piece.run].append(piece)
            if piece.control is not None:
                self._inside[piece.control].append(piece)
            if not piece.empty:
                for n in self._owners(piece):
                    self._marked[n].append(piece)

    def _owners(self, piece: Piece) -> list[int]:
        """The clauses whose bookmark a piece begins with; else the one whose control is around it."""
        owners = [self._by_bookmark[mark] for mark in piece.lines[0].bookmarks if mark in self._by_bookmark]
        if not owners and piece.control is not None:
            owners = [n for n in [self._by_tag.get(self._controls[piece.control])] if n is not None]
        return list(dict.fromkeys(owners))

    def _lost(self) -> list[int]:
        """The clauses that have no place yet."""
        return [n for n in range(len(self._rows)) if n not in self.places]

    def _take(self, row: int, place: Place) -> None:
        self.places[row] = place
        self.taken.update(dict.fromkeys(place.pieces, row))

    def _settle(self, choices: Iterable[_Choice]) -> None:
        """Give each clause the place that costs least among those that are free."""
        for choice in sorted(islice(choices, CHOICES), key=lambda c: c.cost):
            if choice.row not in self.places and self.taken.keys().isdisjoint(choice.place.pieces):
                self._take(choice.row, choice.place)

    def _match(self, wanted: Mapping[str, Sequence[int]], there: Mapping[str, Sequence[Place]]) -> None:
        """Give clauses the places of the same name: the same words may stand in each lot, and twice in one.

        Where there are as many places as clauses, they are taken to be in order; else the nearest counts.
        """
        even = [name for name, rows in wanted.items() if len(rows) == len(there.get(name, ()))]
        self._settle(
            _Choice((), n, place) for name in even for n, place in zip(wanted[name], there[name], strict=True)
        )
        expected = self._expected()
        self._settle(
            _Choice((abs(place.at - expected[n]),), n, place)
            for name, rows in wanted.items()
            for n, place in product(rows, there.get(name, ()))
            if n in expected
        )

    def _expected(self) -> dict[int, float]:
        """Where each lost clause would stand, between those that were found before and behind it."""
        found = [(n, float(place.at)) for n, place in sorted(self.places.items())]
        ends = [(-1, 0.0), *found, (len(self._rows), float(len(self._lines)))]
        return {
            n: start + (end - start) * (n - before) / (after - before)
            for (before, start), (after, end) in pairwise(ends)
            for n in range(before + 1, after)
        }

    def _by_marks_and_words(self) -> None:
        """Clauses whose control or bookmark leads to all of their words under one heading, and to nothing else."""
        names = {str(n): [n] for n in range(len(self._rows))}
        self._match(names, {name: self._whole(n) for name, (n,) in names.items()})

    def _whole(self, n: int) -> list[Place]:
        """The places where all words of a clause stand, by its control or else by its bookmark."""
        row = self._rows[n]
        inside = [self._inside[control] for control in self._of_tag[row.tag]]
        runs = [self._runs[p.run] for p in self._marked[n] if row.bookmark in p.lines[0].bookmarks]
        ways: tuple[tuple[Carrier, list[list[Piece]]], ...] = (("control", inside), ("bookmark", runs))
        for carrier, places in ways:
            found = [p for p in places if p and p[0].run == p[-1].run and row.text and digest(p) == row.text]
            if found:
                return [Place(tuple(pieces), carrier, whole=True) for pieces in found]
        return []

    def _by_words(self) -> None:
        """Clauses whose words all stand under a heading, where marks of others may be, or none."""
        wanted: defaultdict[str, list[int]] = defaultdict(list)
        for n in self._lost():
            wanted[self._rows[n].text].append(n)
        wanted.pop("", None)
        there: defaultdict[str, list[Place]] = defaultdict(list)
        for run in self._runs.values() if wanted else ():
            if self.taken.keys().isdisjoint(run):
                there[digest(run)].append(Place(tuple(run), "words", whole=True))
        self._match(wanted, there)

    def _by_marks(self) -> None:
        """Clauses with their control or bookmark at some words: at most of them, where these are several."""
        for n in self._lost():
            row = self._rows[n]
            free = [p for p in self._marked[n] if p not in self.taken]
            if free:
                piece = max(free, key=lambda p: (len(row.sketch & p.shingles), -p.at))
                control = piece.control is not None and self._controls[piece.control] == row.tag
                self._take(n, Place((piece,), "control" if control else "bookmark"))

    def _by_title(self) -> None:
        """Clauses without marks, by a heading, or by a title in the text that some of the words follow."""
        wanted: defaultdict[str, list[int]] = defaultdict(list)
        for n in self._lost():
            for title in self._rows[n].titles:
                wanted[title].append(n)
        there: defaultdict[str, list[Place]] = defaultdict(list)
        for piece in self.pieces if wanted else ():
            title = key(piece.heading)
            if piece.begins and piece not in self.taken and title in wanted:
                shares = (self._rows[n].share(piece.shingles) for n in wanted[title])
                if piece.level == CLAUSE_LEVEL or max(shares) >= SOME:
                    there[title].append(Place((piece,), "words"))
        self._match(wanted, there)

    def _by_likeness(self) -> None:
        """Clauses without marks and title, by most of their words; these may have been put into another clause."""
        alike = {
            (n, piece): round(share, 1)
            for piece, held in self._held(self._lost()).items()
            for n, found in held.items()
            if (share := self._rows[n].share(found)) >= LIKE
        }
        others = set(self.taken)
        rows, pieces = Counter(n for n, _ in alike), Counter(piece for _, piece in alike)
        sure = [(n, piece) for n, piece in alike if rows[n] == pieces[piece] == 1]
        self._settle(_Choice((), n, Place((piece,), "words")) for n, piece in sure)
        expected = self._expected()
        choices = [
            _Choice((-share, abs(piece.at - expected[n])), n, Place((piece,), "words"))
            for (n, piece), share in alike.items()
            if n in expected
        ]
        self._settle(choices)
        for choice in sorted(choices, key=lambda c: c.cost):
            if others.issuperset(choice.place.pieces):
                self.places.setdefault(choice.row, choice.place)

    def _gather(self) -> None:
        """What an edited clause has lost, and other pieces have: its words then stand in several places."""
        torn = [n for n, place in sorted(self.places.items()) if not place.whole]
        elsewhere: defaultdict[int, list[tuple[Piece, frozenset[int]]]] = defaultdict(list)
        for piece, held in self._held(torn).items():
            for n, found in held.items():
                elsewhere[n].append((piece, found))
        before = {piece: previous for previous, piece in pairwise(self.pieces)}
        for n in torn:
            row, place = self._rows[n], self.places[n]
            main = place.pieces[0]
            pieces, rest = [main], row.sketch - main.shingles
            for piece, found in sorted(elsewhere[n], key=lambda one: -len(one[1])):
                share = row.share(found & rest & self._loose(piece))
                if piece is not main and (share >= SOME or (share and piece in self._marked[n])):
                    pieces.append(piece)
                    rest -= found
            if (previous := before.get(main)) and previous not in self.taken and _title_cut(previous, main, row):
                pieces.append(previous)
            for piece in pieces:
                self.taken.setdefault(piece, n)
            runs = sorted({piece.run for piece in pieces})
            if len(runs) > 1:
                headings = tuple(self._runs[run][0].heading for run in runs)
                self.places[n] = replace(place, pieces=tuple(pieces), headings=headings)

    def _held(self, rows: Sequence[int]) -> dict[Piece, dict[int, frozenset[int]]]:
        """Which shingles of some clauses stand in which pieces.

        Where a piece is another clause's, only those count that are not that one's too: the same clause may stand in
        each lot.
        """
        by_shingle: defaultdict[int, list[int]] = defaultdict(list)
        for n in rows:
            for one in self._rows[n].sketch:
                by_shingle[one].append(n)
        found: defaultdict[Piece, defaultdict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        steps = (
            (piece, n, one)
            for piece in (self.pieces if rows else ())
            for one in self._loose(piece) & by_shingle.keys()
            for n in by_shingle[one]
        )
        for piece, n, one in islice(steps, _STEPS):
            found[piece][n].add(one)
        return {piece: {n: frozenset(ones) for n, ones in held.items()} for piece, held in found.items()}

    def _loose(self, piece: Piece) -> frozenset[int]:
        """The shingles of a piece that are not known to be those of the clause it was given to."""
        n = self.taken.get(piece)
        if n is None:
            return piece.shingles
        return frozenset() if self.places[n].whole else piece.shingles - self._rows[n].sketch


def _title_cut(first: Piece, second: Piece, row: Row) -> bool:
    """Whether two headings that follow one another are the title of a clause, cut in two."""
    alone = first.begins and second.begins and not any(line.said.strip() for line in first.lines[1:])
    return alone and _letters(first.heading + second.heading) == _letters(row.title)


def _letters(text: str) -> str:
    return key(text).replace(" ", "")
