# SPDX-License-Identifier: Apache-2.0
"""What mutations are planted in: a sound selection, with the words and word lists of its language."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple

from tenderkit.checks.checked_purchase import CheckedPurchase, find_picks
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import Clause, ClauseText
from tenderkit.library.template import Template
from tenderkit.lint.phrases import Phrases
from tenderkit.selection.printed_texts import choose_texts
from tenderkit.selection.selection import LotSelection, Pick


class PrintedText(NamedTuple):
    """The texts of a clause that an annex prints in all its lots: those of a variant, or the main ones (None)."""

    clause: Clause
    variant: str | None
    text: ClauseText


@frozen_dataclass
class Workpiece(CheckedPurchase):
    """A sound purchase with its selection, in which defects are planted."""

    @cached_property
    def printed(self) -> Mapping[str, PrintedText]:
        """The texts of the clauses that all lots print in the same variant, by id, in the order of the annex."""
        variants: dict[str, set[str | None]] = {}
        texts: dict[str, PrintedText] = {}
        for part in self.selection.parts:
            for pick in part.picks:
                variant, text = choose_texts(pick.clause, pick)
                variants.setdefault(pick.clause.id, set()).add(variant)
                texts[pick.clause.id] = PrintedText(pick.clause, variant, text)
        return {id_: text for id_, text in texts.items() if len(variants[id_]) == 1}

    def list_texts(self, *kinds: str) -> Iterator[PrintedText]:
        """Yield the printed texts of the clauses of some kinds."""
        return (printed for printed in self.printed.values() if printed.clause.kind in kinds)

    def list_picks(self, *ids: str) -> Iterator[tuple[LotSelection, Pick]]:
        """Yield the picks of some clauses, each with its lot, or with the general rules."""
        return ((part, pick) for part in self.selection.parts for pick in find_picks(part, *ids))

    def find_words(self, *names: str) -> Phrases:
        """Return the search patterns of word lists."""
        return Phrases(self.catalogue, *names)

    def takes_sentence(self, id_: str) -> bool:
        """Return whether a sentence can be added to a clause: its first paragraph is whole, and all lots print it."""
        if id_ not in self.printed:
            return False
        clause, _, text = self.printed[id_]
        names = {name.replace("_", "-") for name in text.requirement[0][1::2]} if text.requirement else set()
        printed = all(
            clause.parameters[name].asks(value.value)
            for _, pick in self.list_picks(id_)
            for name in names & pick.values.keys()
            for value in pick.values[name].values()
        )
        return bool(text.requirement) and text.requirement[0][-1].rstrip().endswith(".") and printed

    def write(self, key: str, **values: object) -> str:
        """Return the words of a planted defect from the frame."""
        return self.words.text(f"exercise-plants.{key}", **values)


def change_texts(printed: PrintedText, **texts: Any) -> Clause:
    """Return a clause with other texts in the variant that the annex prints.

    Parameters: `texts`, the new texts by field: `requirement`, `verification`.
    """
    clause = printed.clause
    if printed.variant is None:
        return replace(clause, text=replace(clause.text, **texts))
    variant = replace(clause.variants[printed.variant], **texts)
    return replace(clause, variants={**clause.variants, printed.variant: variant})


def add_sentence(printed: PrintedText, sentence: str) -> Clause:
    """Return a clause with a sentence at the end of the first paragraph of its requirement."""
    first, *others = printed.text.requirement
    return change_texts(printed, requirement=(extend_template(first, sentence), *others))


def extend_template(template: Template, sentence: str) -> Template:
    """Return a text with a sentence added at its end."""
    return (*template[:-1], f"{template[-1].rstrip()} {sentence}")
