# SPDX-License-Identifier: Apache-2.0
"""Load the data that come with tenderkit: the library, the frames (fixed words of the papers), and their look.

The shipped library is validated and compiled when the wheel is built (see `hatch_build.py`); from a checkout
the TOML files are read each time. Both ways give equal values.
"""

import hashlib
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from functools import cache, cached_property
from pathlib import Path

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place, suggest_nearest
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.author_data import SupersededReference, WordLists, merge_lists
from tenderkit.library.language import Frame, Language, is_locale_of
from tenderkit.library.library import ENGLISH, Library
from tenderkit.library.reading.text_files import read_text
from tenderkit.library.translations import check_frame, complete_frame, translate_library

_PACKAGE = Path(__file__).parents[2]
_COMPILED = _PACKAGE / "_data" / "library.pickle"


@frozen_dataclass
class ShippedData:
    """All data that come with tenderkit: the library, the frames, and the look of the papers in Word and HTML.

    `frames` holds the fixed words of the papers by language; `word_bases` the Word files that give the papers their
    look, as bytes by script; `css` is the style sheet of the annex as HTML. `word_lists` are the words that checks
    look for in texts, such as names of makes, and `superseded` the references that are out of date.
    """

    library: Library
    frames: Mapping[str, Frame]
    word_bases: Mapping[str, bytes]
    css: str
    word_lists: WordLists = field(default_factory=dict)
    superseded: Mapping[str, SupersededReference] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of all languages that papers can be in, English first. Each has a frame, which may have gaps.

        Texts that are not translated appear in English in a paper, but only if the user allows it
        (`find_untranslated`).
        """
        return (ENGLISH, *(code for code in self.frames if code != ENGLISH))

    def in_language(self, code: str) -> "ShippedData":
        """Return the same data with the clauses translated into a language.

        Raises KeyError if the language is not in `languages`.
        """
        if code not in self.languages:
            raise KeyError(code)
        if code not in self._by_language:
            self._by_language[code] = replace(self, library=translate_library(self.library, code))
        return self._by_language[code]

    @cached_property
    def digest(self) -> str:
        """The SHA-256, in hexadecimal digits, of all data that decide on papers: clauses, fixed words, and look."""
        overlays = [overlay.digest for overlay in self.library.overlays]
        data = self.library.digest, overlays, sorted(self.frames.items()), sorted(self.word_bases.items()), self.css
        return hashlib.sha256(repr(data).encode()).hexdigest()

    @cached_property
    def _by_language(self) -> dict[str, "ShippedData"]:
        """The cache of `in_language`: the data with translated clauses, by language code."""
        return {}

    def language(self, code: str) -> Language:
        """Return a language of the papers by its code, with English words in place of the gaps in its frame.

        Raises KeyError where the language has no frame.
        """
        if code not in self._words_of:
            stand_in = None if code == ENGLISH else self.language(ENGLISH)
            self._words_of[code] = Language(
                code, *complete_frame(self.frames[ENGLISH], self.frames[code]), stand_in=stand_in
            )
        return self._words_of[code]

    def language_pair(self, first: str, second: str) -> tuple[Language, Language]:
        """Return the two languages of an annex, with the same letters in the numbers of clauses.

        They are those of the first, except where the second alone goes from left to right, as numbers do.
        """
        if (first, second) not in self._pairs:
            prevailing, other = self.language(first), self.language(second)
            letters = other if prevailing.rtl and not other.rtl else prevailing
            self._pairs[first, second] = prevailing.number_like(letters), other.number_like(letters)
        return self._pairs[first, second]

    @cached_property
    def _pairs(self) -> dict[tuple[str, str], tuple[Language, Language]]:
        """The cache of `language_pair`, by language codes."""
        return {}

    @cached_property
    def _words_of(self) -> dict[str, Language]:
        """The cache of `language`, by language code."""
        return {}

    @cached_property
    def merged_lists(self) -> WordLists:
        """The word lists in which the words of the other languages count as words of all languages."""
        return merge_lists(self.word_lists)


def find_data_folder() -> Path:
    """Return the folder that holds `clauses/` and `templates/`: `_data` in the installed package, or the checkout."""
    inside = _PACKAGE / "_data"
    return inside if (inside / "clauses").is_dir() else _PACKAGE.parents[1]


@cache
def load_shipped_data() -> ShippedData:
    """Load the data that come with tenderkit, once for each process.

    Raises InvalidInput where the files of a checkout have faults.
    """
    if _COMPILED.is_file():
        # Part of this package, as trusted as its code; validated when the wheel was built.
        data: ShippedData = pickle.loads(_COMPILED.read_bytes())
        return data
    return read_shipped(find_data_folder())


def read_shipped(folder: Path) -> ShippedData:
    """Read all data that come with tenderkit from the TOML files below a folder with `clauses/` and `templates/`.

    Raises InvalidInput with every problem found.
    """
    from tenderkit.library.reading.author_files import merge_superseded, merge_word_lists
    from tenderkit.library.reading.library_reader import LibraryFolders, try_read_library

    problems: list[Finding] = []
    word_bases = {path.stem: path.read_bytes() for path in sorted((folder / "templates" / "annex").glob("*.docx"))}
    frames = read_frames(folder, problems)
    for code, frame in frames.items():
        if frame.script not in word_bases:
            place = Place(f"templates/frame/{code}.toml", "script")
            message = f"there is no templates/annex/{frame.script}.docx, which would give the papers their look"
            problems.append(Finding("unknown-word", message, suggest_nearest(frame.script, word_bases), place=place))
    css = read_text(folder / "templates" / "annex" / "page.css", "page.css")
    library = try_read_library(folder / "clauses", (), problems)
    sets = library.vocabulary.words("sets") if library else ()
    for code, frame in frames.items():
        if sets and frame.set not in (None, *sets):
            place = Place(f"templates/frame/{code}.toml", "set")
            message = f"there is no set “{frame.set}”"
            problems.append(Finding("unknown-word", message, suggest_nearest(frame.set, sets), place=place))
    folders = LibraryFolders(folder / "clauses", (), problems)
    word_lists, superseded = merge_word_lists(folders), merge_superseded(folders)
    if problems or library is None:
        raise InvalidInput(problems)
    return ShippedData(library, frames, word_bases, css, word_lists, superseded)


def read_frames(folder: Path, problems: list[Finding]) -> dict[str, Frame]:
    """Return the frames of all languages, which hold the fixed words of the papers, by language code.

    Parameters: `folder`, the parent folder of `templates/`; `problems`, the list to which faults are added.
    """
    from tenderkit.library.reading.library_reader import read_validated_file

    frames = {
        path.stem: frame
        for path in sorted((folder / "templates" / "frame").glob("*.toml"))
        if (frame := read_validated_file(path, Frame, problems, folder)) is not None
    }
    for code, frame in frames.items():
        file = f"templates/frame/{code}.toml"
        if not is_locale_of(code, frame.locale):
            message = f"“{frame.locale}” is no locale of the language “{code}”, which names the file"
            fix = "Write the language, and its script and country where they matter: zh-Hans-CN."
            problems.append(Finding("schema", message, fix, place=Place(file, "locale")))
        if ENGLISH in frames:
            problems += check_frame(frames[ENGLISH], frame, file)
    return frames


def load_with_overlays(folders: Sequence[str]) -> ShippedData:
    """Load the shipped data with an organisation's overlays on top of the library.

    Where two overlays differ, the later overlay counts.

    Parameters: `folders`, the folders of the overlays, each with a `library.toml`. Raises FileProblem where a folder
    does not exist, InvalidInput with every problem found in the files.
    """
    if not folders:
        return load_shipped_data()
    from tenderkit.library.reading.author_files import read_superseded, read_word_lists
    from tenderkit.library.reading.library_reader import read_library

    base, overlays = find_data_folder() / "clauses", [Path(folder) for folder in folders]
    library = read_library(base, overlays)
    return replace(
        load_shipped_data(),
        library=library,
        word_lists=read_word_lists(base, overlays, library),
        superseded=read_superseded(base, overlays, library),
    )


def list_example_purchases() -> dict[str, Path]:
    """Return the paths of the shipped example purchase files, by their names without `.toml`."""
    return {p.stem: p for p in sorted((find_data_folder() / "templates" / "purchases").glob("*.toml"))}
