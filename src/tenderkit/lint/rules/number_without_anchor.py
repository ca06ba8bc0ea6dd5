# SPDX-License-Identifier: Apache-2.0
"""number-without-anchor: a number without the event from which it counts or the method that measures it.

Such an event or method is the anchor of the number. Catches a time, a share or a number of charge cycles typed into a
requirement or remedy whose sentence names no day, event, period or method (lists `anchors`, `anchor-events`); the
value of a time parameter if no sentence of the requirement gives it an anchor; a case without `anchor` in a parameter
of time, count or rate; and a scale in units of time without `anchor`. “After delivery” and “after the last unit is
placed on the market” differ by years: Directive 2014/24/EU, Art 42(3)(a), asks for parameters precise enough to
decide on. Numbers in references, as in EN 50625-1:2014, do not count.

Passes, too: a share whose base is named (“by weight”, list `share-bases`); what another clause demands (“The
specification requires 800 cycles”, list `restating-words`); years of practice, times of notice and the minutes of a
handling (lists `practice-endings`, `notice-endings`, `handling-words`); and the steps of an award criterion
(list `step-words`) behind a sentence that says what is measured.

Passes:  The contractor shall collect within {{ collection_days }} {{ collection_days_anchor }}.
Passes:  The contractor shall answer within two working days of the written request.
Fails:   The contractor shall repair each unit within 5 working days.

Make the number a parameter with an `anchor`, and print both; or write in the sentence from which event it counts.
"""

from collections.abc import Iterator

from tenderkit.library.clause import Clause
from tenderkit.lint.anchors import Anchors
from tenderkit.lint.catalogue import Catalogue, Fault, Wording, make_fault
from tenderkit.lint.phrases import Pattern, Phrases
from tenderkit.lint.quantities import Quantity, measures_in
from tenderkit.lint.statements import find_requirements

SEVERITY = "error"
_FIX = "Name the day, the event or the method, best as the `anchor` of a parameter."


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the numbers without an anchor in texts, parameters and scales."""
    anchors = {language: Anchors(catalogue, language) for language in catalogue.languages}
    scoring = Phrases(catalogue, "step-words")
    for wording in catalogue.contract_texts:
        if wording.field not in ("requirement", "remedy"):
            continue
        if first := _find_loose(wording, anchors[wording.language], scoring[wording.language]):
            message = f"nothing says what “{first.text}” counts from, or how it is measured"
            yield make_fault(message, _FIX, catalogue.place(wording), "number-without-anchor", phrase=first.text)
    time = catalogue.words("time-units")
    anchored = (*time, *catalogue.words("anchored-units"))
    for clause in catalogue.clauses:
        yield from _check_cases(catalogue, clause, anchored)
        scale = clause.scale
        counts = scale is not None and scale.type != "lowest" and not scale.relative
        if scale and counts and not scale.anchor and measures_in(scale.unit, time):
            message = f"the steps count in “{scale.unit}”, and nothing says from when"
            yield Fault(message, "Name an `anchor`.", catalogue.at(clause, "scale.anchor"))
    yield from _check_printed(catalogue, anchors, time)


def _find_loose(wording: Wording, anchors: Anchors, scoring: Pattern) -> Quantity | None:
    """Return the first quantity of a text without an anchor, or None.

    The steps of an award criterion (“3 points for 8 days”) count as the sentences before them say.
    """
    told = False
    for sentence in wording.sentences:
        step = told and wording.clause.kind == "award-criterion" and scoring.search(sentence)
        if not step and (loose := anchors.find_loose(sentence)):
            return loose
        told = told or anchors.measures(sentence)
    return None


def _check_cases(catalogue: Catalogue, clause: Clause, units: tuple[str, ...]) -> Iterator[Fault]:
    for name, parameter in clause.parameters.items():
        if measures_in(parameter.unit, units):
            for number, case in enumerate(parameter.cases, 1):
                if case.anchor is None:
                    message = f"the value in “{parameter.unit}” has no anchor"
                    yield Fault(message, _FIX, catalogue.at(clause, f"parameters.{name}.cases.{number}"))


def _check_printed(catalogue: Catalogue, anchors: dict[str, Anchors], time: tuple[str, ...]) -> Iterator[Fault]:
    """Find the time parameters whose value is in a requirement, but never in a sentence that gives it an anchor."""
    for requirement in find_requirements(catalogue):
        loose: dict[str, Wording | None] = {}
        for wording, sentence in requirement.sentences:
            for name, key, parameter in wording.parameters:
                before, value, behind = sentence.partition(f"{{{{ {name} }}}}")
                if value and measures_in(parameter.unit, time) and not name.endswith("_anchor"):
                    tied = loose.get(key, wording) is None or anchors[wording.language].ties_number(before, behind)
                    loose[key] = None if tied else wording
        for key, text in loose.items():
            if text:
                message = f"nothing in the requirement says what the value of “{key}” counts from"
                yield Fault(message, f"Print {{{{ {key.replace('-', '_')}_anchor }}}}.", catalogue.place(text))
