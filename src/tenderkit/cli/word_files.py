# SPDX-License-Identifier: Apache-2.0
"""Read the Word files named on the command line; the others are read even if one of them cannot be."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from tenderkit.errors import FileProblem, InvalidInput, TenderkitError, UsageProblem, problem_of
from tenderkit.findings import Finding, Place
from tenderkit.formats.word.read.open_docx import WordFile, open_word
from tenderkit.library.reading.file_kinds import MAX_BYTES
from tenderkit.library.reading.text_files import open_file

Found = TypeVar("Found")


def read_word_files(
    files: Sequence[str], read: Callable[[bytes, str], Found]
) -> tuple[list[tuple[str, Found]], list[TenderkitError]]:
    """Read the Word files named on the command line.

    Parameters: `files`, paths, or `-` for stdin; `read`, a function that takes the bytes of a file and the name of
    the file in messages, and returns a result. Returns pairs of the name and the result for the readable files, and
    the problems of the other files. Raises UsageProblem if no file is named, or if stdin is named twice.
    """
    if not files:
        raise UsageProblem("no Word file was named", "Name one, or `-` for stdin.")
    if files.count("-") > 1:
        raise UsageProblem("stdin is named twice", "It can be read once.")
    results: list[tuple[str, Found]] = []
    problems: list[TenderkitError] = []
    for file in files:
        name = "stdin" if file == "-" else file
        try:
            results.append((name, read(read_content(file), name)))
        except Exception as error:
            problems.append(problem_of(error, name))
    return results, problems


def read_content(file: str) -> bytes:
    """Return the bytes of a file, or of stdin for `-`. Raises FileProblem if the file cannot be read.

    A file above the size limit is cut one byte after the limit.
    """
    if file == "-":
        if sys.stdin is None:
            raise FileProblem("stdin", "is closed", "Give it the Word file, or name one.")
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with open_file(Path(file), file) as content:
        return content.read(MAX_BYTES + 1)


def read_original(file: str, files: Sequence[str]) -> WordFile:
    """Open the original file with which the other files are compared.

    Raises UsageProblem if stdin is named twice, InvalidInput if the original file was changed itself.
    """
    from tenderkit.cli.inputs import raise_problems
    from tenderkit.formats.word.read.verify import verify

    if file == "-" and "-" in files:
        raise UsageProblem("stdin is named twice", "It can be read once.")
    files_read, problems = read_word_files([file], open_word)
    if not files_read:
        raise_problems(problems)
    (name, opened) = files_read[0]
    if verify(opened).state != "unchanged":
        fix = "Name the file that tenderkit made, or leave --original out."
        raise InvalidInput([Finding("no-original", "is not as tenderkit made it", fix, place=Place(name))])
    return opened
