# SPDX-License-Identifier: Apache-2.0
"""share-of-fixed-returns: fixed quantities of old equipment, of which only a share is expected.

With fixed quantities the annex says that the authority hands over the old units listed; a `handed-over-share` below
100 says in the cost sheet that it expects fewer. A tenderer does not know which of the two counts. `build` warns of
it too.

Passes:  quantity-basis = "estimate", sheet = { handed-over-share = 60 }
Fails:   quantity-basis = "fixed", sheet = { handed-over-share = 60 }

Write quantity-basis = "estimate", or list the units that you will surely hand over with a share of 100.
"""

SEVERITY = "warn"
