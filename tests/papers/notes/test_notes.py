# SPDX-License-Identifier: Apache-2.0
"""The notes: what to do first, open points, preparation, the law, guidance, reasons and origins."""

import datetime
import re
from dataclasses import replace
from typing import Any

import pytest

from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.annex.part import AcceptedFault
from tenderkit.papers.blocks import Heading, Paragraph, Table, list_texts
from tenderkit.papers.digest import compute_published_digest
from tenderkit.papers.notes.notes import compose_notes
from tests.papers.annex.test_annex import EACH_KIND, cited, flat, headings, small, table, terms
from tests.support import (
    SOURCES,
    annex,
    award,
    buyer_step,
    clause,
    english,
    library,
    limit,
    lot,
    parameter,
    profile,
    steps,
    with_steps,
)


def listed(one: Annex, caption: str) -> Table:
    """A table of the notes."""
    return table(compose_notes(one), caption)


def said(one: Annex) -> str:
    """All words of the notes on an annex."""
    return " ".join(list_texts(compose_notes(one).blocks))


def test_what_to_do_first_comes_first_and_how_it_was_made_last() -> None:
    guided = {
        **EACH_KIND,
        "useful-life/zz": clause(text={"guidance": "Ask."}, sources=[{"id": "a-law", "mark": "M"}]),
    }
    one = annex(library(guided, {"ke": profile()}), tender={"country": "KE"})
    assert headings(compose_notes(one).blocks, 1) == [
        "What to do first",
        "Open points",
        "Before you publish",
        "Rules to check",
        "Guidance clause by clause",
        "Why each clause is in, and where its values come from",
        "What came close and was left out",
        "How this annex was made",
    ]


def first_steps(one: Annex) -> dict[str, str]:
    """The steps that come first, by their numbered leads."""
    blocks = compose_notes(one).blocks
    return {
        b.lead: b.text for b in blocks if isinstance(b, Paragraph) and b.lead[:1].isdigit() and ". " in b.lead[:3]
    }


def test_the_first_steps_go_from_the_open_points_to_publication() -> None:
    draft = annex(small(years=clause()))
    steps = first_steps(draft)
    assert list(steps) == [
        "1. Settle the open points.",
        "2. Say whether units are new.",
        "3. Work through these notes.",
        "4. State the highest quantity.",
        "5. Publish in the language of the procedure.",
        "6. Have the annex read.",
        "7. Set the status.",
        "8. Publish two papers.",
    ]
    assert f"({len(draft.open_points)})" in steps["1. Settle the open points."]
    assert 'tender.status = "final"' in steps["7. Set the status."]


def test_without_a_profile_the_law_of_the_country_comes_first() -> None:
    lead = "1. Have the law of your country looked up."
    abroad = first_steps(annex(small(years=clause()), tender={"country": "KE"}))
    assert "There is no profile for Kenya" in abroad[lead]
    assert lead not in first_steps(annex(small(years=clause())))


def test_a_step_that_is_done_is_left_out() -> None:
    tender = {"authority": "Ministry", "reference": "R-1", "country": "KE", "status": "final"}
    only = lot(weights={"price": 100}, quantity_basis="fixed", answers={"accepts-refurbished": False})
    settled = annex(small(years=clause()), tender=tender, lots=[only])
    assert list(first_steps(settled)) == [
        "1. Work through these notes.",
        "2. Have the annex read.",
        "3. Publish two papers.",
    ]


def test_a_question_that_nobody_answered_is_named_where_an_answer_would_bring_in_clauses() -> None:
    whole = library({"years": clause(), "rugged": clause(applies=[{"use": ["outdoors"]}])})
    lead = "3. Answer what nobody answered."
    assert "“Where are the units used?”" in first_steps(annex(whole))[lead]
    assert lead not in first_steps(annex(whole, lots=[lot(answers={"use": "office"})]))


def test_the_short_set_names_the_unanswered_questions_of_clauses_that_larger_sets_hold() -> None:
    rugged = clause(applies=[{"use": ["outdoors"]}], sets=["standard"])
    whole = library({"years": clause(sets=["short", "standard"]), "rugged": rugged})
    lead = "3. Look at what the short set leaves aside."
    assert "“Where are the units used?”" in first_steps(annex(whole, tender={"proportionality": "short"}))[lead]
    assert "3. Answer what nobody answered." in first_steps(annex(whole, tender={"proportionality": "standard"}))
    assert lead not in first_steps(annex(whole, tender={"proportionality": "standard"}))


