# SPDX-License-Identifier: Apache-2.0
"""The sheet of a lot on which tenders get points: the points and the checks first, then what is entered."""

from collections.abc import Callable

from tenderkit.formats.excel.book import Book, Hint, Mark, Sheet, Style, cell, quoted, span
from tenderkit.formats.excel.criteria import Criteria, Entered, unit_checks
from tenderkit.formats.excel.gates import COLUMNS, FIRST, LAST, outcome_marks
from tenderkit.formats.excel.gates import NAME as GATES_NAME
from tenderkit.formats.excel.gates import OUTCOME as GATES_OUTCOME
from tenderkit.formats.excel.lines import SET, WEIGHT, WIDTHS, Lines, one
from tenderkit.papers.evaluation import LotEvaluation

STATE, HEAD, NAME, OUTCOME, POINTS = 2, 3, 4, 5, 7

# Whether a check holds for the tender in a column, as a formula.
Holds = Callable[[int], str]


class Scores:
    """Draws the sheet. `total`, `rank` and `order` are the rows that the ranking reads."""

    def __init__(self, book: Book, lot: LotEvaluation, gates: Sheet) -> None:
        self.book, self.lot, self.gates, self.t = book, lot, gates, book.t
        self.sheet = book.sheet(book.t("evaluation.scores-sheet", number=lot.number), WIDTHS)
        self.lines = Lines(book, self.sheet)
        self.total = POINTS + len(lot.criteria)
        self.rank, self.order = self.total + 1, self.total + 2
        self.checks = self.total + 4
        self.ok = book.t("evaluation.ok")

    def draw(self) -> None:
        """Write everything."""
        lot, sheet = self.lot, self.sheet
        self._head()
        self._weights()
        spread = any(c.how == "spread" for c in lot.criteria)
        # The checks stand above what is entered, which they speak of.
        last_check = self.checks + 3 + spread + len(lot.kinds)
        criteria = Criteria(self.book, sheet, lot, last_check + 1, self._admitted, POINTS)
        entered = criteria.draw()
        self._points(entered)
        self._checks(criteria, entered, last_check)
        self._state(last_check)
        sheet.heads(HEAD, OUTCOME, 2, criteria.row - 1)
        sheet.begin(POINTS, SET)

    def _is(self, row: int, column: int, key: str) -> str:
        return f"{one(row, column)}={quoted(self.t(f'evaluation.{key}'))}"

    def _admitted(self, column: int) -> str:
        return self._is(OUTCOME, column, "admitted")

    def _keep(self, name: str, row: int, column: int = FIRST) -> None:
        self.book.keep(f"{self.lot.number}.{name}", self.sheet, row, column)

    def _head(self) -> None:
        t, sheet, lot = self.t, self.sheet, self.lot
        sheet.text(0, 0, t("evaluation.scores-title", lot=lot.name), "title")
        if lot.named and lot.weighted:
            sheet.paragraph(1, t("evaluation.scores-intro", currency=lot.currency))
        else:
            sheet.paragraph(1, t("evaluation.unweighted" if lot.named else "evaluation.unnamed"), "warning")
        for column, key in enumerate(("clause", "line", "set", "share")):
            sheet.text(HEAD, column, t(f"evaluation.{key}"), "head")
        for number, column in enumerate(COLUMNS, 1):
            sheet.text(HEAD, column, t("evaluation.tender", number=number), "head")
        copied: tuple[tuple[int, str, int, Style], ...] = (
            (NAME, "name", GATES_NAME, "name"),
            (OUTCOME, "outcome", GATES_OUTCOME, "word"),
        )
        for row, key, source, style in copied:
            self.lines.results(row, t(f"evaluation.{key}"), self._from_gates(source, row == NAME), style=style)
        sheet.height(NAME, ("\n", WIDTHS[FIRST]))
        sheet.marked(OUTCOME, FIRST, OUTCOME, LAST, outcome_marks(self.book))

    def _from_gates(self, row: int, trimmed: bool) -> Callable[[int], str]:
        def there(column: int) -> str:
            at = self.gates.at(row, column)
            return f"TRIM({at})" if trimmed else at

        return there

    def _weights(self) -> None:
        """The criteria and their weights, which are entered where they are not decided."""
        t, sheet = self.t, self.sheet
        sheet.band(POINTS - 1, t("evaluation.points"))
        for position, criterion in enumerate(self.lot.criteria):
            row = POINTS + position
            self.lines.label(row, criterion.name, criterion.number)
            if not self.lot.named:
                hint = Hint(t("award.criterion"), t("evaluation.criterion-help"))
                sheet.entries(row, (1,), hint, style="input-text")
            if criterion.weight is not None:
                sheet.number(row, SET, criterion.weight)
            else:
                name = criterion.name or t("award.weight")
                hint = Hint(name, t("evaluation.weight-help"), t("evaluation.weight-wrong"))
                sheet.entries(row, (SET,), hint, dict(WEIGHT))
            self._keep(f"{position}.weight", row, SET)
            self._keep(f"{position}.points", row)

    def _complete(self, column: int) -> str:
        """Whether a tender has points for every criterion; a criterion that nobody wrote in has no weight."""
        weights, points = (span(POINTS, at, self.total - 1, at, fixed=at == SET) for at in (SET, column))
        needed = str(len(self.lot.criteria)) if self.lot.named else f"COUNT({weights})"
        return f"AND(COUNT({points})>0,COUNT({points})={needed})"

    def _points(self, entered: list[Entered]) -> None:
        t, sheet = self.t, self.sheet
        for row, criterion in enumerate(entered, POINTS):
            weight = cell(row, SET, fixed="both")
            for column in COLUMNS:
                there = f"AND({self._admitted(column)},ISNUMBER({weight}),{criterion.there(column)})"
                formula = f'IF({there},ROUND({criterion.points(column)},2),"")'
                sheet.formula(row, column, formula, "result", "points")

        def total(column: int) -> str:
            cells = span(POINTS, column, self.total - 1, column, fixed=False)
            # Rounded again, because sums of decimals differ in the last bit and ties would be lost.
            return f'IF({self._complete(column)},ROUND(SUM({cells}),2),"")'

        totals, ranks = span(self.total, FIRST, self.total, LAST), span(self.rank, FIRST, self.rank, LAST)

        def rank(column: int) -> str:
            x = one(self.total, column)
            return f'IF(ISNUMBER({x}),SUMPRODUCT(ISNUMBER({totals})*({totals}>{x}))+1,"")'

        def order(column: int) -> str:
            """One place for each tender: those without a rank follow, and a tie keeps the order of the columns."""
            mine = one(self.rank, column)
            before = f"{cell(self.rank, FIRST, fixed='both')}:{mine}"
            names = f"{cell(NAME, FIRST, fixed='both')}:{one(NAME, column)}"
            return (
                f'IF({one(NAME, column)}="","",IF(ISNUMBER({mine}),'
                f"{mine}+SUMPRODUCT(ISNUMBER({before})*({before}={mine}))-1,"
                f'COUNT({ranks})+SUMPRODUCT(({names}<>"")*(1-ISNUMBER({before})))))'
            )

        self.lines.results(self.total, t("evaluation.total"), total, "points", "bold")
        decided = sum(c.weight or 0 for c in self.lot.criteria)
        sheet.formula(self.total, SET, f"SUM({span(POINTS, SET, self.total - 1, SET)})", "bold", shown=decided)
        self.lines.results(self.rank, t("evaluation.rank"), rank, "whole", "bold")
        self.lines.results(self.order, t("evaluation.order"), order, "whole")
        for name in ("total", "rank", "order"):
            self._keep(name, getattr(self, name))

    def _all_there(self, entered: list[Entered]) -> Holds:
        """Whether all is entered for a tender, whatever the weights are; lines that nobody named do not count."""

        def there(column: int) -> str:
            each = [criterion.there(column) for criterion in entered]
            if not self.lot.named:
                weights = [cell(row, SET, fixed="both") for row in range(POINTS, self.total)]
                each = [f"OR(NOT(ISNUMBER({w})),{x})" for w, x in zip(weights, each, strict=True)]
            return f"AND({','.join(each)})"

        return there

    def _checks(self, criteria: Criteria, entered: list[Entered], last: int) -> None:
        t, sheet, row = self.t, self.sheet, self.checks
        sheet.band(row - 1, t("evaluation.checks"))
        total = f"ROUND({cell(self.total, SET, fixed='both')},6)=100"
        self._of_lot(row, "weights", total, holds=self.lot.named and self.lot.weighted)
        for divisor in criteria.divisors:
            row += 1
            self._of_lot(row, "divisor", f"AND(ISNUMBER({divisor}),N({divisor})>0)", holds=False)
        for kind in self.lot.kinds:
            row += 1
            text = t("evaluation.check-units", kind=kind.name)
            self._of_tenders(row, text, "units", self._adds_up(criteria, kind.category, kind.units))
        checks: tuple[tuple[str, Holds, bool], ...] = (
            ("values", self._all_there(entered), True),
            ("gates", self._settled, False),
            ("score", lambda column: f"ISNUMBER({one(self.total, column)})", True),
        )
        for key, holds, admitted in checks:
            row += 1
            self._of_tenders(row, t(f"evaluation.check-{key}"), key, holds, admitted=admitted)
        assert row == last, "the rows that were counted beforehand"
        marks: dict[str, Mark] = {self.ok: "good"}
        wrong = ("weights", "divisor", "units", "values", "gates", "score")
        marks |= {t(f"evaluation.check-{key}-wrong"): "wrong" for key in wrong}
        sheet.marked(self.checks, SET, last, LAST, marks)

    def _settled(self, column: int) -> str:
        return f"OR({self._admitted(column)},{self._is(OUTCOME, column, 'refused')})"

    def _adds_up(self, criteria: Criteria, category: str, units: int) -> Holds:
        return lambda column: unit_checks(criteria.units, category, units, column)

    def _of_lot(self, row: int, key: str, condition: str, *, holds: bool) -> None:
        """A check on the lot; `holds` says whether it is passed in the empty workbook."""
        wrong = self.t(f"evaluation.check-{key}-wrong")
        self.lines.label(row, self.t(f"evaluation.check-{key}"))
        self.lines.empty(row)
        formula = f"IF({condition},{quoted(self.ok)},{quoted(wrong)})"
        self.sheet.formula(row, SET, formula, "word", shown=self.ok if holds else wrong)
        self._keep(f"check-{key}", row, SET)

    def _of_tenders(self, row: int, text: str, key: str, holds: Holds, *, admitted: bool = False) -> None:
        """A check on each tender that has a name, or on those that are admitted only."""

        def check(column: int) -> str:
            asked = self._admitted(column) if admitted else f'{one(OUTCOME, column)}<>""'
            if key == "units":  # of a tender that is out, nobody counts the units
                asked = f"AND({asked},NOT({self._is(OUTCOME, column, 'refused')}))"
            wrong = quoted(self.t(f"evaluation.check-{key}-wrong"))
            return f'IF({asked},IF({holds(column)},{quoted(self.ok)},{wrong}),"")'

        self.lines.results(row, text, check, style="word")
        self._keep(f"check-{key}", row)

    def _state(self, last: int) -> None:
        """Whether the outcome is final, in one line under the title."""
        t = self.t
        cells = span(self.checks, SET, last, LAST)
        wrong = f'SUMPRODUCT(({cells}<>"")*({cells}<>{quoted(self.ok)}))'
        names = span(OUTCOME, FIRST, OUTCOME, LAST)
        empty = t("evaluation.state-empty")
        self.sheet.text(STATE, 1, t("evaluation.state"), "strong")
        self.sheet.formula(
            STATE,
            SET,
            f'IF(SUMPRODUCT(--({names}<>""))=0,{quoted(empty)},IF({wrong}=0,{quoted(t("evaluation.state-good"))},'
            f"{quoted(t('evaluation.state-wrong'))}&{wrong}))",
            "state",
            shown=empty,
        )
        self._keep("state", STATE, SET)
