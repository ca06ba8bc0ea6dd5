# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from tenderkit.library.language import Definition, Language
from tenderkit.library.library import Library
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import (
    Answer,
    Block,
    ClauseBlock,
    Contents,
    Heading,
    Paragraph,
    ProofText,
    Published,
    Removable,
    Table,
    Wide,
    list_texts,
)
from tenderkit.papers.digest import compute_published_digest
from tests.support import (
    SOURCES,
    annex,
    award,
    buyer_step,
    choose,
    clause,
    english,
    library,
    lot,
    parameter,
    performance,
    profile,
    steps,
    with_steps,
)


def flat(blocks: Sequence[Block]) -> Iterator[Block]:
    """All blocks in the order of print, those inside others too."""
    for block in blocks:
        yield block
        if isinstance(block, ClauseBlock | Removable | Wide | Published):
            yield from flat(block.blocks)


def headings(blocks: Sequence[Block], level: int) -> list[str]:
    found = [b for b in flat(blocks) if isinstance(b, Heading) and b.level == level]
    return [f"{b.number} {b.text}".strip() for b in found]


def table(one: Annex, caption: str) -> Table:
    return next(b for b in flat(one.blocks) if isinstance(b, Table) and b.caption == caption)


def removable(one: Annex, tag: str) -> Removable:
    return next(b for b in one.blocks if isinstance(b, Removable) and b.tag == tag)


def public(one: Annex) -> list[Block]:
    """What is published: everything but the parts that are removed before."""
    return [b for b in one.blocks if not isinstance(b, Removable)]


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


def test_the_parts_stand_in_this_order() -> None:
    one = annex(library(EACH_KIND), lots=[lot(), lot()])
    assert headings(one.blocks, 1) == [
        "How to use this annex",
        "Definitions",
        "General rules",
        "Clauses for several lots",
        "Lot 1 A lot",
        "Lot 2 A lot",
        "Response form",
        "List of evidence",
        "Clauses and sources",
        "Notes for the contracting authority",
    ]


def test_sources_stand_before_the_notes() -> None:
    one = annex(small(years=clause(sources=[{"id": "a-law", "mark": "C"}])))
    assert headings(one.blocks, 1)[-2:] == ["Clauses and sources", "Notes for the contracting authority"]
    assert headings(public(one), 2)[-1] == "Sources cited"


def test_a_lot_has_five_sections_in_this_order() -> None:
    one = annex(library(EACH_KIND))
    assert headings(public(one), 2)[1:6] == [
        "1.1 Selection criteria",
        "1.2 Technical specifications",
        "1.3 Award criteria",
        "1.4 Contract performance clauses",
        "1.5 Reporting",
    ]


def test_clauses_are_numbered_by_lot_section_and_place() -> None:
    one = annex(library({**EACH_KIND, "useful-life/zz": clause(text={"title": "Zz"})}))
    inside = ["Capacity", "Years", "Zz", "Points", "Return", "Report"]
    assert headings(public(one), 3) == [
        "G.1 Equality",
        *[f"1.{n} {t}" for n, t in zip(["1.1", "2.1", "2.2", "3.1", "4.1", "5.1"], inside, strict=True)],
    ]


def test_an_empty_section_keeps_its_number_and_says_that_it_is_empty() -> None:
    one = annex(library({"return": performance()}))
    assert headings(public(one), 2)[:5] == [
        "1.1 Selection criteria",
        "1.2 Technical specifications",
        "1.3 Award criteria",
        "1.4 Contract performance clauses",
        "1.5 Reporting",
    ]
    assert "This annex sets no technical specification for this lot." in list_texts(one.blocks)
    assert "This annex sets no contract performance clause for this lot." not in list_texts(one.blocks)
    assert one.printed[0].number == "1.4.1"


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
    assert "1.1 Selection criteria" in headings(public(one), 2)


