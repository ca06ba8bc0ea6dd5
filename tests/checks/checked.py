# SPDX-License-Identifier: Apache-2.0
"""Purchases with a fault in them, and what one rule says to it; the library is the shipped one."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.rule import apply_rules, load_rules
from tenderkit.findings import Finding
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.pipeline import select_clauses
from tests.support import LAUNCH, Table, example_purchase, lot, purchase

TODAY = LAUNCH.date()


def checked(
    name: str | None = None, *, today: datetime.date | None = TODAY, language: str = "", **content: Any
) -> CheckedPurchase:
    """A purchase with its selection: an example by its name, or the content of `support.purchase_data`.

    Parameters: `today`, the day of the run; `language`, another language than that of the purchase.
    """
    data = load_shipped_data()
    bought = example_purchase(name) if name else purchase(data.library, **content)
    bought = replace(bought, language=language or bought.language)
    selection = select_clauses(bought, data, None, today)
    return CheckedPurchase(selection, data.language(bought.language), data.word_lists, data.superseded)


def found(rule: str, name: str | None = None, **content: Any) -> list[Finding]:
    """What one rule finds in a purchase; see `checked`."""
    rules = load_rules()
    return [f for f in apply_rules(checked(name, **content), {rule: rules[rule]}) if f.rule == rule]


def keys(rule: str, name: str | None = None, **content: Any) -> list[str | None]:
    """The keys of what one rule finds."""
    return [finding.place.key for finding in found(rule, name, **content)]


def noted(note: str, **overrides: Any) -> list[Table]:
    """A lot whose line has a note."""
    bought = lot(**overrides)
    bought["items"][0]["note"] = note
    return [bought]


def scored(criterion: str, text: str | None = None, **overrides: Any) -> list[Table]:
    """A lot with a criterion of the authority's own, and the text by which it gives points."""
    criteria: Mapping[str, str] = {} if text is None else {criterion: text}
    return [lot(**{"weights": {"price": 80, "quality": {criterion: 20}}, "criteria": criteria, **overrides})]


def handed_over(note: str, **overrides: Any) -> list[Table]:
    """A take-back lot whose line has a note."""
    given = lot(**{"acquisition": "take-back", **overrides})
    given["returns"][0]["note"] = note
    return [given]


def without(*clauses: str) -> list[Table]:
    """The entries that exclude clauses."""
    return [{"clause": id_, "reason": "A test."} for id_ in clauses]


NOTE, CRITERION, RETURN = "lots.1.items.1.note", "lots.1.criteria.Plan", "lots.1.returns.1.note"
