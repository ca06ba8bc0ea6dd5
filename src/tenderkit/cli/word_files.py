# SPDX-License-Identifier: Apache-2.0
"""Word files that are named on the command line: one that cannot be read does not hide the others."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from tenderkit.errors import FileProblem, TenderkitError, UsageProblem, problem_of
from tenderkit.formats.word.read.open_docx import MAX_BYTES
from tenderkit.library.reading.text_files import open_file

Found = TypeVar("Found")


def each(
    files: Sequence[str], read: Callable[[bytes, str], Found]
) -> tuple[list[tuple[str, Found]], list[TenderkitError]]:
    """Read all files that were named.

    Parameters: `files`, `-` for stdin; `read`, from bytes and name for messages to what is wanted. Returns what could
    be read, with the names, and the problems of what could not. Raises UsageProblem where none is named.
    """
    if not files:
        raise UsageProblem("no Word file was named", "Name one, or `-` for stdin.")
    if files.count("-") > 1:
        raise UsageProblem("stdin is named twice", "It can be read once.")
    found: list[tuple[str, Found]] = []
    problems: list[TenderkitError] = []
    for file in files:
        name = "stdin" if file == "-" else file
        try:
            found.append((name, read(content_of(file), name)))
        except Exception as error:
            problems.append(problem_of(error, name))
    return found, problems


def content_of(file: str) -> bytes:
    """The bytes of a file, up to more than can be opened; `-` is stdin. Raises FileProblem."""
    if file == "-":
        if sys.stdin is None:
            raise FileProblem("stdin", "is closed", "Give it the Word file, or name one.")
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with open_file(Path(file), file) as content:
        return content.read(MAX_BYTES + 1)
