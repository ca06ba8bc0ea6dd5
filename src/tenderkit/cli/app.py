# SPDX-License-Identifier: Apache-2.0
"""The Typer application with all commands; `run` turns every error into a message and an exit code."""

import os
import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from copy import copy
from itertools import takewhile
from typing import Any

import typer

from tenderkit import __version__
from tenderkit.cli.commands import (
    batch,
    build,
    check,
    clauses,
    config,
    diff,
    exercise,
    explain,
    list_,
    lock,
    new,
    notice,
    response,
    schema,
    upgrade,
    verify,
)
from tenderkit.cli.help import AFTER, FIRST_STEPS, LOOK_UP, MAKE, TRAIN, add_command, format_examples
from tenderkit.cli.logs.log_options import take_log_options
from tenderkit.cli.logs.run_log import LogOptions, get_log, open_log
from tenderkit.cli.messages import find_json_command, find_language, print_error, print_findings, print_line, use_utf8
from tenderkit.cli.ready_values import Group
from tenderkit.cli.screen.console import is_watched
from tenderkit.errors import BUG, INTERRUPTED, OK, FileProblem, Interrupted, TenderkitError, UsageProblem, bug_of
from tenderkit.findings import Finding

_VERSION, _HELP = "--version", ("-h", "--help")

app = typer.Typer(
    name="tenderkit",
    cls=Group,
    rich_markup_mode=None,  # `run` decides, by who reads
    pretty_exceptions_enable=False,
    help="Circular-economy and e-waste clauses for public ICT tenders, assembled into a Word annex.",
    context_settings={"help_option_names": list(_HELP)},
    epilog=format_examples(("tenderkit new laptops.toml", "tenderkit build --example ke-school-laptops"))
    + "\n\nExit codes: 0 done; 1 something was found; 2 wrong usage; 3 invalid answers, clause data or Word file; "
    "4 a file could not be read or written, or would be overwritten; 5 part of a stream or batch failed; "
    "6 a locked result was not reproduced; 70 a bug; "
    "130 interrupted.",
)
add_command(
    app,
    "new",
    new.ask_buyer,
    "tenderkit new laptops.toml",
    "tenderkit new laptops.toml --example small-laptops",
    "tenderkit new laptops.toml --from notice.xml",
    panel=MAKE,
)
add_command(
    app,
    "build",
    build.build,
    "tenderkit build purchase.toml",
    "tenderkit build purchase.toml --papers annex,response --force",
    "tenderkit build --example ke-school-laptops --format pdf",
    panel=MAKE,
)
add_command(
    app,
    "batch",
    batch.make_batch,
    "tenderkit batch --form plan.xlsx",
    "tenderkit batch plan.xlsx -o annexes",
    "tenderkit batch plan.csv -o annexes --resume",
    panel=MAKE,
)
add_command(
    app,
    "check",
    check.check_files,
    "tenderkit check purchase.toml",
    "tenderkit check purchase.toml --fail-level warn --format sarif",
    "tenderkit check annex.docx --format docx",
    "tenderkit check annex.docx --fix",
    "tenderkit check old.docx --baseline old.json",
    "tenderkit check --explain award-weight-missing",
    panel=MAKE,
)
add_command(
    app,
    "notice",
    notice.write_notice,
    "tenderkit notice purchase.toml -o release.json",
    "tenderkit notice purchase.toml --format eforms -o draft.xml",
    "tenderkit notice --example ke-school-laptops",
    panel=MAKE,
)
add_command(
    app,
    "lock",
    lock.lock_purchases,
    "tenderkit lock purchase.toml",
    "tenderkit lock update purchase.toml",
    panel=MAKE,
)
add_command(
    app,
    "upgrade",
    upgrade.upgrade_purchase,
    "tenderkit upgrade last-year.toml --launch 2028-01-15 -o purchase.toml",
    "tenderkit upgrade last-year.toml --launch 2028-01-15 --dry-run",
    panel=MAKE,
)
add_command(
    app,
    "explain",
    explain.explain_selection,
    "tenderkit explain purchase.toml",
    "tenderkit explain purchase.toml --clause take-back",
    panel=LOOK_UP,
)
add_command(
    app, "list", list_.list_words, "tenderkit list examples", "tenderkit list categories --language ar", panel=LOOK_UP
)
add_command(app, "schema", schema.print_schema, "tenderkit schema purchase > purchase.schema.json", panel=LOOK_UP)
add_command(
    app,
    "diff",
    diff.compare_sides,
    "tenderkit diff last-year.toml purchase.toml",
    "tenderkit diff published.docx edited.docx",
    "tenderkit diff 0.1.0 shipped --format html -o changes.html",
    panel=LOOK_UP,
)
app.add_typer(clauses.app, name="clauses", rich_help_panel=LOOK_UP)
app.add_typer(config.app, name="config", rich_help_panel=LOOK_UP)
add_command(
    app,
    "verify",
    verify.verify_files,
    "tenderkit verify annex.docx",
    "tenderkit verify edited.docx --original annex.docx",
    panel=AFTER,
)
app.add_typer(response.app, name="response", rich_help_panel=AFTER)
app.add_typer(exercise.app, name="exercise", rich_help_panel=TRAIN)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"tenderkit {__version__}")
        raise typer.Exit


