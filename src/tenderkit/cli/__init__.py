# SPDX-License-Identifier: Apache-2.0
"""The command line; `main` is the entry point of the console script `tenderkit`."""

import gc
import os
import sys

from tenderkit import __version__

INTERRUPTED = 130  # as in `errors`, which is not worth importing for this


def _end_on_signals() -> None:
    """Let SIGTERM and SIGHUP end a run like Ctrl-C, so that LibreOffice is ended and temporary files are removed."""
    import signal

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:  # nohup ignores SIGHUP
            signal.signal(number, signal.default_int_handler)


def main() -> None:
    """Run the command line and end the process with its exit code."""
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        # Asked by every script that checks what is installed: not worth importing anything for, nor tidying up after.
        try:
            os.write(1, f"tenderkit {__version__}\n".encode())
            os._exit(0)
        except OSError:  # the run below meets it again, and reports it
            pass
    # A run is short: looking for garbage while modules load costs an eighth of it. Streams switch it on again.
    gc.disable()
    # Plugins of other packages have no say in our files, and looking for them costs more than reading one.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    try:
        _end_on_signals()
        from tenderkit.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules load, before `run` catches it
        os.write(2, b"error: interrupted; no file was left half written\n")
        os._exit(INTERRUPTED)
    # At exit the interpreter would look through all that was loaded once more, to no use.
    gc.freeze()
    sys.exit(code)
