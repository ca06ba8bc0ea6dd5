# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses graph` on a terminal: the relations between clauses as a tree."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tenderkit.cli.screen.console import make_text
from tenderkit.formats.text.graph import EDGE_WORDS, group_by_theme

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text
    from rich.tree import Tree

    from tenderkit.formats.text.graph import Edge, Graph, Node
    from tenderkit.library.language import Language
    from tenderkit.library.library import Library

_WORD_STYLES = {"conflicts": "error", "replaces": "warning"}


def print_graph(
    console: "Console", graph: "Graph", library: "Library", language: "Language", only: str | None = None
) -> None:
    """Print by theme the clauses with a relation to another clause, such as `requires`, and these other clauses.

    Parameters: `only`, the id of a clause; then only the relations that start from it or end at it are printed, with
    all that follow from these.
    """
    if only is not None:
        console.print(draw_clause_tree(graph, only))
        return
    leading = {edge.source for edge in graph.edges}
    for _, label, nodes in group_by_theme(graph, library, language):
        some = [node for node in nodes if node.id in leading]
        if some:
            console.print(_draw_theme(label, some, graph))
    console.print()
    silent = len(graph.nodes) - len(leading | {edge.target for edge in graph.edges})
    console.print(make_text(f"{len(graph.nodes)} clauses, {len(graph.edges)} relations; {silent} clauses have none"))
    console.print(make_text("One clause: --clause ID. The graph as text: --format mermaid, --format dot.", "minor"))


def _draw_theme(label: str, nodes: "Sequence[Node]", graph: "Graph") -> "Tree":
    """Return a tree of the clauses of a theme, each on one line with the clauses to which it has a relation."""
    from rich.tree import Tree

    tree = Tree(make_text(label, "title"), guide_style="minor")
    for node in nodes:
        line = _draw_node(node)
        relation = ""
        for edge in (edge for edge in graph.edges if edge.source == node.id):
            if edge.relation == relation:
                line += make_text(", ")
            else:
                line += make_text("; " if relation else " ") + _draw_word(edge) + make_text(" ")
                relation = edge.relation
            line += make_text(edge.target + _name_limit(edge))
        tree.add(line)
    return tree


def draw_clause_tree(graph: "Graph", id_: str) -> "Tree":
    """Return a tree of the relations that start from a clause, and of those that end at it, in two branches."""
    from rich.tree import Tree

    node = next(node for node in graph.nodes if node.id == id_)
    tree = Tree(_draw_node(node) + make_text(f"  {node.title}"), guide_style="minor")
    for heading, is_forward in (("Leads to", True), ("Follows from", False)):
        edges: dict[str, list[Edge]] = {}
        for edge in graph.edges:
            edges.setdefault(edge.source if is_forward else edge.target, []).append(edge)
        if id_ in edges:
            _add_chains(tree.add(make_text(heading, "title")), id_, edges, {id_}, is_forward=is_forward)
    if not tree.children:
        tree.add(make_text("no relation to another clause", "minor"))
    return tree


def _add_chains(
    branch: "Tree", id_: str, edges: "Mapping[str, list[Edge]]", seen: set[str], *, is_forward: bool
) -> None:
    """Add the clauses related to a clause to the clause's branch, below each of them its related clauses, and so on.

    A clause that the tree already has is shown again, but without its related clauses. Parameters: `edges`, the
    relations by their source or, if `is_forward` is False, by their target; `seen`, the ids already in the tree.
    """
    for edge in edges.get(id_, ()):
        other = edge.target if is_forward else edge.source
        label = _draw_word(edge) + make_text(" ") + make_text(edge.target, "id" if is_forward else "minor")
        if not is_forward:
            label = make_text(edge.source, "id") + make_text(" ") + label
        label += make_text(_name_limit(edge))
        if other in seen:
            branch.add(label + make_text(" (see above)" if other in edges else "", "minor"))
            continue
        seen.add(other)
        _add_chains(branch.add(label), other, edges, seen, is_forward=is_forward)


def _draw_node(node: "Node") -> "Text":
    """Return the id of a clause, and its status if it is a draft, withdrawn or hidden."""
    return make_text(node.id, "id") + make_text("" if node.status == "stable" else f" ({node.status})", "warning")


def _draw_word(edge: "Edge") -> "Text":
    return make_text(EDGE_WORDS[edge.relation] or "requires", _WORD_STYLES.get(edge.relation, "minor"))


def _name_limit(edge: "Edge") -> str:
    return " in some cases" if edge.sometimes else ""
