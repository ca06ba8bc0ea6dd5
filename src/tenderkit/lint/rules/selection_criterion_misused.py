# SPDX-License-Identifier: Apache-2.0
"""selection-criterion-misused: a selection criterion judges the goods, or an award criterion judges the firm.

Catches a selection criterion that demands properties of the goods (list `product-words` and the categories of the
vocabulary), gives points (list `scoring-words`) or judges what is promised (“the delivery time of their offer”, list
`promised-terms`), and an award criterion that scores the firm: its experience,
turnover, references or staff (list `suitability-words`). Selection criteria concern only suitability, finances and
technical ability (Directive 2014/24/EU, Art 58(1)), and award criteria only what is offered; the staff assigned to
the contract (list `assigned-staff`) may be scored where their quality matters (Art 67(2)(b)).

Passes:  kind = "selection-criterion": The tenderer shall have in use a written quality process.
Fails:   kind = "selection-criterion": Each laptop shall have a battery that the user can replace.
Fails:   kind = "award-criterion": The tenderer earns points for each reference project.

Make it a technical specification, an award criterion on the offer, or a selection criterion.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.phrases import WORD, Phrases, Words, build_whole_words

SEVERITY = "error"
_FIELDS = ("title", "requirement", "question")


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the selection criteria on goods and the award criteria on firms."""
    goods, others = Phrases(catalogue, source=build_goods), Phrases(catalogue, "scoring-words", "promised-terms")
    firm, assigned = Phrases(catalogue, "suitability-words"), Phrases(catalogue, "assigned-staff")
    for wording in catalogue.contract_texts:
        kind, language = wording.clause.kind, wording.language
        if wording.field not in _FIELDS or kind not in ("selection-criterion", "award-criterion"):
            continue
        for sentence in wording.sentences:
            if kind == "selection-criterion":
                demand = goods[language].search(sentence)
                phrase = sentence[slice(*demand.span())] if demand and not demand["aside"] else None
                phrase, about = phrase or others[language].find(sentence), "the goods or points, and the clause is a"
                fix = "Make it a technical specification or an award criterion."
            else:
                phrase = None if assigned[language].search(sentence) else firm[language].find(sentence)
                about = "the firm, and the clause is an"
                fix = "Ask for it in a selection criterion, and score what is offered."
            if phrase:
                message = f"“{phrase}” is about {about} {kind.replace('-', ' ')}"
                place = catalogue.place(wording)
                yield make_fault(message, fix, place, "selection-criterion-misused", phrase=phrase)


def build_goods(words: Words) -> str:
    """Return the regular expression for a demand on the goods, such as “each laptop shall have”."""
    labels = [word.label.get(words.language, "") for word in words.catalogue.library.vocabulary.categories.values()]
    forms = [form for label in labels for form in ([label] if isinstance(label, str) else label.values())]
    thing = rf"(?:{words('product-words')}|{build_whole_words((form.lower() for form in forms if form), edge=WORD)})"
    # “The test result of each unit shall be recorded” is about the result.
    aside = rf"(?P<aside>{words('anchor-genitives')}\s+(?:\w+\s+)?)?"
    demand = rf"{aside}{thing}\s+(?:[a-z]+\s+)?{words('duty-verbs')}\s+\w+"
    return rf"{demand}|{words('offer-openings')}\s+(?:\w+\s+){{0,2}}{thing}"
