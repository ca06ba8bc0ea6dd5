# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import docx

from tests.batch.plans import as_csv, row
from tests.cli.conftest import Cli

LOCK = Path("tenderkit.lock")


def test_a_batch_follows_the_lock_of_what_papers_are_made_from(cli: Cli, folder: Path) -> None:
    Path("plan.csv").write_text(as_csv(row("a")), encoding="utf-8")
    docx.Document().save("own.docx")
    assert cli("batch", "plan.csv", "-o", "out", "--locked").code == 4
    assert cli("lock").code == 0
    refused = cli("batch", "plan.csv", "-o", "out", "--locked", "--template", "own.docx")
    assert refused.code == 6
    assert "tenderkit.lock: the template, or the base file of the papers, is another one" in refused.stderr
    assert not Path("out").exists()
    assert cli("batch", "plan.csv", "-o", "out", "--locked").code == 0
    assert Path("out/a.docx").is_file()
    assert cli("lock", "update", "--template", "own.docx").code == 0
    assert cli("batch", "plan.csv", "-o", "own", "--locked", "--template", "own.docx").code == 0
