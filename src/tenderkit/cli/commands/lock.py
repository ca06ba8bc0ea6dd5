# SPDX-License-Identifier: Apache-2.0
"""`tenderkit lock`: write down what the papers of purchases are made from, and what comes out."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tenderkit.cli import options
from tenderkit.errors import UsageProblem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tenderkit.cli.inputs import Source
    from tenderkit.findings import Finding
    from tenderkit.library.language import Language
    from tenderkit.library.reading.shipped_data import ShippedData
    from tenderkit.pipeline import Options, Papers

_UPDATE = "update"


def lock_purchases(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[update] [FILE...]",
            help="Purchase files; none to lock what streams and batches are made from. `update` in front renews.",
        ),
    ] = None,
    papers: options.PaperNames = None,
    protect: options.Protect = None,
    language: options.LanguageCode = None,
    template: options.TemplateFile = None,
    allow_untranslated: options.AllowUntranslated = False,
    overlays: options.Overlays = None,
    format_: options.TextOrJsonOption = "text",
) -> int:
    """Lock purchases: write the digests of tool, library, template, language, answers and papers to tenderkit.lock.

    `build --locked` then refuses to make other papers; streams and batches follow the lock that is made without FILE.
    Where a purchase differs from its lock, what differs is printed, clause by clause; `tenderkit lock update FILE`
    accepts it. The papers themselves are not written.
    """
    from tenderkit.cli.compared.lock_file import find_lock_path, lock_papers, read_lock, write_lock
    from tenderkit.cli.inputs import read_purchases, read_sources
    from tenderkit.library.reading.shipped_data import load_with_overlays

    names = list(files or [])
    renews = names[:1] == [_UPDATE]
    if not names[renews:]:
        _refuse_options({"--papers": papers, "--protect": protect, "--language": language})
        return _lock_ingredients(template, overlays or [], format_, renews=renews)
    sources, problems = read_sources(names[1:] if renews else names, None, None)
    locks = {path: read_lock(path, needed=False) for path in dict.fromkeys(map(find_lock_path, sources))}
    data = load_with_overlays(overlays or [])
    how = _read_options(papers, template, data, protected=protect is not None, allow_untranslated=allow_untranslated)
    built = _draft_all(sources, read_purchases(sources, language, problems, data), data, how)
    states, findings = _compare_all(sources, built, data, how, locks)
    words = built[0].annex.language
    _report_drift(findings, words, renews=renews)
    for source, drafted in zip(sources, built, strict=True):
        path = find_lock_path(source)
        locks[path] = locks[path].put_purchase(lock_papers(source, drafted, data, how)[0])
    for path, lock in locks.items():
        write_lock(path, lock)
    _print_locks(list(locks), states, findings, format_, words)
    return 0


def _refuse_options(options_: "dict[str, object]") -> None:
    """Raise UsageProblem for an option that is for purchase files, of which none is named."""
    for name, value in options_.items():
        if value is not None:
            raise UsageProblem(f"{name} is for purchase files, and none is named", "Name them, or leave it out.")


def _lock_ingredients(
    template: str | None, overlays: "Sequence[str]", format_: options.TextOrJson, *, renews: bool
) -> int:
    """Lock, in the current folder, what the papers of streams and batches are made from."""
    from tenderkit.cli.compared.common_lock import lock_ingredients
    from tenderkit.cli.compared.lock_file import LOCK, read_lock, write_lock
    from tenderkit.cli.word_files import read_content
    from tenderkit.compare.drift import find_ingredient_drift
    from tenderkit.formats.word.write.template import read_template
    from tenderkit.library.library import ENGLISH
    from tenderkit.library.reading.shipped_data import load_with_overlays

    path = Path(LOCK)
    lock, data = read_lock(path, needed=False), load_with_overlays(overlays)
    now = lock_ingredients(data, None if template is None else read_template(read_content(template), template))
    words = data.language(ENGLISH)
    findings = find_ingredient_drift(lock.ingredients, now, LOCK, words) if lock.ingredients else ()
    _report_drift(findings, words, renews=renews)
    write_lock(path, replace(lock, ingredients=now))
    state = "locked" if lock.ingredients is None else "renewed" if findings else "unchanged"
    _print_locks([path], {words.text("locks.all"): state}, findings, format_, words)
    return 0


def _read_options(
    papers: str | None, template: str | None, data: "ShippedData", *, protected: bool, allow_untranslated: bool
) -> "Options":
    from tenderkit.cli.word_files import read_content
    from tenderkit.formats.word.write.template import read_template
    from tenderkit.papers.registry import USUAL, parse_papers
    from tenderkit.pipeline import Options

    names = USUAL if papers is None else parse_papers(papers)
    created, today = options.read_source_date(), options.read_today(reproducible=True)
    how = Options(names, reproducible=True, protected=protected, created=created, today=today)
    how = replace(how, allow_untranslated=allow_untranslated)
    if template is None:
        return how
    return replace(how, template=read_template(read_content(template), template))


def _draft_all(
    sources: "Sequence[Source]", valid: "Sequence[Any]", data: "ShippedData", how: "Options"
) -> "list[Papers]":
    """Return the papers of all purchases. Raises one error with the problems of all of them."""
    from tenderkit import pipeline
    from tenderkit.cli.accepted_findings import list_accepted_faults
    from tenderkit.cli.inputs import raise_problems
    from tenderkit.errors import TenderkitError, problem_of

    built: list[Papers] = []
    problems: list[TenderkitError] = []
    for source, purchase in zip(sources, valid, strict=True):
        try:
            here = replace(how, accepted=list_accepted_faults(source.path))
            built.append(pipeline.draft_papers(purchase, data, here, source.name))
        except Exception as error:
            problems.append(problem_of(error, source.name))
    raise_problems(problems)
    return built


def _compare_all(
    sources: "Sequence[Source]",
    built: "Sequence[Papers]",
    data: "ShippedData",
    how: "Options",
    locks: "dict[Path, Any]",
) -> "tuple[dict[str, str], list[Finding]]":
    """Return what becomes of the lock of each purchase, and in what each differs from the lock it has."""
    from tenderkit.cli.compared.lock_file import find_lock_path, find_locked_drift
    from tenderkit.compare.edition_files import read_histories

    history = read_histories(data.library)
    states: dict[str, str] = {}
    findings: list[Finding] = []
    for source, papers in zip(sources, built, strict=True):
        lock = locks[find_lock_path(source)]
        if source.path is None or lock.find_purchase(source.path.name) is None:
            states[source.name] = "locked"
            continue
        drift = find_locked_drift(source, papers, data, how, lock, history)
        states[source.name] = "renewed" if drift else "unchanged"
        findings += drift
    return states, findings


def _report_drift(findings: "Sequence[Finding]", words: "Language", *, renews: bool) -> None:
    """Print what differs as warnings where the locks are renewed; else raise LockDrift with it."""
    from tenderkit.cli.messages import print_findings
    from tenderkit.errors import LockDrift

    if findings and not renews:
        raise LockDrift(findings).in_language(words.code)
    print_findings((replace(finding, severity="warn", fix="") for finding in findings), words)


def _print_locks(
    paths: "Sequence[Path]",
    states: "dict[str, str]",
    findings: "Sequence[Finding]",
    format_: options.TextOrJson,
    words: "Language",
) -> None:
    from tenderkit.cli.messages import print_line, print_path
    from tenderkit.formats.text.json import build_envelope, format_json

    if format_ == "json":
        data = {
            "locks": [str(path) for path in paths],
            "purchases": [{"file": file, "state": state} for file, state in states.items()],
        }
        warnings = [replace(finding, severity="warn") for finding in findings]
        typer.echo(format_json(build_envelope("lock", data, warnings, ok=True)), nl=False)
        return
    for file, state in states.items():
        print_line(f"{file}: {words.text(f'locks.{state}')}")
    for path in paths:
        print_path(path)
