# SPDX-License-Identifier: Apache-2.0
"""Run the interview: ask one question after the other, and save each answer before the next question."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import partial
from typing import Any

from tenderkit.findings import Finding, Place
from tenderkit.interview import next_question
from tenderkit.interview.asker import Asker, ChoiceList, Nav, Prompt
from tenderkit.interview.next_question import AnySlot, Slot, ValueSlot
from tenderkit.interview.priorities import count_additions
from tenderkit.interview.prompts import Prompts
from tenderkit.interview.store import Store
from tenderkit.interview.years_of_use import compare_years_of_lot
from tenderkit.library.clause import UNDECIDED
from tenderkit.library.library import Library
from tenderkit.library.other_device import OTHER_DEVICE
from tenderkit.library.question import Question
from tenderkit.purchase import typed_input
from tenderkit.purchase.answers import AnswerPath, find_answer, format_path, put_answer
from tenderkit.purchase.choices import Choice
from tenderkit.purchase.toml_document import PurchaseText
from tenderkit.purchase.typed_input import Refusal

# The parts of the path to a list of a lot, such as `("lots", 0, "items")`.
LIST_DEPTH = 3
# The place of the comment that tells that there is one lot.
LOT_COUNT = ("tender", "lots")
# Rules of findings that only say that an answer is not there yet.
MISSING = frozenset({"missing", "missing-key", "too-short"})


class Session:
    """An interview on one purchase file."""

    def __init__(self, asker: Asker | None, store: Store, prompts: Prompts, languages: tuple[str, ...]) -> None:
        """Parameters: `asker`, None to ask nothing; `languages`, the languages in which an annex can be built."""
        self._asker, self.store, self.prompts, self.languages = asker, store, prompts, languages
        self.library: Library = prompts.library
        store.check = self.find_problems
        # Answers to questions that an earlier answer made pointless, in case that one is changed back.
        self._removed_answers: dict[AnswerPath, Any] = {}
        # What was left open now: not every layout of the file has a place to say it.
        self._left_open: set[AnswerPath] = set()
        self._lots_counted = False
        # The values that were asked for: answered ones are no longer open, but one may go back to them.
        self._asked_values: list[ValueSlot] = []
        self.t = prompts.t

    @property
    def asker(self) -> Asker:
        """The object that puts the questions to the buyer on the terminal."""
        assert self._asker is not None, "nothing is asked here"
        return self._asker

    # What comes next

    def list_known(self) -> list[AnySlot]:
        """Return the questions of the interview, answered or not, in order, each with the place of its answer.

        Which questions these are depends on the answers so far.
        """
        answers = self.store.answers
        # Of the values that were asked for, those whose clause is still there.
        present = [
            (v.lot, v.id)
            for v in next_question.list_values(next_question.try_selection(self.library, answers, self.languages))
        ]
        values = [v for v in self._asked_values if any(v.lot in (None, lot) and v.id == id_ for lot, id_ in present)]
        slots: list[AnySlot] = [*next_question.find_asked_slots(self.library, answers, self.languages), *values]
        paths = [s.path for s in slots]
        return slots + [
            s
            for s in next_question.list_open_values(self.library, answers, self.languages)
            if s.path not in paths or s.categories
        ]

    def find_unanswered(self) -> Iterator[AnySlot]:
        """Yield the questions that the buyer neither answered nor left open, each with the place of its answer."""
        answers = self.store.answers
        for slot in next_question.find_asked_slots(self.library, answers, self.languages):
            if not self._is_answered(slot, answers):
                yield slot
        yield from next_question.list_open_values(self.library, answers, self.languages)

    def _is_answered(self, slot: Slot, answers: Mapping[str, Any]) -> bool:
        value = find_answer(answers, slot.path)
        if slot.question.kind == "lots" and value is not None and len(value) < 2:
            counted = self._lots_counted or self.store.purchase.is_left_open(LOT_COUNT)
            return counted or self._has_tender_answer(answers)
        if slot.question.kind in ("lines", "lots") and not value:
            return value is not None and slot.question.optional
        left_open = slot.path in self._left_open or self.store.purchase.is_left_open(slot.path)
        return value is not None or (slot.question.optional and left_open)

    def _has_tender_answer(self, answers: Mapping[str, Any]) -> bool:
        """Return whether a question on the tender was answered or left open: they come after the number of lots."""
        return any(
            find_answer(answers, slot.path) is not None or self.store.purchase.is_left_open(slot.path)
            for slot in next_question.list_slots(self.library, answers)
            if slot.lot is None and slot.question.kind != "lots"
        )

    def run(self, first: AnswerPath | None = None) -> bool:
        """Ask all unanswered questions. If the buyer goes back to an earlier question, the later answers are kept.

        Returns True if no question is left unanswered, False if the buyer goes back from the question whose answer
        has the place `first` in the purchase file.
        """
        back: AnySlot | None = None
        one_by_one = False
        while True:
            slot = back or next(self.find_unanswered(), None)
            if isinstance(slot, ValueSlot) and not (back or one_by_one):
                decision = self._decide_open_values()
                if decision is Nav.BACK:
                    back = self._find_previous(slot)
                    continue
                one_by_one = decision is True
                slot = slot if one_by_one else None
            if slot is None:
                with self.store.hold_changes():
                    self.write_derived()
                return True
            back = None
            if self.ask(slot, self._format_progress(slot)) is Nav.BACK:
                if slot.path == first:
                    return False
                back = self._find_previous(slot)

    def _decide_open_values(self) -> Nav | bool:
        """Ask whether the open values are set now, one by one; leave them all open otherwise. A single one is set."""
        values = next_question.list_open_values(self.library, self.store.answers, self.languages)
        if len(values) == 1:
            return True
        count = self.prompts.language.number(len(values))
        text = self.t("interview.open-values", count=count)
        prompt = Prompt(text, self.t("interview.open-values-help"))
        choices = [
            Choice(False, self.t("interview.open-values-later")),
            Choice(True, self.t("interview.open-values-now")),
        ]
        decision: Nav | bool = self.asker.choose(prompt, ChoiceList(choices), False)
        if decision is False:
            with self.store.hold_changes():  # one answer is saved as one, whatever happens meanwhile
                for value in values:
                    self.keep_answer(value, None)
                self.write_derived()
            self.asker.say(self.t("interview.open-values-left", count=count))
        return decision

    def _find_previous(self, slot: AnySlot) -> AnySlot:
        if slot.path[2:] == ("returns",) and (bought := self._find_refused_purchase(slot)):
            return bought
        known = self.list_known()
        paths = [s.path for s in known]
        position = paths.index(slot.path) if slot.path in paths else self._count_before(slot, known)
        if position == 0:
            self.asker.say(self.t("interview.first"))
            return slot
        return known[position - 1]

    def _find_refused_purchase(self, slot: AnySlot) -> Slot | None:
        """Return the question what is bought in a lot if nothing is: it is no longer among those that are known."""
        path = (*slot.path[:-1], "items")
        if find_answer(self.store.answers, (*slot.path[:-1], "acquisition")) != "take-back":
            return None
        questions = self.library.questions.items()
        return next((Slot(i, q, path, slot.lot) for i, q in questions if (q.scope, q.key) == ("lot", "items")), None)

    @staticmethod
    def _count_before(slot: AnySlot, known: Sequence[AnySlot]) -> int:
        """Return how many known questions come before one that is not among them."""
        if isinstance(slot, ValueSlot) or slot.lot is None:
            return len(known)
        return next((n for n, other in enumerate(known) if other.lot == slot.lot), len(known))

    def _format_progress(self, slot: AnySlot) -> str:
        """Return the place of a question in the interview; the number of all only where no answer can raise it."""
        answers = self.store.answers
        if isinstance(slot, ValueSlot):
            others = [v for v in next_question.list_open_values(self.library, answers, self.languages) if v != slot]
            known = [*self._asked_values, *([] if slot in self._asked_values else [slot])]
            total = len(known) + sum(v not in known for v in others)
            return self.t("interview.progress-value", number=1 + known.index(slot), total=total)
        expected = next_question.estimate_slots(self.library, answers)
        # A quantity belongs to its item, whether it is typed with it or asked after it.
        counted = [s for s in expected if s.line is None]
        answered = [self._is_answered(s, answers) for s in counted]
        here = slot.path if slot.line is None else slot.path[:LIST_DEPTH]
        place = next((i for i, s in enumerate(counted) if s.path == here), len(counted))
        if place < len(counted) and answered[place]:  # gone back to, or on a line of this list
            number, left = 1 + sum(answered[:place]), len(counted) - place - 1
        else:  # what lies before and has no answer did not matter and was passed over
            number, left = 1 + sum(answered), answered[place + 1 :].count(False)
        # On these it depends which questions follow.
        decided = all(
            self._is_answered(s, answers)
            for s in expected
            if s.line is not None or s.question.kind in ("lines", "lots") or s.question.key == "acquisition"
        )
        if not decided:
            return self.t("interview.progress", number=number)
        return self.t("interview.progress-of", number=number, total=number + left)

    # Asking

    def ask(self, slot: AnySlot, progress: str = "") -> Nav | None:
        """Ask one question and save the answer. Returns `Nav.BACK` if the buyer wants to go back, else None."""
        answers = self.store.answers
        optional = isinstance(slot, ValueSlot) or slot.question.optional or self._may_buy_nothing(slot)
        prompt = Prompt(
            self.prompts.format_question(slot, answers), self.prompts.format_help(slot, answers), progress, optional
        )
        if isinstance(slot, ValueSlot):
            answer = self._ask_value(slot, prompt)
        else:
            proposed = self.prompts.propose_answer(slot, answers)
            if slot.path == ("tender", "environment-weight") and self._may_give_no_points():
                proposed = 0 if find_answer(answers, slot.path) is None else proposed
                prompt = replace(prompt, text=f"{prompt.text}\n{self.t('interview.law-on-points')}")
            answer = self._ask_answer(slot, prompt, proposed)
        if answer is Nav.BACK:
            return Nav.BACK
        if answer == [] and isinstance(slot, Slot) and slot.question.kind == "choices" and slot.question.default:
            answer = Nav.OPEN  # nothing chosen means what holds by default
        self.keep_answer(slot, None if answer is Nav.OPEN else answer)
        if isinstance(slot, ValueSlot) and slot not in self._asked_values:
            self._asked_values.append(slot)
        value = answer if answer == [] else find_answer(self.store.answers, slot.path)
        shown = self.prompts.format_answer(slot, value, self.store.answers)
        label = self.name_in_lot(None if slot.lot is None else slot.lot + 1, self.prompts.format_label(slot, answers))
        self.asker.say(self.t("interview.answered", label=label, answer=shown))
        for doubt in self._list_doubts(slot):
            self.asker.say(doubt)
        return None

    def _list_doubts(self, slot: AnySlot) -> list[str]:
        """Return the remarks on an answer that the buyer sees at once, such as a doubt about its sense."""
        if isinstance(slot, ValueSlot):
            return []
        doubts = self.prompts.find_doubts(slot, self.store.answers)
        country = find_answer(self.store.answers, slot.path) if slot.question.key == "country" else None
        missing = self.prompts.language.name_missing_language(country, self.languages) if country else ""
        if missing:
            doubts.append(self.t("interview.language-missing", language=missing))
        # What the question itself proposes is not doubted at once; the review tells it.
        is_own = find_answer(self.store.answers, slot.path) != slot.question.default
        if slot.lot is not None and slot.question.key in ("months", "unit-months") and is_own:
            words = self.prompts.language
            unlike = compare_years_of_lot(self.library, self.store.answers, slot.lot, self.languages, words)
            doubts += [self.prompts.format_doubt("use-unlike-cost", **unlike)] if unlike else []
        return doubts

    def _may_give_no_points(self) -> bool:
        """Return whether the law that is recorded usually gives no points for more than price and life-cycle cost."""
        return bool(next_question.list_laws_on_points(self.library, self.store.answers, self.languages))

    def _may_buy_nothing(self, slot: Slot) -> bool:
        """Return whether “none” is an answer to the question what is bought: then old equipment is handed over."""
        acquisition = find_answer(self.store.answers, (*slot.path[:-1], "acquisition"))
        return slot.question.kind == "lines" and slot.path[-1] == "items" and acquisition in (None, "take-back")

    def name_in_lot(self, lot: int | None, text: str) -> str:
        """Return the text with the name of the lot in front, such as “Lot 2, Spare parts”.

        The text is not changed if the purchase has a single lot. Parameters: `lot`, the number of the lot, from 1;
        None or 0 for all lots.
        """
        if not lot or next_question.count_lots(self.store.answers) == 1:
            return text
        return self.t("review.in-lot", lot=self.t("lot.number", number=lot), text=text)

    def _ask_answer(self, slot: Slot, prompt: Prompt, proposed: Any) -> Any:
        question, answers = slot.question, self.store.answers
        low, high = question.min, question.max
        match question.kind:
            case "choice":
                return self.asker.choose(prompt, ChoiceList(self.prompts.list_choices(question)), proposed)
            case "boolean":
                return self._ask_yes_or_no(prompt, proposed)
            case "choices":
                return self._ask_choices(question, prompt, proposed or ())
            case "lines":
                return self._ask_lines(slot, prompt)
            case "lots":
                lot_count = len(find_answer(answers, ("lots",)) or ())

                def read_count(text: str) -> int:
                    count = typed_input.read_integer(self.prompts.write_digits(text), low, high)
                    if count < lot_count:
                        raise Refusal("lots-fewer", count=lot_count)
                    return count

                return self.asker.ask_text(
                    prompt, read_count, str(max(lot_count, proposed if isinstance(proposed, int) else 1))
                )
            case "integer":

                def read_integer(text: str) -> int:
                    units = self.prompts.list_units(slot, answers)
                    number = typed_input.read_counted(self.prompts.write_digits(text), units, low, high)
                    self._refuse_unbuildable(slot, number)
                    return number

                return self.asker.ask_text(prompt, read_integer, _format_typed(proposed))
            case "integers":
                return self.asker.ask_text(
                    prompt, lambda text: typed_input.read_integers(text, low, high), _format_typed(proposed)
                )
            case "date":
                return self._ask_date(prompt, _format_typed(proposed))
            case "amount":
                return self.asker.ask_text(
                    prompt, lambda text: self.prompts.read_amount(text, answers), _format_typed(proposed)
                )
            case "text" if question.key == "place":
                country = find_answer(answers, ("tender", "country"))
                return self.asker.ask_text(
                    prompt, lambda text: typed_input.read_place(text, country), _format_typed(proposed)
                )
            case _:
                return self.asker.ask_text(prompt, slot.read or typed_input.parse_text, _format_typed(proposed))

    def _ask_date(self, prompt: Prompt, proposed: str) -> Any:
        """Ask for a day. If only a month is typed, its first day is taken, and a line says so."""
        months = self.prompts.language.months
        taken: list[datetime.date] = []

        def read(text: str) -> datetime.date:
            first = typed_input.read_month(text, months)
            taken[:] = [first] if first else []
            return first or typed_input.read_date(text, months)

        answer = self.asker.ask_text(prompt, read, proposed)
        if [answer] == taken:
            self.asker.say(self.t("interview.first-day"))
        return answer

    def _ask_choices(self, question: Question, prompt: Prompt, proposed: Sequence[str]) -> Any:
        """Ask for several choices of a question; those of the priorities say what each adds to this purchase."""
        choices = self.prompts.list_choices(question)
        if question.words == "priorities" and (
            added := count_additions(self.library, self.store.answers, self.languages)
        ):
            prompt = replace(prompt, text=f"{prompt.text}\n{self.t('interview.adds-head')}")
            choices = [
                replace(choice, hint=self.prompts.format_additions(choice.hint, *added[choice.value]))
                for choice in choices
            ]
        return self.asker.choose_many(prompt, ChoiceList(choices), proposed)

    def _ask_yes_or_no(self, prompt: Prompt, proposed: Any) -> Any:
        choices = [Choice(True, self.t("words.yes")), Choice(False, self.t("words.no"))]
        return self.asker.choose(prompt, ChoiceList(choices), proposed)

    def _ask_lines(self, slot: Slot, prompt: Prompt) -> Any:
        """Ask for the kinds of equipment of a lot; return a line for each kind, such as `{"category": "laptop"}`."""
        lot = find_answer(self.store.answers, slot.path[:-1])
        choices = self.prompts.list_choices(slot.question)
        if slot.path[-1] == "items" and find_answer(lot, ("acquisition",)) != "repair":
            # What is not known can be handed over or repaired, not bought.
            choices = [
                c for c in choices if c.value == OTHER_DEVICE or self.library.vocabulary.categories[c.value].cpv
            ]
        choices = sorted(choices, key=lambda choice: choice.value == OTHER_DEVICE)
        lines = find_answer(self.store.answers, slot.path) or ()
        present = [("cpv", line["cpv"]) if "cpv" in line else line.get("category") for line in lines]
        # What stands on several lines, such as two other devices, has no number of its own.
        proposed = {
            kind: line.get("quantity", 0) if present.count(kind) == 1 else 0
            for kind, line in zip(present, lines, strict=True)
        }
        other = next((choice for choice in choices if choice.value == OTHER_DEVICE), None)
        none = self.t("interview.nothing-bought") if self._may_buy_nothing(slot) else ""
        handed_over = self.library.vocabulary.acquisitions["take-back"].also if none else ()
        options = ChoiceList(
            choices, self.prompts.find_coded, other, none, handed_over, self._split_count, self._split_kinds
        )
        picked = self.asker.choose_counted(prompt, options, proposed)
        if isinstance(picked, Nav):
            return picked
        # Several lines of one kind stay, unless a number says how many there are together.
        return [
            {**({"cpv": kind[1]} if isinstance(kind, tuple) else {"category": kind}), **_name_quantity(count)}
            for kind, count in picked.items()
            for _ in range(1 if count else max(1, present.count(kind)))
        ]

    def _split_count(self, typed: str) -> tuple[int, str]:
        """Return how many a typed text names, 0 where it names no number, and of what."""
        quantity = next(q for q in self.library.questions.values() if q.key == "quantity")
        return typed_input.split_count(self.prompts.write_digits(typed), quantity.min, quantity.max)

    def _split_kinds(self, typed: str) -> list[str]:
        """Return the parts of a typed text that name a kind of equipment each, with or without a number."""
        return typed_input.split_kinds(typed, self.prompts.language.joining_words)

    def _ask_value(self, slot: ValueSlot, prompt: Prompt) -> Any:
        shape, now = slot.parameter, self._find_present_value(slot)
        if shape.type == "boolean":
            return self._ask_yes_or_no(prompt, now)
        if shape.type in ("choice", "grade"):
            words = shape.choices or shape.grades
            return self.asker.choose(prompt, ChoiceList([Choice(w, w) for w in words]), now)
        if shape.type == "list":
            prompt = replace(prompt, text=f"{prompt.text}\n{self.t('interview.value-list')}")
            return self.asker.ask_text(
                prompt, lambda text: typed_input.read_parameter(text, shape), "; ".join(now or ())
            )
        answers = self.store.answers
        return self.asker.ask_text(
            prompt, lambda text: self.prompts.read_value(text, slot, answers), _format_typed(now)
        )

    def _find_present_value(self, slot: ValueSlot) -> Any:
        """Return the value that a clause has now, which may be an answer that was given since the slot was made."""
        if slot not in self._asked_values:
            return slot.value.value
        selection = next_question.try_selection(self.library, self.store.answers, self.languages)
        for present in next_question.list_values(selection):
            same_kinds = not slot.categories or not present.categories or slot.categories[0] in present.categories
            if present.id == slot.id and slot.lot in (None, present.lot) and same_kinds:
                return present.value.value
        return slot.value.value

    def _refuse_unbuildable(self, slot: Slot, answer: Any) -> None:
        """Raise Refusal if an annex can be built now, but no longer with this answer."""
        if slot.question.ask != "matters":
            return
        trial = self.store.answers
        put_answer(trial, slot.path, answer)
        words = self.prompts.language
        objections = next_question.list_objections(self.library, trial, self.languages, words)
        if objections and not next_question.list_objections(self.library, self.store.answers, self.languages):
            raise Refusal("unbuildable", reason=objections[0].message)

    # Keeping

    def keep_answer(self, slot: AnySlot, answer: Any) -> None:
        """Save an answer in the purchase file. If the answer is None, mark the question as left open."""
        if isinstance(slot, ValueSlot):
            value = UNDECIDED if answer is None else answer
            if slot.categories:  # values of other categories stay
                old = find_answer(self.store.answers, slot.path)
                table = old if isinstance(old, Mapping) else dict.fromkeys(slot.others, old) if old else {}
                value = {**table, **dict.fromkeys(slot.categories, value)}
            self.store.save(lambda p: p.set_answer(slot.path, value))
            return
        title = self._find_derived_title(slot)
        comment = self.format_comment(slot)
        contract = find_answer(self.store.answers, ("tender", "contract"))

        def change(purchase: PurchaseText) -> None:
            if slot.lot is not None:
                purchase.set_lots(slot.lot + 1)
            if slot.question.kind == "lots":
                purchase.set_lots(answer)
                self._lots_counted = True
                # One lot was there before: only a comment tells that there are no more.
                purchase.remove_note(LOT_COUNT)
                if answer == 1:
                    purchase.leave_open(LOT_COUNT, self.prompts.language.number(1))
            elif answer is None:
                self._left_open.add(slot.path)
                purchase.leave_open(slot.path, self.t("file.open"))
            elif slot.question.kind == "lines":
                self._set_lines(purchase, slot, answer, comment)
            else:
                purchase.set_answer(slot.path, answer, comment)
            if slot.path == ("tender", "contract"):
                self._assume_quantities(purchase, contract)
            if slot.lot is not None and slot.line is None:
                self._tidy_lot(purchase, slot.lot)
            elif slot.lot is None and slot.question.tested:
                for lot in range(len(purchase.answers.get("lots", ()))):
                    self._tidy_lot(purchase, lot)
            if title is not None:
                new = self.prompts.make_lot_title(purchase.answers, slot.lot or 0)
                if new:
                    purchase.set_answer(title, new)
                else:  # it is made again when the equipment is known
                    purchase.remove_answer(title)

        self.store.save(change)

    @staticmethod
    def _assume_quantities(purchase: PurchaseText, before: Any) -> None:
        """Write that the quantities are fixed into each lot that buys under a single contract, which orders them.

        What the buyer said of the quantities stays. Parameters: `before`, the form of contract until now.
        """
        assumed = "fixed" if before == "contract" else None
        for number, lot in enumerate(purchase.answers.get("lots", ())):
            path = ("lots", number, "quantity-basis")
            if not lot.get("items") or lot.get("quantity-basis") not in (None, assumed):
                continue
            if find_answer(purchase.answers, ("tender", "contract")) == "contract":
                purchase.set_answer(path, "fixed")
            else:
                purchase.remove_answer(path)

    @staticmethod
    def _set_lines(purchase: PurchaseText, slot: Slot, lines: Sequence[Mapping[str, Any]], comment: str) -> None:
        """Set the equipment of a lot. A lot in which nothing is bought is one that hands over old equipment."""
        model = (*slot.path[:-1], "acquisition")
        only_handed_over = find_answer(purchase.answers, model) == "take-back"
        if slot.path[-1] == "items" and not lines:
            purchase.remove_answer(slot.path)
            purchase.set_answer(model, "take-back")
            return
        purchase.set_lines(slot.path, lines, comment)
        if slot.path[-1] == "items" and only_handed_over:
            purchase.remove_answer(model)

    def _tidy_lot(self, purchase: PurchaseText, lot: int) -> None:
        """Remove the answers of a lot to questions that no longer apply to the lot.

        If a question applies again later, the answer that was removed is restored.
        """
        answers = purchase.answers
        # A file begun by hand, or from a notice, may have equipment before it says how this is acquired.
        if find_answer(answers, ("lots", lot, "acquisition")) is None:
            return
        facts = next_question.make_facts(self.library, answers, lot)
        questions = [
            (id_, question, next_question.locate_answer(question, id_, ("lots", lot)))
            for id_, question in self.library.questions.items()
            if question.scope == "lot"
        ]
        # Several questions may be about one answer, such as on old equipment; one that fits is enough.
        paths = {path for _, question, path in questions if question.is_asked_for(facts)}
        for id_, question, path in questions:
            value = find_answer(answers, path)
            if path not in paths and value is not None:
                self._removed_answers[path] = value
                purchase.remove_answer(path)
                answer = self.prompts.format_answer(Slot(id_, question, path, lot), value, answers)
                label = self.prompts.language.words(question.label)
                self.asker.say(self.t("interview.gone", label=label, answer=answer))
            elif path in paths and value is None and path in self._removed_answers:
                purchase.set_answer(path, self._removed_answers.pop(path))
        purchase.remove_stale_values(next_question.list_lot_categories(self.library, purchase.answers))

    def _find_derived_title(self, slot: Slot) -> AnswerPath | None:
        """Return the place of a lot's title in the purchase file if tenderkit composed the title from the answers.

        Returns None for a title that the buyer wrote.
        """
        if slot.lot is None or slot.question.default_from == "categories":
            return None
        path: AnswerPath = ("lots", slot.lot, "title")
        title = find_answer(self.store.answers, path)
        derived = self.prompts.make_lot_title(self.store.answers, slot.lot)
        return path if title is not None and title == derived else None

    def format_comment(self, slot: Slot) -> str:
        """Return the comment for an answer in the purchase file: the question's label and words to choose from."""
        label = self.prompts.language.words(slot.question.label)
        question = slot.question
        if question.kind == "choice" and question.words != "countries":
            words = self.t("file.or").join(str(c.value) for c in self.prompts.list_choices(question))
            return self.t("file.choices", label=label, choices=words)
        return label

    def write_derived(self) -> None:
        """Write into the purchase file the entries that the buyer is not asked for, if they are missing.

        These entries are the format version, the language, and a title for each lot.
        """
        head = {"tenderkit": 1, "language": self.prompts.language.code}
        for key, value in head.items():
            if key not in self.store.answers:
                self.store.save(partial(PurchaseText.set_answer, path=(key,), value=value))
        for slot, title in self._list_derived_titles(self.store.answers):
            self.keep_answer(slot, title)

    def _list_derived_titles(self, answers: Mapping[str, Any]) -> list[tuple[Slot, str]]:
        """Return a title for each lot that has no title, together with the place of this title in the purchase file.

        Such a title names the equipment of the lot.
        """
        return [
            (slot, title)
            for slot in next_question.list_slots(self.library, answers)
            if slot.question.default_from == "categories" and find_answer(answers, slot.path) is None
            if (title := self.prompts.propose_answer(slot, answers))
        ]

    def forget_lot(self, lot: int) -> None:
        """Forget what this session remembers about the answers of a removed lot and of the lots after it.

        These notes name the lots by their numbers, but the lots after the removed lot have moved up by one.
        Parameters: `lot`, the number that the removed lot had, from 0.
        """

        def stays(path: AnswerPath) -> bool:
            return path[0] != "lots" or len(path) < 2 or not isinstance(path[1], int) or path[1] < lot

        self._removed_answers = {path: value for path, value in self._removed_answers.items() if stays(path)}
        self._left_open = {path for path in self._left_open if stays(path)}
        self._asked_values = [v for v in self._asked_values if stays(v.path)]

    def add_derived(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return a copy of the answers in which each lot has a title. The purchase file is not changed."""
        completed = deepcopy(dict(answers))
        for slot, title in self._list_derived_titles(answers):
            put_answer(completed, slot.path, title)
        return completed

    def find_problems(self, answers: Mapping[str, Any] | None = None) -> list[Finding]:
        """Return a finding, which is an error message with its place, for each fault in the answers.

        Missing answers are not faults. Parameters: `answers`, None for the answers in the purchase file.
        """
        answers = self.store.answers if answers is None else answers
        findings = self._list_findings(answers)
        return [f for f in findings if f.rule not in MISSING]

    def find_missing(self, answers: Mapping[str, Any] | None = None) -> list[Finding]:
        """Return a finding for each fault and each missing answer because of which no annex can be built.

        A finding is an error message with the key in the purchase file and, for a missing answer, an example.
        Parameters: `answers`, None for the answers in the purchase file.
        """
        answers = self.store.answers if answers is None else answers
        findings = self._find_missing_answers(answers)
        keys = {f.place.key for f in findings}
        for other in self._list_findings(answers):
            # The titles of lots follow from their equipment; for a missing list the findings name what it needs.
            derived = re.fullmatch(r"lots(\.\d+\.title)?|tender", other.place.key or "") and other.rule in MISSING
            if other.place.key not in keys and not derived:
                findings.append(other)
        return findings

    def _list_findings(self, answers: Mapping[str, Any]) -> list[Finding]:
        """Return a finding for each fault and each missing answer, in the language of the interview."""
        file, words = str(self.store.path), self.prompts.language
        return next_question.list_findings(self.library, answers, self.languages, file, words)

    def _find_missing_answers(self, answers: Mapping[str, Any]) -> list[Finding]:
        findings = []
        for slot in next_question.estimate_slots(self.library, answers):
            line = slot.line is None or find_answer(answers, slot.path[:-1]) is not None
            if line and slot.question.needed and find_answer(answers, slot.path) in (None, []):
                key, example = format_path(slot.path), slot.question.example or ""
                message = self.t("interview.missing", label=self.prompts.format_label(slot, answers))
                fix = self.t("interview.missing-fix", key=key, example=example)
                place = Place(str(self.store.path), key, None if slot.lot is None else slot.lot + 1)
                findings.append(Finding("missing", message, fix, place=place))
        return findings

    def try_change(self, change: Any) -> dict[str, Any]:
        """Call the function `change` with a copy of the purchase file, and return the answers in the changed copy."""
        copy = PurchaseText(self.store.purchase.text)
        change(copy)
        return copy.answers


def _name_quantity(count: int) -> dict[str, int]:
    """Return the entry of a line on its quantity; nothing if the quantity is 0, which is not known."""
    return {"quantity": count} if count else {}


def _format_typed(value: Any) -> str:
    """Return a value as the text that a buyer would type, such as `2500 EUR` or `1, 2`."""
    if value is None:
        return ""
    if isinstance(value, Mapping) and "amount" in value:
        return f"{value['amount']} {value['currency']}"
    if isinstance(value, Mapping):
        return "; ".join(f"{thing} = {number}" for thing, number in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(str(v) for v in value)
    return str(value)
