# SPDX-License-Identifier: Apache-2.0
"""The last screen of `tenderkit new`: the papers that were made, as links, and what the authority does next."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tenderkit.cli.screen.console import make_link, make_text

if TYPE_CHECKING:
    from rich.console import Console

    from tenderkit.papers.annex.annex import Annex


def print_made(console: "Console", annex: "Annex", files: Mapping[str, Path], again: str) -> None:
    """Print the files with what each is for, the counts of the annex, and the next steps with their commands.

    Parameters: `files`, the file of each paper; `again`, the arguments that name the purchase in a command.
    """
    t = annex.language.text
    console.print()
    console.print(make_text(t("screens.made"), "title"))
    for paper, file in files.items():
        console.print(make_text("  "), make_link(file, "bold"), sep="")
        console.print(make_text(f"    {t(f'screens.made-{paper}')}", "minor"))
    console.print()
    console.print(make_text(t("screens.next"), "title"))
    for number, step in enumerate(list_steps(annex), 1):
        console.print(make_text(f"  {t('interview.numbered', number=number, text=step)}"))
    for reason, command in list_commands(annex, again):
        console.print(make_text(reason, "minor"))
        # Left to the terminal to break, so that it can be copied in one piece.
        console.print(make_text(f"  {command}"), soft_wrap=True)


def list_steps(annex: "Annex") -> Iterator[str]:
    """Yield what the authority does next, step by step."""
    t = annex.language.text
    if annex.open_points:
        yield t("screens.next-points", count=annex.language.number(len(annex.open_points)))
    yield t("screens.next-check")
    yield t("screens.next-publish")


def list_commands(annex: "Annex", again: str) -> Iterator[tuple[str, str]]:
    """Yield the commands for later, each after the text on when it is used."""
    t = annex.language.text
    yield t("screens.next-again"), f"tenderkit new {again}"
    yield t("screens.next-why"), f"tenderkit explain {again}"
    yield t("screens.next-read"), f"tenderkit response read FORM.docx --purchase {again}"