def test_the_notes_say_what_holds_until_it_is_known_whether_units_are_new() -> None:
    step = first_steps(annex(small(years=clause())))["2. Say whether units are new."]
    assert step.startswith("“May units be refurbished?” is not answered. Until it is, the annex asks for new units")
    leased = first_steps(annex(small(years=clause()), lots=[lot(acquisition="lease")]))
    assert "the annex neither admits nor excludes" in leased["2. Say whether units are new."]
    several = [lot(answers={"accepts-refurbished": True}), lot()]
    step = first_steps(annex(small(years=clause()), lots=several))["2. Say whether units are new."]
    assert step.startswith("Lot 2: “May units be refurbished?” is not answered.")


def test_a_step_of_the_library_may_come_before_all_others() -> None:
    steps = {"law": buyer_step("Ask first.", first=True, title={"en": "Ask"}), "other": buyer_step("Count.")}
    one = annex(with_steps(small(years=clause()), **steps))
    assert first_steps(one)["1. Ask."] == "Ask first."
    assert "Ask first." not in " ".join(str(row) for row in listed(one, "Before you publish").rows)


def test_a_criterion_that_begins_at_other_values_for_other_kinds_asks_for_lots_of_their_own() -> None:
    def steps_of(tablets: int) -> dict[str, str]:
        years = parameter({"categories": ["tablet"], "core": tablets}, {"core": 3})
        clauses = {
            "b": clause(parameters={"years": years}, text={"requirement": "It lasts {{ years }}."}),
            "a": award(scale=steps(1, 2, relative=True, **{"starts-above": "b.years"})),
        }
        return first_steps(annex(library(clauses), lots=[lot({"laptop": 5, "tablet": 5})]))

    lead = "3. Consider a lot for each kind."
    assert steps_of(2)[lead].startswith(
        "1.3.1: the steps, or the required values above which they count, differ between"
    )
    assert lead not in steps_of(3)


def test_a_value_is_listed_as_the_clause_prints_it() -> None:
    def line(words: str) -> str:
        years = parameter({"core": 5, "anchor": "after-delivery"})
        one = annex(small(a=clause(parameters={"years": years}, text={"requirement": words})))
        return str(listed(one, "Why each clause is in, and where its values come from").rows[0][1])

    with_anchor = line("The tenderer shall repair it for {{ years }} {{ years_anchor }}.")
    alone = line("From the order the tenderer shall repair it for {{ years_value }} years.")
    assert "5 years after delivery" in with_anchor
    assert "after delivery" not in alone


def test_data_protection_is_advised_on_where_the_contractor_processes_personal_data() -> None:
    rule = clause(kind="general-rule", group="general", text={"question": None})
    one = annex(library({"processor-terms": rule, "years": clause()}))
    blocks = compose_notes(one).blocks
    assert "Data protection" in headings(blocks, 1)
    advice = {b.lead: b.text for b in blocks if isinstance(b, Paragraph)}
    assert advice["The terms with the processor."].startswith("G.1 is their core.")
    assert {"You stay answerable.", "Whoever advises you on data protection."} <= advice.keys()
    assert "Data protection" not in headings(compose_notes(annex(small(years=clause()))).blocks, 1)


def test_the_notes_say_that_no_lawyer_has_reviewed_the_texts() -> None:
    assert "No lawyer has reviewed the texts" in said(annex(small(years=clause())))


def came_close(one: Annex) -> dict[str, str]:
    """The clauses that came close, by the reason."""
    blocks = compose_notes(one).blocks
    return {b.lead: b.text for b in blocks if isinstance(b, Paragraph) and re.search(r"\(\d+\):$", b.lead)}


def test_what_came_close_is_grouped_by_reason_and_counted() -> None:
    high = {"levels": ["comprehensive"]}
    one = annex(small(years=clause(), a=clause(**high, text={"title": "A"}), b=clause(**high, text={"title": "B"})))
    assert came_close(one) == {"It exists at the level comprehensive only (2):": "A; B."}


