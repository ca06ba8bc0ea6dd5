# SPDX-License-Identifier: Apache-2.0
"""The secret of a pack: from a file, made by chance, or none."""

import os
import secrets
import stat
from pathlib import Path

from tenderkit.cli.messages import print_findings
from tenderkit.command_lines import quote_word
from tenderkit.errors import InvalidInput, UsageProblem
from tenderkit.findings import Finding, Place
from tenderkit.library.reading.text_files import read_text

_SHORTEST = 16


def choose_secret(file: str | None, *, public: bool) -> str:
    """Return the secret of a pack, which is empty for a public pack.

    Prints a warning where others can read the file of the secret. Parameters: `file`, a file that holds the secret.
    Raises FileProblem where it cannot be read, InvalidInput where it is too short, UsageProblem for both options.
    """
    if file is None:
        return "" if public else secrets.token_hex(32)
    if public:
        raise UsageProblem("--public and --secret-file exclude each other", "A public pack has no secret.")
    secret = read_text(Path(file), file).strip()
    if len(secret) < _SHORTEST:
        message = f"holds a secret of {len(secret)} characters"
        raise InvalidInput([Finding("secret-too-short", message, f"Write at least {_SHORTEST}.", place=Place(file))])
    warn_of_readers(Path(file))
    return secret


def warn_of_readers(path: Path, system: str = os.name) -> None:
    """Print a warning where others can read a file that holds a secret; on Windows its marks do not say who can.

    Parameters: `system`, as `os.name` gives it.
    """
    if system != "nt" and path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        fix = f"Let nobody else read it: chmod 600 {quote_word(str(path))}"
        print_findings(
            [Finding("secret-readable", "can be read by others", fix, severity="warn", place=Place(str(path)))]
        )
