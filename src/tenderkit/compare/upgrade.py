# SPDX-License-Identifier: Apache-2.0
"""Bring last year's purchase file to a new launch and to the library of today, and say what was changed in it."""

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tenderkit.compare.difference import StateDifference, compare_states
from tenderkit.compare.state import ComparedPart, ComparedState
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.author_data import History
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.purchase.answers import AnswerPath, format_path
from tenderkit.purchase.toml_document import PurchaseText


@frozen_dataclass
class UpgradeStep:
    """A change of an answer: its key, what it was and is, empty for none, and why.

    `is_open`: whether the authority has to look at it. `moved`: of a moved date, its path and the day before.
    """

    key: str
    old: str
    new: str
    why: str
    is_open: bool = False
    moved: tuple[AnswerPath, datetime.date] | None = None


@frozen_dataclass
class UpgradeReport:
    """What an upgrade did.

    `steps`: the changes in the purchase file. `law`: what differs in its clauses, at the new launch, from those
    before. `since`: what changed in the texts of these clauses since a release of the library, None where there is no
    earlier release.
    """

    file: str
    launch: datetime.date
    steps: tuple[UpgradeStep, ...]
    law: StateDifference
    since: StateDifference | None


def upgrade_text(
    text: PurchaseText, library: Library, launch: datetime.date, words: Language
) -> tuple[UpgradeStep, ...]:
    """Change the text of a purchase file for a new launch and the library of today; return the changes.

    What is not changed keeps its comments. A value of a parameter that is withdrawn is taken out, because the
    parameters that follow it ask for something else. Parameters: `words`, the language of the advice on withdrawn
    clauses.
    """
    upgrader = _Upgrader(text, library, words)
    return (*upgrader.move_dates(launch), *upgrader.replace_withdrawn())


def restore_dates(text: PurchaseText, steps: tuple[UpgradeStep, ...]) -> None:
    """Put the dates back that an upgrade moved, so that the law of the earlier launch can be compared."""
    for step in steps:
        if step.moved is not None:
            text.set_answer(*step.moved)


class _Upgrader:
    """Changes the text of a purchase file step by step."""

    def __init__(self, text: PurchaseText, library: Library, words: Language) -> None:
        self.text, self.library, self.words = text, library, words
        self.answers = text.answers

    def move_dates(self, launch: datetime.date) -> Iterator[UpgradeStep]:
        """Set the launch, and move the other dates by the same time."""
        tender = _get_table(self.answers, "tender")
        before = _find_day(tender, "launch")
        if before is None:
            return
        if before != launch:
            yield self._move(("tender", "launch"), before, launch, "the new launch")
        for number, lot in enumerate(_list_lots(self.answers)):
            day = _find_day(lot, "delivery-from")
            if day is not None and before != launch:
                why = "moved by the same time as the launch; the law on products is that of this day"
                path = ("lots", number, "delivery-from")
                yield self._move(path, day, _move_day(day, before, launch), why, is_open=True)
        if tender.get("status") == "final":
            self.text.set_answer(("tender", "status"), "draft")
            yield UpgradeStep("tender.status", "final", "draft", "what changed has to be read first")
        yield from self._find_years(before, launch)
        if "reference" in tender:
            reference = str(tender["reference"])
            yield UpgradeStep("tender.reference", reference, reference, "give the new tender its own", True)

    def _move(
        self, path: AnswerPath, old: datetime.date, new: datetime.date, why: str, *, is_open: bool = False
    ) -> UpgradeStep:
        self.text.set_answer(path, new)
        return UpgradeStep(format_path(path), str(old), str(new), why, is_open, (path, old))

    def _find_years(self, before: datetime.date, launch: datetime.date) -> Iterator[UpgradeStep]:
        """Yield the texts of the authority that name the year of the earlier launch: they may hold no more."""
        year = re.compile(rf"(?<![\d-]){before.year}(?!\d)")
        for path, text in _list_texts((), self.answers) if before.year != launch.year else ():
            if year.search(text) and path != ("tender", "reference"):
                why = f"it names the year {before.year}"
                yield UpgradeStep(format_path(path), text, text, why, True)

    def replace_withdrawn(self) -> Iterator[UpgradeStep]:
        """Replace the names of withdrawn clauses, and take out the values of withdrawn parameters."""
        yield from self._check_parameters((), self.answers)
        for number, lot in enumerate(_list_lots(self.answers)):
            yield from self._check_parameters(("lots", number), lot)
            yield from self._check_weights(number, _get_table(lot, "weights"))
        for which in ("included", "excluded"):
            entries = self.answers.get(which)
            for position, entry in reversed(list(enumerate(entries if isinstance(entries, list) else ()))):
                id_ = entry.get("clause") if isinstance(entry, dict) else None
                if not self._is_withdrawn(id_):
                    continue
                successors = self.library.clauses[str(id_)].successor
                key = f"{which}.{position + 1}.clause"
                if len(successors) == 1:
                    self.text.rewrite_text((which, position, "clause"), successors[0])
                    yield UpgradeStep(key, str(id_), successors[0], "the clause was withdrawn for this one", True)
                else:
                    lot_number = entry.get("lot")
                    self.text.remove_change(which, str(id_), lot_number)
                    yield UpgradeStep(key, str(id_), "", self.library.advise_replacement(str(id_), self.words), True)

    def _is_withdrawn(self, id_: Any) -> bool:
        clause = self.library.clauses.get(id_) if isinstance(id_, str) else None
        return clause is not None and clause.status == "withdrawn"

    def _check_weights(self, lot: int, weights: Mapping[str, Any]) -> Iterator[UpgradeStep]:
        for id_, points in weights.items():
            if not self._is_withdrawn(id_):
                continue
            successors = self.library.clauses[id_].successor
            path = ("lots", lot, "weights", id_)
            key, why = f"lots.{lot + 1}.weights.{id_}", self.library.advise_replacement(id_, self.words)
            if len(successors) == 1 and successors[0] not in weights:
                self.text.rename_answer(path, successors[0])
                yield UpgradeStep(key, str(points), f"{successors[0]} = {points}", why, True)
            else:
                self.text.comment_out(path)
                yield UpgradeStep(key, str(points), "", why, True)

    def _check_parameters(self, place: tuple[str | int, ...], table: Mapping[str, Any]) -> Iterator[UpgradeStep]:
        for id_, values in _get_table(table, "parameters").items():
            clause = self.library.clauses.get(id_)
            for name, value in values.items() if clause and isinstance(values, dict) else ():
                if self._is_withdrawn(id_):
                    why = self.library.advise_replacement(id_, self.words)
                elif clause and name in clause.withdrawn_parameters:
                    why = _advise_parameters(id_, clause.withdrawn_parameters[name])
                else:
                    continue
                path = (*place, "parameters", id_, name)
                self.text.comment_out(path)
                self.text.remove_empty_table(path[:-1])
                yield UpgradeStep(format_path(path), str(value), "", why, True)


