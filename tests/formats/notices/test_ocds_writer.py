# SPDX-License-Identifier: Apache-2.0
"""OCDS releases of all examples, by the schema, the extensions and the lists of codes."""

import json
import re
from typing import Any

import pytest

from tenderkit.formats.notices.ocds_writer import build_release_package
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.notices.notice import MISSING, NOT_HELD, TO_REPLACE, Notice, NoticeAward, NoticeLot
from tenderkit.pipeline import NoticeOptions, make_notice
from tenderkit.purchase.reading import parse_purchase
from tests.formats.notices.made_notices import EXAMPLES, package_of, tables, written
from tests.formats.notices.shared_data import needs_data, ocds_codes, ocds_errors
from tests.support import example_purchase

every_example = pytest.mark.parametrize("name", EXAMPLES)


def tender_of(name: str, **how: bool) -> Any:
    return package_of(name, **how)["releases"][0]["tender"]


@needs_data
@every_example
def test_the_package_is_valid(name: str) -> None:
    assert ocds_errors(package_of(name)) == []


@needs_data
def test_the_schemas_find_a_fault_in_an_extension() -> None:
    package = json.loads(json.dumps(package_of("small-laptops")))
    package["releases"][0]["tender"]["lots"][0]["sustainability"] = []
    package["releases"][0]["tender"]["criteria"][0]["requirementGroups"][0]["requirements"][0]["dataType"] = "list"
    assert len(ocds_errors(package)) == 2


@needs_data
@every_example
def test_the_codes_are_in_their_lists(name: str) -> None:
    tender = tender_of(name)
    goals, strategies = (
        ocds_codes("extensions", "sustainability", f"sustainability{kind}.csv") for kind in ("Goal", "Strategy")
    )
    for lot in tender["lots"]:
        assert {aim["goal"] for aim in lot.get("sustainability", [])} <= goals
        assert {strategy for aim in lot.get("sustainability", []) for strategy in aim["strategies"]} <= strategies
        award = lot.get("awardCriteria", {}).get("criteria", [])
        assert {criterion["type"] for criterion in award} <= ocds_codes(
            "extensions", "awardCriteria", "awardCriterionType.csv"
        )
        assert {n["weight"] for c in award for n in c.get("numbers", [])} <= ocds_codes(
            "extensions", "awardCriteria", "criterionWeight.csv"
        )
    assert {document["documentType"] for document in tender["documents"]} <= ocds_codes("documentType.csv")
    assert {milestone["type"] for milestone in tender.get("milestones", [])} <= ocds_codes("milestoneType.csv")
    assert {tender.get("awardCriteria", "priceOnly")} <= ocds_codes("awardCriteria.csv")
    assert {tender["mainProcurementCategory"]} <= ocds_codes("procurementCategory.csv")
    assert set(package_of(name)["releases"][0]["tag"]) <= ocds_codes("releaseTag.csv")


@every_example
def test_dates_and_addresses_have_their_form(name: str) -> None:
    text = json.dumps(package_of(name))
    days = re.findall(r'"(?:\w*[dD]ate)": "([^"]*)"', text)
    assert days
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", day) for day in days)
    assert package_of(name)["uri"].startswith("urn:uuid:")


@every_example
def test_every_id_is_there_once(name: str) -> None:
    tender = tender_of(name)
    for key in ("lots", "items", "criteria", "documents", "milestones"):
        ids = [entry["id"] for entry in tender.get(key, [])]
        assert len(ids) == len(set(ids)), key
    requirements = [
        requirement["id"]
        for criterion in tender["criteria"]
        for group in criterion["requirementGroups"]
        for requirement in group["requirements"]
    ]
    assert len(requirements) == len(set(requirements))


@every_example
def test_the_extensions_in_use_are_listed(name: str) -> None:
    listed = " ".join(package_of(name)["extensions"])
    lots = tender_of(name)["lots"]
    assert "ocds_lots_extension" in listed
    assert ("ocds_sustainability_extension" in listed) == any("sustainability" in lot for lot in lots)
    assert ("ocds_awardCriteria_extension" in listed) == any("awardCriteria" in lot for lot in lots)
    assert "ocds_requirements_extension" in listed


@every_example
def test_the_lines_have_the_quantities_of_the_purchase(name: str) -> None:
    lots = example_purchase(name).lots
    expected = [line.quantity for lot in lots for line in (*lot.items, *lot.returns)]
    assert [item["quantity"] for item in tender_of(name)["items"]] == expected


def test_a_line_has_cpv_and_unspsc() -> None:
    (item,) = tender_of("small-laptops")["items"]
    assert item["classification"] == {"scheme": "CPV", "id": "30213100", "description": "Portable computers"}
    assert item["additionalClassifications"] == [{"scheme": "UNSPSC", "id": "43211503"}]


def test_old_units_are_a_service() -> None:
    bought, old = tender_of("fr-phone-lease")["items"]
    assert bought["classification"]["id"] == "32250000"
    assert old["classification"]["id"] == "90514000"
    assert tender_of("fr-phone-lease")["additionalProcurementCategories"] == ["services"]


