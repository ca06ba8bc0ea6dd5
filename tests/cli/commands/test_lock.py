# SPDX-License-Identifier: Apache-2.0
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import SMALL, SMALL_JSON, Cli, answer

LOCK = Path("tenderkit.lock")


@pytest.fixture
def locked(cli: Cli, small: Path) -> Path:
    """`small.toml`, locked."""
    ended = cli("lock", "small.toml")
    assert (ended.code, ended.stdout) == (0, "tenderkit.lock\n")
    assert "small.toml: locked" in ended.stderr
    return small


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_locked_purchase_gives_the_files_of_its_lock(cli: Cli, locked: Path) -> None:
    assert cli("build", "small.toml", "--locked").code == 0
    text = LOCK.read_text(encoding="utf-8")
    for name in ("small.docx", "small-response.docx", "small-notes.docx"):
        content = Path(name).read_bytes()
        assert hashlib.sha256(content).hexdigest() in text
        assert hashlib.md5(content).hexdigest() in text


def test_comments_are_no_drift(cli: Cli, locked: Path) -> None:
    change(locked, "months = 36", "months = 36  # as ever")
    assert cli("build", "small.toml", "--locked").code == 0


def test_text_formats_are_compared_by_clauses(cli: Cli, locked: Path) -> None:
    assert cli("build", "small.toml", "--locked", "--format", "md").code == 0


def test_other_answers_end_with_6_and_nothing_is_written(cli: Cli, locked: Path) -> None:
    with locked.open("a", encoding="utf-8") as file:
        file.write("parameters.spare-parts.parts-years = 9\n")
    ended = cli("build", "small.toml", "--locked")
    assert ended.code == 6
    assert not Path("small.docx").exists()
    assert "small.toml: lots.1.parameters.spare-parts.parts-years is new\n" in ended.stderr
    assert (
        "“Spare parts stay available” in lot 1 was changed: 5 years became 9; parts-years from 5 years"
        in ended.stderr
    )
    assert "(set by the authority)" in ended.stderr
    # That the papers have other bytes only follows from this; one hint is enough.
    assert "other bytes" not in ended.stderr
    assert ended.stderr.count("hint:") == 1
    assert "To accept what differs, renew the lock: tenderkit lock update small.toml" in ended.stderr


@pytest.mark.parametrize(
    ("language", "state", "told"),
    [
        ("ar", "small.toml: أُقفل\n", "غُيِّر البند «استمرار توافر قطع الغيار» في الحصة 1: "),
        ("fr", "small.toml: verrouillé\n", "la clause « Disponibilité"),
    ],
)
def test_a_lock_speaks_the_language_of_the_purchase(
    cli: Cli, small: Path, language: str, state: str, told: str
) -> None:
    change(small, 'language = "en"', f'language = "{language}"')
    assert state in cli("lock", "small.toml").stderr
    with small.open("a", encoding="utf-8") as file:
        file.write("parameters.spare-parts.parts-years = 9\n")
    ended = cli("build", "small.toml", "--locked")
    assert ended.code == 6
    assert told in ended.stderr
    assert not re.search(r"\b(is|was|became|from|renew)\b", ended.stderr)


def test_answers_and_points_that_differ_are_named_with_their_values(cli: Cli, small: Path) -> None:
    text = small.read_text(encoding="utf-8")
    weighted = text.replace(
        "[[lots]]",
        "proportionality = 'standard'\nenvironment-weight = 25\n"
        "value = { amount = 9000, currency = 'EUR' }\n[[lots]]",
    )
    small.write_text(weighted, encoding="utf-8")
    assert cli("lock", "small.toml").code == 0
    assert "9000" not in LOCK.read_text(encoding="utf-8")
    change(small, "quantity = 12", "quantity = 15")
    change(small, "environment-weight = 25", "environment-weight = 30")
    change(small, "amount = 9000", "amount = 9500")
    stderr = cli("build", "small.toml", "--locked").stderr
    assert "lots.1.items.laptop.quantity: 12 became 15\n" in stderr
    assert "tender.value.amount is another\n" in stderr
    assert "tender.environment-weight is another\n" in stderr
    assert "points from 75 to 70" in stderr
    assert "other bytes" not in stderr


def test_a_paper_with_other_bytes_for_no_other_reason_is_drift(cli: Cli, locked: Path) -> None:
    text = LOCK.read_text(encoding="utf-8")
    LOCK.write_text(re.sub(r'^sha256 = ".*"$', f'sha256 = "{"0" * 64}"', text, count=1, flags=re.M), encoding="utf-8")
    ended = cli("build", "small.toml", "--locked")
    assert ended.code == 6
    assert "the paper annex (.docx) has other bytes" in ended.stderr


