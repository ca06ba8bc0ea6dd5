# SPDX-License-Identifier: Apache-2.0
"""Markdown as a document."""

import time
from contextlib import suppress

import pytest

from tenderkit.checks.documents.document import Document
from tenderkit.errors import InvalidInput
from tenderkit.formats.text.read.markdown import read_markdown
from tenderkit.library.reading.english_words import load_english

TENDER = """\
---
title: Dell
---
# 1 Scope

Some *emphasised* text & a [link](http://a.example) &amp; ![a sketch](https://e.example/a.png).

- one unit
- two `units`
  of two kinds

3. third
4. fourth

| Feature | Requirement |
|---|---|
| **Battery** | EN 61960-3:2017 |

<!-- Dell -->
<b>Bold</b> words

## 1.1 Parts
> (a) quoted
"""


def read(text: str) -> Document:
    return read_markdown(text.encode(), "x.md")


def test_headings_lists_tables_and_paragraphs_are_told_apart() -> None:
    assert [(p.line, p.name_place(load_english()), p.text) for p in read(TENDER).paragraphs] == [
        (4, "heading 1 Scope", "1 Scope"),
        (6, "1 Scope", "Some emphasised text & a link & a sketch."),
        (8, "1 Scope", "one unit"),
        (9, "1 Scope", "two units of two kinds"),
        (12, "1 Scope, 3.", "third"),
        (13, "1 Scope, 4.", "fourth"),
        (15, "1 Scope, table 1, row 1, column 1", "Feature"),
        (15, "1 Scope, table 1, row 1 “Feature”, column 2", "Requirement"),
        (17, "1 Scope, table 1, row 2, column “Feature”", "Battery"),
        (17, "1 Scope, table 1, row 2 “Battery”, column “Requirement”", "EN 61960-3:2017"),
        (20, "1 Scope", "Bold words"),
        (22, "heading 1.1 Parts", "Parts"),
        (23, "1.1 Parts, (a)", "quoted"),
    ]


def test_pictures_from_outside_are_named_and_links_are_not() -> None:
    document = read(TENDER)
    assert document.outside == ("image https://e.example/a.png",)
    assert document.pictures == 1
    assert read("![here](pictures/a.png) words").outside == ()


def test_links_and_pictures_whose_addresses_stand_below_are_those_of_their_line() -> None:
    document = read(
        "As in [the annex][1] ![logo][2] and [Form].\n\n[1]: b.docx\n[2]: http://e.example/x.png\n[form]: c\n"
    )
    assert [p.text for p in document.paragraphs] == ["As in the annex logo and Form."]
    assert document.outside == ("image http://e.example/x.png",)
    assert document.pictures == 1


def test_a_text_of_pictures_alone_may_be_a_scan() -> None:
    with pytest.raises(InvalidInput, match="pictures and no words"):
        read("![](a.png)\n\n![](b.png)")


def test_what_is_under_a_rule_at_the_beginning_is_read_where_it_never_ends() -> None:
    assert [p.text for p in read("---\nThe unit shall work.").paragraphs] == ["The unit shall work."]


@pytest.mark.parametrize(
    "text",
    ["[" * 200_000, "`" * 200_001 + "a", "*a_ " * 50_000, "![a" * 50_000, "[a](<b" * 50_000, "<a " * 100_000,
     "> " * 50_000 + "a", "- " * 50_000 + "a", "\n".join(" " * n + "- x" for n in range(1_000)),
     "<!--" * 50_000 + "a", "a" + "|-" * 50_000,
     "[a]: b\n" * 50_000 + "\n\n" + "[a][a] " * 2_000 + "\n\n[a" * 30_000],
    ids=["brackets", "ticks", "stars", "pictures", "links", "tags", "quotes", "lists", "nested", "comments", "cells",
         "references"],
)  # fmt: skip
def test_no_marks_take_quadratic_time(text: str) -> None:
    start = time.monotonic()
    with suppress(InvalidInput):
        read(text)
    assert time.monotonic() - start < 20
