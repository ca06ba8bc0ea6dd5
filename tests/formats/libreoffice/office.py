# SPDX-License-Identifier: Apache-2.0
"""The real LibreOffice, for tests that need files as it writes them."""

import subprocess
import tempfile
from pathlib import Path


def convert(program: Path, content: bytes, ending: str, source_ending: str = "docx") -> bytes:
    """A file in another format, such as `odt`, by LibreOffice in a profile of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / f"a.{source_ending}"
        source.write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [
            str(program),
            profile,
            "--headless",
            "--convert-to",
            ending,
            "--outdir",
            name,
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (folder / f"a.{ending}").read_bytes()
