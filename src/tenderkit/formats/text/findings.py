# SPDX-License-Identifier: Apache-2.0
"""Findings in the formats that people, editors and build servers read."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from tenderkit import __version__
from tenderkit.findings import Finding, Severity, plain
from tenderkit.formats.text.json import dumps

_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
SEVERITIES: tuple[Severity, ...] = ("error", "warn", "info")
# Characters of TOML that XML does not have, beside those that `plain` tells by their numbers.
_NO_XML = re.compile("[\ufffe\uffff]")
_WORDS = {"error": "error", "warn": "warning", "info": "note"}


def at_or_above(findings: Sequence[Finding], level: str) -> list[Finding]:
    """The findings that count at a fail level: `error`, `warn`, `info`, or `never` for none."""
    grave = SEVERITIES[: SEVERITIES.index(level) + 1] if level in SEVERITIES else ()
    return [f for f in findings if f.severity in grave]


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings there are of each severity."""
    counted = Counter(f.severity for f in findings)
    return {severity: counted[severity] for severity in SEVERITIES}


def text(findings: Sequence[Finding]) -> str:
    """One paragraph a finding, gathered by file: where, how grave, which rule, what, and what to do."""
    lines: list[str] = []
    file: str | None = ""
    for finding in sorted(findings, key=lambda f: f.place.file or ""):
        if finding.place.file != file:
            file = finding.place.file
            lines += ["", file or "-"]
        key = f"{finding.place.key}: " if finding.place.key else ""
        lines.append(f"  {_WORDS[finding.severity]} {finding.rule}: {key}{finding.message}")
        if finding.fix:
            lines.append(f"    hint: {finding.fix}")
    total = ", ".join(f"{n} {_WORDS[severity]}{'' if n == 1 else 's'}" for severity, n in counts(findings).items())
    return "\n".join([plain(line) for line in lines[1:]] + ([""] if lines else []) + [total]) + "\n"


def github(findings: Sequence[Finding]) -> str:
    """Workflow commands that show each finding beside its file."""
    words = {"error": "error", "warn": "warning", "info": "notice"}
    lines = []
    for finding in findings:
        properties = {"file": finding.place.file or "", "title": finding.rule}
        head = ",".join(f"{k}={_property(v)}" for k, v in properties.items() if v)
        said = "\n".join(map(plain, _whole(finding).splitlines()))
        lines.append(f"::{words[finding.severity]} {head}::{_data(said)}")
    return "".join(f"{line}\n" for line in lines)


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def _whole(finding: Finding) -> str:
    """Key, message and fix in one text."""
    key = f"{finding.place.key}: " if finding.place.key else ""
    return f"{key}{finding.message}" + (f"\n{finding.fix}" if finding.fix else "")


def sarif(findings: Sequence[Finding], rules: Mapping[str, tuple[Severity, str]]) -> str:
    """A log in SARIF 2.1.0.

    Parameters: `rules`, severity and summary of each rule that was applied.
    """
    levels = {"error": "error", "warn": "warning", "info": "note"}
    ids = list(rules)
    results = [
        {
            "ruleId": finding.rule,
            **({"ruleIndex": ids.index(finding.rule)} if finding.rule in rules else {}),
            "level": levels[finding.severity],
            "message": {"text": _whole(finding)},
            "locations": [_location(finding)],
        }
        for finding in findings
    ]
    driver = {
        "name": "tenderkit",
        "version": __version__,
        "rules": [
            {"id": id_, "shortDescription": {"text": summary}, "defaultConfiguration": {"level": levels[severity]}}
            for id_, (severity, summary) in rules.items()
        ],
    }
    return dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]})


def _location(finding: Finding) -> dict[str, Any]:
    from urllib.parse import quote

    place: dict[str, Any] = {}
    if finding.place.file:
        place["physicalLocation"] = {"artifactLocation": {"uri": quote(finding.place.file)}}
    if finding.place.key:
        place["logicalLocations"] = [{"fullyQualifiedName": finding.place.key}]
    return place


def junit(findings: Sequence[Finding], rules: Sequence[str], suite: str) -> str:
    """A test report in the XML of JUnit: one test a rule, which fails where the rule was broken.

    Parameters: `rules`, the ids of those that were applied; `suite`, the name of the whole.
    """
    from xml.etree import ElementTree as ET

    by_rule: dict[str, list[Finding]] = {rule: [] for rule in rules}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    failures = sum(1 for found in by_rule.values() if found)
    whole = ET.Element("testsuites")
    one = ET.SubElement(whole, "testsuite", name=suite, tests=str(len(by_rule)), failures=str(failures), errors="0")
    for rule, found in by_rule.items():
        case = ET.SubElement(one, "testcase", classname=suite, name=rule)
        if found:
            failure = ET.SubElement(case, "failure", message=f"{len(found)} found", type=found[0].severity)
            said = "\n".join(plain(f"{f.place}: {f.message}") for f in found)
            failure.text = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", said)
    ET.indent(whole)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(whole, encoding="unicode")}\n'
