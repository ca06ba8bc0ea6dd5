# SPDX-License-Identifier: Apache-2.0
"""weak-evidence: a brochure, a website or the tenderer's own word is enough as proof.

Catches a sentence, an entry or a row on proof (lists `proving-words`, `proof-leads`) in which a brochure or website
(list `weak-proof`) is the only proof, or a choice between it and a stronger one (list `strong-proof`), and one that
takes a self-declaration for enough (lists `self-declarations`, `sufficiency-words`). Declarations on exclusion and
suitability pass (list `self-declared-matters`), for which the law provides them. Tests found self-declared values to
be wrong.

Passes:  Proof: test report of the manufacturer with the method.
Fails:   Proof: brochure of the manufacturer.

Ask for a document that binds its author, or that somebody independent has checked.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.lint.phrases import Pattern, Phrases
from tenderkit.lint.rules.weak_evidence import build_choice

SEVERITY = "warn"


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the statements for which weak proof is enough."""
    weak, strong = (Phrases(checked.words, name)["en"] for name in ("weak-proof", "strong-proof"))
    proof, choice = Phrases(checked.words, "proving-words", "proof-leads")["en"], _find_choices(checked)
    refused = Phrases(checked.words, "refused-words", "no-demand-phrases", "insufficiency-phrases")["en"]
    own = _OwnWord(checked)
    for position in checked.find_positions("weak-proof", "self-declarations"):
        statement = checked.statements[position]
        text = statement.text
        heads = (cell.column_head for p in statement.paragraphs if (cell := p.cell))
        phrase = weak.find(text) if any(proof.search(part) for part in (text, *heads)) else None
        phrase = phrase or own.find(position)
        if phrase and not refused.search(text) and (choice.search(text) or not strong.search(text)):
            yield checked.make_fault("weak-evidence", statement.find_paragraph(phrase), phrase)


class _OwnWord:
    """Finds the statements for which the word of the tenderer itself is enough."""

    def __init__(self, checked: CheckedDocument) -> None:
        names = ("self-declarations", "sufficiency-words", "self-declared-matters")
        self._own, self._enough, self._lawful = (Phrases(checked.words, name)["en"] for name in names)
        self._checked = checked

    def find(self, position: int) -> str | None:
        """Return the words for a self-declaration that is enough; None where there are none, or the law allows it.

        Parameters: `position`, of a statement in the document.
        """
        statement = self._checked.statements[position]
        phrase = self._own.find(statement.text) if self._enough.search(statement.text) else None
        if phrase is None or any(map(self._lawful.search, _list_context(self._checked, position))):
            return None
        return phrase


def _find_choices(checked: CheckedDocument) -> Pattern:
    return Phrases(checked.words, source=build_choice)["en"]


def _list_context(checked: CheckedDocument, position: int) -> tuple[str, ...]:
    """Return the words that say what a statement is about: its own, those of the statement before, and headings."""
    statement, before = checked.statements[position], checked.statements[max(0, position - 1)]
    return statement.text, before.text, *statement.paragraphs[0].headings
