# SPDX-License-Identifier: Apache-2.0
"""The files that `check` is given, sorted by how they are read: documents, workbooks and purchases."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tenderkit.errors import TenderkitError
from tenderkit.frozen import frozen_dataclass

if TYPE_CHECKING:
    from tenderkit.cli.inputs import Source

_WORKBOOK = ".xlsx"


@frozen_dataclass
class SortedFiles:
    """The files of a command line.

    `files`: all names, in their order; `documents`, `workbooks`: those of such files, which are not read yet;
    `sources`: the texts of purchases; `problems`: why others could not be read; `lines`: of a stream of purchases,
    which is alone; None where there is no stream.
    """

    files: Sequence[str]
    documents: Sequence[str]
    workbooks: Sequence[str]
    sources: "Sequence[Source]"
    problems: Sequence[TenderkitError]
    lines: Iterable[bytes] | None


def sort_files(files: Sequence[str], example_name: str | None, form: str | None) -> SortedFiles:
    """Sort the files named on the command line by their endings, and read the text of the purchases.

    Parameters: `example_name`, a shipped example in place of files; `form`, the format of the purchases, None to
    guess it. Raises UsageProblem if neither files nor an example are named, or for a stream among other files.
    """
    from tenderkit.checks.documents.file_kind import has_document_ending

    documents = [file for file in files if has_document_ending(file)]
    workbooks = [file for file in files if file.lower().endswith(_WORKBOOK)]
    others = (*documents, *workbooks)
    purchases = [file for file in files if file not in others]
    if others and not purchases:
        return SortedFiles(files, documents, workbooks, (), (), None)
    # Documents need nothing of what reads purchases.
    from tenderkit.cli.inputs import find_stream, read_sources

    sources, problems = read_sources(purchases, example_name, form)
    return SortedFiles(files, documents, workbooks, sources, problems, find_stream(sources, alone=len(files) < 2))
