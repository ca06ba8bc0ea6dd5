# SPDX-License-Identifier: Apache-2.0
"""`tenderkit new`: the interview, from the first question to the annex."""

import datetime
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from tenderkit.cli.talk import say
from tenderkit.errors import FileProblem, Interrupted, InvalidInput, UsageProblem

if TYPE_CHECKING:
    from tenderkit.annex import Annex
    from tenderkit.decision import Selection
    from tenderkit.interview.asker import Asker
    from tenderkit.interview.session import Session
    from tenderkit.language import Language

Format = Literal["text", "json"]
# Narrower windows get plain lines: lists beside a cursor are hard to read there.
NARROW = 72
_OTHER_SUFFIXES = frozenset({".docx", ".doc", ".odt", ".pdf", ".json", ".jsonl", ".html", ".md"})


def new(
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="The purchase file to write, or to go on with.")
    ] = "purchase.toml",
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Answer in advance: --set lots.1.months=48. Repeatable."),
    ] = None,
    example_name: Annotated[
        str | None, typer.Option("--example", metavar="NAME", help="Start from a shipped example.")
    ] = None,
    output_path: Annotated[
        str | None, typer.Option("-o", "--output", metavar="PATH", help="The Word file; <name>.docx when absent.")
    ] = None,
    plain: Annotated[
        bool | None,
        typer.Option(
            "--plain/--keys",
            help="Numbered lines, or arrow keys. When absent: lines where NO_COLOR is set, where TERM is dumb, or "
            f"where the window is narrower than {NARROW} columns.",
        ),
    ] = None,
    no_input: Annotated[
        bool, typer.Option("--no-input", help="Ask nothing: make the annex, or list what is missing.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a Word file that is there.")] = False,
    format_: Annotated[Format, typer.Option("--format", help="How to print the result.")] = "text",
) -> int:
    """Ask about the purchase, keep the answers in FILE, and make the annex.

    Each answer is saved at once; the same command goes on where you stopped.
    """
    from tenderkit.cli.prefill import assignments
    from tenderkit.interview.store import locked

    path, given = Path(file), assignments(set_ or [])
    if path.suffix.lower() in _OTHER_SUFFIXES or file == "-":
        raise UsageProblem(f"“{file}” is no name for a purchase file", "Name a .toml file; -o names the Word file.")
    target = Path(output_path or f"{path.stem}.docx")
    if target.suffix.lower() != ".docx":
        raise UsageProblem(f"“{output_path}” is no name for a Word file", "Name a .docx file.")
    asks = not no_input and _is_terminal()
    text = _first_text(path, example_name)
    _may_write(path)
    with locked(path):
        made = _interview(path, text, given, target, plain=plain, asks=asks, force=force)
    _tell(path, made, format_)
    return 0


def _is_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _may_write(path: Path) -> None:
    """Refuse a place that no answer could be kept in, before anything is asked."""
    from tenderkit.cli import output

    output.check(path, force=True)


def _first_text(path: Path, example_name: str | None) -> str:
    """What a file that is not there yet starts with."""
    from tenderkit import data_files
    from tenderkit.cli.sources import example

    if example_name is None:
        words = data_files.shipped().language("en")
        head = [words.text("file.head"), words.text("file.again", file=path.name)]
        return "".join(f"# {line}\n" for line in head) + 'tenderkit = 1\nlanguage = "en"\n\n[tender]\n'
    found = example(example_name)
    if path.exists():
        raise FileProblem(path, "is there already", "Name a file that is not, or leave --example out.")
    return data_files.read_text(found, found.name)


class _Made:
    """What an interview ends with."""

    def __init__(self, annex: "Annex", files: list[Path], summary: str) -> None:
        self.annex, self.files, self.summary = annex, files, summary


def _interview(
    path: Path, text: str, given: list[Any], target: Path, *, plain: bool | None, asks: bool, force: bool
) -> _Made:
    from tenderkit import data_files
    from tenderkit.cli import output
    from tenderkit.cli.prefill import prefill
    from tenderkit.interview.session import Session
    from tenderkit.interview.store import Store
    from tenderkit.spoken import Spoken

    data = data_files.shipped()
    store = Store(path, lambda p, content: output.write(p, content, force=True), text)
    language = data.language(_language(store.answers, data.languages))
    asker = _asker(language, plain) if asks else None
    spoken = Spoken(data.library, language, datetime.date.today())
    session = Session(asker, store, spoken, data.languages)
    _refuse(session.problems())
    if given or (text and store.new):
        # All at once, and only if they can be: a wrong word on the command line shall not spoil a file.
        trial = session.trial(lambda p: prefill(p, given, data.library))
        _refuse(session.problems(trial))
        if asks or not session.missing(trial):
            store.save(lambda p: prefill(p, given, data.library))
    if asker is None:
        _refuse(session.missing())
        session.settle()
        return _make(session, target, page=False, force=force)
    try:
        return _asked(session, asker, target, force=force)
    except (KeyboardInterrupt, EOFError):
        asker.say("\n" + language.text("interview.stopped" if path.exists() else "interview.nothing-yet", file=path))
        raise Interrupted([]) from None


