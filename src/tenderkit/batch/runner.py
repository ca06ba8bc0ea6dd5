# SPDX-License-Identifier: Apache-2.0
"""Run a batch on any executor: a bounded number of purchases is in flight, and results are noted in their order."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Future
from typing import Any

from tenderkit.batch.executors import Crew
from tenderkit.batch.journal import Journal
from tenderkit.batch.purchase_rows import PurchaseRows
from tenderkit.batch.row_maker import FAILED, BatchSettings, RowResult, name_row_files, write_row
from tenderkit.batch.table import Table
from tenderkit.errors import TenderkitError
from tenderkit.findings import Finding
from tenderkit.frozen import frozen_dataclass

# Purchases in flight for each process: the slowest of them holds up the journal, and so the others, only then.
_IN_FLIGHT = 16


class BatchCounts:
    """How far a batch is: `done` of `total` purchases, of which `failed` failed and `skipped` were done before.

    `bugs`: how many failed by a bug; `removed`: how many files of earlier runs were removed; `warnings` and
    `open_points`: how many there are in what was made.
    """

    def __init__(self, total: int) -> None:
        self.total = total
        self.done, self.failed, self.skipped, self.bugs, self.removed = 0, 0, 0, 0, 0
        self.warnings, self.open_points = 0, 0
        self._began = time.monotonic()

    def count(self, entry: dict[str, Any], *, is_old: bool) -> None:
        """Count the result of a purchase."""
        self.done += 1
        self.skipped += is_old
        self.failed += entry["status"] == FAILED
        self.open_points += entry["open-points"]
        self.warnings += sum(finding["severity"] == "warn" for finding in entry["findings"])
        self.bugs += any(finding["rule"] == "bug" for finding in entry["findings"])

    @property
    def rate(self) -> float:
        """Purchases made in a second; those that were done before do not count."""
        return (self.done - self.skipped) / max(time.monotonic() - self._began, 1e-6)

    @property
    def seconds_left(self) -> float | None:
        """The seconds that the rest will take; None where nothing is known yet."""
        return (self.total - self.done) / self.rate if self.done > self.skipped else None


@frozen_dataclass
class BatchRun:
    """A batch and how it is run.

    `table`: the purchases; `settings`: what they are made with; `made_with`: the digest of that; `journal`: that of
    the folder; `crew`: who makes the purchases; `stops`: whether the first purchase that fails ends the run: then the
    crew may write no files; `watch`: called with the result of each purchase and the counts so far.
    """

    table: Table
    settings: BatchSettings
    made_with: str
    journal: Journal
    crew: Crew
    stops: bool
    watch: Callable[[dict[str, Any], BatchCounts], None]

    def run(self, counts: BatchCounts) -> bool:
        """Make all purchases, and return whether the run got to the end of the table.

        It does not where a purchase fails and `stops` is set: what the crew has begun after that is given up. Raises
        FileProblem where no file can be written any more, and TenderkitError where a process of the crew ends or its
        cluster is lost.
        """
        in_flight: deque[_Pending] = deque()
        purchases = self.table.read_purchases()
        for purchase in purchases:
            in_flight.append(self._submit(purchase))
            while in_flight and (len(in_flight) >= _IN_FLIGHT * self.crew.workers or in_flight[0].is_done):
                if not self._finish(in_flight.popleft(), counts):
                    return False
        while in_flight:
            if not self._finish(in_flight.popleft(), counts):
                return False
        return True

    def _submit(self, purchase: PurchaseRows) -> "_Pending":
        digest = purchase.compute_digest(self.settings.shape, self.made_with)
        if entry := self.journal.find_result(digest, purchase):
            return _Pending(purchase, digest, entry)
        guarded = self.journal.list_changed(name_row_files(str(purchase.id), self.settings.options))
        given = (purchase, guarded) if self.crew.writes else (purchase,)
        return _Pending(purchase, digest, self.crew.executor.submit(self.crew.make, *given), guarded)

    def _finish(self, pending: "_Pending", counts: BatchCounts) -> bool:
        """Note the result of a purchase, and return whether the run goes on."""
        if isinstance(pending.result, dict):
            entry = pending.result
            self.journal.take_old(entry, pending.purchase)
        else:
            try:
                result = pending.result.result()
            except BrokenExecutor:
                message = "a process that makes papers has ended, perhaps for lack of memory"
                fix = "Go on with --resume, with fewer --jobs."
                raise TenderkitError([Finding("process-ended", message, fix)]) from None
            if not self.crew.writes:
                result = write_row(pending.purchase, result, pending.guarded, self.settings)
            counts.removed += result.removed
            entry = self.journal.add(pending.digest, pending.purchase, result)
        counts.count(entry, is_old=entry is pending.result)
        self.watch(entry, counts)
        return not (self.stops and entry["status"] == FAILED)


@frozen_dataclass
class _Pending:
    """A purchase whose result is not noted yet.

    `result`: that of an earlier run, or one that is being made; `guarded`: the names of files that may not be
    overwritten.
    """

    purchase: PurchaseRows
    digest: str
    result: "dict[str, Any] | Future[RowResult]"
    guarded: Sequence[str] = ()

    @property
    def is_done(self) -> bool:
        """Whether the result can be noted without waiting."""
        return isinstance(self.result, dict) or self.result.done()
