# SPDX-License-Identifier: Apache-2.0
"""conflicting-parameters: two sentences of a document give two values for the same thing.

Compares numbers of years, months, weeks or days next to words for a warranty, spare parts, updates, the time of
payment (list `payment-terms`) and the validity of tenders (list `validity-phrases`). Two sentences conflict where
they name the same equipment, under headings that name the same equipment and lot, and give another number; cells are
compared with cells of the same table only. Options, points and upper limits pass (list `more-than-minimum`). With two
numbers, each side reads the one that suits it. Whether both sentences mean the same thing is a guess, so that this is
a warning. In papers of tenderkit, the rules on purchases look at the clauses instead.

Passes:  Payment is made within 30 days. The warranty is 3 years.
Fails:   Payment is made within 30 days. … Invoices are paid within 60 days.

Keep one of the two, or say for what each holds.
"""

from collections.abc import Iterator

from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.checks.documents.statements import Statement
from tenderkit.lint.phrases import Pattern, Phrases
from tenderkit.lint.quantities import Quantities, Quantity, is_next_to

SEVERITY = "warn"
_TOPICS = ("warranty-words", "spare-part-words", "update-words", "payment-terms", "validity-phrases")
_MOST_BEFORE = 10
# How many of the smaller unit make one of the larger.
_DAYS = {"years": ("months", 12), "months": ("months", 1), "weeks": ("days", 7), "days": ("days", 1)}


def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
    """Find the second of two sentences that give two values for the same thing."""
    if checked.document.kind == "own-annex":
        return
    quantities, topics = Quantities(checked.words, "en"), {t: Phrases(checked.words, t)["en"] for t in _TOPICS}
    asides, goods = (
        Phrases(checked.words, "more-than-minimum", "other-objects")["en"],
        Phrases(checked.words, "equipment-words", "goods-words", "used-equipment-words")["en"],
    )
    numbered = Phrases(checked.words, source=lambda words: rf"{words('numbered-parts')}\s+\w{{1,3}}\b")["en"]
    values: dict[object, tuple[Quantity, Statement]] = {}
    for statement in checked.statements:
        near = [name for name, topic in topics.items() if topic.search(statement.text)]
        if len(near) != 1 or asides.search(statement.text):
            continue
        numbers = [q for q in quantities.find_all(statement.text) if q.unit in _DAYS]
        if len(numbers) != 1 or not is_next_to(topics[near[0]], statement.text, numbers[0], _MOST_BEFORE):
            continue
        (quantity,) = numbers
        unit, factor = _DAYS[quantity.unit]
        key = (near[0], unit, _find_subject(statement, goods, numbered))
        first, where = values.setdefault(key, (quantity, statement))
        if first.value * _DAYS[first.unit][1] != quantity.value * factor:
            paragraph = statement.find_paragraph(quantity.text)
            place = where.paragraphs[0].name_place(checked.language)
            yield checked.make_fault(
                "conflicting-parameters", paragraph, quantity.text, first=first.text, where=place
            )


def _find_subject(statement: Statement, goods: Pattern, parts: Pattern) -> object:
    """Return what a statement is about: equipment, lots and items that it or a heading names, and the table."""
    first = statement.paragraphs[0]
    texts = (statement.text, *first.headings)
    named = {word.lower().rstrip("s") for text in texts for word in goods.find_all(text)}
    numbered = {match[0] for text in texts for match in parts.finditer(text)}
    table = (first.part, first.cell.table) if first.cell else None
    return frozenset(named), frozenset(numbered), table
