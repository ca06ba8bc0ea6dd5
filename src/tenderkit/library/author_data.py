# SPDX-License-Identifier: Apache-2.0
"""What the commands for authors read beside a library: lists of words, schemes it is compared with, CPV codes."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place, nearest
from tenderkit.library.coverage import Scheme
from tenderkit.library.cpv import CpvCode
from tenderkit.library.library import Library
from tenderkit.library.reading.library_reader import Folders, clause_files, library_of
from tenderkit.library.reading.text_files import read_text
from tenderkit.lint.catalogue import Catalogue, History, Superseded, WordLists

_CPV = dict[Annotated[str, Field(pattern=r"^[0-9]{8}$")], CpvCode]


def catalogue_of(folder: Path, overlays: Sequence[Path], problems: list[Finding]) -> Catalogue | None:
    """The library in a folder with those on top, and its lists of words.

    Returns None, and findings in `problems`, where it cannot be used. Raises FileProblem where a folder is not there.
    """
    files: dict[str, str] = {}
    library = library_of(folder, overlays, problems, files)
    folders = Folders(folder, overlays, problems)
    lists = folders.shaped("word-lists/*.toml", WordLists)
    superseded: Any = folders.merged("superseded.toml", dict[str, Superseded])
    history = _history(folders, library)
    # Lint looks at no scheme and no code, but says that all files are in order.
    _coverage(folders, library)
    _cpv(folders, library)
    if library is not None:
        for id_, one in (superseded or {}).items():
            for number, source in enumerate(one.instead, 1):
                if source not in library.sources:
                    file = folders.names["superseded.toml"]
                    problems.append(_unknown(file, f"{id_}.instead.{number}", source, library.sources))
    return None if problems or library is None else Catalogue(library, files, lists, superseded, history)


def read_history(folder: Path, overlays: Sequence[Path], library: Library) -> History:
    """The changes of clauses by version, from a folder with those on top.

    Parameters: `library`, read from the same folders. Raises InvalidInput with every problem found.
    """
    problems: list[Finding] = []
    history = _history(Folders(folder, overlays, problems), library)
    if problems:
        raise InvalidInput(problems)
    return history


def _history(folders: Folders, library: Library | None) -> History:
    history: History = folders.merged("changelog.toml", History) or {}
    if library is not None:
        unknown = [id_ for id_ in history if id_ not in library.clauses]
        file = folders.names["changelog.toml"]
        folders.problems += [_unknown(file, id_, id_, library.clauses) for id_ in unknown]
    return history


def clause_text(folder: Path, overlays: Sequence[Path], id_: str) -> str:
    """The file of a clause as it stands, from the last folder that has it. Raises KeyError where none has."""
    for root in (*reversed(overlays), folder):
        for path in clause_files(root):
            if path.stem == id_:
                return read_text(path, path.name)
    raise KeyError(id_)


def read_coverage(folder: Path, overlays: Sequence[Path], library: Library) -> dict[str, Scheme]:
    """The schemes in a folder with those on top, which may add schemes and replace whole ones.

    Parameters: `library`, read from the same folders. Raises InvalidInput with every problem found, FileProblem where
    the file cannot be read.
    """
    problems: list[Finding] = []
    schemes = _coverage(Folders(folder, overlays, problems), library)
    if problems:
        raise InvalidInput(problems)
    return schemes


def _coverage(folders: Folders, library: Library | None) -> dict[str, Scheme]:
    schemes: dict[str, Scheme] = folders.merged("coverage.toml", dict[str, Scheme]) or {}
    for name, scheme in schemes.items() if library else ():
        if library and scheme.source is not None and scheme.source not in library.sources:
            file = folders.names["coverage.toml"]
            folders.problems.append(_unknown(file, f"{name}.source", scheme.source, library.sources))
    return schemes


def read_cpv(folder: Path, overlays: Sequence[Path], library: Library) -> dict[str, CpvCode]:
    """The codes in a folder with those on top, which may add codes and replace them.

    Parameters: `library`, read from the same folders. Raises InvalidInput with every problem found, FileProblem where
    the file cannot be read.
    """
    problems: list[Finding] = []
    codes = _cpv(Folders(folder, overlays, problems), library)
    if problems:
        raise InvalidInput(problems)
    return codes


def _cpv(folders: Folders, library: Library | None) -> dict[str, CpvCode]:
    codes: dict[str, CpvCode] = folders.merged("cpv.toml", _CPV) or {}
    models = library.vocabulary.words("acquisitions") if library else ()
    for code, entry in codes.items() if library else ():
        if entry.acquisition is not None and entry.acquisition not in models:
            file = folders.names["cpv.toml"]
            folders.problems.append(_unknown(file, f"{code}.acquisition", entry.acquisition, models))
    return codes


def _unknown(file: str, key: str, word: str, known: Iterable[str]) -> Finding:
    return Finding("unknown-word", f"“{word}” is not known here", nearest(word, known), place=Place(file, key))
