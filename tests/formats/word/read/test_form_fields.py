# SPDX-License-Identifier: Apache-2.0
"""Forms that come back: every shape that word processors give to an answer."""

import io
import subprocess
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from tenderkit.errors import InvalidInput
from tenderkit.formats.word.read.form_fields import _ControlReader, read_form
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.writer import write, write_parts
from tenderkit.papers.digest import compute_published_digest
from tenderkit.papers.paper import Paper
from tenderkit.papers.response_form import compose_response_form
from tenderkit.responses.form_answers import FormControl, ReturnedForm, read_bids
from tests.support import EXAMPLES, LAUNCH, WORD, example, find, word_bases

SMALL = "small-laptops"
DOCUMENT = "word/document.xml"
TAG = "tk:L1.spare-parts"
W = f"{{{WORD['w']}}}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
Edit = Callable[[etree._Element], None]
every_example = pytest.mark.parametrize("name", EXAMPLES)


def form(content: bytes) -> ReturnedForm:
    return read_form(open_word(content, "x.docx", digests=False))


def control(root: etree._Element, tag: str) -> etree._Element:
    found: etree._Element = find(root, f"//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']")[0]
    return found


def content(inner: str) -> list[etree._Element]:
    """Elements from XML without declarations of namespaces."""
    spaces = f'xmlns:w="{WORD["w"]}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    return list(etree.fromstring(f"<x {spaces}>{inner}</x>"))


def filled(root: etree._Element, tag: str, inner: str) -> etree._Element:
    """Fill a control as Word does: the mark of the prompt goes. Returns it."""
    one = control(root, tag)
    for mark in find(one, "w:sdtPr/w:showingPlcHdr"):
        mark.getparent().remove(mark)
    (inside,) = find(one, "w:sdtContent")
    inside[:] = content(inner)
    return one


def fill(root: etree._Element, tag: str, inner: str) -> None:
    filled(root, tag, inner)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def edited(edit: Edit, paper: Paper | None = None) -> ReturnedForm:
    """What is read of a small form after an edit."""
    return form(changed(edit, paper))


def changed(edit: Edit, paper: Paper | None = None) -> bytes:
    parts = dict(write_parts(paper or compose_response_form(example(SMALL)), word_bases(), LAUNCH))
    root = etree.fromstring(parts[DOCUMENT])
    edit(root)
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return package.zip_parts(parts, stored=False)


def of(found: ReturnedForm, tag: str) -> FormControl:
    (one,) = [c for c in found.controls if c.tag == tag]
    return one


# As made


@every_example
@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
def test_a_protected_form_and_another_say_the_same_of_themselves(name: str, rtl: bool) -> None:
    annex = example(name, rtl=rtl)
    papers = (compose_response_form(annex), compose_response_form(annex, protected=True))
    both = [form(write(paper, word_bases(), LAUNCH)) for paper in papers]
    assert both[0] == both[1]
    found = both[0]
    assert found.fields == annex.form_fields
    assert [c.tag for c in found.controls] == [f.tag for f in annex.form_fields]
    assert [c.text for c in found.controls] == [" ".join(f.prompt.split()) for f in annex.form_fields]
    assert all(c.blank for c in found.controls)
    assert found.purchase == compute_published_digest(annex.selection)
    assert (found.language, found.created) == ("en", "2027-01-15T00:00:00Z")
    (tender,) = read_bids([("x", found)])
    assert tender.counts["unanswered"] == len(annex.form_fields)


@every_example
def test_a_validator_finds_no_error_in_a_protected_form(name: str, tmp_path: Path) -> None:
    file = tmp_path / "form.docx"
    file.write_bytes(write(compose_response_form(example(name), protected=True), word_bases(), LAUNCH))
    found = OpenXmlValidator(max_errors=0).validate(file).errors
    assert [e.description for e in found if "/theme" not in e.description] == []


