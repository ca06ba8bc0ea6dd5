# SPDX-License-Identifier: Apache-2.0
"""What a selection asks of tenderers and of the authority, and where that is out of proportion to the purchase."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tenderkit.decision import Selection
from tenderkit.printed import TIERS, PrintedClause
from tenderkit.selection import proportionality

# The sizes of the short set and of the first release of the catalogue, the measure this project proposes: a lot with
# more clauses asks for more than such a purchase usually does.
USUAL = {"short": 12, "standard": 43}
_ORDER = ("short", "standard", "full")


@dataclass(frozen=True)
class Burden:
    """Numbers of clauses and of proofs by tier; `warnings` are keys of the frame texts, with what goes into them."""

    clauses: int
    proofs: dict[str, int]
    warnings: tuple[tuple[str, dict[str, int]], ...]


def burden(selection: Selection, printed: Iterable[PrintedClause]) -> Burden:
    """The burden of a selection.

    Parameters: `printed`, its clauses in print.
    """
    counted = Counter(tier for clause in printed for tier in clause.verification)
    tender = selection.purchase.tender
    alone = selection.purchase.model_copy(update={"tender": tender.model_copy(update={"proportionality": None})})
    natural, _ = proportionality(selection.library, alone, selection.jurisdiction)
    most = max(len(part.picks) for part in selection.lots)
    warnings: list[tuple[str, dict[str, int]]] = []
    if _ORDER.index(selection.proportionality) > _ORDER.index(natural):
        warnings.append(("size", {"count": most}))
    elif most > USUAL.get(natural, most):
        warnings.append(("many", {"count": most, "usual": USUAL[natural]}))
    if natural == "short" and tender.level == "comprehensive":
        warnings.append(("level", {}))
    clauses = sum(len(part.picks) for part in selection.parts)
    return Burden(clauses, {tier: counted[tier] for tier in TIERS}, tuple(warnings))