def test_only_a_further_lot_begins_a_page_in_what_is_published() -> None:
    sold = clause(applies=[{"acquisition": ["purchase"]}])
    lots = [lot(title="First"), lot(title="Second", acquisition="lease")]
    one = annex(library({"general/equality": rule(), "sold": sold}), lots=lots)
    texts = [b for b in flat(public(one)) if isinstance(b, Heading) and b.page_break and b.part is not None]
    assert [heading.text for heading in texts] == ["Second"]
    plain = ("Definitions", "Clauses and sources", "Sources cited", "First")
    assert not any(b.page_break for b in flat(public(one)) if isinstance(b, Heading) and b.text in plain)


def test_every_lot_behind_the_clauses_for_several_lots_begins_a_page() -> None:
    one = annex(library(EACH_KIND), lots=[lot(title="First"), lot(title="Second")])
    starts = [(b.text, b.page_break) for b in flat(public(one)) if isinstance(b, Heading) and b.part]
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
        ("Provided by the contractor", "laptops", "1,000", "30213100", "N"),
        ("Handed over by the contracting authority", "displays", "5", "30231300", ""),
    )


def test_what_is_repaired_is_not_provided() -> None:
    one = annex(small(years=clause()), lots=[lot(acquisition="repair")])
    assert table(one, "What the lot covers").rows[0][0] == "Repaired by the contractor"


@pytest.mark.parametrize(
    ("basis", "head", "words", "returned"),
    [
        (
            "fixed",
            "Quantity (fixed)",
            "The quantities are fixed.",
            "The contracting authority will hand over the old units listed.",
        ),
        (
            None,
            "Quantity (estimate)",
            "The quantities are estimates and do not bind the contracting authority.",
            "It may hand over up to the number of old units listed.",
        ),
        (
            "per-year",
            "Quantity (each contract year)",
            "The quantities are those of one contract year.",
            "The contracting authority may hand over up to the number of old units listed in each contract year.",
        ),
    ],
)
def test_a_lot_says_on_what_basis_it_counts(basis: str | None, head: str, words: str, returned: str) -> None:
    plain = annex(small(years=clause()), lots=[lot(quantity_basis=basis)])
    assert words in list_texts(plain.blocks)
    assert table(plain, "What the lot covers").head[2] == head
    both = annex(small(years=clause()), lots=[lot({"laptop": 5}, {"display": 5}, quantity_basis=basis)])
    assert f"{words} {returned}" in list_texts(both.blocks)


@pytest.mark.parametrize(("contract", "fixed"), [("contract", False), ("framework", False), ("call-off", True)])
def test_quantities_are_fixed_in_a_call_off_alone_unless_the_purchase_says_so(contract: str, fixed: bool) -> None:
    one = annex(small(years=clause()), tender={"contract": contract})
    assert any("The quantities are fixed." in text for text in list_texts(one.blocks)) is fixed


@pytest.mark.parametrize(
    ("contract", "name"),
    [
        ("contract", "Term of the contract"),
        ("framework", "Term of the framework agreement"),
        ("call-off", "Term of the call-off"),
    ],
)
def test_the_term_is_worded_by_the_form_of_contract(contract: str, name: str) -> None:
    one = annex(small(years=clause()), tender={"contract": contract}, lots=[lot(months=48, options=[12, 1])])
    fact = next(b for b in flat(one.blocks) if isinstance(b, Paragraph) and b.lead == name)
    assert fact.text == "48 months, with possible extension by 12 months and 1 month"


# --- open points and gaps ---


def decided(**overrides: Any) -> Any:
    """The keys of a purchase in which the cover has no gap."""
    return {"tender": {"authority": "Ministry", "reference": "R-1", "country": "KE"}, **overrides}


def test_nothing_is_open_where_everything_is_decided() -> None:
    one = annex(small(years=clause()), **decided(lots=[lot(weights={"price": 100})]))
    assert one.open_points == ()
    assert one.gaps == frozenset()
    assert "None: every value is decided." in list_texts(one.blocks)


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


