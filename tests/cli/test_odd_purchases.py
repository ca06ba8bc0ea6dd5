# SPDX-License-Identifier: Apache-2.0
"""What is odd in a purchase is told by every command that reads one, with place and way out, and stops none."""

from pathlib import Path

import pytest

from tests.cli.conftest import SMALL, Cli, answer

ODD = SMALL.replace("2026-08-15", "2020-08-15").replace("quantity = 12", "quantity = 6000000")
LAUNCH = "tender.launch: the launch, 15 August 2020, is more than 2 years ago"
QUANTITY = "lots.1.items: 6,000,000 laptops: an unusually large quantity, more than 500,000"


@pytest.fixture
def odd(folder: Path) -> Path:
    path = Path("odd.toml")
    path.write_text(ODD, encoding="utf-8")
    return path


@pytest.mark.parametrize("line", ["build odd.toml", "explain odd.toml", "new odd.toml --no-input"])
def test_each_command_warns_and_goes_on(line: str, cli: Cli, odd: Path) -> None:
    ended = cli(*line.split())
    assert ended.code == 0
    assert f"warning: odd.toml: {LAUNCH}" in ended.stderr
    assert f"warning: odd.toml: {QUANTITY}" in ended.stderr
    assert "hint: Write the day on which this tender is published." in ended.stderr


@pytest.mark.parametrize("command", ["build", "explain"])
def test_the_warnings_are_in_json(command: str, cli: Cli, odd: Path) -> None:
    envelope = answer(cli(command, "odd.toml", "--format", "json"))
    assert envelope["ok"]
    warnings = {warning["rule"]: warning for warning in envelope["warnings"]}
    assert warnings["quantity-very-large"]["place"] == {
        "file": "odd.toml",
        "key": "lots.1.items",
        "lot": 1,
        "clause": None,
    }
    assert warnings["launch-long-ago"]["fix"] == "Write the day on which this tender is published."


def test_a_reproducible_run_depends_on_no_clock(cli: Cli, odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert LAUNCH not in cli("build", "odd.toml", "--format", "json", "--reproducible").stderr
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    assert LAUNCH not in cli("build", "odd.toml", "--format", "json").stderr
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert LAUNCH in cli("build", "odd.toml", "--format", "json", "--reproducible").stderr


def test_a_purchase_in_arabic_is_warned_in_arabic(cli: Cli, odd: Path) -> None:
    ended = cli("explain", "odd.toml", "--language", "ar")
    assert "lots.1.items: 6,000,000 حاسوب" in ended.stderr


def test_house_rules_add_names_to_look_for(cli: Cli, folder: Path) -> None:
    house = folder / "house"
    (house / "word-lists").mkdir(parents=True)
    (house / "library.toml").write_text('version = "1"\ntitle.en = "House"\n', encoding="utf-8")
    Path("named.toml").write_text(SMALL.replace("Twelve", "Twelve Zyxomat"), encoding="utf-8")
    list_ = house / "word-lists" / "house.toml"
    list_.write_text('[brand-names]\nany = ["Zyxomat"]\n', encoding="utf-8")
    assert "Zyxomat" not in cli("explain", "named.toml").stderr
    ended = cli("explain", "named.toml", "--library", "house")
    assert ended.code == 0
    assert "tender.title: “Zyxomat” names a make or a model" in ended.stderr


def test_a_word_list_of_house_rules_that_nobody_knows_is_refused(cli: Cli, small: Path, folder: Path) -> None:
    house = folder / "house"
    (house / "word-lists").mkdir(parents=True)
    (house / "library.toml").write_text('version = "1"\ntitle.en = "House"\n', encoding="utf-8")
    (house / "word-lists" / "house.toml").write_text('[brand-nams]\nany = ["Zyxomat"]\n', encoding="utf-8")
    ended = cli("build", "small.toml", "--library", "house")
    assert ended.code == 3
    assert "“brand-names”" in ended.stderr
