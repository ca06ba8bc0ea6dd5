# SPDX-License-Identifier: Apache-2.0
import datetime
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tenderkit import data_files
from tenderkit.data_files import (
    MAX_BYTES,
    data_folder,
    decode,
    digest_of,
    parse_json,
    parse_purchase,
    parse_toml,
    read_library,
    read_shipped,
    read_text,
)
from tenderkit.errors import FileProblem, InvalidInput
from tenderkit.finding import Finding

PURCHASE = """\
tenderkit = 1
language = "en"
[tender]
title = "Displays"
launch = 2027-01-15
[[lots]]
title = "Displays"
acquisition = "purchase"
items = [{ category = "display", quantity = 5, note = \"\"\"
two
lines\"\"\" }]
"""


def refused(call: Callable[[], object]) -> Finding:
    """The only problem that a reader tells."""
    with pytest.raises(InvalidInput) as caught:
        call()
    assert caught.value.exit_code == 3
    assert len(caught.value.findings) == 1
    return caught.value.findings[0]


# --- bytes to text ---


def test_a_byte_order_mark_is_tolerated() -> None:
    assert decode(b"\xef\xbb\xbfa = 1", "x") == "a = 1"


def test_text_keeps_every_character() -> None:
    assert decode("é 学 👩🏽‍💻 \u200f".encode(), "x") == "é 学 👩🏽‍💻 \u200f"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_refused(encoding: str) -> None:
    mark = {"utf-16": "", "utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}[encoding]
    finding = refused(lambda: decode((mark + PURCHASE).encode(encoding), "x.toml"))
    assert finding.message == "is UTF-16 text"
    assert finding.place.file == "x.toml"
    assert "UTF-8" in finding.fix


@pytest.mark.parametrize("content", [b"ab\xffc", b"ab\xc3", b"ab\xe9t\xe9", b"ab\xed\xa0\x80", b"ab\xc0\xaf"])
def test_bytes_that_are_no_utf_8_are_refused_with_their_place(content: bytes) -> None:
    assert refused(lambda: decode(content, "x")).message == "is not UTF-8 text (byte 3)"


def test_5_mb_are_accepted() -> None:
    assert MAX_BYTES == 5_000_000
    assert len(decode(b"#" * 5_000_000, "x")) == 5_000_000


def test_more_than_5_mb_are_refused() -> None:
    assert "larger" in refused(lambda: decode(b"#" * 5_000_001, "x")).message


def test_a_file_of_more_than_5_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)  # a hole: takes no room
    assert "larger" in refused(lambda: read_text(path, "x.toml")).message


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
    finding = refused(lambda: parse_toml(text, "x.toml"))
    assert finding.rule == "toml"
    assert finding.place.file == "x.toml"
    assert f"line {line}" in finding.message or "end of document" in finding.message


