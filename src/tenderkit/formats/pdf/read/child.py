# SPDX-License-Identifier: Apache-2.0
"""The process that reads one PDF: it takes the file from stdin, and writes the document to stdout as JSON."""

import json
import sys
from contextlib import suppress
from typing import Any

from tenderkit.checks.documents.document import DocumentParagraph
from tenderkit.errors import InvalidInput
from tenderkit.formats.pdf.read.reader import read_pdf_document

# Bytes of memory, and more than the seconds that the parent waits, so that a child outlives no parent for long.
MOST_MEMORY, MOST_SECONDS = 1_500_000_000, 150
# What a PDF may have of the fields of a document, besides its paragraphs.
FIELDS = ("pictures", "outside", "unread", "scripts")
# The exit code of a child that needs more memory.
TOO_LARGE = 7


def main() -> int:
    """Read a PDF within the bounds of memory and time that the system can set."""
    _set_bounds()
    answer: dict[str, Any]
    try:
        document = read_pdf_document(sys.stdin.buffer.read(), "")
        answer = {name: getattr(document, name) for name in FIELDS}
        answer["paragraphs"] = [_describe(paragraph) for paragraph in document.paragraphs]
    except MemoryError:
        return TOO_LARGE
    except InvalidInput as error:
        finding = error.findings[0]
        answer = {"refused": [finding.rule, finding.message, finding.fix]}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    return 0


def _describe(paragraph: DocumentParagraph) -> dict[str, Any]:
    return {**paragraph._asdict(), "cell": paragraph.cell and paragraph.cell._asdict()}


def _set_bounds() -> None:
    """Set bounds where the system has them; Windows has none, and the parent ends the child after a time."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    raise SystemExit(main())
