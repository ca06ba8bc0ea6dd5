# SPDX-License-Identifier: Apache-2.0
import datetime
import subprocess
import sys
from pathlib import Path

import pytest

from tenderkit.errors import InvalidInput
from tenderkit.library.reading import shipped_data
from tenderkit.library.reading.shipped_data import find_data_folder, read_shipped
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


def test_frame_texts_alone_make_no_language(copied: Path) -> None:
    frames = copied / "templates" / "frame"
    (frames / "fr.toml").write_text((frames / "en.toml").read_text("utf-8"), encoding="utf-8")
    found = read_shipped(copied)
    assert sorted(found.frames) == ["ar", "en", "fr"]
    assert found.languages == ("en", "ar")


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
