# SPDX-License-Identifier: Apache-2.0
"""The relations between the clauses of a library as a graph: in Mermaid, in DOT, as JSON data."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import Clause
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.library.template import Template

Relation = Literal["requires", "conflicts", "replaces", "with"]
# The words at the edges of each relation; `requires` is the usual relation and has none.
EDGE_WORDS: Mapping[Relation, str] = {
    "requires": "",
    "conflicts": "gives way to",
    "replaces": "replaces",
    "with": "stands beside",
}
_MERMAID_ARROWS: Mapping[Relation, str] = {"requires": "-->", "conflicts": "--x", "replaces": "==>", "with": "-.->"}
_DOT_STYLES: Mapping[Relation, str] = {
    "requires": "",
    "conflicts": "arrowhead=tee, color=red",
    "replaces": "style=bold",
    "with": "style=dashed",
}


@frozen_dataclass
class Node:
    """A clause in the graph; `status` is `hidden` if an overlay (an authority's own library) hides the clause."""

    id: str
    title: str
    theme: str
    kind: str
    status: str


@frozen_dataclass
class Edge:
    """A relation of the clause `source` to the clause `target`; `sometimes`: the relation holds only in some lots."""

    source: str
    relation: Relation
    target: str
    sometimes: bool = False


@frozen_dataclass
class Graph:
    """Clauses in the order of the library, and the relations between them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def build_graph(library: Library, only: str | None = None, *, beside: bool = False) -> Graph:
    """Build the graph of the clauses of a library and their relations.

    Parameters: `only`, the id of a clause. The graph then keeps this clause and every clause that a chain of
    relations leads to from this clause, or from which such a chain leads to this clause. `beside`, true to add the
    relation `with`: a condition of the first clause names the second clause. Raises KeyError if the library has no
    clause `only`.
    """
    relations = [r for r in EDGE_WORDS if beside or r != "with"]
    place = {id_: number for number, id_ in enumerate(library.clauses)}
    edges = sorted(
        {
            e
            for c in library.clauses.values()
            for e in _list_edges(c)
            if e.relation in relations and e.target in place
        },
        key=lambda e: (place[e.source], relations.index(e.relation), place[e.target], e.sometimes),
    )
    ids = set(place)
    if only is not None:
        start = {library.clauses[only].id}
        ids = _follow_edges(start, [(e.source, e.target) for e in edges])
        ids |= _follow_edges(start, [(e.target, e.source) for e in edges])
    return Graph(
        tuple(
            Node(c.id, _format_title(c.text.title), c.theme, c.kind, "hidden" if c.id in library.hidden else c.status)
            for c in library.clauses.values()
            if c.id in ids
        ),
        tuple(e for e in edges if e.source in ids and e.target in ids),
    )


def _list_edges(clause: Clause) -> Iterator[Edge]:
    yield from (Edge(clause.id, "requires", other) for other in clause.requires)
    yield from (Edge(clause.id, "conflicts", c.clause, bool(c.when)) for c in clause.conflicts)
    yield from (Edge(clause.id, "replaces", other) for other in clause.replaces)
    yield from (Edge(clause.id, "with", other) for other in clause.list_named_clauses())


def _follow_edges(start: Iterable[str], steps: Iterable[tuple[str, str]]) -> set[str]:
    after: dict[str, set[str]] = {}
    for source, target in steps:
        after.setdefault(source, set()).add(target)
    reached, todo = set(start), list(start)
    while todo:
        new = after.get(todo.pop(), set()) - reached
        reached |= new
        todo += new
    return reached


def _format_title(title: Template) -> str:
    """Return the title of a clause in one line, with `…` in place of each value that depends on the lot."""
    return " ".join("".join(part if i % 2 == 0 else "…" for i, part in enumerate(title)).split())


def _label_edge(edge: Edge) -> str:
    words = EDGE_WORDS[edge.relation] or ("requires" if edge.sometimes else "")
    return f"{words}, in some cases" if edge.sometimes else words


def group_by_theme(graph: Graph, library: Library, language: Language) -> Iterator[tuple[str, str, list[Node]]]:
    """Yield each theme with its label and its clauses, in the order in which the themes first appear in the graph."""
    for theme in dict.fromkeys(node.theme for node in graph.nodes):
        word = library.vocabulary.themes.get(theme)
        label = language.label(word.label) if word else theme
        yield theme, label, [node for node in graph.nodes if node.theme == theme]


def _escape_id(id_: str) -> str:
    """Return the id of a clause in a form that Mermaid does not misread.

    In Mermaid, a hyphen would begin an edge, and the id `end` would close a subgraph."""
    return "c_" + re.sub(r"[^A-Za-z0-9]", lambda sign: "_" if sign[0] == "-" else f"_{ord(sign[0]):x}_", id_)


def _escape_mermaid(text: str) -> str:
    # Quotes end the text, # opens an entity, the others are marks of Markdown or HTML.
    return re.sub(r"[\"#&<>`*_\\|]", lambda sign: f"#{ord(sign[0])};", text)


def render_mermaid(graph: Graph, library: Library, language: Language) -> str:
    """Return the graph as a Mermaid flowchart, with a box for each theme; clauses that are not stable are dashed."""
    lines = [
        "graph LR",
        "  %% --> requires; --x gives way to, where both would be in; ==> replaces; -.-> stands beside",
        "  classDef unstable stroke-dasharray: 5 5",
    ]
    for theme, label, nodes in group_by_theme(graph, library, language):
        lines.append(f'  subgraph t{_escape_id(theme)}["{_escape_mermaid(label)}"]')
        for node in nodes:
            end = "" if node.status == "stable" else ":::unstable"
            lines.append(
                f'    {_escape_id(node.id)}["{_escape_mermaid(node.title)}<br/>{_escape_mermaid(node.id)}"]{end}'
            )
        lines.append("  end")
    for edge in graph.edges:
        words = f'|"{_label_edge(edge)}"|' if _label_edge(edge) else ""
        lines.append(f"  {_escape_id(edge.source)} {_MERMAID_ARROWS[edge.relation]}{words} {_escape_id(edge.target)}")
    return "\n".join(lines) + "\n"


def _quote_lines(*lines: str) -> str:
    """Return lines of text as a single quoted string of the DOT language, with a line break between two lines."""
    return '"' + r"\n".join(line.replace("\\", r"\\").replace('"', r"\"") for line in lines) + '"'


def render_dot(graph: Graph, library: Library, language: Language) -> str:
    """Return the graph in DOT, for Graphviz, with a box for each theme; clauses that are not stable are dashed."""
    lines = ["digraph clauses {", "  rankdir=LR;", "  node [shape=box];"]
    for theme, label, nodes in group_by_theme(graph, library, language):
        lines += [f"  subgraph {_quote_lines(f'cluster_{theme}')} {{", f"    label={_quote_lines(label)};"]
        for node in nodes:
            style = "" if node.status == "stable" else ", style=dashed"
            lines.append(f"    {_quote_lines(node.id)} [label={_quote_lines(node.title, node.id)}{style}];")
        lines.append("  }")
    for edge in graph.edges:
        look = [_DOT_STYLES[edge.relation], f"label={_quote_lines(_label_edge(edge))}" if _label_edge(edge) else ""]
        attributes = ", ".join(filter(None, look))
        arrow = f"  {_quote_lines(edge.source)} -> {_quote_lines(edge.target)}"
        lines.append(f"{arrow} [{attributes}];" if attributes else f"{arrow};")
    return "\n".join([*lines, "}"]) + "\n"


def build_data(graph: Graph) -> dict[str, Any]:
    """Return the data of `clauses graph --format json`: the clauses as `nodes`, the relations as `edges`."""
    return {
        "nodes": [vars(node).copy() for node in graph.nodes],
        "edges": [
            {"from": e.source, "relation": e.relation, "to": e.target, "sometimes": e.sometimes} for e in graph.edges
        ],
    }
