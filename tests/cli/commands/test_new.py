# SPDX-License-Identifier: Apache-2.0
"""`tenderkit new` where nobody is asked: --no-input, or no terminal."""

import errno
import os
import pty
import re
import shlex
import stat
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tenderkit import __version__
from tenderkit.cli import terminal
from tests.cli.conftest import SMALL, Cli, answer, names
from tests.conftest import Ran
from tests.support import EXAMPLES

# All that is needed, and no more.
WORDS = (
    "tender.title=Twelve laptops",
    "tender.launch=2026-08-15",
    "lots.1.acquisition=purchase",
    "lots.1.data=internal",
    'lots.1.items=[{ category = "laptop", quantity = 12 }]',
)
PAPERS = ["small.docx", "small-response.docx", "small-notes.docx"]
ENOUGH = tuple(f"--set={word}" for word in WORDS)
NEEDED = ["lots.1.items", "lots.1.acquisition", "lots.1.data", "tender.title", "tender.launch"]


def keys(ended: Ran) -> list[str]:
    """The keys of the findings of a refusal that was told as JSON."""
    return [finding["place"]["key"] for finding in answer(ended)["findings"]]


def example(fix: str) -> list[str]:
    """The words that a hint says to add, as a shell reads them."""
    return shlex.split(fix[fix.index("--set ") :])


def hints(ended: Ran) -> list[str]:
    """The words of all hints on stderr."""
    return [word for line in ended.stderr.splitlines() if "--set " in line for word in example(line)]


def warnings(ended: Ran) -> list[str]:
    """What is told besides the result."""
    return [line for line in ended.stderr.splitlines() if line.startswith(("warning: ", "  hint: "))]


def full(*_: object, **__: object) -> Any:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


_open = os.open


def open_no_new_file(path: Any, flags: int, *rest: Any, **named: Any) -> int:
    # The lock of the interview is a file of another kind: it is there before anything is written.
    new = flags & os.O_EXCL and not str(path).endswith(".lock")
    return full() if new else _open(path, flags, *rest, **named)


# --- what is missing ---


@pytest.mark.parametrize("args", [(), ("--no-input",), ("--plain",), ("--keys",)], ids=" ".join)
def test_without_a_terminal_all_that_is_missing_is_told_and_nothing_is_written(
    cli: Cli, args: tuple[str, ...]
) -> None:
    ended = cli("new", "--format", "json", *args)
    assert ended.code == 3
    assert keys(ended) == NEEDED
    assert names(Path()) == []


def test_with_a_terminal_no_input_asks_nothing(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "is_terminal", lambda: True)
    monkeypatch.setattr(terminal, "open_asker", lambda *_: pytest.fail("somebody was asked"))
    assert cli("new", "--no-input").code == 3
    assert cli("new", "--no-input", *ENOUGH).code == 0


def test_what_comes_through_a_pipe_is_no_answer(cli: Cli) -> None:
    ended = cli("new", "--format", "json", stdin=b"1\nTwelve laptops\n\n\n\n")
    assert ended.code == 3
    assert keys(ended) == NEEDED
    assert names(Path()) == []


def test_each_missing_answer_is_told_with_its_file_key_label_and_example(cli: Cli) -> None:
    ended = cli("new", "town.toml", "--no-input", "--format", "json")
    for key, finding, line in zip(
        NEEDED,
        answer(ended)["findings"],
        [line for line in ended.stderr.splitlines() if line.startswith("error: ")],
        strict=True,
    ):
        assert line == f"error: town.toml: {key}: {finding['message']}"
        assert finding["place"]["file"] == "town.toml"
        assert finding["place"]["lot"] == (1 if key.startswith("lots.1.") else None)
        option, word = example(finding["fix"])
        assert option == "--set"
        assert word.partition("=")[0] == key
        assert word.partition("=")[2]


@pytest.mark.parametrize("key", NEEDED)
def test_one_missing_answer_alone_is_told_alone(cli: Cli, key: str) -> None:
    ended = cli("new", "--no-input", "--format", "json", *(w for w in ENOUGH if f"={key}=" not in w))
    assert ended.code == 3
    assert keys(ended) == [key]
    assert names(Path()) == []


@pytest.mark.parametrize(
    "words",
    [
        (),
        *((f"lots.1.acquisition={model}",) for model in ("purchase", "lease", "service", "refurbished", "repair")),
        *((f"lots.1.acquisition={model}",) for model in ("print-service", "consumables", "take-back")),
        ("lots.1.items.1.category=desktop",),
        ("lots.1.items.1.cpv=30213100-6", "lots.1.items.2.category=desktop"),
        ("lots.1.acquisition=take-back", "lots.1.returns.1.category=mixed-ict"),
        ("lots.3.acquisition=take-back", "lots.2.acquisition=lease"),
    ],
    ids=" ".join,
)
def test_the_examples_that_are_told_make_an_annex_as_they_are(cli: Cli, words: tuple[str, ...]) -> None:
    given = [f"--set={word}" for word in words]
    told = hints(cli("new", "--no-input", *given))
    assert told
    ended = cli("new", "--no-input", *given, *told)
    assert ended.code == 0, ended.stderr
    assert names(Path()) == ["purchase-notes.docx", "purchase-response.docx", "purchase.docx", "purchase.toml"]


