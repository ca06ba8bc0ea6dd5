# SPDX-License-Identifier: Apache-2.0
"""What the profile of a jurisdiction tells the authority, beside the limits that move values."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from tenderkit.condition import trace
from tenderkit.decision import LotSelection, Selection
from tenderkit.language import Language
from tenderkit.library import Duty, EWaste, ProcurementRule, ProductRule
from tenderkit.value import CITABLE


@dataclass(frozen=True)
class Remark:
    """A rule to check: its topic and words, the source and the place in it, where they are known."""

    topic: str
    text: str
    source: str | None = None
    clause: str | None = None


def duties(selection: Selection) -> list[Duty]:
    """The duties of law on the authority that hold for this purchase on the day of its launch."""
    date = selection.purchase.tender.launch
    kinds = {c for lot in selection.purchase.lots for c in lot.categories}
    found: list[Duty] = []
    for name in selection.library.with_parents(selection.jurisdiction):
        holding = [
            d
            for d in selection.library.jurisdictions[name].duties
            if (d.from_ is None or d.from_ <= date)
            and (d.until is None or date <= d.until)
            and (not d.categories or not kinds.isdisjoint(d.categories))
        ]
        outdated = {d.replaces for d in holding}
        found += [d for d in holding if d.id not in outdated]
    return found


def product_rules(selection: Selection) -> list[ProductRule]:
    """What the law of the place of delivery already demands of the equipment of any lot on the day that counts.

    Of rules with the same id in several profiles the nearest one counts.
    """
    found: dict[str, ProductRule] = {}
    for place in selection.place:
        for rule in selection.library.jurisdictions[place].product_rules:
            if any(_holds(rule, part, selection.purchase.tender.launch) for part in selection.lots):
                found.setdefault(rule.id, rule)
    return list(found.values())


def _holds(rule: ProductRule, part: LotSelection, launch: datetime.date) -> bool:
    day = (part.lot.delivery_from if part.lot else None) or launch
    if (rule.from_ and day < rule.from_) or (rule.until and rule.until < day):
        return False
    # Units that are bought used, or only repaired, came on the market under older law; what is handed over is waste.
    new = part.facts.acquisition not in ("refurbished", "repair")
    return (new or "return-categories" in rule.lines) and trace([rule.lines], part.facts).holds


def rules(selection: Selection, language: Language) -> list[Remark]:
    """What the profile says on equivalence, weights, quotas and e-waste; where it is silent, what its parents say."""
    library, profile = selection.library, selection.jurisdiction
    found: list[Remark] = []
    for what in ("equivalence", "weights", "quotas"):
        topic = language.text(f"notes.{what}")
        rule: ProcurementRule | None = library.inherited(profile, what)
        silent = what in library.jurisdictions[profile].not_recorded
        if rule:
            text = _sure(rule, language)
            if silent:
                text = language.text("notes.fallback", text=text)
            found.append(Remark(topic, text, rule.source, rule.clause))
        elif silent or what != "quotas":
            found.append(Remark(topic, language.text("notes.silent")))
        elif what in library.jurisdictions[profile].none_known:
            found.append(Remark(topic, language.text("notes.none-known")))
    # Waste law follows the place of delivery, as product law does; procurement law follows the authority.
    place = selection.place[0]
    where = profile if place == "international" else place
    regime: EWaste | None = library.inherited(where, "e_waste")
    if regime:
        text = " ".join(_regime(regime, library.jurisdictions[where].not_recorded, language))
        found.append(Remark(language.text("notes.e-waste"), text, regime.source))
    return found


def _regime(regime: EWaste, silent: Sequence[str], language: Language) -> list[str]:
    law = regime.law if regime.mark in CITABLE else language.text("notes.unconfirmed", text=regime.law)
    if "e-waste" in silent:
        parts = [language.text("notes.e-waste-silent", law=law)]
    elif regime.from_:
        parts = [language.text("notes.e-waste-law-from", law=law, date=language.date(regime.from_))]
    else:
        parts = [language.text("notes.e-waste-law", law=law)]
    if regime.authority:
        parts.append(language.text("notes.e-waste-authority", text=regime.authority))
    for key, rule in (("registers", regime.registers), ("proof", regime.proof)):
        if key in silent and "e-waste" not in silent:
            parts.append(language.text(f"notes.no-{key}"))
        elif rule:
            parts.append(language.text(f"notes.e-waste-{key}", text=_sure(rule, language).rstrip(".")))
    if regime.number_hint:
        hint = ProcurementRule({language.code: regime.number_hint}, mark=regime.number_mark)
        parts.append(language.text("notes.number-hint", text=_sure(hint, language)))
    parts.append(language.text(f"notes.ask-{regime.ask_when}"))
    if regime.ask_operators:
        parts.append(language.text(f"notes.ask-operators-{regime.ask_operators}"))
    return parts


def _sure(rule: ProcurementRule, language: Language) -> str:
    """The words of a rule, and that nobody confirmed them where nobody did."""
    text = rule.text[language.code]
    if rule.mark in CITABLE:
        return text
    return language.text("notes.unconfirmed", text=text.rstrip(".")) + ("." if text.endswith(".") else "")
