# SPDX-License-Identifier: Apache-2.0
"""A purchase file as people keep it: its text, changed key by key, comments and all.

The only importer of tomlkit.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array, Comment, InlineTable, Item, Null, Table

from tenderkit.steps import Path, at


class PurchaseText:
    """The text of a purchase file. What the file says beside the key that is changed stays as it is."""

    def __init__(self, text: str) -> None:
        """Parameters: `text`, valid TOML."""
        # A file may come from a system with other line ends; a mix of both would be nobody's wish.
        self._ends = "\r\n" if "\r\n" in text else "\n"
        self._document = tomlkit.parse(text.replace("\r\n", "\n"))

    @property
    def text(self) -> str:
        """The whole file."""
        whole = tomlkit.dumps(self._document)
        return whole.replace("\n", self._ends) if self._ends != "\n" else whole

    @property
    def answers(self) -> dict[str, Any]:
        """What the file says, as plain data."""
        return self._document.unwrap()

    def _table(self, path: Path) -> Any:
        """The table at a path, made where it is not there."""
        here: Any = self._document
        for depth, part in enumerate(path):
            if isinstance(part, str) and part not in here:
                here[part] = self._made(here, path, depth)
            here = here[part]
        return here

    @staticmethod
    def _made(here: Any, path: Path, depth: int) -> Item:
        """A table that is not there yet: a value on one line inside a tender or a lot, else one with a header."""
        if depth + 1 < len(path) and isinstance(path[depth + 1], int):
            return tomlkit.aot()
        if isinstance(here, InlineTable) or (depth and "parameters" not in path[: depth + 1]):
            return tomlkit.inline_table()
        return tomlkit.table(is_super_table=True) if path[depth] == "parameters" else _spaced()

    def put(self, path: Path, value: Any, comment: str = "") -> None:
        """Set an answer.

        Parameters: `comment`, put behind a key that is new; one that is there keeps its own.
        """
        table, name = self._table(path[:-1]), path[-1]
        assert isinstance(name, str)
        self._uncomment(table, name)
        if name in table and not isinstance(table, InlineTable):
            comment = table[name].trivia.comment.removeprefix("#").strip() if hasattr(table[name], "trivia") else ""
        if isinstance(table, InlineTable) and isinstance(path[-2], int):
            # A line of a list is written anew, because a key that is put into a line lacks its space.
            self._table(path[:-2])[path[-2]] = _item({**table.unwrap(), name: value})
            return
        item = _item(value)
        table[name] = item
        if comment and not isinstance(table, InlineTable):
            table[name].comment(comment)

    def lines(self, path: Path, lines: Sequence[Mapping[str, Any]], comment: str = "") -> None:
        """Set a list of lines; those that are there already, by category or code, keep what else they say."""
        kept = at(self.answers, path)
        known = {_kind(line): line for line in (kept if isinstance(kept, list) else ())}
        self.put(path, [known.get(_kind(line), dict(line)) for line in lines], comment)

    def leave_open(self, path: Path, note: str) -> None:
        """Say in a comment that a key was left out on purpose, so that nobody asks for it again."""
        self.take_out(path)
        table, name = self._table(path[:-1]), path[-1]
        # Behind a table inside the table a comment would belong to the inner one.
        if isinstance(table, Table) and not any(isinstance(v, Table | AoT) for v in table.values()):
            table.add(tomlkit.comment(f"{name} =   {note}"))

    def left_open(self, path: Path) -> bool:
        """Whether a comment says that the key was left out on purpose."""
        return any(True for _ in self._notes(at_items(self._document, path[:-1]), str(path[-1])))

    @staticmethod
    def _notes(table: Any, name: str) -> Any:
        if isinstance(table, Table):
            for position, (_, item) in enumerate(table.value.body):
                if isinstance(item, Comment) and re.match(rf"#\s*{re.escape(name)}\s*=", item.trivia.comment):
                    yield position

    def _uncomment(self, table: Any, name: str) -> None:
        for position in list(self._notes(table, name)):
            table.value.body[position] = (None, Null())

    def take_out(self, path: Path) -> None:
        """Take an answer out, if it is there."""
        table = at_items(self._document, path[:-1])
        if table is not None and path[-1] in table:
            del table[path[-1]]

    def set_lots(self, number: int) -> None:
        """Make as many lots as are missing; none is taken out."""
        lots = self._document.get("lots")
        while lots is None or len(lots) < number:
            if lots is None:
                self._document["lots"] = tomlkit.aot()
                lots = self._document["lots"]
            lots.append(tomlkit.inline_table() if isinstance(lots, Array) else _spaced())

    def take_lot(self, lot: int) -> None:
        """Take a lot out (from 0); changes of clauses that name a later one follow it, those that name it go."""
        del self._document["lots"][lot]
        for which in ("included", "excluded"):
            changes = self._document.get(which, ())
            for position in reversed(range(len(changes))):
                named = changes[position].get("lot")
                if named == lot + 1:
                    del changes[position]
                elif isinstance(named, int) and named > lot + 1:
                    changes[position]["lot"] = named - 1
            if which in self._document and not changes:
                del self._document[which]

    def prune(self, kinds: Sequence[Collection[str]]) -> None:
        """Take out the values of parameters for categories that are not there any more.

        Parameters: `kinds`, the product categories of each lot.
        """
        everywhere = {category for here in kinds for category in here}
        places: list[tuple[Any, Collection[str]]] = [(self._document, everywhere)]
        places += [(at_items(self._document, ("lots", lot)), here) for lot, here in enumerate(kinds)]
        for place, here in places:
            for clause in (place or {}).get("parameters", {}).values():
                for name, value in list(clause.items()):
                    if not isinstance(value, Table | InlineTable):
                        continue
                    for category in [c for c in value if c not in here]:
                        del value[category]
                    if not value:
                        del clause[name]

    def change(self, which: str, clause: str, reason: str, lot: int | None) -> None:
        """Put a clause among the `included` or `excluded`; `lot` counts from 1."""
        entry = {"clause": clause, "reason": reason} | ({"lot": lot} if lot else {})
        changes = self._document.get(which)
        if changes is None:
            self._document[which] = tomlkit.aot()
            changes = self._document[which]
        table: Any = tomlkit.inline_table() if isinstance(changes, Array) else _spaced()
        table.update(entry)
        changes.append(table)

    def unchange(self, which: str, clause: str, lot: int | None) -> bool:
        """Take a clause out of the `included` or `excluded` of a lot. Returns whether it was there."""
        changes = self._document.get(which, ())
        for position in range(len(changes)):
            if changes[position].get("clause") == clause and changes[position].get("lot") in (None, lot):
                del changes[position]
                if not changes:
                    del self._document[which]
                return True
        return False


def at_items(here: Any, path: Path) -> Any:
    """The item at a path; None where there is none."""
    for part in path:
        try:
            here = here[part]
        except (KeyError, IndexError, TypeError):
            return None
    return here


def _spaced() -> Table:
    """A table with an empty line before its header."""
    table = tomlkit.table()
    table.trivia.indent = "\n"
    return table


def _kind(line: Any) -> Any:
    return at(line, ("cpv",)) or at(line, ("category",))


def _item(value: Any) -> Item:
    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        table.update(value)
        return table
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        array = tomlkit.array()
        for line in value:
            array.append(_item(line))
        return array.multiline(True)
    made: Item = tomlkit.item(value)
    return made
