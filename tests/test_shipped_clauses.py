# SPDX-License-Identifier: Apache-2.0
"""The clauses as they are shipped: their own examples hold, and their words keep the rules of contract text."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from tenderkit.clause import Clause, ClauseText, Variant
from tenderkit.condition import Facts, trace, words
from tenderkit.data_files import data_folder
from tenderkit.library import Library
from tenderkit.library_files import read_library
from tenderkit.printed import TIERS, parameter_of
from tenderkit.wording import Template

FIRST_RELEASE = {
    "audit-right",
    "battery-endurance",
    "battery-endurance-points",
    "circularity-report",
    "data-sanitisation",
    "end-of-term-reuse",
    "end-of-use-report",
    "energy-performance-computers",
    "energy-performance-displays",
    "environmental-management-system",
    "equivalence-paragraph",
    "erasure-certificate",
    "export-control",
    "life-cycle-cost-award",
    "minimum-use-term",
    "recycler-certification",
    "refurbished-battery-information",
    "refurbished-grading",
    "refurbished-warranty",
    "refurbisher-quality-system",
    "remedies",
    "repair-turnaround",
    "reuse-before-recycling",
    "secure-collection-and-custody",
    "secure-erase-function",
    "software-update-support",
    "spare-parts",
    "take-back",
    "treatment-standard",
    "warranty-extension-points",
    "warranty-minimum",
}
IDS = sorted(p.stem for p in (data_folder() / "clauses").glob("*/*.toml") if p.parent.name not in (
    "jurisdictions", "translations", "word-lists"))  # fmt: skip

# Words that name no number, unit or method, so that nobody can say whether they are met.
VAGUE = re.compile(
    r"\b(best|state[- ]of[- ]the[- ]art|environmentally friendly|eco-friendly|green|greener|minimal|minimi[sz]e"
    r"|as far as possible|where(ver)? (feasible|possible|practicable|appropriate)|if possible|high[- ]quality"
    r"|sustainable|modern|suitable|adequate|appropriate|reasonable|good practice|promptly|as soon as possible)\b",
    re.IGNORECASE,
)
# What a named reference looks like: a standard, a label, a scheme.
NAMED = re.compile(
    r"\b(EN|ISO|IEC|IEEE|NIST|DIN|MIL|ASHRAE|ITU-T|ETSI|CTA|ANSI|NSF|WEEELABEX|CENELEC|DoD|BS|UL|EMAS|TCO|R2v3|R2)\b"
    r"|ENERGY STAR|EPEAT|Blue Angel|Nordic Swan|EU Ecolabel|80 PLUS|e-Stewards|TCO Certified"
)
OR_EQUIVALENT = re.compile(r"\bor (by |under |with |to |from |of )?(an? |any |another |other )?equivalent\b")
# A full stop after these ends no sentence.
_ABBREVIATION = re.compile(r"\b(Rev|Art|No|Nos|vol|ed|p|pp|e\.g|i\.e|approx)\.$")


@cache
def library() -> Library:
    return read_library(data_folder() / "clauses")


def clause(id_: str) -> Clause:
    return library().clauses[id_]


def templates(one: Clause) -> Iterator[tuple[str, Template]]:
    """All texts of a clause that are printed as contract text, those of its variants too."""
    spoken: dict[str, ClauseText | Variant] = {"text": one.text, **one.variants}
    for where, text in spoken.items():
        yield from ((f"{where}.requirement", t) for t in text.requirement or ())
        for field in ("title", "question", "remedy"):
            if found := getattr(text, field):
                yield f"{where}.{field}", found
        for tier in TIERS:
            if text.verification and (found := getattr(text.verification, tier)):
                yield f"{where}.{tier}", found


def with_words(one: Clause, template: Template) -> str:
    """A text with the words of its parameters in it, so that names that stand in a value are seen."""
    parts = list(template)
    for position in range(1, len(parts), 2):
        values: list[Any] = []
        if parts[position] not in ("items", "returns", "months"):
            name, what = parameter_of(one, parts[position])
            if what != "anchor":
                cases = one.parameters[name].cases
                values = [w for c in cases for level in one.levels for w in words(c.figure(level).value)]
        said = dict.fromkeys(v for v in values if isinstance(v, str))
        parts[position] = ", ".join(said) or "7"
    return "".join(parts)


def sentences(text: str) -> list[str]:
    """The sentences of a text; an abbreviation ends none."""
    cuts = [0, *(m.end() for m in re.finditer(r"[.!?;]\s+(?=[A-Z])", text)), len(text)]
    found: list[str] = []
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if found and _ABBREVIATION.search(found[-1].rstrip()):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def facts_of(facts: Any) -> Facts:
    """The facts of an example: what is not said is not known, and a category stands for one unit of it."""
    fixed = {"acquisition", "categories", "return-categories", "data", "months", "has-returns"}
    items = dict.fromkeys(words(facts.get("categories", ())), 1)
    returns = dict.fromkeys(words(facts.get("return-categories", ())), 1)
    return Facts(
        acquisition=facts.get("acquisition", ""),
        items=items,
        returns=returns,
        data=facts.get("data"),
        months=facts.get("months"),
        has_returns=facts.get("has-returns", bool(returns)),
        jurisdictions=frozenset(words(facts.get("jurisdictions", ()))),
        place=frozenset(words(facts.get("place", ()))),
        answers={k: v for k, v in facts.items() if k not in fixed},
        # Whether its companion is in is a matter of selection, not of an example.
        beside=frozenset(library().clauses),
    )


def test_the_library_loads() -> None:
    assert set(library().clauses) == set(IDS)


def test_the_clauses_of_the_first_release_are_there() -> None:
    assert len(FIRST_RELEASE) == 31
    assert set(library().clauses) >= FIRST_RELEASE


@pytest.mark.parametrize("id_", IDS)
def test_the_examples_of_a_clause_hold(id_: str) -> None:
    one = clause(id_)
    wrong = [e.facts for e in one.examples if trace(one.applies, facts_of(e.facts)).holds is not e.applies]
    assert wrong == []


@pytest.mark.parametrize("id_", IDS)
def test_a_clause_has_at_least_two_examples_where_it_applies(id_: str) -> None:
    assert sum(e.applies for e in clause(id_).examples) >= 2


@pytest.mark.parametrize("id_", [i for i in IDS if i not in ("remedies", "equivalence-paragraph")])
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


def test_every_contract_performance_clause_reaches_the_remedies() -> None:
    duties = [c.id for c in library().clauses.values() if c.kind == "contract-performance-clause"]
    assert len(duties) > 10
    assert [id_ for id_ in duties if "remedies" not in reached_from(id_)] == []


@pytest.mark.parametrize("id_", IDS)
def test_no_word_of_a_clause_is_vague(id_: str) -> None:
    found = [f"{where}: {m.group()}" for where, t in templates(clause(id_)) for m in VAGUE.finditer("7".join(t[::2]))]
    assert found == []


# A general rule says what counts as equivalent, and so needs no such words itself.
@pytest.mark.parametrize("id_", [i for i in IDS if i != "equivalence-paragraph"])
def test_or_equivalent_follows_every_named_standard_and_label(id_: str) -> None:
    one = clause(id_)
    found = [
        f"{where}: {sentence.strip()}"
        for where, template in templates(one)
        if not where.endswith(".title")
        for sentence in sentences(with_words(one, template))
        if NAMED.search(sentence) and not OR_EQUIVALENT.search(sentence)
    ]
    assert found == []


def test_sentences_are_told_apart() -> None:
    assert sentences("Use NIST SP 800-88 Rev. 2 or equivalent. Keep it.") == [
        "Use NIST SP 800-88 Rev. 2 or equivalent. ",
        "Keep it.",
    ]
    assert sentences("See Rev. A of it. Done.") == ["See Rev. A of it. ", "Done."]


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
    assert NAMED.search(sentence)
    assert bool(OR_EQUIVALENT.search(sentence)) is good


@pytest.mark.parametrize("word", ["best", "state-of-the-art", "Green", "where feasible", "high quality", "suitable"])
def test_vague_words_are_found(word: str) -> None:
    assert VAGUE.search(f"The tenderer shall offer {word} units.")
