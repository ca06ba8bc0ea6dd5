# SPDX-License-Identifier: Apache-2.0
"""`check -` on a stream: for each purchase, what gets a tender challenged."""

from functools import partial
from typing import TYPE_CHECKING

from tenderkit.checks.rule import load_rules
from tenderkit.cli.options import read_today
from tenderkit.cli.streams.stream import LineAnswer, Stream, StreamLine
from tenderkit.formats.text.checked_files import CheckedFile, build_file
from tenderkit.formats.text.findings import filter_by_level
from tenderkit.tender_check.purchase_check import check_purchase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tenderkit.library.reading.shipped_data import ShippedData


def check_stream(
    lines: "Iterable[bytes]", fail_level: str, language: str | None, data: "ShippedData", *, stop: bool
) -> int:
    """Print a JSON answer for each line, with what is found in the purchase; return the exit code.

    The data of an answer are those of a file in `check --format json`; `ok` is false if something as grave as
    `fail_level` is found. Parameters: `lines`, each a purchase in JSON; `language`, used in place of the language in
    the purchases; `stop`, whether the first line that fails ends the stream. The exit code is 1 if a line is not ok.
    """
    answer = partial(_check_line, fail_level=fail_level, data=data)
    return Stream(answer, data, language, stop=stop).answer_lines(lines)


def _check_line(line: StreamLine, fail_level: str, data: "ShippedData") -> LineAnswer:
    findings = check_purchase(line.purchase, data, load_rules(), line.name, read_today())
    checked = CheckedFile(line.name, data.language(line.purchase.prevailing_language), findings)
    return LineAnswer(build_file(checked), findings, ok=not filter_by_level(findings, fail_level))
