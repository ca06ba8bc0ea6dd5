# SPDX-License-Identifier: Apache-2.0
"""The options that several commands have, and the functions that read their values."""

import datetime
import os
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tenderkit.cli.completion import complete_examples, complete_languages, complete_papers
from tenderkit.papers.registry import ALL, USUAL, describe_papers

if TYPE_CHECKING:
    from tenderkit.library.clause import Clause
    from tenderkit.library.library import Library
    from tenderkit.library.reading.shipped_data import ShippedData

AnnexFormat = Literal["docx", "pdf", "md", "html", "json"]
InputFormat = Literal["toml", "json", "jsonl"]
TextOrJson = Literal["text", "json"]

AllowUntranslated = Annotated[
    bool,
    typer.Option("--allow-untranslated", help="Print in English, and mark, what the language has no text for."),
]
AnnexFormatOption = Annotated[
    AnnexFormat,
    typer.Option(
        "--format",
        help="The format of the annex and the notes; pdf needs LibreOffice. The response form is a Word file always. "
        "Text goes to stdout, the annex alone; -o writes all papers. json is one answer with the data of all.",
    ),
]
ExampleName = Annotated[
    str | None,
    typer.Option(
        "--example",
        metavar="NAME",
        autocompletion=complete_examples,
        help="Use a shipped example in place of a file.",
    ),
]
FromNotice = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="FILE",
        help="Begin with what a notice says: an eForms notice (XML) or an OCDS release (JSON); `-` reads stdin.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite files that exist.")]
InputFormatOption = Annotated[
    InputFormat | None,
    typer.Option(
        "--input-format",
        help="The format of the purchases; jsonl has one on each line, and is answered line by line. Guessed from "
        "name and content when absent.",
    ),
]
LanguageCode = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="CODE",
        autocompletion=complete_languages,
        help="Language, in place of that of the purchase file.",
    ),
]
ExplainRule = Annotated[
    str | None, typer.Option("--explain", metavar="RULE", help="Print the manual page of a rule.")
]
FailLevel = Annotated[
    Literal["error", "warn", "info", "never"],
    typer.Option("--fail-level", help="End with 1 where something this grave, or graver, is found."),
]
Locked = Annotated[
    bool,
    typer.Option(
        "--locked",
        help="Make nothing, and end with 6, where something differs from tenderkit.lock; the files have the same "
        "bytes on every machine.",
    ),
]
Check = Annotated[
    bool, typer.Option("--check", help="Write nothing, and end with 6 where a file is not as it would be built.")
]
OnError = Annotated[
    Literal["continue", "stop"],
    typer.Option("--on-error", help="In lines of JSON: go on after a line that fails, or end there."),
]
ListExamples = Annotated[bool, typer.Option("--list-examples", help="List the examples and stop.")]
ListRules = Annotated[bool, typer.Option("--list", help="List the rules.")]
OutputPath = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="PATH", help="The file to write, a folder for several, `-` for stdout."),
]
OriginalFile = Annotated[
    str | None,
    typer.Option(
        "--original",
        metavar="FILE",
        help="The file as it was made; when absent, each file is compared with what it records of itself.",
    ),
]
Overlays = Annotated[
    list[str] | None,
    typer.Option("--library", metavar="DIR", help="A library of your own on top of the shipped one. Repeatable."),
]
PageNumbers = Annotated[
    bool,
    typer.Option(
        "--page-numbers",
        help="Write page numbers into the contents of the annex as a Word file; needs LibreOffice. A PDF has them.",
    ),
]
PaperNames = Annotated[
    str | None,
    typer.Option(
        "--papers",
        metavar="NAMES",
        autocompletion=complete_papers,
        help=f"What to build, with commas between: {describe_papers()}; `{ALL}`, every paper. When absent: "
        f"{','.join(USUAL)}.",
    ),
]
Protect = Annotated[
    Literal["forms"] | None,
    typer.Option("--protect", help="Let only the fields of the paper `response` be changed, without a password."),
]
PurchaseFiles = Annotated[
    list[str] | None, typer.Argument(metavar="FILE...", help="Purchase files; `-` reads one from stdin.")
]
Reproducible = Annotated[
    bool, typer.Option("--reproducible", help="Write the same bytes on every machine (larger: not compressed).")
]
SavePurchase = Annotated[
    str | None,
    typer.Option(
        "--save-purchase",
        metavar="FILE",
        help="Write the example, or what --from gives, as a file to start from, and stop.",
    ),
]
TemplateFile = Annotated[
    str | None,
    typer.Option(
        "--template",
        metavar="FILE",
        help="A Word file of the authority (.docx, .dotx): its page size, headers, fonts and styles are kept.",
    ),
]
TextOrJsonOption = Annotated[TextOrJson, typer.Option("--format", help="How to print the result.")]
DataFolder = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="The folder with clauses/ and templates/ to work on, such as a checkout; when absent, that of this "
        "tenderkit.",
    ),
]


def find_clause(library: "Library", id_: str) -> "Clause":
    """Return the clause with this id.

    Raises UsageProblem, which suggests the nearest id, if there is no such clause.
    """
    from tenderkit.errors import UsageProblem
    from tenderkit.findings import suggest_nearest

    if id_ not in library.clauses:
        raise UsageProblem(f"there is no clause “{id_}”", suggest_nearest(id_, library.clauses))
    return library.clauses[id_]


def find_language(data: "ShippedData", code: str) -> "ShippedData":
    """Return the data in a language. Raises UsageProblem, which names all languages, if there is no such language."""
    check_language(data, code)
    return data.in_language(code)


def check_language(data: "ShippedData", code: str) -> None:
    """Raise UsageProblem, which names all languages, if there is no language with a code."""
    from tenderkit.errors import UsageProblem

    if code not in data.languages:
        raise UsageProblem(f"there is no language “{code}”", f"There are {', '.join(data.languages)}.")


def read_today(*, reproducible: bool = False) -> datetime.date | None:
    """Return the day of the run: that of SOURCE_DATE_EPOCH if it is set, else that of the clock.

    Parameters: `reproducible`, true where the clock must change nothing; then the day is None without the variable.
    """
    if (source_date := read_source_date()) is not None:
        return source_date.date()
    return None if reproducible else datetime.date.today()


def read_source_date() -> datetime.datetime | None:
    """Return the creation date for files from the environment variable SOURCE_DATE_EPOCH; None if it is not set.

    Raises UsageProblem if the variable is not a whole number of seconds since 1970, or out of range.
    """
    from tenderkit.errors import UsageProblem

    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        seconds = int(epoch)
        if seconds < 0:
            raise ValueError
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageProblem(
            f"SOURCE_DATE_EPOCH is “{epoch}”", "Set it to whole seconds since 1970, or unset it."
        ) from None
