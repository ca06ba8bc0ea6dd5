# SPDX-License-Identifier: Apache-2.0
"""What a tenderer accepts in one answer: the parts of the annex by name, and the number of the general rule."""

from tenderkit.papers.annex.acceptance import Acceptance, describe_acceptance
from tests.support import annex, award, clause, library, lot, performance

TITLE = "Acceptance of the contract performance clauses"


def accepted(*, lots: int = 1, **clauses: dict[str, object]) -> Acceptance | None:
    made = library({id_.replace("_", "-"): each for id_, each in clauses.items()})
    return describe_acceptance(annex(made, lots=[lot() for _ in range(lots)]).context)


def test_of_one_lot_the_sections_with_accepted_clauses_are_named_by_number() -> None:
    start = "The tenderer accepts, as they stand: the clauses under "
    report = performance(group="reporting")
    assert accepted(care=performance()) == Acceptance("", TITLE, f"{start}1.4.")
    assert accepted(report=report) == Acceptance("", TITLE, f"{start}1.5.")
    both = accepted(care=performance(), report=report)
    assert both is not None
    assert both.covers == f"{start}1.4 and 1.5."


def test_clauses_for_several_lots_and_general_rules_are_accepted_too() -> None:
    found = accepted(lots=2, care=performance(), rule=clause(kind="general-rule"))
    assert found is not None
    assert found.covers == (
        "For each lot for which it tenders, the tenderer accepts, as they stand: the general rules and the clauses "
        "under C.4."
    )


def test_of_the_clauses_for_several_lots_only_those_on_performance_and_reporting_are_accepted() -> None:
    report = performance(group="reporting", applies=[{"acquisition": ["lease"]}])
    made = library({"spec": clause(), "points": award(), "care": performance(), "report": report})
    found = describe_acceptance(annex(made, lots=[lot(), lot(acquisition="lease")]).context)
    assert found is not None
    assert found.covers.endswith("the clauses under C.4 and 2.5.")


def test_the_number_is_that_of_the_general_rule_on_the_acceptance() -> None:
    rule = clause(kind="general-rule")
    found = accepted(acceptance_of_clauses=rule, care=performance())
    assert found is not None
    assert found.number == "G.1"
    assert accepted(another_rule=rule, care=performance()) == Acceptance("", TITLE, found.covers)


def test_where_the_tenderer_answers_every_clause_there_is_nothing_to_accept() -> None:
    assert accepted(spec=clause(), points=award(), rule=clause(kind="general-rule")) is None
