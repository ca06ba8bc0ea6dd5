# SPDX-License-Identifier: Apache-2.0
"""The Celery task, on a real worker whose broker is a folder."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "examples" / "celery"
PURCHASE: dict[str, Any] = json.loads((FOLDER / "purchase.json").read_text("utf-8"))
CALL = "import json, sys, tasks; print(json.dumps(tasks.make_annex.delay(*json.load(sys.stdin)).get(timeout=100)))"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a program that calls the task, while a worker runs."""
    queue = str(tmp_path_factory.mktemp("queue"))
    environment = {**os.environ, "TENDERKIT_QUEUE": queue, "PYTHONDONTWRITEBYTECODE": "1"}
    words = [sys.executable, "-m", "celery", "-A", "tasks", "worker", "--concurrency", "1"]
    with (tmp_path_factory.mktemp("log") / "log").open("wb") as log:
        worker = subprocess.Popen(words, cwd=FOLDER, env=environment, stdout=log, stderr=log)
    yield environment
    worker.terminate()
    worker.wait(60)


def call(environment: dict[str, str], name: str, content: dict[str, Any]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", CALL],
        cwd=FOLDER,
        env=environment,
        input=json.dumps([name, content]).encode(),
        capture_output=True,
        timeout=120,
        check=True,
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_the_task_makes_what_the_command_line_makes(environment: dict[str, str], tmp_path: Path) -> None:
    result = call(environment, "p1", PURCHASE)
    assert [Path(file).name for file in result["files"]] == ["p1.docx"]
    words = ["build", str(FOLDER / "purchase.json"), "--papers", "annex", "--reproducible", "-o", "p1.docx"]
    subprocess.run([sys.executable, "-m", "tenderkit", *words], cwd=tmp_path, capture_output=True, check=True)
    assert Path(result["files"][0]).read_bytes() == (tmp_path / "p1.docx").read_bytes()


def test_a_task_leaves_the_unfinished_file_of_another_worker_alone(environment: dict[str, str]) -> None:
    other = Path(environment["TENDERKIT_QUEUE"]) / "papers" / "p3.unfinished"
    other.write_bytes(b"half")
    assert [Path(file).name for file in call(environment, "p3", PURCHASE)["files"]] == ["p3.docx"]
    assert other.read_bytes() == b"half"


def test_a_purchase_that_is_not_valid_is_a_result(environment: dict[str, str]) -> None:
    result = call(environment, "p2", {**PURCHASE, "lots": []})
    assert result["files"] == []
    assert [finding["severity"] for finding in result["findings"]] == ["error"]
