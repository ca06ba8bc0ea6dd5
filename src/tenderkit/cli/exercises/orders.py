# SPDX-License-Identifier: Apache-2.0
"""What the command line leaves open in an order for a pack."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tenderkit.errors import UsageProblem

if TYPE_CHECKING:
    from tenderkit.exercises.scenario import Level
    from tenderkit.library.reading.shipped_data import ShippedData

_MOST_VARIANTS, _MOST_DEFECTS = 99, 50
# The seed is printed on the cover of every paper.
_LONGEST_SEED = 60


def check_variants(count: int) -> None:
    """Raise UsageProblem for a number of variants that no pack can have."""
    if not 1 <= count <= _MOST_VARIANTS:
        raise UsageProblem(f"a pack has no {count} variants", f"Ask for 1 to {_MOST_VARIANTS}.")


def check_seed(seed: str) -> None:
    """Raise UsageProblem for the name of a run that cannot be printed on one line, or is too long for it."""
    if not seed.strip() or not seed.isprintable() or len(seed) > _LONGEST_SEED:
        raise UsageProblem(f"a run cannot be named {seed!r}", f"Write a line of 1 to {_LONGEST_SEED} characters.")


def choose_defects(count: int | None) -> int:
    """Return the number of defects, 0 where the level decides. Raises UsageProblem for a number that is none."""
    if count is not None and not 1 <= count <= _MOST_DEFECTS:
        raise UsageProblem(f"an annex gets no {count} defects", f"Ask for 1 to {_MOST_DEFECTS}.")
    return count or 0


def choose_level(
    level: int | None, type_name: str, scenario_id: str, data: "ShippedData", overlays: Sequence[str]
) -> "Level":
    """Return the level of a pack: the one that is given, or the lowest that the type and the scenario have.

    Raises UsageProblem for an unknown type or scenario, and for a level that one of them does not have.
    """
    from tenderkit.exercises.pack import check_level, find_scenario, find_type
    from tenderkit.exercises.scenario import LEVELS
    from tenderkit.exercises.scenario_files import read_scenarios

    type_, scenario = find_type(type_name), find_scenario(scenario_id, read_scenarios(data, overlays))
    if level is not None:
        check_level(type_, scenario, level)
    both = [known for known in LEVELS if known in type_.rows and known in scenario.levels]
    if not both:
        raise UsageProblem(f"scenario {scenario_id} has no level of “{type_name}”", "Choose another scenario.")
    return next((known for known in both if known == level), both[0])
