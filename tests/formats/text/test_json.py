# SPDX-License-Identifier: Apache-2.0
import json
from typing import Any

import pytest

from tenderkit import __version__
from tenderkit.findings import Finding, Place
from tenderkit.formats.text.json import build_annex, build_envelope, build_explanation, format_json
from tenderkit.library.reading.shipped_data import load_shipped_data
from tests.support import (
    annex,
    award,
    buyer_step,
    choose,
    clause,
    english,
    library,
    limit,
    lot,
    parameter,
    performance,
    profile,
    steps,
    with_steps,
)

TEXT = {"requirement": "The tenderer shall offer {{ years }} {{ years_anchor }}."}
CLAUSE_KEYS = {
    "id",
    "version",
    "number",
    "printed-in",
    "kind",
    "theme",
    "title",
    "requirement",
    "question",
    "verification",
    "remedy",
    "scale",
    "categories",
    "return-categories",
    "parameters",
    "sources",
    "reason",
    "rule",
}


def built(clauses: Any, jurisdictions: Any = None, **overrides: Any) -> Any:
    """The data of `build`, read back from its text."""
    return json.loads(format_json(build_annex(annex(library(clauses, jurisdictions), **overrides))))


def only(data: Any) -> Any:
    """The only clause of the only lot."""
    [one] = data["lots"][0]["clauses"]
    return one


def with_years(*cases: Any, **overrides: Any) -> Any:
    return clause(parameters={"years": parameter(*cases)}, text=TEXT, **overrides)


# --- the envelope ---


def test_an_envelope_has_these_keys() -> None:
    assert build_envelope("build", {"a": 1}, [], ok=True) == {
        "schema": "tenderkit/build/1",
        "tool": {"name": "tenderkit", "version": __version__},
        "ok": True,
        "data": {"a": 1},
        "findings": [],
        "warnings": [],
    }


def test_a_finding_has_this_shape() -> None:
    finding = Finding("a-rule", "wrong", "put it right", "error", Place("x.toml", "lots.1", 1, "take-back"))
    assert build_envelope("build", None, [finding], ok=False)["findings"] == [
        {
            "severity": "error",
            "rule": "a-rule",
            "place": {"file": "x.toml", "key": "lots.1", "lot": 1, "clause": "take-back"},
            "message": "wrong",
            "fix": "put it right",
        }
    ]


def test_errors_are_findings_and_the_rest_are_warnings() -> None:
    three = [Finding("e", "m"), Finding("w", "m", severity="warn"), Finding("i", "m", severity="info")]
    answer = build_envelope("build", None, three, ok=False)
    assert [f["rule"] for f in answer["findings"]] == ["e"]
    assert [f["rule"] for f in answer["warnings"]] == ["w", "i"]


def test_an_answer_is_indented_and_a_line_of_a_stream_is_not() -> None:
    assert format_json({"a": "é"}) == '{\n  "a": "é"\n}\n'
    assert format_json({"a": "é", "b": [1]}, lines=True) == '{"a":"é","b":[1]}\n'


# --- build ---


def test_the_data_hold_the_general_rules_and_the_lots() -> None:
    rule = clause(kind="general-rule", group="general")
    data = built(
        {"general/equality": rule, "useful-life/years": clause()},
        lots=[lot(title="First"), lot(title="Second", acquisition="lease")],
    )
    assert [c["id"] for c in data["general"]] == ["equality"]
    assert [(x["title"], x["acquisition"]) for x in data["lots"]] == [("First", "purchase"), ("Second", "lease")]
    assert [[c["id"] for c in x["clauses"]] for x in data["lots"]] == [["years"], ["years"]]


def test_a_clause_has_these_keys() -> None:
    data = built({"years": with_years(), "points": award(), "return": performance()})
    assert [set(c) for c in data["lots"][0]["clauses"]] == [CLAUSE_KEYS] * 3


