# SPDX-License-Identifier: Apache-2.0
"""The sheets that prices are entered in: without them nobody could check the criteria on cost."""

from tenderkit.papers.annex.context import Draft, OpenPoint, PrintedLot
from tenderkit.papers.blocks import Answer, Block, Cell, Heading, Paragraph, Table
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.selection.selection import LIFE_CYCLE_COST

# Models where the contracting authority pays charges and the contractor keeps the units.
CHARGED = ("lease", "service", "print-service")
WIDTHS = (18, 30, 24, 28)

Row = tuple[Cell, ...]


class Sheets(Draft):
    """Composes the cost sheet of a lot that is compared by life-cycle cost, or the price sheet of one that is
    compared by price.
    """

    def _cost_sheet(self, lot: PrintedLot) -> list[Block]:
        clause = next((c for c in lot.clauses if c.clause.id == LIFE_CYCLE_COST), None)
        if clause is not None:
            return self._life_cycle_sheet(lot, clause)
        compared = lot.criteria or lot.part.facts.acquisition == "take-back"
        return self._price_sheet(lot) if compared else []

    def _units(self, category: str, quantity: int) -> tuple[str, str]:
        """The label of a category, and a quantity of it in words."""
        label = self.library.vocabulary.categories[category].label
        return self.language.label(label), self.language.amount(quantity, label)

    def _head(self, first: str = "head") -> tuple[str, ...]:
        return tuple(self.t(f"cost.{k}") for k in (first, "set", "entered", "counted"))

    def _to_set(self, number: str, what: str) -> str:
        """The gap for what the authority sets before it publishes: in the cost or price sheet, or in a formula."""
        to_set = self.t("gaps.to-set")
        self.gaps.add(to_set)
        point = OpenPoint(number, self.t(f"gaps.{what}-what"), self.t("gaps.in-the-annex"))
        if point not in self.points:
            self.points.append(point)
        return to_set

    def _row(
        self, stem: str, about: str, key: str, given: str = "", words: str = "", kind: str = "", **more: str
    ) -> Row:
        """A line of a sheet: what it is, what is set, what is entered, how it counts.

        Parameters: `stem`, the tag before the key; `about`, what the line belongs to; `words`, the key of its words
        where that is not `key`; `kind`, the name of the line where its words do not name it; `more`, what is put
        into the words.
        """
        words = words or key
        name = self.t(f"cost.{words}")
        prompt, counted = self.t(f"cost.{words}-entered", **more), self.t(f"cost.{words}-counted", **more)
        return kind or name, given, Answer(f"{stem}.{key}", f"{name}: {about}", prompt), counted

    # Life-cycle cost

    def _life_cycle_sheet(self, lot: PrintedLot, clause: PrintedClause) -> list[Block]:
        gap = self._to_set(clause.number, "cost")
        stem = clause.tag.partition("@")[0]
        blocks: list[Block] = [
            Heading(self.t("cost.title", lot=self.name(lot)), 2, page_break=True),
            Paragraph(
                self.t(
                    "cost.intro",
                    clause=clause.number,
                    currency=self._currency(lot),
                    prices=self.t(f"cost.{'two-prices' if self._asked(clause, 'carbon-price') else 'one-price'}"),
                )
            ),
        ]
        for category in clause.pick.items:
            kind, units = self._units(category, lot.part.facts.items[category])
            model = Answer(
                f"{stem}.{category}.model", f"{self.t('cost.model')}: {kind}", self.t("cost.model-entered")
            )
            rows: list[Row] = [(self.t("cost.model"), self.t("cost.model-set", units=units), model, "")]
            rows += self._life_cycle_rows(clause, category, f"{stem}.{category}", kind, gap)
            total = Answer(f"{stem}.{category}.total", f"{self.t('cost.sum')}: {kind}", self.t("response.fill"))
            rows.append((self.t("cost.sum"), "", total, self.t("cost.sum-counted")))
            blocks.append(
                Table(self.t("cost.caption", kind=kind), self._head(), tuple(rows), WIDTHS, total=True, copied=True)
            )
        blocks.append(self._whole_lot(lot, clause, stem))
        return blocks

    def _life_cycle_rows(self, clause: PrintedClause, category: str, stem: str, kind: str, gap: str) -> list[Row]:
        """The heads of cost of a product category, without those that the authority switched off."""
        model = clause.pick.facts.acquisition
        charged = model in CHARGED
        rows = [self._row(stem, kind, "charge" if charged else "price")]
        if model == "print-service":
            rows.append(self._row(stem, kind, "pages", self.t("cost.pages-set", gap=gap)))
        rows += [self._row(stem, kind, key, self.t(f"cost.{key}-set", gap=gap)) for key in ("on", "idle")]
        if self.library.vocabulary.categories[category].consumes and model != "print-service":
            rows.append(self._row(stem, kind, "consumables", self.t("cost.consumables-set", gap=gap)))
        words = "repair-charged" if charged else "repair"
        rows.append(self._row(stem, kind, "repair", self.t("cost.repair-set", gap=gap), words))
        if cap := self._asked(clause, "end-of-use-cap"):
            rows.append(self._row(stem, kind, "end-of-use", cap=cap))
        if self._asked(clause, "carbon-price"):
            given = self.t("cost.emissions-set", gap=gap)
            rows.append((self.t("cost.emissions"), given, "", self.t("cost.emissions-counted")))
        return rows

    def _asked(self, clause: PrintedClause, parameter: str) -> str:
        """The value of a parameter in words; empty where the clause does not name it or it switches its head off."""
        if parameter not in clause.named:
            return ""
        shape = clause.clause.parameters[parameter]
        return next((v.amount for v in clause.values if v.name == parameter and shape.asks(v.value.value)), "")

    def _whole_lot(self, lot: PrintedLot, clause: PrintedClause, stem: str) -> Table:
        """What has no sheet of its own, what is offered for old equipment, and the figure that is compared."""
        rows: list[Row] = []
        model = clause.pick.facts.acquisition
        for category, quantity in lot.part.facts.items.items():
            # In a print service the cartridges are in the price of a page.
            if category not in clause.pick.items and (category, model) != ("consumables", "print-service"):
                kind, units = self._units(category, quantity)
                words = "charge" if model in CHARGED else "price"
                given = self.t("cost.quantity", units=units)
                rows.append(self._row(f"{stem}.{category}", kind, words, given, kind=kind))
        for category, quantity in lot.part.facts.returns.items():
            kind, units = self._units(category, quantity)
            name = self.t("cost.old", kind=kind)
            given = self.t("cost.quantity", units=units)
            if cap := self._asked(clause, "old-equipment-cap"):
                given = self.t("cost.old-capped", quantity=given, cap=cap)
            answer = Answer(f"{stem}.old-{category}", name, self.t("cost.handed-over-entered"))
            rows.append((name, given, answer, self.t("cost.handed-over-counted")))
        name = self.t("cost.lot-total")
        total = Answer(f"{stem}.total", name, self.t("response.fill"))
        rows.append((name, "", total, self.t(f"cost.lot-total-counted{'-more' if rows else ''}")))
        return Table(self.t("cost.lot"), self._head(), tuple(rows), WIDTHS, total=True)

    # Price

    def _price_sheet(self, lot: PrintedLot) -> list[Block]:
        stem = f"tk:L{lot.part.number}.price"
        match lot.part.facts.acquisition:
            case "take-back":
                rows, intro = self._take_back_rows(lot, stem), "price-intro-either"
            case "repair":
                rows, intro = self._repair_rows(lot, stem), "price-intro"
            case model:
                rows, intro = self._price_rows(lot, stem), f"price-intro{'-charged' if model in CHARGED else ''}"
        words = self.t("cost.price-total")
        total = Answer(f"{stem}.total", words, self.t("response.fill"))
        rows.append((words, "", total, self.t("cost.sum-counted")))
        name = self.t("cost.price-title", lot=self.name(lot))
        table = Table(name, self._head("kind"), tuple(rows), WIDTHS, total=True)
        return [Heading(name, 2), Paragraph(self.t(f"cost.{intro}", currency=self._currency(lot))), table]

    def _take_back_rows(self, lot: PrintedLot, stem: str) -> list[Row]:
        rows: list[Row] = []
        for category, quantity in lot.part.facts.returns.items():
            kind, units = self._units(category, quantity)
            answer = Answer(f"{stem}.{category}", kind, self.t("cost.unit-price-entered"))
            rows.append((kind, self.t("cost.quantity", units=units), answer, self.t("cost.unit-price-counted")))
        return rows

    def _repair_rows(self, lot: PrintedLot, stem: str) -> list[Row]:
        """A basket: without one, prices of parts, hours and diagnoses cannot be compared."""
        gap = self._to_set(f"{lot.part.number}.3", "price")
        rows: list[Row] = []
        for category, quantity in lot.part.facts.items.items():
            kind, units = self._units(category, quantity)
            given = self.t("cost.repairs-set", units=units, gap=gap)
            rows.append(self._row(f"{stem}.{category}", kind, "repairs", given, kind=kind))
            given, diagnosis = self.t("cost.diagnosis-set", gap=gap), self.t("cost.diagnosis-of", kind=kind)
            rows.append(self._row(f"{stem}.{category}", kind, "diagnosis", given, kind=diagnosis))
        for key in ("labour", "mark-up"):
            rows.append(self._row(stem, self.name(lot), key, self.t(f"cost.{key}-set", gap=gap)))
        return rows

    def _price_rows(self, lot: PrintedLot, stem: str) -> list[Row]:
        charged = lot.part.facts.acquisition in CHARGED
        rows: list[Row] = []
        for category, quantity in lot.part.facts.items.items():
            kind, units = self._units(category, quantity)
            if category == "consumables":
                gap = self._to_set(f"{lot.part.number}.3", "price")
                key, given = "items", self.t("cost.items-set", units=units, gap=gap)
            else:
                key, given = "term-charge" if charged else "price", self.t("cost.quantity", units=units)
            rows.append(self._row(f"{stem}.{category}", kind, key, given, kind=kind))
        return rows

    def _currency(self, lot: PrintedLot) -> str:
        return lot.part.currency or self.t("words.currency")
