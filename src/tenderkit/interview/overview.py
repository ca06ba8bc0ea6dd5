# SPDX-License-Identifier: Apache-2.0
"""What the review shows: what was said, which clauses come and why, what is worth a look, what is open."""

import re
from collections.abc import Iterator

from tenderkit.findings import Finding
from tenderkit.interview import next_question
from tenderkit.interview.session import Session
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.papers.effort import burden, told
from tenderkit.purchase.answers import Answers, find_answer, format_key
from tenderkit.selection.reasons import format_short_reason

# An id in quotation marks, or alone in a list; the same word in a sentence is a word.
_ID = re.compile(r"“([a-z-]+)”|(?:(?<=: )|(?<=, )|(?<=\())([a-z]+(?:-[a-z]+)*)(?=[,.)]|$)")


def _clauses(annex: Annex) -> dict[tuple[int, str], PrintedClause]:
    """The clauses of an annex by lot (0: for all) and id."""
    return {(lot.part.number, c.clause.id): c for lot in (annex.general, *annex.lots) for c in lot.clauses}


class Overview:
    """The overview of a session, as lines."""

    def __init__(self, session: Session) -> None:
        self.session, self.spoken, self.t = session, session.spoken, session.t
        self.language = session.spoken.language

    def finding(self, finding: Finding) -> str:
        """A finding with the titles of clauses in the place of their ids, which nobody has seen."""
        library = self.session.library

        def titled(found: re.Match[str]) -> str:
            clause = found[1] or found[2]
            return self.language.quote(self.spoken.title(clause)) if clause in library.clauses else found[0]

        message, fix = (_ID.sub(titled, text) for text in (finding.message, finding.fix))
        if finding.place.clause and self.spoken.title(finding.place.clause) not in message:
            message = self.t("interview.answered", label=self.spoken.title(finding.place.clause), answer=message)
        return self.t("review.finding", message=message.rstrip("."), fix=fix) if fix else message

    def labels(self, answers: Answers) -> dict[str, str]:
        """What the keys of the purchase file are called."""
        found = {}
        for step in next_question.every_step(self.session.library, answers):
            label = self.spoken.label(step, answers)
            found[format_key(step.path)] = self.session.in_lot(None if step.lot is None else step.lot + 1, label)
        return found

    def differences(self, old: Annex, new: Annex) -> Iterator[str]:
        """The clauses that came, that went, and that cover other equipment than before."""
        was, now = _clauses(old), _clauses(new)
        for key, clauses in (("new", now), ("gone", was)):
            other = was if key == "new" else now
            for where, clause in clauses.items():
                if where not in other:
                    yield self.t(f"review.{key}", title=self.session.in_lot(where[0], clause.title))
        for where, clause in now.items():
            kinds = clause.pick.categories
            if where in was and set(was[where].pick.categories) != set(kinds):
                said = self.language.listing([self.spoken.category(c) for c in kinds])
                yield self.t("review.now-for", title=self.session.in_lot(where[0], clause.title), kinds=said)

    def purchase(self) -> Iterator[str]:
        """The answers, and which clauses were left out or brought in."""
        answers, library = self.session.store.answers, self.session.library
        yield f"\n{self.t('review.purchase')}"
        several = len(answers["lots"]) > 1
        lot: int | None = None
        for step in next_question.every_step(library, answers):
            value = find_answer(answers, step.path)
            if value is None and step.question.ask == "review":
                value = step.question.default  # nobody was asked, yet it is printed
            left_open = step.question.optional and self.session.store.purchase.is_left_open(step.path)
            # A single lot is not worth a line, and quantities stand beside their kinds.
            skipped = step.line is not None or step.question.kind == "lots"
            if skipped or (value is None and not left_open):
                continue
            if step.lot is not None and step.lot != lot and several:
                yield f"  {self.t('lot.number', number=step.lot + 1)}"
            lot = step.lot
            indent = "    " if step.lot is not None and several else "  "
            label, answer = self.spoken.label(step, answers), self.spoken.answer(step, value, answers)
            yield indent + self.t("interview.answered", label=label, answer=answer)
        for which, done in (("excluded", "dropped"), ("included", "added")):
            for change in answers.get(which, ()):
                title = self.session.in_lot(change.get("lot"), self.spoken.title(change["clause"]))
                yield "  " + self.t(
                    "review.because", text=self.t(f"review.{done}", title=title), why=change["reason"]
                )

    def clauses(self, annex: Annex) -> Iterator[str]:
        """The clauses by kind, each with its reason in a few words."""
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
                reason = format_short_reason(
                    clause.pick.decision, lot.part.facts, self.session.library, self.language
                )
                yield "    " + self.t("review.clause", title=clause.title, reason=reason)

    def background(self, annex: Annex) -> Iterator[str]:
        """Values that were given or that law sets, and the rules to check."""
        for title, mine in (("given-title", True), ("library-title", False)):
            given = list(self._values(annex, "buyer", "given", mine))
            if given:
                yield f"\n{self.t(f'review.{title}')}"
                yield from dict.fromkeys(given)
        law = list(self._values(annex, "law", "value"))
        if law:
            yield f"\n{self.t('review.values')}"
            yield from dict.fromkeys(law)
        yield f"\n{self.t('review.rules')}"
        yield from ("  " + self.t("interview.answered", label=topic, answer=rule) for topic, rule in annex.rules)

    def points(self, annex: Annex) -> Iterator[str]:
        """The effort for tenderers, what is worth a look, what is open."""
        yield f"\n{self.t('burden.title')}"
        yield from (f"  {line}" for line in told(burden(annex.selection, annex.printed), self.language))
        warnings = [f for f in annex.selection.findings if f.severity == "warn"]
        if warnings:
            yield f"\n{self.t('review.warnings')}"
            yield from (f"  {self.finding(f)}" for f in warnings)
        if annex.open_points:
            yield f"\n{self.t('review.open')}"
            points = ("  " + self.t("review.open-point", where=p.where, what=p.what) for p in annex.open_points)
            yield from points

    def _values(self, annex: Annex, origin: str, key: str, mine: bool | None = None) -> Iterator[str]:
        """The values of one origin, each in a line.

        Parameters: `mine` keeps those that stand in the purchase file, or those that do not.
        """
        for clause in annex.printed:
            for value in clause.values:
                v = value.value
                if v.origin != origin or mine not in (None, self._said(annex, clause, value.name)):
                    continue
                name = value.title
                if value.categories:
                    kinds = self.language.listing([self.spoken.category(c) for c in value.categories])
                    name = self.t("interview.value-for", name=name, kinds=kinds)
                said = {"clause": clause.title, "name": name, "value": value.text}
                if v.source:
                    said["source"] = self.session.library.sources[v.source].title
                if v.moved_from is not None:
                    yield "  " + self.t("review.value-moved", before=self.language.bare(v.moved_from), **said)
                else:
                    yield "  " + self.t(f"review.{key}", **said)

    def _said(self, annex: Annex, clause: PrintedClause, name: str) -> bool:
        """Whether the purchase file gives a value."""
        number = int(clause.number.partition(".")[0])
        lot = annex.selection.parts[number].lot
        tables = [annex.selection.purchase.parameters, *([lot.parameters] if lot else [])]
        return any(name in table.get(clause.clause.id, {}) for table in tables)