@app.callback()
def read_general_options(
    version: bool = typer.Option(False, _VERSION, callback=_print_version, is_eager=True, help="Print the version."),
    debug: bool = typer.Option(
        False, "--debug", help="Show the traceback of an error (these: anywhere in the line)."
    ),
    quiet: bool = typer.Option(False, "-q", "--quiet", help="Print errors only on stderr."),
    verbose: bool = typer.Option(False, "-v", "--verbose", help="Print each step on stderr; -vv with all details."),
    log_file: str = typer.Option("", "--log-file", metavar="FILE", help="Add a log of this run to a file."),
    log_format: str = typer.Option("text", "--log-format", metavar="text|json", help="The form of log and messages."),
) -> None:
    """Circular-economy and e-waste clauses for public ICT tenders, assembled into a Word annex."""


def _choose_commands(words: Sequence[str]) -> typer.Typer:
    """Return the application with one command or group only: the one that the first word of the command line names.

    If the first word names no command, the application has all of them. One command saves time: Typer reads the
    options of every command that it is given, which takes as long as the selection of clauses for an annex.
    """
    commands = [command for command in app.registered_commands if command.name in words[:1]]
    groups = [group for group in app.registered_groups if group.name in words[:1]]
    if not (commands or groups):
        return app
    chosen = copy(app)
    chosen.registered_commands, chosen.registered_groups = commands, groups
    return chosen


def _find_question(words: Sequence[str]) -> str | None:
    """Return the first `--version`, `--help` or `-h` in a command line, which may be anywhere before `--`."""
    options = takewhile(lambda word: word != "--", words)
    return next((word for word in options if word in (_VERSION, *_HELP)), None)


def _answer_question(words: Sequence[str]) -> list[str]:
    """Return a command line that prints the version or a help, if a command line asks for one of these anywhere.

    The first of `--version`, `--help` and `-h` is answered, even if the command line has wrong options, an option
    without a value, or a file that is not there. The help is that of the command before it. Words after `--` are
    the names of files. A command line that does not ask is returned as it is.
    """
    options = list(takewhile(lambda word: word != "--", words))
    if (asked := _find_question(words)) is None:
        return list(words)
    if asked == _VERSION:
        return [_VERSION]
    return [*_find_command(options[: options.index(asked)]), "--help"]


def _find_command(words: Sequence[str]) -> list[str]:
    """Return the words that name the command in a command line: of one in a group more than one."""
    names = [word for word in words if not word.startswith("-")]
    group, depth = app, 0
    for name in names:
        inner = next((g.typer_instance for g in group.registered_groups if g.name == name), None)
        if inner is None:
            return names[: depth + _names_command(group, [name])]
        group, depth = inner, depth + 1
    return names[:depth]


def _names_command(group: typer.Typer, words: Sequence[str]) -> bool:
    """Return whether the first word, if there is one, names a command of a group or of the application."""
    return any(command.name in words[:1] for command in group.registered_commands)


