# SPDX-License-Identifier: Apache-2.0
"""Compose the pages of the review: answers, clauses with values, open points, warnings, rules of law, effort."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from tenderkit.checks.oversize import find_oversize
from tenderkit.checks.scored_worth import find_uncovered_points
from tenderkit.checks.sheet_figures import find_odd_figures
from tenderkit.findings import Finding
from tenderkit.interview import next_question
from tenderkit.interview.next_question import AnySlot
from tenderkit.interview.open_points import find_at_key, find_questions
from tenderkit.interview.pages import Cell, Column, Page, Piece, Row, make_pair, make_row
from tenderkit.interview.session import Session
from tenderkit.interview.years_of_use import find_unlike_uses
from tenderkit.library.clause import TIERS
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.annex.context import PrintedLot
from tenderkit.papers.clause_text import PrintedClause, PrintedValue
from tenderkit.papers.effort import describe_effort
from tenderkit.papers.notes.rules_to_check import list_rules
from tenderkit.purchase.answers import Answers, find_answer, format_path
from tenderkit.selection.reasons import format_reason

# An id in quotation marks, or alone in a list; the same word in a sentence is a word.
_ID = re.compile(r"“([a-z-]+)”|(?:(?<=: )|(?<=, )|(?<=\())([a-z]+(?:-[a-z]+)*)(?=[,.)]|$)")

# Letters of what a clause asks that a row of a table shows, and letters of a single value.
MOST_LETTERS, MOST_LETTERS_OF_VALUE = 72, 48
# Stands in a text for a value that gets a style of its own.
_BLANK = "\0"


def list_warnings(annex: Annex) -> list[Finding]:
    """Return the warnings on the clauses, the values and the figures of an annex.

    They are those that `build` gives, those of `check` on its size, and those on how long a unit is used.
    """
    uncovered = find_uncovered_points(annex.selection.lots, annex.language)
    findings = (
        *annex.selection.findings,
        *find_odd_figures(annex),
        *uncovered,
        *find_oversize(annex),
        *find_unlike_uses(annex.selection, annex.language),
    )
    return [finding for finding in findings if finding.severity == "warn"]


def shorten_text(text: str, most: int = MOST_LETTERS) -> str:
    """Return a text, or as many of its first words as have at most `most` letters."""
    from textwrap import shorten

    return shorten(text, most, placeholder=" …")


def index_clauses(annex: Annex) -> dict[tuple[int, str], PrintedClause]:
    """Return the clauses of an annex by the number of the lot and the id, such as `{(1, "spare-parts"): clause}`.

    The lot number of a clause for all lots is 0.
    """
    return {(lot.part.number, c.clause.id): c for lot in (annex.general, *annex.lots) for c in lot.clauses}


class Overview:
    """Composes what the review shows at the end of an interview, as pages and lines of text."""

    def __init__(self, session: Session) -> None:
        self.session, self.prompts, self.t = session, session.prompts, session.t
        self.language = session.prompts.language

    def format_finding(self, finding: Finding) -> str:
        """Return the text of an error or a warning for the buyer, with the titles of clauses in place of ids."""
        library = self.session.library

        def replace_id(match: re.Match[str]) -> str:
            clause = match[1] or match[2]
            return self.language.quote(self.prompts.name_clause(clause)) if clause in library.clauses else match[0]

        message, fix = (_ID.sub(replace_id, text) for text in (finding.message, finding.fix))
        if finding.place.clause and self.prompts.name_clause(finding.place.clause) not in message:
            message = self.t(
                "interview.answered", label=self.prompts.name_clause(finding.place.clause), answer=message
            )
        return self.t("review.finding", message=message.rstrip("."), fix=fix) if fix else message

    def label_keys(self, answers: Answers) -> dict[str, str]:
        """Return the labels of the answers by their keys: `{"lots.1.months": "Term in months"}`."""
        labels = {}
        for slot in next_question.list_slots(self.session.library, answers):
            label = self.prompts.format_label(slot, answers)
            labels[format_path(slot.path)] = self.session.name_in_lot(
                None if slot.lot is None else slot.lot + 1, label
            )
        return labels

    def list_differences(self, old: Annex, new: Annex) -> Iterator[str]:
        """Yield a line of text for each clause that is new, was removed, or is for other equipment than before."""
        was, now = index_clauses(old), index_clauses(new)
        for key, clauses in (("new", now), ("gone", was)):
            other = was if key == "new" else now
            for where, clause in clauses.items():
                if where not in other:
                    yield self.t(f"review.{key}", title=self.session.name_in_lot(where[0], clause.title))
        for where, clause in now.items():
            kinds = clause.pick.categories
            if where in was and set(was[where].pick.categories) != set(kinds):
                kinds_text = self.language.listing([self.prompts.format_category(c) for c in kinds])
                yield self.t(
                    "review.now-for", title=self.session.name_in_lot(where[0], clause.title), kinds=kinds_text
                )

    # The pages

    def compose_pages(self, annex: Annex, addable: Sequence[tuple[int, str]]) -> list[Page]:
        """Return the pages on the answers and the annex; one that would be empty is left out.

        Parameters: `addable`, the clauses that can be brought in, each as number of the lot and id.
        """
        pages = [self.compose_answers(annex), self._compose_clauses(annex)]
        warnings = list_warnings(annex)
        if points := annex.open_points:
            rows = [self._make_point_row(annex, number) for number in range(len(points))]
            pages.append(self._make_page("open", rows, "review.open", count=len(points), widths=(0, 1)))
        if warnings:
            rows = [self._make_warning_row(annex, number, warning) for number, warning in enumerate(warnings)]
            pages.append(self._make_page("warnings", rows, "review.warnings", count=len(warnings)))
        if values := list(self._list_background(annex)):
            pages.append(self._make_page("values", values))
        pages.append(self._compose_rules(annex))
        effort = [make_row(line) for line in describe_effort(annex.context.effort, self.language)]
        pages.append(self._make_page("effort", effort, "burden.title"))
        if addable:
            pages.append(self._compose_left_out(annex, addable))
        return pages

    def _compose_rules(self, annex: Annex) -> Page:
        """Return the page with the rules of law to check, each kind of rule under its heading."""
        rules = list_rules(annex.context)
        rows: list[Row] = []
        for topic, texts in groupby(rules, lambda rule: rule[0]):
            rows.append(make_row(topic, "title", indent=2))
            rows += [make_row(text, indent=4) for _, text, _ in texts]
        return self._make_page("rules", rows, "review.rules", count=len(rules))

    def _make_point_row(self, annex: Annex, number: int) -> Row:
        """Return the row of an open point, which can be picked to settle it, or says where that is done."""
        point = annex.open_points[number]
        if find_questions(point, annex, self.session.store.answers, self.prompts):
            return make_pair(point.where, point.what, ("point", number))
        return make_pair(point.where, self.t("review.open-elsewhere", what=point.what, key=point.key))

    def _make_warning_row(self, annex: Annex, number: int, finding: Finding) -> Row:
        """Return the row of a warning, which can be picked where it is about an answer, a value or a clause."""
        slots, clause = self.find_target(annex, finding)
        return make_row(self.format_finding(finding), value=("warning", number) if slots or clause else None)

    def find_target(self, annex: Annex, finding: Finding) -> tuple[list[AnySlot], tuple[int, str] | None]:
        """Return the questions that a warning is about, then its clause (number of the lot, id), None without one."""
        key, place = finding.place.key or "", finding.place
        answers = self.session.store.answers
        slots = find_at_key(key, finding.message, annex, answers, self.prompts)
        lots = [place.lot] if place.lot else [part.number for part in annex.selection.parts]
        where = ((lot, place.clause) for lot in lots if place.clause in annex.selection.parts[lot].decisions)
        return slots, next(((lot, clause) for lot, clause in where if clause), None)

    def _make_page(
        self, tab: str, rows: Sequence[Row], title: str = "", count: int | None = None, widths: Sequence[int] = ()
    ) -> Page:
        """Return a page with a heading. Parameters: `tab` and `title`, the keys of its short and long title."""
        numbers = {} if count is None else {"count": self.language.number(count)}
        heading = [make_row(self.t(title), "title")] if title else []
        columns = tuple(Column("", share) for share in widths)
        return Page(self.t(f"screens.tab-{tab}", **numbers), (*heading, *rows), columns)

    def compose_answers(self, annex: Annex | None) -> Page:
        """Return the page with the answers of the buyer, each of which can be picked to change it.

        The last lines name the clauses that the buyer left out or added, each with the reason. Parameters: `annex`,
        None where none can be made.
        """
        return self._make_page("answers", list(self._list_answers(annex)), "review.purchase", widths=(2, 3))

    def _list_answers(self, annex: Annex | None) -> Iterator[Row]:
        answers, library = self.session.store.answers, self.session.library
        several = len(answers["lots"]) > 1
        lot: int | None = None
        slots = next_question.list_slots(library, answers)
        # They are asked in another order: here each lot is read in one piece.
        for slot in sorted(slots, key=lambda s: (s.lot is not None, s.lot or 0)):
            value = find_answer(answers, slot.path)
            is_assumed = value is None and slot.question.ask == "review" and slot.line is None
            if is_assumed:
                value = self.prompts.find_default(slot, answers)  # nobody was asked, yet it is printed
                if slot.question.key == "proportionality" and annex:  # it follows from the size of the purchase
                    value = annex.selection.proportionality
            left_open = slot.question.optional and self.session.store.purchase.is_left_open(slot.path)
            # A single lot is not worth a line, and quantities are in the line of their kinds.
            skipped = slot.question.key == "quantity" or slot.question.kind == "lots"
            if skipped or (value is None and not left_open):
                continue
            if slot.lot is not None and slot.lot != lot and several:
                yield make_row(self.t("lot.number", number=slot.lot + 1), "title", indent=2)
            lot = slot.lot
            indent = 4 if slot.lot is not None and several else 2
            label, answer = self.prompts.format_label(slot, answers), self.prompts.format_answer(slot, value, answers)
            if is_assumed and value is not None:
                answer = self.t("review.assumed", answer=answer)
            yield make_pair(label, answer, ("answer", slot.path), indent)
        for which, done in (("excluded", "dropped"), ("included", "added")):
            for change in answers.get(which, ()):
                title = self.session.name_in_lot(change.get("lot"), self.prompts.name_clause(change["clause"]))
                text = self.t("review.because", text=self.t(f"review.{done}", title=title), why=change["reason"])
                yield make_row(text, indent=2)

    def _compose_clauses(self, annex: Annex) -> Page:
        """Return the page with the clauses by lot and section: number, title, values, equipment, proofs."""
        rows = [make_row(self.t("review.clauses"), "title"), make_row(self.t("screens.legend"), "minor")]
        for lot in (annex.general, *annex.lots):
            if lot.part.number and len(annex.lots) > 1:
                number = self.t("lot.number", number=lot.part.number)
                rows.append(make_row(self.t("lot.name", number=number, title=lot.title), "title"))
            section: object = None
            for clause in lot.clauses:
                here = clause.clause.section if lot.part.number else "general"
                if here != section:
                    section = here
                    rows.append(make_row(self.t(f"sections.{section}"), "title"))
                rows.append(self._make_clause_row(annex, lot, clause))
        shape = {"number": (0, 0), "clause": (7, 0), "asks": (10, 72), "for": (5, 110), "proofs": (4, 110)}
        columns = tuple(Column(self.t(f"screens.{key}"), *widths) for key, widths in shape.items())
        count = self.language.number(len(annex.selected))
        return Page(self.t("screens.tab-clauses", count=count), tuple(rows), columns)

    def _make_clause_row(self, annex: Annex, lot: PrintedLot, clause: PrintedClause) -> Row:
        kinds = self.t("review.all") if clause.pick.whole else self.name_kinds(annex, clause.pick.categories)
        tiers = [tier for tier in TIERS if tier in clause.verification]
        proofs = self.language.listing([self.t(f"screens.proof-{tier}") for tier in tiers])
        cells = (
            (Piece(clause.number, "minor"),),
            (Piece(clause.title),),
            self._summarize_demand(annex, clause),
            (Piece("" if clause.clause.scope == "tender" else kinds),),
            (Piece(proofs, "minor"),),
        )
        return Row(cells, ("clause", lot.part.number, clause.clause.id))

    def name_kinds(self, annex: Annex, categories: Sequence[str]) -> str:
        """Return the names of product categories, such as “laptops and tablets”."""
        # The library of the selection knows the names of other devices as well.
        labels = annex.selection.library.vocabulary.categories
        return self.language.listing([self.language.bare_label(labels[category].label) for category in categories])

    def name_value(self, annex: Annex, value: PrintedValue) -> str:
        """Return the name of a value of a clause, with the kinds of equipment unless it is for all kinds."""
        if not value.categories:
            return value.title
        return self.t("interview.value-for", name=value.title, kinds=self.name_kinds(annex, value.categories))

    def _summarize_demand(self, annex: Annex, clause: PrintedClause) -> Cell:
        """Return the first values of a clause with their origins, or else the beginning of its text."""
        pieces: list[Piece] = []
        for number, value in enumerate(clause.values):
            more = [Piece(self.t("review.reason"))] if pieces else []
            more += self.draw_value(annex, value, short=True)
            if pieces and sum(len(piece.text) for piece in (*pieces, *more)) > MOST_LETTERS:
                rest = self.language.number(len(clause.values) - number)
                pieces += [Piece(self.t("review.reason")), Piece(self.t("screens.more-values", count=rest), "minor")]
                break
            pieces += more
        return tuple(pieces) or (Piece(shorten_text(" ".join(clause.requirement)), "minor"),)

    def draw_value(self, annex: Annex, value: PrintedValue, *, short: bool = False) -> list[Piece]:
        """Return a value with its name and origin, as pieces of text: “period: 5 years (law)”.

        Parameters: `short`, whether a long value is cut.
        """
        name = self.name_value(annex, value)
        origin = self.t(f"screens.origin-{value.value.origin}")
        before, after = self.t("screens.value", name=name, value=_BLANK, origin=origin).split(_BLANK)
        amount = shorten_text(value.amount, MOST_LETTERS_OF_VALUE) if short else value.amount
        return [Piece(before), Piece(amount, value.value.origin), Piece(after, "minor")]

    def _compose_left_out(self, annex: Annex, addable: Sequence[tuple[int, str]]) -> Page:
        """Return the page with the clauses that can be brought in, each with the reason why it is out."""
        rows = []
        for lot, id_ in addable:
            part = annex.selection.parts[lot]
            reason = format_reason(part.decisions[id_], part.facts, annex.selection.library, self.language)
            title = self.session.name_in_lot(lot, self.prompts.name_clause(id_))
            rows.append(make_pair(title, reason, ("left-out", lot, id_), style="minor"))
        return self._make_page("left-out", rows, "screens.left-out", count=len(rows), widths=(2, 3))

    def _list_background(self, annex: Annex) -> Iterator[Row]:
        """Yield rows with the values of clauses that the buyer, the authority's library or the law set."""
        groups: tuple[tuple[str, str, str, bool | None], ...] = (
            ("given-title", "buyer", "given", True),
            ("library-title", "buyer", "given", False),
            ("values", "law", "value", None),
        )
        for title, origin, key, is_given in groups:
            lines = dict.fromkeys(self._list_values(annex, origin, key, is_given))
            if lines:
                yield make_row(self.t(f"review.{title}"), "title")
                yield from (make_row(line, indent=2) for line in lines)

    def _list_values(self, annex: Annex, origin: str, key: str, is_given: bool | None = None) -> Iterator[str]:
        """Yield a line of text for each value of a clause that was set by `origin`.

        Parameters: `origin`, either `law` or `buyer`, where `buyer` means the purchase file or the authority's
        library; `key`, the key of the text for a line, such as `given`; `is_given`, True for the values from the
        purchase file, False for all other values, None for both.
        """
        for clause in annex.selected:
            for value in clause.values:
                v = value.value
                if v.origin != origin or is_given not in (None, self._is_given(annex, clause, value.name)):
                    continue
                name = self.prompts.format_value_name(value.title, value.categories)
                values = {"clause": clause.title, "name": name, "value": value.text}
                if v.source:
                    values["source"] = self.session.library.sources[v.source].title
                if v.moved_from is not None:
                    yield self.t("review.value-moved", before=self.language.plain_value(v.moved_from), **values)
                else:
                    yield self.t(f"review.{key}", **values)

    def _is_given(self, annex: Annex, clause: PrintedClause, name: str) -> bool:
        """Return whether the purchase file sets a value for the parameter `name` of a clause.

        The purchase file may do so for the lot of the clause or for the whole tender.
        """
        lot = annex.selection.parts[clause.lots[0]].lot
        tables = [annex.selection.purchase.parameters, *([lot.parameters] if lot else [])]
        return any(name in table.get(clause.clause.id, {}) for table in tables)
