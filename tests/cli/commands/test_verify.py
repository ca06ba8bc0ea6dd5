# SPDX-License-Identifier: Apache-2.0
import os
import re
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree

from tests.cli.conftest import Cli, answer
from tests.formats.word.edits import moved_before


def tag(document: bytes, clause: str) -> str:
    """The tag of a clause, with the version that it has today."""
    found: set[str] = set(re.findall(rf"tk:L1\.{clause}@\d+", document.decode()))
    assert len(found) == 1
    return found.pop()


@pytest.fixture
def annex(cli: Cli, small: Path) -> Path:
    """`small.docx`, as it was made."""
    assert cli("build", "small.toml").code == 0
    return Path("small.docx")


@pytest.fixture
def edited(annex: Path) -> Path:
    """`edited.docx`, with one clause edited."""
    path = Path("edited.docx")
    with zipfile.ZipFile(annex) as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "word/document.xml":
                head, mark, rest = content.partition(tag(content, "take-back").encode())
                assert b"shall" in rest
                content = head + mark + rest.replace(b"shall", b"may", 1)
            new.writestr(info, content)
    return path


def test_a_file_as_it_was_made_ends_with_0(cli: Cli, annex: Path) -> None:
    ended = cli("verify", "small.docx")
    assert (ended.code, ended.stderr) == (0, "")
    assert ended.stdout.startswith("small.docx: unchanged since tenderkit ")


def test_a_file_that_python_docx_saved_ends_with_0(cli: Cli, annex: Path) -> None:
    docx.Document(str(annex)).save("saved.docx")
    assert Path("saved.docx").read_bytes() != annex.read_bytes()
    assert cli("verify", "saved.docx").code == 0


def test_a_changed_file_ends_with_1_and_names_part_and_clause(cli: Cli, edited: Path) -> None:
    ended = cli("verify", "edited.docx")
    assert ended.code == 1
    lines = ended.stdout.splitlines()
    assert lines[0].startswith("edited.docx: changed since tenderkit ")
    assert lines[1] == "  part word/document.xml: edited"
    assert lines[2].endswith(" take-back: edited")
    assert len(lines) == 4


def test_a_file_that_lost_its_list_is_compared_with_the_original(cli: Cli, annex: Path, edited: Path) -> None:
    with zipfile.ZipFile(edited) as old, zipfile.ZipFile("bare.docx", "w") as new:
        for info in old.infolist():
            if info.filename not in ("customXml/item1.xml", "docProps/custom.xml"):
                new.writestr(info, old.read(info))
    assert "not made by tenderkit, or without its marks" in cli("verify", "bare.docx").stdout
    ended = cli("verify", "bare.docx", "--original", "small.docx")
    assert ended.code == 1
    assert "  part customXml/item1.xml: missing" in ended.stdout.splitlines()
    assert " take-back: edited" in ended.stdout
    assert cli("verify", "small.docx", "--original", "small.docx").code == 0


def test_what_is_no_original_is_refused(cli: Cli, annex: Path, edited: Path) -> None:
    ended = cli("verify", "small.docx", "--original", "edited.docx")
    assert (ended.code, ended.stdout) == (3, "")
    assert ended.stderr.startswith("error: edited.docx: is not as tenderkit made it")
    assert cli("verify", "small.docx", "--original", "small.toml").code == 3
    assert cli("verify", "small.docx", "--original", "none.docx").code == 4
    assert cli("verify", "-", "--original", "-", stdin=annex.read_bytes()).code == 2
    assert cli("verify", "small.docx", "--original", "-", stdin=annex.read_bytes()).code == 0


