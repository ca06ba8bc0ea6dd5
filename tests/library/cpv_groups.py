# SPDX-License-Identifier: Apache-2.0
"""Print where each CPV code of the ICT groups leads: `python -m tests.library.cpv_groups [PREFIX...]`."""

import json
import sys
from functools import cache
from pathlib import Path

import pytest

from tenderkit.library.cpv import CpvCode, CpvMatch, match_code
from tenderkit.library.reading import shipped_data
from tenderkit.library.reading.author_files import read_cpv
from tenderkit.library.reading.english_words import load_english

# The groups of the CPV under which ICT is bought.
ICT_GROUPS = ("30", "314", "32", "3865", "48", "503", "513", "516", "72", "905")
_LIST = Path(__file__).parents[2] / "../shared/data/cpv/cpv_en.json"


@cache
def known_codes() -> dict[str, CpvCode]:
    return read_cpv(shipped_data.find_data_folder() / "clauses", (), shipped_data.load_shipped_data().library)


@cache
def official_codes() -> dict[str, str]:
    """Return the label of each code of the official list, which is not shipped, by code with check digit."""
    if not _LIST.exists():
        pytest.skip("the official list of CPV codes is not here: ../shared/data/cpv/cpv_en.json")
    return dict(json.loads(_LIST.read_text(encoding="utf-8")))


def match_groups(groups: tuple[str, ...]) -> list[CpvMatch]:
    library = shipped_data.load_shipped_data().library
    return [
        match_code(code[:8], known_codes(), library, load_english())
        for code in official_codes()
        if code.startswith(groups)
    ]


def describe_match(match: CpvMatch) -> str:
    if match.out_of_scope:
        return f"out of scope: {match.out_of_scope}"
    if match.category or match.acquisition:
        return match.category or str(match.acquisition)
    return "nearest: " + ", ".join(f"{id_} ({code})" for id_, code in match.relatives.items())


if __name__ == "__main__":
    labels = {code[:8]: label for code, label in official_codes().items()}
    for found in match_groups(tuple(sys.argv[1:]) or ICT_GROUPS):
        print(f"{found.code}  {describe_match(found):<40}  {labels[found.code]}")
