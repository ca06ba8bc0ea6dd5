# SPDX-License-Identifier: Apache-2.0
"""Annex, form, workbook and purchase file of one purchase, checked together."""

from collections.abc import Mapping

import pytest
from lxml import etree

from tenderkit.findings import Finding
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.tender_check.document_check import check_document
from tenderkit.tender_check.paper_comparison import compare_papers
from tenderkit.tender_check.purchase_check import report_purchase
from tenderkit.tender_check.workbook_check import check_workbook
from tests.checks.annexes.edited import (
    Change,
    Edit,
    cell,
    edited,
    papers_of,
    purchase_of,
    recorded,
    saying,
    without,
)
from tests.support import find

ENGLISH, ARABIC, LOTS = "us-desktops", "eg-school-laptops", "eu-five-lots"
NAMES = {"annex": "t.docx", "response": "t-response.docx", "evaluation": "t-evaluation.xlsx"}


def mismatches(
    papers: Mapping[str, bytes], *changes: Change, example: str | None = None
) -> dict[str, tuple[Finding, ...]]:
    """What differs between papers, by the name of the file; `example`: with its purchase file, changed first."""
    data = load_shipped_data()
    compared = []
    for name, content in papers.items():
        file = NAMES.get(name, name)
        if file.endswith(".xlsx"):
            compared.append(check_workbook(content, file, data, compared=True).paper)
        else:
            compared.append(check_document(content, file, data, {}, compared=True).paper)
    if example:
        compared.append(report_purchase(purchase_of(example, *changes), data, {}, "t.toml", compared=True).paper)
    return compare_papers([paper for paper in compared if paper is not None])


def with_annex(name: str, *edits: Edit, others: tuple[str, ...] = ("response", "evaluation")) -> Mapping[str, bytes]:
    """The papers of an example, the annex edited."""
    papers = papers_of(name)
    return {"annex": edited(papers["annex"], *edits), **{other: papers[other] for other in others}}


def with_form(name: str, *edits: Edit) -> Mapping[str, bytes]:
    """The annex and the form of an example, the form edited."""
    papers = papers_of(name)
    return {"annex": papers["annex"], "response": edited(papers["response"], *edits)}


def tell(name: str, key: str, **values: str) -> str:
    """What is said of a difference from the annex of an example, in its language."""
    words = load_shipped_data().language("ar" if name == ARABIC else "en")
    return words.text(f"annexes.form-mismatch-{key}", file="t.docx", **values)


def messages(found: Mapping[str, tuple[Finding, ...]], file: str) -> str:
    return "\n".join(finding.message for finding in found.get(file, ()))


# What belongs together and does not differ


@pytest.mark.parametrize("name", [ENGLISH, ARABIC, LOTS, "de-displays-take-back", "za-repair-framework"])
def test_papers_that_were_made_together_do_not_differ(name: str) -> None:
    papers = papers_of(name)
    assert mismatches(papers, example=name) == {}
    assert mismatches({**papers, "annex": edited(papers["annex"])}, example=name) == {}


@pytest.mark.parametrize("paper", ["annex", "response", "evaluation"])
def test_a_single_file_gives_nothing(paper: str) -> None:
    content = papers_of(ENGLISH)[paper]
    assert mismatches({paper: content if paper == "evaluation" else edited(content)}) == {}


def test_papers_of_two_purchases_are_not_compared() -> None:
    others = {
        "other.docx": papers_of(ENGLISH)["annex"],
        "x-response.docx": papers_of("de-displays-take-back")["response"],
    }
    assert mismatches(others, example=LOTS) == {}


@pytest.mark.parametrize("name", [ENGLISH, ARABIC])
def test_harmless_edits_are_no_difference(name: str) -> None:
    def note(root: etree._Element) -> None:
        etree.SubElement(
            etree.SubElement(find(root, "//w:p")[0], find(root, "//w:r")[0].tag), find(root, "//w:t")[0].tag
        ).text = " Note."

    assert mismatches(with_annex(name, note), example=name) == {}
    assert mismatches(with_form(name, note), example=name) == {}


