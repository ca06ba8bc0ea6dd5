# SPDX-License-Identifier: Apache-2.0
from typing import Any

from tenderkit.library.reading import shipped_data
from tests.cli.commands.clauses.conftest import CLAUSE, house
from tests.cli.conftest import Cli, answer


def run(cli: Cli, *args: str) -> str:
    """What the command prints."""
    ended = cli("clauses", "graph", *args)
    assert (ended.code, ended.stderr) == (0, "")
    return ended.stdout


def data(cli: Cli, *args: str) -> Any:
    """The data of the answer."""
    return answer(cli("clauses", "graph", *args, "--format", "json"))["data"]


def test_it_is_a_flowchart_unless_told_otherwise(cli: Cli) -> None:
    said = run(cli)
    assert said.startswith("graph LR\n")
    assert "  c_take_back --> c_data_sanitisation\n" in said
    assert said == run(cli, "--format", "mermaid")


def test_it_may_be_dot(cli: Cli) -> None:
    said = run(cli, "--format", "dot")
    assert said.startswith("digraph clauses {\n")
    assert '  "take-back" -> "data-sanitisation";\n' in said


def test_the_answer_has_the_schema_graph_and_every_clause(cli: Cli) -> None:
    found = answer(cli("clauses", "graph", "--format", "json"))
    assert (found["schema"], found["ok"]) == ("tenderkit/clauses-graph/1", True)
    assert [node["id"] for node in found["data"]["nodes"]] == list(shipped_data.load_shipped_data().library.clauses)


def test_one_clause_is_shown_with_what_hangs_on_it(cli: Cli) -> None:
    found = data(cli, "--clause", "erasure-certificate")
    nodes = {node["id"] for node in found["nodes"]}
    assert {"erasure-certificate", "data-sanitisation", "remedies"} <= nodes
    assert "spare-parts" not in nodes
    assert {edge[end] for edge in found["edges"] for end in ("from", "to")} <= nodes


def test_what_stands_beside_what_is_shown_on_request(cli: Cli) -> None:
    usual = data(cli)["edges"]
    more = data(cli, "--with")["edges"]
    assert [edge for edge in more if edge["relation"] != "with"] == usual


def test_an_unknown_clause_is_wrong_usage_with_the_nearest(cli: Cli) -> None:
    ended = cli("clauses", "graph", "--clause", "takeback")
    assert (ended.code, ended.stdout) == (2, "")
    assert ended.stderr == "error: there is no clause “takeback”\n  hint: Did you mean “take-back”?\n"


def test_a_clause_of_a_library_on_top_hangs_on_those_below(cli: Cli) -> None:
    house(end_of_life__unit_labels=CLAUSE)
    assert "  c_unit_labels --> c_remedies\n" in run(cli, "--library", "house", "--clause", "unit-labels")
