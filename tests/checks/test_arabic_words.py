# SPDX-License-Identifier: Apache-2.0
"""The authority's own words in Arabic are searched as its English ones are, whatever the language of the purchase."""

import pytest

from tests.checks.checked import NOTE, keys, noted

FAULTY = [
    ("vague-wording", "شاشة عالية الجودة."),
    ("vague-wording", "أجهزة صديقة للبيئة."),
    ("vague-wording", "أجهزةٌ صديقةٌ للبيئةِ."),
    ("brand-or-model-named", "حاسوب ولينوفو."),
    ("number-without-anchor", "تسلم الأجهزة خلال 4 أسابيع."),
    ("undated-reference", "وفق أحدث إصدار من المعيار EN 50625."),
    ("standard-without-equivalent", "وفق المعيار ISO 9001:2015."),
    ("label-without-equivalent", "أجهزة بعلامة ENERGY STAR."),
    ("repair-restricted", "تستخدم قطع غيار أصلية فقط."),
    ("consumer-law-as-buyer-right", "يسري قانون حماية المستهلك على الأجهزة."),
    ("material-or-process-prescribed", "يجب أن يكون الهيكل مصنوعا من الألومنيوم."),
]
SOUND = [
    ("vague-wording", "شاشة 14 بوصة بسطوع 400 شمعة لكل متر مربع."),
    ("vague-wording", "للطلاب في المدارس البيئية."),
    ("brand-or-model-named", "حاسوب للمدارس."),
    ("number-without-anchor", "تسلم الأجهزة خلال 4 أسابيع من تاريخ الطلب."),
    ("standard-without-equivalent", "وفق المعيار ISO 9001:2015 أو ما يعادله."),
    ("label-without-equivalent", "أجهزة بعلامة ENERGY STAR 8.0 أو ما يعادلها."),
    ("repair-restricted", "تقبل قطع الغيار من أي جهة."),
    ("material-or-process-prescribed", "يجب أن يكون الهيكل مصنوعا من مادة متينة."),
]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(("rule", "note"), FAULTY)
def test_a_fault_in_arabic_words_is_found(rule: str, note: str, language: str) -> None:
    assert set(keys(rule, language=language, lots=noted(note))) == {NOTE}


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(("rule", "note"), SOUND)
def test_what_comes_close_in_arabic_passes(rule: str, note: str, language: str) -> None:
    assert keys(rule, language=language, lots=noted(note)) == []
