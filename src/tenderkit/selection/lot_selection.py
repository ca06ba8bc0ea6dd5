# SPDX-License-Identifier: Apache-2.0
"""Select the clauses of one lot in ten steps, from the status of a clause to the authority's exclusions."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from tenderkit.findings import Finding, Place
from tenderkit.frozen import copy_with
from tenderkit.library.clause import Clause, Conflict
from tenderkit.library.condition import Facts, Trace, block_holds, list_words
from tenderkit.library.language import Language
from tenderkit.selection.award_criteria import (
    find_criteria_over_cap,
    find_includable_criteria,
    find_steps_left,
    find_unweighted_criteria,
    find_useless_criterion,
)
from tenderkit.selection.award_weights import find_award_weights
from tenderkit.selection.gates import (
    check_gates,
    find_wanted_set,
    is_kept_by_size,
    list_passing,
    passes_gates,
    reject_unaccompanied,
)
from tenderkit.selection.lot_context import LotContext
from tenderkit.selection.parameter_value import ParameterValue
from tenderkit.selection.selection import Decision, LazyTable, LotSelection, Pick, Reason

Decisions = Mapping[str, Decision]
# The rules by which a clause is not selected because of its own conditions, not because of other clauses.
OWN_CONDITIONS = ("status", "jurisdiction", "level", "applies", "requires")


class LotSelector:
    """Selects the clauses of one lot, step by step.

    `select` returns the outcome and fills three fields: `errors` are the errors; `findings` are the warnings and
    hints; `unfit` are the ids of clauses that the authority includes without naming a lot and that cover nothing in
    this lot.
    """

    def __init__(self, context: LotContext, words: Language) -> None:
        """Select with the data on a lot; findings are in words of a language."""
        self.context, self.clauses, self.number = context, context.clauses, context.number
        self.words = words
        self.included, self.excluded = context.included, context.excluded
        self.unfit: set[str] = set()
        self.errors: list[Finding] = []
        self.findings: list[Finding] = []
        self._eligible: dict[str, Clause] = {}
        # Those of them that the size, a priority or the authority lets in.
        self._admitted: Set[str] = frozenset()

    def select(self) -> LotSelection:
        """Take the ten steps of selection, and return the outcome for the lot.

        The authority's exclusions come last, so that a clause that would not be selected anyway keeps its first
        reason. If there are exclusions, steps 5 to 9 are taken twice: first without the exclusions, then with them.
        """
        self._pass_gates()  # steps 1 to 4
        excluded: Decisions = {}
        effective: list[str] = []
        if self.excluded:
            errors = list(self.errors)
            active, _, gone = self._settle({})
            self.errors = errors
            effective = [id_ for id_ in self.excluded if id_ in active]
            excluded = self._exclude(active, gone)  # step 10
        active, covers, gone = self._settle(excluded)  # steps 5 to 9
        self._check_exclusions(effective, active)
        return self._build_outcome(active, covers, gone)

    def _settle(self, out: Decisions) -> tuple[Decisions, Mapping[str, Trace], Decisions]:
        """Repeat steps 5 to 9 until they drop no more clauses; a dropped clause is not selected again.

        Returns three mappings by clause id: the decisions for the selected clauses, the product categories that each
        selected clause covers, and the decisions against the dropped clauses. Parameters: `out`, the decisions
        against clauses that may not be selected from the start.
        """
        gone = dict(out)
        while True:
            active = self._add_clauses(gone)  # steps 5 and 6
            leaving = self._find_conflict(active) or find_useless_criterion(self.context, active)  # step 7
            if leaving:
                gone[leaving.clause] = leaving
                continue
            covers, replaced = self._replace_clauses(active)  # step 8
            remaining = {c: d for c, d in active.items() if c not in replaced}
            late = (
                self._find_unaccompanied(remaining)
                or find_criteria_over_cap(self.context, remaining)  # step 9
                or find_unweighted_criteria(self.context, remaining)
                or self._find_unneeded(remaining, {**gone, **replaced})
            )
            if not late:
                return remaining, covers, {**gone, **replaced}
            gone.update(late)

    # Steps 1 to 4: status, jurisdiction, level, conditions

    def _pass_gates(self) -> None:
        library, facts, level = self.context.library, self.context.facts, self.context.level
        passing = list_passing(library, self.clauses, facts, level)
        for id_, clause in self.clauses.items():
            if id_ in passing or (id_ in self.included and self._is_kept(clause)):
                self._eligible[id_] = clause
        self._admitted = self.included.keys() | {
            id_ for id_, one in self._eligible.items() if is_kept_by_size(one, facts) or find_wanted_set(one, facts)
        }

    def _find_rejection(self, clause: Clause) -> Decision | None:
        return check_gates(self.context.library, clause, self.context.facts, self.context.level)

    def _is_kept(self, clause: Clause) -> bool:
        """Return whether a clause that fails step 1, 2, 3 or 4 stays, because the authority includes it."""
        rejection = self._find_rejection(clause)
        return rejection is None or self._overrides(clause, rejection)

    def _overrides(self, clause: Clause, rejection: Decision) -> bool:
        """Return whether the authority's inclusion of a clause overrides the rejection of the clause.

        The inclusion overrides the rejection if the clause covers a category of the lot, unless the clause was
        rejected for its status. If the inclusion has no effect, an error is added in two cases: the clause was
        rejected for its status, or the inclusion names this lot.
        """
        library, place = self.context.library, Place(key="included", lot=self.number, clause=clause.id)
        if rejection.rule == "status":
            key, values = "included-by-status", {"status": str(clause.status)}
            if clause.id in library.hidden:
                key, values = "included-hidden", {"file": library.hidden[clause.id].file}
            message, fix = self.words.remark(f"selection.{key}", clause=clause.id, **values)
            fix = library.advise_replacement(clause.id, self.words) or fix
            self.errors.append(Finding("included", message, fix, place=place))
            return False
        if self.context.find_cover(clause, frozenset(self.clauses)).holds:
            return True
        if not any(c.clause == clause.id and c.lot == self.number for c in self.context.purchase.included):
            # Meant for any lot that it fits; `select` sees whether there is one.
            self.unfit.add(clause.id)
            del self.included[clause.id]
            return False
        told = self.words.remark("selection.included-unfit", clause=clause.id, lot=self.number)
        self.errors.append(Finding("included", *told, place=place))
        return False

    # Step 5, proportionality, and step 6, `requires` and `with`

    def _add_clauses(self, out: Iterable[str]) -> dict[str, Decision]:
        """Return the decisions for the clauses that steps 5 and 6 select, by clause id.

        These clauses are admitted by the proportionality, included by the authority, or required by a selected
        clause. Parameters: `out`, the ids of clauses that may not be selected.
        """
        active: dict[str, Decision] = {}
        barred = set(out)
        candidates = [c for c in self._eligible.values() if c.id not in barred]
        while True:
            required_by: dict[str, str] = {}
            for id_ in active:
                for required in self.clauses[id_].requires:
                    required_by.setdefault(required, id_)
            known = frozenset(active)
            open_ways = self._admitted | required_by.keys()
            additions = [
                d for c in candidates if c.id in open_ways and (d := self._find_way_in(c, required_by, known))
            ]
            if not additions:
                return active
            active.update({d.clause: d for d in additions})
            candidates = [c for c in candidates if c.id not in active]

    def _find_way_in(self, clause: Clause, required_by: Mapping[str, str], active: frozenset[str]) -> Decision | None:
        """Return the decision that selects an admitted or required clause; None if its conditions do not hold.

        Parameters: `required_by`, which maps the id of each required clause to the id of the first clause that
        requires it; `active`, the ids of the clauses selected so far.
        """
        by_size = is_kept_by_size(clause, self.context.facts)
        wanted = None if by_size else find_wanted_set(clause, self.context.facts)
        cover = self.context.find_cover(clause, active)
        if not cover.holds:
            return None
        if clause.id in self.included and not ((by_size or wanted) and self._fits_without_inclusion(clause, active)):
            why = Reason("included", words=self.included[clause.id])
            return Decision(clause.id, True, "included", why)
        if wanted:
            return Decision(clause.id, True, "proportionality", Reason("wanted", words=wanted))
        if not by_size:
            return Decision(clause.id, True, "requires", Reason("required", (required_by[clause.id],)))
        if "with" in cover.lines:
            why = Reason("beside", tuple(w for w in list_words(cover.lines["with"]) if w in active))
            return Decision(clause.id, True, "requires", why)
        why = Reason("applies-in", lines=cover.lines, quantity=cover.quantity)
        return Decision(clause.id, True, "applies", why)

    def _fits_without_inclusion(self, clause: Clause, active: frozenset[str]) -> bool:
        """Return whether a clause meets steps 1 to 4 and all its conditions without the authority's inclusion.

        The key `with` of the conditions, which step 4 does not test, is tested on the clauses in `active`.
        """
        context, facts = self.context, replace(self.context.facts, present_clauses=active)
        holds = any(block_holds(block, facts) for block in clause.applies)
        return holds and passes_gates(context.library, clause, context.facts, context.level)

    # Step 7, conflicts

    def _find_conflict(self, active: Decisions) -> Decision | None:
        """Return the decision against the next clause to drop because of a conflict; None if no conflict is left.

        If both clauses of a conflict have to stay, for example because the authority includes both, an error is
        added.
        """
        known = frozenset(active)
        conflicts = [
            (id_, conflict)
            for id_ in active
            for conflict in self.clauses[id_].conflicts
            if conflict.clause in active and self._conflict_holds(conflict, known)
        ]
        # A clause that gives way to one that stays leaves first, so that the order of print decides nothing.
        giving_way = {id_ for id_, _ in conflicts if id_ not in self.included}
        for id_, conflict in sorted(conflicts, key=lambda pair: pair[1].clause in giving_way):
            other = conflict.clause
            if id_ not in self.included:
                cause = self._describe_cause(conflict)
                return Decision(id_, False, "conflicts", Reason("conflict", (other,), words=cause))
            dependants = [c for c in active if other in self.clauses[c].requires]
            if other not in self.included and not dependants:
                return Decision(other, False, "conflicts", Reason("conflict", (id_,)))
            self._add_conflict_error(id_, other, dependants)
        return None

    def _conflict_holds(self, conflict: Conflict, active: frozenset[str]) -> bool:
        """Return whether a conflict of a clause with another clause applies in the lot.

        It applies if its conditions hold: those on the facts of the lot, and those on parameter values of the other
        clause.
        """
        other = self.clauses[conflict.clause]
        cover = self.context.find_cover(other, active)
        facts_lines: dict[str, object] = {}
        for name, wanted in conflict.when.items():
            if name not in other.parameters:
                facts_lines[name] = wanted
                continue
            values = (self.context.find_value(other.id, name, c) for c in sorted(cover.items | cover.returns))
            if not any(v is not None and v.value in list_words(wanted) for v in values):
                return False
        return block_holds(facts_lines, self.context.facts)

    def _describe_cause(self, conflict: Conflict) -> str:
        """Return the parameter values on which a conflict depends: `<title of the parameter>: <value>, …`."""
        parameters, when = self.clauses[conflict.clause].parameters, conflict.when
        return ", ".join(
            f"{parameters[name].title}: {' / '.join(map(str, list_words(wanted)))}"
            for name, wanted in when.items()
            if name in parameters
        )

    def _add_conflict_error(self, included: str, other: str, dependants: list[str]) -> None:
        key, values = "conflicting-clauses", {"clause": included, "other": other}
        if other not in self.included:
            key = "conflicting-clauses-required"
            values["dependants"] = self.words.listing([self.words.quote(id_) for id_ in dependants])
        place = Place(key="included", lot=self.number, clause=included)
        finding = Finding("conflicting-clauses", *self.words.remark(f"selection.{key}", **values), place=place)
        if finding not in self.errors:
            self.errors.append(finding)

    # Step 8, `replaces`

    def _replace_clauses(self, active: Decisions) -> tuple[dict[str, Trace], dict[str, Decision]]:
        """Return the categories that each clause covers after replacement, and the decisions against emptied clauses.

        A clause loses the categories that its replacement covers, and is dropped if it loses all. A clause that the
        authority includes loses no category.
        """
        known = frozenset(active)
        covers = {id_: self.context.find_cover(self.clauses[id_], known) for id_ in active}
        left = dict(covers)
        replaced: dict[str, Decision] = {}
        for id_ in active:
            for other in self._list_replaced(id_):
                if other not in left or other in self.included:
                    continue
                cover, taken = left[other], covers[id_]
                left[other] = replace(cover, items=cover.items - taken.items, returns=cover.returns - taken.returns)
                if not left[other].items and not left[other].returns:
                    replaced.setdefault(other, Decision(other, False, "conflicts", Reason("replaced", (id_,))))
        return left, replaced

    def _list_replaced(self, id_: str) -> list[str]:
        """Return the ids of the clauses that a clause replaces, directly or through another replaced clause."""
        waiting, replaced = list(self.clauses[id_].replaces), [id_]
        while waiting:
            other = waiting.pop()
            if other not in replaced and other in self.clauses:
                replaced.append(other)
                waiting += self.clauses[other].replaces
        return replaced[1:]

    def _find_unaccompanied(self, active: Decisions) -> dict[str, Decision]:
        """Return the decisions against clauses that are only for use with other clauses, none of which is selected.

        The key `with` of a clause's conditions names these other clauses.
        """
        known = frozenset(active)
        return {
            c: reject_unaccompanied(self.clauses[c])
            for c in active
            if not self.context.find_cover(self.clauses[c], known).holds
        }

    def _find_unneeded(self, active: Decisions, gone: Decisions) -> dict[str, Decision]:
        """Return the decisions against the clauses that were required only by clauses which are now dropped."""
        required = [c for c, d in active.items() if d.reason.code == "required"]
        still = self._add_clauses(gone) if required else {}
        why = Reason("set", words=self.context.facts.proportionality)
        return {c: Decision(c, False, "proportionality", why) for c in required if c not in still}

    # Step 10, the authority's exclusions

    def _exclude(self, active: Decisions, gone: Decisions) -> dict[str, Decision]:
        """Return the decisions against the clauses that the authority excludes, by clause id.

        Parameters: `active` and `gone`, the decisions for and against clauses as they would be without the
        exclusions. If an excluded clause is in `gone`, it would not be selected anyway, and the decision in `gone` is
        returned for it.
        """
        excluded: dict[str, Decision] = {}
        for id_, why in self.excluded.items():
            decision = Decision(id_, False, "excluded", Reason("excluded", words=why))
            excluded[id_] = decision if id_ in active else gone.get(id_, decision)
        return excluded

    def _check_exclusions(self, excluded: Iterable[str], active: Decisions) -> None:
        """Add an error for each excluded clause that a selected clause requires.

        The error names all clauses that would be dropped together with the excluded clause. Parameters: `excluded`,
        the ids of the excluded clauses that would otherwise be selected.
        """
        for id_ in excluded:
            dependants: list[str] = []
            wave = [id_]
            while wave:
                wave = [
                    c for c in active if c not in dependants and not set(wave).isdisjoint(self.clauses[c].requires)
                ]
                dependants += wave
            if dependants:
                values = {"clause": id_, "lot": self.number, "dependants": self.words.listing(dependants)}
                place = Place(key="excluded", lot=self.number, clause=id_)
                told = self.words.remark("selection.excluded", **values)
                self.errors.append(Finding("excluded", *told, place=place))

    # The outcome

    def _build_outcome(self, active: Decisions, covers: Mapping[str, Trace], gone: Decisions) -> LotSelection:
        """Return the outcome for the lot: the decision on every clause, the selected clauses and the award weights.

        Parameters: `active` and `gone`, the decisions for and against clauses; `covers`, the product categories that
        each selected clause covers.
        """
        decisions = LazyTable(self.clauses, lambda id_: self._decide(id_, active, gone))
        facts = replace(self.context.facts, present_clauses=frozenset(active))
        picks = [
            self._build_pick(self.clauses[c], facts, covers[c], decisions[c]) for c in self.clauses if c in active
        ]
        picks.sort(key=lambda p: p.clause.section)
        return LotSelection(
            self.number,
            self.context.lot,
            facts,
            decisions,
            tuple(picks),
            self._find_weights([p.clause.id for p in picks if p.clause.kind == "award-criterion"]),
            facts.currency,
        )

    def _decide(self, id_: str, active: Decisions, gone: Decisions) -> Decision:
        """Return the decision on a clause; that for a selected one names the clauses that it requires in vain."""
        if id_ not in active:
            rejection = None if id_ in self._eligible else self._find_rejection(self.clauses[id_])
            return rejection or self._explain_absence(self.clauses[id_], gone)
        absent = [r for r in self.clauses[id_].requires if r in self.clauses and r not in active]
        # A clause that was replaced, that the cap took out or that lost a conflict would have fitted the lot.
        unmet = [
            r
            for r in absent
            if r not in self.context.library.hidden and self._decide(r, active, gone).rule in OWN_CONDITIONS
        ]
        if not unmet:
            return active[id_]
        return replace(active[id_], reason=replace(active[id_].reason, unmet=tuple(unmet)))

    def _explain_absence(self, clause: Clause, gone: Decisions) -> Decision:
        """Return the decision against a clause that passed steps 1 to 4 but is not selected."""
        by_size = is_kept_by_size(clause, self.context.facts)
        wanted = find_wanted_set(clause, self.context.facts)
        if clause.id in gone and (gone[clause.id].rule != "excluded" or by_size or wanted):
            return gone[clause.id]
        if by_size and not self.context.find_cover(clause, frozenset()).holds:
            return reject_unaccompanied(clause)
        return Decision(clause.id, False, "proportionality", Reason("set", words=self.context.facts.proportionality))

    def _build_pick(self, clause: Clause, facts: Facts, cover: Trace, decision: Decision) -> Pick:
        """Return a selected clause with the categories that it covers and the values of its parameters.

        Parameters: `facts`, the facts of the lot, with the ids of the selected clauses.
        """
        items = tuple(c for c in facts.items if c in cover.items)
        returns = tuple(c for c in facts.returns if c in cover.returns)
        categories = tuple(dict.fromkeys((*items, *returns)))
        steps = find_steps_left(self.context, clause, categories, facts.present_clauses)
        if steps:
            # A category without a step above its specification has no part in the criterion.
            categories = tuple(c for c in categories if steps[c])
            steps = {c: steps[c] for c in categories}
            items = tuple(c for c in items if c in steps)
            returns = tuple(c for c in returns if c in steps)
        find_value = self.context.find_value

        def find_values(name: str) -> dict[str, ParameterValue]:
            return {c: v for c in categories if (v := find_value(clause.id, name, c)) is not None}

        values = LazyTable(clause.parameters, find_values)
        waived = {
            name: given_up
            for name in clause.parameters
            if (given_up := tuple(c for c in categories if self.context.is_waived(clause.id, name, c)))
        }
        covers_all = len(items) == len(facts.items) and len(returns) == len(facts.returns)
        scale = clause.scale
        if scale and scale.whole_when and block_holds(scale.whole_when, facts):
            clause = copy_with(clause, scale=copy_with(scale, whole=True))
        return Pick(clause, items, returns, covers_all, facts, values, decision, steps, waived)

    def _find_weights(self, criteria: list[str]) -> Mapping[str, float] | None:
        """Return the points of the award criteria, or None if the points are undecided.

        Problems are added to `errors` and `findings`. Parameters: `criteria`, the ids of the selected award criteria.
        """
        weights, problems = find_award_weights(
            self.number,
            self.context.lot.weights,
            criteria,
            self.context.purchase.tender.environment_weight,
            lambda: [c for c in find_includable_criteria(self.context) if c not in criteria],
            self._suggest_replacement,
            self.words,
        )
        self.errors += [p for p in problems if p.severity == "error"]
        self.findings += [p for p in problems if p.severity != "error"]
        return weights

    def _suggest_replacement(self, id_: str) -> str:
        """Return a sentence of advice on a hidden or withdrawn clause; an empty text for any other clause.

        For a hidden clause, the sentence names the overlay library that hides it; for a withdrawn clause, the
        successors.
        """
        library = self.context.library
        if id_ in library.hidden:
            return self.words.text("selection.hidden", file=library.hidden[id_].file)
        return library.advise_replacement(id_, self.words)
