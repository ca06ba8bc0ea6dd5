# SPDX-License-Identifier: Apache-2.0
"""The text of a Word file as a person sees it, in the order in which a person meets it."""

import pytest

from tenderkit.library.reading.english_words import load_english
from tests.formats.word.raw import p, read, styled, t, tbl, tc, texts, tr

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
CODE = "<w:r><w:instrText> REF a \\h </w:instrText></w:r>"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (t("a") + "<w:r><w:br/></w:r>" + t("b"), "a\nb"),
        (t("a") + "<w:r><w:tab/></w:r>" + t("b"), "a\tb"),
        (t("low") + "<w:r><w:softHyphen/></w:r>" + t("cost"), "lowcost"),
        (t("EN 61960") + "<w:r><w:noBreakHyphen/></w:r>" + t("3"), "EN 61960-3"),
        (t("EN\u00a061960\u20113 so\u00adft"), "EN 61960-3 soft"),
        (t("\u200eISO\u200f 9001\u202c"), "ISO 9001"),
        (t("5 ") + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + t(" 4"), "5 ≥ 4"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + t(" yes"), "☑ yes"),
        (t("seen") + t("hidden", "<w:vanish/>"), "seen"),
        (t("seen") + t("struck", "<w:strike/>"), "seen"),
        (t("seen") + t(" too", '<w:vanish w:val="0"/>'), "seen too"),
        (f"<w:hyperlink>{t('a link')}</w:hyperlink>", "a link"),
        (f"<w:smartTag>{t('smart')}</w:smartTag>", "smart"),
        (f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{t('held')}</w:sdtContent></w:sdt>", "held"),
        (t("see ") + BEGIN + CODE + SEPARATE + t("1.2") + END + t(" there"), "see 1.2 there"),
        (t("see ") + BEGIN + CODE + END + t("there"), "see there"),
        (BEGIN + t("IF ") + BEGIN + CODE + SEPARATE + t("x") + END + SEPARATE + t("shown") + END, "shown"),
        (t("a ") + BEGIN + CODE + t("b"), "a b"),
        (END + SEPARATE + t("all"), "all"),
        (f'<w:fldSimple w:instr="PAGE">{t("7")}</w:fldSimple>', "7"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
            '<w:listEntry w:val="red"/><w:listEntry w:val="Dell"/></w:ddList></w:ffData></w:fldChar></w:r>' + END,
            "Dell",
        ),
        (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>'
            "</w:fldChar></w:r>" + END + t("yes"),
            "☑yes",
        ),
        ("<m:oMath><m:r><m:t>P = 4</m:t></m:r></m:oMath>", "P = 4"),
        (f"<mc:AlternateContent><mc:Choice>{t('new')}</mc:Choice><mc:Fallback>{t('old')}</mc:Fallback>"
         "</mc:AlternateContent>", "new"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>above</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase>"
         "</w:ruby></w:r>", "base"),
    ],
)  # fmt: skip
def test_a_paragraph_has_the_words_that_a_person_sees(content: str, shown: str) -> None:
    assert texts(p(content)) == [shown]


INSERTED = f"<w:ins w:id='1'>{t('only ')}</w:ins>"
DELETED = "<w:del w:id='2'><w:r><w:delText xml:space='preserve'>any </w:delText></w:r></w:del>"
MARK = "<w:rPr><w:{}/></w:rPr>"


@pytest.mark.parametrize(
    ("body", "final", "original"),
    [
        (p(INSERTED + DELETED + t("new units")), ["only new units"], ["any new units"]),
        (p("a ", MARK.format("del")) + p("b"), ["a b"], ["a", "b"]),
        (p("a ", MARK.format("ins")) + p("b"), ["a", "b"], ["a b"]),
        (p(f"<w:moveFrom>{t('x')}</w:moveFrom>") + p(f"<w:moveTo>{t('x')}</w:moveTo>"), ["x"], ["x"]),
        (tbl(tr("a"), tr("b", properties="<w:del/>")), ["a"], ["a", "b"]),
        (tbl(tr("a"), tr("b", properties="<w:ins/>")), ["a", "b"], ["a"]),
        (tbl(tr("a", tc("b", properties="<w:cellDel/>"))), ["a"], ["a", "b"]),
        (p("a", MARK.format("del")) + tbl(tr("b")), ["a", "b"], ["a", "b"]),
    ],
)  # fmt: skip
def test_tracked_changes_are_accepted_or_left_out(body: str, final: list[str], original: list[str]) -> None:
    assert texts(body) == final
    assert texts(body, "original") == original


def box(*paragraphs: str) -> str:
    return (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>{''.join(paragraphs)}"
        f"</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        f"{''.join(paragraphs)}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_follows_the_paragraph_that_holds_it() -> None:
    document = read(p(t("before") + box(p("in the box"), tbl(tr("cell"))) + t(" behind")) + p("next"))
    assert [(q.text, q.part) for q in document.paragraphs] == [
        ("before behind", "body"),
        ("in the box", "text-box"),
        ("cell", "text-box"),
        ("next", "body"),
    ]


TABLE = tbl(
    tr("No.", "Criterion", tc("Weight", properties='<w:gridSpan w:val="2"/>')),
    tr("1", tc("Price", properties='<w:vMerge w:val="restart"/>'), "60", "%"),
    tr("2", tc("not seen", properties="<w:vMerge/>"), "40", "%"),
)


def test_a_cell_knows_its_row_and_the_head_of_its_column() -> None:
    paragraphs = read(styled("Award", "Heading1") + TABLE).paragraphs
    assert "not seen" not in [q.text for q in paragraphs]
    by_text = {q.text: q.name_place(load_english()) for q in paragraphs}
    assert by_text["60"] == "table 1, row 2 “Price”, column “Weight”"
    assert by_text["40"] == "table 1, row 3 “Price”, column “Weight”"
    assert by_text["2"] == "table 1, row 3, column “No.”"


def test_a_row_that_begins_far_to_the_right_takes_no_memory() -> None:
    (paragraph,) = read(tbl(tr("A", properties='<w:gridBefore w:val="999999999"/>'))).paragraphs
    assert paragraph.cell is not None
    assert paragraph.cell.column == 101


def test_cells_in_controls_and_nested_tables_keep_their_places() -> None:
    held = f"<w:sdt><w:sdtContent>{tc('held')}</w:sdtContent></w:sdt>"
    inner = tc("before", tbl(tr("head"), tr("inner")), "behind")
    paragraphs = read(tbl(tr("A", "B"), tr(held, inner))).paragraphs
    assert [(q.text, q.name_place(load_english())) for q in paragraphs][2:] == [
        ("held", "table 1, row 2, column “A”"),
        ("before", "table 1, row 2 “held”, column “B”"),
        ("head", "table 2, row 1, column 1"),
        ("inner", "table 2, row 2, column “head”"),
        ("behind", "table 1, row 2 “held”, column “B”"),
    ]


def test_short_bold_lines_are_headings_where_no_style_says_so() -> None:
    bold = "<w:b/>"
    body = p(t("2. Delivery", bold)) + p("Within ten days.") + p(t("2.1 Place", bold)) + p("At the school.")
    body += p(t("This whole sentence is bold and ends with a full stop.", bold)) + p(t("Note", bold) + t(" plain"))
    paragraphs = read(body).paragraphs
    assert [bool(q.level) for q in paragraphs] == [True, False, True, False, False, False]
    assert paragraphs[3].headings == ("2. Delivery", "2.1 Place")
    assert paragraphs[3].name_place(load_english()) == "2.1 Place"
