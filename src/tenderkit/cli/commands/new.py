# SPDX-License-Identifier: Apache-2.0
"""`tenderkit new`: the interview, from the first question to the finished papers."""

import datetime
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tenderkit.cli.completion import complete_examples, complete_languages
from tenderkit.cli.messages import print_line, print_path
from tenderkit.cli.options import (
    FromNotice,
    Overlays,
    TextOrJson,
    TextOrJsonOption,
    check_language,
    read_source_date,
    read_today,
)
from tenderkit.cli.targets import DOCUMENT_SUFFIXES, names_folder
from tenderkit.cli.terminal import NARROW
from tenderkit.command_lines import join_words
from tenderkit.errors import FileProblem, Interrupted, InvalidInput, UsageProblem
from tenderkit.findings import escape_controls
from tenderkit.frozen import frozen_dataclass

if TYPE_CHECKING:
    from tenderkit.findings import Finding
    from tenderkit.interview.session import Session
    from tenderkit.library.reading.shipped_data import ShippedData
    from tenderkit.papers.annex.annex import Annex
    from tenderkit.purchase.purchase import Purchase
    from tenderkit.selection.selection import Selection

File = Annotated[str, typer.Argument(metavar="[FILE]", help="The purchase file to write, or to continue.")]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Answer in advance: --set lots.1.months=48. Repeatable."),
]
StartFrom = Annotated[
    str | None,
    typer.Option("--example", metavar="NAME", autocompletion=complete_examples, help="Start from a shipped example."),
]
WordFile = Annotated[
    str | None,
    typer.Option(
        "-o", "--output", metavar="PATH", help="The Word file of the annex, or a folder; <name>.docx when absent."
    ),
]
Plain = Annotated[
    bool | None,
    typer.Option(
        "--plain/--keys",
        help="Numbered lines, as screen readers need them, or arrow keys. When absent: lines where TERM is dumb, or "
        f"where the window is narrower than {NARROW} columns.",
    ),
]
Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="CODE",
        autocompletion=complete_languages,
        help="Language of the interview and the annex, in a new file.",
    ),
]
AllowUntranslated = Annotated[
    bool,
    typer.Option(
        "--allow-untranslated",
        help="With --no-input: print in English, and mark, what the language has no text for.",
    ),
]
NoInput = Annotated[bool, typer.Option("--no-input", help="Ask nothing: make the papers, or list what is missing.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite Word files that exist.")]
_OTHER_SUFFIXES = DOCUMENT_SUFFIXES | {".jsonl", ".yaml", ".yml", ".csv", ".xlsx"}


def ask_buyer(
    file: File = "purchase.toml",
    set_: Set = None,
    example_name: StartFrom = None,
    notice_file: FromNotice = None,
    output_path: WordFile = None,
    plain: Plain = None,
    language: Language = None,
    allow_untranslated: AllowUntranslated = False,
    no_input: NoInput = False,
    overlays: Overlays = None,
    force: Force = False,
    format_: TextOrJsonOption = "text",
) -> int:
    """Ask about a purchase and make its annex, response form and notes.

    The answers are kept in FILE. Each answer is saved at once; the same command goes on where you stopped.
    """
    from tenderkit import whole_files
    from tenderkit.cli.set_option import parse_assignments
    from tenderkit.cli.terminal import is_terminal
    from tenderkit.interview.store import lock_file
    from tenderkit.library.reading.shipped_data import load_with_overlays

    path, given = Path(file), parse_assignments(set_ or [])
    if path.suffix.lower() in _OTHER_SUFFIXES or file in ("", "-", ".", ".."):
        raise UsageProblem(f"“{file}” is no name for a purchase file", "Name a .toml file; -o names the Word file.")
    target = Path(f"{path.stem}.docx" if output_path is None else output_path)
    if output_path is not None and names_folder(output_path):
        target = Path(output_path) / f"{path.stem}.docx"
    if target.suffix.lower() != ".docx":
        raise UsageProblem(f"“{output_path}” is no name for a Word file", "Name a .docx file.")
    asks = not no_input and is_terminal()
    data = load_with_overlays(overlays or [])
    again = _format_arguments(path, overlays or [])
    if language is not None:
        check_language(data, language)
    start = _Start(example_name, notice_file, language, overlays or [])
    text = _first_text(path, start, data, again)
    _may_write(path, target)
    with lock_file(path):
        whole_files.remove_temporary_files(path)
        session = _open_session(path, text, data, plain=plain, asks=asks)
        untranslated = asks or allow_untranslated
        interview = _Interview(session, data, target, again, asks=asks, force=force, untranslated=untranslated)
        result = interview.run(given, copied=start.is_copied)
    _print_result(path, result, format_, again, plain=asks and session.asker.is_plain)
    return 0


