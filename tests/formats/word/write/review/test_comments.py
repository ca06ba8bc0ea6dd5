# SPDX-License-Identifier: Apache-2.0
"""Findings as Word comments: at which words, what they say, and that nothing else of the file changes."""

import datetime
import io
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator

from tenderkit.checks.documents.rule import load_rules
from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.formats.word.read.elements import read_attribute
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.review.comments import add_comments
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.tender_check.document_check import check_document
from tests.formats.word.raw import SPACES, W, p, pack, t, tbl, tc, tr
from tests.formats.word.write.review.commented import covered, shown
from tests.support import EXAMPLES, example, word_parts

VAGUE = "Error, vague-wording: “high quality” cannot be checked|Write number, unit and method instead."
LINK = '<w:hyperlink r:id="rId9">{}</w:hyperlink>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
DELETED = "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"


def find(content: bytes) -> tuple[Finding, ...]:
    return check_document(content, "x.docx", load_shipped_data(), load_rules()).findings


def comment(content: bytes, **more: datetime.datetime) -> bytes:
    return add_comments(content, "x.docx", find(content), load_shipped_data().language, **more)


def write(content: bytes, findings: Sequence[Finding]) -> bytes:
    return add_comments(content, "x.docx", findings, load_shipped_data().language)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (p("The unit shall be of high quality."), "high quality"),
        (p(t("The unit shall be of hi") + t("gh qu", "<w:b/>") + t("ality.")), "high quality"),
        (p(t("The unit shall be of high") + "<w:r><w:tab/><w:t>quality</w:t></w:r>" + t(".")), "highquality"),
        (p(t("The unit shall be of hi\u00adgh\u00a0quality.")), "hi\u00adgh\u00a0quality"),
        (p(t("The unit shall be of ") + LINK.format(t("high quality")) + t(".")), "high quality"),
        (p(t("The unit shall be of ") + LINK.format(t("very high quality")) + t(".")), "very high quality"),
        (p(t("The unit shall be of ") + FIELD.format(t("high quality")) + t(".")), "high quality"),
        (p(t("The unit shall be of ") + CONTROL.format(t("high quality")) + t(".")), "high quality"),
        (p(t("The unit shall be of ") + f'<w:ins w:id="1">{t("high quality")}</w:ins>' + t(".")), "high quality"),
        (p(t("The unit shall be of ") + DELETED + t("high quality.")), "high quality"),
        (tbl(tr(tc(p("The unit shall be of high quality.")))), "high quality"),
        (tbl(tr(tc(tbl(tr("The unit shall be of high quality.")), p("x")))), "high quality"),
    ],
)  # fmt: skip
def test_a_comment_covers_the_words_at_fault(body: str, words: str) -> None:
    content = pack(body, relations={"rId9": ("hyperlink", "external:https://example.org/")})
    commented = comment(content)
    told = covered(commented)
    assert told[VAGUE] == words
    assert shown(commented) == shown(content)


def test_two_findings_in_one_run_have_a_comment_each() -> None:
    content = pack(p("The unit shall be a ThinkPad of high quality, made in Norway, and a ThinkPad."))
    assert sorted(covered(comment(content)).values()) == ["ThinkPad", "high quality", "made in Norway"]


def test_of_words_that_are_there_twice_those_at_fault_are_covered() -> None:
    sound = "The pack shall be tested by EN 50614 or equivalent. "
    content = pack(p(t(sound) + t("The unit shall be tested by ") + t("EN 50614", "<w:b/>") + t(".")))
    (finding,) = (finding for finding in find(content) if finding.rule == "standard-without-equivalent")
    assert finding.excerpt is not None
    assert finding.excerpt.before.endswith("The unit shall be tested by ")
    opened = open_word(write(content, [finding]), "x.docx", digests=False)
    (start,) = opened.trees[opened.main].iter("{*}commentRangeStart")
    following = start.getnext()
    assert following is not None
    assert next(following.iter("{*}b"), None) is not None


def test_words_within_each_other_are_both_covered() -> None:
    content = pack(p("The unit shall be a Dell Latitude laptop."))
    whole, part = find(content)[0], find(content)[0]
    assert whole.excerpt is not None
    longer = Finding("x", "y", paragraph=1, excerpt=type(whole.excerpt)("", "be a Dell Latitude laptop", ""))
    words = covered(write(content, [part, longer]))
    assert words["Error, x: y"] == "be a Dell Latitude laptop"


BOX = (
    "<w:r><w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent>{}</w:txbxContent></v:textbox>"
    "</w:pict></w:r>"
)
VAGUE_TEXT = "The unit shall be of high quality."


