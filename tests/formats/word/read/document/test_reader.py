# SPDX-License-Identifier: Apache-2.0
"""Whole documents: notes, headers, what is said of the file, and files that nobody should trust."""

import io
import random
import time
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import settings

from tenderkit.checks.documents.rule import load_rules
from tenderkit.errors import InvalidInput
from tenderkit.formats.word.read.document.reader import read_document
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.write import package
from tenderkit.library.reading.english_words import load_english
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.tender_check.document_check import check_document
from tests.formats.word.raw import SPACES, p, pack, read, styled, t, tbl, tc, tr
from tests.support import example, word_parts

REFERENCE = '<w:r><w:{}Reference w:id="{}"/></w:r>'


def notes(name: str, *bodies: str) -> str:
    single = name.rstrip("s")
    inside = "".join(f'<w:{single} w:id="{n}" w:author="Ana">{body}</w:{single}>' for n, body in enumerate(bodies, 1))
    return f"<w:{name} {SPACES}>{inside}</w:{name}>"


def test_notes_and_comments_follow_their_paragraph_and_headers_come_last() -> None:
    parts = {
        "word/footnotes.xml": notes("footnotes", p("first note"), p("second note")),
        "word/comments.xml": notes("comments", p("why so?")),
        "word/header1.xml": f"<w:hdr {SPACES}>{p('School board')}</w:hdr>",
    }
    relations = {
        "rId1": ("footnotes", "footnotes.xml"),
        "rId2": ("comments", "comments.xml"),
        "rId3": ("header", "header1.xml"),
        "rId4": ("footer", "footer1.xml"),
    }
    body = p(t("a") + REFERENCE.format("footnote", 2) + REFERENCE.format("comment", 1)) + p("b")
    body += p(t("c") + REFERENCE.format("footnote", 1) + REFERENCE.format("footnote", 2))
    body += '<w:sectPr><w:headerReference r:id="rId3"/><w:footerReference r:id="rId4"/></w:sectPr>'
    document = read(body, parts, relations)
    assert [(q.text, q.name_place(load_english())) for q in document.paragraphs] == [
        ("a", "before the first heading"),
        ("second note", "footnote 1"),
        ("why so?", "comment of Ana"),
        ("b", "before the first heading"),
        ("c", "before the first heading"),
        ("first note", "footnote 2"),
        ("School board", "header"),
    ]
    assert document.missing == ("word/footer1.xml",)
    assert document.kind == "foreign"


def test_an_annex_of_tenderkit_is_known_and_its_paragraphs_name_their_clauses() -> None:
    content = package.zip_parts(dict(word_parts(example("small-laptops"))), stored=False)
    document = read_document(open_word(content, "x.docx", digests=False), "x.docx")
    assert document.kind == "own-annex"
    item = next(
        q for q in document.paragraphs if q.clause and q.number == "(a)" and q.headings[-1].startswith("1.2.1")
    )
    assert item.clause.startswith("tk:L1.")
    assert item.name_place(load_english()).startswith("1.2.1 ")
    assert any(q.contents for q in document.paragraphs)


def test_a_document_of_python_docx_is_read_in_its_order(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Scope", 1)
    made.add_paragraph("Laptops", style="List Number")
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], ("A", "B", "x", "y"), strict=True):
        cell.text = text
    made.add_paragraph("Screens", style="List Number")
    made.save(str(tmp_path / "a.docx"))
    document = read_document(open_word((tmp_path / "a.docx").read_bytes(), "a.docx"), "a.docx")
    assert [(q.text, q.name_place(load_english())) for q in document.paragraphs] == [
        ("Scope", "heading Scope"),
        ("Laptops", "Scope, 1."),
        ("A", "Scope, table 1, row 1, column 1"),
        ("B", "Scope, table 1, row 1 “A”, column 2"),
        ("x", "Scope, table 1, row 2, column “A”"),
        ("y", "Scope, table 1, row 2 “x”, column “B”"),
        ("Screens", "Scope, 2."),
    ]


def refusal(content: bytes) -> str:
    with pytest.raises(InvalidInput) as caught:
        read_document(open_word(content, "x.docx", digests=False, macros=True), "x.docx")
    (finding,) = caught.value.findings
    assert finding.fix
    return finding.message


def test_a_file_without_words_is_refused_and_a_scan_is_said() -> None:
    assert refusal(pack(p())) == "holds no words"
    picture = '<w:p><w:r><w:drawing><a:blip r:embed="rId1"/></w:drawing></w:r></w:p>'
    assert refusal(pack(picture)) == "holds pictures and no words: it may be a scan"


def test_the_notes_of_the_authority_are_not_checked() -> None:
    manifest = '<m:manifest xmlns:m="urn:tenderkit:manifest:1"><m:made tool="0.2.0"/></m:manifest>'
    message = refusal(pack(p("guidance"), {"customXml/item1.xml": manifest}))
    assert message.startswith("is a paper of tenderkit that is no part of the tender")


