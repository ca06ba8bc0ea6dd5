# SPDX-License-Identifier: Apache-2.0
"""cycle: clauses replace each other in a circle, or a jurisdiction is its own parent.

Applied when a library is read. Of clauses that replace each other in a circle none would be printed. Clauses may
require each other in a circle.

Passes:  replaces = ["b"]     in `a`
Fails:   replaces = ["b"]     in `a`, and replaces = ["a"] in `b`

Take one of the names out.
"""

SEVERITY = "error"
