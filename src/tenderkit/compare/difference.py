# SPDX-License-Identifier: Apache-2.0
"""Compare two states: the clauses that were added, withdrawn and changed, the values that moved, and why."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Literal

from tenderkit.checks.documents.word_changes import ChangedText, WordComparison
from tenderkit.compare.paragraph_pairs import pair_paragraphs
from tenderkit.compare.state import ComparedClause, ComparedPart, ComparedState, ComparedValue
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.author_data import History

Fate = Literal["added", "withdrawn", "changed"]
# Steps of all comparisons of words, each a tenth of a microsecond: two whole libraries take a third of them.
_MAX_STEPS = 100_000_000
_DATE = re.compile(r"\s*\([^()]*\)(?=$| \[[^\[\]]*\]$)")
_Pair = tuple[ComparedPart | None, ComparedPart | None]
_LOT = re.compile(r"lots\.(\d+)\.")
_BLANK = re.compile(r"\{\{\s*(\w+)\s*\}\}")
# The blanks of the texts of a library that are no parameter.
_FACTS = {
    "items": "the equipment",
    "returns": "the old equipment",
    "months": "the months of the contract",
    "e-waste-law": "the law on e-waste at the place of delivery",
    "e_waste_law": "the law on e-waste at the place of delivery",
    "waste_operator_law": "the law on e-waste at the place of delivery",
}
# Texts that share fewer of their words, of one, are about something else.
_ALIKE = 0.6


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

    `old`, `new`: the clause on each side, None where it is not there. `changed_texts`: the words that differ.
    `values`: the values that moved. `rules`: of libraries, what else decides on the clause and differs, such as its
    conditions. `reasons`: why, such as what its history says of each newer version.
    """

    fate: Fate
    id: str
    old: ComparedClause | None
    new: ComparedClause | None
    changed_texts: tuple[ChangedText, ...] = ()
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
    """A part whose clauses differ; `fate` says whether the part itself was added or withdrawn.

    `points`: the weights that moved of award criteria that are no clause. `was`: the number that the part had.
    """

    number: int
    title: str
    fate: Fate
    clauses: tuple[ClauseDifference, ...]
    points: tuple[ValueMove, ...] = ()
    was: int = 0


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

    @property
    def demand_pairs(self) -> tuple[tuple[str, str], ...]:
        """What the law asks on the old side and on the new side, as pairs.

        A demand is paired with the one that takes its place, by its words; with an empty text where none does.
        """
        gone, came = map(list, self.demands)
        pairs: list[tuple[str, str]] = []
        for text in gone:
            nearest = max(came, key=lambda other: _compare_words(text, other), default="")
            if nearest and _compare_words(text, nearest) >= _ALIKE:
                came.remove(nearest)
                pairs.append((text, nearest))
            else:
                pairs.append((text, ""))
        return (*pairs, *(("", text) for text in came))

    def find_title(self, clause: str, parameter: str) -> str:
        """Return the title of a parameter; empty where no side knows it."""
        titles = [side.names.get(clause, {}).get(parameter, "") for side in (self.new, self.old)]
        return next(filter(None, titles), "")

    def list_clauses(self, fate: Fate) -> list[ClauseDifference]:
        """Return the clauses with a fate, of all parts."""
        return [clause for part in self.parts for clause in part.clauses if clause.fate == fate]


def _compare_words(text: str, other: str) -> float:
    """Return the share of the words of two texts that are the same, from 0 to 1."""
    return SequenceMatcher(None, text.split(), other.split(), autojunk=False).ratio()


def _omit_date(demand: str) -> str:
    """Return what the law asks without the day from which it does, in brackets at its end or before its source."""
    return _DATE.sub("", demand)


def compare_states(old: ComparedState, new: ComparedState, history: History | None = None) -> StateDifference:
    """Return what differs between two states.

    Lots with the same title are compared with each other, then those with the same number. Parameters: `history`,
    what changed in each version of a clause.
    """
    comparer = _Comparer(history or {}, (old, new))
    pairs = list(_pair_parts(old, new))
    parts = [comparer.compare_parts(*pair) for pair in pairs]
    answers = tuple(_compare_answers(old, new, pairs)) if old.answers and new.answers else ()
    return StateDifference(old, new, answers, tuple(part for part in parts if part is not None))


def _compare_answers(old: ComparedState, new: ComparedState, pairs: Sequence[_Pair]) -> Iterator[ValueMove]:
    """Yield the answers that differ, lot by lot; those of a lot that was withdrawn are named as of the old one."""
    renumbered = {str(was.number): str(now.number) for was, now in pairs if was and now}
    before: dict[str, str] = {}
    for key, text in old.answers.items():
        lot = _LOT.match(key)
        if lot is not None:
            key = f"lots.{renumbered[lot[1]]}.{key[lot.end() :]}" if lot[1] in renumbered else f"old {key}"
        before[key] = text
    for key in dict.fromkeys((*before, *new.answers)):
        was, now = before.get(key, ""), new.answers.get(key, "")
        if was != now:
            yield ValueMove(key, was, now)


