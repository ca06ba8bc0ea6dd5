# SPDX-License-Identifier: Apache-2.0
"""`build - --input-format jsonl`: read a purchase from each line, and print a JSON answer for each, in order."""

import gc
import re
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tenderkit.cli import output
from tenderkit.cli.messages import print_line, print_template_report
from tenderkit.errors import BUG, OK, PARTLY, InvalidInput, UsageProblem, problem_of
from tenderkit.findings import Finding, Place
from tenderkit.formats.text.json import build_annex, format_json
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.reading import text_files
from tenderkit.library.reading.shipped_data import ShippedData
from tenderkit.papers.registry import ANNEX, find_outputs, list_files, name_file
from tenderkit.pipeline import Options, draft_papers, lay_out, needs_layout
from tenderkit.purchase.reading import validate_purchase

if TYPE_CHECKING:
    from tenderkit.formats.pdf.conversion import LibreOffice

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
# Names that Windows keeps for devices, with any ending.
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def build_stream(
    lines: Iterable[bytes],
    output_path: str | None,
    language: str | None,
    data: ShippedData,
    options: Options,
    *,
    force: bool,
) -> int:
    """Build the papers for each line of a stream, print a JSON answer for each line, and return the exit code.

    Parameters: `lines`, each a purchase in JSON; `output_path`, the folder for the documents, not used for the format
    `json`, in which the answers contain the annex; `language`, used in place of the language in the purchases. The
    exit code is 0, 5 if a line failed, or 70 if a bug occurred. The answer for a faulty line contains the findings.
    """
    if options.format == "json":
        if [kind.name for kind, _ in find_outputs(options.papers, options.format)] != [ANNEX]:
            raise UsageProblem("answers in a stream hold no files", "Leave --papers out, or --format json.")
        return _Stream(None, language, data, options, force).build(lines)
    if output_path is None or output_path == "-":
        raise UsageProblem("a stream of documents needs a folder", "Name it with -o.")
    with ExitStack() as opened:
        office = None
        if needs_layout(options):
            from tenderkit.formats.pdf.conversion import open_libreoffice

            office = opened.enter_context(open_libreoffice())
        folder = Path(output_path)
        opened.enter_context(output.open_folder(folder))
        return _Stream(folder, language, data, options, force, office).build(lines)


@frozen_dataclass
class _Stream:
    """Builds the papers for the lines of a stream; each line is a purchase in JSON.

    `folder`: the folder for the documents, None for the format `json`; `language`: used in place of the language in
    the purchases; `office`: the LibreOffice that makes PDF files, None for other formats.
    """

    folder: Path | None
    language: str | None
    data: ShippedData
    options: Options
    force: bool
    office: "LibreOffice | None" = None

    def build(self, lines: Iterable[bytes]) -> int:
        """Build the papers of each purchase, print a JSON answer for each, and return the exit code.

        Parameters: `lines`, each a purchase in JSON; empty lines are skipped.
        """
        gc.enable()
        taken: dict[str, str] = {}
        number, failed, bugs = 0, 0, 0
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            answer: dict[str, Any] = {"id": None, "ok": False, "data": None, "findings": [], "file": None}
            name = f"line {number}"
            try:
                self._answer(line, number, taken, answer)
                answer["ok"] = True
            except Exception as error:
                problem = problem_of(error, name)
                failed += 1
                bugs += problem.exit_code == BUG
                answer["findings"] = [f.as_json() for f in problem.findings]
            sys.stdout.write(format_json(answer, lines=True))
            sys.stdout.flush()
        print_template_report(self.options.template)
        print_line(f"{number} lines, {failed} failed")
        if bugs:
            return BUG
        return PARTLY if failed else OK

    def _answer(self, line: bytes, number: int, taken: dict[str, str], answer: dict[str, Any]) -> None:
        """Build the papers of one line, and fill in the JSON answer for the line.

        Parameters: `taken`, see `_take_id`; `answer`, the JSON answer, which gets the id, the findings, and the data
        of the annex or the paths of the files. Raises an error if the papers cannot be built.
        """
        name = f"line {number}"
        fields = text_files.parse_json(text_files.decode_text(line, name), name)
        answer["id"] = fields.pop("id", str(number))
        id_ = self._take_id(answer["id"], name, taken)
        purchase = validate_purchase(fields, name, "json", self.language, self.data)
        papers = draft_papers(purchase, self.data, self.options, name)
        answer["findings"] = [f.as_json() for f in papers.findings]
        if self.folder is None:
            answer["data"] = build_annex(papers.annex)
            return
        targets = [self.folder / name_file(file.paper, file.ending, id_) for file in papers.files]
        read_from = [Path(self.options.template.name)] if self.options.template else []
        if self.office is not None:
            output.check_targets(targets, force=self.force, sources=read_from)
            (papers,) = lay_out([papers], [id_], self.office, self.data, self.options)
        contents = [file.content for file in papers.files]
        output.write_results(list(zip(targets, contents, strict=True)), force=self.force, sources=read_from)
        answer["file"] = str(targets[0])
        if len(targets) > 1:
            answer["files"] = [str(target) for target in targets]

    def _take_id(self, id_: Any, name: str, taken: dict[str, str]) -> str:
        """Check the id of a line of the stream, note the names that the line takes, and return the id.

        Raises InvalidInput if the id cannot name a file, or if an earlier line has taken the id or the name of one of
        the files: `a` has the file `a-notes.docx`, and so has `a-notes`. Where files are written, `a` and `A` are
        the same id, because many systems take `a.docx` and `A.docx` for one file; `con`, the name of a device, is
        refused.

        Parameters: `name`, the name of the line in findings; `taken`, the id of the earlier line for each name taken.
        """
        place, writes_files = Place(name, "id"), self.folder is not None
        if not isinstance(id_, str) or not _ID.fullmatch(id_) or (writes_files and _DEVICE.fullmatch(id_)):
            fix = (
                "Use letters, digits, dots, hyphens and underscores, at most 100; no name of a device, such as “con”."
            )
            raise InvalidInput([Finding("id", f"the id {id_!r} cannot name a file", fix, place=place)])
        names = [id_]
        if writes_files:
            files = list_files(self.options.papers, self.options.format)
            names = [name_file(paper, ending, id_) for paper, ending in files]
        owners = [(taken[key], file) for file in names if (key := file.lower() if writes_files else file) in taken]
        if owners:
            raise InvalidInput([_describe_clash(id_, *owners[0], place, writes_files=writes_files)])
        taken.update((file.lower() if writes_files else file, id_) for file in names)
        return id_


def _describe_clash(id_: str, earlier: str, file: str, place: Place, *, writes_files: bool) -> Finding:
    """Return the finding on an id that an earlier line has, or that gives a file the name of an earlier line's file.

    Parameters: `earlier`, the id of the earlier line; `file`, the name of the file.
    """
    if earlier.lower() == id_.lower():
        fix = "Make it unique; capital letters make no difference to a file." if writes_files else "Make it unique."
        return Finding("id", f"the id “{id_}” was there before", fix, place=place)
    message = f"the file {file} of the id “{id_}” is already that of the id “{earlier}”"
    return Finding("id", message, "Choose an id that does not end with the name of a paper.", place=place)
