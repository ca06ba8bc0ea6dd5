# SPDX-License-Identifier: Apache-2.0
"""Prove that a batch which is killed and taken up again ends as one that nothing disturbed.

Run: python -m tests.batch.kills KILLS SEED [--rows 500] [--jobs 2]

A batch runs once without disturbance. Then others run from the beginning; each is killed a few times at random
moments, alone or with its processes, and taken up with --resume until it ends. The folders have to be equal byte by
byte, the journal and the reports included; only when its files were written differs in the journal. The program ends
with 1 where one is not.
"""

import argparse
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tenderkit.batch.beginning import NAME as JOURNAL
from tests.batch.plans import as_csv, many_rows

_MOST_KILLS_OF_A_RUN = 5
_TIMES = re.compile(rb', "modified": \[[^]]*\]')


def read_folder(folder: Path) -> dict[str, bytes]:
    """What is in a folder, hidden files included, but in the journal when the files of a purchase were written."""
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    return files | {name: _TIMES.sub(b"", content) for name, content in files.items() if name == JOURNAL}


def start(plan: Path, folder: Path, jobs: int) -> "subprocess.Popen[bytes]":
    """Start a run in a group of processes of its own."""
    words = [
        sys.executable,
        "-m",
        "tenderkit",
        "batch",
        str(plan),
        "-o",
        str(folder),
        "--resume",
        "--jobs",
        str(jobs),
    ]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def kill_after(seconds: float, run: "subprocess.Popen[bytes]", *, all_processes: bool) -> bool:
    """Kill a run after some time, and return whether it was still running."""
    try:
        run.wait(seconds)
    except subprocess.TimeoutExpired:
        if all_processes:
            os.killpg(run.pid, signal.SIGKILL)
        else:
            run.kill()
        run.wait()
        return True
    return False


def prove(kills: int, seed: int, rows: int, jobs: int, folder: Path) -> list[str]:
    """Return how the folders differ from that of the undisturbed run; nothing where none does."""
    random_ = random.Random(seed)
    plan = folder / "plan.csv"
    plan.write_text(as_csv(*many_rows(rows)), encoding="utf-8")
    began = time.monotonic()
    assert start(plan, folder / "whole", jobs).wait() == 5
    seconds = time.monotonic() - began
    whole = read_folder(folder / "whole")
    print(f"undisturbed: {seconds:.0f} s, {len(whole)} files")
    differences: list[str] = []
    done = number = 0
    while done < kills:
        number += 1
        target = folder / f"killed-{number}"
        times = 0
        for _ in range(min(random_.randint(1, _MOST_KILLS_OF_A_RUN), kills - done)):
            moment = random_.uniform(0, seconds * 0.7)
            times += kill_after(moment, start(plan, target, jobs), all_processes=random_.random() < 0.5)
        code = start(plan, target, jobs).wait()
        done += max(times, 1)
        killed = read_folder(target)
        different = sorted(name for name in whole.keys() | killed.keys() if whole.get(name) != killed.get(name))
        print(f"run {number}: killed {times} times, {'DIFFERS' if different or code != 5 else 'equal'}", flush=True)
        if code != 5:
            differences.append(f"run {number}: exit code {code}")
        differences += [f"run {number}: {name}" for name in different]
        for path in target.iterdir():
            path.unlink()
    return differences


def main() -> int:
    """Run the proof of the command line, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        differences = prove(given.kills, given.seed, given.rows, given.jobs, Path(folder))
    print("\n".join(differences) or f"{given.kills} kills: every file is equal")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
