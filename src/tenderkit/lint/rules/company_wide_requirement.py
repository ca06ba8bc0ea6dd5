# SPDX-License-Identifier: Apache-2.0
"""company-wide-requirement: a demand on the whole of a firm, not on what it delivers.

Catches the phrases of the list `company-wide-phrases` (reports and policies of a firm, ratings, all its sites) in
texts that tenderers read, unless the sentence ties them to the contract (list `contract-link-phrases`). Criteria and
conditions have to be linked to the subject of the contract: Directive 2014/24/EU, Art 67(3) and 70. A general policy
of the tenderer has no such link.

Passes:  The tenderer shall name every site that will treat equipment under this lot.
Fails:   The tenderer shall hand in its sustainability report.

Limit the demand to the goods, services or sites of the contract.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.statements import fill_sentences

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the demands on whole firms in every text that tenderers read."""
    firms, links = Phrases(catalogue, "company-wide-phrases"), Phrases(catalogue, "contract-link-phrases")
    idle = Phrases(catalogue, "no-demand-phrases")
    for wording in catalogue.contract_texts:
        for sentence in fill_sentences(wording):
            if not (phrase := firms[wording.language].find(sentence)):
                continue
            if not links[wording.language].search(sentence) and not idle[wording.language].search(sentence):
                message = f"“{phrase}” concerns the firm as a whole"
                fix = "Limit the demand to the goods, services or sites of the contract."
                yield make_fault(message, fix, catalogue.place(wording), "company-wide-requirement", phrase=phrase)
