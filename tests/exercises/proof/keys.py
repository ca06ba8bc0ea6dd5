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
from tenderkit.exercises.exercise import Exercise
from tenderkit.exercises.mutations.workpiece import Workpiece
from tenderkit.exercises.pack import FACILITATOR, PARTICIPANTS, Pack
from tenderkit.exercises.pack_lock import PackOrder
from tenderkit.exercises.printed_proof import find_in_document, print_unrecorded
from tenderkit.exercises.rewrite_judge import RewriteJudge
from tenderkit.exercises.scenario_files import read_purchase_of, read_scenarios
from tenderkit.exercises.types.rewrite_clause import RewriteExercise
from tenderkit.exercises.types.spot_the_defect import DefectExercise
from tenderkit.library.reading.author_files import read_coverage
from tenderkit.library.reading.shipped_data import ShippedData, find_data_folder
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
        self._pieces: dict[str, Workpiece] = {}
        self._sound: dict[str, Counter[tuple[str, str, str]]] = {}

    def find_wrong_keys(self, pack: Pack) -> Iterator[str]:
        """Yield what is wrong with the keys of a pack."""
        order, keys = pack.lock.order, read_keys(pack)
        if len(keys) != order.variants:
            yield f"{len(keys)} keys for {order.variants} variants"
        for variant in pack.variants:
            name, exercise, rows = variant.name, variant.exercise, keys.get(variant.name, [])
            choices = read_choices(pack.files[f"{PARTICIPANTS}/answer-{name}.docx"])
            if not rows:
                yield f"{name} has no key"
            elif isinstance(exercise, DefectExercise):
                handout = pack.files[f"{PARTICIPANTS}/{name}.docx"]
                yield from (f"{name}: {fault}" for fault in _find_no_choices(rows, choices))
                yield from (f"{name}: {fault}" for fault in self._find_wrong_defects(rows, exercise, handout, order))
            else:
                yield from (f"{name}: {fault}" for fault in self._find_wrong_answers(rows, exercise, choices, order))
            if isinstance(exercise, RewriteExercise):
                yield from (f"{name}: {fault}" for fault in self._find_wrong_rewrites(rows, exercise, order))

    def _find_wrong_defects(
        self, rows: list[KeyRow], exercise: DefectExercise, handout: bytes, order: PackOrder
    ) -> Iterator[str]:
        """Yield what the rules do not find in a handout where its key says it is, and what is not in the key."""
        assert exercise.annex is not None
        findings = Counter(find_in_document(handout, self._data)) - self._find_in_sound(order.scenario)
        headings: dict[str, set[str]] = {}
        for clause in exercise.annex.printed:
            headings.setdefault(clause.clause.id, set()).add(f"{clause.number} {clause.title}")
        planted = [defect.planted for defect in (*exercise.defects, *exercise.decoys)]
        # Rules that name another clause than the one of the defect: of these, the place is not compared.
        elsewhere = {spot.rule for one in planted for spot in one.site.printed if spot.clause != one.site.clause}
        keyed = {(row.first, rule) for row in rows for rule in _RULE.findall(row.last)}
        on_paper = [row for row in rows if "needs the purchase" not in row.last]
        # A finding that names no clause, because it is about weights or the story, is compared by its rule alone.
        places = [(rule, headings.get(clause, set())) for rule, clause, _ in findings]
        for place, rule in ((row.first, rule) for row in on_paper for rule in _RULE.findall(row.last)):
            if not any(rule == one and (not at or place in at or rule in elsewhere) for one, at in places):
                yield f"the handout has no {rule} at “{place}”"
        for rule, at in places:
            if not any(rule == one and (not at or place in at or rule in elsewhere) for place, one in keyed):
                yield f"the handout has {rule} at “{', '.join(sorted(at))}”, which is not in the key"

    def _find_in_sound(self, scenario: str) -> Counter[tuple[str, str, str]]:
        if scenario not in self._sound:
            sound = print_unrecorded(self._prepare(scenario).annex, self._data)
            self._sound[scenario] = Counter(find_in_document(sound, self._data))
        return self._sound[scenario]

    def _find_wrong_answers(
        self, rows: list[KeyRow], exercise: Exercise, choices: dict[str, list[str]], order: PackOrder
    ) -> Iterator[str]:
        """Yield answers that participants cannot choose, and those that the library contradicts."""
        right = _TRUTHS.get(order.type)
        truths = right(self._prepare(order.scenario).selection, self._data) if right else {}
        ids = {row.code: row.id for row in exercise.rows}
        for row in rows:
            listed = choices.get(f"tk:exercise.{row.first}.answer", [])
            if listed and row.third not in listed:
                yield f"“{row.third}” is not among the choices of {row.first}"
            if not row.first.startswith("c"):
                continue
            if not row.fourth:
                yield f"{row.first} has no reason"
            known = truths.get(ids[row.first], {row.third})
            if row.third not in known:
                yield f"{row.first} has the answer “{row.third}”, and it is {' or '.join(sorted(known))}"

    def _find_wrong_rewrites(self, rows: list[KeyRow], exercise: RewriteExercise, order: PackOrder) -> Iterator[str]:
        """Yield the paragraphs in which the rules find no defect, and the model answers that do not pass."""
        judge = RewriteJudge(self._prepare(order.scenario), self._data)
        planted = {row.code: defect.planted for row, defect in zip(exercise.rows, exercise.flaws, strict=True)}
        for row in rows:
            if not judge.judge(planted[row.first], row.second).left:
                yield f"the paragraph of {row.first} has no defect"
            judgement = judge.judge(planted[row.first], row.third)
            if not judgement.passes:
                yield f"the model answer of {row.first} does not pass: {judgement}"

    def _prepare(self, scenario: str) -> Workpiece:
        if scenario not in self._pieces:
            purchase = read_purchase_of(read_scenarios(self._data)[scenario], self._data)
            selection, language = tenderkit.select(purchase, self._data), self._data.language("en")
            self._pieces[scenario] = Workpiece(selection, language, self._data.word_lists, self._data.superseded)
        return self._pieces[scenario]


