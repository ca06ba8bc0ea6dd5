# SPDX-License-Identifier: Apache-2.0
"""Write the texts of the review: answers, clauses with reasons, values, warnings and open points."""

import re
from collections.abc import Iterator

from tenderkit.findings import Finding
from tenderkit.interview import next_question
from tenderkit.interview.session import Session
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.papers.effort import describe_effort
from tenderkit.papers.notes.rules_to_check import list_rules
from tenderkit.purchase.answers import Answers, find_answer, format_path
from tenderkit.selection.reasons import format_short_reason

# An id in quotation marks, or alone in a list; the same word in a sentence is a word.
_ID = re.compile(r"“([a-z-]+)”|(?:(?<=: )|(?<=, )|(?<=\())([a-z]+(?:-[a-z]+)*)(?=[,.)]|$)")


def _index_clauses(annex: Annex) -> dict[tuple[int, str], PrintedClause]:
    """Return the clauses of an annex by the number of the lot and the id, such as `{(1, "spare-parts"): clause}`.

    The lot number of a clause for all lots is 0.
    """
    return {(lot.part.number, c.clause.id): c for lot in (annex.general, *annex.lots) for c in lot.clauses}


class Overview:
    """Composes the texts that the review shows at the end of an interview, as lines of text."""

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
        was, now = _index_clauses(old), _index_clauses(new)
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

    def list_answers(self) -> Iterator[str]:
        """Yield lines of text with the answers of the buyer.

        The last lines name the clauses that the buyer left out or added, each with the reason.
        """
        answers, library = self.session.store.answers, self.session.library
        yield f"\n{self.t('review.purchase')}"
        several = len(answers["lots"]) > 1
        lot: int | None = None
        for slot in next_question.list_slots(library, answers):
            value = find_answer(answers, slot.path)
            if value is None and slot.question.ask == "review" and slot.line is None:
                value = self.prompts.find_default(slot, answers)  # nobody was asked, yet it is printed
            left_open = slot.question.optional and self.session.store.purchase.is_left_open(slot.path)
            # A single lot is not worth a line, and quantities are in the line of their kinds.
            skipped = slot.question.key == "quantity" or slot.question.kind == "lots"
            if skipped or (value is None and not left_open):
                continue
            if slot.lot is not None and slot.lot != lot and several:
                yield f"  {self.t('lot.number', number=slot.lot + 1)}"
            lot = slot.lot
            indent = "    " if slot.lot is not None and several else "  "
            label, answer = self.prompts.format_label(slot, answers), self.prompts.format_answer(slot, value, answers)
            yield indent + self.t("interview.answered", label=label, answer=answer)
        for which, done in (("excluded", "dropped"), ("included", "added")):
            for change in answers.get(which, ()):
                title = self.session.name_in_lot(change.get("lot"), self.prompts.name_clause(change["clause"]))
                yield "  " + self.t(
                    "review.because", text=self.t(f"review.{done}", title=title), why=change["reason"]
                )

    def list_clauses(self, annex: Annex) -> Iterator[str]:
        """Yield lines of text with the clauses by lot and kind, each with a short reason why it is in the annex."""
        yield f"\n{self.t('review.clauses')}"
        for lot in (annex.general, *annex.lots):
            if lot.part.number and len(annex.lots) > 1:
                number = self.t("lot.number", number=lot.part.number)
                yield f"  {self.t('lot.name', number=number, title=lot.title)}"
            section = 0
            for clause in lot.clauses:
                if lot.part.number and clause.clause.section != section:
                    section = clause.clause.section
                    yield f"  {self.t(f'sections.{section}')}"
                # The library of the selection knows the names of other devices as well.
                library = annex.selection.library
                reason = format_short_reason(clause.pick.decision, lot.part.facts, library, self.language)
                yield "    " + self.t("review.clause", title=clause.title, reason=reason)

    def list_background(self, annex: Annex) -> Iterator[str]:
        """Yield lines of text with the values of clauses that the buyer, the authority's library or the law set.

        The last lines name the rules of law to check.
        """
        for title, is_given in (("given-title", True), ("library-title", False)):
            given = list(self._list_values(annex, "buyer", "given", is_given))
            if given:
                yield f"\n{self.t(f'review.{title}')}"
                yield from dict.fromkeys(given)
        law = list(self._list_values(annex, "law", "value"))
        if law:
            yield f"\n{self.t('review.values')}"
            yield from dict.fromkeys(law)
        rules = list_rules(annex.context)
        yield f"\n{self.t('review.rules')}"
        yield from ("  " + self.t("interview.answered", label=topic, answer=rule) for topic, rule, _ in rules)

    def list_points(self, annex: Annex) -> Iterator[str]:
        """Yield lines of text with the effort that the clauses cause tenderers, the warnings and the open points."""
        yield f"\n{self.t('burden.title')}"
        yield from (f"  {line}" for line in describe_effort(annex.context.effort, self.language))
        warnings = [f for f in annex.selection.findings if f.severity == "warn"]
        if warnings:
            yield f"\n{self.t('review.warnings')}"
            yield from (f"  {self.format_finding(f)}" for f in warnings)
        # The status is no answer of the interview: the authority changes it before it publishes.
        if points := [point for point in annex.open_points if point.key != "tender.status"]:
            yield f"\n{self.t('review.open')}"
            yield from ("  " + self.t("review.open-point", where=p.where, what=p.what) for p in points)

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
                name = value.title
                if value.categories:
                    kinds = self.language.listing([self.prompts.format_category(c) for c in value.categories])
                    name = self.t("interview.value-for", name=name, kinds=kinds)
                values = {"clause": clause.title, "name": name, "value": value.text}
                if v.source:
                    values["source"] = self.session.library.sources[v.source].title
                if v.moved_from is not None:
                    yield "  " + self.t(
                        "review.value-moved", before=self.language.plain_value(v.moved_from), **values
                    )
                else:
                    yield "  " + self.t(f"review.{key}", **values)

    def _is_given(self, annex: Annex, clause: PrintedClause, name: str) -> bool:
        """Return whether the purchase file sets a value for the parameter `name` of a clause.

        The purchase file may do so for the lot of the clause or for the whole tender.
        """
        lot = annex.selection.parts[clause.lots[0]].lot
        tables = [annex.selection.purchase.parameters, *([lot.parameters] if lot else [])]
        return any(name in table.get(clause.clause.id, {}) for table in tables)
