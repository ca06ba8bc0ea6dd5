# SPDX-License-Identifier: Apache-2.0
from tenderkit.checks.annexes import checked_annex
from tenderkit.checks.annexes.applicability import NOT_ON_ANNEX, ON_SELECTION, ON_WORDS
from tenderkit.checks.annexes.edited_values import FINDERS
from tenderkit.checks.rule import load_rules


def test_every_rule_on_purchases_runs_on_an_annex_or_says_why_it_cannot() -> None:
    rules = set(load_rules())
    tables = (ON_SELECTION, ON_WORDS, set(NOT_ON_ANNEX))
    assert set().union(*tables) == rules
    assert sum(map(len, tables)) == len(rules), "a rule is in two tables"
    assert all(reason and not reason.endswith(".") for reason in NOT_ON_ANNEX.values())


def test_what_only_an_edited_annex_can_have_is_found_by_rules_on_purchases() -> None:
    assert set(FINDERS) <= ON_SELECTION


def test_the_rules_on_annexes_have_manual_pages_and_ids_of_their_own() -> None:
    own = checked_annex.load_rules()
    assert {"annex-unchanged", "missing-clause"} <= set(own)
    assert own.keys().isdisjoint(load_rules())
    assert all(rule.manual.startswith(f"{id_}: ") and "\nFails:" in rule.manual for id_, rule in own.items())
