# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

import pytest

from tenderkit.library.language import Definition, DefinitionSentence, Language, LotKind
from tenderkit.library.library import Library
from tenderkit.library.reading import shipped_data
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import (
    Answer,
    Block,
    ClauseBlock,
    Contents,
    Heading,
    Paragraph,
    ProofText,
    Table,
    Wide,
    list_texts,
)
from tenderkit.papers.notes.notes import compose_notes
from tenderkit.papers.paper import Paper
from tests.support import (
    annex,
    award,
    choose,
    clause,
    english,
    library,
    lot,
    parameter,
    performance,
    steps,
)


def flat(blocks: Sequence[Block]) -> Iterator[Block]:
    """All blocks in the order of print, those inside others too."""
    for block in blocks:
        yield block
        if isinstance(block, ClauseBlock | Wide):
            yield from flat(block.blocks)


def headings(blocks: Sequence[Block], level: int) -> list[str]:
    found = [b for b in flat(blocks) if isinstance(b, Heading) and b.level == level]
    return [f"{b.number} {b.text}".strip() for b in found]


def table(one: Paper, caption: str) -> Table:
    return next(b for b in flat(one.blocks) if isinstance(b, Table) and b.caption == caption)


def rule(**overrides: Any) -> Any:
    return clause(kind="general-rule", group="general", **overrides)


EACH_KIND = {
    "general/equality": rule(text={"title": "Equality"}),
    "tenderer-capacity/capacity": clause(kind="selection-criterion", text={"title": "Capacity"}),
    "useful-life/years": clause(text={"title": "Years"}),
    "useful-life/points": award(text={"title": "Points"}),
    "end-of-life/return": performance(text={"title": "Return"}),
    "contract-management/report": performance(group="reporting", text={"title": "Report"}),
}


def small(**clauses: Any) -> Library:
    """A library of technical specifications; `_` stands for `-`."""
    return library({id_.replace("_", "-"): one for id_, one in clauses.items()})


# --- the order of parts ---


def test_the_annex_ends_with_the_sources() -> None:
    one = annex(small(years=clause(sources=[{"id": "a-law", "mark": "C"}])))
    assert headings(one.blocks, 1)[-1] == "Clauses and sources"
    assert headings(one.blocks, 2)[-1] == "Sources cited"


def test_nothing_in_the_annex_is_for_the_authority_or_for_the_tenderer_to_fill_in() -> None:
    one = annex(library({**EACH_KIND, "useful-life/zz": clause(text={"guidance": "Ask the market first."})}))
    words = " ".join(list_texts(one.blocks))
    assert "Ask the market first." not in words
    assert [word for word in ("purchase file", "delete", "this project") if word in words] == []
    cells = [cell for b in flat(one.blocks) if isinstance(b, Table) for row in b.rows for cell in row]
    assert not any(isinstance(cell, Answer) for cell in cells)
    assert one.fields == ()


def test_the_parts_stand_in_this_order() -> None:
    one = annex(library(EACH_KIND), lots=[lot(), lot()])
    assert headings(one.blocks, 1) == [
        "Definitions",
        "General rules",
        "Clauses for several lots",
        "Lot 1 A lot",
        "Lot 2 A lot",
        "Clauses and sources",
    ]


def test_a_lot_has_five_sections_in_this_order() -> None:
    one = annex(library(EACH_KIND))
    assert headings(one.blocks, 2)[1:6] == [
        "1.1 Selection criteria",
        "1.2 Technical specifications",
        "1.3 Award criteria",
        "1.4 Contract performance clauses",
        "1.5 Reporting",
    ]


def test_clauses_are_numbered_by_lot_section_and_place() -> None:
    one = annex(library({**EACH_KIND, "useful-life/zz": clause(text={"title": "Zz"})}))
    inside = ["Capacity", "Years", "Zz", "Points", "Return", "Report"]
    assert headings(one.blocks, 3) == [
        "G.1 Equality",
        *[f"1.{n} {t}" for n, t in zip(["1.1", "2.1", "2.2", "3.1", "4.1", "5.1"], inside, strict=True)],
    ]


def test_an_empty_section_keeps_its_number_and_says_that_it_is_empty() -> None:
    one = annex(library({"return": performance()}))
    assert headings(one.blocks, 2)[:5] == [
        "1.1 Selection criteria: none in this annex",
        "1.2 Technical specifications: none in this annex",
        "1.3 Award criteria: in the tender documents",
        "1.4 Contract performance clauses",
        "1.5 Reporting: none in this annex",
    ]
    assert one.printed[0].number == "1.4.1"


