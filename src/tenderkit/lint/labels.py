# SPDX-License-Identifier: Apache-2.0
"""Ecolabels that the requirements of clauses name, and whether they quote the rules of the ecolabel."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tenderkit.lint.catalogue import Catalogue, Wording
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.statements import find_requirements, split_statements

_FIGURE = re.compile(r"\d")


class NamedLabel(NamedTuple):
    """An ecolabel that a statement of a requirement names, but not as a proof.

    `demanded`: the statement demands the ecolabel; `whole`: the statement asks for all rules of the ecolabel;
    `quoted`: the statement picks some rules of the ecolabel; `company_wide`: the rules of the ecolabel also bind the
    manufacturer as a firm; `criteria`: another statement of the requirement sets figures or criteria.
    """

    wording: Wording
    label: str
    demanded: bool
    whole: bool
    quoted: bool
    company_wide: bool
    criteria: bool


class LabelNames:
    """Finds ecolabels in texts, by the word lists `label-names` and `label-lookalikes`."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.names, self.lookalikes = Phrases(catalogue, "label-names"), Phrases(catalogue, "label-lookalikes")

    def find(self, text: str, language: str) -> str | None:
        """Return the name of the first ecolabel in a text, spelt as in the text; None if there is no ecolabel."""
        return self.names[language].find(self.lookalikes[language].blank_out(text))


def find_named_labels(catalogue: Catalogue, *kinds: str) -> Iterator[NamedLabel]:
    """Yield the first ecolabel of each statement in requirements; an ecolabel named as a proof is left out.

    Parameters: `kinds`, the kinds of clause to search, such as `technical-specification`."""
    names, company_wide = LabelNames(catalogue), Phrases(catalogue, "company-wide-labels")
    duties, demands = Phrases(catalogue, "duty-verbs"), Phrases(catalogue, "duty-verbs", "demand-words")
    aside = Phrases(catalogue, "proving-words", "no-demand-phrases")
    whole_label, criteria = Phrases(catalogue, "whole-label-phrases"), Phrases(catalogue, "criteria-words")
    for requirement in find_requirements(catalogue, *kinds):
        stated = [
            (wording, s)
            for wording in requirement.paragraphs
            for s in split_statements(wording, duties[wording.language])
        ]
        labels = [names.find(s, wording.language) for wording, s in stated]
        if not any(labels):
            continue
        pairs = list(zip(labels, stated, strict=True))
        given = any(
            not label and (_FIGURE.search(s) or criteria[wording.language].search(s)) for label, (wording, s) in pairs
        )
        for label, (wording, s) in pairs:
            language = wording.language
            if label and not aside[language].search(s):
                all_rules = whole_label[language].search(s) is not None
                yield NamedLabel(
                    wording,
                    label,
                    demanded=demands[language].search(s) is not None,
                    whole=all_rules,
                    quoted=not all_rules and criteria[language].search(s) is not None,
                    company_wide=company_wide[language].search(s) is not None,
                    criteria=given,
                )
