# SPDX-License-Identifier: Apache-2.0
import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from tenderkit.library.reading import shipped_data
from tenderkit.lint.rule import load_rules
from tests.cli.commands.clauses.conftest import CLAUSE, HEAD, house
from tests.cli.conftest import Cli, answer

RULES = load_rules()
FORMATS = ("text", "json", "sarif", "github", "junit")
FILE = "house/end-of-life/unit-labels.toml"
# One fault of each severity in the clause that is otherwise in order, and the rule that finds it.
FAULTS = {
    "error": (
        CLAUSE.replace("the day of collection.", "the day of collection, in an environmentally friendly way."),
        "vague-wording",
    ),
    "warn": (CLAUSE.replace("Photograph of a label in use", "Brochure of the manufacturer"), "weak-evidence"),
    "info": (
        CLAUSE.replace(
            "Photograph of a label in use.",
            'Photograph of a label in use.", certificate = "Certificate of an accredited body that covers the '
            "labelling of used equipment.",
        ),
        "evidence-date-missing",
    ),
}


def lint(cli: Cli, text: str, *args: str) -> Any:
    """How lint ends with this clause in a library on top."""
    house(end_of_life__unit_labels=text)
    return cli("clauses", "lint", "--library", "house", *args)


def results(log: str) -> list[Any]:
    """The results of a log in SARIF."""
    (run,) = json.loads(log)["runs"]
    found: list[Any] = run["results"]
    return found


# --- exit codes ---


def test_the_shipped_library_is_in_order(cli: Cli) -> None:
    ended = cli("clauses", "lint", "--fail-level", "warn")
    assert (ended.code, ended.stderr) == (0, "")
    # Terms that no native reader has seen.
    assert ended.stdout.endswith("0 errors, 0 warnings, 2 notes\n")


@pytest.mark.parametrize("severity", FAULTS)
def test_the_fault_is_found_and_is_the_only_one(cli: Cli, severity: str) -> None:
    text, rule = FAULTS[severity]
    found = answer(lint(cli, text, "--format", "json"))
    told = [*found["findings"], *found["warnings"]]
    assert [(f["rule"], f["severity"], f["place"]["file"]) for f in told] == [(rule, severity, FILE)]


@pytest.mark.parametrize(
    ("level", "codes"),
    [
        (None, {"error": 1, "warn": 0, "info": 0}),
        ("error", {"error": 1, "warn": 0, "info": 0}),
        ("warn", {"error": 1, "warn": 1, "info": 0}),
        ("info", {"error": 1, "warn": 1, "info": 1}),
        ("never", {"error": 0, "warn": 0, "info": 0}),
    ],
)
def test_the_fail_level_decides_how_it_ends(cli: Cli, level: str | None, codes: dict[str, int]) -> None:
    option = ("--fail-level", level) if level else ()
    for severity, code in codes.items():
        ended = lint(cli, FAULTS[severity][0], *option, "--format", "json")
        assert (ended.code, answer(ended)["ok"]) == (code, code == 0), severity


@pytest.mark.parametrize("form", FORMATS)
def test_the_format_does_not_change_how_it_ends(cli: Cli, form: str) -> None:
    assert lint(cli, FAULTS["error"][0], "--format", form).code == 1
    assert lint(cli, CLAUSE, "--format", form).code == 0


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("version = 1", "version =", "toml"),
        ("version = 1\n", "", "schema"),
        ("version = 1", "verison = 1", "unknown-key"),
        ('"display"', '"dispaly"', "unknown-word"),
        ("\n[text]", '\n[[sources]]\nid = "nowhere"\nmark = "C"\n[text]', "unknown-word"),
    ],
)
@pytest.mark.parametrize("form", FORMATS)
def test_a_library_that_cannot_be_used_ends_with_3_and_says_why(
    cli: Cli, form: str, old: str, new: str, rule: str
) -> None:
    # Not even `never` turns that into a success.
    ended = lint(cli, CLAUSE.replace(old, new, 1), "--format", form, "--fail-level", "never")
    assert ended.code == 3
    # People are told that there may be more to come; machines read the answer alone.
    assert ended.stderr.startswith("The library cannot be read yet") is (form == "text")
    assert FILE in ended.stdout
    assert rule in ended.stdout
    if form == "json":
        found = answer(ended)
        assert (found["schema"], found["ok"], found["data"]) == ("tenderkit/clauses-lint/1", False, None)
        assert rule in {f["rule"] for f in found["findings"]}
    if form == "sarif":
        assert rule in {r["ruleId"] for r in results(ended.stdout)}
    if form == "junit":
        assert ET.fromstring(ended.stdout).find(f".//testcase[@name='{rule}']/failure") is not None