def test_an_award_section_without_criteria_names_the_price_that_the_form_asks_for() -> None:
    returned = lot({}, {"laptop": 10}, acquisition="take-back")
    one = annex(library({"return": performance()}), lots=[returned])
    assert "1.3 Award criteria: in the tender documents, with the price of the response form" in headings(
        one.blocks, 2
    )


def test_the_general_rules_are_printed_once() -> None:
    one = annex(library(EACH_KIND), lots=[lot(), lot(), lot()])
    assert [c.number for c in one.printed if c.clause.id == "equality"] == ["G.1"]


def test_without_general_rules_there_is_no_part_for_them() -> None:
    assert "General rules" not in headings(annex(small(years=clause())).blocks, 1)


def test_the_clauses_of_one_lot_do_not_leak_into_another() -> None:
    one = annex(
        small(
            laptops=clause(applies=[{"categories": ["laptop"]}]), tablets=clause(applies=[{"categories": ["tablet"]}])
        ),
        lots=[lot({"laptop": 5}), lot({"tablet": 5})],
    )
    assert [(c.number, c.clause.id) for c in one.printed] == [("1.2.1", "laptops"), ("2.2.1", "tablets")]


def test_the_cover_names_the_tender_and_its_lots() -> None:
    tender = {"authority": "Ministry", "reference": "R-1", "country": "KE", "delivery-country": "TZ"}
    one = annex(small(years=clause()), tender=tender, lots=[lot(title="First"), lot(title="Second")])
    assert one.subtitle == "A tender"
    assert one.cover == (
        ("Contracting authority", "Ministry"),
        ("Reference", "R-1"),
        ("Launch of the tender", "15 January 2027"),
        ("Version", "1"),
        ("Status", "Draft for review"),
        ("Country", "Kenya"),
        ("Place of delivery", "Tanzania"),
        ("Form of contract", "single contract"),
        ("Lot 1", "First"),
        ("Lot 2", "Second"),
    )


def test_the_cover_prints_the_status_of_a_draft_alone() -> None:
    draft = dict(annex(small(years=clause()), tender={"version": "2 b"}).cover)
    final = dict(annex(small(years=clause()), tender={"status": "final"}).cover)
    assert (draft["Version"], draft["Status"]) == ("2 b", "Draft for review")
    assert final["Version"] == "1"
    assert "Status" not in final


def test_the_same_selection_gives_the_same_annex() -> None:
    whole = library(EACH_KIND)
    assert annex(whole) == annex(whole)


# --- contents and pages ---


def contents(one: Annex) -> list[str]:
    (block,) = [b for b in one.blocks if isinstance(b, Contents)]
    return [f"{h.number} {h.text}".strip() for h in block.headings]


def test_the_contents_name_the_clauses_under_their_sections() -> None:
    listed = contents(annex(library(EACH_KIND)))
    at = listed.index("1.2 Technical specifications")
    assert listed[at + 1 : at + 4] == ["1.2.1 Years", "1.3 Award criteria", "1.3.1 Points"]


def test_the_contents_leave_out_sections_without_a_clause() -> None:
    one = annex(library({"useful-life/years": clause(text={"title": "Years"})}))
    assert [entry for entry in contents(one) if entry.startswith("1.")] == [
        "1.2 Technical specifications",
        "1.2.1 Years",
    ]
    assert "1.1 Selection criteria: none in this annex" in headings(one.blocks, 2)


def test_an_empty_section_takes_one_line_with_little_space() -> None:
    blocks = annex(library({"return": performance()})).blocks
    sections = [b for b in flat(blocks) if isinstance(b, Heading) and b.number.startswith("1.") and b.level == 2]
    assert [b.number for b in sections if b.tight] == ["1.1", "1.2", "1.3", "1.5"]
    first = blocks.index(sections[0])
    assert blocks[first + 1] == sections[1]


def test_what_holds_for_all_award_criteria_of_a_lot_is_said_once() -> None:
    clauses = {"a": award(scale=steps(6, 8)), "b": award(scale=steps(6, 8, whole=True))}
    one = annex(library(clauses), lots=[lot(weights={"price": 60, "a": 20, "b": 20})])
    rules = [text for text in list_texts(one.blocks) if re.match(r"\([a-z]\)\u00a0", text)]
    beginnings = ("Only admitted tenders", "Points and totals", "The share of a tender is the average", "Of tenders")
    lettered = [f"({letter})\u00a0{words}" for letter, words in zip("abcd", beginnings, strict=True)]
    assert [rule.startswith(words) for rule, words in zip(rules, lettered, strict=True)] == [True] * 4


