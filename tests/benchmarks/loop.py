# SPDX-License-Identifier: Apache-2.0
"""Render an annex many times with docxtpl, in one process, as a batch without tenderkit would.

Run: python loop.py FOLDER COUNT

The folder holds the template and the data that `yardstick.py` makes; the files are written into it.
"""

import json
import sys
from pathlib import Path

from docxtpl import DocxTemplate


def main(folder: Path, count: int) -> None:
    """Render and save the annex so many times."""
    context = json.loads((folder / "data.json").read_text(encoding="utf-8"))
    for number in range(count):
        template = DocxTemplate(str(folder / "template.docx"))
        template.render(context)
        template.save(str(folder / f"loop-{number}.docx"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