def _format_arguments(path: Path, overlays: Sequence[str]) -> str:
    """Return the arguments with which other commands read this purchase, such as `purchase.toml --library ours`."""
    words = [str(path), *(word for overlay in overlays for word in ("--library", overlay))]
    return join_words(map(escape_controls, words))


def _may_write(path: Path, target: Path) -> None:
    """Raise FileProblem if the purchase file or one of the Word files cannot be written.

    This is checked before any question is asked.
    """
    from tenderkit.cli import output

    read_source_date()  # refuses a SOURCE_DATE_EPOCH that is none
    for place in (path, *_name_papers(target)):
        try:
            output.check_target(place, force=True)
        except FileProblem as error:
            raise FileProblem.of([_choose_other(finding) for finding in error.findings]) from None


def _choose_other(finding: "Finding") -> "Finding":
    """Return a finding on a file that cannot be written, with the advice to choose another name or folder."""
    from tenderkit.library.reading.english_words import load_english

    told = finding.told and finding.told._replace(fix="files.fix-other-place")
    return load_english().tell(replace(finding, told=told))


def _name_papers(target: Path) -> list[Path]:
    """Return the paths of the papers: `laptops.docx` gives also `laptops-response.docx` and `laptops-notes.docx`."""
    from tenderkit.cli.targets import name_siblings
    from tenderkit.papers.registry import USUAL

    return [path for path in name_siblings(target, USUAL, "docx").values() if path is not None]


@frozen_dataclass
class _Start:
    """What a new purchase file begins with: an example, a notice, or nothing but its language; None for not named."""

    example_name: str | None
    notice_file: str | None
    language: str | None
    overlays: Sequence[str]

    @property
    def is_copied(self) -> bool:
        """Whether the file begins with answers."""
        return self.example_name is not None or self.notice_file is not None


def _first_text(path: Path, start: _Start, data: "ShippedData", again: str) -> str:
    """Return the text with which a new purchase file begins: an example, what a notice gives, or no answers."""
    from tenderkit.cli.inputs import find_example
    from tenderkit.library.reading.text_files import read_text

    if start.example_name is not None and start.notice_file is not None:
        raise UsageProblem("--example and --from exclude each other", "Give one of the two.")
    if start.is_copied and path.exists():
        from tenderkit.library.reading.english_words import tell_in_english

        option = "--example" if start.example_name else "--from"
        fix = "files.fix-new-file"
        raise FileProblem.of([tell_in_english("file", path, "files.there-already", fix, option=option)])
    if start.example_name is not None:
        example = find_example(start.example_name)
        return read_text(example, example.name)
    words = data.language(start.language or data.languages[0])
    head = "\n".join(f"# {line}" for line in (words.text("file.head"), words.text("file.again", again=again)))
    if start.notice_file is None:
        return "\n".join([head, "tenderkit = 1", f'language = "{words.code}"', "", "[tender]", ""])
    from tenderkit.cli.notices.notice_source import draft_from_notice, write_draft

    draft = draft_from_notice(start.notice_file, data, start.overlays)
    if start.language is not None:
        draft.answers["language"] = start.language
    return write_draft(draft, head)


def _open_session(path: Path, text: str, data: "ShippedData", *, plain: bool | None, asks: bool) -> "Session":
    """Return an interview on a purchase file, which may hold answers already.

    Parameters: `text`, the content of a new file. Raises InvalidInput if an existing file is not TOML.
    """
    from tenderkit.cli import output
    from tenderkit.cli.terminal import open_asker
    from tenderkit.interview.prompts import Prompts
    from tenderkit.interview.session import Session
    from tenderkit.interview.store import Store

    store = Store(path, lambda p, content: output.write_file(p, content, force=True), text)
    code = store.answers.get("language")
    language = data.language(code if code in data.languages else data.languages[0])
    prompts = Prompts(data.in_language(language.code).library, language, datetime.date.today())
    return Session(open_asker(language, plain) if asks else None, store, prompts, data.languages)


