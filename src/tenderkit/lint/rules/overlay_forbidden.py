# SPDX-License-Identifier: Apache-2.0
"""overlay-forbidden: a library on top changes what it may not.

Applied when a library is read. The version of the library below and the list of countries are the
same for all, and a clause that is replaced keeps its theme.

Passes:  [units.visits] in the vocabulary of a library on top
Fails:   [countries] in the vocabulary of a library on top

Take the table out, or move the clause.
"""

SEVERITY = "error"
