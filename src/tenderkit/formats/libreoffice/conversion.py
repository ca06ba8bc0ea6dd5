# SPDX-License-Identifier: Apache-2.0
"""Run LibreOffice, where it is on the machine: it lays out papers as tagged PDF (PDF/UA), and makes Word files."""

import datetime
import hashlib
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
from typing import IO

from tenderkit.errors import FileProblem, InvalidInput
from tenderkit.findings import Finding
from tenderkit.formats.libreoffice import run_folder
from tenderkit.formats.libreoffice.open_office import OpenOffice
from tenderkit.library.reading.english_words import tell_in_english

# Seconds that one call may take, and what each file adds; an annex of forty pages takes one or two.
BASE_TIMEOUT, TIMEOUT_PER_FILE = 120, 30
# Seconds that LibreOffice may take to turn one file from anywhere into a Word file.
WORD_TIMEOUT = 90
# Bytes of memory that it may address then, which is far more than it uses, and of each file that it may write.
MOST_MEMORY, MOST_OUTPUT = 6_000_000_000, 200_000_000
# Where installers put the program without putting it on the PATH.
PROGRAM_PATHS = (
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
_WORD_FILTER = "docx:MS Word 2007 XML"
# Without a language of its own, that of the user moves lines and changes spaces. Nothing is loaded that a file only
# links, be it on the network or in a folder, no link is updated, and no macro runs. A version that is newer than all
# keeps it from testing how it draws before it starts for the first time, which takes as long as two papers.
_SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooLocale" oor:op="fuse"><value>en-US</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>en-GB</value>\
</prop></item>
<item oor:path="/org.openoffice.Setup/Product">\
<prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>999.9</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">\
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
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
class PdfSource:
    """A Word file to convert to PDF: its bytes, its name for messages, and the date to state in the PDF."""

    word: bytes
    name: str
    when: datetime.datetime


def find_program() -> Path:
    """Return the path of the LibreOffice program. Raises FileProblem where LibreOffice is not found."""
    program = _look_for_program()
    if program is None:
        raise FileProblem.of([tell_in_english("file", "soffice", "files.no-office")])
    return program


def _look_for_program() -> Path | None:
    for name in ("soffice", "libreoffice"):
        if path := shutil.which(name):
            return Path(path)
    for known_path in PROGRAM_PATHS:
        root, *pattern = Path(known_path).parts
        if Path(root).is_absolute() and (matches := sorted(Path(root).glob("/".join(pattern)))):
            return matches[-1]
    return None


def convert_to_word(content: bytes, ending: str, name: str) -> bytes:
    """Return a text in the format of another word processor as a Word file (.docx).

    The macros of the text are not run, and what it only links is not loaded.
    Parameters: `content`, the bytes of the file; `ending`, that of its format, such as `.odt`; `name`, for messages.
    Raises FileProblem where LibreOffice is not found, InvalidInput where it makes no Word file within 90 seconds.
    """
    if _look_for_program() is None:
        raise FileProblem.of([tell_in_english("file", name, "files.no-office-to-read")])
    with open_libreoffice() as office:
        word, output = office.convert_text(content, ending)
    if not word.startswith(b"PK"):
        raise InvalidInput([tell_in_english("unreadable", name, "files.no-word-made", output=output)])
    return word


def _mark_build(user: Path, program: Path) -> None:
    """Write the build of LibreOffice into new settings, where the program says it: without it, it starts twice."""
    with suppress(OSError):
        versions = (program.resolve().parent / "versionrc").read_text(encoding="utf-8")
        if build := re.search("^buildid=(.+)$", versions, re.MULTILINE):
            (user / "extensions").mkdir()
            (user / "extensions" / "buildid").write_text(build[1], encoding="utf-8")


@contextmanager
def open_libreoffice() -> Iterator["LibreOffice"]:
    """Prepare to run LibreOffice, with its own settings in a folder that is removed at the end, also after errors.

    The settings of the user are not used, because they are locked while LibreOffice is open, and may change the
    result. Raises FileProblem where LibreOffice is not found.
    """
    executable = find_program()
    with run_folder.open_run_folder() as opened:
        user = opened.path / run_folder.PROFILE / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        _mark_build(user, executable)
        (opened.path / run_folder.FONTS).write_text(_FONTS, encoding="utf-8")
        # A file and no pipe: a child that outlives its parent would keep a pipe open.
        with tempfile.TemporaryFile(dir=opened.path) as log:
            office = LibreOffice(executable, opened.path, log, opened.locks)
            try:
                yield office
            finally:
                office.opened.end()


class LibreOffice:
    """LibreOffice: the path of its program, and the temporary folder with its settings.

    Parameters: `log`, the file for its messages; `locks`, handles of open files, whose locks show other processes
    that the folder is in use.
    """

    def __init__(self, program: Path, folder: Path, log: IO[bytes], locks: tuple[int, ...]) -> None:
        self.program, self.folder, self._log, self._locks = program, folder, log, locks
        profile = (folder / run_folder.PROFILE).as_uri()
        self._command = [str(program), f"-env:UserInstallation={profile}", "--headless", "--norestore"]
        self._environment = {**os.environ, "TZ": "UTC"}
        if _SYSTEM_FONTS.is_file():
            self._environment.setdefault("FONTCONFIG_FILE", str(folder / run_folder.FONTS))
        self.opened = OpenOffice(self._command, folder, self._environment, log, locks)

    def convert_files(self, files: Sequence[PdfSource]) -> list[bytes]:
        """Convert Word files to PDF, and return the bytes of the PDF files in the same order.

        From the second call on LibreOffice stays open, because its start takes longer than the layout of a file.
        Raises FileProblem with an error for each file that could not be converted.
        """
        sources = [self.folder / f"{number}.docx" for number in range(1, len(files) + 1)]
        try:
            for source, file in zip(sources, files, strict=True):
                source.write_bytes(file.word)
            self.opened.start()
            output = self._run_program(sources, _FILTER, BASE_TIMEOUT + TIMEOUT_PER_FILE * len(sources))
            pdfs = [_read_result(source.with_suffix(".pdf")) for source in sources]
        except OSError as error:
            raise _refuse_failure(error, self.program) from None
        finally:
            for source in sources:
                source.unlink(missing_ok=True)
                source.with_suffix(".pdf").unlink(missing_ok=True)
        problems: list[Finding] = []
        for file, pdf in zip(files, pdfs, strict=True):
            if not pdf.startswith(b"%PDF-"):
                problems += self._build_error(file.name, output).findings
        if problems:
            # It may hang.
            self.opened.end()
            raise FileProblem.of(problems)
        return [set_pdf_date(pdf, file.when) for file, pdf in zip(files, pdfs, strict=True)]

    def convert_text(self, content: bytes, ending: str) -> tuple[bytes, str]:
        """Convert a text to a Word file, and return its bytes, none where that failed, and the last messages.

        Parameters: `content`, the bytes of the text; `ending`, that of its format, such as `.odt`.
        """
        source = self.folder / f"text{ending}"
        try:
            source.write_bytes(content)
            output = self._run_program([source], _WORD_FILTER, WORD_TIMEOUT, bounded=True)
            return _read_result(source.with_suffix(".docx")), output
        except OSError as error:
            raise _refuse_failure(error, self.program) from None

    def _run_program(self, sources: Sequence[Path], filter_: str, seconds: int, *, bounded: bool = False) -> str:
        """Run LibreOffice on the files and return its last messages; after a time limit, end all its processes.

        Parameters: `filter_`, the format to convert to, with its options; `seconds`, the time limit; `bounded`, true
        to bound its memory and what it writes as well.
        """
        command = [*self._command, "--convert-to", filter_, "--outdir", str(self.folder), *map(str, sources)]
        start = self._log.seek(0, os.SEEK_END)
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            env=self._environment,
            start_new_session=True,
            pass_fds=self._locks,
        )
        if bounded:
            _bound_process(process.pid)
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            return f"it did not end within {seconds} seconds"
        finally:
            _end_process(process)
        self._log.seek(start)
        lines = self._log.read().decode(errors="replace").split("\n")
        # It says each file that it converts, and a line about Java, which nothing here needs.
        messages = [s for s in map(str.strip, lines) if s and not s.startswith(("convert ", "Warning:"))]
        return " ".join(messages[-3:])[:500] or ("it wrote nothing" if code == 0 else f"exit code {code}")

    def _build_error(self, name: str, output: str) -> FileProblem:
        values = {"program": str(self.program), "output": output}
        return FileProblem.of([tell_in_english("file", name, "files.no-pdf-made", **values)])


