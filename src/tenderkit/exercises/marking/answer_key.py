# SPDX-License-Identifier: Apache-2.0
"""What is known of the forms of a pack when they come back: their fields, columns and printed words."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from tenderkit.exercises.exercise import Exercise
from tenderkit.exercises.sheets.handout import (
    FIELD_STEM,
    PERSON_TAG,
    compose_form,
    list_answer_table,
    list_question_table,
)
from tenderkit.exercises.variant import Variant
from tenderkit.papers.blocks import Answer, Table
from tenderkit.papers.form_fields import Field


class VariantForm:
    """The answer form of a variant.

    `fields`: as the form was made; `columns`: what each column of its tables asks for, by the head of the column.
    """

    def __init__(self, variant: Variant) -> None:
        self.variant = variant
        self.fields: tuple[Field, ...] = compose_form(variant).fields
        self.columns: dict[str, str] = {}
        for table in (list_answer_table(variant), list_question_table(variant)):
            self.columns |= _name_columns(table)

    @cached_property
    def keys(self) -> frozenset[str]:
        """What can be answered, by code and column, such as `c01.why`."""
        return frozenset(f.tag.removeprefix(FIELD_STEM) for f in self.fields if f.tag != PERSON_TAG)

    @cached_property
    def printed(self) -> Mapping[str, str]:
        """The words that are printed in a row of the form, by its code; none for claims, which have no words."""
        exercise: Exercise = self.variant.exercise
        return {row.code: normalize(row.cells[0]) for row in exercise.rows}

    def count_printed(self, words: Mapping[str, str]) -> int:
        """Return how many rows of a form have the words of this variant. Parameters: `words`, by code."""
        return sum(words.get(code) == text for code, text in self.printed.items())


class AnswerKey:
    """All variants of a pack, and the words by which their forms are recognised.

    Parameters: `handouts`, the handouts of the variants in Word, by name, with which edited ones are compared;
    `pack`, a name that no other pack has.
    """

    def __init__(
        self, variants: Sequence[Variant], handouts: Mapping[str, bytes] | None = None, pack: str = ""
    ) -> None:
        self.handouts, self.pack = handouts or {}, pack
        self.forms = {variant.name: VariantForm(variant) for variant in variants}
        self.task = variants[0].task
        text = self.task.material.text
        self.prompts = {normalize(text(f"exercise.{key}")) for key in ("choose", "write")}
        self.labels = {normalize(text(f"exercise.{key}")): key for key in ("scenario", "variant", "run", "person")}
        self.code_head = normalize(text("exercise.code"))


def _name_columns(table: Table) -> dict[str, str]:
    """Return what each column that is filled in asks for, by its head."""
    for row in table.rows:
        pairs = zip(table.head, row, strict=True)
        return {normalize(head): cell.tag.rpartition(".")[2] for head, cell in pairs if isinstance(cell, Answer)}
    return {}


def normalize(text: str) -> str:
    """Return a text without case, and with single spaces."""
    return " ".join(text.split()).casefold()