def test_the_open_points_stand_in_the_notes() -> None:
    one = annex(small(years=clause()))
    rows = table(one, "Open points").rows
    assert [tuple(row) for row in rows] == [(p.where, p.what, p.key) for p in one.open_points]
    assert table(one, "Open points") in list(flat(removable(one, "tk:notes").blocks))


def test_a_missing_authority_reference_or_country_is_an_open_point() -> None:
    one = annex(small(years=clause()), lots=[lot(weights={"price": 100})])
    assert one.cover[:2] == (
        ("Contracting authority", "[name of the contracting authority]"),
        ("Reference", "[reference of the tender]"),
    )
    assert [p.key for p in one.open_points] == ["tender.authority", "tender.reference", "tender.country"]
    assert set(one.gaps) == {one.cover[0][1], one.cover[1][1]}


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
    printed = " ".join([*list_texts(one.blocks), *(value for _, value in one.cover)])
    assert len(one.gaps) == 6
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


# --- removable parts ---


def test_two_parts_are_for_the_authority_and_can_be_removed_in_one_go() -> None:
    one = annex(library(EACH_KIND))
    assert [b.tag for b in one.blocks if isinstance(b, Removable)] == ["tk:how-to-use", "tk:notes"]
    assert one.blocks[1] == removable(one, "tk:how-to-use")
    assert one.blocks[-1] == removable(one, "tk:notes")


def test_guidance_is_printed_in_the_notes_only() -> None:
    one = annex(small(years=clause(text={"guidance": "Ask the market first."})))
    assert "Ask the market first." in list_texts([removable(one, "tk:notes")])
    assert not any("Ask the market first." in text for text in list_texts(public(one)))


def test_reasons_and_origins_are_printed_in_the_notes_only() -> None:
    one = annex(
        small(
            years=clause(
                parameters={"years": parameter()}, text={"requirement": "The tenderer shall offer {{ years }}."}
            )
        )
    )
    assert "proposed by this project" in list_texts([removable(one, "tk:notes")])
    assert "proposed by this project" not in list_texts(public(one))


def test_what_was_left_out_is_named_with_its_reason() -> None:
    one = annex(small(years=clause(), tablets=clause(applies=[{"categories": ["tablet"]}], text={"title": "T"})))
    assert table(one, "Left out: Lot 1: A lot").rows == (
        ("T (tablets)", "it is not meant for what the lot buys: laptops"),
    )


def test_the_notes_say_how_the_annex_was_made() -> None:
    whole = small(years=clause())
    one = annex(whole, tender={"country": "KE"})
    rows = {str(row[0]): row[1] for row in table(one, "How this annex was made").rows}
    assert rows["Clause library"] == f"version {whole.version}, SHA-256 {whole.digest}"
    assert rows["Purchase file"] == f"SHA-256 of the published answers {compute_published_digest(one.selection)}"
    (launch,) = (words for name, words in rows.items() if name.startswith("Launch"))
    assert launch == "15 January 2027"
    assert rows["Level of ambition"] == "core"


# --- response form ---


def test_the_response_form_asks_every_clause_of_a_lot() -> None:
    one = annex(library(EACH_KIND))
    found = table(one, "Lot 1: A lot")
    assert [row[0] for row in found.rows] == [
        "1.1.1 Capacity",
        "1.2.1 Years",
        "1.3.1 Points",
        "1.4.1 Return",
        "1.5.1 Report",
    ]
    assert {row[1] for row in found.rows} == {"Will you do it?"}


def test_the_answers_are_tagged_after_their_clause() -> None:
    one = annex(small(years=clause()))
    cells = table(one, "Lot 1: A lot").rows[0][2:]
    assert [c.tag for c in cells if isinstance(c, Answer)] == [
        "tk:L1.years.answer",
        "tk:L1.years.value",
        "tk:L1.years.evidence",
    ]