def test_a_clause_that_was_moved_is_told_with_its_place(cli: Cli, annex: Path) -> None:
    with zipfile.ZipFile(annex) as old, zipfile.ZipFile("moved.docx", "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "word/document.xml":
                root = etree.fromstring(content)
                moved_before(root, tag(content, "take-back"), tag(content, "spare-parts"))
                content = etree.tostring(root)
            new.writestr(info, content)
    ended = cli("verify", "moved.docx")
    assert ended.code == 1
    assert "  clause 1.4.1 take-back: moved, now after 1.2.1" in ended.stdout.splitlines()
    clauses = answer(cli("verify", "moved.docx", "--format", "json"))["data"]["files"][0]["clauses"]
    assert [(c["fate"], c["moved"], c["after"]) for c in clauses if c["id"] == "take-back"] == [
        ("moved", True, "1.2.1")
    ]


def test_a_file_of_others_ends_with_1(cli: Cli) -> None:
    docx.Document().save("other.docx")
    ended = cli("verify", "other.docx")
    assert (ended.code, ended.stdout) == (1, "other.docx: not made by tenderkit, or without its marks\n")


def test_json_says_all_of_it(cli: Cli, annex: Path, edited: Path) -> None:
    ended = cli("verify", "small.docx", "edited.docx", "--format", "json")
    assert ended.code == 1
    told = answer(ended)
    assert (told["schema"], told["ok"], told["findings"]) == ("tenderkit/verify/1", False, [])
    assert [(f["file"], f["state"]) for f in told["data"]["files"]] == [
        ("small.docx", "unchanged"),
        ("edited.docx", "changed"),
    ]
    fates = {c["id"]: c["fate"] for c in told["data"]["files"][1]["clauses"]}
    assert [id_ for id_, fate in fates.items() if fate != "unchanged"] == ["take-back"]


def test_ok_is_true_where_the_code_is_0(cli: Cli, annex: Path) -> None:
    assert answer(cli("verify", "small.docx", "--format", "json"))["ok"] is True


def test_the_digest_is_that_of_the_properties(cli: Cli, annex: Path) -> None:
    told = answer(cli("verify", "small.docx", "--format", "json"))["data"]["files"][0]
    with zipfile.ZipFile(annex) as archive:
        assert told["content-sha256"].encode() in archive.read("docProps/custom.xml")
    assert told["made-content-sha256"] == told["content-sha256"]


def test_stdin_is_read(cli: Cli, annex: Path) -> None:
    ended = cli("verify", "-", stdin=annex.read_bytes())
    assert (ended.code, ended.stdout.partition(":")[0]) == (0, "stdin")


def test_what_is_no_word_file_ends_with_3(cli: Cli, small: Path) -> None:
    ended = cli("verify", "small.toml")
    assert (ended.code, ended.stdout) == (3, "")
    assert ended.stderr.startswith("error: small.toml: is plain text, no Word file")


def test_what_is_not_there_ends_with_4(cli: Cli) -> None:
    assert cli("verify", "none.docx").code == 4
    assert cli("verify", ".").code == 4


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_what_may_not_be_read_ends_with_4(cli: Cli, annex: Path) -> None:
    annex.chmod(0)
    assert cli("verify", "small.docx").code == 4


def test_one_bad_file_does_not_hide_the_others(cli: Cli, annex: Path, edited: Path) -> None:
    ended = cli("verify", "small.toml", "small.docx", "none.docx", "edited.docx")
    assert ended.code == 4
    assert [line.partition(":")[0] for line in ended.stdout.splitlines() if line[0] != " "] == [
        "small.docx",
        "edited.docx",
    ]
    assert ended.stderr.count("error: ") == 2


def test_bad_files_stand_in_json_too(cli: Cli, annex: Path) -> None:
    ended = cli("verify", "small.toml", "small.docx", "--format", "json")
    assert ended.code == 3
    told = answer(ended)
    assert [f["file"] for f in told["data"]["files"]] == ["small.docx"]
    assert [f["place"]["file"] for f in told["findings"]] == ["small.toml"]
    alone = answer(cli("verify", "small.toml", "--format", "json"))
    assert (alone["schema"], alone["ok"], alone["data"]) == ("tenderkit/verify/1", False, None)
    assert len(alone["findings"]) == 1


@pytest.mark.parametrize("arguments", [[], ["-", "-"]])
def test_wrong_usage_ends_with_2(cli: Cli, arguments: list[str]) -> None:
    assert cli("verify", *arguments).code == 2


def test_nothing_is_written(cli: Cli, annex: Path) -> None:
    before = {p.name: p.read_bytes() for p in Path().iterdir()}
    cli("verify", "small.docx")
    assert {p.name: p.read_bytes() for p in Path().iterdir()} == before


def test_only_word_files_load_the_xml_library(cli: Cli, small: Path) -> None:
    import subprocess

    for format_, loaded in (("md", "False"), ("docx", "True")):
        line = ["build", "small.toml", "--papers", "annex", "--format", format_, "-o", f"made.{format_}"]
        code = f"import sys; from tenderkit.cli.app import run; run({line}); print('lxml' in sys.modules)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
        assert done.stdout.splitlines() == [f"made.{format_}", loaded]
