# SPDX-License-Identifier: Apache-2.0
"""Many kinds of bad input: each ends with the right exit code and says what is wrong, where, and what to do."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import SMALL, Cli, answer

LOT = SMALL[SMALL.index("[[lots]]") :]
TITLE = 'title = "Twelve laptops"'
ITEMS = 'items = [{ category = "laptop", quantity = 12 }]'
EXCLUDED = '[[excluded]]\nclause = "take-back"\n'


def other(before: str, after: str) -> bytes:
    """The small purchase with one thing in the place of another."""
    assert SMALL.count(before) == 1
    return SMALL.replace(before, after).encode()


def more(text: str) -> bytes:
    """The small purchase with more lines at its end."""
    return (SMALL + text).encode()


# What the file holds, what is told of it, and what to do; all end with 3.
FILES: dict[str, tuple[bytes, str, str]] = {
    # files that are no purchase
    "empty": (b"", "x.toml: is empty", "Begin one with `tenderkit new FILE`, or from an example"),
    "white space": (b" \n\n", "x.toml: is empty", "`tenderkit new FILE --example small-laptops`"),
    "remarks only": (b"# nothing yet\n", "x.toml: is empty", "`tenderkit new FILE`"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "x.toml: is a PDF", "Name the purchase file instead."),
    "Word file": (b"PK\x03\x04" + b"\0" * 30, "x.toml: is a Word file or another archive", "Name the purchase file"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "x.toml: is a picture", "Name the purchase file instead."),
    "random bytes": (bytes(range(256)), "x.toml: is not UTF-8 text", "Save it as UTF-8."),
    "UTF-16": (SMALL.encode("utf-16"), "x.toml: is UTF-16 text", "Save it as UTF-8."),
    "Latin-1": (other("Twelve", "Douze ordi\u00e9").decode().encode("latin-1"), "is not UTF-8 text", "Save it as"),
    "prose": (
        b"We want to buy 100 laptops.\n",
        "line 1, column 4, because behind a key",
        "Put texts in double quotes",
    ),
    "YAML": (b"tenderkit: 1\n", "is not valid TOML", "Put texts in double quotes"),
    "text without end": (
        other('laptops"', "laptops"),
        "at line 4, column 24, because a text is not closed",
        "Put texts in double quotes",
    ),
    "key twice": (
        other(TITLE, f"{TITLE}\n{TITLE}"),
        "at line 5, column 25, because a key or a table is there twice",
        "keep one of them",
    ),
    "NUL": (other("Twelve", "Twel\0ve"), "a sign that is not allowed", "Put texts in double quotes"),
    # keys
    "no format version": (other("tenderkit = 1\n", ""), "tenderkit: is missing", "Write tenderkit = 1."),
    "future version": (
        other("kit = 1", "kit = 2"),
        "tenderkit: must be the whole number 1, not 2",
        "Write tenderkit",
    ),
    "version as text": (other("kit = 1", 'kit = "1"'), "must be the whole number 1, not “1”", "Write tenderkit = 1."),
    "misspelt key": (other('title = "Twelve', 'titel = "Twelve'), "tender.titel: is not a key", "“title”"),
    "no lots": (SMALL.replace(LOT, "").encode(), "lots: is missing", "Write [[lots]] above"),
    "one lot as a table": (other("[[lots]]", "[lots]"), "lots: must be a list, not a table", "Write [[lots]] above"),
    "line as a table": (other(ITEMS, ITEMS.replace("[", "").replace("]", "")), "items: must be a list", "items = [{"),
    "lot without items": (other(ITEMS, ""), "lots.1.items: the lot has no items", "Add items = ["),
    "no data class": (other('data = "internal"', ""), "lots.1.data: is missing: laptops can", 'Add data = "none"'),
    "no reason": (more(EXCLUDED), "excluded.1.reason: is missing", "Write reason ="),
    "201 lots": (more(LOT * 200), "lots: has 201 entries, at most 200 are allowed", ""),
    # types and numbers
    "number as text": (other("quantity = 12", 'quantity = "1,200 pcs"'), "not “1,200 pcs”", "Write quantity = 1200."),
    "half a laptop": (other("= 12", "= 1.5"), "quantity: must be a whole number, not 1.5", "without decimals"),
    "yes for a number": (other("= 12", "= true"), "must be a whole number, not true", "such as quantity = 100"),
    "zero": (other("= 12", "= 0"), "lots.1.items.1.quantity: must be at least 1", ""),
    "more than there are": (other("= 12", "= 99999999999"), "quantity: must be at most 10000000", ""),
    "241 months": (other("= 36", "= 241"), "lots.1.months: must be at most 240", ""),
    "value as text": (
        other(TITLE, f'{TITLE}\nvalue = "5 EUR"'),
        "must be a table, not “5 EUR”",
        "value = { amount =",
    ),
    "number of a clause": (
        more('[parameters.battery-endurance]\ncycles = "many"\n'),
        "parameters.battery-endurance.cycles: must be a whole number, not “many”",
        'Or write "undecided".',
    ),
    # dates
    "date as text": (
        other("2026-08-15", '"15.8.2026"'),
        "launch: must be a date without a time, not “15.8.2026”",
        "2027",
    ),
    "date with time": (other("2026-08-15", "2026-08-15T10:00:00"), "must be a date without a time", "without quotes"),
    "no such day": (
        other("2026-08-15", "2026-02-30"),
        "TOML at line 5, column 10, because there is no valid value",
        "Write a date like",
    ),
    "year 1899": (other("2026-08-15", "1899-08-15"), "tender.launch: 1899-08-15 is not between", "Correct the year."),
    # words
    "misspelt category": (other('"laptop"', '"labtop"'), "category: “labtop” is not known here", "“laptop”"),
    "unknown model": (other('"purchase"', '"buying"'), "lots.1.acquisition: “buying” is not", "Known here: consum"),
    "unknown language": (other('"en"', '"tlh"'), "language: there are no texts in “tlh”", "Available: ar, en, fr."),
    "name of a country": (other(TITLE, f'{TITLE}\ncountry = "Kenya"'), "tender.country: “Kenya”", "such as KE"),
    "misspelt clause": (more('[[excluded]]\nclause = "take-bak"\nreason = "x"\n'), "“take-bak”", "“take-back”"),
    "lot that is not there": (
        more(f'{EXCLUDED}reason = "x"\nlot = 9\n'),
        "excluded.1.lot: there is no lot 9",
        "has 1",
    ),
    # texts
    "empty title": (other("Twelve laptops", ""), "tender.title: is empty", "Write a text, or leave the key out."),
    "long title": (other("Twelve", "x" * 400), "tender.title: has 408 characters, 400 are allowed", "Shorten it."),
    "text that rings": (other("Twelve", "\\u0007"), "tender.title: contains the character U+0007", "Remove it."),
    "text that turns": (other("Twelve", "\\u202e"), "tender.title: contains the character U+202E", "Remove it."),
    # contradictions
    "items to take back": (other('"purchase"', '"take-back"'), "a take-back lot cannot have items", "`returns`"),
    "90 points": (
        more("weights = { price = 90 }\n"),
        "lots.1.weights: the weights total 90, not 100",
        "Correct them",
    ),
}
JSON_FILES: dict[str, tuple[bytes, str, str]] = {
    "empty object": (b"{}", "x.json: is empty", "`tenderkit new FILE`"),
    "half a file": (b'{"tenderkit": 1,', "x.json: is not valid JSON", ""),
    "list": (b"[1]", "x.json: is not a JSON object", "--input-format jsonl"),
    "key twice": (b'{"tenderkit": 1, "tenderkit": 1}', "an object names the same key twice", ""),
    "no number": (b'{"tenderkit": NaN}', "NaN and Infinity are no numbers", ""),
    "deep lists": (b"[" * 100_000, "x.json: is nested too deeply", ""),
    "half a character": (b'{"tenderkit": "\\ud800"}', "holds half of a character", "Remove it."),
}
# Command lines: the exit code, what is told, and what to do.
LINES: dict[str, tuple[int, str, str]] = {
    "build absent.toml": (4, "absent.toml: is not there", "Check the name and the folder."),
    "build .": (4, ".: is a folder", ""),
    "build": (2, "no purchase file was named", "or --example NAME"),
    "build - -": (2, "stdin is named twice", "It can be read once."),
    "build small.toml --example small-laptops": (2, "exclude each other", "Give one of the two."),
    "build --example small-laptop": (2, "there is no example “small-laptop”", "“small-laptops”"),
    "build small.toml --papers anex": (2, "there is no paper “anex”", "“annex”"),
    "build small.toml --format dox": (2, "dox", "--help"),
    "build small.toml -o small.toml --force": (4, "small.toml", ""),
    "biuld small.toml": (2, "Did you mean 'build'?", "--help"),
    "explain small.toml --clause take-bak": (2, "take-bak", "“take-back”"),
    "clauses show take-bak": (2, "take-bak", "“take-back”"),
    "verify note.pdf": (3, "note.pdf: is a PDF", "Word"),
    "verify note.png": (3, "note.png: is a picture", "Word"),
    "verify small.toml": (3, "small.toml: is plain text", "Word"),
    "response read note.pdf": (3, "note.pdf: is a PDF", "Word"),
    "build small.toml --template note.pdf": (3, "note.pdf: is a PDF", "Word"),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_bad_file_ends_with_3_and_says_what_to_do(kind: str, cli: Cli) -> None:
    content, message, fix = FILES[kind]
    Path("x.toml").write_bytes(content)
    ended = cli("build", "x.toml")
    assert ended.code == 3
    assert message in ended.stderr
    assert fix in ended.stderr
    assert "Traceback" not in ended.stderr
    assert [path.name for path in Path().iterdir()] == ["x.toml"]


@pytest.mark.parametrize("kind", ["empty", "random bytes", "UTF-16", "prose", "key twice", "no such day", "NUL"])
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_file_that_cannot_be_read_is_told_in_the_language_that_is_asked_for(
    kind: str, language: str, cli: Cli
) -> None:
    Path("x.toml").write_bytes(FILES[kind][0])
    told = cli("build", "x.toml", "--language", language).stderr
    assert told.startswith("خطأ: x.toml: " if language == "ar" else "erreur: x.toml: ")
    assert not re.search(r"\b(is|because|Save|Put|Write|hint)\b", told)


def test_a_file_that_is_no_toml_is_told_in_its_own_language(cli: Cli) -> None:
    Path("x.toml").write_bytes(
        SMALL.replace('language = "en"', 'language = "ar"').replace("[tender]", "[tender").encode()
    )
    told = cli("build", "x.toml").stderr
    assert told.startswith("خطأ: x.toml: ليس TOML صحيحاً في السطر 3، العمود 8، والسبب: قوس لم يُغلق: [tender\n")


def test_wrong_use_of_the_command_line_is_told_in_english(cli: Cli) -> None:
    assert cli("build", "--language", "ar").stderr.startswith("error: no purchase file was named")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("build absent.toml --language ar", "خطأ: absent.toml: غير موجود\n  ما العمل: راجعوا الاسم والمجلد.\n"),
        ("build absent.toml --language=ar,en", "خطأ: absent.toml: غير موجود\n"),
        ("build . --language fr", "erreur: .: est un dossier\n"),
        ("build --example small-laptops --language ar -o x.docx", "خطأ: x.docx: موجود من قبل\n"),
    ],
)
def test_a_problem_with_a_file_is_told_in_the_language_that_is_asked_for(line: str, told: str, cli: Cli) -> None:
    Path("x.docx").write_text("", encoding="utf-8")
    assert cli(*line.split()).stderr.startswith(told)


@pytest.mark.parametrize("kind", JSON_FILES)
def test_a_bad_json_file_ends_with_3_and_says_what_to_do(kind: str, cli: Cli) -> None:
    content, message, fix = JSON_FILES[kind]
    Path("x.json").write_bytes(content)
    ended = cli("build", "x.json", "--format", "json")
    assert ended.code == 3
    assert message in ended.stderr
    assert fix in ended.stderr
    envelope = answer(ended)
    assert (envelope["ok"], envelope["data"]) == (False, None)
    assert message in "".join(f"{f['place']['file']}: {f['message']}" for f in envelope["findings"])


@pytest.mark.parametrize("line", LINES)
def test_a_bad_line_ends_with_its_code_and_says_what_to_do(line: str, cli: Cli, small: Path) -> None:
    Path("note.pdf").write_bytes(b"%PDF-1.7\n")
    Path("note.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 20)
    code, message, fix = LINES[line]
    ended = cli(*line.split())
    assert ended.code == code
    assert message in ended.stderr
    assert fix in ended.stderr
    assert "Traceback" not in ended.stderr
    assert small.read_text(encoding="utf-8") == SMALL


def test_all_faults_of_a_file_are_told_at_once(cli: Cli) -> None:
    text = SMALL.replace('"laptop"', '"labtop"').replace("= 36", "= 241").replace("2026-08-15", '"soon"')
    Path("x.toml").write_text(text, encoding="utf-8")
    ended = cli("build", "x.toml")
    assert ended.code == 3
    assert ended.stderr.count("error: x.toml: ") == 3
