# SPDX-License-Identifier: Apache-2.0
"""What participants handed in, as files and folders; and the folder with their marks."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tenderkit.errors import FileProblem, TenderkitError, UsageProblem, problem_of

if TYPE_CHECKING:
    import datetime

    from tenderkit.exercises.marking.answer_key import AnswerKey
    from tenderkit.exercises.marking.day import ExerciseResult
    from tenderkit.exercises.marking.results import ClassResult
    from tenderkit.exercises.marking.review import Review
    from tenderkit.exercises.marking.submission import Submission
    from tenderkit.library.reading.shipped_data import ShippedData
    from tenderkit.papers.paper import Paper

# What programs and systems put into folders.
_PUT_THERE = ("~$", ".")
# With fewer of the words of a model, free text says something else.
_LOWEST_SHARE = 0.5
# As much of a digest tells one pack from another.
_SEAL_LETTERS = 8
# The marks as lines of JSON.
_RECORDS = "marks.jsonl"
_SYSTEM_FILES = {"thumbs.db", "desktop.ini"}


def read_key(folder: Path, data: "ShippedData", overlays: Sequence[str]) -> "AnswerKey":
    """Make the key of a pack again from its lock; handouts that are as they were made are read from the pack.

    Raises FileProblem where there is no lock, LockDrift where it was changed, or where the key cannot be made again
    because tenderkit or a library is another.
    """
    from tenderkit.cli.exercises.pack_folder import draw_pack_again, read_lock
    from tenderkit.exercises.marking.answer_key import AnswerKey
    from tenderkit.exercises.pack import PARTICIPANTS
    from tenderkit.exercises.pack_lock import LOCK_PATH, digest

    path = folder / LOCK_PATH
    lock = read_lock(path)
    drawn = draw_pack_again(lock, path, data, overlays)
    names = {variant.name: f"{PARTICIPANTS}/{variant.name}.docx" for variant in drawn.variants}
    contents = {name: (folder / path).read_bytes() for name, path in names.items() if (folder / path).is_file()}
    handouts = {name: content for name, content in contents.items() if digest(content) == lock.files[names[name]]}
    name = f"{lock.order.scenario} {lock.order.type} {lock.seal[:_SEAL_LETTERS]}"
    return AnswerKey(drawn.variants, handouts, name)


def check_share(share: float) -> None:
    """Raise UsageProblem for a share of the words of a model from which no free text should pass."""
    if not _LOWEST_SHARE <= share <= 1:
        raise UsageProblem(f"free text cannot pass from {share:g} on", f"Name a share from {_LOWEST_SHARE} to 1.")


def list_files(named: Sequence[str]) -> list[tuple[Path, str]]:
    """Return the files that were handed in, with their names from the named folder on.

    In folders, hidden files and those that programs and systems put there are passed over. Raises UsageProblem where
    nothing is named, FileProblem where a named file is not there.
    """
    if not named:
        raise UsageProblem("no file was named", "Name forms, or the folder in which they are.")
    files: dict[Path, str] = {}
    for path in map(Path, named):
        if path.is_dir():
            files |= {file: str(file.relative_to(path)) for file in _walk_folder(path)}
        elif path.exists():
            files.setdefault(path, path.name)
        else:
            raise FileProblem(path, "is not there", "Name a form, or the folder in which they are.")
    return list(files.items())


def _walk_folder(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        names = path.relative_to(folder).parts
        is_put_there = any(name.startswith(_PUT_THERE) or name.lower() in _SYSTEM_FILES for name in names)
        if path.is_file() and not is_put_there:
            yield path


def read_files(
    files: Sequence[tuple[Path, str]], key: "AnswerKey"
) -> "tuple[list[tuple[Submission, str]], list[TenderkitError]]":
    """Read what was handed in; a file that cannot be read stops none of the others.

    Returns each submission with the digest of its file, and the problems of the other files.
    """
    from tenderkit.cli.screen.progress import count_items
    from tenderkit.cli.word_files import read_content
    from tenderkit.exercises.marking.reading import read_submissions
    from tenderkit.exercises.pack_lock import digest

    read: list[tuple[Submission, str]] = []
    problems: list[TenderkitError] = []
    with count_items(files, "reading") as counted:
        for path, name in counted:
            try:
                content = read_content(str(path))
                read += [(submission, digest(content)) for submission in read_submissions(content, name, key)]
            except Exception as error:
                problems.append(problem_of(error, name))
    return read, problems


def read_all_reviews(files: Sequence[str], key: "AnswerKey") -> "list[Review]":
    """Read the points that trainers gave, in one or more files.

    Raises an error with the problems of all files that cannot be read.
    """
    from tenderkit.cli.inputs import raise_problems
    from tenderkit.cli.word_files import read_content
    from tenderkit.exercises.marking.reading import read_reviews

    reviews: list[Review] = []
    problems: list[TenderkitError] = []
    for file in files:
        try:
            reviews += read_reviews(read_content(file), file, key)
        except TenderkitError as error:
            problems.append(error)
    raise_problems(problems)
    return reviews


def read_earlier(folders: Sequence[str]) -> "list[ExerciseResult]":
    """Read the marks of other exercises of the day.

    Raises an error with the problems of all folders that hold none.
    """
    from tenderkit.cli.inputs import raise_problems
    from tenderkit.exercises.marking.day import read_result
    from tenderkit.library.reading.text_files import read_text

    earlier: list[ExerciseResult] = []
    problems: list[TenderkitError] = []
    for folder in folders:
        path = Path(folder, _RECORDS)
        try:
            earlier.append(read_result(read_text(path, str(path)), str(path)))
        except TenderkitError as error:
            problems.append(error)
    raise_problems(problems)
    return earlier


def write_results(
    folder: Path, result: "ClassResult", key: "AnswerKey", data: "ShippedData", created: "datetime.datetime",
    earlier: "Sequence[ExerciseResult]" = (),
) -> None:  # fmt: skip
    """Write the marks of a class into a new folder.

    These are a gradebook, lines of JSON, a report on the class, the answers as a workbook in which a trainer gives
    points, and in a folder of their own a paper for each participant. Parameters: `created`, the date in the Word
    files; `earlier`, other exercises of the day, with which the report and a second gradebook begin. Raises
    FileProblem where the folder cannot be written, InvalidInput where an earlier exercise is this one.
    """
    from tenderkit.cli.output import write_folder
    from tenderkit.cli.screen.progress import count_items
    from tenderkit.exercises.marking.class_report import compose_class_report
    from tenderkit.exercises.marking.day import ExerciseResult, join_day, list_day_gradebook
    from tenderkit.exercises.marking.feedback import compose_feedback
    from tenderkit.exercises.marking.results import list_gradebook, list_records, name_files
    from tenderkit.exercises.marking.review import tabulate_answers
    from tenderkit.formats.excel.exercises.sheets import TableSheet, write_sheets
    from tenderkit.formats.text.csv import format_rows
    from tenderkit.formats.word.write.writer import write

    def print_paper(paper: "Paper") -> bytes:
        return write(paper, data.word_bases, created, reproducible=True, recorded=False)

    language = key.task.material.language
    note = language.text("exercise-marks.review-note")
    sheets = [TableSheet(table.caption, note, table) for table in tabulate_answers(result, key)]
    records = tuple(list_records(result, key))
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    day = join_day((*earlier, ExerciseResult(str(folder / _RECORDS), records))) if earlier else ()
    files = {
        "marks.csv": format_rows(list_gradebook(result, key)).encode(),
        _RECORDS: "".join(lines).encode(),
        **({"day.csv": format_rows(list_day_gradebook(day)).encode()} if day else {}),
        "review.xlsx": write_sheets(sheets, sheets[0].name, language, created),
        "report.docx": print_paper(compose_class_report(result.marked, day)),
    }
    with count_items(list(name_files(result.marked)), "writing") as counted:
        files |= {f"feedback/{name}": print_paper(compose_feedback(each)) for name, each in counted}
    write_folder(folder, files)
