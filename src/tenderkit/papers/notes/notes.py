# SPDX-License-Identifier: Apache-2.0
"""The parts of an annex for the contracting authority only, which are removed before publication."""

from tenderkit import __version__
from tenderkit.library.clause import Clause, SourceRef
from tenderkit.library.language import occurs
from tenderkit.library.template import without_values
from tenderkit.papers.annex.context import Draft
from tenderkit.papers.blocks import Block, Duties, Heading, Paragraph, Removable, Table, texts
from tenderkit.papers.clause_text import PrintedValue, Printer, origin_of
from tenderkit.papers.digest import published_digest
from tenderkit.papers.effort import burden, told
from tenderkit.selection.legal_context import format_dated_rule
from tenderkit.selection.reasons import format_jurisdiction_reason, format_reason


class Notes(Draft):
    """Composes what is kept in the file of the authority."""

    def _how_to_use(self) -> Removable:
        head = tuple(self.t(f"use.{k}") for k in ("part", "belongs", "who"))
        parts = ("rules", "selection", "specification", "award", "performance", "reporting", "response", "notes")
        rows = tuple(tuple(self.t(f"use.{p}-{k}") for k in ("part", "belongs", "who")) for p in parts)
        return Removable(
            "tk:how-to-use",
            self.t("use.title"),
            (
                Heading(self.t("use.title"), 1, page_break=True),
                Paragraph(self.t("use.what")),
                Paragraph(self.t("use.advice")),
                *self._named_in_english(),
                Paragraph(self.t("use.steps")),
                Paragraph(
                    " ".join(told(burden(self.selection, self.printed), self.language)), self.t("burden.title")
                ),
                Table(self.t("use.caption"), head, rows, (26, 48, 26)),
            ),
        )

    def _named_in_english(self) -> list[Block]:
        """Which clauses stand in English in an annex in another language."""
        if not self.untranslated:
            return []
        names = self.language.listing([c.number for c in self.untranslated])
        return [Paragraph(self.t("use.untranslated", list=names))]

    def _before(self) -> list[Block]:
        """The steps of the authority before publication, as a list to tick off."""
        rows = []
        for step in self.preparation:
            told = [self._for_lots(self.language.words(advice.text), numbers) for advice, numbers in step.advice]
            cited = [self._step_source(source) for source in step.sources]
            if cited:
                told.append(self.t("before.sources", list=self.t("formats.joint").join(cited)))
            title, output = (self.language.words(words) for words in (step.step.title, step.step.output))
            rows.append((self.t("before.box"), title, " ".join(told), output))
        if not rows:
            return []
        head = tuple(self.t(f"before.{k}") for k in ("done", "step", "what", "output"))
        blocks = (
            Heading(self.t("before.title"), 1),
            Paragraph(self.t("before.intro"), style="note"),
            Table(self.t("before.title"), head, tuple(rows), (8, 18, 56, 18)),
        )
        return [Removable("tk:before-you-publish", self.t("before.title"), blocks)]

    def _for_lots(self, text: str, numbers: tuple[int, ...]) -> str:
        """Words that hold for some lots, with these in front."""
        if len(numbers) == len(self.lots):
            return text
        lots = self.language.listing([self.t("lot.number", number=number) for number in numbers])
        return self.t("before.for-lots", lots=lots, text=text)

    def _step_source(self, source: SourceRef) -> str:
        cited = self.cite(source.id, source.clause)
        return self.t("sources.topic", cite=cited) if source.mark == "T" else cited

    def _notes(self) -> Removable:
        blocks: list[Block] = [
            Heading(self.t("notes.title"), 1, page_break=True),
            Paragraph(self.t("notes.intro"), style="note"),
            *self._open_points(),
            *self._legal_notes(),
            *self._note_sources(),
            *self._guidance(),
            *self._explain_absence(),
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

    def _legal_notes(self) -> list[Block]:
        blocks: list[Block] = []
        head = tuple(self.t(f"notes.{k}") for k in ("topic", "rule", "source"))
        if rows := self._rules_to_check():
            blocks += [
                Heading(self.t("notes.law-title"), 2),
                Paragraph(self.t("notes.law-intro"), style="note"),
                Table(self.t("notes.law-title"), head, tuple(rows), (18, 62, 20)),
            ]
        if self.demands:
            head = tuple(self.t(f"notes.{k}") for k in ("demand", "source"))
            demands = tuple(
                (self._for_lots(d.text, d.lots), self.cite(d.source, d.clause) if d.source else "")
                for d in self.demands
            )
            blocks += [
                Heading(self.t("notes.product-title"), 2),
                Paragraph(self.t("notes.product-intro"), style="note"),
                Table(self.t("notes.product-title"), head, demands, (75, 25)),
            ]
        return blocks

    def _rules_to_check(self) -> list[tuple[str, str, str]]:
        """The rules and duties that the profile of the jurisdiction records: topic, rule, source."""
        rows = []
        for rule in self.rules:
            rows.append((rule.topic, rule.text, self.cite(rule.source, rule.clause) if rule.source else ""))
        for duty in self.duties:
            text = format_dated_rule(self.language.words(duty.text), duty, self.purchase.tender.launch, self.language)
            rows.append((self.t("notes.duty"), text, self.cite(duty.source, duty.clause)))
        return rows

    def _note_sources(self) -> list[Block]:
        """The sources that only the notes cite, and what is not certain about any of them."""
        rows = []
        for number, id_ in enumerate(self.sources, 1):
            source = self.library.sources[id_]
            doubts = [self.t("sources.from-memory")] if source.mark == "M" else []
            doubts += [self.t("sources.status-check")] if source.status == "check" else []
            if number > self.published or doubts:
                title = self.title(source)
                doubts += [source.note] if source.note else []
                rows.append((f"[{number}]", title, self.t("formats.joint").join(doubts), source.url or ""))
        if not rows:
            return []
        head = tuple(self.t(f"sources.{k}") for k in ("number", "title-column", "remark", "address"))
        return [
            Heading(self.t("sources.notes-title"), 2),
            Paragraph(self.t("sources.notes-intro"), style="note"),
            Table(self.t("sources.notes-title"), head, tuple(rows), (7, 38, 27, 28)),
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

    def _explain_absence(self) -> list[Block]:
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
                    name = self.t("left-out.name", title=without_values(clause.text.title), id=id_)
                    rows.append((name, format_reason(decision, lot.part.facts, self.library, self.language)))
            if rows:
                caption = self.t("left-out.caption", lot=self.name(lot))
                blocks.append(Table(caption, head, tuple(rows), (42, 58)))
        return blocks

    def _origin(self, clause: Clause, value: PrintedValue) -> str:
        v = value.value
        text = origin_of(self.library, clause, v, self.language)
        if v.source:
            text = self.t("origins.with-source", origin=text, cite=self.cite(v.source, v.clause))
        if v.moved_from is not None:
            text += self.t("origins.moved", value=self.language.bare(v.moved_from))
        if v.value is None and v.limit:
            text = self.t("origins.with-source", origin=text, cite=self.cite(v.limit.source, v.limit.clause))
        return text

    def _numbers(self) -> list[Block]:
        labels = Printer(self.library, self.language, self.selection.general).labels
        rows = []
        for c in self.printed:
            for v in c.values:
                # A value that switches its paragraphs off, or that only another variant names, stands nowhere.
                if v.name not in c.named or not c.clause.parameters[v.name].asks(v.value.value):
                    continue
                title = v.title
                if v.categories:
                    title += self.t("gaps.for", categories=labels(v.categories))
                rows.append((c.number, title, v.text, self._origin(c.clause, v)))
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
            ("purchase", self.t("provenance.digest", digest=published_digest(self.selection))),
            ("jurisdiction", format_jurisdiction_reason(s, self.language)),
            ("place", self.language.country(place) if place else self.t("provenance.no-place")),
            (
                "product-law",
                self.language.listing([self.language.words(self.library.jurisdictions[p].title) for p in s.place]),
            ),
            ("launch", self.language.date(tender.launch)),
            ("level", self.label("levels", tender.level)),
            (
                "proportionality",
                self.t(
                    f"provenance.proportionality-{s.proportionality_basis}",
                    size=self.label("proportionalities", s.proportionality),
                ),
            ),
        ]
        facts += self._translation()
        rows = (*((self.t(f"provenance.{k}"), v) for k, v in facts), *self._on_top(), *self._recorded())
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
            Table(self.t("provenance.title"), head, rows, (30, 70), keep_next=True),
            # A document does not end with a table: Word would put an empty paragraph behind it.
            Paragraph(self.t("provenance.again"), style="note"),
        ]

    def _translation(self) -> list[tuple[str, str]]:
        """That the texts are a translation, and which of their terms no native reader has seen yet."""
        tongue = self.library.tongues.get(self.language.code)
        if tongue is None:
            return []
        text = " ".join(texts([Duties((c.title, *c.requirement, *c.verification.values())) for c in self.printed]))
        unseen = [t.term for t in tongue.terms.values() if t.source is None and occurs(t.forms, text)]
        if not unseen:
            return [("translation", self.t("provenance.translation-text"))]
        terms = self.t("formats.joint").join(unseen)
        count = self.language.number(len(unseen))
        return [("translation", self.t("provenance.translation-terms", count=count, terms=terms))]

    def _on_top(self) -> list[tuple[str, str]]:
        """The libraries of the authority that stand on top of the shipped one."""
        rows = []
        for one in self.library.overlays:
            title = self.language.words(one.title)
            text = self.t("provenance.overlay-text", title=title, version=one.version, digest=one.digest)
            for key, ids in (("clauses", one.clauses), ("hidden", one.hide)):
                if ids:
                    text += self.t(f"provenance.overlay-{key}", clauses=self.language.listing(ids))
            rows.append((self.t("provenance.overlay"), text))
        return rows

    def _recorded(self) -> list[tuple[str, str]]:
        """The answers that are kept for the record only, and that there is none."""
        code = self.language.code
        rows = []
        for id_, question in self.library.questions.items():
            if question.record:
                chosen = self.purchase.tender.answers.get(id_, ())
                labels = [question.choice_text[word][code] for word in chosen]
                rows.append((question.label[code], self.language.listing(labels) or self.t("provenance.unrecorded")))
        return rows
