# SPDX-License-Identifier: Apache-2.0
"""unreviewed-term: the papers are in a language whose terms no native reader has reviewed.

The translated clauses use terms that this project chose itself. Found once for a purchase in such a language, as
long as terms without a reader are left. A wrong word in a contract changes what is owed.

Passes:  language = "en"
Fails:   language = "ar", as long as no native reader has signed the terms

Have somebody whose language it is, and who knows procurement, read the annex before it is published.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.findings import Place
from tenderkit.library.library import ENGLISH
from tenderkit.lint.catalogue import Fault

SEVERITY = "info"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find a purchase in a language with terms that nobody has reviewed."""
    language = checked.purchase.prevailing_language
    if language == ENGLISH:
        return
    terms = checked.selection.library.translation_into(language).terms.values()
    if unseen := [term for term in terms if term.source is None]:
        yield checked.make_fault("unreviewed-term", Place(key="language"), count=len(unseen), language=language)
