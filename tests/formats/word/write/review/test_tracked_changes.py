# SPDX-License-Identifier: Apache-2.0
"""What `check --fix` changes in Word files: tracked, in the right place, and nothing if they are rejected."""

import datetime
import io
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from tenderkit.checks.documents.rule import load_rules
from tenderkit.findings import Finding
from tenderkit.formats.word.read.elements import read_attribute
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.write import package
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.tender_check.copies import fix_document
from tenderkit.tender_check.document_check import check_document
from tests.formats.word.raw import SPACES, W, p, pack, t, tbl, tc, tr
from tests.formats.word.write.review.commented import shown
from tests.support import EXAMPLES, example, word_parts

LINK = '<w:hyperlink r:id="rId9">{}</w:hyperlink>'
BLUE = '<w:rStyle w:val="Hyperlink"/><w:b/><w:color w:val="0000FF"/><w:u w:val="single"/>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
SIMPLE = '<w:fldSimple w:instr="REF x">{}</w:fldSimple>'
ADDED = '<w:ins w:id="5" w:author="Ana">{}</w:ins>'
RELATIONS = {"rId9": ("hyperlink", "external:https://example.org/")}
OPEN = "It shall be tested by EN 50614 or equivalent."
OPEN_BEFORE = "It shall be tested by EN 50614 or equivalent before delivery."


def find(content: bytes) -> tuple[Finding, ...]:
    return check_document(content, "x.docx", load_shipped_data(), load_rules()).findings


def fix(content: bytes, when: datetime.datetime | None = None) -> tuple[bytes, list[str], list[str]]:
    """The fixed file, what was fixed as `old → new`, and the rules of what is left."""
    made, fixes, left = fix_document(content, "x.docx", load_shipped_data(), load_rules(), find(content), when)
    return made, [f"{one.before} → {one.after}" for one in fixes], [one.rule for one in left]


def settled(content: bytes, *, accept: bool) -> list[str]:
    """The texts of a file once the tracked changes of tenderkit alone are accepted, or rejected."""
    opened = open_word(content, "x.docx", digests=False)
    gone, stays = ("del", "ins") if accept else ("ins", "del")
    for tree in opened.trees.values():
        for change in list(tree.iter(f"{{*}}{gone}", f"{{*}}{stays}")):
            if read_attribute(change, "author") != "tenderkit":
                continue
            parent = change.getparent()
            assert parent is not None
            if str(change.tag).endswith("}" + stays):
                for kid in change:
                    for text in kid.iter("{*}delText"):
                        text.tag = str(text.tag).replace("delText", "t")
                    change.addprevious(kid)
            parent.remove(change)
    parts = {name: etree.tostring(tree) for name, tree in opened.trees.items()}
    return shown(package.zip_parts({**opened.parts, **parts}, stored=False))


TESTED = "It shall be tested by "
FIXED = {
    "one run": (p(f"{TESTED}EN 50614."), OPEN),
    "many runs": (p(t(f"{TESTED}E") + t("N 506", "<w:b/>") + t("14", "<w:i/>") + t(".")), OPEN),
    "a run of its own": (p(t(TESTED) + t("EN 50614") + t(" before delivery.")), OPEN_BEFORE),
    "a soft hyphen": (p(f"{TESTED}EN\u00a050\u00ad614."), "It shall be tested by EN 50614 or equivalent."),
    "a link": (p(t(TESTED) + LINK.format(t("EN 50614", BLUE)) + t(".")), OPEN),
    "within a link": (p(t(TESTED) + LINK.format(t("EN 50614 before delivery")) + t(".")), OPEN_BEFORE),
    "a field": (p(t(TESTED) + FIELD.format(t("EN 50614")) + t(".")), OPEN),
    "a simple field": (p(t(TESTED) + SIMPLE.format(t("EN 50614")) + t(".")), OPEN),
    "a control": (p(t(TESTED) + CONTROL.format(t("EN 50614")) + t(".")), OPEN),
    "an insertion": (p(t(TESTED) + ADDED.format(t("EN 50614")) + t(".")), OPEN),
    "within an insertion": (p(t(TESTED) + ADDED.format(t("EN 50614") + t(" before delivery.")) + t("")), OPEN_BEFORE),
    "a deletion": (p(t(TESTED) + "<w:del><w:r><w:delText>ISO 1</w:delText></w:r></w:del>" + t("EN 50614.")), OPEN),
    "a cell": (tbl(tr(tc(p(f"{TESTED}EN 50614.")))), OPEN),
    "a nested table": (tbl(tr(tc(tbl(tr(tc(p(f"{TESTED}EN 50614.")))), p("x")))), OPEN),
    "a block control": (CONTROL.format(p(f"{TESTED}EN 50614.")), OPEN),
    "an edition": (
        p("It shall be erased by NIST SP 800-88 Rev. 1 or equivalent."),
        "It shall be erased by NIST SP 800-88 Rev. 2 or equivalent.",
    ),
    "an edition in many runs": (
        p(
            t("It shall be erased by NIST SP 800-88 Re")
            + t("v. ", "<w:b/>")
            + t("1", "<w:i/>")
            + t(" or equivalent.")
        ),
        "It shall be erased by NIST SP 800-88 Rev. 2 or equivalent.",
    ),
    "both": (
        p("It shall be erased by NIST SP 800-88 Rev. 1."),
        "It shall be erased by NIST SP 800-88 Rev. 2 or equivalent.",
    ),
    "Arabic": (p("يجب أن تختبر وفق EN 50614 قبل التسليم."), "يجب أن تختبر وفق EN 50614 أو ما يعادل ذلك قبل التسليم."),
}


