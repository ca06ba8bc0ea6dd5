# SPDX-License-Identifier: Apache-2.0
"""certificate-without-scope: a certificate is demanded, and nothing says what it must cover.

Catches a requirement or proof with a certificate under a scheme or management standard (lists `scheme-names` and
`certified-standards`) that names no scope, site, activity or appendix (list `scope-words`). A certificate for another
site, or one under R2v3 without the appendix for the work, proves nothing for this contract; Directive 2014/24/EU,
Art 67(3) and 58, asks for the link to the contract. Test reports and ecolabels of products have no such scope.

Passes:  Certificate under R2v3 (2020) or equivalent, whose scope or appendices name the site and the steps.
Fails:   Certificate under R2v3 (2020) or equivalent.

Say what the scope of the certificate must name: the sites, the activities, the appendices.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.certificates import find_asked_certificates
from tenderkit.lint.phrases import Phrases

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the demands for certificates that do not say what the certificate must cover."""
    scope = Phrases(catalogue, "scope-words")
    for asked in find_asked_certificates(catalogue, "scheme-names", "certified-standards"):
        if not scope[asked.wording.language].search(asked.about):
            message = f"a certificate under “{asked.scheme}” is asked for, whatever it covers"
            fix, place = "Say which sites and activities its scope must name.", catalogue.place(asked.wording)
            yield make_fault(message, fix, place, "certificate-without-scope", phrase=asked.scheme)
