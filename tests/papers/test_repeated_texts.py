# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tenderkit.formats.text.json import build_annex
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.read.verify import verify
from tenderkit.formats.word.write import package
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import ClauseBlock, Paragraph, ProofText, RequirementText
from tests.benchmarks.pages import measure_length
from tests.formats.word import edits
from tests.support import annex, etree, example, find, library, lot, parameter, performance, word_parts

TEST, KEEP, OWN, LEASED = (
    "The contractor shall test each unit collected after use.",
    "The contractor shall keep the record of each test.",
    "The contractor shall sell each unit that works in public, at a price that buyers of used units commonly pay.",
    "The contractor shall use each unit that works again.",
)
REST = {"verification": {"declaration": "A list of the units."}, "remedy": "A unit that was not tested costs 5 EUR."}


def clause_for(first: tuple[str, ...], leased: tuple[str, ...], rest: Any = REST, **others: Any) -> dict[str, Any]:
    """A clause with other paragraphs in lots that are leased; `variants` adds texts for other lots."""
    variants = {"leased": {"when": {"acquisition": ["lease"]}, "requirement": "\n\n".join(leased)}}
    text = {"requirement": "\n\n".join(first), **rest}
    return performance(**{"text": text, "variants": variants | others.pop("variants", {}), **others})


def compose(data: dict[str, Any], *models: str, **keys: Any) -> Annex:
    """An annex of lots that are acquired in some ways, of which the clause is the only one."""
    return annex(library({"re-use": data}), lots=[lot(acquisition=model, **keys) for model in models])


def texts(one: Annex, number: str) -> list[str]:
    """The texts of a clause after its notes: the paragraphs, the proofs and the consequence."""
    (block,) = (b for b in one.blocks if isinstance(b, ClauseBlock) and b.printed.number == number)
    lines: list[str] = []
    for part in block.blocks:
        if isinstance(part, RequirementText):
            lines += part.paragraphs
        elif isinstance(part, ProofText):
            lines += [text for _, text in part.proofs]
        elif isinstance(part, Paragraph) and part.style == "body":
            lines.append(part.text)
    return lines


def test_a_later_printing_refers_to_the_paragraphs_of_an_earlier_one() -> None:
    one = compose(clause_for((TEST, OWN, KEEP), (TEST, KEEP, LEASED)), "purchase", "lease")
    assert texts(one, "1.4.1") == [TEST, OWN, KEEP, "A list of the units.", REST["remedy"]]
    reference = "Paragraphs (a) and (c) of 1.4.1 hold here too and are cited by that number."
    assert texts(one, "2.4.1") == [reference, LEASED, "As in 1.4.1.", "As in 1.4.1."]


def test_the_clause_keeps_its_full_text_for_the_other_papers() -> None:
    one = compose(clause_for((TEST, KEEP), (TEST, LEASED)), "purchase", "lease")
    (clause,) = one.lots[1].clauses
    assert clause.requirement == (TEST, LEASED)
    assert build_annex(one)["lots"][1]["clauses"][0]["requirement"] == f"{TEST}\n\n{LEASED}"


def test_a_printing_for_several_lots_comes_before_that_of_a_lot() -> None:
    one = compose(clause_for((TEST, KEEP), (LEASED, KEEP)), "lease", "purchase", "purchase")
    reference = "Paragraph (b) of C.4.1 holds here too and is cited by that number."
    assert texts(one, "1.4.1") == [reference, LEASED, "As in C.4.1.", "As in C.4.1."]


def test_all_paragraphs_of_a_printing_are_not_listed() -> None:
    one = compose(clause_for((TEST, KEEP), (TEST, KEEP, LEASED)), "purchase", "lease")
    assert texts(one, "2.4.1")[:2] == ["All paragraphs of 1.4.1 hold here too and are cited by that number.", LEASED]


def test_a_paragraph_without_a_letter_is_the_requirement() -> None:
    one = compose(clause_for((TEST,), (TEST, LEASED)), "purchase", "lease")
    assert texts(one, "2.4.1")[:2] == ["The requirement of 1.4.1 holds here too and is cited by that number.", LEASED]


def test_a_clause_with_few_words_in_common_is_printed_in_full() -> None:
    """With proof and consequence, nine words of 27 are a third, and nine of 28 are not."""
    five, eighteen, nineteen = "One two three four five.", "a " * 17 + "b.", "a " * 18 + "b."
    rest = {"verification": {"declaration": "A list."}, "remedy": "It counts."}
    shortened = compose(clause_for((five, KEEP), (five, eighteen), rest), "purchase", "lease")
    full = compose(clause_for((five, KEEP), (five, nineteen), rest), "purchase", "lease")
    reference = "Paragraph (a) of 1.4.1 holds here too and is cited by that number."
    assert texts(shortened, "2.4.1") == [reference, eighteen, "As in 1.4.1.", "As in 1.4.1."]
    assert texts(full, "2.4.1") == [five, nineteen, "A list.", "It counts."]


