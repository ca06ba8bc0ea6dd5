# SPDX-License-Identifier: Apache-2.0
"""The review at the end of the interview: show the answers and the annex, and let the buyer change them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding
from tenderkit.interview import next_question
from tenderkit.interview.asker import ChoiceList, Nav, Prompt
from tenderkit.interview.clause_view import compose_clause_page, find_printed
from tenderkit.interview.effects import list_effects
from tenderkit.interview.next_question import AnySlot, ValueSlot
from tenderkit.interview.open_points import find_questions, list_figures
from tenderkit.interview.overview import (
    MOST_LETTERS_OF_VALUE,
    Overview,
    list_warnings,
    shorten_text,
)
from tenderkit.interview.pages import Page, list_pickable, make_row
from tenderkit.interview.session import Session
from tenderkit.library.clause import Clause
from tenderkit.library.condition import CATEGORY_LINES, trace_condition
from tenderkit.library.other_device import find_category_of
from tenderkit.papers.annex.annex import Annex, compose
from tenderkit.papers.annex.final_gaps import find_final_gaps
from tenderkit.papers.clause_text import PrintedClause
from tenderkit.purchase.answers import AnswerPath, find_answer
from tenderkit.purchase.choices import Choice
from tenderkit.purchase.toml_document import PurchaseText
from tenderkit.purchase.typed_input import read_prose
from tenderkit.selection.reasons import format_reason
from tenderkit.selection.selection import LotSelection, Selection

PurchaseChange = Callable[[PurchaseText], Any]


class _Declined(Exception):
    """Raised when the buyer does not take a change, so that nothing of it is kept."""


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
        # Why no annex can be made now.
        self._problems: Sequence[Finding] = ()
        # What was shown last.
        self._pages: Sequence[Page] = ()

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
        annex, known, picked = self._compose_annex(), store.purchase.text, None
        while True:
            edits = store.edits
            picked = self._choose_action(annex, picked)
            if picked in ("build", "build-page"):
                store.refresh()  # what somebody wrote into the file meanwhile counts
                if store.edits != edits:
                    self.asker.say(self.t("review.changed"))
                    annex, known, picked = self._compose_annex(), store.purchase.text, "again"
            match picked:
                case "again":
                    self._earlier_texts.clear()
                case "build":
                    return "docx"
                case "build-page":
                    return "html"
                case "stop":
                    raise KeyboardInterrupt
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
                annex, known = self._compose_annex(), store.purchase.text

    def _choose_action(self, annex: Annex | None, at: Any) -> Any:
        """Show the review, and return the action that the buyer picks, such as `drop`, or the value of another row.

        The actions that are only sometimes possible come last, so that they do not shift the numbers of the others.
        Parameters: `at`, the value of the row that the buyer picked before; it gets the cursor again or, if it is
        gone, its neighbour does.
        """
        answers = self.answers
        buildable = annex is not None and not find_final_gaps(annex)
        addable = [] if annex is None else self._list_addable(annex)
        options = {
            "build": buildable,
            "build-page": buildable,
            "change": True,
            "value-change": annex is not None,
            "drop": annex is not None and bool(self._list_removable(annex)),
            "add": bool(addable),
            "read": annex is not None,
            "lot-add": True,
            "stop": True,
            "lot-remove": len(answers["lots"]) > 1,
            "unchange": bool(answers.get("included") or answers.get("excluded")),
            "undo": bool(self._earlier_texts),
        }
        choices = [Choice(o, self.t(f"review.{o}")) for o, there in options.items() if there]
        pages = (
            [self.overview.compose_answers(None)]
            if annex is None
            else self.overview.compose_pages(annex, [choice.value for choice in addable])
        )
        prompt = Prompt(self.t("review.ask"), self.t("review.help"))
        before, self._pages = self._pages, [self._compose_start(annex, choices), *pages]
        return self.asker.browse(prompt, self._pages, ChoiceList(choices), find_place(at, before, self._pages))

    def _compose_start(self, annex: Annex | None, choices: Sequence[Choice]) -> Page:
        """Return the first page: the counts of the annex, or what is to be changed first, and the actions."""
        rows = [make_row(str(find_answer(self.answers, ("tender", "title")) or ""), "title")]
        if annex is not None:
            counts = {
                "lots": len(annex.lots),
                "clauses": len(annex.selected),
                "points": len(annex.open_points),
                "warnings": len(list_warnings(annex)),
            }
            counted = {name: self.language.number(count) for name, count in counts.items()}
            rows.append(make_row(self.t("screens.counts", **counted)))
        if self._problems:
            rows.append(make_row(self.t("review.problems"), "error"))
            rows += [make_row(self.overview.format_finding(finding), indent=2) for finding in self._problems]
        rows += [make_row(""), make_row(self.t("review.ask"), "title")]
        rows += [make_row(choice.label, value=choice.value, indent=2) for choice in choices]
        return Page(self.t("screens.tab-next"), tuple(rows))

    def _run_action(self, picked: Any, annex: Annex | None) -> None:
        """Carry out the picked action, such as `drop`, or open the row that was picked.

        If the buyer goes back from the first question of the action, nothing changes.
        """
        match picked:
            case "change":
                self._change_answer(annex)
            case "value-change" if annex:
                self._change_value(annex)
            case ("answer", path):
                self._change_at(annex, path)
            case ("point", number) if annex:
                self._settle_point(
                    annex, find_questions(annex.open_points[number], annex, self.answers, self.prompts)
                )
            case ("warning", number) if annex:
                slots, clause = self.overview.find_target(annex, list_warnings(annex)[number])
                if slots:
                    self._ask_in_turn(annex, slots)
                elif clause:
                    self._read_clause(annex, *clause)
            case "read" if annex:
                choices = self._list_removable(annex)
                self._repeat_pick("review.which-read", choices, lambda picked: self._read_clause(annex, *picked))
            case (("clause" | "left-out"), lot, clause) if annex:
                self._read_clause(annex, lot, clause)
            case "drop" if annex:
                self._move_clause("drop", annex, self._list_removable(annex))
            case "add" if annex:
                self._move_clause("add", annex, self._list_addable(annex))
            case "unchange":
                self._take_back_change(annex)
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

    def _compose_annex(self) -> Annex | None:
        """Return the annex for the present answers; None if none can be made, because of what `_problems` holds."""
        try:
            annex = compose(self.select(self.answers), self.language)
        except InvalidInput as error:
            self._problems = error.findings
            return None
        self._problems = find_final_gaps(annex)
        self.prompts.titles = {c.clause.id: c.title for c in reversed(annex.printed)}
        return annex

    def _print_findings(self, findings: Sequence[Finding]) -> None:
        for finding in findings:
            self.asker.say(f"  {self.overview.format_finding(finding)}")

    def _tell_effect(self, annex: Annex, answers: dict[str, Any]) -> bool:
        """Print what is different in the annex for other answers, and return whether anything is.

        Nothing is printed where gaps are filled and nothing else is different.
        """
        try:
            new = compose(self.select(self.session.add_derived(answers)), self.language)
        except InvalidInput as error:
            self.asker.say(f"\n{self.t('review.problems')}")
            self._print_findings(error.findings)
            return True
        effects = list(list_effects(self.overview, annex, new))
        if all(effect.settles for effect in effects):
            return False
        self.asker.say("\n".join((f"\n{self.t('screens.effect')}", *(f"  {effect.text}" for effect in effects))))
        return True

    def _confirm_effect(self, annex: Annex | None) -> None:
        """Show what the answers held back do to the annex, and raise _Declined if the buyer does not take them.

        Nobody is asked where nothing changes but gaps that the answers fill.
        """
        if annex is None or not self._tell_effect(annex, self.answers):
            return
        choices = [Choice(True, self.t("words.yes")), Choice(False, self.t("words.no"))]
        prompt = Prompt(self.t("screens.take"), self.t("screens.take-help"))
        if self.asker.choose(prompt, ChoiceList(choices), True) is not True:
            self.asker.say(self.t("screens.not-taken"))
            raise _Declined

    def _apply_change(self, annex: Annex | None, change: PurchaseChange) -> bool:
        """Show what a change does to the annex, and make it if the buyer takes it; return whether it was taken."""
        try:
            with self.session.store.hold_changes():
                self.session.store.save(change)
                self._confirm_effect(annex)
        except _Declined:
            return False
        return True

    def _read_clause(self, annex: Annex, lot: int, clause: str) -> Nav | None:
        """Show a clause in full, and do with it what the buyer picks; return `Nav.BACK` if that is to go back.

        Parameters: `lot`, 0 for a general rule.
        """
        part = annex.selection.parts[lot]
        decision = part.decisions[clause]
        reason = format_reason(decision, part.facts, annex.selection.library, self.language)
        page_annex = annex if decision.selected else self._try_adding(annex, lot, clause)
        printed = None if page_annex is None else find_printed(page_annex, lot, clause)
        if page_annex is None or printed is None:
            return None
        slots = [s for s in next_question.list_values(annex.selection) if (s.part, s.clause) == (lot, clause)]
        labels = [self.t("screens.value-change", label=self._label_value(slot, printed)) for slot in slots]
        move = "drop" if decision.selected else "add"
        actions = [
            Choice("back", self.t("screens.back")),
            *(Choice(number, label) for number, label in enumerate(labels)),
            Choice(move, self.t(f"screens.{move}")),
        ]
        why = self.t("screens.why-in" if decision.selected else "screens.why-out", reason=reason)
        page = compose_clause_page(self.overview, page_annex, printed, why, actions)
        prompt = Prompt(self.t("screens.clause-ask"), self.t("screens.clause-help"))
        picked: Any = None
        while True:
            picked = self.asker.browse(prompt, [page], ChoiceList(actions), picked)
            match picked:
                case int(number):
                    done = self._ask_again(annex, slots[number])
                case "drop" | "add":
                    done = self._move_picked(move, annex, lot, clause)
                case _:
                    return Nav.BACK if picked is Nav.BACK else None
            if done is not Nav.BACK:
                return None

    def _label_value(self, slot: ValueSlot, printed: PrintedClause) -> str:
        """Return the name of a value of a clause, with the value: `period of sale of spare parts (5 years)`."""
        name = self.prompts.format_value_name(slot.parameter.title, slot.categories)
        amounts = (
            value.amount
            for value in printed.values
            if value.name == slot.name
            and (
                not (slot.categories and value.categories)
                or slot.categories[0] in map(find_category_of, value.categories)
            )
        )
        answer = next(amounts, "") or self.prompts.format_answer(slot, slot.value.value, self.answers)
        return self.t("review.now", label=name, answer=shorten_text(answer, MOST_LETTERS_OF_VALUE))

    def _try_adding(self, annex: Annex, lot: int, clause: str) -> Annex | None:
        """Return the annex with a clause brought in; if there is none, print why, and return None."""
        change = self._find_taken_back("add", lot, clause) or _make_change("included", [clause], "…", lot or None)
        if not self._check_change(change):
            return None
        return compose(self.select(self.session.try_change(change)), self.language)

    # What is changed

    def _pick_choice(self, question: str, choices: list[Choice], default: Any = None) -> Any:
        prompt = Prompt(self.t(question), self.t("review.which-help"))
        return self.asker.choose(prompt, ChoiceList(choices), default)

    def _repeat_pick(self, question: str, choices: list[Choice], use: Callable[[Any], Nav | None]) -> None:
        """Let the buyer pick a choice, and use it; if `use` returns `Nav.BACK`, the list is shown again."""
        picked = None
        while not isinstance(picked := self._pick_choice(question, choices, picked), Nav):
            if use(picked) is not Nav.BACK:
                return

    def _format_now(self, slot: AnySlot, value: Any, answers: dict[str, Any]) -> str:
        """Return the label of a question with its present answer, such as `Term in months (48)`."""
        answer = self.prompts.format_answer(slot, value, answers)
        return self.t("review.now", label=self.prompts.format_label(slot, answers), answer=answer)

    def _change_answer(self, annex: Annex | None) -> None:
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
        self._repeat_pick("review.which-answer", choices, lambda picked: self._ask_again(annex, known[picked]))

    def _change_at(self, annex: Annex | None, path: AnswerPath) -> None:
        """Ask the question whose answer has this place in the purchase file again."""
        slots = next_question.list_slots(self.session.library, self.answers)
        self._ask_again(annex, next(slot for slot in slots if slot.path == path))

    def _ask_again(self, annex: Annex | None, slot: AnySlot, progress: str = "") -> Nav | None:
        """Ask a question again, and take the new answer once the buyer has seen what it does.

        Returns `Nav.BACK` if the buyer goes back from the question. Parameters: `progress`, its place among others.
        If it makes other questions necessary, it is saved at once, as every answer is; these are asked next, and all
        of them are taken back if the buyer does not take what they do.
        """
        store = self.session.store
        before, edits = store.purchase.text, store.edits
        try:
            with store.hold_changes():
                if self.session.ask(slot, progress) is Nav.BACK:
                    return Nav.BACK
                asks_more = next(self.session.find_unanswered(), None) is not None
                if not asks_more and store.purchase.text != before:
                    self._confirm_effect(annex)
            self.session.run()
            if asks_more:
                self._confirm_effect(annex)
        except _Declined:
            if store.edits != edits:
                self.asker.say(self.t("screens.edited"))
            elif store.purchase.text != before:
                store.replace(before)
        return None

    def _settle_point(self, annex: Annex, slots: Sequence[AnySlot]) -> None:
        """Ask the questions that settle an open point; where they are several, they can all be left open at once."""
        if len(slots) > 1:
            count = self.language.number(len(slots))
            prompt = Prompt(self.t("review.point-questions", count=count), self.t("review.point-questions-help"))
            choices = [
                Choice(True, self.t("interview.open-values-now")),
                Choice(False, self.t("review.point-questions-later")),
            ]
            if self.asker.choose(prompt, ChoiceList(choices), True) is not True:
                return
        self._ask_in_turn(annex, slots)

    def _ask_in_turn(self, annex: Annex, slots: Sequence[AnySlot]) -> None:
        """Ask questions, one after the other, with their count; going back leads to the one before."""
        at, total = 0, self.language.number(len(slots))
        while 0 <= at < len(slots):
            number = self.language.number(at + 1)
            progress = self.t("interview.place", number=number, total=total) if len(slots) > 1 else ""
            at += -1 if self._ask_again(annex, slots[at], progress) is Nav.BACK else 1

    def _change_value(self, annex: Annex) -> None:
        """Let the buyer pick a value of a clause or a figure of a sheet, and ask for it again."""
        slots: list[AnySlot] = [
            *next_question.list_values(annex.selection),
            *list_figures(annex, self.answers, self.prompts),
        ]
        if not slots:
            self.asker.say(self.t("review.no-values"))
            return
        choices = []
        for number, slot in enumerate(slots):
            value = slot.value.value if isinstance(slot, ValueSlot) else find_answer(self.answers, slot.path)
            lot = None if slot.lot is None else slot.lot + 1
            choices.append(Choice(number, self.session.name_in_lot(lot, self._format_now(slot, value, self.answers))))
        self._repeat_pick("review.which-value", choices, lambda picked: self._ask_again(annex, slots[picked]))

    def _list_removable(self, annex: Annex) -> list[Choice]:
        """Return the clauses of an annex as choices for the buyer, who wants to leave one of the clauses out."""
        return [
            Choice(
                (lot.part.number, c.clause.id),
                self.session.name_in_lot(lot.part.number, c.title),
                c.number,
                self.prompts.list_search_words(c.clause.id),
            )
            # The rules for every lot come last: nothing is left out by pressing Enter twice.
            for lot in (*annex.lots, annex.general)
            for c in lot.clauses
        ]

    def _list_addable(self, annex: Annex) -> list[Choice]:
        """Return, as choices for the buyer, the clauses that are not in the annex but can be added to a lot."""
        library = self.session.library
        return [
            Choice(
                (part.number, id_),
                self.session.name_in_lot(part.number, self.prompts.name_clause(id_)),
                id_,
                self.prompts.list_search_words(id_),
            )
            for part in annex.selection.parts
            for id_, decision in part.decisions.items()
            if not decision.selected and self._can_be_added(library.clauses[id_], part)
        ]

    def _can_be_added(self, clause: Clause, part: LotSelection) -> bool:
        """Return whether a clause is stable, not hidden by the authority's library, and for equipment of the lot."""
        usable = clause.status == "stable" and clause.id not in self.session.library.hidden
        return usable and (part.lot is None or trace_condition(clause.applies, part.facts, only=CATEGORY_LINES).holds)

    def _move_clause(self, action: str, annex: Annex, choices: list[Choice]) -> None:
        """Let the buyer pick a clause, and leave it out or add it to the annex.

        Parameters: `action`, `drop` to leave out, `add` to add; `choices`, the clauses to pick from.
        """

        def move(picked: Any) -> Nav | None:
            lot, clause = picked
            if guidance := self.prompts.find_guidance(clause):
                self.asker.say(self.t("review.about", title=self.prompts.name_clause(clause), text=guidance))
            return self._move_picked(action, annex, lot, clause)

        self._repeat_pick(f"review.which-{action}", choices, move)

    def _find_taken_back(self, action: str, lot: int, clause: str) -> PurchaseChange | None:
        """Return the change that takes back an earlier one of this clause; None if there was no such change."""
        which = "included" if action == "drop" else "excluded"
        change = partial(PurchaseText.remove_change, which=which, clause=clause, lot=lot or None)
        return change if change(PurchaseText(self.session.store.purchase.text)) else None

    def _move_picked(self, action: str, annex: Annex, lot: int, clause: str) -> Nav | None:
        """Show what leaving a clause out or adding it does, let the buyer type a reason, and do it.

        Returns `Nav.BACK` if the buyer goes back from the reason.
        """
        into = "excluded" if action == "drop" else "included"
        if change := self._find_taken_back(action, lot, clause):
            titles = [self.prompts.name_clause(clause)]
            if not self._check_change(change) or not self._apply_change(annex, change):
                return None
        else:
            together = self._find_moved_clauses(action, annex, lot, clause)
            if together is None:
                return None
            self._tell_effect(annex, self.session.try_change(_make_change(into, together, "…", lot or None)))
            titles = [self.prompts.name_clause(c) for c in together]
            prompt = Prompt(
                self.t(f"review.why-{action}", title=self.language.listing(titles)), self.t("review.why-help")
            )
            reason = self.asker.ask_text(prompt, read_prose)
            if isinstance(reason, Nav):
                return Nav.BACK
            self.session.store.save(_make_change(into, together, reason, lot or None))
        done = "review.dropped" if action == "drop" else "review.added"
        self.asker.say(self.t(done, title=self.language.listing(titles)))
        self.session.run()  # what is brought in may have a value that somebody has to decide
        return None

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
            self._print_findings(error.findings)
            return False
        return True

    def _take_back_change(self, annex: Annex | None) -> None:
        """Let the buyer pick a clause that was left out or added, and undo this decision in the purchase file."""
        choices = [
            Choice((which, change["clause"], change.get("lot")), self.session.name_in_lot(change.get("lot"), text))
            for which, done in (("excluded", "dropped"), ("included", "added"))
            for change in self.answers.get(which, ())
            if (text := self.t(f"review.{done}", title=self.prompts.name_clause(change["clause"])))
        ]
        picked = self._pick_choice("review.which-change", choices)
        if not isinstance(picked, Nav):
            which, clause, lot = picked
            self._apply_change(annex, lambda p: p.remove_change(which, clause, lot))

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
        elif first_basis := find_answer(self.answers, ("lots", 0, "quantity-basis")):
            basis = ("lots", number, "quantity-basis")
            if find_answer(self.answers, ("lots", number, "items")) and find_answer(self.answers, basis) is None:
                self.session.store.save(lambda p: p.set_answer(basis, first_basis))

    def _remove_lot(self) -> None:
        choices = []
        for number, lot in enumerate(self.answers["lots"]):
            name = self.t("lot.number", number=number + 1)
            choices.append(Choice(number, self.t("lot.name", number=name, title=lot.get("title", ""))))
        picked = self._pick_choice("review.which-lot", choices)
        if isinstance(picked, Nav):
            return
        label = choices[picked].label
        if self._confirm(self.t("review.sure", lot=label)):
            self.session.store.save(lambda p: p.remove_lot(picked))
            self.session.forget_lot(picked)
            self.asker.say(self.t("review.lot-removed", lot=label))


def find_place(picked: Any, before: Sequence[Page], now: Sequence[Page]) -> Any:
    """Return the value of the row where the cursor stands after a change, None for the first.

    It is the row that was picked before, or where that is gone, the nearest one of its page that is left.
    """
    values = next((values for page in before if picked in (values := list_pickable(page))), [picked])
    place = values.index(picked)
    present = {value for page in now for value in list_pickable(page)}
    return next((value for value in (*values[place:], *reversed(values[:place])) if value in present), None)


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
