# SPDX-License-Identifier: Apache-2.0
"""evidence-date-missing: a certificate without the day on which it must be valid.

Catches a certificate under a scheme or management standard (lists `scheme-names` and `certified-standards`), or of an
independent body (list `accreditation-words`), in a requirement or in the proof of the tier `certificate`, if neither
says when it must be valid (list `validity-words`). Otherwise nobody notices a certificate that has lapsed, or lapses
before the work is done. Test reports and certificates on a single unit, such as those of erasure, do not expire.

Passes:  Certificate of an accredited body on these rules, valid on the day of award.
Fails:   Certificate of an accredited body on these rules.

Add the day: the award for what is offered, the day of the work or of each report for what is done under the contract.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.certificates import find_asked_certificates
from tenderkit.lint.phrases import Phrases

SEVERITY = "info"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the demands for certificates that do not say on which day the certificate must be valid."""
    valid, test = Phrases(catalogue, "validity-words"), Phrases(catalogue, "test-words")
    accredited = Phrases(catalogue, "accreditation-words")
    for asked in find_asked_certificates(catalogue, "scheme-names", "certified-standards", "accreditation-words"):
        wording = asked.wording
        if accredited[wording.language].find(asked.scheme) == asked.scheme and test[wording.language].search(
            asked.about
        ):
            continue
        if wording.tier in (None, "certificate") and not valid[wording.language].search(asked.about):
            message = f"a certificate (“{asked.scheme}”) is asked for, and no day on which it must be valid"
            fix, place = "Add it, for example “valid on the day of award”.", catalogue.place(wording)
            yield make_fault(message, fix, place, "evidence-date-missing", phrase=asked.scheme)