# --- the list of evidence ---


def proof(**tiers: str) -> Any:
    return {"verification": tiers}


def evidence(one: Annex) -> list[Table]:
    """The tables of the list of evidence, one for each part."""
    last = "When it may be asked for"
    return [b for b in flat(one.blocks) if isinstance(b, Table) and b.head[-1] == last]


def test_the_list_of_evidence_names_the_tiers_of_every_clause() -> None:
    one = annex(
        library(
            {
                "general/equality": rule(text={"title": "Equality", **proof(document="D")}),
                "useful-life/years": clause(
                    text={"title": "Years", **proof(declaration="A", document="B", certificate="C")}
                ),
                "end-of-life/return": performance(text={"title": "Return", **proof(declaration="A")}),
            }
        ),
        tender={"proportionality": "standard"},
    )
    due = "before award"
    general, first = evidence(one)
    assert general.rows == (("G.1 Equality", "–", "yes", "–", due),)
    assert first.rows == (
        ("1.2.1 Years", "yes", "yes", "yes", due),
        ("1.4.1 Return", "yes", "–", "–", "during the contract"),
    )


def test_a_small_purchase_asks_for_no_independent_proof() -> None:
    one = annex(
        small(years=clause(text=proof(declaration="A", document="B", certificate="C"))),
        tender={"proportionality": "short"},
    )
    (listed,) = evidence(one)
    assert listed.head[1:] == (
        "Declaration, with the tender",
        "Document, on request or when the clause says",
        "When it may be asked for",
    )
    assert listed.rows[0][1:3] == ("yes", "yes")


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
    assert [b.proofs for b in flat(public(one)) if isinstance(b, ProofText)] == [tuple(leads)]


def test_a_clause_ends_with_one_line_of_consequence_where_it_has_a_remedy() -> None:
    one = annex(library({"return": performance(text={"remedy": "A deduction."}), "years": clause()}))
    found = [b for b in flat(public(one)) if isinstance(b, ClauseBlock)]
    clauses = {block.printed.clause.id: block.blocks for block in found}
    assert clauses["return"][-1] == Paragraph("A deduction.", "Consequence:")
    assert not any(isinstance(block, Paragraph) and block.lead for block in clauses["years"])


# --- sources ---


def cited(one: Annex) -> list[str]:
    return [id_ for id_, _ in one.sources]


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


def test_the_source_of_a_figure_is_cited() -> None:
    case = {"core": {"value": 5, "mark": "C", "source": "a-label", "clause": "4.2"}}
    text = {"requirement": "The tenderer shall offer {{ years }}."}
    one = annex(small(years=clause(parameters={"years": parameter(case)}, text=text)))
    assert cited(one) == ["a-label"]
    assert "cited: [1], 4.2" in list_texts([removable(one, "tk:notes")])


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
    on_subject = english().text("sources.topic", cite="[1]")
    assert table(one, "Clauses and sources").rows == (("1.2.1", "years", "1", f"[2], 4.2; {on_subject}"),)


def test_ids_and_versions_stand_in_one_table_and_in_no_clause() -> None:
    one = annex(library(EACH_KIND), lots=[lot(), lot()])
    rows = table(one, "Clauses and sources").rows
    assert [row[:3] for row in rows] == [(c.number, c.clause.id, str(c.clause.version)) for c in one.printed]
    clauses = [block for block in flat(public(one)) if isinstance(block, ClauseBlock)]
    assert not any("version" in text or "sources" in text.lower() for text in list_texts(clauses))


def test_a_duty_of_the_authority_cites_its_source() -> None:
    duty = {"id": "quota", "text": {"en": "Buy used."}, "source": "another-law", "mark": "C", "clause": "Art 58"}
    one = annex(library({"years": clause()}, {"ke": profile(duties=[duty])}), tender={"country": "KE"})
    assert cited(one) == ["another-law"]
    assert table(one, "Rules to check").rows[-1] == ("Duty of the authority", "Buy used.", "[1], Art 58")


