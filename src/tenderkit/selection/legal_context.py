# SPDX-License-Identifier: Apache-2.0
"""List the law that the authority has to know or check, except limits that already appear in clauses."""

import datetime
import re
from collections.abc import Iterator, Sequence

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import Mark
from tenderkit.library.condition import block_holds, trace_condition
from tenderkit.library.jurisdiction import (
    Duty,
    EWaste,
    Jurisdiction,
    Limit,
    ProcurementRule,
    ProductRule,
    SizeValue,
    Weekend,
)
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.library.other_device import find_named
from tenderkit.purchase.lot_term import find_term
from tenderkit.selection.parameter_value import CITABLE
from tenderkit.selection.printed_texts import find_printed_values
from tenderkit.selection.proportionality import find_authority_kind
from tenderkit.selection.selection import LIFE_CYCLE_COST, LotSelection, Selection

# The clause by which the contractor shows that it is registered as a producer.
REGISTRATION = "epr-registration"
# The clause by which units go to the contractor after use, and the models in which the authority owned them.
TAKE_BACK, _OWNED = "take-back", ("purchase", "refurbished")
# The classes of data that may be of persons.
_PERSONAL = ("personal", "classified")


@frozen_dataclass
class RuleToCheck:
    """A rule of law that the authority has to check.

    `topic` and `text` are texts in the language of the papers; `source` is the id of the source, None where no source
    is known; `clause` is the place in the source, such as an article. `kind` is the subject, `threshold`,
    `procurement`, `equivalence`, `weights`, `penalties`, `data-law`, `quotas`, `weekend` or `e-waste`; `regime` the
    e-waste law that a rule on e-waste states; `checked` the day on which somebody last read the source.
    """

    kind: str
    topic: str
    text: str
    source: str | None = None
    clause: str | None = None
    regime: EWaste | None = None
    checked: datetime.date | None = None


@frozen_dataclass
class LegalDemand:
    """A demand of product law on the equipment.

    `text` states the demand and the day from which it applies; `lots` are the numbers of the lots concerned; `source`
    is the id of the source and `clause` the place in the source, both None for a demand that nobody confirmed.
    """

    text: str
    lots: tuple[int, ...]
    source: str | None = None
    clause: str | None = None


def find_duties(selection: Selection) -> list[Duty]:
    """Return the legal duties that the authority has because of what it buys, hands over and spends.

    A duty counts if it is in force on the launch day, or begins by the day on which the last term of a lot ends. If
    several profiles have a duty with the same id, that of the nearest profile counts.
    """
    launch = selection.purchase.tender.launch
    small = _find_missed_threshold(selection) is not None
    end = max(find_term(part.lot, launch)[1] for part in selection.lots)
    duties: list[Duty] = []
    for name in selection.library.list_profile_chain(selection.jurisdiction):
        holding = [
            d
            for d in selection.library.jurisdictions[name].duties
            if _find_phase(d, launch, end) is not None
            and any(_concerns_part(d, part) for part in selection.lots)
            and not (small and d.above_threshold)
        ]
        outdated = {d.replaces for d in holding if _find_phase(d, launch, end) == "now"} | {d.id for d in duties}
        duties += [d for d in holding if d.id not in outdated]
    return duties


def _concerns_part(duty: Duty, part: LotSelection) -> bool:
    """Return whether a duty holds for what a lot buys or hands over, some after use too, and for how it does so."""
    facts = part.facts
    return bool(
        (
            not (duty.categories or duty.return_categories)
            or find_named(facts.items, duty.categories)
            or find_named(facts.returns, duty.return_categories)
            or (duty.after_use and _is_taken_back(part) and find_named(facts.items, duty.return_categories))
        )
        and block_holds(duty.lines, facts)
        and (not duty.award_by_points or _gives_points(part))
    )


def _gives_points(part: LotSelection) -> bool:
    """Return whether a lot gives, or may give, points for more than price and life-cycle cost."""
    others = {pick.clause.id: 1.0 for pick in part.picks if pick.clause.kind == "award-criterion"}
    weights = others if part.weights is None else part.weights
    return any(points > 0 for name, points in weights.items() if name not in ("price", LIFE_CYCLE_COST))


def _is_taken_back(part: LotSelection) -> bool:
    """Return whether the contractor of a lot takes back after use the units that the authority buys from it."""
    return part.facts.acquisition in _OWNED and any(pick.clause.id == TAKE_BACK for pick in part.picks)


