# SPDX-License-Identifier: Apache-2.0
"""How a library covers the topics of each scheme, such as a standard: as text, as Markdown, as JSON data."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tenderkit.formats.text.markdown import escape_text
from tenderkit.library.coverage import Scheme, Schemes, State, TopicCoverage, count_sizes, count_states
from tenderkit.library.library import Library

_WIDTH = 80
STATE_WORDS: Mapping[State, str] = {"covered": "covered", "partly": "partly", "hole": "HOLE"}
_POINTER_NOTE = (
    "A clause that is pointed to names a topic of the source; it is the source of no requirement and no figure."
)


def group_by_scheme(
    schemes: Schemes, rows: Sequence[TopicCoverage]
) -> Iterator[tuple[str, Scheme, list[TopicCoverage]]]:
    """Yield the id of each scheme that has topics, the scheme, and the coverage of its topics."""
    for name, scheme in schemes.items():
        scheme_rows = [row for row in rows if row.scheme == name]
        if scheme_rows:
            yield name, scheme, scheme_rows


def _filter_rows(rows: Iterable[TopicCoverage], holes: bool) -> list[TopicCoverage]:
    return [row for row in rows if not (holes and row.state == "covered")]


def summarise_rows(rows: Sequence[TopicCoverage]) -> str:
    """Return the numbers of topics by state: `46 topics: 44 covered, 1 partly, 1 hole.`"""
    by_state = count_states(rows)
    topics, holes = ("topic" if len(rows) == 1 else "topics"), ("hole" if by_state["hole"] == 1 else "holes")
    covered, partly, missing = (by_state[state] for state in STATE_WORDS)
    return f"{len(rows)} {topics}: {covered} covered, {partly} partly, {missing} {holes}."


def summarise_sizes(rows: Sequence[TopicCoverage]) -> str:
    """Return how many topics a clause answers in each size: `By clauses: short 9, standard 12, large 13, full 14.`"""
    return f"By clauses: {', '.join(f'{size} {number}' for size, number in count_sizes(rows).items())}."


def join_sets(row: TopicCoverage) -> str:
    """Return from which size on a clause answers a topic, and by which priorities: `standard; priorities: repair`."""
    named = f"priorities: {', '.join(row.priorities)}" if row.priorities else ""
    return "; ".join(filter(None, (row.smallest_size, named)))


def join_notes(scheme: Scheme) -> str:
    """Return the note of a scheme, and if its topics have pointers (places in the source), what a pointer means."""
    pointers = any(topic.pointer for topic in scheme.topics.values())
    return " ".join(filter(None, (scheme.note, _POINTER_NOTE if pointers else "")))


def join_ids(clauses: Sequence[str], steps: Sequence[str]) -> str:
    """Return the ids of clauses and buyer steps as text: `take-back, data-sanitisation; buyer step need-check`."""
    named = f"buyer {'step' if len(steps) == 1 else 'steps'} {', '.join(steps)}" if steps else ""
    return "; ".join(filter(None, (", ".join(clauses), named)))


def _name_present(row: TopicCoverage) -> str:
    return join_ids(row.clauses, row.steps)


def _name_missing(row: TopicCoverage) -> str:
    return join_ids(row.missing_clauses, row.missing_steps)


def _wrap_text(text: str, indent: str = "", more: str | None = None) -> str:
    # Ids are searched for as they are: none may be cut at a hyphen.
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if more is None else more,
        break_on_hyphens=False,
        break_long_words=False,
    )


def _describe_row(row: TopicCoverage, id_: str, width: int) -> Iterator[str]:
    head = f"  {STATE_WORDS[row.state]:<7}  " + (f"{id_:<{width}}  " if width else "")
    inside = " " * len(head)
    title = row.topic.title
    if row.topic.pointer:
        title += f" (points to clause {', '.join(row.topic.pointer)})"
    if row.topic.level:
        title += f" ({row.topic.level})"
    yield _wrap_text(title, head, inside)
    told = (("there: ", _name_present(row)), ("from: ", join_sets(row)), ("missing: ", _name_missing(row)))
    for label, ids in told:
        if ids:
            yield _wrap_text(label + ids, inside, f"{inside}  ")


def render(schemes: Schemes, rows: Sequence[TopicCoverage], *, holes: bool = False) -> str:
    """Return as text how a library covers the topics of each scheme, such as a standard.

    For each scheme, the text gives the numbers of covered and uncovered topics, then for each topic the clauses that
    cover it and the clauses that are missing.

    Parameters: `rows`, the coverage of each topic (a scheme without rows is left out); `holes`, true to list only
    topics that are not fully covered; the numbers still include all topics.
    """
    parts: list[str] = []
    for name, scheme, scheme_rows in group_by_scheme(schemes, rows):
        lines = [_wrap_text(f"{scheme.title} ({name})"), summarise_rows(scheme_rows), summarise_sizes(scheme_rows)]
        if notes := join_notes(scheme):
            lines.append(_wrap_text(notes))
        shown = _filter_rows(scheme_rows, holes)
        if shown:
            lines.append("")
        printed = scheme.ids != "unprinted"
        width = max((len(row.id) for row in shown), default=0) if printed else 0
        for row in shown:
            lines += _describe_row(row, row.id, width)
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def render_markdown(schemes: Schemes, rows: Sequence[TopicCoverage], *, holes: bool = False) -> str:
    """Return the coverage of the topics as Markdown, with a table for each scheme; parameters as for `render`."""
    parts = ["# Coverage"]
    for name, scheme, scheme_rows in group_by_scheme(schemes, rows):
        counted = f"{summarise_rows(scheme_rows)} {summarise_sizes(scheme_rows)}"
        parts += [f"## {escape_text(f'{scheme.title} ({name})')}", escape_text(counted)]
        if notes := join_notes(scheme):
            parts.append(escape_text(notes))
        shown = _filter_rows(scheme_rows, holes)
        columns: dict[str, list[str]] = {"State": [f"**{STATE_WORDS[r.state]}**" for r in shown]}
        if scheme.ids != "unprinted":
            columns["Topic"] = [escape_text(r.id) for r in shown]
        columns["Title"] = [escape_text(r.topic.title) for r in shown]
        columns["Points to clause"] = [escape_text(", ".join(r.topic.pointer)) for r in shown]
        columns["Level"] = [r.topic.level or "" for r in shown]
        columns["There"] = [escape_text(_name_present(r)) for r in shown]
        columns["From"] = [escape_text(join_sets(r)) for r in shown]
        columns["Missing"] = [escape_text(_name_missing(r)) for r in shown]
        # A scheme without pointers or levels has no column for them.
        some = {head: cells for head, cells in columns.items() if any(cells) or head in ("There", "Missing")}
        if shown:
            lines = [some.keys(), ["---"] * len(some), *zip(*some.values(), strict=True)]
            parts.append("\n".join(f"| {' | '.join(line)} |" for line in lines))
    return "\n\n".join(parts) + "\n"


def build_data(
    schemes: Schemes, rows: Sequence[TopicCoverage], library: Library, *, holes: bool = False
) -> dict[str, Any]:
    """Return the data of `clauses coverage --format json`; the parameters are those of `render`.

    The key `ids` of a scheme is `official` if the publisher, not this project, gave the topics their ids.
    """
    return {
        "library": {"version": library.version, "sha256": library.digest},
        "schemes": [
            {
                "id": name,
                "title": scheme.title,
                "note": scheme.note or None,
                "source": scheme.source,
                "ids": scheme.ids,
                "mark": scheme.mark,
                "counts": count_states(own),
                "sizes": count_sizes(own),
                "topics": [_build_topic(row) for row in _filter_rows(own, holes)],
            }
            for name, scheme, own in group_by_scheme(schemes, rows)
        ],
    }


def _build_topic(row: TopicCoverage) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.topic.title,
        "pointer": list(row.topic.pointer),
        "level": row.topic.level,
        "state": row.state,
        "size": row.smallest_size,
        "priorities": list(row.priorities),
        "clauses": list(row.clauses),
        "steps": list(row.steps),
        "missing-clauses": list(row.missing_clauses),
        "missing-steps": list(row.missing_steps),
    }