def test_of_the_clauses_out_for_the_size_those_of_the_next_set_are_named_and_the_others_counted() -> None:
    whole = small(
        years=clause(sets=["short"]),
        near=clause(sets=["standard"], text={"title": "Near"}),
        far=clause(sets=[], text={"title": "Far"}),
    )
    (words,) = came_close(annex(whole, tender={"proportionality": "short"})).values()
    assert words == "Near. Only larger sets hold the others (1)."
    (words,) = came_close(annex(whole, tender={"proportionality": "standard"})).values()
    assert "Far" in words
    assert "others" not in words


def test_clauses_are_in_by_reasons_with_numbers_and_only_those_with_values_have_a_row() -> None:
    text = {"title": "Years", "requirement": "The tenderer shall offer {{ years }}."}
    whole = small(years=clause(parameters={"years": parameter()}, text=text), plain=clause(text={"title": "Plain"}))
    one = annex(whole, lots=[lot({"laptop": 5})])
    rows = listed(one, "Why each clause is in, and where its values come from").rows
    numbers = {printed.title: printed.number for printed in one.lots[0].clauses}
    # A proposal has no remark; the introduction says so.
    assert [tuple(row) for row in rows] == [(f"{numbers['Years']} Years", "Years: 5 years")]
    chosen = annex(whole, lots=[lot({"laptop": 5}, parameters={"years": {"years": 7}})])
    (row,) = listed(chosen, "Why each clause is in, and where its values come from").rows
    assert row[1] == "Years: 7 years (chosen by the authority)"
    reasons = {b.lead: b.text for b in compose_notes(one).blocks if isinstance(b, Paragraph)}
    (clauses,) = (words for lead, words in reasons.items() if lead.startswith("It fits: "))
    assert set(numbers.values()) == set(clauses.removesuffix(".").split(" and "))


@pytest.mark.parametrize(("words", "told"), [("It lasts as “Other” says.", True), ("It lasts.", False)])
def test_a_required_clause_that_does_not_fit_the_lot_is_told_where_the_printed_text_names_it(
    words: str, told: bool
) -> None:
    whole = small(
        one=clause(requires=["other"], text={"title": "One", "requirement": words}),
        other=clause(applies=[{"categories": ["display"]}], text={"title": "Other"}),
    )
    assert ("it also names “Other”" in said(annex(whole, lots=[lot({"laptop": 5})]))) is told


def test_a_clause_for_other_equipment_or_another_model_did_not_come_close() -> None:
    one = annex(
        small(
            years=clause(),
            tablets=clause(applies=[{"categories": ["tablet"]}]),
            leased=clause(applies=[{"acquisition": ["lease"]}]),
            withdrawn=clause(status="withdrawn", levels=["comprehensive"]),
        )
    )
    assert came_close(one) == {}
    assert "Every clause that fits the equipment and the acquisition model is in." in said(one)


def test_a_reason_names_its_lots_where_it_is_not_that_of_all() -> None:
    large = clause(applies=[{"min-quantity": 500}], text={"title": "Large"})
    one = annex(small(years=clause(), large=large), lots=[lot({"laptop": 5}), lot({"laptop": 500})])
    assert [lead.partition(":")[0] for lead in came_close(one)] == ["Lot 1"]


def test_without_a_step_that_fits_there_is_no_list_to_tick_off() -> None:
    for one in (preparing(), preparing(count=buyer_step(applies=[{"acquisition": ["repair"]}]))):
        assert one.context.preparation == ()
        assert not any(isinstance(b, Table) and b.caption == BEFORE for b in compose_notes(one).blocks)


def test_the_open_points_stand_in_the_notes() -> None:
    one = annex(small(years=clause()))
    rows = listed(one, "Open points").rows
    assert [tuple(row) for row in rows] == [(p.where, p.what, p.key) for p in one.open_points]


def test_guidance_is_printed_in_the_notes_only() -> None:
    one = annex(small(years=clause(text={"guidance": "Ask the market first."})))
    assert "Ask the market first." in said(one)
    assert not any("Ask the market first." in text for text in list_texts(one.blocks))


