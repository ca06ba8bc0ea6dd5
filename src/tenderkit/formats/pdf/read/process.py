# SPDX-License-Identifier: Apache-2.0
"""Read a PDF in a process of its own, which is ended where it takes too long."""

import json
import os
import subprocess
import sys
from typing import Any

from tenderkit.checks.documents.document import Document, DocumentParagraph, TableCell
from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.formats.pdf.read import child
from tenderkit.library.reading.file_kinds import MAX_BYTES

# Seconds that reading may take; 1,500 pages take about a minute.
TIMEOUT = 120


def read_pdf(content: bytes, name: str) -> Document:
    """Read the text layer of a PDF as a person sees it.

    Nothing in the file is run, opened or loaded. Parameters: `content`, the bytes of the file; `name`, for messages.
    Raises InvalidInput where the file is broken, encrypted or too large, has no words, or takes more than 1.5 GB of
    memory or two minutes to read.
    """
    if len(content) > MAX_BYTES:
        raise _refuse(name, f"is larger than {MAX_BYTES:,} bytes", "Take large pictures out of it.")
    # The child finds the modules where this process does, and none in the current folder.
    command = [sys.executable, "-P", "-m", child.__name__]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )
    try:
        answer, _ = process.communicate(content, TIMEOUT)
    except subprocess.TimeoutExpired:
        raise _refuse(
            name, f"is refused: reading it takes more than {TIMEOUT} seconds", "Check it in parts."
        ) from None
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
    if process.returncode == child.TOO_LARGE:
        raise _refuse(name, "is refused: reading it takes more memory than a document needs", "Check it in parts.")
    if process.returncode:
        fix = "Open it in a reader, and print it into a new PDF."
        raise _refuse(name, f"is broken: it cannot be read (exit code {process.returncode})", fix)
    return _make_document(json.loads(answer), name)


def _make_document(values: dict[str, Any], name: str) -> Document:
    if "refused" in values:
        rule, message, fix = values["refused"]
        raise InvalidInput([Finding(rule, message, fix, place=Place(name))])
    paragraphs = []
    for row in values["paragraphs"]:
        cell = TableCell(**row["cell"]) if row["cell"] else None
        paragraphs.append(DocumentParagraph(**{**row, "headings": tuple(row["headings"]), "cell": cell}))
    fields: dict[str, Any] = {
        key: tuple(value) if isinstance(value := values[key], list) else value for key in child.FIELDS
    }
    return Document("foreign", tuple(paragraphs), **fields)


def _refuse(name: str, message: str, fix: str) -> InvalidInput:
    return InvalidInput([Finding("unreadable", message, fix, place=Place(name))])
