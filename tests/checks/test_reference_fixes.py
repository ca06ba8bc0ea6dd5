# SPDX-License-Identifier: Apache-2.0
"""Where “or equivalent” is put, which editions are exchanged, and what is left for a person."""

import time
from functools import cache

import pytest

from tenderkit.checks.documents.checked_document import CheckedDocument
from tenderkit.checks.documents.fixes import FixPlanner
from tenderkit.checks.reference_fixes import OPENED, RENEWED, ReferenceFixer, fix_text
from tenderkit.library.reading.shipped_data import load_shipped_data
from tests.checks.documents.checking import check, document


@cache
def fixer() -> ReferenceFixer:
    data = load_shipped_data()
    return ReferenceFixer(data.word_lists, data.superseded, data.library)


def fixed(text: str, name: str, rule: str = OPENED[1]) -> str:
    for change in reversed(fix_text(fixer(), text, rule, name)):
        text = text[: change.start] + change.words + text[change.end :]
    return text


OE = "or equivalent"
AR = "أو ما يعادل ذلك"


@pytest.mark.parametrize(
    ("text", "name", "result"),
    [
        ("Tested by EN 61960-3:2017.", "EN 61960-3:2017", f"Tested by EN 61960-3:2017 {OE}."),
        ("EN 61960-3:2017", "EN 61960-3:2017", f"EN 61960-3:2017 {OE}"),
        ("It shall meet EN 50614 and be quiet.", "EN 50614", f"It shall meet EN 50614 {OE} and be quiet."),
        ("Proof: ISO 14001 certificate.", "ISO 14001", f"Proof: ISO 14001 certificate {OE}."),
        ("A tool (EN 50614) shall be used.", "EN 50614", f"A tool (EN 50614 {OE}) shall be used."),
        ("EN 50614 (for re-use), by award.", "EN 50614", f"EN 50614 (for re-use) {OE}, by award."),
        ("By EN 50614 “Re-use” before award.", "EN 50614", f"By EN 50614 “Re-use” {OE} before award."),
        ("By “EN 50614”.", "EN 50614", f"By “EN 50614” {OE}."),
        ("By ISO 14001, edition 2015.", "ISO 14001", f"By ISO 14001, edition 2015 {OE}."),
        ("Shall have ENERGY STAR 8.0 in each room.", "ENERGY STAR", f"Shall have ENERGY STAR 8.0 {OE} in each room."),
        ("It shall be registered in EPEAT Gold.", "EPEAT", f"It shall be registered in EPEAT Gold {OE}."),
        ("Shall be TCO Certified, generation 10.", "TCO Certified", f"Shall be TCO Certified, generation 10 {OE}."),
        ("By R2v3, e-Stewards or WEEELABEX.", "R2v3", f"By R2v3, e-Stewards or WEEELABEX {OE}."),
        ("By EN 50614 and the EN 50625 series.", "EN 50614", f"By EN 50614 and the EN 50625 series {OE}."),
        ("By EN 50614 and, for media, by NIST SP 800-88 Rev. 2.", "EN 50614",
         f"By EN 50614 {OE} and, for media, by NIST SP 800-88 Rev. 2 {OE}."),
        ("By EN 50614. By EN 50614 or equivalent.", "EN 50614", f"By EN 50614 {OE}. By EN 50614 or equivalent."),
        ("By EN 50614 or equivalent. By EN 50614.", "EN 50614", f"By EN 50614 or equivalent. By EN 50614 {OE}."),
        ("Label: Blue Angel DE-UZ 177 (July 2021), valid.", "Blue Angel",
         f"Label: Blue Angel DE-UZ 177 (July 2021) {OE}, valid."),
        ("وفق المعيار ISO 14001:2015 أو النظام EMAS.", "ISO 14001:2015",
         f"وفق المعيار ISO 14001:2015 أو النظام EMAS {AR}."),
        ("تختبر البطارية وفق EN 61960-3:2017.", "EN 61960-3:2017", f"تختبر البطارية وفق EN 61960-3:2017 {AR}."),
        ("يجب أن تطابق EN 50614 قبل التسليم.", "EN 50614", f"يجب أن تطابق EN 50614 {AR} قبل التسليم."),
        ("وفق EN 50614 وEN 50625-1، ويرفق التقرير.", "EN 50614", f"وفق EN 50614 وEN 50625-1 {AR}، ويرفق التقرير."),
        ("حاصلة على TCO Certified الجيل 10 في كل موقع.", "TCO Certified",
         f"حاصلة على TCO Certified الجيل 10 {AR} في كل موقع."),
        ("وفق EN 50614 ويسلم التقرير.", "EN 50614", f"وفق EN 50614 {AR} ويسلم التقرير."),
    ],
)  # fmt: skip
def test_the_words_come_behind_the_reference(text: str, name: str, result: str) -> None:
    assert fixed(text, name) == result
    assert fixed(result, name) == result


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("By EN 50614 or equivalent.", "EN 50614"),
        ("By an equivalent standard to EN 50614.", "EN 50614"),
        ("By EN 50614; no equivalent is accepted.", "EN 50614; no"),
        ("No equivalent of EN 50614 is accepted.", "EN 50614"),
        ("An ENERGY STAR certified laptop.", "ENERGY STAR"),
        ("The EN 61960-3:2017 method A shall be used.", "EN 61960-3:2017"),
        ("By EN 50614, and each ENERGY STAR display by hand.", "EN 50614"),
        ("Certified to R2v3 12 months ago.", "R2v3"),
        ("وفق EN 50614 أو ما يعادله.", "EN 50614"),
        ("شهادة EPEAT ذهبية.", "EPEAT"),
        ("وفق شهادة EN 50614 سارية.", "EN 50614"),
    ],
)
def test_what_is_open_or_not_certain_stays_as_it_is(text: str, name: str) -> None:
    assert fixed(text, name) == text


