# SPDX-License-Identifier: Apache-2.0
"""Compare the working tree with an earlier commit: CPU time and memory of whole commands, by turns in one run.

Run: python tests/benchmarks/against.py COMMIT [--rounds 9] [--json FILE] [--only P3,P17]

Both are installed as wheels in clean environments (`environment.py`). Only the command line is used, so that the two
may differ inside. The cost of a warm document (P4, P5, P9, P14) is that of a long stream less that of a short one. A
ratio is the median of the ratios of the rounds; the run ends with 1 where one is above `--must`.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import environment
import interview
from purchases import ALL_CLAUSES, LARGE, SMALL, read_example, write_purchase

ARABIC = "eg-school-laptops"
SHORT_STREAM, LONG_STREAM = 2, 42


@dataclass(frozen=True)
class Task:
    """What is compared: a command line, what it reads, and how many of the rounds it gets.

    With `less`, the cost of that command is taken off: what is left is the cost of the further documents. `memory`
    compares the peak of memory in place of CPU time; `exit_code` is the one that the command ends with.
    """

    id: str
    title: str
    line: tuple[str, ...]
    reads: str = ""
    less: str = ""
    share: float = 1
    memory: bool = False
    exit_code: int = 0


@dataclass(frozen=True)
class Spent:
    """CPU seconds and peak memory in bytes of one run."""

    cpu: float
    memory: int


def run_command(python: Path, line: Sequence[str], reads: str, folder: Path, expected: int) -> Spent:
    """Run `python -m tenderkit` with a line in a folder.

    Parameters: `reads`, a file in the folder for standard input, or nothing; `expected`, the exit code.
    """
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV", "TENDERKIT"))}
    with (folder / reads if reads else Path(os.devnull)).open("rb") as given:
        process = subprocess.Popen(
            [python, "-m", "tenderkit", *line],
            cwd=folder, env=env, stdin=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == expected, (line, process.returncode)
    return Spent(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def write_lines(path: Path, purchase: Mapping[str, Any], times: int) -> None:
    """Write a stream of a purchase, each line with its own id and title."""
    with path.open("w", encoding="utf-8") as lines:
        for number in range(times):
            tender = {**purchase["tender"], "title": f"{purchase['tender']['title']} {number}"}
            lines.write(json.dumps({"id": f"d{number}", **purchase, "tender": tender}, default=str) + "\n")


def prepare(python: Path, folder: Path) -> None:
    """Make the files that the tasks read, with the program that is measured."""
    folder.mkdir()
    large = read_example(LARGE, **ALL_CLAUSES)
    write_purchase(folder / "large.json", large)
    for name, purchase in (("small", read_example(SMALL)), ("large", large), ("arabic", read_example(ARABIC))):
        write_lines(folder / f"{name}-short.jsonl", purchase, SHORT_STREAM)
        write_lines(folder / f"{name}-long.jsonl", purchase, LONG_STREAM)
    write_lines(folder / "lots-10.jsonl", read_example(SMALL, 10, **ALL_CLAUSES), LONG_STREAM // 4)
    write_lines(folder / "many.jsonl", read_example(SMALL), 1000)
    for lots in (20, 200):
        write_purchase(folder / f"lots-{lots}.json", read_example(SMALL, lots))
    line = ("build", "--example", SMALL, "--papers", "annex,response", "-o", "made.docx", "--force")
    run_command(python, line, "", folder, 0)


def list_tasks(long: bool) -> list[Task]:
    """List what is compared; `long` adds what takes minutes."""
    alone = ("--papers", "annex", "--force")
    build = ("build", "--force", "--example")
    lots = ("build", "-o", "lots.docx", "--force")

    def stream(name: str) -> tuple[str, tuple[str, ...], str]:
        return name, ("build", "-", "--input-format", "jsonl", "-o", "out", *alone), f"{name}.jsonl"

    def warm(id_: str, title: str, name: str) -> list[Task]:
        short, long_ = stream(f"{name}-short"), stream(f"{name}-long")
        return [Task("", "", *short[1:]), Task(id_, title, *long_[1:], less=short[2])]

    tasks = [
        Task("P1", "--version", ("--version",)),
        Task("P2", "--help", ("--help",)),
        Task("P3", f"build {SMALL}", ("build", "--example", SMALL, "-o", "s.docx", *alone)),
        Task("P3", f"build {LARGE}, full and comprehensive", ("build", "large.json", "-o", "l.docx", *alone)),
        *warm("P4", f"{SMALL}, warm", "small"),
        *warm("P4", f"{LARGE}, full and comprehensive, warm", "large"),
        Task("P9", "ten lots at once", *stream("lots-10")[1:], share=0.4),
        Task("P10", "verify an annex", ("verify", "made.docx")),
        Task("P13", "response read of a form", ("response", "read", "made-response.docx"), exit_code=1),
        *warm("P14", f"{ARABIC}, warm", "arabic"),
        *(
            Task("P15", f"the paper {paper}", (*build, SMALL, "--papers", paper, "-o", f"p{ending}"))
            for paper, ending in (("response", ".docx"), ("evaluation", ".xlsx"), ("calendar", ".docx"))
        ),
        Task("P17", "20 lots", (*lots, "lots-20.json"), share=0.4),
        Task("P17", "20 lots, memory", (*lots, "lots-20.json"), share=0.4, memory=True),
    ]
    if long:
        tasks += [
            Task("P7", "memory of a stream of 1,000", *stream("many")[1:], share=0.2, memory=True),
            Task("P17", "200 lots", (*lots, "lots-200.json"), share=0.2),
            Task("P17", "200 lots, memory", (*lots, "lots-200.json"), share=0.2, memory=True),
        ]
        if shutil.which("soffice"):
            tasks.append(Task("P16", "PDF", (*build, SMALL, "--format", "pdf", "-o", "p.pdf"), share=0.4))
    return tasks


def measure(sides: Mapping[str, Path], tasks: Sequence[Task], rounds: int) -> list[tuple[Task, list[float]]]:
    """Return the ratios of each task, new to old, round by round.

    Parameters: `sides`, the Python and, beside it, the folder of each side, under `new` and `old`.
    """
    ratios: list[list[float]] = [[] for _ in tasks]
    for number in range(rounds + 1):
        taken: dict[tuple[str, str], float] = {}
        for position, task in enumerate(tasks):
            if number > max(1, round(rounds * task.share)):
                continue
            cost = {}
            for side, python in sides.items():
                spent = run_command(python, task.line, task.reads, python.parents[2] / "work", task.exit_code)
                cost[side] = float(spent.memory) if task.memory else spent.cpu
                taken[side, task.reads] = cost[side]
            if number and task.id:
                new, old = (cost[side] - (taken[side, task.less] if task.less else 0) for side in ("new", "old"))
                ratios[position].append(new / old)
    return [(task, ratio) for task, ratio in zip(tasks, ratios, strict=True) if task.id]


def measure_interview(sides: Mapping[str, Path], rounds: int) -> dict[str, list[float]]:
    """Return the ratios of the time to the first question and from a key to the next one (P11)."""
    env = {**os.environ, "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"}
    ratios: dict[str, list[float]] = {"first question": [], "key to next question": []}
    for number in range(rounds + 1):
        waited = {}
        for side, python in sides.items():
            work = python.parents[2] / "work"
            (work / "asked.toml").unlink(missing_ok=True)
            line = [str(python.with_name("tenderkit")), "new", "asked.toml", "--keys"]
            waited[side] = interview.times(line, env, work)
        if number:
            for position, name in enumerate(ratios):
                ratios[name].append(waited["new"][position] / waited["old"][position])
    return ratios


def main() -> int:
    """Measure both, print the table; return 1 where a ratio is above the limit."""
    parser = argparse.ArgumentParser(description="Compare the working tree with an earlier commit.")
    parser.add_argument("commit")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--must", type=float, default=1.05)
    parser.add_argument("--only", default="", metavar="P3,P17")
    parser.add_argument("--long", action="store_true", help="also what takes minutes: P7, P16, P17 with 200 lots")
    parser.add_argument("--json", type=Path, metavar="FILE")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        checkout = folder / "checkout"
        git = ["git", "-C", str(environment.ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(checkout), args.commit], check=True)
        try:
            sides = {}
            for side, root in (("new", environment.ROOT), ("old", checkout)):
                (folder / side).mkdir()
                programs, _ = environment.make(folder / side, root)
                sides[side] = programs / "python"
                prepare(sides[side], folder / side / "work")
        finally:
            subprocess.run([*git, "remove", "--force", str(checkout)], check=True)
        wanted = set(filter(None, args.only.split(",")))
        tasks = [t for t in list_tasks(args.long) if not wanted or not t.id or t.id in wanted]
        rows = [(t.id, t.title, ratios) for t, ratios in measure(sides, tasks, args.rounds)]
        if not wanted or "P11" in wanted:
            rows += [("P11", title, ratios) for title, ratios in measure_interview(sides, args.rounds).items()]
    slower = 0
    for id_, title, ratios in rows:
        ratio = statistics.median(ratios)
        slower += ratio > args.must
        spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
        print(f"{id_:4} {title:45} {ratio:5.2f}  ({spread}){'  SLOWER' if ratio > args.must else ''}")
    if args.json:
        args.json.write_text(json.dumps([{"id": i, "what": t, "ratios": r} for i, t, r in rows], indent=1) + "\n")
    print(f"new to {args.commit}, medians of {args.rounds} rounds; at most {args.must}", file=sys.stderr)
    return 1 if slower else 0


if __name__ == "__main__":
    sys.exit(main())
