# SPDX-License-Identifier: Apache-2.0
"""What `exercise export` writes: the files of each format, and the folder that they go to."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tenderkit.errors import UsageProblem

if TYPE_CHECKING:
    from tenderkit.exercises.pack import DrawnPack
    from tenderkit.exercises.pack_lock import PackLock
    from tenderkit.papers.quiz import QuizPack

ExportFormat = Literal["moodle"]
# As much of a digest tells one pack from another.
_RUN_LETTERS = 8


def choose_folder(pack: Path, output: str | None) -> Path:
    """Return the folder for the files: the one that is named, or `lms` in the pack.

    Raises UsageProblem for a folder among the files that are handed out, because the files hold the key.
    """
    from tenderkit.exercises.pack import PARTICIPANTS

    folder = Path(output) if output is not None else pack / "lms"
    if folder.resolve().is_relative_to((pack / PARTICIPANTS).resolve()):
        raise UsageProblem(f"nothing is exported to {folder}", "All files there are handed out: name another folder.")
    return folder


def write_export(drawn: "DrawnPack", lock: "PackLock", format_: ExportFormat) -> dict[str, bytes]:
    """Return the files of a format by their names. Parameters: `drawn`, the variants of the pack of a lock."""
    from tenderkit.exercises.questions.questions import compose_quizzes

    quizzes = compose_quizzes(drawn.variants, lock.seal[:_RUN_LETTERS])
    stem = f"{lock.order.scenario}-{lock.order.type}"
    return {f"{stem}{ending}": content for ending, content in _WRITERS[format_](quizzes).items()}


def _write_moodle(quizzes: "QuizPack") -> dict[str, bytes]:
    from tenderkit.formats.text.platforms.moodle import write_moodle

    return {".moodle.xml": write_moodle(quizzes).encode()}


_WRITERS: Mapping[ExportFormat, Callable[["QuizPack"], dict[str, bytes]]] = {"moodle": _write_moodle}
