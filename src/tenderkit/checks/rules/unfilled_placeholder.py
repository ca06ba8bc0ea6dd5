# SPDX-License-Identifier: Apache-2.0
"""unfilled-placeholder: a value that the annex needs is missing, or a prompt was left in a text.

Catches each marked gap of the annex that no other rule tells, such as the sites of a take-back or the amount for a
lost medium; and in the authority's own words a bracketed prompt, dots or underscores to be filled, “TBD” and the
like. Tenderers would have to guess. Where the status is `final`, `build` refuses the gaps.

Passes:  [parameters.take-back] sites = ["Main store, 12 School Road"]
Fails:   a purchase with old equipment, without `take-back.sites`
Fails:   note = "Keyboard in [language]."

Fill it in; a value that you do not want to set may get its proposal from `tenderkit clauses show`.
"""

import re
from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase, find_picks, place_key
from tenderkit.checks.own_words import list_all_texts
from tenderkit.findings import Place
from tenderkit.lint.catalogue import Fault
from tenderkit.purchase.figures import CEILING_FIGURE
from tenderkit.selection.selection import LIFE_CYCLE_COST

SEVERITY = "error"
# Brackets, blanks, and the marks and words that authors of drafts leave for what is still open: what this rule finds.
_PROMPT = re.compile(
    r"\[[^\]\[]{2,80}\]|‹[^›]*›|<[a-z][^<>]{2,60}>|_{3,}|\.{4,}|…{2,}"
    # The marks of drafts that this rule looks for in the texts of others; nothing is unfinished here.
    r"|\b(?:TB[CD]|XXX+|to be (?:completed|confirmed|decided|determined|filled in|inserted))\b"
    r"|\b(?:insert|fill in) here\b",
    re.IGNORECASE,
)
# What square brackets hold in texts that are complete: a number of a note, and signs of omission.
_COMPLETE = re.compile(r"\[[\d, –-]+\]|\[(?:\.\.\.|…)\]")
# Gaps that rules of their own tell.
_OTHERS = (".weights", ".sheet.price-difference", f".sheet.{CEILING_FIGURE}")


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the gaps of the annex that no other rule finds, and the prompts in the authority's own words."""
    costed = {part.number for part, _ in checked.lots if find_picks(part, LIFE_CYCLE_COST)}
    for point in checked.gaps:
        place = place_key(point)
        key = place.key or ""
        of_cost = place.clause == LIFE_CYCLE_COST or (".sheet." in key and place.lot in costed)
        if not of_cost and ".criteria." not in key and not key.endswith(_OTHERS):
            yield checked.make_fault("unfilled-placeholder", place, what=point.what)
    for text in list_all_texts(checked.purchase):
        if match := _PROMPT.search(_COMPLETE.sub("", text.text)):
            place = Place(key=text.key, lot=text.lot)
            yield checked.make_fault("unfilled-placeholder-prompt", place, prompt=match[0])