@pytest.mark.parametrize(
    ("text", "name", "result"),
    [
        ("By NIST SP 800-88 Rev. 1.", "NIST SP 800-88 Rev. 1", "By NIST SP 800-88 Rev. 2."),
        (
            "By NIST SP 800-88 Rev. 1 and EN 50614:2020.",
            "NIST SP 800-88 Rev. 1",
            "By NIST SP 800-88 Rev. 2 and EN 50614:2020.",
        ),
        ("By NIST SP 800-88r1 or equivalent.", "NIST SP 800-88r1", "By NIST SP 800-88r2 or equivalent."),
        ("By nist 800-88 revision 1.", "nist 800-88 revision 1", "By nist 800-88 Revision 2."),
        ("By TCO Certified, generation 9.", "TCO Certified, generation 9", "By TCO Certified, generation 10."),
        ("By L.1023 (09/2020), by award.", "L.1023 (09/2020)", "By L.1023 (2023), by award."),
        ("By L.1031-2018 and L.1031-2018.", "L.1031-2018", "By L.1031-2024 and L.1031-2024."),
        ("وفق NIST SP 800-88 Rev. 1.", "NIST SP 800-88 Rev. 1", "وفق NIST SP 800-88 Rev. 2."),
    ],
)
def test_a_superseded_edition_is_exchanged(text: str, name: str, result: str) -> None:
    assert fixed(text, name, RENEWED) == result
    assert fixed(result, name, RENEWED) == result


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("By DoD 5220.22-M.", "DoD 5220.22-M"),
        ("By degaussing.", "degaussing"),
        ("By Directive 2006/66/EC.", "Directive 2006/66/EC"),
        ("By NIST SP 800-88 Rev. 1 (December 2014).", "NIST SP 800-88 Rev. 1"),
        ("NIST SP 800-88 Rev. 1 is not accepted.", "NIST SP 800-88 Rev. 1"),
        ("The contractor shall not use NIST SP 800-88 Rev. 1.", "NIST SP 800-88 Rev. 1"),
        ("By NIST SP 800-88 Rev. 2.", "NIST SP 800-88 Rev. 2"),
    ],
)
def test_what_needs_a_decision_stays_as_it_is(text: str, name: str) -> None:
    assert fixed(text, name, RENEWED) == text


def test_a_change_of_an_edition_is_of_whole_words() -> None:
    (change,) = fix_text(fixer(), "By TCO Certified, generation 9.", RENEWED, "TCO Certified, generation 9")
    assert (change.words, change.before, change.after) == (
        "10",
        "TCO Certified, generation 9",
        "TCO Certified, generation 10",
    )


def test_every_exchange_is_of_a_word_that_each_name_has() -> None:
    exchanged = {id_: entry for id_, entry in load_shipped_data().superseded.items() if entry.exchange}
    assert len(exchanged) > 3
    for id_, entry in exchanged.items():
        assert entry.instead, id_
        for name in entry.names:
            assert fixed(f"By {name}.", name, RENEWED) not in (f"By {name}.", f"By {name}"), name


def test_many_equal_sentences_of_a_paragraph_are_mended_in_short_time() -> None:
    text = " ".join(["The laptop shall meet EN 62368-1."] * 100)
    data = load_shipped_data()
    written = document(text)
    findings = check(written, OPENED[1])
    planner = FixPlanner(
        CheckedDocument(written, data.library, data.language, data.word_lists, data.superseded), [text]
    )
    before = time.process_time()
    planned = planner.plan(findings)
    assert time.process_time() - before < 0.9
    assert [each.change.start for each in planned] == [33 * (n + 1) + n - 1 for n in range(100)]
