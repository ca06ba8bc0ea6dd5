# SPDX-License-Identifier: Apache-2.0
"""Errors, warnings and hints on a terminal: the same words as in a pipe, with colours and broken between words."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tenderkit.cli.screen.console import make_text
from tenderkit.findings import Finding

if TYPE_CHECKING:
    from logging import Handler

    from rich.console import Console
    from rich.text import Text

WORDS = {"error": "error", "warn": "warning", "info": "note"}


def draw_message(finding: Finding) -> "Text":
    """Return the line of a finding: `error: purchase.toml: lots.1.months: must be at least 1`."""
    word = WORDS[finding.severity]
    place = f"{finding.place}: " if str(finding.place) else ""
    return make_text(f"{word}: ", word) + make_text(place, "bold") + make_text(finding.message)


def make_hint(fix: str, indent: str = "") -> "Text":
    """Return a hint, which says what to do: `hint: Name one.` Parameters: `indent`, blanks to put in front."""
    return make_text(f"{indent}hint: ", "hint") + make_text(fix)


def draw_hint(finding: Finding) -> "Text":
    """Return the hint of a finding, as a line below that of the finding."""
    return make_hint(finding.fix, "  ")


def print_messages(console: "Console", findings: Iterable[Finding]) -> None:
    """Print findings, each with its hint.

    A hint with a command is printed without line breaks, so that the command can be copied in one piece.
    """
    for finding in findings:
        console.print(draw_message(finding))
        if finding.fix:
            console.print(draw_hint(finding), soft_wrap="tenderkit " in finding.fix)


def make_log_handler(console: "Console") -> "Handler":
    """Return a handler that prints the records of the log on a console, each with its time and level."""
    from rich.logging import RichHandler

    from tenderkit.cli.logs.log_formats import FieldFormatter

    handler = RichHandler(console=console, show_path=False, markup=False, rich_tracebacks=False)
    handler.setFormatter(FieldFormatter())
    return handler