def test_reasons_and_origins_are_printed_in_the_notes_only() -> None:
    one = annex(
        small(
            years=clause(
                parameters={"years": parameter()}, text={"requirement": "The tenderer shall offer {{ years }}."}
            )
        )
    )
    assert "proposed by this project" in said(one)
    assert "proposed by this project" not in list_texts(one.blocks)


@pytest.mark.parametrize(("core", "printed"), [(5, True), ({"value": 5, "mark": "C", "source": "a-label"}, False)])
def test_the_notes_say_how_a_proposed_value_was_found(core: Any, *, printed: bool) -> None:
    values = {"years": parameter({"core": core, "mark": "P"}, basis="a year more than the law asks")}
    text = {"requirement": "The tenderer shall offer {{ years }}."}
    one = annex(small(years=clause(parameters=values, text=text)))
    assert ("5 years (proposed: a year more than the law asks)" in said(one)) is printed


def test_the_notes_say_how_the_annex_was_made() -> None:
    whole = small(years=clause())
    one = annex(whole, tender={"country": "KE"})
    blocks = compose_notes(one).blocks
    record = blocks[[b.text for b in blocks if isinstance(b, Heading)].index("How this annex was made") :]
    rows = {b.lead.removesuffix(":"): b.text for b in record if isinstance(b, Paragraph)}
    assert rows["Clause library"] == f"version {whole.version}, SHA-256 {whole.digest}"
    assert rows["Published answers"] == f"SHA-256 {compute_published_digest(one.selection)}"
    assert rows["Level of ambition"] == "core"


def test_the_source_of_a_figure_is_cited() -> None:
    case = {"core": {"value": 5, "mark": "C", "source": "a-label", "clause": "4.2"}}
    text = {"requirement": "The tenderer shall offer {{ years }}."}
    one = annex(small(years=clause(parameters={"years": parameter(case)}, text=text)))
    assert cited(one) == ["a-label"]
    assert "cited: [1], 4.2" in said(one)


def test_a_duty_of_the_authority_cites_its_source() -> None:
    duty = {"id": "quota", "text": {"en": "Buy used."}, "source": "another-law", "mark": "C", "clause": "Art 58"}
    one = annex(library({"years": clause()}, {"ke": profile(duties=[duty])}), tender={"country": "KE"})
    assert cited(one) == ["another-law"]
    assert listed(one, "Rules to check").rows[-1] == (
        "Other duties",
        "Buy used.",
        "[1], Art 58",
    )


def test_duties_of_the_authority_stand_by_their_kind() -> None:
    kinds: list[dict[str, Any]] = [
        {},
        {"return-categories": ["laptop"]},
        {"needs": ["contract-performance-clause"]},
        {"least-environment-weight": 30},
        {"open-point": {"en": "Why."}},
    ]
    duties = [
        {"id": f"d{n}", "text": {"en": f"Duty {n}."}, "source": "another-law", "mark": "C", **kind}
        for n, kind in enumerate(kinds)
    ]
    known = library({"years": clause()}, {"ke": profile(duties=duties)})
    one = annex(known, tender={"country": "KE"}, lots=[lot(returns={"laptop": 1})])
    rows = [(str(row[0]), str(row[1])) for row in listed(one, "Rules to check").rows if "Duty " in str(row[1])]
    assert rows == [
        ("To settle first", "Duty 4."),
        ("Points and award", "Duty 3."),
        ("Clauses that the law asks for", "Duty 2."),
        ("Old equipment", "Duty 1."),
        ("Other duties", "Duty 0."),
    ]


SHARE = "Let at least {} % of the yearly spend go to used goods."


def phases(*texts: str, source: str = "another-law", replaces: bool = True) -> Annex:
    """An annex in Kenya, where a duty of the authority has phases that begin in 2027, 2028 and so on."""
    duties = [
        {"id": f"d{n}", "text": {"en": text}, "source": source if n else "another-law", "mark": "C",
         "from": datetime.date(2027 + n, 1, 1), **({"replaces": f"d{n - 1}"} if n and replaces else {})}
        for n, text in enumerate(texts)
    ]  # fmt: skip
    return annex(library({"years": clause()}, {"ke": profile(duties=duties)}), tender={"country": "KE"})


def duties_listed(one: Annex) -> list[str]:
    return [str(row[1]) for row in listed(one, "Rules to check").rows if row[0] == "Other duties"]


