# SPDX-License-Identifier: Apache-2.0
"""Final papers have no gap: which open points refuse them, and how each is named."""

import tomllib
from typing import Any

import pytest

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding
from tenderkit.library.reading import shipped_data
from tenderkit.papers.annex.final_gaps import check_final_gaps, find_final_gaps
from tenderkit.papers.blocks import list_texts
from tenderkit.papers.notes.notes import compose_notes
from tenderkit.pipeline import Options, compose_annex, draft_papers, select_clauses
from tenderkit.purchase.figures import NUMBERS
from tenderkit.purchase.reading import validate_purchase
from tests.support import annex, clause, example, library, lot, parameter, profile

PARTS = clause(
    parameters={"years": parameter(title="term of parts")},
    text={"title": "Parts", "requirement": "The tenderer shall offer {{ years }} of parts."},
)
UNDECIDED = {"parts": {"years": "undecided"}}


def final(lots: list[Any], **tender: str) -> Any:
    return annex(library({"parts": PARTS}), tender={"status": "final", **tender}, lots=lots)


def test_every_gap_is_named_with_its_key_at_once() -> None:
    one = final([lot(months=None, weights={"price": 100}, parameters=UNDECIDED), lot()])
    with pytest.raises(InvalidInput) as refused:
        check_final_gaps(one, "purchase.toml")
    assert refused.value.exit_code == 3
    assert [(f.place.file, f.place.key) for f in refused.value.findings] == [
        ("purchase.toml", "tender.authority"),
        ("purchase.toml", "tender.reference"),
        ("purchase.toml", "lots.1.parameters.parts.years"),
        ("purchase.toml", "lots.1.months"),
    ]
    assert "C.2.1, Parts: term of parts" in refused.value.findings[2].message
    assert "lots.1.parameters.parts.years" in refused.value.findings[2].fix


def test_a_draft_may_have_gaps() -> None:
    one = annex(library({"parts": PARTS}), lots=[lot(parameters=UNDECIDED)])
    assert one.gaps
    check_final_gaps(one)


def test_an_open_point_without_a_mark_is_no_gap() -> None:
    one = final([lot()], authority="Ministry", reference="R-1")
    assert {p.key for p in one.open_points} == {"tender.country", "written into the tender documents"}
    assert one.gaps == frozenset()
    assert find_final_gaps(one) == []


DUTY = {"id": "least", "text": {"en": "State it."}, "source": "a-law", "mark": "M", "open-point": {"en": "The least"}}
SETTLED = {"settled": {"least": "At least 60, in the contract."}}


def of_law(**tender: Any) -> Any:
    profiles = {"ke": profile(duties=[DUTY])}
    named = {"status": "final", "country": "KE", "authority": "Ministry", "reference": "R-1", **tender}
    return annex(library({"parts": PARTS}, profiles), tender=named)


def test_a_point_of_law_stops_final_papers_until_it_is_settled() -> None:
    (found,) = find_final_gaps(of_law())
    assert found.place.key == "tender.settled.least"
    assert found.message == "the papers are final, but a point of law is open: Law of the authority, The least"
    assert find_final_gaps(of_law(**SETTLED)) == []


def test_the_notes_list_a_point_of_law_or_how_it_was_settled() -> None:
    def said(one: Any) -> str:
        return "\n".join(list_texts(compose_notes(one).blocks))

    assert "tender.settled.least" in said(of_law(status="draft"))
    settled = said(of_law(status="draft", **SETTLED))
    assert "tender.settled.least" not in settled
    assert "State it. (Not confirmed.) Settled by the authority: At least 60, in the contract." in settled


