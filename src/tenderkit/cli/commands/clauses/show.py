# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses show`: print a clause with its text, values, reasons, sources and relations."""

import datetime
import re
import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tenderkit.cli.completion import complete_clauses, complete_countries, complete_languages
from tenderkit.cli.options import Overlays, find_clause, find_language
from tenderkit.cli.screen.console import measure_width, open_console
from tenderkit.errors import UsageProblem

if TYPE_CHECKING:
    from tenderkit.formats.text.clause_page import ClausePage
    from tenderkit.library.language import Language
    from tenderkit.library.library import Library

Format = Literal["text", "json", "toml"]
# The width of two texts side by side, where no terminal has one.
_WIDTH_OF_TWO = 120


def show_clause(
    id_: Annotated[str, typer.Argument(metavar="ID", autocompletion=complete_clauses, help="The id of a clause.")],
    country: Annotated[
        str | None,
        typer.Option(
            metavar="CC",
            autocompletion=complete_countries,
            help="Country of the authority and of delivery: its limits count.",
        ),
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day whose law counts; today when absent.")
    ] = None,
    level: Annotated[Literal["core", "comprehensive"], typer.Option(help="Level of ambition.")] = "core",
    model: Annotated[
        str | None, typer.Option(metavar="MODEL", help="Acquisition model; the first that the clause names.")
    ] = None,
    language: Annotated[
        str, typer.Option(metavar="CODE", autocompletion=complete_languages, help="The language of its words.")
    ] = "en",
    beside: Annotated[
        bool,
        typer.Option("--beside", help="Its texts beside the English ones, with the state of each."),
    ] = False,
    format_: Annotated[Format, typer.Option("--format", help="How to print it; toml is the file itself.")] = "text",
    overlays: Overlays = None,
) -> int:
    """Show one clause as it would print. With the origin of every value, why it exists, and its relations."""
    from pathlib import Path

    from tenderkit.formats.text import clause_page
    from tenderkit.library.reading import shipped_data
    from tenderkit.library.reading.author_files import read_clause_text, read_history
    from tenderkit.selection.sample_purchase import select_sample

    data = find_language(shipped_data.load_with_overlays(overlays or []), language)
    library = data.library
    clause = find_clause(library, id_)
    _check_place(library, country, model)
    launch = _parse_date(date)
    folders = shipped_data.find_data_folder() / "clauses", [Path(o) for o in overlays or []]
    if format_ == "toml":
        typer.echo(read_clause_text(*folders, id_), nl=False)
        return 0
    if beside:
        return _print_beside(id_, language, format_, overlays or [])
    words = data.language(language)
    history = read_history(*folders, library)
    selection = select_sample(
        library,
        clause,
        languages=(language,),
        launch=launch,
        country=country.upper() if country else None,
        level=level,
        model=model,
    )
    page = clause_page.compose_page(library, clause, selection, words, history.get(id_, {}))
    _print_page(page, words, format_)
    return 0


def _print_page(page: "ClausePage", words: "Language", format_: Format) -> None:
    from tenderkit.formats.text import clause_page, json

    if format_ == "json":
        envelope = json.build_envelope("clauses-show", clause_page.build_data(page, words), (), ok=True)
        typer.echo(json.format_json(envelope), nl=False)
    # Letters that run from right to left would shift the edges of panels and tables.
    elif not words.rtl and (console := open_console(sys.stdout)) is not None:
        from tenderkit.cli.screen.clause_page import print_page

        print_page(console, page, words)
    else:
        typer.echo(clause_page.render(page, words), nl=False)


def _print_beside(id_: str, language: str, format_: Format, overlays: list[str]) -> int:
    """Print the texts of a clause in English and in another language, side by side."""
    from tenderkit.cli.workbench import choose_texts, open_workbench
    from tenderkit.compare.edition_files import read_releases
    from tenderkit.formats.text import json
    from tenderkit.formats.text.translations import status as status_lines
    from tenderkit.translation.old_english import OldEnglish
    from tenderkit.translation.text_state import find_state

    bench = open_workbench(None, language, overlays)
    texts = choose_texts(bench.texts, bench.records, None, id_, ())
    states = {text.name: str(find_state(text, bench.records)) for text in texts}
    editions = read_releases() if "stale" in states.values() else []
    finder = OldEnglish(bench.data.library, language, editions)
    old = {t.name: before for t in texts if states[t.name] == "stale" and (before := finder.find(t))}
    if format_ == "json":
        rows = [
            {
                "id": t.id,
                "key": t.key,
                "english": t.english,
                "translation": t.translation,
                "state": states[t.name],
                "old-english": old.get(t.name),
            }
            for t in texts
        ]
        data = {"id": id_, "language": language, "texts": rows}
        envelope = json.build_envelope("clauses-show", data, (), ok=True)
        typer.echo(json.format_json(envelope), nl=False)
    else:
        width = measure_width(sys.stdout) if sys.stdout.isatty() else _WIDTH_OF_TWO
        typer.echo(status_lines.render_beside(texts, bench.records, old, width), nl=False)
    return 0


def _check_place(library: "Library", country: str | None, model: str | None) -> None:
    """Raise UsageProblem for a country or an acquisition model that the library does not know."""
    from tenderkit.library.reading.english_words import load_english
    from tenderkit.library.reading.refusals import suggest_word

    vocabulary, words = library.vocabulary, load_english()
    if country is not None and country.upper() not in vocabulary.words("countries"):
        fix = suggest_word(vocabulary, "countries", country, words)
        raise UsageProblem(f"there is no country “{country}”", fix)
    if model is not None and model not in vocabulary.words("acquisitions"):
        fix = suggest_word(vocabulary, "acquisitions", model, words)
        raise UsageProblem(f"there is no acquisition model “{model}”", fix)


def _parse_date(date: str | None) -> datetime.date:
    """Return the day whose law applies to the clause: `date`, or today if `date` is None.

    Raises UsageProblem if `date` is not a date such as `2027-01-15`.
    """
    if date is None:
        return datetime.datetime.now(tz=datetime.UTC).date()
    try:
        # fromisoformat reads weeks and dates without hyphens too, which no other command takes.
        return datetime.date.fromisoformat(date if re.fullmatch(r"(20\d\d|2100)-\d\d-\d\d", date) else "")
    except ValueError:
        fix = "Write year, month, day: 2027-01-15; the years are 2000 to 2100."
        raise UsageProblem(f"“{date}” is no date", fix) from None
