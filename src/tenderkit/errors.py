# SPDX-License-Identifier: Apache-2.0
"""The errors of tenderkit, each with its findings and with the exit code for the command line."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Self

from tenderkit import __version__
from tenderkit.findings import Finding, Place

OK = 0
FOUND = 1
USAGE = 2
INVALID = 3
FILE = 4
PARTLY = 5
DRIFTED = 6
BUG = 70
INTERRUPTED = 130
# The folders of a path, on any system.
_FOLDERS = re.compile(r".*[/\\]")


class TenderkitError(Exception):
    """The base class of all errors that tenderkit raises; `findings` holds every problem, not only the first.

    `language`: the code of the language of the findings; None for English.
    """

    exit_code = BUG
    language: str | None = None

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(self.findings)

    @classmethod
    def of(cls, findings: Sequence[Finding]) -> Self:
        """Return an error of this class with the given findings, for example the findings on several files.

        The constructors of subclasses take a message instead of findings.
        """
        error = cls.__new__(cls)
        TenderkitError.__init__(error, findings)
        return error

    def in_language(self, code: str) -> Self:
        """Return the error itself, marked with the language of its findings."""
        self.language = code
        return self

    def __str__(self) -> str:
        return "\n".join(f"{f.place}: {f.message}" for f in self.findings)

    def __reduce__(self) -> tuple[Callable[[Sequence[Finding]], Self], tuple[Sequence[Finding]], dict[str, Any]]:
        # Subclasses are made from other arguments than findings.
        return type(self).of, (self.findings,), self.__dict__


class UsageProblem(TenderkitError):
    """The command line was used wrongly (exit code 2)."""

    exit_code = USAGE

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__([Finding("usage", message, fix)])


class Interrupted(TenderkitError):
    """The user interrupted the run (exit code 130)."""

    exit_code = INTERRUPTED


class InvalidInput(TenderkitError):
    """A purchase file, a library or other input is not valid (exit code 3)."""

    exit_code = INVALID


class FileProblem(TenderkitError):
    """A file could not be read or written, or would be overwritten (exit code 4)."""

    exit_code = FILE

    def __init__(self, file: object, message: str, fix: str = "") -> None:
        super().__init__([Finding("file", message, fix, place=Place(file=str(file)))])


class LockDrift(TenderkitError):
    """A locked result is not reproduced (exit code 6)."""

    exit_code = DRIFTED


def problem_of(error: BaseException, file: str) -> TenderkitError:
    """Return any error as a TenderkitError, so that a command can report it for one file and go on with others.

    An error of the operating system becomes a FileProblem. Any other unexpected error becomes a finding `bug` with
    exit code 70. Errors that have to end the program are raised again: MemoryError, and errors such as
    KeyboardInterrupt that are not an `Exception`.

    Parameters: `file`, the file or line that was being processed, for messages.
    """
    if isinstance(error, TenderkitError):
        return error
    if isinstance(error, MemoryError) or not isinstance(error, Exception):
        raise error
    if isinstance(error, OSError):
        problem: TenderkitError = FileProblem(
            error.filename or file, f"could not be read or written: {error.strerror or error}"
        )
    else:
        problem = bug_of(error, Place(file))
    problem.__cause__ = error  # --debug shows it
    return problem


def bug_of(error: BaseException, place: Place | None = None) -> TenderkitError:
    """Return a TenderkitError for an unexpected error.

    Its only finding states the type and the message of the error, and an id. The id depends only on where in the code
    the error was raised: a bug has the same id for every file and machine.

    Parameters: `place`, the file or line that was being processed.
    """
    description = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    message = f"a bug in tenderkit {__version__}: {description} (id {_id_of(error)})"
    fix = (
        "Please report it with its id, the command and, if you may, the file; "
        "--debug, with this file alone, shows where it is."
    )
    return TenderkitError([Finding("bug", message, fix, place=place or Place())])


def _id_of(error: BaseException) -> str:
    """Return an id of eight hexadecimal digits for an error, made from its type and its traceback.

    The folders in the traceback are ignored, so that the id is the same on every machine.
    """
    # Every command imports this module, and hardly any meets a bug.
    import hashlib
    import traceback

    rows = [type(error).__name__]
    for frame in traceback.extract_tb(error.__traceback__):
        rows.append(f"{_FOLDERS.sub('', frame.filename)}:{frame.name}:{frame.lineno}")
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:8]
