# SPDX-License-Identifier: Apache-2.0
"""Mark claims of defects: located, named, explained and mended, a point each; a wrong flag costs half a point."""

from collections.abc import Iterator, Mapping, Sequence

from tenderkit.exercises.exercise import Verdict
from tenderkit.exercises.marking.answers import find_choice, mark_words
from tenderkit.exercises.marking.rewrites import FixJudge, judge_mend
from tenderkit.exercises.marking.submission import Mark, make_mark
from tenderkit.exercises.types.spot_the_defect import Defect, DefectExercise
from tenderkit.frozen import frozen_dataclass

COLUMNS = ("place", "name", "consequence", "mend")
WRONG_FLAG = -0.5
_EMPTY, _MISSED = Verdict(0, "empty"), Verdict(0, "missed")


@frozen_dataclass
class _Claim:
    """A claim: what was written in each column, and the place and the name that are meant, None for none."""

    code: str
    given: Mapping[str, str]
    place: str | None
    name: str | None


class ClaimMarker:
    """Marks the claims of one participant.

    Parameters: `passing`, `negations`, as in `mark_words`; `judge`, as in `Marker`; `joint`, what stands between the
    answers of a claim where they are printed together.
    """

    def __init__(
        self, exercise: DefectExercise, passing: float, negations: str, judge: FixJudge | None, joint: str
    ) -> None:
        self._exercise, self._passing, self._negations, self._judge = exercise, passing, negations, judge
        self._joint = joint
        # The names of defects that are somewhere else than where they were looked for.
        self._unplaced: set[str] = set()

    def mark(self, answers: Mapping[str, str]) -> Iterator[Mark]:
        """Yield the marks of each defect, then those of claims that belong to none."""
        claims = self._list_claims(answers)
        matched = self._match(claims)
        for defect in self._exercise.defects:
            yield from self._mark_defect(defect, matched.get(defect.id))
        used = {claim.code for claim in matched.values()}
        self._unplaced = {
            defect.name
            for defect in self._exercise.defects
            if defect.place == self._exercise.places[-1] and defect.id not in matched
        }
        known = {(claim.place, claim.name) for claim in matched.values()}
        for claim in claims:
            if claim.code not in used:
                yield from self._mark_rest(claim, known)
                known.add((claim.place, claim.name))

    def _list_claims(self, answers: Mapping[str, str]) -> list[_Claim]:
        by_code: dict[str, dict[str, str]] = {}
        for key, value in sorted(answers.items()):
            code, _, column = key.partition(".")
            by_code.setdefault(code, {})[column] = value
        names = self._list_names()
        claims = []
        for code, given in by_code.items():
            typed = given.get("name", "")
            name = find_choice(typed, self._exercise.names) or names.get(find_choice(typed, [*names]) or "")
            claims.append(_Claim(code, given, find_choice(given.get("place", ""), self._exercise.places), name))
        return claims

    def _list_names(self) -> dict[str, str]:
        """Return the name of each defect by the other names that count."""
        return {other: defect.name for defect in self._exercise.defects for other in defect.others}

    def _match(self, claims: Sequence[_Claim]) -> dict[str, _Claim]:
        """Return the claim of each defect that was located, by its id: one with the right name before others."""
        matched: dict[str, _Claim] = {}
        for needs_name in (True, False):
            for defect in self._exercise.defects:
                used = {claim.code for claim in matched.values()}
                fitting = (
                    claim
                    for claim in claims
                    if claim.code not in used
                    and claim.place in defect.places
                    and (claim.name == defect.name or not needs_name)
                )
                if defect.id not in matched and (first := next(fitting, None)):
                    matched[defect.id] = first
        return matched

    def _mark_defect(self, defect: Defect, claim: _Claim | None) -> Iterator[Mark]:
        about = (defect.id, f"{defect.place}: {defect.name}")
        right = dict(zip(COLUMNS, (defect.place, defect.name, defect.reason, defect.mend), strict=True))
        for column in COLUMNS:
            given = claim.given.get(column, "") if claim else ""
            verdict = self._judge_column(defect, claim, column, given) if claim else _MISSED
            yield make_mark(*about, claim.code if claim else "", column, 1, verdict, given, right[column])

    def _judge_column(self, defect: Defect, claim: _Claim, column: str, given: str) -> Verdict:
        if column == "place":
            return Verdict(1, "right")
        if not given:
            return _EMPTY
        if column == "name":
            if claim.name is None:
                return Verdict(0, "no-choice", open=1)
            return Verdict(1, "right") if claim.name == defect.name else Verdict(0, "wrong")
        models = (defect.reason,) if column == "consequence" else (defect.mend, " ".join(defect.right))
        verdicts = [mark_words(given, model, self._passing, self._negations) for model in models if model]
        best = max(verdicts, key=lambda verdict: verdict.share)
        return best if best.share or column == "consequence" else judge_mend(defect, given, self._judge)

    def _mark_rest(self, claim: _Claim, known: set[tuple[str | None, str | None]]) -> Iterator[Mark]:
        """Yield the mark of a claim that belongs to no defect: a wrong flag, a repeated one, or one to be read."""
        place = claim.given.get("place", "")
        written = self._joint.join(claim.given[column] for column in COLUMNS[1:] if column in claim.given)
        if claim.place is None or claim.name in self._unplaced:
            # What is missing in the annex can be named anywhere: a person reads the first such claim.
            self._unplaced.discard(claim.name or "")
            verdict = Verdict(0, "no-place", open=len(claim.given))
            yield make_mark(claim.code, place or written, claim.code, "flag", 1, verdict, written, "")
            return
        if (claim.place, claim.name) in known:
            yield make_mark(claim.code, place, claim.code, "flag", 0, Verdict(0, "repeated"), written, "")
            return
        decoy = next((decoy for decoy in self._exercise.decoys if claim.place in decoy.places), None)
        is_beside = any(claim.place in defect.places for defect in self._exercise.defects)
        reason = "flag-decoy" if decoy else "flag-beside" if is_beside else "flag-wrong"
        item, right = (decoy.id, decoy.reason) if decoy else (claim.place, "")
        name = claim.name or claim.given.get("name", "")
        yield Mark(item, claim.place, claim.code, "flag", WRONG_FLAG, 0, 0, reason, name, written, right)
