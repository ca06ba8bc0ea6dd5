# SPDX-License-Identifier: Apache-2.0
"""The command reference of MANUAL.md and the man page, written from the application itself.

`python -m tests.cli.reference` writes both anew; with `--check` nothing is written, and it ends with 1 if one of them
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
MAN_PAGE = Path(__file__).parents[2] / "src" / "tenderkit" / "cli" / "tenderkit.1"
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


def render_man_page() -> str:
    """The man page: the usage, help, options and examples of every command, for `man tenderkit`."""
    root, *commands = list_commands()
    purpose = _escape_roff(root.command.help.rstrip("."))
    lines = [".TH TENDERKIT 1", ".SH NAME", f"tenderkit \\- {purpose}", ".SH SYNOPSIS", *_render_usage(root)]
    lines += [".SH OPTIONS", *_render_options(root), ".SH COMMANDS"]
    for context in commands:
        lines += [f".SS {_escape_roff(context.command_path)}", *_render_usage(context)]
        for paragraph in (context.command.help or "").split("\n\n"):
            lines += [".PP", _escape_roff(" ".join(paragraph.split()))]
        lines += [*_render_options(context), *_render_end(context)]
    return "\n".join([*lines, ".SH NOTES", *_render_end(root)]) + "\n"


def _escape_roff(text: str) -> str:
    """A text in which no character is a command of roff."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    escaped = "".join(letter if letter.isascii() else f"\\[u{ord(letter):04X}]" for letter in escaped)
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def _render_usage(context: Any) -> list[str]:
    return [".PP", _escape_roff(context.command.get_usage(context).removeprefix("Usage: "))]


def _render_options(context: Any) -> Iterator[str]:
    for parameter in context.command.get_params(context):
        name, text = parameter.get_help_record(context)
        yield from (".TP", f".B {_escape_roff(_TYPE.sub('', name))}", _escape_roff(" ".join(text.split())))


def _render_end(context: Any) -> Iterator[str]:
    """The examples, a line each, and what else stands below the options of a command."""
    for paragraph in (context.command.epilog or "").split("\n\n"):
        lines = [_escape_roff(line) for line in paragraph.removeprefix("\b\n").split("\n") if line]
        yield from (".PP", ".nf", *lines, ".fi") if paragraph.startswith("\b") else (".PP", *lines)


def main(*options: str) -> int:
    """Write manual and man page, or only compare them with `--check`. Returns 0, or 1 where one is not the help."""
    anew = {MANUAL: replace_reference(MANUAL.read_text(encoding="utf-8")), MAN_PAGE: render_man_page()}
    changed = [path for path, text in anew.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in changed:
        if "--check" in options:
            print(f"{path.name}: the command reference is not that of the help: run python -m tests.cli.reference")
        else:
            path.write_text(anew[path], encoding="utf-8", newline="\n")
    return 1 if changed and "--check" in options else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
