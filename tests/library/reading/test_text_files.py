# SPDX-License-Identifier: Apache-2.0
import io
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from tenderkit.errors import FileProblem, InvalidInput
from tenderkit.library.reading import text_files
from tenderkit.library.reading.text_files import MAX_BYTES, decode_text, parse_json, parse_toml, read_text
from tests.support import PURCHASE, the_problem

# --- bytes to text ---


def test_a_byte_order_mark_is_tolerated() -> None:
    assert decode_text(b"\xef\xbb\xbfa = 1", "x") == "a = 1"


def test_text_keeps_every_character() -> None:
    assert decode_text("é 学 👩🏽‍💻 \u200f".encode(), "x") == "é 学 👩🏽‍💻 \u200f"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_refused(encoding: str) -> None:
    mark = {"utf-16": "", "utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}[encoding]
    finding = the_problem(lambda: decode_text((mark + PURCHASE).encode(encoding), "x.toml"))
    assert finding.message == "is UTF-16 text"
    assert finding.place.file == "x.toml"
    assert "UTF-8" in finding.fix


@pytest.mark.parametrize("content", [b"ab\xffc", b"ab\xc3", b"ab\xe9t\xe9", b"ab\xed\xa0\x80", b"ab\xc0\xaf"])
def test_bytes_that_are_no_utf_8_are_refused_with_their_place(content: bytes) -> None:
    assert the_problem(lambda: decode_text(content, "x")).message == "is not UTF-8 text (byte 3)"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04...", "a Word file or another archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an old Office, such as .doc"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"{\\rtf1 ", "a text in RTF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"GIF89a", "a picture"),
    ],
)
def test_a_file_of_another_kind_is_called_what_it_is(content: bytes, kind: str) -> None:
    finding = the_problem(lambda: decode_text(content, "x"))
    assert (finding.message, finding.fix) == (f"is {kind}", "Name the purchase file instead.")


def test_5_mb_are_accepted() -> None:
    assert MAX_BYTES == 5_000_000
    assert len(decode_text(b"#" * 5_000_000, "x")) == 5_000_000


def test_more_than_5_mb_are_refused() -> None:
    assert "larger" in the_problem(lambda: decode_text(b"#" * 5_000_001, "x")).message


def test_a_file_of_more_than_5_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)  # a hole: takes no room
    assert "larger" in the_problem(lambda: read_text(path, "x.toml")).message


# --- files that cannot be read ---


def test_a_missing_file_is_a_file_problem(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"x\.toml: is not there") as caught:
        read_text(tmp_path / "x.toml", "x.toml")
    assert caught.value.exit_code == 4


def test_a_folder_is_a_file_problem(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="is a folder"):
        read_text(tmp_path, "x")


def test_a_file_below_a_file_is_a_file_problem(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("", encoding="utf-8")
    with pytest.raises(FileProblem):
        read_text(tmp_path / "x" / "y", "x/y")


def test_a_name_that_is_too_long_is_a_file_problem(tmp_path: Path) -> None:
    with pytest.raises(FileProblem):
        read_text(tmp_path / ("x" * 300), "long")


# --- TOML ---


def test_an_empty_file_says_nothing() -> None:
    assert parse_toml("", "x") == {}


def test_crlf_line_ends_are_read_like_line_feeds() -> None:
    crlf = parse_toml(PURCHASE.replace("\n", "\r\n"), "x")
    assert crlf == parse_toml(PURCHASE, "x")
    assert crlf["lots"][0]["items"][0]["note"] == "two\nlines"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb =\n", 2),
        ("a = 1\na = 2\n", 2),
        ("[a]\n[b]\n[a]\n", 3),
        ("a = 2027-02-30\n", 1),
        ("a = 2027-13-01\n", 1),
        ("a = 1\nb = \x00\n", 2),
        ('a = "\x1b"\n', 1),
        ("a = 'x\n", 1),
        ("a = [1,\n", 2),
        ("a = 1 b = 2\n", 1),
        ("{}\n", 1),
    ],
    ids=repr,
)
def test_broken_toml_is_refused_with_its_line(text: str, line: int) -> None:
    finding = the_problem(lambda: parse_toml(text, "x.toml"))
    assert finding.rule == "toml"
    assert finding.place.file == "x.toml"
    assert f"line {line}" in finding.message or "at its end" in finding.message


def test_a_number_of_thousands_of_digits_is_no_bug() -> None:
    assert the_problem(lambda: parse_toml("a = " + "9" * 10_000, "x")).rule == "toml"


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = " + "{a=" * 100_000, "[" * 100_000])
def test_deep_nesting_of_toml_is_refused(text: str) -> None:
    assert the_problem(lambda: parse_toml(text, "x")).rule in ("unreadable", "toml")


def test_deeply_dotted_keys_are_no_bug() -> None:
    with pytest.raises(InvalidInput):
        parse_toml(".".join("a" * 2_000) + " = 1\n" + PURCHASE, "x")


# --- JSON ---


def test_a_json_object_is_read() -> None:
    assert parse_json('{"a": [1, "x", null, true]}', "x") == {"a": [1, "x", None, True]}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "[1]",
        "1",
        "null",
        '"x"',
        "{",
        '{"a": 1,}',
        '{"a": 1} {"b": 2}',
        "{'a': 1}",
        '{"a": NaN}',
        '{"a": Infinity}',
        '{"a": -Infinity}',
        '{"a": ' + "9" * 10_000 + "}",
        '{"a": "\x1b"}',
    ],
    ids=lambda t: t[:20],
)
def test_what_is_no_json_object_is_refused(text: str) -> None:
    finding = the_problem(lambda: parse_json(text, "x.json"))
    assert finding.rule == "json"
    assert finding.place.file == "x.json"


@pytest.mark.parametrize("text", ['{"a": 1, "a": 1}', '{"a": {"b": 1, "c": 2, "b": 3}}'])
def test_a_key_that_stands_twice_in_json_is_refused(text: str) -> None:
    assert "twice" in the_problem(lambda: parse_json(text, "x")).message


@pytest.mark.parametrize("text", ['{"a": ' + "[" * 100_000, '{"a":' * 100_000])
def test_deep_nesting_of_json_is_refused(text: str) -> None:
    assert "deeply" in the_problem(lambda: parse_json(text, "x")).message


# Lines


class Endless(io.RawIOBase):
    """A file of one line without an end; it remembers the largest piece that was asked for."""

    def __init__(self, pieces: int) -> None:
        self.left, self.largest = pieces, 0

    def readline(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size > 0, "the whole line was asked for"
        self.largest = max(self.largest, size)
        self.left -= 1
        return b"x" * size if self.left >= 0 else b""


def test_a_line_is_read_in_pieces_and_all_but_its_beginning_passed_over() -> None:
    file = Endless(20)
    (line,) = text_files.read_lines(cast("BinaryIO", file))
    assert len(line) == file.largest == text_files.MAX_BYTES + 1
    with pytest.raises(InvalidInput, match="is larger than"):
        text_files.decode_text(line, "line 1")


@pytest.mark.parametrize("extra", [-2, -1, 0, 1, 2])
def test_lines_around_the_limit_keep_their_places(extra: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_files, "MAX_BYTES", 8)
    lines = list(text_files.read_lines(io.BytesIO(b"a\n" + b"x" * (8 + extra) + b"\nb")))
    assert (lines[0], lines[-1], len(lines)) == (b"a\n", b"b", 3)
    assert lines[1] == (b"x" * (8 + extra) + b"\n")[:9]
