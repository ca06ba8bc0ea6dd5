# SPDX-License-Identifier: Apache-2.0
"""The log of a run, on stderr and in a file. Without -v, a log file or JSON there is none, and nothing is imported.

Texts that users typed, and names, are in details: they are logged at the level `debug` only.
"""

import os
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tenderkit.errors import FileProblem
from tenderkit.findings import Finding
from tenderkit.frozen import frozen_dataclass

if TYPE_CHECKING:
    import logging

Verbosity = Literal["quiet", "normal", "verbose", "debug"]
VERBOSITIES: tuple[Verbosity, ...] = ("quiet", "normal", "verbose", "debug")
Level = Literal["debug", "info", "warning", "error"]
_LEVELS: Mapping[str, Level] = {"error": "error", "warn": "warning", "info": "info"}
# Rules whose messages hold nothing that was typed into a purchase.
_OPEN_RULES = frozenset({"file", "interrupted"})
# How the first line of a log begins, as text and as JSON.
_BEGINNINGS = (b"20", b'{"time":')


@frozen_dataclass
class LogOptions:
    """How much is logged, and where.

    `file`: the file to which the log is added, None for none; `json`: whether the log, and all messages on stderr,
    are lines of JSON.
    """

    verbosity: Verbosity = "normal"
    file: str | None = None
    json: bool = False


class RunLog:
    """The log of one run of the command line."""

    def __init__(self, options: LogOptions | None = None) -> None:
        """Open the log. Raises FileProblem if the file cannot be written, or holds anything else than a log."""
        self.options = options or LogOptions()
        self.id = os.urandom(6).hex()
        self._began = time.monotonic()
        self._logger: logging.Logger | None = None
        shown = self.options.verbosity in ("verbose", "debug") or self.options.json
        if shown or self.options.file:
            if self.options.file:
                _check_log_file(self.options.file)
            self._logger = _open_logger(self.id, self.options)

    def log(
        self, event: str, level: Level = "info", *, details: Mapping[str, Any] | None = None, **fields: Any
    ) -> None:
        """Add a record.

        Parameters: `event`, what happened, such as `wrote`; `fields`, what is known of it; `details`, what users
        typed and names, which are added at the level `debug` only.
        """
        if self._logger is None:
            return
        if details and self.options.verbosity == "debug":
            fields |= details
        getattr(self._logger, level)(event, extra={"fields": fields})

    def log_message(self, text: str) -> bool:
        """Return whether a message must not be printed: with -q, and where lines of JSON are printed instead."""
        if self.options.json:
            self.log("message", text=text)
        return self.options.json or self.options.verbosity == "quiet"

    def log_findings(self, findings: Iterable[Finding]) -> list[Finding]:
        """Add a record for each finding, and return the findings that are still to be printed."""
        shown = list(findings)
        for finding in shown:
            words = {"message": finding.message, "fix": finding.fix}
            place = {name: value for name, value in vars(finding.place).items() if value is not None}
            fields: dict[str, Any] = {"rule": finding.rule, **place}
            if finding.rule in _OPEN_RULES:
                fields |= words
            self.log("finding", _LEVELS[finding.severity], details=words, **fields)
        if self.options.json:
            return []
        return [f for f in shown if self.options.verbosity != "quiet" or f.severity == "error"]

    def measure_time(self) -> float:
        """Return the seconds since the run began."""
        return round(time.monotonic() - self._began, 3)

    def close(self) -> None:
        """Close the file of the log."""
        for handler in self._logger.handlers if self._logger else ():
            with suppress(OSError):  # a disk that is full was told of before
                handler.close()
        self._logger = None


def _check_log_file(file: str) -> None:
    """Raise FileProblem if a file cannot be written, or if it is no log: nothing is added to any other file."""
    path = Path(file)
    try:
        if path.is_dir():
            raise FileProblem(file, "is a folder", "Name a file for the log.")
        with path.open("ab+") as opened:
            opened.seek(0)
            beginning = opened.read(8)
    except OSError as error:
        raise FileProblem(file, f"cannot be written: {error.strerror or error}", "Name another file.") from None
    if beginning and not beginning.startswith(_BEGINNINGS):
        raise FileProblem(file, "is no log of tenderkit", "Name another file for the log.")


def _open_logger(run_id: str, options: LogOptions) -> "logging.Logger":
    """Return the logger of a run, whose records go to stderr, to a file, or both."""
    import logging

    from tenderkit.cli.logs.log_formats import JsonFormatter, LogFile, TextFormatter
    from tenderkit.cli.screen.console import open_console

    formatter = JsonFormatter(run_id) if options.json else TextFormatter(run_id)
    level = logging.DEBUG if options.verbosity == "debug" else logging.INFO
    logger = logging.getLogger("tenderkit")
    logger.handlers.clear()
    logger.propagate = False
    logger.setLevel(level)
    if options.file:
        to_file = LogFile(options.file, encoding="utf-8")
        to_file.setFormatter(formatter)
        logger.addHandler(to_file)
    if sys.stderr is not None and (options.json or options.verbosity in ("verbose", "debug")):
        console = None if options.json else open_console(sys.stderr)
        handler: logging.Handler
        if console is not None:
            from tenderkit.cli.screen.messages import make_log_handler

            handler = make_log_handler(console)
        else:
            handler = logging.StreamHandler(sys.stderr)
            handler.setFormatter(formatter)
        handler.addFilter(_ShownRecords(options))
        logger.addHandler(handler)
    return logger


class _ShownRecords:
    """Lets those records pass that stderr shows: with plain text, no message is shown twice."""

    def __init__(self, options: LogOptions) -> None:
        self._options = options

    def filter(self, record: "logging.LogRecord") -> bool:
        printed = record.msg in ("message", "finding")
        if not self._options.json:
            return not printed
        if self._options.verbosity == "quiet":
            return record.levelname == "ERROR"
        return printed or record.levelname == "ERROR" or self._options.verbosity != "normal"


_current = RunLog()


def open_log(options: LogOptions | None = None) -> RunLog:
    """Open the log of a run, which is the current one from now on. Raises the errors of `RunLog`."""
    global _current
    _current.close()
    _current = RunLog(options)
    return _current


def get_log() -> RunLog:
    """Return the log of the current run."""
    return _current
