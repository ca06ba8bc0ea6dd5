# SPDX-License-Identifier: Apache-2.0
"""mark-missing: a figure has no mark of how well it is confirmed.

Applied when a library is read. Every figure carries a mark: C read in the source, D read in a data set made from the
source, T only the title of the source is known, M from memory, P proposed by this project.

Passes:  core = 3, mark = "P"
Fails:   core = 3

Add the mark; for C and D also the source and the clause in it.
"""

SEVERITY = "error"
