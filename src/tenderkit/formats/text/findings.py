# SPDX-License-Identifier: Apache-2.0
"""The findings of checks as text, GitHub workflow commands, SARIF and JUnit XML."""

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from tenderkit import __version__
from tenderkit.findings import Finding, Severity, escape_controls

_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
SEVERITIES: tuple[Severity, ...] = ("error", "warn", "info")
# Characters that TOML may hold and XML may not; `escape_controls` replaces the others by their numbers.
_NO_XML = re.compile("[\ufffe\uffff]")
# SARIF ranks results from 0 to 100.
_RANKS = {"high": 90.0, "medium": 60.0, "low": 30.0}
_SEVERITY_WORDS = {"error": "error", "warn": "warning", "info": "note"}


def filter_by_level(findings: Sequence[Finding], level: str) -> list[Finding]:
    """Return the findings whose severity is at least `level`: `error`, `warn` or `info`; no findings for `never`."""
    grave = SEVERITIES[: SEVERITIES.index(level) + 1] if level in SEVERITIES else ()
    return [f for f in findings if f.severity in grave]


def count_by_severity(findings: Sequence[Finding]) -> dict[str, int]:
    """Return the number of findings of each severity, keyed by `error`, `warn` and `info`."""
    counted = Counter(f.severity for f in findings)
    return {severity: counted[severity] for severity in SEVERITIES}


def render_text(findings: Sequence[Finding]) -> str:
    """Return the findings as text, grouped by file, with the number of findings of each severity at the end."""
    lines: list[str] = []
    file: str | None = ""
    for finding in sorted(findings, key=lambda f: f.place.file or ""):
        if finding.place.file != file:
            file = finding.place.file
            lines += ["", file or "-"]
        lines += _list_lines(finding)
    total = describe_counts(findings)
    return "\n".join([escape_controls(line) for line in lines[1:]] + ([""] if lines else []) + [total]) + "\n"


def _list_lines(finding: Finding) -> list[str]:
    """Return a finding of lint as lines: severity, rule, key and message, then the hint."""
    key = f"{finding.place.key}: " if finding.place.key else ""
    lines = [f"  {_SEVERITY_WORDS[finding.severity]} {finding.rule}: {key}{finding.message}"]
    return [*lines, f"    hint: {finding.fix}"] if finding.fix else lines


def describe_counts(findings: Sequence[Finding]) -> str:
    """Return the number of findings of each severity in words: `1 error, 0 warnings, 2 notes`."""
    return ", ".join(
        f"{n} {_SEVERITY_WORDS[severity]}{'' if n == 1 else 's'}"
        for severity, n in count_by_severity(findings).items()
    )


def render_github(findings: Sequence[Finding]) -> str:
    """Return the findings as GitHub workflow commands, by which GitHub shows each finding at the file in question."""
    words = {"error": "error", "warn": "warning", "info": "notice"}
    lines = []
    for finding in findings:
        properties = {"file": finding.place.file or "", "title": finding.rule}
        head = ",".join(f"{k}={_escape_property(v)}" for k, v in properties.items() if v)
        message = "\n".join(map(escape_controls, _join_message(finding).splitlines()))
        lines.append(f"::{words[finding.severity]} {head}::{_escape_data(message)}")
    return "".join(f"{line}\n" for line in lines)


def _escape_data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(value: str) -> str:
    return _escape_data(value).replace(":", "%3A").replace(",", "%2C")


def _join_message(finding: Finding) -> str:
    """Return one text made of the key, the message, the words around and the fix of a finding."""
    key = f"{finding.place.key}: " if finding.place.key else ""
    words = f"\n{finding.excerpt}" if finding.excerpt else ""
    return f"{key}{finding.message}{words}" + (f"\n{finding.fix}" if finding.fix else "")


