# SPDX-License-Identifier: Apache-2.0
"""What the command counts that measures how long the papers are."""

import io

import pytest
from pypdf import PdfWriter

from tenderkit.papers.blocks import ClauseBlock, Heading, Paragraph, ProofText, RequirementText, Wide
from tests.benchmarks.pages import count_pages, list_sentences, measure_length
from tests.support import annex, clause, library, lot

PRINTED = annex(library({"years": clause()})).printed[0]


def block(*duties: str) -> ClauseBlock:
    """A clause of a title of two words, its duties and seven words of proof."""
    proof = ProofText((("Proof:", "A letter."), ("On request:", "A report.")))
    return ClauseBlock(PRINTED, (Heading("A title", 3, "1.2.1"), RequirementText(duties), proof))


def test_words_are_those_of_title_duties_proof_and_consequence() -> None:
    longer = block("One two three.")
    longer = ClauseBlock(PRINTED, (*longer.blocks, Paragraph("A deduction.", "Consequence:")))
    length = measure_length([Wide((block("One."), longer))])
    assert (length.clauses, length.mean, length.longest) == (2, (2 + 1 + 7 + 2 + 3 + 7 + 3) / 2, 15)


def test_sentences_are_split_at_their_ends_without_title_and_leads() -> None:
    assert list_sentences(block("One two. Is it? Yes, 2.5 of 3.")) == [
        "One two.",
        "Is it?",
        "Yes, 2.5 of 3.",
        "A letter.",
        "A report.",
    ]


def test_the_share_of_repeated_sentences_counts_words() -> None:
    """Of 2 × 4 words of proof, 2 × 2 of a duty and 3 of another duty, all but 3 are printed twice."""
    assert measure_length([block("One two."), block("One two. Three four five.")]).repeated == pytest.approx(12 / 15)
    assert measure_length([block("One two.")]).repeated == 0


def test_without_a_clause_nothing_is_counted() -> None:
    assert measure_length([Heading("A title", 1)]).longest == 0


def test_the_same_words_in_two_clauses_repeat_every_sentence() -> None:
    assert measure_length(annex(library({"years": clause(), "more": clause()})).blocks).repeated == 1


def test_the_same_lot_twice_repeats_no_sentence() -> None:
    assert measure_length(annex(library({"years": clause()}), lots=[lot(), lot()]).blocks).repeated == 0


def test_pages_of_a_pdf_are_counted() -> None:
    writer, file = PdfWriter(), io.BytesIO()
    for _ in range(3):
        writer.add_blank_page(100, 100)
    writer.write(file)
    assert count_pages(file.getvalue()) == 3
