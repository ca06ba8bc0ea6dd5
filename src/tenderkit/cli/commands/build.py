# SPDX-License-Identifier: Apache-2.0
"""`tenderkit build`: purchase files to documents."""

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal

import typer

from tenderkit.cli.messages import say, tell
from tenderkit.cli.options import Overlays
from tenderkit.errors import UsageProblem, problem_of

if TYPE_CHECKING:
    from tenderkit.cli.inputs import Given
    from tenderkit.formats.word.write.template import WordTemplate
    from tenderkit.library.look import Look
    from tenderkit.library.reading.shipped_data import ShippedData
    from tenderkit.pipeline import How, Made

Format = Literal["docx", "pdf", "md", "html", "json"]
# What is no text, and so goes to a file by itself; with the names for messages.
BINARY = {".docx": "a Word file", ".pdf": "a PDF file", ".xlsx": "a workbook"}
# Endings that promise a certain kind of file.
DOCUMENT_SUFFIXES = frozenset(
    {".docx", ".doc", ".odt", ".pdf", ".rtf", ".txt", ".md", ".json", ".html", ".xlsx", ".ics"}
)
InputFormat = Literal["toml", "json", "jsonl"]


def build(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE...", help="Purchase files; `-` reads one from stdin.")
    ] = None,
    output_path: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="PATH", help="The file to write, a folder for several, `-` for stdout."
        ),
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", help="What to write the annex as; pdf needs LibreOffice.")
    ] = "docx",
    papers: Annotated[
        str,
        typer.Option(
            "--papers",
            metavar="NAMES",
            help="What to make, with commas: `annex`; `response`, the form that tenderers fill in; `evaluation`, the "
            "workbook that tenders are compared in, and the same on paper, to be filled in by hand and signed; "
            "`calendar`, what is due in the contract and when.",
        ),
    ] = "annex",
    protect: Annotated[
        Literal["forms"] | None,
        typer.Option("--protect", help="Let only the fields of the paper `response` be changed, without a password."),
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="CODE", help="Language, in place of that of the file.")
    ] = None,
    template: Annotated[
        str | None,
        typer.Option(
            "--template",
            metavar="FILE",
            help="A Word file of the authority (.docx, .dotx): its sheet, headers, fonts and styles are kept.",
        ),
    ] = None,
    allow_untranslated: Annotated[
        bool,
        typer.Option("--allow-untranslated", help="Print in English, and mark, what the language has no text for."),
    ] = False,
    example_name: Annotated[
        str | None, typer.Option("--example", metavar="NAME", help="Build a shipped example.")
    ] = None,
    list_examples: Annotated[bool, typer.Option("--list-examples", help="List the examples and stop.")] = False,
    save_purchase: Annotated[
        str | None,
        typer.Option("--save-purchase", metavar="FILE", help="Write the example as a file to start from, and stop."),
    ] = None,
    input_format: Annotated[
        InputFormat | None, typer.Option("--input-format", help="Guessed from name and content when absent.")
    ] = None,
    overlays: Overlays = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there.")] = False,
    reproducible: Annotated[
        bool, typer.Option("--reproducible", help="The same bytes on every machine (larger: not compressed).")
    ] = False,
) -> int:
    """Turn purchase files into annexes.

    Without -o a Word or PDF file is written to <name>.docx or <name>.pdf in the current folder; text goes to stdout.
    Other papers stand beside it, as <name>-response.docx, <name>-evaluation.xlsx and .docx, or <name>-calendar.docx
    and .ics.
    """
    if list_examples:
        return _list(format_)
    if save_purchase is not None:
        return _save(example_name, save_purchase, force)
    from tenderkit.cli import output
    from tenderkit.cli.inputs import given, purchases, raise_all
    from tenderkit.library.reading.shipped_data import load_with_overlays
    from tenderkit.papers.registry import ANNEX, RESPONSE, chosen, endings
    from tenderkit.pipeline import How, make

    wanted = chosen(papers)
    if format_ == "pdf" and reproducible:
        fix = "Leave it out: with the same LibreOffice and the same fonts a PDF has the same bytes anyway."
        raise UsageProblem("--reproducible cannot be promised for a PDF, which LibreOffice makes", fix)
    if protect and RESPONSE not in wanted:
        fix = f"Add --papers {','.join((*wanted, RESPONSE))}, or leave it out."
        raise UsageProblem("--protect is for the response form, which is not made", fix)
    data = load_with_overlays(overlays or [])
    house = None if template is None else _house(template, files or [], wanted, format_, data.look)
    how = How(reproducible, protect is not None, untranslated=allow_untranslated, house=house)
    if files and len(files) == 1 and example_name is None and (lines := _lines(files[0], input_format)):
        from tenderkit.cli.stream import stream
        from tenderkit.library.reading.text_files import read_lines

        _only_the_annex(wanted)
        with lines as file:
            return stream(read_lines(file), output_path, format_, language, data, how, force=force)
    sources, problems = given(files or [], example_name, input_format)
    if len(sources) == 1 and sources[0].form == "jsonl":
        from tenderkit.cli.stream import stream

        _only_the_annex(wanted)
        given_lines = sources[0].text.encode().splitlines()
        return stream(given_lines, output_path, format_, language, data, how, force=force)
    if any(s.form == "jsonl" for s in sources):
        raise UsageProblem("lines of JSON are read alone", "Name one file of them, or `-`, and nothing else.")
    made_from = purchases(sources, language, problems, data)
    targets = _targets(sources, output_path, format_, wanted)
    read_from = [s.path for s in sources if s.path] + ([Path(template)] if template else [])
    done: list[Made] = []
    several = len(sources) > 1
    how = replace(how, lines=several)
    for source, purchase in zip(sources, made_from, strict=True):
        try:
            one = make(
                purchase,
                format_,
                source.name,
                data,
                how,
                papers=wanted,
            )
            done.append(one)
        except Exception as error:
            problems.append(problem_of(error, source.name))
            continue
        tell(one.findings)
    raise_all(problems)
    made = [pair for one, places in zip(done, targets, strict=True) for pair in zip(one.files, places, strict=True)]
    # A file that was not made takes no place; the remarks say why.
    every = [target for content, target in made if content is not None]
    binary = BINARY.get(endings(wanted[0], format_)[0])
    into_folder = output_path is not None and (several or _names_folder(output_path))
    with output.folder(Path(output_path) if output_path and into_folder and every[0] else None):
        if format_ == "pdf" and ANNEX in wanted:
            # Whatever is refused is refused before LibreOffice takes its time.
            output.check_all(every, force=force, sources=read_from, binary=binary)
            done = _laid_out(done, [places[0] for places in targets], data, how)
        contents = [content for one in done for content in one.files if content is not None]
        output.deliver(list(zip(every, contents, strict=True)), force=force, sources=read_from, binary=binary)
    for remark in house.report if house else ():
        say(remark)
    for source, one in zip(sources, done, strict=True):
        say(f"{source.name}: {one.summary}")
        for remark in one.remarks:
            say(f"{source.name}: {remark}")
    for target in every:
        if target is not None:
            typer.echo(str(target))
    return 0


