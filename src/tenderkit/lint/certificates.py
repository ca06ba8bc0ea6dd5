# SPDX-License-Identifier: Apache-2.0
"""Certificates of firms, sites and services that a clause asks for."""

from collections.abc import Iterator
from typing import NamedTuple

from tenderkit.lint.catalogue import Catalogue, Passage
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.statements import find_requirements


class AskedCertificate(NamedTuple):
    """A text that asks for a certificate under a scheme; `about` is all that its clause requires of it there."""

    passage: Passage
    scheme: str
    about: str


def find_asked_certificates(catalogue: Catalogue, *lists: str) -> Iterator[AskedCertificate]:
    """Yield the requirements and proofs with a word for a certificate and one of the lists in the same sentence.

    General rules ask for nothing themselves. What a requirement demands of certificates holds for the proof too.
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
