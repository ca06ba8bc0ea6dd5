# SPDX-License-Identifier: Apache-2.0
"""The state of a library: its clauses as their files are written, so that libraries of any release can be compared.

The files are not validated: a library of an earlier release, or one that is being written, may have other shapes.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tenderkit.compare.state import ComparedClause, ComparedPart, ComparedState, ComparedValue
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import TIERS
from tenderkit.library.reading.schema import get_validator
from tenderkit.library.shape import SHAPE

Members = Mapping[str, tuple[str, ...]]
# The keys of a case that are no condition.
_NO_LINES = ("anchor", "core", "comprehensive", "min", "max", "mark", "source", "clause")

# The keys of a clause that are compared by themselves, or only explain it to the authority.
_NO_RULES = ("version", "text", "variants", "parameters", "withdrawn-parameters", "sources", "examples")


@frozen_dataclass
class Edition:
    """The texts of a release of the library: its clauses, and why each withdrawn one is not among them."""

    __pydantic_config__ = SHAPE
    release: str
    clauses: dict[str, ComparedClause]
    withdrawn: dict[str, str]


def make_edition(release: str, tables: Mapping[str, Mapping[str, Any]], members: Members) -> Edition:
    """Return the edition of a library.

    Parameters: `tables`, the content of each clause file by clause id; `members`, the product categories of each
    group.
    """
    withdrawn = {id_: table for id_, table in tables.items() if table.get("status") == "withdrawn"}
    clauses = {id_: _make_clause(table, members) for id_, table in tables.items() if id_ not in withdrawn}
    return Edition(release, clauses, {id_: _advise(table) for id_, table in withdrawn.items()})


def make_library_state(edition: Edition, name: str) -> ComparedState:
    """Return the state of a library. Parameters: `name`, its name for messages."""
    names = {id_: dict(_list_names(clause)) for id_, clause in edition.clauses.items()}
    return ComparedState("library", name, (ComparedPart(0, "", edition.clauses, edition.withdrawn),), names=names)


def _list_names(clause: ComparedClause) -> Iterator[tuple[str, str]]:
    """Yield the parameters of a clause with their titles, which are among its rules."""
    for rule, titles in clause.rules.items():
        if rule.endswith(" title"):
            yield from ((rule.removesuffix(" title"), title) for title in titles)


def read_edition(content: Any) -> Edition:
    """Return the edition that the file of a release holds. Raises ValueError where the content has another shape."""
    edition: Edition = get_validator(Edition).validate_python(content)
    return edition


def _advise(table: Mapping[str, Any]) -> str:
    successors = _list_texts(table.get("successor"))
    instead = f", replaced by {' and '.join(successors)}" if successors else ""
    return f"withdrawn{instead}"


def _list_texts(value: Any) -> list[str]:
    return [str(word) for word in value] if isinstance(value, list) else [] if value is None else [str(value)]


def _get_table(table: Mapping[str, Any], *keys: str) -> Mapping[str, Any]:
    for key in keys:
        value = table.get(key)
        table = value if isinstance(value, Mapping) else {}
    return table


def _make_clause(table: Mapping[str, Any], members: Members) -> ComparedClause:
    text = _get_table(table, "text")
    paragraphs = list(_list_paragraphs(text))
    for id_, variant in _get_table(table, "variants").items():
        if isinstance(variant, Mapping):
            paragraphs += [f"[{id_}] {paragraph}" for paragraph in _list_paragraphs(variant)]
    parameters = _get_table(table, "parameters")
    values = {
        name: dict(_list_cases(parameter, members))
        for name, parameter in parameters.items()
        if isinstance(parameter, Mapping)
    }
    version = table.get("version")
    title = _join_words(text.get("title", ""))
    rules = dict(_list_rules(table, members))
    return ComparedClause(version if type(version) is int else 0, title, tuple(paragraphs), values, rules=rules)


def _list_rules(table: Mapping[str, Any], members: Members) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what decides where a clause is in, what it scores and which values it takes: a name, and its entries."""
    for key, value in table.items():
        if key not in _NO_RULES:
            yield key, _list_entries(value, members)
    for id_ in _get_table(table, "variants"):
        yield f"[{id_}] when", _list_entries(_get_table(table, "variants", id_, "when"), members)
    for name in _get_table(table, "parameters"):
        for key, value in _get_table(table, "parameters", name).items():
            if key == "cases":
                yield f"{name} limits", tuple(_list_limits(value, members))
            else:
                yield f"{name} {key}", _list_entries(value, members)