def format_dated_rule(text: str, rule: Duty | ProductRule | Limit, launch: datetime.date, language: Language) -> str:
    """Return the text of a rule with the day from which it applies, and a remark if nobody confirmed the rule."""
    sure = "" if rule.mark in CITABLE else "-unconfirmed"
    if rule.from_ is None:
        return language.text("notes.sentence-unconfirmed", text=text) if sure else text
    key = "since" if rule.from_ <= launch else "from"
    return language.text(f"notes.{key}{sure}", text=text, date=language.date(rule.from_))


def _find_phase(rule: Duty | ProductRule | Limit, start: datetime.date, end: datetime.date) -> str | None:
    """Return `now` if a rule is in force on the day `start`, `later` if it begins later but by `end`, else None."""
    if rule.until and rule.until < start:
        return None
    if rule.from_ is None or rule.from_ <= start:
        return "now"
    return "later" if rule.from_ <= end else None


def find_legal_demands(selection: Selection, language: Language) -> list[LegalDemand]:
    """Return the demands of product law at the place of delivery that concern the equipment of the lots.

    A demand concerns a lot if it is in force, or comes into force, during the term of the lot. A profile is the law
    recorded for a jurisdiction; if several profiles have a rule with the same id, the rule of the nearest profile
    counts. A legal limit on a clause parameter is left out if the annex shows the limit anyway, as the value of a
    clause. It is listed if the clause is not selected, if the value has another unit or anchor (event from which a
    time is counted), or if the limit begins within the term.
    """
    launch = selection.purchase.tender.launch
    rules: dict[str, tuple[ProductRule, list[int]]] = {}
    limits: dict[str, tuple[Limit, list[int]]] = {}
    for place in selection.place:
        profile = selection.library.jurisdictions[place]
        rules_here: dict[str, tuple[ProductRule, list[int]]] = {}
        for part in selection.lots:
            for rule in profile.product_rules:
                if _find_phase(rule, *find_term(part.lot, launch)) and _concerns_lot(rule, part):
                    rules_here.setdefault(rule.id, (rule, []))[1].append(part.number)
            for text, limit in _find_unprinted_limits(selection, part, profile.limits, language):
                limits.setdefault(text, (limit, []))[1].append(part.number)
        rules = {**rules_here, **rules}
    demands = []
    for rule, lots in rules.values():
        text = format_dated_rule(language.words(rule.text), rule, _find_first_day(selection, lots), language)
        # A figure from memory is never printed with a source.
        citation = (rule.source, rule.clause) if rule.mark in CITABLE else (None, None)
        demands.append(LegalDemand(text, tuple(lots), *citation))
    for text, (limit, lots) in limits.items():
        words = format_dated_rule(text, limit, _find_first_day(selection, lots), language)
        demands.append(LegalDemand(words, tuple(dict.fromkeys(lots)), limit.source, limit.clause))
    return demands


def _find_first_day(selection: Selection, lots: Sequence[int]) -> datetime.date:
    """Return the earliest day on which the term of one of these lots begins.

    Parameters: `lots`, the numbers of the lots.
    """
    launch = selection.purchase.tender.launch
    return min(find_term(selection.parts[number].lot, launch)[0] for number in lots)


def _concerns_lot(rule: ProductRule, part: LotSelection) -> bool:
    # Units that are only repaired came on the market under older law; what is handed over is waste. Used units may
    # come onto the market of the place with this purchase: the notes say what does not hold for others. A rule that
    # comes with a clause concerns the lots that have the clause.
    of_waste = not {"return-categories", "with"}.isdisjoint(rule.lines)
    return (of_waste or part.facts.acquisition != "repair") and block_holds(rule.lines, part.facts)


