# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from typing import Any

import pytest

from tenderkit.findings import Finding
from tenderkit.library.reading.check_library import check_library
from tenderkit.library.vocabulary import Word
from tests.support import QUESTIONS, award, clause, faults_of, library, limit, parameter, performance, profile, steps

Table = dict[str, Any]


def faults(
    clauses: dict[str, Table] | Table, profiles: dict[str, Table] | None = None, **more: Any
) -> list[tuple[str, str | None]]:
    """Rule and key of every fault; `clauses` may be the one clause `a`."""
    return [(f.rule, f.place.key) for f in found(clauses, profiles, **more)]


def found(clauses: dict[str, Table] | Table, profiles: dict[str, Table] | None = None, **more: Any) -> list[Finding]:
    several = clauses if "version" not in clauses else {"a": clauses}
    return faults_of(library(several, profiles, faulty=True, **more))


def years(*cases: Table, **overrides: Any) -> Table:
    return clause(parameters={"years": parameter(*cases, **overrides)})


# --- what is in order ---


def test_a_library_in_order_has_no_faults() -> None:
    clauses = {
        "general/rule": clause(kind="general-rule"),
        "a": clause(
            requires=["b"],
            replaces=["d"],
            conflicts=["b", {"clause": "b", "when": {"years": 7, "acquisition": ["lease"]}}],
            applies=[{"categories": ["laptop"], "min-months": 12, "has-returns": True, "use": ["office"]}],
            sources=[{"id": "a-law", "mark": "C"}],
        ),
        "b": years({"core": 5, "anchor": "after-delivery", "place": ["ke"]}, {"core": 4}),
        "c": award(scale=steps(6, **{"starts-above": "b.years"})),
        "d": performance(applies=[{"with": ["a"]}], text={"requirement": "{{ items }} for {{ months }}."}),
    }
    profiles = {"ke": profile(parent="east", limits=[limit("b.years", 7)]), "east": profile(members=["UG"])}
    assert faults(clauses, profiles) == []


def test_a_cycle_of_requirements_is_in_order() -> None:
    assert faults({"a": clause(requires=["b"]), "b": clause(requires=["a"])}) == []


def test_an_unknown_word_is_told_the_nearest_one_and_its_file() -> None:
    (one,) = found({"take-back": clause(), "b": clause(requires=["take-bakc"])})
    assert (one.fix, one.place.file) == ("Did you mean “take-back”?", "useful-life/b.toml")


# --- words ---


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"group": "toys"}, "group"),
        ({"sets": ["tiny"]}, "sets"),
        ({"requires": ["z"]}, "requires"),
        ({"replaces": ["z"]}, "replaces"),
        ({"conflicts": ["z"]}, "conflicts.1"),
        ({"sources": [{"id": "z", "mark": "C"}]}, "sources.1"),
        ({"sources": [{"id": "a-law", "mark": "C", "variant": "z"}]}, "sources.1.variant"),
        ({"applies": [{"categories": ["toaster"]}]}, "applies.1.categories"),
        ({"applies": [{}, {"return-categories": ["toaster"]}]}, "applies.2.return-categories"),
        ({"applies": [{"acquisition": ["theft"]}]}, "applies.1.acquisition"),
        ({"applies": [{"data": "secret"}]}, "applies.1.data"),
        ({"applies": [{"proportionality": "tiny"}]}, "applies.1.proportionality"),
        ({"applies": [{"jurisdictions": ["atlantis"]}]}, "applies.1.jurisdictions"),
        ({"applies": [{"currency": ["EURO"]}]}, "applies.1.currency"),
        ({"applies": [{"place": ["atlantis"]}]}, "applies.1.place"),
        ({"applies": [{"with": ["z"]}]}, "applies.1.with"),
        ({"applies": [{"weather": "fine"}]}, "applies.1.weather"),
        ({"conflicts": [{"clause": "a", "when": {"weather": 1}}]}, "conflicts.1.when.weather"),
        ({"variants": {"v": {"when": {"data": "secret"}}}}, "variants.v.when.data"),
        ({"examples": [{"facts": {"weather": 1}, "applies": True}]}, "examples.1.facts.weather"),
        ({"parameters": {"p": parameter(unit="parsecs")}}, "parameters.p.unit"),
        ({"parameters": {"p": parameter({"core": 5, "anchor": "someday"})}}, "parameters.p.cases.1.anchor"),
        ({"parameters": {"p": parameter({"core": 5, "data": "secret"})}}, "parameters.p.cases.1.data"),
    ],
)
def test_an_unknown_word_in_a_clause_is_a_fault(change: Table, key: str) -> None:
    assert [f for f in faults(clause(**change)) if f[0] == "unknown-word"] == [("unknown-word", key)]