def test_controls_are_locked_named_and_of_their_kind() -> None:
    root = etree.fromstring(write_parts(compose_response_form(example(SMALL)), word_bases(), LAUNCH)[DOCUMENT])
    for one in find(root, "//w:sdt"):
        assert find(one, "w:sdtPr/w:alias/@w:val")
        assert find(one, "w:sdtPr/w:lock/@w:val") == ["sdtLocked"]
        assert find(one, "w:sdtPr/w:showingPlcHdr")
    assert find(control(root, f"{TAG}.answer"), "w:sdtPr/w:alias/@w:val")[0].endswith(" Answer")
    assert find(control(root, f"{TAG}.answer"), "w:sdtPr/w:dropDownList")
    (day,) = find(root, "//w:sdt[w:sdtPr/w:date]")
    assert find(day, "w:sdtPr/w:tag/@w:val") == ["tk:tenderer.date"]
    assert find(day, "w:sdtPr/w:date/w:dateFormat/@w:val") == ["d MMMM yyyy"]


@pytest.mark.parametrize("name", ["de-displays-take-back", "three-lots", SMALL])
@pytest.mark.parametrize("protected", [False, True])
def test_protection_holds_for_all_pages(name: str, protected: bool) -> None:
    parts = write_parts(compose_response_form(example(name), protected=protected), word_bases(), LAUNCH)
    settings, root = etree.fromstring(parts["word/settings.xml"]), etree.fromstring(parts[DOCUMENT])
    kept = find(settings, "w:documentProtection")
    assert [dict(k.attrib) for k in kept] == [{W + "edit": "forms", W + "enforcement": "1"}] * protected
    sections = find(root, "//w:sectPr")
    assert len(sections) > 1
    assert [len(find(s, "w:formProt[not(@w:val)]")) for s in sections] == [protected] * len(sections)
    assert find(root, "//w:formProt[@w:val]") == []


# Shapes

