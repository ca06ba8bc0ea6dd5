# SPDX-License-Identifier: Apache-2.0
"""unknown-key: a key that files of this kind cannot have.

Applied when a library is read. Otherwise a misspelt key would be ignored without notice; the message names the
nearest known key.

Passes:  status = "stable"
Fails:   sttus = "stable"

Correct the spelling, or take the key out.
"""

SEVERITY = "error"
