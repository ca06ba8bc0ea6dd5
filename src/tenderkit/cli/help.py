# SPDX-License-Identifier: Apache-2.0
"""Add commands to the application with their help: a group in the list of commands, and examples to copy."""

import inspect
from collections.abc import Callable

import typer

from tenderkit.cli.ready_values import Command

# The groups of commands in the help on a terminal, in the order of a purchase.
MAKE, LOOK_UP, AFTER, TRAIN = "Make", "Look up", "After the tender", "Train buyers"
# What `tenderkit` alone prints.
FIRST_STEPS = """\
Circular-economy and e-waste clauses for public ICT tenders, in a Word annex.

  See what it makes:     tenderkit build --example ke-school-laptops
  Make your own:         tenderkit new purchase.toml
  Check what you have:   tenderkit check annex.docx

All commands: tenderkit --help
Completion by the Tab key: tenderkit --install-completion
"""


def join_lines(text: str) -> str:
    """Return a docstring with each paragraph on one line, so that Typer can wrap it at the width of the terminal."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in inspect.cleandoc(text).split("\n\n"))


def format_examples(examples: tuple[str, ...]) -> str:
    """Return the end of a help text: the examples, one a line."""
    # The first character, a backspace, is the sign of Typer for lines that are not joined.
    return "\n".join(("\b", "Examples:" if len(examples) > 1 else "Example:", *(f"  {line}" for line in examples)))


def add_command(
    app: typer.Typer, name: str, function: Callable[..., int], *examples: str, panel: str | None = None
) -> None:
    """Add a command, whose docstring is its help.

    Parameters: `examples`, command lines to copy, printed below the help; `panel`, the group of the command on a
    terminal, such as MAKE.
    """
    text = join_lines(function.__doc__ or "")
    app.command(name, cls=Command, help=text, epilog=format_examples(examples), rich_help_panel=panel)(function)
