# SPDX-License-Identifier: Apache-2.0
"""What translators get, change and give back ends in the files of a language, and papers are made of it."""

import shutil
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding
from tenderkit.formats.excel.tables.translation_sheet import read_translation_sheet
from tenderkit.formats.text.translations.po import read_translation_po
from tenderkit.library.library import ENGLISH
from tenderkit.library.reading import shipped_data
from tenderkit.library.translations import complete_frame, digest_frame
from tenderkit.pipeline import Options, build
from tenderkit.purchase.reading import parse_purchase
from tenderkit.translation.library_text import LibraryText, list_texts
from tenderkit.translation.row_check import RowCheck
from tests.cli.conftest import SMALL, Cli, folder  # noqa: F401

ROOT = shipped_data.find_data_folder()
FRENCH = {
    ("general/equivalence-paragraph", "title"): "Équivalents",
    ("frame/words", "yes"): "oui",
    ("frame/cover", "title"): "Annexe au marché : économie circulaire et déchets électroniques",
    ("vocabulary/units.years", "label.one"): "an",
    ("vocabulary/units.years", "label.other"): "ans",
    ("questions/title", "label"): "Titre du marché",
    ("sources/basel-convention", "title"): "Convention de Bâle",
    ("jurisdictions/ke", "title"): "Kenya",
}


@pytest.fixture
def checkout(folder: Path) -> Path:  # noqa: F811
    """A copy of the data in the current folder, without French, which tests begin again."""
    shutil.copytree(ROOT / "clauses", folder / "clauses")
    for name in ("annex", "frame"):
        shutil.copytree(ROOT / "templates" / name, folder / "templates" / name)
    shutil.rmtree(folder / "clauses" / "translations" / "fr")
    (folder / "templates" / "frame" / "fr.toml").unlink()
    return folder


@pytest.fixture
def translate(cli: Cli, checkout: Path) -> Callable[..., tuple[int, str]]:
    """Runs a command on the copy: its exit code and what it says."""

    def run(*args: str) -> tuple[int, str]:
        ended = cli("clauses", *args, "--data", str(checkout))
        return ended.code, " ".join((ended.stdout + ended.stderr).split())

    return run


def fill_sheet(path: str, texts: dict[tuple[str, str], str], state: str = "") -> None:
    """Write translations into a workbook as a translator does."""
    book = load_workbook(path)
    for row in book.worksheets[0].iter_rows(min_row=2):
        if (text := texts.get((str(row[0].value), str(row[1].value)))) is not None:
            row[3].value = text
            row[4].value = state or row[4].value
    book.save(path)


def fill_po(path: str, texts: dict[tuple[str, str], str]) -> None:
    """Write translations of one line into a PO file."""
    lines = Path(path).read_text(encoding="utf-8").split("\n")
    context = ""
    for number, line in enumerate(lines):
        if line.startswith("msgctxt"):
            context = line.removeprefix('msgctxt "').removesuffix('"')
        if line == 'msgstr ""' and (text := texts.get(tuple(context.split(" ", 1)))):  # type: ignore[arg-type]
            lines[number] = f'msgstr "{text}"'
    Path(path).write_text("\n".join(lines), encoding="utf-8")


