# SPDX-License-Identifier: Apache-2.0
"""`tenderkit explain` on a terminal: a tree of what the annex asks in each lot, and why the other clauses are out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tenderkit.cli.screen.console import find_origin_style, make_text
from tenderkit.formats.text.explanation import describe_inclusion, describe_selection, join_lines, name_part
from tenderkit.papers.clause_text import PrintedClause, PrintedValue, describe_origin, print_clauses
from tenderkit.papers.effort import describe_effort, measure_effort
from tenderkit.selection.reasons import format_reason

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text
    from rich.tree import Tree

    from tenderkit.library.language import Language
    from tenderkit.selection.selection import Decision, LotSelection, Selection

# A reason that leaves out at most this many clauses names them; a clause shows at most as many of its values, if
# they have at most this many letters.
FEW, SHORT = 2, 50
SEPARATOR = " · "
# Of several lots, each shows at most this many reasons for which clauses are out, and no values.
MOST_REASONS = 5


def print_explanation(
    console: "Console", selection: "Selection", language: "Language", only: str | None = None
) -> None:
    """Print which law holds, how many clauses were selected, and a tree for each lot.

    Parameters: `only`, the id of a single clause to explain; its text, values and proofs are then shown too.
    """
    short = only is None and len(selection.parts) > 2  # the rules of the whole tender are a part too
    parts = [_Part(selection, language, part, short=short) for part in selection.parts]
    head = describe_selection(selection, language)
    if only is None:
        clauses = [clause for part in parts for clause in part.printed.values()]
        effort = describe_effort(measure_effort(selection, clauses, language), language)
        head[language.text("burden.title")] = " ".join(effort)
    for label, words in head.items():
        console.print(make_text(f"{label}: ", "title") + make_text(words))
    for part in parts:
        decisions = [d for d in part.part.decisions.values() if only in (None, d.clause)]
        if decisions:
            console.print()
            tree = part.draw_tree(decisions, in_full=only is not None)
            if language.rtl:
                _print_without_guides(console, tree)
            else:
                console.print(tree)
            for decision in decisions if only else ():
                for line in describe_inclusion(selection, part.part, decision, language):
                    console.print(make_text(line))
    if only is None:
        console.print()
        console.print(make_text(language.text("commands.explain-more"), "minor"))


class _Part:
    """The explanation of one lot, or of the rules of the whole tender."""

    def __init__(self, selection: "Selection", language: "Language", part: "LotSelection", *, short: bool) -> None:
        self.short = short
        self.library, self.language, self.part = selection.library, language, part
        self.printed = {c.clause.id: c for c in print_clauses(selection.library, language, part)}

    def draw_tree(self, decisions: "Sequence[Decision]", *, in_full: bool) -> "Tree":
        """Return the tree of the lot: selected and other clauses, below them the reasons, below these the clauses.

        Parameters: `in_full`, whether the text, the values and the proofs of the clauses are shown.
        """
        from rich.tree import Tree

        tree = Tree(make_text(name_part(self.part, self.language), "title"), guide_style="minor")
        for selected, key, style in ((True, "explain.in", "bold green"), (False, "explain.out", "bold")):
            some = [d for d in decisions if d.selected is selected]
            if not some:
                continue
            branch = tree.add(make_text(self.language.text(key, count=self.language.number(len(some))), style))
            groups = self._group_by_reason(some, in_full=in_full)
            if selected:
                for reason, clauses in groups.items():
                    self._add_selected(branch.add(make_text(reason, "minor")), clauses, in_full=in_full)
            else:
                for line in self._draw_left_out(groups, in_full=in_full):
                    branch.add(line)
        return tree

    def _group_by_reason(self, decisions: "Sequence[Decision]", *, in_full: bool) -> Mapping[str, list[str]]:
        """Return a dictionary from reasons to the ids of the clauses decided for this reason, the commonest first."""
        groups: dict[str, list[str]] = {}
        for decision in decisions:
            shown = decision if decision.selected or in_full else _shorten_reason(decision)
            reason = join_lines(format_reason(shown, self.part.facts, self.library, self.language))
            groups.setdefault(reason, []).append(decision.clause)
        return dict(sorted(groups.items(), key=lambda group: -len(group[1])))

    def _add_selected(self, branch: "Tree", clauses: Sequence[str], *, in_full: bool) -> None:
        """Add clauses that were selected for the same reason to the branch of this reason, with their values."""
        if self.short:
            branch.add(make_text(SEPARATOR.join(self.printed[id_].title for id_ in clauses)))
            return
        for id_ in clauses:
            clause = self.printed[id_]
            text = make_text(clause.title, "bold" if in_full else "")
            if not in_full:
                branch.add(text + self._draw_values(clause))
                continue
            leaf = branch.add(text + make_text(f"  {id_}", "minor"))
            for line in self._describe_clause(clause):
                leaf.add(line)

    def _draw_values(self, clause: PrintedClause) -> "Text":
        """Return the first values of a clause, undecided ones before the others.

        Each value has the colour of its origin. The origin also follows in words, but only once after neighbouring
        values with the same origin.
        """
        decided = [v for v in clause.values if v.value.value is not None and len(v.text) <= SHORT]
        shown = [*clause.undecided, *decided][:FEW]
        text = make_text(": " if shown else "")
        for position, value in enumerate(shown):
            following = shown[position + 1].value.origin if position + 1 < len(shown) else None
            text += make_text(value.text, find_origin_style(value.value.origin))
            if following != value.value.origin:
                text += make_text(f" ({self._name_origin(clause, value)})", "minor")
            text += make_text(SEPARATOR if following else "")
        return text + make_text(f"{SEPARATOR}…" if shown and len(clause.values) > len(shown) else "", "minor")

    def _name_origin(self, clause: PrintedClause, value: PrintedValue) -> str:
        return describe_origin(self.library, clause.clause, value.value, self.language)

    def _describe_clause(self, clause: PrintedClause) -> "Iterator[Text]":
        """Yield what a clause says: its requirement, its values with their origins, and the proofs."""
        for paragraph in clause.requirement:
            yield make_text(join_lines(paragraph))
        for value in clause.values:
            yield (
                make_text(f"{value.name}: ", "bold")
                + make_text(value.text, find_origin_style(value.value.origin))
                + make_text(f" ({self._name_origin(clause, value)})", "minor")
            )
        for tier, proof in clause.verification.items():
            yield make_text(f"{self.language.text(f'explain.{tier}')}: ", "bold") + make_text(join_lines(proof))

    def _draw_left_out(self, groups: Mapping[str, list[str]], *, in_full: bool) -> "Iterator[Text | Table]":
        """Yield a line for each reason why clauses were not selected: their number, the reason, and a few ids.

        Parameters: `groups`, the ids of the clauses by reason; `in_full`, True for an explanation of a single clause,
        whose line is its id and the reason.
        """
        if in_full:
            yield from (make_text(f"{ids[0]}: ", "bold") + make_text(reason) for reason, ids in groups.items())
            return
        shown = list(groups.items())[: MOST_REASONS if self.short else None]
        for reason, ids in shown:
            names = f" ({', '.join(ids)})" if len(ids) <= FEW else ""
            yield self._draw_count(len(ids), make_text(reason) + make_text(names, "minor"))
        if rest := sum(len(ids) for ids in list(groups.values())[len(shown) :]):
            yield self._draw_count(rest, make_text("…"))

    def _draw_count(self, number: int, text: "Text") -> "Text | Table":
        """Return a number and a text in two columns, or as one text if the language runs from right to left."""
        count = make_text(self.language.number(number), "bold")
        if self.language.rtl:
            return count + make_text(" ") + text
        from rich.table import Table

        line = Table.grid(padding=(0, 1))
        line.add_column(justify="right", width=3)
        line.add_row(count, text)
        return line


def _shorten_reason(decision: "Decision") -> "Decision":
    """Return a decision with one of its reasons only: the equipment or else the acquisition model.

    For example, a clause for leased printers is left out of a purchase of laptops for both reasons, but one reason
    is enough to see why. A decision with neither of these reasons is returned unchanged.
    """
    lines = decision.reason.lines
    for key in ("categories", "acquisition"):
        if key in lines:
            return replace(decision, reason=replace(decision.reason, lines={key: lines[key]}))
    return decision


def _print_without_guides(console: "Console", tree: "Tree", depth: int = 0) -> None:
    """Print a tree as indented lines without guides, which text from right to left would shift."""
    from rich.padding import Padding

    console.print(Padding(tree.label, (0, 0, 0, 2 * depth)))
    for child in tree.children:
        _print_without_guides(console, child, depth + 1)
