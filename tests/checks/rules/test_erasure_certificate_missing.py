# SPDX-License-Identifier: Apache-2.0
"""Only a library in which the certificate is hidden or not required has the fault."""

import pytest

from tenderkit.checks.checked_purchase import CheckedPurchase
from tenderkit.checks.rules.erasure_certificate_missing import find_faults
from tests.support import Table, choose, english, library, lot, performance

ERASURE, CERTIFICATE = {"data-sanitisation": performance()}, {"erasure-certificate": performance()}


def keys(clauses: Table, lots: list[Table]) -> list[str | None]:
    selection = choose(library(clauses), lots=lots)
    return [fault.place.key for fault in find_faults(CheckedPurchase(selection, english()))]


@pytest.mark.parametrize(
    "lots",
    [
        [lot()],
        [lot({"server": 3})],
        [lot(acquisition="take-back")],
        [lot(acquisition="lease")],
        [lot(data="classified")],
    ],
)
def test_erasure_without_certificate_is_found(lots: list[Table]) -> None:
    assert keys(ERASURE, lots) == ["lots.1"]


@pytest.mark.parametrize(
    ("clauses", "lots"),
    [
        ({**ERASURE, **CERTIFICATE}, [lot()]),
        ({**ERASURE, **CERTIFICATE}, [lot(acquisition="take-back")]),
        (CERTIFICATE, [lot()]),
        ({"take-back": performance()}, [lot()]),
        ({"data-sanitisation": performance(applies=[{"data": "classified"}])}, [lot()]),
    ],
)
def test_a_certificate_or_no_erasure_passes(clauses: Table, lots: list[Table]) -> None:
    assert keys(clauses, lots) == []