@pytest.mark.parametrize(("scale", "said"), [
    ({"type": "lowest"}, "Points and totals, not lines, are rounded to two decimals."),
    (steps(6, whole=True), "Points and totals, not lines, are rounded to two decimals; below the first step there "
     "are none."),
])  # fmt: skip
def test_the_rules_of_the_award_criteria_are_those_that_the_lot_needs(scale: dict[str, Any], said: str) -> None:
    one = annex(library({"a": award(scale=scale)}), lots=[lot(weights={"price": 60, "a": 40})])
    assert [text for text in list_texts(one.blocks) if "rounded to two decimals" in text] == [f"(b)\u00a0{said}"]


def test_only_a_further_lot_begins_a_page_in_what_is_published() -> None:
    sold = clause(applies=[{"acquisition": ["purchase"]}])
    lots = [lot(title="First"), lot(title="Second", acquisition="lease")]
    one = annex(library({"general/equality": rule(), "sold": sold}), lots=lots)
    texts = [b for b in flat(one.blocks) if isinstance(b, Heading) and b.page_break and b.part is not None]
    assert [heading.text for heading in texts] == ["Second"]
    plain = ("Definitions", "Clauses and sources", "Sources cited", "First")
    assert not any(b.page_break for b in flat(one.blocks) if isinstance(b, Heading) and b.text in plain)


def test_every_lot_behind_the_clauses_for_several_lots_begins_a_page() -> None:
    one = annex(library(EACH_KIND), lots=[lot(title="First"), lot(title="Second")])
    starts = [(b.text, b.page_break) for b in flat(one.blocks) if isinstance(b, Heading) and b.part]
    assert starts == [
        ("General rules", False),
        ("Clauses for several lots", False),
        ("First", True),
        ("Second", True),
    ]


# --- lots ---


def test_a_lot_says_what_it_covers() -> None:
    line = {"cpv": "30213100", "quantity": 1000, "note": "N"}
    one = annex(small(years=clause()), lots=[{**lot(returns={"display": 5}), "items": [line]}])
    assert table(one, "What the lot covers").rows == (
        ("Contractor provides", "laptops", "an estimated 1,000", "30213100", "N"),
        ("Authority hands over", "displays", "up to 5", "", ""),
    )


def test_a_line_of_several_models_says_their_shares_beside_its_note() -> None:
    line = {"category": "laptop", "quantity": 10}
    lines = [{**line, "note": "N", "models": [60, 40]}, {**line, "models": [50, 30, 20]}, line]
    one = annex(small(years=clause()), lots=[{**lot(), "items": lines}])
    assert [row[-1] for row in table(one, "What the lot covers").rows] == [
        "N; models: 60 % and 40 %",
        "models: 50 %, 30 % and 20 %",
        "",
    ]


def test_a_line_of_many_kinds_without_a_note_is_a_gap_except_in_a_small_purchase() -> None:
    lines = [{"category": "accessory", "quantity": 9}, {"category": "accessory", "quantity": 9, "note": "docks"}]
    lots = [{**lot(returns={"mixed-ict": 50}), "items": lines}]
    one = annex(small(years=clause()), lots=lots, tender={"proportionality": "standard"})
    gap = "[to be decided: kinds, and how many of each]"
    assert [row[-1] for row in table(one, "What the lot covers").rows] == [gap, "docks", gap]
    assert [p.key for p in one.open_points if p.key.endswith(".note")] == [
        "lots.1.items.1.note",
        "lots.1.returns.1.note",
    ]
    assert gap in one.gaps
    short = annex(small(years=clause()), lots=lots, tender={"proportionality": "short"})
    assert gap not in short.gaps
    assert not [p for p in short.open_points if p.key.endswith(".note")]


def test_what_is_repaired_is_not_provided() -> None:
    one = annex(small(years=clause()), lots=[lot(acquisition="repair")])
    assert table(one, "What the lot covers").rows[0][0] == "Contractor repairs"