def _advise_parameters(clause: str, successors: tuple[str, ...]) -> str:
    if not successors:
        return "the clause has no such value any more"
    names = " and ".join(f"{clause}.{name}" for name in successors)
    return f"the clause has no such value any more: see whether {names} should be other than proposed"


def _list_texts(path: AnswerPath, value: Any) -> Iterator[tuple[AnswerPath, str]]:
    """Yield every text in the content of a purchase file with its path."""
    rows = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, row in rows:
        yield from _list_texts((*path, key), row)
    if isinstance(value, str):
        yield path, value


def _get_table(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = table.get(key)
    return value if isinstance(value, dict) else {}


def _find_day(table: Mapping[str, Any], key: str) -> datetime.date | None:
    """Return a day of a table; None where there is none, or one that a purchase may not have."""
    day = table.get(key)
    # A point in time is a date to Python as well.
    return day if type(day) is datetime.date and 2000 <= day.year <= 2100 else None


def _list_lots(answers: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    lots = answers.get("lots")
    return [lot if isinstance(lot, dict) else {} for lot in lots] if isinstance(lots, list) else []


def _move_day(day: datetime.date, before: datetime.date, launch: datetime.date) -> datetime.date:
    """Return a day moved by the time between two launches, by whole years where these are on the same day."""
    if (before.month, before.day) == (launch.month, launch.day) and (day.month, day.day) != (2, 29):
        return day.replace(year=day.year + launch.year - before.year)
    return day + (launch - before)


def report_upgrade(
    file: str,
    steps: tuple[UpgradeStep, ...],
    launch: datetime.date,
    sides: tuple[ComparedState, ComparedState],
    editions: tuple[ComparedState, ComparedState] | None,
    history: History,
) -> UpgradeReport:
    """Return the report of an upgrade.

    Parameters: `sides`, the clauses of the purchase before, and at the new launch; `editions`, an earlier release of
    the library and that of today, None where there is none; `history`, what changed in each version of a clause.
    """
    law = compare_states(*sides, history)
    if editions is None:
        return UpgradeReport(file, launch, steps, law, None)
    used = {id_ for part in sides[1].parts for id_ in part.clauses}
    old, new = (_keep_clauses(state, used) for state in editions)
    return UpgradeReport(file, launch, steps, law, compare_states(old, new, history))


def _keep_clauses(state: ComparedState, ids: set[str]) -> ComparedState:
    """Return the state of a library with some of its clauses."""
    (part,) = state.parts
    clauses = {id_: clause for id_, clause in part.clauses.items() if id_ in ids}
    return ComparedState(state.kind, state.name, (ComparedPart(0, "", clauses, part.left_out),))
