# SPDX-License-Identifier: Apache-2.0
"""Find the questions that settle an open point of the annex, so that it is answered at the review."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from tenderkit.checks.sheet_figures import list_printed_figures
from tenderkit.interview import next_question
from tenderkit.interview.next_question import AnySlot, Slot
from tenderkit.interview.prompts import Prompts
from tenderkit.library.question import Question
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.annex.part import OpenPoint
from tenderkit.purchase import typed_input
from tenderkit.purchase.answers import AnswerPath, Answers
from tenderkit.purchase.figures import LISTS, NUMBERS, SUMS

# A key of a lot: `lots.2.months`, `lots.2: parameters.CLAUSE.NAME`, `lots.2.sheet: hours-in-use, repairs.laptop`.
_LOT_KEY = re.compile(r"lots\.(?P<lot>\d+)(?:: |\.)(?P<rest>.*)")
_LINE_NOTE = re.compile(r"(?P<list>items|returns)\.(?P<line>\d+)\.note")


def find_questions(point: OpenPoint, annex: Annex, answers: Answers, prompts: Prompts) -> list[AnySlot]:
    """Return the questions whose answers settle an open point; none if no key of the purchase file does.

    Parameters: `annex`, which has the open point; `answers`, those in the purchase file.
    """
    slots = find_at_key(point.key, point.what, annex, answers, prompts)
    return [slot for slot in slots if isinstance(slot, Slot) or slot.value.value is None]


def find_at_key(key: str, label: str, annex: Annex, answers: Answers, prompts: Prompts) -> list[AnySlot]:
    """Return the questions whose answers stand at a key of the purchase file; none if nobody can be asked for it.

    Parameters: `key`, as an open point or a finding names it; `label`, of what is asked, where the library has no
    question for it; for the others see `find_questions`.
    """
    in_lot = _LOT_KEY.fullmatch(key)
    lot = int(in_lot["lot"]) - 1 if in_lot else None
    rest = in_lot["rest"] if in_lot else key
    if rest.startswith("parameters."):
        clause, _, name = rest.removeprefix("parameters.").partition(".")
        values = [
            value
            for value in next_question.list_values(annex.selection)
            if value.id == f"{clause}.{name}" and lot in (None, value.lot)
        ]
        if lot is None:  # the same for all lots, whether the clause stands in each of them or before them
            values = [replace(value, path=("parameters", clause, name), lot=None) for value in values]
        return [value for n, value in enumerate(values) if value.categories not in [v.categories for v in values[:n]]]
    if lot is None:
        path: AnswerPath = tuple(key.split("."))
    elif rest == "weights":
        path = ("tender", "environment-weight")
    else:
        path = ("lots", lot, *(int(part) - 1 if part.isdecimal() else part for part in rest.split(".")))
    asked = [slot for slot in next_question.list_slots(prompts.library, answers) if slot.path == path]
    model = "" if lot is None else annex.selection.lots[lot].facts.acquisition
    return [*asked] if asked else list(_make_questions(label, lot, rest, model, prompts, answers))


def list_figures(annex: Annex, answers: Answers, prompts: Prompts) -> list[Slot]:
    """Return the questions on the figures of all sheets, whether they are set or not, lot by lot."""
    return [
        _make_figure(key, lot.part.number - 1, lot.part.facts.acquisition, prompts, answers)
        for lot in annex.lots
        for key in list_printed_figures(annex, lot)
    ]


def _make_questions(
    label: str, lot: int | None, rest: str, model: str, prompts: Prompts, answers: Answers
) -> Iterator[AnySlot]:
    """Yield questions on keys of the purchase file that the library has no question for.

    Parameters: `label`, of what is asked; `lot`, the number of the lot, from 0, None for the tender; `rest`,
    the key in the table of the lot; `model`, its acquisition model.
    """
    kind, _, names = rest.partition(": ")
    if lot is None:
        if rest.startswith("tender.settled."):
            duty = rest.rpartition(".")[2]
            yield _make_question("settled", ("tender", "settled", duty), label, prompts, optional=True)
    elif kind == "criteria":
        yield _make_question("criterion", ("lots", lot, "criteria", names), label, prompts, lot)
    elif kind == "sheet" or rest.startswith("sheet."):
        for key in (names or rest.removeprefix("sheet.")).split(", "):
            yield _make_figure(key, lot, model, prompts, answers)
    elif note := _LINE_NOTE.fullmatch(rest):
        path = ("lots", lot, note["list"], int(note["line"]) - 1, "note")
        yield _make_question("note", path, label, prompts, lot)


def _make_figure(key: str, lot: int, model: str, prompts: Prompts, answers: Answers) -> Slot:
    """Return the question on a figure of a sheet. Parameters: `key`, its name, with `.` and a category or without."""
    kind: str
    read: Callable[[str], Any]
    name, _, category = key.partition(".")
    # A lot of repairs prices those of all units; a cost sheet those of one, and multiplies them.
    label = prompts.t("figures.repairs-of-one-unit" if name == "repairs" and model != "repair" else f"figures.{name}")
    if category:
        label = prompts.t("interview.value-for", name=label, kinds=prompts.format_category(category))
    path: AnswerPath = ("lots", lot, "sheet", *key.split("."))
    if name in NUMBERS:
        kind, read = "figure", partial(_read_figure, name, prompts, answers)
    elif name in LISTS:
        kind, read = "figure-list", partial(_read_list, prompts)
    else:
        kind, read = "figure-method", _read_method
    slot = _make_question(kind, path, label, prompts, lot, read)
    return replace(slot, question=replace(slot.question, optional=True))


def _read_figure(name: str, prompts: Prompts, answers: Answers, typed: str) -> float:
    plain = prompts.write_digits(typed).rstrip("% ")
    try:
        value = typed_input.read_number(plain, *NUMBERS[name], group=prompts.language.group_sign)
    except typed_input.Refusal as refusal:
        if name not in SUMS or refusal.code != "not-a-number":
            raise
        value = prompts.read_sum(plain, answers)
    return int(value) if value == int(value) else value


def _read_list(prompts: Prompts, typed: str) -> Any:
    """Return what a sheet asks prices for: a text, or a table where each thing has its number: `battery = 1`."""
    pairs = [part.rpartition("=") for part in re.split(r"[;؛]", typed) if part.strip()]
    things = [typed_input.normalize_word(thing) for thing, _, _ in pairs]
    # The file takes no category as a thing, because a table by category looks alike.
    if not all(things) or not prompts.library.vocabulary.categories.keys().isdisjoint(things):
        return typed_input.read_prose(typed)
    table = {}
    for thing, _, number in pairs:
        value = typed_input.read_number(number, group=prompts.language.group_sign)
        if value <= 0:
            raise typed_input.Refusal("not-positive")
        table[typed_input.parse_text(thing)] = int(value) if value == int(value) else value
    return table or typed_input.read_prose(typed)


def _read_method(typed: str) -> str:
    """Return the typed name of a test method. Raises Refusal where it names none."""
    text = typed_input.read_prose(typed)
    if text.casefold() == "none" or not re.search(r"\w{3}", text):
        raise typed_input.Refusal("no-method", text=text)
    return text


def _make_question(
    kind: str,
    path: AnswerPath,
    label: str,
    prompts: Prompts,
    lot: int | None = None,
    read: Callable[[str], Any] = typed_input.read_prose,
    *,
    optional: bool = False,
) -> Slot:
    """Return a question on a key of the purchase file.

    Parameters: `kind`, the keys of its texts; `label`, of what is asked; `read`, a function that reads the answer;
    `optional`, whether Enter alone leaves the point open.
    """

    def words(text: str) -> dict[str, str]:
        # A question has its words in English, and in other languages.
        return dict.fromkeys(("en", prompts.language.code), text)

    question = Question(
        kind="text",
        scope="tender" if lot is None else "lot",
        label=words(label),
        text=words(prompts.t(f"points.{kind.partition('-')[0]}", what=label)),
        help=words(prompts.t(f"points.{kind}-help")),
        optional=optional,
    )
    return Slot("", question, path, lot, read=read)