def test_json_has_every_difference_with_lot_and_clause(cli: Cli, locked: Path) -> None:
    change(locked, '"purchase"', '"lease"')
    ended = cli("build", "small.toml", "--locked", "--format", "json")
    assert ended.code == 6
    envelope = answer(ended)
    assert (envelope["ok"], envelope["data"]) == (False, None)
    found = [(f["rule"], f["place"]["lot"], f["place"]["clause"]) for f in envelope["findings"]]
    assert ("lock-answers", None, None) in found
    clauses = [place for place in found if place[0] == "lock-clause"]
    assert len(clauses) > 3
    assert {lot for _, lot, _ in clauses} <= {None, 1}


@pytest.mark.parametrize(
    ("key", "rule", "words"),
    [
        ("tool", "tool", "the lock was made with 0.0.1"),
        ("library", "library", "the shipped library is another one"),
        ("words", "words", "the fixed words of the language are others"),
        ("template", "template", "the template, or the base file"),
        ("answers", "answers", "the answers in the purchase file are others"),
    ],
)
def test_each_digest_that_drifted_is_named(cli: Cli, locked: Path, key: str, rule: str, words: str) -> None:
    text = LOCK.read_text(encoding="utf-8")
    value = "0.0.1" if key == "tool" else "0" * 64
    LOCK.write_text(re.sub(rf'^{key} = ".*"$', f'{key} = "{value}"', text, count=1, flags=re.M), encoding="utf-8")
    ended = cli("lock", "small.toml", "--format", "json")
    assert ended.code == 6
    (finding,) = answer(ended)["findings"]
    assert finding["rule"] == f"lock-{rule}"
    assert words in finding["message"]


def test_a_clause_of_an_earlier_library_is_told_with_the_reason(cli: Cli, locked: Path) -> None:
    text = LOCK.read_text(encoding="utf-8")
    head, mark, rest = text.partition(".clauses.spare-parts]\n")
    rest = re.sub(r"version = \d+", "version = 2", rest, count=1).replace("at least 5 years", "at least 3 years", 1)
    LOCK.write_text(head + mark + rest, encoding="utf-8")
    ended = cli("build", "small.toml", "--locked")
    assert ended.code == 6
    assert "“Spare parts stay available” in lot 1 was changed, version 2 → 3: 3 years became 5" in ended.stderr
    assert "because: version 3: Laptops, desktop computers and displays outside the EU" in ended.stderr


def test_another_language_and_a_house_library_are_drift(cli: Cli, locked: Path) -> None:
    Path("house").mkdir()
    Path("house/library.toml").write_text('title.en = "House rules"\nversion = "1"\n', encoding="utf-8")
    ended = cli("build", "small.toml", "--locked", "--library", "house")
    assert ended.code == 6
    assert "the library “House rules” 1 is not in the lock as it is" in ended.stderr
    assert cli("lock", "update", "small.toml", "--library", "house").code == 0
    assert "“House rules” 1 is not used as it was" in cli("build", "small.toml", "--locked").stderr


def test_a_paper_that_was_not_locked_is_drift(cli: Cli, locked: Path) -> None:
    ended = cli("build", "small.toml", "--locked", "--papers", "annex,calendar")
    assert ended.code == 6
    assert "the paper calendar (.ics) is not in the lock" in ended.stderr


def test_update_prints_what_differs_and_renews(cli: Cli, locked: Path) -> None:
    change(locked, "months = 36", "months = 24")
    before = LOCK.read_bytes()
    assert cli("lock", "small.toml").code == 6
    assert LOCK.read_bytes() == before
    ended = cli("lock", "update", "small.toml")
    assert ended.code == 0
    assert "warning: small.toml: lots.1.months: 36 became 24\n" in ended.stderr
    assert "small.toml: renewed" in ended.stderr
    assert cli("build", "small.toml", "--locked").code == 0
    assert "small.toml: unchanged" in cli("lock", "small.toml").stderr


def test_a_lock_holds_several_purchases(cli: Cli, locked: Path) -> None:
    Path("other.toml").write_text(SMALL.replace("= 12 }", "= 13 }"), encoding="utf-8")
    assert "is not in tenderkit.lock" in cli("build", "small.toml", "other.toml", "--locked").stderr
    data = answer(cli("lock", "small.toml", "other.toml", "--format", "json"))["data"]
    states = [{"file": "small.toml", "state": "unchanged"}, {"file": "other.toml", "state": "locked"}]
    assert data == {"locks": ["tenderkit.lock"], "purchases": states}
    assert cli("build", "small.toml", "other.toml", "--locked", "-o", "out/").code == 0


