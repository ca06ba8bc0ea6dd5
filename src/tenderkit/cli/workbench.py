# SPDX-License-Identifier: Apache-2.0
"""The workbench of translators on the disk: the data it works on, and the files that it changes."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tenderkit.cli.output import open_folder, write_files
from tenderkit.errors import InvalidInput, UsageProblem
from tenderkit.findings import Finding
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.author_data import Reading
from tenderkit.library.library import ENGLISH
from tenderkit.library.reading import shipped_data
from tenderkit.library.reading.author_files import merge_readings
from tenderkit.library.reading.library_reader import LibraryFolders
from tenderkit.library.reading.shipped_data import ShippedData
from tenderkit.library.reading.text_files import read_text
from tenderkit.translation.library_text import LibraryText, list_texts
from tenderkit.translation.text_state import Records, list_records


@frozen_dataclass
class Workbench:
    """The texts of the library in one language, where they lie, and who read them.

    `folder`: the folder that holds `clauses/` and `templates/`.
    """

    folder: Path
    data: ShippedData
    language: str
    texts: tuple[LibraryText, ...]
    readings: tuple[Reading, ...]

    @property
    def records(self) -> Records:
        """What is recorded of each text that somebody settled, by its name."""
        return list_records(self.readings)

    def read(self, file: str) -> str | None:
        """Return the text of a file of the data; None if it is not there."""
        path = self.folder / file
        return read_text(path, file) if path.is_file() else None

    def write(self, files: Mapping[str, str]) -> None:
        """Write files of the data, all of them or none.

        Raises InvalidInput if the data could not be read with them, and FileProblem if they cannot be written.
        """
        self._try_out(files)
        targets = [(self.folder / file, text.encode()) for file, text in files.items()]
        with open_folder(self.folder / "clauses" / "translations" / self.language):
            write_files(targets, force=True)

    def _try_out(self, files: Mapping[str, str]) -> None:
        """Read a copy of the data with the new files. Raises InvalidInput with what the reader refuses."""
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder)
            shutil.copytree(self.folder / "clauses", copy / "clauses")
            for name in ("annex", "frame"):
                shutil.copytree(self.folder / "templates" / name, copy / "templates" / name)
            for file, text in files.items():
                (copy / file).parent.mkdir(parents=True, exist_ok=True)
                (copy / file).write_text(text, encoding="utf-8")
            shipped_data.read_shipped(copy)


def find_folder(folder: str | None) -> Path:
    """Return the folder that holds `clauses/` and `templates/`. Parameters: `folder`, the one that the user names."""
    return Path(folder) if folder else shipped_data.find_data_folder()


def read_data(folder: str | None) -> ShippedData:
    """Return the data of a folder, or those of this tenderkit. Raises InvalidInput and FileProblem."""
    return shipped_data.read_shipped(Path(folder)) if folder else shipped_data.load_shipped_data()


def refuse_installed(folder: Path) -> None:
    """Raise UsageProblem if a folder is that of an installed package, which the next release replaces."""
    if folder.name == "_data":
        fix = "Name the folder of a checkout: --data DIR."
        raise UsageProblem("the texts of an installed tenderkit are not changed", fix)


def open_workbench(folder: str | None, language: str, overlays: Sequence[str] = ()) -> Workbench:
    """Open the texts of a language. Raises UsageProblem if no frame begins it, or it is English.

    Parameters: `folder`, that of the data, None for those of this tenderkit, which may have `overlays` on top.
    """
    data = shipped_data.load_with_overlays(overlays) if overlays else read_data(folder)
    others = [code for code in data.languages if code != ENGLISH]
    if language not in others:
        fix = f"There are {', '.join(others)}; begin another one: tenderkit clauses new-language {language[:12]}."
        raise UsageProblem(f"there is no language “{language}” to translate into", fix)
    root = find_folder(folder)
    problems: list[Finding] = []
    readings = merge_readings(LibraryFolders(root / "clauses", [Path(o) for o in overlays], problems))
    if problems:
        raise InvalidInput(problems)
    texts = list_texts(data.library, data.frames, language)
    return Workbench(root, data, language, texts, readings.get(language, ()))


def choose_texts(
    texts: Sequence[LibraryText], records: Records, kind: str | None, clause: str | None, states: Sequence[str]
) -> list[LibraryText]:
    """Return the texts of a kind, of a clause, and in one of some states; None and no states mean all."""
    from tenderkit.translation.text_state import find_state

    return [
        text
        for text in texts
        if kind in (None, text.kind)
        and (clause is None or (text.is_of_clause and text.id.partition("/")[2] == clause))
        and (not states or find_state(text, records) in states)
    ]
