# SPDX-License-Identifier: Apache-2.0
"""Whether the key of a pack is right: read from its files, as a trainer reads them, and compared with the library."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import openpyxl
from lxml import etree

import tenderkit
from tenderkit.exercises.pack import FACILITATOR, PARTICIPANTS, Pack
from tenderkit.exercises.pack_lock import PackOrder
from tenderkit.exercises.printed_proof import find_in_document, print_unrecorded
from tenderkit.exercises.scenario_files import read_purchase_of, read_scenarios
from tenderkit.exercises.types.spot_the_defect import SPOT_THE_DEFECT
from tenderkit.library.reading.shipped_data import ShippedData
from tenderkit.library.template import omit_values
from tenderkit.pipeline import compose_annex
from tenderkit.selection.selection import Selection
from tests.exercises.proof.word_parts import read_parts

# The rows of a sheet of the key in front of its table: title, note and head.
_FIRST_ROW = 4
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RULE = re.compile(r"[a-z]+(?:-[a-z]+)+")


class KeyRow(NamedTuple):
    """A row of a key: its code, or the place of a defect; what is asked or its name; the answer; why; the rest."""

    first: str
    second: str
    third: str
    fourth: str
    last: str


def read_keys(pack: Pack) -> dict[str, list[KeyRow]]:
    """Return the rows of the key of each variant, by its name."""
    book = openpyxl.load_workbook(io.BytesIO(pack.files[f"{FACILITATOR}/key.xlsx"]))
    return {
        sheet.title: [
            KeyRow(*(str(cell or "") for cell in row[:5]))
            for row in sheet.iter_rows(min_row=_FIRST_ROW, values_only=True)
        ]
        for sheet in book.worksheets[1:]
    }


def read_choices(form: bytes) -> dict[str, list[str]]:
    """Return what can be chosen in each list of an answer form, by the tag of its field."""
    root = etree.fromstring(read_parts(form)["word/document.xml"])
    lists = {}
    for field in root.iter(f"{_WORD}sdtPr"):
        tag, choices = field.find(f"{_WORD}tag"), field.find(f"{_WORD}dropDownList")
        if tag is not None and choices is not None:
            items = choices.iter(f"{_WORD}listItem")
            lists[str(tag.get(f"{_WORD}val"))] = [str(item.get(f"{_WORD}displayText")) for item in items]
    return lists


class KeyProver:
    """Proves keys; what the library says of a scenario is worked out once.

    Parameters: `data`, the data with the library.
    """

    def __init__(self, data: ShippedData) -> None:
        self._data = data
        self._selections: dict[str, Selection] = {}
        self._sound: dict[str, Counter[str]] = {}

    def find_wrong_keys(self, pack: Pack) -> Iterator[str]:
        """Yield what is wrong with the keys of a pack."""
        order, keys = pack.lock.order, read_keys(pack)
        if len(keys) != order.variants:
            yield f"{len(keys)} keys for {order.variants} variants"
        for name, rows in keys.items():
            choices = read_choices(pack.files[f"{PARTICIPANTS}/answer-{name}.docx"])
            if not rows:
                yield f"{name} has no key"
            elif order.type == SPOT_THE_DEFECT.name:
                handout = pack.files[f"{PARTICIPANTS}/{name}.docx"]
                yield from (f"{name}: {fault}" for fault in _find_no_choices(rows, choices))
                yield from (f"{name}: {fault}" for fault in self._find_wrong_defects(rows, handout, order.scenario))
            else:
                yield from (f"{name}: {fault}" for fault in self._find_wrong_answers(rows, choices, order))

    def _find_wrong_defects(self, rows: list[KeyRow], handout: bytes, scenario: str) -> Iterator[str]:
        """Yield the rules that find nothing in a handout against its key, and those that find what is not in it."""
        if scenario not in self._sound:
            sound = print_unrecorded(compose_annex(self._select(scenario), self._data), self._data)
            self._sound[scenario] = Counter(rule for rule, _, _ in find_in_document(sound, self._data))
        found = Counter(rule for rule, _, _ in find_in_document(handout, self._data)) - self._sound[scenario]
        on_paper = {rule for row in rows if "clauses alone" not in row.last for rule in _RULE.findall(row.last)}
        if missed := on_paper - found.keys():
            yield f"the handout has no {', '.join(sorted(missed))}"
        if surplus := found.keys() - {rule for row in rows for rule in _RULE.findall(row.last)}:
            yield f"the handout has {', '.join(sorted(surplus))}, which is not in the key"

    def _find_wrong_answers(
        self, rows: list[KeyRow], choices: Mapping[str, list[str]], order: PackOrder
    ) -> Iterator[str]:
        """Yield answers that participants cannot choose, and those that the library contradicts."""
        right = _TRUTHS.get(order.type)
        truths = right(self._select(order.scenario), self._data) if right else {}
        for row in rows:
            listed = choices.get(f"tk:exercise.{row.first}.answer", [])
            if listed and row.third not in listed:
                yield f"“{row.third}” is not among the choices of {row.first}"
            if not row.first.startswith("c"):
                continue
            if not row.fourth:
                yield f"{row.first} has no reason"
            known = truths.get(row.second, {row.third})
            if row.third not in known:
                yield f"{row.first} has the answer “{row.third}”, and it is {' or '.join(sorted(known))}"

    def _select(self, scenario: str) -> Selection:
        if scenario not in self._selections:
            purchase = read_purchase_of(read_scenarios(self._data)[scenario], self._data)
            self._selections[scenario] = tenderkit.select(purchase, self._data)
        return self._selections[scenario]


def _find_no_choices(rows: list[KeyRow], choices: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield the defects that participants cannot choose in the lists of the answer form."""
    places, names = choices["tk:exercise.d01.place"], choices["tk:exercise.d01.name"]
    for row in rows:
        if row.first not in places or not any(row.second.startswith(known) for known in names):
            yield f"“{row.second}” at “{row.first}” is not among the choices"


def _list_selected(selection: Selection, data: ShippedData) -> dict[str, set[str]]:
    """Return for the title of each clause whether it belongs in the annex."""
    picked = {pick.clause.id for part in selection.parts for pick in part.picks}
    texts = data.language("en").frame.texts["exercise-types"]
    answers = {True: texts["choose-clauses-in"], False: texts["choose-clauses-out"]}
    clauses = selection.library.clauses
    return {omit_values(clause.text.title): {answers[id_ in picked]} for id_, clause in clauses.items()}


def _list_priorities(selection: Selection, data: ShippedData) -> dict[str, set[str]]:
    """Return for the title of each clause the names of the priorities that it serves."""
    vocabulary, language = data.library.vocabulary, data.language("en")
    return {
        omit_values(clause.text.title): {
            language.label(vocabulary.label("priorities", name.removeprefix("priority-")))
            for name in clause.sets
            if name.startswith("priority-")
        }
        for clause in selection.library.clauses.values()
    }


# What is right for each clause, by its title in the key; types that are not named are proven where they are made.
_TRUTHS = {"choose-clauses": _list_selected, "policy-trace": _list_priorities}
