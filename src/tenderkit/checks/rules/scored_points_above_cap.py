# SPDX-License-Identifier: Apache-2.0
"""scored-points-above-cap: points other than those for the price are worth more than the cap of `scored-values`.

What is promised for points and not kept costs what the points were worth, with an addition, up to a cap. The weight
of the price or life-cycle cost turns points into money; it is counted as 25 if it is lower. Above the cap a promise
may cost less than it won. With the values of the library, this happens if the other points are more than 48 % of
the weight of the price; under the caps of law in Portugal and Spain, if they are more than 16 % and 40 %. `build`
warns of it too.

Passes:  weights = { life-cycle-cost-award = 70, warranty-extension-points = 30 }
Fails:   weights = { life-cycle-cost-award = 60, warranty-extension-points = 40 }

Give the price more points, raise `parameters.scored-values.scored-cap`, or accept the finding with the reason.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.scored_worth import find_uncovered_points
from tenderkit.lint.catalogue import Fault

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the lots in which a promise may cost less than its points won."""
    for finding in find_uncovered_points((part for part, _ in checked.lots), checked.words):
        yield Fault(finding.message, finding.fix, finding.place)
