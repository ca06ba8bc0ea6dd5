# SPDX-License-Identifier: Apache-2.0
import io

import pytest

from tenderkit.cli.screen.console import make_console
from tenderkit.cli.screen.graph import draw_clause_tree, print_graph
from tenderkit.formats.text.graph import Edge, Graph, Node, build_graph
from tenderkit.library.reading import shipped_data
from tests.cli.conftest import Cli, Watch, strip_codes
from tests.cli.screen.conftest import Draw

DATA = shipped_data.load_shipped_data()
GRAPH = Graph(
    tuple(Node(id_, "[red]x[/]", "general", "general-rule", "draft" if id_ == "b" else "stable") for id_ in "abcd"),
    (Edge("a", "requires", "b"), Edge("b", "requires", "a"), Edge("c", "conflicts", "a", sometimes=True)),
)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_relation_of_the_library_is_on_the_line_of_its_clause(width: int) -> None:
    graph = build_graph(DATA.library)
    stream = io.StringIO()
    print_graph(make_console(stream, width), graph, DATA.library, DATA.language("en"))
    drawn = strip_codes(stream.getvalue())
    assert max(len(line) for line in drawn.splitlines()) <= width
    text = " ".join(drawn.replace("│", "").split())
    assert "├── take-back requires data-sanitisation, export-control, remedies ├──" in text
    assert "asset-register requires remedies; gives way to data-sanitisation in some cases ├──" in text
    assert f"{len(graph.nodes)} clauses, {len(graph.edges)} relations" in text


def test_a_clause_has_what_it_leads_to_and_what_leads_to_it(draw: Draw) -> None:
    assert draw(draw_clause_tree(GRAPH, "a")).splitlines() == [
        "a  [red]x[/]",
        "├── Leads to",
        "│   └── requires b",
        "│       └── requires a (see above)",
        "└── Follows from",
        "    ├── b requires a",
        "    │   └── a requires b (see above)",
        "    └── c gives way to a in some cases",
    ]


def test_a_draft_says_so_and_a_clause_alone_too(draw: Draw) -> None:
    assert draw(draw_clause_tree(GRAPH, "b")).startswith("b (draft)  [red]x[/]\n")
    assert draw(draw_clause_tree(GRAPH, "d")).splitlines()[1] == "└── no relation to another clause"


def test_a_terminal_shows_the_tree_and_the_text_only_where_it_is_asked_for(watch: Watch, cli: Cli) -> None:
    words = ("clauses", "graph", "--clause", "take-back")
    drawn = strip_codes(watch(*words))
    assert drawn.startswith("take-back  Take-back of units after use\n├── Leads to\n│   ├── requires ")
    assert watch(*words, "--format", "mermaid") == cli(*words).stdout
    assert watch(*words, "--format", "dot") == cli(*words, "--format", "dot").stdout
    assert watch(*words, env={"TERM": "dumb"}) == cli(*words, "--format", "mermaid").stdout
