# SPDX-License-Identifier: Apache-2.0
"""The annex: what is printed, in order, as blocks that every format can render (design section 8).

`compose` puts a selection into the words of one language. The blocks know nothing of Word or Markdown.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from tenderkit import __version__
from tenderkit.award import Awards, Criterion
from tenderkit.language import Language
from tenderkit.library import Duty, Source
from tenderkit.printed import TIERS, PrintedClause, PrintedValue, Printer, print_lot
from tenderkit.purchase import Line, Lot, Purchase
from tenderkit.reason import reason_text
from tenderkit.selection import LIFE_CYCLE_COST, LotSelection, Selection

SECTIONS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Heading:
    """A heading. `number` is printed in front of it; `level` 1 to 3; `lot` marks a heading counted per lot."""

    text: str
    level: int
    number: str = ""
    lot: int | None = None
    page_break: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Running text. A `lead` is printed bold in front; `style` says what kind of text it is."""

    text: str
    lead: str = ""
    style: Literal["body", "note", "source", "fact"] = "body"


@dataclass(frozen=True)
class Duties:
    """The paragraphs of a requirement: lettered where there are several."""

    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """A cell for the tenderer to fill: its tag, its name for assistive tools, the choices of a list."""

    tag: str
    name: str
    prompt: str
    choices: tuple[str, ...] = ()


Cell = str | Answer


