# SPDX-License-Identifier: Apache-2.0
import pytest

from tenderkit.lint.catalogue import Catalogue, Wording
from tests.lint.seeded import catalogue, found, shipped
from tests.support import clause

RULE = "unreviewed-term"


def speaking(text: str, language: str) -> Catalogue:
    """A catalogue whose one text is in another language than English."""
    one = catalogue({"a": clause()})
    vars(one)["texts"] = (Wording(one.clauses[0], "text.title", "title", text, (text,), language=language),)
    return one


@pytest.mark.parametrize(
    ("language", "text", "terms"),
    [
        ("zh", "每台设备的保修期为三年。", ["保修"]),
        ("zh", "公共采购中的备件", ["公共采购", "备件"]),
        ("ar", "مدة بالضمان ثلاث سنوات", ["الضمان"]),
        ("ar", "مدة الضمان ثلاث سنوات", ["الضمان"]),
        ("fr", "Garantie et pièces de  rechange", ["Garantie", "pièces de  rechange"]),
        ("es", "garantía", ["garantía"]),
        ("ru", "гарантия на каждое устройство", ["гарантия"]),
    ],
)
def test_terms_that_nobody_reviewed_are_found_in_their_language(language: str, text: str, terms: list[str]) -> None:
    said = [finding.message for finding in found(RULE, speaking(text, language))]
    assert said == [f"nobody has reviewed {', '.join(f'“{t}”' for t in terms)}"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "garantie"),
        ("zh", "再利用"),
        ("fr", "garantiez une économie circulaire"),
        ("ru", "публичные закупки"),
    ],
)
def test_reviewed_terms_and_other_languages_pass(language: str, text: str) -> None:
    assert found(RULE, speaking(text, language)) == []


def test_the_longest_term_is_named() -> None:
    (one,) = found(RULE, speaking("回收利用", "zh"))
    assert (one.message, one.severity, one.place.key) == ("nobody has reviewed “回收利用”", "info", "text.title")


def test_in_the_shipped_library_only_terms_of_translations_are_told() -> None:
    one, french = found(RULE, shipped())
    assert [one.place.file, french.place.file] == ["translations/ar/terms.toml", "translations/fr/terms.toml"]
    assert "“المتعاقد”" in one.message
    assert "“إعادة التدوير”" not in one.message  # its source is the Basel Convention
