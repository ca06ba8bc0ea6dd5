# SPDX-License-Identifier: Apache-2.0
"""`notice -` on a stream: for each purchase, its notice."""

from functools import partial
from typing import TYPE_CHECKING

from tenderkit.cli.notices.written_notices import NoticeWriter, build_data, join_findings
from tenderkit.cli.streams.stream import LineAnswer, Stream, StreamLine
from tenderkit.formats.text.findings import filter_by_level

if TYPE_CHECKING:
    from collections.abc import Iterable


def answer_notices(
    lines: "Iterable[bytes]", writer: NoticeWriter, language: str | None, fail_level: str, *, stop: bool
) -> int:
    """Print a JSON answer for each line, whose data are those of `notice --format json`; return the exit code.

    `ok` is false if something as grave as `fail_level` is found; the exit code is then 1. Parameters: `lines`, each a
    purchase in JSON; `language`, used in place of the language in the purchases; `stop`, whether the first line that
    fails ends the stream.
    """
    answer = partial(_answer_line, writer=writer, fail_level=fail_level)
    return Stream(answer, writer.data, language, stop=stop).answer_lines(lines)


def _answer_line(line: StreamLine, writer: NoticeWriter, fail_level: str) -> LineAnswer:
    files = writer.write_notices(line.purchase, line.name)
    findings = join_findings(files)
    return LineAnswer(build_data(files), findings, ok=not filter_by_level(findings, fail_level))
