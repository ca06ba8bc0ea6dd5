# SPDX-License-Identifier: Apache-2.0
import pytest

from tenderkit.lint.rules.clause_too_long import MOST_WORDS
from tests.lint.seeded import found, keys, saying, shipped
from tests.support import clause, parameter, performance

RULE = "clause-too-long"
# Of the shortest clause: “A title”, “The tenderer shall do it.”, “A declaration.”
TITLE, DUTY, PROOF = 2, 5, 2
LEASED = {"when": {"acquisition": ["lease"]}}


def words(number: int) -> str:
    return " ".join(["word"] * number)


def test_a_clause_of_as_many_words_as_allowed_passes_and_one_more_is_found() -> None:
    most = MOST_WORDS - TITLE - PROOF
    assert keys(RULE, saying(words(most))) == []
    (one,) = found(RULE, saying(words(most + 1)))
    assert (one.place.key, one.message) == ("text", "321 words in one printing; at most 320")


@pytest.mark.parametrize("where", ["title", "declaration", "document", "certificate"])
def test_title_and_every_tier_of_proof_count(where: str) -> None:
    assert keys(RULE, saying(words(MOST_WORDS), where)) == ["text"]
    assert keys(RULE, saying(words(MOST_WORDS - TITLE - DUTY - PROOF), where)) == []


def test_paragraphs_count_together_and_the_consequence_with_them() -> None:
    half = words(MOST_WORDS // 2)
    assert keys(RULE, saying(f"{half}\n\n{half}")) == ["text"]
    assert keys(RULE, performance(text={"remedy": words(MOST_WORDS)})) == ["text"]


@pytest.mark.parametrize("where", ["question", "guidance"])
def test_what_the_annex_does_not_print_is_not_counted(where: str) -> None:
    assert keys(RULE, saying(words(MOST_WORDS + 1), where)) == []


def test_a_value_counts_as_three_words() -> None:
    around = words(MOST_WORDS - TITLE - PROOF - 3)
    values = {"years": parameter()}
    assert keys(RULE, saying(f"{around} {{{{ years }}}}", parameters=values)) == []
    assert keys(RULE, saying(f"{around} more {{{{ years }}}}", parameters=values)) == ["text"]


def test_a_variant_counts_with_what_it_leaves_of_the_base_text() -> None:
    half = words(MOST_WORDS // 2)
    variants = {"leased": {**LEASED, "verification": {"document": half}}}
    assert keys(RULE, saying(half, variants=variants)) == ["variants.leased"]


def test_a_variant_that_replaces_nothing_in_print_is_not_named_again() -> None:
    variants = {"leased": {**LEASED, "guidance": "Ask first."}}
    assert keys(RULE, saying(words(MOST_WORDS), variants=variants)) == ["text"]


def test_a_variant_may_be_shorter_than_the_base_text() -> None:
    variants = {"leased": {**LEASED, "requirement": "The tenderer shall do it."}}
    assert keys(RULE, saying(words(MOST_WORDS), variants=variants)) == ["text"]


def test_a_short_clause_passes() -> None:
    assert keys(RULE, clause()) == []


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
