# SPDX-License-Identifier: Apache-2.0
"""Compare the files that would be written with those that are there: `build --check`."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tenderkit.errors import FileProblem, LockDrift, UsageProblem
from tenderkit.findings import Finding, Place
from tenderkit.frozen import frozen_dataclass

_FIX = "To renew it, build again with --force and without --check."


@frozen_dataclass
class Writing:
    """What becomes of the files that are built.

    `force`: whether files that are there may be replaced; `locked`: whether nothing may differ from the locks of the
    purchases; `compares`: whether files are compared with those that are there, and none is written.
    """

    force: bool = False
    locked: bool = False
    compares: bool = False


def compare_files(results: Sequence[tuple[Path | None, bytes]]) -> None:
    """Raise LockDrift with each file that is not there, or is not as it would be written.

    Parameters: `results`, pairs of the path of a file and its content. The parts of a Word file or workbook are
    compared, and not how they are compressed. Raises UsageProblem where the path is None, which is stdout, and
    FileProblem where a file cannot be read.
    """
    if any(path is None for path, _ in results):
        raise UsageProblem("--check compares files, and stdout is none", "Name the file or folder with -o.")
    findings = [finding for path, content in results if path for finding in _compare_file(path, content)]
    if findings:
        raise LockDrift(findings)


def _compare_file(path: Path, content: bytes) -> Iterator[Finding]:
    try:
        present = path.read_bytes()
    except FileNotFoundError:
        yield Finding("check-missing", "is not there", "Build it without --check.", place=Place(str(path)))
        return
    except OSError as error:
        raise FileProblem(path, f"could not be read: {error.strerror or error}") from None
    if present == content:
        return
    parts, others = _read_parts(present), _read_parts(content)
    if parts is None or others is None:
        yield Finding("check-differs", "is not as it would be built", _FIX, place=Place(str(path)))
    elif differing := sorted(name for name in {*parts, *others} if parts.get(name) != others.get(name)):
        shown = ", ".join(differing[:3]) + (" …" if len(differing) > 3 else "")
        yield Finding("check-differs", f"is not as it would be built: {shown}", _FIX, place=Place(str(path)))


def _read_parts(content: bytes) -> dict[str, int] | None:
    """Return the checksum of each part of a file that is a ZIP archive; None for another file."""
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {part.filename: part.CRC for part in archive.infolist()}
    except zipfile.BadZipFile:
        return None