def test_a_duty_of_the_authority_with_several_phases_is_printed_once() -> None:
    assert duties_listed(phases(*(SHARE.format(n) for n in (20, 25, 30)))) == [
        "Let at least 20 % of the yearly spend go to used goods. (Since 1 January 2027.) "
        "From 1 January 2028: the same, with 25 % in place of 20 %. "
        "From 1 January 2029: the same, with 30 % in place of 20 %."
    ]


def test_duties_that_differ_in_more_or_in_their_source_are_printed_one_by_one() -> None:
    assert len(duties_listed(phases(SHARE.format(20), "Weigh the impact of the batteries."))) == 2
    assert len(duties_listed(phases(SHARE.format(20), SHARE.format(25).replace("used", "repaired")))) == 2
    assert len(duties_listed(phases(SHARE.format(20), SHARE.format(25), source="a-law"))) == 2
    assert len(duties_listed(phases(SHARE.format(20), SHARE.format(25), replaces=False))) == 2


def test_a_topic_on_which_the_profile_is_silent_says_so() -> None:
    one = annex(library({"years": clause()}, {"ke": profile()}), tender={"country": "KE"})
    silent = ("Award weights", "The profile records no rule; ask your legal service.", "")
    assert silent in listed(one, "Rules to check").rows


def test_a_source_from_memory_says_that_nobody_checked_it() -> None:
    sources = {**SOURCES, "a-law": {**SOURCES["a-law"], "mark": "M"}}
    whole = library({"years": clause(sources=[{"id": "a-law", "mark": "T"}])}, sources=sources)
    texts = list_texts(compose_notes(annex(whole)).blocks)
    assert "Listed in the annex, and not certain: [1] (details not checked by this project)." in texts
    assert "details not checked by this project" not in str(table(annex(whole), "Sources cited").rows[0])


DEMANDS = "What the law already demands"


def demanding(*lots: Any, mark: str = "C", **more: Any) -> Annex:
    """An annex in Kenya, where product law has one rule."""
    law = {"id": "r", "text": {"en": "It is repairable."}, "source": "another-law", "clause": "Art 5", "mark": mark}
    whole = library({"years": clause()}, {"ke": profile(product_rules=[{**law, **more}])})
    return annex(whole, tender={"country": "KE"}, lots=list(lots) or None)


@pytest.mark.parametrize("mark", ["C", "D"])
def test_a_demand_of_product_law_cites_where_somebody_read_it(mark: str) -> None:
    one = demanding(mark=mark)
    assert listed(one, DEMANDS).rows == (("It is repairable.", "[1], Art 5"),)
    assert cited(one) == ["another-law"]


@pytest.mark.parametrize("mark", ["T", "M", "P"])
def test_a_demand_that_nobody_confirmed_cites_nothing(mark: str) -> None:
    one = demanding(mark=mark)
    assert listed(one, DEMANDS).rows == (("It is repairable. (Not confirmed.)", ""),)
    assert cited(one) == []
    assert not any("Another law" in text for text in list_texts(one.blocks))


def test_a_demand_names_its_lots_where_it_is_not_for_all() -> None:
    two = lot(), lot({"display": 5}, data=None)
    assert listed(demanding(*two), DEMANDS).rows[0][0] == "It is repairable."
    assert listed(demanding(*two, categories=["display"]), DEMANDS).rows[0][0] == "Lot 2: It is repairable."
    three = listed(demanding(lot(), *two, categories=["laptop"]), DEMANDS)
    assert three.rows[0][0] == "Lot 1 and Lot 2: It is repairable."


def test_where_the_law_demands_nothing_there_is_no_table_of_it() -> None:
    one = demanding(lot({"display": 5}, data=None), categories=["server"])
    captions = [b.caption for b in flat(compose_notes(one).blocks) if isinstance(b, Table)]
    assert "Rules to check" in captions
    assert DEMANDS not in captions


