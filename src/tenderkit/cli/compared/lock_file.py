# SPDX-License-Identifier: Apache-2.0
"""The file `tenderkit.lock`, in the folder of the purchase files that it locks."""

from pathlib import Path
from typing import TYPE_CHECKING

from tenderkit.errors import FileProblem, InvalidInput, LockDrift, UsageProblem
from tenderkit.findings import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tenderkit.cli.inputs import Source
    from tenderkit.compare.lock import Lock, LockedPurchase
    from tenderkit.compare.state import ComparedState
    from tenderkit.library.author_data import History
    from tenderkit.library.reading.shipped_data import ShippedData
    from tenderkit.pipeline import Options, Papers

LOCK = "tenderkit.lock"
_HEAD = (
    "# What the papers of these purchases were made from, and what came out: tenderkit lock, build --locked.\n"
    "# Keep it with your files, and do not publish it: it holds the answers, some as digests.\n\n"
)


def find_lock_path(source: "Source") -> Path:
    """Return the path of the lock file for a purchase file; UsageProblem for what is no file."""
    if source.path is None:
        raise UsageProblem(f"{source.name} is no file, and has no lock", "Save it as a file, and lock that.")
    return source.path.with_name(LOCK)


def read_lock(path: Path, *, needed: bool) -> "Lock":
    """Return the content of a lock file.

    Parameters: `needed`, false to return an empty lock where the file is not there. Raises FileProblem where a needed
    file is not there, InvalidInput with every fault in it.
    """
    from tenderkit.compare.lock import EMPTY_LOCK, Lock
    from tenderkit.library.reading.library_reader import read_validated_file

    if not path.is_file():
        if needed:
            raise FileProblem(path, "is not there", "Lock the purchase first: tenderkit lock FILE")
        return EMPTY_LOCK
    problems: list[Finding] = []
    lock = read_validated_file(path, Lock, problems, path.parent if path.is_absolute() else Path())
    if problems or not isinstance(lock, Lock):
        raise InvalidInput(problems)
    return lock


def write_lock(path: Path, lock: "Lock") -> None:
    """Write a lock file, or write it anew. Raises FileProblem if it cannot be written."""
    import tomli_w

    from tenderkit.cli.output import check_target, write_file

    check_target(path, force=True)
    write_file(path, (_HEAD + tomli_w.dumps(lock.as_toml())).encode(), force=True)


def lock_papers(
    source: "Source", papers: "Papers", data: "ShippedData", how: "Options"
) -> "tuple[LockedPurchase, ComparedState]":
    """Return the lock that the papers of a purchase give, and its clauses with the reasons.

    Parameters: `data` and `how`, those with which the papers were built.
    """
    from tenderkit.compare.lock import Ingredients, lock_purchase
    from tenderkit.compare.printed_state import make_purchase_state

    selection = papers.annex.selection
    purchase, language = selection.purchase, data.language(selection.purchase.prevailing_language)
    state = make_purchase_state(selection, language, source.name)
    base = data.word_bases[data.frames[purchase.prevailing_language].script]
    ingredients = Ingredients(repr(language.frame).encode(), how.template.content if how.template else base)
    files = {(file.paper, file.ending): file.content for file in papers.files}
    file = source.path.name if source.path else source.name
    return lock_purchase(file, purchase, state, data.library, ingredients, files), state


def find_locked_drift(
    source: "Source", papers: "Papers", data: "ShippedData", how: "Options", lock: "Lock", history: "History"
) -> "tuple[Finding, ...]":
    """Return everything in which the papers of a purchase differ from its lock; that it has none is a finding."""
    from tenderkit.compare.drift import find_drift

    now, state = lock_papers(source, papers, data, how)
    locked = lock.find_purchase(now.file)
    words = papers.annex.language
    if locked is None:
        message, fix = words.remark("locks.missing", lock=LOCK, file=source.name)
        return (Finding("lock-missing", message, fix, place=Place(source.name)),)
    # Without this option the bytes depend on the machine.
    return find_drift(locked, now, state, history, source.name, words, with_files=how.reproducible)


def check_locks(
    sources: "Sequence[Source]",
    built: "Sequence[Papers]",
    data: "ShippedData",
    how: "Options",
) -> None:
    """Raise LockDrift with everything in which papers differ from their locks; do nothing where all are the same.

    Parameters: `sources` and `built`, the purchases and their papers. Raises FileProblem and InvalidInput where a
    lock file is not there or damaged.
    """
    from tenderkit.compare.edition_files import read_histories

    history = read_histories(data.library)
    findings: list[Finding] = []
    for source, papers in zip(sources, built, strict=True):
        lock = read_lock(find_lock_path(source), needed=True)
        findings += find_locked_drift(source, papers, data, how, lock, history)
    if findings:
        raise LockDrift(findings).in_language(built[0].annex.language.code)
