# SPDX-License-Identifier: Apache-2.0
"""wrong-type: a value is of another type than its parameter, line or question.

Applied when a library is read. Catches a text where a number belongs, an empty list that never holds, a limit whose
value does not fit the parameter.

Passes:  min-quantity = 25
Fails:   min-quantity = "25"

Write the value in the type that the message names.
"""

SEVERITY = "error"
