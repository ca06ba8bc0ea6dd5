# SPDX-License-Identifier: Apache-2.0
"""What all parts of an annex share while it is composed: the printed lots, the sources, the open points."""

from dataclasses import dataclass, replace
from functools import cached_property

from tenderkit.library.buyer_steps import ChosenStep, chosen
from tenderkit.library.jurisdiction import Duty
from tenderkit.library.language import Language
from tenderkit.library.library import ENGLISH, Source
from tenderkit.papers.award_formula import Awards, Criterion
from tenderkit.papers.clause_text import PrintedClause, print_lot, referring
from tenderkit.selection import legal_context
from tenderkit.selection.legal_context import LegalDemand, RuleToCheck
from tenderkit.selection.selection import LotSelection, Selection


@dataclass(frozen=True)
class OpenPoint:
    """Something the authority still has to decide: where it shows, what it is, the key that settles it."""

    where: str
    what: str
    key: str


@dataclass(frozen=True)
class PrintedLot:
    """A lot in print; number 0 holds the general rules."""

    part: LotSelection
    title: str
    clauses: tuple[PrintedClause, ...]
    criteria: tuple[Criterion, ...] = ()


class Draft:
    """An annex in the making. `gaps` and `points` fill up while its parts are composed."""

    def __init__(self, selection: Selection, language: Language) -> None:
        self.selection, self.language = selection, language
        self.library, self.purchase = selection.library, selection.purchase
        self.t = language.text
        self.gaps: set[str] = set()
        self.points: list[OpenPoint] = []
        general = self._print(selection.general)
        self.general = PrintedLot(selection.general, self.t("general.title"), referring(general, (), language))
        lots = []
        for part in selection.lots:
            assert part.lot is not None
            printed = referring(self._print(part), general, language)
            criteria = Awards(self.library, language, part, printed).table()
            lots.append(PrintedLot(part, part.lot.title, printed, criteria))
        self.lots = tuple(lots)
        published, noted = self._cited(), self._noted()
        self.published = len(published)
        self.sources = [*published, *(s for s in noted if s not in published)]
        self.source_numbers = {id_: n for n, id_ in enumerate(self.sources, 1)}

    def _print(self, part: LotSelection) -> tuple[PrintedClause, ...]:
        """The clauses of a lot. English ones among those that run from right to left keep their full stops behind."""
        clauses = print_lot(self.library, self.language, part)
        if not self.language.rtl:
            return clauses
        return tuple(self._from_the_left(c) if self._in_english(c) else c for c in clauses)

    @staticmethod
    def _from_the_left(clause: PrintedClause) -> PrintedClause:
        mark = "\u200e"
        return replace(
            clause,
            requirement=tuple(text + mark for text in clause.requirement),
            verification={tier: text + mark for tier, text in clause.verification.items()},
            question=clause.question + mark,
            remedy=clause.remedy and clause.remedy + mark,
        )

    def _in_english(self, clause: PrintedClause) -> bool:
        """Whether a clause has no text in the language of the annex."""
        return self.library.language != ENGLISH and clause.clause.id not in self.library.words

    @property
    def printed(self) -> list[PrintedClause]:
        """All clauses, in the order of numbers."""
        return [c for lot in (self.general, *self.lots) for c in lot.clauses]

    @cached_property
    def untranslated(self) -> list[PrintedClause]:
        """The clauses that print in English, because there is no text of them in the language."""
        return [c for c in self.printed if self._in_english(c)]

    def gap(self, key: str, where: str, what: str, path: str) -> str:
        """A visible gap, put on the list of open points."""
        text = self.t(key)
        self.gaps.add(text)
        self.points.append(OpenPoint(where, what, path))
        return text

    def name(self, lot: PrintedLot) -> str:
        """`Lot 2: Displays`; the general rules have their title only."""
        number = lot.part.number
        return (
            self.t("lot.name", number=self.t("lot.number", number=number), title=lot.title) if number else lot.title
        )

    def title(self, source: Source) -> str:
        """Title, issuer and edition of a source."""
        return self.t("formats.source").join(filter(None, (source.title, source.issuer, source.edition)))

    def label(self, list_: str, word: str) -> str:
        """The label of a word of one of the closed lists."""
        return self.language.label(self.library.vocabulary.label(list_, word))

    def _cited(self) -> list[str]:
        """The ids of the sources that the published part cites, in the order of the registry."""
        found = {ref.id for printed in self.printed for ref in printed.sources}
        return [s for s in self.library.sources if s in found]

    def _noted(self) -> list[str]:
        """The ids of the sources that the notes cite, in the order of the registry."""
        values = [v.value for printed in self.printed for v in printed.values]
        found = {v.source for v in values} | {v.limit.source for v in values if v.value is None and v.limit}
        found |= {duty.source for duty in self.duties} | {d.source for d in self.demands if d.source}
        found |= {rule.source for rule in self.rules if rule.source}
        found |= {source.id for step in self.preparation for source in step.sources}
        return [s for s in self.library.sources if s in found]

    def cite(self, id_: str, clause: str | None = None) -> str:
        """`[3], Art 42`: the number in the list of sources and the place in the source."""
        number = f"[{self.source_numbers[id_]}]"
        return self.t("sources.cite", number=number, clause=clause) if clause else number

    @cached_property
    def duties(self) -> list[Duty]:
        """The duties of law on the authority that hold for this purchase on its day."""
        return legal_context.find_duties(self.selection)

    @cached_property
    def demands(self) -> list[LegalDemand]:
        """What product law already demands, at the place of delivery."""
        return legal_context.find_legal_demands(self.selection, self.language)

    @cached_property
    def preparation(self) -> tuple[ChosenStep, ...]:
        """What the authority does before it publishes."""
        return chosen(self.library.buyer_steps, [lot.part.facts for lot in self.lots])

    @cached_property
    def rules(self) -> list[RuleToCheck]:
        """What the profile of the jurisdiction says on equivalence, weights, quotas and e-waste."""
        return legal_context.list_rules_to_check(self.selection, self.language)

    def due(self, printed: PrintedClause) -> str:
        """When the proof beyond the declaration is due."""
        return self.t(f"evidence.due-{stage(printed)}")

    def tiers(self, printed: PrintedClause) -> list[tuple[str, str]]:
        """The proof that is asked for, with its stage."""
        return [(self.t(f"proof.{t}-{stage(printed)}"), words) for t, words in printed.verification.items()]


def stage(printed: PrintedClause) -> str:
    """Whether a clause is proved by the tenderer, before award, or by the contractor, during the contract."""
    return "contract" if printed.clause.kind == "contract-performance-clause" else "tender"
