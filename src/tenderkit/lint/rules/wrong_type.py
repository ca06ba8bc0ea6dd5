# SPDX-License-Identifier: Apache-2.0
"""wrong-type: a value does not have the type of its parameter, condition line or question.

Applied when a library is read. Catches a text in the place of a number, an empty list in a condition, which then
never holds, and a limit whose value does not fit the parameter.

Passes:  min-quantity = 25
Fails:   min-quantity = "25"

Write the value in the type that the message names.
"""

SEVERITY = "error"
