# SPDX-License-Identifier: Apache-2.0
"""award-cliff: an award scale by steps on a value that is measured, or a line that does not start low.

Catches a scale of the type `steps` whose unit is not marked `counted` in the vocabulary, and a scale of the type
`linear` whose first step gives more than a twentieth of the points. At such a step a difference that no measurement
can tell decides over many points, and what lies between two steps earns nothing.

Passes:  type = "linear", unit = "full-cycles", a share of 0.0 from 0 and of 1.0 from 500
Passes:  type = "steps", unit = "features", a share of 0.5 from 1 and of 1.0 from 2
Fails:   type = "steps", unit = "full-cycles", a share of 0.5 from 100 and of 1.0 from 500

Use the type linear and let the line start low; keep steps where the value is a class, a tier or a count.
"""

from collections.abc import Iterator

from tenderkit.library.clause import Clause, Scale
from tenderkit.lint.applicability import find_steps, list_covered_categories
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "warn"

# The largest share of the points that the first step of a line may give.
LOW = 0.05


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the scales in which a small difference between measured values decides over many points."""
    for clause in catalogue.clauses:
        scale = clause.scale
        if scale is None or scale.type == "lowest":
            continue
        if scale.type == "linear":
            yield from dict.fromkeys(_find_high_starts(catalogue, clause, scale))
        elif not _is_counted(catalogue, scale):
            message = (
                f"steps on “{scale.unit or 'no unit'}”, which is measured: at each step a small difference decides"
            )
            fix = "Use the type linear, or a unit that is `counted` in the vocabulary."
            yield Fault(message, fix, catalogue.at(clause, "scale.type"))


def _is_counted(catalogue: Catalogue, scale: Scale) -> bool:
    unit = catalogue.library.vocabulary.units.get(scale.unit or "")
    return unit is not None and unit.counted


def _find_high_starts(catalogue: Catalogue, clause: Clause, scale: Scale) -> Iterator[Fault]:
    for level in clause.levels:
        for category in list_covered_categories(catalogue, clause):
            for number, step in find_steps(scale, category, level)[:1]:
                if step.share > LOW:
                    message = (
                        f"the line starts with {step.share:.0%} of the points: below {step.from_:g} there are none"
                    )
                    yield Fault(message, "Let it start lower.", catalogue.at(clause, f"scale.steps.{number}.share"))