def _has_values(state: ComparedState) -> bool:
    """Return whether a state has values; an annex of release 0.1.0 records none."""
    return any(clause.values for part in state.parts for clause in part.clauses.values())


def _pair_parts(old: ComparedState, new: ComparedState) -> Iterator[_Pair]:
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

    def __init__(self, history: History, sides: tuple[ComparedState, ComparedState]) -> None:
        self.history, self.sides = history, sides
        self.with_values = all(map(_has_values, sides))
        self.libraries = all(side.kind == "library" for side in sides)
        self.words = WordComparison(_MAX_STEPS)

    def compare_parts(self, old: ComparedPart | None, new: ComparedPart | None) -> PartDifference | None:
        """Return what differs between two parts, one of which may be missing; None if nothing does."""
        before, after = old.clauses if old else {}, new.clauses if new else {}
        ids = dict.fromkeys((*after, *before))
        clauses = [self._compare_clause(id_, before.get(id_), after.get(id_), old, new) for id_ in ids]
        differing = tuple(clause for clause in clauses if clause is not None)
        part = new or old
        points = tuple(_list_point_moves(old.points, new.points)) if old and new else ()
        if part is None or (old and new and not differing and not points):
            return None
        fate: Fate = "changed" if old and new else "added" if new else "withdrawn"
        return PartDifference(part.number, part.title, fate, differing, points, old.number if old else 0)

    def _compare_clause(
        self,
        id_: str,
        old: ComparedClause | None,
        new: ComparedClause | None,
        old_part: ComparedPart | None,
        new_part: ComparedPart | None,
    ) -> ClauseDifference | None:
        old, new = self._fill_blanks(id_, old), self._fill_blanks(id_, new)
        if old is None and new is not None:
            return ClauseDifference("added", id_, None, new, reasons=(new.reason,) if new.reason else ())
        if new is None and old is not None:
            why = new_part.left_out.get(id_, "") if new_part else ""
            return ClauseDifference("withdrawn", id_, old, None, reasons=(why,) if why else ())
        if old is None or new is None or old == new:
            return None
        same = old.paragraphs == new.paragraphs
        changed_texts = () if same else tuple(self._compare_texts(old.paragraphs, new.paragraphs))
        values = tuple(_list_moves(old.values, new.values)) if self.with_values else ()
        rules = tuple(_list_rule_moves(old.rules, new.rules)) if self.libraries else ()
        if not (changed_texts or values or rules or (self.libraries and old.version != new.version)):
            return None
        versions = range(old.version + 1, new.version + 1)
        reasons = [f"version {n}: {text}" for n in versions if (text := self._say_version(id_, n))]
        return ClauseDifference("changed", id_, old, new, changed_texts, values, tuple(reasons), rules)

    def _compare_texts(self, old: Sequence[str], new: Sequence[str]) -> Iterator[ChangedText]:
        for before, after in pair_paragraphs(old, new):
            if tuple(before) != tuple(after):
                yield from self.words.compare(before, after)

    def _fill_blanks(self, id_: str, clause: ComparedClause | None) -> ComparedClause | None:
        """Return a clause; of a library with the titles of its parameters in the place of the blanks in its texts."""
        if clause is None or not self.libraries:
            return clause
        old, new = (side.names.get(id_, {}) for side in self.sides)
        texts = tuple(name_blanks(paragraph, {**old, **new}) for paragraph in clause.paragraphs)
        return replace(clause, paragraphs=texts)

    def _say_version(self, id_: str, version: int) -> str:
        entry = self.history.get(id_, {}).get(str(version))
        return entry.says.get("en", "") if entry else ""


def name_blanks(text: str, titles: Mapping[str, str]) -> str:
    """Return a text of a library in which each blank is named by the title of its parameter: `‹months of warranty›`.

    Parameters: `titles`, those of the parameters of the clause.
    """

    def name_blank(blank: re.Match[str]) -> str:
        key = blank[1].replace("_", "-")
        if (base := key.removesuffix("-anchor")) != key:
            return f"‹from when: {titles.get(base, base.replace('-', ' '))}›"
        title = titles.get(key) or titles.get(key.removesuffix("-value")) or _FACTS.get(key)
        return f"‹{title or key.replace('-', ' ')}›"

    return _BLANK.sub(name_blank, text)


def _list_point_moves(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[ValueMove]:
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield ValueMove(name, old.get(name, ""), new.get(name, ""))


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