def test_an_unknown_theme_is_a_fault() -> None:
    assert faults({"toys/a": clause()}) == [("unknown-word", "theme")]


@pytest.mark.parametrize(
    ("scale", "key"),
    [
        (steps(6, unit="parsecs"), "scale.unit"),
        (steps(6, anchor="someday"), "scale.anchor"),
        (steps(6, **{"starts-above": "z.years"}), "scale.starts-above"),
        (
            {"type": "steps", "steps": [{"from": 1, "share": 1, "categories": ["toaster"]}]},
            "scale.steps.1.categories",
        ),
        ({"type": "steps", "steps": [{"from": 1, "share": 1, "levels": ["holy"]}]}, "scale.steps.1.levels"),
    ],
)
def test_an_unknown_word_in_a_scale_is_a_fault(scale: Table, key: str) -> None:
    assert faults(award(scale=scale)) == [("unknown-word", key)]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("min-quantity", "ten"),
        ("max-quantity", 1.5),
        ("min-months", True),
        ("max-months", [12]),
        ("has-returns", "yes"),
        ("own-criteria", ["quality"]),
        ("accepts-refurbished", 1),
        ("sites", "three"),
        ("use", "indoors"),
    ],
)
def test_a_line_with_a_value_of_the_wrong_type_is_a_fault(line: str, wanted: Any) -> None:
    assert faults(clause(applies=[{line: wanted}])) == [("wrong-type", f"applies.1.{line}")]


def test_a_fact_is_known_where_a_question_declares_it() -> None:
    assert faults(clause(applies=[{"use": "office"}]), questions={}) == [("unknown-word", "applies.1.use")]


# --- what a kind of clause must have ---


def test_a_line_that_can_never_hold_is_a_fault() -> None:
    assert faults(clause(applies=[{"categories": []}])) == [("wrong-type", "applies.1.categories")]


def test_a_value_cannot_depend_on_which_clauses_are_in() -> None:
    one = clause(parameters={"p": parameter({"core": 5, "with": ["a"]})})
    assert faults(one) == [("with-out-of-place", "parameters.p.cases.1.with")]
    two = {"useful-life/a": clause(), "useful-life/b": clause(conflicts=[{"clause": "a", "when": {"with": ["a"]}}])}
    assert faults(two) == [("with-out-of-place", "conflicts.1.when.with")]


def test_only_a_variant_rules_clauses_out() -> None:
    one = clause(applies=[{"without": ["a"]}], parameters={"p": parameter({"core": 5, "without": ["a"]})})
    assert faults(one) == [
        ("with-out-of-place", "applies.1.without"),
        ("with-out-of-place", "parameters.p.cases.1.without"),
    ]
    assert faults(clause(variants={"v": {"when": {"without": ["a"]}, "title": "Other"}})) == []
    unknown = clause(variants={"v": {"when": {"without": ["gone"]}, "title": "Other"}})
    assert faults(unknown) == [("unknown-word", "variants.v.when.without")]


def test_a_clause_cannot_conflict_with_itself() -> None:
    assert faults(clause(conflicts=["a"])) == [("conflict-circle", "conflicts.1")]


def test_two_clauses_cannot_both_give_way() -> None:
    two = {"useful-life/a": clause(conflicts=["b"]), "useful-life/b": clause(conflicts=["a"])}
    assert faults(two) == [("conflict-circle", "conflicts.1")] * 2


