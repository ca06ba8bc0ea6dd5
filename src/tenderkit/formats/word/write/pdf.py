# SPDX-License-Identifier: Apache-2.0
"""The annex as a tagged PDF (PDF/UA), laid out by LibreOffice where it is on the machine."""

import datetime
import hashlib
import io
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tenderkit.errors import FileProblem
from tenderkit.findings import Finding

# Seconds that one call may take, and what each file adds; an annex of forty pages takes one or two.
PATIENCE, EACH = 120, 30
# Where installers put the program without putting it on the PATH.
PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
# Controls are left as printed text: the form is filled in in the Word file, and a field of a PDF would carry no
# label that a screen reader could read.
_FILTER = (
    'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"},"ExportFormFields":{"type":"boolean","value":"false"}}'
)
# Without a language of its own, that of the user moves lines and changes spaces. Nothing is loaded that a file only
# links, be it on the network or in a folder.
_SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooLocale" oor:op="fuse"><value>en-US</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>en-GB</value>\
</prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
# Where Arial is not on the machine, what stands for it seldom has Arabic letters, and what is taken then is too wide.
_SYSTEM_FONTS = Path("/etc/fonts/fonts.conf")
_FONTS = f"""\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include ignore_missing="yes">{_SYSTEM_FONTS}</include>
<match target="pattern"><test name="lang" compare="contains"><string>ar</string></test>\
<edit name="family" mode="append" binding="strong"><string>Noto Sans Arabic</string></edit></match>
</fontconfig>
"""
_DATE = re.compile(rb"(?<=/CreationDate\(D:)\d{14}([^)]*)(?=\))")
# The identity of the file, twice, and a checksum; both depend on the clock.
_MARKS = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")


@dataclass(frozen=True)
class Sheet:
    """A Word file to lay out: its bytes, the name for messages, the date that the PDF names."""

    word: bytes
    name: str
    when: datetime.datetime