@pytest.mark.parametrize(
    ("settled", "key"),
    [
        ({"lest": "So."}, "tender.settled.lest"),
        ({"least": " "}, "tender.settled.least"),
        (["least"], "tender.settled"),
    ],
)
def test_what_settles_no_point_of_law_is_refused(settled: Any, key: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        of_law(settled=settled)
    assert [f.place.key for f in refused.value.findings] == [key]


def test_the_figures_of_a_sheet_and_the_criteria_of_the_authority_are_named_by_their_keys_and_lots() -> None:
    lots = [
        lot({"laptop": 3, "consumables": 5}, weights={"price": 60, "quality": {"Training": 40}}),
        lot({"laptop": 5}, weights={"price": 60, "quality": 40}, acquisition="repair", sheet={"repairs": "none"}),
    ]
    found = find_final_gaps(final(lots, authority="Ministry", reference="R-1"))
    assert [(f.place.key, f.place.lot) for f in found] == [
        ("lots.1.criteria.Training", 1),
        ("lots.2.criteria.quality", 2),
        ("lots.1.sheet.items", 1),
        ("lots.2.sheet.diagnoses", 2),
    ]
    assert "Set lots.2.sheet.diagnoses, labour-hours, parts-sum, or" in found[-1].fix


# --- the way to final papers ---

ANSWERS = {
    "weights": {"price": 100},
    "months": 36,
    "authority": "Ministry",
    "reference": "R-1",
    "value": {"amount": 100_000, "currency": "EUR"},
}


def answer(purchase: dict[str, Any], key: str) -> None:
    """Answer one key of a purchase file that a gap names, such as `lots.1.sheet.pages`."""
    if key.startswith("parameters."):
        # The value of a general rule is set for the whole tender.
        key = f".{key}"
    head, *rest = key.split(".", 3 if key.startswith("lots.") else 2)
    at = (
        purchase
        if not head
        else purchase["lots"][int(rest.pop(0)) - 1]
        if head == "lots"
        else purchase.setdefault(head, {})
    )
    name, *inner = rest
    match name, inner:
        case "parameters", [path]:
            clause_id, parameter_name = path.split(".")
            asked = shipped_data.load_shipped_data().library.clauses[clause_id].parameters[parameter_name]
            values = {"list": ["EN 50625-1:2014"], "text": "a place", "boolean": True}
            value = asked.choices[0] if asked.type == "choice" else values.get(asked.type, 1)
            at.setdefault(name, {}).setdefault(clause_id, {})[parameter_name] = value
        case "sheet", [figure]:
            at.setdefault(name, {})[figure.partition(".")[0]] = 10 if figure.partition(".")[0] in NUMBERS else "none"
        case "items" | "returns", [line]:
            at[name][int(line.partition(".")[0]) - 1]["note"] = "docks and headsets, as many of each"
        case "criteria", [criterion]:
            at.setdefault(name, {})[criterion] = "A plan of at most two pages earns up to all points."
        case "settled", [point]:
            at.setdefault(name, {})[point] = "Section 4 of the contract."
        case _:
            at[name] = ANSWERS[name]


def list_keys(finding: Finding) -> list[str]:
    """The keys that a finding on a gap names: `Set lots.1.sheet.pages, repairs, or …` names two."""
    first, *others = finding.fix.removeprefix("Set ").partition(", or set")[0].split(", ")
    return [first, *(f"{first.rpartition('.')[0]}.{name}" for name in others)]


@pytest.mark.parametrize("name", shipped_data.list_example_purchases())
def test_a_purchase_whose_open_keys_are_all_answered_becomes_final(name: str) -> None:
    data = shipped_data.load_shipped_data()
    fields = tomllib.loads(shipped_data.list_example_purchases()[name].read_text(encoding="utf-8"))
    fields["tender"]["status"] = "final"
    # An answer may bring in another gap: a clause for several lots is open in one lot after the other.
    for _ in range(5):
        purchase = validate_purchase(fields, name, "toml", within=data)
        for finding in find_final_gaps(compose_annex(select_clauses(purchase, data), data)):
            for key in list_keys(finding):
                answer(fields, key)
    papers = draft_papers(
        validate_purchase(fields, name, "toml", within=data), data, Options(allow_untranslated=True)
    )
    assert [file.paper for file in papers.files] == ["annex", "response", "notes"]
    assert papers.annex.gaps == frozenset()
    assert not any(point.is_gap for point in papers.annex.open_points)


@pytest.mark.parametrize("name", shipped_data.list_example_purchases())
def test_an_annex_has_open_gaps_exactly_where_it_has_marks(name: str) -> None:
    one = example(name)
    assert bool(one.gaps) == any(point.is_gap for point in one.open_points)
