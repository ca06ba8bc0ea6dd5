# SPDX-License-Identifier: Apache-2.0
import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tenderkit.library.reading import shipped_data
from tenderkit.pipeline import Papers, draft_papers
from tenderkit.purchase.purchase import Purchase
from tests.cli.conftest import SMALL, SMALL_JSON, Cli, answer, names
from tests.support import leave_untranslated

FIRST_EXAMPLES = [
    "de-displays-take-back",
    "fr-phone-lease",
    "gb-refurbished-laptops",
    "in-city-disposal",
    "ke-school-laptops",
    "small-laptops",
    "three-lots",
    "us-desktops",
]


def text_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode()


# --- where results go ---


def boom_for_unlucky(purchase: Purchase, *rest: Any, **more: Any) -> Papers:
    if purchase.tender.title == "Unlucky":
        raise RuntimeError("boom")
    return draft_papers(purchase, *rest, **more)


def test_a_bug_in_one_file_does_not_hide_what_is_wrong_with_the_others(
    cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tenderkit.pipeline.draft_papers", boom_for_unlucky)
    Path("unlucky.toml").write_text(SMALL.replace("Twelve laptops", "Unlucky"), encoding="utf-8")
    included = '[[included]]\nclause = "cartridge-take-back"\nreason = "x"\nlot = 1\n'
    Path("wrong.toml").write_text(SMALL + included, encoding="utf-8")
    ended = cli("build", "unlucky.toml", "small.toml", "wrong.toml", "-o", "out/")
    assert ended.code == 70
    assert "error: unlucky.toml: a bug in tenderkit" in ended.stderr
    assert "error: wrong.toml: " in ended.stderr
    assert not Path("out").exists()


def test_a_word_file_goes_to_the_current_folder_under_the_stem(cli: Cli, small: Path) -> None:
    Path("deep").mkdir()
    small.rename("deep/my.purchase.toml")
    ended = cli("build", "deep/my.purchase.toml")
    assert ended.code == 0
    assert names(Path()) == [
        "deep",
        "my.purchase-notes.docx",
        "my.purchase-response.docx",
        "my.purchase.docx",
    ]
    assert "Twelve laptops" in text_of(Path("my.purchase.docx"))


def test_stdout_names_the_files_and_stderr_says_what_is_in_them(cli: Cli, small: Path) -> None:
    ended = cli("build", "small.toml")
    assert ended.stdout == "small.docx\nsmall-response.docx\nsmall-notes.docx\n"
    assert ended.stderr.splitlines()[-1].startswith("small.toml: 1 lot, ")


def test_markdown_goes_to_stdout(cli: Cli, small: Path) -> None:
    ended = cli("build", "small.toml", "--format", "md")
    assert ended.code == 0
    assert ended.stdout.startswith("# Tender annex")
    assert names(Path()) == ["small.toml"]


def test_json_goes_to_stdout(cli: Cli, small: Path) -> None:
    ended = cli("build", "small.toml", "--format", "json")
    assert ended.code == 0
    assert answer(ended)["data"]["lots"][0]["title"] == "Laptops"
    assert names(Path()) == ["small.toml"]


@pytest.mark.parametrize("form", ["md", "json"])
def test_a_hyphen_is_stdout(cli: Cli, small: Path, form: str) -> None:
    assert (
        cli("build", "small.toml", "--format", form, "-o", "-").stdout
        == cli("build", "small.toml", "--format", form).stdout
    )
    assert names(Path()) == ["small.toml"]


@pytest.mark.parametrize("form", ["docx", "md", "json"])
def test_o_names_the_file(cli: Cli, small: Path, form: str) -> None:
    ended = cli("build", "small.toml", "--papers", "annex", "--format", form, "-o", "result")
    assert ended.code == 0
    assert ended.stdout == "result\n"
    assert names(Path()) == ["result", "small.toml"]


def test_an_example_is_named_after_itself(cli: Cli) -> None:
    assert cli("build", "--example", "small-laptops", "--papers", "annex").code == 0
    assert names(Path()) == ["small-laptops.docx"]


def test_several_files_go_to_a_folder(cli: Cli, small: Path) -> None:
    Path("one.toml").write_text(SMALL, encoding="utf-8")
    ended = cli("build", "one.toml", "small.toml", "-o", "out")
    assert ended.code == 0
    papers = [f"{stem}{end}.docx" for stem in ("one", "small") for end in ("", "-response", "-notes")]
    assert names(Path("out")) == sorted(papers)
    assert ended.stdout.splitlines() == [f"out/{paper}" for paper in papers]


def test_several_files_go_to_the_current_folder_without_o(cli: Cli, small: Path) -> None:
    Path("one.toml").write_text(SMALL, encoding="utf-8")
    assert cli("build", "one.toml", "small.toml", "--papers", "annex").code == 0
    assert names(Path()) == ["one.docx", "one.toml", "small.docx", "small.toml"]


def test_several_word_files_do_not_share_stdout(cli: Cli, small: Path) -> None:
    Path("one.toml").write_text(SMALL, encoding="utf-8")
    ended = cli("build", "one.toml", "small.toml", "-o", "-")
    assert ended.code == 2
    assert ended.stdout == ""


def test_several_json_answers_share_stdout_one_a_line(cli: Cli, small: Path) -> None:
    Path("one.toml").write_text(SMALL.replace("Twelve", "Other"), encoding="utf-8")
    ended = cli("build", "one.toml", "small.toml", "--format", "json")
    assert ended.code == 0
    assert len(ended.stdout.splitlines()) == 2
    assert all(json.loads(line)["ok"] for line in ended.stdout.splitlines())


# --- where purchases come from ---


def test_stdin_is_read_as_toml(cli: Cli) -> None:
    ended = cli("build", "-", "--format", "json", stdin=SMALL.encode())
    assert ended.code == 0
    assert answer(ended)["data"]["title"].startswith("Tender annex")


def test_stdin_is_read_as_json_where_it_looks_like_json(cli: Cli) -> None:
    ended = cli("build", "-", "--format", "json", stdin=b"\n  " + json.dumps(SMALL_JSON).encode())
    assert ended.code == 0
    assert answer(ended)["ok"] is True


def test_a_json_file_says_the_same_as_a_toml_file(cli: Cli, small: Path) -> None:
    Path("small.json").write_text(json.dumps(SMALL_JSON), encoding="utf-8")
    assert (
        cli("build", "small.json", "--format", "json").stdout == cli("build", "small.toml", "--format", "json").stdout
    )


def test_input_format_overrides_the_name(cli: Cli) -> None:
    Path("small.toml").write_text(json.dumps(SMALL_JSON), encoding="utf-8")
    assert cli("build", "small.toml", "--format", "json").code == 3
    assert cli("build", "small.toml", "--format", "json", "--input-format", "json").code == 0


def test_a_word_file_from_stdin_needs_a_name(cli: Cli) -> None:
    ended = cli("build", "-", stdin=SMALL.encode())
    assert ended.code == 2
    assert "-o" in ended.stderr
    assert names(Path()) == []
    assert cli("build", "-", "-o", "x.docx", stdin=SMALL.encode()).code == 0
    assert names(Path()) == ["x-notes.docx", "x-response.docx", "x.docx"]


def test_an_empty_stdin_ends_with_3(cli: Cli) -> None:
    ended = cli("build", "-", "--format", "json", stdin=b"")
    assert ended.code == 3
    assert [f["rule"] for f in answer(ended)["findings"]] == ["empty"]


def test_a_file_and_an_example_exclude_each_other(cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml", "--example", "small-laptops").code == 2


def test_no_file_at_all_ends_with_2(cli: Cli) -> None:
    ended = cli("build")
    assert ended.code == 2
    assert "--example" in ended.stderr


# --- examples ---


def test_the_examples_are_listed_one_a_line(cli: Cli) -> None:
    assert set(FIRST_EXAMPLES) <= set(cli("build", "--list-examples").stdout.splitlines())


@pytest.mark.parametrize("form", ["docx", "md", "json"])
@pytest.mark.parametrize("name", FIRST_EXAMPLES)
def test_every_example_builds(cli: Cli, name: str, form: str) -> None:
    ended = cli("build", "--example", name, "--format", form, "-o", "result")
    assert ended.code == 0
    assert Path("result").stat().st_size > 10_000


def test_a_saved_example_builds_like_the_example(cli: Cli) -> None:
    assert cli("build", "--example", "small-laptops", "--save-purchase", "mine.toml").code == 0
    mine = answer(cli("build", "mine.toml", "--format", "json"))
    theirs = answer(cli("build", "--example", "small-laptops", "--format", "json"))
    assert mine["data"] == theirs["data"]


def test_a_saved_example_overwrites_nothing(cli: Cli, small: Path) -> None:
    assert cli("build", "--example", "small-laptops", "--save-purchase", "small.toml").code == 4
    assert small.read_text(encoding="utf-8") == SMALL


# --- what is said ---


def test_warnings_go_to_stderr_and_into_the_answer(cli: Cli, small: Path) -> None:
    small.write_text(SMALL.replace('"internal"', '"none"'), encoding="utf-8")
    ended = cli("build", "small.toml", "--format", "json")
    assert ended.code == 0
    assert "warning: small.toml: " in ended.stderr
    warning = next(w for w in answer(ended)["warnings"] if w["rule"] == "data-none")
    assert warning["severity"] == "warn"
    assert warning["place"]["file"] == "small.toml"
    assert warning["place"]["lot"] == 1


def test_a_change_that_cannot_be_carried_out_ends_with_3_and_names_the_file(cli: Cli, small: Path) -> None:
    small.write_text(SMALL + '[[excluded]]\nclause = "remedies"\nreason = "No."\n', encoding="utf-8")
    ended = cli("build", "small.toml", "--format", "json")
    assert ended.code == 3
    finding = answer(ended)["findings"][0]
    assert finding["rule"] == "excluded"
    assert finding["place"] == {"file": "small.toml", "key": "excluded", "lot": 1, "clause": "remedies"}


# --- the same again ---


@pytest.mark.parametrize("more", [(), ("--reproducible",)])
def test_the_same_answers_give_the_same_word_file(command: list[str], small: Path, more: tuple[str, ...]) -> None:
    results = []
    for seed in ("1", "2"):
        done = subprocess.run(
            [*command, "build", "small.toml", "-o", "-", *more],
            env={"PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"},
            capture_output=True,
            timeout=60,
            check=True,
        )
        results.append(done.stdout)
    assert results[0] == results[1]


def test_reproducible_files_are_not_compressed(cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml", "--reproducible").code == 0
    with zipfile.ZipFile("small.docx") as archive:
        assert {m.compress_type for m in archive.infolist()} == {zipfile.ZIP_STORED}


def test_comments_and_line_ends_change_nothing_in_the_word_file(cli: Cli, small: Path) -> None:
    Path("other.toml").write_bytes(b"\xef\xbb\xbf# mine\r\n" + SMALL.replace("\n", "\r\n").encode())
    assert cli("build", "small.toml", "other.toml").code == 0
    assert Path("small.docx").read_bytes() == Path("other.docx").read_bytes()


# --- languages ---


def test_language_overrides_that_of_the_file(cli: Cli, small: Path) -> None:
    small.write_text(SMALL.replace('"en"', '"xx"'), encoding="utf-8")
    assert cli("build", "small.toml", "--format", "json").code == 3
    ended = cli("build", "small.toml", "--format", "json", "--language", "en")
    assert ended.code == 0
    assert answer(ended)["data"]["language"] == "en"


# --- other languages ---


def test_an_annex_in_arabic_is_built_where_every_text_is_there(cli: Cli, small: Path) -> None:
    ended = cli("build", str(small), "--language", "ar", "--format", "md")
    assert ended.code == 0
    assert "ملحق المناقصة" in ended.stdout
    assert "translation" not in ended.stderr


@pytest.fixture
def lacking(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library in which two clauses on cartridges have no Arabic text."""
    data = leave_untranslated(copied, "imaging", "cartridge-take-back", "page-yield-declaration")
    monkeypatch.setattr(shipped_data, "load_shipped_data", lambda: data)


@pytest.mark.usefixtures("lacking")
def test_texts_that_a_language_lacks_stop_the_build_with_their_list(cli: Cli, folder: Path) -> None:
    ended = cli("build", "--example", "br-consumables", "--language", "ar")
    assert ended.code == 3
    assert names(folder) == ["clauses", "templates"]
    for clause in ("cartridge-take-back", "page-yield-declaration"):
        assert f"البند «{clause}» غير مترجم إلى اللغة «ar»" in ended.stderr
    assert ended.stderr.count("--allow-untranslated") == 1


@pytest.mark.usefixtures("lacking")
def test_english_is_printed_and_marked_where_that_is_allowed(cli: Cli, folder: Path) -> None:
    ended = cli("build", "--example", "br-consumables", "--language", "ar", "--allow-untranslated", "--format", "md")
    assert ended.code == 0
    assert "هذا البند وارد بالإنكليزية" in ended.stdout
    assert ended.stdout.count("هذا البند وارد بالإنكليزية") == ended.stderr.count("يُطبع بالإنكليزية")


@pytest.mark.usefixtures("lacking")
def test_a_line_of_a_stream_that_lacks_texts_fails_alone(cli: Cli, folder: Path) -> None:
    small = {**SMALL_JSON, "language": "ar", "id": "one"}
    lacking = {**small, "id": "two", "lots": [{**SMALL_JSON["lots"][0], "acquisition": "consumables"}]}
    lacking["lots"][0]["items"] = [{"category": "consumables", "quantity": 900}]
    lines = "".join(json.dumps(one) + "\n" for one in (small, lacking))
    ended = cli("build", "-", "--input-format", "jsonl", "--format", "json", stdin=lines.encode())
    first, second = map(json.loads, ended.stdout.splitlines())
    assert (ended.code, first["ok"], second["ok"]) == (5, True, False)
    assert {f["rule"] for f in second["findings"]} == {"translation-missing"}
    ended = cli(
        "build", "-", "--input-format", "jsonl", "--format", "json", "--allow-untranslated", stdin=lines.encode()
    )
    assert ended.code == 0


# --- a language that was begun ---


@pytest.fixture
def spanish(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A language with the head of a frame and one word."""
    text = 'locale = "es-ES"\ndirection = "ltr"\nscript = "latin"\n[texts.cover]\nauthority = "Comprador"\n'
    (copied / "templates" / "frame" / "es.toml").write_text(text, encoding="utf-8")
    data = shipped_data.read_shipped(copied)
    monkeypatch.setattr(shipped_data, "load_shipped_data", lambda: data)


@pytest.mark.usefixtures("spanish")
def test_a_language_that_was_begun_is_refused_with_all_that_is_missing(cli: Cli) -> None:
    ended = cli("build", "--example", "small-laptops", "--language", "es", "--format", "json")
    assert ended.code == 3
    findings = answer(ended)["findings"]
    places = {(f["place"]["file"], f["place"]["key"], f["place"]["clause"]) for f in findings}
    assert {f["rule"] for f in findings} == {"translation-missing"}
    assert {("vocabulary.toml", None, None), ("jurisdictions.toml", None, None)} <= places
    assert {
        ("templates/frame/es.toml", "texts.cover", None),
        ("templates/frame/es.toml", "definitions", None),
    } <= places
    assert "take-back" in {clause for _, _, clause in places}
    (cover,) = (f["message"] for f in findings if f["place"]["key"] == "texts.cover")
    assert "title" in cover
    assert "authority" not in cover
    assert "--allow-untranslated" in findings[-1]["fix"]


@pytest.mark.usefixtures("spanish")
def test_english_stands_in_for_what_a_language_lacks_and_every_paper_says_so(cli: Cli) -> None:
    line = ("build", "--example", "small-laptops", "--language", "es", "--allow-untranslated")
    ended = cli(*line, "--format", "md", "-o", "-")
    assert ended.code == 0
    said = "Words of this document stand in English, because there is no text of them in its language."
    assert f"- **Language**: {said}\n" in ended.stdout
    assert "- **Comprador**: " in ended.stdout
    clauses = cli("build", "--example", "small-laptops", "--format", "json", "-o", "-")
    printed = json.loads(clauses.stdout)["data"]
    count = len(printed["general"]) + sum(len(lot["clauses"]) for lot in printed["lots"])
    assert ended.stdout.count("This clause stands in English") == count
    assert cli(*line, "--papers", "annex,response,calendar", "-o", "x.docx").code == 0
    for file in ("x-response.docx", "x-calendar.docx"):
        assert said in text_of(Path(file))


def test_a_whole_language_has_no_such_line(cli: Cli) -> None:
    ended = cli("build", "--example", "eg-school-laptops", "--format", "md", "--allow-untranslated", "-o", "-")
    arabic = shipped_data.load_shipped_data().language("ar")
    assert ended.code == 0
    assert arabic.text("cover.untranslated") not in ended.stdout