def test_a_scale_starts_above_a_number_that_grows() -> None:
    grade = parameter({"core": "low"}, type="grade", grades=["low", "high"], unit=None)
    scale = {"type": "steps", "starts-above": "a.p", "steps": [{"from": 1, "share": 1}]}
    two = {"useful-life/a": clause(parameters={"p": grade}), "useful-life/b": award(scale=scale)}
    assert faults(two) == [("clause-shape", "scale.starts-above")]


def test_an_award_criterion_without_a_scale_is_a_fault() -> None:
    assert faults(award(scale=None)) == [("clause-shape", "scale")]


def test_another_clause_with_a_scale_is_a_fault() -> None:
    assert faults(clause(scale={"type": "lowest"})) == [("clause-shape", "scale")]


@pytest.mark.parametrize("kind", ["steps", "linear"])
def test_a_scale_without_steps_is_a_fault(kind: str) -> None:
    assert faults(award(scale={"type": kind})) == [("clause-shape", "scale.steps")]


def test_a_performance_clause_needs_no_remedy_of_its_own() -> None:
    made = performance()
    del made["text"]["remedy"]
    assert faults(made) == []


def test_another_clause_with_a_remedy_is_a_fault() -> None:
    assert faults(clause(text={"remedy": "A remedy."})) == [("clause-shape", "text.remedy")]


def test_a_general_rule_for_a_lot_is_a_fault() -> None:
    assert faults(clause(kind="general-rule", scope="lot")) == [("clause-shape", "scope")]


def test_another_clause_for_the_tender_is_a_fault() -> None:
    assert faults(clause(scope="tender")) == [("clause-shape", "scope")]


@pytest.mark.parametrize(
    "cases",
    [
        [{"core": 1, "categories": ["laptop"]}],
        [{"core": 1, "categories": ["laptop"]}, {"core": 2}],
    ],
)
def test_a_value_of_a_general_rule_has_one_case_without_conditions(cases: list[Table]) -> None:
    assert faults(clause(kind="general-rule", parameters={"days": parameter({"core": 1})})) == []
    found = faults(clause(kind="general-rule", parameters={"days": parameter(*cases)}))
    assert ("clause-shape", "parameters.days") in found


def test_a_general_rule_may_name_no_proof() -> None:
    assert faults(clause(kind="general-rule", text={"verification": {}})) == []


def test_a_clause_without_any_proof_is_a_fault() -> None:
    assert faults(clause(text={"verification": {}})) == [("verification-missing", "text.verification")]


# --- parameters ---


def test_a_parameter_without_a_case_is_a_fault() -> None:
    assert faults(years(cases=[])) == [("parameter-shape", "parameters.years.cases")]


def test_a_grade_without_grades_is_a_fault() -> None:
    assert ("parameter-shape", "parameters.years.grades") in faults(years({"core": "undecided"}, type="grade"))


def test_grades_of_another_type_are_a_fault() -> None:
    assert faults(years(grades=["a", "b"])) == [("parameter-shape", "parameters.years.grades")]


def test_a_choice_without_choices_is_a_fault() -> None:
    assert ("parameter-shape", "parameters.years.choices") in faults(years({"core": "undecided"}, type="choice"))


def test_choices_of_another_type_are_a_fault() -> None:
    assert faults(years(choices=["a", "b"])) == [("parameter-shape", "parameters.years.choices")]


TYPES: list[tuple[Table, Any, Any]] = [
    ({"type": "integer"}, 5, 5.5),
    ({"type": "integer"}, 5, True),
    ({"type": "number"}, 5.5, "5.5"),
    ({"type": "percent"}, 100, 101),
    ({"type": "percent"}, 0, -1),
    ({"type": "boolean"}, False, 0),
    ({"type": "text"}, "x", " "),
    ({"type": "list"}, ["x"], []),
    ({"type": "list"}, ["x"], [1]),
    ({"type": "choice", "choices": ["x", "y"]}, "x", "z"),
    ({"type": "grade", "grades": ["x", "y"]}, "y", "z"),
]


