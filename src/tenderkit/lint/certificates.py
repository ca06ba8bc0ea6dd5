# SPDX-License-Identifier: Apache-2.0
"""Certificates of firms, sites and services that a clause asks for."""

from collections.abc import Iterator
from typing import NamedTuple

from tenderkit.lint.catalogue import Catalogue, Said
from tenderkit.lint.phrases import Phrases


class AskedCertificate(NamedTuple):
    """A text that asks for a certificate under a scheme; `about` is all that its clause says on it there."""

    said: Said
    scheme: str
    about: str


def asked_certificates(catalogue: Catalogue, *lists: str) -> Iterator[AskedCertificate]:
    """The requirements and proofs with a word for a certificate and one of the lists in the same sentence.

    General rules ask for nothing themselves. What a requirement says on certificates holds for the proof too.
    """
    certificate = Phrases(catalogue, "certificate-words")
    beside = [Phrases(catalogue, name) for name in lists]
    texts = [
        (said, [s for s in said.sentences if certificate[said.language].search(s)])
        for said in catalogue.contract_texts
        if said.field in ("requirement", "verification") and said.clause.kind != "general-rule"
    ]
    required: dict[tuple[str, str | None], str] = {}
    for said, sentences in texts:
        if said.field == "requirement":
            key = said.clause.id, said.variant
            required[key] = " ".join((required.get(key, ""), *sentences))
    for said, sentences in texts:
        for sentence in sentences:
            found = next((f for names in beside if (f := names[said.language].search(sentence))), None)
            if found:
                base = required.get((said.clause.id, None), "")
                about = f"{said.text} {required.get((said.clause.id, said.variant), base)}"
                yield AskedCertificate(said, found[0], about)
                break