def test_every_file_that_cannot_be_read_is_named_at_once(cli: Cli) -> None:
    house(end_of_life__unit_labels="version =\n", sources="[x]\n", changelog="[nowhere]\n")
    Path("house/questions.toml").write_bytes(b"\xff\xfe\x00")
    told = cli("clauses", "lint", "--library", "house").stdout.splitlines()
    assert {line for line in told if line.startswith("house/")} >= {
        "house/end-of-life/unit-labels.toml",
        "house/questions.toml",
        "house/sources.toml",
    }


def test_a_folder_without_a_head_ends_with_4(cli: Cli) -> None:
    Path("house").mkdir()
    ended = cli("clauses", "lint", "--library", "house", "--format", "json")
    assert ended.code == 4
    (finding,) = answer(ended)["findings"]
    assert (finding["rule"], finding["place"]["file"]) == ("file", "house/library.toml")


# --- which rules ---


def test_a_rule_alone_finds_what_it_is_for_and_nothing_else(cli: Cli) -> None:
    text = FAULTS["error"][0].replace("Photograph of a label in use", "Brochure of the manufacturer")
    assert lint(cli, text, "--rule", "weak-evidence").code == 0
    ended = lint(cli, text, "--rule", "vague-wording", "--format", "json")
    assert ended.code == 1
    assert answer(ended)["data"]["rules"] == ["vague-wording"]
    both = answer(lint(cli, text, "--rule", "weak-evidence", "--rule", "vague-wording", "--format", "json"))
    assert both["data"]["counts"] == {"error": 1, "warn": 1, "info": 0}


@pytest.mark.parametrize("option", ["--rule", "--explain"])
@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("vague-wordings", "Did you mean “vague-wording”?"),
        ("vague", "Did you mean “vague-wording”?"),
        ("", "Known here"),
    ],
)
def test_an_unknown_rule_is_wrong_usage_with_the_nearest(cli: Cli, option: str, typed: str, hint: str) -> None:
    ended = cli("clauses", "lint", "--rule", "toml", option, typed)
    assert (ended.code, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"error: there is no rule “{typed}”\n  hint: {hint}")


@pytest.mark.parametrize(("option", "typed"), [("--fail-level", "warning"), ("--format", "xml")])
def test_an_unknown_level_or_format_is_wrong_usage(cli: Cli, option: str, typed: str) -> None:
    ended = cli("clauses", "lint", option, typed)
    assert (ended.code, ended.stdout) == (2, "")
    assert typed in ended.stderr


def test_rules_are_told_to_machines(cli: Cli) -> None:
    listed = answer(cli("clauses", "lint", "--list", "--format", "json"))
    assert (listed["schema"], listed["ok"]) == ("tenderkit/clauses-lint/1", True)
    assert {rule["id"] for rule in listed["data"]["rules"]} == set(load_rules())
    (one,) = answer(cli("clauses", "lint", "--explain", "cycle", "--format", "json"))["data"]["rules"]
    assert (one["id"], one["severity"]) == ("cycle", "error")
    assert one["manual"].startswith("cycle: ")


def test_files_of_the_library_itself_are_named_from_the_current_folder(
    monkeypatch: pytest.MonkeyPatch, cli: Cli, tmp_path: Path
) -> None:
    whole = tmp_path / "checkout"
    for folder in ("clauses", "templates/frame"):
        shutil.copytree(shipped_data.find_data_folder() / folder, whole / folder)
    clause = whole / "clauses" / "useful-life" / "spare-parts.toml"
    clause.write_text(
        clause.read_text(encoding="utf-8").replace('title = "Spare', 'title = "Best spare'), encoding="utf-8"
    )
    monkeypatch.setattr(shipped_data, "find_data_folder", lambda: whole)
    monkeypatch.chdir(whole)
    (finding,) = answer(cli("clauses", "lint", "--format", "json"))["findings"]
    assert finding["place"]["file"] == "clauses/useful-life/spare-parts.toml"


def test_the_list_has_a_line_for_each_rule(cli: Cli) -> None:
    ended = cli("clauses", "lint", "--list")
    assert ended.code == 0
    assert [line.split(maxsplit=2) for line in ended.stdout.splitlines()] == [
        [id_, rule.severity, rule.summary] for id_, rule in RULES.items()
    ]


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_has_a_manual_page_that_begins_with_its_summary(cli: Cli, rule: str) -> None:
    ended = cli("clauses", "lint", "--explain", rule)
    assert (ended.code, ended.stderr) == (0, "")
    head, _, body = ended.stdout.partition("\n\n")
    assert head.startswith(f"{rule}: ")
    assert head.replace("\n", " ") == f"{rule}: {RULES[rule].summary}"
    assert RULES[rule].summary.endswith(".")
    assert body.strip()


