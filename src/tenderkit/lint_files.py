# SPDX-License-Identifier: Apache-2.0
"""A library as lint sees it, read from its folder with those on top."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tenderkit.finding import Finding
from tenderkit.library_files import Folders, library_of
from tenderkit.lint.catalogue import Catalogue, Superseded, WordLists


def catalogue_of(folder: Path, overlays: Sequence[Path], problems: list[Finding]) -> Catalogue | None:
    """The library in a folder with those on top, and its lists of words.

    Returns None, and findings in `problems`, where it cannot be used. Raises FileProblem where a folder is not there.
    """
    files: dict[str, str] = {}
    library = library_of(folder, overlays, problems, files)
    folders = Folders(folder, overlays, problems)
    lists = folders.shaped("word-lists/*.toml", WordLists)
    superseded: Any = folders.merged("superseded.toml", dict[str, Superseded])
    if library is None or problems:
        return None
    return Catalogue(library, files, lists, superseded)
