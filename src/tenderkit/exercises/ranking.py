# SPDX-License-Identifier: Apache-2.0
"""Choose and order by digests: the same secret, seed and variant choose the same everywhere."""

import hashlib
from collections.abc import Iterable

from tenderkit.frozen import frozen_dataclass


def rank(candidates: Iterable[str], *, secret: str, seed: str, variant: int, slot: str) -> tuple[str, ...]:
    """Return candidates in the order of the SHA-256 of `secret|seed|variant|slot|candidate`.

    Parameters: `candidates`, different names; their order does not matter; `variant`, from 1; `slot`, what is chosen.
    """

    def digest(candidate: str) -> bytes:
        return hashlib.sha256("|".join((secret, seed, str(variant), slot, candidate)).encode()).digest()

    return tuple(sorted(candidates, key=digest))


@frozen_dataclass
class Draw:
    """What is chosen for one variant of a pack.

    `secret`: what nobody outside the pack knows, empty in a public pack; `seed`: the public name of the run;
    `variant`: its number, from 1; `attempt`: raised where an earlier variant has drawn the same.
    """

    secret: str
    seed: str
    variant: int
    attempt: int = 0

    def order(self, slot: str, candidates: Iterable[str]) -> tuple[str, ...]:
        """Return candidates in the order in which this variant draws them for a slot."""
        name = f"{slot}.{self.attempt}" if self.attempt else slot
        return rank(candidates, secret=self.secret, seed=self.seed, variant=self.variant, slot=name)

    def choose_number(self, slot: str, lowest: int, highest: int) -> int:
        """Return a whole number from `lowest` to `highest`."""
        return int(self.order(slot, map(str, range(lowest, highest + 1)))[0])
