# SPDX-License-Identifier: Apache-2.0
"""legal-hint: a law sets a figure that changes no value of a clause.

The figure is not confirmed, or counts in another unit or from another day than the clause.

Passes:  a value whose limit was read in its source, in the unit of the clause
Fails:   a value for which a profile has a figure from memory

Read the source before you rely on the figure.
"""

SEVERITY = "info"
