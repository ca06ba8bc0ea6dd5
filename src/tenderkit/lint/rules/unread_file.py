# SPDX-License-Identifier: Apache-2.0
"""unread-file: a file lies where nothing reads it.

Applied when a library on top is read. A file in the wrong folder, or with `.txt` behind its name,
would be left out in silence.

Passes:  our-rules/useful-life/desk-repair.toml
Fails:   our-rules/desk-repair.toml, our-rules/useful-life/desk-repair.toml.txt

Move or rename it.
"""

SEVERITY = "error"