def render_sarif(
    findings: Sequence[Finding],
    rules: Mapping[str, tuple[Severity, str]],
    accepted: Sequence[tuple[Finding, str]] = (),
) -> str:
    """Return the findings as a log in SARIF 2.1.0, a JSON format for the results of code checks.

    Parameters: `rules`, by rule id, the severity and the summary of each rule that was applied; `accepted`, further
    findings that count no more, each with the reason.
    """
    from tenderkit.formats.text.json import format_json

    levels = {"error": "error", "warn": "warning", "info": "note"}
    ids = list(rules)
    results: list[dict[str, Any]] = [
        {
            "ruleId": finding.rule,
            **({"ruleIndex": ids.index(finding.rule)} if finding.rule in rules else {}),
            "level": levels[finding.severity],
            **({} if finding.confidence is None else {"rank": _RANKS[finding.confidence]}),
            "message": {"text": _join_message(finding)},
            "locations": [_build_location(finding)],
            **({} if reason is None else {"suppressions": [{"kind": "external", "justification": reason}]}),
        }
        for finding, reason in [*((finding, None) for finding in findings), *accepted]
    ]
    driver = {
        "name": "tenderkit",
        "version": __version__,
        "rules": [
            {"id": id_, "shortDescription": {"text": summary}, "defaultConfiguration": {"level": levels[severity]}}
            for id_, (severity, summary) in rules.items()
        ],
    }
    return format_json(
        {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    )


def _build_location(finding: Finding) -> dict[str, Any]:
    from urllib.parse import quote

    place: dict[str, Any] = {}
    if finding.place.file:
        place["physicalLocation"] = {"artifactLocation": {"uri": quote(finding.place.file)}}
    if finding.place.key:
        place["logicalLocations"] = [{"fullyQualifiedName": finding.place.key}]
    return place


def render_junit(
    findings: Sequence[Finding],
    rules: Sequence[str],
    suite: str,
    accepted: Sequence[tuple[Finding, str]] = (),
) -> str:
    """Return the findings as a test report in JUnit XML.

    The report has a test for each rule; the test fails if a finding says that the rule was broken, and is skipped if
    all that it found is accepted.

    Parameters: `rules`, the ids of the rules that were applied; `suite`, the name of the test suite; `accepted`,
    further findings that count no more, each with the reason.
    """
    from xml.etree import ElementTree as ET

    by_rule: dict[str, list[Finding]] = {rule: [] for rule in rules}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    reasons: dict[str, list[str]] = {}
    for finding, reason in accepted:
        by_rule.setdefault(finding.rule, [])
        reasons.setdefault(finding.rule, []).append(f"{finding.place}: {finding.message} (accepted: {reason})")
    failures = sum(1 for broken in by_rule.values() if broken)
    skipped = sum(1 for rule in reasons if not by_rule[rule])
    counts = {"tests": len(by_rule), "failures": failures, "errors": 0, "skipped": skipped}
    root = ET.Element("testsuites")
    suite_element = ET.SubElement(root, "testsuite", {"name": suite, **{key: str(n) for key, n in counts.items()}})
    for rule, broken in by_rule.items():
        case = ET.SubElement(suite_element, "testcase", classname=suite, name=rule)
        if broken:
            failure = ET.SubElement(case, "failure", message=f"{len(broken)} found", type=broken[0].severity)
            failure.text = _join_xml(f"{f.place}: {f.message}" for f in broken)
        elif rule in reasons:
            ET.SubElement(case, "skipped", message=f"{len(reasons[rule])} accepted")
        if rule in reasons:
            ET.SubElement(case, "system-out").text = _join_xml(reasons[rule])
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _join_xml(lines: Iterable[str]) -> str:
    """Return lines as one text without the characters that XML may not hold."""
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", "\n".join(map(escape_controls, lines)))


_MANUAL_WIDTH = 80


# An example is quoted as it is written, with the indented lines that continue it.
_EXAMPLE = re.compile(r"(?:Passes|Fails):|\s")


def wrap_manual(manual: str) -> str:
    """Return the manual page of a rule, wrapped at 80 columns; the lines with examples are not wrapped."""
    lines: list[str] = []
    for is_fixed, group in groupby(manual.splitlines(), lambda line: not line or bool(_EXAMPLE.match(line))):
        text = list(group)
        lines += (
            text
            if is_fixed
            else textwrap.wrap(" ".join(text), _MANUAL_WIDTH, break_long_words=False, break_on_hyphens=False)
        )
    return "\n".join(lines) + "\n"
