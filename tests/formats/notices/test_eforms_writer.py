# SPDX-License-Identifier: Apache-2.0
"""Drafts of eForms notices of all examples, by the schema, the lists of codes and the definitions of fields."""

import json
import re
from functools import cache
from typing import Any

import pytest
from lxml import etree

from tenderkit.notices.notice import MISSING, NOT_HELD, TO_REPLACE
from tests.formats.notices.made_notices import EXAMPLES, notice_of, tables, written
from tests.formats.notices.shared_data import FOLDER, cpv_codes, eforms_codes, needs_data

every_example = pytest.mark.parametrize("name", EXAMPLES)
SUBTYPE = "16"


@cache
def root_of(name: str) -> Any:
    return etree.fromstring(written(name, "eforms").content)


@cache
def schema() -> Any:
    return etree.XMLSchema(etree.parse(FOLDER / "eforms" / "schemas" / "maindoc" / "UBL-ContractNotice-2.3.xsd"))


@cache
def fields() -> dict[str, Any]:
    """The definitions of fields by id."""
    listed = json.loads((FOLDER / "eforms" / "fields-subset.json").read_text(encoding="utf-8"))["fields"]
    return {field["id"]: field for field in listed}


def find(root: Any, path: str) -> list[Any]:
    """What a path finds; elements as texts."""
    names = {prefix or "cn": uri for prefix, uri in root.nsmap.items()}
    found = root.xpath(path, namespaces=names)
    return [str(each) if isinstance(each, str) else (each.text or "") for each in found]


def is_forbidden(field: Any) -> bool:
    """Whether a field is never allowed in the kind of notice that is written."""
    constraints = field.get("forbidden", {}).get("constraints", [])
    return any(SUBTYPE in c["noticeTypes"] and c["value"] and "condition" not in c for c in constraints)


def findings(name: str, rule: str) -> dict[str, str]:
    return {f.place.key or "": f.message for f in written(name, "eforms").findings if f.rule == rule}


@needs_data
@every_example
def test_the_draft_is_valid(name: str) -> None:
    assert schema().validate(root_of(name)), schema().error_log


@needs_data
@every_example
def test_fields_keep_to_their_definitions(name: str) -> None:
    root = root_of(name)
    for id_, field in fields().items():
        values = find(root, field["xpathAbsolute"])
        assert not (values and is_forbidden(field)), id_
        if "maxLength" in field:
            assert all(len(value) <= field["maxLength"] for value in values), id_
        if pattern := field.get("pattern"):
            assert all(re.search(pattern["value"], value) for value in values), id_
        code_list = field.get("codeList", {}).get("value", {}).get("id")
        if code_list == "cpv":
            assert set(values) <= cpv_codes()
        elif code_list and (FOLDER / "eforms" / "codelists" / f"{code_list}.gc").is_file():
            assert set(values) <= eforms_codes(code_list), id_


@needs_data
def test_the_mandatory_fields_of_the_subset_are_written_or_listed() -> None:
    for name in EXAMPLES:
        root, listed = root_of(name), findings(name, MISSING)
        for id_, field in fields().items():
            for constraint in field.get("mandatory", {}).get("constraints", []):
                if SUBTYPE in constraint["noticeTypes"] and "condition" not in constraint:
                    assert find(root, field["xpathAbsolute"]) or id_ in listed, (name, id_)


@every_example
def test_nothing_is_both_written_and_missing(name: str) -> None:
    listed = findings(name, MISSING)
    assert listed
    assert "BT-105-Procedure" in listed
    assert not find(root_of(name), "//cbc:ProcedureCode")
    assert {"BT-21-Lot", "BT-137-Lot", "BT-71-Lot"}.isdisjoint(listed)


@every_example
def test_the_main_code_fits_the_nature(name: str) -> None:
    for lot in notice_of(name).lots:
        if lot.cpv:
            services = lot.cpv.startswith(("49", "5", "6", "7", "8", "9"))
            assert lot.nature == ("services" if services else "supplies")


@every_example
def test_every_strategic_aim_is_described(name: str) -> None:
    root = root_of(name)
    codes = find(root, "//cac:ProcurementAdditionalType/cbc:ProcurementTypeCode[@listName='strategic-procurement']")
    texts = find(root, "//cac:ProcurementAdditionalType/cbc:ProcurementType")
    assert len([code for code in codes if code != "none"]) == len(texts)
    assert all(texts)