@frozen_dataclass
class _Result:
    """The annex built at the end of an interview, and the files that were written, by paper."""

    annex: "Annex"
    papers: dict[str, Path]

    @property
    def files(self) -> list[Path]:
        """The files of all papers."""
        return list(self.papers.values())


def _refuse_problems(problems: Any) -> None:
    if problems:
        raise InvalidInput(problems)


class _Interview:
    """An interview on one purchase file, from the answers of `--set` to the finished annex."""

    def __init__(
        self, session: "Session", data: "ShippedData", target: Path, again: str, *, asks: bool, force: bool,
        untranslated: bool,
    ) -> None:  # fmt: skip
        self.session, self.data, self.target, self.asks, self.force = session, data, target, asks, force
        self.again, self.untranslated = again, untranslated
        self.path, self.t = session.store.path, session.t

    def run(self, given: list[Any], *, copied: bool) -> _Result:
        """Save the answers of `--set`, ask the open questions, build the annex, and return the annex and its files.

        Parameters: `given`, the answers of `--set`; `copied`, whether the purchase file is a copy of an example.
        """
        from tenderkit.cli.set_option import put_answers

        session = self.session
        # All at once, and only if they fit: a wrong word on the command line must not damage a file.
        try:
            trial = session.try_change(lambda purchase: put_answers(purchase, given))
        except UsageProblem:  # that it does not fit what is there may be the fault of what is there
            _refuse_problems(session.find_problems())
            raise
        if not self.asks:
            self._check_complete(trial)
        elif given or not session.store.new:
            _refuse_problems(session.find_problems(trial))
        if given or copied:
            session.store.save(lambda purchase: put_answers(purchase, given))
        if not self.asks:
            session.write_derived()
            return self._build_annex(self.target, page=False, force=self.force)
        try:
            return self._ask_open_questions()
        except (KeyboardInterrupt, EOFError):
            key = "interview.stopped" if self.path.exists() else "interview.stopped-early"
            session.asker.say("\n" + self.t(key, file=self.path, again=self.again))
            raise Interrupted([]) from None

    def _check_complete(self, answers: Any) -> None:
        """Raise an error with all problems if no annex can be built, or if a file cannot be written.

        This check comes before any answer is saved.
        """
        from tenderkit.cli import output

        session = self.session
        _refuse_problems(session.find_missing(answers))
        self._select_clauses(session.add_derived(answers))
        output.check_targets(_name_papers(self.target), force=self.force, sources=[self.path])

    def _ask_open_questions(self) -> _Result:
        """Ask the open questions, let the buyer review the answers, and build the annex."""
        from tenderkit.interview.review import Review

        session, asker = self.session, self.session.asker
        asker.say(self.t("interview.welcome" if session.store.new else "interview.resumed", file=self.path))
        asker.say(self.t("interview.keys", file=self.path))
        session.run()
        page = Review(session, self._select_clauses).run() == "html"
        return self._build_annex(self._find_free_path(), page=page, force=True)

    def _select_clauses(self, answers: Any) -> "Selection":
        from tenderkit.pipeline import select_clauses

        return select_clauses(self._validate_purchase(answers), self.data, str(self.path), read_today())

    def _validate_purchase(self, answers: Any) -> "Purchase":
        from tenderkit.purchase.reading import validate_purchase

        purchase: Purchase = validate_purchase(answers, str(self.path), "toml", within=self.data)
        return purchase

    def _find_free_path(self) -> Path:
        """Return the path for the annex: the target, or one with a number if the buyer keeps the existing files."""
        from tenderkit.interview.asker import ChoiceList, Nav, Prompt
        from tenderkit.purchase.choices import Choice

        target = self.target

        def exists(path: Path) -> bool:
            return any(paper.exists() for paper in _name_papers(path))

        if self.force or not exists(target):
            return target
        number = 2
        while exists(other := target.with_name(f"{target.stem}-{number}{target.suffix}")):
            number += 1
        choices = [
            Choice(target, self.t("review.replace-yes")),
            Choice(other, self.t("review.replace-no", file=other)),
        ]
        ask = Prompt(self.t("review.replace", file=target), self.t("review.replace-help"))
        while isinstance(answer := self.session.asker.choose(ask, ChoiceList(choices), target), Nav):
            pass  # there is no question before this one
        return Path(answer)

    def _build_annex(self, target: Path, *, page: bool, force: bool) -> _Result:
        """Build the annex, the response form and the notes as Word files.

        Parameters: `page`, whether the annex is also written as a page for the browser.
        """
        from tenderkit.cli import output
        from tenderkit.cli.messages import print_findings
        from tenderkit.papers.registry import ANNEX
        from tenderkit.pipeline import Options, build

        purchase, name = self._validate_purchase(self.session.store.answers), str(self.path)
        options = Options(allow_untranslated=self.untranslated, created=read_source_date(), today=read_today())
        word = build(purchase, self.data, options, name)
        names = [file.paper for file in word.files]
        results = list(zip(_name_papers(target), (file.content for file in word.files), strict=True))
        if page:
            html = build(purchase, self.data, replace(options, papers=(ANNEX,), format="html"), name)
            results.append((target.with_suffix(".html"), html.content))
            names.append("page")
        output.write_results(results, force=force, sources=[self.path])
        if self.asks and not page and (old := target.with_suffix(".html")).exists():
            self.session.asker.say(self.t("review.old-page", file=old))
        # Who was asked has seen all at the review but that texts are lacking.
        findings = [f for f in word.findings if not self.asks or f.rule == "translation-missing"]
        print_findings(findings, word.annex.language)
        return _Result(word.annex, dict(zip(names, (t for t, _ in results), strict=True)))


