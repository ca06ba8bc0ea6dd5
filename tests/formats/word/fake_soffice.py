# SPDX-License-Identifier: Apache-2.0
"""A program in the place of LibreOffice, for tests: it does what the file `behaviour` beside it says."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PDF = (
    b"%PDF-1.7\n1 0 obj\n<</Producer<FEFF>/CreationDate(D:20991231235959Z')>>\nendobj\ntrailer\n<</ID [ <"
    + b"AB" * 16
    + b">\n<"
    + b"AB" * 16
    + b"> ]\n/DocChecksum /"
    + b"CD" * 16
    + b"\n>>\n%%EOF\n"
)


def stay_open(shown: Path, here: Path) -> int:
    """Show a text until a signal comes, as LibreOffice does that takes calls."""
    with (here / "opened").open("a", encoding="utf-8") as opened:
        opened.write(f"{os.getpid()}\n")
    (shown.parent / f".~lock.{shown.name}#").touch()
    while True:
        signal.pause()


def main() -> int:
    """Take the command line of LibreOffice."""
    here = Path(sys.argv[0]).resolve().parent
    if "--convert-to" not in sys.argv:
        return stay_open(Path(sys.argv[-1]), here)
    behaviour = (here / "behaviour").read_text(encoding="utf-8")
    with (here / "calls").open("a", encoding="utf-8") as calls:
        calls.write("\0".join(sys.argv[1:]) + "\n")
    print("Warning: failed to launch javaldx - java may not function correctly", file=sys.stderr)
    if behaviour == "hang":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        (here / "child").write_text(str(child.pid), encoding="utf-8")
        time.sleep(60)
    if behaviour == "fail":
        print("Error: source file could not be loaded", file=sys.stderr)
        return 1
    outdir = Path(sys.argv[sys.argv.index("--outdir") + 1])
    for source in (Path(a) for a in sys.argv[1:] if a.endswith(".docx")):
        assert source.read_bytes().startswith(b"PK")
        if behaviour == "nothing" or (behaviour == "second" and source.stem == "2"):
            continue
        (outdir / f"{source.stem}.pdf").write_bytes(b"" if behaviour == "empty" else PDF)
    return 0


if __name__ == "__main__":
    sys.exit(main())
