# SPDX-License-Identifier: Apache-2.0
"""Print messages on stderr, and the paths of results and the JSON form of an error on stdout."""

import io
import itertools
import os
import sys
from collections.abc import Iterable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from tenderkit.cli.logs.run_log import get_log
from tenderkit.cli.screen.console import open_console
from tenderkit.cli.screen.messages import name_hint, name_severity, print_messages
from tenderkit.errors import TenderkitError
from tenderkit.findings import Finding, escape_controls

if TYPE_CHECKING:
    from tenderkit.formats.word.write.template import WordTemplate
    from tenderkit.library.language import Language


def use_utf8() -> None:
    """Make stdout and stderr write UTF-8 and line feeds on every system."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # The name of a file may be no UTF-8; nothing else that is printed can be.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def find_json_command(args: Sequence[str]) -> str | None:
    """Return the name of the command, such as `clauses-lint`, if the command line asks for JSON; else None.

    Parameters: `args`, the words after `tenderkit`.
    """
    asked = "--format=json" in args or any(a == "--format" and b == "json" for a, b in itertools.pairwise(args))
    # What follows --format is no command, wherever it is.
    pairs = itertools.pairwise(["", *args])
    words = [a for before, a in pairs if before != "--format" and not a.startswith("-")] or ["build"]
    return ("-".join(words[:2]) if words[0] in ("clauses", "config", "response") else words[0]) if asked else None


def print_line(text: str) -> None:
    """Print a line on stderr; with -q do not, and where messages are lines of JSON, print such a line."""
    if not get_log().log_message(text):
        _write_line(text)


def _write_line(text: str) -> None:
    """Write a line to stderr unless it is closed: `print` would then write the line to stdout."""
    if sys.stderr is not None:
        print(escape_controls(text), file=sys.stderr)


def print_path(path: Path) -> None:
    """Print the path of a result on stdout.

    On a terminal, control characters in the path are escaped; in a pipe, the path is printed byte for byte.
    """
    if sys.stdout.isatty():
        sys.stdout.write(escape_controls(str(path)) + "\n")
        return
    sys.stdout.flush()
    # Typer's echo would take colours out of the name, and the encoding what is no UTF-8.
    sys.stdout.buffer.write(os.fsencode(path) + b"\n")
    sys.stdout.buffer.flush()


def print_findings(findings: Iterable[Finding], words: "Language | None" = None) -> None:
    """Print errors and warnings on stderr, each with its place and with a hint what to do.

    Findings of severity `info` are not printed: they are only in JSON output; with -q, warnings are not either.
    Parameters: `words`, the language of the findings on a purchase; None for English.
    """
    shown = get_log().log_findings(finding for finding in findings if finding.severity != "info")
    if shown and (console := open_console(sys.stderr)) is not None:
        print_messages(console, shown, words)
        return
    for finding in shown:
        place = f"{finding.place}: " if str(finding.place) else ""
        _write_line(f"{name_severity(finding, words)}: {place}{finding.message}")
        if finding.fix:
            _write_line(f"  {name_hint(words)}: {finding.fix}")


def print_template_report(template: "WordTemplate | None") -> None:
    """Print on stderr what papers take over from the template of an authority, and warnings of what they leave out.

    Nothing is printed if there is no template.
    """
    if template:
        for line in template.report:
            print_line(line)
        print_findings(template.warnings)


def find_language(args: Sequence[str]) -> str | None:
    """Return the language that a command line asks for, or two with a comma between; None where there is none."""
    words = [*takewhile(lambda word: word != "--", args), ""]
    named = [word.partition("=")[2] for word in words if word.startswith("--language=")]
    named += [after for before, after in itertools.pairwise(words) if before == "--language"]
    return named[-1] if named else None


def _find_words(error: TenderkitError, asked: str | None) -> "Language | None":
    """Return the language of the messages on an error; None for English, always on wrong use and on bugs.

    Parameters: `asked`, the language that the command line asks for.
    """
    code = error.language
    if asked and any(finding.told for finding in error.findings):
        code = asked.partition(",")[0]
    if code is None:
        return None
    from tenderkit.library.reading.shipped_data import load_shipped_data

    data = load_shipped_data()
    return data.language(code) if code in data.languages else None


def print_error(error: TenderkitError, json: str | None, language: str | None = None) -> None:
    """Print an error on stderr and, if the command line asks for JSON, as a JSON object on stdout.

    Parameters: `json`, the name of the command if the command line asks for JSON, else None; `language`, the code of
    the language that it asks for, else None.
    """
    words = _find_words(error, language)
    findings = error.findings if words is None else tuple(map(words.tell, error.findings))
    print_findings(findings, words)
    if json and sys.stdout is not None:
        from tenderkit.formats.text.json import build_envelope, format_json

        sys.stdout.write(format_json(build_envelope(json, None, findings, ok=False)))
        sys.stdout.flush()
