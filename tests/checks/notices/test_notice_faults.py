# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tenderkit.checks.notices.notice_faults import RULES, CheckedNotice, find_notice_faults
from tenderkit.notices.notice import Aim, NoticeAward, NoticeCriterion, NoticeLot
from tests.formats.notices.made_notices import EXAMPLES, notice_of, tables
from tests.support import english

Edit = Callable[[NoticeLot], NoticeLot]


def faults(name: str, edit: Edit | None = None, subtype: str = "16", **changes: Any) -> list[str]:
    """The rules that find a fault in the notice of an example, whose first lot is edited."""
    notice = replace(notice_of(name), **changes)
    if edit is not None:
        notice = replace(notice, lots=(edit(notice.lots[0]), *notice.lots[1:]))
    codes = tables().codes
    checked = CheckedNotice(
        notice, replace(tables(), codes=replace(codes, eforms=replace(codes.eforms, subtype=subtype))), english()
    )
    ocds, eforms = ([f.rule for f in find_notice_faults(checked, format_)] for format_ in ("ocds", "eforms"))
    return list(dict.fromkeys((*ocds, *eforms)))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_notices_of_the_examples_have_no_faults(name: str) -> None:
    assert faults(name) == []


def put(**changes: Any) -> Edit:
    return lambda lot: replace(lot, **changes)


def add(**changes: Any) -> Edit:
    """Add an aim to the lot."""
    return lambda lot: replace(lot, aims=(*lot.aims, replace(AIM, **changes)))


AIM = Aim("environmental.circularEconomy", ("technicalSpecifications",))


@pytest.mark.parametrize(
    ("rule", "edit"),
    [
        ("nature-cpv-mismatch", put(nature="services")),
        ("cpv-nine-digits", put(cpv="32250000-0")),
        ("cpv-unknown", put(cpv_also=("90514000", "33000000"))),
        ("bt777-missing", put(strategic_text="")),
        ("bt805-without-text", put(criteria_set="national")),
        ("bt774-missing", put(impact=())),
        ("bt774-none-claimed", put(strategic=("none",))),
        ("text-too-long", put(terms_text="x" * 6001)),
        ("award-text-missing", put(award=(NoticeAward("price", "Price", "", 100),))),
        ("weights-total", put(award=(NoticeAward("price", "Price", "the lowest", 90),))),
        ("weights-total", put(award=(NoticeAward("price", "Price", "the lowest", 0.5, "decimal"),))),
        ("ocds-codelist-spelling", add(goal="environmental.waterResources")),
        ("take-back-nature", put(natures_also=())),
        ("take-back-nature", put(cpv_also=())),
        ("green-stage-missing", add(strategies=())),
    ],
)  # fmt: skip
def test_a_fault_is_found_and_no_other(rule: str, edit: Edit) -> None:
    assert faults("fr-phone-lease", edit) == [rule]


def test_some_kinds_of_notices_have_other_fields() -> None:
    assert set(faults("fr-phone-lease", subtype="4")) == {"green-field-forbidden"}
    assert faults("fr-phone-lease", put(terms_text=""), subtype="17") == ["bt70-missing"]
    assert faults("fr-phone-lease", put(terms_text="")) == []


def test_an_extension_without_address_is_a_fault() -> None:
    codes = tables().codes
    bare = replace(tables(), codes=replace(codes, ocds=replace(codes.ocds, extensions={"lots": "x"})))
    found = find_notice_faults(CheckedNotice(notice_of("fr-phone-lease"), bare, english()), "ocds")
    assert {finding.rule for finding in found} == {"ocds-extension-not-listed"}
    assert [finding.message.split("“")[1].split("”")[0] for finding in found] == [
        "award-criteria",
        "contract-terms",
        "requirements",
        "sustainability",
    ]


def test_the_code_of_the_service_for_old_units_is_that_of_the_tables() -> None:
    codes = tables().codes
    services = {name: replace(service, cpv="90500000") for name, service in codes.services.items()}
    other = replace(tables(), codes=replace(codes, services=services))
    notice = notice_of("fr-phone-lease")
    for cpv, rules in (("90514000", ["take-back-nature"]), ("90500000", [])):
        lots = tuple(replace(lot, cpv_also=(cpv,)) for lot in notice.lots)
        found = find_notice_faults(CheckedNotice(replace(notice, lots=lots), other, english()), "eforms")
        assert [finding.rule for finding in found if finding.rule == "take-back-nature"] == rules


def test_a_long_reference_is_a_fault() -> None:
    assert faults("fr-phone-lease", reference="x" * 101) == ["text-too-long"]


def test_the_title_of_a_criterion_counts_in_its_length() -> None:
    criterion = NoticeCriterion("x", "t" * 300, "x" * 5900, for_tenderer=True, code="slc-abil-mgmt-env")
    assert faults("fr-phone-lease", put(criteria=(criterion,))) == ["text-too-long"]


def test_a_set_that_no_goal_names_may_be_cited_by_a_clause() -> None:
    notice = notice_of("fr-phone-lease")
    lot = replace(notice.lots[0], aims=(AIM,))
    (found,) = find_notice_faults(CheckedNotice(replace(notice, lots=(lot,)), tables(), english()), "ocds")
    assert (found.rule, found.message) == (
        "bt805-without-text",
        "the notice names “eu” green criteria, and no sustainability goal says so",
    )


def test_every_rule_has_a_fault_in_these_tests() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert [rule for rule in RULES if f'"{rule}"' not in text] == []


def test_no_whole_list_of_codes_is_shipped() -> None:
    assert len(tables().cpv) < 500
    assert len(tables().codes.goods) < 50
