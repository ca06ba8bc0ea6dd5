# SPDX-License-Identifier: Apache-2.0
"""Upgrade a purchase file that was read: its new text, and the report."""

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place

if TYPE_CHECKING:
    from tenderkit.cli.inputs import Source
    from tenderkit.compare.lock import LockedPurchase
    from tenderkit.compare.state import ComparedState
    from tenderkit.compare.upgrade import UpgradeReport, UpgradeStep
    from tenderkit.library.reading.shipped_data import ShippedData


def upgrade_source(source: "Source", launch: datetime.date, data: "ShippedData") -> "tuple[str, UpgradeReport]":
    """Return the text of a purchase file for a new launch, and what was changed.

    The clauses are compared with those in its lock, if it has one in its language: they are last year's word for
    word. Else they are compared with what the library of today gave for the old launch, and the report says what
    changed in the library. Prints the warnings that the purchase has at the new launch, and had not before.
    Parameters: `data`, the library of today. Raises InvalidInput with every entry that the library of today refuses,
    and with what the upgrade took out or renamed, and where the new launch is before the old one.
    """
    from tenderkit.cli.messages import print_findings
    from tenderkit.compare.edition import make_library_state
    from tenderkit.compare.edition_files import list_releases, read_histories, read_release, read_shipped_edition
    from tenderkit.compare.upgrade import report_upgrade, restore_dates, upgrade_text
    from tenderkit.library.library import ENGLISH
    from tenderkit.library.reading.text_files import parse_toml
    from tenderkit.purchase.toml_document import PurchaseText

    _check_launch(parse_toml(source.text, source.name), launch, source.name)
    text = PurchaseText(source.text)
    steps = upgrade_text(text, data.library, launch, data.language(ENGLISH))
    earlier = PurchaseText(text.text)
    restore_dates(earlier, steps)
    try:
        new, findings = _select(text.text, source, data)
        old, known = _select(earlier.text, source, data)
    except InvalidInput as error:
        raise InvalidInput([*error.findings, *_warn_of_steps(steps, source.name)]) from None
    print_findings(finding for finding in findings if finding not in known)
    locked = _find_lock(source, text.answers.get("language"))
    editions = None
    if locked is not None:
        old = replace(old, parts=locked.make_state().parts)
    elif releases := list_releases():
        release, path = list(releases.items())[-1]
        shipped = read_shipped_edition(data.library)
        editions = make_library_state(read_release(path), release), make_library_state(shipped, "shipped")
    history = read_histories(data.library)
    return text.text, report_upgrade(source.name, steps, launch, (old, new), editions, history)


def _find_lock(source: "Source", language: object) -> "LockedPurchase | None":
    """Return the lock of a purchase; None without one, and where its words are in another language, which is said."""
    from tenderkit.cli.compared.lock_file import LOCK, find_lock_path, read_lock
    from tenderkit.cli.messages import print_findings

    locked = read_lock(find_lock_path(source), needed=False).find_purchase(source.path.name) if source.path else None
    if locked is None or locked.language == language:
        return locked
    message = f"is in {LOCK} in the language {locked.language}: its clauses are not compared with those"
    fix = f"To compare them, lock last year's purchase in its own language: tenderkit lock {source.name}"
    print_findings([Finding("lock-language", message, fix, "warn", Place(source.name))])
    return None


def _warn_of_steps(steps: "tuple[UpgradeStep, ...]", name: str) -> list[Finding]:
    """Return a warning for each answer that an upgrade took out or renamed: it may be why the library refuses it."""
    fix = "Where the error above comes from it, change the answer in the purchase file, and upgrade again."
    return [
        Finding("upgraded", f"{step.old} became {step.new or 'none'}: {step.why}", fix, "warn", Place(name, step.key))
        for step in steps
        if step.is_open and step.moved is None and step.old != step.new
    ]


def _check_launch(answers: dict[str, object], launch: datetime.date, name: str) -> None:
    tender = answers.get("tender")
    before = tender.get("launch") if isinstance(tender, dict) else None
    if type(before) is datetime.date and launch < before:
        message = f"was launched on {before}, after {launch}"
        raise InvalidInput([Finding("launch", message, "Give a later launch.", place=Place(name, "tender.launch"))])


def _select(text: str, source: "Source", data: "ShippedData") -> "tuple[ComparedState, tuple[Finding, ...]]":
    """Return the state of a purchase, and the warnings on it."""
    from tenderkit.compare.printed_state import make_purchase_state
    from tenderkit.pipeline import select_clauses
    from tenderkit.purchase.reading import parse_purchase

    purchase = parse_purchase(text, source.name, "toml", None, data)
    selection = select_clauses(purchase, data, source.name)
    return make_purchase_state(
        selection, data.language(purchase.prevailing_language), source.name
    ), selection.findings