@pytest.mark.parametrize("name", FIXED)
def test_a_fix_is_tracked_and_heals(name: str) -> None:
    body, result = FIXED[name]
    content = pack(body, relations=RELATIONS)
    fixed, fixes, left = fix(content)
    assert result in shown(fixed)
    assert (bool(fixes), set(left) & {"standard-without-equivalent", "superseded-reference"}) == (True, set())
    assert settled(fixed, accept=False) == shown(content)
    assert settled(fixed, accept=True) == shown(fixed)
    assert fix(fixed)[:2] == (fixed, [])


@pytest.mark.parametrize(
    "body",
    [
        p(f"{TESTED}EN 50614 or equivalent."),
        p("The ministry has 30 laptops tested by EN 50614."),
        p(t(TESTED) + SIMPLE.format(t("EN 50614 before delivery")) + t(".")),
        p(t(TESTED) + FIELD.format(t("EN 50614 before delivery")) + t(".")),
        p(t(TESTED) + CONTROL.format(t("EN 50614 before delivery")) + t(".")),
        p("It shall be erased by DoD 5220.22-M or equivalent."),
        p("It shall be an ENERGY STAR certified display."),
        p(t("It shall be erased by ") + SIMPLE.format(t("NIST SP 800-88 Rev. 1")) + t(" or equivalent.")),
        p("Les appareils doivent être conformes à la norme EN 50614. " * 9),
        p("It shall be of high quality, tested by EN 50614 or equivalent."),
    ],
)
def test_what_cannot_be_fixed_stays_a_finding_and_the_file_as_it_is(body: str) -> None:
    content = pack(body, relations=RELATIONS)
    fixed, fixes, left = fix(content)
    assert (fixed, fixes, left) == (content, [], [finding.rule for finding in find(content)])


def test_a_list_is_opened_at_each_of_its_references() -> None:
    properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    entries = ("EN 50614;", "the EN 50625 series;", "a label of the maker.")
    content = pack(p("Each unit shall meet:") + "".join(p(entry, properties) for entry in entries))
    fixed, fixes, _ = fix(content)
    assert fixes == ["EN 50614 → EN 50614 or equivalent", "EN 50625 series → EN 50625 series or equivalent"]
    assert shown(fixed)[1:] == ["EN 50614 or equivalent;", "the EN 50625 series or equivalent;", entries[2]]


@pytest.mark.parametrize("name", ["EN 61960-3:2017", "TCO Certified"])
def test_a_cell_with_a_name_alone_is_fixed_in_the_language_of_the_document(name: str) -> None:
    rows = (tr("المتطلبات", "المعايير"), tr("البطارية", name))
    fixed, _, left = fix(pack(p("يجب على المتعاقد أن يسلم الأجهزة خلال عشرة أيام عمل.") + tbl(*rows)))
    assert f"{name} أو ما يعادل ذلك" in shown(fixed)
    assert "standard-without-equivalent" not in left