def test_a_clause_says_what_it_is() -> None:
    one = only(
        built(
            {
                "end-of-life/return": performance(
                    version=3,
                    text={
                        "title": "Return",
                        "requirement": "The contractor shall come.\n\nThe contractor shall go.",
                        "question": "Will you?",
                        "remedy": "Come again.",
                        "verification": {"document": "A receipt."},
                    },
                    sources=[{"id": "a-law", "mark": "C", "clause": "Art 5"}, {"id": "a-label", "mark": "T"}],
                )
            },
            lots=[lot(returns={"display": 5})],
        )
    )
    assert one == {
        "id": "return",
        "version": 3,
        "number": "1.4.1",
        "printed-in": "lot",
        "kind": "contract-performance-clause",
        "theme": "end-of-life",
        "title": "Return",
        "requirement": "The contractor shall come.\n\nThe contractor shall go.",
        "question": "Will you?",
        "verification": {"declaration": None, "document": "A receipt.", "certificate": None},
        "remedy": "Come again.",
        "scale": None,
        "categories": ["laptop"],
        "return-categories": ["display"],
        "parameters": [],
        "sources": [{"id": "a-law", "clause": "Art 5"}, {"id": "a-label", "clause": None}],
        "reason": "it fits: it holds for every purchase",
        "rule": "applies",
    }


def test_only_contract_performance_clauses_have_a_remedy() -> None:
    assert only(built({"years": clause()}))["remedy"] is None


@pytest.mark.parametrize(
    ("one", "number"),
    [
        (clause(kind="selection-criterion"), "1.1.1"),
        (clause(kind="technical-specification"), "1.2.1"),
        (award(), "1.3.1"),
        (performance(), "1.4.1"),
        (performance(group="reporting"), "1.5.1"),
    ],
)
def test_the_section_follows_from_the_kind_even_where_others_are_empty(one: Any, number: str) -> None:
    assert only(built({"one": one}))["number"] == number


def test_the_number_of_a_general_rule_begins_with_its_letter() -> None:
    data = built({"general/equality": clause(kind="general-rule", group="general"), "years": clause()})
    assert [c["number"] for c in data["general"]] == ["G.1"]


def test_the_numbers_count_inside_their_lot_and_section() -> None:
    sold = {"applies": [{"acquisition": ["purchase"]}]}
    whole = {"a": clause(), "b": clause(**sold), "c": performance(), "d": clause(**sold)}
    data = built(whole, lots=[lot(), lot(acquisition="lease")])
    assert [[(c["number"], c["printed-in"]) for c in x["clauses"]] for x in data["lots"]] == [
        [("C.2.1", "common"), ("1.2.1", "lot"), ("1.2.2", "lot"), ("C.4.1", "common")],
        [("C.2.1", "common"), ("C.4.1", "common")],
    ]


def test_the_letters_of_numbers_are_those_of_english_in_every_language() -> None:
    rules = {"general/equality": clause(kind="general-rule", group="general"), "a": clause()}
    arabic = load_shipped_data().language("ar")
    one = annex(library(rules), arabic, lots=[lot(), lot()])
    assert [c.number for c in one.printed] == ["ع.1", "م.2.1"]
    data = build_annex(one)
    assert [c["number"] for c in (*data["general"], *data["lots"][1]["clauses"])] == ["G.1", "C.2.1"]


def test_a_clause_names_the_categories_it_covers() -> None:
    one = only(
        built(
            {"years": clause(applies=[{"categories": ["laptop"]}, {"return-categories": ["tablet"]}])},
            lots=[lot({"laptop": 5, "display": 5}, {"tablet": 5, "laptop": 5})],
        )
    )
    assert one["categories"] == ["laptop"]
    assert one["return-categories"] == ["tablet"]


# --- parameters ---


def test_a_value_that_is_the_same_for_all_has_no_categories() -> None:
    [value] = only(built({"years": with_years()}, lots=[lot({"laptop": 5, "tablet": 5})]))["parameters"]
    assert value == {
        "name": "years",
        "categories": None,
        "value": 5,
        "unit": "years",
        "anchor": None,
        "direction": "min",
        "origin": "proposed",
        "source": None,
    }


def test_values_that_differ_have_an_entry_for_each_group_of_categories() -> None:
    cases = [{"categories": ["tablet"], "core": 3, "anchor": "after-delivery"}, {"core": 5}]
    values = only(
        built({"years": with_years(*cases)}, lots=[lot({"laptop": 5, "tablet": 5, "display": 5}, data="internal")])
    )["parameters"]
    assert [(v["name"], v["categories"], v["value"], v["anchor"]) for v in values] == [
        ("years", ["laptop", "display"], 5, None),
        ("years", ["tablet"], 3, "after-delivery"),
    ]


