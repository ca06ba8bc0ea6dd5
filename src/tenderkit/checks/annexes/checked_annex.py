# SPDX-License-Identifier: Apache-2.0
"""Apply the rules on purchases, and those on annexes, to an annex whose selection was restored from its words."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from tenderkit.checks import rule as purchase_rules
from tenderkit.checks.annexes import rules as _modules
from tenderkit.checks.annexes.applicability import ON_SELECTION, ON_WORDS
from tenderkit.checks.annexes.edited_values import FINDERS
from tenderkit.checks.annexes.own_annex import OwnAnnex
from tenderkit.checks.annexes.restored_selection import RestoredAnnex
from tenderkit.checks.annexes.rules import annex_unchanged
from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.duties import find_missed_duties
from tenderkit.checks.sense import find_odd_entries
from tenderkit.findings import Finding, Place
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.rule import Rule, read_rules
from tenderkit.papers.annex.part import OpenPoint

# The first parts of the keys of a purchase file; other keys name places of a document already.
_KEYS = ("lots", "tender", "parameters", "included", "excluded", "language")


class CheckedAnnex(CheckedPurchase):
    """What the rules on purchases look at in an annex; gaps are found in its words by rules on documents."""

    @property
    def gaps(self) -> Iterator[OpenPoint]:
        """No gaps."""
        return iter(())


def load_rules() -> Mapping[str, Rule]:
    """Load the rules on annexes and on papers that belong together, keyed by id, in alphabetical order."""
    return read_rules(_modules, "find_faults")


def is_as_made(annex: OwnAnnex, library: Library) -> bool:
    """Return whether neither the text nor the library has changed since an annex was made."""
    return annex.is_untouched and annex.library_digest == library.digest


def check_annex(
    annex: OwnAnnex,
    restored: RestoredAnnex | None,
    catalogue: Catalogue,
    words: Language,
    document_findings: Sequence[Finding] = (),
) -> tuple[Finding, ...]:
    """Return what the rules on purchases and on annexes find in an annex that tenderkit made.

    Where neither the text nor the library has changed since the annex was made, the rules are not applied: they
    would find what `tenderkit check` finds in the purchase file, without the keys to mend it. One remark says so.

    Parameters: `restored`, the annex with the selection that it prints, None where its record cannot be read with
    the library; `catalogue`, the library in the language of the annex, with the word lists; `words`, the language of
    the findings; `document_findings`, what the rules on documents found in the same file.
    """
    rules = load_rules()
    if is_as_made(annex, catalogue.library):
        return (annex_unchanged.make_finding(words),)
    if restored is None:
        rule = rules["record-not-read"]
        return (Finding(rule.id, *words.remark("annexes.record-not-read"), rule.severity),)
    findings = [
        Finding(rule.id, fault.message, fault.fix, rule.severity, name_place(restored, fault.place))
        for rule in rules.values()
        for fault in (rule.check(restored) if rule.check else ())
    ]
    measured = {(f.place.lot, f.place.clause) for f in document_findings if f.rule == "warranty-out-of-range"}
    findings += [
        finding
        for finding in _apply_purchase_rules(restored, catalogue, {finding.rule for finding in document_findings})
        # The rule on documents has read the same number.
        if finding.rule != "outside-bounds" or (finding.place.lot, finding.place.clause) not in measured
    ]
    numbers = _number_headings(annex)
    located = (replace(finding, paragraph=_find_paragraph(numbers, finding.place)) for finding in findings)
    return tuple(dict.fromkeys(located))


def _number_headings(annex: OwnAnnex) -> dict[str, int]:
    """Return the position of each heading among the paragraphs of the document, from 1, by its words."""
    headings = [(n, p) for n, p in enumerate(annex.document.paragraphs, 1) if p.level]
    return {_strip_signs(f"{p.number} {p.text}"): n for n, p in reversed(headings)}


def _find_paragraph(numbers: Mapping[str, int], place: Place) -> int | None:
    """Return the position of the heading that a place begins with; None where it names no heading."""
    return numbers.get(_strip_signs((place.key or "").partition(" › ")[0]))


def _strip_signs(text: str) -> str:
    """Return the letters and digits of a heading: places and headings part lots from titles otherwise."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _apply_purchase_rules(
    restored: RestoredAnnex, catalogue: Catalogue, broken: AbstractSet[str]
) -> Iterator[Finding]:
    """Yield what the rules on purchases find in the restored selection, each with its place in the document.

    Parameters: `broken`, the rules that have found something in the words of the document already.
    """
    selection, language = restored.selection, restored.language
    checked = CheckedAnnex(selection, language, catalogue.lists, catalogue.superseded)
    odd = find_odd_entries(selection.purchase, checked.catalogue, language)
    known = (*odd, *find_missed_duties(selection, language), *selection.findings)
    checked = CheckedAnnex(replace(selection, findings=known), language, catalogue.lists, catalogue.superseded)
    chosen = ON_SELECTION | (ON_WORDS - broken)
    every = purchase_rules.load_rules()
    for id_, find_faults in FINDERS.items():
        for fault in find_faults(restored, checked):
            place = name_place(restored, fault.place)
            yield Finding(id_, fault.message, fault.fix, every[id_].severity, place)
    for finding in purchase_rules.apply_rules(checked, {id_: every[id_] for id_ in sorted(chosen)}):
        if finding.rule in chosen and not _is_of_library(restored, finding):
            yield replace(finding, place=name_place(restored, finding.place))


def _is_of_library(restored: RestoredAnnex, finding: Finding) -> bool:
    """Return whether a finding on bounds is on a value that nobody changed and that the law or the library set.

    The record does not say who set a value: what the law raised above the usual range is not the authority's choice.
    """
    if finding.rule != "outside-bounds" or finding.place.lot is None:
        return False
    name = (finding.place.key or "").rpartition(".")[2]
    if (finding.place.lot, finding.place.clause or "", name) in restored.changed:
        return False
    part = restored.selection.parts[finding.place.lot]
    values = [v for pick in part.picks if pick.clause.id == finding.place.clause for v in pick.values[name].values()]
    return all(value.limit is not None and value.value == value.limit.value for value in values if value.outside)


def name_place(restored: RestoredAnnex, place: Place) -> Place:
    """Return the place in the document for a place in the purchase file: a clause, or a part of a lot."""
    if place.key and place.key.partition(".")[0] not in _KEYS:
        return place
    keys = (place.key or "").split(".")
    id_ = place.clause or (keys[keys.index("parameters") + 1] if "parameters" in keys[:-1] else None)
    printed = restored.annex.find_clause(id_, place.lot)
    if printed is not None and printed.present:
        return Place(place.file, printed.place, place.lot, id_)
    text, lots = restored.language.text, restored.selection.purchase.lots
    if place.lot is None or place.lot > len(lots):
        return Place(place.file, text("cover.title"), None, id_)
    number = text("lot.number", number=place.lot)
    named = text("lot.name", number=number, title=lots[place.lot - 1].title)
    part = keys[2] if len(keys) > 2 else ""
    if part in ("weights", "criteria"):
        named = f"{place.lot}.3 {text('sections.3')}"
    elif part in ("items", "returns"):
        named = f"{named} › {text('lot.caption')}"
    return Place(place.file, named, place.lot, id_)
