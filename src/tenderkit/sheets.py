# SPDX-License-Identifier: Apache-2.0
"""The sheets that prices are entered in: without them nobody could check the criteria on cost."""

from tenderkit.blocks import Answer, Block, Cell, Heading, Paragraph, Table
from tenderkit.decision import LIFE_CYCLE_COST
from tenderkit.draft import Draft, OpenPoint, PrintedLot
from tenderkit.printed import PrintedClause

# Models where the contracting authority pays charges and the contractor keeps the units.
CHARGED = ("lease", "service", "print-service")


class Sheets(Draft):
    """Composes the cost sheet of a lot that is compared by life-cycle cost, or the price sheet of a take-back lot."""

    def _cost_sheet(self, lot: PrintedLot) -> list[Block]:
        clause = next((c for c in lot.clauses if c.clause.id == LIFE_CYCLE_COST), None)
        if clause is not None:
            return self._life_cycle_sheet(lot, clause)
        return self._price_sheet(lot) if lot.part.facts.acquisition == "take-back" else []

    def _units(self, category: str, quantity: int) -> tuple[str, str]:
        """The label of a category, and a quantity of it in words."""
        label = self.library.vocabulary.categories[category].label
        return self.language.label(label), self.language.amount(quantity, label)

    def _head(self) -> tuple[str, ...]:
        return tuple(self.t(f"cost.{k}") for k in ("head", "set", "entered", "counted"))

    def _life_cycle_sheet(self, lot: PrintedLot, clause: PrintedClause) -> list[Block]:
        to_set = self.t("gaps.to-set")
        self.gaps.add(to_set)
        self.points.append(OpenPoint(clause.number, self.t("gaps.cost-what"), self.t("gaps.in-the-annex")))
        currency = lot.part.currency or self.t("words.currency")
        charged = clause.pick.facts.acquisition in CHARGED
        emissions = any(v.name == "carbon-price" and v.value.value != 0 for v in clause.values)
        stem = clause.tag.partition("@")[0]
        blocks: list[Block] = [
            Heading(self.t("cost.title", lot=self.name(lot)), 2, page_break=True),
            Paragraph(self.t("cost.intro", clause=clause.number, currency=currency)),
        ]
        for category in clause.pick.items:
            kind, units = self._units(category, lot.part.facts.items[category])
            model = Answer(
                f"{stem}.{category}.model", f"{kind}: {self.t('cost.model')}", self.t("cost.model-entered")
            )
            rows: list[tuple[Cell, ...]] = [(self.t("cost.model"), self.t("cost.model-set", units=units), model, "")]
            for key in ("charge" if charged else "price", "on", "idle", "consumables", "repair", "end-of-use"):
                own = f"{key}-charged" if charged and key in ("repair", "end-of-use") else key
                given = self.t(f"cost.{key}-set", gap=to_set)
                words = own if own == "end-of-use-charged" else key
                prompt, counted = self.t(f"cost.{words}-entered"), self.t(f"cost.{words}-counted")
                name = self.t(f"cost.{own}")
                rows.append((name, given, Answer(f"{stem}.{category}.{key}", f"{kind}: {name}", prompt), counted))
            given = self.t("cost.emissions-set" if emissions else "cost.emissions-not-set", gap=to_set)
            counted = self.t("cost.emissions-counted") if emissions else ""
            rows.append((self.t("cost.emissions"), given, "", counted))
            total = Answer(f"{stem}.{category}.total", f"{kind}: {self.t('cost.sum')}", self.t("response.fill"))
            rows.append((self.t("cost.sum"), "", total, self.t("cost.sum-counted")))
            table = Table(self.t("cost.caption", kind=kind), self._head(), tuple(rows), (18, 30, 24, 28), total=True)
            blocks.append(table)
        blocks.append(self._whole_lot(lot, stem))
        return blocks

    def _whole_lot(self, lot: PrintedLot, stem: str) -> Table:
        """What the tenderer offers for old equipment, the trade-in, and the figure that is compared."""
        rows: list[tuple[Cell, ...]] = []
        for category, quantity in lot.part.facts.returns.items():
            kind, units = self._units(category, quantity)
            name = self.t("cost.old", kind=kind)
            answer = Answer(f"{stem}.old-{category}", name, self.t("cost.handed-over-entered"))
            rows.append((name, self.t("cost.quantity", units=units), answer, self.t("cost.handed-over-counted")))
        name = self.t("cost.lot-total")
        total = Answer(f"{stem}.total", name, self.t("response.fill"))
        rows.append((name, "", total, self.t(f"cost.lot-total-counted{'-returns' if rows else ''}")))
        return Table(self.t("cost.lot"), self._head(), tuple(rows), (18, 30, 24, 28), total=True)

    def _price_sheet(self, lot: PrintedLot) -> list[Block]:
        rows: list[tuple[Cell, ...]] = []
        for category, quantity in lot.part.facts.returns.items():
            kind, units = self._units(category, quantity)
            stem = f"tk:L{lot.part.number}.price.{category}"
            answer = Answer(stem, kind, self.t("cost.unit-price-entered"))
            rows.append((kind, self.t("cost.quantity", units=units), answer, self.t("cost.unit-price-counted")))
        words = self.t("cost.price-total")
        total = Answer(f"tk:L{lot.part.number}.price.total", words, self.t("response.fill"))
        rows.append((words, "", total, self.t("cost.sum-counted")))
        head = (self.t("cost.kind"), *self._head()[1:])
        name = self.t("cost.price-title", lot=self.name(lot))
        table = Table(name, head, tuple(rows), (24, 26, 26, 24), total=True)
        return [Heading(name, 2), Paragraph(self.t("cost.price-intro")), table]