@pytest.mark.parametrize(("param", "good", "_bad"), TYPES)
def test_a_value_of_its_type_is_in_order(param: Table, good: Any, _bad: Any) -> None:
    assert faults(years({"core": good}, **param)) == []


@pytest.mark.parametrize(("param", "_good", "bad"), TYPES)
def test_a_value_of_another_type_is_a_fault(param: Table, _good: Any, bad: Any) -> None:
    assert ("wrong-type", "parameters.years.cases.1.core") in faults(years({"core": bad}, **param))


def test_a_comprehensive_value_of_another_type_is_a_fault() -> None:
    assert faults(years({"core": 5, "comprehensive": "six"})) == [
        ("wrong-type", "parameters.years.cases.1.comprehensive")
    ]


def test_undecided_is_in_order_for_every_type() -> None:
    for param, _, _ in TYPES:
        assert faults(years({"core": "undecided"}, **param)) == []


def test_a_figure_without_a_mark_is_a_fault() -> None:
    rules = faults(clause(parameters={"years": {**parameter(), "cases": [{"core": 5}]}}))
    assert ("mark-missing", "parameters.years.cases.1.core") in rules


@pytest.mark.parametrize("mark", ["T", "M", "P"])
def test_a_figure_that_is_not_confirmed_but_has_a_source_is_a_fault(mark: str) -> None:
    rules = faults(years({"core": {"value": 5, "mark": mark, "source": "a-law"}}))
    assert ("from-memory-number-cited", "parameters.years.cases.1.core") in rules


@pytest.mark.parametrize("mark", ["C", "D"])
def test_a_confirmed_figure_without_a_source_is_a_fault(mark: str) -> None:
    assert ("unknown-source", "parameters.years.cases.1.core") in faults(years({"core": 5, "mark": mark}))


def test_a_confirmed_figure_with_an_unknown_source_is_a_fault() -> None:
    rules = faults(years({"core": 5, "mark": "C", "source": "z"}))
    assert ("unknown-word", "parameters.years.cases.1.core.source") in rules


# --- texts ---


@pytest.mark.parametrize("name", ["years", "years_value", "years_anchor", "items", "returns", "months"])
def test_a_name_in_a_text_that_stands_for_a_value_is_in_order(name: str) -> None:
    made = clause(text={"requirement": f"{{{{ {name} }}}}"}, parameters={"years": parameter()})
    assert faults(made) == []


@pytest.mark.parametrize("key", ["title", "requirement", "question", "guidance"])
def test_a_name_in_a_text_that_stands_for_nothing_is_a_fault(key: str) -> None:
    assert faults(clause(text={key: "For {{ yaers }}."})) == [("unknown-word", f"text.{key}")]


def test_a_name_in_a_proof_that_stands_for_nothing_is_a_fault() -> None:
    made = clause(text={"verification": {"document": "For {{ yaers }}."}})
    assert faults(made) == [("unknown-word", "text.verification.document")]


def test_a_name_in_a_remedy_that_stands_for_nothing_is_a_fault() -> None:
    assert faults(performance(text={"remedy": "After {{ days }}."})) == [("unknown-word", "text.remedy")]


def test_a_name_in_a_variant_that_stands_for_nothing_is_a_fault() -> None:
    made = clause(variants={"v": {"when": {}, "title": "For {{ yaers }}"}})
    assert faults(made) == [("unknown-word", "variants.v.title")]


@pytest.mark.parametrize("kind", ["selection-criterion", "technical-specification", "award-criterion"])
def test_a_clause_that_the_tenderer_answers_by_itself_has_a_question(kind: str) -> None:
    assert faults(clause(kind=kind, text={"question": None})) == [("clause-shape", "text.question")]


@pytest.mark.parametrize("kind", ["contract-performance-clause", "general-rule"])
def test_a_clause_that_is_accepted_with_the_others_needs_no_question(kind: str) -> None:
    assert faults(clause(kind=kind, text={"question": None})) == []


# --- questions ---


def asked(name: str = "use", **overrides: Any) -> list[tuple[str, str | None]]:
    """Rule and key of every fault of the question `q`, made of one of those for tests; None takes a key out."""
    changed = {k.rstrip("_").replace("_", "-"): v for k, v in overrides.items()}
    made = {k: v for k, v in {**QUESTIONS[name], **changed}.items() if v is not None}
    return faults({}, questions={"q": made})