def test_macros_links_and_what_is_not_read_are_said() -> None:
    with_macros = "application/vnd.ms-word.document.macroEnabled.main+xml"
    relations = {
        "rId1": ("image", "external:https://example.org/logo.png"),
        "rId2": ("chart", "charts/chart1.xml"),
        "rId3": ("hyperlink", "external:https://example.org"),
    }
    field = '<w:fldSimple w:instr="INCLUDETEXT &quot;file:///etc/passwd&quot;"><w:r><w:t>x</w:t></w:r></w:fldSimple>'
    content = pack(p("text") + p(field), {}, relations, with_macros)
    document = read_document(open_word(content, "x.docm", digests=False, macros=True), "x.docm")
    assert document.macros
    assert document.outside == ("image https://example.org/logo.png", 'INCLUDETEXT "file:///etc/passwd"')
    assert document.unread == ("chart",)
    with pytest.raises(InvalidInput, match="holds macros"):
        open_word(content, "x.docm")


def findings_of(content: bytes) -> list[str]:
    """With which words a file is refused; none where it is read."""
    try:
        read_document(open_word(content, "x.docx", digests=False, macros=True), "x.docx")
    except InvalidInput as problem:
        return [finding.message for finding in problem.findings]
    return []


def nested(levels: int, inside: str) -> str:
    return "<w:tbl><w:tr><w:tc>" * levels + inside + "</w:tc></w:tr></w:tbl>" * levels


@pytest.mark.parametrize(
    "body",
    [
        nested(10_000, p("deep")),
        "<w:sdt><w:sdtContent>" * 10_000 + p("deep") + "</w:sdtContent></w:sdt>" * 10_000,
        "<w:p><w:r><w:txbxContent>" * 3_000 + p("deep") + "</w:txbxContent></w:r></w:p>" * 3_000,
        nested(60, p("deep") * 500),
        "".join(tbl(tr("a")) for _ in range(10_000)),
        tbl(*(tr(*("x" for _ in range(60))) for _ in range(500))),
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000 + t("deep")),
        p("x", "<w:rPr><w:del/></w:rPr>") * 20_000,
        p(f'<w:r><w:footnoteReference w:id="1"/></w:r>{t("x")}') * 10_000,
        tbl(tr(tc("x", properties='<w:gridSpan w:val="999999999"/>'), "y")),
        styled("x", "Heading1") * 10_000,
    ],
    ids=lambda body: body[:30],
)
def test_nothing_that_is_made_up_takes_long(body: str) -> None:
    content = pack(
        body, {"word/footnotes.xml": notes("footnotes", p("note " * 1000))}, {"r1": ("footnotes", "footnotes.xml")}
    )
    begin = time.process_time()
    findings_of(content)
    assert time.process_time() - begin < 5


def mutate(content: bytes, chance: random.Random) -> bytes:
    """A Word file in which one part is damaged, renamed, emptied, doubled or left out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([n for n in parts if n.endswith((".xml", ".rels"))])
    xml = parts[name]
    at, to = sorted(chance.randrange(len(xml)) for _ in range(2))
    tags = [b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:ins>", b'<w:fldChar w:fldCharType="begin"/>', b"w:val=", b'"', b"<"]
    match chance.randrange(7):
        case 0:
            parts[name] = xml[:at] + xml[to:]
        case 1:
            parts[name] = xml[:to] + xml[at:to] + xml[to:]
        case 2:
            parts[name] = xml.replace(chance.choice(tags), chance.choice(tags), chance.randrange(1, 5))
        case 3:
            del parts[name]
        case 4:
            number = chance.choice([b"-1", b"999999999999", b"", b"x", b"\xff"])
            parts[name] = xml[:at] + xml[at:].replace(b'w:val="1"', b'w:val="' + number + b'"', 3)
        case 5:
            parts[name] = xml[:at] + bytes([chance.randrange(256)]) + xml[at + 1 :]
        case _:
            for old, new in ((b"w:tc>", b"w:tr>"), (b"w:r>", b"w:p>"), (b"<w:pPr>", b"<w:rPr>")):
                parts[name] = parts[name].replace(old, new) if chance.random() < 0.5 else parts[name]
    return package.zip_parts(parts, stored=True)


def test_damaged_files_are_checked_or_refused_with_one_message() -> None:
    # `.ci/nightly` draws more random examples than other runs.
    count = 5_000 if settings().max_examples > 100 else 200
    chance = random.Random(6)
    bases = [
        package.zip_parts(dict(word_parts(example(name))), stored=True) for name in ("small-laptops", "three-lots")
    ]
    data, rules = load_shipped_data(), load_rules()
    refused = 0
    for number in range(count):
        damaged = mutate(bases[number % 20 == 0], chance)
        if messages := findings_of(damaged):
            assert len(messages) == 1
            refused += 1
        else:
            check_document(damaged, "x.docx", data, rules)
    assert count / 10 < refused < 9 * count / 10
