# SPDX-License-Identifier: Apache-2.0
"""Load the English words of the frame alone, for the faults of files that are read before the frame is checked."""

from functools import cache

from tenderkit.library.language import Frame, Language
from tenderkit.library.library import ENGLISH
from tenderkit.library.reading.text_files import parse_toml, read_text


@cache
def load_english() -> Language:
    """Load English with the shipped frame, which is not checked here: its own faults are told in these words."""
    from tenderkit.library.reading.shipped_data import find_data_folder

    path = find_data_folder() / "templates" / "frame" / f"{ENGLISH}.toml"
    table = parse_toml(read_text(path, path.name), path.name)
    return Language(ENGLISH, Frame(table["locale"], table["direction"], table["script"], table["texts"]))