def _find_unprinted_limits(
    selection: Selection, part: LotSelection, limits: Sequence[Limit], language: Language
) -> Iterator[tuple[str, Limit]]:
    """Yield the confirmed limits of product law for a lot that do not appear in the value of any clause.

    Each limit comes as a pair: a text that describes the limit, and the `Limit`. Parameters: `part`, the outcome for
    the lot; `limits`, the limits of one profile.
    """
    launch = selection.purchase.tender.launch
    if part.facts.acquisition in ("refurbished", "repair"):
        return
    for limit in limits:
        held = trace_condition([limit.lines], part.facts)
        when = _find_phase(limit, *find_term(part.lot, launch))
        if limit.mark != "C" or not held.holds or when is None or limit.told_by or limit.contract_law:
            continue
        kinds = [c for c in part.facts.items if c in held.items]
        for target in limit.parameter:
            clause, _, name = target.partition(".")
            pick = next((p for p in part.picks if p.clause.id == clause), None)
            values = find_printed_values(pick).get(name, {}) if pick else {}
            # No value shows a limit that begins later, whether the value would meet it or not.
            left = [c for c in kinds if when == "later" or values.get(c) is None or limit in values[c].hints]
            if left:
                words = language.words(limit.text) if limit.text else None
                yield words or _describe_limit(selection.library, limit, target, left, language), limit


def _describe_limit(library: Library, limit: Limit, target: str, kinds: Sequence[str], language: Language) -> str:
    """Return a sentence that describes a limit for which the library has no text.

    The sentence names the equipment, the title of the parameter, and the value with its unit and anchor. Parameters:
    `target`, the limited parameter as `<clause id>.<name>`; `kinds`, the ids of the product categories.
    """
    clause, _, name = target.partition(".")
    parameter, words = library.clauses[clause].parameters[name], library.vocabulary
    unit = words.units[limit.unit].label if limit.unit else None
    text = language.text(
        f"notes.limit-{parameter.direction}",
        kinds=language.listing([language.label(words.categories[c].label) for c in kinds]),
        name=parameter.title,
        amount=language.amount(limit.value, unit) if unit else language.plain_value(limit.value),
        anchor=language.label(words.anchors[limit.anchor].label) if limit.anchor else "",
    )
    return text[0].upper() + re.sub(" +", " ", text[1:]).strip().replace(" .", ".")


def list_rules_to_check(selection: Selection, language: Language) -> list[RuleToCheck]:
    """Return the rules on procurement and e-waste that the authority has to check.

    Those on procurement are on thresholds, the act, equivalence, weights, penalties, personal data, quotas and a
    weekend that is not Saturday and Sunday. The rules are those recorded for the authority's jurisdiction or for a
    parent of that jurisdiction, and the e-waste law of the place of delivery. Where no rule on a subject is recorded,
    the list may have a remark on the subject.
    """
    library, profile = selection.library, selection.jurisdiction
    silent = _find_unrecorded_subjects(library.jurisdictions[profile])
    rules = list(_find_threshold(selection, language))
    if act := library.jurisdictions[profile].procurement:
        law, cited = act.law, act.source
        if act.below_threshold and _find_missed_threshold(selection) is not None:
            law, cited = act.below_threshold, act.below_source or act.source
        text, topic = _format_rule(ProcurementRule(law, mark=act.mark), language), language.text("notes.procurement")
        rules.append(RuleToCheck("procurement", topic, text, cited, checked=act.checked))
    elif selection.jurisdiction_basis == "default":
        topic, text = language.text("notes.procurement"), language.text("notes.not-looked-up")
        rules.append(RuleToCheck("procurement", topic, text))
    for subject in ("equivalence", "weights"):
        topic = language.text(f"notes.{subject}")
        rule: ProcurementRule | None = library.find_inherited(profile, subject)
        if rule is None:
            key = "not-looked-up" if subject in silent else "silent"
            rules.append(RuleToCheck(subject, topic, language.text(f"notes.{key}")))
            continue
        text = _format_rule(rule, language)
        if subject in silent:
            text = language.text("notes.fallback", text=text)
        rules.append(RuleToCheck(subject, topic, text, rule.source, rule.clause, checked=rule.checked))
    subjects = ["penalties"]
    if any(part.facts.data in _PERSONAL for part in selection.lots):
        subjects.append("data-law")
    for subject in subjects:
        known: ProcurementRule | None = library.find_inherited(profile, subject.replace("-", "_"))
        text = _format_rule(known, language) if known else language.text("notes.not-looked-up")
        source = (known.source, known.clause) if known else (None, None)
        topic = language.text(f"notes.{subject}")
        rules.append(RuleToCheck(subject, topic, text, *source, checked=known.checked if known else None))
    rules += _list_quotas(selection, language)
    rules += _list_weekend(selection, language)
    rules += _list_waste_regimes(selection, language)
    return rules


