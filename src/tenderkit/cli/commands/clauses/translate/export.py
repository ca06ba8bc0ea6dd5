# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses translate export`: the texts of the library as a table for translators."""

from typing import TYPE_CHECKING, Annotated

import typer

from tenderkit.cli.completion import complete_clauses, complete_kinds_of_texts, complete_languages
from tenderkit.cli.options import DataFolder, Force, find_clause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tenderkit.cli.workbench import Workbench
    from tenderkit.translation.table_row import TableRow


def export_texts(
    language: Annotated[
        str, typer.Option(metavar="CODE", autocompletion=complete_languages, help="The language to translate into.")
    ],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="The table: .po for programs, .xlsx for people.")
    ],
    theme: Annotated[
        str | None,
        typer.Option(
            metavar="THEME",
            autocompletion=complete_kinds_of_texts,
            help="Clauses of this theme; or frame, vocabulary, questions, buyer-steps, jurisdictions, sources.",
        ),
    ] = None,
    clause: Annotated[
        str | None, typer.Option(metavar="ID", autocompletion=complete_clauses, help="The texts of this clause.")
    ] = None,
    missing: Annotated[bool, typer.Option("--missing", help="Texts that have no translation.")] = False,
    stale: Annotated[bool, typer.Option("--stale", help="Texts whose English has changed since.")] = False,
    force: Force = False,
    folder: DataFolder = None,
) -> int:
    """Write a table of texts for translators. With what the memory of the language proposes, marked as proposed."""
    from pathlib import Path

    from tenderkit.cli.messages import print_line
    from tenderkit.cli.output import check_target, write_file
    from tenderkit.cli.workbench import choose_texts, open_workbench
    from tenderkit.compare.edition_files import read_releases
    from tenderkit.errors import UsageProblem
    from tenderkit.findings import suggest_nearest
    from tenderkit.translation.library_text import list_kinds
    from tenderkit.translation.memory import TranslationMemory
    from tenderkit.translation.old_english import OldEnglish
    from tenderkit.translation.table_row import make_rows

    target = Path(output)
    if target.suffix not in (".po", ".xlsx"):
        raise UsageProblem(f"“{output}” ends neither with .po nor with .xlsx", "Name the file so.")
    check_target(target, force=force)
    bench = open_workbench(folder, language)
    library = bench.data.library
    if theme is not None and theme not in list_kinds(library):
        raise UsageProblem(f"there is no theme “{theme}”", suggest_nearest(theme, list_kinds(library)))
    if clause is not None:
        find_clause(library, clause)
    states = [word for word, is_wanted in (("missing", missing), ("stale", stale)) if is_wanted]
    texts = choose_texts(bench.texts, bench.records, theme, clause, states)
    memory, old = TranslationMemory(bench.texts), OldEnglish(library, language, read_releases())
    rows = list(make_rows(texts, bench.records, memory, old))
    write_file(target, _write_table(rows, bench, target.suffix), force=force)
    proposed = sum(row.state == "proposed" for row in rows)
    print_line(f"{target}: {len(rows)} texts, {proposed} of them with a translation that is only proposed")
    return 0


def _write_table(rows: "Sequence[TableRow]", bench: "Workbench", suffix: str) -> bytes:
    if suffix == ".po":
        from tenderkit.formats.text.translations.po import write_translation_po

        return write_translation_po(rows, bench.language).encode()
    from tenderkit.formats.excel.tables.translation_sheet import write_translation_sheet

    return write_translation_sheet(rows, bench.language, rtl=bench.data.language(bench.language).rtl)
