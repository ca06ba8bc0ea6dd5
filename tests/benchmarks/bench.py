# SPDX-License-Identifier: Apache-2.0
"""Measure the figures that we publish, as ratios in one run; a loss is published too.

Run: python tests/benchmarks/bench.py [--rounds 9] [--json FILE] [--only P3,P4]

Everything runs from the wheel in a clean environment (`environment.py`), the rounds of what is compared by turns. The
figures are CPU time, user and system, those of the interview (P11) the time that somebody waits; a ratio is the
median of those of the rounds. Ratios carry over to other machines, milliseconds do not. The program ends with 1 where
a figure is above its limit.
"""

import argparse
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any

import environment
import interview
import pages
import purchases
import workbook

from tenderkit.errors import FileProblem
from tenderkit.formats.libreoffice.conversion import PdfSource, find_program, open_libreoffice

HERE = Path(__file__).parent
WARM = 2
_BATCH = 200
# Purchases for two processes: with few of them the start of each process is most of the time.
_LONG_BATCH = 1_000
# What a Python without tenderkit does, twice, to tell what two processes at once gain on this machine.
_PLAIN_WORK = "known = {}\nfor number in range(10**7): known[number % 1000] = str(number)"
# The limit that holds for each figure, and the goal: ratios ours to theirs. Those of P3, P4 and of the workbook (P15)
# were set anew when the papers became half as long: what the length does not change (a Python with its imports,
# selection, the base file, the marks of each clause, the Word form that comes with the workbook) weighs more against
# docxtpl and XlsxWriter, which only write ready text.
LIMITS = {
    "P1": (1.5, 1.15),
    "P2": (16, 8),
    f"P3 {purchases.SMALL}": (1.45, 0.9),
    f"P3 {purchases.LARGE}": (1.55, 0.9),
    f"P4 {purchases.SMALL}": (0.6, 0.35),
    f"P4 {purchases.LARGE}": (0.9, 0.35),
    "P5": (1 / 3, 1 / 6),
    "P6": (1 / 1.7, 1 / 1.9),
    "P8": (2, 1.25),
    "P9": (10, 7),
    "P10": (3, 1.5),
    "P11 first": (1, 0.6),
    "P11 next": (1.2, 1),
    "P11 lots-1": (1.2, 1),
    "P11 lots-5": (1.2, 1),
    "P12": (12, 10),
    "P13": (1.5, 1.2),
    "P14": (1.4, 1.2),
    "P15 page": (1.2, 1),
    "P15 workbook": (3, 1.5),
    "P16": (2, 1.2),
    "P18": (2.5, 2),
    "P19": (18, 12),
    "P20 own": (31, 28),
    "P20 foreign": (36, 32),
    "P21": (2, 1.5),
}
IDS = tuple(dict.fromkeys(name.split()[0] for name in LIMITS))
# Measured in one process with everything loaded (`inside.py`).
INSIDE = {"P4", "P9", "P12", "P13", "P14", "P15", "P18", "P19", "P20"}


@dataclass(frozen=True)
class Figure:
    """A comparison: the CPU seconds of each round, ours and theirs; `name` is that of its limits."""

    name: str
    title: str
    against: str
    ours: Sequence[float]
    theirs: Sequence[float]

    @property
    def ratio(self) -> float:
        """Ours to theirs, round by round; the median, so that a machine that slows down does not count."""
        return statistics.median(ours / theirs for ours, theirs in zip(self.ours, self.theirs, strict=True))

    @property
    def verdict(self) -> str:
        """Whether the figure holds."""
        must, goal = LIMITS[self.name]
        return "LOSS" if self.ratio > must else "ok" if self.ratio > goal else "ok, goal"


