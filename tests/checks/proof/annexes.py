# SPDX-License-Identifier: Apache-2.0
"""The annexes of the shipped examples and the cases, in English and, where all clauses have it, in Arabic."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from tenderkit import pipeline
from tenderkit.checks import rule as purchase_rules
from tenderkit.checks.documents.rule import load_rules
from tenderkit.errors import TenderkitError
from tenderkit.findings import Finding
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.tender_check.document_check import check_document
from tenderkit.tender_check.purchase_check import check_purchase
from tests.support import LAUNCH, PURCHASE_FILES, example_purchase


@cache
def list_annexes() -> tuple[tuple[str, str], ...]:
    """The name and the language of each annex that can be built."""
    return tuple(
        (name, language) for name in PURCHASE_FILES for language in ("en", "ar") if build_annex(name, language)
    )


@cache
def build_annex(name: str, language: str) -> bytes:
    """The annex of an example; empty where a clause has no text in the language."""
    purchase = replace(example_purchase(name), language=language)
    try:
        papers = pipeline.build(purchase, load_shipped_data(), pipeline.Options(papers=("annex",)))
    except TenderkitError:
        return b""
    (content,) = papers.name_files("annex").values()
    return content


def check_annex(content: bytes) -> tuple[Finding, ...]:
    """What all rules find in an annex."""
    findings = check_document(content, "annex.docx", load_shipped_data(), load_rules()).findings
    return findings


@cache
def find_before(name: str, language: str) -> frozenset[tuple[str, str, str]]:
    """What is found in an annex as it was built, each as `identify_finding` returns it."""
    return frozenset(map(identify_finding, check_annex(build_annex(name, language))))


@cache
def find_in_purchase(name: str, language: str) -> frozenset[tuple[str, str]]:
    """The rule and the message of what is found in the purchase itself, and rightly in an edited annex."""
    rules = purchase_rules.load_rules()
    purchase = replace(example_purchase(name), language=language)
    findings = check_purchase(purchase, load_shipped_data(), rules, name, LAUNCH.date())
    return frozenset((finding.rule, finding.message) for finding in findings)


def identify_finding(finding: Finding) -> tuple[str, str, str]:
    """What makes a finding the same after an edit elsewhere: rule, message and the words around it."""
    return finding.rule, finding.message, str(finding.excerpt or "")


def list_new(findings: tuple[Finding, ...], name: str, language: str) -> Iterator[Finding]:
    """Yield the findings that the annex did not have when it was built, and that the purchase does not have."""
    before, owed = find_before(name, language), find_in_purchase(name, language)
    for finding in findings:
        if identify_finding(finding) not in before and (finding.rule, finding.message) not in owed:
            yield finding
