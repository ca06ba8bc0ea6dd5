# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped

RULE = "vague-wording"


@pytest.mark.parametrize(
    ("text", "where", "key"),
    [
        ("The units shall be environmentally  friendly.", "requirement", "text.requirement"),
        ("Best price.", "title", "text.title"),
        ("Check cables, plugs, etc.", "requirement", "text.requirement"),
        ("The computers shall be quiet.", "requirement", "text.requirement"),
        ("The laptops shall be climate-neutral.", "requirement", "text.requirement"),
        ("Points are given if the monitor is easy to repair.", "requirement", "text.requirement"),
        ("The contractor shall, as it prefers, replace the battery or pay.", "requirement", "text.requirement"),
        ("A suitable test report.", "certificate", "text.verification.certificate"),
    ],
)
def test_a_vague_word_is_found(text: str, where: str, key: str) -> None:
    assert keys(RULE, saying(text, where)) == [key]


@pytest.mark.parametrize("text", ["The units shall be unsuitable-free.", "The greenhouse shall be 12 m long."])
def test_a_part_of_a_word_is_none(text: str) -> None:
    assert keys(RULE, saying(text)) == []


def test_examples_in_brackets_may_end_with_etc() -> None:
    assert keys(RULE, saying("All sockets (USB, network etc.) shall work.")) == []


def test_advice_for_the_authority_may_be_vague() -> None:
    assert keys(RULE, saying("Choose what is suitable.", "guidance")) == []


def test_the_finding_names_the_word_and_the_way_out() -> None:
    (one,) = found(RULE, saying("The units shall be state of the art."))
    assert one.message == "“state of the art” cannot be checked"
    assert one.fix == "Write number, unit and method instead."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []


def test_a_tenderer_may_choose_a_suitable_document() -> None:
    assert keys(RULE, saying("Annual accounts, or other suitable documents where it has none.", "document")) == []
    assert keys(RULE, saying("The quiet room shall be 20 m² large.")) == []
