# SPDX-License-Identifier: Apache-2.0
import pytest

from tenderkit.cli.screen.interview.review_pages import draw_page
from tenderkit.interview.pages import Column, Page, Piece, Row, make_pair, make_row
from tenderkit.library.reading import shipped_data
from tests.cli.screen.conftest import strip_codes
from tests.support import english

COLUMNS = (Column("No.", 0), Column("Clause", 1), Column("Asks", 1, 70), Column("Proofs", 1, 110))
CLAUSE = Row(((Piece("1.2.1"),), (Piece("Warranty"),), (Piece("2 years", "law"),), (Piece("declaration"),)), "x")
TABLE = Page("Clauses", (make_row("Specifications", "title"), CLAUSE), COLUMNS)


def drawn(page: Page, width: int, code: str = "en") -> tuple[list[str], list[list[str]]]:
    language = english() if code == "en" else shipped_data.load_shipped_data().language(code)
    drawing = draw_page(page, width, language)
    return [strip_codes(line) for line in drawing.head], [[strip_codes(x) for x in row] for row in drawing.rows]


def test_a_wide_terminal_shows_each_column() -> None:
    head, rows = drawn(TABLE, 120)
    assert [line.split() for line in head] == [["No.", "Clause", "Asks", "Proofs"]]
    assert [row[0].split() for row in rows] == [
        ["Specifications"],
        ["1.2.1", "Warranty", "2", "years", "declaration"],
    ]


@pytest.mark.parametrize(
    ("width", "lines"),
    [(80, ["1.2.1  Warranty 2 years", "declaration"]), (60, ["1.2.1  Warranty", "2 years; declaration"])],
)
def test_cells_move_below_others_on_a_narrow_terminal(width: int, lines: list[str]) -> None:
    (_, row) = drawn(TABLE, width)[1]
    assert [" ".join(line.split()) for line in row] == [" ".join(line.split()) for line in lines]
    assert max(map(len, row)) <= width


def test_text_from_right_to_left_gets_a_line_for_each_cell_and_no_columns() -> None:
    head, rows = drawn(TABLE, 120, "ar")
    assert head == []
    assert rows[1] == ["1.2.1  Warranty", "    2 years", "    declaration"]
    assert drawn(Page("Answers", (make_pair("Term", "48"),), COLUMNS[:2]), 80, "ar")[1] == [["Term: 48"]]


def test_the_colour_of_a_value_shows_its_origin() -> None:
    assert any("\x1b[31m2 years" in line for line in draw_page(TABLE, 120, english()).rows[1])


def test_text_of_the_buyer_is_no_markup_and_moves_no_cursor() -> None:
    (row,) = drawn(Page("Answers", (make_row("[red]x[/red]\x1b[2J"),)), 80)[1]
    assert "[red]x[/red]" in row[0]
    assert "\x1b[2J" not in draw_page(Page("Answers", (make_row("\x1b[2J"),)), 80, english()).rows[0][0]


@pytest.mark.parametrize("columns", [(), (Column("", 0), Column("", 1))])
@pytest.mark.parametrize("blank", ["\u00a0", "\u202f"])
def test_no_line_breaks_between_a_sign_of_french_and_its_word(columns: tuple[Column, ...], blank: str) -> None:
    cells = ((Piece("Mode"),), (Piece(f"elle ne vise pas le mode «\u00a0achat\u00a0»{blank}; fin"),))
    page = Page("", (Row(cells if columns else cells[1:]),), columns)
    for width in range(24, 50):
        lines = [line for row in drawn(page, width, "fr")[1] for line in row]
        assert not [line for line in lines if line.strip().startswith(("»", ";")) or line.endswith("«")]
        assert "\ue000" not in "".join(lines)
