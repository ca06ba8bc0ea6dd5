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

ExportFormat = Literal["moodle", "qti", "gift", "html"]
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


def _write_gift(quizzes: "QuizPack") -> dict[str, bytes]:
    from tenderkit.formats.text.platforms.gift import write_gift

    return {".gift.txt": write_gift(quizzes).encode()}


def _write_qti(quizzes: "QuizPack") -> dict[str, bytes]:
    from tenderkit.archives import write_archive
    from tenderkit.formats.text.platforms.qti import write_qti

    return {
        f"-{quiz.name}.qti.zip": write_archive(
            {name: text.encode() for name, text in write_qti(quizzes, quiz).items()}
        )
        for quiz in quizzes.quizzes
    }


def _write_pages(quizzes: "QuizPack") -> dict[str, bytes]:
    """Return a page for each variant. Raises UsageProblem for a type of exercise that a page cannot mark."""
    from tenderkit.formats.text.platforms.page import PageLook, suits_page, write_page
    from tenderkit.library.reading.shipped_data import find_data_folder
    from tenderkit.library.reading.text_files import read_text

    if not suits_page(quizzes):
        raise UsageProblem(f"no page can mark “{quizzes.title}”", "Take another format: moodle, qti or gift.")
    folder = find_data_folder() / "templates"
    names = ("quiz/page.html", "annex/page.css", "quiz/page.css", "quiz/page.js")
    template, paper, css, script = (read_text(folder / name, name) for name in names)
    look = PageLook(template, paper + css, script)
    return {f"-{quiz.name}.html": write_page(quizzes, quiz, look).encode() for quiz in quizzes.quizzes}


_WRITERS: Mapping[ExportFormat, Callable[["QuizPack"], dict[str, bytes]]] = {
    "moodle": _write_moodle,
    "qti": _write_qti,
    "gift": _write_gift,
    "html": _write_pages,
}
