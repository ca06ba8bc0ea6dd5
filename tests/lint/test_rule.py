# SPDX-License-Identifier: Apache-2.0
import re
from pathlib import Path

import pytest

from tenderkit.lint import rules as modules
from tenderkit.lint.rule import Rule, apply_rules, load_rules
from tests.lint.seeded import catalogue, saying
from tests.support import clause

RULES = load_rules()
FOLDER = Path(modules.__path__[0])


def test_every_module_is_a_rule_of_its_name() -> None:
    assert sorted(RULES) == sorted(p.stem.replace("_", "-") for p in FOLDER.glob("*.py") if p.stem != "__init__")
    assert list(RULES) == sorted(RULES)


def test_every_rule_with_a_check_has_its_own_tests() -> None:
    tested = {
        p.stem.removeprefix("test_").replace("_", "-") for p in (Path(__file__).parent / "rules").glob("test_*.py")
    }
    assert {id_ for id_, rule in RULES.items() if rule.check} <= tested


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_the_page_of_a_rule_says_what_it_catches_in_a_line_and_what_to_do(rule: Rule) -> None:
    first, *rest = rule.manual.split("\n")
    assert first == f"{rule.id}: {rule.summary}"
    assert re.fullmatch(r"[^A-Z].*\.", rule.summary)
    assert rest[0] == ""
    assert rest[-1].endswith(".")
    assert rule.severity in ("error", "warn", "info")


@pytest.mark.parametrize("rule", [r for r in RULES.values() if r.check], ids=lambda rule: rule.id)
def test_the_page_of_a_rule_with_a_check_shows_what_passes_and_what_fails(rule: Rule) -> None:
    lines = rule.manual.split("\n")
    assert any(line.lower().startswith("passes:  ") for line in lines)
    assert any(line.startswith("Fails:   ") for line in lines)


@pytest.mark.parametrize("rule", [r for r in RULES.values() if not r.check], ids=lambda rule: rule.id)
def test_what_cannot_be_used_is_always_an_error(rule: Rule) -> None:
    assert rule.severity == "error"
    assert re.search(r"Applied when a library( on top)? is\s+read|[Rr]eading a library", rule.manual)


def test_what_is_found_carries_rule_and_severity_and_says_what_to_do() -> None:
    one = catalogue({"a": saying("The contractor shall use environmentally friendly parts.")})
    (found,) = apply_rules(one, {"vague-wording": RULES["vague-wording"]})
    assert (found.rule, found.severity, found.place.key) == ("vague-wording", "error", "text.requirement")
    assert found.fix


def test_only_the_rules_that_are_given_are_applied() -> None:
    one = catalogue({"a": clause()})  # it has no examples
    assert "example-fails" in {f.rule for f in apply_rules(one, RULES)}
    assert list(apply_rules(one, {})) == []
    assert list(apply_rules(one, {id_: r for id_, r in RULES.items() if r.check is None})) == []


def test_the_order_of_rules_changes_nothing() -> None:
    one = catalogue({"a": saying("Units shall be green. The vendor shall act promptly.")})
    backwards = dict(reversed(RULES.items()))
    assert set(apply_rules(one, RULES)) == set(apply_rules(one, backwards))
