# SPDX-License-Identifier: Apache-2.0
"""The clauses as they are shipped: lint finds nothing in them, and they keep what lint does not look at."""

import re
from collections.abc import Iterator

import pytest

from tenderkit.library.clause import Clause
from tenderkit.library.library import Library
from tenderkit.library.reading import shipped_data, text_files
from tenderkit.library.reading.shipped_data import find_data_folder
from tenderkit.library.template import omit_values
from tenderkit.lint.equivalence import Equivalence, StandardNames
from tenderkit.lint.labels import LabelNames
from tenderkit.lint.rule import apply_rules, load_rules
from tenderkit.lint.statements import split_statements
from tenderkit.papers.clause_text import PrintedClause, print_clauses
from tenderkit.purchase.reading import validate_purchase
from tenderkit.selection.select import select
from tenderkit.selection.selection import LIFE_CYCLE_COST
from tests.lint.seeded import shipped

IDS = sorted(p.stem for p in (find_data_folder() / "clauses").glob("*/*.toml") if p.parent.name not in (
    "jurisdictions", "translations", "word-lists"))  # fmt: skip

# Stricter than lint, which takes “equivalent proof” and the like as well.
OR_EQUIVALENT = re.compile(r"\bor (by |under |with |to |from |of )?(an? |any |another |other )?equivalent\b")


def library() -> Library:
    return shipped().library


def clause(id_: str) -> Clause:
    return library().clauses[id_]


def test_the_library_loads() -> None:
    assert set(library().clauses) == set(IDS)


def test_no_clause_is_a_draft() -> None:
    assert {c.status for c in library().clauses.values()} == {"stable"}


def test_lint_finds_nothing_but_what_waits_for_native_readers() -> None:
    found = {(f.rule, f.severity) for f in apply_rules(shipped(), load_rules())}
    assert found == {("unreviewed-term", "info")}


@pytest.mark.parametrize("id_", IDS)
def test_a_clause_has_at_least_two_examples_where_it_applies(id_: str) -> None:
    assert sum(e.applies for e in clause(id_).examples) >= 2


# Clauses of every purchase.
EVERYWHERE = ("place-in-contract", "equivalence-paragraph", "acceptance-of-clauses", "proof-stages", "remedies")


@pytest.mark.parametrize("id_", [i for i in IDS if i not in EVERYWHERE])
def test_a_clause_has_at_least_two_examples_where_it_does_not_apply(id_: str) -> None:
    assert sum(not e.applies for e in clause(id_).examples) >= 2


def reached_from(id_: str) -> set[str]:
    """What a clause brings along by `requires`, directly or not, itself included."""
    reached, wave = set[str](), [id_]
    while wave:
        one = wave.pop()
        if one not in reached:
            reached.add(one)
            wave += clause(one).requires
    return reached


def test_every_clause_has_a_source() -> None:
    assert [clause.id for clause in library().clauses.values() if not clause.sources] == []


def test_every_contract_performance_clause_reaches_the_remedies() -> None:
    duties = [c.id for c in library().clauses.values() if c.kind == "contract-performance-clause"]
    assert len(duties) > 10
    assert [id_ for id_ in duties if "remedies" not in reached_from(id_)] == []


def test_every_criterion_with_a_scale_brings_what_its_values_cost_when_they_are_not_kept() -> None:
    scored = {c.id for c in library().clauses.values() if c.scale and c.scale.steps}
    assert {id_ for block in clause("scored-values").applies for id_ in block.get("with", ())} == {
        *scored,
        LIFE_CYCLE_COST,
    }
    assert set(clause("scored-values").variants["cost-sheet"].when["with"]) == {LIFE_CYCLE_COST}
    alone = clause("scored-values").variants["cost-alone"].when
    assert {LIFE_CYCLE_COST, *alone["without"]} == {
        w for b in clause("scored-values").applies for w in b.get("with", ())
    }


def test_a_promise_that_earns_points_is_scored_on_figures_of_a_reference_year() -> None:
    promised = re.compile(r"\b(undertakings?|plan|commitments?)\b", re.IGNORECASE)
    scored = [c for c in library().clauses.values() if c.kind == "award-criterion"]
    promises = {c.id: str(c.text.requirement) for c in scored if promised.search(str(c.text.verification))}
    assert len(promises) >= 3
    assert [id_ for id_, text in promises.items() if "reference year" not in text] == []


