# SPDX-License-Identifier: Apache-2.0
"""limit-within-term: the law asks for more from a day within the term of the lot.

Units delivered after that day have to meet the higher value anyway. `build` warns of it too.

Passes:  a value that meets the limit to come
Fails:   a value below a limit that begins a year after the launch, in a lot of 48 months

Consider asking for the higher value now.
"""

SEVERITY = "warn"