# --- formats ---


def test_the_answer_counts_what_was_looked_at_and_found(cli: Cli) -> None:
    found = answer(lint(cli, FAULTS["warn"][0], "--format", "json"))
    assert found["schema"] == "tenderkit/clauses-lint/1"
    assert found["data"] == {
        "clauses": len(shipped_data.load_shipped_data().library.clauses) + 1,
        "rules": list(RULES),
        "counts": {"error": 0, "warn": 1, "info": 0},
    }


def test_the_text_names_file_key_rule_and_way_out(cli: Cli) -> None:
    assert lint(cli, FAULTS["error"][0]).stdout.splitlines() == [
        FILE,
        "  error vague-wording: text.requirement: “environmentally friendly” cannot be checked",
        "    hint: Write number, unit and method instead.",
        "",
        "1 error, 0 warnings, 0 notes",
    ]


def test_github_gets_one_command_a_finding(cli: Cli) -> None:
    assert lint(cli, FAULTS["error"][0], "--format", "github").stdout == (
        f"::error file={FILE},title=vague-wording::text.requirement: “environmentally friendly” cannot be checked"
        "%0AWrite number, unit and method instead.\n"
    )
    assert lint(cli, CLAUSE, "--format", "github").stdout == ""


@pytest.mark.parametrize("text", [CLAUSE, FAULTS["error"][0]], ids=["in-order", "with-a-fault"])
def test_junit_has_one_test_case_a_rule(cli: Cli, text: str) -> None:
    (suite,) = ET.fromstring(lint(cli, text, "--format", "junit").stdout)
    assert [case.get("name") for case in suite] == list(RULES)
    failed = [case.get("name") for case in suite if case.find("failure") is not None]
    assert failed == ([] if text == CLAUSE else ["vague-wording"])
    assert (suite.get("tests"), suite.get("failures")) == (str(len(RULES)), str(len(failed)))


def test_sarif_describes_the_rules_that_were_applied(cli: Cli) -> None:
    (run,) = json.loads(lint(cli, FAULTS["error"][0], "--rule", "vague-wording", "--format", "sarif").stdout)["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["shortDescription"]["text"]) == ("vague-wording", RULES["vague-wording"].summary)
    (result,) = run["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("vague-wording", 0, "error")


# --- libraries on top ---


@pytest.mark.parametrize("form", FORMATS)
def test_the_folder_may_have_spaces_and_letters_of_any_language(cli: Cli, form: str) -> None:
    folder = house("unsere Regeln/für Büros 100 % grün", end_of_life__unit_labels=FAULTS["error"][0])
    ended = cli("clauses", "lint", "--library", folder, "--format", form)
    assert ended.code == 1
    file = f"{folder}/end-of-life/unit-labels.toml"
    if form == "sarif":
        (result,) = results(ended.stdout)
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri)
        assert unquote(uri) == file
    elif form == "github":
        assert f"file={file.replace('%', '%25')}," in ended.stdout
    else:
        assert file in ended.stdout


def test_of_several_libraries_each_fault_is_found_in_its_own_file(cli: Cli) -> None:
    one = house("one", end_of_life__unit_labels=FAULTS["error"][0])
    two = house("two", end_of_life__unit_tags=FAULTS["warn"][0])
    ended = cli("clauses", "lint", "--library", one, "--library", two)
    assert ended.code == 1
    assert [line for line in ended.stdout.splitlines() if line.endswith(".toml")] == [
        "one/end-of-life/unit-labels.toml",
        "two/end-of-life/unit-tags.toml",
    ]


def test_a_clause_that_a_later_library_replaces_is_no_longer_looked_at(cli: Cli) -> None:
    one = house("one", end_of_life__unit_labels=FAULTS["error"][0])
    two = house("two", end_of_life__unit_labels=CLAUSE)
    assert cli("clauses", "lint", "--library", one, "--library", two).code == 0


def test_what_is_wrong_in_the_head_of_a_library_is_found(cli: Cli) -> None:
    house(head=HEAD + 'hide = ["spare-part"]\n')
    ended = cli("clauses", "lint", "--library", "house")
    assert ended.code == 3
    assert "house/library.toml\n  error unknown-word: hide: there is no clause “spare-part” to hide" in ended.stdout
    assert "hint: Did you mean “spare-parts”?" in ended.stdout
