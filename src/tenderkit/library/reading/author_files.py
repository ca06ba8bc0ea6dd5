# SPDX-License-Identifier: Apache-2.0
"""Read files that the selection of clauses does not need: history, coverage schemes, CPV codes, word lists."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding
from tenderkit.library.author_data import History, Reading, Readings, SupersededReference, WordLists
from tenderkit.library.coverage import Scheme
from tenderkit.library.cpv import CpvCode
from tenderkit.library.library import Library
from tenderkit.library.reading.check_condition import make_unknown_word
from tenderkit.library.reading.library_reader import STATES, LibraryFolders, list_clause_files, read_validated_file
from tenderkit.library.reading.text_files import read_text
from tenderkit.library.shape import Bounds

_CPV = dict[Annotated[str, Bounds(pattern=r"^[0-9]{8}$")], CpvCode]


_Content = TypeVar("_Content")


def _read_or_refuse(
    merge: Callable[[LibraryFolders, Library], _Content], folder: Path, overlays: Sequence[Path], library: Library
) -> _Content:
    """Return the data that the function `merge` reads from a base folder and its overlays.

    Raises InvalidInput with every fault found.
    """
    problems: list[Finding] = []
    content = merge(LibraryFolders(folder, overlays, problems), library)
    if problems:
        raise InvalidInput(problems)
    return content


def read_history(folder: Path, overlays: Sequence[Path], library: Library) -> History:
    """Read the history of clauses from a base folder and its overlays: the changes by clause id and version.

    Parameters: `library`, the library read from the same folders. Raises InvalidInput with every problem found.
    """
    return _read_or_refuse(merge_history, folder, overlays, library)


def merge_history(folders: LibraryFolders, library: Library | None) -> History:
    """Return the history of clauses from the base folder and the overlays, by clause id and version.

    Faults in the files and unknown clause ids are added to `folders.problems`. Parameters: `library`, None if the
    library could not be read; then no id counts as unknown.
    """
    history: History = folders.read_merged("changelog.toml", History) or {}
    if library is not None:
        unknown = [id_ for id_ in history if id_ not in library.clauses]
        file = folders.names["changelog.toml"]
        folders.problems += [make_unknown_word(file, id_, id_, library.clauses) for id_ in unknown]
    return history


def read_word_lists(folder: Path, overlays: Sequence[Path], library: Library) -> WordLists:
    """Read the word lists from a base folder and its overlays, by the name of the list.

    Parameters: `library`, the library read from the same folders. Raises InvalidInput with every problem found.
    """
    return _read_or_refuse(lambda folders, _: merge_word_lists(folders), folder, overlays, library)


def merge_word_lists(folders: LibraryFolders) -> WordLists:
    """Return the word lists from the base folder and the overlays; faults are added to `folders.problems`."""
    lists: WordLists = folders.read_word_lists("word-lists/*.toml", WordLists)
    return lists


def merge_superseded(folders: LibraryFolders) -> dict[str, SupersededReference]:
    """Return the outdated references from the base folder and the overlays, by id.

    Faults are added to `folders.problems`.
    """
    superseded: dict[str, SupersededReference] = folders.read_merged(
        "superseded.toml", dict[str, SupersededReference]
    )
    return superseded or {}


def read_superseded(folder: Path, overlays: Sequence[Path], library: Library) -> dict[str, SupersededReference]:
    """Read the outdated references from a base folder and its overlays, by id.

    Parameters: `library`, the library read from the same folders. Raises InvalidInput with every problem found.
    """
    return _read_or_refuse(lambda folders, _: merge_superseded(folders), folder, overlays, library)


def read_clause_text(folder: Path, overlays: Sequence[Path], id_: str) -> str:
    """Return the text of a clause file, from the last overlay that has the file, else from the base folder.

    Raises KeyError where no folder has the file.
    """
    for root in (*reversed(overlays), folder):
        for path in list_clause_files(root):
            if path.stem == id_:
                return read_text(path, path.name)
    raise KeyError(id_)


def read_coverage(folder: Path, overlays: Sequence[Path], library: Library) -> dict[str, Scheme]:
    """Read the coverage schemes of a base folder and its overlays; an overlay may add and replace whole schemes.

    Parameters: `library`, the library read from the same folders. Raises InvalidInput with every problem found,
    FileProblem where `coverage.toml` cannot be read.
    """
    return _read_or_refuse(merge_coverage, folder, overlays, library)


def merge_coverage(folders: LibraryFolders, library: Library | None) -> dict[str, Scheme]:
    """Return the coverage schemes from the base folder and the overlays, by id.

    Faults in the files and unknown sources are added to `folders.problems`.
    """
    schemes: dict[str, Scheme] = folders.read_merged("coverage.toml", dict[str, Scheme]) or {}
    for name, scheme in schemes.items() if library else ():
        if library and scheme.source is not None and scheme.source not in library.sources:
            file = folders.names["coverage.toml"]
            folders.problems.append(make_unknown_word(file, f"{name}.source", scheme.source, library.sources))
    return schemes


def read_cpv(folder: Path, overlays: Sequence[Path], library: Library) -> dict[str, CpvCode]:
    """Read the CPV codes of a base folder and its overlays; an overlay may add and replace codes.

    Parameters: `library`, the library read from the same folders. Raises InvalidInput with every problem found,
    FileProblem where `cpv.toml` cannot be read.
    """
    return _read_or_refuse(merge_cpv, folder, overlays, library)


def merge_cpv(folders: LibraryFolders, library: Library | None) -> dict[str, CpvCode]:
    """Return the entries of `cpv.toml` from the base folder and the overlays, by CPV code.

    Faults in the files and unknown acquisition models are added to `folders.problems`.
    """
    codes: dict[str, CpvCode] = folders.read_merged("cpv.toml", _CPV) or {}
    models = library.vocabulary.words("acquisitions") if library else ()
    for code, entry in codes.items() if library else ():
        if entry.acquisition is not None and entry.acquisition not in models:
            file = folders.names["cpv.toml"]
            folders.problems.append(make_unknown_word(file, f"{code}.acquisition", entry.acquisition, models))
    return codes


def merge_readings(folders: LibraryFolders) -> dict[str, tuple[Reading, ...]]:
    """Return the readings of translated texts, by language; faults are added to `folders.problems`."""
    readings: dict[str, tuple[Reading, ...]] = {}
    for language in folders.languages:
        for root in folders.roots:
            path = root / "translations" / language / f"{STATES}.toml"
            if path.is_file() and (content := read_validated_file(path, Readings, folders.problems, root)):
                readings[language] = (*readings.get(language, ()), *content.readings)
    return readings
