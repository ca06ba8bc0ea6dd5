# SPDX-License-Identifier: Apache-2.0
"""The loop of every stream: read a purchase from each line, and print a JSON answer for each, in the same order.

A command says with an `Answerer` what the answer to a purchase is; all else is the same for all commands.
"""

import gc
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tenderkit.batch.row_ids import RowIds
from tenderkit.cli.logs.run_log import get_log
from tenderkit.cli.messages import print_line
from tenderkit.errors import BUG, DRIFTED, FOUND, OK, PARTLY, TenderkitError, UsageProblem, problem_of
from tenderkit.formats.text.json import format_json
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.library import ENGLISH
from tenderkit.library.reading import text_files
from tenderkit.purchase.reading import validate_purchase

if TYPE_CHECKING:
    from pathlib import Path

    from tenderkit.findings import Finding
    from tenderkit.library.language import Language
    from tenderkit.library.reading.shipped_data import ShippedData
    from tenderkit.purchase.purchase import Purchase


@frozen_dataclass
class StreamLine:
    """A line of a stream: the purchase in it, its id as text, and its name in messages, such as `line 3`."""

    purchase: "Purchase"
    id: str
    name: str


@frozen_dataclass
class LineAnswer:
    """What a command answers to a line.

    `data`: for JSON, None where the result is in files; `findings`: on the purchase; `files`: those written, in
    order; `ok`: whether the command would end with 0 for this purchase alone.
    """

    data: Any = None
    findings: "Sequence[Finding]" = ()
    files: "Sequence[Path]" = ()
    ok: bool = True


Answerer = Callable[[StreamLine], LineAnswer]


@frozen_dataclass
class Stream:
    """How a command reads and answers the lines of a stream.

    `answer`: returns the answer to a line, or raises an error, which becomes the answer; `data`: the library;
    `language`: used in place of the language in the purchases; `name_files`: returns the names of the files for an
    id, None where no files are written; `stop`: whether the first line that fails ends the stream.
    """

    answer: Answerer
    data: "ShippedData"
    language: str | None = None
    name_files: Callable[[str], Sequence[str]] | None = None
    stop: bool = False

    def answer_lines(self, lines: Iterable[bytes]) -> int:
        """Print a JSON answer for each line and a summary on stderr, and return the exit code.

        Parameters: `lines`, each a purchase in JSON with an `id`; empty lines are skipped. The exit code is 0; 1 if a
        purchase was read but is not in order; 5 if a line failed; 6 if one differs from what is there; 70 if a bug
        occurred.
        """
        # Nothing of the library is garbage: it is not looked through again and again.
        gc.freeze()
        gc.enable()
        ids = RowIds(self.name_files)
        counts = {"lines": 0, "failed": 0, "found": 0}
        code = OK
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            counts["lines"] += 1
            answer, problem = self._answer_line(line, f"line {number}", str(number), ids)
            sys.stdout.write(format_json(answer, lines=True))
            sys.stdout.flush()
            rules = sorted({finding["rule"] for finding in answer["findings"]})
            get_log().log("answered", details={"id": answer["id"]}, line=number, ok=answer["ok"], rules=rules)
            if problem is not None:
                counts["failed"] += 1
                code = max(code, problem.exit_code if problem.exit_code in (DRIFTED, BUG) else PARTLY)
                if self.stop:
                    break
            elif not answer["ok"]:
                counts["found"] += 1
                code = max(code, FOUND)
        print_line(_describe_counts(counts, self.data.language(self._find_language())))
        return code

    def _find_language(self) -> str:
        """Return the language of the summary: the first that the command line asks for, English where it has none."""
        code = (self.language or ENGLISH).partition(",")[0]
        return code if code in self.data.languages else ENGLISH

    def _answer_line(
        self, line: bytes, name: str, number: str, ids: RowIds
    ) -> tuple[dict[str, Any], TenderkitError | None]:
        """Return the JSON answer for a line, and the problem with the line if it failed.

        Parameters: `name`, the name of the line in messages; `number`, its id if it has none.
        """
        answer: dict[str, Any] = {"id": None, "ok": False, "data": None, "findings": [], "file": None}
        try:
            fields = text_files.parse_json(text_files.decode_text(line, name), name)
            answer["id"] = fields.pop("id", number)
            id_ = ids.take(answer["id"], name)
            purchase = validate_purchase(fields, name, "json", self.language, self.data)
            result = self.answer(StreamLine(purchase, id_, name))
        except Exception as error:
            problem = problem_of(error, name)
            return {**answer, "findings": [f.as_json() for f in problem.findings]}, problem
        files = [str(file) for file in result.files]
        answer |= {"ok": result.ok, "data": result.data, "findings": [f.as_json() for f in result.findings]}
        answer["file"] = files[0] if files else None
        return {**answer, "files": files} if len(files) > 1 else answer, None


def _describe_counts(counts: Mapping[str, int], words: "Language") -> str:
    """Return the numbers in words: `100 lines, 3 failed`, and how many had findings if there are any of these."""
    shown = (words.count(f"streams.{key}", n) for key, n in counts.items() if n or key != "found")
    return words.text("streams.joint").join(shown)


def refuse_options(options: Mapping[str, object], command: str) -> None:
    """Raise UsageProblem if an option was given that has no effect on a stream.

    Parameters: `options`, the values by their names, such as `--fix`; None, False or empty where not given.
    """
    for name, value in options.items():
        if value:
            raise UsageProblem(f"{name} has no effect on a stream", f"Leave it out, or {command} a single purchase.")