WORDS = {"choices": None, "choice_text": None}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"kind": "choices"},
        {"key": "acquisition"},
        {"key": "delivery-from"},
        {"scope": "tender", "key": "delivery-country"},
        {"scope": "line", "key": "quantity"},
        {"words": "levels", **WORDS},
        {"words": "quantity-bases", **WORDS},
        {"words": "countries", **WORDS},
        {"words": "jurisdictions", **WORDS},
        {"kind": "lines", "key": "items", "words": "categories", **WORDS},
        {"words": "data", "choices": ["personal", "none"], "choice_text": {"none": {"en": "nothing"}}},
        {"ask": "matters"},
        {"applies": [{"acquisition": ["lease"], "min-months": 12}, {"has-returns": True}]},
    ],
)
def test_a_question_in_order_has_no_faults(change: Table) -> None:
    assert asked(**change) == []


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"key": "titel"}, "q.key"),
        ({"key": "delivery_from"}, "q.key"),
        ({"key": "country"}, "q.key"),
        ({"scope": "tender", "key": "months"}, "q.key"),
        ({"scope": "line", "key": "months"}, "q.key"),
        ({"words": "colours", **WORDS}, "q.words"),
        ({"words": "library", **WORDS}, "q.words"),
        ({"words": "clauses", **WORDS}, "q.words"),
        ({"words": "data", "choices": ["secret"], "choice_text": None}, "q.choices"),
        ({"words": "data", "choices": None, "choice_text": {"secret": {"en": "x"}}}, "q.choices"),
        ({"choice_text": {**QUESTIONS["use"]["choice-text"], "home": {"en": "at home"}}}, "q.choices"),
        ({"applies": [{"acquisition": ["theft"]}]}, "q.applies.1.acquisition"),
        ({"applies": [{}, {"weather": "fine"}]}, "q.applies.2.weather"),
    ],
)
def test_an_unknown_word_in_a_question_is_a_fault(change: Table, key: str) -> None:
    assert asked(**change) == [("unknown-word", key)]


def test_a_fault_of_a_question_is_told_with_its_file_and_the_nearest_word() -> None:
    (one,) = found({}, questions={"q": {**QUESTIONS["use"], "key": "month"}})
    assert (one.place.file, one.fix) == ("questions.toml", "Did you mean “months”?")


@pytest.mark.parametrize("kind", ["choice", "choices", "lines"])
def test_a_question_that_offers_nothing_to_choose_from_is_a_fault(kind: str) -> None:
    assert asked(kind=kind, key="items", **WORDS) == [("question-shape", "q")]


@pytest.mark.parametrize("kind", ["text", "boolean", "integer", "integers", "date", "amount", "lots"])
def test_a_question_that_offers_words_but_does_not_ask_for_any_is_a_fault(kind: str) -> None:
    assert asked(kind=kind, key="title") == [("question-shape", "q")]


def test_a_question_that_is_not_about_lines_names_no_list_of_lines() -> None:
    assert asked(lines="returns") == [("question-shape", "q.lines")]


def test_a_choice_that_nothing_explains_is_a_fault() -> None:
    assert asked(choices=["office", "outdoors", "home", "car"]) == [("question-shape", "q.choice-text")] * 2


def test_a_question_that_matters_says_which_answers_to_try() -> None:
    assert asked("sites", ask="matters") == [("question-shape", "q.try")]
    assert asked("use", kind="choices", ask="matters") == [("question-shape", "q.try")]
    assert asked("sites", ask="matters", try_=[1, 2]) == []
    assert asked("accepts-refurbished", ask="matters") == []


@pytest.mark.parametrize(
    "change",
    [{"scope": "line"}, {"kind": "lines", "words": "categories", **WORDS}],
    ids=["asked-of-a-line", "asks-for-lines"],
)
def test_a_question_whose_answer_has_nowhere_to_stand_is_a_fault(change: Table) -> None:
    assert asked(**change) != []