@dataclass(frozen=True)
class Table:
    """A table with a header row. `widths` are shares of the text width; `total` marks a last row of totals."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    total: bool = False


@dataclass(frozen=True)
class ClauseBlock:
    """One clause with its heading; a block control in Word."""

    printed: PrintedClause
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Removable:
    """Blocks for the authority only, kept together so that they can be removed in one go."""

    tag: str
    name: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Wide:
    """Blocks on pages in landscape."""

    blocks: tuple["Block", ...]


Block = Heading | Paragraph | Duties | Table | ClauseBlock | Removable | Wide


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


@dataclass(frozen=True)
class Annex:
    """The whole annex. `gaps` are the exact texts of the open places, so that a format can mark them."""

    selection: Selection
    language: Language
    title: str
    subtitle: str
    cover: tuple[tuple[str, str], ...]
    general: PrintedLot
    lots: tuple[PrintedLot, ...]
    sources: tuple[tuple[str, Source], ...]
    open_points: tuple[OpenPoint, ...]
    blocks: tuple[Block, ...]
    gaps: frozenset[str] = field(default_factory=frozenset)

    @property
    def printed(self) -> tuple[PrintedClause, ...]:
        """All clauses, in the order of numbers."""
        return tuple(c for lot in (self.general, *self.lots) for c in lot.clauses)


def purchase_digest(purchase: Purchase) -> str:
    """The SHA-256 of what a purchase says, in hexadecimal digits: comments and layout of the file do not count."""
    said = purchase.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class _Composer:
    def __init__(self, selection: Selection, language: Language) -> None:
        self.selection, self.language = selection, language
        self.library, self.purchase = selection.library, selection.purchase
        self.t = language.text
        self.gaps: set[str] = set()
        self.points: list[OpenPoint] = []
        self.general = PrintedLot(
            selection.general, self.t("general.title"), print_lot(self.library, language, selection.general)
        )
        lots = []
        for part in selection.lots:
            assert part.lot is not None
            printed = print_lot(self.library, language, part)
            criteria = Awards(self.library, language, part, printed).table()
            lots.append(PrintedLot(part, part.lot.title, printed, criteria))
        self.lots = tuple(lots)
        self.sources = self._cited()
        self.source_numbers = {id_: n for n, id_ in enumerate(self.sources, 1)}

    @property
    def printed(self) -> list[PrintedClause]:
        return [c for lot in (self.general, *self.lots) for c in lot.clauses]

    def gap(self, key: str, where: str, what: str, path: str) -> str:
        """A visible gap, put on the list of open points."""
        text = self.t(key)
        self.gaps.add(text)
        self.points.append(OpenPoint(where, what, path))
        return text

    def label(self, list_: str, word: str) -> str:
        return self.language.label(getattr(self.library.vocabulary, list_)[word].label)

    # Sources

    def _cited(self) -> list[str]:
        """The ids of the sources that something printed rests on, in the order of first appearance."""
        found: dict[str, None] = {}
        for printed in self.printed:
            for ref in printed.sources:
                found.setdefault(ref.id)
            for value in printed.values:
                if value.value.source:
                    found.setdefault(value.value.source)
                if value.value.value is None and value.value.limit:
                    found.setdefault(value.value.limit.source)
        for duty in self._duties():
            found.setdefault(duty.source)
        for rule in self._rules():
            if rule[2]:
                found.setdefault(rule[2])
        return [s for s in self.library.sources if s in found]

    def cite(self, id_: str, clause: str | None = None) -> str:
        """`[3], Art 42`: the number in the list of sources and the place in the source."""
        number = f"[{self.source_numbers[id_]}]"
        return self.t("sources.cite", number=number, clause=clause) if clause else number

    def _source_line(self, printed: PrintedClause) -> str:
        parts: dict[str, None] = {}
        for ref in printed.sources:
            cited = self.cite(ref.id, ref.clause)
            parts.setdefault(cited if ref.mark != "T" else self.t("sources.topic", cite=cited))
        return self.t("clause.sources", list="; ".join(parts)) if parts else ""

    # Clauses

    def _asked(self, printed: PrintedClause) -> list[str]:
        """The tiers of proof that are asked for; small purchases are spared the third."""
        asked = [t for t in TIERS if t in printed.verification]
        if self.selection.proportionality == "short" and len(asked) > 1:
            asked = [t for t in asked if t != "certificate"]
        return asked

    def _due(self, printed: PrintedClause) -> str:
        """When the proof beyond the declaration is due."""
        return self.t(f"evidence.due-{_stage(printed)}")

    def _tiers(self, printed: PrintedClause) -> list[tuple[str, str]]:
        """The proof that is asked for, with its stage."""
        stage = _stage(printed)
        return [(self.t(f"proof.{t}-{stage}"), printed.verification[t]) for t in self._asked(printed)]

    def _clause(self, printed: PrintedClause, criterion: Criterion | None) -> ClauseBlock:
        blocks: list[Block] = [Heading(printed.title, 3, printed.number)]
        if printed.covers:
            blocks.append(Paragraph(printed.covers, style="note"))
        blocks.append(Duties(printed.requirement))
        for value in printed.undecided:
            self._undecided(printed, value)
        if criterion:
            blocks += self._points(criterion)
        tiers = self._tiers(printed)
        if tiers:
            blocks.append(
                Paragraph(
                    self.t("proof.join").join(self.t("proof.tier", stage=s, text=x) for s, x in tiers),
                    self.t("clause.proof"),
                )
            )
        if printed.remedy:
            blocks.append(Paragraph(printed.remedy, self.t("clause.remedy")))
        identity = self.t("clause.identity", id=printed.clause.id, version=printed.clause.version)
        line = self._source_line(printed)
        blocks.append(Paragraph(" ".join(filter(None, (identity, line))), style="source"))
        return ClauseBlock(printed, tuple(blocks))

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

    # Parts of the annex

    def _lot_lines(self, lot: Lot) -> list[Block]:
        categories = self.library.vocabulary.categories

        def row(line: Line, kind: str) -> tuple[Cell, ...]:
            word = categories[line.category or ""]
            code = line.cpv or word.cpv or ""
            return (
                self.t(f"lot.{kind}"),
                self.language.label(word.label),
                self.language.number(line.quantity),
                code,
                line.note or "",
            )

        rows = [row(x, "bought") for x in lot.items] + [row(x, "returned") for x in lot.returns]
        basis = self.t(f"lot.basis-{lot.quantity_basis}")
        noted = any(r[4] for r in rows)
        head = tuple(self.t(f"lot.{c}") for c in ("direction", "category", "quantity", "cpv", "note"))
        widths: tuple[int, ...] = (20, 28, 12, 13, 27)
        if not noted:
            head, rows, widths = head[:4], [r[:4] for r in rows], (26, 42, 16, 16)
        facts = [
            (self.t("lot.acquisition"), self.label("acquisitions", lot.acquisition)),
            (self.t(f"lot.term-{self.purchase.tender.contract}"), self._term(lot)),
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

    def _term(self, lot: Lot) -> str:
        units = self.library.vocabulary.units["months"].label
        if lot.months is None:
            number = self.purchase.lots.index(lot) + 1
            return self.gap("gaps.term", lot.title, self.t("gaps.term-what"), f"lots.{number}.months")
        term = f"{self.language.number(lot.months)} {self.language.label(units, lot.months)}"
        if not lot.options:
            return term
        more = [f"{self.language.number(m)} {self.language.label(units, m)}" for m in lot.options]
        return self.t("lot.term-with-options", term=term, options=self.language.listing(more))

    def _lot(self, lot: PrintedLot) -> list[Block]:
        number = lot.part.number
        assert lot.part.lot is not None
        first = Heading(lot.title, 1, self.t("lot.number", number=number), number, page_break=number > 1)
        blocks: list[Block] = [first]
        blocks += self._lot_lines(lot.part.lot)
        by_clause = {c.clause.clause.id: c for c in lot.criteria if c.clause}
        for section in SECTIONS:
            inside = [c for c in lot.clauses if c.clause.section == section]
            blocks.append(Heading(self.t(f"sections.{section}"), 2, f"{number}.{section}"))
            intro = "intro" if inside or (section == 3 and lot.criteria) else "none"
            blocks.append(Paragraph(self.t(f"sections.{intro}-{section}"), style="note"))
            if section == 3 and lot.criteria:
                blocks += self._award_table(lot)
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
                blocks.append(Paragraph(criterion.formula, criterion.name))
                blocks.append(Paragraph(criterion.example, self.t("award.example"), "note"))
            else:
                gap = self.gap("gaps.quality", f"{number}.3", criterion.name, "")
                blocks.append(Paragraph(gap, criterion.name))
        if any(c.clause and c.clause.clause.id == LIFE_CYCLE_COST for c in lot.criteria):
            blocks.append(Paragraph(self.t("award.price-inside"), style="note"))
        return blocks

    def _definitions(self, blocks: Sequence[Block]) -> list[Block]:
        """The definitions of the terms that occur in what the tenderer reads."""
        text = " ".join(_texts(blocks)).lower()
        used = [d for d in self.language.frame.definitions.values() if any(f.lower() in text for f in d.forms)]
        # A definition may use a term that is itself defined.
        more = " ".join(d.text for d in used).lower()
        used = [
            d
            for d in self.language.frame.definitions.values()
            if d in used or any(f.lower() in more for f in d.forms)
        ]
        if not used:
            return []
        rows = tuple((d.term, d.text) for d in used)
        return [
            Heading(self.t("definitions.title"), 1),
            Paragraph(self.t("definitions.intro"), style="note"),
            Table(
                self.t("definitions.title"),
                (self.t("definitions.term"), self.t("definitions.meaning")),
                rows,
                (24, 76),
            ),
        ]

    def _response(self) -> list[Block]:
        blocks: list[Block] = [
            Heading(self.t("response.title"), 1, page_break=True),
            Paragraph(self.t("response.intro")),
        ]
        head = tuple(self.t(f"response.{c}") for c in ("clause", "question", "answer", "value", "evidence"))
        for lot in self.lots:
            rows = []
            for c in lot.clauses:
                stem = c.tag.partition("@")[0]
                choices = tuple(self.t(f"response.{w}-{_stage(c)}") for w in ("yes", "no"))
                rows.append(
                    (
                        f"{c.number} {c.title}",
                        c.question,
                        Answer(f"{stem}.answer", f"{c.number} {head[2]}", self.t("response.choose"), choices),
                        Answer(f"{stem}.value", f"{c.number} {head[3]}", self.t("response.fill")),
                        Answer(f"{stem}.evidence", f"{c.number} {head[4]}", self.t("response.fill")),
                    )
                )
            if rows:
                name = self.t("response.lot", number=self.t("lot.number", number=lot.part.number), title=lot.title)
                blocks += [Heading(name, 2), Table(name, head, tuple(rows), (20, 32, 12, 18, 18))]
        return [Wide(tuple(blocks))]

    def _evidence(self) -> list[Block]:
        asked, none = self.t("evidence.asked"), self.t("evidence.none")
        rows = []
        for c in self.printed:
            tiers = self._asked(c)
            rows.append((f"{c.number} {c.title}", *(asked if t in tiers else none for t in TIERS), self._due(c)))
        head = tuple(self.t(f"evidence.{k}") for k in ("clause", *TIERS, "due"))
        return [
            Heading(self.t("evidence.title"), 1),
            Paragraph(self.t("evidence.intro"), style="note"),
            Table(self.t("evidence.title"), head, tuple(rows), (38, 14, 14, 16, 18)),
        ]

    def _source_list(self) -> list[Block]:
        rows = []
        for number, id_ in enumerate(self.sources, 1):
            source = self.library.sources[id_]
            title = ", ".join(filter(None, (source.title, source.issuer, source.edition)))
            notes = [self.t(f"sources.kind-{source.kind}"), self.t(f"sources.status-{source.status}")]
            if source.date:
                notes.append(self.language.date(source.date))
            if source.note:
                notes.append(source.note)
            if source.mark == "M":
                notes.append(self.t("sources.from-memory"))
            where = source.url or ""
            rows.append((f"[{number}]", title, "; ".join(notes), where))
        head = tuple(self.t(f"sources.{k}") for k in ("number", "title-column", "status", "address"))
        return [
            Heading(self.t("sources.title"), 1),
            Paragraph(self.t("sources.intro"), style="note"),
            Table(self.t("sources.title"), head, tuple(rows), (7, 39, 22, 32)),
        ]

    # For the authority only

    def _how_to_use(self) -> Removable:
        head = tuple(self.t(f"use.{k}") for k in ("part", "belongs", "who"))
        parts = ("selection", "specification", "award", "performance", "reporting", "response", "notes")
        rows = tuple(tuple(self.t(f"use.{p}-{k}") for k in ("part", "belongs", "who")) for p in parts)
        return Removable(
            "tk:how-to-use",
            self.t("use.title"),
            (
                Heading(self.t("use.title"), 1),
                Paragraph(self.t("use.what")),
                Paragraph(self.t("use.advice")),
                Paragraph(self.t("use.steps")),
                Table(self.t("use.caption"), head, rows, (26, 48, 26)),
            ),
        )

    def _notes(self) -> Removable:
        blocks: list[Block] = [
            Heading(self.t("notes.title"), 1, page_break=True),
            Paragraph(self.t("notes.intro"), style="note"),
            *self._open_points(),
            *self._legal_notes(),
            *self._guidance(),
            *self._left_out(),
            *self._numbers(),
            *self._provenance(),
        ]
        return Removable("tk:notes", self.t("notes.title"), tuple(blocks))

    def _open_points(self) -> list[Block]:
        title = Heading(self.t("open.title"), 2)
        if not self.points:
            return [title, Paragraph(self.t("open.none"))]
        rows = tuple((p.where, p.what, p.key) for p in self.points)
        head = tuple(self.t(f"open.{k}") for k in ("where", "what", "key"))
        return [
            title,
            Paragraph(self.t("open.intro"), style="note"),
            Table(self.t("open.title"), head, rows, (14, 46, 40)),
        ]

    def _duties(self) -> list[Duty]:
        """The duties of law on the authority that hold for this purchase on its day."""
        date = self.purchase.tender.launch
        kinds = {c for lot in self.purchase.lots for c in lot.categories}
        found: list[Duty] = []
        for name in self.library.with_parents(self.selection.jurisdiction):
            duties = [
                d
                for d in self.library.jurisdictions[name].duties
                if (d.from_ is None or d.from_ <= date)
                and (d.until is None or date <= d.until)
                and (not d.categories or not kinds.isdisjoint(d.categories))
            ]
            outdated = {d.replaces for d in duties}
            found += [d for d in duties if d.id not in outdated]
        return found

    def _rules(self) -> list[tuple[str, str, str | None, str | None]]:
        """What the jurisdiction says on equivalence, weights and e-waste: name, text, source, clause."""
        rules: list[tuple[str, str, str | None, str | None]] = []
        code = self.language.code
        for what in ("equivalence", "weights"):
            rule = self.library.inherited(self.selection.jurisdiction, what)
            if rule:
                rules.append((self.t(f"notes.{what}"), rule.text[code], rule.source, rule.clause))
        regime = self.library.inherited(self.selection.jurisdiction, "e_waste")
        if regime:
            parts = [self.t("notes.e-waste-law", law=regime.law)]
            for key, words in (("registers", regime.registers), ("proof", regime.proof)):
                if words:
                    parts.append(self.t(f"notes.e-waste-{key}", text=words[code]))
            parts.append(self.t(f"notes.ask-{regime.ask_when}"))
            rules.append((self.t("notes.e-waste"), " ".join(parts), regime.source, None))
        return rules

    def _legal_notes(self) -> list[Block]:
        rows = []
        for name, text, source, clause in self._rules():
            rows.append((name, text, self.cite(source, clause) if source else ""))
        for duty in self._duties():
            rows.append((self.t("notes.duty"), duty.text[self.language.code], self.cite(duty.source, duty.clause)))
        if not rows:
            return []
        head = tuple(self.t(f"notes.{k}") for k in ("topic", "rule", "source"))
        return [
            Heading(self.t("notes.law-title"), 2),
            Paragraph(self.t("notes.law-intro"), style="note"),
            Table(self.t("notes.law-title"), head, tuple(rows), (18, 62, 20)),
        ]

    def _guidance(self) -> list[Block]:
        blocks: list[Block] = [Heading(self.t("guidance.title"), 2)]
        said: dict[tuple[str, str], list[str]] = {}
        for c in self.printed:
            if c.guidance:
                said.setdefault((c.title, c.guidance), []).append(c.number)
        blocks += [
            Paragraph(text, self.t("guidance.lead", numbers=self.language.listing(numbers), title=title))
            for (title, text), numbers in said.items()
        ]
        return blocks

    def _left_out(self) -> list[Block]:
        blocks: list[Block] = [
            Heading(self.t("left-out.title"), 2),
            Paragraph(self.t("left-out.intro"), style="note"),
        ]
        head = (self.t("left-out.clause"), self.t("left-out.reason"))
        for lot in (self.general, *self.lots):
            rows = []
            for id_, decision in lot.part.decisions.items():
                if not decision.selected:
                    clause = self.library.clauses[id_]
                    name = self.t("left-out.name", title="".join(clause.text.title), id=id_)
                    rows.append((name, reason_text(decision, lot.part.facts, self.library, self.language)))
            if rows:
                name = lot.title
                if lot.part.number:
                    name = f"{self.t('lot.number', number=lot.part.number)}: {lot.title}"
                caption = self.t("left-out.caption", lot=name)
                blocks.append(Table(caption, head, tuple(rows), (42, 58)))
        return blocks

    def _origin(self, value: PrintedValue) -> str:
        v = value.value
        text = self.t(f"origins.{v.origin}")
        if v.source:
            text = self.t("origins.with-source", origin=text, cite=self.cite(v.source, v.clause))
        if v.moved_from is not None:
            printer = Printer(self.library, self.language, self.selection.general)
            text += self.t("origins.moved", value=printer.bare(v.moved_from))
        if v.value is None and v.limit:
            text = self.t("origins.with-source", origin=text, cite=self.cite(v.limit.source, v.limit.clause))
        return text

    def _numbers(self) -> list[Block]:
        labels = Printer(self.library, self.language, self.selection.general).labels
        rows = []
        for c in self.printed:
            for v in c.values:
                title = v.title
                if v.categories:
                    title += self.t("gaps.for", categories=labels(v.categories))
                rows.append((c.number, title, v.text, self._origin(v)))
        head = tuple(self.t(f"numbers.{k}") for k in ("clause", "name", "value", "origin"))
        return [
            Heading(self.t("numbers.title"), 2),
            Paragraph(self.t("numbers.intro"), style="note"),
            Table(self.t("numbers.title"), head, tuple(rows), (10, 30, 34, 26)),
        ]

    def _provenance(self) -> list[Block]:
        s, tender = self.selection, self.purchase.tender
        place = tender.delivery_country or tender.country
        facts = [
            ("tool", f"tenderkit {__version__}"),
            (
                "library",
                self.t("provenance.with-digest", version=self.library.version, digest=self.library.digest),
            ),
            ("purchase", self.t("provenance.digest", digest=purchase_digest(self.purchase))),
            ("jurisdiction", self.jurisdiction()),
            ("place", self.language.country(place) if place else self.t("provenance.no-place")),
            (
                "product-law",
                self.language.listing([self.library.jurisdictions[p].title[self.language.code] for p in s.place]),
            ),
            ("launch", self.language.date(tender.launch)),
            ("level", self.label("levels", tender.level)),
            (
                "proportionality",
                self.t(
                    f"provenance.proportionality-{s.proportionality_found}",
                    size=self.label("proportionalities", s.proportionality),
                ),
            ),
        ]
        rows = tuple((self.t(f"provenance.{k}"), v) for k, v in facts)
        picks = tuple(
            (
                c.number,
                self.t("left-out.name", title=c.title, id=f"{c.clause.id}@{c.clause.version}"),
                c.reason,
            )
            for c in self.printed
        )
        head = (self.t("provenance.what"), self.t("provenance.value"))
        why = tuple(self.t(f"provenance.{k}") for k in ("number", "clause", "reason"))
        return [
            Heading(self.t("provenance.why-title"), 2),
            Table(self.t("provenance.why-title"), why, picks, (10, 40, 50)),
            Heading(self.t("provenance.title"), 2),
            Table(self.t("provenance.title"), head, rows, (30, 70)),
        ]

    def jurisdiction(self) -> str:
        """The jurisdiction, and why it is this one."""
        s = self.selection
        country = self.purchase.tender.country
        return self.t(
            f"provenance.jurisdiction-{s.jurisdiction_found}",
            name=self.library.jurisdictions[s.jurisdiction].title[self.language.code],
            country=self.language.country(country) if country else self.t("provenance.no-place"),
        )

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
        if tender.delivery_country and tender.delivery_country != tender.country:
            lines.append((self.t("cover.delivery"), self.language.country(tender.delivery_country)))
        lines.append((self.t("cover.launch"), self.language.date(tender.launch)))
        lines.append((self.t("cover.contract"), self.label("contracts", tender.contract)))
        lines += [(self.t("lot.number", number=lot.part.number), lot.title) for lot in self.lots]
        return tuple(lines)

    def compose(self) -> Annex:
        cover = self._cover()
        general: list[Block] = []
        if self.general.clauses:
            general = [
                Heading(self.general.title, 1, lot=0),
                Heading(self.t("sections.general"), 2, "0.1"),
                *(self._clause(c, None) for c in self.general.clauses),
            ]
        lots = [b for lot in self.lots for b in self._lot(lot)]
        response, evidence = self._response(), self._evidence()
        definitions = self._definitions([*general, *lots, *response, *evidence])
        blocks: list[Block] = [
            self._how_to_use(),
            *definitions,
            *general,
            *lots,
            *response,
            *evidence,
            *self._source_list(),
            self._notes(),
        ]
        return Annex(
            self.selection,
            self.language,
            self.t("cover.title"),
            self.purchase.tender.title,
            cover,
            self.general,
            self.lots,
            tuple((s, self.library.sources[s]) for s in self.sources),
            tuple(self.points),
            tuple(blocks),
            frozenset(self.gaps),
        )


def _stage(printed: PrintedClause) -> str:
    """Whether a clause is proved by the tenderer, before award, or by the contractor, during the contract."""
    return "contract" if printed.clause.kind == "contract-performance-clause" else "tender"


def _texts(blocks: Sequence[Block]) -> list[str]:
    """All text in blocks."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                found.append(block.text)
            case Paragraph():
                found += [block.lead, block.text]
            case Duties():
                found += block.paragraphs
            case Table():
                found += [c for row in block.rows for c in row if isinstance(c, str)]
            case ClauseBlock() | Removable() | Wide():
                found += _texts(block.blocks)
    return found


def compose(selection: Selection, language: Language) -> Annex:
    """Put a selection into words.

    Parameters: `language` of the document. Returns the `Annex`; the same selection always gives the same one.
    """
    return _Composer(selection, language).compose()
