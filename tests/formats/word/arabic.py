# SPDX-License-Identifier: Apache-2.0
"""Annexes in Arabic letters for tests, as long as there is no translation: real sentences, and English ones letter
by letter, so that the same text can be had in both directions.
"""

import dataclasses
import re
from dataclasses import replace
from functools import cache
from typing import Any

from tenderkit.library.language import Language
from tenderkit.papers.annex.annex import Annex
from tests.support import annex, award, clause, english, example, library, parameter, performance

# Names, standards, codes and addresses stay Latin, as they do in real tenders; so do the names of values.
_WORD = re.compile(r"\{[^}]*\}|(?<![\w/.@:+-])[A-Za-z][a-z]+(?![\w/@+®{]|\.\w|://)|\b[aAI]\b")
_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابتدعفغهيجكلمنوقرزستشطظصخح")
_SIGNS = (", ", "، "), ("; ", "؛ "), ("?", "؟")
# The fields of blocks that are text.
_TEXTS = {"title", "subtitle", "cover", "text", "lead", "caption", "head", "rows", "name", "prompt", "choices"}
_TEXTS |= {"paragraphs", "covers", "requirement"}
_HOLDERS = {"blocks", "headings", "printed"}


def lettered(text: str) -> str:
    """The words of a text in Arabic letters; every letter stays one."""
    turned = _WORD.sub(lambda m: m[0] if m[0][0] == "{" else m[0].lower().translate(_LETTERS), text)
    for latin, arabic in _SIGNS:
        turned = turned.replace(latin, arabic)
    return turned


@cache
def arabic() -> Language:
    """The English words in Arabic letters, and some that are Arabic."""
    frame = english().frame
    texts = {s: {k: t if s == "formats" else lettered(t) for k, t in keys.items()} for s, keys in frame.texts.items()}
    texts["page"]["number"] = "صفحة {page} من {pages}"
    texts["lot"]["number"] = "المجموعة {number}"
    texts["cover"] |= {
        "title": "ملحق المناقصة: الاقتصاد الدائري",
        "authority": "الجهة المتعاقدة",
        "reference": "المرجع",
    }
    return Language("en", replace(frame, direction="rtl", script="arabic", locale="ar", texts=texts))


def _turned(value: Any) -> Any:
    if isinstance(value, str):
        return lettered(value)
    if isinstance(value, tuple):
        return tuple(_turned(v) for v in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = {
            f.name: _turned(getattr(value, f.name))
            for f in dataclasses.fields(value)
            if f.name in _TEXTS or f.name in _HOLDERS
        }
        return replace(value, **found)
    return value


def in_arabic_letters(one: Annex) -> Annex:
    """An annex with its words in Arabic letters, from right to left."""
    whole: Annex = replace(_turned(one), language=arabic(), gaps=frozenset(map(lettered, one.gaps)))
    return whole


@cache
def arabic_example(name: str) -> Annex:
    """The annex of a shipped example in Arabic letters."""
    return in_arabic_letters(example(name, rtl=True))


@cache
def arabic_annex() -> Annex:
    """A small annex in Arabic, with all that real tenders mix into it."""
    warranty = clause(
        kind="technical-specification",
        parameters={"years": parameter(title="السنوات")},
        text={
            "title": "الضمان وقطع الغيار (ISO 14001)",
            "requirement": (
                "يضمن مقدم العطاء توافر قطع الغيار مدة {{ years }} بعد آخر توريد، وفقا للتوجيه 2011/65/EU واللائحة "
                "(EU) 2019/424.\n\nتعمل البرامج المكتوبة بلغة C++ أو C# على نظام Windows® في درجات حرارة من −5 إلى "
                "35 °C.\n\nتكون دقة الشاشة 1920×1080 على الأقل، وتبلغ البطارية 80% من سعتها بعد 500–800 دورة."
            ),
            "verification": {"declaration": "إقرار وفق المعيار EN 50625-1:2014 (الجزء 1)."},
            "question": "هل تضمنون ذلك؟",
        },
    )
    take_back = performance(
        text={
            "title": "استرداد المعدات",
            "requirement": (
                "يسترد المتعاقد المعدات خلال 10 أيام عمل من الطلب، ويرسل شهادة إلى e-waste@example.org "
                "حتى 2027-01-15.\n\n"
                "ترد التفاصيل في ITU-T L.1061: https://www.itu.int/rec/T-REC-L.1061/ وفي [الملحق (أ)]."
            ),
            "remedy": "يصلح المتعاقد الخلل.",
            "verification": {"declaration": "شهادة."},
            "question": "هل تستردون المعدات؟",
        }
    )
    points = award(text={"title": "ضمان أطول", "requirement": "تمنح نقاط لضمان أطول.", "question": "كم سنة؟"})
    made = annex(
        library({"spare-parts": warranty, "longer-warranty": points, "take-back": take_back}),
        arabic(),
        tender={
            "title": "توريد حواسيب محمولة لعام 2027/2028",
            "authority": "وزارة التعليم (Ministry of Education)",
            "reference": "MoE/2027-04",
        },
    )
    return in_arabic_letters(made)