@pytest.mark.parametrize(
    ("basis", "quantity", "words", "returned"),
    [
        (
            "fixed",
            "100",
            "The quantities are fixed.",
            "The contracting authority will hand over the old units listed.",
        ),
        (
            None,
            "an estimated 100",
            "The quantities are estimates for the whole term: tenders are compared by them, and they do not bind the "
            "contracting authority. No more is ordered or handed over, unless the tender documents name a higher "
            "quantity.",
            "The contracting authority may hand over up to the number of old units listed.",
        ),
        (
            "per-year",
            "100 in each contract year",
            "The quantities are those of one contract year.",
            "The contracting authority may hand over up to the number of old units listed in each contract year.",
        ),
    ],
)
def test_a_lot_says_on_what_basis_it_counts(basis: str | None, quantity: str, words: str, returned: str) -> None:
    plain = annex(small(years=clause()), lots=[lot(quantity_basis=basis)])
    assert words in list_texts(plain.blocks)
    assert table(plain, "What the lot covers").head[2] == "Quantity"
    assert table(plain, "What the lot covers").rows[0][2] == quantity
    both = annex(small(years=clause()), lots=[lot({"laptop": 5}, {"display": 5}, quantity_basis=basis)])
    assert f"{words} {returned}" in list_texts(both.blocks)


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (
            None,
            "No volume is promised: the quantities are estimates and do not bind the contracting authority. "
            "No more is ordered or handed over, unless the tender documents name a higher quantity.",
        ),
        (
            "per-year",
            "No volume is promised: the quantities are estimates for one contract year and do not bind the "
            "contracting authority. In the whole term no more than this for each year is ordered or handed over, "
            "unless the tender documents name a higher quantity.",
        ),
        ("fixed", "The quantities are fixed."),
    ],
)
def test_a_framework_agreement_promises_no_volume_unless_it_is_fixed(basis: str | None, words: str) -> None:
    framework = annex(small(years=clause()), tender={"contract": "framework"}, lots=[lot(quantity_basis=basis)])
    assert any(
        text.startswith(f"{words} In this annex the contract is the framework agreement")
        for text in list_texts(framework.blocks)
    )


@pytest.mark.parametrize(("contract", "fixed"), [("contract", False), ("framework", False), ("call-off", True)])
def test_quantities_are_fixed_in_a_call_off_alone_unless_the_purchase_says_so(contract: str, fixed: bool) -> None:
    one = annex(small(years=clause()), tender={"contract": contract})
    assert any("The quantities are fixed." in text for text in list_texts(one.blocks)) is fixed


@pytest.mark.parametrize(
    ("contract", "name"),
    [
        ("contract", "Term of the contract"),
        ("framework", "Term of the framework"),
        ("call-off", "Term of the call-off"),
    ],
)
def test_the_term_is_worded_by_the_form_of_contract(contract: str, name: str) -> None:
    one = annex(small(years=clause()), tender={"contract": contract}, lots=[lot(months=48, options=[12, 1])])
    fact = next(b for b in flat(one.blocks) if isinstance(b, Paragraph) and b.lead == name)
    assert fact.text == (
        "48 months; the contracting authority may extend it by 12 months and 1 month, to at most 61 months"
    )


# --- open points and gaps ---


def decided(**overrides: Any) -> Any:
    """The keys of a purchase in which the cover has no gap, and the status is final."""
    tender = {"authority": "Ministry", "reference": "R-1", "country": "KE", "status": "final"}
    return {"tender": tender, **overrides}


def test_nothing_is_open_where_everything_is_decided() -> None:
    one = annex(small(years=clause()), **decided(lots=[lot(weights={"price": 100})]))
    assert one.open_points == ()
    assert one.gaps == frozenset()
    assert "None: every value is decided." in list_texts(compose_notes(one).blocks)


def test_an_undecided_value_is_an_open_point_and_a_gap() -> None:
    text = {"title": "Parts", "requirement": "The tenderer shall offer {{ years }} of parts."}
    one = annex(
        small(parts=clause(parameters={"years": parameter(title="term of parts")}, text=text)),
        **decided(lots=[lot(weights={"price": 100}, parameters={"parts": {"years": "undecided"}})]),
    )
    gap = "[to be decided: term of parts]"
    assert one.gaps == frozenset({gap})
    assert one.printed[0].requirement == (f"The tenderer shall offer {gap} years of parts.",)
    assert [(p.where, p.what) for p in one.open_points] == [("1.2.1", "Parts: term of parts")]
    assert "parameters.parts.years" in one.open_points[0].key
    assert "lots.1" in one.open_points[0].key


def test_an_open_point_names_the_categories_it_is_about() -> None:
    text = {"title": "Parts", "requirement": "The tenderer shall offer {{ years }} of parts."}
    one = annex(
        small(parts=clause(parameters={"years": parameter()}, text=text)),
        **decided(
            lots=[
                lot(
                    {"laptop": 5, "tablet": 5},
                    weights={"price": 100},
                    parameters={"parts": {"years": {"tablet": "undecided"}}},
                )
            ]
        ),
    )
    assert [p.what for p in one.open_points] == ["Parts: Years (tablets)"]