@dataclass(frozen=True)
class Command:
    """A command line to measure, with its environment and the folder that it runs in."""

    line: Sequence[str]
    env: Mapping[str, str]
    folder: Path

    def run(self) -> float:
        """Run the command, and return its CPU seconds. Fails where the command does."""
        return self._wait_for(self._start())

    def run_two(self) -> float:
        """Run the command twice at once, and return the CPU seconds of both. Fails where the command does."""
        return sum([self._wait_for(process) for process in (self._start(), self._start())])

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.line, cwd=self.folder, env=dict(self.env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def _wait_for(self, process: subprocess.Popen[bytes]) -> float:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, self.line
        return usage.ru_utime + usage.ru_stime


@dataclass(frozen=True)
class Place:
    """Where everything is measured: a folder, and in it the programs of the clean environment."""

    folder: Path
    programs: Path

    @property
    def env(self) -> dict[str, str]:
        """The environment variables of all commands."""
        return {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV", "TENDERKIT"))}

    def python(self, *line: str, **env: str) -> Command:
        """Return a command of the Python of the environment."""
        return Command([str(self.programs / "python"), *line], self.env | env, self.folder)

    def tenderkit(self, *line: str) -> Command:
        """Return a command of tenderkit."""
        return Command([str(self.programs / "tenderkit"), *line], self.env, self.folder)


def prepare_purchases(place: Place) -> None:
    """Write the purchase files, build their annexes, and make a template and data for docxtpl from each."""
    for name, changes in purchases.CHANGES.items():
        purchases.write_purchase(place.folder / f"{name}.json", purchases.read_example(name, **changes))
        (place.folder / name).mkdir()
        place.tenderkit("build", f"{name}.json", "--papers", "annex", "-o", f"{name}/annex.docx").run()
        place.python(str(HERE / "yardstick.py"), f"{name}/annex.docx", name).run()


def prepare_workbook(place: Place) -> None:
    """Build an evaluation workbook, and write its cells to a file for the plain script."""
    place.tenderkit("build", f"{purchases.SMALL}.json", "--papers", "evaluation", "-o", "made.xlsx").run()
    (made,) = place.folder.glob("made*.xlsx")
    cells = workbook.read_cells(made)
    (place.folder / "cells.json").write_text(json.dumps(cells), encoding="utf-8")
    place.python(str(HERE / "workbook.py"), "cells.json", "plain.xlsx").run()
    assert workbook.read_cells(place.folder / "plain.xlsx") == cells, "the script does not write the same cells"


def list_pdf_pairs(place: Place) -> list[tuple[str, str, str, Command, Command]]:
    """Return what is compared for P16: the annex as PDF, and LibreOffice with settings that it has made before.

    Without LibreOffice the list is empty.
    """
    try:
        program = find_program()
    except FileProblem:
        return []
    ours = place.tenderkit(
        "build", f"{purchases.SMALL}.json", "--force", "--papers", "annex", "--format", "pdf", "-o", "ours.pdf"
    )
    settings = f"-env:UserInstallation={(place.folder / 'office').as_uri()}"
    line = ("--headless", "--convert-to", "pdf", "--outdir", "theirs", f"{purchases.SMALL}/annex.docx")
    theirs = Command([str(program), settings, *line], place.env, place.folder)
    return [("P16", "annex as PDF", "soffice --convert-to", ours, theirs)]


def measure_commands(place: Place, wanted: set[str], rounds: int) -> list[Figure]:
    """Measure the figures of whole commands by turns."""
    small = f"{purchases.SMALL}.json"
    annex, build = ("--force", "--papers", "annex"), ("build", small, "--force", "-o")
    empty = place.python("-c", "pass")
    pairs = [
        ("P1", "tenderkit --version", "python -c pass", place.tenderkit("--version"), empty),
        ("P2", "tenderkit --help", "python -c pass", place.tenderkit("--help"), empty),
    ]
    for name in purchases.CHANGES:
        ours = place.tenderkit("build", f"{name}.json", *annex, "-o", f"{name}/ours.docx")
        files = (f"{name}/{file}" for file in ("template.docx", "data.json", "theirs.docx"))
        theirs = place.python("-m", "docxtpl", "-o", "-q", *files)
        pairs.append((f"P3 {name}", f"build {name}, annex alone", "python -m docxtpl", ours, theirs))
    if "P8" in wanted:
        ours, theirs = (
            place.python("-m", "tenderkit", *build, f"{size}.docx", PYTHONPATH=str(place.folder / size))
            for size in ("tenfold", "single")
        )
        pairs.append(("P8", "build, library ten times as large", "the library", ours, theirs))
    opened = place.python("-c", f"import docx; docx.Document('{purchases.SMALL}/annex.docx')")
    pairs.append(("P10", "verify", "python-docx", place.tenderkit("verify", f"{purchases.SMALL}/annex.docx"), opened))
    large = f"{purchases.LARGE}/annex.docx"
    checked = place.tenderkit("check", large, "--fail-level", "never")
    pairs.append(("P21", "check", "verify", checked, place.tenderkit("verify", large)))
    if "P15" in wanted:
        prepare_workbook(place)
        ours = place.tenderkit(*build, "ours.xlsx", "--papers", "evaluation")
        theirs = place.python(str(HERE / "workbook.py"), "cells.json", "theirs.xlsx")
        pairs.append(("P15 workbook", "evaluation workbook and its Word form", "XlsxWriter", ours, theirs))
    if "P16" in wanted:
        pairs += list_pdf_pairs(place)
    pairs = [pair for pair in pairs if pair[0].split()[0] in wanted]
    spent: list[tuple[list[float], list[float]]] = [([], []) for _ in pairs]
    for number in range(rounds + WARM):
        for (*_, ours, theirs), (our_times, their_times) in zip(pairs, spent, strict=True):
            times = ours.run(), theirs.run()
            if number >= WARM:
                our_times.append(times[0])
                their_times.append(times[1])
    if "P3" in wanted:
        assert all((place.folder / name / "theirs.docx").is_file() for name in purchases.CHANGES), (
            "docxtpl wrote nothing"
        )
    return [Figure(*pair[:3], *times) for pair, times in zip(pairs, spent, strict=True)]


def prepare_batch(folder: Path, count: int) -> str:
    """Write lines of JSON with purchases made from the small one, each with its own title, quantity and term.

    They are as long as it, because docxtpl renders it so often. Returns the name of the file.
    """
    lines = []
    for number in range(count):
        purchase = purchases.read_example(purchases.SMALL, title=f"Purchase {number}")
        lots = [
            {
                **lot,
                "months": 24 + number % 36,
                "items": [{**item, "quantity": 8 + number % 15} for item in lot["items"]],
            }
            for lot in purchase["lots"]
        ]
        lines.append(json.dumps({"id": f"p{number}", **purchase, "lots": lots}, default=str))
    (folder / f"plan-{count}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return f"plan-{count}.jsonl"


def measure_batches(place: Place, wanted: set[str], rounds: int) -> tuple[list[Figure], dict[str, Any]]:
    """Measure a batch in one process against a loop of docxtpl (P5), and a longer one in two against one (P6).

    The time of P6 is what somebody waits: the processor time of two processes is not less than that of one. What two
    plain processes gain, in the same rounds, is a fact about the machine: 0.5 where each has a core of its own.
    """

    def batch(count: int, jobs: int) -> Command:
        plan = prepare_batch(place.folder, count)
        return place.tenderkit("batch", plan, "-o", f"batch-{count}", "--force", "--jobs", str(jobs))

    def wait_for(*runs: Callable[[], float]) -> float:
        began = time.monotonic()
        for run in runs:
            run()
        return time.monotonic() - began

    pairs: list[tuple[str, str, str, Callable[[], float], Callable[[], float]]] = []
    if "P5" in wanted:
        loop = place.python(str(HERE / "loop.py"), purchases.SMALL, str(_BATCH))
        title = f"batch of {_BATCH} purchases, one process"
        pairs.append(("P5", title, "docxtpl, a loop", batch(_BATCH, 1).run, loop.run))
    if "P6" in wanted:
        title = f"batch of {_LONG_BATCH:,} purchases with two jobs, time to wait"
        one, two = batch(_LONG_BATCH, 1), batch(_LONG_BATCH, 2)
        plain = place.python("-c", _PLAIN_WORK)
        pairs.append(("P6", title, "one job", partial(wait_for, two.run), partial(wait_for, one.run)))
        pairs.append(("", "", "", partial(wait_for, plain.run_two), partial(wait_for, plain.run, plain.run)))
    spent: list[tuple[list[float], list[float]]] = [([], []) for _ in pairs]
    for number in range(rounds + 1):
        for (*_, ours, theirs), (our_times, their_times) in zip(pairs, spent, strict=True):
            times = ours(), theirs()
            if number:
                our_times.append(times[0])
                their_times.append(times[1])
    figures = [Figure(*pair[:3], *times) for pair, times in zip(pairs, spent, strict=True)]
    if "P6" not in wanted:
        return figures, {}
    *figures, machine = figures
    return figures, {"two plain processes at once to one after the other": round(machine.ratio, 2)}


def count_pages(folder: Path) -> dict[str, int]:
    """Return the number of pages of each Word file in a folder, by its name; LibreOffice lays them out.

    Raises FileProblem where there is no LibreOffice.
    """
    files = sorted(folder.glob("*.docx"))
    sources = [PdfSource(file.read_bytes(), file.stem, datetime.datetime.now(datetime.UTC)) for file in files]
    with open_libreoffice() as office:
        return {
            file.stem: pages.count_pages(pdf) for file, pdf in zip(files, office.convert_files(sources), strict=True)
        }


def compare_papers(seconds: Mapping[str, Sequence[float]], counts: Mapping[str, int]) -> list[Figure]:
    """Compare the seconds a page of each further Word paper with those of the annex.

    Parameters: `seconds`, those of each paper in each round, by its name; `counts`, the pages of each paper.
    """
    by_page = {name: [spent / counts[name] for spent in rounds] for name, rounds in seconds.items()}
    annex = by_page.pop("annex")
    return [
        Figure("P15 page", f"{name}, {counts[name]} pages, a page", f"annex, {counts['annex']} pages", times, annex)
        for name, times in by_page.items()
    ]


def measure(folder: Path, wanted: set[str], rounds: int) -> tuple[list[Figure], dict[str, Any]]:
    """Measure the figures with the ids in `wanted`; return them with facts about the run."""
    programs, versions = environment.make(folder)
    place = Place(folder, programs)
    prepare_purchases(place)
    facts: dict[str, Any] = {
        "python": platform.python_version(),
        "machine": platform.platform(),
        "cpus": os.cpu_count(),
        "rounds": rounds,
        "versions": versions,
        # Older ones write launchers that import `re`, which is half of what `--version` costs (P1).
        "pip": metadata.version("pip"),
    }
    if wanted & {"P8", "P12"}:
        facts["clauses"] = [
            environment.copy_package(programs, folder / name, times)
            for name, times in (("single", 1), ("tenfold", 10))
        ]
    figures = measure_commands(place, wanted, rounds)
    if wanted & {"P5", "P6"}:
        batches, machine = measure_batches(place, wanted, rounds)
        figures += batches
        facts |= machine
    if wanted & INSIDE:
        line = [str(HERE / "inside.py"), str(folder), str(max(rounds, 9) * 2), ",".join(sorted(wanted & INSIDE))]
        run = subprocess.run([programs / "python", *line], env=place.env, check=True, capture_output=True)
        inside = json.loads(run.stdout)
        figures += [Figure(**figure) for figure in inside["figures"]]
        facts |= inside["facts"]
        if "P15" in wanted:
            try:
                counts = count_pages(folder / "papers")
            except FileProblem:
                facts["left out"] = "P15 a page: there is no LibreOffice to count the pages"
            else:
                figures += compare_papers(inside["papers"], counts)
    if "P11" in wanted:
        asked = interview.measure(str(programs / "python"), str(programs / "tenderkit"), place.env, folder, rounds)
        titles = {
            "first": "start to first question",
            "next": "key to next question",
            "lots-1": "key to next question, one lot",
            "lots-5": "key to next question, five lots",
        }
        for name, title in titles.items():
            theirs = asked.get(f"{name}-copier", asked["next-copier"])
            figures.append(Figure(f"P11 {name}", title, "copier copy", asked[name], theirs))
        empty = statistics.median(asked.pop("empty"))
        starts = {name: round(statistics.median(spent) / empty, 1) for name, spent in asked.items()}
        facts["P11 in starts of an empty Python"] = starts
    figures.sort(key=lambda figure: list(LIMITS).index(figure.name))
    return figures, facts


def format_table(figures: Sequence[Figure]) -> str:
    """Return the figures as a table for people."""
    head = ("", "", "compared with", "ours ms", "theirs ms", "ratio", "must", "goal", "")
    rows = [
        (
            figure.name.split()[0],
            figure.title,
            figure.against,
            *(f"{statistics.median(times) * 1000:.1f}" for times in (figure.ours, figure.theirs)),
            f"{figure.ratio:.2f}",
            *(f"{limit:.3g}" for limit in LIMITS[figure.name]),
            figure.verdict,
        )
        for figure in figures
    ]
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    numbers = range(3, 8)
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in numbers else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (head, *rows)
    )


def main() -> int:
    """Measure, print the table and write the JSON; return 1 where a figure is above its limit."""
    parser = argparse.ArgumentParser(description="Measure the figures that we publish.")
    parser.add_argument("--rounds", type=int, default=9, help="rounds that count")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every round to a file")
    parser.add_argument("--only", default=",".join(IDS), metavar="P3,P4", help="measure these figures alone")
    args = parser.parse_args()
    wanted = set(args.only.split(","))
    if unknown := wanted - set(IDS):
        parser.error(f"there is no figure {', '.join(sorted(unknown))}; the figures are {', '.join(IDS)}")
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        figures, facts = measure(Path(folder), wanted, args.rounds)
    print(format_table(figures))
    for name, fact in facts.items():
        if name != "versions":
            print(f"{name}: {fact}", file=sys.stderr)
    print(f"{args.rounds} rounds by turns, CPU time, medians; {time.monotonic() - start:.0f} s", file=sys.stderr)
    if args.json:
        answer = [{**vars(f), "must": LIMITS[f.name][0], "ratio": f.ratio, "verdict": f.verdict} for f in figures]
        args.json.write_text(json.dumps({"facts": facts, "figures": answer}, indent=2) + "\n", encoding="utf-8")
    return 1 if any(figure.verdict == "LOSS" for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
