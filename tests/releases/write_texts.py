# SPDX-License-Identifier: Apache-2.0
"""Write the file with the texts of a release: `python -m tests.releases.write_texts RELEASE CLAUSES-FOLDER`.

The file lies in `templates/releases/` and is shipped, so that any later release can show what changed since.
"""

import gzip
import json
import sys
from dataclasses import asdict
from pathlib import Path

from tenderkit.compare.edition import Edition
from tenderkit.compare.edition_files import read_folder
from tenderkit.library.reading.shipped_data import load_shipped_data


def pack(edition: Edition) -> bytes:
    """The bytes of the file of a release; the same on every machine."""
    text = json.dumps(asdict(edition), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return gzip.compress(text.encode(), 9, mtime=0)


def read(release: str, folder: Path) -> Edition:
    edition = read_folder(folder, release, load_shipped_data().library)
    return Edition(release, edition.clauses, edition.withdrawn)


if __name__ == "__main__":
    release, folder = sys.argv[1:]
    target = Path(__file__).parents[2] / "templates" / "releases" / f"{release}.json.gz"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(pack(read(release, Path(folder))))