def test_a_file_with_some_answers_lacks_the_others(cli: Cli, small: Path) -> None:
    before = SMALL.replace("launch = 2026-08-15\n", "").replace(", quantity = 12", "")
    small.write_text(before, encoding="utf-8")
    ended = cli("new", "small.toml", "--no-input", "--format", "json")
    assert ended.code == 3
    assert keys(ended) == ["lots.1.items.1.quantity", "tender.launch"]
    assert small.read_text(encoding="utf-8") == before
    assert cli("new", "small.toml", *hints(ended)).code == 0


def test_an_empty_file_lacks_everything(cli: Cli, small: Path) -> None:
    small.write_text("", encoding="utf-8")
    ended = cli("new", "small.toml", "--no-input", "--format", "json")
    assert ended.code == 3
    assert set(keys(ended)) >= set(NEEDED)
    assert small.read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("line", ["tenderkit = 1\n", 'language = "en"\n'])
def test_a_file_without_its_first_lines_is_refused_and_stays_as_it_is(cli: Cli, small: Path, line: str) -> None:
    before = SMALL.replace(line, "").replace('title = "Laptops"\n', "")
    small.write_text(before, encoding="utf-8")
    ended = cli("new", "small.toml", "--no-input", "--format", "json")
    assert ended.code == 3
    assert keys(ended) == [line.partition(" ")[0]]
    assert small.read_text(encoding="utf-8") == before


def test_all_that_is_missing_is_told_at_once_the_first_lines_too(cli: Cli, small: Path) -> None:
    small.write_text(SMALL.replace("tenderkit = 1\n", "").replace("launch = 2026-08-15\n", ""), encoding="utf-8")
    ended = cli("new", "small.toml", "--no-input", "--format", "json")
    assert ended.code == 3
    assert set(keys(ended)) == {"tenderkit", "tender.launch"}


def test_equipment_that_stores_no_data_needs_no_class_of_data(cli: Cli) -> None:
    words = [w for w in ENOUGH if "lots.1.data" not in w]
    ended = cli("new", "--no-input", *(w.replace("laptop", "display") for w in words))
    assert ended.code == 0, ended.stderr


def test_a_lot_gets_a_title_from_its_equipment(cli: Cli) -> None:
    assert cli("new", "--no-input", *ENOUGH).code == 0
    lot = tomllib.loads(Path("purchase.toml").read_text(encoding="utf-8"))["lots"][0]
    assert lot["title"] == "Laptops"


# --- a complete purchase ---


@pytest.mark.parametrize("epoch", [None, "0", "1700000000"])
def test_a_complete_file_makes_the_same_annex_as_build(
    cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch, epoch: str | None
) -> None:
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert cli("new", "small.toml", "--no-input").code == 0
    assert cli("build", "small.toml", "-o", "built.docx").code == 0
    assert Path("small.docx").read_bytes() == Path("built.docx").read_bytes()


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_makes_the_same_annex_as_build(cli: Cli, name: str) -> None:
    made = cli("new", "--no-input", "--example", name)
    assert made.code == 0, made.stderr
    built = cli("build", "--example", name, "-o", "built.docx")
    assert Path("purchase.docx").read_bytes() == Path("built.docx").read_bytes()
    assert warnings(made) == [w.replace(f"example {name}", "purchase.toml") for w in warnings(built)]


def test_the_file_that_was_made_builds_the_same_annex(cli: Cli) -> None:
    assert cli("new", "--no-input", *ENOUGH).code == 0
    assert cli("build", "purchase.toml", "-o", "built.docx").code == 0
    assert Path("purchase.docx").read_bytes() == Path("built.docx").read_bytes()


def test_the_epoch_is_the_date_of_the_file(cli: Cli, small: Path) -> None:
    assert cli("new", "small.toml", "--no-input", env={"SOURCE_DATE_EPOCH": "1700000000"}).code == 0
    with zipfile.ZipFile("small.docx") as archive:
        assert "2023-11-14T22:13:20Z" in archive.read("docProps/core.xml").decode()


def test_a_complete_file_is_not_changed(cli: Cli, small: Path) -> None:
    before = f"# Ours.\r\n{SMALL}".replace("\n", "\r\n").encode()
    small.write_bytes(before)
    assert cli("new", "small.toml", "--no-input").code == 0
    assert small.read_bytes() == before
    assert names(Path()) == [*sorted(PAPERS), "small.toml"]


