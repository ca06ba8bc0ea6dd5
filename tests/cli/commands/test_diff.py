# SPDX-License-Identifier: Apache-2.0
import itertools
import json
import re
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import SMALL, Cli, answer, join_lines


@pytest.fixture
def newer(small: Path) -> Path:
    """`newer.toml`: `small.toml` with another launch, a longer term, and a value set by the authority."""
    path = Path("newer.toml")
    text = SMALL.replace("2026-08-15", "2027-08-15").replace("months = 36", "months = 24")
    path.write_text(text + "parameters.spare-parts.parts-years = 9\n", encoding="utf-8")
    return path


def test_a_purchase_does_not_differ_from_itself(cli: Cli, small: Path) -> None:
    ended = cli("diff", "small.toml", "small.toml")
    assert (ended.code, ended.stdout) == (0, "small.toml → small.toml: nothing differs\n")


def test_purchases_are_compared_answer_by_answer_and_clause_by_clause(cli: Cli, newer: Path) -> None:
    ended = cli("diff", "small.toml", "newer.toml")
    assert ended.code == 1
    assert ended.stdout.startswith("small.toml → newer.toml: ")
    assert "    tender.launch: 2026-08-15 → 2027-08-15\n" in ended.stdout
    assert "    changed: Spare parts stay available (spare-parts)\n" in ended.stdout
    assert "at least [-5-]{+9+} years" in ended.stdout
    assert (
        "value period of sale of spare parts (parts-years): 5 years after delivery → 9 years after delivery; set by "
        "the authority\n" in join_lines(ended.stdout)
    )


def test_json_holds_the_same(cli: Cli, newer: Path) -> None:
    ended = cli("diff", "small.toml", "newer.toml", "--format", "json")
    assert ended.code == 1
    envelope = answer(ended)
    assert (envelope["schema"], envelope["ok"]) == ("tenderkit/diff/1", False)
    data = envelope["data"]
    assert (data["kind"], data["old"], data["new"]) == ("purchase", "small.toml", "newer.toml")
    assert {"key": "lots.1.months", "old": "36", "new": "24"} in data["answers"]
    changed = {c["id"]: c for part in data["parts"] for c in part["clauses"]}
    assert changed["spare-parts"]["values"][0]["new"] == "9 years after delivery"
    assert changed["spare-parts"]["words"][0]["numbers"] == [{"old": "5 years", "new": "9 years"}]


def test_annexes_are_compared_by_their_words(cli: Cli, newer: Path) -> None:
    for name in ("small", "newer"):
        assert cli("build", f"{name}.toml", "--papers", "annex").code == 0
    assert cli("diff", "small.docx", "small.docx").code == 0
    ended = cli("diff", "small.docx", "newer.docx")
    assert ended.code == 1
    assert "at least [-5-]{+9+} years" in ended.stdout
    assert "(parts-years): 5 years after delivery → 9 years after delivery\n" in join_lines(ended.stdout)


def test_an_annex_of_release_0_1_0_is_compared_by_its_words(cli: Cli, folder: Path) -> None:
    assert cli("build", "--example", "ke-school-laptops", "--papers", "annex", "-o", "new.docx").code == 0
    old = Path(__file__).parents[2] / "releases" / "0.1.0" / "ke-school-laptops.docx"
    data = answer(cli("diff", str(old), "new.docx", "--format", "json"))["data"]
    clauses = {c["id"]: c for part in data["parts"] for c in part["clauses"]}
    assert [part["lot"] for part in data["parts"]] == [0, 1]
    assert clauses["place-in-contract"]["fate"] == "added"
    assert clauses["spare-parts"]["versions"] == {"old": 1, "new": 3}
    assert clauses["spare-parts"]["words"]
    assert clauses["spare-parts"]["values"] == []
    assert clauses["spare-parts"]["reasons"][0].startswith("version 2: ")


