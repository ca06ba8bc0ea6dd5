# SPDX-License-Identifier: Apache-2.0
"""The pictures of README.md and MANUAL.md, made from real runs.

`python -m tests.pictures` writes all of them into `.github/`; `python -m tests.pictures review` one of them. It needs
LibreOffice, pdftoppm and Chromium. The bytes depend on their versions, so that no test compares them.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pypdf
from rich.console import Console
from rich.text import Text

from tests.formats.text.platforms.chromium import find_chromium
from tests.interview.terminal import Terminal
from tests.support import english

PICTURES = Path(__file__).parents[1] / ".github"
_COLUMNS, _ROWS = 100, 26
_RIGHT = "\x1b[C"
# How wide a page and the gap between two are printed, in points of 1/72 inch; pixels for each inch.
_PAGE, _GAP, _RESOLUTION = 595, 24, 48


def draw_review(folder: Path, target: Path) -> None:
    """The clauses of an example on the screen of the review."""
    with Terminal(
        folder, "laptops.toml", "--example", "ke-school-laptops", plain=False, columns=_COLUMNS
    ) as terminal:
        while english().text("review.ask") not in terminal.asked:
            terminal.enter(" " if "[ ]" in terminal.screen else "")
        for _ in range(2):
            terminal.press(_RIGHT)
        terminal.rests()
        rows = terminal.list_rows()
    first = next(number for number, row in enumerate(rows) if "[" in "".join(text for text, _ in row))
    with Path("/dev/null").open("w") as nowhere:
        console = Console(record=True, width=_COLUMNS, file=nowhere, force_terminal=True)
        for row in rows[first : first + _ROWS]:
            console.print(Text.assemble(*row), no_wrap=True)
    drawn = console.export_svg(title="tenderkit new laptops.toml")
    # The letters of the machine, instead of those that a browser would load.
    drawn = re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL).replace("Fira Code", "DejaVu Sans Mono")
    (folder / "review.svg").write_text(drawn, encoding="utf-8")
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawn)
    assert size
    window = f"--window-size={float(size[1]):.0f},{float(size[2]):.0f}"
    line = [find_chromium(), "--headless", "--no-sandbox", "--hide-scrollbars", window, f"--screenshot={target}"]
    subprocess.run([*line, (folder / "review.svg").as_uri()], check=True, capture_output=True, timeout=120)


def draw_pages(folder: Path, target: Path, pages: Sequence[int], *options: str) -> None:
    """Some pages of the annex of an example, side by side. Parameters: `pages`, their numbers, from 1."""
    made = folder / "annex.pdf"
    line = [
        "build",
        "--example",
        "ke-school-laptops",
        "--papers",
        "annex",
        "--format",
        "pdf",
        "-o",
        str(made),
        *options,
    ]
    subprocess.run([sys.executable, "-m", "tenderkit", *line], check=True, capture_output=True, cwd=folder)
    reader, writer = pypdf.PdfReader(made), pypdf.PdfWriter()
    height = float(reader.pages[0].mediabox.height)
    sheet = writer.add_blank_page(len(pages) * _PAGE + (len(pages) - 1) * _GAP, height)
    for place, number in enumerate(pages):
        moved = pypdf.Transformation().translate(place * (_PAGE + _GAP))
        sheet.merge_transformed_page(reader.pages[number - 1], moved)
    writer.write(folder / "sheet.pdf")
    line = ["pdftoppm", "-png", "-singlefile", "-r", str(_RESOLUTION), "sheet.pdf", str(target.with_suffix(""))]
    subprocess.run(line, check=True, cwd=folder)


DRAWN: Mapping[str, Callable[[Path, Path], None]] = {
    "review": draw_review,
    "annex-page": lambda folder, target: draw_pages(folder, target, (1, 3, 8)),
    "annex-arabic": lambda folder, target: draw_pages(folder, target, (1, 3, 8), "--language", "ar"),
}


def main(*names: str) -> None:
    """Draw the pictures with these names; without a name, all."""
    for name in names or DRAWN:
        with tempfile.TemporaryDirectory() as folder:
            DRAWN[name](Path(folder), PICTURES / f"{name}.png")


if __name__ == "__main__":
    main(*sys.argv[1:])
