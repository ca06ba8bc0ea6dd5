# SPDX-License-Identifier: Apache-2.0
"""The interview: one question after the other, each answer on disk before the next."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from functools import partial
from typing import Any

from tenderkit.findings import Finding, Place
from tenderkit.interview import next_question
from tenderkit.interview.asker import Ask, Asker, Nav, Options
from tenderkit.interview.next_question import AnyStep, Step, ValueStep
from tenderkit.interview.prompts import Spoken
from tenderkit.interview.store import Store
from tenderkit.library.clause import UNDECIDED
from tenderkit.library.library import Library
from tenderkit.purchase import typed_input
from tenderkit.purchase.answers import AnswerPath, find_answer, format_key, put_answer
from tenderkit.purchase.toml_document import PurchaseText
from tenderkit.purchase.typed_input import Choice, Refusal

# Rules of findings that only say that an answer is not there yet.
MISSING = frozenset({"missing", "missing-key", "too-short"})


class Session:
    """An interview on one purchase file."""

    def __init__(self, asker: Asker | None, store: Store, spoken: Spoken, languages: tuple[str, ...]) -> None:
        """Parameters: `asker`, None where nothing is asked; `languages` that a document can be in."""
        self._asker, self.store, self.spoken, self.languages = asker, store, spoken, languages
        self.library: Library = spoken.library
        store.check = self.problems
        # Answers to questions that an earlier answer made pointless, in case that one is changed back.
        self._gone: dict[AnswerPath, Any] = {}
        # What was left open now: not every layout of the file has a place to say it.
        self._open: set[AnswerPath] = set()
        # The values that were asked for: answered ones are no longer open, but one may go back to them.
        self._values: list[ValueStep] = []
        self.t = spoken.t

    @property
    def asker(self) -> Asker:
        """What asks the questions."""
        assert self._asker is not None, "nothing is asked here"
        return self._asker

    # What comes next

    def known(self) -> list[AnyStep]:
        """All questions for the answers so far, in their order."""
        answers = self.store.answers
        # Of the values that were asked for, those whose clause is still there.
        there = [
            (v.lot, v.id) for v in next_question.values(next_question.tried(self.library, answers, self.languages))
        ]
        kept = [v for v in self._values if any(v.lot in (None, lot) and v.id == id_ for lot, id_ in there)]
        found: list[AnyStep] = [*next_question.asked(self.library, answers, self.languages), *kept]
        paths = [s.path for s in found]
        return found + [
            s
            for s in next_question.open_values(self.library, answers, self.languages)
            if s.path not in paths or s.categories
        ]

    def unanswered(self) -> Iterator[AnyStep]:
        """The questions that have no answer yet and were not left open."""
        answers = self.store.answers
        for step in next_question.asked(self.library, answers, self.languages):
            if not self._answered(step, answers):
                yield step
        yield from next_question.open_values(self.library, answers, self.languages)

    def _answered(self, step: Step, answers: Mapping[str, Any]) -> bool:
        value = find_answer(answers, step.path)
        if step.question.kind in ("lines", "lots") and not value:
            return value is not None and step.question.optional
        left_open = step.path in self._open or self.store.purchase.is_left_open(step.path)
        return value is not None or (step.question.optional and left_open)

    def run(self, first: AnswerPath | None = None) -> bool:
        """Ask until nothing is left to ask. The person may go back at any time; later answers stay.

        Parameters: `first`, the path of a question before which there is no way back. Returns whether all was asked:
        False where the person wants to go back beyond it.
        """
        back: AnyStep | None = None
        while True:
            step = back or next(self.unanswered(), None)
            if step is None:
                self.settle()
                return True
            back = None
            if self.ask(step, self._progress(step)) is Nav.BACK:
                if step.path == first:
                    return False
                back = self._before(step)

    def _before(self, step: AnyStep) -> AnyStep:
        known = self.known()
        paths = [s.path for s in known]
        position = paths.index(step.path) if step.path in paths else len(known)
        if position == 0:
            self.asker.say(self.t("interview.first"))
            return step
        return known[position - 1]

    def _progress(self, step: AnyStep) -> str:
        answers = self.store.answers
        expected = next_question.expected(self.library, answers)
        answered = [self._answered(s, answers) for s in expected]
        place = next((i for i, s in enumerate(expected) if s.path == step.path), len(expected))
        if place < len(expected) and answered[place]:  # gone back to
            number, left = 1 + sum(answered[:place]), len(expected) - place - 1
        else:  # what lies before and has no answer did not matter and was passed over
            number, left = 1 + sum(answered), answered[place + 1 :].count(False)
        if isinstance(step, ValueStep):
            number += sum(v != step for v in self._values)
        return self.t("interview.progress", number=number, total=number + left)

    # Asking

    def ask(self, step: AnyStep, progress: str = "") -> Nav | None:
        """Ask one question and keep the answer. Returns BACK where the person wants the question before."""
        answers = self.store.answers
        optional = isinstance(step, ValueStep) or step.question.optional
        ask = Ask(self.spoken.text(step, answers), self.spoken.help(step, answers), progress, optional)
        answer = self._value(step, ask) if isinstance(step, ValueStep) else self._answer(step, ask)
        if answer is Nav.BACK:
            return Nav.BACK
        self.keep(step, None if answer is Nav.OPEN else answer)
        if isinstance(step, ValueStep) and step not in self._values:
            self._values.append(step)
        shown = self.spoken.answer(step, find_answer(self.store.answers, step.path), self.store.answers)
        label = self.in_lot(None if step.lot is None else step.lot + 1, self.spoken.label(step, answers))
        self.asker.say(self.t("interview.answered", label=label, answer=shown))
        return None

    def in_lot(self, lot: int | None, text: str) -> str:
        """A label with the lot (from 1) in front, where there are several."""
        if not lot or len(self.store.answers["lots"]) == 1:
            return text
        return self.t("review.in-lot", lot=self.t("lot.number", number=lot), text=text)

    def _answer(self, step: Step, ask: Ask) -> Any:
        question, answers = step.question, self.store.answers
        proposed = self.spoken.default(step, answers)
        low, high = question.min, question.max
        match question.kind:
            case "choice":
                return self.asker.choose(ask, Options(self.spoken.choices(question)), proposed)
            case "boolean":
                return self._yes_or_no(ask, proposed)
            case "choices":
                return self.asker.choose_many(ask, Options(self.spoken.choices(question)), proposed or ())
            case "lines":
                return self._lines(step, ask)
            case "lots":
                there = len(find_answer(answers, ("lots",)) or ())

                def number(text: str) -> int:
                    found = typed_input.read_integer(text, low, high)
                    if found < there:
                        raise Refusal("lots-fewer", count=there)
                    return found

                return self.asker.text(ask, number, str(max(there, proposed if isinstance(proposed, int) else 1)))
            case "integer":

                def whole(text: str) -> int:
                    found = typed_input.read_integer(text, low, high)
                    self._try(step, found)
                    return found

                return self.asker.text(ask, whole, _written(proposed))
            case "integers":
                return self.asker.text(
                    ask, lambda text: typed_input.read_integers(text, low, high), _written(proposed)
                )
            case "date":
                months = self.spoken.language.months
                return self.asker.text(ask, lambda text: typed_input.read_date(text, months), _written(proposed))
            case "amount":
                currency = self.spoken.currency(answers)
                return self.asker.text(ask, lambda text: typed_input.read_amount(text, currency), _written(proposed))
            case _:
                return self.asker.text(ask, typed_input.read_text, _written(proposed))

    def _yes_or_no(self, ask: Ask, proposed: Any) -> Any:
        choices = [Choice(True, self.t("words.yes")), Choice(False, self.t("words.no"))]
        return self.asker.choose(ask, Options(choices), proposed)

    def _lines(self, step: Step, ask: Ask) -> Any:
        """The kinds of equipment, as lines without quantities."""
        lot = find_answer(self.store.answers, step.path[:-1])
        choices = self.spoken.choices(step.question)
        if step.path[-1] == "items" and find_answer(lot, ("acquisition",)) != "repair":
            # What is not known can be handed over or repaired, not bought.
            choices = [c for c in choices if self.library.vocabulary.categories[c.value].cpv]
        lines = find_answer(self.store.answers, step.path) or ()
        present = [("cpv", line["cpv"]) if "cpv" in line else line.get("category") for line in lines]
        picked = self.asker.choose_many(ask, Options(choices, self.spoken.coded), present)
        if isinstance(picked, Nav):
            return picked
        return [{"cpv": p[1]} if isinstance(p, tuple) else {"category": p} for p in picked]

    def _value(self, step: ValueStep, ask: Ask) -> Any:
        shape, now = step.parameter, step.value.value
        if shape.type == "boolean":
            return self._yes_or_no(ask, now)
        if shape.type in ("choice", "grade"):
            words = shape.choices or shape.grades
            return self.asker.choose(ask, Options([Choice(w, w) for w in words]), now)
        if shape.type == "list":
            ask = replace(ask, text=f"{ask.text}\n{self.t('interview.value-list')}")
            return self.asker.text(ask, lambda text: typed_input.read_parameter(text, shape), "; ".join(now or ()))
        return self.asker.text(ask, lambda text: typed_input.read_parameter(text, shape), _written(now))

    def _try(self, step: Step, answer: Any) -> None:
        """Refuse an answer with which no annex could be made, where the answers so far make one."""
        if step.question.ask != "matters":
            return
        trial = self.store.answers
        put_answer(trial, step.path, answer)
        objections = next_question.objections(self.library, trial, self.languages)
        if objections and not next_question.objections(self.library, self.store.answers, self.languages):
            raise Refusal("unbuildable", reason=objections[0].message)

    # Keeping

    def keep(self, step: AnyStep, answer: Any) -> None:
        """Put an answer on disk; None leaves the question open."""
        if isinstance(step, ValueStep):
            value = UNDECIDED if answer is None else answer
            if step.categories:  # values of other categories stay
                there = find_answer(self.store.answers, step.path)
                table = there if isinstance(there, Mapping) else dict.fromkeys(step.others, there) if there else {}
                value = {**table, **dict.fromkeys(step.categories, value)}
            self.store.save(lambda p: p.set_answer(step.path, value))
            return
        title = self._derived_title(step)
        comment = self.comment(step)

        def change(purchase: PurchaseText) -> None:
            if step.question.kind == "lots":
                purchase.set_lots(answer)
            elif answer is None:
                self._open.add(step.path)
                purchase.leave_open(step.path, self.t("file.open"))
            elif step.question.kind == "lines":
                purchase.set_lines(step.path, answer, comment)
            else:
                purchase.set_answer(step.path, answer, comment)
            if step.lot is not None and step.line is None:
                self._tidy(purchase, step.lot)
            if title is not None:
                new = self.spoken.lot_title(purchase.answers, step.lot or 0)
                if new:
                    purchase.set_answer(title, new)
                else:  # it is made again when the equipment is known
                    purchase.remove_answer(title)

        self.store.save(change)

    def _tidy(self, purchase: PurchaseText, lot: int) -> None:
        """Take out the answers that no longer belong to a lot, and put them back where they do again."""
        answers = purchase.answers
        fitting = [s for s in next_question.every_step(self.library, answers) if s.lot == lot and s.line is None]
        paths = {s.path for s in fitting}
        for id_, question in self.library.questions.items():
            if question.scope != "lot":
                continue
            path = next_question.path_of(question, id_, ("lots", lot))
            value = find_answer(answers, path)
            if path not in paths and value is not None:
                self._gone[path] = value
                purchase.remove_answer(path)
                said = self.spoken.answer(Step(id_, question, path, lot), value, answers)
                label = self.spoken.language.words(question.label)
                self.asker.say(self.t("interview.gone", label=label, answer=said))
            elif path in paths and value is None and path in self._gone:
                purchase.set_answer(path, self._gone.pop(path))
        purchase.remove_stale_values(next_question.kinds(self.library, purchase.answers))

    def _derived_title(self, step: Step) -> AnswerPath | None:
        """Where the title of the lot stands, if it was made of what is being changed."""
        if step.lot is None or step.question.default_from == "categories":
            return None
        path: AnswerPath = ("lots", step.lot, "title")
        title = find_answer(self.store.answers, path)
        made = self.spoken.lot_title(self.store.answers, step.lot)
        return path if title is not None and title == made else None

    def comment(self, step: Step) -> str:
        """What is written behind a new key, for people: what it is, and which words it may hold."""
        label = self.spoken.language.words(step.question.label)
        question = step.question
        if question.kind == "choice" and question.words != "countries":
            words = self.t("file.or").join(str(c.value) for c in self.spoken.choices(question))
            return self.t("file.choices", label=label, choices=words)
        return label

    def settle(self) -> None:
        """Write what follows from the answers and is not asked: the titles of lots, and the head of the file."""
        head = {"tenderkit": 1, "language": self.spoken.language.code}
        for key, value in head.items():
            if key not in self.store.answers:
                self.store.save(partial(PurchaseText.set_answer, path=(key,), value=value))
        for step, title in self._derived(self.store.answers):
            self.keep(step, title)

    def _derived(self, answers: Mapping[str, Any]) -> list[tuple[Step, str]]:
        """The titles of lots that nobody gave."""
        return [
            (step, title)
            for step in next_question.every_step(self.library, answers)
            if step.question.default_from == "categories" and find_answer(answers, step.path) is None
            if (title := self.spoken.default(step, answers))
        ]

    def forget(self, lot: int) -> None:
        """Forget what is known of a lot (from 0) that was taken out, and of those behind it: they are others now."""

        def stays(path: AnswerPath) -> bool:
            return path[0] != "lots" or len(path) < 2 or not isinstance(path[1], int) or path[1] < lot

        self._gone = {path: value for path, value in self._gone.items() if stays(path)}
        self._open = {path for path in self._open if stays(path)}
        self._values = [v for v in self._values if stays(v.path)]

    def settled(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Answers with what follows from them; nothing is kept."""
        whole = deepcopy(dict(answers))
        for step, title in self._derived(answers):
            put_answer(whole, step.path, title)
        return whole

    def problems(self, answers: Mapping[str, Any] | None = None) -> list[Finding]:
        """What is wrong with the answers so far, or with others, apart from those that are not there yet."""
        found = next_question.findings(
            self.library, self.store.answers if answers is None else answers, self.languages, str(self.store.path)
        )
        return [f for f in found if f.rule not in MISSING]

    def missing(self, answers: Mapping[str, Any] | None = None) -> list[Finding]:
        """What keeps an annex from being made: what is wrong, and the answers that are not there, each with its key
        and an example.
        """
        answers = self.store.answers if answers is None else answers
        found = self._missing(answers)
        told = {f.place.key for f in found}
        for other in next_question.findings(self.library, answers, self.languages, str(self.store.path)):
            # The titles of lots follow from their equipment; a list that is not there is told by what it needs.
            derived = re.fullmatch(r"lots(\.\d+\.title)?|tender", other.place.key or "") and other.rule in MISSING
            if other.place.key not in told and not derived:
                found.append(other)
        return found

    def _missing(self, answers: Mapping[str, Any]) -> list[Finding]:
        found = []
        for step in next_question.expected(self.library, answers):
            line = step.line is None or find_answer(answers, step.path[:-1]) is not None
            if line and step.question.needed and find_answer(answers, step.path) in (None, []):
                key, example = format_key(step.path), step.question.example or ""
                message = self.t("interview.missing", label=self.spoken.label(step, answers))
                fix = self.t("interview.missing-fix", key=key, example=example)
                place = Place(str(self.store.path), key, None if step.lot is None else step.lot + 1)
                found.append(Finding("missing", message, fix, place=place))
        return found

    def trial(self, change: Any) -> dict[str, Any]:
        """The answers as they would be after a change; nothing is kept."""
        copy = PurchaseText(self.store.purchase.text)
        change(copy)
        return copy.answers


def _written(value: Any) -> str:
    """A value as it would be typed."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return f"{value['amount']} {value['currency']}"
    if isinstance(value, list | tuple):
        return ", ".join(str(v) for v in value)
    return str(value)
