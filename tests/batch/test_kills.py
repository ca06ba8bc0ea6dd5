# SPDX-License-Identifier: Apache-2.0
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tenderkit.batch import row_maker
from tenderkit.batch.batch import run_batch
from tenderkit.batch.beginning import describe_beginning
from tenderkit.batch.executors import Crew
from tenderkit.batch.folder import open_batch_folder
from tenderkit.batch.journal import Journal
from tenderkit.batch.report import write_reports
from tenderkit.batch.row_maker import BatchSettings, make_papers
from tenderkit.batch.runner import BatchCounts, BatchRun
from tenderkit.batch.table import Table, open_table
from tenderkit.errors import FileProblem
from tenderkit.papers.registry import ANNEX
from tenderkit.pipeline import Options
from tests.batch.kills import prove, read_folder
from tests.batch.plans import as_csv, many_rows, row


@pytest.mark.parametrize("seed", [1, 2])
def test_a_killed_batch_ends_as_one_that_was_not(tmp_path: Path, seed: int) -> None:
    assert prove(2, seed, 8, 2, tmp_path) == []


def open_plan(folder: Path, count: int, target: str) -> tuple[Table, BatchSettings]:
    """A table of purchases, and the settings to make them."""
    plan = folder / "plan.csv"
    plan.write_text(as_csv(*many_rows(count)), encoding="utf-8")
    table = open_table(plan)
    return table, BatchSettings(folder / target, (), Options((ANNEX,), reproducible=True), None, table.shape)


def run_alone(table: Table, settings: BatchSettings, count: int) -> None:
    how = {"stops": False, "resume": False, "force": False}
    run_batch(table, settings, count, lambda *_: None, jobs=1, scheduler=None, **how)


def test_any_executor_makes_the_same(tmp_path: Path) -> None:
    table, settings = open_plan(tmp_path, 5, "one")
    run_alone(table, settings, 5)
    table, settings = open_plan(tmp_path, 5, "two")
    counts = BatchCounts(5)
    beginning = describe_beginning(table.path, settings)
    with (
        open_batch_folder(settings.folder, resume=False, force=False),
        closing(Journal(settings.folder, beginning)) as journal,
    ):
        with ThreadPoolExecutor(3) as executor:
            crew = Crew(executor, 3, partial(make_papers, settings=settings))
            run = BatchRun(table, settings, settings.compute_digest(), journal, crew, False, lambda *_: None)
            assert run.run(counts)
        journal.tidy()
        write_reports(journal, settings, counts, table.path)
    assert counts.failed == 1
    assert read_folder(tmp_path / "one") == read_folder(tmp_path / "two")


def test_a_table_that_changes_during_the_run_ends_it(tmp_path: Path) -> None:
    table, settings = open_plan(tmp_path, 1, "out")
    table.path.write_text(as_csv(row("../escaped")), encoding="utf-8")
    with pytest.raises(FileProblem, match="has changed while it was read"):
        run_alone(table, settings, 1)
    # Even where the file has no date to go by, no id names a file outside.
    with pytest.raises(FileProblem, match="names that were not checked"):
        run_alone(replace(table, stamp=None), replace(settings, folder=tmp_path / "two"), 1)
    assert not list(tmp_path.rglob("*.docx"))


def test_a_bug_in_the_reading_of_a_purchase_fails_it_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table, settings = open_plan(tmp_path, 3, "out")
    read = row_maker.PurchaseReader

    def fail_once(shape: Any, purchase: Any, language: Any) -> Any:
        if purchase.id == "p1":
            raise AssertionError("no such thing")
        return read(shape, purchase, language)

    monkeypatch.setattr(row_maker, "PurchaseReader", fail_once)
    run_alone(table, settings, 3)
    listed = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["data"]["rows"]
    assert [entry["status"] for entry in listed] == ["failed", "failed", "made"]
    assert listed[1]["findings"][0]["rule"] == "bug"


def test_a_folder_takes_one_run_at_a_time(tmp_path: Path) -> None:
    with open_batch_folder(tmp_path / "out", resume=False, force=False):
        with (
            pytest.raises(FileProblem, match="in use by another batch"),
            open_batch_folder(tmp_path / "out", resume=True, force=False),
        ):
            pytest.fail("the folder was opened twice")
        assert any((tmp_path / "out").iterdir())


def test_a_lock_that_was_taken_after_ours_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "out"
    release = FileLock.release
    with ExitStack() as later:

        def release_and_take(lock: FileLock, force: bool = False) -> None:
            monkeypatch.undo()
            release(lock, force)
            later.enter_context(open_batch_folder(folder, resume=True, force=False))

        with open_batch_folder(folder, resume=False, force=False):
            monkeypatch.setattr(FileLock, "release", release_and_take)
        with (
            pytest.raises(FileProblem, match="in use by another batch"),
            open_batch_folder(folder, resume=True, force=False),
        ):
            pytest.fail("two runs hold the folder")


def test_of_two_runs_that_begin_together_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "out"
    make = Path.mkdir

    def make_late(path: Path, *args: Any, **more: Any) -> None:
        monkeypatch.undo()
        make(path, *args, **more)
        (path / "a.docx").write_bytes(b"of the other run")

    monkeypatch.setattr(Path, "mkdir", make_late)
    with (
        pytest.raises(FileProblem, match="is there already"),
        open_batch_folder(folder, resume=False, force=False),
    ):
        pytest.fail("the folder of another batch was taken")
    assert [path.name for path in folder.iterdir()] == ["a.docx"]
