# SPDX-License-Identifier: Apache-2.0
"""Change the text of a TOML purchase file key by key, and keep its comments and its layout.

No other module imports tomlkit.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array, Comment, InlineTable, Item, Null, SingleKey, String, Table, Whitespace

from tenderkit.purchase.answers import AnswerPath, find_answer


class PurchaseText:
    """The text of a purchase file, which can be changed; a change of one key leaves all other text as it is.

    The path of an answer consists of keys and of positions from 0: `("lots", 0, "months")`.
    """

    def __init__(self, text: str) -> None:
        """Parse the text of a purchase file. Parameters: `text`, valid TOML."""
        # A file may come from a system with other line ends; they are kept, and never mixed.
        self._ends = "\r\n" if "\r\n" in text else "\n"
        self._document = tomlkit.parse(text.replace("\r\n", "\n"))
        _attach_comments(self._document)

    @property
    def text(self) -> str:
        """The current text of the file, with the line ends of the original text."""
        text = tomlkit.dumps(self._document)
        return text.replace("\n", self._ends) if self._ends != "\n" else text

    @property
    def answers(self) -> dict[str, Any]:
        """The current content of the file, as plain data."""
        return self._document.unwrap()

    def _open_table(self, path: AnswerPath) -> Any:
        """Return the table at a path; the table and the tables above it are made where they do not exist."""
        here: Any = self._document
        for depth, part in enumerate(path):
            if isinstance(part, str) and part not in here:
                here[part] = self._make_table(here, path, depth)
            here = here[part]
        return here

    @staticmethod
    def _make_table(here: Any, path: AnswerPath, depth: int) -> Item:
        """Make the empty table, or the empty list of tables, for the key at position `depth` of a path.

        A table inside the tender or a lot is written on one line, such as `value = {}`; other tables get a header.

        Parameters: `here`, the table that the new table will be part of.
        """
        if depth + 1 < len(path) and isinstance(path[depth + 1], int):
            return tomlkit.aot()
        inside = depth and "parameters" not in path[: depth + 1]
        if isinstance(here, InlineTable) or inside:
            return tomlkit.inline_table()
        return tomlkit.table(is_super_table=True) if path[depth] == "parameters" else _make_spaced_table()

    def set_answer(self, path: AnswerPath, value: Any, comment: str = "") -> None:
        """Set the answer at a path.

        Parameters: `comment`, a comment to write after the answer if its key is new; an existing key keeps its own
        comment.
        """
        table, name = self._open_table(path[:-1]), path[-1]
        assert isinstance(name, str)
        self._remove_note(table, name)
        if isinstance(table, InlineTable):
            # It is written anew, because tomlkit puts a key into a line without the space before it.
            self._open_table(path[:-2])[path[-2]] = _make_item({**table.unwrap(), name: value})
            return
        item = _make_item(value)
        if comment and name not in table and not isinstance(table, InlineTable):
            item.comment(comment)
        table[name] = item

    def rewrite_text(self, path: AnswerPath, text: str) -> None:
        """Replace a text at a path, with its quotation marks, its lines and its comment kept.

        Raises KeyError where the path leads to no text.
        """
        item = find_item(self._document, path)
        if not isinstance(item, String):
            raise KeyError(path)
        kind = item._t  # no public attribute says how a text is quoted
        new = tomlkit.string(text, literal=kind.is_literal(), multiline=kind.is_multiline())
        if kind.is_multiline() and item.as_string()[3] == "\n":
            new = String(kind, text, "\n" + new.as_string()[3:-3], new.trivia)
        for name in ("indent", "comment_ws", "comment", "trail"):
            setattr(new.trivia, name, getattr(item.trivia, name))
        find_item(self._document, path[:-1])[path[-1]] = new

    def set_lines(self, path: AnswerPath, lines: Sequence[Mapping[str, Any]], comment: str = "") -> None:
        """Set the lines (product categories with quantities) of a list such as `items`.

        If the file already has a line with the same category or CPV code as a new line, the line of the file is kept,
        with the quantity of the new line if that has one. Lines that are not in `lines` are removed.

        Parameters: `comment`, a comment to write after the list if its key is new.
        """
        self._arrange_lines(path, lines, comment)
        for position, line in enumerate(lines):
            place = (*path, position, "quantity")
            if "quantity" in line and find_answer(self.answers, place) != line["quantity"]:
                self.set_answer(place, line["quantity"])

    def _arrange_lines(self, path: AnswerPath, lines: Sequence[Mapping[str, Any]], comment: str) -> None:
        """Remove, add and sort the lines of a list, so that they are as in `lines`; lines that stay are unchanged."""
        current = find_answer(self.answers, path)
        current_lines = current if isinstance(current, list) else []
        had, wanted = [_identify_line(line) for line in current_lines], [_identify_line(line) for line in lines]
        if current_lines and had == wanted:
            return
        item = find_item(self._document, path)
        stay = [kind for kind in had if kind in wanted]
        if isinstance(item, Array) and len(set(had)) == len(had) and stay == [k for k in wanted if k in had]:
            # Where the order stays, the comments between the lines stay as well.
            for position in reversed(range(len(item))):
                if had[position] not in wanted:
                    del item[position]
            for position, line in enumerate(lines):
                if _identify_line(line) not in had:
                    item.insert(position, _make_item(dict(line)))
            return
        left = list(current_lines)
        new_lines = []
        for line in lines:
            same = next((k for k in left if _identify_line(k) == _identify_line(line)), None)
            if same is not None:
                left.remove(same)
            new_lines.append(dict(line) if same is None else same)
        self.set_answer(path, new_lines, comment)

    def leave_open(self, path: AnswerPath, note: str) -> None:
        """Remove an answer, and write a comment that says that the answer was left open on purpose.

        Because of the comment, the interview does not ask the question again. Inside a table on one line no comment
        can be written; then the answer is only removed.

        Parameters: `note`, the text of the comment, written after the key.
        """
        self.remove_answer(path)
        if self.is_left_open(path):
            return
        text = self.text
        trial = PurchaseText(text if text.endswith("\n") else text + self._ends)
        table, answers = trial._open_table(path[:-1]), trial.answers
        if not isinstance(table, Table):
            return
        comment, entries = tomlkit.comment(f"{path[-1]} =   {note}"), table.value.body
        plain = [item for key, item in entries if key is not None and not isinstance(item, Table | AoT)]
        if plain:  # behind a table inside the table the comment would belong to that one
            plain[-1].trivia.trail += comment.as_string()
        else:
            entries.insert(0, (None, comment))
        again = PurchaseText(trial.text)
        if again.is_left_open(path) and again.answers == answers:
            self._document = again._document

    def remove_note(self, path: AnswerPath) -> None:
        """Remove the comment that says that the answer at a path was left open."""
        self._remove_note(find_item(self._document, path[:-1]), str(path[-1]))

    def is_left_open(self, path: AnswerPath) -> bool:
        """Return whether a comment in the file says that the answer at a path was left open on purpose."""
        return any(True for _ in self._find_notes(find_item(self._document, path[:-1]), str(path[-1])))

    @staticmethod
    def _find_notes(table: Any, name: str) -> Any:
        if isinstance(table, Table):
            for position, (_, item) in enumerate(table.value.body):
                if isinstance(item, Comment) and re.match(rf"#\s*{re.escape(name)}\s*=", item.trivia.comment):
                    yield position

    def _remove_note(self, table: Any, name: str) -> None:
        for position in list(self._find_notes(table, name)):
            table.value.body[position] = (None, Null())

    def remove_answer(self, path: AnswerPath) -> None:
        """Remove the answer at a path, if there is one."""
        table = find_item(self._document, path[:-1])
        if table is not None and path[-1] in table:
            del table[path[-1]]

    def comment_out(self, path: AnswerPath) -> None:
        """Remove the answer at a path; if a comment follows on its line, the whole line becomes a comment."""
        item, old = find_item(self._document, path), PurchaseText(self.text)
        old.remove_answer(path)
        if isinstance(item, Item) and item.trivia.comment and "\n" not in item.as_string():
            line = tomlkit.comment(f"{path[-1]} = {item.as_string()}{item.trivia.comment_ws}{item.trivia.comment}")
            if self._replace_entry(path, None, line, old.answers):
                return
        self.remove_answer(path)

    def remove_empty_table(self, path: AnswerPath) -> None:
        """Remove the table at a path if it has neither an answer nor a comment, and the tables around it likewise."""
        trial = PurchaseText(self.text)
        for depth in range(len(path), 0, -1):
            table = find_item(trial._document, path[:depth])
            if not isinstance(table, Table) or table or "#" in table.as_string():
                break
            trial.remove_answer(path[:depth])
            again = PurchaseText(trial.text)
            self._document = again._document

    def rename_answer(self, path: AnswerPath, name: str) -> None:
        """Give the answer at a path another key; its place and its comments stay."""
        item, new = find_item(self._document, path), PurchaseText(self.text)
        value = find_answer(new.answers, path)
        new.remove_answer(path)
        new.set_answer((*path[:-1], name), value)
        if not self._replace_entry(path, name, item, new.answers):
            self._document = new._document

    def _replace_entry(self, path: AnswerPath, name: str | None, item: Item, wanted: dict[str, Any]) -> bool:
        """Put an item, or a comment where `name` is None, in the place of an answer.

        Returns whether the file then has the answers that are wanted; else nothing is changed.
        """
        trial = PurchaseText(self.text)
        table = find_item(trial._document, path[:-1])
        if not isinstance(table, Table if name is None else Table | InlineTable):
            return False
        body = table.value.body
        at, key = next((n, key) for n, (key, _) in enumerate(body) if key is not None and key.key == path[-1])
        written = key.as_string()  # with the space before the sign
        spaced = f"{name}{written[len(written.rstrip()) :]}"
        body[at] = (None if name is None else SingleKey(name, sep=key.sep, original=spaced), item)
        again = PurchaseText(trial.text)
        if again.answers != wanted:
            return False
        self._document = again._document
        return True

    def set_lots(self, number: int) -> None:
        """Add empty lots until the file has `number` lots; no lot is removed."""
        lots = self._document.get("lots")
        while lots is None or len(lots) < number:
            if lots is None:
                self._document["lots"] = tomlkit.aot()
                lots = self._document["lots"]
            lots.append(tomlkit.inline_table() if isinstance(lots, Array) else _make_spaced_table())

    def remove_lot(self, lot: int) -> None:
        """Remove a lot, and the included and excluded clauses that name this lot.

        Included and excluded clauses that name a later lot are changed to name the lot by its new number.

        Parameters: `lot`, the position of the lot, from 0.
        """
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

    def remove_stale_values(self, kinds: Sequence[Collection[str]]) -> None:
        """Remove parameter values that are given for product categories which the purchase or lot no longer has.

        Parameters: `kinds`, the current product categories of each lot.
        """
        everywhere = {category for here in kinds for category in here}
        places: list[tuple[Any, Collection[str]]] = [(self._document, everywhere)]
        places += [(find_item(self._document, ("lots", lot)), here) for lot, here in enumerate(kinds)]
        for place, here in places:
            parameters: Any = (place or {}).get("parameters", {})
            for clause_id, clause in list(parameters.items()):
                for name, value in list(clause.items()):
                    if isinstance(value, Mapping):
                        self._keep_categories(clause, name, value, here)
                if not clause:  # tomlkit would lose an empty table with its last header
                    del parameters[clause_id]
            if place and "parameters" in place and not parameters:
                del place["parameters"]

    @staticmethod
    def _keep_categories(clause: Any, name: str, values: Any, here: Collection[str]) -> None:
        for category in [c for c in values if c not in here]:
            del values[category]
        if not values:
            del clause[name]

    def add_change(self, which: str, clause: str, reason: str, lot: int | None) -> None:
        """Add a clause, with the reason, to the list of included or of excluded clauses.

        Parameters: `which`, `included` or `excluded`; `lot`, counted from 1, None for all lots.
        """
        entry = {"clause": clause, "reason": reason} | ({"lot": lot} if lot else {})
        changes = self._document.get(which)
        if changes is None:
            self._document[which] = tomlkit.aot()
            changes = self._document[which]
        table: Any = tomlkit.inline_table() if isinstance(changes, Array) else _make_spaced_table()
        table.update(entry)
        changes.append(table)

    def remove_change(self, which: str, clause: str, lot: int | None) -> bool:
        """Remove a clause from the list of included or of excluded clauses, for a lot or for all lots.

        If `lot` is a number but the list has the clause for all lots, the entry is replaced by entries for each of
        the other lots. Returns whether the list had the clause.

        Parameters: `which`, `included` or `excluded`; `lot`, counted from 1, None for all lots.
        """
        changes = self._document.get(which, ())
        # The change for this lot goes before the one for all.
        for position in sorted(range(len(changes)), key=lambda p: changes[p].get("lot") is None):
            named = changes[position].get("lot")
            if changes[position].get("clause") != clause or named not in (None, lot):
                continue
            lots = range(1, len(self._document.get("lots", ())) + 1) if named is None and lot is not None else ()
            others = [other for other in lots if other != lot]
            if not others:
                del changes[position]
                if not changes:
                    del self._document[which]
                return True
            changes[position]["lot"] = others[0]
            for other in others[1:]:
                self.add_change(which, clause, str(changes[position].get("reason", "")), other)
            return True
        return False


def find_item(here: Any, path: AnswerPath) -> Any:
    """Return the tomlkit item at a path in a document or table; None where the path leads to nothing."""
    for part in path:
        try:
            here = here[part]
        except (KeyError, IndexError, TypeError):
            return None
    return here


def _walk_headed_tables(container: Any) -> Iterator[Table]:
    """Yield the tables that have a `[header]` of their own, in the order of the text."""
    for key, item in container.body:
        for table in item.body if isinstance(item, AoT) else [item]:
            if isinstance(table, Table) and not (key is not None and key.is_dotted()):
                if not table.is_super_table():
                    yield table
                yield from _walk_headed_tables(table.value)


def _attach_comments(document: Any) -> None:
    """Attach the comments between an empty line and the header of a table to that table.

    tomlkit attaches them to the table before. They would then move or vanish when that table grows or is removed.
    """
    before = document
    for table in _walk_headed_tables(document):
        body = before.body
        end = next((i for i, (_, item) in enumerate(body) if isinstance(item, Table | AoT)), len(body))
        start = end
        while start and isinstance(body[start - 1][1], Whitespace | Comment | Null):
            start -= 1
        while start < end and not isinstance(body[start][1], Whitespace):
            start += 1
        above = [item for _, item in body[start:end] if not isinstance(item, Null)]
        if any(isinstance(item, Comment) for item in above):
            for position in range(start, end):
                body[position] = (None, Null())
            table.trivia.indent = "".join(item.as_string() for item in above) + table.trivia.indent
        before = table.value


def _make_spaced_table() -> Table:
    """Make a table with an empty line before its header."""
    table = tomlkit.table()
    table.trivia.indent = "\n"
    return table


def _identify_line(line: Any) -> Any:
    return find_answer(line, ("cpv",)) or find_answer(line, ("category",))


def _make_item(value: Any) -> Item:
    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        table.update(value)
        return table
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        array = tomlkit.array()
        for line in value:
            array.append(_make_item(line))
        return array.multiline(True)
    item: Item = tomlkit.item(value)
    return item
