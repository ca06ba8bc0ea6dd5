# SPDX-License-Identifier: Apache-2.0
"""tenderkit: circular-economy and e-waste clauses for public ICT tenders.

Programs in Python build the papers of a purchase in the same steps as the command line:

    import tenderkit

    library = tenderkit.load_library()
    purchase = tenderkit.read_purchase("purchase.toml", library)
    papers = tenderkit.build(purchase, library, tenderkit.Options(papers=("annex", "response")))
    for name, content in papers.name_files("purchase").items():
        ...  # purchase.docx, purchase-response.docx, as bytes

Nothing is written, printed or read from the environment; only `load_library` and `read_purchase` read files, and only
a PDF runs a program (LibreOffice). All values are frozen, so they can be shared between threads and sent to other
processes, and the same purchase gives the same bytes in all of them. Faults in the input raise a `TenderkitError`,
whose `findings` hold all problems (the first 200 of a purchase), each with its place and what to do.

The map of the modules is the `README.md` of this folder; the command line is `tenderkit.cli`.
"""

__version__ = "0.2.0.dev0"
__all__ = [
    "Finding",
    "Library",
    "Options",
    "PaperFile",
    "Papers",
    "Purchase",
    "Selection",
    "TenderkitError",
    "build",
    "check",
    "load_library",
    "read_purchase",
    "select",
]

# Type checkers take this for true. `typing` is not imported for it: `--version` imports nothing.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    import os
    from collections.abc import Mapping
    from typing import Any

    from tenderkit.errors import TenderkitError
    from tenderkit.findings import Finding
    from tenderkit.library.reading.shipped_data import ShippedData as Library
    from tenderkit.pipeline import Options, PaperFile, Papers
    from tenderkit.purchase.purchase import Purchase
    from tenderkit.selection.selection import Selection

# The types above, by the module and the name that they are imported from when they are first asked for.
_TYPES = {
    "Finding": ("tenderkit.findings", "Finding"),
    "Library": ("tenderkit.library.reading.shipped_data", "ShippedData"),
    "Options": ("tenderkit.pipeline", "Options"),
    "PaperFile": ("tenderkit.pipeline", "PaperFile"),
    "Papers": ("tenderkit.pipeline", "Papers"),
    "Purchase": ("tenderkit.purchase.purchase", "Purchase"),
    "Selection": ("tenderkit.selection.selection", "Selection"),
    "TenderkitError": ("tenderkit.errors", "TenderkitError"),
}


def __getattr__(name: str) -> "Any":
    if name not in _TYPES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module, type_name = _TYPES[name]
    globals()[name] = value = getattr(import_module(module), type_name)
    return value


def __dir__() -> "list[str]":
    return sorted({*globals(), *__all__})


def load_library(*overlays: "str | os.PathLike[str]") -> "Library":
    """Load the shipped library, with your own libraries (overlays) on top of it.

    Parameters: `overlays`, folders with a `library.toml` each; where two overlays differ, the later one counts.
    Without overlays, the shipped library is read once for each process. Returns the library: clauses, jurisdictions,
    sources and questions, and the words and the look of the papers. `library.languages` holds the codes of the
    languages that papers can be in. Raises FileProblem where a folder does not exist, and InvalidInput with every
    problem in the files.
    """
    from os import fspath

    from tenderkit.library.reading.shipped_data import load_with_overlays

    return load_with_overlays([fspath(folder) for folder in overlays])


def read_purchase(
    source: "str | os.PathLike[str] | bytes | Mapping[str, Any]",
    library: "Library | None" = None,
    *,
    language: "str | None" = None,
    name: "str | None" = None,
) -> "Purchase":
    """Read a purchase file and validate it against the library.

    Parameters: `source`, the path of a TOML or JSON file (a `str` is a path), or the content of such a file as bytes,
    or a mapping of its keys to values, in which dates are `datetime.date` or text such as `2027-01-15`; `library`,
    the library, by default the shipped library; `language`, a language code such as `ar` that replaces the language
    in the file; `name`, the name of the purchase in findings, by default the path. Returns the purchase. Raises
    FileProblem where the file cannot be read, and InvalidInput with the first 200 problems of the content and the
    number of the others.
    """
    from collections.abc import Mapping
    from os import fspath
    from pathlib import Path

    from tenderkit.library.reading.text_files import decode_text, read_text
    from tenderkit.purchase.reading import parse_purchase, validate_purchase

    purchase: Purchase
    if isinstance(source, Mapping):
        purchase = validate_purchase(source, name or "purchase", "json", language, library)
        return purchase
    if isinstance(source, bytes):
        name = name or "purchase"
        text = decode_text(source, name)
        form = "json" if text.lstrip().startswith("{") else "toml"
    else:
        path = Path(fspath(source))
        name = name or str(path)
        text = read_text(path, name)
        form = "json" if path.suffix.lower() == ".json" else "toml"
    purchase = parse_purchase(text, name, form, language, library)
    return purchase


def select(
    purchase: "Purchase",
    library: "Library",
    *,
    name: "str | None" = None,
    today: "datetime.date | None" = None,
) -> "Selection":
    """Select the clauses for a purchase, with their texts in the language of the purchase.

    Parameters: `library`, the library that the purchase was validated against; `name`, the name of the purchase in
    findings; `today`, the day of the run, None to give no warning on a launch that is long ago. Returns the
    selection. For the whole tender and for each lot, it states whether each clause of the library is selected, by
    which rule and for which reason, and holds the selected clauses with their values. Raises InvalidInput where the
    authority's exclusions, inclusions or weights cannot be applied.
    """
    from tenderkit.pipeline import select_clauses

    return select_clauses(purchase, library, name, today)


def check(
    purchase: "Purchase",
    library: "Library",
    *,
    name: "str | None" = None,
    today: "datetime.date | None" = None,
) -> "tuple[Finding, ...]":
    """Find what gets a tender challenged: by all rules of `tenderkit check`, which `tenderkit check --list` names.

    Parameters: `library`, the library that the purchase was validated against; `name`, the name of the purchase in
    findings; `today`, the day of the run, None to leave out what depends on it. Returns the findings in the order of
    the purchase; what the authority accepted on the command line is among them. Raises InvalidInput where the
    authority's exclusions, inclusions or weights cannot be applied.
    """
    from tenderkit.checks.rule import load_rules
    from tenderkit.tender_check.purchase_check import check_purchase

    return check_purchase(purchase, library, load_rules(), name, today)


def build(
    purchase: "Purchase", library: "Library", options: "Options | None" = None, *, name: "str | None" = None
) -> "Papers":
    """Build the papers of a purchase.

    Parameters: `library`, the library that the purchase was validated against; `options`, which papers to build and
    how, by default the annex as a Word file; `name`, the name of the purchase in findings. Returns the papers:
    `papers.files` holds each file with its bytes, `papers.name_files("x")` maps file names (`x.docx`,
    `x-response.docx`) to bytes, and `papers.findings` holds the warnings. The date of creation in the files is the
    launch of the tender, unless `options.created` is set; the environment variable SOURCE_DATE_EPOCH counts on the
    command line only. Raises InvalidInput where the authority's choice of clauses or of weights cannot be applied,
    texts are not translated or final papers have gaps; UsageProblem for an unknown paper or format, and FileProblem
    where LibreOffice makes no PDF.
    """
    from tenderkit import pipeline

    return pipeline.build(purchase, library, options or pipeline.Options(), name)
