# SPDX-License-Identifier: Apache-2.0
"""The errors of tenderkit. Each carries findings and the exit code that the command line ends with."""

from collections.abc import Sequence

from tenderkit.finding import Finding, Place

OK = 0
FOUND = 1
USAGE = 2
INVALID = 3
FILE = 4
PARTLY = 5
BUG = 70
INTERRUPTED = 130


class TenderkitError(Exception):
    """Base of all expected errors; `findings` holds every problem that was found, not only the first."""

    exit_code = BUG

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(f"{f.place}: {f.message}" for f in self.findings))


class UsageProblem(TenderkitError):
    """The command line was used wrongly (exit code 2)."""

    exit_code = USAGE

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__([Finding("usage", message, fix)])


class Interrupted(TenderkitError):
    """The user interrupted the run (exit code 130)."""

    exit_code = INTERRUPTED


class InvalidInput(TenderkitError):
    """Answers or clause data are not valid (exit code 3)."""

    exit_code = INVALID


class FileProblem(TenderkitError):
    """A file could not be read or written, or would be overwritten (exit code 4)."""

    exit_code = FILE

    def __init__(self, file: object, message: str, fix: str = "") -> None:
        super().__init__([Finding("file", message, fix, place=Place(file=str(file)))])

    @classmethod
    def of(cls, findings: Sequence[Finding]) -> "FileProblem":
        """One error for several files."""
        error = cls.__new__(cls)
        TenderkitError.__init__(error, findings)
        return error
