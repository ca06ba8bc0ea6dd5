# SPDX-License-Identifier: Apache-2.0
"""The figures that we publish, as ratios measured in one run; a loss is published too.

Run: python tests/benchmarks/bench.py [--rounds 9] [--json FILE] [--example NAME]

Everything runs from the wheel in a clean environment (`environment.py`), the rounds of what is compared by turns. The
figures are CPU time, user and system, those of the interview (P11) the time that somebody waits; a ratio is the
median of those of the rounds. Ratios carry over to other machines, milliseconds do not.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

import environment
import interview

HERE = Path(__file__).parent
WARM = 2
COMPLETE = 139  # clauses of the complete library


@dataclass(frozen=True)
class Figure:
    """One comparison: CPU seconds of every round; `must` and `goal` are ratios ours to theirs."""

    id: str
    what: str
    against: str
    must: float
    goal: float
    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Ours to theirs, round by round; the median, so that a machine that slows down does not count."""
        return statistics.median(a / b for a, b in zip(self.ours, self.theirs, strict=True))

    @property
    def verdict(self) -> str:
        """Whether the figure holds."""
        return "LOSS" if self.ratio > self.must else "ok" if self.ratio > self.goal else "ok, goal"


@dataclass(frozen=True)
class Command:
    """A command line to measure."""

    line: Sequence[str]
    env: Mapping[str, str]
    folder: Path

    def spend(self) -> float:
        """Run it; returns its CPU seconds. Fails where the command does."""
        process = subprocess.Popen(
            self.line, cwd=self.folder, env=dict(self.env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, self.line
        return usage.ru_utime + usage.ru_stime


def by_turns(commands: Mapping[str, Command], rounds: int) -> dict[str, list[float]]:
    """CPU seconds of each command in each round."""
    found: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + WARM):
        for name, command in commands.items():
            spent = command.spend()
            if number >= WARM:
                found[name].append(spent)
    return found


def measure(folder: Path, example: str, rounds: int) -> tuple[list[Figure], dict[str, object]]:
    """All figures, and what was measured in."""
    programs, versions = environment.make(folder)
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV", "TENDERKIT"))}
    python, tenderkit = str(programs / "python"), str(programs / "tenderkit")

    def command(*line: str, **more: str) -> Command:
        return Command(line, env | more, folder)

    command(tenderkit, "build", "--example", example, "--save-purchase", "purchase.toml").spend()
    command(tenderkit, "build", "purchase.toml", "-o", "annex.docx").spend()
    command(python, str(HERE / "yardstick.py"), "annex.docx", ".").spend()

    # The figure is defined for the complete library; until ours is, copies of clauses fill it up.
    times = max(1, round(COMPLETE / environment.clauses()))
    once, size = environment.with_library(programs, folder / "once", times)
    tenfold, size_tenfold = environment.with_library(programs, folder / "tenfold", 10 * times)
    build = ("build", "purchase.toml", "--force", "-o")
    spent = by_turns(
        {
            "pass": command(python, "-c", "pass"),
            "version": command(tenderkit, "--version"),
            "help": command(tenderkit, "--help"),
            "build": command(tenderkit, *build, "ours.docx"),
            "docxtpl": command(python, "-m", "docxtpl", "-o", "-q", "template.docx", "data.json", "theirs.docx"),
            "once": command(python, "-m", "tenderkit", *build, "once.docx", PYTHONPATH=str(once)),
            "tenfold": command(python, "-m", "tenderkit", *build, "tenfold.docx", PYTHONPATH=str(tenfold)),
        },
        rounds,
    )
    assert (folder / "theirs.docx").is_file(), "docxtpl wrote nothing"
    done = subprocess.run(
        [python, str(HERE / "inside.py"), example, str(folder), str(max(rounds, 9) * 2)],
        env=env, check=True, capture_output=True,
    )  # fmt: skip
    inside = json.loads(done.stdout)
    asked = interview.measure(python, tenderkit, env, folder, rounds)
    p4 = inside["P4"]
    fastest = min((name for name in p4 if name != "ours"), key=lambda name: statistics.median(p4[name]))
    few, many = inside["clauses"]["few"], inside["clauses"]["many"]

    def figure(id_: str, what: str, against: str, must: float, goal: float, *both: Sequence[float]) -> Figure:
        return Figure(id_, what, against, must, goal, tuple(both[0]), tuple(both[1]))

    figures = [
        figure("P1", "tenderkit --version", "python -c pass", 1.6, 1.15, spent["version"], spent["pass"]),
        figure("P2", "tenderkit --help", "python -c pass", 16, 8, spent["help"], spent["pass"]),
        figure("P3", f"build {example}, process", "python -m docxtpl", 1.3, 1, spent["build"], spent["docxtpl"]),
        figure("P4", "compose and write, warm", fastest, 1.5, 0.5, p4["ours"], p4[fastest]),
        figure(
            "P8",
            f"build, library of {size_tenfold} clauses",
            f"of {size}",
            2,
            1.25,
            spent["tenfold"],
            spent["once"],
        ),
        figure("P11", "start to first question", "copier copy", 1, 0.6, asked["first"], asked["first-copier"]),
        figure("P11", "key to next question", "copier copy", 1.2, 1, asked["next"], asked["next-copier"]),
        figure(
            "P12",
            f"read and select, {size_tenfold} clauses",
            f"{size} clauses",
            12,
            11,
            inside["P12"]["tenfold"],
            inside["P12"]["once"],
        ),
        figure(
            "P13",
            f"read the answers of {example}",
            "open it with python-docx",
            1.5,
            1.2,
            inside["P13"]["ours"],
            inside["P13"]["python-docx"],
        ),
        figure(
            "P14", "compose and write in Arabic", "in English", 1.5, 1.2, inside["P14"]["ar"], inside["P14"]["en"]
        ),
        *(
            figure("P15", f"the paper {name}", "the annex", 1, 0.5, inside["P15"][name], inside["P15"]["annex"])
            for name in ("response", "evaluation", "evaluation on paper", "calendar")
        ),
        figure("P9", f"annex of {many} clauses", f"of {few}", 12, 7, inside["P9"]["many"], inside["P9"]["few"]),
    ]
    facts = {
        "python": platform.python_version(),
        "machine": platform.platform(),
        "cpus": os.cpu_count(),
        "rounds": rounds,
        "example": example,
        "bytes": inside["size"],
        "lint of the whole library, seconds": round(inside["lint"], 2),
        "selection of a tender of five lots, milliseconds": round(inside["five lots"] * 1000, 1),
        "first question, in empty Pythons": round(
            statistics.median(a / b for a, b in zip(asked["first"], asked["empty"], strict=True)), 1
        ),
        "versions": versions,
        # Older ones write launchers that import `re`, which is half of what `--version` costs (P1).
        "pip": metadata.version("pip"),
    }
    return figures, facts


def table(figures: Sequence[Figure]) -> str:
    """The figures for people."""
    head = ("", "what", "compared with", "ours ms", "theirs ms", "ratio", "must", "goal", "")
    rows = [
        (
            f.id,
            f.what,
            f.against,
            f"{statistics.median(f.ours) * 1000:.1f}",
            f"{statistics.median(f.theirs) * 1000:.1f}",
            f"{f.ratio:.2f}",
            f"{f.must:g}",
            f"{f.goal:g}",
            f.verdict,
        )
        for f in figures
    ]
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    numbers = range(3, 8)
    return "\n".join(
        "  ".join(
            c.rjust(w) if i in numbers else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in (head, *rows)
    )


def main() -> None:
    """Measure, print the table, write the JSON."""
    parser = argparse.ArgumentParser(description="Measure the figures that we publish.")
    parser.add_argument("--rounds", type=int, default=9, help="rounds that count")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every round to a file")
    parser.add_argument("--example", default="small-laptops", help="the purchase: the shortest annex there is")
    args = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        figures, facts = measure(Path(folder), args.example, args.rounds)
    print(table(figures))
    print(f"{args.rounds} rounds by turns, CPU time, medians; {time.monotonic() - start:.0f} s", file=sys.stderr)
    for fact in ("lint of the whole library, seconds", "selection of a tender of five lots, milliseconds"):
        print(f"{fact}: {facts[fact]}", file=sys.stderr)
    if args.json:
        answer = [{**asdict(f), "ratio": f.ratio, "verdict": f.verdict} for f in figures]
        args.json.write_text(json.dumps({"facts": facts, "figures": answer}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
