# SPDX-License-Identifier: Apache-2.0
"""Purchase files damaged at random, to show that each is either built or refused with findings.

`python -m tests.purchase.mutations 10000 7` builds all papers of 10,000 damaged files with the random seed 7, prints
how many were built and refused, and ends with 1 if one of them crashed.
"""

import copy
import json
import random
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, Literal

import tenderkit
from tenderkit.papers.registry import PAPERS

EXAMPLES = sorted(Path("templates/purchases").glob("*.toml"))
# What stands in for a key or a value: other types, extremes, words of other places, letters that steer.
_ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 10**9, 10**30, 0.5, float("inf"), "", " ", "undecided", "none", "EUR", "laptop"),
    *("2026-13-01", "{{ x }}", "\u202e", "\x00", "\ud83d\ude00", "a" * 7000, [], [[]], {}, {"x": 1}, [1], ["laptop"]),
)
_PIECES = (
    '"',
    "'",
    "[",
    "]",
    "{",
    "}",
    "=",
    ",",
    "\n",
    "#",
    ".",
    "-",
    "\\",
    "\t",
    "\u00a0",
    "é",
    "٣",
    "0x",
    "1e9",
    "[[lots]]",
)

Outcome = Literal["built", "refused", "silent"]


def damage(seed: int) -> str:
    """Return the text of an example with one or two faults, the same for the same seed: TOML or JSON."""
    chance = random.Random(seed)
    text = chance.choice(EXAMPLES).read_text("utf-8")
    faults = chance.randint(1, 2)
    if chance.random() < 0.3:
        return _damage_text(text, faults, chance)
    content = tomllib.loads(text)
    for _ in range(faults):
        _damage_content(content, chance)
    return json.dumps(content, default=str)


def _damage_text(text: str, faults: int, chance: random.Random) -> str:
    for _ in range(faults):
        start = chance.randrange(len(text))
        end = min(len(text), start + chance.choice((0, 0, 1, 1, 5, 40)))
        text = text[:start] + chance.choice(("", *_PIECES)) + text[end:]
    return text


def _damage_content(content: dict[str, Any], chance: random.Random) -> None:
    """Change, take out, double or move one value of a purchase, wherever it is."""
    places = list(_list_places(content))
    holder, key = chance.choice(places)
    match chance.randrange(5):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.insert(key, holder[key])
        case 2:
            other, other_key = chance.choice(places)
            holder[key] = copy.deepcopy(other[other_key])
        case 3 if isinstance(holder[key], int | float):
            holder[key] = holder[key] * chance.choice((-1, 0, 0.5, 10, 1000))
        case _:
            holder[key] = chance.choice(_ODD)


def _list_places(value: Any) -> Any:
    """Yield each table or list inside a value with each of its keys or positions."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from _list_places(value[key])


def try_purchase(text: str, library: tenderkit.Library) -> Outcome:
    """Build all papers of a purchase, and return whether that worked or was refused, with findings or `silent`.

    Whatever is raised is a crash.
    """
    try:
        purchase = tenderkit.read_purchase(text.encode("utf-8", "surrogatepass"), library)
        tenderkit.build(purchase, library, tenderkit.Options(papers=tuple(PAPERS)))
    except tenderkit.TenderkitError as error:
        return "refused" if error.findings and all(one.message for one in error.findings) else "silent"
    return "built"


def main(number: int, seed: int) -> int:
    """Try damaged purchases, and print the outcomes and the seed of each crash.

    Returns 0 if each was built, or refused with findings, else 1.
    """
    library, outcomes = tenderkit.load_library(), Counter[str]()
    for one in range(seed * number, (seed + 1) * number):
        try:
            outcomes[try_purchase(damage(one), library)] += 1
        except Exception as error:  # a crash is what this looks for
            outcomes["crashed"] += 1
            print(f"seed {one}: {type(error).__name__}: {error}")
    print(f"{number} damaged purchases: {dict(sorted(outcomes.items()))}")
    return int("crashed" in outcomes or "silent" in outcomes)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
