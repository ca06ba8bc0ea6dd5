# SPDX-License-Identifier: Apache-2.0
"""Fields that load from elsewhere: found in every part and form, taken out of templates, their results kept."""

import io
import time

import docx
import pytest
from lxml import etree

from tenderkit.formats.word.read.loading_fields import LOADING_FIELDS, find_field_loads, remove_loading_fields
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.read.verify import verify
from tenderkit.formats.word.write.template import read_template
from tenderkit.formats.word.write.writer import write
from tenderkit.responses.comparison import Load
from tests.formats.word.templates import by_hand, by_hand_parts, unzipped
from tests.support import LAUNCH, WORD, example, text_of, word_bases

HEADER = "word/header1.xml"
ADDRESS = "http://127.0.0.1/x.png"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def text(words: str, tag: str = "t") -> str:
    return f"<w:r><w:{tag}>{words}</w:{tag}></w:r>"


def field(*instruction: str, result: str = text("shown")) -> str:
    """A field between marks; each part of the instruction is text, or the XML of another field."""
    parts = "".join(p if p.startswith("<") else text(p, "instrText") for p in instruction)
    return mark("begin") + parts + mark("separate") + result + mark("end")


def story(*runs: str) -> etree._Element:
    paragraphs = "".join(f"<w:p>{run}</w:p>" for run in runs)
    return etree.fromstring(f'<w:hdr xmlns:w="{WORD["w"]}">{paragraphs}</w:hdr>')


def loads(root: etree._Element) -> list[tuple[str, str]]:
    return [(load.kind, load.target) for load in find_field_loads({"x": root})]


def instructions(root: etree._Element) -> list[str]:
    return root.xpath("//w:instrText/text() | //@w:instr", namespaces=WORD)


@pytest.mark.parametrize("name", sorted(LOADING_FIELDS))
@pytest.mark.parametrize("form", ["simple", "marks", "in pieces", "in paragraphs", "lower case", "never ended"])
def test_a_field_that_loads_is_found_and_taken_out(name: str, form: str) -> None:
    target = f"&quot;{ADDRESS}&quot;"
    runs = {
        "simple": [f'<w:fldSimple w:instr=" {name} {target} \\d">{text("shown")}</w:fldSimple>'],
        "marks": [field(f" {name} {target} \\d")],
        "in pieces": [field(f" {name[:2]}", name[2:], f" {target} ", "\\d")],
        "in paragraphs": [
            mark("begin") + text(f"{name} ", "instrText"),
            text(f"{target} \\d", "instrText") + mark("separate"),
            text("shown") + mark("end"),
        ],
        "lower case": [field(f"\t{name.lower()} {target} \\d")],
        "never ended": [field(f" {name} {target} \\d").removesuffix(mark("end"))],
    }
    root = story(*runs[form])
    assert loads(root) == [(name, f'"{ADDRESS}" \\d')]
    remove_loading_fields(root)
    assert (loads(root), instructions(root), text_of(root)) == ([], [], "shown")
    assert not root.xpath("//w:fldChar[@w:fldCharType != 'end'] | //w:fldSimple", namespaces=WORD)


@pytest.mark.parametrize(
    "instruction",
    ["PAGE", ' HYPERLINK "http://127.0.0.1" ', "DOCPROPERTY LINK", "REF DDE", "LINKED", "STYLEREF INCLUDETEXT", ""],
)
def test_other_fields_stay_as_they_are(instruction: str) -> None:
    root = story(field(instruction), f'<w:fldSimple w:instr="{instruction.replace(chr(34), "&quot;")}"/>')
    before = etree.tostring(root)
    remove_loading_fields(root)
    assert (loads(root), etree.tostring(root)) == ([], before)


def test_a_field_in_the_instruction_goes_with_it_and_one_in_the_result_stays() -> None:
    inside = field(" DOCPROPERTY Logo ", result=text("hidden.png"))
    root = story(field(" INCLUDEPICTURE ", inside, result=text("a") + field(" PAGE ", result=text("7"))))
    assert loads(root) == [("INCLUDEPICTURE", "")]
    remove_loading_fields(root)
    assert (instructions(root), text_of(root)) == ([" PAGE "], "a7")


def test_a_field_that_loads_is_found_in_the_result_of_another() -> None:
    root = story(field(" IF 1 = 1 ", field(f" INCLUDEPICTURE {ADDRESS} "), result=field(" LINK Excel.Sheet x ")))
    assert sorted(loads(root)) == [("INCLUDEPICTURE", ADDRESS), ("LINK", "Excel.Sheet x")]
    remove_loading_fields(root)
    assert (loads(root), instructions(root)) == ([], [" IF 1 = 1 "])


@pytest.mark.parametrize("start", ["", "  ", "INCLUDE"])
def test_a_field_whose_name_comes_from_another_field_is_taken_out(start: str) -> None:
    named = field(start, field(' QUOTE "INCLUDEPICTURE" ', result=text("PICTURE")), f' "{ADDRESS}"')
    root = story(named)
    assert [kind for kind, _ in loads(root)] == ["field"]
    remove_loading_fields(root)
    assert (loads(root), text_of(root)) == ([], "shown")


def test_fields_in_one_another_take_linear_time() -> None:
    depth = 20_000
    root = story((mark("begin") + text("LINK x ", "instrText")) * depth + mark("end") * depth)
    start = time.process_time()
    assert len(loads(root)) == depth
    remove_loading_fields(root)
    assert time.process_time() - start < 5
    assert loads(root) == []


@pytest.mark.parametrize("simple", [True, False])
def test_a_template_loses_its_fields_that_load_and_says_so(simple: bool) -> None:
    instruction = f" INCLUDEPICTURE {ADDRESS} \\d "
    added = f'<w:fldSimple w:instr="{instruction}">{text("old")}</w:fldSimple>' if simple else field(instruction)
    whole = by_hand_parts()[HEADER].replace(b"</w:hdr>", f"<w:p>{added}</w:p></w:hdr>".encode())
    template = read_template(by_hand({HEADER: whole}), "x.docx")
    assert Load(HEADER, "INCLUDEPICTURE", f"{ADDRESS} \\d") in template.left_out
    warned = {finding.message for finding in template.warnings if finding.severity == "warn"}
    assert f"papers leave out what {HEADER} would load: INCLUDEPICTURE {ADDRESS} \\d" in warned
    content = write(example("small-laptops"), word_bases(), LAUNCH, template=template)
    assert ADDRESS.encode() not in b"".join(unzipped(content).values())
    assert verify(open_word(content, "y.docx")).loads == ()


def test_a_file_with_a_field_that_loads_is_named() -> None:
    made = docx.Document(io.BytesIO(write(example("small-laptops"), word_bases(), LAUNCH)))
    paragraph = made.paragraphs[0]._p
    paragraph.extend(story(field(' DDEAUTO cmd "/c calc" '))[0])
    buffer = io.BytesIO()
    made.save(buffer)
    assert verify(open_word(buffer.getvalue(), "x.docx")).loads == (
        Load("word/document.xml", "DDEAUTO", 'cmd "/c calc"'),
    )