def test_releases_are_compared_with_the_shipped_library_with_the_reasons(cli: Cli) -> None:
    ended = cli("diff", "0.1.0", "shipped")
    assert ended.code == 1
    assert "  added: The contractor is the importer (importer-duties)\n" in ended.stdout.replace("    ", "  ")
    assert "why: version 2: Televisions and signage displays have a list of parts." in join_lines(ended.stdout)
    text = join_lines(ended.stdout)
    assert "value period of sale of spare parts (parts-years), for desktop; acquisition purchase, lease" in text


def test_markdown_and_html_are_written_to_files_that_load_nothing(cli: Cli, newer: Path) -> None:
    assert cli("diff", "small.toml", "newer.toml", "--format", "html", "-o", "x.html").code == 1
    page = Path("x.html").read_text(encoding="utf-8")
    assert '<th scope="col">small.toml</th><th scope="col">newer.toml</th>' in page
    assert "at least <del>5</del> years" in page
    assert "at least <ins>9</ins> years" in page
    assert "http" not in page
    assert cli("diff", "small.toml", "newer.toml", "--format", "html", "-o", "x.html").code == 4
    ended = cli("diff", "small.toml", "newer.toml", "--format", "md")
    assert "### Changed: Spare parts stay available (spare-parts)\n" in ended.stdout
    assert "at least ~~5~~ **9** years" in ended.stdout


def test_a_title_with_markup_is_printed_literally(cli: Cli, newer: Path) -> None:
    newer.write_text(newer.read_text(encoding="utf-8").replace("Twelve laptops", "<script>*x*"), encoding="utf-8")
    page = cli("diff", "small.toml", "newer.toml", "--format", "html").stdout
    assert "<script>" not in page
    assert "&lt;script&gt;*x*" in page
    assert r"\<script\>\*x\*" in cli("diff", "small.toml", "newer.toml", "--format", "md").stdout


