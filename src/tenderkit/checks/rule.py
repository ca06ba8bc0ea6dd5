# SPDX-License-Identifier: Apache-2.0
"""The rules on purchases: load them, and apply them to a purchase and its selection."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from tenderkit.checks import rules as _modules
from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.findings import Finding
from tenderkit.lint.rule import Rule, read_rules


@cache
def load_rules() -> Mapping[str, Rule]:
    """Load all rules on purchases, keyed by id, in alphabetical order."""
    return read_rules(_modules, "find_faults")


def apply_rules(checked: CheckedPurchase, rules: Mapping[str, Rule]) -> tuple[Finding, ...]:
    """Return what rules find in a purchase: first by place in the purchase file, then by rule.

    The warnings of the selection, which `build` prints, are among them, with the severity of their rule.
    """
    findings = [
        replace(finding, severity=rules[finding.rule].severity if finding.rule in rules else finding.severity)
        for finding in checked.selection.findings
    ]
    findings += [finding for rule in rules.values() for finding in _apply(checked, rule)]
    return tuple(sorted(dict.fromkeys(findings), key=_order))


def _apply(checked: CheckedPurchase, rule: Rule) -> Iterator[Finding]:
    for fault in rule.check(checked) if rule.check else ():
        yield Finding(rule.id, fault.message, fault.fix, rule.severity, fault.place)


def _order(finding: Finding) -> tuple[int, Sequence[tuple[bool, int | str]], str]:
    """Return by what a finding is ordered: the lot, the keys with numbers as numbers, the rule."""
    keys = (finding.place.key or "").split(".")
    return finding.place.lot or 0, [(k.isdigit(), int(k)) if k.isdigit() else (False, k) for k in keys], finding.rule
