# SPDX-License-Identifier: Apache-2.0
import re
from dataclasses import replace
from typing import Any

import pytest

from tenderkit.formats.text.graph import Edge, Graph, build_data, build_graph, render_dot, render_mermaid
from tenderkit.library.library import Library, Overlay
from tenderkit.library.reading import shipped_data
from tests.support import clause, english, library


def whole() -> Library:
    return library(
        {
            "end-of-life/take": clause(requires=["erase"], text={"title": "Take back"}),
            "end-of-life/erase": clause(requires=["certificate"], text={"title": "Erase"}),
            "end-of-life/certificate": clause(requires=["erase"], text={"title": "Certificate"}),
            "useful-life/long": clause(replaces=["short"], text={"title": "Long"}),
            "useful-life/short": clause(
                conflicts=["take", {"clause": "erase", "when": {"data": ["none"]}}], text={"title": "Short"}
            ),
            "useful-life/beside": clause(applies=[{"with": ["long", "take"]}], text={"title": "Beside"}),
            "useful-life/alone": clause(status="draft", text={"title": "Alone"}),
        }
    )


def edges(found: Graph) -> list[tuple[str, str, str]]:
    return [(e.source, e.relation, e.target) for e in found.edges]


def nodes(found: Graph) -> list[str]:
    return [node.id for node in found.nodes]


# What is in it


def test_every_clause_and_every_relation_is_in_the_graph_in_the_order_of_the_library() -> None:
    found = build_graph(whole())
    assert nodes(found) == ["alone", "beside", "long", "short", "certificate", "erase", "take"]
    assert edges(found) == [
        ("long", "replaces", "short"),
        ("short", "conflicts", "erase"),
        ("short", "conflicts", "take"),
        ("certificate", "requires", "erase"),
        ("erase", "requires", "certificate"),
        ("take", "requires", "erase"),
    ]


def test_a_conflict_with_a_condition_holds_sometimes() -> None:
    assert [(e.target, e.sometimes) for e in build_graph(whole()).edges if e.relation == "conflicts"] == [
        ("erase", True),
        ("take", False),
    ]


def test_what_stands_beside_what_is_shown_where_it_is_asked_for() -> None:
    more = [e for e in build_graph(whole(), beside=True).edges if e not in build_graph(whole()).edges]
    assert more == [Edge("beside", "with", "long"), Edge("beside", "with", "take")]


@pytest.mark.parametrize(
    ("only", "beside", "kept"),
    [
        ("take", False, ["long", "short", "certificate", "erase", "take"]),
        ("certificate", False, ["long", "short", "certificate", "erase", "take"]),
        ("long", False, ["long", "short", "certificate", "erase", "take"]),
        ("alone", False, ["alone"]),
        ("beside", False, ["beside"]),
        ("long", True, ["beside", "long", "short", "certificate", "erase", "take"]),
    ],
)
def test_what_a_clause_leads_to_and_what_leads_to_it_is_kept(only: str, beside: bool, kept: list[str]) -> None:
    assert nodes(build_graph(whole(), only, beside=beside)) == kept


def test_what_only_has_a_neighbour_in_common_is_not_kept() -> None:
    siblings = library({"one": clause(requires=["shared"]), "two": clause(requires=["shared"]), "shared": clause()})
    assert nodes(build_graph(siblings, "one")) == ["one", "shared"]
    assert nodes(build_graph(siblings, "shared")) == ["one", "shared", "two"]


def test_a_clause_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        build_graph(whole(), "nothing")


def test_a_relation_to_what_is_not_there_is_left_out() -> None:
    assert edges(build_graph(library({"one": clause(requires=["gone"])}, faulty=True))) == []


def test_a_clause_that_is_hidden_says_so() -> None:
    hiding = replace(whole(), overlays=(Overlay(title={"en": "Ours"}, version="1", hide=("take",)),))
    assert {n.id: n.status for n in build_graph(hiding).nodes}["take"] == "hidden"


# Mermaid


def test_the_flowchart_has_a_box_for_each_theme_and_a_line_for_each_relation() -> None:
    assert render_mermaid(build_graph(whole(), beside=True), whole(), english()).splitlines()[3:] == [
        '  subgraph tc_useful_life["Longer use"]',
        '    c_alone["Alone<br/>alone"]:::unstable',
        '    c_beside["Beside<br/>beside"]',
        '    c_long["Long<br/>long"]',
        '    c_short["Short<br/>short"]',
        "  end",
        '  subgraph tc_end_of_life["End of use"]',
        '    c_certificate["Certificate<br/>certificate"]',
        '    c_erase["Erase<br/>erase"]',
        '    c_take["Take back<br/>take"]',
        "  end",
        '  c_beside -.->|"stands beside"| c_long',
        '  c_beside -.->|"stands beside"| c_take',
        '  c_long ==>|"replaces"| c_short',
        '  c_short --x|"gives way to, in some cases"| c_erase',
        '  c_short --x|"gives way to"| c_take',
        "  c_certificate --> c_erase",
        "  c_erase --> c_certificate",
        "  c_take --> c_erase",
    ]


