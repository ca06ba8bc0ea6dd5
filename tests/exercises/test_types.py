# SPDX-License-Identifier: Apache-2.0
"""Every type of exercise, made on scenarios that suit it: its rows, its choices and its key."""

import re
from collections import Counter
from functools import cache

import pytest

import tenderkit
from tenderkit.exercises.exercise import FEWEST_ROWS, Exercise
from tenderkit.exercises.material import Material
from tenderkit.exercises.ranking import Draw
from tenderkit.exercises.scenario import LEVELS, OUTCOMES
from tenderkit.exercises.scenario_files import read_purchase_of, read_scenarios
from tenderkit.exercises.types.catalogue import TYPES
from tenderkit.library.language import contains_word_form
from tenderkit.library.reading.author_files import read_coverage
from tenderkit.library.reading.shipped_data import find_data_folder
from tenderkit.pipeline import compose_annex

DATA = tenderkit.load_library()
SCENARIOS = read_scenarios(DATA)
SCHEMES = read_coverage(find_data_folder() / "clauses", [], DATA.library)

# The types whose rows are made here; defects are drawn with their proof.
# The fewest types for each learning outcome, and for each level.
FEWEST_OF_AN_OUTCOME, FEWEST_OF_A_LEVEL = 3, 2
ROWS = [type_.name for type_ in TYPES.values() if type_.compose]
SUITING = ("S02", "S05", "S10", "S13")
# Scenarios that suit a type that needs a certain award.
OWN = {"life-cycle-cost": ("S01", "S04", "S06", "S13", "S14"), "set-weights": ("S02", "S05", "S10", "S15")}


@cache
def prepare(id_: str, language: str = "en") -> Material:
    selection = tenderkit.select(read_purchase_of(SCENARIOS[id_], DATA, language), DATA)
    return Material(SCENARIOS[id_], compose_annex(selection, DATA), SCHEMES)


def compose(
    type_: str, scenario: str, variant: int = 1, level: int | None = None, *, language: str = "en"
) -> Exercise:
    kind = TYPES[type_]
    assert kind.compose is not None
    count = kind.rows[level or min(kind.rows)]  # type: ignore[index]
    return kind.compose(prepare(scenario, language), Draw("secret", "1", variant), count)


@pytest.mark.parametrize(("type_", "scenario"), [(t, s) for t in ROWS for s in OWN.get(t, SUITING)])
def test_each_row_has_one_right_answer_among_the_choices(type_: str, scenario: str) -> None:
    exercise = compose(type_, scenario)
    assert len(exercise.rows) >= FEWEST_ROWS
    assert [row.code for row in exercise.rows] == [f"c{n:02}" for n in range(1, len(exercise.rows) + 1)]
    assert len(exercise.planted) == len(exercise.rows)
    assert len(set(exercise.choices)) == len(exercise.choices)
    for row in exercise.rows:
        assert row.answer in exercise.choices or not exercise.choices
        assert len(row.cells) == len(exercise.head)
        assert all(row.cells)
        assert row.reason


@pytest.mark.parametrize("type_", ["hierarchy-sort", "stage-placement", "term-match", "map-to-l1061", "policy-trace"])
def test_a_participant_can_look_up_every_choice(type_: str) -> None:
    exercise = compose(type_, "S10")
    assert exercise.glossary is not None
    listed = {row[0] for row in exercise.glossary.rows} | {
        " ".join(map(str, row[:2])) for row in exercise.glossary.rows
    }
    assert set(exercise.choices) <= listed
    assert not {row.reason for row in exercise.rows} & {cell for row in exercise.glossary.rows for cell in row}


@pytest.mark.parametrize("type_", ["stage-placement", "choose-clauses", "map-to-l1061", "policy-trace"])
@pytest.mark.parametrize("scenario", ["S03", "S08", "S10"])
def test_what_a_clause_asks_can_be_understood_alone(type_: str, scenario: str) -> None:
    for row in compose(type_, scenario, level=max(TYPES[type_].rows)).rows:
        asks = row.cells[-1]
        assert not re.search(r"” \((?:[A-Z]\.)?\d", asks), "the number of a clause that is not in the handout"
        assert "…." not in asks
        assert "after these cycles" not in asks or "500" in asks or "[…]" in asks


@pytest.mark.parametrize("type_", ROWS)
def test_variants_differ(type_: str) -> None:
    scenario = "S15" if type_ == "set-weights" else "S14"
    assert len({compose(type_, scenario, variant).planted for variant in range(1, 5)}) > 1
    assert compose(type_, scenario) == compose(type_, scenario)


