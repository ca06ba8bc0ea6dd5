# SPDX-License-Identifier: Apache-2.0
"""thin-library: fewer than three clauses of the library fit a lot.

The lot is nearly left to the authority's own documents, which this program does not see. `build` warns of it too.

Passes:  a lot of laptops that are bought
Fails:   a lot for which the authority excludes all clauses but two

Check whether the categories and the acquisition model are right, and cover the rest in your own documents.
"""

SEVERITY = "warn"