def _choose_settings(words: Sequence[str], flags: Mapping[str, str]) -> dict[str, Any]:
    """Return the settings of a run as arguments for the application; none for a help, a version or a completion.

    Opens the log that they ask for. Parameters: `flags`, the settings on the log that the command line gives.
    """
    if _find_question(words) or os.environ.get("_TENDERKIT_COMPLETE"):
        return {}
    from tenderkit.cli.settings.chosen_settings import ChosenSettings

    settings = ChosenSettings(flags)
    log = open_log(LogOptions(settings["verbosity"], settings["log-file"], settings["log-format"] == "json"))
    print_findings(settings.findings)
    log.log("began", command=" ".join(_find_command(words)), version=__version__, details={"arguments": list(words)})
    commands: dict[str, list[str]] = {str(command.name): [] for command in app.registered_commands}
    for group in app.registered_groups:
        inner = group.typer_instance.registered_commands if group.typer_instance else []
        commands[str(group.name)] = [str(command.name) for command in inner]
    return {"obj": settings, "default_map": settings.map_defaults(commands)}


def _silence_stdout() -> None:
    """Discard all further output to stdout, and the text that is still in its buffer."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _convert_error(error: BaseException, words: Sequence[str]) -> TenderkitError:
    """Return the TenderkitError to report for an error that no command caught.

    Parameters: `words`, the command line, whose help the hint on a wrong usage names.
    """
    match error:
        case TenderkitError():
            return error
        case typer.TyperException():
            message = " ".join(error.format_message().split()).replace("Value error, ", "")
            return UsageProblem(message, f"See `{' '.join(('tenderkit', *_find_command(words), '--help'))}`.")
        case KeyboardInterrupt() | typer.Abort():
            return Interrupted([Finding("interrupted", "interrupted; no file was left half written")])
        case OSError():
            return FileProblem(error.filename or "stdout", f"could not be written: {error.strerror or error}")
        case _:
            return bug_of(error)


def run(args: Sequence[str]) -> int:
    """Run a command line and return its exit code; `tenderkit --help` lists the exit codes.

    Parameters: `args`, the words after `tenderkit`. Every error is printed on stderr and, with `--format json`, on
    stdout as well.
    """
    use_utf8()
    open_log()
    if not re.fullmatch("[0-9]+", os.environ.get("COLUMNS", "80")):
        del os.environ["COLUMNS"]  # rich reads it as a number, and fails
    code = _run_line(args)
    log = get_log()
    with suppress(OSError):  # nobody reads stderr any more
        if code == BUG:
            print_line(f"run {log.id}: name it in the report")
        log.log("ended", "error" if code == BUG else "info", code=code, seconds=log.measure_time())
    log.close()
    return code


def _run_line(args: Sequence[str]) -> int:
    """Run a command line, report its error if there is one, and return its exit code."""
    # --debug may be anywhere, because it is added to a command line that has just failed.
    rest = [a for a in args if a != "--debug"]
    language = None
    try:
        rest, flags = take_log_options(rest)
        words = _answer_question(rest)
        if sys.stdout is None:
            raise FileProblem("stdout", "is closed", "Give it somewhere to go.")
        if not words and not os.environ.get("_TENDERKIT_COMPLETE"):
            sys.stdout.write(FIRST_STEPS)
            return OK
        app.rich_markup_mode = "rich" if is_watched(sys.stdout) else None  # of the help
        settings = _choose_settings(words, flags)
        language = settings["obj"]["language"] if settings else None
        code = _choose_commands(words)(words, standalone_mode=False, prog_name="tenderkit", **settings)
        if code == INTERRUPTED:  # Typer has caught it, and only returns the code
            raise KeyboardInterrupt
        sys.stdout.flush()
        return code if isinstance(code, int) else OK
    except (BrokenPipeError, SystemExit):  # the latter is how Typer ends where the reader has gone
        if os.environ.get("_TENDERKIT_COMPLETE"):  # or where it has completed a word: shells want its exit code
            raise
        _silence_stdout()
        return OK
    except BaseException as error:
        problem = _convert_error(error, rest)
        try:
            print_error(problem, find_json_command(rest), find_language(rest) or language)
            if sys.stdout is not None:
                sys.stdout.flush()
        except OSError:  # stdout itself is what failed
            _silence_stdout()
        _report_traceback(error, problem.exit_code, printed="--debug" in args)
        return problem.exit_code


def _report_traceback(error: BaseException, code: int, *, printed: bool) -> None:
    """Print the traceback of an error on stderr where it is asked for, and log that of a bug as a detail."""
    printed = printed or bool(os.environ.get("TENDERKIT_DEBUG"))
    if printed or code == BUG:
        import traceback

        text = "".join(traceback.format_exception(error))
        if code == BUG:
            get_log().log("bug", "error", details={"traceback": text})
        if printed and sys.stderr is not None:
            sys.stderr.write(text)