def test_each_outcome_and_each_level_has_several_types() -> None:
    outcomes = Counter(outcome for type_ in TYPES.values() for outcome in type_.outcomes)
    levels = Counter(level for type_ in TYPES.values() for level in type_.rows)
    assert {outcome: outcomes[outcome] for outcome in OUTCOMES if outcomes[outcome] < FEWEST_OF_AN_OUTCOME} == {}
    assert {level: levels[level] for level in LEVELS if levels[level] < FEWEST_OF_A_LEVEL} == {}
    assert all(len({*type_.outcomes}) == len(type_.outcomes) for type_ in TYPES.values())


@pytest.mark.parametrize("type_", TYPES)
def test_the_words_of_a_type_are_all_there(type_: str) -> None:
    texts = DATA.language("en").frame.texts["exercise-types"]
    keys = ("title", "task", "key", "hint-1", "hint-2", "hint-3", "mistake-1", "mistake-2", "debrief-1", "debrief-2")
    assert {f"{type_}-{key}" for key in (*keys, "extension")} <= texts.keys()


def test_who_acts_is_left_out_of_arabic_rows_too() -> None:
    rows = compose("stage-placement", "S10", level=2, language="ar").rows
    assert not [row.cells for row in rows if contains_word_form(("*متعاقد", "*مقدِّم العطاء"), row.cells[0])]
    assert sum("____" in row.cells[0] for row in rows) > len(rows) / 2


# English words; names, which begin with a capital, and keys of files, such as `battery-share`, are none.
ENGLISH_WORD = re.compile(r"(?<![\w.-])[a-z]{4,}(?![\w.-])")
# A name, and the English terms that the definitions give beside the Arabic ones.
KNOWN = {"tenderkit", "purge", "clear", "destroy"}


@pytest.mark.parametrize("type_", ROWS)
def test_an_arabic_exercise_has_no_english_words(type_: str) -> None:
    exercise = compose(type_, OWN.get(type_, ("S02",))[0], language="ar")
    texts = [text for row in exercise.rows for text in (*row.cells, row.answer, row.reason)]
    texts += [text for question in exercise.questions for text in (question.question, question.answer)]
    texts += [*exercise.head, *exercise.choices, *exercise.asks.values()]
    assert {word for text in texts for word in ENGLISH_WORD.findall(text)} <= KNOWN


def test_every_topic_that_an_exercise_names_has_an_arabic_title() -> None:
    """The headings that requirements can answer are the keys of the frame that have an answer of the buyer, too."""
    texts, scheme = DATA.language("en").frame.texts["exercise-l1061"], prepare("S02").schemes["l1061-topics"]
    sections = {key.removesuffix("-how").replace("-", ".") for key in texts if key.endswith("-how")}
    named = {t.title for t in scheme.topics.values() if t.clauses and not sections.isdisjoint(t.pointer)}
    assert {*scheme.words["ar"]} == named


def test_the_key_of_chosen_clauses_is_the_selection() -> None:
    selection = prepare("S10").annex.selection
    selected = {pick.clause.id for part in selection.parts for pick in part.picks}
    answers = Counter[str]()
    for variant in range(1, 6):
        for row in compose("choose-clauses", "S10", variant, 3).rows:
            assert (row.answer == "take it in") is (row.id in selected)
            answers[row.answer] += 1
    assert min(answers.values()) > 20


def test_no_clause_is_asked_for_whose_reason_is_not_in_the_scenario() -> None:
    selection = prepare("S02").annex.selection
    wished = {
        decision.clause
        for part in selection.lots
        for decision in part.decisions.values()
        if decision.selected and (decision.rule == "included" or decision.reason.code == "wanted")
    }
    assert wished
    for variant in range(1, 9):
        assert compose("choose-clauses", "S02", variant, 3).planted.isdisjoint(wished)


def test_the_key_of_stages_is_the_kind_of_the_clause() -> None:
    exercise = compose("stage-placement", "S09", level=2)
    for row in exercise.rows:
        assert row.answer == DATA.library.clauses[row.id].kind.replace("-", " ")
    assert {row.answer for row in exercise.rows} <= set(exercise.choices)


def test_no_requirement_says_who_acts() -> None:
    rows = [row for variant in range(1, 5) for row in compose("stage-placement", "S08", variant, 2).rows]
    assert not [row.cells for row in rows if contains_word_form(("tenderer*", "contractor*"), row.cells[0])]
    assert sum("____" in row.cells[0] for row in rows) > len(rows) / 2


