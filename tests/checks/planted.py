# SPDX-License-Identifier: Apache-2.0
"""Annexes with planted faults, to show that `check` finds them.

`python -m tests.checks.planted 200 7` plants one to five faults into each of 200 annexes with the random seed 7, as
people write them in Word, prints each fault that is not found, and ends with 1 if fewer than 0.98 of them are.
"""

import random
import sys
from collections import Counter

from tests.checks.proof.annexes import build_annex, check_annex, list_annexes, list_new
from tests.checks.proof.faults import Planted, list_plants, plant_faults
from tests.checks.proof.word_copy import WordCopy

LEAST = 0.98


def plant(seed: int) -> tuple[str, str, bytes, list[Planted]]:
    """The name and the language of an annex, the annex with faults, and the faults; the same for the same seed."""
    chance = random.Random(seed)
    name, language = chance.choice(list_annexes())
    copy = WordCopy(build_annex(name, language), chance)
    faults = plant_faults(copy, language, chance)
    return name, language, copy.save(), faults


def find_missed(seed: int) -> tuple[list[Planted], list[Planted]]:
    """The faults of an annex that are planted, and those of them that are not found."""
    name, language, content, faults = plant(seed)
    findings = list(list_new(check_annex(content), name, language))
    return faults, [fault for fault in faults if not any(fault.is_found_by(finding) for finding in findings)]


def main(number: int, seed: int) -> int:
    """Plant faults in annexes, and print those that are missed. Returns 0 if enough are found, else 1."""
    planted, missed = Counter[str](), Counter[str]()
    for one in range(seed * number, (seed + 1) * number):
        faults, gone = find_missed(one)
        planted.update(fault.kind for fault in faults)
        missed.update(fault.kind for fault in gone)
        for fault in gone:
            print(f"seed {one}: {fault.kind}: “{fault.words}” is not found")
    total = sum(planted.values())
    recall = 1 - sum(missed.values()) / total
    for kind, count in sorted(planted.items()):
        print(f"{kind:32} {count - missed[kind]:4} of {count}")
    kinds = f"{len(planted)} of {len(list_plants())} kinds"
    print(f"{total} faults, {kinds}, in {number} annexes: recall {recall:.3f}")
    return int(recall < LEAST)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
