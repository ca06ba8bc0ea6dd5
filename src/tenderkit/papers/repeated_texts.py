# SPDX-License-Identifier: Apache-2.0
"""Refer to an earlier printing of a clause for what that printing already says word for word.

A clause is printed several times where its words differ between lots, and most of its paragraphs are the same.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.papers.blocks import Block, ClauseBlock, Paragraph, ProofText, RequirementText

# A clause refers to an earlier printing only if that printing says at least this share of its words.
_LEAST_SHARE = 1 / 3

# The words in front of a text, such as `Proof:` (empty for a paragraph of the requirement), and the text.
_LeadAndText = tuple[str, str]


@frozen_dataclass
class _Printing:
    """A clause as it is printed in one place of the annex, for later printings of the clause to refer to.

    `letters` maps each text that may be referred to, the paragraphs first, to the letter of its paragraph, such as
    `(a)`; empty for a text without a letter. `complete` is true if all paragraphs of the requirement are printed
    there and may be referred to.
    """

    number: str
    letters: Mapping[_LeadAndText, str]
    complete: bool

    def count_shared_words(self, block: ClauseBlock) -> int:
        """Return the number of words of a later printing that this printing has too."""
        return sum(len(text.split()) for lead, text in _list_texts(block) if (lead, text) in self.letters)


def refer_to_earlier_printings(
    blocks: Sequence[Block], open_words: Collection[str], language: Language
) -> tuple[Block, ...]:
    """Return blocks of an annex in which a clause does not repeat the texts of an earlier printing of the clause.

    Parameters: `blocks`, the general rules and the clauses in the order of print; `open_words`, the marks of values
    that differ between lots, such as `‹days to collect›`, or are still to be decided: a text with one of them is
    printed each time.
    """
    times = Counter(block.printed.clause.id for block in blocks if isinstance(block, ClauseBlock))
    printings: dict[str, list[_Printing]] = {}
    written: list[Block] = []
    for block in blocks:
        if isinstance(block, ClauseBlock) and times[block.printed.clause.id] > 1:
            earlier = printings.setdefault(block.printed.clause.id, [])
            full, block = block, _shorten_clause(block, earlier, language)
            earlier.append(_record_printing(block, open_words, language, shortened=block is not full))
        written.append(block)
    return tuple(written)


def _list_texts(block: ClauseBlock) -> Iterator[_LeadAndText]:
    """Yield the texts of a clause that may be the same in another printing: paragraphs, proofs, consequence."""
    for part in block.blocks:
        match part:
            case RequirementText():
                yield from (("", paragraph) for paragraph in part.paragraphs)
            case ProofText():
                yield from part.proofs
            case Paragraph(style="body") if part.lead:
                yield part.lead, part.text


def _record_printing(
    block: ClauseBlock, open_words: Collection[str], language: Language, *, shortened: bool
) -> _Printing:
    """Return a printing of a clause, with the texts to which later printings may refer.

    Parameters: `open_words`, see `refer_to_earlier_printings`; `shortened`, true if this printing itself refers to an
    earlier one.
    """
    texts = list(_list_texts(block))
    paragraphs = [text for lead, text in texts if not lead]
    letters: dict[_LeadAndText, str] = {}
    if len(paragraphs) > 1:
        for position, paragraph in enumerate(paragraphs, 1):
            letters["", paragraph] = language.text("repeated.letter", letter=language.letter(position))
    elif not shortened:
        letters = {("", paragraph): "" for paragraph in paragraphs}
    letters |= {key: "" for key in texts if key[0]}
    fixed = {key: letter for key, letter in letters.items() if not any(words in key[1] for words in open_words)}
    complete = not shortened and all(("", paragraph) in fixed for paragraph in paragraphs)
    return _Printing(block.printed.number, fixed, complete)


def _names_other_paragraphs(block: ClauseBlock, printing: _Printing, language: Language) -> bool:
    """Check whether a clause has words such as “the next paragraph” that would name another paragraph if shortened.

    The words name the right paragraph where the clause begins with paragraphs of the earlier printing in the same
    order, and one of these, but not the last, has the words.
    """
    texts = list(_list_texts(block))
    paragraphs = [key for key in texts if not key[0]]
    pairs = zip(paragraphs, printing.letters, strict=False)
    leading = [own for own, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
    clear = leading[:-1] if printing.complete else []
    places = language.text("repeated.places").split(" | ")
    return any(words in key[1] for key in texts if key not in clear for words in places)


def _shorten_clause(block: ClauseBlock, earlier: Sequence[_Printing], language: Language) -> ClauseBlock:
    """Return a clause that refers to the earlier printing with most of its words, or the clause as it is.

    Parameters: `earlier`, the earlier printings of the clause.
    """
    printing = max(earlier, key=lambda printing: printing.count_shared_words(block), default=None)
    words = sum(len(text.split()) for _, text in _list_texts(block))
    if printing is None or printing.count_shared_words(block) < max(1, words * _LEAST_SHARE):
        return block
    if _names_other_paragraphs(block, printing, language):
        return block
    reference = language.text("repeated.same", number=printing.number)

    def shorten(lead: str, text: str) -> str:
        return reference if (lead, text) in printing.letters else text

    blocks: list[Block] = []
    for part in block.blocks:
        match part:
            case RequirementText():
                blocks += _shorten_requirement(part, printing, language)
            case ProofText():
                blocks.append(ProofText(tuple((lead, shorten(lead, text)) for lead, text in part.proofs)))
            case Paragraph(style="body") if part.lead:
                blocks.append(replace(part, text=shorten(part.lead, part.text)))
            case _:
                blocks.append(part)
    return replace(block, blocks=tuple(blocks))


def _shorten_requirement(block: RequirementText, printing: _Printing, language: Language) -> Iterator[Block]:
    """Yield the sentence that refers to the paragraphs of an earlier printing, then the other paragraphs."""
    own = tuple(paragraph for paragraph in block.paragraphs if ("", paragraph) not in printing.letters)
    shared = {paragraph for paragraph in block.paragraphs if ("", paragraph) in printing.letters}
    # In the order of the earlier printing.
    letters = [letter for (lead, text), letter in printing.letters.items() if not lead and text in shared]
    if letters:
        of_printing = sum(not lead for lead, _ in printing.letters)
        if not letters[0]:
            key = "only"
        elif printing.complete and len(letters) == of_printing:
            key = "all"
        else:
            key = "several" if len(letters) > 1 else "one"
        reference = language.text(f"repeated.{key}", letters=language.listing(letters), number=printing.number)
        if not own:
            yield Paragraph(reference)
        # The sentence has a letter too, so that no letter names two paragraphs.
        own = (reference, *own) if own else own
    if own:
        yield RequirementText(own)
