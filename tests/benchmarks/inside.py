# SPDX-License-Identifier: Apache-2.0
"""Measure inside one process, with everything loaded: CPU seconds of every round, as JSON.

Run: python inside.py FOLDER ROUNDS P4,P9

The folder holds what `bench.py` prepares: the templates for docxtpl, and the libraries `single` and `tenfold`.
"""

import datetime
import gc
import io
import json
import os
import re
import statistics
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import purchases
from docxtpl import DocxTemplate

from tenderkit.checks.documents.rule import load_rules as load_document_rules
from tenderkit.formats.word.read.form_fields import read_form
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.write.writer import write
from tenderkit.library.reading.library_reader import read_library
from tenderkit.library.reading.shipped_data import find_data_folder, load_shipped_data
from tenderkit.lint.read_catalogue import read_catalogue
from tenderkit.lint.rule import apply_rules, load_rules
from tenderkit.papers import evaluation_form
from tenderkit.papers.annex.annex import Annex, compose
from tenderkit.papers.calendar import calendar_form
from tenderkit.papers.calendar.contract_calendar import build_calendars
from tenderkit.papers.evaluation import build_evaluation
from tenderkit.papers.notes.notes import compose_notes
from tenderkit.papers.paper import Paper
from tenderkit.papers.response_form import compose_response_form
from tenderkit.purchase.purchase import Purchase
from tenderkit.purchase.reading import validate_purchase
from tenderkit.selection.select import select
from tenderkit.selection.selection import Selection
from tenderkit.tender_check.document_check import check_document

WHEN = datetime.datetime(2027, 1, 15, tzinfo=datetime.UTC)
WARM = 3
TEXT, BODY = "word/document.xml", b"<w:body>"
# The parts in which tenderkit records how it made a file, and what names these parts in others.
RECORDS = ("customXml/", "docProps/custom.xml")
RECORD_NAMES = re.compile(rb"<(?:Relationship|Override)\b[^>]*(?:customXml|docProps/custom\.xml)[^>]*/>")
# The clauses of the shorter annex for P9; the longer one has ten times as many.
FEW = 35

Times = dict[str, list[float]]


def interleave(tasks: Mapping[str, Callable[[], object]], rounds: int) -> Times:
    """Return the CPU time of each task in each round, after some rounds that do not count."""
    times: Times = {name: [] for name in tasks}
    for number in range(rounds + WARM):
        for name, task in tasks.items():
            gc.collect()  # what one leaves behind is not counted against the next
            start = time.process_time()
            task()
            spent = time.process_time() - start
            if number >= WARM:
                times[name].append(spent)
    return times


def make_figure(name: str, title: str, against: str, times: Times) -> dict[str, Any]:
    """Return a figure from the times of `ours` and `theirs`."""
    return {"name": name, "title": title, "against": against, "ours": times["ours"], "theirs": times["theirs"]}


def make_purchase(name: str, lots: int = 1, **tender: Any) -> Purchase:
    """Return a purchase made from a shipped example; for the parameters see `purchases.read_example`."""
    purchase: Purchase = validate_purchase(purchases.read_example(name, lots, **tender), name, "toml")
    return purchase


def select_clauses(purchase: Purchase) -> Selection:
    """Select the clauses, with their texts in the language of the purchase."""
    return select(load_shipped_data().in_language(purchase.prevailing_language).library, purchase)


def compose_annex(selection: Selection) -> Annex:
    """Compose the annex in the language of the purchase."""
    return compose(selection, load_shipped_data().language(selection.purchase.prevailing_language))


def write_paper(paper: Paper) -> bytes:
    """Write a Word file."""
    return write(paper, load_shipped_data().word_bases, WHEN)


def build_annex(purchase: Purchase) -> bytes:
    """Select, compose and write."""
    return write_paper(compose_annex(select_clauses(purchase)))


def measure_annexes(folder: Path, rounds: int) -> list[dict[str, Any]]:
    """Measure P4: an annex, against the faster of two ways to render it with docxtpl."""
    figures = []
    for name, changes in purchases.CHANGES.items():
        purchase = make_purchase(name, **changes)
        template = str(folder / name / "template.docx")
        context = json.loads((folder / name / "data.json").read_text(encoding="utf-8"))
        opened = DocxTemplate(template)

        def render(template: DocxTemplate, context: dict[str, Any] = context) -> None:
            template.render(context)
            template.save(io.BytesIO())

        times = interleave(
            {
                "ours": lambda purchase=purchase: build_annex(purchase),
                "docxtpl, a new template each time": lambda path=template: render(DocxTemplate(path)),
                "docxtpl, the same template again": lambda opened=opened: render(opened),
            },
            rounds,
        )
        fastest = min((way for way in times if way != "ours"), key=lambda way: statistics.median(times[way]))
        title = f"select, compose and write {name}, warm"
        figures.append(make_figure(f"P4 {name}", title, fastest, {**times, "theirs": times[fastest]}))
    return figures