def read_toml(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("ending", ["xlsx", "po"])
def test_a_new_language_goes_through_a_table_into_papers(
    translate: Callable[..., tuple[int, str]], checkout: Path, ending: str
) -> None:
    assert translate("new-language", "fr")[0] == 0
    assert translate("translate", "export", "--language", "fr", "-o", f"fr.{ending}")[0] == 0
    (fill_sheet if ending == "xlsx" else fill_po)(f"fr.{ending}", FRENCH)
    code, told = translate("translate", "import", f"fr.{ending}")
    assert (code, told.partition(": ")[0]) == (0, f"{len(FRENCH)} texts written")

    data = shipped_data.read_shipped(checkout)
    french = data.library.translation_into("fr")
    assert french.clauses["equivalence-paragraph"].title == ("Équivalents",)
    assert data.library.vocabulary.units["years"].label["fr"] == {"one": "an", "other": "ans"}
    # Nobody said where that title was read.
    basel = data.in_language("fr").library.sources["basel-convention"]
    assert basel.title == "Convention de Bâle (Basel Convention)"
    assert data.language("fr").text("words.yes") == "oui"
    purchase = parse_purchase(SMALL.replace('"en"', '"fr"'), "small.toml", "toml", within=data)
    papers = build(purchase, data.in_language("fr"), Options(papers=("annex",), format="md", allow_untranslated=True))
    annex = papers.files[0].content.decode()
    assert "# Annexe au marché : économie circulaire et déchets électroniques" in annex
    assert "the contractor shall" in annex.lower()
    # Nothing is stale, and what was written comes back as it is.
    assert translate("translate", "import", f"fr.{ending}") == (0, "no text is new: nothing is written")
    assert '"stale": 0' not in translate("translate", "status", "--language", "fr", "--format", "json")[1]


def test_a_frame_is_taken_whole_with_what_decides_where_each_sentence_prints(
    translate: Callable[..., tuple[int, str]], checkout: Path
) -> None:
    translate("new-language", "fr")
    translate("translate", "export", "--language", "fr", "--theme", "frame", "-o", "fr.xlsx")
    book = load_workbook("fr.xlsx")
    for row in book.worksheets[0].iter_rows(min_row=2):
        row[3].value = row[2].value
    book.save("fr.xlsx")
    code, told = translate("translate", "import", "fr.xlsx")
    assert code == 0, told
    frames = shipped_data.read_shipped(checkout).frames
    assert complete_frame(frames["en"], frames["fr"]) == (replace(frames["fr"], texts=frames["en"].texts), ())
    assert frames["fr"].definitions == frames["en"].definitions
    assert frames["fr"].made_from == digest_frame(frames["en"])


def test_the_texts_of_a_definition_are_taken_together(translate: Callable[..., tuple[int, str]]) -> None:
    translate("new-language", "fr")
    translate("translate", "export", "--language", "fr", "--theme", "frame", "-o", "fr.po")
    fill_po("fr.po", {("frame/definitions.tenderer", "term"): "soumissionnaire"})
    code, told = translate("translate", "import", "fr.po")
    assert (code, "these texts are missing: frame/definitions.tenderer forms" in told) == (3, True)


def test_the_files_of_a_language_keep_their_comments_and_all_other_texts(
    translate: Callable[..., tuple[int, str]], checkout: Path
) -> None:
    file = checkout / "clauses" / "translations" / "ar" / "general.toml"
    before = file.read_text(encoding="utf-8")
    translate("translate", "export", "--language", "ar", "--theme", "general", "-o", "ar.xlsx")
    fill_sheet("ar.xlsx", {("general/equivalence-paragraph", "title"): "المعادِلات"})
    code, told = translate("translate", "import", "ar.xlsx")
    assert (code, told.split(" texts")[0]) == (0, "1")
    after = file.read_text(encoding="utf-8")
    assert after == before.replace('title = "المعادِل"', 'title = "المعادِلات"')
    assert after != before


def test_all_texts_of_arabic_come_back_as_they_are(translate: Callable[..., tuple[int, str]]) -> None:
    for file in ("ar.xlsx", "ar.po"):
        translate("translate", "export", "--language", "ar", "-o", file)
        code, told = translate("translate", "import", file)
        assert (code, told.startswith("no text is new: nothing is written")) == (0, True)


def test_a_state_holds_as_long_as_the_text_and_its_english_do(
    translate: Callable[..., tuple[int, str]], checkout: Path
) -> None:
    text = ("general/equivalence-paragraph", "title")
    export = (
        "translate",
        "export",
        "--language",
        "ar",
        "--clause",
        "equivalence-paragraph",
        "--force",
        "-o",
        "ar.xlsx",
    )
    title = "المعادِل"
    translate(*export)
    fill_sheet("ar.xlsx", {text: title}, "confirmed: Ministry of Finance, 2026-12-01")
    assert translate("translate", "import", "ar.xlsx")[0] == 0
    assert '"confirmed": 1' in translate("translate", "status", "--language", "ar", "--format", "json")[1]
    translate(*export)
    sheet = load_workbook("ar.xlsx").worksheets[0]
    states = {row[1].value: row[4].value for row in sheet.iter_rows(min_row=2)}
    assert states["title"] == "confirmed: Ministry of Finance, 2026-12-01"
    assert states["question"] == "draft"
    fill_sheet("ar.xlsx", {text: "المعادِلات"})
    code, told = translate("translate", "import", "ar.xlsx")
    assert (code, "drafts again, because their text changed: general/equivalence-paragraph title" in told) == (
        0,
        True,
    )
    assert '"confirmed"' not in translate("translate", "status", "--language", "ar", "--format", "json")[1]


def test_a_changed_english_text_is_stale_by_its_key_once_it_was_settled(
    translate: Callable[..., tuple[int, str]], checkout: Path
) -> None:
    clause = ("--clause", "equivalence-paragraph")
    export = ("translate", "export", "--language", "ar", "--force")
    translate(*export, *clause, "-o", "all.xlsx")
    keys = [str(row[1].value) for row in load_workbook("all.xlsx").worksheets[0].iter_rows(min_row=2)]
    book = load_workbook("all.xlsx")
    for row in book.worksheets[0].iter_rows(min_row=2):
        row[4].value = "second-read"
    book.save("all.xlsx")
    assert translate("translate", "import", "all.xlsx")[0] == 0

    english = checkout / "clauses" / "general" / "equivalence-paragraph.toml"
    text = english.read_text(encoding="utf-8")
    english.write_text(text.replace('title = "Equivalents"', 'title = "Equivalent offers"'), encoding="utf-8")
    translate(*export, "--stale", "-o", "stale.xlsx")
    rows = [[cell.value for cell in row] for row in load_workbook("stale.xlsx").worksheets[0].iter_rows(min_row=2)]
    assert [(row[0], row[1], row[4]) for row in rows] == [("general/equivalence-paragraph", "title", "stale")]
    assert len(keys) > 3
    # Left as it is, it stays out; settled, the clause has a digest of the English of today.
    assert "1 rows are still proposed or stale" in translate("translate", "import", "stale.xlsx")[1]
    fill_sheet("stale.xlsx", {("general/equivalence-paragraph", "title"): "العروض المعادِلة"}, "draft")
    code, told = translate("translate", "import", "stale.xlsx")
    assert code == 0, told
    library = shipped_data.read_shipped(checkout).in_language("ar").library
    assert "equivalence-paragraph" in library.words
    assert '"stale"' not in translate("translate", "status", "--language", "ar", "--format", "json")[1]


def test_a_stale_entry_is_settled_whole_where_nothing_tells_which_key_changed(
    translate: Callable[..., tuple[int, str]], checkout: Path
) -> None:
    english = checkout / "clauses" / "general" / "equivalence-paragraph.toml"
    text = english.read_text(encoding="utf-8")
    english.write_text(text.replace('title = "Equivalents"', 'title = "Equivalent offers"'), encoding="utf-8")
    translate("translate", "export", "--language", "ar", "--stale", "-o", "stale.xlsx")
    fill_sheet("stale.xlsx", {("general/equivalence-paragraph", "title"): "العروض المعادِلة"}, "draft")
    code, told = translate("translate", "import", "stale.xlsx")
    assert code == 3
    assert "general/equivalence-paragraph: the English has changed: settle these texts, too" in told
    assert "Equivalents" not in english.read_text(encoding="utf-8")


def test_a_space_that_does_not_break_belongs_to_the_translation(
    translate: Callable[..., tuple[int, str]], checkout: Path
) -> None:
    translate("new-language", "fr")
    translate("translate", "export", "--language", "fr", "--theme", "frame", "-o", "fr.po")
    # Programs lose the space behind it, which the English text has.
    fill_po("fr.po", {("frame/formats", "joint"): "\u202f;", ("frame/words", "yes"): " oui "})
    assert translate("translate", "import", "fr.po")[1].startswith("2 texts written")
    texts = shipped_data.read_shipped(checkout).frames["fr"].texts
    assert (texts["formats"]["joint"], texts["words"]["yes"]) == ("\u202f; ", "oui")


def test_a_text_that_is_empty_in_english_is_asked_of_nobody(translate: Callable[..., tuple[int, str]]) -> None:
    translate("new-language", "fr")
    translate("translate", "export", "--language", "fr", "--theme", "frame", "-o", "fr.xlsx")
    rows = list(load_workbook("fr.xlsx").worksheets[0].iter_rows(min_row=2, values_only=True))
    assert ("frame/formats", "date") in {row[:2] for row in rows}
    assert ("frame/formats", "list-and") not in {row[:2] for row in rows}


def write_sheet(rows: list[list[object]], name: str = "ar") -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for row in rows:
        sheet.append(row)
    book.save("in.xlsx")


HEAD: list[object] = ["id", "key", "English", "translation", "state", "comment"]
TITLE: list[object] = ["general/equivalence-paragraph", "title", "Equivalents", "المعادِلات", "draft", ""]
UNIT: list[object] = ["vocabulary/units.years", "label.other", "years", "{n} سنة و{m}", "draft", ""]


def clause_text(key: str) -> str:
    """The English text of a clause with numbers and names, by its key."""
    return next(t.english for t in list_arabic_texts() if t.name == f"end-of-life/take-back {key}")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([HEAD[:3], TITLE[:3]], "row 1: has no column “translation”"),
        ([HEAD, TITLE, TITLE], "row 3: general/equivalence-paragraph title: is there already, at row 2"),
        ([HEAD, ["general/equivalence", *TITLE[1:]]], "the library has no such text hint: Did you mean"),
        ([HEAD, [TITLE[0], "titel", *TITLE[2:]]], "the library has no such text hint: Did you mean “title”?"),
        ([HEAD, [*TITLE[:2], "Equals", *TITLE[3:]]], "is not the English text of the library"),
        ([HEAD, [*TITLE[:3], "", "draft", ""]], "has no translation"),
        ([HEAD, [*TITLE[:3], "=1+1", "draft", ""]], "row 2, translation: is a formula"),
        ([HEAD, [*TITLE[:4], "done", ""]], "“done” is no state"),
        ([HEAD, [*TITLE[:4], "confirmed", ""]], "is confirmed by nobody"),
        ([HEAD, [*TITLE[:4], "confirmed: Ada, 2026-02-30", ""]], "“2026-02-30” is no date"),
        ([HEAD, [*TITLE[:3], "سطر\n\nسطر", "draft", ""]], "has 2 paragraphs where the English text has 1"),
        ([HEAD, [*TITLE[:3], "سطر\nسطر", "draft", ""]], "has a line break"),
        ([HEAD, [*TITLE[:3], "\u202eقلب", "draft", ""]], "holds an invisible character (U+202E)"),
        ([HEAD, UNIT], "names ['m', 'n'], the English text []"),
    ],
)
def test_a_hostile_table_is_refused_with_the_row(folder: Path, rows: list[list[object]], message: str) -> None:  # noqa: F811
    assert message in read_faults(rows)


