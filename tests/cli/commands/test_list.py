# SPDX-License-Identifier: Apache-2.0
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tenderkit.library.reading import shipped_data
from tests.cli.conftest import Cli, answer

DATA = shipped_data.load_shipped_data()
VOCABULARY = DATA.library.vocabulary
EXPECTED: dict[str, list[str]] = {
    "examples": list(shipped_data.list_example_purchases()),
    "categories": list(VOCABULARY.categories),
    "countries": list(VOCABULARY.countries.codes),
    "languages": list(DATA.languages),
    "questions": list(DATA.library.questions),
    "units": list(VOCABULARY.units),
    "anchors": list(VOCABULARY.anchors),
}


def items(cli: Cli, *args: str) -> dict[str, Any]:
    """The words that are listed, by id."""
    ended = cli("list", *args, "--format", "json")
    assert (ended.code, ended.stderr) == (0, "")
    said = answer(ended)
    assert (said["schema"], said["ok"]) == ("tenderkit/list/1", True)
    return {item["id"]: item for item in said["data"]["items"]}


@pytest.mark.parametrize("kind", EXPECTED)
def test_every_word_of_a_list_has_an_id_and_a_title(cli: Cli, kind: str) -> None:
    listed = items(cli, kind)
    assert list(listed) == EXPECTED[kind]
    assert all(item["title"].strip() and "{n}" not in item["title"] for item in listed.values())


@pytest.mark.parametrize("kind", EXPECTED)
def test_the_text_has_the_same_ids_in_its_first_column(cli: Cli, kind: str) -> None:
    ended = cli("list", kind)
    assert (ended.code, ended.stderr) == (0, "")
    assert [line.split()[0] for line in ended.stdout.splitlines()] == EXPECTED[kind]


def test_a_language_of_small_purchases_names_its_set(cli: Cli) -> None:
    listed = items(cli, "languages", "--language", "fr")
    assert [item["title"] for item in listed.values()] == ["anglais", "arabe", "français (ensemble court)"]


def test_titles_are_in_the_language_asked_for(cli: Cli) -> None:
    assert items(cli, "categories")["laptop"]["title"] == "laptops"
    assert items(cli, "categories", "--language", "ar")["laptop"]["title"] == "حواسيب محمولة"
    assert items(cli, "countries", "--language", "ar")["KE"]["title"] == "كينيا"
    assert items(cli, "languages")["ar"]["title"] == "Arabic"


def test_an_example_has_the_title_of_its_purchase(cli: Cli) -> None:
    assert items(cli, "examples")["small-laptops"]["title"] == "Twelve laptops"


def test_a_category_shows_its_groups(cli: Cli) -> None:
    assert items(cli, "categories")["server"]["groups"][:2] == ["equipment", "data-bearing"]
    line = next(line for line in cli("list", "categories").stdout.splitlines() if line.startswith("consumables"))
    assert line.split("  ")[-1] == "[imaging]"


def test_a_country_with_a_profile_of_its_own_is_marked(cli: Cli) -> None:
    listed = items(cli, "countries")
    assert (listed["KE"]["profile"], listed["UG"]["profile"]) == (True, False)
    lines = {line[:2]: line for line in cli("list", "countries").stdout.splitlines()}
    assert lines["KE"].endswith("[own profile]")
    assert lines["UG"].endswith("Uganda")


def test_words_of_a_library_on_top_are_listed(cli: Cli, folder: Path) -> None:
    (folder / "house").mkdir()
    (folder / "house" / "library.toml").write_text('title.en = "House"\nversion = "1"\n', encoding="utf-8")
    text = '[units.millimetres]\nlabel.en = { one = "millimetre", other = "millimetres" }\n'
    (folder / "house" / "vocabulary.toml").write_text(text, encoding="utf-8")
    assert items(cli, "units", "--library", "house")["millimetres"]["title"] == "millimetres"


@pytest.mark.parametrize(("kind", "nearest"), [("catgories", "categories"), ("unit", "units"), ("zzz", "examples")])
def test_an_unknown_kind_ends_with_2_and_names_the_nearest(cli: Cli, kind: str, nearest: str) -> None:
    ended = cli("list", kind)
    assert (ended.code, ended.stdout) == (2, "")
    assert nearest in ended.stderr


def test_a_language_that_is_not_there_ends_with_3_and_names_those_that_are(cli: Cli) -> None:
    ended = cli("list", "units", "--language", "tlh", "--format", "json")
    said = answer(ended)
    assert (ended.code, said["ok"], said["data"]) == (3, False, None)
    assert said["findings"][0]["fix"] == f"There are {', '.join(DATA.languages)}."


def test_listing_loads_neither_word_nor_the_interview() -> None:
    program = (
        "import sys\nfrom tenderkit.cli.app import run\nassert run(['list', 'units']) == 0\n"
        "heavy = {'docx', 'lxml', 'openpyxl', 'prompt_toolkit', 'rich', 'tenderkit.pipeline'}\n"
        "print(sorted(heavy & sys.modules.keys()), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr.strip() == "[]"
