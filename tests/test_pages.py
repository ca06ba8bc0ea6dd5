# SPDX-License-Identifier: Apache-2.0
"""What the command counts that measures how long the papers are."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfWriter

from tenderkit.formats.libreoffice.conversion import PdfSource, open_libreoffice
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.papers.blocks import ClauseBlock, Heading, Paragraph, ProofText, RequirementText, Wide
from tenderkit.pipeline import Options, date_files, draft_papers
from tests.benchmarks.pages import count_pages, list_sentences, measure_length
from tests.support import annex, clause, example_purchase, library, lot

# The most pages of an annex, by example and proportionality; an empty one is that of the file.
MOST_PAGES = {
    ("small-laptops", ""): 7,
    ("ke-school-laptops", ""): 14,
    ("three-lots", "standard"): 32,
    ("three-lots", ""): 42,
    ("eu-five-lots", "standard"): 50,
    ("eu-five-lots", ""): 70,
}
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


def test_an_annex_has_no_more_pages_than_its_readers_have_time_for(soffice: Path) -> None:
    data = load_shipped_data()
    sources = []
    for name, size in MOST_PAGES:
        purchase = example_purchase(name)
        if size:
            purchase = replace(purchase, tender=replace(purchase.tender, proportionality=size))
        (file,) = draft_papers(purchase, data, Options(("annex",)), name).files
        sources.append(PdfSource(file.content, name, date_files(purchase.tender.launch)))
    with open_libreoffice() as office:
        counts = dict(zip(MOST_PAGES, map(count_pages, office.convert_files(sources)), strict=True))
    assert {key: pages for key, pages in counts.items() if pages > MOST_PAGES[key]} == {}