def test_a_topic_on_which_the_profile_is_silent_says_so() -> None:
    rows = table(
        annex(library({"years": clause()}, {"ke": profile()}), tender={"country": "KE"}), "Rules to check"
    ).rows
    assert ("Award weights", "The profile records no rule; ask your legal service.", "") in rows


def test_a_source_from_memory_says_that_nobody_checked_it() -> None:
    sources = {**SOURCES, "a-law": {**SOURCES["a-law"], "mark": "M"}}
    whole = library({"years": clause(sources=[{"id": "a-law", "mark": "T"}])}, sources=sources)
    assert "details not checked by this project" in str(table(annex(whole), REMARKS).rows[0])
    assert "details not checked by this project" not in str(table(annex(whole), "Sources cited").rows[0])


# --- what product law demands already ---

DEMANDS = "What the law already demands"


def demanding(*lots: Any, mark: str = "C", **more: Any) -> Annex:
    """An annex in Kenya, where product law has one rule."""
    law = {"id": "r", "text": {"en": "It is repairable."}, "source": "another-law", "clause": "Art 5", "mark": mark}
    whole = library({"years": clause()}, {"ke": profile(product_rules=[{**law, **more}])})
    return annex(whole, tender={"country": "KE"}, lots=list(lots) or None)


@pytest.mark.parametrize("mark", ["C", "D"])
def test_a_demand_of_product_law_cites_where_somebody_read_it(mark: str) -> None:
    one = demanding(mark=mark)
    assert table(one, DEMANDS).rows == (("It is repairable.", "[1], Art 5"),)
    assert cited(one) == ["another-law"]


@pytest.mark.parametrize("mark", ["T", "M", "P"])
def test_a_demand_that_nobody_confirmed_cites_nothing(mark: str) -> None:
    one = demanding(mark=mark)
    assert table(one, DEMANDS).rows == (("It is repairable. (Not confirmed.)", ""),)
    assert cited(one) == []
    assert not any("Another law" in text for text in list_texts(one.blocks))


def test_a_demand_names_its_lots_where_it_is_not_for_all() -> None:
    two = lot(), lot({"display": 5}, data=None)
    assert table(demanding(*two), DEMANDS).rows[0][0] == "It is repairable."
    assert table(demanding(*two, categories=["display"]), DEMANDS).rows[0][0] == "Lot 2: It is repairable."
    three = table(demanding(lot(), *two, categories=["laptop"]), DEMANDS)
    assert three.rows[0][0] == "Lot 1 and Lot 2: It is repairable."


def test_where_the_law_demands_nothing_there_is_no_table_of_it() -> None:
    captions = [
        b.caption
        for b in flat(demanding(lot({"display": 5}, data=None), categories=["server"]).blocks)
        if isinstance(b, Table)
    ]
    assert "Rules to check" in captions
    assert DEMANDS not in captions


def test_what_the_law_demands_is_told_to_the_authority_only() -> None:
    one = demanding()
    assert "It is repairable." in list_texts([removable(one, "tk:notes")])
    assert not any("It is repairable." in text for text in list_texts(public(one)))


# --- before you publish ---

BEFORE = "Before you publish"


def preparing(*lots: Any, **steps_: Any) -> Annex:
    """An annex of a library with these buyer steps."""
    return annex(with_steps(library(EACH_KIND), **steps_), lots=list(lots) or None)


def test_the_buyer_steps_are_a_part_that_is_removed_before_publication() -> None:
    one = preparing(count=buyer_step("Count the desks."))
    assert [b.tag for b in one.blocks if isinstance(b, Removable)] == [
        "tk:how-to-use",
        "tk:before-you-publish",
        "tk:notes",
    ]
    assert "Count the desks." in list_texts([removable(one, "tk:before-you-publish")])
    assert not any("Count the desks." in text for text in list_texts(public(one)))


