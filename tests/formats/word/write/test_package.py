# SPDX-License-Identifier: Apache-2.0
import hashlib
import io
import os
import subprocess
import sys
import zipfile

import docx
import pytest
from lxml import etree

from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.writer import write
from tenderkit.papers.response_form import compose_response_form
from tests.support import EXAMPLES, LAUNCH, example, word_bases, word_parts

CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SMALL = "small-laptops"


def built(*, reproducible: bool = False) -> bytes:
    return write(example(SMALL), word_bases(), LAUNCH, reproducible=reproducible)


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def infos(content: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.infolist()


def normal(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Parts in the form that this package writes them in, whoever wrote them."""
    return {n: DECLARATION + etree.tostring(etree.fromstring(b), method="c14n") for n, b in parts.items()}


def digest(parts: dict[str, bytes]) -> str:
    """The content digest of parts as this package writes them."""
    return package.digest_content(package.digest_parts(parts))


def named_digest(parts: dict[str, bytes]) -> str:
    """The digest that the file itself names."""
    values = {p.get("name"): p[0].text for p in etree.fromstring(parts["docProps/custom.xml"])}
    return str(values["tk.content-sha256"])


# The envelope


def test_the_list_of_content_types_comes_first_then_the_relationships_then_all_by_name() -> None:
    names = [i.filename for i in infos(built())]
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[2:] == sorted(names[2:])


@pytest.mark.parametrize("reproducible", [False, True])
def test_no_member_carries_the_clock(reproducible: bool) -> None:
    assert {i.date_time for i in infos(built(reproducible=reproducible))} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("reproducible", [False, True])
def test_no_member_carries_the_system_or_its_permissions(reproducible: bool) -> None:
    found = {(i.create_system, i.external_attr, i.extra, i.comment) for i in infos(built(reproducible=reproducible))}
    assert found == {(0, 0, b"", b"")}


def test_a_file_is_compressed() -> None:
    assert {i.compress_type for i in infos(built())} == {zipfile.ZIP_DEFLATED}


def test_a_reproducible_file_is_not_compressed() -> None:
    assert {i.compress_type for i in infos(built(reproducible=True))} == {zipfile.ZIP_STORED}


def test_both_ways_hold_the_same_parts() -> None:
    assert members(built()) == members(built(reproducible=True))


def test_the_zip_file_is_sound() -> None:
    with zipfile.ZipFile(io.BytesIO(built())) as archive:
        assert archive.testzip() is None


# Content types and relationships


@pytest.mark.parametrize("name", EXAMPLES)
def test_content_types_cover_every_part(name: str) -> None:
    parts = word_parts(example(name))
    root = etree.fromstring(parts["[Content_Types].xml"])
    endings = {e.get("Extension") for e in root.iter(CONTENT_TYPES + "Default")}
    named = {str(e.get("PartName")).removeprefix("/") for e in root.iter(CONTENT_TYPES + "Override")}
    own = set(parts) - {"[Content_Types].xml"}
    assert {n for n in own if n not in named and n.rpartition(".")[2] not in endings} == set()
    assert named - own == set()


@pytest.mark.parametrize(
    ("part", "type_"),
    [
        ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
        ("word/styles.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"),
        ("word/numbering.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"),
        ("word/settings.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"),
        ("word/fontTable.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"),
        ("word/header1.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"),
        ("word/header2.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"),
        ("word/footer1.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
        ("docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
        ("customXml/itemProps1.xml", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"),
    ],
)
def test_each_kind_of_part_has_its_content_type(part: str, type_: str) -> None:
    root = etree.fromstring(word_parts(compose_response_form(example(SMALL)))["[Content_Types].xml"])
    found = {e.get("PartName"): e.get("ContentType") for e in root.iter(CONTENT_TYPES + "Override")}
    assert found["/" + part] == type_


def test_the_manifest_is_plain_xml() -> None:
    root = etree.fromstring(word_parts(example(SMALL))["[Content_Types].xml"])
    found = {e.get("Extension"): e.get("ContentType") for e in root.iter(CONTENT_TYPES + "Default")}
    assert found["xml"] == "application/xml"


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_relationship_leads_to_a_part_that_is_there(name: str) -> None:
    parts = word_parts(example(name))
    for rels in (n for n in parts if n.endswith(".rels")):
        folder = rels.rpartition("_rels/")[0]
        for one in etree.fromstring(parts[rels]).iter(RELATIONSHIPS + "Relationship"):
            target = os.path.normpath(folder + str(one.get("Target"))).replace(os.sep, "/")
            assert target in parts


def test_every_part_is_reached_by_a_relationship() -> None:
    parts = word_parts(example(SMALL))
    reached = {
        os.path.normpath(rels.rpartition("_rels/")[0] + str(one.get("Target"))).replace(os.sep, "/")
        for rels in parts
        if rels.endswith(".rels")
        for one in etree.fromstring(parts[rels]).iter(RELATIONSHIPS + "Relationship")
    }
    assert {n for n in parts if not n.endswith(".rels")} - reached == {"[Content_Types].xml"}


# Properties


def test_custom_properties_are_counted_from_two() -> None:
    root = etree.fromstring(package.write_custom_properties({"a": "1", "b": "<2>"}).encode())
    assert [(p.get("pid"), p.get("name"), p[0].text) for p in root] == [("2", "a", "1"), ("3", "b", "<2>")]


# The digest


def test_the_digest_is_that_of_names_and_contents() -> None:
    parts = {"b.xml": DECLARATION + b"<b></b>", "a.xml": DECLARATION + b"<a></a>"}
    whole = hashlib.sha256(b"a.xml\0" + hashlib.sha256(b"<a></a>").digest())
    whole.update(b"b.xml\0" + hashlib.sha256(b"<b></b>").digest())
    assert digest(parts) == whole.hexdigest()


def test_the_digest_changes_with_one_letter_of_the_text() -> None:
    one = {"a.xml": DECLARATION + b"<a>x</a>"}
    other = {"a.xml": DECLARATION + b"<a>y</a>"}
    assert digest(one) != digest(other)


def test_the_digest_leaves_out_the_part_that_holds_it_and_the_envelope() -> None:
    one = {"a.xml": DECLARATION + b"<a></a>"}
    more = {
        "[Content_Types].xml": DECLARATION + b"<t></t>",
        "_rels/.rels": DECLARATION + b"<r></r>",
        "docProps/custom.xml": DECLARATION + b"<c></c>",
    }
    assert digest({**one, **more}) == digest(one)


@pytest.mark.parametrize("reproducible", [False, True])
def test_the_file_names_its_own_digest_compressed_or_not(reproducible: bool) -> None:
    parts = members(built(reproducible=reproducible))
    assert digest(parts) == named_digest(parts)


def test_the_digest_is_the_same_compressed_and_stored() -> None:
    assert named_digest(members(built())) == named_digest(members(built(reproducible=True)))


def test_another_way_of_compressing_changes_the_bytes_but_not_the_digest() -> None:
    before, buffer = built(), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for info in infos(before):
            archive.writestr(info, members(before)[info.filename], compresslevel=1)
    after = buffer.getvalue()
    assert after != before
    assert digest(members(after)) == named_digest(members(before))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_digest_stays_when_another_tool_opens_and_saves_the_file(name: str) -> None:
    before = write(example(name), word_bases(), LAUNCH)
    buffer = io.BytesIO()
    docx.Document(io.BytesIO(before)).save(buffer)
    after = members(buffer.getvalue())
    assert after["word/document.xml"] != members(before)["word/document.xml"]
    assert digest(normal(after)) == named_digest(members(before))


# The same answers give the same bytes


def test_a_reproducible_file_is_the_same_twice() -> None:
    assert built(reproducible=True) == built(reproducible=True)


def test_a_compressed_file_is_the_same_twice_on_one_machine() -> None:
    assert built() == built()


def test_two_processes_with_different_hash_seeds_give_the_same_bytes() -> None:
    command = [sys.executable, "-m", "tenderkit", "build", "--example", "three-lots", "--reproducible", "-o", "-"]
    made = [
        subprocess.run(
            command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, timeout=60
        ).stdout
        for seed in ("1", "2")
    ]
    assert made[0].startswith(b"PK")
    assert made[0] == made[1]


def dates(made: bytes) -> list[str | None]:
    root = etree.fromstring(members(made)["docProps/core.xml"])
    return [e.text for e in root if e.tag.startswith("{http://purl.org/dc/terms/}")]


def test_the_day_of_the_launch_is_the_date_of_the_file() -> None:
    command = [sys.executable, "-m", "tenderkit", "build", "--example", SMALL, "-o", "-"]
    env = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
    made = subprocess.run(command, capture_output=True, check=True, env=env, timeout=60).stdout
    launch = example(SMALL).selection.purchase.tender.launch.isoformat()
    assert dates(made) == [f"{launch}T00:00:00Z", f"{launch}T00:00:00Z"]


def test_source_date_epoch_is_the_date_of_the_file_where_it_is_set() -> None:
    command = [sys.executable, "-m", "tenderkit", "build", "--example", SMALL, "-o", "-"]
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1800000000"}
    made = subprocess.run(command, capture_output=True, check=True, env=env, timeout=60).stdout
    assert dates(made) == ["2027-01-15T08:00:00Z", "2027-01-15T08:00:00Z"]