def test_a_condition_of_a_question_may_test_the_answer_to_another() -> None:
    later = {**QUESTIONS["sites"], "scope": "lot", "applies": [{"use": ["office"]}]}
    assert faults({}, questions={"use": QUESTIONS["use"], "q": later}) == []
    later = {**later, "applies": [{"use": ["at-home"]}]}
    assert faults({}, questions={"use": QUESTIONS["use"], "q": later}) == [("wrong-type", "q.applies.1.use")]


@pytest.mark.parametrize(
    "change",
    [{"key": "title", "kind": "text"}, {"record": True}, {"kind": "lots", "scope": "tender"}],
    ids=["has-a-key", "for-the-record", "number-of-lots"],
)
@pytest.mark.parametrize(
    ("made", "key"),
    [
        (clause(applies=[{"sites": 3}]), "applies.1.sites"),
        (clause(variants={"v": {"when": {"sites": 3}}}), "variants.v.when.sites"),
        (clause(sources=[{"id": "a-law", "mark": "C", "when": {"sites": 3}}]), "sources.1.when.sites"),
        (clause(parameters={"p": parameter({"core": 5, "sites": 3})}), "parameters.p.cases.1.sites"),
    ],
    ids=["applies", "variant", "source", "case"],
)
def test_a_clause_cannot_test_what_no_question_sets_as_a_fact(made: Table, key: str, change: Table) -> None:
    assert faults(made, questions={"sites": {**QUESTIONS["sites"], **change}}) == [("unknown-word", key)]


def test_a_limit_cannot_test_what_no_question_sets_as_a_fact() -> None:
    assert limits(years(), limit("a.years", 7, weather="fine")) == [("unknown-word", "limits.1.weather")]


def test_the_faults_of_all_questions_are_told() -> None:
    two = {"p": {**QUESTIONS["use"], "key": "x"}, "q": {**QUESTIONS["sites"], "key": "x", "ask": "matters"}}
    assert [k for _, k in faults({}, questions=two)] == ["p.key", "q.key", "q.try"]


# --- cycles ---


def test_a_clause_that_replaces_itself_is_a_fault() -> None:
    assert faults(clause(replaces=["a"])) == [("cycle", "replaces")]


def test_a_circle_of_replacement_is_a_fault_of_each_clause_in_it() -> None:
    clauses = {"a": clause(replaces=["b"]), "b": clause(replaces=["c"]), "c": clause(replaces=["a"]), "d": clause()}
    assert [(f.rule, f.place.clause) for f in found(clauses)] == [("cycle", "a"), ("cycle", "b"), ("cycle", "c")]


def test_a_clause_that_is_replaced_twice_is_no_cycle() -> None:
    clauses = {"a": clause(), "b": clause(replaces=["a"]), "c": clause(replaces=["a", "b"])}
    assert faults(clauses) == []


def test_a_profile_that_is_its_own_parent_is_a_fault() -> None:
    assert faults({}, {"ke": profile(parent="ke")}) == [("cycle", "parent")]


def test_parents_in_a_circle_are_a_fault_of_each_profile_in_it() -> None:
    circle = {"x": profile(parent="y"), "y": profile(parent="x"), "z": profile(parent="x")}
    assert [(f.rule, f.place.file) for f in found({}, circle)] == [
        ("cycle", "jurisdictions/x.toml"),
        ("cycle", "jurisdictions/y.toml"),
    ]


# --- profiles and limits ---


def limits(target: Table, one: Table) -> list[tuple[str, str | None]]:
    return faults({"a": target}, {"ke": profile(limits=[one])})


@pytest.mark.parametrize("target", ["z.years", "a.months", "a"])
def test_a_limit_on_a_parameter_that_is_not_there_is_a_fault(target: str) -> None:
    assert limits(years(), limit(target, 7)) == [("unknown-word", "limits.1.parameter")]


def test_a_limit_on_a_parameter_without_a_direction_is_a_fault() -> None:
    assert limits(years(direction="none"), limit("a.years", 7)) == [("limit-without-direction", "limits.1")]


