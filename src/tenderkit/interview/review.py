# SPDX-License-Identifier: Apache-2.0
"""The review: what was said, which clauses come and why, what is open; and every way to change it."""

from collections.abc import Callable, Iterator
from typing import Any

from tenderkit import steps
from tenderkit.annex import Annex, compose
from tenderkit.burden import burden
from tenderkit.decision import Selection
from tenderkit.errors import InvalidInput, TenderkitError
from tenderkit.finding import Finding
from tenderkit.interview.asker import Ask, Nav, Options
from tenderkit.interview.session import Session
from tenderkit.purchase_text import PurchaseText
from tenderkit.reason import short_reason
from tenderkit.steps import AnyStep, at
from tenderkit.typed import Choice, prose

Change = Callable[[PurchaseText], Any]


class Review:
    """The review of a session.

    `select` chooses the clauses for plain answers; it raises InvalidInput with every problem.
    """

    def __init__(self, session: Session, select: Callable[[dict[str, Any]], Selection]) -> None:
        self.session, self.select = session, select
        self.asker, self.spoken, self.t = session.asker, session.spoken, session.t
        self.language = session.spoken.language
        self._before: list[str] = []

    @property
    def answers(self) -> dict[str, Any]:
        """The answers so far."""
        return self.session.store.answers

    def run(self) -> str:
        """Show the review until the annex is asked for. Returns `docx`, or `html` where a page is wanted as well;
        raises KeyboardInterrupt where the person stops.
        """
        annex, known = self._shown(), self.session.store.purchase.text
        while True:
            picked = self._menu(annex)
            match picked:
                case "build":
                    return "docx"
                case "build-page":
                    return "html"
                case "stop":
                    raise KeyboardInterrupt
                case "show":
                    annex = self._shown()
                case "undo":
                    self.session.store.replace(self._before.pop())
                case _:
                    self._do(picked, annex)
            now = self.session.store.purchase.text
            if now != known:
                if picked != "undo":
                    self._before.append(known)
                annex, known = self._result(), now

    def _menu(self, annex: Annex | None) -> Any:
        """What can be done now."""
        answers = self.answers
        options = {
            "build": annex is not None,
            "build-page": annex is not None,
            "change": True,
            "value-change": annex is not None,
            "drop": annex is not None,
            "add": annex is not None,
            "unchange": bool(answers.get("included") or answers.get("excluded")),
            "lot-add": True,
            "lot-remove": len(answers["lots"]) > 1,
            "undo": bool(self._before),
            "show": True,
            "stop": True,
        }
        choices = [Choice(o, self.t(f"review.{o}")) for o, there in options.items() if there]
        ask = Ask(self.t("review.ask"), self.t("review.help"))
        return self.asker.choose(ask, Options(choices), choices[0].value)

    def _do(self, picked: Any, annex: Annex | None) -> None:
        """Make a change; the person may turn back at any question of it."""
        match picked:
            case "change":
                self._change()
            case "value-change" if annex:
                self._change_value(annex.selection)
            case "drop" if annex:
                self._drop(annex)
            case "add" if annex:
                self._add(annex)
            case "unchange":
                self._unchange()
            case "lot-add":
                self.session.store.save(lambda p: p.set_lots(len(self.answers["lots"]) + 1))
                self.session.run()
            case "lot-remove":
                self._remove_lot()

    # What is shown

    def _say(self, lines: Iterator[str]) -> None:
        self.asker.say("\n".join(lines))

    def _shown(self) -> Annex | None:
        """Print the whole review. Returns the annex, or None where it cannot be made yet."""
        self._say(self._purchase())
        return self._result(whole=True)

    def _result(self, *, whole: bool = False) -> Annex | None:
        """Print what the answers lead to: on the whole with every clause, else only what is worth a look."""
        try:
            annex = compose(self.select(self.answers), self.language)
        except InvalidInput as error:
            self.asker.say(f"\n{self.t('review.problems')}")
            self._findings(error)
            return None
        if whole:
            self._say(self._clauses(annex))
        self._say(self._points(annex))
        return annex

    def _findings(self, error: TenderkitError) -> None:
        for finding in error.findings:
            self.asker.say(f"  {self._finding(finding)}")

    def _finding(self, finding: Finding) -> str:
        if not finding.fix:
            return finding.message
        return self.t("review.finding", message=finding.message.rstrip("."), fix=finding.fix)

    def _purchase(self) -> Iterator[str]:
        answers = self.answers
        yield f"\n{self.t('review.purchase')}"
        several = len(answers["lots"]) > 1
        lot: int | None = None
        for step in steps.every_step(self.session.library, answers):
            value = at(answers, step.path)
            left_open = step.question.optional and self.session.store.purchase.left_open(step.path)
            # A single lot is not worth a line, and quantities stand beside their kinds.
            skipped = step.line is not None or step.question.kind == "lots"
            if skipped or (value is None and not left_open):
                continue
            if step.lot is not None and step.lot != lot and several:
                yield f"  {self.t('lot.number', number=step.lot + 1)}"
            lot = step.lot
            indent = "    " if step.lot is not None and several else "  "
            label, answer = self.spoken.label(step, answers), self.spoken.answer(step, value)
            yield indent + self.t("interview.answered", label=label, answer=answer)

    def _clauses(self, annex: Annex) -> Iterator[str]:
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
                reason = short_reason(clause.pick.decision, lot.part.facts, self.session.library, self.language)
                yield "    " + self.t("review.clause", title=clause.title, reason=reason)

    def _points(self, annex: Annex) -> Iterator[str]:
        law = list(self._law(annex))
        if law:
            yield f"\n{self.t('review.values')}"
            yield from dict.fromkeys(law)
        found = burden(annex.selection, annex.printed)
        yield f"\n{self.t('review.burden')}"
        proofs = {tier: self.language.number(n) for tier, n in found.proofs.items()}
        yield "  " + self.t("review.burden-count", clauses=self.language.number(found.clauses), **proofs)
        for key, values in found.warnings:
            yield "  " + self.t(f"review.burden-{key}", **values)
        warnings = [f for f in annex.selection.findings if f.severity == "warn"]
        if warnings:
            yield f"\n{self.t('review.warnings')}"
            yield from (f"  {self._finding(f)}" for f in warnings)
        if annex.open_points:
            yield f"\n{self.t('review.open')}"
            points = ("  " + self.t("review.open-point", where=p.where, what=p.what) for p in annex.open_points)
            yield from points

    def _law(self, annex: Annex) -> Iterator[str]:
        for clause in annex.printed:
            for value in clause.values:
                v = value.value
                if v.origin != "law" or v.source is None:
                    continue
                said = {
                    "clause": clause.title,
                    "name": value.title,
                    "value": value.text,
                    "source": self.session.library.sources[v.source].title,
                }
                if v.moved_from is None:
                    yield "  " + self.t("review.value", **said)
                else:
                    yield "  " + self.t("review.value-moved", before=self.spoken.bare(v.moved_from), **said)

    # What is changed

    def _in_lot(self, lot: int | None, text: str) -> str:
        """A label with the lot (from 1) in front, where there are several."""
        if not lot or len(self.answers["lots"]) == 1:
            return text
        return self.t("review.in-lot", lot=self.t("lot.number", number=lot), text=text)

    def _pick(self, question: str, choices: list[Choice]) -> Any:
        ask = Ask(self.t(f"review.{question}"), self.t("review.which-help"))
        return self.asker.choose(ask, Options(choices))

    def _change(self) -> None:
        answers = self.answers
        known = steps.offered(self.session.library, answers, self.session.languages)
        choices = []
        for number, step in enumerate(known):
            answer = self.spoken.answer(step, at(answers, step.path))
            text = self.t("review.now", label=self.spoken.label(step, answers), answer=answer)
            choices.append(Choice(number, self._in_lot(None if step.lot is None else step.lot + 1, text)))
        picked = self._pick("which-answer", choices)
        if not isinstance(picked, Nav):
            self._again(known[picked])

    def _again(self, step: AnyStep) -> None:
        """Ask a question again, and what its answer makes necessary."""
        if self.session.ask(step) is None:
            self.session.run()

    def _change_value(self, selection: Selection) -> None:
        found = [
            steps.value_step(part.number - 1, pick.clause.id, name, pick.clause.parameters[name], values)
            for part in selection.lots
            for pick in part.picks
            for name, values in pick.values.items()
            if values
        ]
        if not found:
            self.asker.say(self.t("review.no-values"))
            return
        choices = []
        for number, step in enumerate(found):
            answer = self.spoken.answer(step, step.value.value)
            text = self.t("review.now", label=self.spoken.label(step, self.answers), answer=answer)
            choices.append(Choice(number, self._in_lot(step.lot + 1, text)))
        picked = self._pick("which-value", choices)
        if not isinstance(picked, Nav):
            self.session.ask(found[picked])

    def _drop(self, annex: Annex) -> None:
        choices = [
            Choice((lot.part.number, c.clause.id), self._in_lot(lot.part.number, c.title), c.number)
            for lot in (annex.general, *annex.lots)
            for c in lot.clauses
        ]
        self._move("drop", "dropped", "included", "excluded", choices)

    def _add(self, annex: Annex) -> None:
        library = self.session.library
        choices = [
            Choice((part.number, id_), self._in_lot(part.number, self.spoken.title(id_)), id_)
            for part in annex.selection.parts
            for id_, decision in part.decisions.items()
            if not decision.selected and library.clauses[id_].status == "stable"
        ]
        self._move("add", "added", "excluded", "included", choices)

    def _move(self, what: str, done: str, back: str, into: str, choices: list[Choice]) -> None:
        """Leave a clause out or bring it in, with the reason; `back` is the list it may have come by."""
        picked = self._pick(f"which-{what}", choices)
        if isinstance(picked, Nav):
            return
        lot, clause = picked
        title = self.spoken.title(clause)

        def undo(purchase: PurchaseText) -> bool:
            return purchase.unchange(back, clause, lot or None)

        change: Change = undo
        if not undo(PurchaseText(self.session.store.purchase.text)):
            ask = Ask(self.t(f"review.why-{what}", title=title), self.t("review.why-help"))
            reason = self.asker.text(ask, prose)
            if isinstance(reason, Nav):
                return

            def put(purchase: PurchaseText) -> None:
                one = len(self.answers["lots"]) == 1
                purchase.change(into, clause, reason, None if one else lot or None)

            change = put
        if self._try(change):
            self.asker.say(self.t(f"review.{done}", title=title))

    def _try(self, change: Change) -> bool:
        """Make a change if the annex can still be made after it; otherwise say why not."""
        try:
            self.select(self.session.trial(change))
        except InvalidInput as error:
            self.asker.say(self.t("review.refused"))
            self._findings(error)
            return False
        self.session.store.save(change)
        return True

    def _unchange(self) -> None:
        """Take back that a clause was left out or brought in."""
        choices = [
            Choice((which, change["clause"], change.get("lot")), self._in_lot(change.get("lot"), text))
            for which, done in (("excluded", "dropped"), ("included", "added"))
            for change in self.answers.get(which, ())
            if (text := self.t(f"review.{done}", title=self.spoken.title(change["clause"])))
        ]
        picked = self._pick("which-change", choices)
        if not isinstance(picked, Nav):
            which, clause, lot = picked
            self.session.store.save(lambda p: p.unchange(which, clause, lot))

    def _remove_lot(self) -> None:
        choices = []
        for number, lot in enumerate(self.answers["lots"]):
            name = self.t("lot.number", number=number + 1)
            choices.append(Choice(number, self.t("lot.name", number=name, title=lot.get("title", ""))))
        picked = self._pick("which-lot", choices)
        if isinstance(picked, Nav):
            return
        self.session.store.save(lambda p: p.take_lot(picked))
        self.asker.say(self.t("review.lot-removed", lot=choices[picked].label))
