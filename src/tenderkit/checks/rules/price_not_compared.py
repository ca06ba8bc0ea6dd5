# SPDX-License-Identifier: Apache-2.0
"""price-not-compared: a clause binds the authority to a price in the tender that no sheet compares.

`battery-mid-life-replacement` and `extended-service-agreement` let the authority order something later at the price
in the tender. A price that does not count can be anything: a tenderer lowers the prices that count and takes the
money back there. With the share of the units for which you expect to order it, the price has a line in the cost sheet
or price sheet. `build` warns of it too.

Passes:  sheet = { battery-share = 30 }, in a lot with `battery-mid-life-replacement`
Fails:   the same lot without `battery-share`

Set the share in percent, or leave the clause out.
"""

from collections.abc import Iterator

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.sheet_figures import find_uncompared_prices
from tenderkit.lint.catalogue import Fault

SEVERITY = "warn"


def find_faults(checked: CheckedPurchase) -> Iterator[Fault]:
    """Find the prices of options that are not compared."""
    for finding in find_uncompared_prices(checked.annex):
        yield Fault(finding.message, finding.fix, finding.place)