def measure_growth(folder: Path, rounds: int) -> list[dict[str, Any]]:
    """Measure P9: an annex of many clauses against one of few; both have as many lots as it takes."""
    in_a_lot = len(select_clauses(make_purchase(purchases.SMALL, **purchases.ALL_CLAUSES)).lots[0].picks)
    lots = max(1, round(FEW / in_a_lot))
    few, many = (make_purchase(purchases.SMALL, n, **purchases.ALL_CLAUSES) for n in (lots, 10 * lots))
    counts = [sum(len(part.picks) for part in select_clauses(purchase).parts) for purchase in (many, few)]
    times = interleave({"ours": lambda: build_annex(many), "theirs": lambda: build_annex(few)}, rounds)
    return [make_figure("P9", f"annex of {counts[0]} clauses", f"of {counts[1]}", times)]


def measure_libraries(folder: Path, rounds: int) -> list[dict[str, Any]]:
    """Measure P12: read a library from its TOML files and select, ten times as many clauses against the library."""
    purchase = make_purchase(purchases.SMALL)
    ours, theirs = (folder / size / "data" / "clauses" for size in ("tenfold", "single"))
    times = interleave(
        {
            "ours": lambda: select(read_library(ours), purchase),
            "theirs": lambda: select(read_library(theirs), purchase),
        },
        max(3, rounds // 6),
    )
    return [make_figure("P12", "read TOML and select, ten times the library", "the library", times)]


def measure_form(folder: Path, rounds: int) -> list[dict[str, Any]]:
    """Measure P13: read the answers of a response form, against opening it with python-docx."""
    form = write_paper(compose_response_form(compose_annex(select_clauses(make_purchase(purchases.SMALL)))))
    times = interleave(
        {
            "ours": lambda: read_form(open_word(form, "form", digests=False)),
            "theirs": lambda: docx.Document(io.BytesIO(form)),
        },
        rounds,
    )
    return [make_figure("P13", f"read the answers of {purchases.SMALL}", "python-docx opens it", times)]


def measure_arabic(folder: Path, rounds: int) -> list[dict[str, Any]]:
    """Measure P14: the annex in Arabic against the annex in English."""
    purchase = make_purchase(purchases.SMALL)
    arabic, english = (select_clauses(replace(purchase, language=code)) for code in ("ar", "en"))
    times = interleave(
        {
            "ours": lambda: write_paper(compose_annex(arabic)),
            "theirs": lambda: write_paper(compose_annex(english)),
        },
        rounds,
    )
    return [make_figure("P14", f"{purchases.SMALL} in Arabic, warm", "in English", times)]


def measure_papers(folder: Path, rounds: int) -> Times:
    """Measure P15: the times to make each Word paper, by its name; the files are written to the folder `papers`."""
    selection = select_clauses(make_purchase(purchases.SMALL))
    annex = compose_annex(selection)
    papers = {
        "annex": lambda: write_paper(compose_annex(selection)),
        "response": lambda: write_paper(compose_response_form(annex)),
        "notes": lambda: write_paper(compose_notes(annex)),
        "evaluation": lambda: write_paper(evaluation_form.compose(annex, build_evaluation(annex))),
        "calendar": lambda: write_paper(calendar_form.compose(annex, build_calendars(annex))),
    }
    (folder / "papers").mkdir()
    for name, make_paper in papers.items():
        (folder / "papers" / f"{name}.docx").write_bytes(make_paper())
    return interleave(papers, rounds)


def measure_lint() -> float:
    """Return the CPU seconds of reading the shipped library and applying every rule to it."""
    start = time.process_time()
    catalogue = read_catalogue(find_data_folder() / "clauses", (), [])
    assert catalogue is not None
    assert {finding.severity for finding in apply_rules(catalogue, load_rules())} <= {"info"}
    return time.process_time() - start


def measure_selection(folder: Path, rounds: int) -> list[dict[str, Any]]:
    """Measure P18: the selection of the clauses of five lots, against a Python that does nothing."""
    purchase = make_purchase("eu-five-lots")
    times: Times = {"ours": [], "theirs": []}
    for number in range(rounds + WARM):
        gc.collect()
        start = time.process_time()
        select_clauses(purchase)
        spent = time.process_time() - start
        process = os.posix_spawn(sys.executable, [sys.executable, "-c", "pass"], os.environ)
        _, _, usage = os.wait4(process, 0)
        if number >= WARM:
            times["ours"].append(spent)
            times["theirs"].append(usage.ru_utime + usage.ru_stime)
    return [make_figure("P18", f"select {len(purchase.lots)} lots, warm", "python -c pass", times)]


def rewrite_parts(content: bytes, rewrite: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return a Word file with other parts.

    Parameters: `rewrite`, a function that takes the name and the content of a part and returns its new content; None
    to leave the part out.
    """
    rewritten = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (part := rewrite(name, old.read(name))) is not None:
                new.writestr(name, part)
    return rewritten.getvalue()


def repeat_text(content: bytes, times: int) -> bytes:
    """Return a Word file whose text is there several times, one behind the other."""

    def repeat(name: str, part: bytes) -> bytes:
        if name != TEXT:
            return part
        start, end = part.index(BODY) + len(BODY), part.rindex(b"<w:sectPr")
        return part[:start] + part[start:end] * times + part[end:]

    return rewrite_parts(content, repeat)


def edit_text(content: bytes) -> bytes:
    """Return a Word file with one more paragraph; only an edited annex is compared with the record of its words."""
    added = BODY + b"<w:p><w:r><w:t>Annex to the contract.</w:t></w:r></w:p>"
    return rewrite_parts(content, lambda name, part: part.replace(BODY, added, 1) if name == TEXT else part)


def remove_record(content: bytes) -> bytes:
    """Return a Word file without the record of how tenderkit made it, as a file of other authors."""

    def remove(name: str, part: bytes) -> bytes | None:
        if name.startswith(RECORDS):
            return None
        return RECORD_NAMES.sub(b"", part) if name.endswith((".rels", "[Content_Types].xml")) else part

    return rewrite_parts(content, remove)


def check_word(content: bytes) -> object:
    """Find the faults of a Word file."""
    return check_document(content, "annex.docx", load_shipped_data(), load_document_rules())


def measure_check(folder: Path, rounds: int) -> list[dict[str, Any]]:
    """Measure P19: the check of a Word file, against opening it with python-docx."""
    annex = build_annex(make_purchase(purchases.LARGE))
    times = interleave(
        {"ours": lambda: check_word(annex), "theirs": lambda: docx.Document(io.BytesIO(annex))},
        rounds,
    )
    return [make_figure("P19", "check 14 pages", "python-docx opens them", times)]


def measure_long_check(folder: Path, rounds: int) -> list[dict[str, Any]]:
    """Measure P20: the check of a Word file of 500 pages, against 14 pages of the same text.

    Once an annex that was edited, with each clause 36 times, and once a file that tenderkit has no record of.
    """
    annex = build_annex(make_purchase(purchases.LARGE))
    figures = []
    for kind, short in (("own", edit_text(annex)), ("foreign", remove_record(annex))):
        long = repeat_text(short, 36)
        tasks = {"ours": lambda long=long: check_word(long), "theirs": lambda short=short: check_word(short)}
        times = interleave(tasks, max(3, rounds // 6))
        figures.append(make_figure(f"P20 {kind}", f"check 500 pages, {kind}", "14 pages", times))
    return figures


MEASURES = {
    "P4": measure_annexes,
    "P9": measure_growth,
    "P12": measure_libraries,
    "P13": measure_form,
    "P14": measure_arabic,
    "P18": measure_selection,
    "P19": measure_check,
    "P20": measure_long_check,
}


def main(folder: Path, rounds: int, wanted: list[str]) -> dict[str, Any]:
    """Measure the figures with the ids in `wanted`; P15 is given as the times of all papers."""
    figures = [figure for id_, measure in MEASURES.items() if id_ in wanted for figure in measure(folder, rounds)]
    facts: dict[str, object] = {}
    if "P12" in wanted:
        facts["lint of the whole library, seconds"] = round(measure_lint(), 2)
    papers = measure_papers(folder, rounds) if "P15" in wanted else {}
    return {"figures": figures, "facts": facts, "papers": papers}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split(","))))
