# SPDX-License-Identifier: Apache-2.0
"""vague-wording: a word that promises something and gives no number, unit or method to check it.

Catches the words of the list `vague-words` in texts that tenderers read, and words such as “etc.” that leave a list
open (list `open-list-words`), unless they end examples in round brackets. “Other suitable documents”, by which a
tenderer may choose its proof, pass (list `vague-lookalikes`). Directive 2014/24/EU, Art 42(3)(a) and 67(4), asks for
requirements precise enough to check; Directive 2024/825, which bans such claims in consumer marketing, is the model
of the list.

Passes:  The contractor shall collect within {{ collection_days }} {{ collection_days_anchor }}.
Fails:   The units shall be environmentally friendly.

Write number, unit and method, or take the word out.
"""

import re
from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.phrases import Phrases

SEVERITY = "error"
_BRACKETS = re.compile(r"\([^()]*\)")


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the vague words of every text that tenderers read."""
    vague, open_ = Phrases(catalogue, "vague-words"), Phrases(catalogue, "open-list-words")
    alike = Phrases(catalogue, "vague-lookalikes")
    for wording in catalogue.contract_texts:
        for sentence in wording.sentences:
            checked = alike[wording.language].blank_out(sentence)
            bare = _BRACKETS.sub(" ", sentence)
            if phrase := vague[wording.language].find(checked) or open_[wording.language].find(bare):
                message = f"“{phrase}” cannot be checked"
                fix, place = "Write number, unit and method instead.", catalogue.place(wording)
                yield make_fault(message, fix, place, "vague-wording", phrase=phrase)