def test_stdout_names_the_word_files_and_stderr_how_to_make_it_again(cli: Cli, small: Path) -> None:
    ended = cli("new", "small.toml", "--no-input")
    assert ended.stdout == "".join(f"{paper}\n" for paper in PAPERS)
    again = next(line for line in ended.stderr.splitlines() if "tenderkit build " in line)
    before = Path("small.docx").read_bytes()
    for paper in PAPERS:
        Path(paper).unlink()
    assert cli("build", *shlex.split(again.partition("tenderkit build ")[2])).code == 0
    assert Path("small.docx").read_bytes() == before


def test_lots_clauses_and_open_points_are_counted_as_by_build(cli: Cli, small: Path) -> None:
    made = cli("new", "small.toml", "--no-input").stderr.partition("\n  ")[0]
    built = cli("build", "small.toml", "--force").stderr.splitlines()[-1]
    assert made.startswith("small.docx, small-response.docx and small-notes.docx. ")
    assert re.findall(r"\d+", made) == re.findall(r"\d+", built)


# --- where things go ---


def test_the_word_file_goes_to_the_current_folder_under_the_stem(cli: Cli, small: Path) -> None:
    Path("deep").mkdir()
    small.rename("deep/my.purchase.toml")
    ended = cli("new", "deep/my.purchase.toml", "--no-input")
    papers = ["my.purchase.docx", "my.purchase-response.docx", "my.purchase-notes.docx"]
    assert (ended.code, ended.stdout.splitlines()) == (0, papers)
    assert names(Path()) == ["deep", *sorted(papers)]
    assert names(Path("deep")) == ["my.purchase.toml"]


@pytest.mark.parametrize("name", ["annex.docx", "ANNEX.DOCX", "out/annex.docx", "an annex.docx"])
def test_o_names_the_word_file(cli: Cli, small: Path, name: str) -> None:
    Path("out").mkdir()
    ended = cli("new", "small.toml", "--no-input", "-o", name)
    stem = name[: -len(".docx")]
    papers = [name, f"{stem}-response.docx", f"{stem}-notes.docx"]
    assert (ended.code, ended.stdout.splitlines()) == (0, papers)
    assert Path(name).read_bytes().startswith(b"PK")
    assert not Path("small.docx").exists()


@pytest.mark.parametrize("name", ["annex", "annex.doc", "annex.pdf", "annex.toml", "annex.docx.html", "-"])
def test_a_name_that_is_no_word_file_ends_with_2(cli: Cli, name: str) -> None:
    ended = cli("new", "--no-input", *ENOUGH, "-o", name)
    assert ended.code == 2
    assert f"“{name}”" in ended.stderr
    assert ".docx" in ended.stderr
    assert names(Path()) == []


@pytest.mark.parametrize(
    "name", ["x.docx", "x.DOCX", "x.doc", "x.odt", "x.pdf", "x.json", "x.jsonl", "x.html", "x.md", "-"]
)
def test_a_name_that_is_no_purchase_file_ends_with_2(cli: Cli, name: str) -> None:
    ended = cli("new", name, "--no-input", *ENOUGH)
    assert ended.code == 2
    assert f"“{name}”" in ended.stderr
    assert ".toml" in ended.stderr
    assert names(Path()) == []


@pytest.mark.parametrize("name", ["", "."])
def test_no_name_at_all_is_told_to_be_none(cli: Cli, name: str) -> None:
    ended = cli("new", name, "--no-input", *ENOUGH)
    assert ended.code in (2, 4)
    assert "no name for a Word file" not in ended.stderr
    assert "None" not in ended.stderr
    assert names(Path()) == []


@pytest.mark.parametrize(
    "name",
    ["purchase", "my.purchase.toml", "Ankauf für Köln.toml", "購入.toml", "a’b c.toml", "#.toml", "{file}.toml"],
)
def test_a_name_of_any_letters_is_a_name(cli: Cli, name: str) -> None:
    assert cli("new", name, "--no-input", *ENOUGH).code == 0
    assert cli("new", name, "--no-input", "--force").code == 0
    assert name in names(Path())


@pytest.mark.parametrize("name", ["two\nlines.toml", "tab\t.toml", "esc\x1b[31m.toml"])
def test_a_name_that_cannot_be_printed_is_refused_or_does_no_harm(cli: Cli, name: str) -> None:
    ended = cli("new", name, "--no-input", *ENOUGH)
    assert ended.code in (0, 2, 4), ended.stderr
    assert "\x1b" not in ended.stderr
    assert cli("new", name, "--no-input", "--force", *ENOUGH).code == ended.code