def test_headers_and_footnotes_are_fixed_too() -> None:
    note = f'<w:footnote w:id="1">{p(f"{TESTED}EN 50614.")}</w:footnote>'
    parts = {
        "word/footnotes.xml": f"<w:footnotes {SPACES}>{note}</w:footnotes>",
        "word/header1.xml": f"<w:hdr {SPACES}>{p(f'{TESTED}EN 50614.')}</w:hdr>",
    }
    relations = {"rId1": ("footnotes", "footnotes.xml"), "rId3": ("header", "header1.xml")}
    body = p(t("One.") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    content = pack(body + '<w:sectPr><w:headerReference r:id="rId3"/></w:sectPr>', parts, relations)
    fixed, fixes, _ = fix(content)
    assert (len(fixes), shown(fixed)) == (2, ["One.", OPEN, OPEN])


def changes(content: bytes, name: str = "ins") -> list[etree._Element]:
    """The tracked changes of tenderkit in the text."""
    opened = open_word(content, "x.docx", digests=False)
    found = opened.trees[opened.main].iter(f"{{*}}{name}")
    return [one for one in found if read_attribute(one, "author") == "tenderkit"]


def test_the_words_have_the_format_of_the_reference_and_not_that_of_a_link() -> None:
    body = p(t(TESTED) + LINK.format(t("EN 50614", BLUE)) + t("."))
    (insertion,) = changes(fix(pack(body, relations=RELATIONS))[0])
    parent = insertion.getparent()
    assert parent is not None
    assert str(parent.tag) == f"{{{W}}}p"
    (properties,) = insertion.iter("{*}rPr")
    assert [str(one.tag).rpartition("}")[2] for one in properties] == ["b"]


def test_arabic_words_run_from_right_to_left_behind_a_latin_name() -> None:
    body = p(t("يجب أن تختبر وفق ", "<w:rtl/>") + t("EN 50614", '<w:b/><w:lang w:val="en"/>') + t(".", "<w:rtl/>"))
    (insertion,) = changes(fix(pack(body))[0])
    assert [str(one.tag).rpartition("}")[2] for one in next(insertion.iter("{*}rPr"))] == ["b", "rtl", "lang"]


def test_somebodys_insertion_is_parted_and_not_put_around_ours() -> None:
    body = p(t(TESTED) + ADDED.format(t("EN 50614") + t(" before delivery.")))
    fixed = fix(pack(body))[0]
    (insertion,) = changes(fixed)
    around = [insertion.getprevious(), insertion.getnext()]
    assert [read_attribute(one, "author") for one in around if one is not None] == ["Ana", "Ana"]


def test_every_change_has_an_id_of_its_own_and_the_date_of_the_run() -> None:
    content = pack(
        p(ADDED.format(t("x"))) + p("It shall be erased by NIST SP 800-88 Rev. 1.") + p(f"{TESTED}EN 50614.")
    )
    when = datetime.datetime(2026, 8, 15, tzinfo=datetime.UTC)
    fixed = fix(content, when)[0]
    made = [*changes(fixed), *changes(fixed, "del")]
    assert len(made) == 4
    assert {read_attribute(one, "date") for one in made} == {"2026-08-15T00:00:00Z"}
    ids = [read_attribute(one, "id") for one in made]
    assert len({*ids, "5"}) == 5
    assert fixed == fix(content, when)[0]


def test_a_part_that_nobody_touches_keeps_its_bytes() -> None:
    parts = {"word/other.xml": "<x  a = 'b'/>"}
    with zipfile.ZipFile(io.BytesIO(fix(pack(p(f"{TESTED}EN 50614."), parts))[0])) as archive:
        assert archive.read("word/other.xml") == parts["word/other.xml"].encode()


def annex(name: str) -> bytes:
    """An annex of an example, edited as buyers do."""
    whole = docx.Document(io.BytesIO(package.zip_parts(word_parts(example(name)), stored=False)))
    texts = (f"{TESTED}EN 50614.", "It shall be erased by NIST SP 800-88 Rev. 1, and by R2v3 or e-Stewards.")
    places = whole.element.xpath("//w:sdt[contains(w:sdtPr/w:tag/@w:val, '@')]/w:sdtContent/w:p")
    for text, inside in zip(texts, places[:60:20], strict=False):
        inside.addnext(whole.add_paragraph(text)._p)
    saved = io.BytesIO()
    whole.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("name", EXAMPLES[:3])
def test_a_validator_with_the_rules_of_microsoft_finds_no_new_error(name: str, tmp_path: Path) -> None:
    fixed, fixes, _ = fix(annex(name))
    assert len(fixes) == 4
    file = tmp_path / "x.docx"
    file.write_bytes(fixed)
    errors = [f"{e.path}: {e.description}" for e in OpenXmlValidator(max_errors=0).validate(file).errors]
    file.write_bytes(annex(name))
    assert set(errors) <= {f"{e.path}: {e.description}" for e in OpenXmlValidator(max_errors=0).validate(file).errors}


def test_libreoffice_reads_the_changes_as_changes(soffice: Path, tmp_path: Path) -> None:
    content = annex(EXAMPLES[0])
    fixed = fix(content)[0]
    (tmp_path / "a.docx").write_bytes(fixed)
    (tmp_path / "b.docx").write_bytes(content)
    profile = (tmp_path / "profile").as_uri()
    command = [str(soffice), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx"]
    paths = ["--outdir", str(tmp_path / "out"), str(tmp_path / "a.docx"), str(tmp_path / "b.docx")]
    subprocess.run([*command, *paths], check=True, capture_output=True, timeout=120)
    saved, before = ((tmp_path / "out" / name).read_bytes() for name in ("a.docx", "b.docx"))
    assert shown(saved, "original") == shown(before)
    assert {text for text in shown(saved) if "or equivalent" in text} >= {OPEN}
    assert set(shown(saved)) - set(shown(before)) == set(shown(fixed)) - set(shown(content))
    assert fix(saved)[1] == []