@pytest.mark.parametrize(
    ("sides", "code", "words"),
    [
        (("small.toml", "shipped"), 2, "a purchase file cannot be compared with a library"),
        (("-", "-"), 2, "stdin is named twice"),
        (("0.1.1", "shipped"), 4, "Did you mean “0.1.0”?"),
        (("small.toml", "other.docx"), 4, "other.docx"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    cli: Cli, small: Path, sides: tuple[str, str], code: int, words: str
) -> None:
    ended = cli("diff", *sides)
    assert ended.code == code
    assert words in ended.stderr


def test_the_problems_of_both_sides_are_told_at_once(cli: Cli, small: Path) -> None:
    for name, old, new in (("a", "months = 36", "months = 0"), ("b", '"laptop"', '"labtop"')):
        Path(f"{name}.toml").write_text(SMALL.replace(old, new), encoding="utf-8")
    ended = cli("diff", "a.toml", "b.toml", "--format", "json")
    assert ended.code == 3
    assert {f["place"]["file"] for f in json.loads(ended.stdout)["findings"]} == {"a.toml", "b.toml"}


def test_a_word_file_of_somebody_else_is_refused(cli: Cli, small: Path) -> None:
    document = docx.Document()
    document.add_paragraph("The contractor shall repair.")
    document.save("other.docx")
    ended = cli("diff", "other.docx", "other.docx")
    assert ended.code == 3
    assert "holds no record of its clauses" in ended.stderr


def test_a_house_library_is_compared_by_its_folder(cli: Cli) -> None:
    for name, years in (("old", 3), ("new", 4)):
        folder = Path(name, "house")
        folder.mkdir(parents=True)
        head = f'version = {years}\nsets = ["s{years}"]\n'
        text = f'{head}[text]\ntitle = "Own"\nrequirement = "Lasts {years} years."\n'
        (folder / "own.toml").write_text(text, encoding="utf-8")
    ended = cli("diff", "old", "new")
    assert ended.code == 1
    assert "changed: Own (own), version 3 → 4" in ended.stdout
    assert "Lasts [-3-]{+4+} years." in ended.stdout
    assert "rule sets: s3 → s4\n" in ended.stdout
    assert "- Rule sets: s3 → s4\n" in cli("diff", "old", "new", "--format", "md").stdout
    assert "sets: <del>s3</del>" in cli("diff", "old", "new", "--format", "html").stdout
    (clause,) = answer(cli("diff", "old", "new", "--format", "json"))["data"]["parts"][0]["clauses"]
    assert clause["rules"] == [{"name": "sets", "old": "s3", "new": "s4"}]


def test_a_library_on_top_is_compared_in_the_clauses_that_it_replaces_or_adds(cli: Cli) -> None:
    theme = Path("house", "useful-life")
    theme.mkdir(parents=True)
    Path("house", "library.toml").write_text('title.en = "House"\nversion = "1"\n', encoding="utf-8")
    shipped = cli("clauses", "show", "repair-turnaround", "--format", "toml").stdout
    assert "\ncore = 5\n" in shipped
    (theme / "repair-turnaround.toml").write_text(shipped.replace("\ncore = 5\n", "\ncore = 7\n", 1), "utf-8")
    (theme / "own.toml").write_text('version = 1\n[text]\ntitle = "Own"\nrequirement = "Lasts."\n', "utf-8")
    ended = cli("diff", "shipped", "house")
    assert ended.code == 1
    assert ended.stdout.startswith("shipped → house: 1 clause added, 0 withdrawn, 1 changed\n")
    assert "changed: Repair time (repair-turnaround)" in ended.stdout
    assert cli("diff", "house", "house").code == 0


def test_purchases_and_their_annexes_differ_in_the_same_clauses(cli: Cli, small: Path) -> None:
    text = SMALL.replace("[[lots]]", "proportionality = 'standard'\nenvironment-weight = 25\n[[lots]]")
    small.write_text(text, encoding="utf-8")
    newer = text.replace("weight = 25", "weight = 30").replace("quantity = 12", "quantity = 15")
    Path("newer.toml").write_text(newer, encoding="utf-8")
    for name in ("small", "newer"):
        assert cli("build", f"{name}.toml", "--papers", "annex").code == 0
    purchases, annexes = (
        answer(cli("diff", f"small.{ending}", f"newer.{ending}", "--format", "json"))["data"]
        for ending in ("toml", "docx")
    )
    changed = [{c["id"]: c["values"] for part in d["parts"] for c in part["clauses"]} for d in (purchases, annexes)]
    assert changed[0].keys() == changed[1].keys() != set()
    assert any(value["name"] == "points" for values in changed[0].values() for value in values)
    # The weights follow from the one answer that was written; an annex does not show that.
    assert [a["key"] for a in purchases["answers"]] == ["tender.environment-weight", "lots.1.items.laptop.quantity"]
    assert [a["key"] for a in annexes["answers"]] == ["lots.1.items.laptop.quantity"]
    stdout = cli("diff", "small.docx", "newer.docx").stdout
    assert "  Compared: the words of the clauses as they are now, and the values, points and" in stdout


def test_the_page_of_libraries_has_contents_themes_and_names_for_blanks(cli: Cli) -> None:
    page = cli("diff", "0.1.0", "shipped", "--format", "html").stdout
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page)]
    assert all(next_ <= level + 1 for level, next_ in itertools.pairwise(levels))
    assert ">Longer use</h2>" in page
    targets, places = re.findall(r'href="#([^"]+)"', page), re.findall(r' id="([^"]+)"', page)
    assert len(targets) == len(set(targets)) > 150
    assert set(targets) == set(places)
    assert len(places) == len(set(places))
    assert "{{" not in page
    assert "‹period of sale of spare parts›" in page
    # Rewritten texts are marked word by word.
    clause = re.split(r'<h3 id="spare-parts-\d+">', page)[1].partition("<h3")[0]
    assert "The tenderer shall" in re.sub(r"<(del|ins)>.*?</\1>", "", clause)


def test_a_text_has_no_line_that_is_too_long_to_read(cli: Cli) -> None:
    lines = cli("diff", "0.1.0", "shipped").stdout.splitlines()
    assert max(map(len, lines)) <= 130
    assert "  Longer use" in lines
