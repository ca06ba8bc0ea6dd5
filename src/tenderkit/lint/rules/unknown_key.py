# SPDX-License-Identifier: Apache-2.0
"""unknown-key: a key that no file of this kind has.

Applied when a library is read. A misspelt key would be ignored in silence, so none is allowed; the message
names the nearest one that is known.

Passes:  status = "stable"
Fails:   sttus = "stable"

Correct the spelling, or take the key out.
"""

SEVERITY = "error"