def test_a_currency_that_is_not_known_is_an_open_point_where_sums_are_named() -> None:
    gap = english().text("gaps.currency")
    priced = [lot(weights={"price": 100})]
    sums = annex(library({"a": clause()}), tender={"value": None}, lots=priced)
    assert gap in sums.gaps
    assert "tender.value" in [point.key for point in sums.open_points]
    assert any(gap in line for line in list_texts(sums.form))
    known = annex(library({"a": clause()}), lots=priced)
    assert gap not in known.gaps
    assert "tender.value" not in [point.key for point in known.open_points]


def test_a_missing_authority_reference_or_country_is_an_open_point() -> None:
    one = annex(small(years=clause()), lots=[lot(weights={"price": 100})])
    assert one.cover[:2] == (
        ("Contracting authority", "[name of the contracting authority]"),
        ("Reference", "[reference of the tender]"),
    )
    assert [p.key for p in one.open_points] == [
        *("tender.authority", "tender.reference", "tender.country"),
        "tender.status",
    ]
    assert ("Country", "[country of the contracting authority]") in one.cover
    assert set(one.gaps) == {one.cover[0][1], one.cover[1][1], "[country of the contracting authority]"}


@pytest.mark.parametrize("given", [{"jurisdiction": "international"}, {"status": "final"}])
def test_a_purchase_that_may_do_without_a_country_has_no_mark_for_it(given: dict[str, str]) -> None:
    tender = {"authority": "Agency", "reference": "R-1", **given}
    one = annex(small(years=clause()), tender=tender, lots=[lot(weights={"price": 100})])
    assert "Country" not in dict(one.cover)
    assert one.gaps == frozenset()


def test_an_organisation_that_names_a_place_of_delivery_is_asked_for_no_country() -> None:
    tender = {"jurisdiction": "international", "delivery-country": "KE"}
    one = annex(small(years=clause()), tender=tender)
    assert "tender.country" not in [point.key for point in one.open_points]


def test_the_status_of_a_draft_is_the_last_open_point_and_no_gap() -> None:
    final = decided(lots=[lot(months=None)])
    one = annex(small(years=clause()), **{**final, "tender": {**final["tender"], "status": "draft"}})
    *others, status = one.open_points
    assert [p.key for p in others] == [p.key for p in annex(small(years=clause()), **final).open_points]
    assert (status.where, status.key, status.is_gap) == ("Cover", "tender.status", False)
    assert status.what == (
        "Status: “final” in place of “draft”, once all else is settled and the launch, "
        f"{english().date(one.selection.purchase.tender.launch)}, is the day of publication (move it if the "
        "steps before you publish end later): editions, law and calendar follow from it"
    )


def test_a_missing_term_is_a_gap() -> None:
    one = annex(small(years=clause()), **decided(lots=[lot(months=None, weights={"price": 100})]))
    assert [p.key for p in one.open_points] == ["lots.1.months"]
    assert one.gaps == frozenset({"[to be decided: term]"})


def test_each_of_two_equal_lots_has_its_own_open_term() -> None:
    one = annex(small(years=clause()), **decided(lots=[lot(months=None, weights={"price": 100})] * 2))
    assert [p.key for p in one.open_points] == ["lots.1.months", "lots.2.months"]


def test_missing_weights_are_a_gap_where_there_are_criteria() -> None:
    one = annex(small(points=award()), **decided())
    assert [(p.where, p.key) for p in one.open_points] == [("1.3", "lots.1.weights")]
    assert [row[2] for row in table(one, "Award criteria and their weights").rows] == [
        "[to be decided]",
        "[to be decided]",
        "100",
    ]


def test_the_points_of_steps_are_a_gap_where_the_weight_is_missing() -> None:
    one = annex(small(points=award(scale=steps(3, 5))), **decided())
    found = next(b for b in flat(one.blocks) if isinstance(b, Table) and b.caption.startswith("Steps"))
    assert {row[-1] for row in found.rows} == {"[after the weight]"}
    assert "[after the weight]" in one.gaps


def test_a_criterion_of_the_authority_s_own_is_a_gap_to_be_written() -> None:
    weights = {"price": 70, "quality": {"Plan": 20, "Training": 10}}
    one = annex(small(years=clause()), **decided(lots=[lot(weights=weights)]))
    assert [p.what for p in one.open_points] == ["Quality: Plan", "Quality: Training"]


