# SPDX-License-Identifier: Apache-2.0
import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tenderkit import __version__
from tenderkit.findings import Finding, Place, Severity
from tenderkit.formats.text.findings import (
    count_by_severity,
    filter_by_level,
    render_github,
    render_junit,
    render_sarif,
    render_text,
    wrap_manual,
)
from tenderkit.lint.rule import load_rules

RULES: dict[str, tuple[Severity, str]] = {
    "vague": ("error", "a word that promises."),
    "weak": ("warn", "a proof that proves nothing."),
    "undated": ("info", "no day is named."),
}
FOUND = [
    Finding("weak", "proves nothing", "Ask for more.", "warn", Place("b.toml", "text.question")),
    Finding("vague", "“green” cannot be checked", place=Place("a.toml", "text.requirement")),
    Finding("undated", "no day", severity="info", place=Place("b.toml")),
]
# A terminal obeys the first; XML has no way to write the others.
CONTROL = "a \x1b[31mred\u202e word\x00\ufffe\uffff"


def one(message: str, fix: str = "", **place: Any) -> list[Finding]:
    return [Finding("vague", message, fix, place=Place(**place))]


# --- how grave ---


@pytest.mark.parametrize(
    ("level", "rules"),
    [
        ("error", ["vague"]),
        ("warn", ["weak", "vague"]),
        ("info", ["weak", "vague", "undated"]),
        ("never", []),
    ],
)
def test_what_counts_is_as_grave_as_the_level_or_graver(level: str, rules: list[str]) -> None:
    assert [f.rule for f in filter_by_level(FOUND, level)] == rules


def test_counts_name_every_severity() -> None:
    assert count_by_severity(FOUND) == {"error": 1, "warn": 1, "info": 1}
    assert count_by_severity([]) == {"error": 0, "warn": 0, "info": 0}


# --- text ---


def test_the_text_gathers_by_file_and_counts_at_the_end() -> None:
    assert render_text(FOUND).splitlines() == [
        "a.toml",
        "  error vague: text.requirement: “green” cannot be checked",
        "",
        "b.toml",
        "  warning weak: text.question: proves nothing",
        "    hint: Ask for more.",
        "  note undated: no day",
        "",
        "1 error, 1 warning, 1 note",
    ]


def test_the_text_of_nothing_is_a_line_of_counts() -> None:
    assert render_text([]) == "0 errors, 0 warnings, 0 notes\n"


def test_what_stands_in_no_file_comes_first() -> None:
    assert render_text([*FOUND, *one("somewhere")]).splitlines()[:3] == ["-", "  error vague: somewhere", ""]


def test_the_text_cannot_steer_a_terminal() -> None:
    said = render_text(one(CONTROL, CONTROL, file=f"{CONTROL}.toml", key=CONTROL))
    assert not {"\x1b", "\u202e", "\x00"}.intersection(said)
    assert said.count("<U+001B>[31mred<U+202E> word<U+0000>") == 4


# --- GitHub ---


@pytest.mark.parametrize(("severity", "word"), [("error", "error"), ("warn", "warning"), ("info", "notice")])
def test_github_has_a_word_for_each_severity(severity: Severity, word: str) -> None:
    assert render_github([Finding("r", "m", severity=severity)]) == f"::{word} title=r::m\n"


def test_github_escapes_what_would_end_a_property_or_the_command() -> None:
    (line,) = render_github(one("100 %:\r\nall, of it", "Mend\nit.", file="a,b: 5 %.toml", key="k")).splitlines()
    assert line == "::error file=a%2Cb%3A 5 %25.toml,title=vague::k: 100 %25:%0Aall, of it%0AMend%0Ait."


def test_a_message_cannot_smuggle_a_command_of_github() -> None:
    said = render_github(one("x\n::set-output name=a::b", file="y\n::stop-commands::z"))
    assert said.count("\n") == 1
    assert said.startswith("::error file=y%0A%3A%3Astop-commands%3A%3Az,")


def test_github_gets_nothing_that_steers_a_terminal() -> None:
    assert not {"\x1b", "\u202e", "\x00"}.intersection(render_github(one(CONTROL)))


def test_github_of_nothing_is_empty() -> None:
    assert render_github([]) == ""


# --- SARIF: the shape of https://docs.oasis-open.org/sarif/sarif/v2.1.0/ ---


def log(found: list[Finding]) -> Any:
    return json.loads(render_sarif(found, RULES))


def test_the_log_names_its_version_and_tool_and_has_one_run() -> None:
    said = log(FOUND)
    assert set(said) == {"$schema", "version", "runs"}
    assert said["version"] == "2.1.0"
    assert said["$schema"].endswith("/sarif-schema-2.1.0.json")
    (run,) = said["runs"]
    assert set(run) == {"tool", "results"}
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("tenderkit", __version__)
    assert [(r["id"], r["defaultConfiguration"]["level"]) for r in driver["rules"]] == [
        ("vague", "error"),
        ("weak", "warning"),
        ("undated", "note"),
    ]