def test_a_clause_refers_to_the_printing_with_most_of_its_words_by_the_letters_there() -> None:
    third = {"when": {"acquisition": ["refurbished"]}, "requirement": "\n\n".join((TEST, "It counts.", LEASED, OWN))}
    data = clause_for((TEST, KEEP), (TEST, OWN, LEASED), variants={"third": third})
    one = compose(data, "purchase", "lease", "refurbished")
    assert texts(one, "2.4.1")[0] == "Paragraph (a) of 1.4.1 holds here too and is cited by that number."
    reference = "Paragraphs (b) and (c) of 2.4.1 hold here too and are cited by that number."
    assert texts(one, "3.4.1")[:3] == [reference, TEST, "It counts."]


def test_a_value_that_differs_between_lots_is_not_referred_to() -> None:
    days = parameter({"core": 10}, title="Days to test", unit="days", direction="max")
    due = "The contractor shall test within {{ days }}."
    data = clause_for((due, TEST, KEEP), (due, TEST, LEASED), parameters={"days": days})
    keys = [{"acquisition": "purchase"}, {"acquisition": "purchase", "parameters": {"re-use": {"days": 5}}}]
    one = annex(library({"re-use": data}), lots=[lot(**keys[0]), lot(**keys[1]), lot(acquisition="lease")])
    assert texts(one, "C.4.1")[0] == "The contractor shall test within ‹Days to test›."
    reference = "Paragraph (b) of C.4.1 holds here too and is cited by that number."
    assert texts(one, "3.4.1")[:3] == [reference, "The contractor shall test within 10 days.", LEASED]
    same = annex(library({"re-use": data}), lots=[lot(), lot(), lot(acquisition="lease")])
    assert texts(same, "3.4.1")[0] == "Paragraphs (a) and (b) of C.4.1 hold here too and are cited by that number."


def test_an_open_value_is_marked_in_each_printing() -> None:
    days = parameter({"core": "undecided"}, title="Days to test", unit="days", direction="max")
    due = "The contractor shall test within {{ days }}."
    data = clause_for((due, TEST, KEEP), (due, TEST, LEASED), parameters={"days": days})
    one = compose(data, "purchase", "lease")
    assert texts(one, "2.4.1")[1] == "The contractor shall test within [to be decided: Days to test] days."


@pytest.mark.parametrize(
    ("first", "leased", "shortened"),
    [
        ((TEST, f"{KEEP} The first paragraph holds."), (TEST, LEASED), True),
        ((TEST, KEEP), (TEST, f"{LEASED} The first paragraph holds."), False),
        ((f"{TEST} The next paragraph holds.", KEEP), (f"{TEST} The next paragraph holds.", LEASED), False),
        ((f"{TEST} The next paragraph holds.", KEEP), (f"{TEST} The next paragraph holds.", KEEP, LEASED), True),
        (
            (OWN, f"{TEST} The next paragraph holds.", KEEP),
            (f"{TEST} The next paragraph holds.", KEEP, LEASED),
            False,
        ),
    ],
)
def test_a_paragraph_that_is_named_by_its_place_keeps_its_place(
    first: tuple[str, ...], leased: tuple[str, ...], shortened: bool
) -> None:
    one = compose(clause_for(first, leased), "purchase", "lease")
    assert (texts(one, "2.4.1")[: len(leased)] != list(leased)) == shortened


def test_word_keeps_the_number_in_a_reference_right() -> None:
    one = compose(clause_for((TEST, OWN, KEEP), (TEST, KEEP, LEASED)), "purchase", "lease")
    (bookmark,) = (c.bookmark for c in one.printed if c.number == "1.4.1")
    root = etree.fromstring(word_parts(one)["word/document.xml"])
    (control,) = find(root, "//w:sdt[w:sdtPr/w:tag/@w:val='tk:L2.re-use@1']")
    codes = [code.text for code in find(control, ".//w:instrText")]
    assert codes == [f" REF {bookmark} \\r \\h "] * 3


def test_a_shortened_clause_is_unchanged_until_its_own_paragraph_is_edited() -> None:
    one = compose(clause_for((TEST, KEEP), (TEST, LEASED)), "purchase", "lease")
    parts = dict(word_parts(one))

    def compare(root: etree._Element) -> dict[str, str]:
        content = {**parts, "word/document.xml": etree.tostring(root, xml_declaration=True, encoding="UTF-8")}
        compared = verify(open_word(package.zip_parts(content, stored=True), "x.docx"))
        return {clause.mark: clause.fate for clause in compared.clauses}

    root = etree.fromstring(parts["word/document.xml"])
    assert set(compare(root).values()) == {"unchanged"}
    edits.replaced(root, "use each unit that works again", "recycle each unit")
    assert compare(root) == {"tk:L1.re-use@1": "unchanged", "tk:L2.re-use@1": "edited"}


@pytest.mark.parametrize("name", ["three-lots", "eu-five-lots"])
def test_at_most_a_tenth_of_the_words_of_an_example_is_printed_again(name: str) -> None:
    assert 0 < measure_length(example(name).blocks).repeated < 0.1
