# SPDX-License-Identifier: Apache-2.0
"""Read the input of the lint rules from the folders of a library and its overlays."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from tenderkit.findings import Finding
from tenderkit.library.reading.author_files import (
    merge_coverage,
    merge_cpv,
    merge_history,
    merge_readings,
    merge_superseded,
    merge_word_lists,
)
from tenderkit.library.reading.check_condition import make_unknown_word
from tenderkit.library.reading.library_reader import LibraryFolders, try_read_library
from tenderkit.library.reading.shipped_data import read_frames
from tenderkit.lint.catalogue import Catalogue
from tenderkit.notices.read_tables import merge_notice_codes


def read_catalogue(
    folder: Path, overlays: Sequence[Path], problems: list[Finding], today: datetime.date | None = None
) -> Catalogue | None:
    """Read the library in a folder and its overlays, with their word lists and the frames of the languages.

    Adds every reading error to `problems`. Returns None if `problems` holds an error afterwards. Parameters: `today`,
    the day of the run, by which entries grow old; None if they are not to.
    Raises FileProblem if a folder is missing.
    """
    files: dict[str, str] = {}
    library = try_read_library(folder, overlays, problems, files)
    folders = LibraryFolders(folder, overlays, problems)
    lists = merge_word_lists(folders)
    superseded = merge_superseded(folders)
    history = merge_history(folders, library)
    # No rule looks at schemes, codes and readings, but lint reports that all files are in order.
    merge_readings(folders)
    merge_coverage(folders, library)
    merge_cpv(folders, library)
    merge_notice_codes(folders, library)
    if library is not None:
        for id_, entry in superseded.items():
            for number, source in enumerate(entry.instead, 1):
                if source not in library.sources:
                    file = folders.names["superseded.toml"]
                    problems.append(make_unknown_word(file, f"{id_}.instead.{number}", source, library.sources))
    frames = read_frames(folder.parent, problems)
    if problems or library is None:
        return None
    return Catalogue(library, files, lists, superseded, history, frames, today)