def test_a_result_points_to_its_rule_file_and_key() -> None:
    results = log(FOUND)["runs"][0]["results"]
    assert results[0] == {
        "ruleId": "weak",
        "ruleIndex": 1,
        "level": "warning",
        "message": {"text": "text.question: proves nothing\nAsk for more."},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": "b.toml"}},
                "logicalLocations": [{"fullyQualifiedName": "text.question"}],
            }
        ],
    }
    assert [r["level"] for r in results] == ["warning", "error", "note"]
    assert "logicalLocations" not in results[2]["locations"][0]


def test_a_result_of_a_rule_that_was_not_applied_has_no_index() -> None:
    (result,) = log([Finding("toml", "is not valid TOML")])["runs"][0]["results"]
    assert result["ruleId"] == "toml"
    assert "ruleIndex" not in result
    assert result["locations"] == [{}]


def test_the_name_of_a_file_is_a_reference_of_ascii() -> None:
    (result,) = log(one("m", file="für Büros/100 %#?.toml"))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "f%C3%BCr%20B%C3%BCros/100%20%25%23%3F.toml"


def test_a_log_without_findings_has_an_empty_list_of_results() -> None:
    # Where the key is missing, the run counts as one that did not look.
    assert log([])["runs"][0]["results"] == []


# --- JUnit ---


def suite(found: list[Finding], rules: list[str] | None = None) -> ET.Element:
    (whole,) = ET.fromstring(render_junit(found, rules or list(RULES), "lint"))
    return whole


def test_each_rule_is_a_test_and_each_broken_one_a_failure() -> None:
    cases = {case.get("name"): case.find("failure") for case in suite([FOUND[1], FOUND[1]])}
    assert list(cases) == list(RULES)
    assert [name for name, failure in cases.items() if failure is not None] == ["vague"]
    failure = cases["vague"]
    assert failure is not None
    assert (failure.get("message"), failure.get("type")) == ("2 found", "error")
    assert failure.text == "\n".join(["a.toml: text.requirement: “green” cannot be checked"] * 2)


def test_the_suite_counts_its_tests_and_failures() -> None:
    found = suite(FOUND)
    assert (found.get("tests"), found.get("failures"), found.get("errors")) == ("3", "3", "0")
    assert suite([]).get("failures") == "0"


def test_a_finding_of_a_rule_that_was_not_applied_is_a_test_of_its_own() -> None:
    found = suite(FOUND[:1], ["vague"])
    assert [case.get("name") for case in found] == ["vague", "weak"]
    assert (found.get("tests"), found.get("failures")) == ("2", "1")


def test_any_text_is_well_formed_xml() -> None:
    markup = '</failure><testcase name="x"/> & ]]> "'
    (case,) = suite(one(f"{markup} {CONTROL}", file="<&>.toml"), ["vague"])
    assert [child.tag for child in case] == ["failure"]
    said = case[0].text or ""
    assert said.startswith(f"<&>.toml: {markup} a <U+001B>[31mred")


# Manual pages

MANUAL = """\
a-rule: a sentence that says in a few words what is wrong, and that goes on and on and on.

Catches what is wrong.
It says so at some length, because a reader has to know when the rule keeps silent, and `a-long-word` stays whole.

Passes:  one line that is longer than the others and that is never broken, because it is quoted as it was written
         and goes on here
Fails:   another line

Write it in another way.
"""


def test_paragraphs_fill_lines_of_80_columns_and_examples_stay() -> None:
    assert (
        wrap_manual(MANUAL)
        == """\
a-rule: a sentence that says in a few words what is wrong, and that goes on and
on and on.

Catches what is wrong. It says so at some length, because a reader has to know
when the rule keeps silent, and `a-long-word` stays whole.

Passes:  one line that is longer than the others and that is never broken, because it is quoted as it was written
         and goes on here
Fails:   another line

Write it in another way.
"""
    )


def test_what_is_wrapped_stays_as_it_is_when_it_is_wrapped_again() -> None:
    assert wrap_manual(wrap_manual(MANUAL)) == wrap_manual(MANUAL)


def test_a_word_longer_than_a_line_is_not_broken() -> None:
    link = "https://example.org/" + "a-" * 50
    assert wrap_manual(f"See {link} for more.") == f"See\n{link}\nfor more.\n"


def test_a_word_that_only_begins_like_an_example_is_prose() -> None:
    assert wrap_manual("Fails often\nand loudly.") == "Fails often and loudly.\n"


@pytest.mark.parametrize("rule", load_rules())
def test_no_word_of_a_manual_page_is_lost_and_only_examples_are_wide(rule: str) -> None:
    manual = load_rules()[rule].manual
    lines = wrap_manual(manual).splitlines()
    assert " ".join(lines).split() == manual.split()
    assert [line for line in lines if len(line) > 80 and not line.startswith(("Passes:", "Fails:", " "))] == []
    examples = [line for line in manual.splitlines() if line.startswith(("Passes:", "Fails:", " "))]
    assert [line for line in lines if line in examples] == examples
