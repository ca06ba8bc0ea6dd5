# SPDX-License-Identifier: Apache-2.0
"""The records of a log as lines, of text or of JSON."""

import datetime
import json
import logging
import sys
from typing import Any

from tenderkit.findings import escape_controls


def _format_time(record: logging.LogRecord) -> str:
    """Return the time of a record in UTC: `2026-11-29T12:30:00.250Z`."""
    when = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _format_fields(record: logging.LogRecord) -> str:
    """Return the event of a record with its fields: `wrote file=a.docx bytes=25000`."""
    fields: dict[str, Any] = getattr(record, "fields", {})
    return " ".join([record.getMessage(), *(f"{name}={_format_value(value)}" for name, value in fields.items())])


def _format_value(value: Any) -> str:
    """Return a value on one line, in quotation marks where it has blanks."""
    text = escape_controls(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return json.dumps(text, ensure_ascii=False) if isinstance(value, str) and (" " in text or '"' in text) else text


class FieldFormatter(logging.Formatter):
    """Formats a record as its event and fields; time and level are added by a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        return _format_fields(record)


class TextFormatter(logging.Formatter):
    """Formats a record as text: time, id of the run, level, event and fields."""

    def __init__(self, run_id: str) -> None:
        super().__init__()
        self._run_id = run_id

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        return f"{_format_time(record)} {self._run_id} {record.levelname.lower()} {_format_fields(record)}"


class JsonFormatter(logging.Formatter):
    """Formats a record as an object of JSON on one line, in ASCII."""

    def __init__(self, run_id: str) -> None:
        super().__init__()
        self._run_id = run_id

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        head = {"time": _format_time(record), "run": self._run_id, "level": record.levelname.lower()}
        return json.dumps({**head, "event": record.getMessage(), **getattr(record, "fields", {})})


class LogFile(logging.FileHandler):
    """Adds records to a file. Where that fails, as on a full disk, it says so once, and the run goes on."""

    _failed = False

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Say on stderr that the log is not complete."""
        if not self._failed and sys.stderr is not None:
            print(f"warning: {escape_controls(self.baseFilename)}: the log could not be written", file=sys.stderr)
        self._failed = True
