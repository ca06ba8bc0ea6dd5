# SPDX-License-Identifier: Apache-2.0
"""Workbooks that are filled in as a panel would, and worked out by LibreOffice."""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl

from tenderkit.formats.excel.book import CellPlace
from tenderkit.library.language import Language
from tests.formats.excel.reference import Bid


@dataclass(frozen=True)
class Entries:
    """What is entered in one lot."""

    bids: Sequence[Bid] = ()
    divisor: float = 0
    weights: Sequence[float] = ()
    names: Sequence[str] = ()


@dataclass
class Filled:
    """A workbook and where things stand in it; `book` is what LibreOffice made of it."""

    path: Path
    places: Mapping[str, CellPlace]
    book: Any = field(default=None)

    def value(self, name: str, tender: int = 0) -> Any:
        """What stands at a place, in the column of a tender; an empty text is None."""
        place = self.places[name]
        found = self.book[place.sheet].cell(place.row + 1, place.column + tender + 1).value
        return None if found == "" else found

    def errors(self) -> list[str]:
        """The cells that hold an error."""
        return [
            f"{sheet.title}!{cell.coordinate}: {cell.value}"
            for sheet in self.book
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "e" or str(cell.value).startswith(("#", "Err:"))
        ]


def cost_entries(book: Any, places: Mapping[str, CellPlace], lot: int, total: float) -> dict[str, float]:
    """Entries of a sheet that come to a total: it is the price of all units of the first model or kind."""
    fields = [name for name in places if name.startswith(f"{lot}.cost.tk:")]
    first = next((name for name in fields if name.endswith((".price", ".once"))), fields[0])
    figure = first.replace(".cost.", ".figure.", 1)
    own = f"{figure}.units" in places
    place = places[f"{figure if own else figure.rpartition('.')[0]}.units"]
    units = book[place.sheet].cell(place.row + 1, place.column + 1).value
    # What has to be above zero costs so little that the total is the same to the cent.
    small = {name: 1e-12 if total else 0 for name in fields if name.endswith((".price", ".charge", ".on"))}
    return dict.fromkeys(fields, 0) | small | {first: total / units}


def is_statement(places: Mapping[str, CellPlace], lot: int | str, line: int) -> bool:
    """Whether a line of the first sheet, from 0, is what a contract performance clause asks to be stated."""
    first = places.get(f"{lot}.first-statement")
    last = places[f"{lot}.last-gate"].row
    return first is not None and first.row <= places[f"{lot}.first-gate"].row + line < last


def fill(path: Path, places: Mapping[str, CellPlace], lots: Mapping[int, Entries], language: Language) -> Filled:
    """Enter bids into the workbook at `path`, in place."""
    book = openpyxl.load_workbook(path)

    def enter(name: str, value: object, tender: int = 0, below: int = 0) -> None:
        place = places[name]
        cell = book[place.sheet].cell(place.row + 1 + below, place.column + 1 + tender)
        assert not cell.protection.locked, f"{name} is no cell for entries"
        cell.value = value

    for lot, entries in lots.items():
        spread = [name for name in places if name.startswith(f"{lot}.") and name.endswith(".divisor")]
        if entries.divisor:
            for name in spread:
                enter(name, entries.divisor)
        for position, weight in enumerate(entries.weights):
            enter(f"{lot}.{position}.weight", weight)
        for position, name in enumerate(entries.names):
            place = places[f"{lot}.{position}.weight"]
            cell = book[place.sheet].cell(place.row + 1, 2)
            cell.value, cell.data_type = name, "s"  # as a cell for text takes it
        if entries.bids:
            for name in (name for name in places if name.startswith(f"{lot}.figure.")):
                place = places[name]
                cell = book[place.sheet].cell(place.row + 1, place.column + 1)
                if not cell.protection.locked:
                    cell.value = 1
        lines = places[f"{lot}.last-gate"].row - places[f"{lot}.first-gate"].row + 1
        for tender, bid in enumerate(entries.bids):
            enter(f"{lot}.name", bid.name, tender)
            if bid.draw is not None:
                enter(f"{lot}.draw", bid.draw, tender)
            for line in range(lines):
                word = bid.gates if line == lines - 1 else "met"
                if line < lines - 1 and is_statement(places, lot, line):
                    word = "to-follow"
                enter(f"{lot}.first-gate", language.text(f"evaluation.{word}"), tender, line)
            for position, value in bid.entered.items():
                if f"{lot}.{position}.cost" in places:
                    for name, number in cost_entries(book, places, lot, value).items():
                        enter(name, number, tender)
                    continue
                kind = next(k for k in ("sum", "value", "own") if f"{lot}.{position}.{k}" in places)
                enter(f"{lot}.{position}.{kind}", value, tender)
            for category, models in bid.models.items():
                for number, values in enumerate(models, 1):
                    enter(f"{lot}.{category}.{number}.name", f"Model {number}", tender)
                    for position, value in values.items():
                        enter(f"{lot}.{position}.{category}.{number}.value", value, tender)
    # Saved without values, so that LibreOffice has to work out all of them.
    book.save(path)
    return Filled(path, places)


def decide_all(path: Path, target: Path, filled: Filled, tenders: int, language: Language) -> None:
    """What the panel does: say of every line that it is met, and set the figures that are open."""
    book = openpyxl.load_workbook(path)
    for name in (name for name in filled.places if name.endswith(".first-gate")):
        first, last = filled.places[name], filled.places[name.replace("first", "last")]
        for tender in range(tenders):
            for row in range(first.row, last.row + 1):
                stated = is_statement(filled.places, name.partition(".")[0], row - first.row)
                word = language.text(f"evaluation.{'complete' if stated else 'met'}")
                book[first.sheet].cell(row + 1, first.column + 1 + tender).value = word
    for place in (place for name, place in filled.places.items() if ".figure." in name):
        cell = book[place.sheet].cell(place.row + 1, place.column + 1)
        cell.value = 1 if cell.value is None else cell.value
    book.save(target)


def work_out(soffice: Path, filled: Sequence[Filled], folder: Path) -> None:
    """Have LibreOffice work out the workbooks, all in one run."""
    out = folder / "worked-out"
    command = [
        str(soffice),
        f"-env:UserInstallation=file://{folder / 'profile'}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(out),
        *(str(one.path) for one in filled),
    ]
    subprocess.run(command, capture_output=True, timeout=600, check=True)
    for one in filled:
        one.book = openpyxl.load_workbook(out / one.path.name, data_only=True)
