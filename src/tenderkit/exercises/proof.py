# SPDX-License-Identifier: Apache-2.0
"""Prove what was planted: what the rules find in the changed selection, and not in the sound one, is just that."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property

from tenderkit.checks import rule as purchase_rules
from tenderkit.checks.annexes.belonging_papers import TenderPaper, find_mismatches
from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.clause_numbers import find_numbers
from tenderkit.checks.duties import find_missed_duties
from tenderkit.checks.own_words import OwnText
from tenderkit.exercises.mutations.change import ClauseChange, apply_changes
from tenderkit.exercises.mutations.mutation import Mutation, Planted, Site, Spot, plan_mutation
from tenderkit.exercises.mutations.workpiece import Workpiece
from tenderkit.findings import Finding
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import Clause, Verification
from tenderkit.library.template import omit_values
from tenderkit.lint import rule as clause_rules
from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.rule import Rule
from tenderkit.papers.digest import list_known_digests
from tenderkit.selection.printed_texts import choose_printed_texts
from tenderkit.selection.selection import Pick, Selection
from tenderkit.selection.warnings import find_lot_warnings

FORM_MISMATCH = "form-mismatch"
# The rules on clause files that say nothing of the clauses of one annex, each with the reason.
_HISTORY = "it is about the history of the library"
_LANGUAGES = "it is about the words of other languages"
_WHOLE = "it is about the whole library, of which an annex has a part"
NOT_ON_CLAUSES: Mapping[str, str] = {
    "clause-too-long": "it is a budget for authors of clauses",
    "clause-untranslated": _LANGUAGES,
    "example-fails": _WHOLE,
    "general-rule-repeated": _WHOLE,
    "hidden-clause-required": _WHOLE,
    "history-missing": _HISTORY,
    "missing-value": _WHOLE,
    "no-dead-variant": _WHOLE,
    "requires-closure": _WHOLE,
    "translation-differs": _LANGUAGES,
    "translation-missing": _LANGUAGES,
    "translation-stale": _LANGUAGES,
    "unreachable-clause": _WHOLE,
    "unreachable-profile": _WHOLE,
    "unreviewed-term": _LANGUAGES,
    "unused-fact": _WHOLE,
    "unused-parameter": _WHOLE,
    "withdrawn-clause-named": _HISTORY,
}
# The rules on purchases that do not run, for the same reason: defects may be planted in another language.
NOT_ON_PURCHASES: Mapping[str, str] = {"translation-missing": _LANGUAGES, "unreviewed-term": _LANGUAGES}


class ClausesOfAnnex(Catalogue):
    """A library of which the rules look at some clauses only; they still find all others by their ids."""

    examined: tuple[Clause, ...] = ()

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses that the rules look at."""
        return self.examined


