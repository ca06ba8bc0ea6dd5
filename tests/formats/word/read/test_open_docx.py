# SPDX-License-Identifier: Apache-2.0
"""Word files that come from anywhere: what is refused, with which words, and that nothing is trusted."""

import hashlib
import io
import time
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenderkit.errors import InvalidInput
from tenderkit.formats.word.read import open_docx
from tenderkit.formats.word.read.open_docx import open_odt, open_word
from tenderkit.formats.word.read.verify import verify
from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.writer import write
from tests.support import EXAMPLES, LAUNCH, example, word_bases, word_parts

SMALL = "small-laptops"
DOCUMENT = "word/document.xml"


def parts() -> dict[str, bytes]:
    """The parts of a small annex, to be spoilt."""
    return dict(word_parts(example(SMALL)))


def packed(some: dict[str, bytes]) -> bytes:
    return package.zip_parts(some, stored=False)


def refusal(content: bytes, ways: tuple[bool, ...] = (True, False)) -> str:
    """With which words a file is refused: the same whether digests are taken or not."""
    said = set()
    for digests in ways:
        with pytest.raises(InvalidInput) as caught:
            open_word(content, "x.docx", digests=digests)
        (finding,) = caught.value.findings
        assert finding.place.file == "x.docx"
        assert finding.fix
        # Two parsers say what is no XML in words of their own.
        said.add(finding.message.partition(" (")[0] if "is no XML" in finding.message else finding.message)
    (message,) = said
    return message


# What is opened


def test_a_file_of_ours_is_opened_whole() -> None:
    made = open_word(write(example(SMALL), word_bases(), LAUNCH), "x")
    assert made.parts == parts()
    assert made.main == DOCUMENT
    assert made.digests == package.digest_parts(parts())


def test_a_remark_among_the_types_of_content_is_passed_over() -> None:
    some = parts()
    some["[Content_Types].xml"] = some["[Content_Types].xml"].replace(b"<Default", b"<!-- x --><Default", 1)
    assert open_word(packed(some), "x").main == DOCUMENT


def test_pictures_count_by_their_bytes() -> None:
    made = open_word(packed({**parts(), "word/media/image1.png": b"\x89PNG<"}), "x")
    assert "word/media/image1.png" in made.digests
    assert "word/media/image1.png" not in made.trees


def test_folders_in_the_archive_do_not_count() -> None:
    buffer = io.BytesIO(packed(parts()))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/", b"")
    assert open_word(buffer.getvalue(), "x").parts == parts()


# What is refused


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty, no Word file (.docx)"),
        (b"tenderkit = 1\n", "is plain text, no Word file (.docx)"),
        (b"%PDF-1.7\n", "is a PDF, no Word file (.docx)"),
        (b"\x89PNG\r\n", "is a picture, no Word file (.docx)"),
        (b"P", "is plain text, no Word file (.docx)"),
        (b"RIFF\x24\0\0\0WEBP", "is a picture or a recording, no Word file (.docx)"),
        (b"\x00" * 100, "is no Word file (.docx)"),
    ],
)
def test_what_is_no_archive_is_no_word_file(content: bytes, said: str) -> None:
    assert refusal(content) == said


def test_an_encrypted_file_is_told_as_such() -> None:
    stream = "EncryptedPackage".encode("utf-16-le")
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500 + stream) == "is encrypted"


def test_a_file_of_old_word_is_told_as_such() -> None:
    assert "Word 2003" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500)


def test_an_encrypted_archive_is_told_as_such() -> None:
    content = bytearray(packed(parts()))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    assert refusal(bytes(content)) == "is encrypted"


# Python knows the first four, expat and lxml do not; nobody knows the last.
@pytest.mark.parametrize("encoding", ["rot13", "base64", "hex", "bz2", "nosuch"])
@pytest.mark.parametrize("part", [DOCUMENT, "[Content_Types].xml", "word/_rels/document.xml.rels"])
def test_an_encoding_that_no_document_has_is_refused(encoding: str, part: str) -> None:
    some = parts()
    some[part] = some[part].replace(b'encoding="UTF-8"', b'encoding="%s"' % encoding.encode(), 1)
    assert refusal(packed(some)) == f"is broken: {part} is in an encoding that Word does not write"


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/VBAPROJECT.BIN"])
def test_macros_are_refused(name: str) -> None:
    assert refusal(packed({**parts(), name: b"x"})) == "holds macros"