def _refuse(problems: Any) -> None:
    if problems:
        raise InvalidInput(problems)


def _language(answers: Any, known: tuple[str, ...]) -> str:
    said = answers.get("language")
    return said if said in known else known[0]


def _asker(language: "Language", plain: bool | None) -> "Asker":
    """The way to ask that the terminal can show."""
    from tenderkit.interview.plain import PlainAsker

    if plain is None:
        dumb = os.environ.get("TERM", "dumb") == "dumb" and sys.platform != "win32"
        plain = dumb or bool(os.environ.get("NO_COLOR")) or _width() < NARROW
    if not plain:
        from tenderkit.interview.keys import on_terminal

        if (asker := on_terminal(language, sys.stdin, sys.stderr)) is not None:
            return asker
    # What is no UTF-8 is refused by the question, not by the stream.
    sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
    return PlainAsker(language, sys.stdin, sys.stderr, _width)


def _width() -> int:
    try:
        return int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        pass
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except OSError:
        return 80


def _asked(session: "Session", asker: "Asker", target: Path, *, force: bool) -> _Made:
    """Ask what is left to ask, show the review until the annex is wanted, and make it."""
    from tenderkit.interview.review import Review

    path = session.store.path
    asker.say(session.t("interview.welcome" if session.store.new else "interview.resumed", file=path))
    asker.say(session.t("interview.keys", file=path))
    session.run()
    page = Review(session, lambda answers: _selection(session, answers)).run() == "html"
    return _make(session, _free(session, asker, target, force=force), page=page, force=True)


def _selection(session: "Session", answers: Any) -> "Selection":
    from tenderkit import data_files
    from tenderkit.cli.making import selection_of

    name = str(session.store.path)
    return selection_of(data_files.validate_purchase(answers, name, "toml"), name)


def _free(session: "Session", asker: "Asker", target: Path, *, force: bool) -> Path:
    """A name for the annex: its own, or another where a file has it that shall stay."""
    from tenderkit.interview.asker import Ask, Nav, Options
    from tenderkit.typed import Choice

    if force or not target.exists():
        return target
    number = 2
    while (other := target.with_name(f"{target.stem}-{number}{target.suffix}")).exists():
        number += 1
    choices = [
        Choice(target, session.t("review.replace-yes")),
        Choice(other, session.t("review.replace-no", file=other)),
    ]
    ask = Ask(session.t("review.replace", file=target), session.t("review.replace-help"))
    answer = asker.choose(ask, Options(choices), target)
    return _free(session, asker, target, force=force) if isinstance(answer, Nav) else answer


def _make(session: "Session", target: Path, *, page: bool, force: bool) -> _Made:
    """The annex, and a page where one is wanted; both as `build` makes them."""
    from tenderkit import data_files
    from tenderkit.cli import output
    from tenderkit.cli.making import make
    from tenderkit.cli.talk import tell

    path = session.store.path
    purchase = data_files.validate_purchase(session.store.answers, str(path), "toml")
    word = make(purchase, "docx", str(path), reproducible=False)
    results = [(target, word.content)]
    if page:
        results.append((target.with_suffix(".html"), make(purchase, "html", str(path), reproducible=False).content))
    output.deliver(results, force=force, sources=[path])
    tell(word.findings)
    return _Made(word.annex, [t for t, _ in results], word.summary)


def _tell(path: Path, made: _Made, format_: Format) -> None:
    """Where the files are, what is in the annex, and how to make and read it again."""
    annex, language = made.annex, made.annex.language
    counts = Counter(clause.clause.section for clause in annex.printed if clause.clause.scope == "lot")
    if format_ == "json":
        from tenderkit.formats.json import dumps, envelope

        data = {
            "purchase": str(path),
            "files": [str(f) for f in made.files],
            "clauses": {str(section): counts[section] for section in sorted(counts)},
            "open": [vars(point) for point in annex.open_points],
        }
        typer.echo(dumps(envelope("new", data, annex.selection.findings, ok=True)), nl=False)
        return
    say(language.text("review.written", file=made.files[0], summary=made.summary))
    for section in sorted(counts):
        said = {"section": language.text(f"sections.{section}"), "count": language.number(counts[section])}
        say("  " + language.text("review.by-kind", **said))
    points = len(annex.open_points)
    say(language.text("review.open-count", count=points) if points else language.text("review.open-none"))
    say(language.text("review.rebuild", purchase=path, file=made.files[0]))
    say(language.text("review.check", purchase=path))
    for file in made.files:
        typer.echo(str(file))