def _list_limits(cases: Any, members: Members) -> Iterator[str]:
    """Yield the least and the greatest value that each case allows, after its conditions."""
    for case in cases if isinstance(cases, list) else ():
        if isinstance(case, Mapping) and ("min" in case or "max" in case):
            lines = {key: value for key, value in case.items() if key not in _NO_LINES}
            limits = {key: case[key] for key in ("min", "max") if key in case}
            yield ": ".join(filter(None, (_format_rule(lines, members), _format_rule(limits, members))))


def _list_entries(value: Any, members: Members) -> tuple[str, ...]:
    return tuple(_format_rule(entry, members) for entry in (value if isinstance(value, list) else [value]))


def _format_rule(value: Any, members: Members) -> str:
    """Return a rule in words; a group of product categories is written out, as others may group them otherwise."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_format_rule(value[key], members)}" for key in sorted(value))
    if isinstance(value, list):
        words = [word for entry in value for word in members.get(str(entry), (entry,))]
        return ", ".join(dict.fromkeys(_format_rule(word, members) for word in words))
    return _join_words(_format_value(value))


def _join_words(text: Any) -> str:
    return " ".join(str(text).split())


def _list_paragraphs(text: Mapping[str, Any]) -> Iterator[str]:
    """Yield the title, the requirement, the proofs, the question and the consequence of a clause as written."""
    proofs = _get_table(text, "verification")
    keys = ("title", "requirement"), ("question", "remedy")
    for written in (*map(text.get, keys[0]), *map(proofs.get, TIERS), *map(text.get, keys[1])):
        for paragraph in re.split(r"\n\s*\n", str(written or "")):
            if paragraph.strip():
                yield _join_words(paragraph)


def _list_cases(parameter: Mapping[str, Any], members: Members) -> Iterator[tuple[str, ComparedValue]]:
    """Yield the values that a clause proposes, with their conditions in words; the first for each condition counts.

    Parameters: `parameter`, its table; `members`, the categories of each group.
    """
    unit = parameter.get("unit")
    seen: set[str] = set()
    cases = parameter.get("cases")
    for case in cases if isinstance(cases, list) else ():
        if not isinstance(case, Mapping):
            continue
        core, more = (_get_figure(case.get(level)) for level in ("core", "comprehensive"))
        amount = " ".join(filter(None, (core, unit and str(unit), str(case.get("anchor") or ""))))
        figure = case.get("core")
        place = figure if isinstance(figure, Mapping) and figure.get("source") else case
        origin = ", ".join(str(place[key]) for key in ("source", "clause") if key in place)
        text = f"{amount} (comprehensive: {more})" if more and more != core else amount
        for condition in _list_conditions(case, members):
            if condition not in seen:
                seen.add(condition)
                yield condition, ComparedValue(text, origin)


def _get_figure(value: Any) -> str:
    return "" if value is None else _format_value(value.get("value") if isinstance(value, Mapping) else value)


def _format_value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _list_conditions(case: Mapping[str, Any], members: Members) -> Iterator[str]:
    """Yield the conditions of a value in words, one for each product category: `laptop; acquisition lease`."""
    lines = {key: value for key, value in case.items() if key not in _NO_LINES}
    rest = "; ".join(f"{key} {_format_value(lines[key])}" for key in sorted(lines) if key != "categories")
    words = _list_texts(lines.get("categories"))
    for category in dict.fromkeys(c for word in words for c in members.get(word, (word,))) if words else [""]:
        yield "; ".join(filter(None, (category, rest)))
