# SPDX-License-Identifier: Apache-2.0
"""Text from right to left: from the order in which it is seen to that in which it is spoken."""

import pytest

from tenderkit.formats.pdf.read.right_to_left import (
    has_mirrored_brackets,
    is_right_to_left,
    mirror_brackets,
    order_clusters,
)


@pytest.mark.parametrize(
    "spoken",
    [
        "العقد، والشروط.",
        "ابتداء من 14 يوما",
        "المواصفة EN 50625-1 أو ما يعادلها",
        "النقاط المفقودة ÷ W × S × V، مع زيادة",
        "خلال 2,138,400 بكسل",
        "الساعة 12:30 مساء",
        "في 50% من الحالات",
        "٢٥ في المائة",
    ],
)
def test_a_line_from_right_to_left_comes_back(spoken: str) -> None:
    # What people see: all from right to left, but numbers and Latin words, which LibreOffice and Word show so.
    seen = {
        "العقد، والشروط.": ".طورشلاو ،دقعلا",
        "ابتداء من 14 يوما": "اموي 14 نم ءادتبا",
        "المواصفة EN 50625-1 أو ما يعادلها": "اهلداعي ام وأ EN 50625-1 ةفصاوملا",
        "النقاط المفقودة ÷ W × S × V، مع زيادة": "ةدايز عم ،W × S × V ÷ ةدوقفملا طاقنلا",
        "خلال 2,138,400 بكسل": "لسكب 2,138,400 لالخ",
        "الساعة 12:30 مساء": "ءاسم 12:30 ةعاسلا",
        "في 50% من الحالات": "تالاحلا نم 50% يف",
        "٢٥ في المائة": "ةئاملا يف ٢٥",
    }[spoken]
    assert order_clusters(list(seen), right_to_left=True) == spoken


def test_a_number_divided_at_the_end_of_a_line_keeps_its_hyphen() -> None:
    assert order_clusters(list("EN 50625- اهيف امب"), right_to_left=True) == "بما فيها EN 50625-"


def test_a_ligature_keeps_its_order() -> None:
    assert order_clusters(["م", "لا", "س"], right_to_left=True) == "سلام"


def test_words_from_right_to_left_are_turned_in_an_english_line() -> None:
    seen = ["Lot 1: ", *"ضرع تاشاش", ", new"]
    clusters = [letter for piece in seen for letter in piece]
    assert order_clusters(clusters, right_to_left=False) == "Lot 1: شاشات عرض, new"


def test_a_line_without_such_letters_stays() -> None:
    assert order_clusters(list("12 (a)"), right_to_left=True) == "12 (a)"


def test_the_direction_is_that_of_most_letters() -> None:
    assert is_right_to_left("العقد EN")
    assert not is_right_to_left("the contract عقد")
    assert not is_right_to_left("12.5")


@pytest.mark.parametrize(
    ("texts", "mirrored"),
    [(["(ا) نص", "نص"], False), ([")ا( نص", "نص"], True), (["نص) تابع", "(ا)", "(ب)"], False), ([], False)],
)
def test_brackets_are_mirrored_where_most_lines_begin_with_the_wrong_one(texts: list[str], mirrored: bool) -> None:
    assert has_mirrored_brackets(texts) is mirrored


def test_all_kinds_of_brackets_are_turned() -> None:
    assert mirror_brackets(")ا( ]ب[ »ج«") == "(ا) [ب] «ج»"
