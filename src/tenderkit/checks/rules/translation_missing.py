# SPDX-License-Identifier: Apache-2.0
"""translation-missing: a selected text is missing in the language of the papers.

The papers would be part in one language and part in English; `build` refuses them unless --allow-untranslated is
given. Tenderers could read two languages as two meanings.

Passes:  language = "en"
Fails:   language = "ar", with a clause that has no Arabic text

Leave the clause out, translate it in a library on top, or choose another language.
"""

from collections.abc import Iterator
from dataclasses import replace

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.lint.catalogue import Fault
from tenderkit.selection.untranslated import find_untranslated

SEVERITY = "error"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the clauses, labels and fixed words without a text in the language of the papers."""
    for finding in find_untranslated(checked.selection, checked.words):
        place = replace(finding.place, key=finding.place.key or "language")
        yield Fault(finding.message, finding.fix or "Leave it out, or translate it.", place)
