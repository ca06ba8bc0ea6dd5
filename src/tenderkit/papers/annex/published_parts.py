# SPDX-License-Identifier: Apache-2.0
"""The parts of an annex that tenderers read: lots, clauses, award table, forms and lists."""

from collections.abc import Sequence

from tenderkit.library.clause import TIERS
from tenderkit.papers.annex.context import OpenPoint, PrintedLot, stage
from tenderkit.papers.annex.price_sheets import Sheets
from tenderkit.papers.award_formula import Criterion
from tenderkit.papers.blocks import Answer, Block, Cell, ClauseBlock, Duties, Heading, Paragraph, Table, Wide, texts
from tenderkit.papers.clause_text import PrintedClause, PrintedValue, Printer
from tenderkit.purchase.purchase import Line, Lot
from tenderkit.selection.selection import LIFE_CYCLE_COST

SECTIONS = (1, 2, 3, 4, 5)


class Parts(Sheets):
    """Composes what is published."""

    def _cover(self) -> tuple[tuple[str, str], ...]:
        tender = self.purchase.tender
        where = self.t("cover.where")
        lines = [
            (
                self.t("cover.authority"),
                tender.authority or self.gap("gaps.authority", where, self.t("cover.authority"), "tender.authority"),
            ),
            (
                self.t("cover.reference"),
                tender.reference or self.gap("gaps.reference", where, self.t("cover.reference"), "tender.reference"),
            ),
        ]
        if tender.country:
            lines.append((self.t("cover.country"), self.language.country(tender.country)))
        else:
            self.points.append(OpenPoint(where, self.t("cover.country"), "tender.country"))
        if tender.delivery_country and tender.delivery_country != tender.country:
            lines.append((self.t("cover.delivery"), self.language.country(tender.delivery_country)))
        lines.append((self.t("cover.launch"), self.language.date(tender.launch)))
        lines.append((self.t("cover.contract"), self.label("contracts", tender.contract)))
        lines += [(self.t("lot.number", number=lot.part.number), lot.title) for lot in self.lots]
        return tuple(lines)

    def _definitions(self, blocks: Sequence[Block]) -> list[Block]:
        """The definitions of the terms that occur in what the tenderer reads."""
        # Only clauses and forms use the defined terms; "acquisition model" is not the model of a device.
        text = " ".join(texts([b for b in blocks if isinstance(b, ClauseBlock | Wide)]))
        terms = self.language.frame.definitions.values()
        used = [d for d in terms if d.occurs_in(text)]
        # A definition may use a term that is itself defined.
        more = " ".join(d.text for d in used)
        used = [d for d in terms if d in used or d.occurs_in(more)]
        if not used:
            return []
        rows = tuple((d.term, d.text) for d in used)
        return [
            Heading(self.t("definitions.title"), 1, page_break=True),
            Paragraph(self.t("definitions.intro"), style="note"),
            Table(
                self.t("definitions.title"),
                (self.t("definitions.term"), self.t("definitions.meaning")),
                rows,
                (24, 76),
            ),
        ]

    def _lot_lines(self, lot: Lot, number: int) -> list[Block]:
        categories = self.library.vocabulary.categories

        def row(line: Line, kind: str) -> tuple[Cell, ...]:
            word = categories[line.category or ""]
            code = (line.cpv or word.cpv or "").partition("-")[0]
            return (
                self.t(f"lot.{kind}"),
                self.language.label(word.label),
                self.language.number(line.quantity),
                code,
                line.note or "",
            )

        bought = "bought-repair" if lot.acquisition == "repair" else "bought"
        rows = [row(x, bought) for x in lot.items] + [row(x, "returned") for x in lot.returns]
        basis = self.t(f"lot.basis-{lot.quantity_basis}")
        noted = any(r[4] for r in rows)
        head = tuple(self.t(f"lot.{c}") for c in ("direction", "category", "quantity", "cpv", "note"))
        widths: tuple[int, ...] = (20, 28, 12, 13, 27)
        if not noted:
            head, rows, widths = head[:4], [r[:4] for r in rows], (26, 42, 16, 16)
        facts = [
            (self.t("lot.acquisition"), self.label("acquisitions", lot.acquisition)),
            (self.t(f"lot.term-{self.purchase.tender.contract}"), self._term(lot, number)),
        ]
        if lot.data:
            facts.append((self.t("lot.data"), self.label("data", lot.data)))
        if lot.delivery_from:
            facts.append((self.t("lot.delivery-from"), self.language.date(lot.delivery_from)))
        return [
            *(Paragraph(value, name, "fact") for name, value in facts),
            Table(self.t("lot.caption"), head, tuple(rows), widths),
            Paragraph(" ".join((basis, self.t(f"lot.quantities-{self.purchase.tender.contract}"))), style="note"),
        ]

    def _term(self, lot: Lot, number: int) -> str:
        units = self.library.vocabulary.units["months"].label
        if lot.months is None:
            return self.gap("gaps.term", lot.title, self.t("gaps.term-what"), f"lots.{number}.months")
        term = self.language.amount(lot.months, units)
        if not lot.options:
            return term
        more = [self.language.amount(m, units) for m in lot.options]
        return self.t("lot.term-with-options", term=term, options=self.language.listing(more))

    def _lot(self, lot: PrintedLot) -> list[Block]:
        number = lot.part.number
        assert lot.part.lot is not None
        first = Heading(lot.title, 1, self.t("lot.number", number=number), number, page_break=number > 1)
        blocks: list[Block] = [first]
        blocks += self._lot_lines(lot.part.lot, number)
        by_clause = {c.clause.clause.id: c for c in lot.criteria if c.clause}
        for section in SECTIONS:
            inside = [c for c in lot.clauses if c.clause.section == section]
            blocks.append(Heading(self.t(f"sections.{section}"), 2, f"{number}.{section}"))
            intro = "intro" if inside or (section == 3 and lot.criteria) else "none"
            blocks.append(Paragraph(self.t(f"sections.{intro}-{section}"), style="note"))
            if section == 3 and lot.criteria:
                blocks += self._award_table(lot)
            elif section == 3:
                where = self.t("gaps.in-documents")
                self.points.append(OpenPoint(f"{number}.3", self.t("gaps.criteria-what"), where))
            blocks += [self._clause(c, by_clause.get(c.clause.id)) for c in inside]
        return blocks

    def _award_table(self, lot: PrintedLot) -> list[Block]:
        number = lot.part.number
        rows: list[tuple[Cell, ...]] = []
        undecided = lot.part.weights is None
        for criterion in lot.criteria:
            if undecided:
                weight = self.t("gaps.weight")
                self.gaps.add(weight)
            else:
                weight = self.language.number(criterion.points or 0)
            where = criterion.clause.number if criterion.clause else ""
            rows.append((where, criterion.name, weight))
        if undecided:
            where = f"{number}.3"
            self.points.append(OpenPoint(where, self.t("gaps.weights-what"), f"lots.{number}.weights"))
            total = self.language.number(100)
        else:
            total = self.language.number(sum((lot.part.weights or {}).values()))
        rows.append(("", self.t("award.total"), total))
        blocks: list[Block] = [
            Table(
                self.t("award.caption"),
                (self.t("award.clause"), self.t("award.criterion"), self.t("award.weight")),
                tuple(rows),
                (16, 64, 20),
                total=True,
            )
        ]
        for criterion in lot.criteria:
            if criterion.clause:
                continue
            if criterion.example:
                if self.t("gaps.to-set") in criterion.formula:
                    self._to_set(f"{number}.3", "spread")
                blocks.append(Paragraph(criterion.formula, self.t("formats.lead", text=criterion.name)))
                blocks.append(Paragraph(criterion.example, self.t("award.example"), "note"))
            else:
                gap = self.gap("gaps.quality", f"{number}.3", criterion.name, self.t("gaps.in-the-criteria"))
                blocks.append(Paragraph(gap, self.t("formats.lead", text=criterion.name)))
        if any(c.clause and c.clause.clause.id == LIFE_CYCLE_COST for c in lot.criteria):
            blocks.append(Paragraph(self.t("award.price-inside"), style="note"))
        return blocks

    def _clause(self, printed: PrintedClause, criterion: Criterion | None) -> ClauseBlock:
        blocks: list[Block] = [Heading(printed.title, 3, printed.number)]
        if self._in_english(printed):
            blocks.append(Paragraph(self.t("clause.untranslated"), style="note"))
        if printed.covers:
            blocks.append(Paragraph(printed.covers, style="note"))
        blocks.append(Duties(printed.requirement))
        for value in printed.undecided:
            self._undecided(printed, value)
        if criterion:
            blocks += self._points(criterion)
        blocks += [Paragraph(text, stage_) for stage_, text in self.tiers(printed)]
        if printed.remedy:
            blocks.append(Paragraph(printed.remedy, self.t("clause.remedy")))
        identity = self.t("clause.identity", id=printed.clause.id, version=printed.clause.version)
        line = self._source_line(printed)
        blocks.append(Paragraph(" ".join(filter(None, (identity, line))), style="source"))
        return ClauseBlock(printed, tuple(blocks))

    def _source_line(self, printed: PrintedClause) -> str:
        parts: dict[str, None] = {}
        for ref in printed.sources:
            cited = self.cite(ref.id, ref.clause)
            parts.setdefault(cited if ref.mark != "T" else self.t("sources.topic", cite=cited))
        return self.t("clause.sources", list=self.t("formats.joint").join(parts)) if parts else ""

    def _undecided(self, printed: PrintedClause, value: PrintedValue) -> None:
        lot = int(printed.number.partition(".")[0])
        printer = Printer(self.library, self.language, self.selection.parts[lot])
        self.gaps.add(printer.gap(value.value, value.title))
        about = ""
        if value.categories:
            about = self.t("gaps.for", categories=printer.labels(value.categories))
        self.points.append(
            OpenPoint(
                printed.number,
                f"{printed.title}: {value.title}{about}",
                f"lots.{lot}: parameters.{printed.clause.id}.{value.name}",
            )
        )

    def _points(self, criterion: Criterion) -> list[Block]:
        blocks: list[Block] = [Paragraph(criterion.formula, self.t("award.points"))]
        if criterion.steps:
            labels = Printer(self.library, self.language, self.selection.general).labels
            several = any(s.categories for s in criterion.steps)
            head = [self.t("award.step-from"), self.t("award.step-share"), self.t("award.step-points")]
            rows = []
            for step in criterion.steps:
                row = [
                    step.text,
                    self.t("award.share", share=self.language.number(step.share * 100)),
                    self.language.number(step.points) if step.points is not None else self.t("gaps.points"),
                ]
                rows.append(tuple([labels(step.categories or ()) or self.t("award.all"), *row] if several else row))
            if any(step.points is None for step in criterion.steps):
                self.gaps.add(self.t("gaps.points"))
            if several:
                head.insert(0, self.t("award.step-categories"))
            widths = (24, 40, 18, 18) if several else (60, 20, 20)
            blocks.append(Table(self.t("award.steps-caption", name=criterion.name), tuple(head), tuple(rows), widths))
        blocks.append(Paragraph(criterion.example, self.t("award.example"), "note"))
        return blocks

    def _response(self, form: Sequence[Block]) -> Block:
        first = Heading(self.t("response.title"), 1, page_break=True)
        return Wide((first, Paragraph(self.t("response.intro")), *form))

    def _form(self) -> list[Block]:
        """What the tenderer fills in: about itself, then lot by lot."""
        fill, choose = self.t("response.fill"), self.t("response.choose-day")
        fields = tuple(
            (
                self.t(f"response.{k}"),
                Answer(f"tk:tenderer.{k}", self.t(f"response.{k}"), choose if k == "date" else fill, day=k == "date"),
            )
            for k in ("name", "person", "models", "date", "signature")
            # Where every lot only takes equipment away, there is no model to name.
            if k != "models" or any(lot.part.facts.items for lot in self.lots)
        )
        head = (self.t("response.tenderer"), self.t("response.answer"))
        blocks: list[Block] = [Table(self.t("response.tenderer-table"), head, fields, (40, 60))]
        for lot in (self.general, *self.lots):
            if not lot.clauses:
                continue
            name = self.name(lot)
            # A tenderer may answer one lot only, so each lot starts on a page of its own.
            blocks += [Heading(name, 2, page_break=lot.part.number > 1), self._response_table(name, lot)]
            blocks += self._cost_sheet(lot) if lot.part.number else []
        return blocks

    def _response_table(self, name: str, lot: PrintedLot) -> Table:
        head = tuple(self.t(f"response.{c}") for c in ("clause", "question", "answer", "value", "evidence"))
        rows = []
        for c in lot.clauses:
            stem = c.tag.partition("@")[0]
            kind = "award" if c.clause.kind == "award-criterion" else stage(c)
            choices = tuple(self.t(f"response.{w}-{kind}") for w in ("yes", "no"))
            rows.append(
                (
                    f"{c.number} {c.title}",
                    c.question,
                    Answer(f"{stem}.answer", f"{c.number} {head[2]}", self.t("response.choose"), choices),
                    Answer(f"{stem}.value", f"{c.number} {head[3]}", self.t("response.fill")),
                    Answer(f"{stem}.evidence", f"{c.number} {head[4]}", self.t("response.fill")),
                )
            )
        return Table(name, head, tuple(rows), (20, 32, 12, 18, 18))

    def _evidence(self) -> list[Block]:
        blocks: list[Block] = [
            Heading(self.t("evidence.title"), 1),
            Paragraph(self.t("evidence.intro"), style="note"),
        ]
        asked, none = self.t("evidence.asked"), self.t("evidence.none")
        tiers = [t for t in TIERS if any(t in c.verification for c in self.printed)]
        head = tuple(self.t(f"evidence.{k}") for k in ("clause", *tiers, "due"))
        widths = (38, *(14 for _ in tiers), 20)
        for lot in (self.general, *self.lots):
            if not lot.clauses:
                continue
            rows = [
                (f"{c.number} {c.title}", *(asked if t in c.verification else none for t in tiers), self.due(c))
                for c in lot.clauses
            ]
            blocks.append(Table(self.name(lot), head, tuple(rows), widths))
        return blocks

    def _source_list(self) -> list[Block]:
        rows = []
        for id_ in self.sources[: self.published]:
            source = self.library.sources[id_]
            title = self.title(source)
            notes = [self.t(f"sources.kind-{source.kind}")]
            if source.status != "check":
                notes.append(self.t(f"sources.status-{source.status}"))
            if source.date:
                notes.append(self.language.date(source.date))
            remark = self.t("formats.joint").join(notes)
            rows.append((f"[{self.source_numbers[id_]}]", title, remark, source.url or ""))
        if not rows:
            return []
        head = tuple(self.t(f"sources.{k}") for k in ("number", "title-column", "status", "address"))
        return [
            Heading(self.t("sources.title"), 1, page_break=True),
            Paragraph(self.t("sources.intro"), style="note"),
            Table(self.t("sources.title"), head, tuple(rows), (7, 43, 18, 32)),
        ]
