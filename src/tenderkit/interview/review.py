# SPDX-License-Identifier: Apache-2.0
"""The review: the overview of what was said and what comes of it, and every way to change it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from tenderkit.errors import InvalidInput, TenderkitError
from tenderkit.interview import next_question
from tenderkit.interview.asker import Ask, Nav, Options
from tenderkit.interview.next_question import AnyStep
from tenderkit.interview.overview import Overview
from tenderkit.interview.session import Session
from tenderkit.library.clause import Clause
from tenderkit.library.condition import CATEGORY_LINES, trace
from tenderkit.papers.annex.annex import Annex, compose
from tenderkit.purchase.answers import find_answer
from tenderkit.purchase.toml_document import PurchaseText
from tenderkit.purchase.typed_input import Choice, read_prose
from tenderkit.selection.selection import LotSelection, Selection

Change = Callable[[PurchaseText], Any]


class Review:
    """The review of a session.

    `select` chooses the clauses for plain answers; it raises InvalidInput with every problem.
    """

    def __init__(self, session: Session, select: Callable[[dict[str, Any]], Selection]) -> None:
        self.session, self.select = session, select
        self.asker, self.spoken, self.t = session.asker, session.spoken, session.t
        self.language = session.spoken.language
        self.shown = Overview(session)
        self._before: list[str] = []

    @property
    def answers(self) -> dict[str, Any]:
        """The answers so far."""
        return self.session.store.answers

    def run(self) -> str:
        """Show the review until the annex is asked for. Returns `docx`, or `html` where a page is wanted as well;
        raises KeyboardInterrupt where the person stops.
        """
        store = self.session.store
        annex, known = self._shown(), store.purchase.text
        while True:
            edits = store.edits
            picked = self._menu(annex)
            if picked in ("build", "build-page", "show"):
                store.refresh()  # what somebody wrote into the file meanwhile counts
                if store.edits != edits and picked != "show":
                    self.asker.say(self.t("review.changed"))
                    annex, known, picked = self._result(annex), store.purchase.text, "again"
            match picked:
                case "again":
                    self._before.clear()
                case "build":
                    return "docx"
                case "build-page":
                    return "html"
                case "stop":
                    raise KeyboardInterrupt
                case "show":
                    annex = self._shown()
                case "undo":
                    self._undo()
                case _:
                    self._do(picked, annex)
                    if store.edits != edits:
                        # What somebody wrote into the file meanwhile would be lost with a longer step back.
                        self._before = [store.before]
                    elif store.purchase.text != known:
                        self._before.append(known)
            if store.purchase.text != known:
                annex, known = self._result(annex), store.purchase.text

    def _menu(self, annex: Annex | None) -> Any:
        """What can be done now. What is there only sometimes stands last, so that numbers stay."""
        answers = self.answers
        options = {
            "build": annex is not None,
            "build-page": annex is not None,
            "change": True,
            "value-change": annex is not None,
            "drop": annex is not None and bool(self._inside(annex)),
            "add": annex is not None and bool(self._outside(annex)),
            "lot-add": True,
            "show": True,
            "stop": True,
            "lot-remove": len(answers["lots"]) > 1,
            "unchange": bool(answers.get("included") or answers.get("excluded")),
            "undo": bool(self._before),
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
                self._move("drop", annex, self._inside(annex))
            case "add" if annex:
                self._move("add", annex, self._outside(annex))
            case "unchange":
                self._unchange()
            case "lot-add":
                self._add_lot()
            case "lot-remove":
                self._remove_lot()

    def _undo(self) -> None:
        """Take back the last change, and say what it was."""
        store = self.session.store
        edits = store.edits
        store.refresh()
        if store.edits != edits:
            self.asker.say(self.t("review.edited"))
            self._before.clear()
            return
        before = self.answers
        labels = self.shown.labels(before)
        store.replace(self._before.pop())
        labels |= self.shown.labels(self.answers)
        for key, (old, new) in changes(before, self.answers).items():
            if key.endswith((".reason", ".lot")):
                continue  # the clause is told
            known = [v if isinstance(v, str) and v in self.session.library.clauses else None for v in (old, new)]
            said = [
                self.spoken.title(c) if c else self.t("interview.none") if v is None else str(v)
                for c, v in zip(known, (old, new), strict=True)
            ]
            self.asker.say(self.t("review.undone", key=labels.get(key, key), old=said[0], new=said[1]))

    # What is shown

    def _say(self, lines: Iterator[str]) -> None:
        self.asker.say("\n".join(lines))

    def _shown(self) -> Annex | None:
        """Print the whole review. Returns the annex, or None where it cannot be made yet."""
        self._say(self.shown.purchase())
        return self._result(whole=True)

    def _result(self, old: Annex | None = None, *, whole: bool = False) -> Annex | None:
        """Print what the answers lead to: on the whole with every clause, else what is different and worth a look.

        Parameters: `old`, the annex before the last change.
        """
        try:
            annex = compose(self.select(self.answers), self.language)
        except InvalidInput as error:
            self.asker.say(f"\n{self.t('review.problems')}")
            self._findings(error)
            return None
        self.spoken.titles = {c.clause.id: c.title for c in reversed(annex.printed)}
        if old is not None:
            self._say(self.shown.differences(old, annex))
        if whole:
            self._say(self.shown.clauses(annex))
            self._say(self.shown.background(annex))
        self._say(self.shown.points(annex))
        return annex

    def _findings(self, error: TenderkitError) -> None:
        for finding in error.findings:
            self.asker.say(f"  {self.shown.finding(finding)}")

    # What is changed

    def _pick(self, question: str, choices: list[Choice]) -> Any:
        ask = Ask(self.t(f"review.{question}"), self.t("review.which-help"))
        return self.asker.choose(ask, Options(choices))

    def _change(self) -> None:
        answers = self.answers
        known = next_question.offered(self.session.library, answers, self.session.languages)
        choices = []
        for number, step in enumerate(known):
            value = find_answer(answers, step.path)
            shown = step.question.default if value is None and step.question.ask == "review" else value
            answer = self.spoken.answer(step, shown, answers) if shown is not None else self.t("review.unset")
            text = self.t("review.now", label=self.spoken.label(step, answers), answer=answer)
            choices.append(Choice(number, self.session.in_lot(None if step.lot is None else step.lot + 1, text)))
        picked = self._pick("which-answer", choices)
        if not isinstance(picked, Nav):
            self._again(known[picked])

    def _again(self, step: AnyStep) -> None:
        """Ask a question again, and what its answer makes necessary."""
        if self.session.ask(step) is None:
            self.session.run()

    def _change_value(self, selection: Selection) -> None:
        found = next_question.values(selection)
        if not found:
            self.asker.say(self.t("review.no-values"))
            return
        choices = []
        for number, step in enumerate(found):
            answer = self.spoken.answer(step, step.value.value, self.answers)
            text = self.t("review.now", label=self.spoken.label(step, self.answers), answer=answer)
            choices.append(Choice(number, self.session.in_lot((step.lot or 0) + 1, text)))
        picked = self._pick("which-value", choices)
        if not isinstance(picked, Nav):
            self.session.ask(found[picked])

    def _inside(self, annex: Annex) -> list[Choice]:
        """The clauses that can be left out."""
        return [
            Choice((lot.part.number, c.clause.id), self.session.in_lot(lot.part.number, c.title), c.number)
            # The rules for every lot come last: nothing is left out by pressing Enter twice.
            for lot in (*annex.lots, annex.general)
            for c in lot.clauses
        ]

    def _outside(self, annex: Annex) -> list[Choice]:
        """The clauses that can be brought in."""
        library = self.session.library
        return [
            Choice((part.number, id_), self.session.in_lot(part.number, self.spoken.title(id_)), id_)
            for part in annex.selection.parts
            for id_, decision in part.decisions.items()
            if not decision.selected and self._could_be_in(library.clauses[id_], part)
        ]

    def _could_be_in(self, clause: Clause, part: LotSelection) -> bool:
        """Whether a clause covers anything in a lot, so that it can be brought in."""
        usable = clause.status == "stable" and clause.id not in self.session.library.hidden
        return usable and (part.lot is None or trace(clause.applies, part.facts, only=CATEGORY_LINES).holds)

    def _move(self, what: str, annex: Annex, choices: list[Choice]) -> None:
        """Leave a clause out (`drop`) or bring it in (`add`), with the reason."""
        back, into = ("included", "excluded") if what == "drop" else ("excluded", "included")
        picked = self._pick(f"which-{what}", choices)
        if isinstance(picked, Nav):
            return
        lot, clause = picked
        title = self.spoken.title(clause)
        if guidance := self.spoken.guidance(clause):
            self.asker.say(self.t("review.about", title=title, text=guidance))
        if PurchaseText(self.session.store.purchase.text).remove_change(back, clause, lot or None):
            change: Change = partial(PurchaseText.remove_change, which=back, clause=clause, lot=lot or None)
            titles = [title]
        else:
            together = self._together(what, annex, lot, clause)
            if together is None:
                return
            titles = [self.spoken.title(c) for c in together]
            ask = Ask(self.t(f"review.why-{what}", title=self.language.listing(titles)), self.t("review.why-help"))
            reason = self.asker.text(ask, read_prose)
            if isinstance(reason, Nav):
                return
            change = _changing(into, together, reason, lot or None)
        if self._possible(change):
            self.session.store.save(change)
            done = "review.dropped" if what == "drop" else "review.added"
            self.asker.say(self.t(done, title=self.language.listing(titles)))
            self.session.run()  # what is brought in may have a value that somebody has to decide

    def _together(self, what: str, annex: Annex, lot: int, clause: str) -> list[str] | None:
        """The clauses that are moved: one, or, where others need what is left out, these as well, if that is wanted.

        Returns None where nothing can be done, before anybody thinks of a reason.
        """
        into = "excluded" if what == "drop" else "included"
        if self._possible(_changing(into, [clause], "…", lot or None)):
            return [clause]
        if what != "drop":
            return None
        gone = [clause]
        while more := [
            pick.clause.id
            for pick in annex.selection.parts[lot].picks
            if pick.clause.id not in gone and not set(gone).isdisjoint(pick.clause.requires)
        ]:
            gone += more
        if len(gone) == 1 or not self._possible(_changing(into, gone, "…", lot or None)):
            return None
        titles = self.language.listing([self.spoken.title(c) for c in gone])
        return gone if self._sure(self.t("review.all-of-them", titles=titles)) else None

    def _sure(self, text: str) -> bool:
        """Whether somebody really wants what cannot be meant by Enter alone."""
        choices = [Choice(False, self.t("words.no")), Choice(True, self.t("words.yes"))]
        return self.asker.choose(Ask(text, self.t("review.which-help")), Options(choices), False) is True

    def _possible(self, change: Change) -> bool:
        """Whether the annex can still be made after a change; if not, why not is said."""
        try:
            self.select(self.session.trial(change))
        except InvalidInput as error:
            self.asker.say(self.t("review.refused"))
            self._findings(error)
            return False
        return True

    def _unchange(self) -> None:
        """Take back that a clause was left out or brought in."""
        choices = [
            Choice((which, change["clause"], change.get("lot")), self.session.in_lot(change.get("lot"), text))
            for which, done in (("excluded", "dropped"), ("included", "added"))
            for change in self.answers.get(which, ())
            if (text := self.t(f"review.{done}", title=self.spoken.title(change["clause"])))
        ]
        picked = self._pick("which-change", choices)
        if not isinstance(picked, Nav):
            which, clause, lot = picked
            self.session.store.save(lambda p: p.remove_change(which, clause, lot))

    def _add_lot(self) -> None:
        """Ask for one more lot; going back from its first question takes it out again."""
        number = len(self.answers["lots"])
        self.session.store.save(lambda p: p.set_lots(number + 1))
        first = next(s for s in next_question.every_step(self.session.library, self.answers) if s.lot == number)
        if not self.session.run(first.path):
            self.asker.say(self.t("review.not-added", lot=self.t("lot.number", number=number + 1)))
            self.session.store.save(lambda p: p.remove_lot(number))
            self.session.forget(number)

    def _remove_lot(self) -> None:
        choices = []
        for number, lot in enumerate(self.answers["lots"]):
            name = self.t("lot.number", number=number + 1)
            choices.append(Choice(number, self.t("lot.name", number=name, title=lot.get("title", ""))))
        picked = self._pick("which-lot", choices)
        if isinstance(picked, Nav):
            return
        label = choices[picked].label
        if self._sure(self.t("review.sure", lot=label)):
            self.session.store.save(lambda p: p.remove_lot(picked))
            self.session.forget(picked)
            self.asker.say(self.t("review.lot-removed", lot=label))


def _changing(into: str, clauses: Sequence[str], reason: str, lot: int | None) -> Change:
    """The change that puts clauses among the `included` or `excluded` of a lot (from 1)."""

    def change(purchase: PurchaseText) -> None:
        for clause in clauses:
            purchase.add_change(into, clause, reason, lot)

    return change


def changes(old: Any, new: Any, key: str = "") -> dict[str, tuple[Any, Any]]:
    """The keys of the purchase file that differ, with what each says in the one and in the other."""
    if isinstance(old, dict) or isinstance(new, dict):
        pairs = {k: (find_answer(old, (k,)), find_answer(new, (k,))) for k in {**(old or {}), **(new or {})}}
    elif isinstance(old, list) or isinstance(new, list):
        length = max(len(old or ()), len(new or ()))
        pairs = {str(n + 1): (find_answer(old, (n,)), find_answer(new, (n,))) for n in range(length)}
    else:
        return {} if old == new else {key: (old, new)}
    found: dict[str, tuple[Any, Any]] = {}
    for name, (one, other) in pairs.items():
        found |= changes(one, other, f"{key}.{name}".lstrip("."))
    return found
