# SPDX-License-Identifier: Apache-2.0
import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tenderkit.errors import InvalidInput
from tenderkit.formats.text import clause_page
from tenderkit.formats.text.clause_page import ClausePage
from tenderkit.library.author_data import HistoryEntry
from tenderkit.library.condition import list_words
from tenderkit.library.library import Library, Overlay
from tenderkit.library.reading import shipped_data
from tenderkit.library.reading.author_files import read_history
from tenderkit.selection.sample_purchase import select_sample
from tests.support import award, clause, english, library, limit, parameter, performance, profile, steps

SHIPPED = shipped_data.load_shipped_data().library
DAY = datetime.date(2027, 1, 15)


def page(
    whole: Library, id_: str = "a", history: Mapping[str, HistoryEntry] | None = None, **more: Any
) -> ClausePage:
    """The page on a clause of this library."""
    selection = select_sample(whole, whole.clauses[id_], languages=("en",), launch=DAY, **more)
    return clause_page.compose_page(whole, whole.clauses[id_], selection, english(), history or {})


def text(made: ClausePage) -> str:
    return clause_page.render(made, english())


def paragraphs(made: ClausePage) -> dict[str, list[str]]:
    """The paragraphs of the text under their headings, each on one line."""
    found: dict[str, list[str]] = {}
    for block in text(made).split("\n\n")[1:]:
        heading, *lines = block.splitlines()
        found[heading] = []
        for line in lines:
            if line.startswith("    "):
                found[heading][-1] += f" {line.strip()}"
            else:
                found[heading].append(line.strip())
    return found


# --- the shipped clauses ---

# At this level the specification asks for all there is, and a buyer who asks for less gets the points.
NOTHING_LEFT = ("renewable-energy-points", "comprehensive")


@pytest.mark.parametrize("id_", SHIPPED.clauses)
def test_every_clause_has_a_page_at_each_level_and_for_each_model_that_it_names(id_: str) -> None:
    one = SHIPPED.clauses[id_]
    named = {model for block in one.applies for model in list_words(block.get("acquisition", ()))}
    history = read_history(shipped_data.find_data_folder() / "clauses", (), SHIPPED).get(id_, {})
    for model in sorted(named) or [None]:
        for level in one.levels:
            if (id_, level) == NOTHING_LEFT:
                with pytest.raises(InvalidInput, match="no step of its scale"):
                    page(SHIPPED, id_, history, model=model, level=level)
                continue
            made = page(SHIPPED, id_, history, model=model, level=level)
            said = clause_page.build_data(made, english())
            lines = text(made).splitlines()
            assert [line for line in lines if len(line) > 80] == []
            assert said["shown-for"]["level"] == level
            assert model in (None, said["shown-for"]["acquisition"])
            assert said["requirement"]
            assert "{{" not in text(made)


# --- the text ---


def test_the_text_says_all_that_is_known_in_order() -> None:
    whole = library(
        {
            "a": performance(
                parameters={"years": parameter()},
                text={
                    "title": "Parts",
                    "requirement": "The contractor shall keep parts for {{ years }}.",
                    "guidance": "Ask the market.",
                },
                sources=[{"id": "a-law", "clause": "Art 3", "mark": "C", "supports": "the parts"}],
                requires=["b"],
                variants={"repair": {"when": {"acquisition": ["repair"]}, "title": "Repair"}},
                examples=[{"facts": {"acquisition": "purchase", "has-returns": True}, "applies": True}],
            ),
            "b": clause(),
        }
    )
    history = {"1": HistoryEntry(datetime.date(2027, 1, 1), {"en": "First version."})}
    made = page(whole, history=history)
    assert text(made).splitlines()[:4] == [
        "a@1  Parts",
        "contract performance clause; Longer use; stable",
        "levels: core, comprehensive; sets: short, standard",
        "Shown for: purchase; no country; 15 January 2027; level core.",
    ]
    assert paragraphs(made) == {
        "Requirement": ["The contractor shall keep parts for 5 years."],
        "Proof": ["declaration: A declaration."],
        "Question to the tenderer": ["Will you do it?"],
        "If it is not kept": ["The fault is put right."],
        "Values": ["years: 5 years (proposed by this project)"],
        "Why, and how to use it": ["Ask the market."],
        "Sources": ["a-law: A law, Art 3 (confirmed in the source): the parts"],
        "Relations": ["requires: b"],
        "Other wordings": ["repair: acquisition = repair"],
        "Applies where": ["always"],
        "Examples": ["applies: acquisition = purchase; has-returns = true"],
        "History": ["1, 2027-01-01: First version."],
    }


def test_a_value_of_law_names_its_source_and_what_it_was() -> None:
    law = profile(limits=[limit("a.years", 7, clause="Art 5")])
    whole = library(
        {"a": clause(parameters={"years": parameter()}, text={"requirement": "For {{ years }}."})}, {"ke": law}
    )
    (said,) = paragraphs(page(whole, country="KE"))["Values"]
    assert said.startswith("years: 7 years (law: a-law, Art 5")