@frozen_dataclass
class Proof:
    """What came of a proof.

    `missing`: what was planted and not found; `surplus`: what was found and not planted; `not_run`: the rules that
    find something of it on the selection, and cannot in a Word file.
    """

    missing: tuple[Spot, ...]
    surplus: tuple[Spot, ...]
    not_run: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the rules find exactly what was planted."""
        return not self.missing and not self.surplus


class Prover:
    """Proves keys of variants of one annex; what the rules find in the sound annex is worked out once.

    Parameters: `piece`, the sound selection.
    """

    def __init__(self, piece: Workpiece) -> None:
        self.piece = piece
        # A variant that was just proven is proven again when it is printed.
        self._last: tuple[tuple[Planted, ...], Proof] = ((), Proof((), ()))
        self._picked = frozenset(pick.clause.id for part in piece.selection.parts for pick in part.picks)

    def list_sites(self, mutation: Mutation) -> Iterator[Site]:
        """Yield the sites of a mutation at which the rules find it, and nothing else, as they are asked for."""
        for site in mutation.list_sites(self.piece):
            if self.prove([plan_mutation(mutation, self.piece, site)]).holds:
                yield site

    def prove(self, planted: Sequence[Planted]) -> Proof:
        """Prove defects on the selection, by all rules on purchases and on clauses.

        Parameters: `planted`, the defects and decoys of one variant.
        """
        known, proof = self._last
        if len(known) != len(planted) or any(one is not other for one, other in zip(known, planted, strict=True)):
            expected = {spot for each in planted for spot in each.site.spots}
            proof = _compare(expected, self.find_added(planted))
            self._last = tuple(planted), proof
        return proof

    def find_added(self, planted: Sequence[Planted]) -> set[Spot]:
        """Return what the rules find in the selection with defects, and not in the sound one."""
        changes = [change for each in planted for change in each.changes]
        changed = apply_changes(self.piece.selection, changes)
        ids = {change.after.id for change in changes if isinstance(change, ClauseChange)}
        spots = _find_added(self._find_in_sound_clauses(ids), self._find_in_clauses(changed, ids)) if ids else set()
        # The rules on purchases read no text of a clause.
        if any(not isinstance(change, ClauseChange) for change in changes):
            spots |= _find_added(self._sound_purchase, self._find_in_purchase(changed))
        drifts = [each for each in planted if FORM_MISMATCH in each.mutation.rules]
        return spots | self._find_drifts(drifts)

    def _find_drifts(self, planted: Sequence[Planted]) -> set[Spot]:
        """Return what differs between an annex with defects and the response form, which is that of the sound one."""
        if not planted:
            return set()
        sound, words = self.piece.selection, self.piece.words
        changed = apply_changes(sound, (change for each in planted for change in each.changes))
        digests, title = list_known_digests(sound), sound.purchase.tender.title
        annex, form = (
            TenderPaper("purchase", name, "", name, digests, title, words.code, selection, words)
            for name, selection in (("annex", changed), ("form", sound))
        )
        faults = find_mismatches([annex, form]).values()
        return {Spot(FORM_MISMATCH, fault.place.clause or "") for each in faults for fault in each}

    @cached_property
    def _sound_purchase(self) -> Counter[tuple[Spot, str]]:
        return self._find_in_purchase(self.piece.selection)

    @cached_property
    def _sound_clauses(self) -> Counter[tuple[Spot, str]]:
        return self._find_in_clauses(self.piece.selection, self._picked)

    def _find_in_sound_clauses(self, ids: Set[str]) -> Counter[tuple[Spot, str]]:
        """Return what the rules on clauses find in the sound selection, at least in some clauses."""
        return self._sound_clauses if ids <= self._picked else self._find_in_clauses(self.piece.selection, ids)

    def _find_in_purchase(self, selection: Selection) -> Counter[tuple[Spot, str]]:
        """Return what the rules on purchases find in a selection, with the weights that make another sum than 100."""
        warnings = (
            f for part in selection.lots for f in find_lot_warnings(selection.library, selection.purchase, part)
        )
        selection = replace(selection, findings=(*find_missed_duties(selection), *warnings))
        checked = self._check(selection)
        rules = {id_: rule for id_, rule in purchase_rules.load_rules().items() if id_ not in NOT_ON_PURCHASES}
        findings = purchase_rules.apply_rules(checked, rules)
        spots = [(_locate(finding), finding.message) for finding in findings]
        for part in selection.lots:
            total = round(sum((part.weights or {"price": 100}).values()), 2)
            if total != 100:
                spots.append((Spot("award-weights-do-not-sum", lot=part.number), f"{total:g}"))
        return Counter(spots)

    def _check(self, selection: Selection) -> CheckedPurchase:
        return replace(self.piece, selection=selection)

    def _find_in_clauses(self, selection: Selection, ids: Set[str]) -> Counter[tuple[Spot, str]]:
        """Return what the rules on clauses find in some clauses of a selection.

        The general rules are looked at as well, because other clauses rely on them; where one of them is among the
        clauses, all are looked at.
        """
        picks = {pick.clause.id: pick for part in selection.parts for pick in part.picks}
        general = {pick.clause.id for pick in selection.general.picks}
        chosen = {*ids, *general} if general.isdisjoint(ids) else set(picks)
        sound = self.piece.catalogue
        catalogue = ClausesOfAnnex(selection.library, {}, sound.lists, sound.superseded)
        object.__setattr__(catalogue, "examined", tuple(selection.library.clauses[id_] for id_ in sorted(chosen)))
        findings = clause_rules.apply_rules(catalogue, list_clause_rules())
        spots = [(_locate(finding), finding.message) for finding in findings]
        spots += _find_unproven(picks[id_] for id_ in sorted(ids) if id_ in picks)
        spots += self._find_conflicts(selection, ids)
        return Counter(spots)

    def _find_conflicts(self, selection: Selection, ids: Set[str]) -> Iterator[tuple[Spot, str]]:
        """Yield the numbers in the words of clauses that differ from the value of another clause on the matter."""
        texts = [
            OwnText(pick.clause.id, omit_values(paragraph), part.number)
            for part in selection.lots
            for pick in part.picks
            if pick.clause.id in ids
            for paragraph in choose_printed_texts(pick)["requirement"]
        ]
        for number in find_numbers(self._check(selection), texts):
            if number.years not in number.values:
                yield Spot("conflicting-parameters", number.text.key), number.written


def list_clause_rules() -> Mapping[str, Rule]:
    """Return the rules on clause files that say something of the clauses of one annex, by id."""
    return {id_: rule for id_, rule in clause_rules.load_rules().items() if rule.check and id_ not in NOT_ON_CLAUSES}


def _find_unproven(picks: Iterable[Pick]) -> Iterator[tuple[Spot, str]]:
    """Yield the clauses without any proof; the reader of libraries refuses them in clause files."""
    for pick in picks:
        proofs = [pick.clause.text.verification, *(v.verification for v in pick.clause.variants.values())]
        if pick.clause.kind != "general-rule" and Verification() in proofs:
            yield Spot("verification-missing", pick.clause.id), ""


def _locate(finding: Finding) -> Spot:
    place = finding.place
    return Spot(finding.rule, place.clause or "", 0 if place.clause else place.lot or 0)


def _find_added(before: Counter[tuple[Spot, str]], after: Counter[tuple[Spot, str]]) -> set[Spot]:
    return {spot for spot, _ in after - before}


def _compare(expected: set[Spot], spots: set[Spot]) -> Proof:
    return Proof(tuple(sorted(expected - spots)), tuple(sorted(spots - expected)))
