# SPDX-License-Identifier: Apache-2.0
"""origin-requirement: the origin of the product counts.

Catches phrases such as “made in”, “domestic products” and “EU-made” (lists `origin-phrases`, `origin-before-place`,
`origin-after-place`) in titles, notes, criteria and values. Directive 2014/24/EU, Art 42(4), and the WTO agreement
on procurement bar a certain origin; only a special law can allow it. Notes on old equipment pass. `build` warns of
it too.

Passes:  note = "Delivered to schools in Kenya."
Fails:   note = "Units made in Germany."

Take it out. If a special law demands it, name this law in the tender documents, and accept the finding with it.
"""

SEVERITY = "error"
