# SPDX-License-Identifier: Apache-2.0
"""Load the data that come with tenderkit: the library, the frame texts, the look of the annex.

The shipped library is validated and compiled when the wheel is built (see `hatch_build.py`); from a checkout
the TOML files are read each time. Both ways give equal values.
"""

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding
from tenderkit.library.language import Frame, Language
from tenderkit.library.library import ENGLISH, Library
from tenderkit.library.look import Look
from tenderkit.library.reading.text_files import read_text
from tenderkit.library.translations import check_frame, translate_library

_PACKAGE = Path(__file__).parents[2]
_COMPILED = _PACKAGE / "_data" / "library.pickle"


@dataclass(frozen=True)
class ShippedData:
    """All data that come with tenderkit: the library, the frame texts by language, the look of the annex, and `css`,
    its look as a page.
    """

    library: Library
    frames: Mapping[str, Frame]
    look: Look
    css: str

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that a document can be in.

        Frame texts alone make no language: legal text in another one than was asked for would pass unnoticed.
        """
        return tuple(code for code in self.library.languages if code in self.frames)

    def in_language(self, code: str) -> "ShippedData":
        """The same data with the clauses in a language. Raises KeyError where it is not one of `languages`."""
        return replace(self, library=translate_library(self.library, code))

    def language(self, code: str) -> Language:
        """A language of the documents. Raises KeyError where its frame texts are not there."""
        return Language(code, self.frames[code])


def find_data_folder() -> Path:
    """Return the folder that holds `clauses/` and `templates/`: inside the package, or the checkout around it."""
    inside = _PACKAGE / "_data"
    return inside if (inside / "clauses").is_dir() else _PACKAGE.parents[1]


@cache
def load_shipped_data() -> ShippedData:
    """Load the data that come with tenderkit. Raises InvalidInput where the files of a checkout have faults."""
    if _COMPILED.is_file():
        # Part of this package, as trusted as its code; validated when the wheel was built.
        data: ShippedData = pickle.loads(_COMPILED.read_bytes())
        return data
    return read_shipped(find_data_folder())


def read_shipped(folder: Path) -> ShippedData:
    """Read all data from a folder. Raises InvalidInput with every problem found."""
    from tenderkit.library.reading.library_reader import read_validated_file, try_read_library

    problems: list[Finding] = []
    frames = {
        path.stem: frame
        for path in sorted((folder / "templates" / "frame").glob("*.toml"))
        if (frame := read_validated_file(path, Frame, problems, folder)) is not None
    }
    for code, frame in frames.items():
        if ENGLISH in frames:
            problems += check_frame(frames[ENGLISH], frame, f"templates/frame/{code}.toml")
    look = read_validated_file(folder / "templates" / "annex" / "look.toml", Look, problems, folder)
    css = read_text(folder / "templates" / "annex" / "page.css", "page.css")
    library = try_read_library(folder / "clauses", (), problems)
    if problems or library is None or look is None:
        raise InvalidInput(problems)
    return ShippedData(library, frames, look, css)


def load_with_overlays(folders: Sequence[str]) -> ShippedData:
    """Load the shipped data with the libraries of an organisation on top; later ones win.

    Parameters: `folders`, each with a `library.toml`. Raises FileProblem where one is not there, InvalidInput with
    every problem found where they do not fit.
    """
    if not folders:
        return load_shipped_data()
    from tenderkit.library.reading.library_reader import read_library

    return replace(
        load_shipped_data(), library=read_library(find_data_folder() / "clauses", [Path(f) for f in folders])
    )


def list_example_purchases() -> dict[str, Path]:
    """Return the paths of the shipped example purchases, by name."""
    return {p.stem: p for p in sorted((find_data_folder() / "templates" / "purchases").glob("*.toml"))}
