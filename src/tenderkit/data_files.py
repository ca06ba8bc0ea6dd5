# SPDX-License-Identifier: Apache-2.0
"""Where the data are, and reading them: the only module that opens TOML files.

The shipped library is validated and compiled when the wheel is built (see `hatch_build.py`); from a checkout
the TOML files are read each time. Both ways give equal values.
"""

import hashlib
import json
import pickle
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from tenderkit.errors import FileProblem, InvalidInput
from tenderkit.finding import Finding, Place
from tenderkit.language import Frame, Language
from tenderkit.library import CLAUSE_LANGUAGES, Library
from tenderkit.look import Look

MAX_BYTES = 5_000_000
_DEEP_KEY = re.compile(r"(?<![\w-])(?:[\w-]++\s*+\.\s*+){50}")
_PACKAGE = Path(__file__).parent
_COMPILED = _PACKAGE / "_data" / "library.pickle"


@dataclass(frozen=True)
class Shipped:
    """All data that come with tenderkit: the library, the frame texts by language, the look of the annex, and `css`,
    its look as a page.
    """

    library: Library
    frames: Mapping[str, Frame]
    look: Look
    css: str

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that a document can be in.

        Frame texts alone make no language: legal text in another one than was asked for would pass unnoticed.
        """
        return tuple(code for code in self.frames if code in CLAUSE_LANGUAGES)

    def language(self, code: str) -> Language:
        """A language of the documents. Raises KeyError where its frame texts are not there."""
        return Language(code, self.frames[code])


def data_folder() -> Path:
    """The folder that holds `clauses/` and `templates/`: inside the package, or the checkout around it."""
    inside = _PACKAGE / "_data"
    return inside if (inside / "clauses").is_dir() else _PACKAGE.parents[1]


@cache
def shipped() -> Shipped:
    """The data that come with tenderkit. Raises InvalidInput where the files of a checkout are not in order."""
    if _COMPILED.is_file():
        # Part of this package, as trusted as its code; validated when the wheel was built.
        found: Shipped = pickle.loads(_COMPILED.read_bytes())
        return found
    return read_shipped(data_folder())


def read_shipped(folder: Path) -> Shipped:
    """Read all data from a folder. Raises InvalidInput with every problem found."""
    problems: list[Finding] = []
    frames = {
        path.stem: frame
        for path in sorted((folder / "templates" / "frame").glob("*.toml"))
        if (frame := _validated(path, Frame, problems, folder)) is not None
    }
    look = _validated(folder / "templates" / "annex" / "look.toml", Look, problems, folder)
    css = read_text(folder / "templates" / "annex" / "page.css", "page.css")
    library = _read_library(folder / "clauses", problems)
    if problems or library is None or look is None:
        raise InvalidInput(problems)
    return Shipped(library, frames, look, css)


def read_library(folder: Path) -> Library:
    """Read a clause library from its folder. Raises InvalidInput with every problem found."""
    problems: list[Finding] = []
    library = _read_library(folder, problems)
    if problems or library is None:
        raise InvalidInput(problems)
    return library


def _validated(path: Path, shape: Any, problems: list[Finding], root: Path, **more: Any) -> Any:
    """The content of a TOML file as a value of `shape`; None, and findings in `problems`, where it is not."""
    from pydantic import ValidationError

    from tenderkit.border import adapter, findings_of

    name = path.relative_to(root).as_posix()
    try:
        data = parse_toml(read_text(path, name), name)
    except InvalidInput as error:
        problems += error.findings
        return None
    try:
        return adapter(shape).validate_python({**data, **more})
    except ValidationError as error:
        problems += findings_of(error, shape, name)
        return None


def _read_library(folder: Path, problems: list[Finding]) -> Library | None:
    from tenderkit.clause import Clause
    from tenderkit.integrity import check
    from tenderkit.library import Jurisdiction, Source, Vocabulary
    from tenderkit.question import Question

    vocabulary = _validated(folder / "vocabulary.toml", Vocabulary, problems, folder)
    questions = _validated(folder / "questions.toml", dict[str, Question], problems, folder)
    sources = _validated(folder / "sources.toml", dict[str, Source], problems, folder)
    files: dict[str, str] = {}
    jurisdictions = {}
    for path in sorted((folder / "jurisdictions").glob("*.toml")):
        files[f"jurisdictions/{path.stem}"] = path.relative_to(folder).as_posix()
        jurisdictions[path.stem] = _validated(path, Jurisdiction, problems, folder)
    clauses = []
    own = ("jurisdictions", "translations")
    for path in sorted(p for p in folder.glob("*/*.toml") if p.parent.name not in own):
        if path.stem in files:
            message = f"the id is taken by {files[path.stem]}"
            problems.append(
                Finding(
                    "id-twice", message, "Rename one of the two.", place=Place(path.relative_to(folder).as_posix())
                )
            )
        files[path.stem] = path.relative_to(folder).as_posix()
        clause = _validated(path, Clause, problems, folder, id=path.stem, theme=path.parent.name)
        if clause is not None:
            clauses.append(clause)
    if problems or vocabulary is None:
        return None
    library = Library(
        vocabulary,
        questions,
        sources,
        jurisdictions,
        {c.id: c for c in sorted(clauses, key=vocabulary.order)},
        digest_of(folder),
    )
    problems += check(library, files)
    return library


def digest_of(folder: Path) -> str:
    """The SHA-256 of the names and contents of all TOML files below a folder; line ends do not count."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml")):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + hashlib.sha256(content).digest())
    return whole.hexdigest()