def read_faults(rows: list[list[object]]) -> str:
    """What is wrong in a workbook with these rows."""
    write_sheet(rows)
    data = shipped_data.load_shipped_data()
    try:
        with Path("in.xlsx").open("rb") as file:
            read, _ = read_translation_sheet(file, "in.xlsx")
    except InvalidInput as error:
        return format_findings(error.findings)
    terms = data.library.translation_into("ar").terms
    return format_findings(RowCheck(list_arabic_texts(), {}, terms, (".", ","), "in.xlsx").check(read).findings)


def format_findings(findings: Iterable[Finding]) -> str:
    return " ".join(f"{f.place}: {f.message} hint: {f.fix}" for f in findings if f.severity == "error")


@cache
def list_arabic_texts() -> tuple[LibraryText, ...]:
    data = shipped_data.load_shipped_data()
    return list_texts(data.library, data.frames, "ar")


def test_lost_names_and_other_numbers_are_told_together_and_nothing_is_written(
    translate: Callable[..., tuple[int, str]], checkout: Path
) -> None:
    before = {p: p.read_bytes() for p in checkout.rglob("*.toml")}
    english = clause_text("requirement")
    lost = english.replace("{{ sites }}", "المواقع", 1)
    other = ["end-of-life/take-back", "title", clause_text("title"), "استرداد 500 وحدة", "draft", ""]
    write_sheet([HEAD, ["end-of-life/take-back", "requirement", english, lost, "draft", ""], other, TITLE])
    code, told = translate("translate", "import", "in.xlsx")
    assert code == 3
    assert "row 2: end-of-life/take-back requirement: names" in told
    assert "row 3: end-of-life/take-back title: adds 500" in told
    assert {p: p.read_bytes() for p in checkout.rglob("*.toml")} == before


