# SPDX-License-Identifier: Apache-2.0
"""Read the editions of libraries: from the folder of a library, or from the file of a release."""

import gzip
from pathlib import Path
from typing import Any

from tenderkit.compare.edition import Edition, make_edition, read_edition
from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.library.author_data import History
from tenderkit.library.library import ENGLISH, Library
from tenderkit.library.reading.category_groups import list_members
from tenderkit.library.reading.library_reader import LibraryFolders, list_clause_files
from tenderkit.library.reading.shipped_data import find_data_folder
from tenderkit.library.reading.text_files import parse_json, parse_toml, read_text

_ENDING = ".json.gz"


def list_releases() -> dict[str, Path]:
    """Return the files with the texts of earlier releases of the library, by release, the oldest first."""
    folder = find_data_folder() / "templates" / "releases"
    paths = sorted(folder.glob(f"*{_ENDING}"), key=lambda path: [n.zfill(9) for n in path.name.split(".")])
    return {path.name.removesuffix(_ENDING): path for path in paths}


def read_releases() -> list[Edition]:
    """Return the texts of all earlier releases of the library, the oldest first."""
    return [read_release(path) for path in list_releases().values()]


def read_release(path: Path) -> Edition:
    """Return the texts of a release from its file, which is part of this package."""
    text = gzip.decompress(path.read_bytes()).decode()
    return read_edition(parse_json(text, path.name))


def read_folder(folder: Path, name: str, library: Library) -> Edition:
    """Return the edition of a library from its folder; one with a `library.toml` lies on top of the shipped library.

    Parameters: `name`, the name of the folder for messages; `library`, the shipped library, whose groups of
    categories the folder may name. Raises InvalidInput with the faults of all files that are no TOML, and where the
    folder has no clauses.
    """
    problems: list[Finding] = []
    tables = _read_tables(folder, name, problems)
    if not tables and not problems:
        fix = "Name the folder that holds the folders of the themes, such as `clauses`."
        problems.append(Finding("no-clauses", "holds no clauses", fix, place=Place(name)))
    if problems:
        raise InvalidInput(problems)
    if (folder / "library.toml").exists():
        tables = _read_tables(_find_shipped_clauses(), "shipped", problems) | tables
    return make_edition(name, tables, list_members(library.vocabulary))


def _read_tables(folder: Path, name: str, problems: list[Finding]) -> dict[str, dict[str, Any]]:
    """Return the table of each clause file of a library, by clause id; faults are added to `problems`."""
    tables: dict[str, dict[str, Any]] = {}
    for path in list_clause_files(folder):
        file = f"{name}/{path.relative_to(folder).as_posix()}"
        try:
            tables[path.stem] = parse_toml(read_text(path, file), file)
        except InvalidInput as error:
            problems += error.findings
    return tables


def _find_shipped_clauses() -> Path:
    return find_data_folder() / "clauses"


def list_themes(folder: Path | None, library: Library) -> dict[str, str]:
    """Return the title of the theme of each clause, by clause id, in the order of the themes.

    Parameters: `folder`, that of a library, whose own clauses are named by their folders; None where there is none;
    `library`, which has the titles.
    """
    titles = {name: str(word.label[ENGLISH]) for name, word in library.vocabulary.themes.items()}
    themes = {id_: titles.get(clause.theme, clause.theme) for id_, clause in library.clauses.items()}
    own = {path.stem: path.parent.name for path in (list_clause_files(folder) if folder else ())}
    return themes | {id_: titles.get(name, name) for id_, name in own.items() if id_ not in themes}


def read_shipped_edition(library: Library) -> Edition:
    """Return the edition of the library that comes with tenderkit."""
    return read_folder(_find_shipped_clauses(), "shipped", library)


def read_histories(library: Library) -> History:
    """Return what changed in each version of a clause, as the shipped library and those of the authority say it.

    Parameters: `library`, the library with those of the authority on top. Raises InvalidInput with every fault in the
    files.
    """
    from tenderkit.library.reading.author_files import merge_history

    problems: list[Finding] = []
    folders = [Path(overlay.file).parent for overlay in library.overlays]
    history = merge_history(LibraryFolders(_find_shipped_clauses(), folders, problems), None)
    if problems:
        raise InvalidInput(problems)
    return history
