# SPDX-License-Identifier: Apache-2.0
"""QTI 2.1: valid by the public schema, complete by the manifest, and scored as the key says."""

from typing import Any

from lxml import etree

from tenderkit.formats.text.platforms.qti import write_qti
from tests.formats.text.platforms.made_pack import make_pack
from tests.formats.text.platforms.qti_schema import find_errors, needs_schema

PACK = make_pack()
FILES = write_qti(PACK, PACK.quizzes[0])
QTI = {"q": "http://www.imsglobal.org/xsd/imsqti_v2p1", "p": "http://www.imsglobal.org/xsd/imscp_v1p1"}


def find(file: str, path: str) -> list[Any]:
    found: list[Any] = etree.fromstring(FILES[file].encode()).xpath(path, namespaces=QTI)
    return found


@needs_schema
def test_the_test_and_its_items_are_valid() -> None:
    assert find_errors(FILES) == []


@needs_schema
def test_the_schema_finds_an_item_without_identifier() -> None:
    broken = FILES["items/q0.xml"].replace('identifier="tk-', 'label="tk-')
    assert find_errors({"items/q0.xml": broken}) != []


def test_the_manifest_names_every_file_and_the_test_every_item() -> None:
    assert {*find("imsmanifest.xml", "//p:file/@href")} == FILES.keys() - {"imsmanifest.xml"}
    items = find("imsmanifest.xml", "//p:resource[@type='imsqti_item_xmlv2p1']/@identifier")
    assert find("imsmanifest.xml", "//p:dependency/@identifierref") == items
    assert find("test.xml", "//q:assessmentItemRef/@identifier") == items


def test_choices_earn_and_cost_and_a_neutral_one_does_neither() -> None:
    worth = dict(
        zip(
            find("items/q0.xml", "//q:mapEntry/@mapKey"),
            find("items/q0.xml", "//q:mapEntry/@mappedValue"),
            strict=True,
        )
    )
    assert worth == {"a2": "2", "a4": "2", "a1": "-1"}
    assert find("items/q0.xml", "//q:mapping/@lowerBound") == ["0"]


def test_rows_are_pairs_with_their_choice() -> None:
    assert find("items/q1.xml", "//q:correctResponse/q:value/text()") == ["c01 a2", "c02 a1", "c03 a2"]
    assert find("items/q1.xml", "//q:simpleMatchSet[2]/q:simpleAssociableChoice/@matchMax") == ["3", "3", "3"]


def test_a_number_is_right_within_its_tolerance() -> None:
    assert find("items/q2.xml", "//q:equal/@tolerance") == ["625.5 625.5"]
    assert find("items/q2.xml", "//q:correctResponse/q:value/text()") == ["125000"]


def test_only_markers_read_the_notes_and_the_key() -> None:
    for file in FILES.keys() - {"imsmanifest.xml", "test.xml"}:
        (rubric,) = find(file, "//q:rubricBlock")
        assert rubric.get("view") == "scorer tutor"
    assert find("items/q3.xml", "//q:rubricBlock/q:p[1]/text()") == ["a note"]
