# SPDX-License-Identifier: Apache-2.0
"""toml: the file is no valid TOML.

Applied when a library is read. The message names line and column.

Passes:  title = "Spare parts"
Fails:   title = “Spare parts”

Put texts in straight double quotes, dates and numbers in none, lists in square brackets.
"""

SEVERITY = "error"
