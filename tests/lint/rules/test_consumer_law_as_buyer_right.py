# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import catalogue, found, keys, saying, shipped
from tests.support import SOURCES, clause, limit, parameter, profile

RULE = "consumer-law-as-buyer-right"
LAW = {"title": "A directive", "kind": "law", "status": "in-force", "mark": "C"}
MORE = {**SOURCES, "eu-dir-2019-771": LAW, "eu-dir-2024-1799": LAW}


@pytest.mark.parametrize(
    ("text", "where", "key"),
    [
        ("The contracting authority has the rights of Directive (EU) 2019/771.", "requirement", "text.requirement"),
        (
            "The contractor shall repair each unit as Directive (EU) 2024/1799 asks.",
            "requirement",
            "text.requirement",
        ),
        ("Warranty terms under consumer  law.", "document", "text.verification.document"),
        ("Faults are put right under the Consumer Rights Act 2015.", "question", "text.question"),
    ],
)
def test_consumer_law_in_a_text_is_found(text: str, where: str, key: str) -> None:
    assert keys(RULE, saying(text, where)) == [key]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Consumer law does not apply to this contract.", "requirement"),
        ("Devices for consumers are accepted where they meet Regulation (EU) 2023/1670.", "requirement"),
        ("Consumer law does not protect you.", "guidance"),
    ],
)
def test_what_rests_on_no_consumer_law_passes(text: str, where: str) -> None:
    assert keys(RULE, saying(text, where)) == []


def test_consumer_law_among_the_sources_is_found() -> None:
    warranty = parameter(
        {"core": {"value": 2, "mark": "C", "source": "eu-dir-2019-771"}},
        {"core": 2, "mark": "C", "source": "eu-dir-2024-1799"},
    )
    sources = [{"id": "a-law", "mark": "C"}, {"id": "eu-dir-2024-1799", "mark": "C"}]
    one = catalogue({"a": clause(parameters={"warranty": warranty}, sources=sources)}, sources=MORE)
    assert keys(RULE, one) == [
        "sources.2",
        "parameters.warranty.cases.1.core",
        "parameters.warranty.cases.2.source",
    ]


def test_a_limit_of_consumer_law_is_found() -> None:
    here = profile(limits=[limit("a.years", 1), limit("a.years", 2, source="eu-dir-2019-771")])
    (one,) = found(RULE, catalogue({"a": clause(parameters={"years": parameter()})}, {"here": here}, sources=MORE))
    assert (one.place.file, one.place.key) == ("jurisdictions/here.toml", "limits.2")


def test_a_product_rule_of_consumer_law_is_found() -> None:
    rule = {"id": "repair", "text": {"en": "Makers repair."}, "source": "eu-dir-2024-1799", "mark": "C"}
    here = profile(product_rules=[rule])
    assert keys(RULE, catalogue({"a": clause()}, {"here": here}, sources=MORE)) == ["product-rules.repair"]


def test_the_finding_names_the_law_and_the_way_out() -> None:
    (one,) = found(RULE, saying("The contractor shall honour the Sale of Goods Directive."))
    assert one.message == "“Sale of Goods Directive” protects consumers only"
    assert one.fix == "Write the right into the contract, as a proposal of its own."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
