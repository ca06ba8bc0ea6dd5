# SPDX-License-Identifier: Apache-2.0
"""What a key costs: the CPU time of a pack of four variants, as a multiple of that of its papers alone.

`python -m tests.exercises.cost S02 S06` makes such a pack of each type on these scenarios, at the lowest level that
both have, and prints the seconds of the pack, those without the drawing and proving of its variants, and the ratio.
"""

import sys
import time
from collections.abc import Callable
from typing import Any
from unittest import mock

import tenderkit
from tenderkit.errors import InvalidInput
from tenderkit.exercises import pack
from tenderkit.exercises.pack_lock import PackOrder
from tenderkit.exercises.scenario_files import read_scenarios
from tenderkit.exercises.types.catalogue import TYPES

_DRAWN_BY = "_draw_variants"
_VARIANTS = 4


class Stopwatch:
    """Adds up the CPU time of the calls of a function, in seconds."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function, self.seconds = function, 0.0

    def __call__(self, *given: Any, **named: Any) -> Any:
        began = time.process_time()
        try:
            return self.function(*given, **named)
        finally:
            self.seconds += time.process_time() - began


def measure(order: PackOrder, data: tenderkit.Library) -> tuple[float, float]:
    """Return the CPU seconds of a pack, and those of its papers alone."""
    whole = Stopwatch(pack.make_pack)
    with mock.patch.object(pack, _DRAWN_BY, Stopwatch(getattr(pack, _DRAWN_BY))) as drawing:
        whole(order, data)
    return whole.seconds, whole.seconds - drawing.seconds


def main(ids: list[str]) -> int:
    """Print the costs of packs on some scenarios."""
    data = tenderkit.load_library()
    scenarios = read_scenarios(data)
    for id_ in ids:
        for type_ in TYPES.values():
            level = next((level for level in type_.rows if level in scenarios[id_].levels), None)
            if level is None:
                continue
            order = PackOrder(
                scenario=id_,
                type=type_.name,
                level=level,
                variants=_VARIANTS,
                language="en",
                seed="1",
                secret="a secret of a measurement",
            )
            try:
                # The first pack also builds what is kept for later ones.
                measure(order, data)
                seconds, papers = measure(order, data)
            except InvalidInput:
                continue
            print(
                f"{id_} {type_.name:16} {seconds:6.2f} s, papers {papers:.2f} s: {seconds / papers:.1f}", flush=True
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
