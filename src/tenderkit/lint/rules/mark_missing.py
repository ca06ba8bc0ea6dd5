# SPDX-License-Identifier: Apache-2.0
"""mark-missing: a figure says nothing of where it comes from.

Applied when a library is read. Every figure carries a mark: C read in the source, D read in a set made from it,
T title known, M from memory, P proposed by this project.

Passes:  core = 3, mark = "P"
Fails:   core = 3

Add the mark, and for C and D source and clause.
"""

SEVERITY = "error"
