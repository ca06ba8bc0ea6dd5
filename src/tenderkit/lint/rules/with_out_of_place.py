# SPDX-License-Identifier: Apache-2.0
"""with-out-of-place: `with` is used in a condition that is tested before the clauses of the annex are known.

Applied when a library is read. The line `with` asks whether another clause is in the annex. Values and conflicts are
decided before that is known, so the case of a parameter and the `when` of a conflict cannot have this line.

Passes:  [[applies]] with = ["take-back"]
Fails:   [[parameters.days.cases]] with = ["take-back"]

Use `with` in [[applies]] or in a variant.
"""

SEVERITY = "error"
