# SPDX-License-Identifier: Apache-2.0
"""Split texts into requirements, sentences and statements, with the values of their parameters filled in."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from tenderkit.findings import Place
from tenderkit.frozen import Memory, Same, frozen_dataclass
from tenderkit.library.clause import LOT_BLANKS, UNDECIDED, Clause, Parameter, find_parameter
from tenderkit.lint.catalogue import Catalogue, Wording
from tenderkit.lint.phrases import Pattern

_NAME = re.compile(r"\{\{ (\w+) \}\}")
# The sentences of texts with their values; one rule after the other asks for them.
_KNOWN_SENTENCES: Memory[tuple[str, ...]] = Memory(8192)


@frozen_dataclass
class Requirement:
    """All paragraphs of a clause's requirement.

    `variant`: the id of the variant to which the paragraphs belong; None for the main requirement."""

    clause: Clause
    variant: str | None
    paragraphs: tuple[Wording, ...]

    @property
    def sentences(self) -> Iterator[tuple[Wording, str]]:
        """Every sentence of the requirement, as a pair: its paragraph, and its text with `{{ name }}` for values."""
        return ((wording, sentence) for wording in self.paragraphs for sentence in wording.sentences)


def find_requirements(catalogue: Catalogue, *kinds: str) -> Iterator[Requirement]:
    """Yield the main requirement of each clause, followed by the requirement of each variant that has one.

    Parameters: `kinds`, the kinds of clause to search; without them, all kinds are searched.
    """
    wordings = (s for s in catalogue.texts if s.field == "requirement" and (not kinds or s.clause.kind in kinds))
    for _, group in groupby(wordings, key=lambda s: (s.clause.id, s.variant, s.language)):
        paragraphs = tuple(group)
        yield Requirement(paragraphs[0].clause, paragraphs[0].variant, paragraphs)


def fill_sentences(wording: Wording) -> tuple[str, ...]:
    """Return the sentences of a text, with all possible values in place of each `{{ name }}`: `5 days / 10 days`.

    A `{{ name }}` stays as it is if no value is known, or if it names an anchor, as in `{{ days_anchor }}`.
    """
    return _KNOWN_SENTENCES.recall(Same(wording), lambda: tuple(_fill_sentences(wording)))


def _fill_sentences(wording: Wording) -> Iterator[str]:

    def values(match: re.Match[str]) -> str:
        if match[1] in LOT_BLANKS:
            return match[0]
        name, kind = find_parameter(wording.clause, match[1])
        if kind == "anchor":
            return match[0]
        parameter = wording.clause.parameters[name]
        words = [word for _, word in _find_worded(parameter)]
        words += [f"{value:g} {parameter.unit or ''}" for _, value in _find_values(parameter) if _is_number(value)]
        return " / ".join(dict.fromkeys(words)) or match[0]

    for sentence in wording.sentences:
        yield _NAME.sub(values, sentence) if "{{" in sentence else sentence


def split_statements(wording: Wording, duty: Pattern) -> Iterator[str]:
    """Yield the statements of a text, with the possible values filled in.

    A statement is a sentence, or a list whose entries are parted by semicolons. A list entry with a duty verb begins
    a new statement.

    Parameters: `duty`, the pattern of duty verbs such as “shall”.
    """
    return join_entries(fill_sentences(wording), duty)


def join_entries(sentences: Iterable[str], duty: Pattern, longest: int | None = None) -> Iterator[str]:
    """Yield sentences as they are, and the entries of a list, each of which ends with a semicolon, as one text.

    Parameters: `duty`, the pattern of duty verbs, at which an entry begins a new text; `longest`, the number of
    characters from which a text takes no further entry, None for any number.
    """
    joined = ""
    for sentence in sentences:
        if joined.endswith(";") and not duty.search(sentence) and (longest is None or len(joined) < longest):
            joined += f" {sentence}"
            continue
        if joined:
            yield joined
        joined = sentence
    if joined:
        yield joined


def find_worded_values(catalogue: Catalogue) -> Iterator[tuple[str, Place]]:
    """Yield every parameter value that is a text, an entry of a list or a choice, as a pair of text and place."""
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
