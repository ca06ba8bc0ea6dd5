# SPDX-License-Identifier: Apache-2.0
"""annex-unchanged: nobody changed the text of the annex since it was made, with the library that is used now.

The rules on purchases are not applied then: they would find what `tenderkit check` finds in the purchase file, whose
keys say where to mend it. Rules on the words of documents are applied all the same.

Passes:  an annex with one word changed, or one that a word processor has saved anew
Fails:   an annex as `tenderkit build` wrote it

Check the purchase file.
"""

from tenderkit.findings import Finding, Severity
from tenderkit.library.language import Language

SEVERITY: Severity = "info"


def make_finding(words: Language) -> Finding:
    """Return the remark on an annex that nobody changed, in the language of the annex."""
    return Finding("annex-unchanged", *words.remark("annexes.annex-unchanged"), SEVERITY)
