# SPDX-License-Identifier: Apache-2.0
"""topic-missing: a purchase like this usually has a clause, and the document says nothing on its topic.

Looks in documents that tenderkit did not make. With `--for purchase.toml` the clauses are those that are selected
for this purchase, and each one missed is a finding. Without it, they are the clauses of the standard set for the
equipment and the acquisition that the titles name, or the text often names (lists `category-words`,
`acquisition-words`); those missed are listed in one finding, in documents with at least ten demands. A topic is
covered where a statement that asks for something, or the heading above it, has a telling word of the clause (list
`topic-words`); perhaps covered where other text has such a word, or a demand has a word that may be about it (list
`topic-hints`). Only topics with none of these words are reported; JSON has all in `topics`. Clauses for which the
lists have no word, such as general rules and most award criteria, are not looked for. Another paper of the tender
may cover the topic, so that this is a note.

Passes:  The tenderer shall keep spare parts available for seven years after delivery.
Fails:   a tender for laptops that has no word on spare parts

Read the clause with `tenderkit clauses show ID`, and take it in if it fits.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.library.clause import Clause

SEVERITY = "info"
_LEAST_DEMANDS = 10


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the clauses that are usual, or selected, and of whose topic the document has no word."""
    if checked.document.kind != "foreign":
        return
    missing = [topic.clause for topic in checked.topics if topic.state == "not-found"]
    if checked.expected is not None:
        for clause in missing:
            values = {"title": _name_clause(checked, clause), "theme": _read_label(checked, "themes", clause.theme)}
            yield checked.make_fault("topic-missing", id=clause.id, **values)._replace(clause=clause.id)
    elif missing and checked.recognised is not None and sum(s.demands for s in checked.statements) >= _LEAST_DEMANDS:
        categories, acquisition = checked.recognised
        values = {
            "model": _read_label(checked, "acquisitions", acquisition),
            "bought": ", ".join(_read_label(checked, "categories", category) for category in categories),
            "listed": ", ".join(clause.id for clause in missing),
        }
        yield checked.make_fault("topic-missing-many", count=len(missing), usual=len(checked.topics), **values)


def _read_label(checked: CheckedDocument, list_: str, word: str) -> str:
    return checked.language.bare_label(checked.library.vocabulary.label(list_, word))


def _name_clause(checked: CheckedDocument, clause: Clause) -> str:
    translated = checked.library.translation_into(checked.language.code).clauses.get(clause.id)
    title = translated.title if translated else None
    return (title or clause.text.title)[0]
