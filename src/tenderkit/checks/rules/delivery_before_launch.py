# SPDX-License-Identifier: Apache-2.0
"""delivery-before-launch: delivery begins before the launch of the tender.

No contract is there yet on that day; one of the two dates is a slip. Product law is read for the first day of
delivery, so that a wrong date also gives wrong limits. `build` warns of it too.

Passes:  launch = 2027-01-15, delivery-from = 2027-06-01
Fails:   launch = 2027-01-15, delivery-from = 2026-06-01

Correct the date of delivery, or the launch.
"""

SEVERITY = "warn"