def test_a_table_of_a_language_that_is_not_there_is_a_wrong_use(translate: Callable[..., tuple[int, str]]) -> None:
    write_sheet([HEAD, TITLE], name="Sheet1")
    code, told = translate("translate", "import", "in.xlsx")
    assert (code, "there is no language “Sheet1” to translate into" in told) == (2, True)
    code, told = translate("translate", "export", "--language", ENGLISH, "-o", "x.po")
    assert (code, "there is no language “en” to translate into" in told) == (2, True)


@pytest.mark.parametrize("text", ["no po at all", 'msgid "a', 'msgctxt "x"\nmsgstr[z] "b"\n', '"lone"\n', "\x00\x01"])
def test_a_broken_po_file_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="is no PO file, or a broken one"):
        read_translation_po(text, "x.po")


def test_an_entry_that_is_twice_in_a_po_file_is_told(translate: Callable[..., tuple[int, str]]) -> None:
    translate("translate", "export", "--language", "ar", "--clause", "equivalence-paragraph", "-o", "ar.po")
    text = Path("ar.po").read_text(encoding="utf-8")
    Path("ar.po").write_text(text + "\n" + text[text.index("# state") :], encoding="utf-8")
    code, told = translate("translate", "import", "ar.po")
    assert (code, "general/equivalence-paragraph title: is there already, at line" in told) == (3, True)


