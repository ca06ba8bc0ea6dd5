# SPDX-License-Identifier: Apache-2.0
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from tenderkit.library.reading import shipped_data
from tests.cli.conftest import SMALL, Cli, answer, join_lines

LAST_YEAR = """\
# Our purchase of every year.
tenderkit = 1
language = "en"
[tender]
title = "Twelve laptops"  # as ever
reference = "2025-7"
launch = 2026-11-15
status = "final"
country = "DE"
[[lots]]
title = "Laptops"
acquisition = "purchase"
months = 48  # the term
data = "internal"
delivery-from = 2026-12-15
items = [{ category = "laptop", quantity = 1200 }]
parameters.remedies.repeat-misses = 3
"""


@pytest.fixture
def last_year(folder: Path) -> Path:
    """`last.toml`, a purchase with a withdrawn parameter."""
    path = Path("last.toml")
    path.write_text(LAST_YEAR.replace("parameters.remedies.", "[parameters.remedies]\n"), encoding="utf-8")
    return path


def test_a_purchase_comes_to_the_new_launch_with_its_comments(cli: Cli, last_year: Path) -> None:
    ended = cli("upgrade", "last.toml", "--launch", "2027-11-15", "-o", "new.toml")
    assert ended.code == 0
    text = Path("new.toml").read_text(encoding="utf-8")
    for comment in ("# Our purchase of every year.", "# as ever", "# the term"):
        assert comment in text
    content = tomllib.loads(text)
    assert str(content["tender"]["launch"]) == "2027-11-15"
    assert content["tender"]["status"] == "draft"
    assert str(content["lots"][0]["delivery-from"]) == "2027-12-15"
    assert "repeat-misses" not in text
    assert last_year.read_text(encoding="utf-8").count("2026-11-15") == 1
    stdout = join_lines(ended.stdout)
    assert "tender.launch: 2026-11-15 → 2027-11-15: the new launch\n" in stdout
    assert "tender.status: final → draft: what changed has to be read first\n" in stdout
    assert "parameters.remedies.repeat-misses: 3 → none: the clause has no such value any more" in stdout
    assert "see whether remedies.missed-share should be other than proposed (look at it)" in stdout
    assert "    tender.reference, “2025-7”: give the new tender its own\n" in stdout
    assert stdout.endswith("\nnew.toml\n")
    # A table without a value that is left is no use.
    assert "remedies" not in text


def test_the_report_is_a_page_and_the_rest_comes_with_full(cli: Cli, last_year: Path) -> None:
    short = cli("upgrade", "last.toml", "--launch", "2027-11-15", "-n").stdout
    assert len(short.splitlines()) < 60
    assert "  no clause and no value of the annex differs\n" in short
    assert re.search(
        r"  clauses of this purchase since release 0.1.0 of the library: \d+ added, \d+ changed\n", short
    )
    assert "changed: Spare parts" not in short
    full = join_lines(cli("upgrade", "last.toml", "--launch", "2027-11-15", "-n", "--full").stdout)
    assert "    changed: Spare parts stay available (spare-parts), version 1 → " in full
    assert "      why: version 2: Televisions and signage displays have a list of parts." in full


def test_the_law_that_begins_between_the_launches_is_named_with_its_day(cli: Cli, last_year: Path) -> None:
    ended = cli("upgrade", "last.toml", "--launch", "2027-11-15", "--dry-run")
    assert ended.code == 0
    assert "  law at the new launch and delivery, beyond the annex (the notes list it)\n" in ended.stdout
    assert "    now: A portable battery can be removed by the user" in ended.stdout
    day = "(Since 18 February 2027.) [Regulation (EU) 2023/1542 on batteries, Art 11"
    assert day in join_lines(ended.stdout)
    assert not Path("new.toml").exists()


def test_what_changed_in_the_library_is_told_for_the_clauses_of_the_purchase(cli: Cli, last_year: Path) -> None:
    data = answer(cli("upgrade", "last.toml", "--launch", "2027-11-15", "-n", "--format", "json"))["data"]
    assert [step["key"] for step in data["answers"] if step["look-at-it"]] == [
        "lots.1.delivery-from",
        "tender.reference",
        "parameters.remedies.repeat-misses",
    ]
    assert (data["library"]["old"], data["library"]["new"]) == ("0.1.0", "shipped")
    changed = {c["id"]: c for part in data["library"]["parts"] for c in part["clauses"]}
    assert changed["spare-parts"]["versions"]["old"] == 1
    assert "cloud-data-export" not in changed
    assert data["law"]["law"]["new"]


def test_with_a_lock_the_clauses_are_compared_with_those_of_last_year(cli: Cli, last_year: Path) -> None:
    last_year.write_text(last_year.read_text(encoding="utf-8").replace('"final"', '"draft"'), encoding="utf-8")
    assert cli("lock", "last.toml").code == 0
    lock = Path("tenderkit.lock")
    text = lock.read_text(encoding="utf-8")
    head, mark, rest = text.partition(".clauses.spare-parts]\n")
    lock.write_text(head + mark + rest.replace("years after delivery", "years after signature", 1), encoding="utf-8")
    ended = cli("upgrade", "last.toml", "--launch", "2026-11-15", "--dry-run", "--full")
    assert "years after [-signature-]{+delivery+}" in join_lines(ended.stdout)
    assert "since release" not in ended.stdout


