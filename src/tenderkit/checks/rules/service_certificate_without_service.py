# SPDX-License-Identifier: Apache-2.0
"""service-certificate-without-service: a certificate for a service is asked for in a lot that has no such service.

Catches the entries of the list `service-certificates`, such as R2, e-Stewards and ISO 14001, in the authority's own
words on a lot in which nothing is taken back, treated, erased or repaired. A seller of goods without that service
need not hold it: Directive 2014/24/EU, Art 18 and 58(1).

Passes:  note = "Treated under R2v3 (2020) or equivalent.", in a lot with take-back
Fails:   note = "The firm is certified under ISO 14001:2015 or equivalent.", in a lot without any of these

Leave it out, or tie it to the lot in which the service is bought.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase, find_picks
from tenderkit.checks.look_alikes import fold_letters
from tenderkit.checks.own_words import list_requirements
from tenderkit.findings import Place
from tenderkit.library.library import ENGLISH
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.phrases import Phrases

SEVERITY = "warn"
# The clauses by which a lot has a service for used equipment or on site.
_SERVICES = (
    "take-back",
    "end-of-use-service",
    "treatment-standard",
    "data-sanitisation",
    "repair-turnaround",
    "repair-first-service",
    "cartridge-take-back",
)


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the certificates for services in lots without these services."""
    certificates = Phrases(checked.catalogue, "service-certificates")[ENGLISH]
    idle = {part.number for part, _ in checked.lots if not find_picks(part, *_SERVICES)}
    for text in list_requirements(checked.purchase):
        name = certificates.find(fold_letters(text.text)) if text.lot in idle else None
        if name:
            place = Place(key=text.key, lot=text.lot)
            yield checked.make_fault("service-certificate-without-service", place, name=name, lot=text.lot)