def _find_threshold(selection: Selection, language: Language) -> Iterator[RuleToCheck]:
    """Yield a remark if the value is below the threshold of the procurement law, or if that threshold is outdated."""
    known = _find_known_threshold(selection)
    if known is None:
        return
    profile, value = known
    missed = _find_missed_threshold(selection) is not None
    outdated = not value.is_in_force(selection.purchase.tender.launch)
    if not missed and not outdated:
        return
    amount = f"{language.number(value.amount)} {value.currency}"
    if value.mark not in CITABLE:
        amount = language.text("notes.unconfirmed", text=amount)
    key = "below" if missed else "reaches"
    text = language.text(f"notes.{key}-threshold", amount=amount, place=language.words(profile.title))
    if outdated and value.until:
        text = language.text("notes.outdated-threshold", text=text, date=language.date(value.until))
    yield RuleToCheck("threshold", language.text("notes.threshold"), text)


def _find_missed_threshold(selection: Selection) -> tuple[Jurisdiction, SizeValue] | None:
    """Return the threshold of procurement law that the value of a purchase does not reach, with its profile.

    None where the value reaches the threshold or is not known.
    """
    known, value = _find_known_threshold(selection), selection.purchase.tender.value
    return known if known and value and value.amount < known[1].amount else None


def _find_known_threshold(selection: Selection) -> tuple[Jurisdiction, SizeValue] | None:
    """Return the threshold of procurement law for a purchase, with its profile.

    It is in the currency of the purchase and in force on the day of the launch; the nearest profile that has one
    counts. Where none is in force any longer the last one counts: thresholds that the law sets anew every second year
    move little.
    """
    library, tender = selection.library, selection.purchase.tender
    if tender.value is None:
        return None
    kind = find_authority_kind(library, tender)
    for name in library.list_profile_chain(selection.jurisdiction):
        profile = library.jurisdictions[name]
        begun = [
            value
            for value in profile.threshold_value
            if value.currency == tender.value.currency
            and value.authority_kind in (None, kind)
            and (value.from_ is None or value.from_ <= tender.launch)
        ]
        ends = [value.until or datetime.date.max for value in begun]
        holding = [value for value in begun if value.is_in_force(tender.launch)]
        holding = holding or [value for value, end in zip(begun, ends, strict=True) if end == max(ends)]
        if holding:
            return profile, min(holding, key=lambda value: value.amount)
    return None


def _find_unrecorded_subjects(profile: Jurisdiction) -> list[str]:
    """Return the subjects of law, such as `quotas`, on which nothing is recorded for a profile.

    Nobody looked these subjects up for the profile, and no overlay has added a rule on them.
    """
    return [word for word in profile.not_recorded if not getattr(profile, word.replace("-", "_"), None)]


def _list_quotas(selection: Selection, language: Language) -> Iterator[RuleToCheck]:
    """Yield the quotas that the profile and its parents set; all these quotas hold at the same time.

    A remark comes first if nobody looked quotas up for the profile, or if the profile is known to set no quotas.
    """
    library, topic = selection.library, language.text("notes.quotas")
    profiles = [library.jurisdictions[name] for name in library.list_profile_chain(selection.jurisdiction)]
    if "quotas" in _find_unrecorded_subjects(profiles[0]):
        yield RuleToCheck("quotas", topic, language.text("notes.not-looked-up"))
    elif "quotas" in profiles[0].none_known and not any(profile.quotas for profile in profiles):
        yield RuleToCheck("quotas", topic, language.text("notes.none-known"))
    for profile in profiles:
        if quota := profile.quotas:
            text = _format_rule(quota, language)
            yield RuleToCheck("quotas", topic, text, quota.source, quota.clause, checked=quota.checked)