def test_a_category_without_a_case_is_in_no_entry() -> None:
    values = only(
        built({"years": with_years({"categories": ["tablet"], "core": 3})}, lots=[lot({"laptop": 5, "tablet": 5})])
    )["parameters"]
    assert [(v["categories"], v["value"]) for v in values] == [(["tablet"], 3)]


def test_an_undecided_value_is_null() -> None:
    [value] = only(built({"years": with_years()}, parameters={"years": {"years": "undecided"}}))["parameters"]
    assert value["value"] is None
    assert value["origin"] == "undecided"


def test_a_value_of_the_authority_has_the_origin_buyer() -> None:
    [value] = only(built({"years": with_years()}, parameters={"years": {"years": 7}}))["parameters"]
    assert (value["value"], value["origin"], value["source"]) == (7, "buyer", None)


def test_a_confirmed_figure_has_the_origin_cited_and_its_source() -> None:
    case = {"core": {"value": 5, "mark": "C", "source": "a-label", "clause": "4.2"}}
    [value] = only(built({"years": with_years(case)}))["parameters"]
    assert (value["origin"], value["source"]) == ("cited", {"id": "a-label", "clause": "4.2"})


def test_a_limit_that_moved_the_value_gives_the_origin_law() -> None:
    ke = profile(limits=[limit("years.years", 8, clause="Art 7")])
    [value] = only(built({"years": with_years()}, {"ke": ke}, tender={"country": "KE"}))["parameters"]
    assert (value["value"], value["origin"]) == (8, "law")
    assert value["source"] == {"id": "a-law", "clause": "Art 7"}


def test_a_list_stays_a_list() -> None:
    parts = parameter({"core": ["battery", "keyboard"]}, type="list", unit=None)
    one = only(built({"parts": clause(parameters={"parts": parts}, text={"requirement": "Offer {{ parts }}."})}))
    assert one["parameters"][0]["value"] == ["battery", "keyboard"]
    assert one["parameters"][0]["unit"] is None


# --- award ---


def test_a_scale_tells_its_steps_with_their_points() -> None:
    data = built({"points": award(scale=steps(3, 5, unit="years"))}, lots=[lot(weights={"price": 80, "points": 20})])
    scale = only(data)["scale"]
    assert {k: scale[k] for k in ("type", "unit", "starts-above", "relative")} == {
        "type": "steps",
        "unit": "years",
        "starts-above": None,
        "relative": False,
    }
    assert [(s["categories"], s["from"], s["share"], s["points"]) for s in scale["steps"]] == [
        (None, 3, 0.5, 10),
        (None, 5, 1, 20),
    ]
    assert "Points = weight" in scale["formula"]
    assert "20" in scale["example"]


def test_weights_are_told_in_the_shape_of_the_purchase_file() -> None:
    weights = {"price": 70, "points": 10, "quality": {"Plan": 15, "Training": 5}}
    data = built({"points": award()}, lots=[lot(weights=weights)])
    assert data["lots"][0]["weights"] == weights


def test_a_single_own_criterion_keeps_its_number() -> None:
    data = built({"points": award()}, lots=[lot(weights={"price": 70, "quality": 20, "points": 10})])
    assert data["lots"][0]["weights"] == {"price": 70, "quality": 20, "points": 10}


def test_undecided_weights_are_null() -> None:
    assert built({"points": award()})["lots"][0]["weights"] is None


# --- effort, and what comes before ---

REPORTS = {"report": performance(reports={"per-year": 3, "per-batch": True}), "years": clause()}
EFFORT = {
    "clauses": 2,
    "proofs": {"declaration": 2, "document": 0, "certificate": 0},
    "reports-a-year": 3,
    "reports-after-each-collection": 1,
    "warnings": [],
}


def test_the_effort_is_told_in_numbers() -> None:
    assert built(REPORTS)["burden"] == EFFORT


def test_where_the_effort_is_out_of_proportion_it_is_told_in_words() -> None:
    found = built(REPORTS, lots=[lot({"laptop": 5})])["burden"]
    assert found["warnings"] == [english().text("burden.reports", count=3, usual=2)]