def _house(template: str, files: Sequence[str], papers: Sequence[str], format_: str, look: "Look") -> "WordTemplate":
    """The template of the authority. Raises UsageProblem where no Word file is made."""
    from tenderkit.cli.word_files import content_of
    from tenderkit.formats.word.write.template import read_template
    from tenderkit.papers.registry import ANNEX

    if tuple(papers) == (ANNEX,) and format_ not in ("docx", "pdf"):
        raise UsageProblem(f"--template is for Word files, and {format_} is none", "Leave it out.")
    if template == "-" and "-" in files:
        raise UsageProblem("stdin is named twice", "It can be read once.")
    return read_template(content_of(template), "stdin" if template == "-" else template, look)


def _laid_out(made: "list[Made]", targets: list[Path | None], data: "ShippedData", how: "How") -> "list[Made]":
    from tenderkit.formats.word.write.pdf import open_libreoffice
    from tenderkit.pipeline import laid_out

    with open_libreoffice() as office:
        return laid_out(made, [str(target or "stdout") for target in targets], office, data, how)


def _lines(file: str, input_format: str | None) -> AbstractContextManager[BinaryIO] | None:
    """A stream of JSON lines to be read as it comes, however long it is; None for anything else."""
    if input_format is None and Path(file).suffix.lower() == ".jsonl":
        input_format = "jsonl"
    if input_format != "jsonl":
        return None
    if file == "-":
        return None if sys.stdin is None else nullcontext(sys.stdin.buffer)
    from tenderkit.library.reading.text_files import open_file

    return open_file(Path(file), file)