def test_a_limit_on_a_text_is_a_fault() -> None:
    made = years({"core": "x"}, type="text", unit=None)
    assert limits(made, limit("a.years", "y", unit=None)) == [("limit-without-direction", "limits.1")]


@pytest.mark.parametrize("direction", ["min", "max"])
def test_a_limit_on_a_parameter_with_a_direction_is_in_order(direction: str) -> None:
    assert limits(years(direction=direction), limit("a.years", 7)) == []


def test_a_limit_on_a_grade_or_a_list_is_in_order() -> None:
    grade = years({"core": "x"}, type="grade", grades=["x", "y"], unit=None)
    words = years({"core": ["x"]}, type="list", unit=None)
    assert limits(grade, limit("a.years", "y", unit=None)) == []
    assert limits(words, limit("a.years", ["y"], unit=None)) == []


def test_a_limit_of_the_wrong_type_is_a_fault() -> None:
    assert limits(years(), limit("a.years", "seven")) == [("wrong-type", "limits.1.value")]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"unit": "parsecs"}, "limits.1.unit"),
        ({"anchor": "someday"}, "limits.1.anchor"),
        ({"categories": ["toaster"]}, "limits.1.categories"),
        ({"source": "z"}, "source"),
    ],
)
def test_an_unknown_word_in_a_limit_is_a_fault(change: Table, key: str) -> None:
    assert limits(years(), limit("a.years", 7, **change)) == [("unknown-word", key)]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"parent": "z"}, "parent"),
        ({"members": ["ZZ"]}, "members"),
        ({"product_law_also": ["ZZ"]}, "product-law-also"),
        ({"sources": ["z"]}, "source"),
        ({"equivalence": {"text": {"en": "x"}, "source": "z"}}, "source"),
        (
            {"duties": [{"id": "d", "text": {"en": "x"}, "source": "z", "mark": "C"}]},
            "source",
        ),
        (
            {"duties": [{"id": "d", "text": {"en": "x"}, "source": "a-law", "mark": "C", "categories": ["toaster"]}]},
            "duties.d",
        ),
    ],
)
def test_an_unknown_word_in_a_profile_is_a_fault(change: Table, key: str) -> None:
    assert faults({}, {"ke": profile(**change)}) == [("unknown-word", key)]


def test_a_library_without_the_international_profile_is_a_fault() -> None:
    whole = library({}, faulty=True)
    profiles = {k: v for k, v in whole.jurisdictions.items() if k != "international"}
    bare = type(whole)(whole.vocabulary, whole.questions, whole.sources, profiles, whole.clauses, whole.digest)
    assert [f.rule for f in faults_of(bare)] == ["missing-profile"]


def test_a_source_that_was_superseded_by_an_unknown_one_is_a_fault() -> None:
    old = {"title": "Old", "kind": "law", "status": "superseded", "mark": "C", "superseded-by": "z"}
    assert faults({}, sources={"old": old}) == [("unknown-word", "old.superseded-by")]


def test_all_faults_of_all_files_are_told_at_once() -> None:
    clauses = {"a": clause(requires=["z"], sets=["tiny"]), "b": award(scale=None)}
    assert {rule for rule, _ in faults(clauses, {"ke": profile(parent="z")})} == {"unknown-word", "clause-shape"}
    assert len(faults(clauses, {"ke": profile(parent="z")})) == 4


@pytest.mark.parametrize(("key", "codes"), [("cpv", "30213200"), ("cpv_also", ("30213999", "30213200"))])
def test_a_cpv_code_of_two_categories_is_named_with_the_first(key: str, codes: Any) -> None:
    whole = library({"a": clause()})
    assert whole.vocabulary.categories["tablet"].cpv == "30213200"
    slate = Word(label={"en": "slates"}, **{key: codes})
    words = replace(whole.vocabulary, categories={**whole.vocabulary.categories, "slate": slate})
    (finding,) = check_library(replace(whole, vocabulary=words), {})
    assert (finding.rule, finding.message) == ("id-twice", "30213200 is the code of “tablet” already")
    assert finding.place.key == f"categories.slate.{key.replace('_', '-')}"
