# SPDX-License-Identifier: Apache-2.0
import csv
import io
from dataclasses import replace

from tenderkit.formats.text import clause_list
from tenderkit.library.library import Library, Overlay
from tests.support import award, clause, english, library

AWKWARD = 'Screens, "bright" ones\nand «schön»'


def whole() -> Library:
    made = library(
        {
            "useful-life/kept": clause(requires=["awkward"], sets=["short", "standard"]),
            "useful-life/points": award(sets=[], status="draft"),
            "end-of-life/awkward": clause(text={"title": AWKWARD}),
        }
    )
    return replace(made, overlays=(Overlay({"en": "House"}, "1", hide=("kept",)),))


def rows(made: Library) -> list[list[str]]:
    return list(csv.reader(io.StringIO(clause_list.render_csv(list(made.clauses.values()), made), newline="")))


def test_the_text_says_what_sets_a_clause_apart() -> None:
    made = library({"useful-life/kept": clause(), "useful-life/points": award(sets=[], status="draft")})
    assert clause_list.render(list(made.clauses.values()), made, english()).splitlines() == [
        "Longer use",
        "  kept (technical specification; short, standard)",
        "      A title",
        "  points (award criterion, draft; full set only)",
        "      A title",
        "",
        f"2 of 2 clauses; library {made.version}",
    ]


def test_the_text_says_what_is_hidden() -> None:
    made = whole()
    assert "  kept (technical specification, hidden; short, standard)" in clause_list.render(
        [made.clauses["kept"]], made, english()
    )


def test_the_text_counts_what_is_listed_and_what_there_is() -> None:
    made = whole()
    assert clause_list.render([made.clauses["kept"]], made, english()).splitlines()[-1].startswith("1 of 3 clauses; ")


def test_a_title_with_everything_that_csv_uses_comes_back() -> None:
    header, *found = rows(whole())
    assert [row[header.index("title")] for row in found] == ["A title", "A title", AWKWARD]


def test_a_row_of_csv_holds_lists_as_words_and_says_true_or_false() -> None:
    header, first, *_ = rows(whole())
    told = dict(zip(header, first, strict=True))
    assert (told["id"], told["sets"], told["requires"], told["hidden"]) == (
        "kept",
        "short standard",
        "awkward",
        "true",
    )


def test_the_columns_of_csv_are_the_keys_of_the_data() -> None:
    made = whole()
    assert rows(made)[0] == list(clause_list.build_data(list(made.clauses.values()), made)[0])
