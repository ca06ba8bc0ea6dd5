# SPDX-License-Identifier: Apache-2.0
"""Mend in the text of a purchase file what needs no decision; its comments and its layout are kept."""

import re
from collections.abc import Sequence

from tenderkit.checks.look_alikes import fold_look_alikes
from tenderkit.checks.reference_fixes import OPENED, RENEWED, Fix, ReferenceFixer, fix_text
from tenderkit.findings import Finding
from tenderkit.purchase.answers import AnswerPath, find_answer
from tenderkit.purchase.toml_document import PurchaseText

# Every message of these rules quotes the reference at fault first, in the marks of its language. French has spaces
# inside them.
_QUOTED = re.compile(r"[“«]\s*([^”»]+?)\s*[”»]")


def fix_purchase_text(text: str, findings: Sequence[Finding], fixer: ReferenceFixer) -> tuple[str, tuple[Fix, ...]]:
    """Return the text of a purchase file with what could be mended, and what was mended.

    Parameters: `text`, valid TOML; `findings`, those that are to be mended; most of them cannot be.
    """
    document = PurchaseText(text)
    fixes: list[Fix] = []
    # A new edition first: “or equivalent” goes behind it.
    for finding in sorted(findings, key=lambda finding: finding.rule != RENEWED):
        quoted = _QUOTED.search(finding.message)
        if finding.rule not in (*OPENED, RENEWED) or not quoted or not finding.place.key:
            continue
        path = _read_key(finding.place.key)
        value = find_answer(document.answers, path)
        folded = fold_look_alikes(value) if isinstance(value, str) else ""
        if not isinstance(value, str) or len(folded) != len(value):
            continue
        name = next((fix.after for fix in fixes if fix.before == quoted[1]), quoted[1])
        changes = fix_text(fixer, folded, finding.rule, name)
        for change in reversed(changes):
            value = value[: change.start] + change.words + value[change.end :]
        if changes:
            document.rewrite_text(path, value)
        fixes += (Fix(finding.rule, finding.place.key, change.before, change.after) for change in changes)
    return document.text, tuple(fixes)


def _read_key(key: str) -> AnswerPath:
    """Return the path of a key such as `lots.1.items.2.note`, whose positions are counted from 1."""
    return tuple(int(part) - 1 if part.isdigit() else part for part in key.split("."))
