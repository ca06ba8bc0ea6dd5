# SPDX-License-Identifier: Apache-2.0
"""Certificates of firms, sites and services that a clause asks for."""

from collections.abc import Iterator
from typing import NamedTuple

from tenderkit.lint.catalogue import Catalogue, Said
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.statements import requirements


class AskedCertificate(NamedTuple):
    """A text that asks for a certificate under a scheme; `about` is all that its clause says on it there."""

    said: Said
    scheme: str
    about: str


def asked_certificates(catalogue: Catalogue, *lists: str) -> Iterator[AskedCertificate]:
    """The requirements and proofs with a word for a certificate and one of the lists in the same sentence.

    General rules ask for nothing themselves. What a requirement says on certificates holds for the proof too.
    """
    certificate, schemes = Phrases(catalogue, "certificate-words"), [Phrases(catalogue, name) for name in lists]

    def on_certificates(said: Said) -> list[str]:
        return [sentence for sentence in said.sentences if certificate[said.language].search(sentence)]

    required = {
        (requirement.clause.id, requirement.variant): " ".join(
            sentence for said in requirement.paragraphs for sentence in on_certificates(said)
        )
        for requirement in requirements(catalogue)
    }
    for said in catalogue.contract_texts:
        if said.field not in ("requirement", "verification") or said.clause.kind == "general-rule":
            continue
        for sentence in on_certificates(said):
            if found := next((f for words in schemes if (f := words[said.language].find(sentence))), None):
                base = required[said.clause.id, None]
                about = f"{said.text} {required.get((said.clause.id, said.variant), base)}"
                yield AskedCertificate(said, found, about)
                break
