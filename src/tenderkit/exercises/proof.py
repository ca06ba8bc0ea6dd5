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
from tenderkit.frozen import Memory, Same, copy_with, frozen_dataclass
from tenderkit.library.clause import Clause, Verification
from tenderkit.library.library import ENGLISH
from tenderkit.library.template import omit_values
from tenderkit.lint import rule as clause_rules
from tenderkit.lint.catalogue import CONTRACT_FIELDS, Catalogue, Wording, list_wordings
from tenderkit.lint.rule import Rule
from tenderkit.papers.digest import list_known_digests
from tenderkit.selection.printed_texts import choose_printed_texts
from tenderkit.selection.selection import Pick
from tenderkit.selection.warnings import find_lot_warnings

FORM_MISMATCH = "form-mismatch"
# How many variants of an annex are kept, with their proofs.
_REMEMBERED = 128
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
# The rules on clause files that read English sentences alone.
ENGLISH_ALONE = ("one-duty-per-sentence", "shall-without-subject")
# The rules on purchases that do not run, for the same reason: defects may be planted in another language.
NOT_ON_PURCHASES: Mapping[str, str] = {"translation-missing": _LANGUAGES, "unreviewed-term": _LANGUAGES}


@frozen_dataclass
class ClausesOfAnnex(Catalogue):
    """A library of which the rules look at some clauses of an annex only; they still find all others by their ids.

    `examined`: the clauses that the rules look at; `general`: the general rules of the annex.
    """

    examined: tuple[Clause, ...] = ()
    general: tuple[Clause, ...] = ()

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses that the rules look at."""
        return self.examined

    @cached_property
    def general_texts(self) -> tuple[Wording, ...]:
        """Every text of the general rules of the annex that tenderers read."""
        wordings = (wording for clause in self.general for wording in list_wordings(clause))
        return tuple(wording for wording in wordings if wording.field in CONTRACT_FIELDS)


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
        # A variant that was just proven is proven again when it is printed, and its annex is printed then.
        self._proofs: Memory[Proof] = Memory(_REMEMBERED)
        self._planted: Memory[CheckedPurchase] = Memory(_REMEMBERED)
        # What the rules on clauses find in the clauses of the sound selection that were examined so far.
        self._examined: set[str] = set()
        self._sound_clauses: Counter[tuple[Spot, str]] = Counter()

    def list_sites(self, mutation: Mutation) -> Iterator[Site]:
        """Yield the sites of a mutation at which the rules find it, and nothing else, as they are asked for."""
        for site in mutation.list_sites(self.piece):
            if self.prove([plan_mutation(mutation, self.piece, site)]).holds:
                yield site

    def prove(self, planted: Sequence[Planted]) -> Proof:
        """Prove defects on the selection, by all rules on purchases and on clauses.

        Parameters: `planted`, the defects and decoys of one variant.
        """
        expected = {spot for each in planted for spot in each.site.spots}
        return self._proofs.recall(tuple(map(Same, planted)), lambda: _compare(expected, self.find_added(planted)))

    def plant(self, planted: Sequence[Planted]) -> CheckedPurchase:
        """Return the purchase with defects and decoys, and with the annex of it."""
        changes = (change for each in planted for change in each.changes)
        return self._planted.recall(
            tuple(map(Same, planted)),
            lambda: replace(self.piece, selection=apply_changes(self.piece.selection, changes)),
        )

    def find_added(self, planted: Sequence[Planted]) -> set[Spot]:
        """Return what the rules find in the selection with defects, and not in the sound one."""
        changes = [change for each in planted for change in each.changes]
        purchase = self.plant(planted)
        ids = {change.after.id for change in changes if isinstance(change, ClauseChange)}
        spots = _find_added(self._find_in_sound_clauses(ids), self._find_in_clauses(purchase, ids)) if ids else set()
        # The rules on purchases read no text of a clause.
        if any(not isinstance(change, ClauseChange) for change in changes):
            spots |= _find_added(self._sound_purchase, self._find_in_purchase(purchase))
        drifts = [each for each in planted if FORM_MISMATCH in each.mutation.rules]
        return spots | self._find_drifts(drifts)

    def _find_drifts(self, planted: Sequence[Planted]) -> set[Spot]:
        """Return what differs between an annex with defects and the response form, which is that of the sound one."""
        if not planted:
            return set()
        sound, words = self.piece.selection, self.piece.words
        changed = self.plant(planted).selection
        digests, title = list_known_digests(sound), sound.purchase.tender.title
        annex, form = (
            TenderPaper("purchase", name, "", name, digests, title, words.code, selection, words)
            for name, selection in (("annex", changed), ("form", sound))
        )
        faults = find_mismatches([annex, form]).values()
        return {Spot(FORM_MISMATCH, fault.place.clause or "") for each in faults for fault in each}

    @cached_property
    def _sound_purchase(self) -> Counter[tuple[Spot, str]]:
        return self._find_in_purchase(self.piece)

    def _find_in_sound_clauses(self, ids: Set[str]) -> Counter[tuple[Spot, str]]:
        """Return what the rules on clauses find in the sound selection, at least in some clauses."""
        if new := ids - self._examined:
            self._sound_clauses |= self._find_in_clauses(self.piece, new)
            self._examined |= new
        return self._sound_clauses

    def _find_in_purchase(self, purchase: CheckedPurchase) -> Counter[tuple[Spot, str]]:
        """Return what the rules on purchases find in a purchase, with the weights that make another sum than 100."""
        selection, words = purchase.selection, purchase.words
        warnings = (
            f
            for part in selection.lots
            for f in find_lot_warnings(selection.library, selection.purchase, part, words)
        )
        selection = replace(selection, findings=(*find_missed_duties(selection, words), *warnings))
        # An annex does not print these findings.
        checked = copy_with(purchase, selection=selection, annex=purchase.annex)
        rules = {id_: rule for id_, rule in purchase_rules.load_rules().items() if id_ not in NOT_ON_PURCHASES}
        findings = purchase_rules.apply_rules(checked, rules)
        spots = [(_locate(finding), finding.message) for finding in findings]
        for part in selection.lots:
            total = round(sum((part.weights or {"price": 100}).values()), 2)
            if total != 100:
                spots.append((Spot("award-weights-do-not-sum", lot=part.number), f"{total:g}"))
        return Counter(spots)

    def _find_in_clauses(self, purchase: CheckedPurchase, ids: Set[str]) -> Counter[tuple[Spot, str]]:
        """Return what the rules on clauses find in some clauses of a purchase.

        Where a general rule is among them, all clauses are looked at, because others rely on it.
        """
        selection = purchase.selection
        picks = {pick.clause.id: pick for part in selection.parts for pick in part.picks}
        general = {pick.clause.id for pick in selection.general.picks}
        chosen = ids if general.isdisjoint(ids) else set(picks)
        sound, clauses = self.piece.catalogue, selection.library.clauses
        examined, rules = (tuple(clauses[id_] for id_ in sorted(listed)) for listed in (chosen, general))
        catalogue = ClausesOfAnnex(
            selection.library, {}, sound.lists, sound.superseded, examined=examined, general=rules
        )
        skipped = () if self.piece.words.code == ENGLISH else ENGLISH_ALONE
        applied = {id_: rule for id_, rule in list_clause_rules().items() if id_ not in skipped}
        findings = clause_rules.apply_rules(catalogue, applied)
        spots = [(_locate(finding), finding.message) for finding in findings]
        spots += _find_unproven(picks[id_] for id_ in sorted(ids) if id_ in picks)
        spots += _find_conflicts(purchase, ids)
        return Counter(spots)


def list_clause_rules() -> Mapping[str, Rule]:
    """Return the rules on clause files that say something of the clauses of one annex, by id."""
    return {id_: rule for id_, rule in clause_rules.load_rules().items() if rule.check and id_ not in NOT_ON_CLAUSES}


def _find_unproven(picks: Iterable[Pick]) -> Iterator[tuple[Spot, str]]:
    """Yield the clauses without any proof; the reader of libraries refuses them in clause files."""
    for pick in picks:
        proofs = [pick.clause.text.verification, *(v.verification for v in pick.clause.variants.values())]
        if pick.clause.kind != "general-rule" and Verification() in proofs:
            yield Spot("verification-missing", pick.clause.id), ""


def _find_conflicts(purchase: CheckedPurchase, ids: Set[str]) -> Iterator[tuple[Spot, str]]:
    """Yield the numbers in the words of clauses that differ from the value of another clause on the matter."""
    texts = [
        OwnText(pick.clause.id, omit_values(paragraph), part.number)
        for part in purchase.selection.lots
        for pick in part.picks
        if pick.clause.id in ids
        for paragraph in choose_printed_texts(pick)["requirement"]
    ]
    for number in find_numbers(purchase, texts):
        if number.years not in number.values:
            yield Spot("conflicting-parameters", number.text.key), number.written


def _locate(finding: Finding) -> Spot:
    place = finding.place
    return Spot(finding.rule, place.clause or "", 0 if place.clause else place.lot or 0)


def _find_added(before: Counter[tuple[Spot, str]], after: Counter[tuple[Spot, str]]) -> set[Spot]:
    return {spot for spot, _ in after - before}


def _compare(expected: set[Spot], spots: set[Spot]) -> Proof:
    return Proof(tuple(sorted(expected - spots)), tuple(sorted(spots - expected)))
