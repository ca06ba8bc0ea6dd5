# SPDX-License-Identifier: Apache-2.0
"""Write the questions of the interview, their choices and the answers in the language of the interview."""

import datetime
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from tenderkit.interview.next_question import Slot, ValueSlot, count_lots, guess_acquisition, iterate_lines
from tenderkit.library import template
from tenderkit.library.clause import UNDECIDED
from tenderkit.library.language import Language, find_currency
from tenderkit.library.library import Library
from tenderkit.library.other_device import find_category_of
from tenderkit.library.question import Question
from tenderkit.library.template import omit_values
from tenderkit.purchase import typed_input
from tenderkit.purchase.answers import AnswerPath, Answers, find_answer
from tenderkit.purchase.choices import Choice
from tenderkit.purchase.typed_input import Refusal, normalize_digits
from tenderkit.purchase.usual_limits import OLDEST_LAUNCH_YEARS, find_quantity_limit, is_long_ago

MONTHS_OF_YEAR = 12
# Letters of a clause that the help on one of its values quotes.
_QUOTED = 200
# Kinds of equipment that the title of a lot names one by one.
_NAMED = 3


class Prompts:
    """The texts of the interview in a language; `today` is the day of the interview."""

    def __init__(self, library: Library, language: Language, today: datetime.date) -> None:
        self.library, self.language, self.today = library, language, today
        self.t = language.text
        # The titles of clauses as this purchase prints them, where they are known: a variant may have its own.
        self.titles: dict[str, str] = {}

    # Questions

    def format_label(self, slot: Slot | ValueSlot, answers: Answers) -> str:
        """Return the short label of a question, as shown in front of its answer."""
        if isinstance(slot, ValueSlot):
            return self.t(
                "interview.value-label",
                name=self.format_value_name(slot.parameter.title, slot.categories),
                clause=self.name_clause(slot.clause),
            )
        label = self.language.words(slot.question.label)
        if slot.line is None:
            return label
        return self.t("interview.line-label", label=label, kind=self.format_equipment(answers, slot.path[:-1]))

    def format_value_name(self, title: str, categories: Sequence[str] | None) -> str:
        """Return the title of a clause's parameter, with the kinds of equipment unless the value is for all kinds."""
        kinds = self.language.listing([self.format_category(c) for c in categories or ()])
        return self.t("interview.value-for", name=title, kinds=kinds) if kinds else title

    def _format_unit(self, slot: ValueSlot, answers: Answers) -> str:
        """Return the unit of a clause's parameter in the plural, such as “years”; an empty text if it has no unit."""
        if not slot.parameter.unit:
            return ""
        unit = self.language.bare_label(self.library.vocabulary.units[slot.parameter.unit].label)
        return self._insert_currency(unit, answers)

    def _is_sum(self, slot: ValueSlot) -> bool:
        """Return whether a value is a sum of money, or one by unit: its unit has a currency."""
        units, unit = self.library.vocabulary.units, slot.parameter.unit
        return unit is not None and "{currency}" in self.language.bare_label(units[unit].label)

    def _insert_currency(self, text: str, answers: Answers) -> str:
        money = find_answer(answers, ("tender", "value", "currency")) or self.t("words.currency")
        return text.replace("{currency}", str(money))

    def name_clause(self, clause: str) -> str:
        """Return the title of the clause with this id."""
        return self.titles.get(clause) or omit_values(self.library.clauses[clause].text.title)

    def list_search_words(self, clause: str) -> tuple[str, ...]:
        """Return the other names under which a clause is found: those of the priorities that bring it in."""
        sets = self.library.clauses[clause].sets
        priorities = self.library.vocabulary.priorities.items()
        return tuple(word for id_, entry in priorities if f"priority-{id_}" in sets for word in entry.also)

    def format_question(self, slot: Slot | ValueSlot, answers: Answers) -> str:
        """Return the text of a question, with the number of the lot in front if the purchase has several lots."""
        if isinstance(slot, ValueSlot):
            text = self.t(
                "interview.value",
                name=self.format_value_name(slot.parameter.title, slot.categories),
                clause=self.name_clause(slot.clause),
            )
            if unit := self._format_unit(slot, answers):
                text = self.t("interview.value-in", text=text, unit=unit)
        else:
            text = self.language.words(slot.question.text)
            if slot.line is not None:
                text = text.format(kind=self.format_equipment(answers, slot.path[:-1]))
        if slot.lot is not None and count_lots(answers) > 1:
            text = self.t("interview.in-lot", lot=self.t("lot.number", number=slot.lot + 1), text=text)
        return text

    def format_equipment(self, answers: Answers, line: AnswerPath) -> str:
        """Return the name of the equipment on a line of a lot, with the CPV code if the line has one.

        Parameters: `line`, the place of the line in the answers.
        """
        cpv = find_answer(answers, (*line, "cpv"))
        label = find_answer(answers, (*line, "name")) or self.format_category(self._find_category(answers, line))
        if "returns" in line:
            label = self.t("interview.handed-over", kind=label)
        return self.t("interview.coded", code=cpv, label=label) if cpv else label

    def _find_category(self, answers: Answers, line: AnswerPath) -> str:
        """Return the product category on a line of a lot, which may have a CPV code in its place."""
        category = find_answer(answers, (*line, "category"))
        return str(category or self.library.vocabulary.find_category(str(find_answer(answers, (*line, "cpv")))))

    def format_category(self, category: str) -> str:
        """Return the name of a product category in the plural, such as “laptops”.

        A kind of other device has the name of its category here.
        """
        category = find_category_of(category)
        return self.language.bare_label(self.library.vocabulary.categories[category].label)

    def format_help(self, slot: Slot | ValueSlot, answers: Answers) -> str:
        """Return the text that explains a question to the buyer."""
        if isinstance(slot, Slot):
            return self.language.words(slot.question.help)
        value = slot.value
        vocabulary = self.library.vocabulary
        sentences = [slot.parameter.help or self._quote_sentence(slot)]
        if self._is_sum(slot) and (currency := self._choose_currency(answers)):
            sentences.append(self.t("interview.value-currency", currency=currency))
        if value.anchor:
            anchor = self.language.label(vocabulary.anchors[value.anchor].label)
            sentences.append(self.t("interview.value-anchor", anchor=anchor))
        for name, bound in zip(("at-least", "at-most"), value.bounds, strict=True):
            if bound is not None:
                sentences.append(self.t(f"interview.value-{name}", limit=self.language.number(bound)))

        def translate(limit: Any) -> str:
            return self.language.plain_value(self.library.translate_value(slot.clause, limit))

        for limit in value.coming:
            assert limit.from_ is not None
            day, source = self.language.date(limit.from_), self.library.sources[limit.source].title
            sentences.append(self.t("interview.value-coming", date=day, value=translate(limit.value), source=source))
        if value.limit:
            source = self.library.sources[value.limit.source].title
            sentences.append(self.t("interview.value-law", value=translate(value.limit.value), source=source))
        return " ".join(sentences)

    def _quote_sentence(self, slot: ValueSlot) -> str:
        """Return the words of the clause in which a value stands; its title where no text of the clause names it."""
        from textwrap import shorten

        clause = self.library.clauses[slot.clause]
        name = slot.name.replace("-", "_")
        parts = (clause.text.requirement, *(variant.requirement or () for variant in clause.variants.values()))
        named = (
            text
            for requirement in parts
            for text in requirement
            if not {name, f"{name}_value"}.isdisjoint(template.list_names(text))
        )
        quoted = shorten(omit_values(next(named, clause.text.title)), _QUOTED, placeholder=" …")
        return self.t("interview.value-help", text=quoted)

    def find_guidance(self, clause: str) -> str:
        """Return the guidance on a clause for the authority; an empty text if the clause has no guidance.

        The text is also empty if the guidance has placeholders for values, which are not known here.
        """
        text = self.library.clauses[clause].text.guidance
        return "".join(text) if text and not template.list_names(text) else ""

    # Choices

    def list_choices(self, question: Question) -> list[Choice]:
        """Return the choices of a question in the order in which they are offered, with labels and explanations."""
        if question.words is None:
            return [Choice(word, self.language.words(question.choice_text[word])) for word in question.choices]
        return [self._make_choice(question, word) for word in question.choices or self._list_words(question.words)]

    def format_additions(self, hint: str, clauses: int, proofs: int) -> str:
        """Return the explanation of a priority with the number of clauses and of proofs that it adds."""
        if not clauses:
            return self.t("interview.adds-nothing", hint=hint)
        number = self.language.number
        return self.t("interview.adds", hint=hint, clauses=number(clauses), proofs=number(proofs))

    def _list_words(self, list_: str) -> Sequence[str]:
        if list_ == "countries":
            names = {code: self.language.country(code) for code in self.library.vocabulary.countries.codes}
            return sorted(names, key=names.__getitem__)
        if list_ == "jurisdictions":
            return tuple(self.library.jurisdictions)
        return self.library.vocabulary.words(list_)

    def _make_choice(self, question: Question, word: str) -> Choice:
        code = self.language.code
        hint = question.choice_text.get(word, {}).get(code, "")
        match question.words:
            case "countries":
                also = self.library.vocabulary.countries.also.get(word, ())
                known = self.library.find_profile(word)[1] != "default"
                hint = self.t("interview.country-known") if known else ""
                return Choice(word, self.language.country(word), hint, also)
            case "jurisdictions":
                return Choice(word, self.library.jurisdictions[word].title[code], hint)
            case "categories":
                entry = self.library.vocabulary.categories[word]
                # Behind a number, a name may have another form.
                also = (*entry.also, *self.language.unit_words(entry.label))
                return Choice(word, self.format_category(word), also=also)
            case _:
                assert question.words is not None
                entry = self.library.vocabulary.list_entries(question.words)[word]
                return Choice(word, self.language.label(entry.label), hint, entry.also)

    def find_coded(self, typed: str) -> list[Choice]:
        """Return a list with one choice for a typed CPV code; an empty list if the text is no CPV code.

        The label of the choice names the code and the product category. The value of the choice is
        `("cpv", CODE)`. Raises Refusal for a CPV code that belongs to no product category.
        """
        code = normalize_digits(typed).strip()
        if not re.fullmatch(r"[0-9]{8}(-[0-9])?", code):
            return []
        category = self.library.vocabulary.find_category(code)
        if category is None:
            raise Refusal("unknown-code", text=code)
        return [Choice(("cpv", code), self.t("interview.coded", code=code, label=self.format_category(category)))]

    # Answers

    def propose_answer(self, slot: Slot, answers: Answers) -> Any:
        """Return the answer to propose: the present answer, or else the default of the question, or else None."""
        now = find_answer(answers, slot.path)
        return self.find_default(slot, answers) if now is None else now

    def find_default(self, slot: Slot, answers: Answers) -> Any:
        """Return the default of a question, which may follow from the present answers; None if there is none.

        What a further lot is asked, the first lot may have answered already.
        """
        if slot.lot and slot.line is None and slot.question.kind != "lines":
            first = find_answer(answers, ("lots", 0, *slot.path[2:]))
            if first is not None and slot.question.default_from != "categories":
                return first
        match slot.question.default_from:
            case "today":
                return self.today
            case "categories":
                assert slot.lot is not None
                return self.make_lot_title(answers, slot.lot)
            case "items":
                return guess_acquisition(self.library, find_answer(answers, slot.path[:-1]))
            case "term":
                return find_answer(answers, (*slot.path[:-1], "months"))
            case "authority":
                name = find_answer(answers, ("tender", "authority"))
                return self.library.vocabulary.find_authority_kind(name) or slot.question.default
            case "contract" if find_answer(answers, ("tender", "contract")) == "call-off":
                return "fixed"
            case _:
                return slot.question.default

    def make_lot_title(self, answers: Answers, lot: int) -> str | None:
        """Return a title for a lot that names its kinds of equipment, such as “Lease: laptops and monitors”.

        Returns None if the equipment or the acquisition model is not known yet. Parameters: `lot`, the number of the
        lot, from 0.
        """
        here = find_answer(answers, ("lots", lot))
        model = find_answer(here, ("acquisition",))
        which = "returns" if model == "take-back" else "items"
        kinds = list(dict.fromkeys(self.format_category(c) for _, c, _ in iterate_lines(self.library, here, which)))
        if not kinds or not isinstance(model, str) or model not in self.language.frame.texts["lot-titles"]:
            return None
        named = kinds[:_NAMED] + ([self.t("interview.other")] if len(kinds) > _NAMED else [])
        title = self.t(f"lot-titles.{model}", list=self.language.listing(named))
        return title[0].upper() + title[1:]

    def read_amount(self, typed: str, answers: Answers, currency: str | None = None) -> dict[str, Any]:
        """Read an amount of money as people of the authority's country write it, such as `KSh 6 million`.

        Parameters: `currency`, the code to use if none is typed; None for that of the country. Raises Refusal for a
        text that is not an amount above zero.
        """
        currency = currency or self.find_currency(answers)
        names = self.language.name_currencies(find_answer(answers, ("tender", "country")), currency)
        return typed_input.read_amount(self.write_digits(typed), currency, names, self.language.magnitudes)

    def read_value(self, typed: str, slot: ValueSlot, answers: Answers) -> Any:
        """Read the value of a clause's parameter as people write it, such as `30,000`, `4 years` or `KSh 25`.

        Raises Refusal for a text that is no value of its type, and for an amount in another currency than that of the
        purchase.
        """
        shape = slot.parameter
        if shape.type == "text" and shape.unit == "currency":
            return self._read_sums(typed, answers)
        plain = self.write_digits(typed) if shape.type in ("integer", "number", "percent") else typed
        try:
            return typed_input.read_parameter(plain, shape, self.list_units(slot, answers), self.language.group_sign)
        except Refusal as refusal:
            if refusal.code != "not-a-number" or shape.type != "number" or not self._is_sum(slot):
                raise
            unit = self.library.vocabulary.units[str(shape.unit)].label
            # What stands behind the currency, such as “per kWh”.
            ends = [word.replace("{currency}", "").strip() for word in self.language.unit_words(unit)]
            end = next((e for e in ends if e and plain.casefold().endswith(e.casefold())), "")
            return self.read_sum(plain[: len(plain) - len(end)], answers)

    def _read_sums(self, typed: str, answers: Answers) -> str:
        """Read a text with sums of money, and put the currency of the purchase behind a single sum without one."""
        currency = self._choose_currency(answers)
        names = self.language.name_currencies(find_answer(answers, ("tender", "country")), currency)
        return typed_input.read_prose(typed_input.name_currency(typed, currency, names))

    def _choose_currency(self, answers: Answers) -> str | None:
        """Return the currency of the purchase, or else that of the authority's country, where one is known."""
        return find_answer(answers, ("tender", "value", "currency")) or self.find_currency(answers)

    def read_sum(self, typed: str, answers: Answers) -> Any:
        """Read a sum in the currency of the purchase, which may be typed with it: `KSh 25`, `30 thousand`.

        Raises Refusal for a text that is not an amount, and for one in another currency.
        """
        currency = self._choose_currency(answers)
        amount = self.read_amount(typed, answers, currency)
        if currency and amount["currency"] != currency:
            raise Refusal("other-currency", text=typed.strip(), currency=currency)
        return amount["amount"]

    def write_digits(self, typed: str) -> str:
        """Return a typed text with its number in digits and without words such as “about”: `5 years`."""
        words = self.language
        return typed_input.write_digits(typed, words.number_words, words.amount_words, words.vague_words)

    def find_currency(self, answers: Answers) -> str | None:
        """Return the currency code of the authority's country, such as `EUR`; None if the country is not known."""
        country = find_answer(answers, ("tender", "country"))
        return find_currency(country, self.today) if country else None

    def find_doubts(self, slot: Slot, answers: Answers) -> list[str]:
        """Return the warnings on an answer that is valid and probably a slip, such as a launch years ago."""
        value = find_answer(answers, slot.path)
        if slot.question.key == "launch" and isinstance(value, datetime.date) and is_long_ago(value, self.today):
            years = self.language.number(OLDEST_LAUNCH_YEARS)
            return [self.format_doubt("launch-long-ago", launch=self.language.date(value), years=years)]
        lines: list[AnswerPath] = []
        if slot.question.key == "quantity":
            lines = [slot.path[:-1]]
        elif slot.question.kind == "lines" and isinstance(value, list):
            lines = [(*slot.path, position) for position in range(len(value))]
        return list(filter(None, (self._doubt_quantity(line, answers) for line in lines)))

    def _doubt_quantity(self, line: AnswerPath, answers: Answers) -> str:
        """Return the warning on an unusual quantity on a line of a lot; an empty text where it is a usual one."""
        quantity, category = find_answer(answers, (*line, "quantity")), self._find_category(answers, line)
        if not isinstance(quantity, int) or quantity <= (limit := find_quantity_limit(category)):
            return ""
        units = self.language.amount(quantity, self.library.vocabulary.categories[category].label)
        return self.format_doubt("quantity-very-large", units=units, limit=self.language.number(limit))

    def format_doubt(self, rule: str, **values: str) -> str:
        """Return a warning on an answer, with what to do. Parameters: `rule`, the key of both in the frame."""
        message = self.t(f"sense.{rule}", **values)
        return self.t("review.finding", message=message, fix=self.t(f"sense.{rule}-fix"))

    def list_units(self, slot: Slot | ValueSlot, answers: Answers) -> dict[str, float | Fraction]:
        """Return the words that may follow the number that answers a question, each with its factor.

        They are months and years for a question in one of these, the unit of a value, and the names of the equipment
        for a question on its quantity.
        """
        if isinstance(slot, ValueSlot):
            return self._list_value_units(slot, answers)
        if slot.question.key == "quantity":
            line = slot.path[:-1]
            category = self.library.vocabulary.categories[self._find_category(answers, line)]
            names = (*self.language.unit_words(category.label), *category.also, self.format_equipment(answers, line))
            return dict.fromkeys(names, 1)
        return self._list_durations("months") if slot.question.unit == "months" else {}

    def _list_value_units(self, slot: ValueSlot, answers: Answers) -> dict[str, float | Fraction]:
        unit = slot.parameter.unit
        if unit is None:
            return {}
        if unit in ("months", "years"):
            return self._list_durations(unit)
        words = self.language.unit_words(self.library.vocabulary.units[unit].label)
        names: dict[str, float | Fraction] = dict.fromkeys((self._insert_currency(w, answers) for w in words), 1)
        return {**names, "%": 1} if any(word.startswith("%") for word in words) else names

    def _list_durations(self, counted: str) -> dict[str, float | Fraction]:
        """Return the words for months and years, each with its factor. Parameters: `counted`, `months` or `years`."""
        months = {"months": 1, "years": MONTHS_OF_YEAR}
        units = self.library.vocabulary.units
        return {
            word: Fraction(months[unit], months[counted])
            for unit in months
            for word in (*self.language.unit_words(units[unit].label), *self.language.duration_words[unit])
        }

    def format_answer(self, slot: Slot | ValueSlot, value: Any, answers: Answers | None = None) -> str:
        """Return the text that shows an answer to the buyer.

        Parameters: `slot`, the question; `value`, the answer, None if the question was left open; `answers`, all
        answers of the purchase, which name the currency of an amount of money.
        """
        if isinstance(slot, ValueSlot):
            return self._format_value(slot, value, answers or {})
        if value is None:
            return self.t("interview.open")
        question = slot.question
        if question.kind == "lots":
            return self.language.number(len(value))
        if question.kind == "lines":
            return self.format_lines(value)
        if question.kind in ("choice", "choices"):
            labels = {c.value: c.label for c in self.list_choices(question)}
            chosen = [str(v) for v in value] if isinstance(value, list) else [str(value)]
            return self.language.listing([labels.get(v, v) for v in chosen]) or self.t("interview.none")
        if isinstance(value, datetime.date):
            return self.language.date(value)
        if isinstance(value, Mapping) and isinstance(value.get("amount"), int | float):
            number = self.language.number(value["amount"])
            return self.t("formats.amount", number=number, unit=str(value.get("currency", "")))
        if isinstance(value, Mapping):  # things to be priced, each with its number
            counted = [
                self.t("interview.counted", count=self.language.plain_value(number), label=thing)
                for thing, number in value.items()
            ]
            return self.language.listing(counted)
        return self.language.plain_value(value)

    def _format_value(self, slot: ValueSlot, value: Any, answers: Answers) -> str:
        """Return the value of a clause's parameter as text with its unit, such as “3 years”."""
        if isinstance(value, Mapping):
            value = next((value[c] for c in slot.categories if c in value), None)
        if value is None or value == UNDECIDED:
            return self.t("interview.open")
        if slot.parameter.unit is None or isinstance(value, bool) or not isinstance(value, int | float):
            return self.language.plain_value(value)
        labels = self.library.vocabulary.units[slot.parameter.unit].label
        return self._insert_currency(self.language.amount(value, labels, alone=True), answers)

    def format_lines(self, lines: Any) -> str:
        """Return the equipment on the lines of a lot as text, with known quantities: “20 laptops and monitors”."""
        words = self.library.vocabulary.categories
        units: dict[str, int] = {}
        for _, category, quantity in iterate_lines(self.library, {"lines": lines}, "lines"):
            units[category] = units.get(category, 0) + quantity
        amounts = [
            self.language.amount(quantity, words[category].label, alone=True)
            if quantity
            else self.format_category(category)
            for category, quantity in units.items()
        ]
        return self.language.listing(amounts) or self.t("interview.none")