def test_macros_under_another_name_are_refused() -> None:
    some = {**parts(), "word/settings.bin": b"x"}
    kind = b'<Override ContentType="application/vnd.ms-office.vbaProject" PartName="/word/settings.bin"/>'
    types = some["[Content_Types].xml"]
    assert refusal(packed({**some, "[Content_Types].xml": types.replace(b"<Override", kind + b"<Override", 1)})) == (
        "holds macros"
    )
    led = b'<Relationship Id="x" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
    name = "word/_rels/document.xml.rels"
    row = led + b'Target="settings.bin"></Relationship></Relationships>'
    assert refusal(packed({**some, name: some[name].replace(b"</Relationships>", row)})) == "holds macros"


@pytest.mark.parametrize("name", ["../x.xml", "word/../../x.xml", "/etc/x.xml", "word\\..\\x.xml"])
def test_a_part_whose_name_leads_out_of_the_file_is_refused(name: str) -> None:
    assert "a name that leads out of the file" in refusal(packed({**parts(), name: b"<a/>"}))


def test_a_macro_enabled_type_is_refused() -> None:
    some = parts()
    was = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    assert was in some["[Content_Types].xml"]
    some["[Content_Types].xml"] = some["[Content_Types].xml"].replace(
        was, b"application/vnd.ms-word.document.macroEnabled.main+xml"
    )
    assert refusal(packed(some)) == "holds macros"


@pytest.mark.parametrize(
    ("some", "said"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}, "is an OpenDocument text"),
        ({"a.txt": b"x"}, "is no Word file"),
    ],
)
def test_other_archives_are_no_word_files(some: dict[str, bytes], said: str) -> None:
    assert refusal(packed(some)) == said


def test_a_macro_enabled_type_is_seen_beside_another_for_the_same_part() -> None:
    some = parts()
    more = b'<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml" PartName="/%s"/>'
    types = some["[Content_Types].xml"]
    some["[Content_Types].xml"] = types.replace(b"<Override", more % DOCUMENT.encode() + b"<Override", 1)
    assert refusal(packed(some)) == "holds macros"


def test_a_spreadsheet_is_no_word_file() -> None:
    some = parts()
    some["[Content_Types].xml"] = some["[Content_Types].xml"].replace(b"wordprocessingml", b"spreadsheetml")
    assert refusal(packed(some)) == "is no Word file (.docx)"


@pytest.mark.parametrize("gone", [DOCUMENT, "_rels/.rels"])
def test_without_its_main_part_it_is_no_word_file(gone: str) -> None:
    some = parts()
    del some[gone]
    assert refusal(packed(some)) == "is no Word file (.docx)"


@pytest.mark.parametrize("cut", [30, 1000, -30, -2000])
def test_a_file_that_ends_too_early_is_broken(cut: int) -> None:
    assert refusal(packed(parts())[:cut]).startswith("is broken")


def test_a_part_that_is_no_xml_is_named() -> None:
    said = refusal(packed({**parts(), "word/styles.xml": b"<a><b></a>"}))
    assert said.startswith("is broken: word/styles.xml is no XML")


def test_a_part_that_is_there_twice_is_refused() -> None:
    buffer = io.BytesIO(packed(parts()))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/Document.xml", b"<a/>")
    assert "a part twice" in refusal(buffer.getvalue())


def test_a_relationship_that_is_there_twice_is_refused() -> None:
    some, name = parts(), "word/_rels/document.xml.rels"
    some[name] = some[name].replace(b'Id="rId2"', b'Id="rId1"')
    assert "names a relationship twice" in refusal(packed(some))


def test_packing_that_word_does_not_know_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in parts().items():
            archive.writestr(name, content)
    assert "packed in a way" in refusal(buffer.getvalue())


# Attacks


BOMB = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">%s]><a>&j;</a>' % b"".join(
    b'<!ENTITY %c "%s">' % (letter + 1, b"&%c;" % letter * 10) for letter in range(ord("a"), ord("j"))
)


