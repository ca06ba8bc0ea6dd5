# SPDX-License-Identifier: Apache-2.0
"""id-twice: two clauses of one library have the same id.

Applied when a library is read. The id is the name of the file, in any folder.

Passes:  useful-life/desk-repair.toml and end-of-life/desk-disposal.toml
Fails:   useful-life/desk-repair.toml and end-of-life/desk-repair.toml

Rename one of the two.
"""

SEVERITY = "error"
