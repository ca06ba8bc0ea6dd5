# SPDX-License-Identifier: Apache-2.0
"""Packs of exercises on many scenarios, types, levels and seeds, each with its key proven.

`python -m tests.exercises.packs 20 7` makes 20 packs with the random seed 7, each of one to four variants. Each
has to have a key that is right, nothing in what participants get that gives it away, and no two variants with the
same rows or defects where there are others; `exercise verify` and `exercise replay` have to find it as it was made.
All processors make packs. The program prints a line for each pack, in order, and one line of counts; for a pack that
fails it says how to make it again. It ends with 1 if any fails. A long proof can be made in parts: 1,000 packs with
the seed 7 are ten times 100 packs, with the seeds 70 to 79.
"""

import contextlib
import io
import os
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import tenderkit
from tenderkit.cli.commands.exercise.verify import replay_pack, verify_pack
from tenderkit.cli.exercises.pack_folder import write_pack
from tenderkit.errors import InvalidInput, TenderkitError
from tenderkit.exercises.pack import Pack, make_pack
from tenderkit.exercises.pack_lock import LOCK_PATH, PackOrder
from tenderkit.exercises.scenario_files import read_scenarios
from tenderkit.exercises.types.catalogue import TYPES
from tests.exercises.proof.keys import KeyProver, read_keys
from tests.exercises.proof.secrecy import find_given_away

DATA = tenderkit.load_library()
SCENARIOS = read_scenarios(DATA)
KEYS = KeyProver(DATA)
_MOST_VARIANTS = 4
# How many other seeds are tried where two variants are about the same.
_OTHER_SEEDS = 10
# What a scenario with few clauses is told, instead of a pack.
_TOO_SMALL = "exercise-too-small"


def draw_order(number: int) -> PackOrder:
    """Return the order for the pack of a number: the same in every run."""
    chance = random.Random(number)
    while True:
        type_, scenario = chance.choice([*TYPES.values()]), chance.choice([*SCENARIOS.values()])
        if levels := [level for level in type_.rows if level in scenario.levels]:
            return PackOrder(
                scenario=scenario.id,
                type=type_.name,
                level=chance.choice(levels),
                variants=chance.randint(1, _MOST_VARIANTS),
                language="en",
                seed=f"run-{number}",
                secret=f"{chance.getrandbits(256):064x}",
            )


def list_contents(pack: Pack) -> list[frozenset[tuple[str, str]]]:
    """Return for each variant what it is about: its rows with the reasons, or its defects with their places.

    The same weights of other bids are other rows: the reasons name the points of each bid.
    """
    return [
        frozenset((row.second, row.fourth) if row.first[1:].isdigit() else (row.first, row.second) for row in rows)
        for rows in read_keys(pack).values()
    ]


def has_twins(pack: Pack) -> bool:
    """Return whether two variants are about the same."""
    contents = list_contents(pack)
    return len(set(contents)) < len(contents)


def has_others(pack: Pack) -> bool:
    """Return whether other seeds draw what no variant of a pack is about."""
    order = pack.lock.order
    others = (make_pack(replace(order, seed=f"other-{number}", variants=1), DATA) for number in range(_OTHER_SEEDS))
    return any(not set(list_contents(other)) <= set(list_contents(pack)) for other in others)


def find_faults(pack: Pack) -> list[str]:
    """Return what is wrong with a pack: in its key, in what participants get, and with `verify` and `replay`."""
    faults = [*KEYS.find_wrong_keys(pack), *find_given_away(pack)]
    if has_twins(pack) and has_others(pack):
        faults.append("two variants have the same rows or defects, and there are others")
    with tempfile.TemporaryDirectory() as folder:
        write_pack(Path(folder, "pack"), pack)
        output = io.TextIOWrapper(io.BytesIO(), write_through=True)
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            codes = verify_pack(f"{folder}/pack"), replay_pack(f"{folder}/pack/{LOCK_PATH}", f"{folder}/again")
        same = all((Path(folder, "again") / name).read_bytes() == content for name, content in pack.files.items())
    if codes != (0, 0) or not same:
        output.seek(0)
        faults.append(f"verify and replay end with {codes}: {output.read()}")
    return faults


def try_pack(order: PackOrder) -> tuple[Pack | None, list[str]]:
    """Make a pack. Returns it, None where the scenario has too few clauses for the exercise; and what is wrong."""
    try:
        pack = make_pack(order, DATA)
        return pack, find_faults(pack)
    except InvalidInput as error:
        if [finding.rule for finding in error.findings] == [_TOO_SMALL]:
            return None, []
        return None, [finding.message for finding in error.findings]
    except TenderkitError as error:
        return None, [finding.message for finding in error.findings]


class Result(NamedTuple):
    """What came of an order: the number of its files and of the rows of a variant, 0 where there is no pack.

    `seconds`: the CPU time of making and proving it.
    """

    order: PackOrder
    files: int
    rows: int
    faults: list[str]
    seconds: float


def try_number(number: int) -> Result:
    """Make the pack of a number, and return what came of it."""
    order, began = draw_order(number), time.process_time()
    try:
        pack, faults = try_pack(order)
    except Exception:  # A pack that breaks something does not stop the others.
        pack, faults = None, [traceback.format_exc()]
    files, rows = (len(pack.files), pack.rows) if pack else (0, 0)
    return Result(order, files, rows, faults, time.process_time() - began)


def try_numbers(numbers: Iterable[int], processes: int) -> Iterator[Result]:
    """Yield what came of the packs of numbers, in their order, as soon as it is known."""
    if processes == 1:
        yield from map(try_number, numbers)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(try_number, numbers)


def main(number: int, seed: int, processes: int = os.cpu_count() or 1) -> int:
    """Make packs, and say what came of each. Returns 0 if none fails, else 1."""
    types, scenarios, counts = Counter[str](), Counter[str](), Counter[str]()
    numbers = range(seed * number, (seed + 1) * number)
    seconds = 0.0
    for one, (order, files, rows, faults, taken) in zip(numbers, try_numbers(numbers, processes), strict=True):
        seconds += taken
        outcome = "; ".join(faults) or ("as it has to be" if files else "the scenario has too few rows")
        print(f"{order.scenario} {order.type} level {order.level}, variants: {order.variants}: {outcome}", flush=True)
        if faults:
            counts["failed"] += 1
            print(f"Again: python -m tests.exercises.packs 1 {one}", flush=True)
        elif not files:
            counts["too small"] += 1
        else:
            types[order.type] += 1
            scenarios[order.scenario] += 1
            counts.update(variants=order.variants, keys=order.variants * rows, files=files)
    print(
        f"{types.total()} packs ({len(scenarios)} scenarios, {len(types)} types), {counts['variants']} variants, "
        f"{counts['keys']} keys proven, {counts['files']} files, no leak; "
        f"{counts['too small']} orders for more rows than the scenario has, {seconds / number:.1f} s of CPU time for "
        f"each order; {counts['failed']} failed"
    )
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
