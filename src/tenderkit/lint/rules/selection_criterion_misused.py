# SPDX-License-Identifier: Apache-2.0
"""selection-criterion-misused: the goods judged as the firm, or the firm judged as its tender.

Catches a selection criterion that demands properties of the goods or gives points, and an award
criterion that scores the firm: its experience, turnover, references or staff (list
`suitability-words`). Selection criteria concern only suitability, finances and technical ability
(Directive 2014/24/EU, Art 58(1)), and award criteria only what is offered; the staff assigned to
the contract may be scored where their quality matters (Art 67(2)(b)).

Passes:  kind = "selection-criterion": The tenderer shall have in use a written quality process.
Fails:   kind = "selection-criterion": Each laptop shall have a battery that the user can replace.
Fails:   kind = "award-criterion": The tenderer earns points for each reference project.

Make it a technical specification, an award criterion on the offer, or a selection criterion.
"""

import re
from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault
from tenderkit.lint.phrases import Phrases

SEVERITY = "error"
_FIELDS = ("title", "requirement", "question")


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """The selection criteria on goods and the award criteria on firms."""
    goods = {language: _goods(catalogue, language) for language in catalogue.languages}
    points, firm = Phrases(catalogue, "scoring-words"), Phrases(catalogue, "suitability-words")
    assigned = Phrases(catalogue, "assigned-staff")
    for said in catalogue.contract_texts:
        if said.field not in _FIELDS:
            continue
        for sentence in said.sentences:
            found = fix = None
            if said.clause.kind == "selection-criterion":
                found = goods[said.language].search(sentence)
                if found is None or found["aside"]:
                    found = points[said.language].search(sentence)
                fix = "Make it a technical specification or an award criterion."
            elif said.clause.kind == "award-criterion" and not assigned[said.language].search(sentence):
                found = firm[said.language].search(sentence)
                fix = "Ask for it in a selection criterion, and score what is offered."
            if found and fix:
                what = "the goods or points" if said.clause.kind == "selection-criterion" else "the firm"
                message = f"“{found[0]}” is about {what}, and the clause is a {said.clause.kind.replace('-', ' ')}"
                yield Fault(message.replace("a award", "an award"), fix, catalogue.place(said))


def _goods(catalogue: Catalogue, language: str) -> re.Pattern[str]:
    """A demand on what is delivered."""
    modal, product = (Phrases(catalogue, name)[language].pattern for name in ("duty-verbs", "product-words"))
    labels = [word.label.get(language, "") for word in catalogue.library.vocabulary.categories.values()]
    names = {form for label in labels for form in ([label] if isinstance(label, str) else label.values()) if form}
    kinds = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    offer = Phrases(catalogue, "offer-openings")[language].pattern
    thing = rf"(?:{product}|\b(?:{kinds})\b)"
    # “The test result of each unit shall be recorded” is about the result.
    aside = Phrases(catalogue, "anchor-genitives")[language].pattern
    demand = rf"(?P<aside>{aside}\s+(?:\w+\s+)?)?{thing}\s+(?:[a-z]+\s+)?{modal}\s+\w+"
    return re.compile(rf"{demand}|{offer}\s+(?:\w+\s+){{0,2}}{thing}", re.IGNORECASE)