def _find_no_choices(rows: list[KeyRow], choices: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield the defects that participants cannot choose in the lists of the answer form."""
    places, names = choices["tk:exercise.d01.place"], choices["tk:exercise.d01.name"]
    for row in rows:
        if row.first not in places or not any(row.second.startswith(known) for known in names):
            yield f"“{row.second}” at “{row.first}” is not among the choices"


def _list_selected(selection: Selection, data: ShippedData) -> dict[str, set[str]]:
    """Return for each clause whether it belongs in the annex."""
    picked = {pick.clause.id for part in selection.parts for pick in part.picks}
    texts = data.language("en").frame.texts["exercise-types"]
    answers = {True: texts["choose-clauses-in"], False: texts["choose-clauses-out"]}
    return {id_: {answers[id_ in picked]} for id_ in selection.library.clauses}


def _list_stages(selection: Selection, data: ShippedData) -> dict[str, set[str]]:
    """Return for each clause the stage at which it belongs."""
    texts = data.language("en").frame.texts["exercise-types"]
    clauses = selection.library.clauses
    return {
        id_: {texts[f"stage-{clause.kind}"]} for id_, clause in clauses.items() if f"stage-{clause.kind}" in texts
    }


def _list_headings(selection: Selection, data: ShippedData) -> dict[str, set[str]]:
    """Return for each clause the headings of ITU-T L.1061 that it answers."""
    texts = data.language("en").frame.texts["exercise-l1061"]
    headings: dict[str, set[str]] = {}
    for topic in read_coverage(find_data_folder() / "clauses", (), data.library)["l1061-topics"].topics.values():
        sections = [section for section in topic.pointer if section.replace(".", "-") in texts]
        for id_ in topic.clauses:
            listed = (f"{section} {texts[section.replace('.', '-')]}" for section in sections)
            headings.setdefault(id_, set()).update(listed)
    return headings


def _list_priorities(selection: Selection, data: ShippedData) -> dict[str, set[str]]:
    """Return for each clause the names of the priorities that it serves."""
    vocabulary, language = data.library.vocabulary, data.language("en")
    return {
        id_: {
            language.label(vocabulary.label("priorities", name.removeprefix("priority-")))
            for name in clause.sets
            if name.startswith("priority-")
        }
        for id_, clause in selection.library.clauses.items()
    }


# What is right for each clause; types that are not named are proven where they are made.
_TRUTHS = {
    "choose-clauses": _list_selected,
    "stage-placement": _list_stages,
    "map-to-l1061": _list_headings,
    "policy-trace": _list_priorities,
}
