# SPDX-License-Identifier: Apache-2.0
"""Batches on a Dask cluster of real processes on this machine; some of them are killed."""

import gc
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

import pytest
from distributed import Client
from distributed.comm.core import CommClosedError

import tenderkit
from tenderkit.batch.cluster import ClusterExecutor, make_on_worker
from tenderkit.batch.purchase_rows import PurchaseRows, TableShape
from tenderkit.batch.row_maker import BatchSettings
from tenderkit.errors import FileProblem, InvalidInput
from tenderkit.library.reading.shipped_data import find_data_folder
from tenderkit.pipeline import Options
from tests.batch.kills import read_folder
from tests.batch.plans import as_csv, many_rows, row
from tests.conftest import Ran

PURCHASES = 50


class Cluster:
    """A scheduler and its workers, each a process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "scheduler.json"
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start(
            "scheduler", "--scheduler-file", str(self.file), "--host", "127.0.0.1", "--port", "0", "--no-dashboard"
        )
        wait_until(lambda: self.file.exists() and bool(self.file.read_text("utf-8").strip()))
        self.address: str = json.loads(self.file.read_text("utf-8"))["address"]

    def add_worker(self, threads: int = 1, **env: str) -> "subprocess.Popen[bytes]":
        """Start a worker; batches are begun when it has joined."""
        number = len(self.workers) + 1
        self.workers.append(
            self._start(
                *("worker", self.address, "--host", "127.0.0.1", "--nthreads", str(threads), "--name", str(number)),
                *("--no-nanny", "--no-dashboard", "--local-directory", str(self.folder)),
                env=env,
            )
        )
        log = self.folder / "log"
        wait_until(lambda: log.read_text("utf-8").count("Registered to:") == number)
        return self.workers[-1]

    def _start(self, *words: str, env: Mapping[str, str] | None = None) -> "subprocess.Popen[bytes]":
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *words], stdout=log, stderr=log, env={**os.environ, **(env or {})}
            )

    def close(self) -> None:
        """End all processes."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    folder = tmp_path / "cluster"
    folder.mkdir()
    cluster = Cluster(folder)
    yield cluster
    cluster.close()


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "plan.csv"
    path.write_text(as_csv(*many_rows(PURCHASES)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def undisturbed(plan: Path) -> dict[str, bytes]:
    """What a batch on one process leaves."""
    run = start("batch", str(plan), "-o", str(plan.parent / "whole"), "--jobs", "1")
    run.communicate()
    assert run.returncode == 5
    return read_folder(plan.parent / "whole")


def start(*words: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "tenderkit", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def end(run: "subprocess.Popen[bytes]") -> Ran:
    out, err = run.communicate(timeout=120)
    return Ran(run.returncode, out.decode(), err.decode())


def copy_tenderkit(folder: Path) -> Path:
    """Copy the package with its data into a folder for the path of a worker."""
    package = folder / "tenderkit"
    shutil.copytree(Path(tenderkit.__file__).parent, package)
    for name in ("clauses", "templates"):
        shutil.copytree(find_data_folder() / name, package / "_data" / name, dirs_exist_ok=True)
    return package


def count_made(folder: Path) -> int:
    return len(list(folder.glob("*.docx")))


def test_a_killed_worker_changes_nothing(
    cluster: Cluster, plan: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    first = cluster.add_worker()
    cluster.add_worker(threads=2)
    out = tmp_path / "out"
    run = start("batch", str(plan), "-o", str(out), "--scheduler", cluster.address)
    wait_until(lambda: count_made(out) >= 3)
    first.kill()
    assert count_made(out) < PURCHASES - 10  # it was killed in the middle
    ended = end(run)
    assert ended.code == 5, ended.stderr
    assert read_folder(out) == undisturbed


def test_a_scheduler_that_goes_away_ends_the_run_and_resume_ends_as_ever(
    cluster: Cluster, plan: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    cluster.add_worker()
    out = tmp_path / "out"
    run = start("batch", str(plan), "-o", str(out), "--scheduler", cluster.address)
    wait_until(lambda: count_made(out) >= 3)
    cluster.scheduler.kill()
    ended = end(run)
    assert ended.code == 4
    assert f"{cluster.address}: the scheduler of the cluster has gone away" in ended.stderr
    assert "--resume" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert 3 <= count_made(out) < PURCHASES - 10
    end(start("batch", str(plan), "-o", str(out), "--resume", "--jobs", "1"))
    assert read_folder(out) == undisturbed


def test_a_worker_with_another_library_is_refused(cluster: Cluster, plan: Path, tmp_path: Path) -> None:
    cluster.add_worker()
    package = copy_tenderkit(tmp_path / "other")
    with (package / "_data" / "clauses" / "end-of-life" / "take-back.toml").open("a", encoding="utf-8") as file:
        file.write("# another text\n")
    cluster.add_worker(PYTHONPATH=str(package.parent))
    ended = end(start("batch", str(plan), "-o", str(tmp_path / "out"), "--scheduler", cluster.address))
    assert ended.code == 3
    assert ended.stderr.count("has another library of clauses") == 1
    assert not (tmp_path / "out").exists()


def test_a_worker_with_another_version_is_refused(cluster: Cluster, plan: Path, tmp_path: Path) -> None:
    package = copy_tenderkit(tmp_path / "other")
    face = package / "__init__.py"
    face.write_text(face.read_text("utf-8") + '\n__version__ = "0.0.9"\n', encoding="utf-8")
    cluster.add_worker(PYTHONPATH=str(package.parent))
    ended = end(start("batch", str(plan), "-o", str(tmp_path / "out"), "--scheduler", cluster.address))
    assert ended.code == 3
    assert "has tenderkit 0.0.9, and this is" in ended.stderr


class LocalClient:
    """A client whose cluster is a thread of this process."""

    status = "running"

    def __init__(self, *_: Any, **more: Any) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def ncores(self) -> dict[str, int]:
        return {"one": 1}

    def run(self, function: Callable[..., Any], *args: Any, on_error: str) -> dict[str, Any]:
        logging.getLogger("distributed.client").critical("lost a worker")
        return {"one": function(*args)}

    def submit(self, function: Callable[..., Any], *args: Any, pure: bool) -> "Future[Any]":
        assert not pure
        future: Future[Any] = Future()
        future.set_result(function(*args))
        return future


def test_a_result_that_was_read_is_kept_nowhere(cluster: Cluster) -> None:
    cluster.add_worker()
    with Client(cluster.address, set_as_default=False) as client:
        future = ClusterExecutor(client, cluster.address).submit(set, [1])
        assert future.result() == {1}
        result = weakref.ref(future.result())
        assert len(client.futures) == 1
        del future
        gc.collect()
        assert result() is None
        assert not client.futures


@pytest.mark.parametrize("error", [CommClosedError("Stream is closed"), CancelledError()])
def test_a_fetch_that_a_lost_scheduler_cuts_off_says_so(error: Exception) -> None:
    def fail(timeout: float | None) -> None:
        raise error

    # The client has not noticed yet that its scheduler is gone.
    client: Any = SimpleNamespace(status="running", submit=lambda *args, pure: SimpleNamespace(result=fail))
    with pytest.raises(FileProblem, match="the scheduler of the cluster has gone away"):
        ClusterExecutor(client, "tcp://x:1").submit(set, [1]).result()


def test_dask_alone_is_silenced(
    tmp_path: Path, cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", SimpleNamespace(Client=LocalClient))
    dask = logging.getLogger("distributed.client")
    monkeypatch.setattr(dask, "level", logging.WARNING)
    plan = tmp_path / "plan.csv"
    plan.write_text(as_csv(row("a"), row("b", quantity="many")), encoding="utf-8")
    log = tmp_path / "log"
    words = ("batch", str(plan), "-o", str(tmp_path / "out"), "--scheduler", "tcp://x:1", "--log-file", str(log))
    assert cli(*words).code == 5
    assert re.findall(r" info (made|failed) ", log.read_text("utf-8")) == ["made", "failed"]
    assert "lost a worker" not in caplog.text
    assert dask.isEnabledFor(logging.WARNING)


def test_a_worker_that_joins_later_is_checked_with_each_purchase(tmp_path: Path) -> None:
    settings = BatchSettings(tmp_path, (), Options(("annex",), reproducible=True), None, TableShape(()))
    with pytest.raises(InvalidInput) as caught:
        make_on_worker(PurchaseRows("a", ()), settings, "0" * 64)
    assert caught.value.findings[0].rule == "other-tenderkit"
    assert not list(tmp_path.iterdir())


def test_a_cluster_without_workers_is_refused(cluster: Cluster, plan: Path, tmp_path: Path) -> None:
    ended = end(start("batch", str(plan), "-o", str(tmp_path / "out"), "--scheduler", cluster.address))
    assert ended.code == 4
    assert "the cluster has no worker" in ended.stderr


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x"])
def test_a_scheduler_that_does_not_answer_is_refused(address: str, plan: Path, tmp_path: Path) -> None:
    ended = end(start("batch", str(plan), "-o", str(tmp_path / "out"), "--scheduler", address))
    assert ended.code == 4
    assert f"{address}: no scheduler of a Dask cluster answers" in ended.stderr
    assert not (tmp_path / "out").exists()


def test_stopping_at_a_failure_leaves_what_one_process_leaves(cluster: Cluster, tmp_path: Path) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_text(as_csv(row("a"), row("b", quantity="many"), row("c"), row("d")), encoding="utf-8")
    cluster.add_worker()
    words = ("batch", str(plan), "--on-error", "stop")
    assert end(start(*words, "-o", str(tmp_path / "far"), "--scheduler", cluster.address)).code == 5
    assert end(start(*words, "-o", str(tmp_path / "near"), "--jobs", "1")).code == 5
    assert read_folder(tmp_path / "far") == read_folder(tmp_path / "near")


def test_processes_and_a_cluster_exclude_each_other(plan: Path, cli: Callable[..., Ran]) -> None:
    ended = cli("batch", str(plan), "-o", "out", "--scheduler", "tcp://x:1", "--jobs", "2")
    assert ended.code == 2
    assert "exclude each other" in ended.stderr


def test_without_dask_the_extra_is_named(
    plan: Path, tmp_path: Path, cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ended = cli("batch", str(plan), "-o", str(tmp_path / "out"), "--scheduler", "tcp://x:1")
    assert ended.code == 2
    assert "tenderkit[cluster]" in ended.stderr
