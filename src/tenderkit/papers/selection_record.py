# SPDX-License-Identifier: Apache-2.0
"""The selection as the published papers print it: a record that Word files carry, by which they are checked.

It holds what a reader of the papers knows anyway: the answers that they show, the clauses with the values that their
texts name, and the weights. It holds no answer that `digest.UNPRINTED` keeps out of the published digest but the
jurisdiction, which every notice names; nor does it say who set a value.
"""

import json
from collections.abc import Mapping
from dataclasses import field, replace
from functools import lru_cache
from typing import Annotated, Any

from tenderkit.frozen import Memory, Same, frozen_dataclass
from tenderkit.library.reading.schema import get_validator
from tenderkit.library.shape import SHAPE, Convert
from tenderkit.papers.digest import list_published_answers
from tenderkit.selection.printed_texts import find_printed_values
from tenderkit.selection.selection import Pick, Selection

# The clauses that earlier selections had alike, and those with their lots, with which their JSON is found again.
_KNOWN_RECORDS: "Memory[tuple[RecordedClause, str]]" = Memory(4096)
_KNOWN_WITH_LOTS: "Memory[RecordedClause]" = Memory(4096)


def _freeze_list(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@frozen_dataclass
class RecordedValue:
    """A value as printed, with its unit and the event from which a time is counted; `value` is None for a gap.

    `categories`: the product categories that it holds for, empty for all of the clause.
    """

    __pydantic_config__ = SHAPE
    value: Annotated[bool | int | float | str | tuple[str, ...] | None, Convert(_freeze_list)]
    unit: str | None = None
    anchor: str | None = None
    categories: tuple[str, ...] = ()


@frozen_dataclass
class RecordedClause:
    """A clause that was printed for some lots with the same values, 0 for the general rules.

    `items`, `returns`: the product categories that it covers, bought and handed over; `values`: by parameter.
    """

    __pydantic_config__ = SHAPE
    id: str
    version: int
    kind: str
    lots: tuple[int, ...]
    items: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    values: Mapping[str, tuple[RecordedValue, ...]] = field(default_factory=dict)


@frozen_dataclass
class SelectionRecord:
    """The selection as printed.

    `purchase`: the published answers, as in a purchase file; `jurisdiction`: the id of the profile of procurement
    law; `weights`: for each lot the points of each criterion, None where they are not decided; `clauses`: in the
    order of print.
    """

    __pydantic_config__ = SHAPE
    purchase: Mapping[str, Any]
    jurisdiction: str
    weights: tuple[Mapping[str, int | float] | None, ...]
    clauses: tuple[RecordedClause, ...]

    @property
    def language(self) -> str:
        """The code of the language of the papers, of two the prevailing one; empty where the record names none."""
        language = self.purchase.get("language")
        languages = language if isinstance(language, list | tuple) else [language]
        return languages[0] if languages and isinstance(languages[0], str) else ""

    def list_clauses(self, lot: int) -> tuple[RecordedClause, ...]:
        """Return the clauses of a lot, of the general rules for 0, in the order of print."""
        return tuple(clause for clause in self.clauses if lot in clause.lots)

    def find_clause(self, id_: str, lot: int) -> RecordedClause | None:
        """Return a clause of a lot by its id; None where the lot does not have it."""
        return next((clause for clause in self.list_clauses(lot) if clause.id == id_), None)


def record_selection(selection: Selection) -> SelectionRecord:
    """Return the record of a selection."""
    lots_of: dict[str, list[int]] = {}
    clauses: dict[str, RecordedClause] = {}
    for part in selection.parts:
        for pick in part.picks:
            clause, key = _KNOWN_RECORDS.recall(pick.content_key, lambda pick=pick: _record_clause(pick))  # type: ignore[misc]
            clauses.setdefault(key, clause)
            lots_of.setdefault(key, []).append(part.number)
    return SelectionRecord(
        list_published_answers(selection.purchase),
        selection.jurisdiction,
        tuple(part.weights for part in selection.lots),
        tuple(_add_lots(clause, key, tuple(lots_of[key])) for key, clause in clauses.items()),
    )


def _add_lots(clause: RecordedClause, key: str, lots: tuple[int, ...]) -> RecordedClause:
    return _KNOWN_WITH_LOTS.recall((key, lots), lambda: replace(clause, lots=lots))


def _record_clause(pick: Pick) -> tuple[RecordedClause, str]:
    """Return the record of a clause, not yet with its lots, and a key that tells it from others."""
    values = {}
    for name, by_category in find_printed_values(pick).items():
        groups: dict[tuple[Any, ...], list[str]] = {}
        for category, value in by_category.items():
            groups.setdefault((value.value, value.unit, value.anchor), []).append(category)
        every = len(groups) == 1 and len(by_category) == len(pick.categories)
        values[name] = tuple(
            RecordedValue(*key, categories=() if every else tuple(some))  # type: ignore[misc]
            for key, some in groups.items()
        )
    clause = pick.clause
    record = RecordedClause(clause.id, clause.version, clause.kind, (), pick.items, pick.returns, values)
    return record, repr(record)


def write_record(record: SelectionRecord) -> str:
    """Return a record as canonical JSON: the keys in alphabetical order, no spaces, what is empty left out."""
    clauses = ",".join([_write_clause(Same(clause)) for clause in record.clauses])
    others = _write_json({key: value for key, value in vars(record).items() if key != "clauses"})
    # This key is the first one in the alphabet.
    return f'{{"clauses":[{clauses}],{others.removeprefix("{")}'


@lru_cache(maxsize=4096)
def _write_clause(clause: Same) -> str:
    """Return a clause of a record as JSON; many records have the same one."""
    fields = {key: value for key, value in vars(clause.value).items() if value not in ((), {})}
    if "values" in fields:
        fields["values"] = {name: [_shorten(v) for v in values] for name, values in fields["values"].items()}
    return _write_json(fields)


def _write_json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


def _shorten(value: RecordedValue) -> dict[str, Any]:
    return {k: v for k, v in vars(value).items() if k == "value" or (v is not None and v != ())}


def read_record(text: str) -> SelectionRecord:
    """Read a record that `write_record` wrote; raises ValueError for any other text."""
    try:
        record: SelectionRecord = get_validator(SelectionRecord).validate_python(json.loads(text))
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    lots = record.purchase.get("lots")
    if not isinstance(lots, list) or len(lots) != len(record.weights):
        raise ValueError("does not have weights for each lot")
    if any(not 0 <= number <= len(lots) for clause in record.clauses for number in clause.lots):
        raise ValueError("has a clause for a lot that is not there")
    return record