@pytest.mark.parametrize(
    "xml",
    [
        BOMB,
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
    ],
)
@pytest.mark.parametrize("name", [DOCUMENT, "[Content_Types].xml", "_rels/.rels", "customXml/item9.xml"])
def test_a_document_type_is_refused_before_it_is_read(xml: bytes, name: str) -> None:
    assert "document type" in refusal(packed({**parts(), name: xml}))


@pytest.mark.parametrize(
    ("name", "limit"), [("word/bomb.xml", "MAX_XML"), ("word/media/bomb.png", "MAX_WHOLE"), (DOCUMENT, "MAX_XML")]
)
def test_an_archive_that_unpacks_to_too_much_is_refused(
    name: str, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_docx, limit, 1_000_000)
    assert "unpacks to more" in refusal(packed({**parts(), name: b"<a>" + b" " * 1_000_000 + b"</a>"}))


def test_many_parts_together_are_too_much_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_docx, "MAX_XML", 1_000_000)
    some = {f"word/x{n}.xml": b"<a>" + b" " * 100_000 + b"</a>" for n in range(10)}
    assert "unpacks to more" in refusal(packed({**parts(), **some}))


def test_a_member_that_lies_about_its_size_unpacks_to_no_more_than_it_says() -> None:
    content = packed({**parts(), "word/bomb.xml": b"<a>" + b" " * 50_000_000 + b"</a>"})
    size = (50_000_007).to_bytes(4, "little")
    assert content.count(size) == 2
    started = time.monotonic()
    assert refusal(content.replace(size, (10).to_bytes(4, "little"))).startswith("is broken")
    assert time.monotonic() - started < 20


def bomb(name: str, megabytes: int) -> bytes:
    """A Word file with a part of so many million spaces, which is packed to a thousandth."""
    content = io.BytesIO(packed(parts()))
    with (
        zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w") as part,
    ):
        for _ in range(megabytes):
            part.write(b" " * 1_000_000)
    return content.getvalue()


def measured_refusal(content: bytes) -> tuple[str, int]:
    """With which words a file is refused, and how many bytes of memory that takes at most."""
    tracemalloc.start()
    try:
        message = refusal(content, (True,))
        return message, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", ["word/bomb.xml", "word/media/bomb.png"])
def test_a_real_bomb_takes_neither_long_nor_much(name: str) -> None:
    content = bomb(name, 400)
    assert len(content) < 1_000_000
    message, peak = measured_refusal(content)
    assert "unpacks to more" in message
    assert peak < 2_000_000


def test_a_bomb_that_lies_about_its_size_is_never_in_memory_twice() -> None:
    content = bomb("word/media/bomb.png", 100)
    size = (100_000_000).to_bytes(4, "little")
    assert size in content
    message, peak = measured_refusal(content.replace(size, (30_000_000).to_bytes(4, "little")))
    assert message.startswith("is broken")
    assert peak < 45_000_000


def test_too_many_parts_are_refused() -> None:
    assert "parts" in refusal(packed({**parts(), **{f"x{n}": b"" for n in range(open_docx.MAX_PARTS)}}))


def test_a_large_file_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_docx, "MAX_BYTES", 1_000)
    assert "larger than 1,000 bytes" in refusal(packed(parts()))


@pytest.mark.parametrize(
    "xml",
    [
        b"<a>" + b"<b/>" * 1_000_001 + b"</a>",
        b"<a %s>" % b" ".join(b'xmlns:n%d="urn:x:%d"' % (n, n) for n in range(1_000)) + b"<b/>" * 5_000 + b"</a>",
        b"<a %s/>" % b" ".join(b'a%d=""' % n for n in range(50_000)),
    ],
    ids=["elements", "namespaces", "attributes"],
)
def test_what_takes_quadratic_time_is_refused(xml: bytes) -> None:
    assert "more than a document can" in refusal(packed({**parts(), "word/x.xml": xml}))


