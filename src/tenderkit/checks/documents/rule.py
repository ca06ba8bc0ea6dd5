# SPDX-License-Identifier: Apache-2.0
"""The rules on documents: load them, and apply them to a document."""

import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from tenderkit.checks.documents import rules as _modules
from tenderkit.checks.documents.checked_document import CheckedDocument, DocumentFault
from tenderkit.checks.documents.confidence import judge_fault
from tenderkit.checks.documents.document import DocumentParagraph
from tenderkit.checks.documents.statements import find_phrase, fold_text
from tenderkit.checks.documents.wording import IN_DOCUMENTS, build_wording_rules
from tenderkit.findings import Excerpt, Finding, Place
from tenderkit.lint import rule as lint_rule

# Of the words around a fault, on each side.
_AROUND = 60
_MOST_OF_A_RULE = 200


@cache
def load_rules() -> Mapping[str, lint_rule.Rule]:
    """Load all rules on documents, keyed by id, in alphabetical order."""
    rules = lint_rule.read_rules(_modules) | {rule.id: rule for rule in build_wording_rules()}
    return dict(sorted(rules.items()))


def explain_rules(others: Mapping[str, lint_rule.Rule]) -> Mapping[str, lint_rule.Rule]:
    """Return the rules on documents and other rules, keyed by id, in alphabetical order.

    The manual page of a rule on both says how it works on documents, where that differs.

    Parameters: `others`, the rules on purchases by id.
    """
    merged = {**load_rules(), **others}
    own_pages = {module.name.replace("_", "-") for module in pkgutil.iter_modules(_modules.__path__)}
    for id_, rule in load_rules().items():
        if id_ in others:
            # A page of its own begins with the id.
            separator = ": " if id_ in own_pages else IN_DOCUMENTS
            _, _, note = rule.manual.partition(separator)
            merged[id_] = replace(others[id_], manual=others[id_].manual + (f"{IN_DOCUMENTS}{note}" if note else ""))
    return dict(sorted(merged.items()))


def apply_rules(checked: CheckedDocument, rules: Mapping[str, lint_rule.Rule]) -> tuple[Finding, ...]:
    """Return what rules find in a document, in the order of the document, those on the whole file first."""
    numbers = {id(paragraph): number for number, paragraph in enumerate(checked.document.paragraphs, 1)}
    findings = [
        _make_finding(checked, rule, fault, numbers.get(id(fault.paragraph)))
        for rule in rules.values()
        for fault in _apply(checked, rule)
    ]
    findings.sort(key=lambda finding: finding.paragraph or 0)
    return tuple(dict.fromkeys(findings))


def _apply(checked: CheckedDocument, rule: lint_rule.Rule) -> Iterator[DocumentFault]:
    for number, fault in enumerate(rule.check(checked) if rule.check else ()):
        if number == _MOST_OF_A_RULE:
            yield checked.make_fault("many", count=_MOST_OF_A_RULE)
            return
        yield fault


def _make_finding(
    checked: CheckedDocument, rule: lint_rule.Rule, fault: DocumentFault, number: int | None
) -> Finding:
    paragraph, sure = fault.paragraph, judge_fault(checked, rule, fault)
    if paragraph is None:
        place = Place(clause=fault.clause or None)
        return Finding(rule.id, fault.message, fault.fix, rule.severity, place, confidence=sure)
    lot, clause = read_clause_tag(paragraph.clause)
    place = Place(key=paragraph.name_place(checked.language), lot=lot, clause=clause)
    excerpt = cut_excerpt(paragraph, fault.phrase, fault.within)
    return Finding(rule.id, fault.message, fault.fix, rule.severity, place, excerpt, number, sure)


def read_clause_tag(tag: str) -> tuple[int | None, str | None]:
    """Return the lot and the id of the clause that the tag of a control names; None where it names none."""
    head, _, rest = tag.removeprefix("tk:").partition(".")
    if not rest:
        return None, None
    number = int(head[1:]) if head.startswith("L") else 0
    return number or None, rest.partition("@")[0]


def cut_excerpt(paragraph: DocumentParagraph, phrase: str, within: str = "") -> Excerpt:
    """Return the words of a paragraph around a phrase; its beginning where it does not have the phrase.

    Parameters: `within`, the words of the paragraph from which on the phrase is searched first; it may occur before.
    """
    text = fold_text(paragraph.text)
    begin = max(text.find(within), 0)
    behind = find_phrase(text[begin:], phrase)
    at = find_phrase(text, phrase) if behind is None else begin + behind
    if at is None:
        return Excerpt(text[: 2 * _AROUND] + ("…" if len(text) > 2 * _AROUND else ""))
    end = at + len(fold_text(phrase))
    start = at if at <= _AROUND else _find_gap(text, at - _AROUND, at)
    stop = end if len(text) - end <= _AROUND else text.rfind(" ", end, end + _AROUND)
    before = text[:at] if at <= _AROUND else "…" + text[start:at]
    after = text[end:] if len(text) - end <= _AROUND else text[end : max(stop, end)] + "…"
    return Excerpt(before, text[at:end], after)


def _find_gap(text: str, start: int, end: int) -> int:
    """Return where the first whole word between two places begins; the end where there is none."""
    gap = text.find(" ", start, end)
    return end if gap < 0 else gap + 1
