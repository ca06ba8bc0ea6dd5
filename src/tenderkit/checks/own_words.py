# SPDX-License-Identifier: Apache-2.0
"""List the texts that the authority wrote into a purchase, each with its key in the purchase file."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from tenderkit.frozen import frozen_dataclass
from tenderkit.purchase.figures import is_numbered_list
from tenderkit.purchase.purchase import Lot, Purchase

_NO_TEXTS = (int, float, type(None))
# Here the makes and models of machines that the authority has are a fact that tenderers have to know.
_SERVES_MACHINES = ("repair", "consumables")


@frozen_dataclass
class OwnText:
    """A text that the authority wrote.

    `key`: the path in the purchase file, such as `lots.1.items.2.note`. `lot`: the number of the lot, from 1; None
    for the whole tender. `may_name_makes`: whether the text describes machines that the authority has, so that it may
    name their makes.
    """

    key: str
    text: str
    lot: int | None = None
    may_name_makes: bool = False

    @property
    def is_name(self) -> bool:
        """Whether the text is a name only: a title, the name of a device, or that of a criterion."""
        parts = self.key.split(".")
        return parts[-1] in ("title", "name") or parts[-3:-1] == ["weights", "quality"]


def list_requirements(purchase: Purchase) -> Iterator[OwnText]:
    """Yield the texts by which the authority says what it buys: titles, notes, criteria, values that are texts.

    Notes on old equipment are left out: these units are there, and have a make and an origin.
    """
    serves = all(lot.acquisition in _SERVES_MACHINES for lot in purchase.lots)
    yield OwnText("tender.title", purchase.tender.title, None, serves)
    yield from (OwnText(key, text) for key, text in _list_texts(purchase.parameters, "parameters"))
    for number, lot in enumerate(purchase.lots, 1):
        may_name = lot.acquisition in (*_SERVES_MACHINES, "take-back")
        for key, text in _list_requirements_of_lot(lot):
            yield OwnText(f"lots.{number}.{key}", text, number, may_name)


def list_return_notes(purchase: Purchase) -> Iterator[OwnText]:
    """Yield the notes on old equipment, which say what it is and what the contractor does with it."""
    for number, lot in enumerate(purchase.lots, 1):
        for position, line in enumerate(lot.returns, 1):
            if line.note:
                yield OwnText(f"lots.{number}.returns.{position}.note", line.note, number, may_name_makes=True)


def _list_requirements_of_lot(lot: Lot) -> Iterator[tuple[str, str]]:
    yield "title", lot.title
    for number, line in enumerate(lot.items, 1):
        yield from ((f"items.{number}.{key}", text) for key in ("name", "note") if (text := getattr(line, key)))
    for key, table in (("sheet", lot.sheet), ("criteria", lot.criteria), ("parameters", lot.parameters)):
        yield from _list_texts(table, key)
    yield from _list_priced_things(lot.sheet)
    quality = (lot.weights or {}).get("quality")
    for name in quality if isinstance(quality, Mapping) else ():
        yield f"weights.quality.{name}", name


def _list_priced_things(sheet: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the names of the things that a sheet asks prices for, such as `screen panel`, each with its key."""
    for name, value in sheet.items():
        tables = {name: value}
        if isinstance(value, Mapping) and not is_numbered_list(name, value):
            tables = {f"{name}.{category}": figure for category, figure in value.items()}
        for key, table in tables.items():
            if is_numbered_list(name, table):
                # A name with a letter of another script is a text of its own, wherever it is.
                yield from ((f"sheet.{key}.{thing}", thing) for thing in table if thing.isascii())


def list_all_texts(purchase: Purchase) -> Iterator[OwnText]:
    """Yield every text of a purchase, the names of the authority's own criteria included."""
    for key, text in _list_texts(purchase, ""):
        first, _, rest = key.partition(".")
        number = rest.partition(".")[0]
        yield OwnText(key, text, int(number) if first == "lots" else None)


def _list_texts(value: Any, key: str) -> Iterator[tuple[str, str]]:
    """Yield every text within a value with its path of keys; a key that is no plain word is a text as well."""
    inner: Iterator[tuple[str, Any]]
    if isinstance(value, str):
        yield key, value
        return
    if isinstance(value, Mapping):
        inner = ((str(name), part) for name, part in value.items())
        yield from ((_join(key, name), name) for name in value if isinstance(name, str) and not name.isascii())
    elif isinstance(value, tuple | list):
        inner = ((str(number), part) for number, part in enumerate(value, 1))
    else:
        inner = ((own_key, getattr(value, name)) for own_key, name in _list_fields(type(value)))  # type: ignore[arg-type]
    for name, part in inner:
        if not isinstance(part, _NO_TEXTS):
            yield from _list_texts(part, _join(key, name))


@cache
def _list_fields(kind: type) -> tuple[tuple[str, str], ...]:
    """Return the key and the name of each field of a class; empty for one that is no dataclass."""
    return tuple((one.name.replace("_", "-"), one.name) for one in fields(kind)) if is_dataclass(kind) else ()


def _join(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name