def test_a_name_that_is_no_utf_8_is_printed_as_it_is(command: list[str]) -> None:
    for more in ([], ["--force"]):
        words = [*command, "new", "\udcff.toml", "--no-input", *more, *ENOUGH]
        done = subprocess.run(words, capture_output=True, timeout=60, check=True)
        assert done.stdout == b"\xff.docx\n\xff-response.docx\n\xff-notes.docx\n"


def test_a_second_file_ends_with_2(cli: Cli) -> None:
    assert cli("new", "a.toml", "b.toml", "--no-input").code == 2
    assert names(Path()) == []


# --- what is there already ---


@pytest.mark.parametrize("source", [ENOUGH, ("--example", "small-laptops")], ids=["set", "example"])
def test_a_word_file_that_is_there_stays_and_force_replaces_it(cli: Cli, source: tuple[str, ...]) -> None:
    target = Path("purchase.docx")
    target.write_bytes(b"changed by hand")
    ended = cli("new", "--no-input", *source)
    assert ended.code == 4
    assert ended.stdout == ""
    assert "purchase.docx: is there already" in ended.stderr
    assert "--force" in ended.stderr
    assert target.read_bytes() == b"changed by hand"
    assert cli("new", "--no-input", *source, "--force").code == 0
    assert target.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("old.docx", "is there already"),
        ("folder", "small.docx: is a folder"),
        ("absent/", "is not there"),
        ("link.docx", "is a link"),
        ("absent/x.docx", "is not there"),
        ("locked/x.docx", "is read-only"),
        ("old.docx/x.docx", "old.docx"),
        ("x" * 300 + ".docx", "too long"),
    ],
)
def test_a_word_file_that_cannot_be_written_is_refused_before_anything_is(
    cli: Cli, small: Path, target: str, message: str
) -> None:
    Path("old.docx").write_bytes(b"old")
    Path("folder/small.docx").mkdir(parents=True)
    Path("link.docx").symlink_to("old.docx")
    Path("locked").mkdir(mode=0o555)
    before = names(Path())
    ended = cli("new", "small.toml", "--no-input", "--set", "lots.1.months=12", "-o", target)
    assert ended.code == 4
    assert message in ended.stderr
    assert small.read_text(encoding="utf-8") == SMALL
    assert names(Path()) == before
    assert Path("old.docx").read_bytes() == b"old"


@pytest.mark.parametrize("path", [".", "out", "out/", "out/.."])
def test_the_papers_go_to_the_folder_that_is_named(cli: Cli, small: Path, path: str) -> None:
    Path("out").mkdir()
    ended = cli("new", "small.toml", "--no-input", "-o", path)
    paths = [str(Path(path) / f"small{end}.docx") for end in ("", "-response", "-notes")]
    assert (ended.code, ended.stdout.split()) == (0, paths)
    assert all(Path(paper).is_file() for paper in paths)


def test_force_does_not_overwrite_the_purchase_itself(cli: Cli, small: Path) -> None:
    os.link("small.toml", "hard.docx")
    assert cli("new", "small.toml", "--no-input", "-o", "hard.docx", "--force").code == 4
    assert small.read_text(encoding="utf-8") == SMALL


@pytest.mark.parametrize("epoch", ["soon", "-1", "99999999999999999999"])
def test_an_epoch_that_is_none_ends_with_2_before_anything_is_written(cli: Cli, epoch: str) -> None:
    ended = cli("new", "--no-input", *ENOUGH, env={"SOURCE_DATE_EPOCH": epoch})
    assert ended.code == 2
    assert "SOURCE_DATE_EPOCH" in ended.stderr
    assert names(Path()) == []


# --- examples ---


def test_an_example_is_copied_with_its_comments(cli: Cli) -> None:
    assert cli("new", "mine.toml", "--no-input", "--example", "ke-school-laptops").code == 0
    assert cli("build", "--example", "ke-school-laptops", "--save-purchase", "theirs.toml").code == 0
    assert Path("mine.toml").read_bytes() == Path("theirs.toml").read_bytes()


def test_set_overrides_what_an_example_says(cli: Cli) -> None:
    words = ("--set", "lots.1.months=12", "--set", "tender.title=Ours", "--set", "lots.2.months=24")
    assert cli("new", "--no-input", "--example", "three-lots", *words).code == 0
    said = tomllib.loads(Path("purchase.toml").read_text(encoding="utf-8"))
    assert said["tender"]["title"] == "Ours"
    assert [lot["months"] for lot in said["lots"]][:2] == [12, 24]


def test_an_unknown_example_ends_with_2_and_the_nearest_name(cli: Cli) -> None:
    ended = cli("new", "--no-input", "--example", "small-laptop")
    assert ended.code == 2
    assert "Did you mean “small-laptops”?" in ended.stderr
    assert names(Path()) == []


def test_an_example_does_not_replace_a_file_that_is_there(cli: Cli, small: Path) -> None:
    ended = cli("new", "small.toml", "--no-input", "--example", "small-laptops", "--force")
    assert ended.code == 4
    assert "small.toml: is there already" in ended.stderr
    assert small.read_text(encoding="utf-8") == SMALL
    assert names(Path()) == ["small.toml"]


