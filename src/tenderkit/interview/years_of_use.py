# SPDX-License-Identifier: Apache-2.0
"""Compare the years of use that a cost sheet counts with the time for which a unit is planned to be used."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from tenderkit.findings import Finding, Place
from tenderkit.interview import next_question
from tenderkit.interview.prompts import MONTHS_OF_YEAR
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.purchase.answers import Answers, find_answer, put_answer

if TYPE_CHECKING:
    # The shape of purchases costs more than the first question may.
    from tenderkit.selection.selection import LotSelection, Selection

# The parameter of the clause on life-cycle cost that says for how many years costs are counted.
_PERIOD = "calculation-years"


def find_unlike_uses(selection: "Selection", words: Language) -> Iterator[Finding]:
    """Yield a warning for each lot whose cost sheet counts other years than a unit is planned to be used.

    Only the interview gives it: whoever writes a purchase file by hand sets both.
    """
    for part in selection.lots:
        if values := _compare_years(part, selection.library, words):
            place = Place(key=f"lots.{part.number}.unit-months", lot=part.number)
            yield Finding("use-unlike-cost", *words.remark("review.use-unlike-cost", **values), "warn", place)


def compare_years_of_lot(
    library: Library, answers: Answers, lot: int, languages: Sequence[str], words: Language
) -> dict[str, str]:
    """Return the years that the cost sheet of a lot will probably count, and the use; nothing where both are alike.

    Of what is not answered yet, what the questions propose counts. Parameters: `lot`, its number, from 0;
    `languages`, those in which an annex can be built; `words`, the language of both.
    """
    trial = deepcopy(dict(answers))
    path = ("lots", lot, "data")
    if find_answer(trial, path) is None:
        put_answer(trial, path, next(q.default for q in library.questions.values() if q.key == "data"))
    selection = next_question.try_selection(library, trial, languages, only=lot + 1)
    parts: Sequence[LotSelection] = selection.lots if selection else ()
    part = next((part for part in parts if part.number == lot + 1), None)
    return _compare_years(part, library, words) if part else {}


def _compare_years(part: "LotSelection", library: Library, words: Language) -> dict[str, Any]:
    """Return the years that a cost sheet counts and the planned use, as texts; nothing where both are alike."""
    from tenderkit.selection.selection import LIFE_CYCLE_COST

    pick = next((pick for pick in part.picks if pick.clause.id == LIFE_CYCLE_COST), None)
    use = part.lot and (part.lot.unit_months or part.lot.months)
    if pick is None or not use:
        return {}
    units = library.vocabulary.units
    counted = pick.values.get(_PERIOD, {}).values()
    periods = {v.value for v in counted if v.unit == "years" and v.value is not None}
    unlike = sorted(years for years in periods if years * MONTHS_OF_YEAR != use)
    if not unlike:
        return {}
    years = words.listing([words.amount(period, units["years"].label, alone=True) for period in unlike])
    return {"years": years, "use": words.amount(use, units["months"].label, alone=True)}