def test_every_gap_is_printed_where_it_is_marked() -> None:
    text = {"requirement": "The tenderer shall offer {{ years }}."}
    one = annex(
        library(
            {
                "parts": clause(parameters={"years": parameter({"core": "undecided"})}, text=text),
                "points": award(scale=steps(3, 5)),
            }
        ),
        lots=[lot(months=None)],
    )
    printed = " ".join([*list_texts(one.blocks), *list_texts(one.form), *(value for _, value in one.cover)])
    assert len(one.gaps) == 7
    for gap in one.gaps:
        assert gap in printed


# --- award table ---


def test_the_award_table_adds_up() -> None:
    one = annex(
        small(points=award(text={"title": "Points"}), years=clause()),
        lots=[lot(weights={"price": 70.5, "points": 9.5, "quality": {"Plan": 20}})],
    )
    assert table(one, "Award criteria and their weights").rows == (
        ("", "Price", "70.5"),
        ("1.3.1", "Points", "9.5"),
        ("", "Quality: Plan", "20"),
        ("", "Total", "100"),
    )


def proof(**tiers: str) -> Any:
    return {"verification": tiers}


@pytest.mark.parametrize(
    ("kind", "leads"),
    [
        (clause, [("Proof:", "A letter."), ("On request:", "A report. A certificate.")]),
        (
            performance,
            [("Proof:", "A letter."), ("During the contract:", "A report."), ("On request:", "A certificate.")],
        ),
    ],
)
def test_the_proof_of_a_clause_is_one_paragraph_with_a_lead_for_each_time(
    kind: Callable[..., Any], leads: list[tuple[str, str]]
) -> None:
    one = annex(
        small(years=kind(text=proof(declaration="A letter.", document="A report.", certificate="A certificate.")))
    )
    assert [b.proofs for b in flat(one.blocks) if isinstance(b, ProofText)] == [tuple(leads)]


def test_a_clause_ends_with_one_line_of_consequence_where_it_has_a_remedy() -> None:
    one = annex(library({"return": performance(text={"remedy": "A deduction."}), "years": clause()}))
    found = [b for b in flat(one.blocks) if isinstance(b, ClauseBlock)]
    clauses = {block.printed.clause.id: block.blocks for block in found}
    assert clauses["return"][-1] == Paragraph("A deduction.", "Consequence:")
    assert not any(isinstance(block, Paragraph) and block.lead for block in clauses["years"])


# --- sources ---


def cited(one: Annex) -> list[str]:
    return [id_ for id_, _ in one.sources]


def test_a_source_says_nothing_twice_and_its_status_only_where_it_is_not_in_force() -> None:
    sources = {
        "a-law": {"title": "A Law", "issuer": "Parliament", "kind": "law", "status": "in-force", "mark": "C"},
        "a-label": {"title": "Scheme X", "issuer": "Scheme X", "kind": "label", "status": "voluntary", "mark": "C"},
    }
    cited_both = clause(sources=[{"id": "a-law", "mark": "C"}, {"id": "a-label", "mark": "C"}])
    rows = table(annex(library({"a": cited_both}, sources=sources)), "Sources cited").rows
    assert [row[1] for row in rows] == ["A Law, Parliament; law", "Scheme X; label or scheme; voluntary"]


def test_only_what_is_cited_is_in_the_list_of_sources() -> None:
    whole = small(
        years=clause(sources=[{"id": "another-law", "mark": "C", "clause": "Art 5"}]),
        tablets=clause(applies=[{"categories": ["tablet"]}], sources=[{"id": "a-label", "mark": "C"}]),
    )
    one = annex(whole)
    assert cited(one) == ["another-law"]
    assert [row[0] for row in table(one, "Sources cited").rows] == ["[1]"]
    assert "Another law" in str(table(one, "Sources cited").rows[0][1])


@pytest.mark.parametrize(("mark", "listed"), [("C", True), ("D", True), ("T", True), ("M", False), ("P", False)])
def test_a_source_is_cited_where_somebody_read_it(mark: str, listed: bool) -> None:
    one = annex(small(years=clause(sources=[{"id": "a-law", "mark": mark}])))
    assert cited(one) == (["a-law"] if listed else [])


def test_the_source_of_a_figure_that_the_buyer_replaced_is_not_cited() -> None:
    case = {"core": {"value": 5, "mark": "C", "source": "a-label"}}
    text = {"requirement": "The tenderer shall offer {{ years }}."}
    one = annex(
        small(years=clause(parameters={"years": parameter(case)}, text=text)), parameters={"years": {"years": 6}}
    )
    assert cited(one) == []