ODD = {
    "end": 'Say "hi" & go',
    "graph": "<b>bold</b>",
    "subgraph": "end",
    "style": "C:\\path\\",
    "click": "a | b --> c; %% d",
    "default": "`md` *x* _y_ #35;",
    "a-b": "日本語 العربية",
    "a_b": 'back\\"slash',
    "class": "two {{ months }} of use",
}


def odd() -> Library:
    ids = list(ODD)
    made = {
        id_: clause(text={"title": title}, requires=[ids[number - 1]])
        for number, (id_, title) in enumerate(ODD.items())
    }
    return library(made, faulty=True)


# Checked by hand with the parser of Mermaid 11: what these patterns let through, it takes.
MERMAID = re.compile(
    r"graph LR|  %% .*|  classDef unstable stroke-dasharray: 5 5|  subgraph tc_\w+\[\"[^\"]+\"\]|  end"
    r"|    c_\w+\[\"(?:[^\"#&<>`*_\\|]|#\d+;|<br/>)+\"\](?::::unstable)?"
    r"|  c_\w+ (?:-->|--x|==>|-\.->)(?:\|\"[a-z ,]+\"\|)? c_\w+"
)


@pytest.mark.parametrize("made", [odd(), shipped_data.load_shipped_data().library], ids=["odd", "shipped"])
def test_every_line_of_the_flowchart_is_one_that_mermaid_takes(made: Library) -> None:
    lines = render_mermaid(build_graph(made, beside=True), made, english()).splitlines()
    assert [line for line in lines if not MERMAID.fullmatch(line)] == []
    assert lines.count("  end") == sum(line.startswith("  subgraph") for line in lines)


def test_every_clause_has_a_name_of_its_own_in_the_flowchart() -> None:
    said = render_mermaid(build_graph(odd()), odd(), english())
    assert len(set(re.findall(r"^    (c_\w+)\[", said, re.MULTILINE))) == len(ODD)


def test_quotes_and_marks_in_a_title_are_written_as_numbers() -> None:
    said = render_mermaid(build_graph(odd()), odd(), english())
    assert '"Say #34;hi#34; #38; go<br/>end"' in said
    assert '"#60;b#62;bold#60;/b#62;<br/>graph"' in said
    assert '"#96;md#96; #42;x#42; #95;y#95; #35;35;<br/>default"' in said
    assert '"two … of use<br/>class"' in said


# DOT


def unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1].replace(r"\n", "\n"))


TEXT = r'"(?:[^"\\]|\\.)*"'
# Checked by hand with Graphviz: what these patterns let through, it takes.
DOT = re.compile(
    rf"digraph clauses \{{|  rankdir=LR;|  node \[shape=box\];|  subgraph {TEXT} \{{|    label={TEXT};|  ?\}}|\}}"
    rf"|    {TEXT} \[label={TEXT}(?:, style=dashed)?\];"
    rf"|  {TEXT} -> {TEXT}(?: \[(?:(?:arrowhead|color|style)=\w+, )*label={TEXT}\])?;"
)


@pytest.mark.parametrize("made", [odd(), shipped_data.load_shipped_data().library], ids=["odd", "shipped"])
def test_every_line_of_dot_is_one_that_graphviz_takes(made: Library) -> None:
    said = render_dot(build_graph(made, beside=True), made, english())
    assert [line for line in said.splitlines() if not DOT.fullmatch(line)] == []
    assert said.count("{") - sum(n.title.count("{") for n in build_graph(made).nodes) == said.count("}")


def test_a_quoted_title_reads_as_it_was() -> None:
    said = render_dot(build_graph(odd()), odd(), english())
    labels = re.findall(rf"^    {TEXT} \[label=({TEXT})\];$", said, re.MULTILINE)
    assert {'Say "hi" & go\nend', "C:\\path\\\nstyle", 'back\\"slash\na_b'} <= {unquoted(label) for label in labels}


def test_dot_has_the_same_relations() -> None:
    said = render_dot(build_graph(whole(), beside=True), whole(), english())
    assert '  "beside" -> "long" [style=dashed, label="stands beside"];' in said
    assert '  "short" -> "erase" [arrowhead=tee, color=red, label="gives way to, in some cases"];' in said
    assert '  "take" -> "erase";' in said
    assert '    "alone" [label="Alone\\nalone", style=dashed];' in said


# Data


def test_the_data_have_nodes_and_edges() -> None:
    found = build_data(build_graph(whole()))
    assert found["nodes"][0] == {
        "id": "alone",
        "title": "Alone",
        "theme": "useful-life",
        "kind": "technical-specification",
        "status": "draft",
    }
    assert found["edges"][1] == {"from": "short", "relation": "conflicts", "to": "erase", "sometimes": True}


@pytest.mark.parametrize("form", [render_mermaid, render_dot])
def test_the_shipped_graph_is_the_same_each_time(form: Any) -> None:
    one = shipped_data.load_shipped_data().library
    assert form(build_graph(one), one, english()) == form(build_graph(one), one, english())


def test_the_shipped_graph_has_every_clause_and_every_required_one() -> None:
    one = shipped_data.load_shipped_data().library
    found = build_graph(one)
    assert nodes(found) == list(one.clauses)
    wanted = {(c.id, "requires", other) for c in one.clauses.values() for other in c.requires}
    assert wanted == {e for e in edges(found) if e[1] == "requires"}
