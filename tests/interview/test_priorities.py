# SPDX-License-Identifier: Apache-2.0
"""What the question on priorities says that each adds, and what it does in an interview."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tenderkit.interview.priorities import count_additions
from tenderkit.library.library import Library
from tenderkit.library.reading.text_files import parse_toml
from tests.interview.scripted import (
    BACK,
    ENTER,
    LAPTOPS,
    OPEN,
    Asked,
    Scripted,
    by_id,
    chooser,
    interview,
    shipped_questions,
)
from tests.support import clause, library, lot, purchase_data

EN = ("en",)
TWO_PROOFS = {"declaration": "A declaration.", "document": "A document."}
THREE_PROOFS = {**TWO_PROOFS, "certificate": "A certificate."}


@cache
def small() -> Library:
    """A library with clauses that come in with a priority, one of them for displays alone."""
    return library(
        {
            "usual": clause(),
            "both": clause(sets=["standard", "priority-repair"]),
            "manual": clause(sets=["priority-repair"], text={"verification": TWO_PROOFS}),
            "screws": clause(sets=["priority-repair", "priority-long-life"], text={"verification": THREE_PROOFS}),
            "panels": clause(sets=["priority-labels"], applies=[{"categories": ["display"]}]),
            "varied": clause(
                sets=["priority-materials"],
                variants={"lease": {"when": {"acquisition": "lease"}, "verification": THREE_PROOFS}},
            ),
        },
        questions=shipped_questions(),
    )


def added(said: Any, *priorities: str) -> list[tuple[int, int]]:
    counts = count_additions(small(), said, EN)
    assert list(counts) == list(small().vocabulary.priorities)
    return [counts[priority] for priority in priorities]


# What each adds


def test_clauses_and_their_proofs_are_counted_for_each_priority_alone() -> None:
    assert added(purchase_data(), "repair", "long-life", "labels") == [(2, 5), (1, 3), (0, 0)]


def test_a_clause_counts_in_each_lot_that_it_comes_into() -> None:
    two = purchase_data(lots=[lot(), lot({"display": 5}, data=None)])
    assert added(two, "repair", "labels") == [(4, 10), (1, 1)]


def test_a_clause_that_the_size_brings_in_anyway_is_not_counted() -> None:
    counts = [added(purchase_data({"proportionality": size}), "repair")[0] for size in ("short", "standard")]
    assert counts == [(3, 5), (2, 5)]


def test_proofs_are_counted_as_they_are_printed() -> None:
    leased = purchase_data(lots=[lot(acquisition="lease")])
    assert added(leased, "materials") == [(1, 3)]
    assert added(purchase_data(), "materials") == [(1, 1)]
    # In a small purchase the certificate is left out where there is another proof.
    assert added(purchase_data({"proportionality": "short"}), "long-life") == [(1, 2)]


def test_the_priorities_that_are_answered_do_not_change_the_counts() -> None:
    said = purchase_data({"priorities": ["repair"]})
    assert added(said, "repair", "long-life") == [(2, 5), (1, 3)]
    assert said["tender"]["priorities"] == ["repair"]


@pytest.mark.parametrize("said", [{}, {"lots": [{}]}, {"tender": {}, "lots": [{"acquisition": "purchase"}]}])
def test_before_there_can_be_a_selection_nothing_is_counted(said: Mapping[str, Any]) -> None:
    assert count_additions(small(), said, EN) == {}


# The question


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "purchase.toml"


def held(path: Path, answer: Any, **others: Any) -> Scripted:
    """An interview in which the question on priorities gets an answer; what asked it."""
    session, asker = interview(path, by_id({**LAPTOPS, "priorities": answer, **others}), small())
    assert session.run()
    return asker


def tender(path: Path) -> Any:
    return parse_toml(path.read_text(encoding="utf-8"), path.name)["tender"]


def chosen(path: Path) -> list[str]:
    """The clauses of the first lot, as `build` would choose them."""
    said = parse_toml(path.read_text(encoding="utf-8"), path.name)
    return [pick.clause.id for pick in chooser(small())(said).lots[0].picks]


def test_a_priority_is_written_and_brings_its_clause_in(path: Path) -> None:
    (asked,) = held(path, "long life").times("priorities")
    assert asked.how == "choose_many"
    assert tender(path)["priorities"] == ["long-life"]
    assert chosen(path) == ["both", "screws", "usual"]


def test_each_choice_says_what_it_adds(path: Path) -> None:
    (asked,) = held(path, ENTER).times("priorities")
    assert asked.text.endswith("In brackets: clauses and proofs that each adds.")
    hints = {choice.value: choice.hint for choice in asked.choices}
    assert hints["repair"].endswith("(+2, +5)")
    assert hints["labels"].endswith("(+0)")
    assert all(asked.values.count(priority) == 1 for priority in small().vocabulary.priorities)


@pytest.mark.parametrize("answer", [ENTER, OPEN])
def test_without_priorities_the_usual_set_is_taken_and_the_question_is_not_asked_again(
    path: Path, answer: Any
) -> None:
    assert len(held(path, answer).times("priorities")) == 1
    assert tender(path)["priorities"] == []
    assert chosen(path) == ["both", "usual"]
    session, asker = interview(path, [], small())
    assert session.run()
    assert asker.asked == []


def test_it_is_asked_behind_the_value_and_before_the_level_once_for_all_lots(path: Path) -> None:
    ids = held(path, ENTER, lots="2").ids
    assert ids[ids.index("value") :][:3] == ["value", "priorities", "level"]
    assert ids.count("priorities") == 1


def test_one_can_go_back_from_it_and_to_it(path: Path) -> None:
    asker = held(path, iter([BACK, "repair", "labels"]), level=iter([BACK, ENTER]))
    ids = asker.ids
    back = ["value", "priorities", "value", "priorities", "level", "priorities", "level"]
    assert ids[ids.index("value") :][:7] == back
    assert asker.times("priorities")[-1].default == ["repair"]
    assert tender(path)["priorities"] == ["labels"]


def test_a_word_that_is_no_priority_is_refused(path: Path) -> None:
    def script(asked: Asked) -> Any:
        answers = {**LAPTOPS, "priorities": "repair" if asked.refused else "beauty"}
        return by_id(answers)(asked)

    session, asker = interview(path, script, small())
    session.run()
    assert [asked.refused for asked in asker.times("priorities")] == ["", "not-in-list"]
    assert tender(path)["priorities"] == ["repair"]


def test_it_is_explained(path: Path) -> None:
    (asked,) = held(path, ENTER).times("priorities")
    assert asked.prompt.optional
    assert "brings in further clauses" in asked.prompt.help