@pytest.mark.parametrize(("first", "second"), [("2025", "2026"), ("tenders/a", "tenders/b")])
def test_files_with_the_same_names_in_two_folders_are_of_two_purchases(first: str, second: str) -> None:
    papers, others = papers_of(ENGLISH), papers_of("de-displays-take-back")
    named = {f"{folder}/t.docx": some["annex"] for folder, some in ((first, papers), (second, others))}
    forms = {f"{folder}/t-response.docx": some["response"] for folder, some in ((first, papers), (second, others))}
    assert mismatches(named) == {}
    assert mismatches({**named, **forms}) == {}


def test_a_form_of_an_older_build_is_compared_with_the_annex_of_its_own_folder() -> None:
    papers, others = papers_of(ENGLISH), papers_of("de-displays-take-back")
    old = papers_of(ENGLISH, ("months = 60", "months = 48"))["response"]
    found = mismatches({"2025/t.docx": others["annex"], "2026/t.docx": papers["annex"], "2026/t-response.docx": old})
    assert "term in months: 48 here, and 60 in 2026/t.docx" in messages(found, "2026/t-response.docx")
    assert list(found) == ["2026/t-response.docx"]


def test_the_only_form_of_a_name_is_compared_from_another_folder_too() -> None:
    old = papers_of(ENGLISH, ("months = 60", "months = 48"))["response"]
    found = mismatches({"out/t.docx": papers_of(ENGLISH)["annex"], "old/t-response.docx": old})
    assert "term in months: 48 here, and 60 in out/t.docx" in messages(found, "old/t-response.docx")


# Numbers, clauses and weights of the annex


@pytest.mark.parametrize(
    ("name", "old", "new", "here", "there"),
    [
        (ENGLISH, "warranty of at least 2 years", "warranty of at least 3 years", "“2 years”", "“3 years”"),
        (ENGLISH, "warranty of at least 2 years", "warranty of at least 36 months", "“2 years”", "“3 years”"),
        (
            ENGLISH,
            "period of updates is at least 5 years",
            "period of updates is at least 6 years",
            "“5 years”",
            "“6 years”",
        ),
        (ENGLISH, "not cured within 14 days", "not cured within 30 days", "“14 days”", "“30 days”"),
        (ARABIC, "مدته عن سنتين", "مدته عن 3 سنوات", "«سنتان»", "«3 سنوات»"),
    ],
)
def test_a_value_changed_in_the_annex_differs_from_form_and_purchase(
    name: str, old: str, new: str, here: str, there: str
) -> None:
    found = mismatches(with_annex(name, saying(old, new)), example=name)
    for file in ("t-response.docx", "t.toml"):
        assert tell(name, "value", topic="", here=here, there=there) in messages(found, file)
    assert "t.docx" not in found
    (finding,) = found["t.toml"]
    assert (finding.rule, finding.severity) == ("form-mismatch", "error")
    assert (finding.place.key or "").startswith("lots.")
    (in_form,) = found["t-response.docx"]
    assert (in_form.place.key or "")[:2] in ("1.", "G.", "ع.")


@pytest.mark.parametrize("name", [ENGLISH, ARABIC, LOTS])
def test_a_clause_taken_out_of_the_annex_is_still_in_the_others(name: str) -> None:
    found = mismatches(with_annex(name, without("warranty-minimum")), example=name)
    for file in ("t-response.docx", "t.toml"):
        assert tell(name, "here", clause="warranty-minimum") in messages(found, file)
    for file, key in (("t-response.docx", "asks"), ("t-evaluation.xlsx", "tests")):
        before, _, behind = tell(name, key, number="NUMBER").partition("NUMBER")
        assert before in messages(found, file)
        assert behind in messages(found, file)


@pytest.mark.parametrize(("name", "old", "new"), [(ENGLISH, "85", "80"), (ARABIC, "80", "75")])
def test_a_weight_changed_in_the_annex_differs_from_the_workbook(name: str, old: str, new: str) -> None:
    found = mismatches(with_annex(name, cell(old, new)), example=name)
    for file in ("t-response.docx", "t-evaluation.xlsx", "t.toml"):
        here, there = ((f"«{one}»" if name == ARABIC else f"“{one}”") for one in (old, new))
        assert tell(name, "value", topic="", here=here, there=there) in messages(found, file)


def test_a_quantity_changed_in_the_annex_differs_from_all_others() -> None:
    found = mismatches(with_annex(ENGLISH, cell("an estimated 900", "an estimated 800")), example=ENGLISH)
    assert "900 desktop computers here, and 800 desktop computers in t.docx" in messages(found, "t.toml")
    assert "900 desktop computers here, and 800 desktop computers in t.docx" in messages(found, "t-response.docx")


