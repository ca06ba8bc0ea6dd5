# SPDX-License-Identifier: Apache-2.0
"""warranty-out-of-range: a warranty of less than one or more than seven years.

Catches figures and bounds of warranty parameters (list `warranty-words`, in id or title) in years
or months, the terms that an award scale gives points for, and terms typed next to such a word in
texts that tenderers read. Manufacturers give shorter terms anyway; longer ones are not on the
market and are priced as insurance. Zero, for no extra years, passes.

Passes:  [parameters.warranty-years] with core = 3, min = 1, max = 7
Fails:   The tenderer shall offer a warranty of ten years after delivery.

Set one to seven years, and ask the market first; long use is better served by spare parts and
updates.
"""

from collections.abc import Iterator

from tenderkit.library.clause import Clause
from tenderkit.lint.applicability import find_floor
from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.phrases import Pattern, Phrases
from tenderkit.lint.quantities import Quantities, is_next_to

SEVERITY = "warn"
_PER_YEAR = {"years": 1, "months": 12}
_FIX = "Set one to seven years."


def _is_out_of_range(value: object, unit: str | None) -> bool:
    if unit not in _PER_YEAR or not isinstance(value, int | float) or isinstance(value, bool) or value == 0:
        return False
    return not 1 <= value / _PER_YEAR[unit] <= 7


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the warranty terms outside one to seven years in parameters, in scales and in texts."""
    warranty = Phrases(catalogue, "warranty-words")["en"]
    for clause in catalogue.clauses:
        for name, parameter in clause.parameters.items():
            if not warranty.search(f"{name.replace('-', ' ')} {parameter.title}"):
                continue
            for number, case in enumerate(parameter.cases, 1):
                figures = {level: case.figure(level).value for level in ("core", "comprehensive")}
                if case.comprehensive is None:
                    del figures["comprehensive"]
                for key, value in {**figures, "min": case.min, "max": case.max}.items():
                    if _is_out_of_range(value, parameter.unit):
                        message = f"a warranty of {value:g} {parameter.unit}"
                        yield Fault(message, _FIX, catalogue.at(clause, f"parameters.{name}.cases.{number}.{key}"))
        yield from _check_scale(catalogue, clause, warranty)
    yield from _check_texts(catalogue)


def _check_scale(catalogue: Catalogue, clause: Clause, warranty: Pattern) -> Iterator[Fault]:
    scale = clause.scale
    floor = find_floor(catalogue, scale) if scale else None
    about = f"{clause.id} {floor.name if floor else ''}".replace("-", " ").replace(".", " ")
    if scale is None or not warranty.search(about):
        return
    base = 0.0
    if scale.relative and floor:
        figures = [case.core.value for case in floor.parameter.cases]
        base = min((v for v in figures if isinstance(v, int | float)), default=0)
    for number, step in enumerate(scale.steps, 1):
        total = step.from_ + base
        if _is_out_of_range(total, scale.unit) and not (scale.relative and not floor):
            message = f"points for a warranty of {total:g} {scale.unit}"
            yield Fault(message, _FIX, catalogue.at(clause, f"scale.steps.{number}.from"))


def _check_texts(catalogue: Catalogue) -> Iterator[Fault]:
    quantities = {language: Quantities(catalogue, language) for language in catalogue.languages}
    words = Phrases(catalogue, "warranty-words")
    for wording in catalogue.contract_texts:
        word = words[wording.language]
        for sentence in wording.sentences:
            if not word.search(sentence):
                continue
            for quantity in quantities[wording.language].find_all(sentence):
                if _is_out_of_range(quantity.value, quantity.unit) and is_next_to(word, sentence, quantity):
                    message, place = f"a warranty of “{quantity.text}”", catalogue.place(wording)
                    yield make_fault(message, _FIX, place, "warranty-out-of-range", phrase=quantity.text)