def test_take_back_alone_is_a_service() -> None:
    assert tender_of("in-city-disposal")["mainProcurementCategory"] == "services"


def test_green_aims_say_by_which_stages_and_sets() -> None:
    (lot,) = tender_of("fr-phone-lease")["lots"]
    by_goal = {aim["goal"]: aim["strategies"] for aim in lot["sustainability"]}
    assert by_goal["environmental.circularEconomy"] == [
        "technicalSpecifications",
        "awardCriteria",
        "contractPerformanceConditions",
        "euGPPCriteria",
        "otherGPPCriteria",
    ]


def test_weights_of_a_lot_add_up() -> None:
    for lot in tender_of("three-lots")["lots"]:
        numbers = [n["number"] for criterion in lot["awardCriteria"]["criteria"] for n in criterion["numbers"]]
        assert sum(numbers) == 100


@pytest.mark.parametrize(
    ("lots", "method"),
    [
        (("price",), "priceOnly"),
        (("quality", "quality"), "qualityOnly"),
        (("price quality", "quality price"), "ratedCriteria"),
        (("price", "cost"), None),
        (("",), None),
    ],
)
def test_the_award_method_is_that_of_all_lots(lots: tuple[str, ...], method: str | None) -> None:
    made = tuple(
        NoticeLot(number=n, title="A lot", award=tuple(NoticeAward(kind, "x", "") for kind in kinds.split()))  # type: ignore[arg-type]
        for n, kinds in enumerate(lots, 1)
    )
    package, _ = build_release_package(Notice(title="x", language="en", lots=made), tables().codes.ocds)
    assert package["releases"][0]["tender"].get("awardCriteria") == method


def test_undecided_weights_are_missing() -> None:
    missing = {f.place.key for f in written("small-laptops", "ocds").findings if f.rule == MISSING}
    assert "tender.lots.awardCriteria" in missing


def test_a_number_is_a_bound_of_a_requirement() -> None:
    requirements = {
        requirement["id"]: requirement
        for criterion in tender_of("fr-phone-lease")["criteria"]
        for group in criterion["requirementGroups"]
        for requirement in group["requirements"]
    }
    cycles = requirements["1.battery-endurance.cycles"]
    assert (cycles["dataType"], cycles["minValue"]) == ("integer", 800)


@every_example
def test_what_a_text_alone_says_is_no_expected_value(name: str) -> None:
    values = [
        requirement["expectedValue"]
        for criterion in tender_of(name)["criteria"]
        for group in criterion["requirementGroups"]
        for requirement in group["requirements"]
        if "expectedValue" in requirement
    ]
    assert all(value is True for value in values)


def test_a_lot_without_a_code_has_no_main_nature() -> None:
    badge_readers = """
        tenderkit = 1
        language = "en"
        tender = { title = "T", launch = 2026-03-01 }
        [[lots]]
        title = "A"
        acquisition = "service"
        months = 36
        data = "none"
        [[lots.items]]
        category = "other-device"
        name = "badge reader"
        quantity = 5
        battery = false
        stores-data = false
        screen = false
        carried = false
        consumables = false
    """
    data = load_shipped_data()
    purchase = parse_purchase(badge_readers, "x.toml", "toml", None, data)
    found = make_notice(purchase, data, tables(), NoticeOptions("ocds"))
    tender = json.loads(found.content)["releases"][0]["tender"]
    assert "mainProcurementCategory" not in tender
    assert "mainProcurementCategory" not in tender["lots"][0]
    assert tender["additionalProcurementCategories"] == ["services"]
    assert "tender.lots.mainProcurementCategory" in [f.place.key for f in found.findings if f.rule == MISSING]
    draft = make_notice(purchase, data, tables(), NoticeOptions("eforms"))
    assert "BT-23-Lot" in [f.place.key for f in draft.findings if f.rule == MISSING]


def test_the_value_is_published_on_demand_only() -> None:
    assert "value" not in tender_of("fr-phone-lease")
    assert tender_of("fr-phone-lease", with_value=True)["value"] == {"amount": 1_100_000, "currency": "EUR"}


def test_the_first_delivery_is_no_first_day_of_the_contract() -> None:
    tender = tender_of("fr-phone-lease")
    assert tender["lots"][0]["contractPeriod"] == {"durationInDays": 1095}
    assert [m["dueDate"] for m in tender["milestones"] if m["type"] == "delivery"] == ["2027-02-01T00:00:00Z"]
    assert tender_of("small-laptops")["lots"][0]["contractPeriod"] == {"durationInDays": 1095}


def test_what_is_made_up_and_what_has_no_field_is_listed() -> None:
    findings = written("fr-phone-lease", "ocds").findings
    assert {f.place.key for f in findings if f.rule == TO_REPLACE} >= {"ocid", "uri", "publishedDate"}
    assert {f.place.key for f in findings if f.rule == NOT_HELD} == {
        "lots.data",
        "lots.options",
        "lots.sheet",
        "verification",
        "scale",
        "remedy",
    }


def test_the_texts_are_in_the_language_of_the_purchase() -> None:
    assert package_of("eg-school-laptops")["releases"][0]["language"] == "ar"