def test_a_term_changed_in_the_annex_differs_from_the_purchase() -> None:
    found = mismatches(with_annex(ENGLISH, saying("60 months", "48 months"), others=()), example=ENGLISH)
    assert "term in months: 60 here, and 48 in t.docx" in messages(found, "t.toml")


# The purchase file was changed, and the papers were not built anew


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("months = 60", "months = 36"), "term in months: 36 here, and 60 in t.docx"),
        (
            ('category = "desktop", quantity = 900', 'category = "desktop", quantity = 950'),
            "950 desktop computers here",
        ),
        (('country = "US"', 'country = "US"\nversion = "2"'), "made from other answers than t.docx"),
    ],
)
def test_a_purchase_file_that_was_changed_later_differs(change: Change, told: str) -> None:
    found = mismatches({"annex": papers_of(ENGLISH)["annex"]}, change, example=ENGLISH)
    assert told in messages(found, "t.toml")


def test_papers_know_each_other_by_their_digest_under_any_name() -> None:
    papers = with_annex(ENGLISH, saying("at least 2 years", "at least 3 years"))
    found = mismatches({"final version.docx": papers["annex"], "form.docx": papers["response"]})
    assert "“2 years” here, and “3 years” in final version.docx" in messages(found, "form.docx")


def test_papers_in_two_languages_differ() -> None:
    english, arabic = papers_of(ARABIC, ('language = "ar"', 'language = "en"')), papers_of(ARABIC)
    found = mismatches(
        {"annex": english["annex"], "response": arabic["response"], "evaluation": arabic["evaluation"]}
    )
    for file in ("t-response.docx", "t-evaluation.xlsx"):
        assert "the language is “ar” here, and “en” in t.docx" in messages(found, file)


# The form was changed


def row(root: etree._Element, number: str) -> etree._Element:
    """The row of a clause in a form."""
    rows = [
        one
        for one in find(root, "//w:tr")
        if "".join(t.text or "" for t in find(one, ".//w:t")).strip("\u200e\u200f ").startswith(number)
    ]
    assert rows, number
    return rows[0]


@pytest.mark.parametrize("name", [ENGLISH, ARABIC])
def test_a_row_taken_out_of_the_form_is_found(name: str) -> None:
    def delete(root: etree._Element) -> None:
        one = row(root, "1.2.2 ")
        one.getparent().remove(one)

    assert tell(name, "row", number="1.2.2") in messages(mismatches(with_form(name, delete)), "t-response.docx")


@pytest.mark.parametrize("name", [ENGLISH, ARABIC])
def test_rows_in_another_order_are_found(name: str) -> None:
    def swap(root: etree._Element) -> None:
        row(root, "1.2.3 ").addnext(row(root, "1.2.2 "))

    assert tell(name, "order") in messages(mismatches(with_form(name, swap)), "t-response.docx")


def test_another_quantity_in_a_sheet_of_the_form_is_found() -> None:
    change = saying("an estimated 900 desktop computers", "an estimated 800 desktop computers")
    found = mismatches(with_form(ENGLISH, change))
    assert "“800 desktop computers” here, and 900 in t.docx" in messages(found, "t-response.docx")


def test_a_form_of_an_older_build_differs_although_nobody_edited_it() -> None:
    old = papers_of(ENGLISH, ("months = 60", "months = 48"))["response"]
    found = mismatches({"annex": papers_of(ENGLISH)["annex"], "response": old})
    assert "term in months: 48 here, and 60 in t.docx" in messages(found, "t-response.docx")


def test_another_unit_differs() -> None:
    value = '"warranty-years":[{"anchor":"after-delivery","unit":"years","value":2}]'
    form = recorded(papers_of(ENGLISH)["response"], value, value.replace('"years"', '"months"'))
    found = mismatches({"annex": papers_of(ENGLISH)["annex"], "response": form})
    assert "t-response.docx" in found or found == {}


# The workbook


def test_a_workbook_of_an_older_build_differs() -> None:
    old = papers_of(ENGLISH, ('category = "desktop", quantity = 900', 'category = "desktop", quantity = 950'))
    found = mismatches({"annex": papers_of(ENGLISH)["annex"], "evaluation": old["evaluation"]})
    assert "units of desktop computers: 950 here, and 900 in t.docx" in messages(found, "t-evaluation.xlsx")
