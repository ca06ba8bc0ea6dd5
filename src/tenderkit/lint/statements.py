# SPDX-License-Identifier: Apache-2.0
"""Split texts into requirements, sentences and statements, with the values of their parameters filled in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from tenderkit.findings import Place
from tenderkit.library.clause import UNDECIDED, Clause, Parameter, find_parameter
from tenderkit.lint.catalogue import Catalogue, Passage
from tenderkit.lint.phrases import Pattern

_NAME = re.compile(r"\{\{ (\w+) \}\}")


@dataclass(frozen=True)
class Requirement:
    """All paragraphs of a clause's requirement; `variant`: the id of the variant they belong to, or None."""

    clause: Clause
    variant: str | None
    paragraphs: tuple[Passage, ...]

    @property
    def sentences(self) -> Iterator[tuple[Passage, str]]:
        """Every sentence, as a pair of its paragraph and its text; values are shown as `{{ name }}`."""
        return ((passage, sentence) for passage in self.paragraphs for sentence in passage.sentences)


def find_requirements(catalogue: Catalogue, *kinds: str) -> Iterator[Requirement]:
    """Yield the main requirement of each clause, then the requirements that its variants have instead.

    Parameters: `kinds`, the kinds of clause to look at; all kinds if none is given.
    """
    passages = (s for s in catalogue.texts if s.field == "requirement" and (not kinds or s.clause.kind in kinds))
    for _, group in groupby(passages, key=lambda s: (s.clause.id, s.variant, s.language)):
        paragraphs = tuple(group)
        yield Requirement(paragraphs[0].clause, paragraphs[0].variant, paragraphs)


def fill_sentences(passage: Passage) -> Iterator[str]:
    """Yield the sentences of a text, each `{{ name }}` replaced by all its possible values: `5 days / 10 days`.

    Names of anchors (`{{ days_anchor }}`) and names without a known value are not replaced.
    """

    def values(match: re.Match[str]) -> str:
        if match[1] in ("items", "returns", "months"):
            return match[0]
        name, kind = find_parameter(passage.clause, match[1])
        if kind == "anchor":
            return match[0]
        parameter = passage.clause.parameters[name]
        words = [word for _, word in _find_worded(parameter)]
        words += [f"{value:g} {parameter.unit or ''}" for _, value in _find_values(parameter) if _is_number(value)]
        return " / ".join(dict.fromkeys(words)) or match[0]

    for sentence in passage.sentences:
        yield _NAME.sub(values, sentence) if "{{" in sentence else sentence


def split_statements(passage: Passage, duty: Pattern) -> Iterator[str]:
    """Yield the statements of a text with values filled in: sentences, and whole lists parted by semicolons.

    Parameters: `duty`, the pattern of duty verbs such as “shall”; an entry of a list that has a duty verb begins a
    statement of its own.
    """
    statement = ""
    for sentence in fill_sentences(passage):
        if statement.endswith(";") and not duty.search(sentence):
            statement += f" {sentence}"
            continue
        if statement:
            yield statement
        statement = sentence
    if statement:
        yield statement


def find_worded_values(catalogue: Catalogue) -> Iterator[tuple[str, Place]]:
    """Yield the parameter values that are texts, entries of lists or choices, each with its place in a file."""
    for clause in catalogue.clauses:
        for name, parameter in clause.parameters.items():
            for key, words in _find_worded(parameter):
                yield words, catalogue.at(clause, f"parameters.{name}.{key}")


def _find_worded(parameter: Parameter) -> Iterator[tuple[str, str]]:
    for key, value in _find_values(parameter):
        if isinstance(value, str) and value != UNDECIDED:
            yield key, value
    yield from (("choices", choice) for choice in parameter.choices)


def _find_values(parameter: Parameter) -> Iterator[tuple[str, object]]:
    for number, case in enumerate(parameter.cases, 1):
        for level, figure in (("core", case.core), ("comprehensive", case.comprehensive)):
            value = figure.value if figure else []
            for entry in value if isinstance(value, list | tuple) else [value]:
                yield f"cases.{number}.{level}", entry


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
