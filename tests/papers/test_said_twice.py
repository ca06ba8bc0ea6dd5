# SPDX-License-Identifier: Apache-2.0
"""No clause says the same words twice in a row, as where a value stands in a sentence that names its event again.

Where lots share a clause, each of its values stands in the place of the name that the sentence has for it.
"""

import re
from collections.abc import Iterator

import pytest

from tenderkit.papers.annex.annex import Annex
from tests.papers.test_one_truth import clause_blocks
from tests.support import PURCHASE_FILES, english, example

TWICE = re.compile(r"\b(\w+(?: [\w%]+)*) \1\b", re.IGNORECASE)
OLD = "A new unit shall be at most {0} old {0}."


def with_values(text: str, amounts: dict[str, list[str]]) -> Iterator[str]:
    """A text of a shared clause as it is read: the name of each value, then each of its amounts, in its place."""
    yield text
    for name, values in amounts.items():
        blank = english().text("common.value", name=name)
        if blank in text:
            yield from (text.replace(blank, value) for value in values)


def said_twice(text: str, amounts: dict[str, list[str]]) -> list[str]:
    """The words that a text repeats, and the names of values that one of its sentences has twice."""
    names = [english().text("common.value", name=name) for name in amounts]
    sentences = re.split(r"(?<=\.) ", text)
    found = [name for sentence in sentences for name in names if sentence.count(name) > 1]
    return found + [match[0] for read in with_values(text, amounts) for match in TWICE.finditer(read)]


def repetitions(one: Annex) -> Iterator[str]:
    amounts = {
        shared.printed.number: {value.name: list(value.amounts) for value in shared.values} for shared in one.shared
    }
    for block in clause_blocks(one.blocks):
        clause = block.printed
        texts = (*clause.requirement, *clause.verification.values(), clause.remedy)
        for text in texts:
            for words in said_twice(text, amounts.get(clause.number, {})):
                yield f"{clause.number} {clause.clause.id}: {words}"


@pytest.mark.parametrize("name", PURCHASE_FILES)
def test_no_clause_repeats_words_directly(name: str) -> None:
    assert list(repetitions(example(name))) == []


def test_a_value_that_stands_twice_in_a_sentence_is_found() -> None:
    blank = english().text("common.value", name="age")
    assert said_twice(OLD.format(blank), {"age": ["12 months at delivery"]}) == [blank]


def test_an_event_that_follows_a_value_with_this_event_is_found() -> None:
    text = "At most " + english().text("common.value", name="age") + " at delivery."
    assert said_twice(text, {"age": ["12 months at delivery"]}) == ["at delivery at delivery"]
