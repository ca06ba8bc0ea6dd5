# SPDX-License-Identifier: Apache-2.0
"""Load the English words of the frame alone, for the faults of files that are read before the frame is checked."""

from functools import cache
from pathlib import Path
from typing import Any

from tenderkit.findings import Finding, Place, Told
from tenderkit.library.clause import FrameKey
from tenderkit.library.language import Frame, Language
from tenderkit.library.library import ENGLISH
from tenderkit.library.reading.toml_text import load_toml

_PACKAGE = Path(__file__).parents[2]
# In the installed package, and in a checkout.
_FRAMES = [folder / "templates" / "frame" / f"{ENGLISH}.toml" for folder in (_PACKAGE / "_data", _PACKAGE.parents[1])]


@cache
def load_english() -> Language:
    """Load English with the shipped frame, which is not checked here: messages on its own faults have these words."""
    # Not `find_data_folder`: the module of the shipped data reads the library, which tells its faults in these words.
    path = next(path for path in _FRAMES if path.is_file())
    table = load_toml(path.read_text("utf-8"))
    return Language(ENGLISH, Frame(table["locale"], table["direction"], table["script"], table["texts"]))


def write_english(text: FrameKey) -> str:
    """Return a text of the frame in English, with its values filled in."""
    key, values = text
    return load_english().text(key, **values)


def tell_in_english(rule: str, file: object, key: str, /, fix: str = "", **values: Any) -> Finding:
    """Return a finding on a file, in English; every language has its words, because they are in the frame.

    Parameters: `rule`, the id of its rule; `file`, the name of the file; the others are those of `Told`.
    """
    told = Told(key, tuple(values.items()), fix)
    return load_english().tell(Finding(rule, "", place=Place(str(file)), told=told))
