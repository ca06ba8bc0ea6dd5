# SPDX-License-Identifier: Apache-2.0
"""Find what a purchase says and its clauses ask, and a notice format has no field for."""

from collections.abc import Callable, Iterator
from typing import Any, Literal

from tenderkit.findings import Finding
from tenderkit.notices.notice import NOT_HELD, make_remark
from tenderkit.purchase.purchase import ROUTES, Lot
from tenderkit.selection.selection import Pick, Selection

NoticeFormat = Literal["ocds", "eforms"]

_OCDS, _EFORMS = ("ocds",), ("eforms",)
_BOTH = ("ocds", "eforms")
# The keys of a lot without a field in some formats: the key, what it is, the formats, and when the lot says it.
_LOT_KEYS: tuple[tuple[str, str, tuple[str, ...], Callable[[Lot], Any]], ...] = (
    ("data", "the highest class of data", _BOTH, lambda lot: lot.data),
    ("price-cap", "the highest price of a unit", _BOTH, lambda lot: lot.price_cap),
    ("unit-months", "the planned use of one unit", _BOTH, lambda lot: lot.unit_months),
    ("one-for-one", "one old unit for each new one", _BOTH, lambda lot: lot.one_for_one),
    ("on-site", "where work on media is done", _BOTH, lambda lot: lot.on_site is not None),
    ("routes", "the routes of old units", _BOTH, lambda lot: lot.routes != ROUTES),
    ("sheet", "the figures of the cost sheet", _BOTH, lambda lot: lot.sheet),
    ("models", "the shares of models", _BOTH, lambda lot: any(line.models for line in lot.items)),
    (
        "quantity-basis",
        "that the quantities are those of one contract year",
        _BOTH,
        lambda lot: lot.quantity_basis == "per-year",
    ),
    ("delivery-from", "the day of the first delivery", _EFORMS, lambda lot: lot.delivery_from),
    ("options", "the options to extend the contract", _OCDS, lambda lot: lot.options),
    ("suppliers", "the number of contractors", _OCDS, lambda lot: lot.suppliers),
    ("call-off", "how an order finds its contractor", _OCDS, lambda lot: lot.call_off),
)
# The parts of clauses without a field in some formats: the part, what it is, the formats, and when a clause has it.
_CLAUSE_PARTS: tuple[tuple[str, str, tuple[str, ...], Callable[[Pick], Any]], ...] = (
    ("verification", "the proofs that clauses ask for", _BOTH, lambda pick: any(_list_proofs(pick))),
    ("scale", "the steps of award scales", _BOTH, lambda pick: pick.steps),
    ("remedy", "the remedies of clauses", _BOTH, lambda pick: pick.clause.text.remedy),
    (
        "technical-specification",
        "the technical specifications",
        _EFORMS,
        lambda pick: pick.clause.kind == "technical-specification",
    ),
    ("reports", "the reports of the contract", _EFORMS, lambda pick: pick.clause.reports),
)


def _list_proofs(pick: Pick) -> tuple[Any, ...]:
    verification = pick.clause.text.verification
    return verification.declaration, verification.document, verification.certificate


def find_not_held(selection: Selection, format_: NoticeFormat) -> Iterator[Finding]:
    """Yield a remark for each answer of a purchase, and each part of its clauses, for which a format has no field.

    All of it is in the annex.
    """
    tender = selection.purchase.tender
    if format_ == "ocds" and tender.contract != "contract":
        yield _make(f"tender.contract = {tender.contract}", "that this is a framework or a call-off", [])
    if format_ == "ocds" and tender.reserved:
        yield _make("tender.reserved", "that the contract is reserved", [])
    for key, subject, formats, applies in _LOT_KEYS:
        lots = [part.number for part in selection.lots if part.lot and applies(part.lot)]
        if lots and format_ in formats:
            yield _make(f"lots.{key}", subject, lots)
    for key, subject, formats, applies_to in _CLAUSE_PARTS:
        lots = [part.number for part in selection.lots if any(applies_to(pick) for pick in part.picks)]
        if lots and format_ in formats:
            yield _make(key, subject, lots)


def _make(key: str, subject: str, lots: list[int]) -> Finding:
    return make_remark(NOT_HELD, key, f"no field for {subject}; the annex says it", lots)
