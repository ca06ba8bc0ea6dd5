# SPDX-License-Identifier: Apache-2.0
"""id-twice: two clauses of one library have the same id, or two categories the same CPV code.

Applied when a library is read. The id of a clause is the name of its file, in any folder. A category and a group, and
two duties or product rules of a profile, may not share an id either.

Passes:  useful-life/desk-repair.toml and end-of-life/desk-disposal.toml
Fails:   useful-life/desk-repair.toml and end-of-life/desk-repair.toml

Rename one of the two.
"""

SEVERITY = "error"