def test_a_limit_that_begins_within_the_term_is_a_rule_to_check() -> None:
    asked = clause(text={"requirement": "It lasts {{ years }}."}, parameters={"years": parameter({"core": 2})})
    coming = limit("endurance.years", 4, from_=datetime.date(2027, 6, 1), clause="Art 9")
    one = annex(library({"endurance": asked}, {"ke": profile(limits=[coming])}), tender={"country": "KE"})
    rows = {row[0]: row[1:] for row in listed(one, "Rules to check").rows}
    words, cited_as = rows["Law to come"]
    assert all(each in words for each in ("From 1 June 2027", "“2 years”", "“4”"))
    assert cited_as == "[1], Art 9"


def test_what_the_law_demands_is_told_to_the_authority_only() -> None:
    one = demanding()
    assert "It is repairable." in said(one)
    assert not any("It is repairable." in text for text in list_texts(one.blocks))


BEFORE = "Before you publish"


def preparing(*lots: Any, **steps_: Any) -> Annex:
    """An annex of a library with these buyer steps."""
    return annex(with_steps(library(EACH_KIND), **steps_), lots=list(lots) or None)


def test_a_step_is_a_line_to_tick_off_with_what_to_keep() -> None:
    one = preparing(count=buyer_step("Count.", "Ask.", title={"en": "Count the desks"}, output={"en": "List"}))
    assert listed(one, BEFORE).head == ("Done", "Step", "What to do", "Keep")
    assert listed(one, BEFORE).rows == (("☐", "Count the desks", "Count. Ask.", "List"),)


def test_advice_names_its_lots_where_it_is_not_for_all_of_them() -> None:
    leased = {"text": {"en": "Compare."}, "when": {"acquisition": ["lease"]}}
    step = buyer_step("Count.", leased)
    rows = table(
        compose_notes(preparing(lot(), lot(acquisition="lease"), lot(acquisition="lease"), count=step)), BEFORE
    ).rows
    assert rows[0][2] == "Count. Lot 2 and Lot 3: Compare."
    assert listed(preparing(lot(acquisition="lease"), count=step), BEFORE).rows[0][2] == "Count. Compare."


def test_a_step_for_some_lots_names_them_in_each_paragraph() -> None:
    step = buyer_step("Count.", "Ask.", applies=[{"acquisition": ["lease"]}])
    rows = listed(preparing(lot(), lot(acquisition="lease"), count=step), BEFORE).rows
    assert rows[0][2] == "Lot 2: Count. Lot 2: Ask."


REMARKS = "Sources of these notes, and what is not certain"


def test_the_sources_of_a_step_are_in_the_list_of_the_notes_only() -> None:
    sources = [{"id": "another-law", "mark": "C", "clause": "Art 46"}, {"id": "a-label", "mark": "T"}]
    one = preparing(count=buyer_step(sources=sources))
    assert cited(one) == ["another-law", "a-label"]
    on_subject = english().text("sources.topic", cite="[2]")
    assert listed(one, BEFORE).rows[0][2] == f"Do it. Sources: [1], Art 46; {on_subject}."
    assert [row[:2] for row in listed(one, REMARKS).rows] == [
        ("[1]", "Another law"),
        ("[2]", "A label"),
    ]
    assert not any("Another law" in text for text in list_texts(one.blocks))


def test_terms_that_only_the_buyer_steps_use_need_no_definition() -> None:
    words = " ".join(d.term for d in english().frame.definitions.values())
    plain = terms(preparing())
    assert terms(preparing(count=buyer_step(words))) == plain


def test_what_the_law_demands_says_what_it_leaves_to_used_units() -> None:
    lead = "Used units: a demand binds those that come onto the market there for the first time"
    for model, count in (("refurbished", 1), ("purchase", 0)):
        texts = list_texts(compose_notes(demanding(lot(acquisition=model))).blocks)
        assert sum(words.startswith(lead) for words in texts) == count


# --- findings that were accepted ---


def test_accepted_findings_stand_in_the_notes_with_their_reasons() -> None:
    fault = AcceptedFault("lots.1.items.1.note", "“Dell” names a make", "Spare part of a ventilator.")
    one = replace(annex(library({"a": clause()})), accepted=(fault,))
    shown = listed(one, "Findings that were accepted")
    assert shown.rows == (("lots.1.items.1.note", "“Dell” names a make", "Spare part of a ventilator."),)


def test_without_accepted_findings_the_notes_say_nothing_of_them() -> None:
    assert "Findings that were accepted" not in said(annex(library({"a": clause()})))
