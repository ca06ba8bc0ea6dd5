# SPDX-License-Identifier: Apache-2.0
"""A LibreOffice that stays open between calls, so that not each of them has to start one.

A call of LibreOffice whose settings are those of one that is open hands its files to that one, by a local pipe of its
own, and waits for them. Where none is open, the same call does the work itself.
"""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

# An empty text that it shows all the time: without one it would end with the first call. It locks the text when it
# takes calls.
_SHOWN, _LOCK = "open.txt", ".~lock.open.txt#"
# Ends it with its child processes when the input of the shell ends: the run closes that, or was killed.
_GUARDED = 'exec 3<&0; { read -r _ <&3; kill 0; } & exec "$@" < /dev/null 3<&-'
# Seconds that it may take to start, and to end.
_START_TIMEOUT, _END_TIMEOUT = 60, 10
# Calls after which another one takes its place, so that what it keeps in memory is bounded.
_MOST_CALLS = 200


class OpenOffice:
    """A LibreOffice that is started before a call, and again where it has ended.

    Parameters: `command`, its command line without files; `folder`, where the text is that it shows; `environment`,
    its environment variables; `log`, the file for its messages; `locks`, handles of files that it keeps open.
    """

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        log: IO[bytes],
        locks: Sequence[int],
    ) -> None:
        self._command, self._folder, self._environment = command, folder, environment
        self._log, self._locks = log, locks
        self._running: subprocess.Popen[bytes] | None = None
        self._calls, self._is_first = 0, True

    def start(self) -> None:
        """Start it for the second call and the calls after it, unless it runs; a single call is faster without it.

        Waits until it takes calls: one that came before would not end. On Windows, which has no shell to guard it, it
        is not started.
        """
        self._calls += 1
        if self._running is not None and (self._running.poll() is not None or self._calls > _MOST_CALLS):
            self.end()
        is_first, self._is_first = self._is_first, False
        if self._running is not None or is_first or os.name == "nt":
            return
        shown, lock = self._folder / _SHOWN, self._folder / _LOCK
        shown.touch()
        self._running = subprocess.Popen(
            ["/bin/sh", "-c", _GUARDED, "sh", *self._command, str(shown)],
            stdin=subprocess.PIPE,
            stdout=self._log,
            stderr=self._log,
            env=self._environment,
            start_new_session=True,
            pass_fds=self._locks,
        )
        deadline = time.monotonic() + _START_TIMEOUT
        while not lock.exists():
            if self._running.poll() is not None or time.monotonic() > deadline:
                self.end()
                return
            time.sleep(0.01)

    def end(self) -> None:
        """End it with its child processes, if it runs."""
        running, self._running, self._calls = self._running, None, 0
        if running is None:
            return
        assert running.stdin is not None
        running.stdin.close()
        try:
            running.wait(_END_TIMEOUT)
        except subprocess.TimeoutExpired:
            with suppress(OSError):
                os.killpg(running.pid, signal.SIGKILL)
            running.wait()
        for name in (_SHOWN, _LOCK):
            (self._folder / name).unlink(missing_ok=True)
