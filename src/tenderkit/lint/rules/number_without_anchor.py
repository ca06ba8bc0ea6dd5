# SPDX-License-Identifier: Apache-2.0
"""number-without-anchor: a number of which nobody knows from when it counts or how it is measured.

Catches a time, a share or a number of charge cycles that an author typed into a requirement or
remedy whose sentence names no day, event, period or method; a value of a parameter of time that no
sentence of the requirement ties to one; a case of a parameter of time, count or rate without
`anchor`; and steps of a scale in units of time without one. “After delivery” and “after the last
unit is placed on the market” differ by years: Directive 2014/24/EU, Art 42(3)(a), asks for
parameters precise enough to decide on. Numbers of references, as in EN 50625-1:2014, are no
quantities.

Passes:  The contractor shall collect within {{ collection_days }} {{ collection_days_anchor }}.
Passes:  The contractor shall answer within two working days of the written request.
Fails:   The contractor shall repair each unit within 5 working days.

Make the number a parameter with an `anchor`, and print both; or say in the sentence what it counts
from.
"""

import re
from collections.abc import Iterator

from tenderkit.clause import Clause
from tenderkit.lint.catalogue import Catalogue, Fault, Said
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.quantities import Quantities, Quantity, measures

SEVERITY = "error"
_FIX = "Name the day, the event or the method, best as the `anchor` of a parameter."


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """The numbers without anchor: typed ones, values that are printed, cases of parameters, steps of scales."""
    anchors = {language: _Anchors(catalogue, language) for language in catalogue.languages}
    for said in catalogue.contract_texts:
        if said.field in ("requirement", "remedy"):
            for sentence in said.sentences:
                if loose := anchors[said.language].loose(sentence):
                    message = f"nothing says what “{loose.text}” counts from, or how it is measured"
                    yield Fault(message, _FIX, catalogue.place(said))
                    break
    time = catalogue.words("time-units")
    anchored = (*time, *catalogue.words("anchored-units"))
    for clause in catalogue.clauses:
        yield from _cases(catalogue, clause, anchored)
        scale = clause.scale
        if (
            scale
            and scale.type != "lowest"
            and not scale.relative
            and not scale.anchor
            and measures(scale.unit, time)
        ):
            message = f"the steps count in “{scale.unit}”, and nothing says from when"
            yield Fault(message, "Name an `anchor`.", catalogue.at(clause, "scale.anchor"))
    yield from _printed(catalogue, anchors, time)


class _Anchors:
    """What ties a number to a day, an event or a method, in one language."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self.quantities = Quantities(catalogue, language)
        alone, links, genitives, events, intervals, none = (
            Phrases(catalogue, name)[language].pattern
            for name in ("anchors", "anchor-links", "anchor-genitives", "anchor-events", "intervals", "no-anchors")
        )
        self.anywhere = re.compile(
            rf"\{{\{{ \w+_anchor \}}\}}|{alone}|{links}\s+(?:[\w-]+\s+){{0,2}}?{events}", re.IGNORECASE
        )
        self.behind = re.compile(rf"\s*{genitives}\s+(?:[\w-]+\s+){{0,3}}?{events}", re.IGNORECASE)
        self.none = re.compile(none, re.IGNORECASE)
        self.interval = re.compile(rf"{intervals}\s+$", re.IGNORECASE)
        # “after three years” says nothing on when the years begin.
        self.own = re.compile(rf"(?:{alone})\s+$", re.IGNORECASE)

    def tied(self, text: str) -> bool:
        """Whether a text names a day, an event or a method."""
        return self.anywhere.search(self.none.sub("", text)) is not None

    def loose(self, sentence: str) -> Quantity | None:
        """The first quantity of a sentence, if nothing in it says what it counts from."""
        # A share of all is no measurement.
        found = [q for q in self.quantities.of(sentence) if (q.unit, q.value) != ("percent", 100)]
        found = [q for q in found if not self.interval.search(sentence[: q.start])]
        if not found or any(self.behind.match(sentence[q.end :]) for q in found):
            return None
        rest = sentence
        for quantity in reversed(found):
            rest = self.own.sub("", rest[: quantity.start]) + rest[quantity.end :]
        return None if self.tied(rest) else found[0]


def _cases(catalogue: Catalogue, clause: Clause, units: tuple[str, ...]) -> Iterator[Fault]:
    for name, parameter in clause.parameters.items():
        if measures(parameter.unit, units):
            for number, case in enumerate(parameter.cases, 1):
                if case.anchor is None:
                    message = f"the value in “{parameter.unit}” has no anchor"
                    yield Fault(message, _FIX, catalogue.at(clause, f"parameters.{name}.cases.{number}"))


def _printed(catalogue: Catalogue, anchors: dict[str, _Anchors], time: tuple[str, ...]) -> Iterator[Fault]:
    """The values of time that no sentence of a requirement ties to anything; later ones may refer back."""
    loose: dict[tuple[str, str | None, str], Said | None] = {}
    for said in catalogue.contract_texts:
        if said.field != "requirement" or len(said.template) == 1:
            continue
        for sentence in said.sentences:
            names = [(n, p) for n, p, parameter in said.parameters if measures(parameter.unit, time)]
            words = anchors[said.language]
            for name, parameter in names:
                before, value, rest = sentence.partition(f"{{{{ {name} }}}}")
                if value and not name.endswith("_anchor"):
                    tied = words.tied(f"{before}{rest}") or words.behind.match(rest)
                    key = said.clause.id, said.variant, parameter
                    loose[key] = None if tied or (key in loose and loose[key] is None) else said
    for (_, _, parameter), text in loose.items():
        if text:
            message = f"nothing in the requirement says what the value of “{parameter}” counts from"
            yield Fault(message, f"Print {{{{ {parameter.replace('-', '_')}_anchor }}}}.", catalogue.place(text))
