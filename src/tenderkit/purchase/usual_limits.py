# SPDX-License-Identifier: Apache-2.0
"""What is usual in a purchase: beyond these limits a date or a quantity is valid, and probably a slip."""

import datetime

# A launch that is longer ago than this is a slip, or the tender is over.
OLDEST_LAUNCH_YEARS = 2
# From how many units a quantity is taken for a slip, by category and for all equipment of the tender together. All
# four are proposed by this project: single tenders for pupils' devices of whole countries stay below them.
MANY_UNITS = 500_000
MANY_SERVERS = 50_000
MANY_SMALL_THINGS = 5_000_000
MANY_IN_ALL = 1_000_000
SMALL_THINGS = frozenset({"consumables", "accessory", "storage-media", "stationary-battery", "ups-battery"})
SERVERS = frozenset({"server", "storage", "data-centre"})


def is_long_ago(launch: datetime.date, today: datetime.date) -> bool:
    """Return whether the launch of a tender is so long ago that its date is probably wrong."""
    return (launch.year + OLDEST_LAUNCH_YEARS, launch.month, launch.day) < (today.year, today.month, today.day)


def find_quantity_limit(category: str) -> int:
    """Return the number of units of a product category above which a quantity is probably wrong."""
    if category in SERVERS:
        return MANY_SERVERS
    return MANY_SMALL_THINGS if category in SMALL_THINGS else MANY_UNITS
