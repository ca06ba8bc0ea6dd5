# SPDX-License-Identifier: Apache-2.0
"""unread-file: a file of an overlay is in a folder, or has a name, that tenderkit does not read.

Applied when a library is read. An overlay is an authority's own library on top of the shipped one. A
file in the wrong folder, or with `.txt` behind its name, would be ignored without notice.

Passes:  our-rules/useful-life/desk-repair.toml
Fails:   our-rules/desk-repair.toml, our-rules/useful-life/desk-repair.toml.txt

Move or rename the file.
"""

SEVERITY = "error"
