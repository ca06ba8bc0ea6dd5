# SPDX-License-Identifier: Apache-2.0
"""Read the two sides of a comparison: purchase files, annexes, libraries and their releases."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tenderkit.compare.state import ComparedState
from tenderkit.errors import FileProblem, InvalidInput, TenderkitError, UsageProblem, problem_of
from tenderkit.findings import Finding, Place, suggest_nearest
from tenderkit.library.library import ENGLISH

if TYPE_CHECKING:
    from tenderkit.compare.edition import Edition
    from tenderkit.library.reading.shipped_data import ShippedData

SHIPPED = "shipped"
_KINDS = {"library": "a library", "purchase": "a purchase file", "annex": "an annex"}


def read_sides(old: str, new: str, language: str | None, data: "ShippedData") -> tuple[ComparedState, ComparedState]:
    """Return the two sides of a comparison.

    Each is a purchase file, an annex, the folder of a library, a release of the library or `shipped`. Parameters:
    `language`, in place of that of purchase files; `data`, the library with which purchases are read. Raises one
    error with the problems of both sides; UsageProblem where the two are not of the same kind.
    """
    from tenderkit.cli.inputs import raise_problems

    if old == new == "-":
        raise UsageProblem("stdin is named twice", "It can be read once.")
    sides: list[ComparedState] = []
    problems: list[TenderkitError] = []
    for side in (old, new):
        try:
            sides.append(_read_side(side, language, data))
        except Exception as error:
            problems.append(problem_of(error, "stdin" if side == "-" else side))
    raise_problems(problems)
    kinds = [_KINDS[state.kind] for state in sides]
    if kinds[0] != kinds[1]:
        fix = (
            "Name two purchase files, two annexes, or two libraries; `tenderkit build` makes the annex of a purchase."
        )
        raise UsageProblem(f"{kinds[0]} cannot be compared with {kinds[1]}", fix)
    return sides[0], sides[1]


def _read_side(side: str, language: str | None, data: "ShippedData") -> ComparedState:
    from tenderkit.compare.edition_files import list_releases, read_folder, read_release, read_shipped_edition

    path = Path(side)
    if side != "-" and path.is_dir():
        return _make_library(read_folder(path, side, data.library), side, data, path)
    if side == SHIPPED:
        return _make_library(read_shipped_edition(data.library), SHIPPED, data)
    if not path.exists() and side in (releases := list_releases()):
        return _make_library(read_release(releases[side]), side, data)
    if path.suffix.lower() == ".docx":
        return _read_annex(side, data)
    if side != "-" and not path.exists():
        known = (SHIPPED, *list_releases())
        fix = suggest_nearest(side, known) or f"Name a file or folder, {' or '.join(known)}."
        raise FileProblem(side, "is not there", fix)
    return _read_purchase(side, language, data)


def _make_library(edition: "Edition", name: str, data: "ShippedData", folder: Path | None = None) -> ComparedState:
    from tenderkit.compare.edition import make_library_state
    from tenderkit.compare.edition_files import list_themes

    return replace(make_library_state(edition, name), themes=list_themes(folder, data.library))


def _read_purchase(side: str, language: str | None, data: "ShippedData") -> ComparedState:
    from tenderkit.cli.inputs import raise_problems, read_purchases, read_sources
    from tenderkit.compare.printed_state import make_purchase_state
    from tenderkit.pipeline import select_clauses

    sources, problems = read_sources([side], None, None)
    raise_problems(problems)
    purchase = read_purchases(sources, language, [], data)[0]
    selection = select_clauses(purchase, data, sources[0].name)
    return make_purchase_state(selection, data.language(purchase.prevailing_language), sources[0].name)


def _read_annex(side: str, data: "ShippedData") -> ComparedState:
    from tenderkit.cli.word_files import read_content
    from tenderkit.compare.annex_state import make_annex_state, make_unrecorded_state
    from tenderkit.formats.word.read.own_annex import read_own_annex, read_unrecorded_clauses
    from tenderkit.tender_check.opened_document import open_document

    opened = open_document(read_content(side), side)
    annex = read_own_annex(opened.word, opened.document, words=True) if opened.word else None
    if annex is None and opened.word and (clauses := read_unrecorded_clauses(opened.word)):
        return make_unrecorded_state(clauses, side)
    if annex is None or not annex.clauses:
        message = "holds no record of its clauses: tenderkit did not make it"
        raise InvalidInput([Finding("no-record", message, "Compare the purchase files.", place=Place(side))])
    code = annex.record.language
    return make_annex_state(annex, data.library, data.language(code if code in data.languages else ENGLISH), side)
