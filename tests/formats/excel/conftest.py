# SPDX-License-Identifier: Apache-2.0
"""What the tests of workbooks share."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tenderkit.papers.evaluation import Evaluation, build_evaluation
from tests.tendered import changed_example


@pytest.fixture(scope="session")
def calc(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program of LibreOffice, with Calc: it can be there without."""
    folder = tmp_path_factory.mktemp("calc")
    (folder / "a.csv").write_text("1,2\n", encoding="utf-8")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [str(soffice), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), "a.csv"]
    subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
    if not (folder / "a.xlsx").is_file():
        reason = "LibreOffice Calc is not installed"
        if os.environ.get("TENDERKIT_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return soffice


def example_evaluation(name: str, change: Callable[[str], str] = lambda text: text) -> Evaluation:
    """The evaluation of a shipped example, whose file is changed first."""
    return build_evaluation(changed_example(name, change))
