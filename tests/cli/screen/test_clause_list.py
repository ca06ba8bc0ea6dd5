# SPDX-License-Identifier: Apache-2.0
import io
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tenderkit.cli.screen.clause_list import print_clauses
from tenderkit.cli.screen.console import make_console
from tenderkit.library.clause import Clause
from tenderkit.library.reading import shipped_data
from tenderkit.library.template import parse_template
from tests.cli.conftest import Cli, Watch, strip_codes

DATA = shipped_data.load_shipped_data()
CLAUSES = list(DATA.library.clauses.values())


def draw(width: int = 80, clauses: Sequence[Clause] = CLAUSES) -> str:
    stream = io.StringIO()
    print_clauses(make_console(stream, width), clauses, DATA.library, DATA.language("en"))
    return stream.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120, 150])
def test_every_clause_has_one_line_with_its_id_in_full(width: int) -> None:
    lines = strip_codes(draw(width)).splitlines()
    assert max(len(line) for line in lines) <= width
    assert all(sum(f"  {clause.id}  " in line for line in lines) == 1 for clause in CLAUSES)
    assert len(lines) < len(CLAUSES) + 20


def test_the_kind_is_a_letter_that_is_explained_or_a_word() -> None:
    narrow, wide = strip_codes(draw(80)), strip_codes(draw(120))
    assert "T  spare-parts   " in narrow
    assert "T technical specification, A award" in narrow
    assert "technical specification      spare-parts   " in wide
    assert "T technical" not in wide


def test_a_very_wide_terminal_shows_the_sets() -> None:
    assert "full set only" not in draw(120)
    assert strip_codes(draw(150)).count("full set only") == sum(not clause.sets for clause in CLAUSES)


def test_a_draft_says_so_in_words_and_its_title_is_printed_as_it_is() -> None:
    clause = next(c for c in CLAUSES if c.id == "spare-parts")
    text = replace(clause.text, title=parse_template("[red]x[/] :smile:"))
    drawn = draw(80, [replace(clause, status="draft", text=text)])
    assert "spare-parts  draft: [red]x[/] :smile: " in strip_codes(drawn)
    assert "\x1b[33mdraft: " in drawn


def test_no_clause_is_said_in_words() -> None:
    assert strip_codes(draw(80, [])) == "No clause fits all of these options.\n"


def test_a_terminal_shows_the_table_with_and_without_colours(watch: Watch) -> None:
    words = ("clauses", "list", "--theme", "general")
    assert "\x1b[1mequivalence-paragraph" in watch(*words)
    assert strip_codes(watch(*words, env={"NO_COLOR": "1"})) == strip_codes(watch(*words))


@pytest.mark.parametrize("words", [("--format", "json"), ("--format", "csv"), ()])
def test_data_and_simple_terminals_get_the_bytes_of_the_pipe(watch: Watch, cli: Cli, words: tuple[str, ...]) -> None:
    env = {} if words else {"TERM": "dumb"}
    assert watch("clauses", "list", *words, env=env) == cli("clauses", "list", *words).stdout
