# SPDX-License-Identifier: Apache-2.0
"""The fields of a response form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tenderkit.blocks import Answer, Block, ClauseBlock, Removable, Table, Wide
from tenderkit.printed import PrintedClause


@dataclass(frozen=True)
class Field:
    """What a form asks: its tag, the number of its clause, its name, what stands there until it is filled in, the
    choices of a list; `copied` where a tenderer fills in one copy for each model.
    """

    tag: str
    number: str
    name: str
    prompt: str
    choices: tuple[str, ...] = ()
    copied: bool = False


def fields(blocks: Sequence[Block], printed: Sequence[PrintedClause]) -> tuple[Field, ...]:
    """The fields in blocks, in their order.

    Parameters: `printed`, the clauses whose numbers they get; a field of no clause has none.
    """
    numbers = {clause.tag.partition("@")[0]: clause.number for clause in printed}

    def number(tag: str) -> str:
        return numbers.get(".".join(tag.split(".")[:2]), "")

    return tuple(
        Field(cell.tag, number(cell.tag), cell.name, cell.prompt, cell.choices, table.copied)
        for table in _tables(blocks)
        for row in table.rows
        for cell in row
        if isinstance(cell, Answer)
    )


def _tables(blocks: Sequence[Block]) -> Iterator[Table]:
    for block in blocks:
        match block:
            case Table():
                yield block
            case ClauseBlock() | Removable() | Wide():
                yield from _tables(block.blocks)
            case _:
                pass


@dataclass(frozen=True, slots=True)
class Control:
    """A control of a form that came back: the `text` in it, whether that is only the prompt (`blank`), the `day` of
    a date, the value of each choice by its text, whether a box is `ticked` (None where there is none).
    """

    tag: str
    name: str
    text: str
    blank: bool = False
    day: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    ticked: bool | None = None


@dataclass(frozen=True)
class Form:
    """A form that came back: its controls, the `fields` that it was made with, the digest of its purchase (None where
    the file does not say), its language, its date.
    """

    controls: tuple[Control, ...]
    fields: tuple[Field, ...]
    purchase: str | None
    language: str | None
    created: str
