# SPDX-License-Identifier: Apache-2.0
"""Defects in how long promises last: a warranty off the market, parts that end too soon, two numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tenderkit.exercises.mutations.change import Change, ClauseChange, PickChange
from tenderkit.exercises.mutations.mutation import Mutation, Site
from tenderkit.exercises.mutations.planting import SPECIFICATION, list_open_texts
from tenderkit.exercises.mutations.workpiece import Workpiece, add_sentence
from tenderkit.library.clause import Figure, Parameter
from tenderkit.library.template import format_template
from tenderkit.selection.selection import LotSelection, Pick

# The years of a warranty that no market offers.
_TOO_LONG = 10
_WARRANTY = "warranty-years"
# The promises that have to last as long as the use, by clause.
_PROMISES = {
    "spare-parts": "parts-years",
    "software-update-support": "update-years",
    "server-firmware-support": "security-years",
}
# By the parameter in the words of the frame: what a second number may contradict.
_TWICE = {
    "warranty": ("warranty-minimum", _WARRANTY),
    "updates": ("software-update-support", "update-years"),
}
_NOT_NEW = ("refurbished", "repair")


def _set_value(part: LotSelection, pick: Pick, name: str, values: Mapping[str, float]) -> PickChange:
    """Return the change that gives a parameter other values, by category."""
    table = {c: replace(v, value=values[c]) if c in values else v for c, v in pick.values[name].items()}
    return PickChange(part.number, pick, replace(pick, values={**pick.values, name: table}), part.picks.index(pick))


def _find_warranties(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    for _, pick in piece.list_picks("warranty-minimum", "refurbished-warranty"):
        if any(value.unit == "years" and value.value for value in pick.values.get(_WARRANTY, {}).values()):
            yield mutation.at(pick.clause.id)


def _lengthen_warranty(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    clause = piece.selection.library.clauses[site.clause]
    parameters = {**clause.parameters, _WARRANTY: _set_figures(clause.parameters[_WARRANTY], _TOO_LONG)}
    changes: list[Change] = [ClauseChange(clause, replace(clause, parameters=parameters))]
    for part, pick in piece.list_picks(site.clause):
        if values := dict.fromkeys(pick.values.get(_WARRANTY, {}), _TOO_LONG):
            changes.append(_set_value(part, pick, _WARRANTY, values))
    return changes


def _set_figures(parameter: Parameter, value: float) -> Parameter:
    """Return a parameter that proposes one value in all cases."""
    cases = tuple(
        replace(
            case,
            core=Figure(value),
            comprehensive=Figure(value) if case.comprehensive else None,
            max=None if case.max is None else max(case.max, value),
        )
        for case in parameter.cases
    )
    return replace(parameter, cases=cases)


def _find_promises(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    for part in piece.selection.lots:
        used = {pick.clause.id for pick in part.picks} & {"minimum-use-term"}
        if (
            part.lot is None
            or part.lot.acquisition in _NOT_NEW
            or not (part.lot.unit_months or part.lot.months or used)
        ):
            continue
        for pick in part.picks:
            years = pick.values.get(_PROMISES.get(pick.clause.id, ""), {}).values()
            if any(value.unit == "years" and value.value and value.value > 1 for value in years):
                yield mutation.at(pick.clause.id, lot=part.number)


def _shorten_promise(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    part, name = piece.selection.parts[site.lot], _PROMISES[site.clause]
    pick = next(pick for pick in part.picks if pick.clause.id == site.clause)
    halved = {c: max(1, int(v.value // 2)) for c, v in pick.values[name].items() if v.value}
    return (_set_value(part, pick, name, halved),)


def _find_second_numbers(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    for topic, (clause, name) in _TWICE.items():
        holders = list(piece.list_picks(clause))
        years = {v.value for _, pick in holders for v in pick.values.get(name, {}).values() if v.unit == "years"}
        lots = {part.number for part, _ in holders}
        for printed in list_open_texts(piece, SPECIFICATION) if len(years) == 1 and None not in years else ():
            if _name_goods(piece, printed.clause.id) != _name_goods(piece, clause):
                continue
            inside = {part.number for part, _ in piece.list_picks(printed.clause.id)} <= lots
            if inside and printed.clause.id != clause:
                # In a document, the second of the two is found.
                yield mutation.at(printed.clause.id, topic, printed="", touched=(clause,))


def _name_goods(piece: Workpiece, id_: str) -> set[str]:
    """Return the words for goods in the title of a clause, by which the check tells what a sentence is about."""
    goods = piece.find_words("equipment-words", "goods-words", "used-equipment-words")["en"]
    title = format_template(piece.selection.library.clauses[id_].text.title)
    return {word.lower().rstrip("s") for word in goods.find_all(title)}


def _repeat_number(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    clause, name = _TWICE[site.detail]
    (years,) = {v.value for _, pick in piece.list_picks(clause) for v in pick.values[name].values()}
    other = years - 1 if years > 2 else years + 1
    labels, printed = piece.selection.library.vocabulary.units["years"].label, piece.printed[site.clause]
    sentence = piece.write(f"m17-{site.detail}", years=piece.words.amount(other, labels))
    return (ClauseChange(printed.clause, add_sentence(printed, sentence)),)


WARRANTY_OFF_MARKET = Mutation(
    "M13", "lifetime", "LO1", 2, ("warranty-out-of-range",), _find_warranties, _lengthen_warranty, is_judged=True
)
PROMISE_TOO_SHORT = Mutation(
    "M14", "lifetime", "LO3", 3, ("lifetime-incoherent",), _find_promises, _shorten_promise,
    not_printed=("lifetime-incoherent",),
)  # fmt: skip
TWO_NUMBERS = Mutation("M17", "lifetime", "LO3", 3, ("conflicting-parameters",), _find_second_numbers, _repeat_number)
