# SPDX-License-Identifier: Apache-2.0
"""The certificates of firms, sites and services that clauses ask for."""

from collections.abc import Iterator
from typing import NamedTuple

from tenderkit.lint.catalogue import Catalogue, Passage
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.statements import find_requirements


class AskedCertificate(NamedTuple):
    """A passage that asks for a certificate, and the certification scheme that the passage names.

    `about`: the text of the passage, followed by the sentences on certificates in the requirement of the clause.
    """

    passage: Passage
    scheme: str
    about: str


def find_asked_certificates(catalogue: Catalogue, *lists: str) -> Iterator[AskedCertificate]:
    """Yield each requirement or proof that asks for a certificate and names a certification scheme.

    One sentence has to have both: a word for a certificate, and a word of one of the word lists. General rules are
    not searched, since they ask for no certificate themselves.

    Parameters: `lists`, the names of the word lists, such as `scheme-names`.
    """
    certificate, schemes = Phrases(catalogue, "certificate-words"), [Phrases(catalogue, name) for name in lists]

    def on_certificates(passage: Passage) -> list[str]:
        return [sentence for sentence in passage.sentences if certificate[passage.language].search(sentence)]

    required = {
        (requirement.clause.id, requirement.variant): " ".join(
            sentence for passage in requirement.paragraphs for sentence in on_certificates(passage)
        )
        for requirement in find_requirements(catalogue)
    }
    for passage in catalogue.contract_texts:
        if passage.field not in ("requirement", "verification") or passage.clause.kind == "general-rule":
            continue
        for sentence in on_certificates(passage):
            if scheme := next((f for words in schemes if (f := words[passage.language].find(sentence))), None):
                base = required[passage.clause.id, None]
                about = f"{passage.text} {required.get((passage.clause.id, passage.variant), base)}"
                yield AskedCertificate(passage, scheme, about)
                break
