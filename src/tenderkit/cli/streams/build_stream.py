# SPDX-License-Identifier: Apache-2.0
"""`build -` on a stream: the papers of each purchase as files in a folder, or the data of its annex in the answer."""

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tenderkit.cli import output
from tenderkit.cli.compared.common_lock import check_common_lock
from tenderkit.cli.compared.written_files import Writing, compare_files
from tenderkit.cli.messages import print_template_report
from tenderkit.cli.streams.stream import LineAnswer, Stream, StreamLine
from tenderkit.errors import UsageProblem
from tenderkit.formats.text.json import build_annex
from tenderkit.library.reading.shipped_data import ShippedData
from tenderkit.papers.registry import ANNEX, find_outputs, list_files, name_file
from tenderkit.pipeline import Options, draft_papers, lay_out, needs_layout

if TYPE_CHECKING:
    from tenderkit.formats.libreoffice.conversion import LibreOffice


def build_stream(
    lines: Iterable[bytes],
    output_path: str | None,
    language: str | None,
    data: ShippedData,
    options: Options,
    writing: Writing,
    *,
    stop: bool = False,
) -> int:
    """Build the papers for each line of a stream, print a JSON answer for each line, and return the exit code.

    Parameters: `lines`, each a purchase in JSON; `output_path`, the folder for the files, without which the format
    `json` puts the data of the annex into the answers; `language`, used in place of the language in the purchases;
    `stop`, whether the first line that fails ends the stream. The exit code is 0, 5 if a line failed, 6 if a file is
    not as it would be built, or 70 if a bug occurred. Raises LockDrift where what all papers are made from differs
    from the lock in the current folder.
    """
    if writing.locked:
        check_common_lock(data, options.template)
        options = replace(options, reproducible=options.reproducible or not needs_layout(options))
    if output_path in (None, "-"):
        if writing.compares:
            raise UsageProblem("--check compares files, and answers hold none", "Name the folder with -o.")
        if options.format != "json":
            raise UsageProblem("a stream of documents needs a folder", "Name it with -o.")
        if [kind.name for kind, _ in find_outputs(options.papers, options.format)] != [ANNEX]:
            raise UsageProblem("answers in a stream hold no files", "Name a folder with -o, or leave --papers out.")
        answer = partial(_answer_with_data, data=data, options=options)
        return Stream(answer, data, language, stop=stop).answer_lines(lines)
    folder = Path(str(output_path))
    with ExitStack() as opened:
        office = None
        if needs_layout(options):
            from tenderkit.formats.libreoffice.conversion import open_libreoffice

            office = opened.enter_context(open_libreoffice())
        if not writing.compares:
            opened.enter_context(output.open_folder(folder))
        write = partial(_write_papers, folder=folder, data=data, options=options, writing=writing, office=office)
        code = Stream(write, data, language, partial(_name_files, options=options), stop).answer_lines(lines)
    print_template_report(options.template)
    return code


def _name_files(id_: str, options: Options) -> list[str]:
    return [name_file(paper, ending, id_) for paper, ending in list_files(options.papers, options.format)]


def _answer_with_data(line: StreamLine, data: ShippedData, options: Options) -> LineAnswer:
    """Return the data of the annex, as `build --format json` does."""
    papers = draft_papers(line.purchase, data, options, line.name)
    return LineAnswer(build_annex(papers.annex), papers.findings)


def _write_papers(
    line: StreamLine,
    folder: Path,
    data: ShippedData,
    options: Options,
    writing: Writing,
    *,
    office: "LibreOffice | None",
) -> LineAnswer:
    """Write the papers of a purchase to the folder, under its id, or compare them; return where they are.

    Parameters: `office`, the LibreOffice that makes PDF files, None for other formats.
    """
    papers = draft_papers(line.purchase, data, options, line.name)
    targets = [folder / name_file(file.paper, file.ending, line.id) for file in papers.files]
    read_from = [Path(options.template.name)] if options.template else []
    if office is not None:
        # What is refused is refused before LibreOffice takes its time.
        if not writing.compares:
            output.check_targets(targets, force=writing.force, sources=read_from)
        (papers,) = lay_out([papers], [line.id], office, data, options)
    results = [(target, file.content) for target, file in zip(targets, papers.files, strict=True)]
    if writing.compares:
        compare_files(results)
    else:
        output.write_results(results, force=writing.force, sources=read_from)
    return LineAnswer(None, papers.findings, targets)