@pytest.mark.parametrize(
    ("damage", "places"),
    [
        (lambda text: text.replace("tenderkit-lock = 1", "tenderkit-lock = 2"), ["tenderkit-lock"]),
        (lambda text: text.replace('tool = "', 'tolo = "').replace('md5 = "', 'md5 = "z'), ["purchases.1.tool"]),
        (lambda text: text[: len(text) // 2], [""]),
        (lambda text: "\x00", [""]),
    ],
)
def test_a_damaged_lock_is_refused_with_all_its_faults(
    cli: Cli, locked: Path, damage: Callable[[str], str], places: list[str]
) -> None:
    LOCK.write_text(damage(LOCK.read_text(encoding="utf-8")), encoding="utf-8")
    ended = cli("build", "small.toml", "--locked", "--format", "json")
    assert ended.code == 3
    findings = json.loads(ended.stdout)["findings"]
    keys = [finding["place"]["key"] or "" for finding in findings]
    assert all(finding["place"]["file"] == "tenderkit.lock" for finding in findings)
    assert all(any(key.startswith(place) for key in keys) for place in places)
    assert not Path("small.docx").exists()


def test_without_a_lock_nothing_is_built(cli: Cli, small: Path) -> None:
    ended = cli("build", "small.toml", "--locked")
    assert ended.code == 4
    assert "tenderkit.lock: is not there" in ended.stderr
    assert cli("build", "--example", "small-laptops", "--locked").code == 2
    ended = cli("build", "-", "--locked", "--input-format", "jsonl", "-o", "out")
    assert (ended.code, "tenderkit lock\n" in ended.stderr) == (4, True)


def test_a_stream_follows_the_lock_of_what_papers_are_made_from(cli: Cli, locked: Path) -> None:
    stream = json.dumps({"id": "a", **SMALL_JSON}).encode()
    words = ("build", "-", "--locked", "--input-format", "jsonl", "-o", "out")
    ended = cli(*words, stdin=stream)
    assert (ended.code, "has no lock for streams and batches" in ended.stderr) == (6, True)
    ended = cli("lock")
    assert (ended.code, ended.stdout) == (0, "tenderkit.lock\n")
    assert "streams and batches: locked" in ended.stderr
    assert cli(*words, stdin=stream).code == 0
    assert cli("build", "small.toml", "--locked").code == 0
    text = LOCK.read_text(encoding="utf-8")
    LOCK.write_text(re.sub(r'^(tool|data) = ".*"$', r'\1 = "0.0.1"', text, count=1, flags=re.M), encoding="utf-8")
    ended = cli(*words, "--force", stdin=stream)
    assert (ended.code, ended.stdout) == (6, "")
    assert "the lock was made with 0.0.1" in ended.stderr
    assert "tenderkit lock update\n" in ended.stderr
    assert cli("lock").code == 6
    assert "streams and batches: renewed" in cli("lock", "update").stderr
    assert cli("lock", "--papers", "annex").code == 2


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("library", "the shipped library is another one"),
        ("data", "the fixed words, or the look of the papers, are others"),
        ("template", "the template, or the base file"),
    ],
)
def test_each_ingredient_that_drifted_is_named(cli: Cli, folder: Path, key: str, words: str) -> None:
    assert cli("lock").code == 0
    text = LOCK.read_text(encoding="utf-8")
    LOCK.write_text(re.sub(rf'^{key} = ".*"$', f'{key} = "{"0" * 64}"', text, flags=re.M), encoding="utf-8")
    (finding,) = answer(cli("lock", "--format", "json"))["findings"]
    assert words in finding["message"]


# --- build --check ---


def test_files_that_are_as_they_would_be_built_end_with_0(cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml", "--reproducible").code == 0
    before = {path: path.stat().st_mtime_ns for path in Path().iterdir()}
    ended = cli("build", "small.toml", "--check")
    assert (ended.code, ended.stdout) == (0, "")
    assert {path: path.stat().st_mtime_ns for path in Path().iterdir()} == before


def test_files_that_differ_or_are_not_there_end_with_6(cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml", "--papers", "annex,response").code == 0
    change(small, "months = 36", "months = 24")
    before = Path("small.docx").read_bytes()
    ended = cli("build", "small.toml", "--check")
    assert (ended.code, ended.stdout) == (6, "")
    assert "small.docx: is not as it would be built: " in ended.stderr
    assert "word/document.xml" in ended.stderr
    assert "small-notes.docx: is not there" in ended.stderr
    assert Path("small.docx").read_bytes() == before
    assert not Path("small-notes.docx").exists()
    assert cli("build", "small.toml", "--check", "--format", "md").code == 2
    assert cli("build", "small.toml", "--check", "--format", "md", "-o", "a.md", "--papers", "annex").code == 6


def test_a_stream_is_checked_line_by_line(cli: Cli, folder: Path) -> None:
    lines = [json.dumps({"id": id_, **SMALL_JSON}).encode() for id_ in ("a", "b")]
    words = ("build", "-", "--input-format", "jsonl", "-o", "out")
    assert cli(*words, stdin=lines[0]).code == 0
    ended = cli(*words, "--check", stdin=b"\n".join([*lines, b"{"]))
    assert ended.code == 6
    assert [json.loads(line)["ok"] for line in ended.stdout.splitlines()] == [True, False, False]
    assert not Path("out/b.docx").exists()
    assert cli("build", "-", "--check", "--format", "json", stdin=lines[0]).code == 2
