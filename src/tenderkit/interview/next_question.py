# SPDX-License-Identifier: Apache-2.0
"""Find the questions to ask next, from the answers that are in the purchase file so far.

The answers are the plain data of an unfinished purchase file; nothing else is used, so that an interview can be
continued from the file alone.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding
from tenderkit.frozen import Memory, Same, frozen_dataclass
from tenderkit.library.clause import Parameter
from tenderkit.library.condition import Facts
from tenderkit.library.jurisdiction import Duty
from tenderkit.library.language import Language
from tenderkit.library.library import Library, list_known_words
from tenderkit.library.other_device import OTHER_DEVICE, PROPERTIES, find_category_of, name_kind
from tenderkit.library.question import Question
from tenderkit.purchase.answers import AnswerPath, Answers, find_answer, put_answer, validate_answers
from tenderkit.purchase.tested_answers import list_tested_answers
from tenderkit.selection.parameter_value import ParameterValue

if TYPE_CHECKING:
    # The shape of purchases costs more than the first question may; it is imported where answers are tried.
    from tenderkit.selection.selection import LotSelection, Selection

# The selections that were tried last, by answers and lot: several questions are tried against the same answers.
_KNOWN_TRIALS: "Memory[Selection | None]" = Memory(16)
# Stands in where the title or the day of a trial is not known yet; a trial is never printed.
_STAND_IN = {"title": "…", "launch": datetime.date(2027, 1, 1), "months": 48}


@frozen_dataclass
class Slot:
    """A question about the tender, a lot or a line of a lot, with the place of its answer in the purchase file.

    `path`: this place, such as `("lots", 0, "months")`; `lot`: the number of the lot, from 0; `line`: the number of
    the line in the lot, from 0. `lot` and `line` are None for a question about the tender. `read`: a function that
    reads the typed answer to a question that is not in the library; None for those of the library.
    """

    id: str
    question: Question
    path: AnswerPath
    lot: int | None = None
    line: int | None = None
    read: Callable[[str], Any] | None = None


@frozen_dataclass
class ValueSlot:
    """A question about the value of a clause's parameter, with the place of this value in the purchase file.

    `path`: this place; `value`: the present value; `lot`: the number of the lot, from 0, or None for all lots;
    `categories`: the product categories that the question is about, or empty for all categories; `others`: the other
    product categories for which the parameter has a value too.
    """

    clause: str
    name: str
    parameter: Parameter
    path: AnswerPath
    value: ParameterValue
    lot: int | None
    categories: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The full name of the parameter: `CLAUSE.NAME`."""
        return f"{self.clause}.{self.name}"

    @property
    def part(self) -> int:
        """The number of the lot, from 1; 0 for all lots."""
        return 0 if self.lot is None else self.lot + 1


AnySlot = Slot | ValueSlot


def iterate_lines(library: Library, lot: Any, which: str) -> Iterator[tuple[int, str, int]]:
    """Yield position, product category and quantity for each line of a lot; skip a line without a known category.

    A missing quantity counts as 0. Parameters: `which`, `items` for the equipment to buy, or `returns` for the old
    equipment to hand over.
    """
    lines = find_answer(lot, (which,))
    for position, line in enumerate(lines if isinstance(lines, list) else ()):
        cpv, quantity = find_answer(line, ("cpv",)), find_answer(line, ("quantity",))
        category = find_answer(line, ("category",)) or (
            library.vocabulary.find_category(cpv) if isinstance(cpv, str) else None
        )
        if isinstance(category, str) and category in library.vocabulary.categories:
            yield position, category, quantity if isinstance(quantity, int) else 0


def _name_kind(category: str, line: Any) -> str:
    """Return the id of the kind of other device on a line, as far as it is described; or else its category."""
    if category != OTHER_DEVICE:
        return category
    return name_kind(str(find_answer(line, ("name",))), [find_answer(line, (name,)) is True for name in PROPERTIES])


def list_lot_categories(library: Library, answers: Answers) -> list[set[str]]:
    """Return a set of product categories for each lot: of its items, and of the old equipment to hand over."""
    lots = find_answer(answers, ("lots",))
    return [_find_categories(library, lot) for lot in (lots if isinstance(lots, list) else ())]


