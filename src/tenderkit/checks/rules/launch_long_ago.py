# SPDX-License-Identifier: Apache-2.0
"""launch-long-ago: the launch of the tender is more than two years ago.

The launch decides which law, sources and editions are used. A date that is long past is mostly a slip, or was left
from the tender that served as a model. Compared with the day of the run, or that of SOURCE_DATE_EPOCH. `build`
warns of it too.

Passes:  launch = 2027-01-15
Fails:   launch = 2020-01-15

Write the day on which this tender is published.
"""

SEVERITY = "warn"