def _print_result(path: Path, result: _Result, format_: TextOrJson, again: str, *, plain: bool) -> None:
    """Print the paths of the files, the numbers of clauses and lots, and what to do next.

    For the format `json`, print the paths, the numbers of clauses and the open points as JSON. Parameters: `plain`,
    whether plain lines are printed on a terminal as well.
    """
    from tenderkit.cli.screen.console import open_console
    from tenderkit.cli.screen.interview.made_papers import list_steps, print_made
    from tenderkit.cli.terminal import measure_width
    from tenderkit.interview.asker import wrap_text
    from tenderkit.selection.untranslated import find_untranslated

    annex, language = result.annex, result.annex.language
    if format_ == "json":
        from tenderkit.formats.text.json import build_envelope, build_open_points, format_json

        data = {
            "purchase": str(path),
            "files": [str(f) for f in result.files],
            "clauses": Counter("reporting" if c.clause.section == 5 else c.clause.kind for c in annex.printed),
            "open": build_open_points(annex),
        }
        typer.echo(format_json(build_envelope("new", data, annex.selection.findings, ok=True)), nl=False)
        return
    if not plain and (console := open_console(sys.stdout)) is not None:
        print_made(console, annex, result.papers, again)
        return
    counts = Counter(c.clause.section if c.clause.scope == "lot" else "general" for c in annex.printed)
    numbers = {"lots": annex.lots, "clauses": annex.printed, "points": annex.open_points}
    counted = {name: language.number(len(list(what))) for name, what in numbers.items()}
    files = language.listing([str(file) for file in result.files])
    lines = [language.text("review.written", file=files, **counted)]
    for section in ("general", 1, 2, 3, 4, 5):
        if counts[section]:
            values = {"section": language.text(f"sections.{section}"), "count": language.number(counts[section])}
            lines.append("  " + language.text("review.by-kind", **values))
    if annex.open_points:
        lines.append(language.text("review.open-where"))
    build = f"{again} --allow-untranslated" if find_untranslated(annex.selection, language) else again
    lines.append(language.text("review.rebuild", again=build, file=result.files[0]))
    lines.append(language.text("review.check", again=again))
    lines += [language.text("screens.next"), *(f"  {step}" for step in list_steps(annex))]
    for line in wrap_text("\n".join(lines), measure_width()):
        print_line(line)
    for file in result.files:
        print_path(file)
