# SPDX-License-Identifier: Apache-2.0
"""`tenderkit build` on a terminal: the files as links, what is in them, what is still open, and what to do next."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tenderkit.cli.screen.console import make_link, make_text
from tenderkit.command_lines import join_words
from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.registry import NOTES, RESPONSE

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tenderkit.pipeline import Papers

# At most this many open points are listed; the notes list them all.
MOST_POINTS = 5


@frozen_dataclass
class Built:
    """The papers of a purchase, and the paths of their files.

    `name`: the name of the purchase in messages; `arguments`: the words that name the purchase in a command, such as
    `["--example", "small-laptops"]`, or empty if no command to repeat can be given, as for stdin.
    """

    name: str
    arguments: Sequence[str]
    papers: "Papers"
    paths: Sequence[Path]


def print_built(console: "Console", built: Sequence[Built]) -> None:
    """Print a panel for one purchase, or a table of several."""
    from rich.console import Group
    from rich.panel import Panel

    if len(built) > 1:
        console.print(draw_table(built))
        for purchase in built:
            for remark in purchase.papers.remarks:
                console.print(make_text(f"{purchase.name}: {remark}"))
        return
    (only,) = built
    lines = list(describe_built(only))
    if only.papers.annex.language.rtl:  # its words would move the frame
        console.print(*lines, sep="\n")
    else:
        title = make_text(only.name, "title")
        console.print(Panel(Group(*lines), title=title, title_align="left", border_style="minor"))
    for step, command in list_steps(only):
        console.print(make_text(step, "title"))
        if command:  # left to the terminal to break, so that it can be copied in one piece
            console.print(make_text(f"  {command}"), soft_wrap=True)


def draw_table(built: Sequence[Built]) -> "Table":
    """Return a table with a row for each purchase: its files, and the numbers of lots, clauses and open points."""
    from rich.console import Group
    from rich.table import Table

    t = built[0].papers.annex.language.text
    table = Table(border_style="minor", header_style="title")
    table.add_column(t("commands.head-files"), overflow="fold", ratio=1)
    for name in ("lots", "clauses", "open"):
        table.add_column(t(f"commands.head-{name}"), justify="right")
    for purchase in built:
        annex = purchase.papers.annex
        points = len(annex.open_points)
        table.add_row(
            Group(*(make_link(path) for path in purchase.paths)),
            make_text(str(len(annex.lots))),
            make_text(str(len(annex.printed))),
            make_text(str(points), "open" if points else ""),
        )
    return table


def describe_built(built: Built) -> "Iterator[Text]":
    """Yield the lines about one purchase: its files, numbers, open points and remarks."""
    for path in built.paths:
        yield make_link(path, "bold")
    language, open_points = built.papers.annex.language, built.papers.annex.open_points
    counts, comma, points = built.papers.summary.rpartition(language.text("document-words.comma"))
    yield make_text(f"{counts}{comma}") + make_text(points, "open" if open_points else "")
    for point in open_points[:MOST_POINTS]:
        yield make_text(f"  {point.where}  {point.what}")
    if len(open_points) > MOST_POINTS:
        more = language.number(len(open_points) - MOST_POINTS)
        yield make_text(f"  {language.text('commands.more-points', count=more)}", "minor")
    for remark in built.papers.remarks:
        yield make_text(remark)


def list_steps(built: Built) -> Iterator[tuple[str, str]]:
    """Yield the next steps of the authority as pairs of a text and a command; the command may be empty."""
    names, t = {file.paper for file in built.papers.files}, built.papers.annex.language.text
    if NOTES in names:
        yield t("commands.next-points" if built.papers.annex.open_points else "commands.next"), ""
    if not built.arguments:
        return
    words = join_words(built.arguments)
    yield t("screens.next-why"), f"tenderkit explain {words}"
    if RESPONSE not in names:
        yield t("commands.next-form"), f"tenderkit build {words} --papers {RESPONSE}"
    elif "--example" not in built.arguments:
        yield t("screens.next-read"), f"tenderkit response read FORM.docx --purchase {words}"