def test_the_number_in_a_clause_is_that_of_the_list() -> None:
    refs = [{"id": "a-label", "mark": "C", "clause": "4.2"}, {"id": "a-law", "mark": "T"}]
    one = annex(small(years=clause(sources=refs)))
    assert cited(one) == ["a-law", "a-label"]
    assert table(one, "Clauses and sources").rows == (("1.2.1", "years 1", "[2], 4.2; [1]*"),)
    assert any("An asterisk (*)" in text for text in list_texts(one.blocks))


def test_a_source_is_one_text_with_its_kind_status_and_address() -> None:
    one = annex(small(years=clause(sources=[{"id": "a-law", "mark": "C"}])))
    ((number, text),) = table(one, "Sources cited").rows
    source = dict(one.sources)["a-law"]
    assert number == "[1]"
    assert str(text).startswith(source.title)
    assert "; law" in str(text)
    assert str(text).endswith(source.url or "")


def test_the_tables_of_the_appendix_are_in_small_print() -> None:
    one = annex(small(years=clause(sources=[{"id": "a-law", "mark": "C"}])))
    assert all(table(one, name).small for name in ("Clauses and sources", "Sources cited"))


def test_ids_and_versions_stand_in_one_table_and_in_no_clause() -> None:
    one = annex(library(EACH_KIND), lots=[lot(), lot()])
    rows = table(one, "Clauses and sources").rows
    assert [row[:2] for row in rows] == [(c.number, f"{c.clause.id} {c.clause.version}") for c in one.printed]
    clauses = [block for block in flat(one.blocks) if isinstance(block, ClauseBlock)]
    assert not any("version" in text or "sources" in text.lower() for text in list_texts(clauses))


# --- definitions ---


DEFINED = {
    "unit": Definition("unit", ("unit", "units"), "A device with its batteries."),
    "battery": Definition("battery", ("batter*",), "What holds a charge."),
    "batch": Definition("batch", ("batch",), "What goes together."),
    "purchase": Definition("purchase", ("purchase",), "What is bought."),
}


def terms(one: Annex) -> list[str]:
    blocks = list(flat(one.blocks))
    start = next(
        (n for n, b in enumerate(blocks, 1) if isinstance(b, Heading) and b.text == "Definitions"), len(blocks)
    )
    defined = takewhile(lambda b: not isinstance(b, Heading), blocks[start:])
    return [b.lead.removesuffix(".") for b in defined if isinstance(b, Paragraph) and b.lead]


def saying(text: str) -> Annex:
    """An annex whose only clause says this, in a language that defines a few terms."""
    language = Language("en", replace(english().frame, definitions=DEFINED))
    words = {"requirement": text, "title": "T", "question": "Q", "guidance": "Mind each batch."}
    return annex(small(years=clause(text=words)), language)


def test_a_term_that_a_clause_uses_is_defined() -> None:
    assert terms(saying("The tenderer shall label each batch.")) == ["batch"]


def test_another_form_of_a_term_counts() -> None:
    assert terms(saying("BATTERIES shall be new.")) == ["battery"]


def test_without_any_term_there_is_no_part_for_definitions() -> None:
    one = saying("The tenderer shall do it.")
    assert terms(one) == []
    assert "Definitions" not in headings(one.blocks, 1)


def test_a_term_inside_another_word_is_not_that_term() -> None:
    assert terms(saying("The tenderer shall give the community an opportunity.")) == []


def test_a_term_that_a_definition_uses_is_defined_too() -> None:
    assert terms(saying("Each unit shall be new.")) == ["battery", "unit"]


