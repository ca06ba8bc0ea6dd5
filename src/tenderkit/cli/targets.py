# SPDX-License-Identifier: Apache-2.0
"""Find the paths for the files of papers from `-o`, the names of the purchase files and the formats."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tenderkit.errors import UsageProblem
from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.registry import ANNEX, list_files, name_file

if TYPE_CHECKING:
    from tenderkit.cli.inputs import Source

# The formats that are no text, and so go to a file when no path is given; with their names for messages.
BINARY = {".docx": "a Word file", ".pdf": "a PDF file", ".xlsx": "a workbook"}
# Endings that promise a certain kind of file.
DOCUMENT_SUFFIXES = frozenset(
    {".docx", ".doc", ".odt", ".pdf", ".rtf", ".txt", ".md", ".json", ".html", ".xlsx", ".ics"}
)
# A path for each file of the papers of a purchase, by paper and ending; None is stdout.
Paths = Mapping[tuple[str, str], Path | None]


@frozen_dataclass
class Targets:
    """The paths of the files to write for all purchases of a command.

    `paths`: the paths for each purchase, in the order of the purchases; `folder`: the folder to make for the files,
    None if no folder is needed; `binary`: what messages call the first file, such as “a PDF file”, or None if the
    first file is text, which may be written to a terminal.
    """

    paths: tuple[Paths, ...]
    folder: Path | None
    binary: str | None


def goes_to_stdout(output_path: str | None, chosen: str) -> bool:
    """Return whether `build` prints a paper on stdout: with `-o -`, and without `-o` if the format is text.

    Parameters: `output_path`, the path given with `-o`; `chosen`, the format of the annex.
    """
    return output_path == "-" or (output_path is None and f".{chosen}" not in BINARY)


def find_targets(sources: "Sequence[Source]", output_path: str | None, papers: Sequence[str], chosen: str) -> Targets:
    """Return the paths of the files to write for the papers of all purchases.

    Parameters: `output_path`, the path given with `-o`; `papers`, the names of the papers; `chosen`, the format of
    the annex. An existing folder, or a path that ends in a slash, is a folder for the files. Raises UsageProblem if
    `-o` does not fit the number or the format of the files.
    """
    files = list_files(papers, chosen)
    main = files[0][1]
    binary = BINARY.get(main)
    if output_path == "-" or (output_path is None and binary is None):
        if len(files) > 1:
            raise UsageProblem("several files cannot share stdout", "Name a file or a folder with -o.")
        if binary and f".{chosen}" not in BINARY:
            fix = f"Leave --format {chosen} out, and name a file with -o."
            raise UsageProblem(f"the paper “{files[0][0]}” is {binary} alone", fix)
        if binary and len(sources) > 1:
            raise UsageProblem(f"stdout takes {binary}, and not several", "Name a folder with -o.")
        return Targets(({files[0]: None},) * len(sources), None, binary)
    if output_path is None:
        if any(source.path is None and source.name == "stdin" for source in sources):
            raise UsageProblem("a purchase from stdin has no name", "Name the file to write with -o.")
        folder, parent = None, Path()
    else:
        if not names_folder(output_path):
            _check_suffix(output_path, main, papers[0], chosen, several=len(sources) > 1)
            if len(sources) == 1:
                return Targets((name_siblings(Path(output_path), papers, chosen),), None, binary)
        folder = parent = Path(output_path)
    paths = tuple({file: parent / name_file(*file, source.stem) for file in files} for source in sources)
    return Targets(paths, folder, binary)


def names_folder(output_path: str) -> bool:
    """Return whether the path given with `-o` is a folder: an existing one, or a path such as `out/` or `out/..`.

    Raises UsageProblem if the path is empty.
    """
    if not output_path:
        raise UsageProblem("-o names no file", "Name a file or a folder.")
    # `Path` drops the last dot of `out/.`, and fails on a path that is too long.
    return os.path.basename(output_path) in ("", ".", "..") or os.path.isdir(output_path)  # noqa: PTH112, PTH119


def _check_suffix(output_path: str, main: str, paper: str, chosen: str, *, several: bool) -> None:
    """Raise UsageProblem if `-o` names a file of a format that is not built, or one file for several purchases."""
    ending = Path(output_path).suffix.lower()
    if ending not in DOCUMENT_SUFFIXES or (ending == main and not several):
        return
    if several:
        wanted = "a folder for several files"
    else:
        wanted = f"a file of the format {chosen}" if paper == ANNEX else f"the paper “{paper}”"
    fix = f"Its name ends with {main}."
    if paper == ANNEX:
        fix = "tenderkit writes .docx, .pdf, .md, .html and .json; --format says which."
    raise UsageProblem(f"“{output_path}” is no name for {wanted}", fix)


def name_siblings(main: Path, papers: Sequence[str], chosen: str) -> dict[tuple[str, str], Path | None]:
    """Return the paths of all files for one purchase: `a.docx`, and next to it `a-response.docx`.

    Parameters: `main`, the path of the first file; `papers`, the names of the papers; `chosen`, the format of the
    annex.
    """
    first, *others = list_files(papers, chosen)
    stem = main.name[: -len(main.suffix)] if main.suffix.lower() == first[1] else main.name
    paths: dict[tuple[str, str], Path | None] = {first: main}
    for paper, ending in others:
        # What belongs to the first paper has the name that was given, and only another ending.
        name = stem + ending if paper == first[0] else name_file(paper, ending, stem)
        paths[paper, ending] = main.with_name(name)
    return paths
