# SPDX-License-Identifier: Apache-2.0
"""with-out-of-place: `with` stands where the clauses that are in are not known yet.

Applied when a library is read. Values and conflicts are settled before it is known which clauses stay, so a
case of a parameter and the `when` of a conflict cannot depend on it.

Passes:  [[applies]] with = ["take-back"]
Fails:   [[parameters.days.cases]] with = ["take-back"]

Use `with` in [[applies]] or in a variant.
"""

SEVERITY = "error"