def test_a_number_of_thousands_of_digits_is_no_bug() -> None:
    assert refused(lambda: parse_toml("a = " + "9" * 10_000, "x")).rule == "toml"


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = " + "{a=" * 100_000, "[" * 100_000])
def test_deep_nesting_of_toml_is_refused(text: str) -> None:
    assert refused(lambda: parse_toml(text, "x")).rule in ("unreadable", "toml")


def test_deeply_dotted_keys_are_no_bug() -> None:
    with pytest.raises(InvalidInput):
        parse_purchase(".".join("a" * 2_000) + " = 1\n" + PURCHASE, "x", "toml")


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
    finding = refused(lambda: parse_json(text, "x.json"))
    assert finding.rule == "json"
    assert finding.place.file == "x.json"


@pytest.mark.parametrize("text", ['{"a": 1, "a": 1}', '{"a": {"b": 1, "c": 2, "b": 3}}'])
def test_a_key_that_stands_twice_in_json_is_refused(text: str) -> None:
    assert "twice" in refused(lambda: parse_json(text, "x")).message


@pytest.mark.parametrize("text", ['{"a": ' + "[" * 100_000, '{"a":' * 100_000])
def test_deep_nesting_of_json_is_refused(text: str) -> None:
    assert "deeply" in refused(lambda: parse_json(text, "x")).message


# --- purchases ---


def test_a_purchase_is_read_from_toml() -> None:
    found = parse_purchase(PURCHASE, "x.toml", "toml")
    assert found.tender.launch == datetime.date(2027, 1, 15)
    assert found.lots[0].items[0].quantity == 5


@pytest.mark.parametrize("value", ["2027-01-15T00:00:00", "2027-01-15 00:00:00Z", "00:00:00", '"2027-01-15"', "2027"])
def test_only_a_plain_date_is_a_launch_in_toml(value: str) -> None:
    finding = refused(lambda: parse_purchase(PURCHASE.replace("2027-01-15", value), "x.toml", "toml"))
    assert finding.place.key == "tender.launch"


@pytest.mark.parametrize(
    "value", ["nan", "inf", "-inf", "+nan", "1e400", "5.0", "0x5_0000000000", "true", '"5"', "1_0.0"]
)
def test_only_a_whole_number_is_a_quantity_in_toml(value: str) -> None:
    text = PURCHASE.replace("quantity = 5", f"quantity = {value}")
    with pytest.raises(InvalidInput) as caught:
        parse_purchase(text, "x.toml", "toml")
    assert "lots.1.items.1.quantity" in [f.place.key for f in caught.value.findings]


def test_a_number_without_end_is_refused_in_json() -> None:
    text = (
        '{"tenderkit": 1, "language": "en", "tender": {"title": "x", "launch": "2027-01-15", '
        '"value": {"amount": 1e400, "currency": "EUR"}}, "lots": [{"title": "x", "acquisition": "purchase", '
        '"items": [{"category": "display", "quantity": 1}]}]}'
    )
    assert refused(lambda: parse_purchase(text, "x.json", "json")).place.key == "tender.value.amount"


def test_a_language_overrides_that_of_the_file() -> None:
    assert refused(lambda: parse_purchase(PURCHASE, "x", "toml", "tlh")).place.key == "language"
    assert parse_purchase(PURCHASE.replace('"en"', '"tlh"'), "x", "toml", "en").language == "en"


# --- libraries ---


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the folder that is shipped."""
    for name in ("clauses", "templates"):
        shutil.copytree(data_folder() / name, tmp_path / name)
    return tmp_path


def edit(path: Path, pattern: str, new: str) -> None:
    """Replace what a pattern finds first."""
    text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1
    path.write_text(text, encoding="utf-8")


def problems(folder: Path) -> list[tuple[str | None, str | None]]:
    with pytest.raises(InvalidInput) as caught:
        read_library(folder)
    return [(f.place.file, f.place.key) for f in caught.value.findings]


def test_a_copy_of_the_shipped_library_equals_it(copied: Path) -> None:
    assert read_library(copied / "clauses") == read_library(data_folder() / "clauses")


def test_a_copy_of_all_shipped_data_equals_them(copied: Path) -> None:
    found = read_shipped(copied)
    again = read_shipped(data_folder())
    assert found == again
    assert found.library.digest == again.library.digest


def test_the_digest_does_not_depend_on_line_ends(copied: Path) -> None:
    before = digest_of(copied / "clauses")
    for path in (copied / "clauses").rglob("*.toml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert digest_of(copied / "clauses") == before


def test_line_ends_change_nothing_in_the_library(copied: Path) -> None:
    before = read_library(copied / "clauses")
    for path in (copied / "clauses").rglob("*.toml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_library(copied / "clauses") == before


def test_the_digest_depends_on_content_and_names(copied: Path) -> None:
    folder = copied / "clauses"
    before = digest_of(folder)
    edit(folder / "vocabulary.toml", r"^\[library\]", "[library] # changed")
    changed = digest_of(folder)
    assert changed != before
    (folder / "end-of-life" / "take-back.toml").rename(folder / "end-of-life" / "take-it-back.toml")
    assert digest_of(folder) != changed


def test_the_digest_does_not_depend_on_other_files(copied: Path) -> None:
    before = digest_of(copied / "clauses")
    (copied / "clauses" / "notes.txt").write_text("mine", encoding="utf-8")
    assert digest_of(copied / "clauses") == before


def test_all_broken_files_are_named_with_their_keys(copied: Path) -> None:
    folder = copied / "clauses"
    edit(folder / "end-of-life" / "take-back.toml", r'^status\s*= "stable"', 'status = "ready"')
    edit(folder / "useful-life" / "battery-endurance.toml", r"^version\b", "verison")
    edit(folder / "vocabulary.toml", r"^stores-data = true", 'stores-data = "yes"')
    edit(folder / "jurisdictions" / "ke.toml", r'^paper = "A4"', 'paper = "A3"')
    edit(folder / "sources.toml", r'^kind = "standard"', 'kind = "norm"')
    (folder / "end-of-life" / "export-control.toml").write_text("version =\n", encoding="utf-8")
    found = problems(folder)
    assert {file for file, _ in found} == {
        "end-of-life/take-back.toml",
        "useful-life/battery-endurance.toml",
        "vocabulary.toml",
        "jurisdictions/ke.toml",
        "sources.toml",
        "end-of-life/export-control.toml",
    }
    assert ("end-of-life/take-back.toml", "status") in found
    assert ("useful-life/battery-endurance.toml", "version") in found
    assert ("jurisdictions/ke.toml", "paper") in found


def test_all_files_that_do_not_fit_together_are_named_with_their_keys(copied: Path) -> None:
    folder = copied / "clauses"
    edit(folder / "end-of-life" / "take-back.toml", r"^\[text\]", '[[sources]]\nid = "nowhere"\nmark = "C"\n[text]')
    edit(folder / "jurisdictions" / "ke.toml", r'^parent = "international"', 'parent = "intergalactic"')
    found = problems(folder)
    assert ("jurisdictions/ke.toml", "parent") in found
    assert "end-of-life/take-back.toml" in {file for file, _ in found}


def test_an_id_that_stands_in_two_folders_is_refused(copied: Path) -> None:
    folder = copied / "clauses"
    shutil.copy(folder / "end-of-life" / "take-back.toml", folder / "materials-take-back.toml")
    (folder / "materials").mkdir(exist_ok=True)
    (folder / "materials-take-back.toml").rename(folder / "materials" / "take-back.toml")
    with pytest.raises(InvalidInput) as caught:
        read_library(folder)
    finding = next(f for f in caught.value.findings if f.rule == "id-twice")
    assert finding.place.file in ("materials/take-back.toml", "end-of-life/take-back.toml")


def test_a_missing_list_is_a_file_problem(copied: Path) -> None:
    (copied / "clauses" / "vocabulary.toml").unlink()
    with pytest.raises(FileProblem, match=r"vocabulary\.toml"):
        read_library(copied / "clauses")


def test_a_broken_frame_is_named(copied: Path) -> None:
    edit(copied / "templates" / "frame" / "en.toml", r'^direction = "ltr"', 'direction = "down"')
    with pytest.raises(InvalidInput) as caught:
        read_shipped(copied)
    assert [(f.place.file, f.place.key) for f in caught.value.findings] == [("templates/frame/en.toml", "direction")]


def test_frame_texts_alone_make_no_language(copied: Path) -> None:
    frames = copied / "templates" / "frame"
    (frames / "fr.toml").write_text((frames / "en.toml").read_text("utf-8"), encoding="utf-8")
    found = read_shipped(copied)
    assert sorted(found.frames) == ["en", "fr"]
    assert found.languages == ("en",)


def test_the_examples_are_known_by_name() -> None:
    assert data_files.examples()["small-laptops"].name == "small-laptops.toml"


def test_no_network_is_needed_to_read_anything() -> None:
    program = (
        "import socket\n"
        "def refuse(*a, **k): raise AssertionError('network')\n"
        "socket.socket = refuse\n"
        "from tenderkit import data_files\n"
        "data_files.shipped()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