def _find_categories(library: Library, lot: Any) -> set[str]:
    """Return the product categories of a lot: of its items, and of the old equipment to hand over."""
    return {category for which in ("items", "returns") for _, category, _ in iterate_lines(library, lot, which)}


def guess_acquisition(library: Library, lot: Any) -> str:
    """Return how the equipment of a lot is usually acquired, as long as nobody has said it.

    Parameters: `lot`, the answers on the lot, None where there are none.
    """
    usual = {library.vocabulary.categories[c].acquisition for _, c, _ in iterate_lines(library, lot, "items")}
    return usual.pop() or "purchase" if len(usual) == 1 else "purchase"


def make_facts(library: Library, answers: Answers, lot: int) -> Facts:
    """Return what the answers say about a lot, such as its product categories and its term.

    The conditions of clauses and questions are tested against these facts.
    """
    here = find_answer(answers, ("lots", lot))

    def units(which: str) -> dict[str, int]:
        counted: dict[str, int] = {}
        for position, category, quantity in iterate_lines(library, here, which):
            kind = _name_kind(category, find_answer(here, (which, position)))
            counted[kind] = counted.get(kind, 0) + quantity
        return counted

    items, returns = units("items"), units("returns")
    return Facts(
        acquisition=find_answer(here, ("acquisition",)) or guess_acquisition(library, here),
        items=items,
        returns=returns,
        data=find_answer(here, ("data",)),
        months=find_answer(here, ("months",)),
        has_returns=bool(returns),
        own_criteria=bool(find_answer(here, ("weights", "quality"))),
        answers=list_tested_answers(
            library,
            find_answer(answers, ("tender",)),
            here,
            [find_answer(here, ("returns", position)) for position, *_ in iterate_lines(library, here, "returns")],
            lambda table, key: find_answer(table, (key,)),
        ),
    )


def locate_answer(question: Question, id_: str, base: AnswerPath) -> AnswerPath:
    """Return the place of the answer to a question in the purchase file, such as `("lots", 0, "months")`.

    Parameters: `id_`, the id of the question; `base`, the place of the tender, lot or line that the question is
    about.
    """
    if question.kind == "lots":
        return ("lots",)
    return (*base, question.key) if question.key else (*base, "answers", id_)


def list_slots(library: Library, answers: Answers) -> list[Slot]:
    """Return the questions that apply to these answers, in order, each with the place of its answer.

    Questions that are asked only in the review at the end of the interview are included.
    """
    return list(_iterate_slots(library, answers))


def _iterate_slots(library: Library, answers: Answers) -> Iterator[Slot]:
    """Yield the questions of `list_slots`, each when it is read: mostly only those up to the next one are."""
    on_lines = [(id_, q) for id_, q in library.questions.items() if q.scope == "line"]
    for in_tender, run in groupby(library.questions.items(), lambda pair: pair[1].scope == "tender"):
        if in_tender:
            for id_, question in run:
                yield Slot(id_, question, locate_answer(question, id_, ("tender",)))
            continue
        of_lot = [(id_, question) for id_, question in run if question.scope == "lot"]
        for number in range(count_lots(answers)):
            yield from _list_lot_slots(library, answers, number, of_lot, on_lines)


def count_lots(answers: Answers) -> int:
    """Return the number of lots that are asked about, which is one before anything is answered."""
    lots = find_answer(answers, ("lots",))
    return max(1, len(lots)) if isinstance(lots, list) else 1