def test_a_lock_in_another_language_is_not_compared(cli: Cli, last_year: Path) -> None:
    last_year.write_text(last_year.read_text(encoding="utf-8").replace('"final"', '"draft"'), encoding="utf-8")
    assert cli("lock", "last.toml", "--language", "ar").code == 0
    ended = cli("upgrade", "last.toml", "--launch", "2026-11-15", "--dry-run")
    assert "last.toml: is in tenderkit.lock in the language ar" in ended.stderr
    assert "since release 0.1.0" in ended.stdout
    assert "changed: Spare parts" not in ended.stdout.partition("since release")[0]


def test_what_the_upgrade_took_out_is_told_with_the_error_that_follows(
    cli: Cli, last_year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = shipped_data.load_shipped_data()
    clause = replace(data.library.clauses["ecolabel-points"], status="withdrawn", successor=())
    library = replace(data.library, clauses=data.library.clauses | {clause.id: clause})
    monkeypatch.setattr(shipped_data, "load_with_overlays", lambda _: replace(data, library=library))
    last_year.write_text(
        last_year.read_text(encoding="utf-8").replace(
            "[parameters", "weights = { price = 70, ecolabel-points = 30 }\n[parameters"
        ),
        encoding="utf-8",
    )
    ended = cli("upgrade", "last.toml", "--launch", "2027-11-15", "-n")
    assert ended.code == 3
    assert "total 70, not 100" in ended.stderr
    assert "lots.1.weights.ecolabel-points: 30 became none: " in ended.stderr


def test_in_place_only_by_force(cli: Cli, last_year: Path) -> None:
    refused = cli("upgrade", "last.toml", "--launch", "2027-11-15")
    assert (refused.code, last_year.read_text(encoding="utf-8").count("2027-11-15")) == (2, 0)
    assert cli("upgrade", "last.toml", "--launch", "2027-11-15", "-o", "last.toml").code == 4
    assert cli("upgrade", "last.toml", "--launch", "2027-11-15", "--force").code == 0
    assert last_year.read_text(encoding="utf-8").count("2027-11-15") == 1


def test_the_purchase_itself_may_go_to_stdout(cli: Cli, last_year: Path) -> None:
    ended = cli("upgrade", "last.toml", "--launch", "2027-11-15", "-o", "-")
    assert ended.stdout.startswith("# Our purchase of every year.\n")
    assert "tender.launch: 2026-11-15 → 2027-11-15" in ended.stderr


def test_a_limit_that_has_begun_moves_a_value_and_names_its_source(cli: Cli, last_year: Path) -> None:
    with last_year.open("a", encoding="utf-8") as file:
        file.write("[parameters.battery-user-replaceable]\nspare-battery-years = 3\n")
    text = last_year.read_text(encoding="utf-8")
    text = text.replace("delivery-from = 2026-12-15\n", "").replace(
        "[[lots]]", 'priorities = ["repair", "long-life"]\n[[lots]]'
    )
    last_year.write_text(text, encoding="utf-8")
    ended = cli("upgrade", "last.toml", "--launch", "2027-11-15", "-n")
    place = "the law asks for it from 2027-02-18: Regulation (EU) 2023/1542 on batteries, Art 11"
    assert place in join_lines(ended.stdout)
    assert "[-3-]" not in ended.stdout
    full = cli("upgrade", "last.toml", "--launch", "2027-11-15", "-n", "--full").stdout
    assert "for at least [-3-]{+5+} years after the last unit" in join_lines(full)
    assert "3 was changed to 5, a limit of law" in ended.stderr


def test_a_duty_of_the_authority_gives_way_to_the_stricter_one(cli: Cli, last_year: Path) -> None:
    text = last_year.read_text(encoding="utf-8").replace('"DE"', '"FR"')
    last_year.write_text(text, encoding="utf-8")
    stdout = join_lines(cli("upgrade", "last.toml", "--launch", "2027-11-15", "-n").stdout)
    assert re.search(
        r"\n    changed: If you are .* let at least \[-20-\]\{\+25\+\} % of your yearly pre-tax spend", stdout
    )


def test_texts_with_the_year_of_the_earlier_launch_are_marked(cli: Cli, last_year: Path) -> None:
    text = last_year.read_text(encoding="utf-8").replace('title = "Laptops"', 'title = "Laptops of 2026"')
    last_year.write_text(text, encoding="utf-8")
    ended = cli("upgrade", "last.toml", "--launch", "2027-11-15", "-o", "new.toml")
    assert "    lots.1.title, “Laptops of 2026”: it names the year 2026\n" in ended.stdout
    assert 'title = "Laptops of 2026"' in Path("new.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("last.toml", "--launch", "soon", "-n"), 2, "“soon” is no date"),
        (("last.toml", "--launch", "9999-12-01", "-n"), 2, "the years are 2000 to 2100"),
        (("last.toml", "--launch", "2025-01-01", "-n"), 3, "was launched on 2026-11-15, after 2025-01-01"),
        (("nix.toml", "--launch", "2027-11-15", "-n"), 4, "nix.toml"),
        (("last.json", "--launch", "2027-11-15", "-n"), 2, "is no TOML"),
    ],
)
def test_what_cannot_be_upgraded_is_refused(
    cli: Cli, last_year: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    Path("last.json").write_text("{}", encoding="utf-8")
    ended = cli("upgrade", *words)
    assert ended.code == code
    assert message in ended.stderr


def test_every_entry_that_the_library_refuses_is_named(cli: Cli, folder: Path) -> None:
    wrong = SMALL.replace('"laptop"', '"labtop"').replace("months", "moths")
    Path("last.toml").write_text(wrong, encoding="utf-8")
    ended = cli("upgrade", "last.toml", "--launch", "2027-11-15", "-o", "new.toml", "--format", "json")
    assert ended.code == 3
    assert len(answer(ended)["findings"]) == 2
    assert not Path("new.toml").exists()
