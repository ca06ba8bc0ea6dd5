# SPDX-License-Identifier: Apache-2.0
"""The words of clauses: fields in them, and what they are known again by."""

import pytest

from tenderkit.formats.word.read.clause_words import (
    WordFields,
    digest_text,
    hash_shingles,
    read_markup_lines,
    read_sketch,
    sample_shingles,
)
from tenderkit.formats.word.write.xml import Markup, element, join, w

CLAUSE = "tk_0123456789ab"
OTHER = "tk_ba9876543210"
WORDS = (
    "On written request until seven years after delivery, the contractor shall collect each unit that it delivered.",
    "The contractor shall charge nothing for packing, loading, transport or any later step of the collection.",
    "Signature passes ownership and risk of a unit of the contracting authority to the contractor.",
)


def read(*steps: tuple[str, str]) -> str:
    """A paragraph with fields: `text`, `do` for an instruction, `mark`."""
    fields, text = WordFields(), list[str]()
    for kind, what in steps:
        if kind == "text":
            text.append(what)
        elif kind == "do":
            fields.add_instruction(what)
        else:
            fields.add_mark(what, text)
    return "".join(text)


def field(instruction: str, *result: str) -> list[tuple[str, str]]:
    inside = [("text", one) for one in result]
    return [("mark", "begin"), ("do", instruction), ("mark", "separate"), *inside, ("mark", "end")]


# Fields


@pytest.mark.parametrize("result", [("1.4.1",), ("1.", "4.1"), ("12.5.10",), ("\u200f1.4.1 ",)])
def test_the_number_of_a_clause_is_read_as_its_bookmark(result: tuple[str, ...]) -> None:
    said = read(("text", "see "), *field(f" REF {CLAUSE} \\r \\h ", *result), ("text", "."))
    assert said == f"see {CLAUSE}."


@pytest.mark.parametrize(
    ("instruction", "result"),
    [
        (f" REF {CLAUSE} \\r \\h ", "1.4.1 and nothing else"),
        (f" REF {CLAUSE} \\h ", "Take-back"),
        (f" REF {CLAUSE} \\r \\h ", ""),
        (" PAGE ", "1"),
        (" REF somewhere \\r \\h ", "1.4.1"),
        (f' HYPERLINK "{CLAUSE}" ', "1.4.1"),
    ],
)
def test_other_results_are_read_as_they_stand(instruction: str, result: str) -> None:
    assert read(*field(instruction, result)) == result


def test_a_field_inside_another_and_marks_without_a_field_do_no_harm() -> None:
    inner = field(f"REF {CLAUSE} \\r", "1.2.3")
    outer = [("mark", "begin"), ("do", "QUOTE "), ("mark", "separate"), ("text", "a "), *inner, ("mark", "end")]
    assert read(*outer, ("mark", "end"), ("mark", "separate"), ("do", "x"), ("text", " b")) == f"a {CLAUSE} b"


def test_fields_made_to_take_long_do_not() -> None:
    depth, text = 20_000, ["a long text that is no number " * 2_000]
    fields = WordFields()
    for _ in range(depth):
        fields.add_mark("begin", text)
        fields.add_instruction(f"REF {CLAUSE} \\r")
        fields.add_mark("separate", text)
    text.append("not a number at all " * 2_000)
    for _ in range(depth):
        fields.add_mark("end", text)
    assert len(text) == 2


def test_a_field_that_ends_in_another_paragraph_is_read_as_it_stands() -> None:
    fields, first, second = WordFields(), ["a"], ["1.2.3"]
    fields.add_mark("begin", first)
    fields.add_instruction(f"REF {CLAUSE} \\r")
    fields.add_mark("separate", first)
    fields.add_mark("end", second)
    assert (first, second) == (["a"], ["1.2.3"])


def test_the_words_of_a_clause_that_refers_to_another_depend_on_which_and_not_on_its_number() -> None:
    def clause(bookmark: str, number: str) -> Markup:
        def mark(kind: str) -> Markup:
            return w("r", w("fldChar", fldCharType=kind))

        kept = {"xml:space": "preserve"}
        do = w("r", element("w:instrText", f" REF {bookmark} \\r \\h ", attributes=kept))
        text = [w("r", element("w:t", one, attributes=kept)) for one in ("see ", number)]
        return w("p", join(text[0], mark("begin"), do, mark("separate"), text[1], mark("end")))

    def digest(bookmark: str, number: str) -> str:
        return digest_text(read_markup_lines(clause(bookmark, number)))

    assert digest(CLAUSE, "1.4.1") == digest(CLAUSE, "1.4.2")
    assert digest(CLAUSE, "1.4.1") != digest(OTHER, "1.4.1")
    assert digest(CLAUSE, "1.4.1") != digest(CLAUSE, "none")


# Sketches


def test_a_sketch_is_short_and_always_the_same() -> None:
    assert sample_shingles(WORDS) == sample_shingles(" ".join(WORDS).upper().replace(" ", "\u00a0 ").split("\n"))
    assert sample_shingles(WORDS * 50) == sample_shingles(WORDS) or len(sample_shingles(WORDS * 50)) <= 32
    long = [f"electronics{n} collected{n} everywhere{n}" for n in range(500)]
    assert len(sample_shingles(long)) == 32
    assert sample_shingles([]) == sample_shingles(["a b"]) == frozenset()


def test_a_sketch_tells_how_much_of_the_words_a_text_holds() -> None:
    made = sample_shingles(WORDS)
    assert made <= hash_shingles(["Something before.", *WORDS, "Something behind."])
    held = [len(made & hash_shingles(WORDS[:n])) / len(made) for n in range(4)]
    assert held[0] == 0
    assert held == sorted(held)
    assert 0.3 < held[2] < 0.95
    assert held[3] == 1
    assert not made & hash_shingles(["Flowers are watered on Mondays whatever happens."])


def test_a_sketch_that_is_none_is_read_as_none() -> None:
    assert read_sketch("zz 12345 \x00 -1ab") == frozenset()
    assert read_sketch("00ff x 0010") == {255, 16}