DECLARED = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@pytest.mark.parametrize(
    ("xml", "tags"),
    [
        (DECLARED + b"<a><b/>!?</a>", 3),
        (b"\xef\xbb\xbf" + DECLARED + b"<a></a>", 2),
        (b"<a/>", 0),
        (DECLARED + b"<!-- < --><a b='>'/>", 0),
        (DECLARED + b"<a><![CDATA[x]]></a>", 0),
        (DECLARED + b"<?b c?><a/>", 0),
        (DECLARED + b"<!DOCTYPE a><a/>", 0),
        (DECLARED + b"<a b='>'/>", 0),
        (DECLARED.replace(b"UTF-8", b"UTF-7") + b"<a/>", 0),
        (DECLARED.decode().encode("utf-16") + b"<a/>", 0),
        (DECLARED + b"<a %s/>" % (b"b=''" * 5_000), 0),
        (DECLARED + b"<a>" + b"!" * 10_001 + b"</a>", 0),
    ],
)
def test_only_plain_xml_is_built_without_a_look_before(xml: bytes, tags: int) -> None:
    assert open_docx._count_plain_tags(xml) == tags


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_we_write_is_plain(name: str) -> None:
    assert all(open_docx._count_plain_tags(xml) for xml in word_parts(example(name)).values())


@pytest.mark.parametrize(
    "body", [b"<a>" + b"<b/>" * 1_000_001 + b"</a>", b"<a %s/>" % b" ".join(b'a%d=""' % n for n in range(50_000))]
)
def test_a_declaration_makes_no_attack_plain(body: bytes) -> None:
    assert "more than a document can" in refusal(packed({**parts(), "word/x.xml": DECLARED + body}))


def test_plain_parts_together_are_too_much_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_docx, "MAX_ELEMENTS", 10_000)
    some = {f"word/x{n}.xml": DECLARED + b"<a>" + b"<b></b>" * 1_000 + b"</a>" for n in range(10)}
    assert "more than a document can" in refusal(packed({**parts(), **some}))


def test_what_is_nested_too_deeply_is_refused() -> None:
    xml = b"<a>" * 5_000 + b"</a>" * 5_000
    assert refusal(packed({**parts(), "word/x.xml": xml})).startswith("is broken")


def test_a_part_without_a_canonical_form_has_the_digest_of_its_bytes() -> None:
    # SharePoint names namespaces that are no addresses in its custom XML.
    xml = b'<a xmlns:b="c"></a>'
    opened = open_word(packed({**parts(), "word/x.xml": xml}), "x")
    assert opened.digests["word/x.xml"] == hashlib.sha256(xml).hexdigest()


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_word(packed({**parts(), "out.txt": b"x"}), "x")
    with pytest.raises(InvalidInput):
        open_word(packed({**parts(), "../out.txt": b"x", "/abs.txt": b"x"}), "x")
    assert list(tmp_path.rglob("*")) == []
    assert not (tmp_path.parent / "out.txt").exists()


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_the_bytes_the_answer_is_a_result_or_a_refusal(data: st.DataObject) -> None:
    content = bytearray(packed(parts()) if data.draw(st.booleans()) else package.zip_parts(parts(), stored=True))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    with suppress(InvalidInput):
        verify(open_word(bytes(content), "x"))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_a_part_says_the_answer_is_a_result_or_a_refusal(data: st.DataObject) -> None:
    some = parts()
    name = data.draw(st.sampled_from([*(n for n in some if n != DOCUMENT), DOCUMENT, DOCUMENT]))
    content = bytearray(some[name])
    start = data.draw(st.integers(0, len(content) - 1))
    # Whole pieces go or come twice, so that the XML stays sound now and then.
    end = content.find(b">", start) + 1 or len(content)
    content[start:end] = data.draw(st.sampled_from([b"", bytes(content[start:end]) * 2, b"\x00", b"tk:L1.x@1"]))
    with suppress(InvalidInput):
        verify(open_word(packed({**some, name: bytes(content)}), "x"))


# OpenDocument texts


@pytest.mark.parametrize(
    ("part", "held"),
    [
        ("Basic/script-lc.xml", True),
        ("Scripts/python/a.py", True),
        ("Pictures/Scripts/a.png", False),
        ("a.txt", False),
    ],
)
def test_macros_of_an_opendocument_text_are_seen_by_the_names_of_its_parts(part: str, held: bool) -> None:
    content = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": b"<a/>",
        "about.txt": b"A macro is in Scripts/ and in Basic/script-lc.xml.",
        part: b"<a/>",
    }
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    assert open_odt(stored.getvalue(), "x.odt").macros is held