def test_an_example_with_a_wrong_answer_is_not_copied(cli: Cli) -> None:
    assert cli("new", "--no-input", "--example", "small-laptops", "--set", "lots.1.months=0").code == 3
    assert names(Path()) == []


# --- JSON ---


def test_json_tells_what_was_made(cli: Cli, small: Path) -> None:
    small.write_text(SMALL.replace('"internal"', '"none"'), encoding="utf-8")
    ended = cli("new", "small.toml", "--no-input", "--format", "json", "-o", "annex.docx")
    told = answer(ended)
    assert ended.code == 0
    assert set(told) == {"schema", "tool", "ok", "data", "findings", "warnings"}
    assert told["schema"] == "tenderkit/new/1"
    assert told["tool"] == {"name": "tenderkit", "version": __version__}
    assert told["ok"] is True
    assert told["data"]["purchase"] == "small.toml"
    assert told["data"]["files"] == ["annex.docx", "annex-response.docx", "annex-notes.docx"]
    built = answer(cli("build", "small.toml", "--format", "json"))
    assert told["warnings"] == built["warnings"] != []
    assert told["findings"] == built["findings"]
    assert told["data"]["open"] == built["data"]["open-points"] != []
    clauses = [*built["data"]["general"], *built["data"]["lots"][0]["clauses"]]
    reporting = [c for c in clauses if re.match(r"\d+\.5\.", c["number"])]
    kinds = Counter("reporting" if c in reporting else c["kind"] for c in clauses)
    assert told["data"]["clauses"] == kinds


FAILURES = {
    "missing": (["--no-input"], 3),
    "unknown option": (["--bogus"], 2),
    "no key": (["--set", "x"], 2),
    "unknown example": (["--example", "bogus"], 2),
    "no purchase file": (["x.docx"], 2),
    "no Word file": (["-o", "x.pdf"], 2),
    "wrong answer": ([*ENOUGH, "--set", "lots.1.months=0"], 3),
    "no TOML": (["broken.toml"], 3),
    "nonsense": (["nonsense.toml"], 3),
    "no folder": (["absent/x.toml"], 4),
    "there already": (["small.toml", "--example", "small-laptops"], 4),
}


