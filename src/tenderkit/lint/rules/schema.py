# SPDX-License-Identifier: Apache-2.0
"""schema: a key is missing, or its value has the wrong shape.

Applied when a library is read. Every file has a schema, which `tenderkit schema NAME` prints for your editor:
clause, jurisdiction, sources, questions, vocabulary, overlay. The message names the key and what it must be.

Passes:  version = 1
Fails:   version = "one"

Correct the value, or add the key.
"""

SEVERITY = "error"
