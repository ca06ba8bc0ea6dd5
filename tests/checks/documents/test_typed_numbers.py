# SPDX-License-Identifier: Apache-2.0
"""Numbers, letters and bullets typed in front of paragraphs."""

import pytest

from tenderkit.checks.documents.typed_numbers import split_number


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("2.1 Laptops", "2.1", "Laptops"),
        ("2.1.3. Laptops", "2.1.3.", "Laptops"),
        ("4. the unit", "4.", "the unit"),
        ("4) the unit", "4)", "the unit"),
        ("(a) the unit", "(a)", "the unit"),
        ("(iv) the unit", "(iv)", "the unit"),
        ("b) the unit", "b)", "the unit"),
        ("(ب) تلتزم", "(ب)", "تلتزم"),
        ("1.2 المواصفات", "1.2", "المواصفات"),
        ("• the unit", "", "the unit"),
        ("- the unit", "", "the unit"),
        ("1.5 million units", "", "1.5 million units"),
        ("12 units", "", "12 units"),
        ("(2 units) or more", "", "(2 units) or more"),
        ("A unit", "", "A unit"),
        ("-5 degrees", "", "-5 degrees"),
        ("2.1", "", "2.1"),
        ("", "", ""),
    ],
)
def test_the_number_is_split_from_the_words(text: str, number: str, words: str) -> None:
    assert split_number(text) == (number, words)
