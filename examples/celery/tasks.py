# SPDX-License-Identifier: Apache-2.0
"""A Celery task that makes the annex of one purchase; the broker is a folder."""

import os
import uuid
from pathlib import Path
from typing import Any

from celery import Celery

import tenderkit

FOLDER = Path(os.environ.get("TENDERKIT_QUEUE", "queue")).absolute()
PARTS = {name: FOLDER / name for name in ("messages", "control", "results", "papers")}
for part in PARTS.values():
    part.mkdir(parents=True, exist_ok=True)

app = Celery("tasks", broker="filesystem://", backend=PARTS["results"].as_uri())
app.conf.update(
    broker_transport_options={
        "data_folder_in": str(PARTS["messages"]),
        "data_folder_out": str(PARTS["messages"]),
        "control_folder": str(PARTS["control"]),
    },
    worker_prefetch_multiplier=1,
    task_time_limit=60,
)


@app.task
def make_annex(name: str, content: dict[str, Any]) -> dict[str, Any]:
    """Make the annex of a purchase.

    Parameters: `name`, the id of the purchase, made by the caller and never by a user; `content`, the purchase as a
    purchase file in JSON has it. Returns the paths of the files, none where the purchase is not valid, and findings.
    """
    library = tenderkit.load_library()
    try:
        purchase = tenderkit.read_purchase(content, library)
        papers = tenderkit.build(purchase, library, tenderkit.Options(papers=("annex",), reproducible=True))
    except tenderkit.TenderkitError as error:
        return {"files": [], "findings": [finding.as_json() for finding in error.findings]}
    files = []
    for file in papers.files:
        path = PARTS["papers"] / f"{name}.docx"
        # Whole or not at all, whenever the worker is ended; two workers with one task write two files.
        unfinished = path.with_suffix(f".{uuid.uuid4().hex}.unfinished")
        unfinished.write_bytes(file.content)
        files.append(str(unfinished.replace(path)))
    return {"files": files, "findings": [finding.as_json() for finding in papers.findings]}
