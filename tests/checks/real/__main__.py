# SPDX-License-Identifier: Apache-2.0
"""The proof by real documents as a command; see the package."""

import sys

from tests.checks.real.marks import read_marks
from tests.checks.real.matching import name_words
from tests.checks.real.shares import LEAST_FOUND, LEAST_RIGHT, add_up, measure


def main() -> int:
    """Print the shares, the faults that are missed and the false findings. Returns 0 if the shares are enough."""
    for marked in read_marks():
        result = measure(marked.name)
        for fault in result.missed:
            print(f"{marked.name}: missed: “{fault.words}” ({', '.join(fault.rules) or 'no rule'})")
        for finding in result.false:
            print(f"{marked.name}: false: {finding.rule}: “{name_words(finding)}”")
    for half, names in (("mended by", [False]), ("held out", [True]), ("all", [False, True])):
        print(f"{half:10} {add_up(names)}")
    shares = add_up([False, True])
    return int(shares.found_of_findable < LEAST_FOUND or shares.right_of_findings < LEAST_RIGHT)


if __name__ == "__main__":
    sys.exit(main())
