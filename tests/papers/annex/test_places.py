# SPDX-License-Identifier: Apache-2.0
"""Places in sources, such as articles of a law, in the words of each language."""

import pytest

from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.papers.annex.context import name_place


@pytest.mark.parametrize(
    ("place", "named"),
    [
        ("Art 68", "المادة 68"),
        ("s.56", "المادة 56"),
        ("Art 43(1)-(2)", "المادة 43(1)-(2)"),
        ("Art 11(7), (8)", "المادة 11(7)، (8)"),
        ("Art 28, 33", "المادتان 28، 33"),
        ("Rules 149 and 192", "القاعدتان 149، 192"),
        ("Art 4, 29, 37, 39", "المواد 4، 29، 37، 39"),
        ("Art 8 to 10", "المواد 8–10"),
        ("Art 1, Annex", "المادة 1، المرفق"),
        ("Annex II 2.1, Tables 3, 4", "المرفق II 2.1، الجدولان 3، 4"),
        ("Annex, recital 3", "المرفق، الحيثية 3"),
        ("article on sub-contracting", "المادة المتعلقة بالتعاقد من الباطن"),
        ("criterion on fleet and needs assessment", "المعيار المتعلق بالأسطول وتقييم الاحتياجات"),
        ("TS4", "TS4"),
        ("9.2.3", "9.2.3"),
        ("Article of the model contract", "Article of the model contract"),
    ],
)
def test_a_place_in_a_source_has_the_arabic_words_for_one_two_or_more(place: str, named: str) -> None:
    assert name_place(load_shipped_data().language("ar"), place) == named


def test_a_language_without_such_words_keeps_the_english() -> None:
    assert name_place(load_shipped_data().language("en"), "Rules 149 and 192") == "Rules 149 and 192"
