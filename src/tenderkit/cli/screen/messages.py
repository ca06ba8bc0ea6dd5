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

    from tenderkit.library.language import Language

WORDS = {"error": "error", "warn": "warning", "info": "note"}


def name_severity(finding: Finding, words: "Language | None" = None) -> str:
    """Return how grave a finding is, in a language: `error`. Parameters: `words`, None for English."""
    return WORDS[finding.severity] if words is None else words.text(f"commands.{finding.severity}")


def name_hint(words: "Language | None" = None) -> str:
    """Return the word before what to do, in a language. Parameters: `words`, None for English."""
    return "hint" if words is None else words.text("commands.hint")


def draw_message(finding: Finding, words: "Language | None" = None) -> "Text":
    """Return the line of a finding: `error: purchase.toml: lots.1.months: must be at least 1`."""
    head = make_text(f"{name_severity(finding, words)}: ", WORDS[finding.severity])
    place = f"{finding.place}: " if str(finding.place) else ""
    return head + make_text(place, "bold") + make_text(finding.message)


def make_hint(fix: str, indent: str = "", words: "Language | None" = None) -> "Text":
    """Return a hint, which says what to do: `hint: Name one.` Parameters: `indent`, blanks to put in front."""
    return make_text(f"{indent}{name_hint(words)}: ", "hint") + make_text(fix)


def draw_hint(finding: Finding, words: "Language | None" = None) -> "Text":
    """Return the hint of a finding, as a line below that of the finding."""
    return make_hint(finding.fix, "  ", words)


def print_messages(console: "Console", findings: Iterable[Finding], words: "Language | None" = None) -> None:
    """Print findings, each with its hint.

    A hint with a command is printed without line breaks, so that the command can be copied in one piece. Parameters:
    `words`, the language of the findings, None for English.
    """
    for finding in findings:
        console.print(draw_message(finding, words))
        if finding.fix:
            console.print(draw_hint(finding, words), soft_wrap="tenderkit " in finding.fix)


def make_log_handler(console: "Console") -> "Handler":
    """Return a handler that prints the records of the log on a console, each with its time and level."""
    from rich.logging import RichHandler

    from tenderkit.cli.logs.log_formats import FieldFormatter

    handler = RichHandler(console=console, show_path=False, markup=False, rich_tracebacks=False)
    handler.setFormatter(FieldFormatter())
    return handler
