# SPDX-License-Identifier: Apache-2.0
"""The choice of clauses for one lot: steps 1 to 10 of contract section 3, in their order."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tenderkit.findings import Finding, Place
from tenderkit.library.clause import Clause, Step
from tenderkit.library.condition import CATEGORY_LINES, LAW_LINES, Facts, Lines, Trace, trace, words
from tenderkit.library.library import Library
from tenderkit.purchase.purchase import Lot, Purchase
from tenderkit.selection.award_weights import find_award_weights
from tenderkit.selection.parameter_value import ParameterValue, ProductLaw, resolve_value
from tenderkit.selection.selection import LIFE_CYCLE_COST, Decision, LotSelection, Pick, Reason

AWARD_CAP = {"short": 1, "standard": 4, "full": 6}
# The rules by which a clause is out because of its own conditions, not because of other clauses.
OWN_CONDITIONS = ("status", "jurisdiction", "level", "applies", "requires")


def is_kept_by_size(clause: Clause, facts: Facts) -> bool:
    """Step 5: the sets that proportionality keeps."""
    size = facts.proportionality
    return size == "full" or not {size, f"{size}-{facts.acquisition}"}.isdisjoint(clause.sets)


def check_gates(clause: Clause, facts: Facts, level: str) -> Decision | None:
    """Steps 1 to 4, `with` aside: the decision against the clause, or None where it passes."""
    if clause.status != "stable":
        return Decision(clause.id, False, "status", Reason("status", words=clause.status))
    conditions = trace(clause.applies, facts, skip={"with"})
    if not conditions.holds and not all(LAW_LINES.isdisjoint(block) for block in clause.applies):
        law_lines = trace(clause.applies, facts, only=LAW_LINES)
        if not law_lines.holds:
            why = Reason("applies-out", lines=law_lines.lines, quantity=law_lines.quantity)
            return Decision(clause.id, False, "jurisdiction", why)
    if level not in clause.levels:
        return Decision(clause.id, False, "level", Reason("level", words=clause.levels[0]))
    if not conditions.holds:
        return Decision(
            clause.id, False, "applies", Reason("applies-out", lines=conditions.lines, quantity=conditions.quantity)
        )
    return None


def check_hidden(library: Library, clause: Clause) -> Decision | None:
    """The decision against a clause that a library on top hides; None where none does."""
    return Decision(clause.id, False, "status", Reason("hidden")) if clause.id in library.hidden else None


def reject_unaccompanied(clause: Clause) -> Decision:
    """The decision against a clause that stands only beside clauses that are out."""
    return Decision(clause.id, False, "requires", Reason("alone", tuple(sorted(clause.named_clauses()))))


class LotSelector:
    """The choice for one lot, step by step; `select` gives the result, `errors` and `findings` what was met."""

    def __init__(
        self, library: Library, purchase: Purchase, number: int, lot: Lot, facts: Facts, law: ProductLaw
    ) -> None:
        self.library, self.purchase, self.number, self.lot = library, purchase, number, lot
        self.facts, self.law = facts, law
        self.level = purchase.tender.level
        self.clauses = {c.id: c for c in library.clauses.values() if c.scope == "lot"}
        self.included = {k: v for k, v in purchase.list_changes("included", number).items() if k in self.clauses}
        self.excluded = {k: v for k, v in purchase.list_changes("excluded", number).items() if k in self.clauses}
        self.unfit: set[str] = set()
        self.errors: list[Finding] = []
        self.findings: list[Finding] = []
        self._values: dict[tuple[str, str, str], ParameterValue | None] = {}
        self._about: dict[str, Facts] = {}
        self._covers: dict[tuple[str, frozenset[str] | None], Trace] = {}

        self.out: dict[str, Decision] = {}
        self.eligible: set[str] = set()
        for clause in self.clauses.values():
            against = check_hidden(library, clause) or check_gates(clause, facts, self.level)
            if clause.id in self.included:
                against = self._check_inclusion(clause, against)
            if against:
                self.out[clause.id] = against
            else:
                self.eligible.add(clause.id)

    def _check_inclusion(self, clause: Clause, against: Decision | None) -> Decision | None:
        """Including overrides level, proportionality and every line but the categories."""
        if against is None:
            return None
        place = Place(key="included", lot=self.number, clause=clause.id)
        if against.rule == "status":
            state = f"its status is {clause.status}"
            if clause.id in self.library.hidden:
                state = f"{self.library.hidden[clause.id].file} hides it"
            message = f"“{clause.id}” cannot be included: {state}"
            fix = self.library.instead(clause.id) or "Take it out of `included`."
            self.errors.append(Finding("included", message, fix, place=place))
            return against
        if not self._find_cover(clause, frozenset(self.clauses)).holds:
            if not any(c.clause == clause.id and c.lot == self.number for c in self.purchase.included):
                # Meant for whichever lot it fits; `select` sees whether there is one.
                self.unfit.add(clause.id)
                del self.included[clause.id]
                return against
            message = f"“{clause.id}” cannot be included: nothing in lot {self.number} is of a kind that it covers"
            self.errors.append(
                Finding("included", message, "Take it out, or name the lot it is meant for.", place=place)
            )
            return against
        return None

    def _find_cover(self, clause: Clause, beside: frozenset[str]) -> Trace:
        """What a clause covers beside these; asked for again in every round, so kept."""
        key = clause.id, beside if clause.named_clauses() else None
        if key not in self._covers:
            facts = replace(self.facts, beside=beside) if clause.named_clauses() else self.facts
            cover = trace(clause.applies, facts)
            if not cover.holds and clause.id in self.included:
                cover = trace(clause.applies, self.facts, only=CATEGORY_LINES)
            self._covers[key] = cover
        return self._covers[key]

    def _fits_without_inclusion(self, clause: Clause, beside: frozenset[str]) -> bool:
        """Whether a clause would be chosen without being included, its set aside."""
        cover = trace(clause.applies, replace(self.facts, beside=beside))
        return cover.holds and check_gates(clause, self.facts, self.level) is None

    def find_value(self, clause: str, name: str, category: str) -> ParameterValue | None:
        """The value of a parameter for a category of this lot."""
        key = clause, name, category
        if key not in self._values:
            on_top = [overlay.defaults for overlay in reversed(self.library.overlays)]
            tables = (self.lot.parameters, self.purchase.parameters, *on_top)
            if category not in self._about:
                self._about[category] = self.facts.about(category)
            self._values[key] = resolve_value(
                self.clauses[clause], name, category, self._about[category], self.level, tables, self.law
            )
        return self._values[key]

    # Steps 5 and 6

    def _select_in_proportion(self, banned: Iterable[str]) -> dict[str, Decision]:
        """What proportionality keeps, what is included, and all that these require or that stands beside them."""
        active: dict[str, Decision] = {}
        candidates = [self.clauses[c] for c in self.clauses if c in self.eligible and c not in set(banned)]
        while True:
            beside = frozenset(active)
            needed_by: dict[str, str] = {}
            for id_ in active:
                for required in self.clauses[id_].requires:
                    needed_by.setdefault(required, id_)
            additions = []
            for clause in candidates:
                in_size = is_kept_by_size(clause, self.facts)
                if not (in_size or clause.id in needed_by or clause.id in self.included):
                    continue
                cover = self._find_cover(clause, beside)
                if not cover.holds:
                    continue
                if clause.id in self.included and not (in_size and self._fits_without_inclusion(clause, beside)):
                    decision = Decision(
                        clause.id, True, "included", Reason("included", words=self.included[clause.id])
                    )
                elif not in_size:
                    why = Reason("required", (needed_by[clause.id],))
                    decision = Decision(clause.id, True, "requires", why)
                elif "with" in cover.lines:
                    why = Reason("beside", tuple(w for w in words(cover.lines["with"]) if w in beside))
                    decision = Decision(clause.id, True, "requires", why)
                else:
                    decision = Decision(
                        clause.id, True, "applies", Reason("applies-in", lines=cover.lines, quantity=cover.quantity)
                    )
                additions.append(decision)
            if not additions:
                return active
            active.update({d.clause: d for d in additions})
            candidates = [c for c in candidates if c.id not in active]

    # Step 7

    def _conflict_holds(self, other: str, when: Lines, covered: Trace) -> bool:
        parameters = self.clauses[other].parameters
        for name in when.keys() & parameters.keys():
            values = (self.find_value(other, name, c) for c in sorted(covered.items | covered.returns))
            if not any(v is not None and v.value in words(when[name]) for v in values):
                return False
        return trace([{k: v for k, v in when.items() if k not in parameters}], self.facts).holds

    def _find_conflict(self, active: Mapping[str, Decision]) -> Decision | None:
        """The next clause that has to go because of a conflict, or None."""
        beside = frozenset(active)
        conflicts = [
            (id_, conflict)
            for id_ in active
            for conflict in self.clauses[id_].conflicts
            if conflict.clause in active
            and self._conflict_holds(
                conflict.clause, conflict.when, self._find_cover(self.clauses[conflict.clause], beside)
            )
        ]
        # First goes who gives way to a clause that itself stays: so the order of print decides nothing.
        giving_way = {id_ for id_, _ in conflicts if id_ not in self.included}
        for id_, conflict in sorted(conflicts, key=lambda pair: pair[1].clause in giving_way):
            other = conflict.clause
            if id_ not in self.included:
                parameters = self.clauses[other].parameters
                cause = ", ".join(
                    f"{parameters[n].title}: {' / '.join(map(str, words(v)))}"
                    for n, v in conflict.when.items()
                    if n in parameters
                )
                return Decision(id_, False, "conflicts", Reason("conflict", (other,), words=cause))
            needs = [c for c in active if other in self.clauses[c].requires]
            if other not in self.included and not needs:
                return Decision(other, False, "conflicts", Reason("conflict", (id_,)))
            message = f"“{id_}” is included but conflicts with “{other}”, " + (
                "which is included too"
                if other in self.included
                else f"which cannot leave because {', '.join(f'“{n}”' for n in needs)} requires it"
            )
            place = Place(key="included", lot=self.number, clause=id_)
            fix = "Take one of the two out of `included`, or change the value that makes them conflict."
            finding = Finding("conflicting-clauses", message, fix, place=place)
            if finding not in self.errors:
                self.errors.append(finding)
        return None

    def find_steps_left(
        self, clause: Clause, categories: Iterable[str], active: Iterable[str]
    ) -> dict[str, tuple[Step, ...]]:
        """The steps of a scale that lie above what the specification asks for, by category."""
        scale = clause.scale
        if scale is None or not scale.steps:
            return {}
        known = frozenset(active)
        other, _, name = (scale.starts_above or "").partition(".")
        specified = self._find_cover(self.clauses[other], known) if other in known else Trace(False)
        left: dict[str, tuple[Step, ...]] = {}
        for category in categories:
            steps = [
                s
                for s in scale.steps
                if (not s.categories or category in s.categories) and (not s.levels or self.level in s.levels)
            ]
            if not scale.relative and category in specified.items | specified.returns:
                floor = self.find_value(other, name, category)
                if floor is not None and floor.value is not None:
                    steps = [s for s in steps if s.from_ > floor.value]
            left[category] = tuple(steps)
        return left

    def _find_useless_criterion(self, active: Mapping[str, Decision]) -> Decision | None:
        """The next award criterion that has no step left above its specification, or None."""
        beside = frozenset(active)
        for id_ in active:
            clause = self.clauses[id_]
            if clause.scale is None or not clause.scale.steps:
                continue
            cover = self._find_cover(clause, beside)
            left = self.find_steps_left(clause, cover.items | cover.returns, active)
            if not any(left.values()):
                about = (clause.scale.starts_above or "").partition(".")[0]
                why = Reason("nothing-above", (about,)) if about else Reason("no-steps")
                return Decision(id_, False, "conflicts", why)
        return None

    # Step 8

    def _apply_replacements(self, active: Mapping[str, Decision]) -> tuple[dict[str, Trace], dict[str, Decision]]:
        """What each clause covers after replacement, and the clauses that have nothing left to cover."""
        beside = frozenset(active)
        covers = {id_: self._find_cover(self.clauses[id_], beside) for id_ in active}
        left = dict(covers)
        gone: dict[str, Decision] = {}
        for id_ in active:
            stack, seen = list(self.clauses[id_].replaces), {id_}
            while stack:
                other = stack.pop()
                if other in seen or other not in self.clauses:
                    continue
                seen.add(other)
                stack += self.clauses[other].replaces
                # An included clause never gives way.
                if other in left and other not in self.included:
                    cover = left[other]
                    left[other] = replace(
                        cover, items=cover.items - covers[id_].items, returns=cover.returns - covers[id_].returns
                    )
                    if not left[other].items and not left[other].returns:
                        gone.setdefault(other, Decision(other, False, "conflicts", Reason("replaced", (id_,))))
        return left, gone

    # Step 9

    def _find_capped_criteria(self, active: Iterable[str]) -> list[Decision]:
        """The award criteria beyond the cap; those that were weighted or included stay in any case."""
        size = self.facts.proportionality
        criteria = [self.clauses[c] for c in self.clauses if c in set(active)]
        criteria = [c for c in criteria if c.kind == "award-criterion"]
        safe = [c for c in criteria if c.id in (self.lot.weights or {}) or c.id in self.included]
        room = max(0, AWARD_CAP[size] - len(safe))
        capped = sorted((c for c in criteria if c not in safe), key=lambda c: c.rank)
        why = Reason("cap", words=str(AWARD_CAP[size]))
        return [Decision(c.id, False, "proportionality", why) for c in capped[room:]]

    # Step 10

    def _check_exclusions(self, excluded: Iterable[str], active: Mapping[str, Decision]) -> None:
        """Errors on exclusions that remaining clauses do not allow; `excluded`, those that take a clause out."""
        for gone in excluded:
            goes: list[str] = []
            wave = [gone]
            while wave:
                wave = [c for c in active if c not in goes and not set(wave).isdisjoint(self.clauses[c].requires)]
                goes += wave
            if goes:
                message = (
                    f"“{gone}” cannot be left out of lot {self.number}: other clauses need it. "
                    f"With it would go: {', '.join(goes)}"
                )
                place = Place(key="excluded", lot=self.number, clause=gone)
                self.errors.append(
                    Finding("excluded", message, "Keep it, or exclude these clauses as well.", place=place)
                )

    def _find_unweighted_criteria(self, active: Iterable[str]) -> dict[str, Decision]:
        """With weights given, the criteria that have none are out."""
        if self.lot.weights is None:
            return {}
        return {
            c: Decision(c, False, "excluded", Reason("unweighted"))
            for c in active
            if self.clauses[c].kind == "award-criterion" and c not in self.lot.weights
        }

    def select(self) -> LotSelection:
        """All steps. Exclusions come last: a clause that would leave anyway is out for that reason."""
        gone: dict[str, Decision] = {}
        effective: list[str] = []
        if self.excluded:
            errors = list(self.errors)
            final, _, without = self._settle_steps({})
            self.errors = errors
            effective = [id_ for id_ in self.excluded if id_ in final]
            for id_, why in self.excluded.items():
                excluded = Decision(id_, False, "excluded", Reason("excluded", words=why))
                gone[id_] = excluded if id_ in final else without.get(id_, excluded)
        final, covers, gone = self._settle_steps(gone)
        self._check_exclusions(effective, final)
        return self._build_selection(final, covers, gone)

    def _settle_steps(
        self, gone: dict[str, Decision]
    ) -> tuple[dict[str, Decision], dict[str, Trace], dict[str, Decision]]:
        """Steps 5 to 9 until nothing changes; what leaves in a later step never comes back.

        Parameters: `gone`, clauses that are out from the start. Returns the clauses that are in, what
        each covers, and those that left.
        """
        gone = dict(gone)
        while True:
            active = self._select_in_proportion(gone)
            leaving = self._find_conflict(active) or self._find_useless_criterion(active)
            if leaving:
                gone[leaving.clause] = leaving
                continue
            covers, replaced = self._apply_replacements(active)
            final = {c: d for c, d in active.items() if c not in replaced}
            beside = frozenset(final)
            late = (
                {
                    c: reject_unaccompanied(self.clauses[c])
                    for c in final
                    if not self._find_cover(self.clauses[c], beside).holds
                }
                or {d.clause: d for d in self._find_capped_criteria(final)}
                or self._find_unweighted_criteria(final)
                or self._find_unneeded(final, {**gone, **replaced})
            )
            if not late:
                break
            gone.update(late)
        gone.update(replaced)
        return final, covers, gone

    def _find_unneeded(self, final: Mapping[str, Decision], gone: Mapping[str, Decision]) -> dict[str, Decision]:
        """What only clauses that were replaced had brought in."""
        needed = self._select_in_proportion(gone)
        why = Reason("set", words=self.facts.proportionality)
        return {
            c: Decision(c, False, "proportionality", why)
            for c, d in final.items()
            if c not in needed and d.reason.code == "required"
        }

    def _explain_absence(self, clause: Clause, gone: Mapping[str, Decision]) -> Decision:
        """The decision on an eligible clause that is not in."""
        if clause.id in gone and (gone[clause.id].rule != "excluded" or is_kept_by_size(clause, self.facts)):
            return gone[clause.id]
        if not self._find_cover(clause, frozenset()).holds and is_kept_by_size(clause, self.facts):
            return reject_unaccompanied(clause)
        return Decision(clause.id, False, "proportionality", Reason("set", words=self.facts.proportionality))

    def _build_selection(
        self, final: Mapping[str, Decision], covers: Mapping[str, Trace], gone: Mapping[str, Decision]
    ) -> LotSelection:
        decisions = {
            c.id: self.out.get(c.id) or final.get(c.id) or self._explain_absence(c, gone)
            for c in self.clauses.values()
        }
        for id_ in final:
            missing = [decisions[r] for r in self.clauses[id_].requires if r in self.clauses and r not in final]
            # What was replaced, capped or gave way to another would have fitted.
            unfit = [d for d in missing if d.rule in OWN_CONDITIONS and d.clause not in self.library.hidden]
            if unfit:
                reason = replace(decisions[id_].reason, unmet=tuple(d.clause for d in unfit))
                decisions[id_] = replace(decisions[id_], reason=reason)
        facts = replace(self.facts, beside=frozenset(final))
        picks = [
            self._build_pick(self.clauses[c], facts, covers[c], decisions[c], final)
            for c in self.clauses
            if c in final
        ]
        picks.sort(key=lambda p: p.clause.section)
        criteria = [p.clause.id for p in picks if p.clause.kind == "award-criterion"]
        weights, problems = find_award_weights(
            self.number,
            self.lot.weights,
            criteria,
            self.purchase.tender.environment_weight,
            [c for c in self._find_includable_criteria() if c not in criteria],
            self._suggest_replacement,
        )
        self.errors += [p for p in problems if p.severity == "error"]
        self.findings += [p for p in problems if p.severity != "error"]
        value = self.purchase.tender.value
        currency = value.currency if value else None
        return LotSelection(self.number, self.lot, facts, decisions, tuple(picks), weights, currency)

    def _build_pick(
        self, clause: Clause, facts: Facts, cover: Trace, decision: Decision, final: Iterable[str]
    ) -> Pick:
        """A clause that is in, with what it covers and the values of its parameters."""
        items = tuple(c for c in self.facts.items if c in cover.items)
        returns = tuple(c for c in self.facts.returns if c in cover.returns)
        categories = tuple(dict.fromkeys((*items, *returns)))
        steps = self.find_steps_left(clause, categories, final)
        if steps:
            # Where nothing lies above the specification of a category, it has no part in the criterion.
            categories = tuple(c for c in categories if steps[c])
            steps = {c: steps[c] for c in categories}
            items = tuple(c for c in items if c in steps)
            returns = tuple(c for c in returns if c in steps)
        values = {
            name: {c: v for c in categories if (v := self.find_value(clause.id, name, c)) is not None}
            for name in clause.parameters
        }
        covers_all = len(items) == len(self.facts.items) and len(returns) == len(self.facts.returns)
        return Pick(clause, items, returns, covers_all, facts, values, decision, steps)

    def _suggest_replacement(self, id_: str) -> str:
        """What to do about the name of a clause that cannot be selected; empty for one that can."""
        if id_ in self.library.hidden:
            return f"{self.library.hidden[id_].file} hides it: take it out here, or out of `hide` there."
        return self.library.instead(id_)

    def _find_includable_criteria(self) -> list[str]:
        """The award criteria that cover something in the lot, whether they are in or not."""
        return [
            c.id
            for c in self.clauses.values()
            if c.kind == "award-criterion"
            and c.status == "stable"
            and c.id not in self.library.hidden
            and c.id != LIFE_CYCLE_COST
            and trace(c.applies, self.facts, only=CATEGORY_LINES).holds
        ]
