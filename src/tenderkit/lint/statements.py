# SPDX-License-Identifier: Apache-2.0
"""What a text states, as tenderers will read it: sentences with the words of their values put in."""

import re
from collections.abc import Iterator

from tenderkit.clause import UNDECIDED, Parameter
from tenderkit.lint.catalogue import Said
from tenderkit.lint.turns import Turn
from tenderkit.printed import parameter_of

_NAME = re.compile(r"\{\{ (\w+) \}\}")


def worded(parameter: Parameter) -> Iterator[tuple[str, str]]:
    """Each value of a parameter that is words: its key below the parameter, and the words."""
    for key, value in _values(parameter):
        if isinstance(value, str) and value != UNDECIDED:
            yield key, value
    yield from (("choices", choice) for choice in parameter.choices)


def _values(parameter: Parameter) -> Iterator[tuple[str, object]]:
    for number, case in enumerate(parameter.cases, 1):
        for level, figure in (("core", case.core), ("comprehensive", case.comprehensive)):
            value = figure.value if figure else []
            for one in value if isinstance(value, list | tuple) else [value]:
                yield f"cases.{number}.{level}", one


def sentences(said: Said) -> Iterator[str]:
    """The sentences of a text, each name in them replaced by the values it may have; an anchor stays a name."""

    def values(match: re.Match[str]) -> str:
        if match[1] in ("items", "returns", "months"):
            return match[0]
        name, what = parameter_of(said.clause, match[1])
        if what == "anchor":
            return match[0]
        parameter = said.clause.parameters[name]
        words = [word for _, word in worded(parameter)]
        words += [f"{value:g} {parameter.unit or ''}" for _, value in _values(parameter) if _is_number(value)]
        return " / ".join(dict.fromkeys(words)) or match[0]

    for sentence in said.sentences:
        yield _NAME.sub(values, sentence) if "{{" in sentence else sentence


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def statements(said: Said, duty: Turn) -> Iterator[str]:
    """The sentences of a text, where a list parted by semicolons stays whole.

    Parameters: `duty`, the words by which a part lays down a duty of its own and so makes a statement of its own.
    """
    whole = ""
    for sentence in sentences(said):
        if whole.endswith(";") and not duty.search(sentence):
            whole += f" {sentence}"
            continue
        if whole:
            yield whole
        whole = sentence
    if whole:
        yield whole
