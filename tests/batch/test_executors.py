# SPDX-License-Identifier: Apache-2.0
"""The processes of a batch: copies of this one where that is safe, else started afresh; both behave alike."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

PROGRAM = """
import os, signal, sys, threading
from tenderkit.batch.executors import _open_executor

def describe():
    return [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]

if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.{hangup})
    done = threading.Event()
    if {threads}:
        threading.Thread(target=done.wait).start()
    with _open_executor(2, ()) as executor:
        print(executor._mp_context.get_start_method(), *executor.submit(describe).result())
    done.set()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
@pytest.mark.parametrize(("threads", "method"), [(False, "fork"), (True, "spawn")])
@pytest.mark.parametrize(("hangup", "left"), [("SIG_DFL", 0), ("SIG_IGN", 1), ("default_int_handler", 0)])
def test_a_process_is_copied_where_no_thread_runs_and_takes_no_handler_along(
    tmp_path: Path, threads: bool, method: str, hangup: str, left: int
) -> None:
    program = tmp_path / "program.py"
    program.write_text(textwrap.dedent(PROGRAM).format(threads=threads, hangup=hangup), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", program], capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.split() == [method, "1", "0", str(left)]
