# SPDX-License-Identifier: Apache-2.0
"""The fields that tenderers fill in on a response form, each known by its tag."""

from collections.abc import Iterator, Sequence

from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.blocks import Answer, Block, ClauseBlock, InLanguage, Table, Wide
from tenderkit.papers.clause_text import PrintedClause

NAME = "tk:tenderer.name"


# The stems of tags that belong to no clause: of a price sheet, of the authority's own quality criteria, and of the
# acceptance of the contract clauses.
PRICE, QUALITY, ACCEPTANCE_STEM = "price", "quality", "contract-performance"
# The field in which the tenderer accepts all contract performance clauses, and the general rule on what follows.
ACCEPTANCE, ACCEPTANCE_RULE = f"tk:L0.{ACCEPTANCE_STEM}.answer", "acceptance-of-clauses"
# The general rule on personal data: it gives consent to the further processors that the tender names.
PROCESSOR_RULE = "processor-terms"


@frozen_dataclass
class Field:
    """A field of a response form.

    `number` is the number of the clause, empty for a field without a clause; `prompt` is the text that the tenderer
    replaces; `choices` are the entries of a list to choose from, empty for a field without a list; `copied` is true
    in a form of release 0.1.0 for a field in a table that the tenderer copied for each model.
    """

    tag: str
    number: str
    name: str
    prompt: str
    choices: tuple[str, ...] = ()
    copied: bool = False


def list_fields(blocks: Sequence[Block], printed: Sequence[PrintedClause]) -> tuple[Field, ...]:
    """Return the fields for the tenderer to fill in from the tables in blocks, in their order.

    Parameters: `printed`, the clauses of the annex, whose numbers the fields take over.
    """
    numbers = {clause.stem: clause.number for clause in printed}
    numbers[ACCEPTANCE.rpartition(".")[0]] = numbers.get(f"tk:L0.{ACCEPTANCE_RULE}", "")

    def number(tag: str) -> str:
        return numbers.get(".".join(tag.split(".")[:2]), "")

    return tuple(
        Field(cell.tag, number(cell.tag), cell.name, cell.prompt, cell.choices)
        for table in _find_tables(blocks)
        for row in table.rows
        for cell in row
        if isinstance(cell, Answer)
    )


def _find_tables(blocks: Sequence[Block]) -> Iterator[Table]:
    for block in blocks:
        match block:
            case Table():
                yield block
            case ClauseBlock() | Wide() | InLanguage():
                yield from _find_tables(block.blocks)
            case _:
                pass
