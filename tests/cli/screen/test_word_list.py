# SPDX-License-Identifier: Apache-2.0
import io
from typing import Any

import pytest

from tenderkit.cli.screen.console import make_console
from tenderkit.cli.screen.word_list import print_words
from tenderkit.cli.word_lists import KINDS, list_entries
from tests.cli.conftest import Cli, Watch, strip_codes


def draw(entries: list[dict[str, Any]], width: int = 80) -> str:
    stream = io.StringIO()
    print_words(make_console(stream, width), entries)
    return stream.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("kind", KINDS)
def test_every_id_is_printed_and_every_line_fits(kind: str, width: int) -> None:
    entries = list_entries(kind)
    drawn = strip_codes(draw(entries, width))
    assert max(len(line) for line in drawn.splitlines()) <= width
    assert {entry["id"] for entry in entries} <= set(drawn.split())


def test_countries_with_a_profile_come_first_side_by_side() -> None:
    drawn = strip_codes(draw(list_entries("countries")))
    own, _, others = drawn.partition("Other countries\n")
    assert "KE  Kenya " in own
    assert "KE  Kenya" not in others
    assert "AD  Andorra " in others
    assert len(drawn.splitlines()) < 120
    assert max(len(line) for line in strip_codes(draw(list_entries("countries"), 20)).splitlines()) <= 20


def test_a_title_is_printed_as_it_is() -> None:
    assert "a  [red]x[/]<U+001B>[2J" in strip_codes(draw([{"id": "a", "title": "[red]x[/]\x1b[2J"}]))


@pytest.mark.parametrize("kind", ["categories", "countries"])
def test_titles_from_right_to_left_are_lines_of_their_own(kind: str) -> None:
    entries = list_entries(kind, "ar")
    lines = strip_codes(draw(entries, 200)).splitlines()
    assert [line.split()[0] for line in lines] == [entry["id"] for entry in entries]


@pytest.mark.parametrize("kind", KINDS)
def test_a_terminal_shows_columns_and_a_simple_one_the_bytes_of_the_pipe(watch: Watch, cli: Cli, kind: str) -> None:
    assert "\x1b[1m" in watch("list", kind)
    assert watch("list", kind, env={"TERM": "dumb"}) == cli("list", kind).stdout


def test_schemas_are_the_same_on_a_terminal(watch: Watch, cli: Cli) -> None:
    assert watch("schema", "finding") == cli("schema", "finding").stdout