A, V, N = f"{TAG}.answer", f"{TAG}.value", "tk:tenderer.name"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (run("7 years"), "7 years"),
        (run("7") + run(" ") + run("years"), "7 years"),
        ("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>", "one\ntwo"),
        ("<w:r><w:t>one</w:t><w:cr/><w:t>two</w:t></w:r>", "one\ntwo"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>EN</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>", "EN-1"),
        (run("\u200e2011/65\u200f"), "2011/65"),
        (run("  spaces  "), "spaces"),
        (f'<w:del w:id="1">{run("old")}</w:del><w:ins w:id="2">{run("new")}</w:ins>', "new"),
        (f'<w:moveFrom w:id="1">{run("gone")}</w:moveFrom><w:moveTo w:id="2">{run("here")}</w:moveTo>', "here"),
        (f"<w:r><w:rPr><w:strike/></w:rPr><w:t>no</w:t></w:r>{run('yes')}", "yes"),
        (f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r>{run('yes')}", "yes"),
        ('<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>yes</w:t></w:r>', "yes"),
        (f'<w:hyperlink w:anchor="x">{run("link")}</w:hyperlink>', "link"),
        (f'<w:smartTag w:element="x">{run("smart")}</w:smartTag>', "smart"),
        (f"<w:p>{run('one')}</w:p><w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{run('two')}</w:p>", "one\ntwo"),
        (f"<mc:AlternateContent><mc:Choice>{run('a')}</mc:Choice><mc:Fallback>{run('b')}</mc:Fallback>"
         "</mc:AlternateContent>", "a"),
        (f"<w:sdt><w:sdtContent>{run('inside')}</w:sdtContent></w:sdt>", "inside"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_text(inner: str, text: str) -> None:
    found = of(edited(lambda root: fill(root, V, inner)), V)
    assert (found.text, found.blank) == (text, False)


def test_a_choice_is_its_value_whatever_its_words_are() -> None:
    def edit(root: etree._Element) -> None:
        one = filled(root, A, run("Met"))
        find(one, "w:sdtPr//w:listItem[@w:value='Met']")[0].set(W + "value", "1")

    found = of(edited(edit), A)
    assert found.choices[found.text] == "1"


def test_a_day_is_that_of_the_control_and_not_of_its_words() -> None:
    def edit(root: etree._Element) -> None:
        one = filled(root, "tk:tenderer.date", run("12.3.27"))
        find(one, "w:sdtPr/w:date")[0].set(W + "fullDate", "2027-03-12T00:00:00Z")

    (tender,) = read_bids([("x", edited(edit))])
    assert [r.value for r in tender.replies if r.tag == "tk:tenderer.date"] == ["2027-03-12"]


@pytest.mark.parametrize(("state", "ticked"), [("1", True), ("true", True), ("0", False), ("false", False)])
def test_a_box_counts_by_its_state_and_not_by_its_sign(state: str, ticked: bool) -> None:
    def edit(root: etree._Element) -> None:
        (properties,) = find(filled(root, V, run("☒")), "w:sdtPr")
        box = etree.SubElement(properties, W14 + "checkbox")
        etree.SubElement(box, W14 + "checked").set(W14 + "val", state)

    assert of(edited(edit), V).ticked is ticked


@pytest.mark.parametrize(
    ("value", "blank"), [(None, True), ("1", True), ("true", True), ("0", False), ("false", False)]
)
def test_the_mark_of_the_prompt_may_be_switched_off(value: str | None, blank: bool) -> None:
    def edit(root: etree._Element) -> None:
        (mark,) = find(control(root, V), "w:sdtPr/w:showingPlcHdr")
        if value is not None:
            mark.set(W + "val", value)

    assert of(edited(edit), V).blank is blank


def test_a_copied_control_is_read_twice_and_a_deleted_one_is_not_there() -> None:
    def edit(root: etree._Element) -> None:
        one = control(root, V)
        one.addnext(deepcopy(one))
        other = control(root, A)
        wrapper = etree.Element(W + "del")
        other.addprevious(wrapper)
        wrapper.append(other)

    found = edited(edit)
    assert [c.tag for c in found.controls].count(V) == 2
    assert [c.tag for c in found.controls].count(A) == 0
    (tender,) = read_bids([("x", found)])
    assert {r.tag: r.state for r in tender.replies if r.state == "missing"} == {A: "missing"}


def test_controls_are_found_wherever_they_stand() -> None:
    def edit(root: etree._Element) -> None:
        one = control(root, V)
        cell = next(one.iterancestors(W + "tc"))
        one.getparent().remove(one)  # type: ignore[union-attr]
        # Around the whole cell, as a row that is filled in by hand may end up.
        (inside,) = find(one, "w:sdtContent")
        cell.addprevious(one)
        inside[:] = [cell]
        paragraph = find(cell, "w:p")[0]
        paragraph[:] = content(run("moved"))
        (mark,) = find(one, "w:sdtPr/w:showingPlcHdr")
        mark.getparent().remove(mark)

    assert of(edited(edit), V).text == "moved"


def test_controls_of_others_and_around_clauses_are_no_answers() -> None:
    def edit(root: etree._Element) -> None:
        (tag,) = find(control(root, V), "w:sdtPr/w:tag")
        tag.set(W + "val", "goog_rdk_1")

    assert V not in {c.tag for c in edited(edit).controls}
    assert not any("@" in c.tag for c in form(write(example(SMALL), word_bases(), LAUNCH)).controls)


def test_a_file_in_the_strict_form_of_the_standard_is_read() -> None:
    parts = dict(write_parts(compose_response_form(example(SMALL)), word_bases(), LAUNCH))
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts[DOCUMENT] = parts[DOCUMENT].replace(WORD["w"].encode(), strict)
    found = form(package.zip_parts(parts, stored=False))
    assert [c.tag for c in found.controls] == [f.tag for f in found.fields]
    assert all(c.blank and c.name for c in found.controls)


def test_without_its_marks_a_file_says_less_and_is_read_all_the_same() -> None:
    parts = dict(write_parts(compose_response_form(example(SMALL)), word_bases(), LAUNCH))
    del parts["customXml/item1.xml"]
    found = form(package.zip_parts(parts, stored=False))
    assert found.fields == ()
    assert found.purchase == compute_published_digest(example(SMALL).selection)
    parts["docProps/custom.xml"] = parts["docProps/custom.xml"].replace(b"tk.", b"xx.")
    assert form(package.zip_parts(parts, stored=False)).purchase is None


@pytest.mark.parametrize("digest", ["", "x", "A" * 64, "a" * 63])
def test_a_digest_that_is_none_is_not_taken(digest: str) -> None:
    parts = dict(write_parts(compose_response_form(example(SMALL)), word_bases(), LAUNCH))
    was = compute_published_digest(example(SMALL).selection).encode()
    for name in ("customXml/item1.xml", "docProps/custom.xml"):
        parts[name] = parts[name].replace(was, digest.encode())
    assert form(package.zip_parts(parts, stored=False)).purchase is None


# Other programs

ANSWERS = {A: "Met", V: "5 working days", N: "Ada & Söhne <GmbH>", "tk:tenderer.date": "12 March 2027"}


def with_answers() -> bytes:
    def edit(root: etree._Element) -> None:
        for tag, text in ANSWERS.items():
            filled(root, tag, run(text.replace("&", "&amp;").replace("<", "&lt;")))

    return changed(edit, compose_response_form(example(SMALL), protected=True))


def answered(found: ReturnedForm) -> dict[str, str]:
    (tender,) = read_bids([("x", found)], asked=example(SMALL).form_fields)
    return {r.tag: r.value for r in tender.replies if r.answered}


def test_python_docx_keeps_the_answers() -> None:
    buffer = io.BytesIO()
    docx.Document(io.BytesIO(with_answers())).save(buffer)
    assert answered(form(buffer.getvalue())) == ANSWERS


def test_libreoffice_keeps_the_answers_also_through_opendocument(soffice: Path, tmp_path: Path) -> None:
    def saved(source: Path, suffix: str, folder: str) -> Path:
        profile = (tmp_path / "profile").as_uri()
        command = [str(soffice), f"-env:UserInstallation={profile}", "--headless", "--convert-to", suffix]
        command += ["--outdir", str(tmp_path / folder), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return tmp_path / folder / f"{source.stem}.{suffix}"

    source = tmp_path / "form.docx"
    source.write_bytes(with_answers())
    once = form(saved(source, "docx", "one").read_bytes())
    assert answered(once) == ANSWERS
    assert once.fields == example(SMALL).form_fields
    twice = form(saved(saved(source, "odt", "two"), "docx", "three").read_bytes())
    assert answered(twice) == ANSWERS
    # The manifest does not come through, the purchase does.
    assert (twice.fields, twice.purchase) == ((), once.purchase)
    (tender,) = read_bids([("x", twice)], [once.purchase or ""], once.fields)
    assert tender.counts == read_bids([("x", once)])[0].counts


# Controls in one another


def nested(depth: int, inner: str) -> bytes:
    """A form in which controls for answers lie in one another, so many of them, around some text."""

    def edit(root: etree._Element) -> None:
        for n in range(depth):
            tags = f'<w:sdtPr><w:tag w:val="{TAG}.x{n}"/></w:sdtPr>'
            inside.insert(0, f"<w:sdt>{tags}<w:sdtContent>")
            inside.append("</w:sdtContent></w:sdt>")
        find(root, "//w:body")[0][:0] = content("".join(inside))

    inside = [f"<w:p>{inner}</w:p>"]
    return changed(edit)


def test_a_few_controls_in_one_another_are_read() -> None:
    found = form(nested(9, run("text")))
    assert [of(found, f"{TAG}.x{n}").text for n in range(9)] == ["text"] * 9


def test_controls_far_inside_one_another_are_refused() -> None:
    with pytest.raises(InvalidInput) as caught:
        read_form(open_word(nested(10, run("text")), "x.docx", digests=False), "x.docx")
    (finding,) = caught.value.findings
    assert (finding.rule, finding.place.file) == ("unreadable", "x.docx")
    assert finding.message == "is refused: more than 8 controls lie in one another"


def test_a_small_file_of_nested_controls_takes_no_longer_than_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each control repeats the text inside it: the depth has to bound how often a word is read."""
    texts: list[int] = []
    whole = _ControlReader.read_text

    def counted(reader: _ControlReader, inside: etree._Element) -> str:
        text = whole(reader, inside)
        texts.append(len(text))
        return text

    monkeypatch.setattr(_ControlReader, "read_text", counted)
    word = nested(80, run("x") * 20_000)
    assert len(word) < 100_000
    opened = open_word(word, "x.docx", digests=False)
    with pytest.raises(InvalidInput):
        read_form(opened)
    assert sum(texts) <= 9 * 20_000
