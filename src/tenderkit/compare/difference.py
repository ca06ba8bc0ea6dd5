# SPDX-License-Identifier: Apache-2.0
"""Compare two states: the clauses that were added, withdrawn and changed, the values that moved, and why."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from tenderkit.checks.documents.word_changes import Passage, WordComparison
from tenderkit.compare.state import ComparedClause, ComparedPart, ComparedState, ComparedValue
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.author_data import History

Fate = Literal["added", "withdrawn", "changed"]
# Steps of all comparisons of words, each a tenth of a microsecond: two whole libraries take a third of them.
_MAX_STEPS = 100_000_000
_DATE = re.compile(r"\s*\([^()]*\)$")


@frozen_dataclass
class ValueMove:
    """A value that moved; `old` or `new` is empty where there was or is none.

    `name`: the parameter, or the key of an answer. `holds_for`: the product categories or conditions that it holds
    for, empty for all. `origin`: where the new value comes from.
    """

    name: str
    old: str
    new: str
    holds_for: tuple[str, ...] = ()
    origin: str = ""


@frozen_dataclass
class ClauseDifference:
    """A clause that is not the same on both sides.

    `old`, `new`: the clause on each side, None where it is not there. `passages`: the words that differ. `values`:
    the values that moved. `rules`: of libraries, what else decides on the clause and differs, such as its conditions.
    `reasons`: why, such as what its history says of each newer version.
    """

    fate: Fate
    id: str
    old: ComparedClause | None
    new: ComparedClause | None
    passages: tuple[Passage, ...] = ()
    values: tuple[ValueMove, ...] = ()
    reasons: tuple[str, ...] = ()
    rules: tuple[ValueMove, ...] = ()

    @property
    def title(self) -> str:
        """The newer title of the clause."""
        clause = self.new or self.old
        return clause.title if clause else ""


@frozen_dataclass
class PartDifference:
    """A part whose clauses differ; `fate` says whether the part itself was added or withdrawn."""

    number: int
    title: str
    fate: Fate
    clauses: tuple[ClauseDifference, ...]


@frozen_dataclass
class StateDifference:
    """What differs between two states: the answers of the purchase, and the clauses part by part."""

    old: ComparedState
    new: ComparedState
    answers: tuple[ValueMove, ...]
    parts: tuple[PartDifference, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.answers or self.parts or any(self.demands))

    @property
    def demands(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What the law asks on the old side alone, and on the new side alone or from another day.

        Empty where one of the sides does not say what the law asks.
        """
        if not (self.old.answers and self.new.answers):
            return (), ()
        old, new = self.old.demands, self.new.demands
        undated = set(map(_omit_date, new))
        gone = tuple(text for text in old if _omit_date(text) not in undated)
        return gone, tuple(text for text in new if text not in old)

    def list_clauses(self, fate: Fate) -> list[ClauseDifference]:
        """Return the clauses with a fate, of all parts."""
        return [clause for part in self.parts for clause in part.clauses if clause.fate == fate]


def _omit_date(demand: str) -> str:
    """Return what the law asks without the day from which it does, which is in brackets at its end."""
    return _DATE.sub("", demand)


def compare_states(old: ComparedState, new: ComparedState, history: History | None = None) -> StateDifference:
    """Return what differs between two states.

    Lots with the same title are compared with each other, then those with the same number. Parameters: `history`,
    what changed in each version of a clause.
    """
    libraries = old.kind == new.kind == "library"
    comparer = _Comparer(history or {}, with_values=all(map(_has_values, (old, new))), libraries=libraries)
    parts = [comparer.compare_parts(*pair) for pair in _pair_parts(old, new)]
    answers = [
        ValueMove(key, old.answers.get(key, ""), new.answers.get(key, ""))
        for key in dict.fromkeys((*old.answers, *new.answers))
        if old.answers.get(key) != new.answers.get(key)
    ]
    known = bool(old.answers and new.answers)
    return StateDifference(old, new, tuple(answers) if known else (), tuple(p for p in parts if p is not None))


def _has_values(state: ComparedState) -> bool:
    """Return whether a state has values; an annex of release 0.1.0 records none."""
    return any(clause.values for part in state.parts for clause in part.clauses.values())


