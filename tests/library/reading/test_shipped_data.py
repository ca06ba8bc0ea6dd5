# SPDX-License-Identifier: Apache-2.0
import datetime
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tenderkit.errors import InvalidInput
from tenderkit.library.reading import shipped_data
from tenderkit.library.reading.shipped_data import find_data_folder, read_shipped
from tenderkit.library.template import format_template
from tenderkit.library.translations import collect_english_texts, digest_texts
from tenderkit.purchase.reading import parse_purchase
from tests.support import PURCHASE, edit, the_problem


def test_a_purchase_is_read_from_toml() -> None:
    found = parse_purchase(PURCHASE, "x.toml", "toml")
    assert found.tender.launch == datetime.date(2027, 1, 15)
    assert found.lots[0].items[0].quantity == 5


@pytest.mark.parametrize("value", ["2027-01-15T00:00:00", "2027-01-15 00:00:00Z", "00:00:00", '"2027-01-15"', "2027"])
def test_only_a_plain_date_is_a_launch_in_toml(value: str) -> None:
    finding = the_problem(lambda: parse_purchase(PURCHASE.replace("2027-01-15", value), "x.toml", "toml"))
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
    assert the_problem(lambda: parse_purchase(text, "x.json", "json")).place.key == "tender.value.amount"


def test_a_language_overrides_that_of_the_file() -> None:
    assert the_problem(lambda: parse_purchase(PURCHASE, "x", "toml", "tlh")).place.key == "language"
    assert parse_purchase(PURCHASE.replace('"en"', '"tlh"'), "x", "toml", "en").language == "en"


def test_a_copy_of_all_shipped_data_equals_them(copied: Path) -> None:
    found = read_shipped(copied)
    again = read_shipped(find_data_folder())
    assert found == again
    assert found.library.digest == again.library.digest


def test_a_broken_frame_is_named(copied: Path) -> None:
    edit(copied / "templates" / "frame" / "en.toml", r'^direction = "ltr"', 'direction = "down"')
    with pytest.raises(InvalidInput) as caught:
        read_shipped(copied)
    assert [(f.place.file, f.place.key) for f in caught.value.findings] == [("templates/frame/en.toml", "direction")]


HEAD = 'locale = "es-ES"\ndirection = "ltr"\nscript = "latin"\n'


def begin_spanish(folder: Path, text: str = HEAD) -> None:
    (folder / "templates" / "frame" / "es.toml").write_text(text, encoding="utf-8")


def test_three_keys_of_a_frame_make_a_language_with_english_words(copied: Path) -> None:
    begin_spanish(copied)
    found = read_shipped(copied)
    assert found.languages == ("en", "ar", "es", "fr")
    language = found.in_language("es").language("es")
    assert language.frame.texts == found.frames["en"].texts
    assert language.frame.locale == "es-ES"
    assert {"texts.cover.title", "definitions.unit"} <= set(language.untranslated)


def test_a_text_of_a_frame_is_used_and_no_gap(copied: Path) -> None:
    begin_spanish(copied, HEAD + '[texts.cover]\ntitle = "Anexo"\n')
    language = read_shipped(copied).language("es")
    assert (language.text("cover.title"), language.text("cover.where")) == ("Anexo", "Cover")
    assert "texts.cover.title" not in language.untranslated


def test_a_frame_names_a_set_of_clauses_that_is_there(copied: Path) -> None:
    begin_spanish(copied, HEAD + 'set = "shorts"\n')
    with pytest.raises(InvalidInput, match="there is no set “shorts”"):
        read_shipped(copied)
    begin_spanish(copied, HEAD + 'set = "standard"\n')
    assert read_shipped(copied).frames["es"].set == "standard"


def test_a_language_without_a_frame_is_an_error() -> None:
    for read in (shipped_data.load_shipped_data().language, shipped_data.load_shipped_data().in_language):
        with pytest.raises(KeyError):
            read("es")


def test_the_shipped_frames_have_no_gaps() -> None:
    data = shipped_data.load_shipped_data()
    assert [data.language(code).untranslated for code in data.languages] == [()] * len(data.languages)


@pytest.mark.parametrize("folder_of_language", ["es", "ar"])
def test_an_empty_folder_of_translations_changes_nothing(copied: Path, folder_of_language: str) -> None:
    path = copied / "clauses" / "translations" / folder_of_language
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir()
    found = read_shipped(copied)
    assert found.languages == ("en", "ar", "fr")
    arabic = shipped_data.load_shipped_data().in_language("ar").library.words
    assert found.in_language("ar").library.words == ({} if folder_of_language == "ar" else arabic)


def test_a_folder_with_one_clause_translates_that_clause(copied: Path) -> None:
    begin_spanish(copied)
    clause = shipped_data.load_shipped_data().library.clauses["asset-register"]
    texts = {key: "\n\n".join(map(format_template, parts)) for key, parts in collect_english_texts(clause).items()}
    table = [f"version = {clause.version}", f'sha256 = "{digest_texts(collect_english_texts(clause))}"']
    for key, text in (texts | {"title": "Registro"}).items():
        path = ".".join(f'"{part}"' for part in key.split(".", 2 if key.startswith("variants.") else 1))
        table.append(f"{path} = {json.dumps(text)}")
    path = copied / "clauses" / "translations" / "es" / "contract-management.toml"
    path.parent.mkdir()
    path.write_text("[asset-register]\n" + "\n".join(table) + "\n", encoding="utf-8")
    library = read_shipped(copied).in_language("es").library
    assert library.clauses["asset-register"].text.title == ("Registro",)
    assert list(library.words) == ["asset-register"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("locale = [", None),
        (HEAD.replace("es-ES", "xx-ES"), "locale"),
        (HEAD.replace("es-ES", "fr-FR"), "locale"),
        (HEAD.replace("latin", "cyrillic"), "script"),
        (HEAD.replace("ltr", "down"), "direction"),
        (HEAD.replace('script = "latin"\n', ""), "script"),
        (HEAD + '[texts]\ncover = "x"\n', "texts.cover"),
        (HEAD + '[texts.cover]\ntitel = "x"\n', "texts.cover.titel"),
        (HEAD + '[texts.gaps]\nvalue = "x"\n', "texts.gaps.value"),
    ],
)
def test_a_malformed_frame_is_one_finding(copied: Path, text: str, key: str | None) -> None:
    begin_spanish(copied, text)
    with pytest.raises(InvalidInput) as caught:
        read_shipped(copied)
    assert [(f.place.file, f.place.key) for f in caught.value.findings] == [("templates/frame/es.toml", key)]


def test_the_examples_are_known_by_name() -> None:
    assert shipped_data.list_example_purchases()["small-laptops"].name == "small-laptops.toml"


def test_no_network_is_needed_to_read_anything() -> None:
    program = (
        "import socket\n"
        "def refuse(*a, **k): raise AssertionError('network')\n"
        "socket.socket = refuse\n"
        "from tenderkit.library.reading import shipped_data\n"
        "shipped_data.load_shipped_data()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
