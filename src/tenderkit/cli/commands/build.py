# SPDX-License-Identifier: Apache-2.0
"""`tenderkit build`: build the annex and the other papers from purchase files."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tenderkit.cli import options
from tenderkit.cli.compared.written_files import Writing, compare_files
from tenderkit.cli.messages import print_findings, print_line, print_path, print_template_report
from tenderkit.cli.ready_values import is_flag_given
from tenderkit.cli.screen.console import is_watched, open_console
from tenderkit.cli.screen.progress import count_items, show_spinner
from tenderkit.errors import FileProblem, TenderkitError, UsageProblem, problem_of

if TYPE_CHECKING:
    from tenderkit.cli.inputs import Source
    from tenderkit.cli.targets import Targets
    from tenderkit.library.reading.shipped_data import ShippedData
    from tenderkit.pipeline import Options, Papers
    from tenderkit.purchase.purchase import Purchase


def build(
    context: typer.Context,
    files: options.PurchaseFiles = None,
    output_path: options.OutputPath = None,
    format_: options.AnnexFormatOption = "docx",
    papers: options.PaperNames = None,
    protect: options.Protect = None,
    language: options.LanguageCode = None,
    template: options.TemplateFile = None,
    allow_untranslated: options.AllowUntranslated = False,
    example_name: options.ExampleName = None,
    notice_file: options.FromNotice = None,
    list_examples: options.ListExamples = False,
    save_purchase: options.SavePurchase = None,
    input_format: options.InputFormatOption = None,
    on_error: options.OnError = "continue",
    overlays: options.Overlays = None,
    force: options.Force = False,
    reproducible: options.Reproducible = False,
    locked: options.Locked = False,
    check: options.Check = False,
    page_numbers: options.PageNumbers = False,
) -> int:
    """Build the papers of purchase files: the annex, the response form, and the notes for your own file.

    Without -o, they are written to the current folder as <name>.docx, <name>-response.docx and <name>-notes.docx; an
    annex in a text format goes to stdout, alone. `-o -` gives the one paper that --papers names, else the annex.
    """
    if list_examples:
        return _list_examples(format_)
    if save_purchase is not None:
        return _save_purchase(example_name, notice_file, save_purchase, overlays or [], force)
    from tenderkit.cli.inputs import find_stream, raise_problems, read_sources
    from tenderkit.library.reading.shipped_data import load_with_overlays
    from tenderkit.papers.registry import ANNEX
    from tenderkit.pipeline import check_page_numbers

    writing = Writing(force, locked, check)
    how = _read_options(papers, format_, output_path, protected=protect is not None, reproducible=reproducible)
    how = replace(how, allow_untranslated=allow_untranslated, page_numbers=page_numbers)
    check_page_numbers(how)
    data = load_with_overlays(overlays or [])
    if template is not None and (is_flag_given(context, "template") or _makes_word(how)):
        how = _read_template(how, template, files or [], data)
    if notice_file is not None:
        from tenderkit.cli.notices.notice_source import read_notice_source

        source = read_notice_source(notice_file, (files, example_name), data, overlays or [])
        return _build_files([source], [], output_path, language, data, how, writing)
    sources, problems = read_sources(files or [], example_name, input_format)
    if (lines := find_stream(sources, alone=len(files or []) < 2)) is not None:
        from tenderkit.cli.streams.build_stream import build_stream

        raise_problems(problems)
        # Answers on stdout hold the annex; only a flag that asks for more is refused.
        if not papers or (output_path in (None, "-") and not is_flag_given(context, "papers")):
            how = replace(how, papers=(ANNEX,))
        return build_stream(lines, output_path, language, data, how, writing, stop=on_error == "stop")
    return _build_files(sources, problems, output_path, language, data, how, writing)


def _read_options(
    papers: str | None, format_: options.AnnexFormat, output_path: str | None, *, protected: bool, reproducible: bool
) -> "Options":
    """Return the options for building the papers. Raises UsageProblem if two options contradict each other."""
    from tenderkit.cli.targets import goes_to_stdout
    from tenderkit.papers.registry import ANNEX, RESPONSE, USUAL, parse_papers
    from tenderkit.pipeline import PDF, Options

    names = USUAL if papers is None else parse_papers(papers)
    if ANNEX in names and names != (ANNEX,) and goes_to_stdout(output_path, format_):
        if papers is not None:
            print_line("stdout takes the annex alone; name a file or a folder with -o for the other papers")
        names = (ANNEX,)
    if format_ == PDF and reproducible:
        fix = "Leave it out: with the same LibreOffice and the same fonts a PDF has the same bytes anyway."
        raise UsageProblem("--reproducible cannot be promised for a PDF, which LibreOffice makes", fix)
    if protected and RESPONSE not in names:
        fix = f"Add --papers {','.join((*names, RESPONSE))}, or leave it out."
        raise UsageProblem("--protect is for the response form, which is not made", fix)
    created, today = options.read_source_date(), options.read_today(reproducible=reproducible)
    return Options(names, format_, reproducible=reproducible, protected=protected, created=created, today=today)


def _makes_word(how: "Options") -> bool:
    """Return whether a Word file, or a PDF made of one, is among the papers."""
    from tenderkit.papers.registry import ANNEX

    return how.papers != (ANNEX,) or how.format in ("docx", "pdf")


def _read_template(how: "Options", template: str, files: Sequence[str], data: "ShippedData") -> "Options":
    """Read the authority's Word template, and return the options with the template added.

    Raises UsageProblem if no Word file is built, or if stdin is also a purchase file.
    """
    from tenderkit.cli.word_files import read_content
    from tenderkit.formats.word.write.template import read_template

    if not _makes_word(how):
        raise UsageProblem(f"--template is for Word files, and {how.format} is none", "Leave it out.")
    if template == "-" and "-" in files:
        raise UsageProblem("stdin is named twice", "It can be read once.")
    name = "stdin" if template == "-" else template
    return replace(how, template=read_template(read_content(template), name))


def _build_files(
    sources: "Sequence[Source]",
    problems: list[TenderkitError],
    output_path: str | None,
    language: str | None,
    data: "ShippedData",
    how: "Options",
    writing: Writing,
) -> int:
    """Build and write the papers of all purchases, and print their paths; write none if a purchase has errors."""
    from tenderkit.cli import output
    from tenderkit.cli.inputs import read_purchases
    from tenderkit.cli.targets import find_targets
    from tenderkit.pipeline import needs_layout

    valid = read_purchases(list(sources), language, problems, data)
    targets = find_targets(sources, output_path, how.papers, how.format)
    # The bytes of locked Word files are those without compression; no other machine lays out pages alike.
    bare = how.reproducible or (writing.locked and not needs_layout(how))
    how = replace(how, compact=len(sources) > 1, reproducible=bare)
    built = _draft_all(sources, valid, problems, data, how)
    if writing.locked:
        from tenderkit.cli.compared.lock_file import check_locks

        check_locks(sources, built, data, how)
    read_from = [source.path for source in sources if source.path]
    if how.template:
        read_from.append(Path(how.template.name))
    pairs = zip(built, targets.paths, strict=True)
    # A file that was not made takes no place; the remarks say why.
    places = [paths[file.paper, file.ending] for papers, paths in pairs for file in papers.files]
    if writing.compares:
        laid_out = _lay_out(built, targets, data, how) if needs_layout(how) else built
        compare_files(list(zip(places, (file.content for papers in laid_out for file in papers.files), strict=True)))
        return 0
    with output.open_folder(targets.folder):
        if needs_layout(how):
            # Whatever is refused is refused before LibreOffice takes its time.
            output.check_targets(places, force=writing.force, sources=read_from, binary=targets.binary)
            built = _lay_out(built, targets, data, how)
        contents = [file.content for papers in built for file in papers.files]
        results = list(zip(places, contents, strict=True))
        output.write_results(results, force=writing.force, sources=read_from, binary=targets.binary)
    print_template_report(how.template)
    _print_results(sources, built, targets)
    return 0


def _print_results(sources: "Sequence[Source]", built: "Sequence[Papers]", targets: "Targets") -> None:
    """Print the paths of the files on stdout, and a summary of their contents on stderr.

    On a terminal, both are printed on stdout together, with colours and links.
    """
    places = [
        [paths[file.paper, file.ending] for file in papers.files]
        for papers, paths in zip(built, targets.paths, strict=True)
    ]
    files = [[place for place in some if place is not None] for some in places]
    console = open_console(sys.stdout) if any(files) else None
    if console is None or not is_watched(sys.stderr):
        for source, papers in zip(sources, built, strict=True):
            for line in (papers.summary, *papers.remarks):
                print_line(f"{source.name}: {line}")
    if console is None:
        for path in (path for some in files for path in some):
            print_path(path)
        return
    from tenderkit.cli.screen.built_papers import Built, print_built

    pairs = zip(sources, built, files, strict=True)
    print_built(
        console,
        [
            # A command would have to name the libraries of the authority too.
            Built(source.name, () if papers.annex.selection.library.overlays else source.arguments, papers, paths)
            for source, papers, paths in pairs
        ],
    )


def _draft_all(
    sources: "Sequence[Source]",
    valid: "Sequence[Purchase]",
    problems: list[TenderkitError],
    data: "ShippedData",
    how: "Options",
) -> "list[Papers]":
    """Return the papers of all purchases, and print their warnings.

    A paper that is to become a PDF, or to get page numbers, is a Word file without them here. Raises one error with
    the problems of all purchases, if there are any.
    """
    from tenderkit import pipeline
    from tenderkit.cli.accepted_findings import list_accepted_faults
    from tenderkit.cli.inputs import raise_problems

    drafts: list[Papers] = []
    problems = list(problems)
    with count_items(list(zip(sources, valid, strict=True)), "Drafting") as pairs:
        for source, purchase in pairs:
            try:
                accepted = list_accepted_faults(source.path)
                drafts.append(pipeline.draft_papers(purchase, data, replace(how, accepted=accepted), source.name))
            except Exception as error:
                problems.append(problem_of(error, source.name))
    for papers in drafts:
        print_findings(papers.findings, papers.annex.language)
    raise_problems(problems)
    return drafts


def _lay_out(drafts: "list[Papers]", targets: "Targets", data: "ShippedData", how: "Options") -> "list[Papers]":
    """Return the papers of all purchases, in which LibreOffice, started only once, has made PDFs or counted pages."""
    from tenderkit.formats.libreoffice.conversion import open_libreoffice
    from tenderkit.pipeline import lay_out

    names = [str(next(iter(paths.values())) or "stdout") for paths in targets.paths]
    try:
        with show_spinner("LibreOffice lays out the pages"), open_libreoffice() as office:
            return lay_out(drafts, names, office, data, how)
    except FileProblem as error:
        raise error.in_language(drafts[0].annex.language.code) from None


def _list_examples(format_: str) -> int:
    """Print the names of the shipped examples, as lines of text or as JSON."""
    from tenderkit.library.reading import shipped_data

    names = list(shipped_data.list_example_purchases())
    if format_ == "json":
        from tenderkit.formats.text.json import build_envelope, format_json

        typer.echo(format_json(build_envelope("examples", names, [], ok=True)), nl=False)
    else:
        typer.echo("\n".join(names))
    return 0


def _save_purchase(
    example_name: str | None, notice_file: str | None, target: str, overlays: Sequence[str], force: bool
) -> int:
    """Write a shipped example, or what a notice gives, as a purchase file to start from.

    Parameters: `target`, the path of the file, `-` for stdout. Raises UsageProblem if not exactly one is named.
    """
    from tenderkit.cli import output
    from tenderkit.cli.inputs import find_example
    from tenderkit.cli.notices.notice_source import read_notice_source
    from tenderkit.library.reading.shipped_data import load_with_overlays

    read_from: list[Path] = []
    if notice_file is not None:
        source = read_notice_source(notice_file, (example_name,), load_with_overlays(overlays), overlays)
        content, read_from = source.text.encode(), [source.path] if source.path else []
    elif example_name is not None:
        content = find_example(example_name).read_bytes()
    else:
        raise UsageProblem("--save-purchase needs --example or --from", "Name what to start from.")
    output.write_results([(None if target == "-" else Path(target), content)], force=force, sources=read_from)
    if target != "-":
        print_path(Path(target))
        missing = f"answer what is missing: tenderkit new {target}; " if notice_file is not None else "edit it; "
        print_line(f"{missing}then run: tenderkit build {target}")
    return 0
