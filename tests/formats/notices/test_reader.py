# SPDX-License-Identifier: Apache-2.0
"""Notices that come from anywhere: our own, public ones, and such as nobody should publish."""

import json
import re
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenderkit.errors import InvalidInput
from tenderkit.formats.notices.reader import read_notice
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.notices.not_held import NoticeFormat
from tenderkit.notices.purchase_draft import PurchaseDraft, draft_purchase
from tenderkit.notices.read_notice import ReadNotice
from tests.formats.notices.made_notices import EXAMPLES, tables, written
from tests.formats.notices.shared_data import FOLDER, needs_data
from tests.support import example_purchase

both_formats = pytest.mark.parametrize("format_", ["ocds", "eforms"])


def read(content: bytes | str | Any) -> ReadNotice:
    if not isinstance(content, bytes):
        content = (content if isinstance(content, str) else json.dumps(content)).encode()
    return read_notice(content, "notice", tables().codes.eforms)


def draft(content: bytes | str | Any) -> PurchaseDraft:
    data = load_shipped_data()
    return draft_purchase(read(content), data.library, tables(), data.languages, "notice")


def lot_of(content: Any) -> Any:
    return draft(content).answers["lots"][0]


def refusal(content: bytes | str) -> str:
    with pytest.raises(InvalidInput) as caught:
        read(content)
    (finding,) = caught.value.findings
    assert finding.fix
    return finding.message


@both_formats
@pytest.mark.parametrize("name", EXAMPLES)
def test_what_was_written_is_read_again(name: str, format_: NoticeFormat) -> None:
    purchase = example_purchase(name)
    answers = draft(written(name, format_).content).answers
    tender = purchase.tender
    assert answers["tender"]["title"] == tender.title
    assert answers["tender"].get("authority") == tender.authority
    assert answers["tender"].get("country") == tender.country
    assert answers["tender"]["launch"] == tender.launch
    assert [lot["title"] for lot in answers["lots"]] == [lot.title for lot in purchase.lots]
    assert [lot.get("months") for lot in answers["lots"]] == [lot.months for lot in purchase.lots]
    for drafted, lot in zip(answers["lots"], purchase.lots, strict=True):
        if lot.acquisition not in ("repair", "take-back"):
            known = dict.fromkeys(line.category for line in lot.items if line.category not in (None, "other-device"))
            assert {line["category"] for line in drafted.get("items", [])} == set(known)
        if lot.acquisition in ("repair", "take-back", "consumables"):
            assert drafted["acquisition"] == lot.acquisition
        else:
            assert "acquisition" not in drafted


@both_formats
def test_weights_are_read_again(format_: NoticeFormat) -> None:
    lots = draft(written("three-lots", format_).content).answers["lots"]
    assert [lot["weights"] for lot in lots] == [
        {"life-cycle-cost-award": 75, "warranty-extension-points": 15, "battery-endurance-points": 10},
        {"life-cycle-cost-award": 100},
        {"price": 100},
    ]


def test_quantities_are_read_again() -> None:
    (lot,) = draft(written("fr-phone-lease", "ocds").content).answers["lots"]
    assert lot["items"] == [{"category": "smartphone", "quantity": 1800}]


@pytest.mark.parametrize(("unit", "quantity"), [("H87", 12), ("MON", None)])
def test_a_quantity_of_eforms_is_read_in_pieces_alone(unit: str, quantity: int | None) -> None:
    found = draft(
        written("small-laptops", "eforms").content.replace(b'unitCode="H87"', f'unitCode="{unit}"'.encode())
    )
    assert found.answers["lots"][0]["items"][0].get("quantity") == quantity
    unread = [finding.place.key for finding in found.findings if finding.rule == "notice-not-taken"]
    assert ("EstimatedOverallContractQuantity" in unread) == (quantity is None)


@pytest.mark.parametrize("value", [{"amount": 5, "currency": "XXQ"}, {"amount": 5}, {"amount": 0, "currency": "EUR"}])
def test_what_cannot_be_taken_of_a_tender_is_listed(value: Any) -> None:
    tender = {"title": "x", "description": "important", "additionalProcurementCategories": ["services"]}
    found = draft({"tender": {**tender, "value": value}})
    assert "value" not in found.answers["tender"]
    left = [finding.place.key for finding in found.findings if finding.rule == "notice-not-taken"]
    assert {"tender.value", "tender.description", "tender.additionalProcurementCategories"} <= set(left)


@pytest.mark.parametrize("days", [1e308, -30, 1, "1e308"])
def test_a_term_of_odd_length_is_listed(days: Any) -> None:
    found = draft({"tender": {"title": "x", "contractPeriod": {"durationInDays": days}}})
    assert "months" not in found.answers["lots"][0]
    assert "lots.1.months" in [finding.place.key for finding in found.findings]


def test_a_term_of_years_without_end_is_listed() -> None:
    text = re.sub(b'unitCode="MONTH">[0-9]+', b'unitCode="YEAR">1e308', written("small-laptops", "eforms").content)
    found = draft(text)
    assert "months" not in found.answers["lots"][0]
    assert "lots.1.months" in [finding.place.key for finding in found.findings]


