# SPDX-License-Identifier: Apache-2.0
"""Check a purchase, and the clauses selected for it."""

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tenderkit.findings import Finding, put_file
from tenderkit.library.reading.shipped_data import ShippedData
from tenderkit.pipeline import select_clauses
from tenderkit.purchase.purchase import Purchase
from tenderkit.tender_check.file_report import FileReport

if TYPE_CHECKING:
    from tenderkit.lint.rule import Rule


def check_purchase(
    purchase: Purchase,
    data: ShippedData,
    rules: "Mapping[str, Rule]",
    file: str | None = None,
    today: datetime.date | None = None,
) -> tuple[Finding, ...]:
    """Return what the rules on purchases find in a purchase and in the clauses selected for it.

    Parameters: `data`, the data with the library; `rules`, the rules to apply, by id; `file`, the name of the
    purchase file in findings; `today`, the day of the run, None to leave out what depends on it. Raises InvalidInput
    where the authority's choice of clauses or of weights cannot be applied.
    """
    return report_purchase(purchase, data, rules, file, today).findings


def report_purchase(
    purchase: Purchase,
    data: ShippedData,
    rules: "Mapping[str, Rule]",
    file: str | None = None,
    today: datetime.date | None = None,
    *,
    compared: bool = False,
) -> FileReport:
    """Return what the rules find in a purchase, with the purchase as papers are compared with it.

    Parameters: `compared`, whether papers are compared with it; the others and the errors are those of
    `check_purchase`.
    """
    from tenderkit.checks.checked_purchase import CheckedPurchase
    from tenderkit.checks.rule import apply_rules

    selection = select_clauses(purchase, data, file, today)
    words = data.language(purchase.prevailing_language)
    checked = CheckedPurchase(selection, words, data.word_lists, data.superseded)
    report = FileReport("purchase", words, put_file(apply_rules(checked, rules), file))
    if not compared or file is None:
        return report
    from tenderkit.tender_check.paper_comparison import describe_purchase

    return report._replace(paper=describe_purchase(selection, words, file))


def list_expected_clauses(purchase: Purchase, data: ShippedData, file: str) -> frozenset[str]:
    """Return the ids of the clauses that a purchase has; parameters and errors are those of `check_purchase`."""
    parts = select_clauses(purchase, data, file).parts
    return frozenset(pick.clause.id for part in parts for pick in part.picks)