@pytest.mark.parametrize(
    ("body", "place", "near"),
    [
        (p("One.") + p(t("Two.") + BOX.format(p(VAGUE_TEXT))) + p("Three."), "text box", f"Two.{VAGUE_TEXT}"),
        (p("One.") + p(t("Two.") + '<w:r><w:footnoteReference w:id="1"/></w:r>') + p("Three."), "footnote 1", "Two."),
        (p("One.") + p(t("Two.") + '<w:r><w:commentReference w:id="1"/></w:r>'), "comment of Ana", "Two."),
        (p("One.") + p("Two.") + '<w:sectPr><w:headerReference r:id="rId3"/></w:sectPr>', "header", "One."),
    ],
)
def test_where_word_allows_none_it_is_at_the_nearest_paragraph(body: str, place: str, near: str) -> None:
    note = f'<w:footnote w:id="1">{p(VAGUE_TEXT)}</w:footnote>'
    parts = {
        "word/footnotes.xml": f"<w:footnotes {SPACES}>{note}</w:footnotes>",
        "word/header1.xml": f"<w:hdr {SPACES}>{p(VAGUE_TEXT)}</w:hdr>",
    }
    relations = {"rId1": ("footnotes", "footnotes.xml"), "rId3": ("header", "header1.xml")}
    if "commentReference" in body:
        inside = f'<w:comment w:id="1" w:author="Ana">{p(VAGUE_TEXT)}</w:comment>'
        parts["word/comments.xml"] = f"<w:comments {SPACES}>{inside}</w:comments>"
        relations["rId2"] = ("comments", "comments.xml")
    content = pack(body, parts, relations)
    findings = [finding for finding in find(content) if finding.rule == "vague-wording"]
    opened = open_word(write(content, findings), "x.docx", digests=False)
    name = "word/comments.xml"
    last = opened.trees[name][-1]
    told = ["".join(t.text or "" for t in p.iter("{*}t")) for p in last.iter("{*}p")]
    assert told[0] == f"Word allows no comment there: {place}"
    assert told[1] == "The unit shall be of »high quality«."
    id_ = read_attribute(last, "id")
    body_ = opened.trees[opened.main]
    (start,) = (e for e in body_.iter("{*}commentRangeStart") if read_attribute(e, "id") == id_)
    paragraph = start.getparent()
    assert paragraph is not None
    assert "".join(e.text or "" for e in paragraph.iter("{*}t")) == near


def test_the_words_around_a_finding_are_in_the_language_of_the_text() -> None:
    content = pack(p("يجب أن تكون الوحدة من طراز ThinkPad."))
    ((text, words),) = covered(comment(content)).items()
    assert text.startswith("خطأ، brand-or-model-named: «ThinkPad»")
    assert words == "ThinkPad"
    header = Finding("x", "y", place=Place("x.docx", "header"), paragraph=2)
    parts = {"word/header1.xml": f"<w:hdr {SPACES}>{p('Header')}</w:hdr>"}
    body = p("يجب أن تكون الوحدة آمنة.") + '<w:sectPr><w:headerReference r:id="rId3"/></w:sectPr>'
    framed = pack(body, parts, {"rId3": ("header", "header1.xml")})
    assert list(covered(write(framed, [header]))) == ["لا يسمح Word بتعليق في هذا الموضع: header|خطأ، x: y"]


def test_a_finding_on_the_whole_file_is_at_the_first_paragraph() -> None:
    content = pack(p() + p(t("First.") + '<w:ins w:id="1"><w:r><w:t> More.</w:t></w:r></w:ins>') + p("Second."))
    ((text, words),) = covered(comment(content)).items()
    assert (text.partition(":")[0], words) == ("Warning, revision-marks-left", "First. More.")


def test_a_file_with_words_in_its_header_alone_gets_the_comment_too() -> None:
    header = {"word/header1.xml": f"<w:hdr {SPACES}>{p(VAGUE_TEXT)}</w:hdr>"}
    body = '<w:sectPr><w:headerReference r:id="rId3"/></w:sectPr>'
    content = pack(body, header, {"rId3": ("header", "header1.xml")})
    assert list(covered(comment(content)).values()) == [""]


def test_comments_that_are_there_survive_with_their_ids() -> None:
    inside = f'<w:comment w:id="7" w:author="Ana" w:date="2026-01-01T00:00:00Z">{p("Is this right?")}</w:comment>'
    parts = {"word/comments.xml": f"<w:comments {SPACES}>{inside}</w:comments>"}
    body = p('<w:commentRangeStart w:id="7"/>' + t("Old words.") + '<w:commentRangeEnd w:id="7"/>'
             '<w:r><w:commentReference w:id="7"/></w:r>') + p(VAGUE_TEXT)  # fmt: skip
    content = pack(body, parts, {"rId1": ("comments", "comments.xml")})
    commented = comment(content)
    told = covered(commented)
    assert (told["Is this right?"], told[VAGUE]) == ("Old words.", "high quality")
    tree = open_word(commented, "x.docx", digests=False).trees["word/comments.xml"]
    assert (read_attribute(tree[0], "id"), read_attribute(tree[0], "author")) == ("7", "Ana")