def test_clauses_to_leave_out_are_near_misses_and_tell_for_what_they_are() -> None:
    themes = Counter[str]()
    for variant in range(1, 6):
        for row in compose("choose-clauses", "S03", variant, 2).rows:
            assert row.reason[0].isupper()
            assert "?" not in row.reason, "a question of the interview, which no participant has seen"
            assert "which does not fit this lot" not in row.reason
            if row.answer == "leave it out":
                themes[DATA.library.clauses[row.id].theme] += 1
                alone = row.reason.startswith("It is not meant for the acquisition model")
                assert alone is ("It is meant for " in row.reason)
                assert "purchase" not in row.reason.partition("It is meant for ")[2].split(" or ")
    assert not {"end-of-life", "contract-management", "materials"} & themes.keys()
    assert themes["service-models"] + themes["refurbished"] >= themes.total() / 2


@pytest.mark.parametrize("scenario", ["S02", "S03", "S10"])
def test_what_decides_against_a_clause_is_printed(scenario: str) -> None:
    forms = prepare(scenario).text("exercise-types.choose-clauses-telling").split("; ")
    rows = [row for variant in range(1, 5) for row in compose("choose-clauses", scenario, variant, 2).rows]
    left_out = [row for row in rows if row.answer == "leave it out"]
    assert left_out
    assert [row.id for row in left_out if not contains_word_form(forms, " ".join(row.cells))] == []
    # Nothing of what is printed of them says that they are for refurbished units.
    assert {row.id for row in left_out}.isdisjoint({"refurbished-software", "refurbished-unit-test-report"})


def test_the_key_of_headings_is_that_of_the_coverage() -> None:
    topics = SCHEMES["l1061-topics"].topics.values()
    exercise = compose("map-to-l1061", "S01", level=3)
    for row in exercise.rows:
        pointers = {section for topic in topics if row.id in topic.clauses for section in topic.pointer}
        assert {row.answer.split(" ")[0]} == pointers
    (question,) = exercise.questions
    named = {row.answer for row in exercise.rows}
    assert not any(answer in question.answer for answer in named)
    assert question.answer.count(": ") > 3


def test_no_definition_names_its_own_term() -> None:
    definitions = DATA.language("en").frame.definitions
    asked = {row for variant in range(1, 9) for row in compose("term-match", "S03", variant, 2).rows}
    for row in asked:
        forms = definitions[row.id].forms if row.id in definitions else ()
        assert not contains_word_form((row.answer, *forms), row.cells[0])
    assert len({row.id for row in asked}) > 25
    assert len({row.reason for row in asked}) >= len({row.id for row in asked})


def test_a_term_of_the_annex_is_defined_as_there() -> None:
    definitions = DATA.language("en").frame.definitions
    rows = {row.id: row for variant in range(1, 9) for row in compose("term-match", "S03", variant, 2).rows}
    for id_ in rows.keys() & definitions.keys():
        assert rows[id_].answer == definitions[id_].term
        assert rows[id_].cells[0].split(".")[0] in definitions[id_].text
    assert "points-lost" not in rows


def test_the_key_of_a_policy_is_the_priority_of_the_clause() -> None:
    exercise = compose("policy-trace", "S09", level=4)
    vocabulary, language = DATA.library.vocabulary, DATA.language("en")
    for row in exercise.rows:
        (name,) = (s for s in DATA.library.clauses[row.id].sets if s.startswith("priority-"))
        assert row.answer == language.label(vocabulary.label("priorities", name.removeprefix("priority-")))
    assert set(exercise.choices) >= {row.answer for row in exercise.rows}


def test_each_step_of_the_hierarchy_says_whether_it_is_about_waste() -> None:
    exercise = compose("hierarchy-sort", "S06", level=2)
    assert [choice.endswith("(no waste)") for choice in exercise.choices] == [True] * 3 + [False] * 3
    assert all(choice.endswith("waste)") for choice in exercise.choices)
    assert len({row.answer for row in exercise.rows}) >= 4


@pytest.mark.parametrize(
    ("scenario", "goods"),
    [("S13", ["uninterruptible power supplies and batteries"]), ("S15", ["servers", "network devices"])],
)
def test_cases_are_about_the_goods_of_the_scenario(scenario: str, goods: list[str]) -> None:
    cells = [row.cells[0] for row in compose("hierarchy-sort", scenario, level=2).rows]
    assert sum(any(words in cell for words in goods) for cell in cells) > len(cells) / 2
    assert not any("{" in cell or "laptops" in cell for cell in cells)
