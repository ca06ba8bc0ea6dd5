# SPDX-License-Identifier: Apache-2.0
"""The command line. `main` is the console script."""

import gc
import os
import sys

from tenderkit import __version__


def main() -> None:
    """Run the command line and end the process with its exit code."""
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        # Asked by every script that checks what is installed: not worth importing anything for, nor tidying up after.
        try:
            os.write(1, f"tenderkit {__version__}\n".encode())
            os._exit(0)
        except OSError:  # the run below meets it again, and tells it
            pass
    # A run is short: looking for garbage while modules load costs an eighth of it. Streams switch it on again.
    gc.disable()
    # Plugins of other packages have no say in our files, and looking for them costs more than reading one.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    from tenderkit.cli.app import run

    code = run(sys.argv[1:])
    # At exit the interpreter would look through all that was loaded once more, to no use.
    gc.freeze()
    sys.exit(code)