def _pair_parts(old: ComparedState, new: ComparedState) -> Iterator[tuple[ComparedPart | None, ComparedPart | None]]:
    left = list(old.parts)
    partner: dict[int, ComparedPart] = {}
    for same in ("title", "number"):
        for part in new.parts:
            match = next((p for p in left if getattr(p, same) == getattr(part, same)), None)
            # The general rules, number 0, are no lot.
            if part.number not in partner and match is not None and bool(match.number) == bool(part.number):
                partner[part.number] = match
                left.remove(match)
    yield from ((partner.get(part.number), part) for part in new.parts)
    yield from ((part, None) for part in left)


class _Comparer:
    """Compares parts and clauses; the time of all comparisons of words together is bounded."""

    def __init__(self, history: History, *, with_values: bool, libraries: bool) -> None:
        self.history, self.with_values, self.libraries = history, with_values, libraries
        self.words = WordComparison(_MAX_STEPS)

    def compare_parts(self, old: ComparedPart | None, new: ComparedPart | None) -> PartDifference | None:
        """Return what differs between two parts, one of which may be missing; None if nothing does."""
        before, after = old.clauses if old else {}, new.clauses if new else {}
        ids = dict.fromkeys((*after, *before))
        clauses = [self._compare_clause(id_, before.get(id_), after.get(id_), old, new) for id_ in ids]
        differing = tuple(clause for clause in clauses if clause is not None)
        part = new or old
        if part is None or (old and new and not differing):
            return None
        fate: Fate = "changed" if old and new else "added" if new else "withdrawn"
        return PartDifference(part.number, part.title, fate, differing)

    def _compare_clause(
        self,
        id_: str,
        old: ComparedClause | None,
        new: ComparedClause | None,
        old_part: ComparedPart | None,
        new_part: ComparedPart | None,
    ) -> ClauseDifference | None:
        if old is None and new is not None:
            return ClauseDifference("added", id_, None, new, reasons=(new.reason,) if new.reason else ())
        if new is None and old is not None:
            why = new_part.left_out.get(id_, "") if new_part else ""
            return ClauseDifference("withdrawn", id_, old, None, reasons=(why,) if why else ())
        if old is None or new is None or old == new:
            return None
        same = old.paragraphs == new.paragraphs
        passages = () if same else self.words.compare(old.paragraphs, new.paragraphs)
        values = tuple(_list_moves(old.values, new.values)) if self.with_values else ()
        rules = tuple(_list_rule_moves(old.rules, new.rules)) if self.libraries else ()
        if not (passages or values or rules or (self.libraries and old.version != new.version)):
            return None
        versions = range(old.version + 1, new.version + 1)
        reasons = [f"version {n}: {text}" for n in versions if (text := self._say_version(id_, n))]
        return ClauseDifference("changed", id_, old, new, passages, values, tuple(reasons), rules)

    def _say_version(self, id_: str, version: int) -> str:
        entry = self.history.get(id_, {}).get(str(version))
        return entry.says.get("en", "") if entry else ""


def _list_rule_moves(old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]]) -> Iterator[ValueMove]:
    """Yield the rules that differ, with the entries of one side alone, or all where their order alone differs."""
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name, ()), new.get(name, ())
        if was != now:
            gone, came = ([e for e in some if e not in other] for some, other in ((was, now), (now, was)))
            before, after = (gone, came) if gone or came else (was, now)
            yield ValueMove(name, " | ".join(before), " | ".join(after))


_Values = Mapping[str, Mapping[str, ComparedValue]]


def _list_moves(old: _Values, new: _Values) -> Iterator[ValueMove]:
    """Yield the values that moved; those of several product categories that moved alike are one."""
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name, {}), new.get(name, {})
        moved: dict[tuple[str, str, str], list[str]] = {}
        places = dict.fromkeys((*before, *after))
        for place in places:
            was, now = before.get(place), after.get(place)
            texts = was.text if was else "", now.text if now else ""
            if texts[0] != texts[1]:
                moved.setdefault((*texts, now.origin if now else ""), []).append(place)
        for (was_text, now_text, origin), some in moved.items():
            holds_for = () if len(some) == len(places) and len(moved) == 1 else tuple(filter(None, some))
            yield ValueMove(name, was_text, now_text, holds_for, origin)