@needs_data
@pytest.mark.parametrize("path", ["eforms/examples", "ocds/examples"])
def test_public_notices_are_read(path: str) -> None:
    files = sorted((FOLDER / path).iterdir())
    assert files
    for file in files:
        found = draft(file.read_bytes())
        assert found.answers["tender"]["title"]
        rules = [finding.rule for finding in found.findings]
        assert "notice-taken" in rules
        assert "notice-not-taken" in rules


@needs_data
def test_texts_in_several_languages_are_read_in_that_of_the_notice() -> None:
    found = read((FOLDER / "eforms" / "examples" / "cn_24_maximal.xml").read_bytes()).notice
    assert found.language == "en"
    assert found.title
    assert found.country == "LU"


BOMB = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;">]><ContractNotice>&c;</ContractNotice>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><ContractNotice>&b;</ContractNotice>'


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, '<!DOCTYPE a SYSTEM "x.dtd"><ContractNotice/>'])
def test_a_document_type_is_refused(text: str) -> None:
    assert "document type" in refusal(text)


def test_entities_without_a_document_type_are_refused() -> None:
    assert "no XML" in refusal("<ContractNotice>&b;</ContractNotice>")


def test_what_is_nested_too_deep_is_refused() -> None:
    assert "no XML" in refusal("<a>" * 100_000)
    assert "deep" in refusal("[" * 100_000)


def test_what_is_too_large_is_refused() -> None:
    assert "larger" in refusal(b"<a>" + b"x" * 10_000_001)


@pytest.mark.parametrize(
    "text", ["", "hello", "{", "[]", "null", "1", "{}", '{"tender": 1}', '{"releases": {"tender": {}}}']
)
def test_what_is_no_release_is_refused(text: str) -> None:
    assert refusal(text)


@pytest.mark.parametrize("text", ["<", "<a/>", "<TED_EXPORT/>", "<ContractNotice>"])
def test_what_is_no_notice_is_refused(text: str) -> None:
    assert refusal(text)


def test_a_notice_without_anything_is_read() -> None:
    found = draft("<ContractNotice/>")
    assert found.answers["lots"] == [{}]
    assert {finding.rule for finding in found.findings} == {"notice-not-taken"}


def test_a_mark_of_byte_order_and_utf_16_are_read() -> None:
    text = written("small-laptops", "eforms").content.decode()
    assert draft(b"\xef\xbb\xbf" + text.encode()).answers["tender"]["title"] == "Twelve laptops"
    wide = text.replace("UTF-8", "UTF-16").encode("utf-16")
    assert draft(wide).answers["tender"]["title"] == "Twelve laptops"


def test_a_comment_in_a_text_does_not_cut_it() -> None:
    text = written("small-laptops", "eforms").content.replace(b">Twelve laptops<", b">Twelve<!-- x --> lap<?y?>tops<")
    assert draft(text).answers["tender"]["title"] == "Twelve laptops"


def test_the_newest_release_with_a_tender_counts() -> None:
    releases = [
        {"date": "2026-01-01", "tender": {"title": "old"}},
        {"date": "2026-03-01", "awards": []},
        {"date": "2026-02-01", "tender": {"title": "new"}},
    ]
    assert draft({"releases": releases}).answers["tender"]["title"] == "new"
    assert draft({"records": [{"compiledRelease": releases[0]}]}).answers["tender"]["title"] == "old"
    assert draft(releases).answers["tender"]["title"] == "new"


def test_codes_are_read_in_all_their_forms() -> None:
    for code in ("30213100", "30213100-6", "30213100.0", 30213100):
        items = [{"id": "1", "classification": {"scheme": "CPV", "id": code}, "quantity": "12"}]
        assert lot_of({"tender": {"items": items}})["items"] == [{"category": "laptop", "quantity": 12}]


def test_a_country_is_read_by_name_or_code() -> None:
    for country in ({"countryName": "Kenya"}, {"countryName": "ke"}, {"country": "KE"}):
        release = {"parties": [{"roles": ["buyer"], "address": country}], "tender": {"title": "x"}}
        assert draft(release).answers["tender"]["country"] == "KE"


def test_control_characters_and_long_names_are_left_out() -> None:
    answers = draft({"tender": {"title": "a\u202eb\x00c" + "d" * 900}}).answers
    assert answers["tender"]["title"].startswith("a b c")
    assert len(answers["tender"]["title"]) == 400


KEYS = (
    *(
        "tender",
        "releases",
        "lots",
        "items",
        "id",
        "title",
        "awardCriteria",
        "criteria",
        "numbers",
        "number",
        "weight",
    ),
    *("classification", "quantity", "contractPeriod", "durationInDays", "startDate", "endDate", "parties", "value"),
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
JSON = st.recursive(
    LEAVES | st.sampled_from(["30213100", "CPV", "2026-01-01", "percentageExact"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=30,
)


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_odd_releases_never_crash(value: Any) -> None:
    try:
        found = draft({"tender": value})
    except InvalidInput:
        return
    assert all(finding.place.key for finding in found.findings)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_notices_never_crash(data: st.DataObject) -> None:
    content = bytearray(written("three-lots", "eforms").content)
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 200))] = data.draw(st.binary(max_size=4))
    with suppress(InvalidInput):
        assert draft(bytes(content)).findings
