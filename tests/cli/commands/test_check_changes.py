# SPDX-License-Identifier: Apache-2.0
"""`check` on an annex of our own that was edited: rules, `--changes` and `--original`."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Cli, Watch, answer, strip_codes

MARKED = "[-shall-]{+may+}"


def rewrite(source: str, target: str, part: str, edit: Callable[[str], str]) -> None:
    """Copy a Word file with one part edited."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info, edit(content.decode()).encode() if info.filename == part else content)


def soften(document: str) -> str:
    """The first duty of the take-back is none any more."""
    head, mark, rest = document.partition("L1.take-back@")
    assert "shall" in rest
    return head + mark + rest.replace("shall", "may", 1)


@pytest.fixture
def edited(cli: Cli, small: Path) -> Path:
    """`small.docx` as it was made, and `edited.docx` with one word changed."""
    assert cli("build", "small.toml", "--papers", "annex").code == 0
    rewrite("small.docx", "edited.docx", "word/document.xml", soften)
    return Path("edited.docx")


def test_the_changed_word_is_a_note(cli: Cli, edited: Path) -> None:
    before, after = (answer(cli("check", file, "--format", "json")) for file in ("small.docx", "edited.docx"))
    new = [f for f in after["warnings"] if f["rule"].startswith(("standard-text-", "clause-"))]
    assert [(f["rule"], f["severity"], f["message"]) for f in new] == [
        ("standard-text-changed", "info", "“shall” became “may”")
    ]
    assert new[0]["place"]["clause"] == "take-back"
    assert after["findings"] == [{**f, "place": {**f["place"], "file": "edited.docx"}} for f in before["findings"]]


def test_changes_prints_the_differences_alone(cli: Cli, edited: Path) -> None:
    ended = cli("check", "--changes", "edited.docx")
    assert ended.code == 1
    lines = ended.stdout.splitlines()
    assert lines[0] == "edited.docx: changed in 1 clause"
    assert len(lines) == 3
    assert MARKED in lines[2]
    ended = cli("check", "--changes", "small.docx")
    assert (ended.code, ended.stdout) == (0, "small.docx: no words were changed since tenderkit made it\n")


def test_changes_as_json(cli: Cli, edited: Path) -> None:
    told = answer(cli("check", "--changes", "edited.docx", "small.docx", "--format", "json"))
    assert told["ok"] is False
    first, second = told["data"]["files"]
    assert second["differences"] == []
    (passage,) = first["differences"][0]["passages"]
    assert [p["text"].strip() for p in passage["pieces"] if p["kind"] != "same"] == ["shall", "may"]


def test_on_a_terminal_changes_have_colours(watch: Watch, edited: Path) -> None:
    screen = watch("check", "--changes", "edited.docx", width=120)
    assert re.search(r"\x1b\[[\d;]*9[\d;]*m\s*shall", screen)
    assert re.search(r"\x1b\[[\d;]*4[\d;]*m\s*may", screen)
    assert MARKED not in strip_codes(screen)


@pytest.fixture
def older(edited: Path) -> tuple[str, str]:
    """The two files as they would be without the words in the manifest."""

    def strip_words(manifest: str) -> str:
        return re.sub(r"<p>[^<]*</p>", "", manifest).replace("<words></words>", "")

    for name in ("small", "edited"):
        rewrite(f"{name}.docx", f"{name}-older.docx", "customXml/item1.xml", strip_words)
    return "small-older.docx", "edited-older.docx"


def test_the_original_gives_the_words_to_a_file_without_them(cli: Cli, older: tuple[str, str]) -> None:
    _, name = older
    assert "edited; the file does not record its words" in cli("check", "--changes", name).stdout
    assert "does not record" in cli("check", name, "--fail-level", "never").stdout
    ended = cli("check", "--changes", name, "--original", "small.docx")
    assert MARKED in ended.stdout
    found = cli("check", name, "--original", "small.docx", "--fail-level", "never").stdout
    assert "standard-text-changed" in found
    assert "“shall” became “may”" in found


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        (("--changes", "edited.docx", "--format", "sarif"), "--changes cannot be printed as sarif", 2),
        (
            ("--changes", "edited.docx", "--accept", "clause-moved@1.1", "--reason", "x"),
            "--accept has no effect with --changes",
            2,
        ),
        (("--changes", "edited.docx", "--baseline", "b.json"), "--baseline has no effect with --changes", 2),
        (("--changes", "edited.docx", "--fix", "-o", "out.docx"), "has no effect with --changes", 2),
        (("--changes", "edited.docx", "-o", "out.docx"), "-o has no effect with --changes", 2),
        (("--changes", "edited.docx", "--force"), "--force has no effect with --changes", 2),
        (("--changes", "edited.docx", "--for", "small.toml"), "--for has no effect with --changes", 2),
        (("--changes", "edited.docx", "--reason", "x"), "--reason has no effect with --changes", 2),
        (("--changes", "edited.docx", "--fail-level", "error"), "--fail-level has no effect with --changes", 2),
        (("--changes", "edited.docx", "--library", "rules"), "--library has no effect with --changes", 2),
        (("--changes",), "no Word file was named", 2),
        (("--changes", "small.docx", "--original", "edited.docx"), "is not as tenderkit made it", 3),
        (("small.docx", "--original", "none.docx"), "is not there", 4),
    ],
)
def test_what_cannot_be_compared_is_said(
    cli: Cli, edited: Path, arguments: tuple[str, ...], message: str, code: int
) -> None:
    ended = cli("check", *arguments)
    assert message in ended.stderr
    assert ended.code == code


def test_a_file_that_cannot_be_read_stops_no_other(cli: Cli, edited: Path) -> None:
    Path("broken.docx").write_bytes(b"PK\x03\x04")
    ended = cli("check", "--changes", "broken.docx", "edited.docx")
    assert MARKED in ended.stdout
    assert "broken.docx" in ended.stderr
    assert ended.code > 1


def test_a_document_of_others_is_told_apart(cli: Cli, edited: Path) -> None:
    Path("tender.txt").write_text("The contractor shall deliver each unit within ten days.\n", encoding="utf-8")
    ended = cli("check", "--changes", "tender.txt")
    assert (ended.code, ended.stdout) == (0, "tender.txt: not made by tenderkit, or without its marks\n")