@pytest.mark.parametrize(
    ("lot", "published", "words"),
    [
        (LotKind("purchase", old_units=False, estimates=False), "", "A thing."),
        (LotKind("lease", old_units=False, estimates=False), "", "A thing. Leased."),
        (LotKind("purchase", old_units=True, estimates=False), "", "A thing. Old."),
        (LotKind("purchase", old_units=False, estimates=True), "", "A thing. About so many."),
        (LotKind("lease", old_units=True, estimates=False), "a batch of goods", "A thing. Leased. Old. In a batch."),
        (LotKind("purchase", old_units=False, estimates=False), "a batch of goods", "A thing. In a batch."),
        (LotKind("purchase", old_units=False, estimates=False, yearly=True), "", "A thing. Each year."),
        (LotKind("purchase", old_units=False, estimates=False, whole=True), "", "A thing. As one."),
        (LotKind("purchase", old_units=False, estimates=False, by_price=True), "", "A thing. By the price."),
    ],
)
def test_a_sentence_of_a_definition_stands_only_where_it_concerns_a_lot(
    lot: LotKind, published: str, words: str
) -> None:
    sentences = (
        DefinitionSentence("Leased.", acquisition=("lease",)),
        DefinitionSentence("Leased.", acquisition=("lease", "service")),
        DefinitionSentence("Old.", old_units=True),
        DefinitionSentence("About so many.", estimates=True),
        DefinitionSentence("In a batch.", forms=("batch*",)),
        DefinitionSentence("Each year.", yearly=True),
        DefinitionSentence("As one.", whole=True),
        DefinitionSentence("By the price.", by_price=True),
    )
    term = Definition("thing", ("thing",), "A thing.", sentences)
    assert term.write([lot], published) == words


def test_a_sentence_of_a_definition_names_its_model_only_beside_lots_of_another_one() -> None:
    bought, leased = (LotKind(model, old_units=False, estimates=False) for model in ("purchase", "lease"))
    priced = DefinitionSentence("In a purchase, its price.", acquisition=("purchase",), alone="Its price.")
    term = Definition("value", ("value",), sentences=(priced,))
    assert [term.write(lots, "") for lots in ([bought], [bought, leased])] == [
        "Its price.",
        "In a purchase, its price.",
    ]


def test_what_the_lot_says_of_itself_needs_no_definition() -> None:
    one = saying("The tenderer shall do it.")
    assert "purchase" in str(one.blocks)
    assert terms(one) == []


# --- what people typed ---

LITERAL = [
    "{{ 7*7 }}",
    "{% raw %}",
    "{title}",
    "<b>&amp;</b>",
    "{ MERGEFIELD x }",
    "A\u200fB",
    "👩🏽‍💻",
    "[to be decided]",
]


@pytest.mark.parametrize(
    ("tender", "line", "shown"),
    [({"country": "FR"}, {}, True), ({"country": "KE"}, {}, False), ({"country": "KE"}, {"cpv": "30213100"}, True)],
)
def test_cpv_codes_are_printed_where_tenders_name_them_or_a_line_does(tender: Any, line: Any, shown: bool) -> None:
    items = [{"category": "laptop", "quantity": 5, **line}]
    one = annex(shipped_data.load_shipped_data().library, tender=tender, lots=[{**lot(), "items": items}])
    assert ("CPV" in " ".join(map(str, table(one, "What the lot covers").head))) is shown


@pytest.mark.parametrize("text", LITERAL)
def test_what_people_typed_is_printed_as_it_is(text: str) -> None:
    one = annex(
        small(years=clause()),
        tender={"title": text, "authority": text, "reference": text},
        lots=[{**lot(title=text), "items": [{"category": "laptop", "quantity": 1, "note": text}]}],
        excluded=[{"clause": "years", "reason": text}],
    )
    assert one.subtitle == text
    assert [value for _, value in one.cover].count(text) == 3
    assert one.lots[0].title == text
    assert table(one, "What the lot covers").rows[0][-1] == text
    notes = " ".join(list_texts(compose_notes(one).blocks)).lower()
    assert f"left out by the authority: {text}".lower() in notes


def test_a_text_parameter_is_printed_as_it_is() -> None:
    one = annex(
        small(
            years=clause(
                parameters={"words": parameter({"core": "x"}, type="text", unit=None, direction="none")},
                text={"requirement": "It shall say {{ words }}."},
            )
        ),
        parameters={"years": {"words": "{{ words }} {% x %}"}},
    )
    assert one.printed[0].requirement == ("It shall say {{ words }} {% x %}.",)


def test_the_annex_keeps_the_selection_it_came_from() -> None:
    whole = small(years=clause())
    assert annex(whole).selection == choose(whole)
    assert annex(whole).language == english()


@pytest.mark.parametrize(
    ("answer", "said"), [(True, "new or, as far as a clause asks for it, refurbished"), (False, "new"), (None, None)]
)
def test_a_lot_says_whether_its_units_are_new(answer: bool | None, said: str | None) -> None:
    answers = {} if answer is None else {"accepts-refurbished": answer}
    one = annex(small(a=clause()), lots=[lot(answers=answers)])
    facts = {b.lead: b.text for b in one.blocks if isinstance(b, Paragraph) and b.style == "fact"}
    assert facts.get("Units") == said
