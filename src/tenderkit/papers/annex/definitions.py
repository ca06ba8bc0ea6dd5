# SPDX-License-Identifier: Apache-2.0
"""The definitions of an annex: only the terms and sentences that its clauses, the response form and its lots need."""

from collections.abc import Sequence
from functools import lru_cache

from tenderkit.frozen import Memory, Same
from tenderkit.library.language import Frame, Language, LotKind
from tenderkit.library.vocabulary import fold_letters
from tenderkit.papers.annex.context import Context
from tenderkit.papers.award_formula import Criterion
from tenderkit.papers.blocks import Block, ClauseBlock, Heading, Paragraph, list_texts


def list_lot_kinds(context: Context) -> list[LotKind]:
    """Return what the definitions ask of each lot."""
    profiles = context.selection.library.jurisdictions
    return [
        LotKind(
            lot.part.facts.acquisition,
            old_units=lot.part.facts.has_returns,
            estimates=lot.part.lot is not None and lot.part.lot.quantity_basis != "fixed",
            yearly=lot.part.lot is not None and lot.part.lot.quantity_basis == "per-year",
            whole=any(_scores_as_one(criterion) for criterion in lot.criteria),
            by_price=any(profiles[name].sums_by_price for name in lot.part.facts.jurisdictions if name in profiles),
        )
        for lot in context.lots
    ]


def _scores_as_one(criterion: Criterion) -> bool:
    """Return whether an award criterion is about the offer as a whole, as those of the authority's own may be."""
    scale = criterion.clause.clause.scale if criterion.clause else None
    return criterion.how == "own" or bool(scale and scale.whole)


# Most clauses of a batch are the same again.
@lru_cache(maxsize=1024)
def _find_terms(frame: Same, text: str) -> frozenset[str]:
    """Return the ids of the terms that occur in a text."""
    assert isinstance(frame.value, Frame)
    return frozenset(id_ for id_, term in frame.value.definitions.items() if term.occurs_in(text))


# The definitions of earlier annexes with the same words.
_KNOWN_DEFINITIONS: Memory[tuple[Block, ...]] = Memory(64)


def compose_definitions(context: Context, blocks: Sequence[Block], form: Sequence[Block]) -> tuple[Block, ...]:
    """Return the definitions of the terms that occur in the clauses and the form; empty if no term occurs.

    Parameters: `blocks`, the parts of the annex with clauses; `form`, the tables of the response form.
    """
    # Only clauses and the form use the defined terms; "acquisition model" is not the model of a device.
    pieces = [" ".join(list_texts([block])) for block in blocks if isinstance(block, ClauseBlock)]
    pieces.append(" ".join(list_texts(form)))
    language, lots, weekend = context.language, tuple(list_lot_kinds(context)), context.weekend
    key = Same(language), tuple(pieces), lots, weekend
    return _KNOWN_DEFINITIONS.recall(key, lambda: _write_definitions(language, pieces, lots, weekend))


def _write_definitions(
    language: Language, pieces: Sequence[str], lots: Sequence[LotKind], weekend: str
) -> tuple[Block, ...]:
    """Write the definitions; `pieces` are the words of each clause and of the form, for `lots` see `Definition`."""
    published, frame = " ".join(pieces), Same(language.frame)
    terms = language.frame.definitions
    occurring = frozenset[str]().union(*(_find_terms(frame, piece) for piece in pieces))
    meanings = {id_: term.write(lots, published, weekend=weekend) for id_, term in terms.items() if id_ in occurring}
    # A definition may use a term that is itself defined.
    for id_ in _find_terms(frame, " ".join(meanings.values())) - occurring:
        meanings[id_] = terms[id_].write(lots, published, weekend=weekend)
    if not meanings:
        return ()
    # French terms stand in the order of a dictionary, which passes over accents.
    alphabetical = sorted(meanings, key=lambda id_: fold_letters(terms[id_].term))
    return (
        Heading(language.text("definitions.title"), 1),
        Paragraph(language.text("definitions.intro"), style="note"),
        *(Paragraph(meanings[id_], language.text("formats.lead", text=terms[id_].term)) for id_ in alphabetical),
    )