def test_what_the_memory_proposes_is_fuzzy_and_is_not_taken(translate: Callable[..., tuple[int, str]]) -> None:
    first, second = find_twins()
    translate("new-language", "fr")
    translate("translate", "export", "--language", "fr", "-o", "fr.xlsx")
    fill_sheet("fr.xlsx", {(first.id, first.key): "Le même"})
    assert translate("translate", "import", "fr.xlsx")[0] == 0
    export = ("translate", "export", "--language", "fr", "--missing", "--clause", second.id.partition("/")[2])
    translate(*export, "-o", "x.po")
    content = Path("x.po").read_text(encoding="utf-8")
    entry = next(part for part in content.split("\n\n") if f'msgctxt "{second.name}"' in part)
    assert "#, fuzzy" in entry
    assert "# state: proposed" in entry
    assert 'msgstr "Le même"' in entry
    code, told = translate("translate", "import", "x.po")
    assert (code, "still proposed or stale: they were left out" in told) == (0, True)
    Path("x.po").write_text(content.replace(entry, entry.replace("#, fuzzy", "").lstrip()), encoding="utf-8")
    assert translate("translate", "import", "x.po")[1].startswith("1 texts written")


def find_twins() -> list[LibraryText]:
    """The first two texts of clauses that have the same English."""
    groups: dict[str, list[LibraryText]] = {}
    for text in list_arabic_texts():
        if text.is_of_clause:
            groups.setdefault(text.english, []).append(text)
    return next(group for group in groups.values() if len({text.id for text in group}) == len(group) > 1)[:2]


def test_a_language_begins_once_and_needs_a_code_of_a_language(translate: Callable[..., tuple[int, str]]) -> None:
    assert translate("new-language", "he")[0] == 0
    frame = read_toml(Path("templates/frame/he.toml"))
    assert frame == {"locale": "he-IL", "direction": "rtl", "script": "arabic"}
    assert "there is a language “he” already" in translate("new-language", "he")[1]
    for word in ("xx", "../fr", "french", ""):
        assert translate("new-language", word)[0] == 2