# A general rule says what counts as equivalent, and so needs no such words itself.
@pytest.mark.parametrize("id_", [i for i in IDS if i != "equivalence-paragraph"])
def test_or_equivalent_follows_every_named_standard_and_label_in_these_words(id_: str) -> None:
    standards, labels, duties = StandardNames(shipped()), LabelNames(shipped()), Equivalence(shipped()).duties["en"]
    closed = [
        (said.key, statement)
        for said in shipped().contract_texts
        if said.clause.id == id_ and said.field != "title"
        for statement in split_statements(said, duties)
        if (standards.find(statement, "en") or labels.find(statement, "en")) and not OR_EQUIVALENT.search(statement)
    ]
    assert closed == []


@pytest.mark.parametrize(
    ("sentence", "good"),
    [
        ("It meets EN 50625 or equivalent.", True),
        ("It meets EN 50625 or an equivalent standard.", True),
        ("It is proved by EN 50625, or by an equivalent method.", True),
        ("It meets EN 50625.", False),
        ("It is equivalent to EN 50625.", False),
    ],
)
def test_the_form_of_or_equivalent_is_known(sentence: str, good: bool) -> None:
    assert bool(OR_EQUIVALENT.search(sentence)) is good


def lots_of(name: str, level: str, size: str) -> Iterator[tuple[PrintedClause, ...]]:
    """The lots of an example, with the general rules, at a level and with a set, whatever its buyer put in or out."""
    path = shipped_data.list_example_purchases()[name]
    raw = text_files.parse_toml(text_files.read_text(path, path.name), path.name)
    tender = {k: v for k, v in raw["tender"].items() if k != "environment-weight"}
    lots = [{k: v for k, v in one.items() if k != "weights"} for one in raw["lots"]]
    changed = {k: v for k, v in raw.items() if k not in ("included", "excluded")}
    changed |= {"tender": {**tender, "level": level, "proportionality": size}, "lots": lots}
    selection = select(library(), validate_purchase(changed, name, "toml"))
    english = shipped_data.load_shipped_data().language("en")
    general = print_clauses(library(), english, selection.general)
    return ((*general, *print_clauses(library(), english, part)) for part in selection.lots)


@pytest.mark.parametrize("size", ["short", "standard", "full"])
@pytest.mark.parametrize("level", ["core", "comprehensive"])
@pytest.mark.parametrize("name", shipped_data.list_example_purchases())
def test_a_clause_that_a_text_names_is_in_the_lot(name: str, level: str, size: str) -> None:
    words = [w for c in library().clauses.values() for w in (c.text, *c.variants.values())]
    titles = {omit_values(w.title) for w in words if w.title}
    for printed in lots_of(name, level, size):
        here = {p.title for p in printed}
        for one in printed:
            said = " ".join((*one.requirement, *one.verification.values(), one.question, one.remedy))
            named = {t for t in re.findall("“([^”]+)”", said) if t in titles}
            assert named - here == set(), one.clause.id


def list_questions(one: Clause) -> Iterator[str]:
    """The questions of a clause and of its variants, with the names of values left out."""
    for text in (one.text, *one.variants.values()):
        yield omit_values(text.question) if text.question else ""


@pytest.mark.parametrize("id_", IDS)
def test_a_clause_whose_question_asks_for_a_document_says_that_it_is_enclosed(id_: str) -> None:
    asks = any(re.search(r"\benclose\b", question, re.IGNORECASE) for question in list_questions(clause(id_)))
    assert clause(id_).encloses or not asks


@pytest.mark.parametrize("id_", IDS)
def test_a_document_that_is_enclosed_is_the_proof_with_the_tender_in_the_annex(id_: str) -> None:
    one = clause(id_)
    proofs = [one.text.verification, *(v.verification for v in one.variants.values() if v.verification)]
    assert not one.encloses or all(proof.declaration for proof in proofs)


# The tenderer accepts such a time with the clause. The limit may fall and never rises.
def test_questions_that_ask_for_a_time_that_the_clause_sets_become_fewer() -> None:
    times = {"hours", "days", "working-days", "weeks", "months", "years"}
    words = {unit: library().vocabulary.units[unit].label["en"]["other"] for unit in times}
    asking = set()
    for one in library().clauses.values():
        set_here = {words[parameter.unit] for parameter in one.parameters.values() if parameter.unit in times}
        asked = " ".join(list_questions(one))
        if one.is_accepted and any(re.search(rf"\b{word}\b", asked) for word in set_here):
            asking.add(one.id)
    assert len(asking) <= 1, sorted(asking)
