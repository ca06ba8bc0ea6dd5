# SPDX-License-Identifier: Apache-2.0
"""Read the tables that notices are composed with, from the shipped library and the libraries on top of it."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding
from tenderkit.library.library import Library
from tenderkit.library.reading.author_files import merge_cpv
from tenderkit.library.reading.check_condition import make_unknown_word
from tenderkit.library.reading.library_reader import LibraryFolders
from tenderkit.library.reading.shipped_data import find_data_folder
from tenderkit.notices.codes import OLD_UNITS, NoticeCodes, NoticeTables

_FILE = "notices.toml"


def read_notice_tables(overlays: Sequence[str], library: Library) -> NoticeTables:
    """Return the codes of notices and of CPV; a library on top may replace whole tables.

    Parameters: `overlays`, the folders of libraries on top of the shipped one; `library`, the library read from them.
    Raises InvalidInput with every problem found, FileProblem where a file cannot be read.
    """
    return read_folders(find_data_folder() / "clauses", [Path(folder) for folder in overlays], library)


def read_folders(folder: Path, overlays: Sequence[Path], library: Library) -> NoticeTables:
    """Return the tables of a base folder and its overlays; the rest is as in `read_notice_tables`."""
    problems: list[Finding] = []
    folders = LibraryFolders(folder, overlays, problems)
    codes, cpv = merge_notice_codes(folders, library), merge_cpv(folders, library)
    if problems or codes is None:
        raise InvalidInput(problems)
    return NoticeTables(codes, cpv)


def merge_notice_codes(folders: LibraryFolders, library: Library | None) -> NoticeCodes | None:
    """Return the content of `notices.toml` from the base folder and the overlays; None where it has faults.

    Faults, and unknown themes, groups, clauses, sources and categories, are added to `folders.problems`. Parameters:
    `library`, None if it could not be read; then no id counts as unknown.
    """
    codes: NoticeCodes | None = folders.read_merged(_FILE, NoticeCodes)
    for table, (ids, known) in _list_named(codes, library).items() if codes and library else ():
        file, unknown = folders.names[_FILE], [id_ for id_ in ids if id_ not in known]
        folders.problems += [make_unknown_word(file, f"{table}.{id_}", id_, known) for id_ in unknown]
    return codes


def _list_named(codes: NoticeCodes, library: Library) -> dict[str, tuple[Iterable[str], Collection[str]]]:
    """Return the ids that each table of `notices.toml` names, and the ids that it may name."""
    words = library.vocabulary
    return {
        "aims.themes": (codes.aims.themes, words.themes),
        "aims.groups": (codes.aims.groups, words.groups),
        "aims.clauses": (codes.aims.clauses, library.clauses),
        "strategies": (codes.strategies, words.kinds),
        "selection": (codes.selection, library.clauses),
        "criteria-sets": (codes.criteria_sets, library.sources),
        "goods": (codes.goods, words.categories),
        "services": (codes.services, (*words.acquisitions, OLD_UNITS)),
    }
