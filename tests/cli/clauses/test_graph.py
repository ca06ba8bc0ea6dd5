# SPDX-License-Identifier: Apache-2.0
import json

import pytest
import typer
from typer.testing import CliRunner

from tenderkit import data_files
from tenderkit.cli.clauses.graph import graph
from tenderkit.errors import UsageProblem


def run(*args: str) -> str:
    """What the command prints; it ends with 0 or raises."""
    app = typer.Typer()
    app.command()(graph)
    ended = CliRunner().invoke(app, list(args))
    if ended.exception and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    assert ended.exit_code == 0, ended.output
    return ended.stdout


def test_it_is_a_flowchart_unless_told_otherwise() -> None:
    said = run()
    assert said.startswith("graph LR\n")
    assert "  c_take_back --> c_data_sanitisation\n" in said
    assert said == run("--format", "mermaid")


def test_it_may_be_dot() -> None:
    said = run("--format", "dot")
    assert said.startswith("digraph clauses {\n")
    assert '  "take-back" -> "data-sanitisation";\n' in said


def test_the_answer_has_the_schema_graph_and_every_clause() -> None:
    found = json.loads(run("--format", "json"))
    assert (found["schema"], found["ok"]) == ("tenderkit/clauses-graph/1", True)
    assert [node["id"] for node in found["data"]["nodes"]] == list(data_files.shipped().library.clauses)


def test_one_clause_is_shown_with_what_hangs_on_it() -> None:
    found = json.loads(run("--clause", "erasure-certificate", "--format", "json"))["data"]
    nodes = {node["id"] for node in found["nodes"]}
    assert {"erasure-certificate", "data-sanitisation", "remedies"} <= nodes
    assert "spare-parts" not in nodes
    assert {edge[end] for edge in found["edges"] for end in ("from", "to")} <= nodes


def test_what_stands_beside_what_is_shown_on_request() -> None:
    usual = json.loads(run("--format", "json"))["data"]["edges"]
    more = json.loads(run("--with", "--format", "json"))["data"]["edges"]
    assert [edge for edge in more if edge["relation"] != "with"] == usual


def test_an_unknown_clause_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageProblem) as caught:
        run("--clause", "takeback")
    assert caught.value.findings[0].fix == "Did you mean “take-back”?"
