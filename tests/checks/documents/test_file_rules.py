# SPDX-License-Identifier: Apache-2.0
"""The rules on the file itself, and the manual pages of all rules on documents."""

import re

import pytest

from tenderkit.checks.documents.document import DocumentParagraph
from tenderkit.checks.documents.rule import explain_rules, load_rules
from tenderkit.checks.rule import load_rules as load_purchase_rules
from tenderkit.library.reading.shipped_data import load_shipped_data
from tests.checks.documents.checking import check, document

TEXT = "The contractor shall deliver the units to each school within ten working days after the order."


@pytest.mark.parametrize(
    ("rule", "more", "message"),
    [
        ("revision-marks-left", {"changes": 1}, "1 tracked change is left in the document"),
        ("revision-marks-left", {"changes": 12}, "12 tracked changes are left in the document"),
        ("macros-held", {"macros": True}, "the file holds macros; they were not run"),
        ("macros-held", {"scripts": True}, "the file holds JavaScript; it was not run"),
        ("encoding-guessed", {"encoding": "Windows-1256"},
         "the text does not say its encoding: it was read as Windows-1256"),
        ("loads-from-outside", {"outside": ("image https://a.org/x.png",) * 3},
         "the file loads from outside: image https://a.org/x.png"),
        ("content-not-read", {"unread": ("chart",)}, "a chart is not read"),
        ("content-not-read", {"missing": ("word/footer1.xml",)},
         "the file refers to the part word/footer1.xml, which it does not hold"),
        ("content-not-read", {"pictures": 5},
         "the file holds pictures and few words: it may be a scan, whose words are not read"),
    ],
)  # fmt: skip
def test_what_the_file_holds_is_said(rule: str, more: dict[str, object], message: str) -> None:
    (finding,) = check(document(TEXT, **more), rule)
    assert finding.message == message
    assert finding.fix


@pytest.mark.parametrize("rule", ["revision-marks-left", "macros-held", "loads-from-outside", "content-not-read"])
def test_a_plain_file_has_none_of_it(rule: str) -> None:
    assert check(document(TEXT), rule) == ()


def test_a_comment_is_named_with_its_author() -> None:
    (finding,) = check(document(TEXT, DocumentParagraph("why?", "comment", label="Ana")), "revision-marks-left")
    assert finding.place.key == "comment of Ana"


FRENCH = "Le titulaire livre les appareils dans chaque école dans les dix jours ouvrables qui suivent la commande."
TABLE = "Memory: 16 GB DDR5; Storage: 512 GB SSD; Display: 14 inch; Network: two Gigabit ports; Fans: redundant; "
GREEK = "Ο ανάδοχος παραδίδει τις συσκευές σε κάθε σχολείο μέσα σε δέκα ημέρες. "
ARABIC = "يلتزم المتعاقد بتسليم الأجهزة إلى كل مدرسة خلال عشرة أيام عمل من تاريخ الطلب."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (FRENCH * 3, True),
        (TEXT * 3, False),
        (ARABIC * 3, False),
        (f"{FRENCH} {TEXT} {ARABIC}", False),
        (FRENCH, False),
        (TABLE * 3, False),
        (GREEK * 4, True),
    ],
    ids=["French", "English", "Arabic", "mixed", "too short to say", "table", "other letters"],
)
def test_another_language_is_said_and_not_guessed(text: str, told: bool) -> None:
    assert bool(check(document(text), "language-not-read")) is told


@pytest.mark.parametrize("rule", load_rules().values(), ids=lambda rule: rule.id)
def test_each_rule_has_a_page_with_examples(rule: object) -> None:
    manual = rule.manual  # type: ignore[attr-defined]
    assert "Passes:" in manual
    assert "Fails:" in manual


@pytest.mark.parametrize("rule", load_rules().values(), ids=lambda rule: rule.id)
def test_the_page_of_a_rule_names_lists_that_are_there(rule: object) -> None:
    page = " ".join(rule.manual.split())  # type: ignore[attr-defined]
    named = re.findall(r"\blists? ((?:`[\w-]+`(?:,\s+| and\s+|,? or\s+)?)+)", page)
    assert {
        name for some in named for name in re.findall(r"`([\w-]+)`", some)
    } <= load_shipped_data().word_lists.keys()


def test_the_page_of_a_rule_on_purchases_too_says_how_it_works_on_documents() -> None:
    pages = {id_: rule.manual for id_, rule in explain_rules(load_purchase_rules()).items()}
    assert pages.keys() == load_rules().keys() | load_purchase_rules().keys()
    own, _, on_documents = pages["take-back-terms-incomplete"].partition("\n\nIn documents: ")
    assert own == load_purchase_rules()["take-back-terms-incomplete"].manual
    assert "Fails:" in own
    assert "Fails:" in on_documents
    assert pages["label-without-criteria"].endswith("apart from the edition of the label.")
    assert pages["company-wide-requirement"] == load_purchase_rules()["company-wide-requirement"].manual
    assert pages["award-weights-do-not-sum"] == load_rules()["award-weights-do-not-sum"].manual
