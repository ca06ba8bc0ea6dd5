# SPDX-License-Identifier: Apache-2.0
"""The file named with `--baseline`: what `check --format json` printed for the same files before."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tenderkit.checks.baseline import Baseline


def read_baseline(file: str | None, names: Sequence[str]) -> "Baseline | None":
    """Return the findings that are not to be reported again; None if no file is named.

    Parameters: `names`, the names of the files that are checked. Raises FileProblem where the file cannot be read,
    and InvalidInput where it is no answer of `check`.
    """
    from tenderkit.checks.baseline import Baseline, parse_baseline
    from tenderkit.library.reading.text_files import parse_json, read_text

    if file is None:
        return None
    return Baseline(parse_baseline(parse_json(read_text(Path(file), file), file), file), names)
