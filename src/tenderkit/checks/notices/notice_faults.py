# SPDX-License-Identifier: Apache-2.0
"""Find faults in a notice: codes that do not fit each other, aims without a text, texts that are too long.

Most follow rules of eForms (identifiers BR-BT-…) or of OCDS. The notices that tenderkit makes from a purchase have
few of them: from long texts of the authority, from its own codes, and from tables of its own library.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from tenderkit.findings import Finding, Place, Severity
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.lint.rule import Rule
from tenderkit.notices.codes import OLD_UNITS, NoticeTables
from tenderkit.notices.lot_aims import ENVIRONMENT, NO_AIM
from tenderkit.notices.lot_codes import find_nature
from tenderkit.notices.not_held import NoticeFormat
from tenderkit.notices.notice import Notice, NoticeLot

# The kinds of notices of eForms in which green fields are forbidden, and those that must state contract conditions.
_WITHOUT_GREEN = frozenset({*map(str, range(1, 7)), "CEI", "E1", "E2", "T01", "T02", "X01", "X02"})
_WITH_CONDITIONS = frozenset({"17", "18", "22"})
# The most characters of a title or name, of a text, and of an internal id.
_TITLE, _TEXT, _ID = 400, 6000, 100
# Spellings in a mapping of eForms to OCDS that the list of goals does not have.
_MISSPELT = {
    "social.humanRightsInSupplyChain": "social.humanRightsInSupplyChains",
    "environmental.waterResources": "environmental.waterResourcesProtection",
}
_SETS = {"eu": "euGPPCriteria", "national": "nationalGPPCriteria"}
_TOTALS = {"percentage": 100, "decimal": 1}


@frozen_dataclass
class Fault:
    """A fault of a notice: what is wrong, what to do, the field, and the lot, None for the whole notice."""

    message: str
    fix: str
    key: str
    lot: int | None = None


@frozen_dataclass
class CheckedNotice:
    """A notice to check, with the tables that it was composed with, and the language of its texts."""

    notice: Notice
    tables: NoticeTables
    words: Language

    def make_fault(self, rule: str, key: str, lot: int | None, /, **values: object) -> Fault:
        """Return a fault with words of the frame, section `notice-checks`.

        Parameters: `rule`, its id; `key`, the field; `lot`, the number of the lot; `values`, what the words in braces
        stand for.
        """
        return Fault(*self.words.remark(f"notice-checks.{rule}", **values), key, lot)

    @property
    def subtype(self) -> str:
        """The kind of the notice in eForms."""
        return self.tables.codes.eforms.subtype


def _find_nature_mismatch(checked: CheckedNotice) -> Iterator[Fault]:
    """Yield lots whose main CPV code does not fit the nature of the contract (BR-BT-00262-0203, -0206, -0209)."""
    for lot in checked.notice.lots:
        if lot.cpv and lot.nature and (fitting := find_nature(lot.cpv)) != lot.nature:
            natures = [checked.words.text(f"notice-checks.nature-{nature}") for nature in (fitting, lot.nature)]
            kinds = dict(zip(("fitting", "nature"), natures, strict=True))
            yield checked.make_fault("nature-cpv-mismatch", "BT-262-Lot", lot.number, cpv=lot.cpv, **kinds)


def _list_codes(lot: NoticeLot) -> list[str]:
    return [*([lot.cpv] if lot.cpv else []), *lot.cpv_also]


def _find_long_codes(checked: CheckedNotice) -> Iterator[Fault]:
    for lot in checked.notice.lots:
        for code in _list_codes(lot):
            if not re.fullmatch("[0-9]{8}", code):
                yield checked.make_fault("cpv-nine-digits", "BT-262-Lot", lot.number, code=code)


def _find_unknown_codes(checked: CheckedNotice) -> Iterator[Fault]:
    for lot in checked.notice.lots:
        for code in _list_codes(lot):
            if code[:8] not in checked.tables.cpv:
                yield checked.make_fault("cpv-unknown", "BT-262-Lot", lot.number, code=code)


def _find_undescribed_aims(checked: CheckedNotice) -> Iterator[Fault]:
    for lot in checked.notice.lots:
        if set(lot.strategic) - {NO_AIM} and not lot.strategic_text:
            yield checked.make_fault("bt777-missing", "BT-777-Lot", lot.number)


def _is_green(lot: NoticeLot) -> bool:
    return any(aim.goal.startswith("environmental") for aim in lot.aims)


def _find_sets_without_text(checked: CheckedNotice) -> Iterator[Fault]:
    for lot in checked.notice.lots:
        strategy = _SETS.get(lot.criteria_set or "")
        if strategy and lot.aims and not any(strategy in aim.strategies for aim in lot.aims):
            yield checked.make_fault("bt805-without-text", "BT-805-Lot", lot.number, set=lot.criteria_set)


def _find_missing_impact(checked: CheckedNotice) -> Iterator[Fault]:
    for lot in checked.notice.lots:
        if (_is_green(lot) or ENVIRONMENT in lot.strategic) and not lot.impact:
            yield checked.make_fault("bt774-missing", "BT-774-Lot", lot.number)


def _find_denied_aims(checked: CheckedNotice) -> Iterator[Fault]:
    for lot in checked.notice.lots:
        if NO_AIM in lot.strategic and _is_green(lot):
            yield checked.make_fault("bt774-none-claimed", "BT-06-Lot", lot.number)


def _find_long_texts(checked: CheckedNotice) -> Iterator[Fault]:
    notice = checked.notice
    texts: list[tuple[str, int | None, str | None, int]] = [
        ("BT-21-Procedure", None, notice.title, _TITLE),
        ("BT-24-Procedure", None, notice.description, _TEXT),
        ("BT-22-Procedure", None, notice.reference, _ID),
        ("BT-500-Organization-Company", None, notice.authority, _TITLE),
    ]
    for lot in notice.lots:
        texts += [
            ("BT-21-Lot", lot.number, lot.title, _TITLE),
            ("BT-24-Lot", lot.number, lot.description, _TEXT),
            ("BT-777-Lot", lot.number, lot.strategic_text, _TEXT),
            ("BT-70-Lot", lot.number, lot.terms_text, _TEXT),
            *(("BT-734-Lot", lot.number, award.name, _TITLE) for award in lot.award),
            *(("BT-540-Lot", lot.number, award.text, _TEXT) for award in lot.award),
            *(("BT-750-Lot", lot.number, criterion.titled_text, _TEXT) for criterion in lot.selection_criteria),
        ]
    for key, number, text, most in texts:
        if text and len(text) > most:
            sizes = {"length": checked.words.number(len(text)), "most": checked.words.number(most)}
            yield checked.make_fault("text-too-long", key, number, **sizes)


def _find_awards_without_text(checked: CheckedNotice) -> Iterator[Fault]:
    for lot in checked.notice.lots:
        for award in lot.award:
            if not award.text:
                yield checked.make_fault("award-text-missing", "BT-540-Lot", lot.number, name=award.name)


def _find_missing_conditions(checked: CheckedNotice) -> Iterator[Fault]:
    for lot in checked.notice.lots if checked.subtype in _WITH_CONDITIONS else ():
        if not lot.terms_text:
            yield checked.make_fault("bt70-missing", "BT-70-Lot", lot.number, kind=checked.subtype)


def _find_wrong_totals(checked: CheckedNotice) -> Iterator[Fault]:
    for lot in checked.notice.lots:
        for kind, total in _TOTALS.items():
            weights = [award.weight for award in lot.award if award.weight is not None and award.weight_kind == kind]
            if weights and abs(sum(weights) - total) > total / 1000:
                values = {"sum": checked.words.number(sum(weights)), "total": checked.words.number(total)}
                yield checked.make_fault("weights-total", "BT-541-Lot-WeightNumber", lot.number, **values)


def _find_forbidden_fields(checked: CheckedNotice) -> Iterator[Fault]:
    for lot in checked.notice.lots if checked.subtype in _WITHOUT_GREEN else ():
        if lot.strategic or lot.impact or lot.social or lot.criteria_set:
            yield checked.make_fault("green-field-forbidden", "BT-06-Lot", lot.number, kind=checked.subtype)


def _find_missing_extensions(checked: CheckedNotice) -> Iterator[Fault]:
    for name in sorted(checked.notice.extensions - checked.tables.codes.ocds.extensions.keys()):
        yield checked.make_fault("ocds-extension-not-listed", "extensions", None, name=name)


def _find_misspelt_goals(checked: CheckedNotice) -> Iterator[Fault]:
    for lot in checked.notice.lots:
        for aim in lot.aims:
            if aim.goal in _MISSPELT:
                key, values = "tender.lots.sustainability.goal", {"goal": aim.goal, "right": _MISSPELT[aim.goal]}
                yield checked.make_fault("ocds-codelist-spelling", key, lot.number, **values)


def _find_hidden_take_back(checked: CheckedNotice) -> Iterator[Fault]:
    services = checked.tables.codes.services
    known = {services[name].cpv for name in (OLD_UNITS, "take-back") if name in services}
    for lot in checked.notice.lots:
        takes_back = any(item.returned for item in lot.items)
        is_named = "services" in (lot.nature, *lot.natures_also) and not known.isdisjoint(_list_codes(lot))
        if takes_back and not is_named:
            codes = checked.words.listing(sorted(known), "or")
            yield checked.make_fault("take-back-nature", "BT-531-Lot", lot.number, codes=codes)


def _find_missing_stages(checked: CheckedNotice) -> Iterator[Fault]:
    for lot in checked.notice.lots:
        if any(not aim.strategies for aim in lot.aims):
            yield checked.make_fault("green-stage-missing", "tender.lots.sustainability.strategies", lot.number)


@frozen_dataclass
class NoticeRule:
    """A rule: how grave its faults are, the function that yields them, what it finds, and for which formats."""

    severity: Severity
    find_faults: Callable[[CheckedNotice], Iterator[Fault]]
    summary: str
    formats: tuple[NoticeFormat, ...] = ("ocds", "eforms")


_OCDS: tuple[NoticeFormat, ...] = ("ocds",)
_EFORMS: tuple[NoticeFormat, ...] = ("eforms",)
RULES: Mapping[str, NoticeRule] = {
    "nature-cpv-mismatch": NoticeRule(
        "error",
        _find_nature_mismatch,
        "the main CPV code does not fit the nature of the contract: supplies, services or works",
    ),
    "cpv-nine-digits": NoticeRule(
        "error", _find_long_codes, "a CPV code is not eight digits, as eForms has them", _EFORMS
    ),
    "cpv-unknown": NoticeRule("warn", _find_unknown_codes, "a CPV code is not among those of tenderkit"),
    "bt777-missing": NoticeRule("error", _find_undescribed_aims, "a strategic aim has no description", _EFORMS),
    "bt805-without-text": NoticeRule(
        "warn",
        _find_sets_without_text,
        "the notice names EU or national green criteria, and no sustainability goal says so",
    ),
    "bt774-missing": NoticeRule(
        "warn", _find_missing_impact, "there are green aims, and no code for the impact on the environment", _EFORMS
    ),
    "bt774-none-claimed": NoticeRule(
        "error", _find_denied_aims, "the notice claims no strategic aim, although there are green ones", _EFORMS
    ),
    "text-too-long": NoticeRule("error", _find_long_texts, "a text is longer than eForms takes", _EFORMS),
    "award-text-missing": NoticeRule(
        "error", _find_awards_without_text, "an award criterion has a type and no text", _EFORMS
    ),
    "bt70-missing": NoticeRule(
        "error", _find_missing_conditions, "a kind of notice that must state contract conditions has none", _EFORMS
    ),
    "weights-total": NoticeRule(
        "error", _find_wrong_totals, "the weights of the award criteria do not add up to 100 percent, or to 1"
    ),
    "green-field-forbidden": NoticeRule(
        "error", _find_forbidden_fields, "a kind of notice without fields for strategic aims has some", _EFORMS
    ),
    "ocds-extension-not-listed": NoticeRule(
        "error",
        _find_missing_extensions,
        "a release uses an extension and does not list its address",
        _OCDS,
    ),
    "ocds-codelist-spelling": NoticeRule(
        "error", _find_misspelt_goals, "a sustainability goal is spelt otherwise than in the list of codes", _OCDS
    ),
    "take-back-nature": NoticeRule(
        "warn", _find_hidden_take_back, "old units are taken back, and the notice names no such service"
    ),
    "green-stage-missing": NoticeRule(
        "info", _find_missing_stages, "a sustainability goal has no stage in which it is pursued", _OCDS
    ),
}


def find_notice_faults(checked: CheckedNotice, format_: NoticeFormat) -> tuple[Finding, ...]:
    """Return the faults of a notice in a format, rule by rule."""
    return tuple(
        Finding(id_, fault.message, fault.fix, rule.severity, Place(key=fault.key, lot=fault.lot))
        for id_, rule in RULES.items()
        if format_ in rule.formats
        for fault in rule.find_faults(checked)
    )


def explain_notice_rules() -> dict[str, Rule]:
    """Return the rules on notices with their manual pages, by id."""
    return {
        id_: Rule(id_, rule.severity, f"{id_}: {rule.summary}\n\nFor: {', '.join(rule.formats)}.", None)
        for id_, rule in RULES.items()
    }
