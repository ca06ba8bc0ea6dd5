# SPDX-License-Identifier: Apache-2.0
"""P11: how long the first question of an interview takes, and the next one after a key, on a pseudo-terminal.

What is asked is the same for both: our own first questions, written down as a template of copier. Then an interview
goes on with a purchase of one lot and with one of five, of which the facts are still to be asked: the median of the
questions counts, and the slowest is named as well.
"""

import json
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import termios
import time
import tomllib
from collections.abc import Mapping, Sequence
from fcntl import ioctl
from pathlib import Path

import tomli_w
from purchases import read_example

ROOT = Path(__file__).parents[2]
ASKED = ("items", "quantity")
# The choice of the long list that is surely seen, and the keys that take one.
SEEN, TAKE = 9, b"\x1b[B\r"
# Letters of a question that stand in one line.
WIDTH = 60
WAIT = 30
# The purchases that an interview goes on with, by the number of their lots.
STARTED = {1: "small-laptops", 5: "eu-five-lots"}
# What is drawn last of each question, and what the review begins with.
LAST, REVIEW = "explains", b"What next"


def read_questions() -> dict[str, str]:
    """The texts of our first questions by their ids, up to what is filled in."""
    questions = tomllib.loads((ROOT / "clauses" / "questions.toml").read_text(encoding="utf-8"))
    return {id_: questions[id_]["text"]["en"].partition("{")[0].strip() for id_ in ASKED}


def read_kinds() -> list[str]:
    """The names of the kinds of equipment, in the order of the first question."""
    vocabulary = tomllib.loads((ROOT / "clauses" / "vocabulary.toml").read_text(encoding="utf-8"))
    bought = [category["label"]["en"] for category in vocabulary["categories"].values() if "cpv" in category]
    return [label if isinstance(label, str) else label["other"] for label in bought]


def template(folder: Path) -> Path:
    """A template of copier that asks our first questions."""
    asked: dict[str, object] = {}
    for id_, text in read_questions().items():
        entry: dict[str, object] = {"type": "str", "help": text}
        if id_ == "items":
            entry |= {"multiselect": True, "choices": read_kinds()}
        asked[id_.replace("-", "_")] = entry
    folder.mkdir()
    # YAML is a superset of JSON.
    (folder / "copier.yml").write_text(json.dumps(asked), encoding="utf-8")
    return folder


class Terminal:
    """A process on a pseudo-terminal of 80 columns."""

    def __init__(self, line: Sequence[str], env: Mapping[str, str], folder: Path) -> None:
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(line[0], list(line), dict(env))
        ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
        self.seen = b""

    def until(self, text: str) -> float:
        """Wait until a text is on the screen. Returns the moment."""
        wanted, end = text.encode(), time.perf_counter() + WAIT
        while wanted not in self.seen:
            try:
                waiting = select.select([self.fd], [], [], max(0, end - time.perf_counter()))[0]
                self.seen += os.read(self.fd, 65536) if waiting else b""
            except OSError:  # the process is gone
                waiting = []
            if not waiting:
                raise AssertionError(f"“{text}” did not come: {self.seen.decode(errors='replace')[-800:]}")
        return time.perf_counter()

    def press(self, key: bytes) -> float:
        """Press a key; what was seen before does not count any more. Returns the moment."""
        self.seen = b""
        now = time.perf_counter()
        os.write(self.fd, key)
        return now

    def end(self) -> None:
        """Stop the process."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def times(line: Sequence[str], env: Mapping[str, str], folder: Path) -> tuple[float, float]:
    """Seconds to the first question, and from the keys that answer it to the next one."""
    first, following = (text[:WIDTH] for text in read_questions().values())
    terminal = Terminal(line, env, folder)
    try:
        shown = terminal.until(first) - terminal.started
        # Both draw the question first and their list behind it: the keys wait for a choice further down.
        terminal.until(read_kinds()[SEEN])
        pressed = terminal.press(TAKE)
        return shown, terminal.until(following) - pressed
    finally:
        terminal.end()


def write_started(file: Path, name: str) -> None:
    """Write an example as the file of an interview in which no facts were asked yet."""
    purchase = read_example(name)
    for table in (purchase["tender"], *purchase["lots"]):
        table.pop("answers", None)
    file.write_text(tomli_w.dumps(purchase), encoding="utf-8")


def go_on(line: Sequence[str], env: Mapping[str, str], folder: Path) -> list[float]:
    """Press Enter at each question up to the review; return the seconds to each question that followed."""
    spent: list[float] = []
    terminal = Terminal(line, env, folder)
    try:
        terminal.until(LAST)
        while REVIEW not in terminal.seen:
            pressed = terminal.press(b"\r")
            shown = terminal.until(LAST)
            if REVIEW not in terminal.seen:
                spent.append(shown - pressed)
    finally:
        terminal.end()
    return spent


def measure(python: str, tenderkit: str, env: Mapping[str, str], folder: Path, rounds: int) -> dict[str, list[float]]:
    """P11 by turns, in seconds: `first` and `next` of ours and theirs, and an empty Python.

    `lots-1` and `lots-5` are the medians of the questions with so many lots, `slowest-1` and `slowest-5` the slowest.
    """
    asks = template(folder / "asks")
    ours, theirs, empty = [], [], []
    started_ones: dict[str, list[float]] = {f"{what}-{n}": [] for what in ("lots", "slowest") for n in STARTED}
    env = {**env, "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"}
    for number in range(rounds + 2):
        shutil.rmtree(folder / "made", ignore_errors=True)
        (folder / "asked.toml").unlink(missing_ok=True)
        one = times([tenderkit, "new", "asked.toml", "--keys"], env, folder)
        other = times([python, "-m", "copier", "copy", str(asks), "made"], env, folder)
        started = time.perf_counter()
        os.waitpid(os.posix_spawn(python, [python, "-c", "pass"], dict(env)), 0)
        if number >= 2:
            ours.append(one)
            theirs.append(other)
            empty.append(time.perf_counter() - started)
        for lots, name in STARTED.items():
            write_started(folder / "started.toml", name)
            spent = go_on([tenderkit, "new", "started.toml", "--keys"], env, folder)
            if number >= 2:
                started_ones[f"lots-{lots}"].append(statistics.median(spent))
                started_ones[f"slowest-{lots}"].append(max(spent))
    return {
        **started_ones,
        "first": [t[0] for t in ours],
        "first-copier": [t[0] for t in theirs],
        "next": [t[1] for t in ours],
        "next-copier": [t[1] for t in theirs],
        "empty": empty,
    }


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], sys.argv[2], os.environ, Path(sys.argv[3]), 5), indent=1))
