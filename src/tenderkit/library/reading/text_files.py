# SPDX-License-Identifier: Apache-2.0
"""Read files as text, and parse text as TOML or JSON into plain data; messages say how to mend a fault."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from tenderkit.errors import FileProblem, InvalidInput
from tenderkit.findings import Finding, Told
from tenderkit.library.reading.english_words import tell_in_english
from tenderkit.library.reading.file_kinds import recognize_kind
from tenderkit.library.reading.toml_text import load_toml

MAX_BYTES = 5_000_000
# What the parsers tell in English, as patterns, with the key of the words for it.
_TWICE = "verwrite|Cannot (declare|mutate|redefine)|Duplicate"
_NO_NUMBER, _SAME_KEY = "no number of JSON", "the same key twice"
_TOML_REASONS = {
    _TWICE: "reason-twice",
    "at the end of an? (table|array) declaration": "reason-bracket",
    "Expected '='": "reason-equals",
    "Unclosed|Unterminated|Expected [\"']": "reason-open",
    "Illegal character": "reason-text",
    "Expected newline": "reason-rest",
    "Invalid (value|date|hex)": "reason-value",
}
_JSON_REASONS = {
    "',' delimiter": "reason-comma",
    "':' delimiter": "reason-colon",
    "property name|trailing comma": "reason-key",
    "Expecting value": "reason-no-value",
    "Extra data": "reason-rest",
    "Unterminated|control character|escape": "reason-text",
    _NO_NUMBER: "reason-number",
    _SAME_KEY: "reason-same-key",
}
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
            raise _refuse_file(name, "folder")
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise _refuse_file(name, "missing") from None
    except PermissionError:
        raise _refuse_file(name, "forbidden") from None
    except OSError as error:
        raise _refuse_file(name, "unreadable", reason=error.strerror or str(error)) from None


def decode_text(content: bytes, name: str) -> str:
    """Return the text of the UTF-8 content of a file, without a byte-order mark.

    Parameters: `name`, the name of the file for messages. Raises InvalidInput where the content is not UTF-8 text, or
    is larger than `MAX_BYTES`.
    """
    if kind := recognize_kind(content):
        raise InvalidInput([_make_unreadable(name, "other-kind", kind=Told(kind))])
    if len(content) > MAX_BYTES:
        raise InvalidInput([_make_unreadable(name, "too-large", most=f"{MAX_BYTES:,}")])
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InvalidInput([_make_unreadable(name, "utf-16")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput([_make_unreadable(name, "not-utf-8", byte=error.start + 1)]) from None


def read_lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file; a line longer than `MAX_BYTES` is cut to its first `MAX_BYTES` + 1 bytes.

    The cut keeps a huge line from filling the memory; `decode_text` still refuses the line as too large.
    """
    while line := file.readline(MAX_BYTES + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = file.readline(MAX_BYTES)


def _make_unreadable(name: str, key: str, fix: str = "", **values: Any) -> Finding:
    return _make_finding("unreadable", name, key, fix, **values)


def _refuse_file(name: str, key: str, **values: Any) -> FileProblem:
    return FileProblem.of([_make_finding("file", name, key, **values)])


def _make_finding(rule: str, name: str, key: str, /, fix: str = "", **values: Any) -> Finding:
    """Return a finding on a file; `key` and `fix` are keys of its words, in the section `files` of the frame."""
    return tell_in_english(rule, name, f"files.{key}", fix and f"files.{fix}", **values)


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """Parse TOML text into plain data. Raises InvalidInput, with line and column, for a text that is not valid TOML.

    Parameters: `name`, the name of the file for messages.
    """
    if _DEEP_KEY.search(text):  # the parser takes quadratic time over them
        raise InvalidInput([_make_unreadable(name, "too-deep", "too-deep-toml")])
    try:
        return load_toml(text)
    except RecursionError:
        raise InvalidInput([_make_unreadable(name, "too-deep", "too-deep-toml")]) from None
    except ValueError as error:  # also whole numbers of thousands of digits
        raise InvalidInput([_explain_toml(text, name, str(error))]) from None


def _explain_toml(text: str, name: str, error: str) -> Finding:
    """Return the finding on text that is not valid TOML; `error` is the message of the parser."""
    place = re.search(r"at line (\d+), column (\d+)", error)
    values: dict[str, Any] = {"reason": _find_reason(error, _TOML_REASONS)}
    if place is None:
        key = "toml-end" if "end of document" in error else "toml-whole"
        return _make_finding("toml", name, key, _advise("", error), **values)
    written = text.split("\n")[int(place[1]) - 1].strip()
    values |= {"line": place[1], "column": place[2], "written": written[:80]}
    return _make_finding("toml", name, "toml", _advise(written, error), **values)


def _find_reason(error: str, reasons: Mapping[str, str]) -> Told:
    """Return the words for the message of a parser: those of the first pattern that is in it."""
    key = next((key for pattern, key in reasons.items() if re.search(pattern, error)), "reason-other")
    return Told(f"files.{key}")


def _advise(line: str, error: str) -> str:
    """Return the key of advice on a line that is not valid TOML, such as `fix-quotes`.

    Parameters: `line`, the text of the line; `error`, the message of the parser.
    """
    value = line.partition("=")[2].strip()
    if re.search(_TWICE, error):
        return "fix-twice"
    if re.search("[“”„‘’«»]", line):
        return "fix-quotes"
    if re.match(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b", value):
        return "fix-date"
    if re.match(r"-?\d+,\d", value):
        return "fix-decimals"
    if re.match(r"-?\d[\d_.]*\s*[A-Za-z%]", value):
        return "fix-unit"
    if re.match(r"[^\W\d]", value) and value not in ("true", "false"):
        return "fix-text"
    return "fix-toml"


def parse_json_value(text: str) -> Any:
    """Parse any JSON. Raises ValueError for what is none or has a key twice, RecursionError where it is too deep."""

    def refuse(_word: str) -> Any:
        raise ValueError(_NO_NUMBER)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        table = dict(pairs)
        if len(table) != len(pairs):
            raise ValueError(_SAME_KEY)
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
        raise InvalidInput([_make_unreadable(name, "too-deep")]) from None
    except json.JSONDecodeError as error:
        # A line of a stream has a number of its own, which is in its name.
        key = "json" if "\n" in text.strip() else "json-line"
        values: dict[str, Any] = {"line": error.lineno, "column": error.colno}
        values["reason"] = _find_reason(error.msg, _JSON_REASONS)
        raise InvalidInput([_make_finding("json", name, key, **values)]) from None
    except ValueError as error:
        reason = _find_reason(str(error), _JSON_REASONS)
        raise InvalidInput([_make_finding("json", name, "json-whole", reason=reason)]) from None
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise InvalidInput([_make_finding("json", name, "half-character")]) from None
    if not isinstance(data, dict):
        key = "json-list" if isinstance(data, list) else "json-other"
        raise InvalidInput([_make_finding("json", name, key)])
    return data