@pytest.mark.parametrize("id_", ["a", "a-rather-long-id-of-a-clause-that-is-printed"])
def test_no_line_is_wider_than_80_columns(id_: str) -> None:
    # All that an author may make long: title, sets, successors, lists of words, facts.
    models = SHIPPED.vocabulary.words("acquisitions")
    categories = list(SHIPPED.vocabulary.words("categories"))
    others = [f"{name}-of-the-clauses-that-stand-in-its-place" for name in ("first", "second", "third")]
    whole = library(
        {
            id_: clause(
                status="withdrawn",
                successor=others,
                sets=list(SHIPPED.vocabulary.words("sets")),
                applies=[{"categories": categories, "acquisition": list(models[:6])}],
                text={"title": "A title that goes on and on " * 5, "guidance": "word " * 300},
            ),
            **{other: clause() for other in others},
        }
    )
    lines = text(page(whole, id_, country="GB")).splitlines()
    assert max(map(len, lines)) <= 80
    assert f"“{others[2]}” instead." in " ".join(" ".join(lines).split())


def test_a_word_that_is_wider_than_a_line_stays_whole() -> None:
    link = "https://example.org/" + "a-" * 60
    whole = library({"a": clause(text={"guidance": f"See {link}."})})
    assert f"{link}." in text(page(whole)).split()


# --- how points are given ---


def test_an_award_criterion_shows_formula_steps_and_an_example() -> None:
    whole = library({"a": award(scale=steps(3, 5)), "b": clause()})
    formula, first, second, example = paragraphs(page(whole))["Points"]
    assert formula.startswith("Points = weight × share")
    assert (first, second) == ("from 3 years: 50%", "from 5 years: 100%")
    assert "Weight 10" in example


def test_a_step_of_another_level_is_not_shown() -> None:
    scale = steps(3, 5)
    scale["steps"][0]["levels"] = ["core"]
    whole = library({"a": award(scale=scale)})
    core, comprehensive = (
        clause_page.build_data(page(whole, level=level), english())["scale"]["steps"]
        for level in ("core", "comprehensive")
    )
    assert [step["from"] for step in core] == [3, 5]
    assert [step["from"] for step in comprehensive] == [5]


def test_a_clause_that_gives_no_points_has_no_scale() -> None:
    made = page(library({"a": clause()}))
    assert "Points" not in paragraphs(made)
    assert clause_page.build_data(made, english())["scale"] is None


def test_a_criterion_without_a_step_above_what_is_asked_for_cannot_be_shown() -> None:
    scale = steps(3, 4, **{"starts-above": "b.years"})
    whole = library({"a": award(scale=scale), "b": clause(parameters={"years": parameter()})})
    with pytest.raises(InvalidInput) as caught:
        page(whole)
    (finding,) = caught.value.findings
    assert (
        finding.message
        == "“a” would not be printed in the sample purchase: no step of its scale lies above what “A title” asks for"
    )
    assert "level" in finding.fix


def test_a_general_rule_of_another_jurisdiction_cannot_be_shown() -> None:
    rule = clause(kind="general-rule", applies=[{"jurisdictions": ["fr"]}])
    whole = library({"a": rule}, {"fr": profile()})
    with pytest.raises(InvalidInput, match="“a” would not be printed in the sample purchase: "):
        page(whole)
    assert page(whole, country="FR").clause.id == "a"


# --- relations and data ---


def test_relations_are_told_from_both_ends() -> None:
    whole = library(
        {
            "a": clause(
                requires=["b"], conflicts=["c"], parameters={"years": parameter()}, applies=[{"with": ["d"]}]
            ),
            "b": clause(requires=["a"]),
            "c": clause(replaces=["a"]),
            "d": clause(conflicts=["a"]),
            "e": award(scale=steps(6, **{"starts-above": "a.years"})),
            "ab": award(scale=steps(6, **{"starts-above": "b.years"})),
        },
        faulty=True,
    )
    assert clause_page.list_relations(whole, whole.clauses["a"]) == {
        "requires": ["b"],
        "required-by": ["b"],
        "gives-way-to": ["c"],
        "before": ["d"],
        "replaces": [],
        "replaced-by": ["c"],
        "beside": ["d"],
        "scored-above": ["e"],
        "successor": [],
    }


def test_the_data_say_what_the_file_says_besides() -> None:
    whole = library(
        {
            "a": clause(
                examples=[{"facts": {"acquisition": "lease", "categories": ["laptop"]}, "applies": False}],
                sources=[{"id": "a-law", "mark": "C"}],
                text={"guidance": "Ask."},
            )
        }
    )
    history = {"1": HistoryEntry(datetime.date(2027, 1, 1), {"en": "First version."})}
    said = clause_page.build_data(page(whole, history=history, country="KE"), english())
    assert (said["status"], said["levels"], said["guidance"]) == ("stable", ["core", "comprehensive"], "Ask.")
    assert said["examples"] == [{"facts": {"acquisition": "lease", "categories": ["laptop"]}, "applies": False}]
    assert said["cited"] == [{"id": "a-law", "clause": None, "mark": "C", "supports": None}]
    assert said["history"] == [{"version": "1", "date": "2027-01-01", "says": "First version."}]
    assert said["shown-for"]["country"] == "KE"


def test_a_clause_that_a_library_on_top_hides_says_so() -> None:
    house = Overlay({"en": "House"}, "1", file="house/library.toml", hide=("a",))
    made = replace(library({"a": clause()}), overlays=(house,))
    assert "hidden by house/library.toml" in text(page(made)).splitlines()[:5]