def _refuse_failure(error: OSError, program: Path) -> FileProblem:
    name, reason = error.filename or program, error.strerror or error
    return FileProblem.of([tell_in_english("file", name, "files.office-failed", reason=reason)])


def _bound_process(pid: int) -> None:
    """Bound the memory and the files of a process and of those that it starts, where the system can: on Linux."""
    with suppress(ImportError, AttributeError, OSError, ValueError):
        import resource

        for kind, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_FSIZE, MOST_OUTPUT)):
            resource.prlimit(pid, kind, (most, most))


def _end_process(running: "subprocess.Popen[bytes]") -> None:
    """End a process and its child processes: `soffice` is a script that starts other programs."""
    if running.poll() is not None:
        return
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
    running.wait()


def _read_result(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def set_pdf_date(pdf: bytes, when: datetime.datetime) -> bytes:
    """Replace the time of the conversion in a PDF made by LibreOffice by the date `when`; return the changed PDF.

    LibreOffice writes this time into the document information, and computes the identifier of the file from it. Time
    and identifier are replaced by values of the same length, because a PDF counts positions in bytes. A value that is
    not found is not replaced.
    """
    start = pdf.rfind(b"/CreationDate(D:")
    if start < 0:
        return pdf
    body, record = pdf[:start], pdf[start:]

    def date(match: re.Match[bytes]) -> bytes:
        zone = b"+00'00'" if len(match[1]) == len(b"+00'00'") else match[1]
        return when.astimezone(datetime.UTC).strftime("%Y%m%d%H%M%S").encode() + zone

    record = _DATE.sub(date, record, count=1)
    blank = _MARKS.sub(b"0" * 32, record)
    identity = hashlib.sha256(body + blank).hexdigest()[:32].upper().encode()
    return body + _MARKS.sub(identity, record)