def _list_waste_regimes(selection: Selection, language: Language) -> Iterator[RuleToCheck]:
    """Yield the e-waste law of the place of delivery, and the e-waste rules of an organisation such as the UN."""
    library, tender = selection.library, selection.purchase.tender
    known = tender.delivery_country or tender.country
    places = [selection.place[0]] if known else []
    # Waste law follows the place of delivery, as product law does; procurement law follows the authority.
    if selection.jurisdiction_basis == "chosen" or not known:
        places.insert(0, selection.jurisdiction)
    printed: list[EWaste] = []
    asked = _is_registration_asked(selection)
    places = list(dict.fromkeys(places))
    for place in places:
        # With a country's regime listed, an organisation adds its own only, not one that it inherits.
        organisation = place == selection.jurisdiction and len(places) > 1
        regime: EWaste | None = (
            library.jurisdictions[place].e_waste if organisation else library.find_inherited(place, "e_waste")
        )
        if regime is None or regime in printed:
            continue
        printed.append(regime)
        topic = language.text("notes.e-waste")
        if place != selection.jurisdiction:
            title = language.words(library.jurisdictions[place].title)
            # A country without a profile is named itself, not the default that stands in for it.
            name = language.country(known) if known and place == "international" else title
            topic = language.text("notes.e-waste-at", place=name)
        text = " ".join(
            _describe_waste_regime(
                regime, _find_unrecorded_subjects(library.jurisdictions[place]), language, asked=asked
            )
        )
        source = regime.source or (regime.proof.source if regime.proof else None)
        yield RuleToCheck("e-waste", topic, text, source, regime=regime, checked=regime.checked)


def _is_registration_asked(selection: Selection) -> bool | None:
    """Return whether a clause asks for the registration as a producer; None if no lot supplies goods."""
    if any(pick.clause.id == REGISTRATION for part in selection.lots for pick in part.picks):
        return True
    supplied = any(part.facts.items and part.facts.acquisition != "repair" for part in selection.lots)
    return False if supplied else None


def _describe_waste_regime(
    regime: EWaste, silent: Sequence[str], language: Language, *, asked: bool | None
) -> list[str]:
    """Return sentences on the e-waste law of a place.

    Parameters: `silent`, the subjects that nobody looked up; `asked`, see `_is_registration_asked`.
    """
    sure, law = "" if regime.mark in CITABLE else "-unconfirmed", language.words(regime.law)
    if "e-waste" in silent:
        parts = [language.text("notes.e-waste-silent", law=law)]
    elif regime.from_:
        parts = [language.text(f"notes.e-waste-law-from{sure}", law=law, date=language.date(regime.from_))]
    else:
        parts = [language.text(f"notes.e-waste-law{sure}", law=law)]
    names = [("authority", regime.authority, regime.mark), ("scheme", regime.scheme, regime.mark)]
    if regime.register:
        names.insert(1, ("register", {language.code: regime.register.write(language)}, regime.register.mark))
    for key, name, mark in names:
        if name:
            named = ProcurementRule(name, mark=mark)
            parts.append(language.text(f"notes.e-waste-{key}", text=_format_rule(named, language)))
    for key, rule in (("registers", regime.registers), ("operators", regime.operators), ("proof", regime.proof)):
        if rule:
            parts.append(language.text(f"notes.e-waste-{key}", text=_format_rule(rule, language).rstrip(".")))
        elif key in silent:
            parts.append(language.text(f"notes.no-{key}"))
    if regime.number_hint:
        hint = ProcurementRule(regime.number_hint, mark=regime.number_mark)
        parts.append(language.text("notes.number-hint", text=_format_rule(hint, language)))
    if regime.ask_when != "contract-start" or asked is True:
        parts.append(language.text(f"notes.ask-{regime.ask_when}"))
    elif asked is False:
        parts.append(language.text("notes.ask-no-clause"))
    # Permits of operators may be asked for at selection everywhere; only registration is tied to the place.
    if regime.ask_when == "contract-start":
        parts.append(language.text("notes.ask-operators"))
    return parts


def _list_weekend(selection: Selection, language: Language) -> Iterator[RuleToCheck]:
    """Yield the weekend of the profile, if one is recorded."""
    weekend: Weekend | None = selection.library.find_inherited(selection.jurisdiction, "weekend")
    if weekend:
        text = _add_mark(language.text("notes.weekend-days", days=weekend.write(language)), weekend.mark, language)
        topic = language.text("notes.weekend")
        yield RuleToCheck("weekend", topic, text, weekend.source, weekend.clause, checked=weekend.checked)


def _format_rule(rule: ProcurementRule, language: Language) -> str:
    """Return the text of a rule, with a remark if the rule is a proposal or nobody confirmed the rule."""
    return _add_mark(language.words(rule.text), rule.mark, language)


def _add_mark(text: str, mark: Mark | None, language: Language) -> str:
    """Return a text of law, with a remark if it is a proposal or nobody confirmed it."""
    if mark in CITABLE:
        return text
    key = "notes.proposed" if mark == "P" else "notes.unconfirmed"
    return language.text(key, text=text.rstrip(".")) + ("." if text.endswith(".") else "")
