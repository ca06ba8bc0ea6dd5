# SPDX-License-Identifier: Apache-2.0
"""The lock of streams and batches: what all papers are made from, in `tenderkit.lock` of the current folder."""

from pathlib import Path
from typing import TYPE_CHECKING

from tenderkit.cli.compared.lock_file import LOCK, read_lock
from tenderkit.errors import FileProblem, LockDrift
from tenderkit.findings import Finding, Place

if TYPE_CHECKING:
    from tenderkit.compare.lock import LockedIngredients
    from tenderkit.formats.word.write.template import WordTemplate
    from tenderkit.library.reading.shipped_data import ShippedData

_FIX = "Lock what all papers are made from: tenderkit lock"


def lock_ingredients(data: "ShippedData", template: "WordTemplate | None") -> "LockedIngredients":
    """Return the lock that a library and the template of the authority, None without one, give."""
    from tenderkit.compare.lock import hash_ingredients

    return hash_ingredients(data.library, data.digest, template.content if template else b"")


def check_common_lock(data: "ShippedData", template: "WordTemplate | None") -> None:
    """Raise LockDrift with everything in which what papers are made from differs from the lock.

    Raises FileProblem and InvalidInput where the lock file is not there or damaged.
    """
    from tenderkit.compare.drift import find_ingredient_drift
    from tenderkit.library.library import ENGLISH

    path = Path(LOCK)
    if not path.is_file():
        raise FileProblem(path, "is not there", _FIX)
    locked = read_lock(path, needed=True).ingredients
    if locked is None:
        raise LockDrift([Finding("lock-missing", "has no lock for streams and batches", _FIX, place=Place(LOCK))])
    if findings := find_ingredient_drift(locked, lock_ingredients(data, template), LOCK, data.language(ENGLISH)):
        raise LockDrift(findings)