def _list_lot_slots(
    library: Library,
    answers: Answers,
    number: int,
    of_lot: Sequence[tuple[str, Question]],
    on_lines: Sequence[tuple[str, Question]],
) -> Iterator[Slot]:
    """Yield the questions on a lot and on its lines that apply, in order.

    Parameters: `number`, the number of the lot, from 0; `of_lot` and `on_lines`, the questions of both kinds.
    """
    base: AnswerPath = ("lots", number)
    facts = make_facts(library, answers, number)
    for id_, question in of_lot:
        if not question.is_asked_for(facts):
            continue
        path = locate_answer(question, id_, base)
        yield Slot(id_, question, path, number)
        if question.kind != "lines":
            continue
        which = str(path[-1])
        for position, category, _ in iterate_lines(library, find_answer(answers, base), which):
            of_category = facts.narrow_to(_name_kind(category, find_answer(answers, (*path, position))))
            for line_id, line_question in on_lines:
                if line_question.lines in (None, which) and line_question.is_asked_for(of_category):
                    place = locate_answer(line_question, line_id, (*path, position))
                    yield Slot(line_id, line_question, place, number, position)


def find_asked_slots(library: Library, answers: Answers, languages: Sequence[str]) -> Iterator[Slot]:
    """Yield the questions that the interview asks, answered or not, in order, each with the place of its answer.

    A question whose `ask` is `matters` is skipped if its answer would change nothing in the annex. This is tested
    only when the iterator reaches the question, and not at all if the question is already answered.
    Parameters: `languages`, the languages in which an annex can be built.
    """
    return (s for s in _iterate_slots(library, answers) if _is_asked(library, answers, s, languages))


def estimate_slots(library: Library, answers: Answers) -> list[Slot]:
    """Return the questions that will probably be asked; the progress shown to the buyer is counted from this list.

    A lot without answers counts as a purchase of one kind of equipment.
    """
    guess = deepcopy(dict(answers))
    lots = guess.get("lots")
    if not isinstance(lots, list) or not lots:
        guess["lots"] = lots = [{}]
    kind = next(iter(library.vocabulary.categories))
    for position, lot in enumerate(lots):
        if not isinstance(lot, dict):
            continue
        lots[position] = {"acquisition": guess_acquisition(library, lot), **lot}
        if not lot.get("items") and not lot.get("returns"):
            which = "returns" if lot.get("acquisition") == "take-back" else "items"
            lots[position][which] = [{"category": kind}]
    return [s for s in list_slots(library, guess) if _may_be_asked(library, guess, s)]


def _may_be_asked(library: Library, answers: Answers, slot: Slot) -> bool:
    """Return whether the interview may ask a question.

    True does not mean that the question is asked: whether its answer would change the annex is not tested here.
    """
    match slot.question.ask:
        case "review":
            return False
        case "stores-data":
            assert slot.lot is not None
            here = find_answer(answers, ("lots", slot.lot))
            if any(library.vocabulary.categories[c].stores_data for c in _find_categories(library, here)):
                return True
            return any(
                find_answer(here, (which, position, "stores-data")) is True
                for which in ("items", "returns")
                for position, *_ in iterate_lines(library, here, which)
            )
        case "matters":
            return slot.question.key is not None or slot.id in library.tested_lines
        case _:
            return True


def list_review_slots(library: Library, answers: Answers, languages: Sequence[str]) -> list[Slot]:
    """Return the questions whose answers the buyer can change in the review, each with the place of its answer."""
    return [
        s
        for s in list_slots(library, answers)
        if s.question.kind != "lots" and (s.question.ask == "review" or _is_asked(library, answers, s, languages))
    ]


def _is_asked(library: Library, answers: Answers, slot: Slot, languages: Sequence[str]) -> bool:
    if slot.question.ask != "matters":
        return _may_be_asked(library, answers, slot)
    if find_answer(answers, slot.path) is not None:  # what was answered can be changed
        return True
    return _may_be_asked(library, answers, slot) and _changes_outcome(library, answers, slot, languages)


def _changes_outcome(library: Library, answers: Answers, slot: Slot, languages: Sequence[str]) -> bool:
    """Return whether different answers to a question lead to different annexes.

    The answers tried are no answer, and those in `try_` of the question or, if `try_` is empty, all possible answers.
    Annexes differ if their clauses, values or weights differ, or if only some of the answers allow an annex. Only the
    lot of the question is tried, or one lot after the other, and no further than the first answer that differs.
    """
    lots = find_answer(answers, ("lots",))
    numbers = [slot.lot] if slot.lot is not None else range(len(lots) if isinstance(lots, list) else 0)
    return any(_changes_lot(library, answers, slot, languages, number + 1) for number in numbers)


