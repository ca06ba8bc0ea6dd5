# SPDX-License-Identifier: Apache-2.0
"""The journal of a batch: a line of JSON for each purchase that is done, from which the reports are made.

A line is written when all files of its purchase are on the disk. A run that is killed leaves at most half a line at
the end, which the next run removes.
"""

import hashlib
import json
import os
import time
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tenderkit.batch.purchase_rows import PurchaseRows
from tenderkit.batch.row_maker import RowResult
from tenderkit.errors import FileProblem
from tenderkit.whole_files import sync_folder

NAME = ".tenderkit-batch.jsonl"
TEMPORARY_NAME = f"{NAME}.new"
# A power cut costs the results of this many seconds, which are made again.
_SYNC_SECONDS = 0.25
# What goes wrong by these rules may go well in the next run.
_NOT_LASTING = frozenset({"bug", "file"})
_FINDING_KEYS = frozenset({"rule", "severity", "place", "sheet", "cell", "message", "fix"})


class Journal:
    """The journal in the folder of a batch, open for reading and adding.

    Results are found by their digests. The order of the batch is that of `take_old` and `add`.
    """

    def __init__(self, folder: Path, *, begins_anew: bool = False) -> None:
        """Open the journal, a new one where there is none. Raises FileProblem.

        Parameters: `begins_anew`, whether no result of an earlier run counts.
        """
        self._begins_anew = begins_anew
        self._path = folder / NAME
        self._folder = folder
        self._order = array("q")
        self._unused: dict[bytes, int] = {}
        self._synced = 0.0
        try:
            self._file = self._path.open("a+b")
            sync_folder(folder)
            self._end = self._read_old()
            self._file.truncate(self._end)
        except OSError as error:
            raise self._make_problem(error) from None

    def _read_old(self) -> int:
        """Note where the result of each digest is, the last one of each; return the end of the last good line.

        A bad line before that, of a damaged file, is passed over: its purchase is made again.
        """
        end = offset = 0
        for line in self._file_lines():
            entry = _parse_entry(line)
            if entry is not None:
                self._unused[bytes.fromhex(entry["digest"])] = offset
                end = offset + len(line)
            offset += len(line)
        return end

    def has_result(self, digest: str, purchase: PurchaseRows) -> bool:
        """Return whether an earlier run has a result for the same digest that still holds, with all its files.

        A result with findings names their cells: it does not hold for rows that are in another place now.
        """
        offset = self._unused.get(bytes.fromhex(digest))
        if offset is None or self._begins_anew:
            return False
        entry = self._read_entry(offset)
        is_lasting = not any(finding["rule"] in _NOT_LASTING for finding in entry["findings"])
        is_in_place = entry["row"] == purchase.number or not entry["findings"]
        return is_lasting and is_in_place and self._has_files(entry)

    def take_old(self, digest: str, purchase: PurchaseRows) -> dict[str, Any]:
        """Take over the result that an earlier run has, and return it."""
        offset = self._unused.pop(bytes.fromhex(digest))
        entry = self._read_entry(offset)
        if entry["row"] == purchase.number:
            self._order.append(offset)
        else:
            entry["row"] = purchase.number
            self._append(entry)
        return entry

    def _has_files(self, entry: dict[str, Any]) -> bool:
        try:
            return all(_compute_sha256(self._folder / file["file"]) == file["sha256"] for file in entry["files"])
        except OSError:
            return False

    def add(self, digest: str, purchase: PurchaseRows, result: RowResult) -> dict[str, Any]:
        """Add the result of a purchase. Raises FileProblem where it cannot be written."""
        files = [{"file": name, "bytes": size, "sha256": sha256} for name, size, sha256 in result.files]
        entry = {"row": purchase.number, "id": str(purchase.id), "status": result.status, "digest": digest}
        entry |= {"files": files, "findings": list(result.findings)}
        self._unused.pop(bytes.fromhex(digest), None)
        self._append(entry)
        return entry

    def _append(self, entry: dict[str, Any]) -> None:
        line = json.dumps(entry, ensure_ascii=True).encode() + b"\n"
        try:
            self._file.write(line)
            self._file.flush()
            if time.monotonic() - self._synced > _SYNC_SECONDS:
                os.fsync(self._file.fileno())
                self._synced = time.monotonic()
        except OSError as error:
            raise self._make_problem(error) from None
        self._order.append(self._end)
        self._end += len(line)

    def read_entries(self) -> Iterator[dict[str, Any]]:
        """Yield the results of this run in the order of the batch."""
        for offset in self._order:
            yield self._read_entry(offset)

    def list_gone_files(self) -> set[str]:
        """Return the names of files that earlier runs made, and that belong to no purchase of this run."""
        gone = {file["file"] for offset in self._unused.values() for file in self._read_entry(offset)["files"]}
        if gone:
            for entry in self.read_entries():
                gone.difference_update(file["file"] for file in entry["files"])
        return gone

    def tidy(self) -> None:
        """Put the lines into the order of the batch, and remove those of earlier runs. Raises FileProblem."""
        try:
            os.fsync(self._file.fileno())
            if self._is_in_order():
                return
            temporary = self._path.with_name(TEMPORARY_NAME)
            with temporary.open("wb") as file:
                for offset in self._order:
                    self._file.seek(offset)
                    file.write(self._file.readline())
                file.flush()
                os.fsync(file.fileno())
            self._file.close()
            temporary.replace(self._path)
            sync_folder(self._folder)
            self._file = self._path.open("a+b")
            self._unused.clear()
            self._order = array("q")
            self._end = 0
            for line in self._file_lines():
                self._order.append(self._end)
                self._end += len(line)
        except OSError as error:
            raise self._make_problem(error) from None

    def _file_lines(self) -> Iterator[bytes]:
        self._file.seek(0)
        yield from self._file

    def _is_in_order(self) -> bool:
        position = 0
        for index, offset in enumerate(self._order):
            if index and offset <= position:
                return False
            position = offset
        lines = sum(1 for _ in self._file_lines())
        return lines == len(self._order)

    def _read_entry(self, offset: int) -> dict[str, Any]:
        self._file.seek(offset)
        entry: dict[str, Any] = json.loads(self._file.readline())
        return entry

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _make_problem(self, error: OSError) -> FileProblem:
        fix = "Make room, and go on with --resume."
        return FileProblem(self._path, f"could not be written: {error.strerror or error}", fix)


def _compute_sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _parse_entry(line: bytes) -> dict[str, Any] | None:
    """Return the result in a line; None for the half line of a run that was killed, and for what is no result."""
    try:
        entry: dict[str, Any] = json.loads(line)
        bytes.fromhex(entry["digest"])
        is_whole = line.endswith(b"\n") and {"row", "id", "status"} <= entry.keys()
        has_files = all(Path(file["file"]).name == file["file"] and "sha256" in file for file in entry["files"])
        has_findings = all(finding.keys() >= _FINDING_KEYS for finding in entry["findings"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return entry if is_whole and has_files and has_findings else None
