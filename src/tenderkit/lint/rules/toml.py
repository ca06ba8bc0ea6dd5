# SPDX-License-Identifier: Apache-2.0
"""toml: the file is not valid TOML.

Applied when a library is read. The message names the line and column of the error.

Passes:  title = "Spare parts"
Fails:   title = “Spare parts”

Put texts in straight double quotes, lists in square brackets, and no quotes around dates and numbers.
"""

SEVERITY = "error"