def test_the_buyer_steps_stand_before_the_definitions_and_all_that_is_published() -> None:
    one = preparing(count=buyer_step())
    assert one.blocks[2] == removable(one, "tk:before-you-publish")
    titles = headings(one.blocks, 1)
    assert titles.index(BEFORE) == titles.index("How to use this annex") + 1
    assert titles.index(BEFORE) < titles.index("Definitions")


def test_without_a_step_that_fits_there_is_no_such_part() -> None:
    for one in (preparing(), preparing(count=buyer_step(applies=[{"acquisition": ["repair"]}]))):
        assert BEFORE not in headings(one.blocks, 1)
        assert one.preparation == ()


def test_a_step_is_a_line_to_tick_off_with_what_to_keep() -> None:
    one = preparing(count=buyer_step("Count.", "Ask.", title={"en": "Count the desks"}, output={"en": "List"}))
    assert table(one, BEFORE).head == ("Done", "Step", "What to do", "Keep")
    assert table(one, BEFORE).rows == (("☐", "Count the desks", "Count. Ask.", "List"),)


def test_advice_names_its_lots_where_it_is_not_for_all_of_them() -> None:
    leased = {"text": {"en": "Compare."}, "when": {"acquisition": ["lease"]}}
    step = buyer_step("Count.", leased)
    rows = table(preparing(lot(), lot(acquisition="lease"), lot(acquisition="lease"), count=step), BEFORE).rows
    assert rows[0][2] == "Count. Lot 2 and Lot 3: Compare."
    assert table(preparing(lot(acquisition="lease"), count=step), BEFORE).rows[0][2] == "Count. Compare."


def test_a_step_for_some_lots_names_them_in_each_paragraph() -> None:
    step = buyer_step("Count.", "Ask.", applies=[{"acquisition": ["lease"]}])
    rows = table(preparing(lot(), lot(acquisition="lease"), count=step), BEFORE).rows
    assert rows[0][2] == "Lot 2: Count. Lot 2: Ask."


def test_the_sources_of_a_step_are_in_the_list_of_the_notes_only() -> None:
    sources = [{"id": "another-law", "mark": "C", "clause": "Art 46"}, {"id": "a-label", "mark": "T"}]
    one = preparing(count=buyer_step(sources=sources))
    assert cited(one) == ["another-law", "a-label"]
    on_subject = english().text("sources.topic", cite="[2]")
    assert table(one, BEFORE).rows[0][2] == f"Do it. Sources: [1], Art 46; {on_subject}."
    assert [row[:2] for row in table(one, REMARKS).rows] == [("[1]", "Another law"), ("[2]", "A label")]
    assert not any("Another law" in text for text in list_texts(public(one)))


def test_terms_that_only_the_buyer_steps_use_need_no_definition() -> None:
    words = " ".join(d.term for d in english().frame.definitions.values())
    plain = terms(preparing())
    assert terms(preparing(count=buyer_step(words))) == plain


# --- definitions ---


REMARKS = "Sources of these notes, and what is not certain"

DEFINED = {
    "unit": Definition("unit", ("unit", "units"), "A device with its batteries."),
    "battery": Definition("battery", ("batter*",), "What holds a charge."),
    "batch": Definition("batch", ("batch",), "What goes together."),
    "purchase": Definition("purchase", ("purchase",), "What is bought."),
}


def terms(one: Annex) -> list[str]:
    found = [b for b in flat(one.blocks) if isinstance(b, Table) and b.caption == "Definitions"]
    return [str(row[0]) for row in found[0].rows] if found else []


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
    assert terms(saying("Each unit shall be new.")) == ["unit", "battery"]


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
    assert table(one, "What the lot covers").rows[0][4] == text
    assert f"left out by the authority: {text}" in list_texts(one.blocks)


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
