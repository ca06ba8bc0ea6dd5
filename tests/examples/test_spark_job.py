# SPDX-License-Identifier: Apache-2.0
"""The Spark job, on a Spark of this machine; PySpark is large, and only the nightly step `spark` installs it."""

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "examples" / "spark"
PURCHASES = (FOLDER / "purchases.jsonl").read_text("utf-8").splitlines()

pytestmark = pytest.mark.skipif(
    find_spec("pyspark") is None or shutil.which("java") is None,
    reason="PySpark and Java are not installed: `.ci/nightly spark` installs them",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the job has made of the shipped purchases and a line that is no JSON."""
    folder = tmp_path_factory.mktemp("spark")
    (folder / "purchases.jsonl").write_text("\n".join([*PURCHASES, "no JSON", "[1]"]), "utf-8")
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(
        [sys.executable, str(FOLDER / "annexes.py"), "purchases.jsonl", "made"],
        cwd=folder,
        env=environment,
        capture_output=True,
        timeout=300,
        check=True,
    )
    return folder / "made"


@pytest.fixture(scope="module")
def results(made: Path) -> list[dict[str, Any]]:
    lines = [
        line for part in sorted((made / "results").glob("part-*")) for line in part.read_text("utf-8").splitlines()
    ]
    return [json.loads(line) for line in lines]


def test_each_purchase_has_a_result_in_the_order_of_the_file(results: list[dict[str, Any]]) -> None:
    assert [result["line"] for result in results] == [1, 2, 3, 4, 5, 6]
    assert [result["id"] for result in results] == ["north", "south", "east", "west", None, None]
    assert [bool(result["file"]) for result in results] == [True, True, True, False, False, False]


def test_what_is_not_valid_says_why(results: list[dict[str, Any]]) -> None:
    severities = [{finding["severity"] for finding in result["findings"]} for result in results]
    assert all("error" in found for found in severities[3:])
    assert not any("error" in found for found in severities[:3])


def test_the_annex_is_that_of_the_command_line(made: Path, results: list[dict[str, Any]], tmp_path: Path) -> None:
    content = {key: value for key, value in json.loads(PURCHASES[0]).items() if key != "id"}
    (tmp_path / "purchase.json").write_text(json.dumps(content), "utf-8")
    words = ["build", "purchase.json", "--papers", "annex", "--reproducible", "-o", "p.docx"]
    subprocess.run([sys.executable, "-m", "tenderkit", *words], cwd=tmp_path, capture_output=True, check=True)
    assert (made / "annexes" / results[0]["file"]).read_bytes() == (tmp_path / "p.docx").read_bytes()
    assert sorted(path.name for path in (made / "annexes").iterdir()) == [r["file"] for r in results if r["file"]]
