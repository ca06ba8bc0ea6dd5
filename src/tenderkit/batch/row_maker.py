# SPDX-License-Identifier: Apache-2.0
"""Make the papers of one purchase of a table, in any process."""

import gc
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tenderkit import __version__
from tenderkit.batch.purchase_rows import PurchaseReader, PurchaseRows, TableShape, locate_findings
from tenderkit.errors import FileProblem, InvalidInput, TenderkitError, problem_of
from tenderkit.findings import Finding
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.reading.shipped_data import ShippedData, load_with_overlays
from tenderkit.papers.registry import list_files, name_file
from tenderkit.pipeline import Options, Papers, draft_papers
from tenderkit.purchase.reading import validate_purchase
from tenderkit.whole_files import write_files

if TYPE_CHECKING:
    from tenderkit.formats.word.write.template import WordTemplate
    from tenderkit.purchase.purchase import Purchase

# Objects between two runs of the garbage collector: those of a few purchases.
_COLLECT_AFTER = 50_000
MADE, FAILED = "made", "failed"
# The rule of the finding on a file that is not overwritten.
CHANGED = "changed-file"


@frozen_dataclass
class BatchSettings:
    """What all purchases of a batch are made with.

    `folder`: where the files go; `overlays`: the authority's libraries; `options`: the papers and how they are built,
    without a template; `language`: used in place of that of the purchases, None for none; `shape`: the shape of the
    table; `template`: the content of the authority's Word template, None for none, and `template_name` its path.
    """

    folder: Path
    overlays: tuple[str, ...]
    options: Options
    language: str | None
    shape: TableShape
    template: bytes | None = None
    template_name: str = ""

    def compute_digest(self) -> str:
        """Return the SHA-256, in hexadecimal digits, of what decides on the papers of a purchase besides its rows."""
        words = [__version__, load_library(self.overlays).digest, self.language]
        template = None if self.template is None else hashlib.sha256(self.template).hexdigest()
        text = json.dumps([*words, template, sorted(vars(self.options).items())], default=str)
        return hashlib.sha256(text.encode()).hexdigest()


@frozen_dataclass
class RowResult:
    """What became of a purchase: `made` or `failed`, its files by name with size and SHA-256, and what was found.

    `contents`: the content of each file, in their order; empty once they are written. `removed`: how many files of an
    earlier run were removed; `open_points`: how many open points the annex has.
    """

    status: str
    files: tuple[tuple[str, int, str], ...]
    findings: tuple[dict[str, Any], ...]
    contents: tuple[bytes, ...] = ()
    removed: int = 0
    open_points: int = 0


def prepare_process(overlays: tuple[str, ...]) -> None:
    """Load the library for all purchases that this process makes; none of it is garbage.

    Almost nothing of a purchase needs the collector either, which by itself would run dozens of times for each.
    """
    load_library(overlays)
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)
    gc.enable()


@cache
def load_library(overlays: tuple[str, ...]) -> ShippedData:
    """Load the library with overlays, once for each process."""
    return load_with_overlays(list(overlays))


def make_papers(purchase: PurchaseRows, guarded: Sequence[str], settings: BatchSettings) -> RowResult:
    """Make and write the papers of a purchase; all that is wrong with it is in its result. Raises FileProblem.

    Parameters: `guarded`, as in `write_row`.
    """
    return write_row(purchase, draft_row(purchase, settings), guarded, settings)


def write_row(
    purchase: PurchaseRows, result: RowResult, guarded: Sequence[str], settings: BatchSettings
) -> RowResult:
    """Write the files of a result, and return it without their contents.

    Where the purchase failed, files of an earlier run with its names are removed. Parameters: `guarded`, the names of
    files that are neither overwritten nor removed: the purchase fails where it has other bytes for one. Raises
    FileProblem where a file cannot be written, because nothing can be written for the purchases after it either; and
    where a name is none of the purchase in the folder.
    """
    allowed = [name for name in name_row_files(str(purchase.id), settings.options) if Path(name).name == name]
    if not allowed or any(name not in allowed for name, _, _ in result.files):
        fix = "The table may have changed during the run: go on with --resume."
        raise FileProblem(settings.folder, "a purchase has files with names that were not checked", fix)
    hashes = {name: sha256 for name, _, sha256 in result.files if name in guarded}
    changed = [name for name, sha256 in hashes.items() if sha256 != _hash_file(settings.folder / name)]
    if changed:
        result = _refuse_changed(purchase, changed, settings)
    if result.status == FAILED:
        gone = [name for name in allowed if name not in guarded]
        return replace(result, removed=remove_files(gone, settings.folder))
    names = (name for name, _, _ in result.files)
    write_files(
        [(settings.folder / name, content) for name, content in zip(names, result.contents, strict=True)], force=True
    )
    return replace(result, contents=())