def _changes_lot(library: Library, answers: Answers, slot: Slot, languages: Sequence[str], number: int) -> bool:
    """Return whether different answers to a question lead to a different lot in the annex.

    Parameters: `number`, the number of the lot, from 1.
    """
    question = slot.question
    words = question.choices or (list_known_words(question.words, library) if question.words else (True, False))
    first: Selection | None = None
    # No answer at all is an outcome too: a question is also worth asking where it closes an open point.
    for position, word in enumerate((None, *(question.try_ or words))):
        trial = deepcopy(dict(answers))
        try:
            if word is not None:
                put_answer(trial, slot.path, word)
        except (TypeError, AttributeError, KeyError, IndexError):  # a file that was edited meanwhile
            return False
        selection = try_selection(library, trial, languages, only=number)
        if position == 0:
            first = selection
        elif _differ(library, first, selection):
            return True
    return False


def _differ(library: Library, first: "Selection | None", second: "Selection | None") -> bool:
    """Return whether two selections print different annexes; None stands for no annex."""
    if first is None or second is None:
        return first is not second
    first_ids, second_ids = (
        [[p.clause.id for p in part.picks] for part in selection.parts] for selection in (first, second)
    )
    # Which clauses there are is seen at once, and mostly decides.
    return first_ids != second_ids or any(
        _summarize_lot(library, first_part) != _summarize_lot(library, second_part)
        for first_part, second_part in zip(first.parts, second.parts, strict=True)
    )


def _summarize_lot(library: Library, part: "LotSelection") -> list[Any]:
    """Return the weights, the advice to the buyer and the clauses of a lot, as a list that can be compared.

    The first entry is None if the lot has no award criterion.
    """
    from tenderkit.library.buyer_steps import choose_buyer_steps
    from tenderkit.papers.clause_text import list_sources
    from tenderkit.selection.printed_texts import choose_texts

    weighed = any(pick.clause.kind == "award-criterion" for pick in part.picks)
    outcome: list[Any] = [part.weights if weighed else None, choose_buyer_steps(library.buyer_steps, [part.facts])]
    for pick in part.picks:
        variant, _ = choose_texts(pick.clause, pick)
        outcome.append((pick.clause.id, pick.items, pick.returns, pick.values, variant, list_sources(pick, variant)))
    return outcome


def try_selection(
    library: Library, answers: Answers, languages: Sequence[str], only: int | None = None
) -> "Selection | None":
    """Return the selection of clauses for the answers so far, or None if these answers do not allow a selection.

    A missing title, date or term is replaced by a placeholder. Parameters: `only`, the number of the lot that is
    tried, from 1; None for all.
    """
    from pydantic_core import ValidationError

    def select_once() -> "Selection | None":
        try:
            return _select_for_trial(library, answers, languages, only)
        except (ValidationError, InvalidInput):
            return None

    return _KNOWN_TRIALS.recall((Same(library), repr(answers), tuple(languages), only), select_once)


def list_objections(
    library: Library, answers: Answers, languages: Sequence[str], words: Language | None = None
) -> list[Finding]:
    """Return the errors that prevent a selection of clauses for the answers so far.

    Returns an empty list if a selection is possible, or if too few answers are given to try a selection. Parameters:
    `words`, the language of the errors, None for English.
    """
    from pydantic_core import ValidationError

    try:
        _select_for_trial(library, answers, languages, words=words)
    except InvalidInput as error:
        return list(error.findings)
    except ValidationError:
        pass
    return []


