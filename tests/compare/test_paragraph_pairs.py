# SPDX-License-Identifier: Apache-2.0
import pytest

from tenderkit.compare.paragraph_pairs import pair_paragraphs

KEEP = "The tenderer shall keep a list of all units."
CHANGED = "The tenderer shall keep a short list of all units and parts."
OTHER = "Payment follows within thirty days."


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ([], [], []),
        ([KEEP], [CHANGED], [((KEEP,), (CHANGED,))]),
        ([KEEP], [OTHER, CHANGED], [((), (OTHER,)), ((KEEP,), (CHANGED,))]),
        ([OTHER, KEEP], [CHANGED], [((OTHER,), ()), ((KEEP,), (CHANGED,))]),
        ([KEEP], [OTHER], [((KEEP,), ()), ((), (OTHER,))]),
    ],
)
def test_a_paragraph_is_paired_with_the_one_that_took_its_place(
    old: list[str], new: list[str], pairs: list[tuple[tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert list(pair_paragraphs(old, new)) == pairs


def test_very_many_paragraphs_are_not_looked_at_one_by_one() -> None:
    old, new = [KEEP] * 200, [CHANGED] * 200
    assert list(pair_paragraphs(old, new)) == [(old, new)]
