# SPDX-License-Identifier: Apache-2.0
"""ambiguous-anchor: a time that nobody can measure, such as “regularly” or “quickly”.

Catches, in statements that ask for something, words for a time without a length (list `open-times`, except in the
phrases of `open-times-allowed`), where the statement has no number of minutes, hours, days or longer. Words after
which a report is due count as a time (list `report-times`, such as “without delay”). Aims pass (list
`purpose-headings`), and so does what the authority does. Anchors such as “end of life” are looked at in clauses
alone. Directive 2014/24/EU, Art 42(3)(a) and 67(4), asks for requirements precise enough to check. Another paper of
the tender may say how often, so that this is a warning.

Passes:  The contractor shall clean the printers every three months.
Fails:   The contractor shall clean the printers regularly.

Write a number, its unit and the event from which it counts.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.checks.documents.wording import allow_authority
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.quantities import Quantities, measures_in

SEVERITY = "warn"


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the words for a time that nobody can measure."""
    times, settling = (Phrases(checked.words, name)["en"] for name in ("open-times", "report-times"))
    allowed, quantities = Phrases(checked.words, "open-times-allowed")["en"], Quantities(checked.words, "en")
    purposes = Phrases(checked.words, "purpose-headings")["en"]
    units, acts = checked.words.words("time-units"), allow_authority(checked)
    for statement in checked.find_statements("open-times"):
        phrase = times.find(allowed.blank_out(statement.text)) if statement.demands else None
        if not phrase or settling.search(statement.text) or acts(statement):
            continue
        if any(map(purposes.search, statement.paragraphs[0].headings)):
            continue
        if not any(measures_in(quantity.unit, units) for quantity in quantities.find_all(statement.text)):
            yield checked.make_fault("ambiguous-anchor", statement.find_paragraph(phrase), phrase)
