# SPDX-License-Identifier: Apache-2.0
"""The review at the end of the interview: show the answers and the annex, and let the buyer change them."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from tenderkit.errors import InvalidInput, TenderkitError
from tenderkit.findings import Finding
from tenderkit.interview import next_question
from tenderkit.interview.asker import ChoiceList, Nav, Prompt
from tenderkit.interview.next_question import AnySlot
from tenderkit.interview.overview import Overview
from tenderkit.interview.session import Session
from tenderkit.library.clause import Clause
from tenderkit.library.condition import CATEGORY_LINES, trace_condition
from tenderkit.papers.annex.annex import Annex, compose
from tenderkit.papers.annex.final_gaps import find_final_gaps
from tenderkit.purchase.answers import find_answer
from tenderkit.purchase.choices import Choice
from tenderkit.purchase.toml_document import PurchaseText
from tenderkit.purchase.typed_input import read_prose
from tenderkit.selection.selection import LotSelection, Selection

PurchaseChange = Callable[[PurchaseText], Any]


class Review:
    """The review at the end of an interview, in which the buyer can change the answers and the clauses.

    `select`: a function that returns the selection of clauses for the answers of a purchase file. It raises
    InvalidInput with all problems if no annex can be built.
    """

    def __init__(self, session: Session, select: Callable[[dict[str, Any]], Selection]) -> None:
        self.session, self.select = session, select
        self.asker, self.prompts, self.t = session.asker, session.prompts, session.t
        self.language = session.prompts.language
        self.overview = Overview(session)
        self._earlier_texts: list[str] = []

    @property
    def answers(self) -> dict[str, Any]:
        """The answers in the purchase file so far."""
        return self.session.store.answers

    def run(self) -> str:
        """Show the review until the buyer asks for the annex.

        Returns `docx` for the Word file alone, or `html` for the Word file and a page for the browser. Raises
        KeyboardInterrupt if the buyer stops the interview.
        """
        store = self.session.store
        annex, known = self._print_review(), store.purchase.text
        while True:
            edits = store.edits
            picked = self._choose_action(annex)
            if picked in ("build", "build-page", "show"):
                store.refresh()  # what somebody wrote into the file meanwhile counts
                if store.edits != edits and picked != "show":
                    self.asker.say(self.t("review.changed"))
                    annex, known, picked = self._print_result(annex), store.purchase.text, "again"
            match picked:
                case "again":
                    self._earlier_texts.clear()
                case "build":
                    return "docx"
                case "build-page":
                    return "html"
                case "stop":
                    raise KeyboardInterrupt
                case "show":
                    annex = self._print_review()
                case "undo":
                    self._undo_change()
                case _:
                    self._run_action(picked, annex)
                    if store.edits != edits:
                        # What somebody wrote into the file meanwhile would be lost with a longer step back.
                        self._earlier_texts = [store.before]
                    elif store.purchase.text != known:
                        self._earlier_texts.append(known)
            if store.purchase.text != known:
                annex, known = self._print_result(annex), store.purchase.text

    def _choose_action(self, annex: Annex | None) -> Any:
        """Ask the buyer for the next action, and return its name, such as `drop` or `lot-add`.

        The actions that are only sometimes possible come last, so that they do not shift the numbers of the others.
        """
        answers = self.answers
        buildable = annex is not None and not find_final_gaps(annex)
        options = {
            "build": buildable,
            "build-page": buildable,
            "change": True,
            "value-change": annex is not None,
            "drop": annex is not None and bool(self._list_removable(annex)),
            "add": annex is not None and bool(self._list_addable(annex)),
            "lot-add": True,
            "show": True,
            "stop": True,
            "lot-remove": len(answers["lots"]) > 1,
            "unchange": bool(answers.get("included") or answers.get("excluded")),
            "undo": bool(self._earlier_texts),
        }
        choices = [Choice(o, self.t(f"review.{o}")) for o, there in options.items() if there]
        prompt = Prompt(self.t("review.ask"), self.t("review.help"))
        return self.asker.choose(prompt, ChoiceList(choices), choices[0].value)

    def _run_action(self, picked: Any, annex: Annex | None) -> None:
        """Carry out the picked action, such as `drop`.

        If the buyer goes back from the first question of the action, nothing changes.
        """
        match picked:
            case "change":
                self._change_answer()
            case "value-change" if annex:
                self._change_value(annex.selection)
            case "drop" if annex:
                self._move_clause("drop", annex, self._list_removable(annex))
            case "add" if annex:
                self._move_clause("add", annex, self._list_addable(annex))
            case "unchange":
                self._take_back_change()
            case "lot-add":
                self._add_lot()
            case "lot-remove":
                self._remove_lot()

    def _undo_change(self) -> None:
        """Undo the last change, and print each answer that changed back.

        Nothing is undone if somebody else has edited the purchase file since the last change.
        """
        store = self.session.store
        edits = store.edits
        store.refresh()
        if store.edits != edits:
            self.asker.say(self.t("review.edited"))
            self._earlier_texts.clear()
            return
        before = self.answers
        labels = self.overview.label_keys(before)
        store.replace(self._earlier_texts.pop())
        labels |= self.overview.label_keys(self.answers)
        for key, (old, new) in compare_answers(before, self.answers).items():
            if key.endswith((".reason", ".lot")):
                continue  # the line on the clause is enough
            known = [v if isinstance(v, str) and v in self.session.library.clauses else None for v in (old, new)]
            shown_values = [
                self.prompts.name_clause(c) if c else self.t("interview.none") if v is None else str(v)
                for c, v in zip(known, (old, new), strict=True)
            ]
            self.asker.say(
                self.t("review.undone", key=labels.get(key, key), old=shown_values[0], new=shown_values[1])
            )

    # What is shown

    def _print_lines(self, lines: Iterator[str]) -> None:
        self.asker.say("\n".join(lines))

    def _print_review(self) -> Annex | None:
        """Print the answers and a summary of the annex, and return the annex.

        Returns None if no annex can be built from the answers yet.
        """
        self._print_lines(self.overview.list_answers())
        return self._print_result(in_full=True)

    def _print_result(self, old: Annex | None = None, *, in_full: bool = False) -> Annex | None:
        """Print a summary of the annex for the present answers, and return the annex.

        If no annex can be built, the problems are printed, and None is returned. Parameters: `old`, the annex before
        the last change, so that the differences are printed too; `in_full`, whether to print every clause.
        """
        try:
            annex = compose(self.select(self.answers), self.language)
        except InvalidInput as error:
            self._print_problems(error.findings)
            return None
        self.prompts.titles = {c.clause.id: c.title for c in reversed(annex.printed)}
        if old is not None:
            self._print_lines(self.overview.list_differences(old, annex))
        if in_full:
            self._print_lines(self.overview.list_clauses(annex))
            self._print_lines(self.overview.list_background(annex))
        self._print_lines(self.overview.list_points(annex))
        if gaps := find_final_gaps(annex):
            self._print_problems(gaps)
        return annex

    def _print_problems(self, findings: Sequence[Finding]) -> None:
        self.asker.say(f"\n{self.t('review.problems')}")
        for finding in findings:
            self.asker.say(f"  {self.overview.format_finding(finding)}")

    def _print_findings(self, error: TenderkitError) -> None:
        for finding in error.findings:
            self.asker.say(f"  {self.overview.format_finding(finding)}")

    # What is changed

    def _pick_choice(self, question: str, choices: list[Choice]) -> Any:
        prompt = Prompt(self.t(f"review.{question}"), self.t("review.which-help"))
        return self.asker.choose(prompt, ChoiceList(choices))

    def _change_answer(self) -> None:
        answers = self.answers
        known = next_question.list_review_slots(self.session.library, answers, self.session.languages)
        choices = []
        for number, slot in enumerate(known):
            value = find_answer(answers, slot.path)
            unasked = value is None and slot.question.ask == "review"
            shown = self.prompts.find_default(slot, answers) if unasked else value
            answer = self.prompts.format_answer(slot, shown, answers) if shown is not None else self.t("review.unset")
            text = self.t("review.now", label=self.prompts.format_label(slot, answers), answer=answer)
            choices.append(Choice(number, self.session.name_in_lot(None if slot.lot is None else slot.lot + 1, text)))
        picked = self._pick_choice("which-answer", choices)
        if not isinstance(picked, Nav):
            self._ask_again(known[picked])

    def _ask_again(self, slot: AnySlot) -> None:
        """Ask a question again, and then ask the questions that the new answer makes necessary."""
        if self.session.ask(slot) is None:
            self.session.run()

    def _change_value(self, selection: Selection) -> None:
        slots = next_question.list_values(selection)
        if not slots:
            self.asker.say(self.t("review.no-values"))
            return
        choices = []
        for number, slot in enumerate(slots):
            answer = self.prompts.format_answer(slot, slot.value.value, self.answers)
            text = self.t("review.now", label=self.prompts.format_label(slot, self.answers), answer=answer)
            choices.append(Choice(number, self.session.name_in_lot((slot.lot or 0) + 1, text)))
        picked = self._pick_choice("which-value", choices)
        if not isinstance(picked, Nav):
            self.session.ask(slots[picked])

    def _list_removable(self, annex: Annex) -> list[Choice]:
        """Return the clauses of an annex as choices for the buyer, who wants to leave one of the clauses out."""
        return [
            Choice((lot.part.number, c.clause.id), self.session.name_in_lot(lot.part.number, c.title), c.number)
            # The rules for every lot come last: nothing is left out by pressing Enter twice.
            for lot in (*annex.lots, annex.general)
            for c in lot.clauses
        ]

    def _list_addable(self, annex: Annex) -> list[Choice]:
        """Return, as choices for the buyer, the clauses that are not in the annex but can be added to a lot."""
        library = self.session.library
        return [
            Choice((part.number, id_), self.session.name_in_lot(part.number, self.prompts.name_clause(id_)), id_)
            for part in annex.selection.parts
            for id_, decision in part.decisions.items()
            if not decision.selected and self._can_be_added(library.clauses[id_], part)
        ]

    def _can_be_added(self, clause: Clause, part: LotSelection) -> bool:
        """Return whether a clause is stable, not hidden by the authority's library, and for equipment of the lot."""
        usable = clause.status == "stable" and clause.id not in self.session.library.hidden
        return usable and (part.lot is None or trace_condition(clause.applies, part.facts, only=CATEGORY_LINES).holds)

    def _move_clause(self, action: str, annex: Annex, choices: list[Choice]) -> None:
        """Let the buyer pick a clause and type a reason, and then leave the clause out or add it to the annex.

        Parameters: `action`, `drop` to leave out, `add` to add; `choices`, the clauses to pick from.
        """
        back, into = ("included", "excluded") if action == "drop" else ("excluded", "included")
        picked = self._pick_choice(f"which-{action}", choices)
        if isinstance(picked, Nav):
            return
        lot, clause = picked
        title = self.prompts.name_clause(clause)
        if guidance := self.prompts.find_guidance(clause):
            self.asker.say(self.t("review.about", title=title, text=guidance))
        if PurchaseText(self.session.store.purchase.text).remove_change(back, clause, lot or None):
            change: PurchaseChange = partial(PurchaseText.remove_change, which=back, clause=clause, lot=lot or None)
            titles = [title]
        else:
            together = self._find_moved_clauses(action, annex, lot, clause)
            if together is None:
                return
            titles = [self.prompts.name_clause(c) for c in together]
            prompt = Prompt(
                self.t(f"review.why-{action}", title=self.language.listing(titles)), self.t("review.why-help")
            )
            reason = self.asker.ask_text(prompt, read_prose)
            if isinstance(reason, Nav):
                return
            change = _make_change(into, together, reason, lot or None)
        if self._check_change(change):
            self.session.store.save(change)
            done = "review.dropped" if action == "drop" else "review.added"
            self.asker.say(self.t(done, title=self.language.listing(titles)))
            self.session.run()  # what is brought in may have a value that somebody has to decide

    def _find_moved_clauses(self, action: str, annex: Annex, lot: int, clause: str) -> list[str] | None:
        """Return the ids of the clauses to add or to leave out, usually the picked clause alone.

        If other clauses require a clause that the buyer wants to leave out, their ids are returned too, provided that
        the buyer agrees. Returns None if the buyer does not agree, or if no annex could be built after the change.
        """
        into = "excluded" if action == "drop" else "included"
        if self._check_change(_make_change(into, [clause], "…", lot or None)):
            return [clause]
        if action != "drop":
            return None
        gone = [clause]
        while more := [
            pick.clause.id
            for pick in annex.selection.parts[lot].picks
            if pick.clause.id not in gone and not set(gone).isdisjoint(pick.clause.requires)
        ]:
            gone += more
        if len(gone) == 1 or not self._check_change(_make_change(into, gone, "…", lot or None)):
            return None
        titles = self.language.listing([self.prompts.name_clause(c) for c in gone])
        return gone if self._confirm(self.t("review.all-of-them", titles=titles)) else None

    def _confirm(self, text: str) -> bool:
        """Ask the buyer to confirm a change, and return True for yes. Enter alone answers no."""
        choices = [Choice(False, self.t("words.no")), Choice(True, self.t("words.yes"))]
        return self.asker.choose(Prompt(text, self.t("review.which-help")), ChoiceList(choices), False) is True

    def _check_change(self, change: PurchaseChange) -> bool:
        """Return whether the annex can still be built after a change; if not, print the problems."""
        try:
            self.select(self.session.try_change(change))
        except InvalidInput as error:
            self.asker.say(self.t("review.refused"))
            self._print_findings(error)
            return False
        return True

    def _take_back_change(self) -> None:
        """Let the buyer pick a clause that was left out or added, and undo this decision in the purchase file."""
        choices = [
            Choice((which, change["clause"], change.get("lot")), self.session.name_in_lot(change.get("lot"), text))
            for which, done in (("excluded", "dropped"), ("included", "added"))
            for change in self.answers.get(which, ())
            if (text := self.t(f"review.{done}", title=self.prompts.name_clause(change["clause"])))
        ]
        picked = self._pick_choice("which-change", choices)
        if not isinstance(picked, Nav):
            which, clause, lot = picked
            self.session.store.save(lambda p: p.remove_change(which, clause, lot))

    def _add_lot(self) -> None:
        """Add a lot to the purchase, and ask the questions about this lot.

        The lot is removed again if the buyer goes back from the first of these questions.
        """
        number = len(self.answers["lots"])
        self.session.store.save(lambda p: p.set_lots(number + 1))
        first = next(s for s in next_question.list_slots(self.session.library, self.answers) if s.lot == number)
        if not self.session.run(first.path):
            self.asker.say(self.t("review.not-added", lot=self.t("lot.number", number=number + 1)))
            self.session.store.save(lambda p: p.remove_lot(number))
            self.session.forget_lot(number)

    def _remove_lot(self) -> None:
        choices = []
        for number, lot in enumerate(self.answers["lots"]):
            name = self.t("lot.number", number=number + 1)
            choices.append(Choice(number, self.t("lot.name", number=name, title=lot.get("title", ""))))
        picked = self._pick_choice("which-lot", choices)
        if isinstance(picked, Nav):
            return
        label = choices[picked].label
        if self._confirm(self.t("review.sure", lot=label)):
            self.session.store.save(lambda p: p.remove_lot(picked))
            self.session.forget_lot(picked)
            self.asker.say(self.t("review.lot-removed", lot=label))