def _select_for_trial(
    library: Library,
    answers: Answers,
    languages: Sequence[str],
    only: int | None = None,
    words: Language | None = None,
) -> "Selection | None":
    from tenderkit.selection.select import select

    trial = deepcopy(dict(answers))
    trial.setdefault("tenderkit", 1)
    trial.setdefault("language", languages[0])
    tender = trial.setdefault("tender", {})
    lots = trial.get("lots")
    if not isinstance(tender, dict) or not isinstance(lots, list):
        return None
    for name in ("title", "launch"):
        tender.setdefault(name, _STAND_IN[name])
    if not all(isinstance(lot, dict) for lot in lots):
        return None
    while lots and "acquisition" not in lots[-1]:  # nobody has come to these lots yet
        lots.pop()
    for lot in lots:
        lot.setdefault("title", _STAND_IN["title"])
        lot.setdefault("months", _STAND_IN["months"])
    if only is not None and only > len(lots):
        return None
    return select(library, validate_answers(library, trial, languages), only, words, warns=False)


def list_laws_on_points(library: Library, answers: Answers, languages: Sequence[str]) -> list[Duty]:
    """Return the duties that the law lays on an authority that gives points, and that stay an open point then."""
    from tenderkit.selection.legal_context import find_duties

    trial = deepcopy(dict(answers))
    question = next((q for q in library.questions.values() if q.key == "environment-weight"), None)
    if find_answer(trial, ("tender", "environment-weight")) is None and question is not None:
        put_answer(trial, ("tender", "environment-weight"), question.default)
    selection = try_selection(library, trial, languages)
    duties = find_duties(selection) if selection else []
    return [duty for duty in duties if duty.award_by_points and duty.open_point]


def list_findings(
    library: Library, answers: Answers, languages: Sequence[str], file: str, words: Language | None = None
) -> list[Finding]:
    """Return a finding, which is an error message with its place, for each fault and each missing answer.

    Parameters: `file`, the name of the purchase file to write into the findings; `words`, their language, None for
    English.
    """
    from pydantic_core import ValidationError

    from tenderkit.library.reading.validation import make_findings
    from tenderkit.purchase.purchase import Purchase

    try:
        validate_answers(library, answers, languages)
    except ValidationError as error:
        return make_findings(error, Purchase, file, words=words)
    return []


def list_open_values(library: Library, answers: Answers, languages: Sequence[str]) -> list[ValueSlot]:
    """Return a question for each value of a clause that is undecided, or that a law will raise within the term.

    A value that the authority gave, or left undecided on purpose, is not asked for again. A value that is undecided
    in several lots is asked for once, for the whole tender.
    """
    slots: list[ValueSlot] = []
    for slot in list_values(try_selection(library, answers, languages)):
        if slot.value.given or not (slot.value.value is None or slot.value.coming):
            continue
        if slot.value.value is None and not slot.categories:
            slot = replace(slot, path=("parameters", slot.clause, slot.name), lot=None)
        if slot.path not in [other.path for other in slots] or slot.categories:
            slots.append(slot)
    return slots


def list_values(selection: "Selection | None") -> list[ValueSlot]:
    """Return a question for each value of the clauses in a selection, lot by lot, those for all lots at the end.

    If several product categories of a lot have the same value, they share one question.
    """
    return [
        slot
        for part in ((*selection.lots, selection.general) if selection else ())
        for slot in _list_part_values(part)
    ]


def _list_part_values(part: "LotSelection") -> Iterator[ValueSlot]:
    """Yield a question for each value of the clauses that are selected for a lot, or for all lots."""
    lot = part.number - 1 if part.number else None
    table: AnswerPath = ("parameters",) if lot is None else ("lots", lot, "parameters")
    for pick in part.picks:
        for name, by_category in pick.values.items():
            groups: dict[Any, list[str]] = {}
            for category, value in by_category.items():
                groups.setdefault((value.print_key, value.given, bool(value.coming)), []).append(category)
            for kinds in groups.values():
                several = len(groups) > 1
                kinds_here = list(dict.fromkeys(find_category_of(kind) for kind in kinds))
                others = (c for kind in by_category if (c := find_category_of(kind)) not in kinds_here)
                yield ValueSlot(
                    pick.clause.id,
                    name,
                    pick.clause.parameters[name],
                    (*table, pick.clause.id, name),
                    by_category[kinds[0]],
                    lot,
                    tuple(kinds_here) if several else (),
                    tuple(others) if several else (),
                )
