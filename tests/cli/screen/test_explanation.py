# SPDX-License-Identifier: Apache-2.0
import io
import re
from pathlib import Path

import pytest

from tenderkit import load_library, read_purchase, select
from tenderkit.cli.screen.console import make_console
from tenderkit.cli.screen.explanation import print_explanation
from tenderkit.library.reading import shipped_data
from tests.cli.conftest import SMALL, Cli, Watch, strip_codes
from tests.support import part


def draw(example: str, width: int = 80, only: str | None = None, language: str = "en") -> str:
    """The explanation of an example on a terminal, with its codes."""
    data = shipped_data.load_shipped_data()
    selection = select(read_purchase(shipped_data.list_example_purchases()[example]), load_library())
    stream = io.StringIO()
    print_explanation(make_console(stream, width), selection, data.language(language), only)
    return stream.getvalue()


def count(example: str) -> tuple[int, int]:
    """How many clauses are in and out in the lot of an example that has the tree of all its clauses."""
    selection = select(read_purchase(shipped_data.list_example_purchases()[example]), load_library())
    decisions = part(selection).decisions.values()
    chosen = sum(decision.selected for decision in decisions)
    return chosen, len(decisions) - chosen


@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_line_fits_and_the_lot_is_a_tree(width: int) -> None:
    lines = strip_codes(draw("small-laptops", width)).splitlines()
    assert max(len(line) for line in lines) <= width
    chosen, left = count("small-laptops")
    assert lines[lines.index("Lot 1: Laptops") + 1] == f"├── In ({chosen})"
    assert f"└── Out ({left})" in lines


def test_a_clause_that_is_in_shows_what_it_asks_and_where_the_value_comes_from() -> None:
    drawn = draw("small-laptops", 120)
    assert "Battery endurance: 500 full charge cycles counted from new (cited)" in strip_codes(drawn)
    assert "\x1b[36m500 full charge cycles counted from new" in drawn


def test_clauses_that_are_out_are_counted_by_reason_and_all_of_them() -> None:
    _, left = count("small-laptops")
    _, _, out = strip_codes(draw("small-laptops", 200)).partition(f"Out ({left})")
    counts = [int(number) for number in re.findall(r"^ +[├└]── +(\d+) ", out, re.M)]
    assert sum(counts) == left
    assert counts == sorted(counts, reverse=True)
    assert len(counts) < 20


def test_a_reason_for_one_clause_names_it() -> None:
    assert "(refurbished-share-minimum)" in strip_codes(draw("small-laptops", 200))


def test_one_clause_is_shown_in_full() -> None:
    drawn = strip_codes(draw("small-laptops", 80, only="take-back"))
    assert "Take-back of units after use  take-back" in drawn
    assert "collection-days: 10 working days" in drawn
    assert "Document, on request or when the clause says: " in drawn
    assert "warranty" not in drawn
    assert "ecolabel-points: the short set" in strip_codes(draw("small-laptops", 80, only="ecolabel-points"))


def test_a_language_from_right_to_left_has_no_guides() -> None:
    drawn = strip_codes(draw("small-laptops", 80, language="ar"))
    assert re.findall("[├└│]", drawn) == []
    assert f"({count('small-laptops')[0]})" in drawn


def test_a_terminal_shows_the_tree_and_the_title_of_a_lot_as_it_is(watch: Watch, small: Path) -> None:
    small.write_text(SMALL.replace('title = "Laptops"', 'title = "[red]x[/] :smile:"'), encoding="utf-8")
    drawn = watch("explain", "small.toml")
    assert "Lot 1: [red]x[/] :smile:" in strip_codes(drawn)
    assert "├── In (" in strip_codes(drawn)
    assert "\x1b[1;32mIn (" in drawn
    assert "32m" not in watch("explain", "small.toml", env={"NO_COLOR": "1"})


@pytest.mark.parametrize("words", [("--format", "json"), ()])
def test_data_and_simple_terminals_get_the_bytes_of_the_pipe(watch: Watch, cli: Cli, words: tuple[str, ...]) -> None:
    command = ("explain", "--example", "small-laptops", *words)
    env = {} if words else {"TERM": "dumb"}
    assert watch(*command, env=env) == cli(*command).stdout


def test_what_is_undecided_comes_first_and_reversed() -> None:
    drawn = draw("eg-school-laptops", 120)
    assert "\x1b[7m[to be decided" in drawn
    assert re.search(r": \[to be decided: [^]]+\]", strip_codes(drawn))


def test_several_lots_are_shorter_and_count_every_clause(cli: Cli) -> None:
    drawn = strip_codes(draw("three-lots", 100))
    _, left = count("three-lots")
    piped = cli("explain", "--example", "three-lots").stdout
    assert len(drawn.splitlines()) < len(piped.splitlines()) / 2
    assert "Life-cycle cost · Type I ecolabel or equal criteria · " in drawn
    _, _, out = drawn.partition(f"Out ({left})")
    out, _, _ = out.partition("\n\n")
    assert sum(int(number) for number in re.findall(r"^ +[├└]── +(\d+) ", out, re.M)) == left
    assert out.rstrip().endswith("…")
