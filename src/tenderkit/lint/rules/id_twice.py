# SPDX-License-Identifier: Apache-2.0
"""id-twice: two clauses of one library have the same id.

Applied when a library is read. The id is the name of the file, whatever the folder.

Rename one of the two.
"""

SEVERITY = "error"
