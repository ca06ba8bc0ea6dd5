# SPDX-License-Identifier: Apache-2.0
"""The questions of the interview, their choices and the answers, in the words of a language."""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any

from tenderkit.interview.next_question import Step, ValueStep, lines_of
from tenderkit.library import template
from tenderkit.library.clause import UNDECIDED
from tenderkit.library.language import Language, currency_of
from tenderkit.library.library import Library
from tenderkit.library.question import Question
from tenderkit.library.template import without_values
from tenderkit.purchase.answers import AnswerPath, Answers, find_answer
from tenderkit.purchase.typed_input import Choice, Refusal, normalize_digits

# Kinds of equipment that the title of a lot names one by one.
_NAMED = 3


class Spoken:
    """The words of the interview; `today` is the day it is held."""

    def __init__(self, library: Library, language: Language, today: datetime.date) -> None:
        self.library, self.language, self.today = library, language, today
        self.t = language.text
        # The titles of clauses as this purchase prints them, where they are known: a variant may have its own.
        self.titles: dict[str, str] = {}

    # Questions

    def label(self, step: Step | ValueStep, answers: Answers) -> str:
        """What a step is about, in a few words."""
        if isinstance(step, ValueStep):
            return self.t("interview.value-label", name=self._name(step), clause=self.title(step.clause))
        label = self.language.words(step.question.label)
        if step.line is None:
            return label
        return self.t("interview.line-label", label=label, kind=self.kind_of(answers, step.path[:-1]))

    def _name(self, step: ValueStep) -> str:
        """The name of a value, with the kinds of equipment it is for where there are others."""
        if not step.categories:
            return step.parameter.title
        kinds = self.language.listing([self.category(c) for c in step.categories])
        return self.t("interview.value-for", name=step.parameter.title, kinds=kinds)

    def _unit(self, step: ValueStep, answers: Answers) -> str:
        """The unit of a value, of several of them; empty where it has none."""
        if not step.parameter.unit:
            return ""
        unit = self.language.label(self.library.vocabulary.units[step.parameter.unit].label)
        return self._with_currency(unit.replace("{n}", "").strip(), answers)

    def _with_currency(self, text: str, answers: Answers) -> str:
        money = find_answer(answers, ("tender", "value", "currency")) or self.t("words.currency")
        return text.replace("{currency}", str(money))

    def title(self, clause: str) -> str:
        """The title of a clause."""
        return self.titles.get(clause) or without_values(self.library.clauses[clause].text.title)

    def text(self, step: Step | ValueStep, answers: Answers) -> str:
        """The question, with the lot in front where there are several."""
        if isinstance(step, ValueStep):
            text = self.t("interview.value", name=self._name(step), clause=self.title(step.clause))
            if unit := self._unit(step, answers):
                text = self.t("interview.value-in", text=text, unit=unit)
        else:
            text = self.language.words(step.question.text)
            if step.line is not None:
                text = text.format(kind=self.kind_of(answers, step.path[:-1]))
        lots = find_answer(answers, ("lots",))
        if step.lot is not None and len(lots) > 1:
            text = self.t("interview.in-lot", lot=self.t("lot.number", number=step.lot + 1), text=text)
        return text

    def kind_of(self, answers: Answers, line: AnswerPath) -> str:
        """The label of the equipment on a line."""
        cpv = find_answer(answers, (*line, "cpv"))
        category = find_answer(answers, (*line, "category")) or self.library.vocabulary.category_of(str(cpv))
        label = self.category(str(category))
        if "returns" in line:
            label = self.t("interview.handed-over", kind=label)
        return self.t("interview.coded", code=cpv, label=label) if cpv else label

    def category(self, category: str) -> str:
        """The label of a product category, as of several units."""
        return self.language.label(self.library.vocabulary.categories[category].label).replace("{n}", "").strip()

    def help(self, step: Step | ValueStep, answers: Answers) -> str:
        """What explains a question."""
        if isinstance(step, Step):
            return self.language.words(step.question.help)
        value = step.value
        vocabulary = self.library.vocabulary
        said = [self.t("interview.value-help", clause=self.title(step.clause))]
        if unit := self._unit(step, answers):
            said.append(self.t("interview.value-unit", unit=unit))
        if value.anchor:
            anchor = self.language.label(vocabulary.anchors[value.anchor].label)
            said.append(self.t("interview.value-anchor", anchor=anchor))
        for name, bound in zip(("at-least", "at-most"), value.bounds, strict=True):
            if bound is not None:
                said.append(self.t(f"interview.value-{name}", limit=self.language.number(bound)))
        for limit in value.coming:
            assert limit.from_ is not None
            day, source = self.language.date(limit.from_), self.library.sources[limit.source].title
            said.append(
                self.t("interview.value-coming", date=day, value=self.language.bare(limit.value), source=source)
            )
        if value.limit:
            source = self.library.sources[value.limit.source].title
            said.append(self.t("interview.value-law", value=self.language.bare(value.limit.value), source=source))
        return " ".join(filter(None, (*said, self.guidance(step.clause))))

    def guidance(self, clause: str) -> str:
        """What the library tells the authority about a clause; empty where it speaks of values not known here."""
        text = self.library.clauses[clause].text.guidance
        return "".join(text) if text and not template.names(text) else ""

    # Choices

    def choices(self, question: Question) -> list[Choice]:
        """The words that answer a question, in their order, with what explains them."""
        if question.words is None:
            return [Choice(word, self.language.words(question.choice_text[word])) for word in question.choices]
        return [self._choice(question, word) for word in question.choices or self._words(question.words)]

    def _words(self, list_: str) -> Sequence[str]:
        if list_ == "countries":
            names = {code: self.language.country(code) for code in self.library.vocabulary.countries.codes}
            return sorted(names, key=names.__getitem__)
        if list_ == "jurisdictions":
            return tuple(self.library.jurisdictions)
        return self.library.vocabulary.words(list_)

    def _choice(self, question: Question, word: str) -> Choice:
        code = self.language.code
        hint = question.choice_text.get(word, {}).get(code, "")
        match question.words:
            case "countries":
                also = self.library.vocabulary.countries.also.get(word, ())
                return Choice(word, self.language.country(word), word, also)
            case "jurisdictions":
                return Choice(word, self.library.jurisdictions[word].title[code], hint)
            case "categories":
                entry = self.library.vocabulary.categories[word]
                hint = self.t("interview.cpv", code=entry.cpv) if entry.cpv else ""
                return Choice(word, self.category(word), hint, entry.also)
            case _:
                assert question.words is not None
                list_ = question.words.replace("-", "_")
                entry = getattr(self.library.vocabulary, list_)[word]
                return Choice(word, self.language.label(entry.label), hint, entry.also)

    def coded(self, typed: str) -> list[Choice]:
        """The product category that a CPV code stands for, as a choice whose value is the code itself."""
        code = normalize_digits(typed).strip()
        if not re.fullmatch(r"[0-9]{8}(-[0-9])?", code):
            return []
        category = self.library.vocabulary.category_of(code)
        if category is None:
            raise Refusal("unknown-code", text=code)
        return [Choice(("cpv", code), self.t("interview.coded", code=code, label=self.category(category)))]

    # Answers

    def default(self, step: Step, answers: Answers) -> Any:
        """What is proposed: the present answer, else the default of the question; None where there is none."""
        now = find_answer(answers, step.path)
        if now is not None:
            return now
        match step.question.default_from:
            case "today":
                return self.today
            case "categories":
                assert step.lot is not None
                return self.lot_title(answers, step.lot)
            case _:
                return step.question.default

    def lot_title(self, answers: Answers, lot: int) -> str | None:
        """A title for a lot (from 0), made of its equipment; None where it has none yet."""
        here = find_answer(answers, ("lots", lot))
        model = find_answer(here, ("acquisition",))
        which = "returns" if model == "take-back" else "items"
        kinds = list(dict.fromkeys(self.category(c) for _, c, _ in lines_of(self.library, here, which)))
        if not kinds or not isinstance(model, str) or model not in self.language.frame.texts["lot-titles"]:
            return None
        named = kinds[:_NAMED] + ([self.t("interview.other")] if len(kinds) > _NAMED else [])
        title = self.t(f"lot-titles.{model}", list=self.language.listing(named))
        return title[0].upper() + title[1:]

    def currency(self, answers: Answers) -> str | None:
        """The currency of the country of the authority; None where it is not known."""
        country = find_answer(answers, ("tender", "country"))
        return currency_of(country, self.today) if country else None

    def answer(self, step: Step | ValueStep, value: Any, answers: Answers | None = None) -> str:
        """An answer as people say it; None is what was left open.

        Parameters: `answers`, all of them, where a value is in the currency of the tender.
        """
        if isinstance(step, ValueStep):
            return self._value(step, value, answers or {})
        if value is None:
            return self.t("interview.open")
        question = step.question
        if question.kind == "lots":
            return self.language.number(len(value))
        if question.kind == "lines":
            return self.lines(value)
        if question.kind in ("choice", "choices"):
            labels = {c.value: c.label for c in self.choices(question)}
            chosen = [str(v) for v in value] if isinstance(value, list) else [str(value)]
            return self.language.listing([labels.get(v, v) for v in chosen]) or self.t("interview.none")
        if isinstance(value, datetime.date):
            return self.language.date(value)
        if isinstance(value, Mapping) and isinstance(value.get("amount"), int | float):
            number = self.language.number(value["amount"])
            return self.t("formats.amount", number=number, unit=str(value.get("currency", "")))
        return self.language.bare(value)

    def _value(self, step: ValueStep, value: Any, answers: Answers) -> str:
        """A value of a clause with its unit."""
        if isinstance(value, Mapping):
            value = next((value[c] for c in step.categories if c in value), None)
        if value is None or value == UNDECIDED:
            return self.t("interview.open")
        if step.parameter.unit is None or isinstance(value, bool) or not isinstance(value, int | float):
            return self.language.bare(value)
        labels = self.library.vocabulary.units[step.parameter.unit].label
        return self._with_currency(self.language.amount(value, labels), answers)

    def lines(self, lines: Any) -> str:
        """A list of equipment, with quantities where they are known."""
        words = self.library.vocabulary.categories
        units: dict[str, int] = {}
        for _, category, quantity in lines_of(self.library, {"lines": lines}, "lines"):
            units[category] = units.get(category, 0) + quantity
        said = [
            self.language.amount(quantity, words[category].label) if quantity else self.category(category)
            for category, quantity in units.items()
        ]
        return self.language.listing(said) or self.t("interview.none")