def _list(format_: str) -> int:
    from tenderkit.library.reading import shipped_data

    names = list(shipped_data.list_example_purchases())
    if format_ == "json":
        from tenderkit.formats.text.json import build_envelope, format_json

        typer.echo(format_json(build_envelope("examples", names, [], ok=True)), nl=False)
    else:
        typer.echo("\n".join(names))
    return 0


def _save(example_name: str | None, target: str, force: bool) -> int:
    from tenderkit.cli import output
    from tenderkit.cli.inputs import example

    if example_name is None:
        raise UsageProblem("--save-purchase needs --example", "Name the example to start from.")
    content = example(example_name).read_bytes()
    if target == "-":
        output.deliver([(None, content)], force=force)
        return 0
    output.deliver([(Path(target), content)], force=force)
    typer.echo(target)
    say(f"edit it, then run: tenderkit build {target}")
    return 0


def _names_folder(output_path: str) -> bool:
    """Whether a path is meant for a folder even if there is one file only."""
    return output_path.endswith(("/", os.sep))


def _only_the_annex(papers: tuple[str, ...]) -> None:
    """Refuse other papers for a stream, whose answers have room for one file a line."""
    if papers != ("annex",):
        raise UsageProblem(
            "a stream gives the annex alone", "Leave --papers out, or build each purchase from a file of its own."
        )


def _targets(
    sources: "list[Given]", output_path: str | None, format_: str, papers: tuple[str, ...]
) -> list[list[Path | None]]:
    """Where the files of the papers of each purchase go; None stands for stdout."""
    from tenderkit.cli.output import beside
    from tenderkit.papers.registry import endings, files, named

    parts = files(papers, format_)
    main = endings(papers[0], format_)[0]
    if output_path == "-" or (output_path is None and main not in BINARY):
        if len(parts) > 1:
            raise UsageProblem("several files cannot share stdout", "Name a file or a folder with -o.")
        if main in BINARY and len(sources) > 1:
            raise UsageProblem(f"stdout takes {BINARY[main]}, and not several", "Name a folder with -o.")
        return [[None]] * len(sources)
    if output_path is None:
        if any(s.path is None and s.name == "stdin" for s in sources):
            raise UsageProblem("a purchase from stdin has no name", "Name the file to write with -o.")
        return [[Path(named(p, ending, s.stem)) for p, ending in parts] for s in sources]
    ending = Path(output_path).suffix.lower()
    if ending in DOCUMENT_SUFFIXES and (ending != main or len(sources) > 1):
        if len(sources) > 1:
            what = "a folder for several files"
        else:
            what = f"a file of the format {format_}" if papers[0] == "annex" else f"the paper “{papers[0]}”"
        fix = "tenderkit writes .docx, .pdf, .md, .html and .json; --format says which."
        if papers[0] != "annex":
            fix = f"Its name ends with {main}."
        raise UsageProblem(f"“{output_path}” is no name for {what}", fix)
    if len(sources) == 1 and not _names_folder(output_path):
        return [list(beside(Path(output_path), papers, format_))]
    return [[Path(output_path) / named(p, ending, s.stem) for p, ending in parts] for s in sources]
