# SPDX-License-Identifier: Apache-2.0
"""The command reference of MANUAL.md, written from the application itself.

`python -m tests.cli.reference` writes it anew; with `--check` nothing is written, and it ends with 1 if MANUAL.md
says something else than the help does.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from tenderkit.cli.app import app

MANUAL = Path(__file__).parents[2] / "MANUAL.md"
BEGIN, END = "<!-- command reference -->\n", "<!-- end of the command reference -->\n"
# At the end of what the help says of an option.
_NOTE = re.compile(r" *\[(default: .*|required)\]$", re.DOTALL)
# The types of arguments in Python, which say nothing to a reader.
_TYPE = re.compile(r" <(str|list\[str\])>$")


def list_commands() -> Iterator[Any]:
    """The context of the application, of each command and of each command in a group, in the order of the help."""
    pending = [_open_context(typer.main.get_command(app), "tenderkit", None)]
    while pending:
        context = pending.pop(0)
        yield context
        inner = getattr(context.command, "commands", {})
        pending[:0] = [_open_context(command, name, context) for name, command in inner.items()]


def _open_context(command: Any, name: str, parent: Any) -> Any:
    settings = {**command.context_settings, "terminal_width": 10_000, "max_content_width": 10_000}
    return command.context_class(command, info_name=name, parent=parent, **settings)


def render_reference() -> str:
    """The command reference in Markdown: for each command its usage, its help, and a table of its options."""
    return "\n".join(_render_command(context) for context in list_commands())


def _render_command(context: Any) -> str:
    usage = context.command.get_usage(context).removeprefix("Usage: ")
    text = _escape(" ".join((context.command.help or "").split()))
    lines = [f"### `{context.command_path}`", "", f"`{usage}`", "", text, ""]
    parameters = [one for one in context.command.get_params(context) if one.name != "help"]
    if parameters:
        rows = [_render_row(parameter, context) for parameter in parameters]
        lines += ["| argument or option | default | meaning |", "| --- | --- | --- |", *rows, ""]
    return "\n".join(lines)


def _render_row(parameter: Any, context: Any) -> str:
    name, text = parameter.get_help_record(context)
    note = _NOTE.search(text)
    default = note[1].removeprefix("default: ") if note else ""
    cells = (
        f"`{_TYPE.sub('', name)}`",
        default if default in ("", "required") else f"`{default}`",
        _escape(_NOTE.sub("", text)),
    )
    return " ".join("|".join(["", *(f" {cell} ".replace("|", "\\|") for cell in cells), ""]).split())


def _escape(text: str) -> str:
    """A help text in which no word in angle brackets is taken for HTML; what is between backticks is safe."""
    parts = text.split("`")
    return "`".join(part if inside % 2 else part.replace("<", "\\<") for inside, part in enumerate(parts))


def replace_reference(page: str) -> str:
    """The manual with the command reference between its two marks written anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{render_reference()}\n{END}{after}"


def main(*options: str) -> int:
    """Write the reference, or only compare it with `--check`. Returns 0, or 1 where it is not that of the help."""
    page = MANUAL.read_text(encoding="utf-8")
    anew = replace_reference(page)
    if "--check" not in options:
        MANUAL.write_text(anew, encoding="utf-8", newline="\n")
    elif page != anew:
        print("MANUAL.md: the command reference is not that of the help: run python -m tests.cli.reference")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
