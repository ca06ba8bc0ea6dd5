# SPDX-License-Identifier: Apache-2.0
"""What is measured inside one process, with everything loaded: CPU seconds of every round, as JSON.

Run: python inside.py EXAMPLE FOLDER ROUNDS
"""

import datetime
import gc
import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docxtpl import DocxTemplate

from tenderkit.formats.excel.writer import write as workbook
from tenderkit.formats.word.read.form_fields import read_form
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.write.writer import write
from tenderkit.library.reading import shipped_data, text_files
from tenderkit.library.reading.library_reader import read_library
from tenderkit.lint.read_catalogue import read_catalogue
from tenderkit.lint.rule import apply_rules, load_rules
from tenderkit.papers import calendar_form, evaluation_form
from tenderkit.papers.annex.annex import compose
from tenderkit.papers.contract_calendar import build_calendars
from tenderkit.papers.evaluation import build_evaluation
from tenderkit.papers.response_form import compose_response_form
from tenderkit.purchase.reading import parse_purchase, validate_purchase
from tenderkit.selection.select import Selection, select

WHEN = datetime.datetime(2027, 1, 15, tzinfo=datetime.UTC)
WARM = 3


def interleaved(things: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """The CPU time of each thing in each round, after some rounds that do not count."""
    found: dict[str, list[float]] = {name: [] for name in things}
    for number in range(rounds + WARM):
        for name, thing in things.items():
            gc.collect()  # what one leaves behind is not counted against the next
            start = time.process_time()
            thing()
            spent = time.process_time() - start
            if number >= WARM:
                found[name].append(spent)
    return found


def selection_of(text: str, lots: int = 1, language: str = "en", **tender: Any) -> Selection:
    """The selection for a purchase file; its lots so many times over, its tender changed."""
    data = text_files.parse_toml(text, "purchase") | {"language": language}
    data["tender"] |= tender
    data["lots"] = data["lots"] * lots
    library = shipped_data.load_shipped_data().in_language(language).library
    return select(library, validate_purchase(data, "purchase", "toml"))


def annex_bytes(selection: Selection) -> bytes:
    """Compose and write."""
    shipped = shipped_data.load_shipped_data()
    return write(compose(selection, shipped.language(selection.purchase.language)), shipped.word_bases, WHEN)


def linted() -> float:
    """CPU seconds of reading the shipped library and applying every rule to it."""
    start = time.process_time()
    catalogue = read_catalogue(shipped_data.find_data_folder() / "clauses", (), [])
    assert catalogue is not None
    assert {finding.severity for finding in apply_rules(catalogue, load_rules())} <= {"info"}
    return time.process_time() - start


def main(example: str, folder: Path, rounds: int) -> dict[str, Any]:
    """P4, P9, P12 to P15."""
    text = shipped_data.list_example_purchases()[example].read_text(encoding="utf-8")
    template = str(folder / "template.docx")
    context = json.loads((folder / "data.json").read_text(encoding="utf-8"))
    kept = DocxTemplate(template)
    chosen = selection_of(text)

    def rendered(one: DocxTemplate) -> None:
        one.render(context)
        one.save(io.BytesIO())

    p4 = interleaved(
        {
            "ours": lambda: annex_bytes(chosen),
            "docxtpl, a new template each time": lambda: rendered(DocxTemplate(template)),
            "docxtpl, the same template again": lambda: rendered(kept),
        },
        rounds,
    )

    # As many lots as make about 35 clauses, and ten times as many; the largest set of clauses.
    one = len([p for part in selection_of(text, proportionality="full").lots for p in part.picks])
    times = max(1, round(35 / one))
    few, many = (selection_of(text, n, proportionality="full") for n in (times, 10 * times))

    def whole(purchase: Any) -> bytes:
        return annex_bytes(select(shipped_data.load_shipped_data().library, purchase))

    p9 = interleaved({"many": lambda: whole(many.purchase), "few": lambda: whole(few.purchase)}, rounds)
    # From the TOML files, as a checkout and a library on top are read, and as lint reads them.
    folders = {name: folder / name / "data" / "clauses" for name in ("once", "tenfold")}
    purchase = parse_purchase(text, example, "toml")
    p12 = interleaved(
        {name: lambda f=f: select(read_library(f), purchase) for name, f in folders.items()}, max(3, rounds // 6)
    )
    five = parse_purchase(
        shipped_data.list_example_purchases()["eu-five-lots"].read_text(encoding="utf-8"), "eu-five-lots", "toml"
    )
    lots = interleaved({"five": lambda: select(shipped_data.load_shipped_data().library, five)}, rounds)["five"]
    counts = {name: sum(len(part.picks) for part in s.parts) for name, s in (("few", few), ("many", many))}
    shipped = shipped_data.load_shipped_data()
    form = write(compose_response_form(compose(chosen, shipped.language("en"))), shipped.word_bases, WHEN)
    p13 = interleaved(
        {
            "ours": lambda: read_form(open_word(form, "form", digests=False)),
            "python-docx": lambda: docx.Document(io.BytesIO(form)),
        },
        rounds,
    )
    arabic = selection_of(text, language="ar")
    p14 = interleaved({"ar": lambda: annex_bytes(arabic), "en": lambda: annex_bytes(chosen)}, rounds)
    one_annex = compose(chosen, shipped.language("en"))

    evaluation = build_evaluation(one_annex)
    p15 = interleaved(
        {
            "annex": lambda: annex_bytes(chosen),
            "response": lambda: write(compose_response_form(one_annex), shipped.word_bases, WHEN),
            "evaluation": lambda: workbook(build_evaluation(one_annex), WHEN),
            "evaluation on paper": lambda: write(
                evaluation_form.compose(one_annex, evaluation), shipped.word_bases, WHEN
            ),
            "calendar": lambda: write(
                calendar_form.compose(one_annex, build_calendars(one_annex)), shipped.word_bases, WHEN
            ),
        },
        rounds,
    )
    return {
        "P4": p4,
        "P13": p13,
        "P14": p14,
        "P15": p15,
        "P9": p9,
        "P12": p12,
        "lint": linted(),
        "five lots": statistics.median(lots),
        "clauses": counts,
        "size": len(annex_bytes(chosen)),
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))))
