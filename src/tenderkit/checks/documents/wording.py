# SPDX-License-Identifier: Apache-2.0
"""Apply the rules on wording, which lint applies to clauses, to the statements of a document."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import ModuleType

from tenderkit.checks.documents.checked_document import SUPERSEDED_NAMES, CheckedDocument, DocumentFault
from tenderkit.checks.documents.statements import Statement
from tenderkit.checks.wording_remarks import write_remark
from tenderkit.library.template import format_template
from tenderkit.lint.catalogue import Fault
from tenderkit.lint.labels import LabelNames
from tenderkit.lint.phrases import Pattern, Phrases, Words
from tenderkit.lint.rule import Rule, make_rule
from tenderkit.lint.rules import (
    brand_or_model_named,
    company_wide_requirement,
    consumer_law_as_buyer_right,
    destruction_blocks_reuse,
    invented_exclusion_ground,
    label_demanded_whole,
    label_without_criteria,
    label_without_equivalent,
    local_facility_at_tender,
    material_or_process_prescribed,
    origin_requirement,
    refurbished_excluded,
    repair_restricted,
    report_date_missing,
    selection_disproportionate,
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
    destruction_blocks_reuse: ("destruction-words",),
    label_demanded_whole: ("label-names",),
    label_without_criteria: ("label-names",),
    label_without_equivalent: ("label-names", "dossier-phrases"),
    local_facility_at_tender: ("facility-words",),
    material_or_process_prescribed: ("materials-and-processes",),
    report_date_missing: ("report-words", "reporting-verbs"),
    selection_disproportionate: ("turnover-words",),
    single_verifier: ("verifier-names", "single-verifier-phrases", "verifier-kinds"),
    standard_without_equivalent: ("standard-prefixes", "scheme-names"),
    undated_reference: ("moving-words", "standard-prefixes", "label-rule-words"),
    vague_wording: ("vague-words", "open-list-words"),
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
# What begins the part of a manual page on documents.
IN_DOCUMENTS = "\n\nIn documents: "
# The number of a row or entry.
_ROW_NUMBER = re.compile(r"^[\s\d.)(]+")
_FIGURE = re.compile(r"\d")
Check = Callable[[CheckedDocument], Iterable[DocumentFault]]


def build_wording_rules() -> Iterator[Rule]:
    """Yield the rules on wording as rules on documents; severity and manual page are those of lint."""
    for module in (*_ON_DEMANDS, *_ON_ALL):
        rule = make_rule(module, _make_check(module))
        note = _NOTES.get(module)
        yield replace(rule, manual=f"{rule.manual}{IN_DOCUMENTS}{note}") if note else rule


def _make_check(module: ModuleType) -> Check:
    lists = {**_ON_DEMANDS, **_ON_ALL}[module]

    def check(checked: CheckedDocument) -> Iterator[DocumentFault]:
        catalogue = checked.build_catalogue(*lists, demands=module in _ON_DEMANDS)
        if not catalogue.clauses:
            return
        # Made at the first fault: most documents have none.
        allows: Callable[[Statement], bool] | None = None
        reported = set()
        for fault in module.check(catalogue):
            statement = _find_statement(checked, fault)
            if statement is None or (module in _ON_DEMANDS and not statement.demands):
                continue
            phrase = dict(fault.values).get("phrase", "")
            paragraph = statement.find_paragraph(phrase)
            if allows is None and module in _ALLOWING:
                allows = _ALLOWING[module](checked)
            if (phrase, id(paragraph)) in reported or (allows is not None and allows(statement)):
                continue
            reported.add((phrase, id(paragraph)))
            message, fix = write_remark(checked.language, fault)
            yield DocumentFault(message, fix, paragraph, phrase, statement.text)

    return check


def allow_authority(checked: CheckedDocument) -> Callable[[Statement], bool]:
    """Return a function that allows statements on what the authority does, and on what its documents are."""
    words = Words(checked.words, "en")
    acting = Pattern(rf"(?:^|\d\s)\W*(?:the\s+)?{words('authority-words')}")
    return lambda statement: acting.search(statement.text) is not None


def _allow_traced(checked: CheckedDocument) -> Callable[[Statement], bool]:
    """Return a function that allows treatment in any statement where the document traces equipment anywhere."""
    tracing = Phrases(checked.words, "tracing-words")["en"]
    traced = any(tracing.search(statement.text) for statement in checked.find_statements("tracing-words"))
    return lambda statement: traced


def _allow_parts(checked: CheckedDocument) -> Callable[[Statement], bool]:
    """Return a function that allows labels in statements that do not ask for all their criteria."""
    all_criteria = Phrases(checked.words, "whole-label-phrases")["en"]
    return lambda statement: all_criteria.search(statement.text) is None


def _allow_editions(checked: CheckedDocument) -> Callable[[Statement], bool]:
    """Return a function that allows series of standards, and standards where a rule says which edition counts."""
    series, rules, moving = (
        Phrases(checked.words, name)["en"] for name in ("series-words", "edition-rules", "moving-words")
    )
    ruled = any(rules.search(statement.text) for statement in checked.find_statements("edition-rules"))
    return lambda statement: bool(series.search(statement.text) or (ruled and not moving.search(statement.text)))


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


def _allow_quoted(checked: CheckedDocument) -> Callable[[Statement], bool]:
    """Return a function that allows labels whose criteria any statement names, and those with a figure to be met."""
    labels, criteria = LabelNames(checked.words), Phrases(checked.words, "criteria-words")["en"]
    # A number that belongs to the name of an ecolabel.
    edition = Phrases(
        checked.words, source=lambda words: rf"^[\s,(]*(?:{words.bare('label-edition-words')})?\s*[\d.]+"
    )

    @cache
    def find_quoted() -> set[str]:
        named = (labels.find(s.text, "en") for s in checked.statements if criteria.search(s.text))
        return {label.lower() for label in named if label}

    def allow(statement: Statement) -> bool:
        label = labels.find(statement.text, "en")
        if label is None or label.lower() in find_quoted():
            return True
        before, _, behind = statement.text.partition(label)
        return _FIGURE.search(_ROW_NUMBER.sub("", before) + edition["en"].blank_out(behind)) is not None

    return allow


def _allow_deemed(checked: CheckedDocument) -> Callable[[Statement], bool]:
    """Return a function that allows a label as one proof of several, and a method named after it with equivalents.

    It also allows what the authority does, and reports that count what has the label.
    """
    names = ("deeming-phrases", "label-methods", "equivalence-phrases", "report-words", "counting-phrases")
    deemed, methods, equivalents, reports, counts = (Phrases(checked.words, name)["en"] for name in names)
    by_authority = allow_authority(checked)
    return lambda statement: bool(
        deemed.search(statement.text)
        or (methods.search(statement.text) and equivalents.search(statement.text))
        or (reports.search(statement.text) and counts.search(statement.text))
        or by_authority(statement)
    )


def _allow_lawful(checked: CheckedDocument) -> Callable[[Statement], bool]:
    """Return a function that allows statements on the grounds for exclusion that the law has."""
    lawful = Phrases(checked.words, "lawful-exclusions")["en"]
    return lambda statement: lawful.search(statement.text) is not None


def _allow_grounds(checked: CheckedDocument) -> Callable[[Statement], bool]:
    """Return a function that allows destruction under a heading that says for which media it is.

    Clauses of the library that speak of destruction themselves may do so in papers of tenderkit, too. A clause is
    known by its title where a word processor took its mark away.
    """
    grounds, words = (Phrases(checked.words, name)["en"] for name in ("destruction-grounds", "destruction-words"))
    clauses = checked.library.clauses
    by_title = {format_template(clause.text.title): clause for clause in clauses.values()}

    def allow(statement: Statement) -> bool:
        first = statement.paragraphs[0]
        clause = clauses.get(first.clause.partition(".")[2].partition("@")[0])
        if clause is None and checked.document.kind == "own-annex" and first.headings:
            clause = by_title.get(first.headings[-1].partition(" ")[2])
        texts = [clause.text.requirement, *(v.requirement for v in clause.variants.values())] if clause else []
        written = any(words.search(format_template(paragraph)) for text in texts for paragraph in text or ())
        return written or any(grounds.search(heading) for heading in first.headings)

    return allow


def _allow_dated_reports(checked: CheckedDocument) -> Callable[[Statement], bool]:
    """Return a function that allows duties to report where a statement on reports near them says when."""
    reports, times = (Phrases(checked.words, name)["en"] for name in ("report-words", "report-times"))
    other, lines = (Phrases(checked.words, name)["en"] for name in ("other-reports", "report-lines"))

    @cache
    def find_dated() -> set[tuple[str, ...]]:
        plain = ((s, other.blank_out(s.text)) for s in checked.statements if times.search(s.text))
        return {s.paragraphs[0].headings for s, text in plain if reports.search(text)}

    return lambda s: lines.search(s.text) is not None or s.paragraphs[0].headings in find_dated()


# What a document may say although a rule on the wording of clauses finds it.
_ALLOWING: Mapping[ModuleType, Callable[[CheckedDocument], Callable[[Statement], bool]]] = {
    brand_or_model_named: _allow_makes,
    destruction_blocks_reuse: _allow_grounds,
    invented_exclusion_ground: _allow_lawful,
    label_demanded_whole: _allow_parts,
    label_without_criteria: _allow_quoted,
    label_without_equivalent: _allow_deemed,
    report_date_missing: _allow_dated_reports,
    undated_reference: _allow_editions,
    untraced_treatment: _allow_traced,
    vague_wording: allow_authority,
}
# How a rule works on documents, where that differs from clauses and purchases.
_NOTES: Mapping[ModuleType, str] = {
    brand_or_model_named: (
        "each statement is searched, whether it asks for something or not. Makes pass in statements, under headings "
        "and in columns on machines that the authority has (list `existing-words`)."
    ),
    destruction_blocks_reuse: (
        "statements that ask for something are searched, in English and Arabic. A heading that names the grounds, "
        "such as “Media that cannot be erased”, lets destruction pass."
    ),
    label_without_criteria: (
        "a label passes where any statement of the document names its criteria, and where its own statement gives a "
        "figure to be met, apart from the edition of the label."
    ),
    label_demanded_whole: (
        "only the demand of all criteria of a label is found (list `whole-label-phrases`); `label-without-criteria` "
        "finds the others."
    ),
    label_without_equivalent: (
        "one sentence on other proof, anywhere in the document, holds for all labels. A label that is one way to "
        "prove what is asked for passes (list `deeming-phrases`), and so do reports that count what has it, and what "
        "the authority does."
    ),
    material_or_process_prescribed: "statements that ask for something are searched, in English and Arabic.",
    report_date_missing: (
        "duties of the contractor (list `contractor-words`) are searched. A date, interval or period in any sentence "
        "on reports under the same heading is enough; whom somebody reports to is no duty to report (list "
        "`report-lines`)."
    ),
    undated_reference: (
        "a standard passes where the document gives its edition anywhere, or says which edition counts where none is "
        "named (list `edition-rules`); so does a series of standards (list `series-words`)."
    ),
    untraced_treatment: "one sentence that traces equipment, anywhere in the document, holds for all treatment.",
    vague_wording: "what the authority does, and what its documents are, may be vague (list `authority-words`).",
}
