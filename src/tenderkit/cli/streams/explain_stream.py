# SPDX-License-Identifier: Apache-2.0
"""`explain -` on a stream: for each purchase, why each clause is in the annex or not."""

from functools import partial
from typing import TYPE_CHECKING

from tenderkit.cli.options import read_today
from tenderkit.cli.streams.stream import LineAnswer, Stream, StreamLine
from tenderkit.formats.text.json import build_explanation
from tenderkit.pipeline import select_clauses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tenderkit.library.reading.shipped_data import ShippedData


def explain_stream(
    lines: "Iterable[bytes]", clause: str | None, language: str | None, data: "ShippedData", *, stop: bool
) -> int:
    """Print a JSON answer for each line, whose data are those of `explain --format json`; return the exit code.

    Parameters: `lines`, each a purchase in JSON; `clause`, the only clause to explain, or None for all; `language`,
    used in place of the language in the purchases; `stop`, whether the first line that fails ends the stream.
    """
    answer = partial(_explain_line, clause=clause, data=data)
    return Stream(answer, data, language, stop=stop).answer_lines(lines)


def _explain_line(line: StreamLine, clause: str | None, data: "ShippedData") -> LineAnswer:
    selection = select_clauses(line.purchase, data, line.name, read_today())
    explanation = build_explanation(selection, data.language(line.purchase.prevailing_language), clause)
    return LineAnswer(explanation, selection.findings)