def test_explain_tells_the_same_effort_as_build() -> None:
    for lots in ([lot()], [lot({"laptop": 5})], [lot(), lot(acquisition="lease")]):
        selection = choose(library(REPORTS), lots=lots)
        assert build_explanation(selection, english())["burden"] == built(REPORTS, lots=lots)["burden"]


def test_explain_of_one_clause_tells_the_effort_of_all() -> None:
    assert build_explanation(choose(library(REPORTS)), english(), "years")["burden"] == EFFORT


def prepared(*lots: Any, **steps_: Any) -> Any:
    """The buyer steps in the data of `build`."""
    made = annex(with_steps(library({"a": clause()}), **steps_), lots=list(lots) or None)
    return json.loads(format_json(build_annex(made)))["buyer-steps"]


def test_a_buyer_step_says_what_to_do_for_which_lots_and_what_to_keep() -> None:
    leased = {"text": {"en": "Compare."}, "when": {"acquisition": ["lease"]}}
    sources = [{"id": "a-law", "mark": "C", "clause": "Art 46"}, {"id": "a-label", "mark": "T"}]
    found = prepared(lot(), lot(acquisition="lease"), need_check=buyer_step("Count.", leased, sources=sources))
    assert found == [
        {
            "id": "need-check",
            "title": "A step",
            "advice": [{"text": "Count.", "lots": [1, 2]}, {"text": "Compare.", "lots": [2]}],
            "output": "A paper",
            "lots": [1, 2],
            "sources": [{"id": "a-law", "clause": "Art 46"}, {"id": "a-label", "clause": None}],
        }
    ]


def test_the_buyer_steps_are_those_that_fit_in_the_order_of_the_library() -> None:
    other = buyer_step(applies=[{"acquisition": ["repair"]}])
    assert [s["id"] for s in prepared(z=buyer_step(), other=other, a=buyer_step())] == ["z", "a"]
    assert prepared() == []


# --- explain ---


def test_explain_names_every_clause_with_its_rule() -> None:
    whole = library(
        {
            "general/equality": clause(kind="general-rule", group="general"),
            "years": clause(),
            "tablets": clause(applies=[{"categories": ["tablet"]}]),
        },
        {"ke": profile(title={"en": "Kenya"})},
    )
    data = build_explanation(choose(whole, tender={"country": "KE"}), english())
    assert [set(c) for c in [*data["general"], *data["lots"][0]["clauses"]]] == [
        {"id", "selected", "reason", "rule"}
    ] * 3
    assert [(c["id"], c["selected"], c["rule"]) for c in data["general"]] == [("equality", True, "applies")]
    assert {c["id"]: (c["selected"], c["rule"]) for c in data["lots"][0]["clauses"]} == {
        "years": (True, "applies"),
        "tablets": (False, "applies"),
    }
    assert data["jurisdiction"] == {
        "id": "ke",
        "reason": "Kenya: the profile of the country of the authority",
    }


def test_explain_has_the_places_of_build() -> None:
    whole = library({"years": clause()})
    data = build_explanation(
        choose(whole, lots=[lot(title="First"), lot(title="Second", acquisition="lease")]), english()
    )
    assert [(x["title"], x["acquisition"], x["weights"]) for x in data["lots"]] == [
        ("First", "purchase", None),
        ("Second", "lease", None),
    ]


def test_explain_gives_the_reason_of_the_authority() -> None:
    whole = library({"years": clause()})
    data = build_explanation(choose(whole, excluded=[{"clause": "years", "reason": "We have {it}."}]), english())
    assert data["lots"][0]["clauses"] == [
        {
            "id": "years",
            "selected": False,
            "reason": "left out by the authority: We have {it}.",
            "rule": "excluded",
        }
    ]


def test_explain_keeps_one_clause_where_one_is_named() -> None:
    whole = library({"general/equality": clause(kind="general-rule", group="general"), "a": clause(), "b": clause()})
    data = build_explanation(choose(whole), english(), "b")
    assert data["general"] == []
    assert [c["id"] for c in data["lots"][0]["clauses"]] == ["b"]