def draft_row(purchase: PurchaseRows, settings: BatchSettings) -> RowResult:
    """Make the papers of a purchase and write none; all that is wrong with it is in its result."""
    reader: PurchaseReader | None = None
    try:
        reader = PurchaseReader(settings.shape, purchase, settings.language)
        papers = _build_papers(reader, settings)
        contents = papers.name_files(str(purchase.id))
        files = tuple((name, len(content), hashlib.sha256(content).hexdigest()) for name, content in contents.items())
        findings = tuple(locate_findings(papers.findings, reader))
        points = len(papers.annex.open_points)
        return RowResult(MADE, files, findings, tuple(contents.values()), open_points=points)
    except Exception as error:
        return RowResult(FAILED, (), tuple(_locate_problems(problem_of(error, ""), reader, settings.shape)))


def _locate_problems(
    problem: TenderkitError, reader: PurchaseReader | None, shape: TableShape
) -> list[dict[str, Any]]:
    """Return the findings of a problem after those of the cells; without a reader, no cell is known."""
    if reader is None:
        return [{**finding.as_json(), "sheet": shape.sheet, "cell": None} for finding in problem.findings]
    cells = reader.problems
    return locate_findings((*cells, *(finding for finding in problem.findings if finding not in cells)), reader)


def _build_papers(reader: PurchaseReader, settings: BatchSettings) -> Papers:
    """Validate the content of the rows and build the papers. Raises InvalidInput with the problems of cells, too."""
    data = load_library(settings.overlays)
    problems: list[Finding] = list(reader.problems)
    if not reader.is_understood:
        raise InvalidInput(problems)
    purchase: Purchase | None = None
    try:
        purchase = validate_purchase(reader.content, "", "json", settings.language, data)
    except InvalidInput as error:
        problems += _leave_out_repeated(error.findings, problems)
    if problems or purchase is None:
        raise InvalidInput(problems)
    template = None if settings.template is None else _read_template(settings.template, settings.template_name)
    return draft_papers(purchase, data, replace(settings.options, template=template))


@cache
def _read_template(content: bytes, name: str) -> "WordTemplate":
    from tenderkit.formats.word.write.template import read_template

    return read_template(content, name)


def _leave_out_repeated(findings: Sequence[Finding], problems: Sequence[Finding]) -> list[Finding]:
    """Return findings without those on keys whose cells have a problem: there the value is only missing."""
    keys = {problem.place.key for problem in problems}
    return [finding for finding in findings if finding.place.key not in keys]


def name_row_files(id_: str, options: Options) -> list[str]:
    """Return the names of all files that a purchase can have."""
    return [name_file(paper, ending, id_) for paper, ending in list_files(options.papers, options.format)]


def _hash_file(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise FileProblem(path, f"cannot be read: {error.strerror or error}") from None


def _refuse_changed(purchase: PurchaseRows, names: Sequence[str], settings: BatchSettings) -> RowResult:
    """Return the result of a purchase whose files would overwrite others."""
    message = f"{', '.join(names)} in the folder is not as this batch has made it, and is not overwritten"
    fix = "Move it away, and go on with --resume; or overwrite all with --force."
    reader = PurchaseReader(settings.shape, purchase, settings.language)
    return RowResult(FAILED, (), tuple(locate_findings([Finding(CHANGED, message, fix)], reader)))


def remove_files(names: Sequence[str], folder: Path) -> int:
    """Remove those of some files that are there, and return how many these were. Raises FileProblem."""
    removed = 0
    for name in names:
        path = folder / name
        try:
            path.unlink()
            removed += 1
        except FileNotFoundError:
            continue
        except OSError as error:
            raise FileProblem(path, f"cannot be removed: {error.strerror or error}") from None
    return removed