def _make_change(into: str, clauses: Sequence[str], reason: str, lot: int | None) -> PurchaseChange:
    """Return a function that writes clauses and a reason into the list `included` or `excluded` of a purchase file.

    Parameters: `into`, the name of the list; `lot`, the number of the lot, from 1, or None for all lots.
    """

    def change(purchase: PurchaseText) -> None:
        for clause in clauses:
            purchase.add_change(into, clause, reason, lot)

    return change


def compare_answers(old: Any, new: Any, key: str = "") -> dict[str, tuple[Any, Any]]:
    """Compare two versions of a purchase file: return each key that differs, with its old and new value.

    For example, `{"lots.1.months": (36, 48)}`.
    """
    if isinstance(old, dict) or isinstance(new, dict):
        pairs = {k: (find_answer(old, (k,)), find_answer(new, (k,))) for k in {**(old or {}), **(new or {})}}
    elif isinstance(old, list) or isinstance(new, list):
        length = max(len(old or ()), len(new or ()))
        pairs = {str(n + 1): (find_answer(old, (n,)), find_answer(new, (n,))) for n in range(length)}
    else:
        return {} if old == new else {key: (old, new)}
    differences: dict[str, tuple[Any, Any]] = {}
    for name, (old_value, new_value) in pairs.items():
        differences |= compare_answers(old_value, new_value, f"{key}.{name}".lstrip("."))
    return differences
