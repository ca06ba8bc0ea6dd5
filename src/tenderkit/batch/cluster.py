# SPDX-License-Identifier: Apache-2.0
"""Make the purchases of a batch on the workers of a Dask cluster; their files come back and are written here."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tenderkit import __version__
from tenderkit.batch.executors import Crew
from tenderkit.batch.purchase_rows import PurchaseRows
from tenderkit.batch.row_maker import BatchSettings, RowResult, draft_row, load_library, prepare_process
from tenderkit.errors import FileProblem, InvalidInput, TenderkitError, UsageProblem
from tenderkit.findings import Finding, Place

if TYPE_CHECKING:
    from distributed import Client
    from distributed import Future as RemoteFuture

_CONNECT_SECONDS = 15
_LOGGERS = frozenset({"distributed", "dask", "tornado", "asyncio", "concurrent"})
_SAME_FIX = "Install tenderkit of the same version, with the same libraries under the same paths, on every worker."


@contextmanager
def connect_crew(scheduler: str, settings: BatchSettings) -> Iterator[Crew]:
    """Connect to a cluster as long as the `with` block runs, and return its workers as a crew.

    Parameters: `scheduler`, the address of the scheduler, such as `tcp://host:8786`. Raises UsageProblem where Dask
    is not installed, FileProblem where the scheduler cannot be reached or has no worker, and InvalidInput where a
    worker has another tenderkit or another library than this process.
    """
    try:
        from distributed import Client
    except ImportError:
        fix = "Install it with `pip install 'tenderkit[cluster]'`."
        raise UsageProblem("--scheduler needs the package “distributed” of Dask", fix) from None
    far = replace(settings, overlays=tuple(str(Path(overlay).absolute()) for overlay in settings.overlays))
    prepare_process(far.overlays)
    with _silence_dask(), _connect(Client, scheduler) as client:
        workers = _check_workers(client, scheduler, far.overlays)
        make = partial(make_on_worker, settings=far, made_with=settings.compute_digest())
        yield Crew(ClusterExecutor(client, scheduler), workers, make, writes=False)


@contextmanager
def _silence_dask() -> Iterator[None]:
    """Let Dask and what it stands on log nothing: what goes wrong is said once, by our errors."""
    known = (name for name in logging.root.manager.loggerDict if name.partition(".")[0] in _LOGGERS)
    # A logger with a level of its own does not follow that of the one above it.
    levels = {logger: logger.level for logger in map(logging.getLogger, {*_LOGGERS, *known})}
    for logger in levels:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in levels.items():
            logger.setLevel(level)


def _connect(make_client: "Callable[..., Client]", scheduler: str) -> "Client":
    try:
        return make_client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        message = f"no scheduler of a Dask cluster answers: {str(error) or type(error).__name__}"
        raise FileProblem(scheduler, message, "Name its address, such as tcp://host:8786.") from None


def _check_workers(client: "Client", scheduler: str, overlays: tuple[str, ...]) -> int:
    """Return how many purchases the workers make at once. Raises InvalidInput for workers that are not like us."""
    threads: dict[str, int] = client.ncores()  # type: ignore[no-untyped-call]
    if not threads:
        raise FileProblem(scheduler, "the cluster has no worker", "Start workers, such as `dask worker ADDRESS`.")
    ours = describe_tenderkit(overlays)
    answers = client.run(describe_tenderkit, overlays, on_error="return")
    different = [
        Finding("other-tenderkit", _describe_difference(theirs, ours), _SAME_FIX, place=Place(f"worker {worker}"))
        for worker, theirs in sorted(answers.items())
        if theirs != ours
    ]
    if different:
        raise InvalidInput(different)
    return sum(threads.values())


def describe_tenderkit(overlays: tuple[str, ...]) -> tuple[str, ...]:
    """Return the version of tenderkit, and the digest of its data with the overlays, in this process."""
    return __version__, load_library(overlays).digest


def _describe_difference(theirs: object, ours: tuple[str, ...]) -> str:
    if not isinstance(theirs, tuple):
        return f"cannot make papers: {theirs}"
    if theirs[0] != ours[0]:
        return f"has tenderkit {theirs[0]}, and this is {ours[0]}"
    return "has another library of clauses, other libraries on top of it, or other fixed words or Word files"


def make_on_worker(purchase: PurchaseRows, settings: BatchSettings, made_with: str) -> RowResult:
    """Make the papers of a purchase on a worker, which may have joined the cluster after the others were checked.

    Parameters: `made_with`, the digest of the settings where the batch was begun. Raises InvalidInput where it is
    another one here.
    """
    if settings.compute_digest() != made_with:
        raise InvalidInput([Finding("other-tenderkit", "a worker that joined has another tenderkit", _SAME_FIX)])
    return draft_row(purchase, settings)


class ClusterExecutor(Executor):
    """The executor of a cluster, whose failures are errors of tenderkit."""

    def __init__(self, client: "Client", scheduler: str) -> None:
        self._client = client
        self._scheduler = scheduler

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Call a function on a worker, and again on another where that is lost; return a future of its result."""
        if self._client.status != "running":
            raise self._make_loss()
        return _ClusterFuture(self._client.submit(fn, *args, pure=False, **kwargs), self._explain)

    def _explain(self, error: Exception) -> TenderkitError:
        """Return the error of tenderkit for what ended the wait for a result."""
        from distributed.comm.core import CommClosedError

        if isinstance(error, TenderkitError):
            return error
        # The client learns of a lost scheduler a moment after the fetch of a result that was under way.
        if isinstance(error, CancelledError | CommClosedError) or self._client.status != "running":
            return self._make_loss()
        message = f"the workers of the cluster could not make a purchase: {type(error).__name__}: {error}"
        return FileProblem(self._scheduler, message, "See the logs of the workers, and go on with --resume.")

    def _make_loss(self) -> FileProblem:
        fix = "Start the cluster again, and go on with --resume."
        return FileProblem(self._scheduler, "the scheduler of the cluster has gone away", fix)


class _ClusterFuture(Future[Any]):
    """A future whose result stays on the cluster until it is asked for, and is kept nowhere after that.

    The futures of Dask's own executor fetch results in the background, and never end where the scheduler goes away
    during that.
    """

    def __init__(self, remote: "RemoteFuture[Any]", explain: Callable[[Exception], TenderkitError]) -> None:
        super().__init__()
        self._remote = remote
        self._explain = explain

    def done(self) -> bool:
        return bool(self._remote.done())  # type: ignore[no-untyped-call]

    def result(self, timeout: float | None = None) -> Any:
        try:
            return self._remote.result(timeout)
        except Exception as error:
            raise self._explain(error) from None
