# SPDX-License-Identifier: Apache-2.0
"""The rules on purchases as a whole: their manual pages, their severities, and what is found in sound purchases."""

import re
from pathlib import Path

import pytest

from tenderkit.checks.rule import apply_rules, load_rules
from tenderkit.formats.text.findings import SEVERITIES
from tenderkit.lint.rule import load_rules as load_lint_rules
from tests.checks.checked import checked, found, noted
from tests.support import PURCHASE_FILES, lot

RULES = load_rules()
# What every draft of these purchases has: decisions that its authority has yet to take.
DRAFT = {"unfilled-placeholder", "lcc-method-missing", "award-weight-missing", "award-scale-missing"}
DRAFT |= {"award-formula-undefined", "regime-fallback-missing"}
# What is found in single purchases, and is true there.
KNOWN = {
    ("de-displays-take-back", "below-legal-floor"),
    # From 18 February 2027 the battery of what is sold is for the user to exchange.
    ("de-laptops-under-small-value", "limit-within-term"),
    ("eg-school-laptops", "unreviewed-term"),
    # The law of the authority caps what is due for points that are not kept.
    ("es-data-centre", "scored-points-above-cap"),
    # Their criterion on the environment is one of their own, which no rule knows for one.
    ("fr-college-laptops", "duty-missed"),
    ("fr-college-laptops", "limit-within-term"),
    # Its authority asks for more data security than purchases of this size usually do.
    ("fr-college-laptops", "proportionality-guard"),
    ("fr-college-laptops", "unreviewed-term"),
    ("fr-commune-laptops", "duty-missed"),
    ("fr-commune-laptops", "limit-within-term"),
    ("fr-commune-laptops", "unreviewed-term"),
    ("fr-laptops-over-threshold", "clause-not-applicable"),
    ("fr-phone-lease", "below-legal-floor"),
    # Such machines are used for fifteen years, longer than most equipment.
    ("in-voting-machines", "outside-bounds"),
    ("jm-ups-batteries", "country-without-profile"),
    ("un-field-office", "country-without-profile"),
}
SOURCES = Path(__file__).parents[2] / "src" / "tenderkit"


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_has_a_manual_page_with_a_passing_and_a_failing_example(rule) -> None:  # type: ignore[no-untyped-def]
    assert rule.manual.startswith(f"{rule.id}: {rule.summary}\n\n")
    assert rule.summary.endswith(".")
    assert rule.severity in SEVERITIES
    assert "\nPasses:  " in rule.manual
    assert "\nFails:   " in rule.manual


def test_a_rule_of_both_has_one_severity() -> None:
    lint = load_lint_rules()
    both = RULES.keys() & lint.keys()
    assert len(both) > 25
    # Authors may translate later and hide what they like; a purchase prints what is there.
    differing = {id_ for id_ in both if RULES[id_].severity != lint[id_].severity}
    assert differing == {"hidden-clause-required", "translation-missing"}


def test_every_warning_of_build_has_a_page() -> None:
    texts = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("selection", "checks")
        for path in sorted((SOURCES / folder).glob("*.py"))
    )
    ids = set(re.findall(r'(?:Finding|\bwarn)\(\s*"([a-z-]+)"', texts))
    # Files that are refused for these reasons are not checked at all.
    refused = {"included", "excluded", "weights", "specimen", "unreadable"}
    assert len(ids) > 15
    assert ids - refused - RULES.keys() == set()


@pytest.mark.parametrize("name", PURCHASE_FILES)
def test_nothing_is_found_in_sound_purchases_but_what_is_still_open(name: str) -> None:
    findings = apply_rules(checked(name), RULES)
    others = {(name, finding.rule) for finding in findings if finding.rule not in DRAFT}
    assert others == {pair for pair in KNOWN if pair[0] == name}


def test_what_build_warns_of_has_the_severity_of_its_rule() -> None:
    (finding,) = found("brand-or-model-named", lots=noted("Like a ThinkPad."))
    assert (finding.severity, finding.place.key, finding.place.lot) == ("error", "lots.1.items.1.note", 1)
    (finding,) = found("framework-fixed", tender={"contract": "framework"}, lots=[lot(quantity_basis="fixed")])
    assert finding.severity == "warn"


def test_findings_come_in_the_order_of_the_lots() -> None:
    lots = [*noted("Modern."), *noted("Suitable."), lot(title="Dell")]
    findings = apply_rules(checked(lots=lots), RULES)
    numbers = [finding.place.lot or 0 for finding in findings]
    assert numbers == sorted(numbers)


def test_a_finding_is_given_once() -> None:
    findings = apply_rules(checked(lots=noted("Modern, modern, modern. Modern!")), RULES)
    assert [finding.rule for finding in findings].count("vague-wording") == 1


def test_braces_in_a_note_name_no_parameter() -> None:
    assert found("vague-wording", lots=noted("{{ years }} of {use}, modern")) != []
