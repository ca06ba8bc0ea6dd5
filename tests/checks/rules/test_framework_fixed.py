# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import keys
from tests.support import Table, lot

RULE = "framework-fixed"
FIXED, ESTIMATE, OPEN = (lot(quantity_basis=basis) for basis in ("fixed", "estimate", None))


@pytest.mark.parametrize(
    ("lots", "numbers"),
    [
        ([FIXED], [1]),
        ([OPEN, FIXED], [2]),
        ([FIXED, ESTIMATE, FIXED], [1, 3]),
        ([FIXED | {"acquisition": "lease"}], [1]),
        ([lot(acquisition="take-back", quantity_basis="fixed")], [1]),
    ],
)
def test_fixed_quantities_of_a_framework_agreement_are_found(lots: list[Table], numbers: list[int]) -> None:
    expected = [f"lots.{number}.quantity-basis" for number in numbers]
    assert keys(RULE, tender={"contract": "framework"}, lots=lots) == expected


@pytest.mark.parametrize(
    ("contract", "lots"),
    [
        ("framework", [ESTIMATE]),
        ("framework", [OPEN]),
        ("framework", [OPEN, ESTIMATE]),
        ("contract", [FIXED]),
        ("call-off", [FIXED]),
        (None, [FIXED]),
    ],
)
def test_estimates_and_other_contracts_pass(contract: str | None, lots: list[Table]) -> None:
    assert keys(RULE, tender={"contract": contract}, lots=lots) == []
