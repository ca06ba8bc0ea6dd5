# SPDX-License-Identifier: Apache-2.0
"""Where text is cut, and what its pieces say."""

from tenderkit.formats.word.read.clause_words import digest_text, sample_shingles
from tenderkit.formats.word.read.fragments import (
    ManifestClause,
    TextParagraph,
    digest_fragments,
    normalize_title,
    split_fragments,
)

WORDS = "The contractor shall collect each unit without delay whenever somebody requests it."


def line(text: str, level: int = 0, control: int | None = None, *bookmarks: str, cell: bool = False) -> TextParagraph:
    return TextParagraph(control, level, cell, list(bookmarks), [text])


def starts(*lines: TextParagraph, titles: tuple[str, ...] = ()) -> list[tuple[int, int]]:
    """Where the pieces begin, and in which run each is."""
    return [(piece.at, piece.run) for piece in split_fragments([TextParagraph(), *lines], frozenset(titles))]


def test_a_heading_or_a_bookmark_begins_a_run() -> None:
    assert starts(line("a", 3), line("b"), line("c", 2), line("d"), line("e", 0, None, "tk_0")) == [
        (0, 0),
        (1, 1),
        (3, 2),
        (5, 3),
    ]


def test_a_control_begins_and_ends_a_piece_of_a_run() -> None:
    assert starts(line("a", 3, 0), line("b", 0, 0), line("c"), line("d", 0, 1), line("e", 0, 2)) == [
        (0, 0),
        (1, 1),
        (3, 1),
        (4, 1),
        (5, 1),
    ]


def test_a_title_that_is_looked_for_begins_a_run_but_in_tables() -> None:
    text = (line("a", 3), line(" Take-\u200fBack  of units"), line("b"), line("take-back of units", cell=True))
    assert starts(*text) == [(0, 0), (1, 1)]
    assert starts(*text, titles=("take-back of units",)) == [(0, 0), (1, 1), (2, 2)]


def test_a_title_has_a_number_where_text_was_pasted_without_its_format() -> None:
    row = ManifestClause("tk:L1.take-back@1", "tk_0", "1.4.1", "", "Take-back of units", frozenset())
    assert {normalize_title("1.4.1\tTake-back of units"), normalize_title("TAKE-BACK of units")} == row.titles
    assert ManifestClause("tk:L1.take-back@1", "tk_0", "1.4.1", "", "", frozenset()).titles == frozenset()


def test_words_in_tables_count_for_the_digest_and_not_for_likeness() -> None:
    whole, part = split_fragments([line("a", 3), line(WORDS), line("b", 3), line(WORDS, cell=True)])
    assert digest_fragments([whole]) == digest_text(["a", WORDS])
    assert digest_fragments([part]) == digest_text(["b", WORDS])
    row = ManifestClause("tk:L1.x@1", "tk_0", "1.2.1", "", "", sample_shingles([WORDS]))
    assert (row.measure_share(whole.shingles), row.measure_share(part.shingles)) == (1, 0)
    assert ManifestClause("tk:L1.x@1", "tk_0", "1.2.1", "", "", frozenset()).measure_share(whole.shingles) == 0


def test_a_piece_without_words_is_empty() -> None:
    empty, full = split_fragments([line(" \u00a0"), line("a", 3), line("")])
    assert (empty.empty, full.empty) == (True, False)