def program() -> Path:
    """The program of LibreOffice. Raises FileProblem where there is none."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    for place in PLACES:
        root, *rest = Path(place).parts
        if Path(root).is_absolute() and (here := sorted(Path(root).glob("/".join(rest)))):
            return here[-1]
    raise FileProblem(
        "soffice",
        "was not found: LibreOffice makes the PDF, and nothing was written",
        "Install LibreOffice (libreoffice-writer), or put its soffice on the PATH; or build the Word file and save "
        "that as PDF.",
    )


@contextmanager
def libreoffice() -> Iterator["LibreOffice"]:
    """LibreOffice with a profile of its own, in a folder that is gone afterwards, whatever happens.

    A profile of the user would be locked while a window is open, and would bring its own settings.
    Raises FileProblem where it is not on the machine.
    """
    found = program()
    with tempfile.TemporaryDirectory(prefix="tenderkit-", ignore_cleanup_errors=True) as name:
        user = Path(name) / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        (Path(name) / "fonts.conf").write_text(_FONTS, encoding="utf-8")
        yield LibreOffice(found, Path(name))


@dataclass(frozen=True)
class LibreOffice:
    """LibreOffice: its program, and the folder with its profile."""

    program: Path
    folder: Path

    def pdfs(self, sheets: Sequence[Sheet]) -> list[bytes]:
        """Lay out Word files, all in one call because starting takes as long as a layout.

        Returns the PDF files in the same order. Raises FileProblem, for each file that did not become one.
        """
        sources = [self.folder / f"{number}.docx" for number in range(1, len(sheets) + 1)]
        try:
            for source, sheet in zip(sources, sheets, strict=True):
                source.write_bytes(sheet.word)
            said = self._call(sources)
            made = [_read(source.with_suffix(".pdf")) for source in sources]
        except OSError as error:
            raise FileProblem(error.filename or self.program, f"failed: {error.strerror or error}") from None
        finally:
            for source in sources:
                source.unlink(missing_ok=True)
                source.with_suffix(".pdf").unlink(missing_ok=True)
        problems: list[Finding] = []
        for sheet, pdf in zip(sheets, made, strict=True):
            if not pdf.startswith(b"%PDF-"):
                problems += self._failed(sheet.name, said).findings
        if problems:
            raise FileProblem.of(problems)
        return [settled(pdf, sheet.when) for sheet, pdf in zip(sheets, made, strict=True)]

    def _call(self, sources: Sequence[Path]) -> str:
        """Run the program, and end it with all its children where it does not end by itself. Returns what it said."""
        command = [
            str(self.program),
            f"-env:UserInstallation={(self.folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            _FILTER,
            "--outdir",
            str(self.folder),
            *map(str, sources),
        ]
        environment = {**os.environ, "TZ": "UTC"}
        if _SYSTEM_FONTS.is_file():
            environment.setdefault("FONTCONFIG_FILE", str(self.folder / "fonts.conf"))
        # A file and no pipe: a child that outlives its parent would keep a pipe open.
        with tempfile.TemporaryFile(dir=self.folder) as talk:
            running = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=talk,
                stderr=talk,
                env=environment,
                start_new_session=True,
            )
            try:
                code = running.wait(PATIENCE + EACH * len(sources))
            except subprocess.TimeoutExpired:
                said = f"it did not end within {PATIENCE + EACH * len(sources)} seconds"
            else:
                talk.seek(0)
                lines = talk.read().decode(errors="replace").split("\n")
                # It says each file that it converts, and a line about Java, which nothing here needs.
                told = [s for s in map(str.strip, lines) if s and not s.startswith(("convert ", "Warning:"))]
                said = " ".join(told[-3:])[:500] or ("it wrote nothing" if code == 0 else f"exit code {code}")
            finally:
                _end(running)
        return said

    def _failed(self, name: str, said: str) -> FileProblem:
        return FileProblem(
            name,
            f"could not be written: LibreOffice made no PDF of it ({said})",
            f"Try `{self.program} --version`. Where LibreOffice is a snap or flatpak, set TMPDIR to a folder in your "
            "home that it may read; or build the Word file and save that as PDF.",
        )


def _end(running: "subprocess.Popen[bytes]") -> None:
    """End a process and its children: the program is a script that starts others."""
    if running.poll() is not None:
        return
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
    running.wait()


def _read(pdf: Path) -> bytes:
    return pdf.read_bytes() if pdf.is_file() else b""


def heading_pages(pdf: bytes) -> list[int]:
    """The page of each heading that stands in the outline of a PDF, in order; the first page is 1.

    Returns nothing where the outline cannot be read.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError
    from pypdf.generic import Destination

    found: list[int] = []

    def walk(items: Sequence[Any]) -> None:
        for item in items:
            if isinstance(item, Destination):
                number = reader.get_destination_page_number(item)
                found.append(0 if number is None else number + 1)
            else:
                walk(item)

    try:
        reader = PdfReader(io.BytesIO(pdf))
        walk(reader.outline)
    except PyPdfError:
        return []
    return found


def settled(pdf: bytes, when: datetime.datetime) -> bytes:
    """A PDF of LibreOffice without the clock in it.

    LibreOffice takes the dates of the document for the metadata, but puts the clock into the older record beside
    them, and makes the identity of the file from it. Both are put right in place, in equal length, because places
    in the file are counted in bytes. What is not found is left as it is.

    Parameters: `when`, the date to name. Returns the whole file.
    """
    start = pdf.rfind(b"/CreationDate(D:")
    if start < 0:
        return pdf
    body, record = pdf[:start], pdf[start:]

    def date(found: re.Match[bytes]) -> bytes:
        zone = b"+00'00'" if len(found[1]) == len(b"+00'00'") else found[1]
        return when.astimezone(datetime.UTC).strftime("%Y%m%d%H%M%S").encode() + zone

    record = _DATE.sub(date, record, count=1)
    blank = _MARKS.sub(b"0" * 32, record)
    identity = hashlib.sha256(body + blank).hexdigest()[:32].upper().encode()
    return body + _MARKS.sub(identity, record)