def examples() -> dict[str, Path]:
    """The shipped example purchases, by name."""
    return {p.stem: p for p in sorted((data_folder() / "templates" / "purchases").glob("*.toml"))}


def read_text(path: Path, name: str) -> str:
    """The text of a file.

    Raises FileProblem where the file cannot be read, InvalidInput where it is no UTF-8 text or too long.
    """
    with opened(path, name) as file:
        return decode(file.read(MAX_BYTES + 1), name)


@contextmanager
def opened(path: Path, name: str) -> Iterator[BinaryIO]:
    """A file to read from. Raises FileProblem where it cannot be read."""
    try:
        if path.is_dir():
            raise FileProblem(name, "is a folder", "Name the file inside it.")
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise FileProblem(name, "is not there", "Check the name and the folder.") from None
    except OSError as error:
        raise FileProblem(name, f"cannot be read: {error.strerror or error}", "Check the permissions.") from None


def decode(content: bytes, name: str) -> str:
    """Bytes as UTF-8 text, without a byte-order mark. Raises InvalidInput where they are not."""
    if content.startswith(b"PK\x03\x04"):
        raise InvalidInput([_bad(name, "is a Word file or another archive", "Name the purchase file instead.")])
    if len(content) > MAX_BYTES:
        raise InvalidInput([_bad(name, f"is larger than {MAX_BYTES:,} bytes", "Split the tender.")])
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InvalidInput([_bad(name, "is UTF-16 text", "Save it as UTF-8.")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 text (byte {error.start + 1})"
        raise InvalidInput([_bad(name, message, "Save it as UTF-8.")]) from None


def _bad(name: str, message: str, fix: str = "") -> Finding:
    return Finding("unreadable", message, fix, place=Place(name))


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """TOML as plain data. Raises InvalidInput with line and column where it is not TOML."""
    if _DEEP_KEY.search(text):  # the parser takes quadratic time over them
        raise InvalidInput([_bad(name, "is nested too deeply", "A purchase file needs four levels.")])
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except RecursionError:
        raise InvalidInput([_bad(name, "is nested too deeply", "A purchase file needs four levels.")]) from None
    except ValueError as error:  # also whole numbers of thousands of digits
        line = re.search(r"at line (\d+)", str(error))
        written = text.split("\n")[int(line[1]) - 1].strip() if line else ""
        message = f"is not valid TOML: {error}" + (f": {written[:80]}" if written else "")
        raise InvalidInput([Finding("toml", message, _way_out(written, str(error)), place=Place(name))]) from None


def _way_out(line: str, error: str) -> str:
    """What to do about a line that is not TOML: the mistakes that people make."""
    value = line.partition("=")[2].strip()
    if "verwrite" in error or "Cannot declare" in error:
        return "This key or table stands twice: keep one of them."
    if re.search("[“”„‘’«»]", line):
        return 'Use straight quotes: "…".'
    if re.match(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b", value):
        return "Write a date like 2027-01-15, without quotes."
    if re.match(r"-?\d+,\d", value):
        return "Write decimals with a point: 0.22."
    if re.match(r"-?\d[\d_.]*\s*[A-Za-z%]", value):
        return "Write the number alone, without its unit."
    if re.match(r"[^\W\d]", value) and value not in ("true", "false"):
        return 'Put texts in double quotes: "…".'
    return "Texts stand in double quotes, tables in [brackets], lists of tables in [[double brackets]]."


def parse_json(text: str, name: str) -> dict[str, Any]:
    """A JSON object as plain data. Raises InvalidInput where it is none."""

    def refuse(word: str) -> Any:
        raise ValueError(f"{word} is not a number of JSON")

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        table = dict(pairs)
        if len(table) != len(pairs):
            raise ValueError("an object names the same key twice")
        return table

    try:
        data = json.loads(text, parse_constant=refuse, object_pairs_hook=once)
    except RecursionError:
        raise InvalidInput([_bad(name, "is nested too deeply")]) from None
    except ValueError as error:
        raise InvalidInput([Finding("json", f"is not valid JSON: {error}", place=Place(name))]) from None
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise InvalidInput(
            [Finding("json", "holds half of a character (\\ud800 to \\udfff)", "Remove it.", place=Place(name))]
        ) from None
    if not isinstance(data, dict):
        fix = "For many purchases give one object a line: --input-format jsonl." if isinstance(data, list) else ""
        raise InvalidInput([Finding("json", "is not a JSON object", fix, place=Place(name))])
    return data


def validate_purchase(data: Mapping[str, Any], name: str, form: str, language: str | None = None) -> Any:
    """A purchase from parsed data.

    Parameters: `name` of the file, for messages; `form`, `toml` or `json`; `language`, which overrides that of
    the file. Returns the `Purchase`. Raises InvalidInput with every problem found.
    """
    from pydantic import ValidationError

    from tenderkit.border import findings_of
    from tenderkit.purchase import Purchase

    data_here = shipped()
    context = {"library": data_here.library, "languages": data_here.languages, "format": form}
    if language is not None:
        data = {**data, "language": language}
    try:
        return Purchase.model_validate(data, context=context)
    except ValidationError as error:
        raise InvalidInput(findings_of(error, Purchase, name)) from None


def parse_purchase(text: str, name: str, form: str, language: str | None = None) -> Any:
    """A purchase from the text of its file; like `validate_purchase`."""
    data = parse_json(text, name) if form == "json" else parse_toml(text, name)
    return validate_purchase(data, name, form, language)
