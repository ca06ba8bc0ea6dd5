# SPDX-License-Identifier: Apache-2.0
import datetime
import io
import re
from pathlib import Path

import pytest

from tenderkit.cli.screen.clause_page import print_page
from tenderkit.cli.screen.console import make_console
from tenderkit.formats.text.clause_page import compose_page
from tenderkit.library.reading import shipped_data
from tenderkit.selection.sample_purchase import select_sample
from tests.cli.commands.clauses.conftest import CLAUSE, house
from tests.cli.conftest import Cli, Watch, strip_codes

DATA = shipped_data.load_shipped_data()


def draw(id_: str, width: int = 80) -> str:
    clause = DATA.library.clauses[id_]
    selection = select_sample(
        DATA.library,
        clause,
        languages=DATA.languages,
        launch=datetime.date(2026, 11, 28),
        country="DE",
        level="core",
        model=None,
    )
    stream = io.StringIO()
    page = compose_page(DATA.library, clause, selection, DATA.language("en"), {})
    print_page(make_console(stream, width), page, DATA.language("en"))
    return stream.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_line_fits_between_the_edges(width: int) -> None:
    lines = strip_codes(draw("spare-parts", width)).splitlines()
    assert {len(line) for line in lines} == {width}
    version = DATA.library.clauses["spare-parts"].version
    assert lines[0].startswith(f"╭─ Spare parts stay available  spare-parts@{version} ─")


def test_an_amount_has_the_colour_and_the_words_of_its_origin() -> None:
    drawn = draw("warranty-minimum", 120)
    assert "\x1b[36m2 years after delivery\x1b[0m" in drawn
    assert "\x1b[36mcited: se-gpp-it" in drawn
    assert "\x1b[33mproposed by this project\x1b[0m" in drawn


def test_a_value_for_some_equipment_is_printed_under_its_name() -> None:
    lines = [line.split("│") for line in strip_codes(draw("spare-parts", 120)).splitlines()]
    rows = [line[1].strip() for line in lines if len(line) == 5]
    assert rows[:3] == ["Value", "parts-years", "for laptops, desktop computers,"]


def test_a_long_value_is_cut_because_the_requirement_has_it() -> None:
    drawn = " ".join(strip_codes(draw("spare-parts", 200)).replace("│", "").split())
    assert "7 years after the last unit of the model is place… " in drawn
    assert "at least 7 years after the last unit of the model is placed on the market." in drawn


def test_many_values_of_the_requirement_are_counted() -> None:
    drawn = strip_codes(draw("spare-parts", 120))
    assert re.search(r"│ part-list +│ \d+ values, all in the requirement +│ cited: [^│]+│", drawn)
    assert "storage drive, memory module, battery, screen panel, circuit boards" in " ".join(
        drawn.replace("│", "").split()
    )


def test_the_title_of_a_source_is_a_link() -> None:
    assert ";https://www.itu.int/rec/T-REC-L.1061\x1b\\Recommendation ITU-T L.1061" in draw("spare-parts", 120)


def test_an_award_criterion_shows_its_points() -> None:
    assert "from 2 years beyond the required minimum: 100%" in strip_codes(draw("warranty-extension-points"))
    assert "Points ─" not in strip_codes(draw("spare-parts"))


def test_a_terminal_shows_the_title_as_it_is(watch: Watch, folder: Path) -> None:
    house(end_of_life__desk_labels=CLAUSE.replace("Labels on each unit", "[red]x[/] :smile:"))
    drawn = watch("clauses", "show", "desk-labels", "--library", "house")
    assert "╭─ [red]x[/] :smile:  desk-labels@1 ─" in strip_codes(drawn)
    assert "examples       1 where it applies, 1 where not: --format toml" in strip_codes(drawn)


@pytest.mark.parametrize("words", [("--format", "json"), ("--format", "toml"), ()])
def test_data_and_simple_terminals_get_the_bytes_of_the_pipe(watch: Watch, cli: Cli, words: tuple[str, ...]) -> None:
    command = ("clauses", "show", "take-back", *words)
    env = {} if words else {"TERM": "dumb"}
    assert watch(*command, env=env) == cli(*command).stdout
