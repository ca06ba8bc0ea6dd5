# SPDX-License-Identifier: Apache-2.0
"""Read files as text, and parse text as TOML or JSON into plain data; messages say how to mend a fault."""

import json
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from tenderkit.errors import FileProblem, InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.library.reading.file_kinds import recognize_kind

MAX_BYTES = 5_000_000
_DEEP_KEY = re.compile(r"(?<![\w-])(?:[\w-]++\s*+\.\s*+){50}")


def read_text(path: Path, name: str) -> str:
    """Return the text of a file.

    Parameters: `name`, the name of the file for messages. Raises FileProblem where the file cannot be read,
    InvalidInput where it is not UTF-8 text or is larger than `MAX_BYTES`.
    """
    with open_file(path, name) as file:
        return decode_text(file.read(MAX_BYTES + 1), name)


@contextmanager
def open_file(path: Path, name: str) -> Iterator[BinaryIO]:
    """Open a file to read its bytes, and close it afterwards. Raises FileProblem where the file cannot be read."""
    try:
        if path.is_dir():
            raise FileProblem(name, "is a folder", "Name the file inside it.")
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise FileProblem(name, "is not there", "Check the name and the folder.") from None
    except OSError as error:
        raise FileProblem(name, f"cannot be read: {error.strerror or error}", "Check the permissions.") from None


def decode_text(content: bytes, name: str) -> str:
    """Return the text of the UTF-8 content of a file, without a byte-order mark.

    Parameters: `name`, the name of the file for messages. Raises InvalidInput where the content is not UTF-8 text, or
    is larger than `MAX_BYTES`.
    """
    if kind := recognize_kind(content):
        raise InvalidInput([_make_unreadable(name, f"is {kind}", "Name the purchase file instead.")])
    if len(content) > MAX_BYTES:
        raise InvalidInput([_make_unreadable(name, f"is larger than {MAX_BYTES:,} bytes", "Split it.")])
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InvalidInput([_make_unreadable(name, "is UTF-16 text", "Save it as UTF-8.")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 text (byte {error.start + 1})"
        raise InvalidInput([_make_unreadable(name, message, "Save it as UTF-8.")]) from None


def read_lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file; a line longer than `MAX_BYTES` is cut to its first `MAX_BYTES` + 1 bytes.

    The cut keeps a huge line from filling the memory; `decode_text` still refuses the line as too large.
    """
    while line := file.readline(MAX_BYTES + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = file.readline(MAX_BYTES)


def _make_unreadable(name: str, message: str, fix: str = "") -> Finding:
    return Finding("unreadable", message, fix, place=Place(name))


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """Parse TOML text into plain data. Raises InvalidInput, with line and column, for a text that is not valid TOML.

    Parameters: `name`, the name of the file for messages.
    """
    if _DEEP_KEY.search(text):  # the parser takes quadratic time over them
        raise InvalidInput([_make_unreadable(name, "is nested too deeply", "Four levels are enough.")])
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except RecursionError:
        raise InvalidInput([_make_unreadable(name, "is nested too deeply", "Four levels are enough.")]) from None
    except ValueError as error:  # also whole numbers of thousands of digits
        line = re.search(r"at line (\d+)", str(error))
        written = text.split("\n")[int(line[1]) - 1].strip() if line else ""
        message = f"is not valid TOML: {error}" + (f": {written[:80]}" if written else "")
        raise InvalidInput([Finding("toml", message, _suggest_fix(written, str(error)), place=Place(name))]) from None


def _suggest_fix(line: str, error: str) -> str:
    """Return advice on a line that is not valid TOML, such as `Use straight quotes: "…".`

    Parameters: `line`, the text of the line; `error`, the message of the parser.
    """
    value = line.partition("=")[2].strip()
    if "verwrite" in error or "Cannot declare" in error:
        return "This key or table is there twice: keep one of them."
    if re.search("[“”„‘’«»]", line):
        return 'Use straight quotes: "…".'
    if re.match(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b", value):
        return "Write a date like 2027-01-15, without quotes."
    if re.match(r"-?\d+,\d", value):
        return "Write decimals with a point: 0.22."
    if re.match(r"-?\d[\d_.]*\s*[A-Za-z%]", value):
        return "Write the number alone, without its unit."
    if re.match(r"[^\W\d]", value) and value not in ("true", "false"):
        return 'Put texts in double quotes: "…"; write numbers in digits.'
    return "Put texts in double quotes, names of tables in [brackets], lists of tables in [[double brackets]]."


def parse_json_value(text: str) -> Any:
    """Parse any JSON. Raises ValueError for what is none or has a key twice, RecursionError where it is too deep."""

    def refuse(word: str) -> Any:
        raise ValueError(f"{word} is not a number of JSON")

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        table = dict(pairs)
        if len(table) != len(pairs):
            raise ValueError("an object names the same key twice")
        return table

    return json.loads(text, parse_constant=refuse, object_pairs_hook=once)


def parse_json(text: str, name: str) -> dict[str, Any]:
    """Parse the text of a JSON object into plain data.

    Parameters: `name`, the name of the file for messages. Raises InvalidInput if the text is not a JSON object, or if
    it has the same key twice in an object.
    """

    try:
        data = parse_json_value(text)
    except RecursionError:
        raise InvalidInput([_make_unreadable(name, "is nested too deeply")]) from None
    except json.JSONDecodeError as error:
        # A line of a stream has a number of its own, which is in its name.
        line = f"line {error.lineno}, " if "\n" in text.strip() else ""
        message = f"is not valid JSON: {error.msg} ({line}column {error.colno})"
        raise InvalidInput([Finding("json", message, place=Place(name))]) from None
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
