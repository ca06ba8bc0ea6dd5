# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.cli.commands.clauses.conftest import house
from tests.cli.conftest import Cli, answer

SCHEMES = [
    "l1061-topics",
    "e-waste-hierarchy",
    "l1061-aims",
    "eu-gpp-computers",
    "eu-gpp-imaging",
    "eu-gpp-data-centres",
    "elsewhere",
]


def run(cli: Cli, *args: str) -> str:
    """What the command prints."""
    ended = cli("clauses", "coverage", *args)
    assert (ended.code, ended.stderr) == (0, "")
    return ended.stdout


def test_every_scheme_is_told_with_its_counts(cli: Cli) -> None:
    said = run(cli)
    assert [name for name in SCHEMES if f"({name})" not in said] == []
    assert "113 topics: 113 covered" in said


def test_coverage_is_counted_by_size_and_names_priorities(cli: Cli) -> None:
    said = run(cli, "--scheme", "l1061-topics")
    assert "By clauses: short " in said
    assert "priorities: " in said
    found = answer(cli("clauses", "coverage", "--format", "json"))["data"]["schemes"][0]
    sizes = list(found["sizes"].values())
    assert sizes == sorted(sizes)
    assert 0 < sizes[0] < sizes[-1] <= len(found["topics"])
    assert sizes[-1] == sum(1 for topic in found["topics"] if topic["clauses"])


def test_one_scheme_is_told_alone(cli: Cli) -> None:
    said = run(cli, "--scheme", "l1061-aims")
    assert said.startswith("Aims of ITU-T L.1061 (l1061-aims)\n4 topics:")
    assert "eu-gpp" not in said


def test_holes_leave_out_what_is_covered(cli: Cli) -> None:
    said = run(cli, "--scheme", "l1061-topics", "--holes")
    assert "\n  covered  " not in said
    assert " covered, " in said


def test_markdown_has_a_table_for_each_scheme(cli: Cli) -> None:
    assert run(cli, "--format", "md").count("| --- |") >= len(SCHEMES)


def test_the_answer_has_the_schema_coverage(cli: Cli) -> None:
    found = answer(cli("clauses", "coverage", "--format", "json"))
    assert (found["schema"], found["ok"], found["findings"]) == ("tenderkit/clauses-coverage/1", True, [])
    assert [scheme["id"] for scheme in found["data"]["schemes"]] == SCHEMES
    assert len(found["data"]["schemes"][0]["topics"]) == 113
    assert set(found["data"]["library"]) == {"version", "sha256"}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("holes", [(), ("--holes",)], ids=["all", "holes"])
def test_no_line_is_wider_than_80_columns(cli: Cli, scheme: str, holes: tuple[str, ...]) -> None:
    assert max(map(len, run(cli, "--scheme", scheme, *holes).splitlines())) <= 80


@pytest.mark.parametrize(
    ("typed", "hint"), [("l1061-topic", "Did you mean “l1061-topics”?"), ("", "Known here: e-waste-hierarchy, ")]
)
def test_an_unknown_scheme_is_wrong_usage_with_the_nearest(cli: Cli, typed: str, hint: str) -> None:
    ended = cli("clauses", "coverage", "--scheme", typed)
    assert (ended.code, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"error: there is no scheme “{typed}”\n  hint: {hint}")


def test_the_scheme_of_a_library_on_top_is_told(cli: Cli) -> None:
    scheme = '[ours]\ntitle = "Our rules"\nmark = "P"\ntopics.R1 = { title = "One", clauses = ["take-back"] }\n'
    house(coverage=scheme)
    told = run(cli, "--scheme", "ours", "--library", "house")
    assert "  covered  R1  One\n               there: take-back" in told


def test_a_fault_in_the_scheme_of_a_library_on_top_is_invalid(cli: Cli) -> None:
    house(coverage='[ours]\ntitle = "Our rules"\ntopics = {}\n')
    ended = cli("clauses", "coverage", "--library", "house", "--format", "json")
    assert ended.code == 3
    assert [f["place"]["key"] for f in answer(ended)["findings"]] == ["ours.mark"]
