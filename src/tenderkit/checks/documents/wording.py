# SPDX-License-Identifier: Apache-2.0
"""Apply the rules on wording, which lint applies to clauses, to the statements of a document."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import ModuleType

from tenderkit.checks.documents.checked_document import SUPERSEDED_NAMES, CheckedDocument, DocumentFault
from tenderkit.checks.documents.statements import Statement
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.phrases import Pattern, Phrases, Words
from tenderkit.lint.rule import Rule, make_rule
from tenderkit.lint.rules import (
    brand_or_model_named,
    company_wide_requirement,
    consumer_law_as_buyer_right,
    invented_exclusion_ground,
    label_without_equivalent,
    local_facility_at_tender,
    origin_requirement,
    refurbished_excluded,
    repair_restricted,
    single_verifier,
    standard_without_equivalent,
    superseded_reference,
    undated_reference,
    untraced_treatment,
    vague_wording,
    warranty_out_of_range,
)

# The rules that look at statements which ask for something, and those that look at all statements; each with word
# lists of which every statement at fault has an entry.
_ON_DEMANDS: Mapping[ModuleType, tuple[str, ...]] = {
    company_wide_requirement: ("company-wide-phrases",),
    label_without_equivalent: ("label-names", "dossier-phrases"),
    local_facility_at_tender: ("facility-words",),
    single_verifier: ("verifier-names", "single-verifier-phrases", "verifier-kinds"),
    standard_without_equivalent: ("standard-prefixes", "scheme-names"),
    undated_reference: ("moving-words", "standard-prefixes"),
    vague_wording: ("vague-words",),
}
_ON_ALL: Mapping[ModuleType, tuple[str, ...]] = {
    brand_or_model_named: ("brand-names", "brand-names-as-spelt", "model-words"),
    consumer_law_as_buyer_right: ("consumer-law",),
    invented_exclusion_ground: ("exclusion-phrases",),
    origin_requirement: ("origin-phrases", "origin-before-place", "origin-after-place"),
    refurbished_excluded: ("refurbished-blockers", "refusing-words"),
    repair_restricted: ("repair-barriers", "repair-words", "repair-documents", "pairing-words"),
    superseded_reference: (SUPERSEDED_NAMES,),
    untraced_treatment: ("treatment-words",),
    warranty_out_of_range: ("warranty-words",),
}
# Every message of these rules begins with the words at fault, or quotes them first.
_QUOTED = re.compile("“([^”]+)”")
Check = Callable[[CheckedDocument], Iterable[DocumentFault]]


def build_wording_rules() -> Iterator[Rule]:
    """Yield the rules on wording as rules on documents; severity and manual page are those of lint."""
    for module in (*_ON_DEMANDS, *_ON_ALL):
        yield make_rule(module, _make_check(module))


def _make_check(module: ModuleType) -> Check:
    lists = {**_ON_DEMANDS, **_ON_ALL}[module]

    def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
        catalogue = checked.build_catalogue(*lists, demands=module in _ON_DEMANDS)
        if not catalogue.clauses:
            return
        allows = _ALLOWING[module](checked) if module in _ALLOWING else None
        reported = set()
        for fault in module.check(catalogue):
            statement = _find_statement(checked, fault)
            if statement is None or (module in _ON_DEMANDS and not statement.demands):
                continue
            quoted = _QUOTED.search(fault.message)
            phrase = quoted[1] if quoted else ""
            paragraph = statement.find_paragraph(phrase)
            if (phrase, id(paragraph)) in reported or (allows is not None and allows(statement)):
                continue
            reported.add((phrase, id(paragraph)))
            yield DocumentFault(fault.message, fault.fix, paragraph, phrase)

    return check


def _allow_authority(checked: CheckedDocument) -> Callable[[Statement], bool]:
    """Return a function that allows vague words in statements on what the authority does, or on its documents."""
    words = Words(checked.words, "en")
    acting = Pattern(rf"(?:^|\d\s)\W*(?:the\s+)?{words('authority-words')}")
    return lambda statement: acting.search(statement.text) is not None


def _allow_traced(checked: CheckedDocument) -> Callable[[Statement], bool]:
    """Return a function that allows treatment in any statement where the document traces equipment anywhere."""
    tracing = Phrases(checked.words, "tracing-words")["en"]
    traced = any(tracing.search(statement.text) for statement in checked.find_statements("tracing-words"))
    return lambda statement: traced


def _find_statement(checked: CheckedDocument, fault: Fault) -> Statement | None:
    """Return the statement at fault; None for what a rule finds in the library itself."""
    number = fault.place.clause or ""
    return checked.statements[int(number) - 1] if number.isdigit() else None


def _allow_makes(checked: CheckedDocument) -> Callable[[Statement], bool]:
    """Return a function that allows makes in statements on machines that the authority has."""
    existing = Phrases(checked.words, "existing-words")["en"]

    def allow(statement: Statement) -> bool:
        heads = [cell.column_head for p in statement.paragraphs if (cell := p.cell)]
        return any(existing.search(text) for text in (statement.text, *statement.paragraphs[0].headings, *heads))

    return allow


# What a document may say although a rule on the wording of clauses finds it.
_ALLOWING: Mapping[ModuleType, Callable[[CheckedDocument], Callable[[Statement], bool]]] = {
    brand_or_model_named: _allow_makes,
    untraced_treatment: _allow_traced,
    vague_wording: _allow_authority,
}
