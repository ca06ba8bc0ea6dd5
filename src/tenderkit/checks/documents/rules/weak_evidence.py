# SPDX-License-Identifier: Apache-2.0
"""weak-evidence: a brochure, a website or the tenderer's own word is enough as proof.

Catches a sentence, an entry or a row on proof (lists `proving-words`, `proof-leads`) in which a brochure or website
(list `weak-proof`) is the only proof, or a choice between it and a stronger one (list `strong-proof`), and one that
accepts a self-declaration (list `self-declarations`). Declarations on exclusion and suitability pass (list
`self-declared-matters`), for which the law provides them. Tests found self-declared values to be wrong.

Passes:  Proof: test report of the manufacturer with the method.
Fails:   Proof: brochure of the manufacturer.

Ask for a document that binds its author, or that somebody independent has checked.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.checks.documents.statements import Statement
from tenderkit.lint.phrases import Pattern, Phrases
from tenderkit.lint.rules.weak_evidence import build_choice

SEVERITY = "warn"


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the statements for which weak proof is enough."""
    weak, strong = (Phrases(checked.words, name)["en"] for name in ("weak-proof", "strong-proof"))
    own, lawful = (Phrases(checked.words, name)["en"] for name in ("self-declarations", "self-declared-matters"))
    proof, choice = Phrases(checked.words, "proving-words", "proof-leads")["en"], _find_choices(checked)
    refused = Phrases(checked.words, "refused-words", "no-demand-phrases")["en"]
    for statement in checked.find_statements("weak-proof", "self-declarations"):
        text = statement.text
        phrase = weak.find(text) or own.find(text)
        heads = (cell.column_head for p in statement.paragraphs if (cell := p.cell))
        if not phrase or refused.search(text) or not any(proof.search(part) for part in (text, *heads)):
            continue
        if not weak.search(text) and any(lawful.search(part) for part in _list_context(checked, statement)):
            continue
        if choice.search(text) or not strong.search(text):
            message = f"“{phrase}” is enough as proof"
            fix = "Ask for a document that binds its author."
            yield DocumentFault(message, fix, statement.find_paragraph(phrase), phrase)


def _find_choices(checked: CheckedDocument) -> Pattern:
    return Phrases(checked.words, source=build_choice)["en"]


def _list_context(checked: CheckedDocument, statement: Statement) -> tuple[str, ...]:
    """Return the words that say what a statement is about: its own, those of the statement before, and headings."""
    position = next(number for number, other in enumerate(checked.statements) if other is statement)
    return statement.text, checked.statements[max(0, position - 1)].text, *statement.paragraphs[0].headings