def test_aims_and_sets_of_criteria_of_a_lot() -> None:
    root = root_of("fr-phone-lease")
    types = {
        name: find(root, f"//cbc:ProcurementTypeCode[@listName='{name}']")
        for name in ("strategic-procurement", "environmental-impact", "gpp-criteria")
    }
    assert types["strategic-procurement"][0] == "env-imp"
    assert {"circ-econ", "clim-mitig"} <= set(types["environmental-impact"])
    assert types["gpp-criteria"] == ["eu"]


def test_take_back_beside_goods_is_a_further_service() -> None:
    lot = root_of("fr-phone-lease").find("{*}ProcurementProjectLot")
    assert find(lot, ".//cac:ProcurementAdditionalType/cbc:ProcurementTypeCode[@listName='contract-nature']") == [
        "services"
    ]
    assert find(lot, ".//cac:MainCommodityClassification/cbc:ItemClassificationCode") == ["32250000"]
    assert find(lot, ".//cac:AdditionalCommodityClassification/cbc:ItemClassificationCode") == ["90514000"]


def test_award_criteria_have_weights_where_they_are_decided() -> None:
    weights = find(root_of("three-lots"), "//efac:AwardCriterionParameter/efbc:ParameterNumeric")
    assert [float(weight) for weight in weights] == [75, 15, 10, 100, 100]
    assert not find(root_of("small-laptops"), "//efbc:ParameterNumeric")
    assert "BT-5421-Lot" in findings("small-laptops", MISSING)


def test_selection_criteria_have_a_code_and_a_text() -> None:
    root = root_of("in-city-disposal")
    codes = find(root, "//efac:SelectionCriteria/cbc:TendererRequirementTypeCode")
    assert "slc-suit-auth-mbrshp" in codes
    assert len(find(root, "//efac:SelectionCriteria/cbc:Description")) == len(codes)


def test_ids_are_made_from_the_reference_and_listed() -> None:
    first, again = (written("fr-phone-lease", "eforms").content for _ in range(2))
    assert first == again
    assert {"BT-701-notice", "BT-04-notice", "BT-05(a)-notice"} <= findings("fr-phone-lease", TO_REPLACE).keys()
    (id_,) = find(root_of("fr-phone-lease"), "/cn:ContractNotice/cbc:ID")
    (procedure,) = find(root_of("fr-phone-lease"), "/cn:ContractNotice/cbc:ContractFolderID")
    form = r"^[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}$"
    assert re.match(form, id_)
    assert re.match(form, procedure)
    assert id_ != procedure


def test_what_has_no_field_is_listed() -> None:
    assert {"lots.data", "technical-specification", "verification"} <= findings("fr-phone-lease", NOT_HELD).keys()


def test_a_language_without_a_code_is_written_in_english_and_listed() -> None:
    assert find(root_of("eg-school-laptops"), "//cbc:NoticeLanguageCode") == ["ENG"]
    assert "BT-702(a)-notice" in findings("eg-school-laptops", TO_REPLACE)


def test_a_country_outside_is_listed() -> None:
    assert "BT-514-Organization-Company" in findings("ke-school-laptops", TO_REPLACE)
    assert "BT-514-Organization-Company" not in findings("fr-phone-lease", TO_REPLACE)


def test_the_value_is_published_on_demand_only() -> None:
    assert not find(root_of("fr-phone-lease"), "//cbc:EstimatedOverallContractAmount")
    valued = etree.fromstring(written("fr-phone-lease", "eforms", with_value=True).content)
    assert find(valued, "//cbc:EstimatedOverallContractAmount") == ["1100000.00"]


@needs_data
def test_the_mandatory_fields_have_the_names_of_the_definitions() -> None:
    mandatory = tables().codes.eforms.mandatory
    shared = mandatory.keys() & fields().keys()
    assert len(shared) > 10
    assert {id_: mandatory[id_] for id_ in shared} == {id_: fields()[id_]["name"] for id_ in shared}


def test_quantities_of_a_year_are_no_quantity_of_the_contract() -> None:
    assert "lots.quantity-basis" in findings("eu-five-lots", NOT_HELD)
    quantities = find(root_of("eu-five-lots"), "//cbc:EstimatedOverallContractQuantity")
    assert quantities == ["11000", "3800", "1500"]


def test_an_undecided_value_of_a_selection_criterion_is_listed() -> None:
    gaps = {
        name
        for name in EXAMPLES
        for lot in notice_of(name).lots
        for criterion in lot.selection_criteria
        if not all(requirement.is_decided for requirement in criterion.requirements)
    }
    assert {name for name in EXAMPLES if "BT-750-Lot" in findings(name, MISSING)} == gaps
