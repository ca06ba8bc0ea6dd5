# SPDX-License-Identifier: Apache-2.0
"""Apply rules on the wording of clauses to the authority's own words in a purchase.

Each text of the authority is put into a catalogue as if it were a clause of its own: a note as a technical
specification, a criterion as an award criterion, a note on old equipment as a contract performance clause.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.look_alikes import fold_letters
from tenderkit.checks.own_words import OwnText, list_requirements, list_return_notes
from tenderkit.checks.wording_remarks import write_remark
from tenderkit.findings import Place
from tenderkit.library.clause import Clause, ClauseText, Verification
from tenderkit.lint.catalogue import Catalogue, Fault

SPECIFICATION, CRITERION, DUTY = "technical-specification", "award-criterion", "contract-performance-clause"
# The models of acquisition in which a note on an item says what is done with it, and not what is bought.
_SERVED = ("repair",)


def find_in_own_words(
    checked: CheckedPurchase,
    check: Callable[[Catalogue], Iterable[Fault]],
    *,
    titles: bool = True,
    kinds: Collection[str] = (SPECIFICATION, CRITERION, DUTY),
    taken_as: str | None = None,
    as_proof: bool = False,
    fix: str | None = None,
) -> Iterator[Fault]:
    """Yield what a rule on the wording of clauses finds in the authority's own words.

    Values of parameters are left out: a clause prints them inside a sentence of its own.

    Parameters: `check`, the function of the rule; `titles`, whether titles and names of criteria are searched;
    `kinds`, the kinds of clause for which the texts are taken; `taken_as`, another kind to take all of them for;
    `as_proof`, whether they are taken for proofs and not for requirements; `fix`, the key of what to do, where it is
    another in a purchase than in a document.
    """
    texts = [(kind, text) for kind, text in _list_texts(checked, titles=titles) if kind in kinds]
    by_id = {f"own-{number}": text for number, (_, text) in enumerate(texts, 1)}
    clauses = {
        id_: _make_clause(id_, taken_as or kind, text, as_proof=as_proof)
        for (id_, text), (kind, _) in zip(by_id.items(), texts, strict=True)
    }
    catalogue = replace(checked.catalogue, library=replace(checked.selection.library, clauses=clauses))
    reported: set[tuple[str, str]] = set()
    for fault in check(catalogue):
        text = by_id.get(fault.place.clause or "")
        if text is not None and (text.key, fault.message) not in reported:
            reported.add((text.key, fault.message))
            yield Fault(*write_remark(checked.words, fault, fix), Place(key=text.key, lot=text.lot))


def _list_texts(checked: CheckedPurchase, *, titles: bool) -> Iterator[tuple[str, OwnText]]:
    """Yield the texts of the authority, each with the kind of clause for which it is taken."""
    purchase = checked.purchase
    for text in list_requirements(purchase):
        keys = text.key.split(".")
        if "parameters" in keys or (not titles and text.is_name):
            continue
        served = text.lot is not None and purchase.lots[text.lot - 1].acquisition in _SERVED
        kind = SPECIFICATION
        if keys[0] == "lots" and keys[2] in ("criteria", "weights"):
            kind = CRITERION
        elif served and keys[2] == "items":
            kind = DUTY
        yield kind, text
    yield from ((DUTY, text) for text in list_return_notes(purchase))


def _make_clause(id_: str, kind: str, text: OwnText, *, as_proof: bool) -> Clause:
    """Return a text of the authority as a clause without parameters, whose requirement, or proof, is the text."""
    # Braces would name parameters in a clause; in a purchase they are text.
    words = fold_letters(text.text).replace("{", " ").replace("}", " ")
    paragraphs = () if as_proof else tuple((part,) for part in words.split("\n\n") if part.strip())
    proof = Verification(document=(words if as_proof else "",))
    written = ClauseText(title=("",), requirement=paragraphs, verification=proof)
    return Clause(id_, "own-words", 1, "stable", kind, ("core",), ({},), written, "own-words")  # type: ignore[arg-type]
