# SPDX-License-Identifier: Apache-2.0
"""What authorities read of faults in their texts that rules on the wording of clauses find.

Authors of clauses read the words of the rules themselves, in English; authorities those of the frame, section
`wording`, in the language of their text.
"""

from collections.abc import Iterable

from tenderkit.library.language import Language
from tenderkit.lint.catalogue import Fault


def write_remark(words: Language, fault: Fault, fix: str | None = None) -> tuple[str, str]:
    """Return the message and what to do, for a fault of a rule on wording.

    Parameters: `words`, the language of the text; `fix`, the key of what to do, without `-fix`, where it is another
    than that of the rule.
    """
    values = dict(fault.values)
    if "terms" in values:
        values["terms"] = name_terms(words, values["terms"])
    if "titles" in values:
        values["titles"] = words.listing([words.quote(title) for title in values["titles"]], "or")
    message, usual = words.remark(f"wording.{fault.key}", **values)
    return message, usual if fix is None else words.text(f"wording.{fix}-fix", **values)


def name_terms(words: Language, terms: Iterable[str]) -> str:
    """Return terms of a take-back as part of a sentence, such as `who pays, where and within what time`."""
    return words.listing([words.text(f"document-words.term-{term}") for term in terms])
