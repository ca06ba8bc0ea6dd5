# SPDX-License-Identifier: Apache-2.0
"""The journal of a batch: a line of JSON for each purchase that is done, from which the reports are made.

The first line says what the batch was begun with. That of a purchase is written when all its files are on the disk. A
run that is killed leaves at most half a line at the end, which the next run removes. The last line says which reports
were written on the results above it.
"""

import hashlib
import json
import os
import time
from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tenderkit.batch.beginning import NAME, Beginning, parse_beginning
from tenderkit.batch.purchase_rows import PurchaseRows
from tenderkit.batch.row_maker import CHANGED, RowResult
from tenderkit.errors import FileProblem
from tenderkit.whole_files import sync_folder

TEMPORARY_NAME = f"{NAME}.new"
_REPORTS = b'{"reports":'
# A power cut costs the results of this many seconds, which are made again.
_SYNC_SECONDS = 0.25
# What goes wrong by these rules may go well in the next run.
_NOT_LASTING = frozenset({"bug", "file", CHANGED})
_FINDING_KEYS = frozenset({"rule", "severity", "place", "sheet", "cell", "message", "fix"})


class Journal:
    """The journal in the folder of a batch, open for reading and adding.

    Results are found by their digests. The order of the batch is that of `take_old` and `add`. `changed`: the names
    of files that no run has written so, and that were kept; with `begins_anew` none is kept. `reports`: the digest of
    the reports on just these results, None where they are still to be written.
    """

    def __init__(self, folder: Path, beginning: Beginning, *, begins_anew: bool = False) -> None:
        """Open the journal, a new one where there is none.

        Parameters: `beginning`, what this run makes; `begins_anew`, whether no result of an earlier run counts.
        Raises FileProblem where the journal cannot be written, or where an earlier run was begun with something else.
        """
        self.changed: list[str] = []
        self.reports: str | None = None
        self._begins_anew = begins_anew
        self._beginning = beginning
        self._path = folder / NAME
        self._folder = folder
        self._order = array("q")
        self._unused: dict[bytes, int] = {}
        # The SHA-256 of each file that was ever written here: after a power cut, an older one may be back.
        self._written: set[bytes] = set()
        self._earlier: Beginning | None = None
        self._synced = 0.0
        try:
            self._file = self._path.open("a+b")
            sync_folder(folder)
            self._end = self._read_old()
            if not begins_anew:
                beginning.check_same(self._earlier, folder)
            self._file.truncate(self._end)
            line = beginning.format_line(folder)
            if self._earlier is None or self._earlier.format_line(folder) != line:
                self.reports = None
                self._end += self._file.write(line)
                self._file.flush()
        except OSError as error:
            raise self._make_problem(error) from None
        except FileProblem:
            self._file.close()
            raise

    def _read_old(self) -> int:
        """Note where the result of each digest is, and what the batch was begun with, from the last line on each.

        Return the end of the last good line.

        A bad line before that, of a damaged file, is passed over: its purchase is made again.
        """
        end = offset = 0
        for line in self._file_lines():
            beginning = parse_beginning(line, self._folder)
            reports = _parse_reports(line)
            entry = _parse_entry(line) if beginning is None and reports is None else None
            self._earlier = beginning or self._earlier
            if entry is not None:
                self._unused[bytes.fromhex(entry["digest"])] = offset
                self._written.update(bytes.fromhex(file["sha256"]) for file in entry["files"])
            if entry is not None or beginning is not None or reports is not None:
                end = offset + len(line)
                self.reports = reports
            offset += len(line)
        return end

    def find_result(self, digest: str, purchase: PurchaseRows) -> dict[str, Any] | None:
        """Return the result that an earlier run has for the same digest, if it still holds, with all its files.

        A result with findings names their cells: it does not hold for rows that are in another place now. Files that
        were changed since are kept, and noted in `changed`.
        """
        offset = self._unused.get(bytes.fromhex(digest))
        if offset is None or self._begins_anew:
            return None
        entry = self._read_entry(offset)
        is_lasting = not any(finding["rule"] in _NOT_LASTING for finding in entry["findings"])
        is_in_place = entry["row"] == purchase.number or not entry["findings"]
        if not (is_lasting and is_in_place):
            return None
        # Reading the files would be most of what a resumed batch takes.
        times = self._read_times(entry["files"])
        if None not in times and times == entry.get("modified"):
            return entry
        digests = {file["file"]: self._find_sha256(file["file"]) for file in entry["files"]}
        changed = [name for name, sha256 in digests.items() if self._is_changed(sha256)]
        pairs = ((digests[file["file"]], bytes.fromhex(file["sha256"])) for file in entry["files"])
        if any(sha256 != known and not self._is_changed(sha256) for sha256, known in pairs):
            return None
        self.changed += changed
        return entry

    def _read_times(self, files: Sequence[Mapping[str, Any]]) -> list[int | None]:
        """Return when each file was last written, in nanoseconds; None for one with another size, or without it."""
        times: list[int | None] = []
        for file in files:
            try:
                about = (self._folder / file["file"]).stat()
            except OSError:
                times.append(None)
            else:
                times.append(about.st_mtime_ns if about.st_size == file.get("bytes") else None)
        return times

    def list_changed(self, names: Sequence[str]) -> list[str]:
        """Return which of these files are in the folder with bytes that no run has noted. Raises FileProblem."""
        if self._begins_anew:
            return []
        return [name for name in names if self._is_changed(self._find_sha256(name))]

    def _is_changed(self, sha256: bytes | None) -> bool:
        return sha256 is not None and sha256 not in self._written

    def _find_sha256(self, name: str) -> bytes | None:
        path = self._folder / name
        try:
            return compute_sha256(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise FileProblem(path, f"cannot be read: {error.strerror or error}") from None

    def take_old(self, entry: dict[str, Any], purchase: PurchaseRows) -> None:
        """Take over the result that `find_result` returned for a purchase."""
        offset = self._unused.pop(bytes.fromhex(entry["digest"]))
        if entry["row"] == purchase.number:
            self._order.append(offset)
        else:
            entry["row"] = purchase.number
            self._append(entry)

    def add(self, digest: str, purchase: PurchaseRows, result: RowResult) -> dict[str, Any]:
        """Add the result of a purchase. Raises FileProblem where it cannot be written."""
        files = [{"file": name, "bytes": size, "sha256": sha256} for name, size, sha256 in result.files]
        entry = {"row": purchase.number, "id": str(purchase.id), "status": result.status, "digest": digest}
        entry |= {"open-points": result.open_points, "files": files, "findings": list(result.findings)}
        # Of the run, not of the result: the last key, which the reports leave out.
        entry["modified"] = self._read_times(files)
        self._unused.pop(bytes.fromhex(digest), None)
        self._append(entry)
        return entry

    def _append(self, entry: dict[str, Any]) -> None:
        line = json.dumps(entry, ensure_ascii=True).encode() + b"\n"
        self.reports = None
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

    def note_reports(self, noted: str) -> None:
        """Note that the reports on these results were written. Raises FileProblem.

        Parameters: `noted`, their digest.
        """
        try:
            if self.reports is not None:
                self._end -= len(_format_reports(self.reports))
                self._file.truncate(self._end)
            self._end += self._file.write(_format_reports(noted))
            self._file.flush()
        except OSError as error:
            raise self._make_problem(error) from None
        self.reports = noted

    def read_entries(self) -> Iterator[dict[str, Any]]:
        """Yield the results of this run in the order of the batch."""
        for offset in self._order:
            yield self._read_entry(offset)

    def list_gone_files(self) -> set[str]:
        """Return the names of files that earlier runs made, and that belong to no purchase of this run.

        Files that were changed since are not among them, and are noted in `changed`.
        """
        earlier = (self._read_entry(offset) for offset in self._unused.values())
        gone = {file["file"]: entry["id"] for entry in earlier for file in entry["files"]}
        refused: set[str] = set()  # these purchases say so themselves
        for entry in self.read_entries() if gone else ():
            for file in entry["files"]:
                gone.pop(file["file"], None)
            refused.update(entry["id"] for finding in entry["findings"] if finding["rule"] == CHANGED)
        changed = self.list_changed(sorted(gone))
        self.changed += (name for name in changed if gone[name] not in refused)
        return gone.keys() - changed

    def tidy(self) -> None:
        """Put the lines into the order of the batch, and remove those of earlier runs. Raises FileProblem."""
        try:
            os.fsync(self._file.fileno())
            if self._is_in_order():
                return
            temporary = self._path.with_name(TEMPORARY_NAME)
            with temporary.open("wb") as file:
                file.write(self._beginning.format_line(self._folder))
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
            self.reports = None
            self._order = array("q")
            lines = self._file_lines()
            self._end = len(next(lines))
            for line in lines:
                self._order.append(self._end)
                self._end += len(line)
        except OSError as error:
            raise self._make_problem(error) from None

    def _file_lines(self) -> Iterator[bytes]:
        self._file.seek(0)
        return iter(self._file)

    def _is_in_order(self) -> bool:
        lines = self._file_lines()
        if next(lines) != self._beginning.format_line(self._folder):
            return False
        position = 0
        for offset in self._order:
            if offset <= position:
                return False
            position = offset
        return sum(1 for _ in lines) == len(self._order) + (self.reports is not None)

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


def compute_sha256(path: Path) -> bytes:
    """Return the SHA-256 of a file, which is read piece by piece. Raises OSError where it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _format_reports(noted: str) -> bytes:
    """Return the line that notes that reports were written."""
    return json.dumps({"reports": noted}).encode() + b"\n"


def _parse_reports(line: bytes) -> str | None:
    """Return what a line notes of the reports; None for any other line."""
    try:
        noted: str = json.loads(line)["reports"] if line.startswith(_REPORTS) else ""
        return noted if noted and line == _format_reports(noted) else None
    except (ValueError, TypeError, KeyError):
        return None


def _parse_entry(line: bytes) -> dict[str, Any] | None:
    """Return the result in a line; None for the half line of a run that was killed, and for what is no result."""
    try:
        entry: dict[str, Any] = json.loads(line)
        bytes.fromhex(entry["digest"])
        is_whole = line.endswith(b"\n") and {"row", "id", "status", "open-points"} <= entry.keys()
        has_files = all(
            Path(file["file"]).name == file["file"] and bytes.fromhex(file["sha256"]) for file in entry["files"]
        )
        has_findings = all(finding.keys() >= _FINDING_KEYS for finding in entry["findings"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return entry if is_whole and has_files and has_findings else None