@pytest.mark.parametrize("name", FAILURES)
@pytest.mark.parametrize("form", [("--format", "json"), ("--format=json",)], ids=" ".join)
def test_every_failure_is_told_in_the_envelope(cli: Cli, small: Path, name: str, form: tuple[str, ...]) -> None:
    Path("broken.toml").write_text("tenderkit =\n", encoding="utf-8")
    Path("nonsense.toml").write_text("lots = 3\n", encoding="utf-8")
    args, code = FAILURES[name]
    ended = cli("new", *args, *form)
    told = answer(ended)
    assert ended.code == code
    assert (told["schema"], told["ok"], told["data"]) == ("tenderkit/new/1", False, None)
    errors = [line for line in ended.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == len(told["findings"]) > 0
    for line, finding in zip(errors, told["findings"], strict=True):
        assert finding["severity"] == "error"
        assert set(finding["place"]) == {"file", "key", "lot", "clause"}
        assert line.endswith(finding["message"])


# --- files that say something else ---


def test_all_that_is_wrong_with_a_file_is_told_and_it_stays_as_it_is(cli: Cli, small: Path) -> None:
    before = SMALL.replace("= 36", "= 0").replace('"laptop"', '"laptpo"')
    before = before.replace('title = "Twelve laptops"', 'title = "Twelve laptops"\nlevle = "core"')
    small.write_text(before, encoding="utf-8")
    ended = cli("new", "small.toml", "--no-input", "--format", "json")
    assert ended.code == 3
    assert keys(ended) == ["tender.levle", "lots.1.months", "lots.1.items.1.category"]
    assert "“level”" in ended.stderr
    assert "“laptop”" in ended.stderr
    assert small.read_text(encoding="utf-8") == before
    assert names(Path()) == ["small.toml"]


def test_what_is_wrong_and_what_is_missing_are_told_together(cli: Cli, small: Path) -> None:
    small.write_text(SMALL.replace("= 36", "= 0").replace("launch = 2026-08-15\n", ""), encoding="utf-8")
    ended = cli("new", "small.toml", "--no-input", "--format", "json")
    assert ended.code == 3
    assert set(keys(ended)) == {"lots.1.months", "tender.launch"}


NONSENSE = [
    "lots = 3\n",
    "[lots]\n",
    "lots = [1, 2]\n",
    "lots = [[]]\n",
    'tender = "x"\n',
    "tender = []\n",
    "parameters = 3\nincluded = 3\nexcluded = {}\n",
    "included = [3]\nexcluded = [[]]\n",
    "[tender]\nvalue = 3\nanswers = 3\n",
    "[tender]\ntitle = {}\nlaunch = []\ncountry = 7\nvalue = { amount = {}, currency = [] }\n",
    "[[lots]]\nacquisition = ['purchase']\ndata = {}\nmonths = []\n",
    "[[lots]]\nitems = 3\nreturns = 'x'\n",
    "[[lots]]\nitems = [3, [], 'x']\n",
    "[[lots]]\nitems = [{ category = ['laptop'], quantity = 'x', cpv = 7 }]\n",
    "[[lots]]\nitems = [{ category = {}, quantity = -1 }]\n",
    "[[lots]]\nanswers = 3\nweights = []\nparameters = 'x'\n",
    "[[lots]]\nparameters = { warranty-minimum = 3, nonsense = {} }\n",
    "[[lots]]\nparameters.warranty-minimum.warranty-years = {laptop = {laptop = 1}}\n",
    "language = 3\ntenderkit = 'one'\n",
    "language = 'tlh'\n",
    "tenderkit = 2\n",
    "nonsense = 1\n",
    "'' = 1\n",
]


@pytest.mark.parametrize("text", NONSENSE)
@pytest.mark.parametrize("args", [(), ENOUGH], ids=["nothing set", "enough set"])
def test_nonsense_is_refused_and_stays_as_it_is(cli: Cli, text: str, args: tuple[str, ...]) -> None:
    path = Path("x.toml")
    path.write_text(text, encoding="utf-8")
    ended = cli("new", "x.toml", "--no-input", *args)
    assert ended.code == 3, ended.stderr
    assert ended.stderr.startswith("error: x.toml: ")
    assert path.read_text(encoding="utf-8") == text
    assert names(Path()) == ["x.toml"]


@pytest.mark.parametrize(
    "content",
    [
        b"tenderkit =\n",
        b"tenderkit = 1\ntenderkit = 1\n",
        "title = “Laptops”\n".encode(),
        b"\xff",
        b"\xff\xfet\x00",
        b"PK\x03\x04",
        b"\x00",
        b"a" + b".a" * 3000 + b" = 1\n",
        b"a = " + b"[" * 5000 + b"]" * 5000 + b"\n",
        b"#" * 5_000_001,
    ],
    ids=["value", "twice", "quotes", "bytes", "UTF-16", "Word", "NUL", "deep key", "deep list", "huge"],
)
def test_what_is_no_toml_is_refused_and_stays_as_it_is(cli: Cli, content: bytes) -> None:
    path = Path("x.toml")
    path.write_bytes(content)
    ended = cli("new", "x.toml", "--no-input", *ENOUGH)
    assert ended.code == 3, ended.stderr
    assert ended.stderr.startswith("error: x.toml: ")
    assert path.read_bytes() == content
    assert names(Path()) == ["x.toml"]


def test_broken_toml_is_told_with_its_line(cli: Cli, small: Path) -> None:
    small.write_text(SMALL.replace("months = 36", "months = 36 months"), encoding="utf-8")
    ended = cli("new", "small.toml", "--no-input")
    assert ended.code == 3
    assert "line 9" in ended.stderr
    assert "months = 36 months" in ended.stderr


# --- places that cannot be written to ---


def test_a_folder_that_is_not_there_ends_with_4_and_is_not_made(cli: Cli) -> None:
    ended = cli("new", "absent/x.toml", "--no-input", *ENOUGH)
    assert ended.code == 4
    assert "the folder absent is not there" in ended.stderr
    assert names(Path()) == []


def test_a_read_only_folder_ends_with_4(cli: Cli) -> None:
    Path("locked").mkdir(mode=0o555)
    ended = cli("new", "locked/x.toml", "--no-input", *ENOUGH)
    assert ended.code == 4
    assert "the folder locked is read-only" in ended.stderr
    assert names(Path("locked")) == []
    assert names(Path()) == ["locked"]


@pytest.mark.parametrize("mode", [0o444, 0o000])
def test_a_read_only_file_ends_with_4_and_stays_as_it_is(cli: Cli, small: Path, mode: int) -> None:
    small.chmod(mode)
    ended = cli("new", "small.toml", "--no-input", "--set", "lots.1.months=12")
    assert ended.code == 4
    assert stat.S_IMODE(small.stat().st_mode) == mode
    small.chmod(0o644)
    assert small.read_text(encoding="utf-8") == SMALL
    assert names(Path()) == ["small.toml"]


def test_a_folder_in_place_of_the_file_ends_with_4(cli: Cli) -> None:
    Path("x.toml").mkdir()
    ended = cli("new", "x.toml", "--no-input", *ENOUGH)
    assert ended.code == 4
    assert "x.toml: is a folder" in ended.stderr
    assert names(Path()) == ["x.toml"]


def test_a_file_in_place_of_the_folder_ends_with_4(cli: Cli, small: Path) -> None:
    assert cli("new", "small.toml/x.toml", "--no-input", *ENOUGH).code == 4
    assert small.read_text(encoding="utf-8") == SMALL


@pytest.mark.parametrize("aim", ["small.toml", "nowhere.toml"])
def test_a_link_is_not_replaced_by_a_file(cli: Cli, small: Path, aim: str) -> None:
    Path("link.toml").symlink_to(aim)
    assert cli("new", "link.toml", "--no-input", *ENOUGH).code == 4
    assert Path("link.toml").is_symlink()
    assert small.read_text(encoding="utf-8") == SMALL
    assert names(Path()) == ["link.toml", "small.toml"]


def test_a_pipe_is_not_waited_for(cli: Cli) -> None:
    os.mkfifo("x.toml")
    assert cli("new", "x.toml", "--no-input", *ENOUGH).code == 4


def test_a_name_that_is_too_long_ends_with_4(cli: Cli) -> None:
    assert cli("new", "x" * 300 + ".toml", "--no-input", *ENOUGH).code == 4
    assert names(Path()) == []


def test_the_permissions_of_the_purchase_file_stay(cli: Cli, small: Path) -> None:
    small.chmod(0o600)
    assert cli("new", "small.toml", "--no-input", "--set", "lots.1.months=12").code == 0
    assert stat.S_IMODE(small.stat().st_mode) == 0o600


def test_a_file_that_is_open_in_another_interview_ends_with_4(cli: Cli, small: Path) -> None:
    with FileLock(".small.toml.lock"):
        ended = cli("new", "small.toml", "--no-input", "--set", "lots.1.months=12")
    assert ended.code == 4
    assert "small.toml: is open in another interview" in ended.stderr
    assert small.read_text(encoding="utf-8") == SMALL


def test_a_lock_that_was_left_behind_hinders_nobody(cli: Cli, small: Path) -> None:
    Path(".small.toml.lock").touch()
    assert cli("new", "small.toml", "--no-input").code == 0
    assert names(Path()) == [*sorted(PAPERS), "small.toml"]


# --- a full disk ---

Break = Callable[[pytest.MonkeyPatch], None]
BREAKS: dict[str, Break] = {
    "on writing": lambda patch: patch.setattr(os, "fsync", full),
    "on renaming": lambda patch: patch.setattr(os, "replace", full),
    "on making a file": lambda patch: patch.setattr(os, "open", open_no_new_file),
}


@pytest.mark.parametrize("when", BREAKS)
def test_a_full_disk_leaves_nothing_behind(cli: Cli, monkeypatch: pytest.MonkeyPatch, when: str) -> None:
    BREAKS[when](monkeypatch)
    ended = cli("new", "--no-input", *ENOUGH)
    assert ended.code == 4
    assert "purchase.toml: could not be written: No space left on device" in ended.stderr
    assert names(Path()) == []


@pytest.mark.parametrize("when", BREAKS)
def test_a_full_disk_leaves_the_purchase_as_it_was(
    cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    BREAKS[when](monkeypatch)
    ended = cli("new", "small.toml", "--no-input", "--set", "lots.1.months=12", "--format", "json")
    assert ended.code == 4
    assert answer(ended)["findings"][0]["place"]["file"] == "small.toml"
    assert small.read_text(encoding="utf-8") == SMALL
    assert names(Path()) == ["small.toml"]


def test_a_form_that_is_there_stays_too(cli: Cli, small: Path) -> None:
    Path("small-response.docx").write_bytes(b"old")
    ended = cli("new", "small.toml", "--no-input", "--set", "lots.1.months=12")
    assert (ended.code, names(Path())) == (4, ["small-response.docx", "small.toml"])
    assert "small-response.docx: is there already" in ended.stderr
    assert small.read_text(encoding="utf-8") == SMALL


def test_a_disk_that_is_full_for_the_annex_keeps_the_answers_and_the_old_annex(
    cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("small.docx").write_bytes(b"old")
    first_then_full = iter([os.fsync, full])
    monkeypatch.setattr(os, "fsync", lambda file: next(first_then_full)(file))
    ended = cli("new", "small.toml", "--no-input", "--set", "lots.1.months=12", "--force")
    assert ended.code == 4
    assert "small.docx: could not be written: No space left on device" in ended.stderr
    assert small.read_text(encoding="utf-8") == SMALL.replace("36", "12")
    assert Path("small.docx").read_bytes() == b"old"
    assert names(Path()) == ["small.docx", "small.toml"]


def test_a_full_disk_behind_stdout_ends_with_4_and_keeps_the_files(command: list[str], small: Path) -> None:
    with Path("/dev/full").open("wb") as device:
        done = subprocess.run(
            [*command, "new", "small.toml", "--no-input"],
            stdin=subprocess.DEVNULL,
            stdout=device,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert done.returncode == 4
    assert "Traceback" not in done.stderr.decode()
    assert names(Path()) == [*sorted(PAPERS), "small.toml"]


# --- streams ---


def closed(command: list[str], which: str, *args: str) -> Ran:
    """`tenderkit new` in a process that has one stream less."""
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {which}', "sh", *command, "new", *args], capture_output=True, timeout=60, check=False
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_a_closed_stdin_is_no_terminal(command: list[str], small: Path) -> None:
    ended = closed(command, "<&-", "small.toml")
    assert (ended.code, ended.stdout.split()) == (0, PAPERS)
    missing = closed(command, "<&-", "other.toml")
    assert missing.code == 3
    assert names(Path()) == [*sorted(PAPERS), "small.toml"]


def test_a_closed_stdout_ends_with_4_before_anything_is_written(command: list[str], folder: Path) -> None:
    ended = closed(command, ">&-", "--no-input", *ENOUGH)
    assert ended.code == 4
    assert "stdout" in ended.stderr
    assert names(folder) == []


def test_a_closed_stderr_leaves_stdout_to_the_result(command: list[str], small: Path) -> None:
    ended = closed(command, "2>&-", "small.toml")
    assert (ended.code, ended.stdout.split()) == (0, PAPERS)


def test_a_reader_that_is_gone_is_no_reason_to_complain(command: list[str], small: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [*command, "new", "small.toml", "--no-input"],
            stdin=subprocess.DEVNULL,
            stdout=write,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    finally:
        os.close(write)
    assert done.returncode == 0
    assert "Errno" not in done.stderr.decode()
    assert names(Path()) == [*sorted(PAPERS), "small.toml"]


def test_a_terminal_on_stdin_alone_asks_nobody(command: list[str], folder: Path) -> None:
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run([*command, "new"], stdin=theirs, capture_output=True, timeout=60, check=False)
    finally:
        os.close(theirs)
        os.close(ours)
    assert done.returncode == 3
    assert "tender.title" in done.stderr.decode()
    assert names(folder) == []


def test_nothing_depends_on_the_locale(cli: Cli) -> None:
    authority = "Ministère de l’Éducation, 教育部"
    ended = cli(
        "new", "--no-input", *ENOUGH, f"--set=tender.authority={authority}", process=True, env={"LC_ALL": "C"}
    )
    assert ended.code == 0, ended.stderr
    said = tomllib.loads(Path("purchase.toml").read_text(encoding="utf-8"))
    assert said["tender"]["authority"] == authority


def test_the_next_commands_name_the_libraries_on_top(cli: Cli, folder: Path) -> None:
    house = folder / "house rules"
    house.mkdir()
    (house / "library.toml").write_text('title.en = "House"\nversion = "1"\n', encoding="utf-8")
    ended = cli("new", "p.toml", "--no-input", "--library", "house rules", *ENOUGH)
    assert ended.code == 0, ended.stderr
    told = " ".join(ended.stderr.split())
    assert "tenderkit build p.toml --library 'house rules' -o p.docx --force" in told
    assert "tenderkit explain p.toml --library 'house rules'" in told
    assert "# tenderkit build p.toml --library 'house rules'" in Path("p.toml").read_text(encoding="utf-8")


# --- other languages ---


def test_an_interview_and_its_annex_are_in_the_language_that_was_asked_for(cli: Cli, folder: Path) -> None:
    ended = cli("new", "--no-input", "--language", "ar", *ENOUGH)
    assert ended.code == 0
    assert 'language = "ar"' in Path("purchase.toml").read_text("utf-8")
    with zipfile.ZipFile("purchase.docx") as archive:
        assert "ملحق المناقصة" in archive.read("word/document.xml").decode()
    assert "tenderkit build purchase.toml" in ended.stderr


def test_a_language_that_is_not_there_is_wrong_usage(cli: Cli, folder: Path) -> None:
    ended = cli("new", "--no-input", "--language", "tlh", *ENOUGH)
    assert ended.code == 2
    assert "There are en, ar, fr." in ended.stderr
    assert names(folder) == []


def test_the_temporary_file_of_a_killed_interview_is_removed_at_the_next_start(cli: Cli, tmp_path: Path) -> None:
    dies = (
        "import os\nos.replace = lambda *_: os._exit(9)\nfrom pathlib import Path\nfrom tenderkit.cli import output\n"
    )
    dies += "output.write_file(Path('purchase.toml'), b'half', force=True)"
    assert subprocess.run([sys.executable, "-c", dies], cwd=tmp_path, check=False).returncode == 9
    (left,) = names(tmp_path)
    assert (tmp_path / left).read_bytes() == b"half"
    assert cli("new", "--no-input").code == 3
    assert names(tmp_path) == []
