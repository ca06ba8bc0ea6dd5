# SPDX-License-Identifier: Apache-2.0
"""The criteria of a lot in a notice: selection criteria and specifications with their values, award criteria."""

from collections.abc import Iterator
from typing import Any

from tenderkit.frozen import Memory
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.notices.codes import NoticeCodes
from tenderkit.notices.notice import CriterionType, DataType, NoticeAward, NoticeCriterion, Requirement
from tenderkit.papers.award_formula import list_criteria
from tenderkit.papers.clause_text import ClausePrinter, PrintedClause
from tenderkit.selection.parameter_value import ParameterValue
from tenderkit.selection.printed_texts import choose_printed_texts, find_printed_values
from tenderkit.selection.selection import LIFE_CYCLE_COST, LotSelection, Pick

_SELECTION, _SPECIFICATION, _AWARD = "selection-criterion", "technical-specification", "award-criterion"
PERFORMANCE = "contract-performance-clause"
_DATA_TYPES: dict[type, DataType] = {bool: "boolean", int: "integer", float: "number"}
# The criteria that were written out for earlier lots.
_KNOWN_CRITERIA: Memory[NoticeCriterion] = Memory(2048)


class CriteriaWriter:
    """Writes out the criteria of one lot for a notice, in one language."""

    def __init__(self, codes: NoticeCodes, library: Library, language: Language, part: LotSelection) -> None:
        self.codes, self.library, self.language, self.part = codes, library, language, part
        self.printer = ClausePrinter(library, language, part)

    def _print(self, pick: Pick) -> PrintedClause:
        """Return a clause with its texts; a notice has no number for it."""
        return self.printer.print_clause(pick, "")

    def write_title(self, pick: Pick) -> str:
        """Return the title of a clause, filled with its values."""
        return self._print(pick).title

    def list_terms(self) -> tuple[str, ...]:
        """Return the titles of the contract performance clauses of the lot, each once."""
        picks = (pick for pick in self.part.picks if pick.clause.kind == PERFORMANCE)
        return tuple(dict.fromkeys(self.write_title(pick) for pick in picks))

    def list_criteria(self) -> tuple[NoticeCriterion, ...]:
        """Return the selection criteria and technical specifications of the lot, with what they require."""
        return tuple(
            self._write_criterion(pick)
            for pick in self.part.picks
            if pick.clause.kind in (_SELECTION, _SPECIFICATION)
        )

    def list_award_criteria(self) -> tuple[NoticeAward, ...]:
        """Return the award criteria of the lot with their weights; empty where it has neither of them."""
        printed = [self._print(pick) for pick in self.part.picks if pick.clause.kind == _AWARD]
        award = []
        for criterion in list_criteria(self.library, self.language, self.part, printed):
            kind: CriterionType = "quality"
            if criterion.clause is None and criterion.how != "own":
                kind = "price"
            elif criterion.clause is not None and criterion.clause.clause.id == LIFE_CYCLE_COST:
                kind = "cost"
            award.append(NoticeAward(kind, criterion.name, criterion.formula, criterion.points))
        return tuple(award)

    def _write_criterion(self, pick: Pick) -> NoticeCriterion:
        code = self.codes.selection.get(pick.clause.id)
        key = *self.printer.list_text_key(pick), code
        return _KNOWN_CRITERIA.recall(key, lambda: self._compose_criterion(pick, code))

    def _compose_criterion(self, pick: Pick, code: str | None) -> NoticeCriterion:
        clause, printed = pick.clause, self._print(pick)
        return NoticeCriterion(
            clause.id,
            printed.title,
            "\n\n".join(printed.requirement),
            clause.kind == _SELECTION,
            code,
            tuple(self._list_requirements(pick, printed.title)),
        )

    def _list_requirements(self, pick: Pick, title: str) -> Iterator[Requirement]:
        """Yield the values of a clause as requirements, one for each group of categories with the same value.

        A clause without values is one requirement, which a tender meets or not.
        """
        printed = find_printed_values(pick, {"requirement": choose_printed_texts(pick)["requirement"]})
        if not printed:
            yield Requirement(pick.clause.id, title, "boolean", expected=True)
        for name, by_category in printed.items():
            groups: dict[Any, list[str]] = {}
            for category, value in by_category.items():
                groups.setdefault(value.print_key, []).append(category)
            for number, categories in enumerate(groups.values(), 1):
                value = by_category[categories[0]]
                id_ = f"{pick.clause.id}.{name}" + (f".{number}" if len(groups) > 1 else "")
                yield self._make_requirement(id_, pick, name, value, categories)

    def _make_requirement(
        self, id_: str, pick: Pick, name: str, value: ParameterValue, categories: list[str]
    ) -> Requirement:
        title = pick.clause.parameters[name].title
        amount = self.printer.format_amount(pick.clause.id, value, title, alone=True)
        text = " ".join(filter(None, (amount, self.printer.format_anchor(value))))
        if len(categories) < len(pick.categories):
            named = self.printer.list_categories(categories, definite=True)
            text = self.language.text("clause.for", categories=named, text=text)
        given = self.printer.library.translate_value(pick.clause.id, value.value)
        data_type = _DATA_TYPES.get(type(given), "string")
        if given is None or value.direction == "none" or data_type in ("boolean", "string"):
            # What no bid has to keep above or below can be an exception or a detail: only the sentence says which.
            return Requirement(id_, title, data_type, text, is_decided=given is not None)
        if value.direction == "min":
            return Requirement(id_, title, data_type, text, minimum=given)
        return Requirement(id_, title, data_type, text, maximum=given)
