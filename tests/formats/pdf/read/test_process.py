# SPDX-License-Identifier: Apache-2.0
"""The process that reads a PDF: what it hands back, and its bounds."""

import sys
from pathlib import Path

import pytest

from tenderkit.errors import InvalidInput
from tenderkit.formats.pdf.read import process
from tenderkit.formats.pdf.read.process import read_pdf
from tenderkit.formats.pdf.read.reader import read_pdf_document
from tests.formats.pdf.raw import make_pdf, show, stream

ROWS = "".join(
    show(cell, 60 + 200 * n, 700 - 18 * row) for row in range(3) for n, cell in enumerate(("Part", "Price"))
)
NOTES = "/Annots [<< /Subtype /Text /T (Ana) /Contents (why?) >>]"
PICTURE = stream(
    b"\0", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
)
WHOLE = make_pdf(
    show("1 Scope", size=16, y=780) + ROWS + "/I Do",
    page=NOTES,
    catalog="/OpenAction << /S /JavaScript /JS (x) >>",
    resources="/XObject << /I 20 0 R >>",
    objects={20: PICTURE},
)


def refusal(content: bytes) -> str:
    with pytest.raises(InvalidInput) as caught:
        read_pdf(content, "x.pdf")
    (finding,) = caught.value.findings
    assert finding.fix
    assert finding.place.file == "x.pdf"
    return finding.message


def test_the_document_is_that_of_the_reader() -> None:
    document = read_pdf(WHOLE, "x.pdf")
    assert document == read_pdf_document(WHOLE, "x.pdf")
    assert (document.pictures, document.scripts) == (1, True)


def test_a_refusal_is_handed_back() -> None:
    assert refusal(make_pdf("")) == "holds no words"


def test_a_large_file_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "MAX_BYTES", 100)
    assert refusal(WHOLE) == "is larger than 100 bytes"


def test_a_file_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "TIMEOUT", 0.01)
    assert refusal(WHOLE) == "is refused: reading it takes more than 0.01 seconds"


def stand_in(monkeypatch: pytest.MonkeyPatch, folder: Path, body: str) -> None:
    """Let another module be the one that reads."""
    (folder / "stand_in.py").write_text(
        f"import sys\nfrom tenderkit.formats.pdf.read import child\n{body}\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setattr(process.child, "__name__", "stand_in")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no bounds of memory")
def test_a_file_that_takes_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    greedy = "child.read_pdf_document = lambda *_: bytearray(3_000_000_000)\nsys.exit(child.main())"
    stand_in(monkeypatch, tmp_path, greedy)
    assert refusal(WHOLE) == "is refused: reading it takes more memory than a document needs"


def test_a_reader_that_crashes_is_told_as_a_broken_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, "sys.exit(3)")
    assert refusal(WHOLE) == "is broken: it cannot be read (exit code 3)"


def test_no_module_of_the_current_folder_is_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pypdf.py").write_text("open('run', 'w')", encoding="utf-8")
    (tmp_path / "json.py").write_text("open('run', 'w')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    read_pdf(WHOLE, "x.pdf")
    assert not (tmp_path / "run").exists()