def test_a_reference_to_nothing_does_not_lead_to_the_comments() -> None:
    content = pack(p(VAGUE_TEXT) + '<w:sectPr><w:headerReference r:id="rId1"/></w:sectPr>')
    assert shown(comment(content)) == shown(content)


def test_a_part_that_nobody_touches_keeps_its_bytes() -> None:
    parts = {"word/vbaProject.bin": b"macro", "word/other.xml": "<x  a = 'b'/>", "customXml/item1.xml": "<y/>"}
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    content = pack(p(VAGUE_TEXT), parts, {}, macro)
    with zipfile.ZipFile(io.BytesIO(comment(content))) as archive:
        assert {name: archive.read(name).decode() for name in parts} == {
            name: text.decode() if isinstance(text, bytes) else text for name, text in parts.items()
        }


def test_a_file_in_the_strict_form_gets_comments_in_this_form() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    with zipfile.ZipFile(io.BytesIO(pack(p(VAGUE_TEXT)))) as archive:
        members = {name: archive.read(name).replace(W.encode(), strict.encode()) for name in archive.namelist()}
    commented = comment(package.zip_parts(members, stored=False))
    assert covered(commented)[VAGUE] == "high quality"
    assert str(open_word(commented, "x", digests=False).trees["word/comments.xml"][0].tag).startswith(f"{{{strict}}}")
    assert covered(write(commented, find(commented)[:1]))


def dates(content: bytes) -> set[str]:
    tree = open_word(content, "x.docx", digests=False).trees["word/comments.xml"]
    return {read_attribute(e, "date") for e in tree}


def test_the_date_is_that_of_the_file_or_the_one_given() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:created>2025-01-01T00:00:00Z</dcterms:created>'
        "<dcterms:modified>2026-02-03T04:05:06+01:00</dcterms:modified></cp:coreProperties>"
    )
    content = pack(p(VAGUE_TEXT), {"docProps/core.xml": core})
    assert dates(comment(content)) == {"2026-02-03T03:05:06Z"}
    assert dates(comment(content, when=datetime.datetime(2026, 8, 15, tzinfo=datetime.UTC))) == {
        "2026-08-15T00:00:00Z"
    }
    assert dates(comment(pack(p(VAGUE_TEXT)))) == {""}


def test_the_same_file_gives_the_same_bytes() -> None:
    content = pack(p(VAGUE_TEXT))
    assert comment(content) == comment(content)


def annex(name: str) -> bytes:
    """An annex of an example, edited as buyers do."""
    whole = docx.Document(io.BytesIO(package.zip_parts(word_parts(example(name)), stored=False)))
    for inside in whole.element.xpath("//w:sdt[contains(w:sdtPr/w:tag/@w:val, '@')]/w:sdtContent/w:p")[:60:20]:
        inside.addnext(whole.add_paragraph("The unit shall be a ThinkPad of high quality.")._p)
    whole.tables[-1].rows[-1].cells[-1].text = "EN 61960-3:2017, made in Norway"
    saved = io.BytesIO()
    whole.save(saved)
    return saved.getvalue()


def errors_in(content: bytes, folder: Path) -> list[str]:
    file = folder / "x.docx"
    file.write_bytes(content)
    return [f"{e.part_uri} {e.path}: {e.description}" for e in OpenXmlValidator(max_errors=0).validate(file).errors]


@pytest.mark.parametrize("name", EXAMPLES[:2])
def test_a_validator_with_the_rules_of_microsoft_finds_no_new_error(name: str, tmp_path: Path) -> None:
    content = annex(name)
    commented = comment(content)
    assert len(covered(commented)) >= 2
    assert shown(commented) == shown(content)
    assert set(errors_in(commented, tmp_path)) <= set(errors_in(content, tmp_path))


def test_libreoffice_keeps_the_comments_and_the_text(soffice: Path, tmp_path: Path) -> None:
    content = annex(EXAMPLES[0])
    (tmp_path / "a.docx").write_bytes(comment(content))
    profile = (tmp_path / "profile").as_uri()
    command = [str(soffice), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx", "--outdir"]
    subprocess.run(
        [*command, str(tmp_path / "out"), str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=120
    )
    saved = (tmp_path / "out" / "a.docx").read_bytes()
    assert covered(saved) == covered(comment(content))


def test_a_comment_without_a_number_is_refused_with_one_message() -> None:
    damaged = comment(pack(p("The unit shall be of high quality.")))
    with zipfile.ZipFile(io.BytesIO(damaged)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    (name,) = (one for one in parts if one.endswith("comments.xml"))
    parts[name] = parts[name].replace(b'w:id="0"', b'w:id="a0"')
    with pytest.raises(InvalidInput) as refused:
        write(package.zip_parts(parts, stored=True), ())
    (finding,) = refused.value.findings
    assert (finding.place.file, finding.message) == ("x.docx", "has a comment without a number, so none can be added")
