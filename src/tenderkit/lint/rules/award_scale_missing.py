# SPDX-License-Identifier: Apache-2.0
"""award-scale-missing: an award criterion whose scale gives no points, or never all points.

Catches a scale without a step for a category and level that the criterion covers, and steps whose
share never reaches 1.0, so that no offer can earn all the points. A criterion without any scale
is refused when the library is read. Directive 2014/24/EU, Art 67(4), asks for criteria by which
offers can be compared and checked.

Passes:  [[scale.steps]] for “laptop” and for “tablet”, the last of each with share = 1.0
Fails:   [[applies]] with “laptop” and “tablet”, but steps for “laptop” only

Add the steps, raise the share of the last one to 1.0, or take the category out of [[applies]].
"""

from collections.abc import Iterator

from tenderkit.library.clause import Clause
from tenderkit.lint.applicability import find_steps, list_covered_categories
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the categories and levels for which a scale has no step, or no step that gives all the points."""
    for clause in catalogue.clauses:
        if clause.scale and clause.scale.type != "lowest":
            yield from _check_scale(catalogue, clause)


def _check_scale(catalogue: Catalogue, clause: Clause) -> Iterator[Fault]:
    assert clause.scale is not None
    place = catalogue.at(clause, "scale.steps")
    for level in clause.levels:
        bare, short = [], []
        for category in list_covered_categories(catalogue, clause):
            steps = find_steps(clause.scale, category, level)
            if not steps:
                bare.append(category)
            elif max(step.share for _, step in steps) < 1:
                short.append(category)
        if bare:
            message = f"no step covers “{'”, “'.join(bare)}” at the level “{level}”"
            yield Fault(message, "Add steps for it, or take it out of [[applies]].", place)
        if short:
            message = f"the steps for “{'”, “'.join(short)}” at the level “{level}” never reach the whole share"
            yield Fault(message, "Give the highest step the share 1.0.", place)
