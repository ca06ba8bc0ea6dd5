# SPDX-License-Identifier: Apache-2.0
"""Labels that the requirements of a clause name, and whether their rules are quoted."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tenderkit.lint.catalogue import Catalogue, Said
from tenderkit.lint.statements import statements
from tenderkit.lint.turns import Turns

_FIGURE = re.compile(r"\d")


class Named(NamedTuple):
    """A label that a requirement names otherwise than as proof, with all that its paragraph says of it.

    `demanded`: a duty asks for it; `whole`: with all its rules; `quoted`: the statement takes rules out of it;
    `company_wide`: its rules reach the maker as a whole; `criteria`: another statement of the requirement says what
    has to be met.
    """

    said: Said
    label: str
    demanded: bool
    whole: bool
    quoted: bool
    company_wide: bool
    criteria: bool


class LabelNames:
    """Finds labels in texts, by the lists `label-names` and `label-lookalikes`."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.names, self.lookalikes = Turns(catalogue, "label-names"), Turns(catalogue, "label-lookalikes")

    def find(self, text: str, language: str) -> str | None:
        """The first label of a text, as it is written."""
        return self.names[language].find(self.lookalikes[language].blanked(text))


def named(catalogue: Catalogue, *kinds: str) -> Iterator[Named]:
    """Each label that a requirement names, of clauses of these kinds."""
    names, company_wide = LabelNames(catalogue), Turns(catalogue, "company-wide-labels")
    duties, demands = Turns(catalogue, "duty-verbs"), Turns(catalogue, "duty-verbs", "demand-words")
    aside = Turns(catalogue, "proving-words", "no-demand-phrases")
    whole, criteria = Turns(catalogue, "whole-label-phrases"), Turns(catalogue, "criteria-words")
    required: dict[tuple[str, str | None], list[tuple[Said, str]]] = {}
    for said in catalogue.contract_texts:
        if said.field == "requirement" and said.clause.kind in kinds:
            stated = required.setdefault((said.clause.id, said.variant), [])
            stated += [(said, s) for s in statements(said, duties[said.language])]
    for stated in required.values():
        labels = [names.find(s, said.language) for said, s in stated]
        if not any(labels):
            continue
        given = any(
            not label and (_FIGURE.search(s) or criteria[said.language].search(s))
            for label, (said, s) in zip(labels, stated, strict=True)
        )
        for label, (said, s) in zip(labels, stated, strict=True):
            language = said.language
            if not label or aside[language].search(s):
                continue
            all_rules = whole[language].search(s) is not None
            yield Named(
                said,
                label,
                demanded=demands[language].search(s) is not None,
                whole=all_rules,
                quoted=not all_rules and criteria[language].search(s) is not None,
                company_wide=company_wide[language].search(s) is not None,
                criteria=given,
            )
