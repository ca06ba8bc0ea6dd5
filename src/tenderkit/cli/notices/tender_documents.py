# SPDX-License-Identifier: Apache-2.0
"""Describe the files that are published with a notice: their types by their names, and their digests."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from tenderkit.errors import UsageProblem
from tenderkit.library.reading.text_files import open_file
from tenderkit.notices.notice import NoticeDocument

_OFFICE = "application/vnd.openxmlformats-officedocument"
_MEDIA_TYPES = {
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".html": "text/html",
    ".md": "text/markdown",
    ".json": "application/json",
}
# The type of a paper in OCDS by the ending of its name; a file with none of these endings is the annex.
_TYPES = {"-response": "biddingDocuments", "-evaluation": "evaluationCriteria"}
_ANNEX = "technicalSpecifications"
# The papers that are for the authority alone.
_UNPUBLISHED = ("-notes", "-dialogue", "-calendar")


def read_documents(files: Sequence[str]) -> tuple[NoticeDocument, ...]:
    """Return the files that are published with a notice, in their order.

    Raises FileProblem where a file cannot be read, UsageProblem for a paper that is not for publication, for a file
    of another kind, and for two files of one name.
    """
    documents: list[NoticeDocument] = []
    for file in files:
        path = Path(file)
        media_type = _MEDIA_TYPES.get(path.suffix.lower())
        if media_type is None:
            raise UsageProblem(f"“{file}” is no tender document", f"Name a file with {', '.join(_MEDIA_TYPES)}.")
        if path.stem.endswith(_UNPUBLISHED):
            raise UsageProblem(f"“{file}” is a paper for the authority alone", "Leave it out.")
        if any(document.title == path.name for document in documents):
            raise UsageProblem(f"“{path.name}” is named twice", "Name each document once.")
        kind = next((kind for ending, kind in _TYPES.items() if path.stem.endswith(ending)), _ANNEX)
        with open_file(path, file) as opened:
            digest = hashlib.sha256(opened.read()).hexdigest()
        documents.append(NoticeDocument(path.name, kind, path.name, media_type, f"sha256:{digest}"))
    return tuple(documents)
