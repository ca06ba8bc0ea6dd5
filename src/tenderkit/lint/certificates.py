# SPDX-License-Identifier: Apache-2.0
"""The certificates of firms, sites and services that clauses ask for."""

from collections.abc import Iterator
from typing import NamedTuple

from tenderkit.lint.catalogue import Catalogue, Wording
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.statements import find_requirements


class AskedCertificate(NamedTuple):
    """A wording that asks for a certificate, and the certification scheme that the wording names.

    `about`: the text of the wording, followed by the sentences on certificates in the requirement of the clause.
    """

    wording: Wording
    scheme: str
    about: str


def find_asked_certificates(catalogue: Catalogue, *lists: str) -> Iterator[AskedCertificate]:
    """Yield each requirement or proof that asks for a certificate and names a certification scheme.

    One sentence has to have both: a word for a certificate, and a word of one of the word lists. General rules are
    not searched, since they ask for no certificate themselves.

    Parameters: `lists`, the names of the word lists, such as `scheme-names`.
    """
    certificate, schemes = Phrases(catalogue, "certificate-words"), [Phrases(catalogue, name) for name in lists]

    def on_certificates(wording: Wording) -> list[str]:
        return [sentence for sentence in wording.sentences if certificate[wording.language].search(sentence)]

    required = {
        (requirement.clause.id, requirement.variant): " ".join(
            sentence for wording in requirement.paragraphs for sentence in on_certificates(wording)
        )
        for requirement in find_requirements(catalogue)
    }
    for wording in catalogue.contract_texts:
        if wording.field not in ("requirement", "verification") or wording.clause.kind == "general-rule":
            continue
        for sentence in on_certificates(wording):
            if scheme := next((f for words in schemes if (f := words[wording.language].find(sentence))), None):
                base = required[wording.clause.id, None]
                about = f"{wording.text} {required.get((wording.clause.id, wording.variant), base)}"
                yield AskedCertificate(wording, scheme, about)
                break
