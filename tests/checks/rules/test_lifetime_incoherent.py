# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import found, keys
from tests.support import Table, lot

RULE = "lifetime-incoherent"
PARTS, UPDATES, WARRANTY = (
    "lots.1.parameters.spare-parts.parts-years",
    "lots.1.parameters.software-update-support.update-years",
    "lots.1.parameters.warranty-minimum.warranty-years",
)


def valued(months: int, unit_months: int | None = None, **values: Table) -> list[Table]:
    parameters = {id_.replace("_", "-"): table for id_, table in values.items()}
    return [lot(months=months, unit_months=unit_months, parameters=parameters)]


@pytest.mark.parametrize(
    ("lots", "key"),
    [
        (valued(72, spare_parts={"parts-years": 5}), PARTS),
        (valued(48, spare_parts={"parts-years": 3}), PARTS),
        (valued(72, software_update_support={"update-years": 5}), UPDATES),
        (valued(24, 96, spare_parts={"parts-years": 7}), PARTS),
        (valued(48, 24, warranty_minimum={"warranty-years": 3}), WARRANTY),
        (valued(48, 12, warranty_minimum={"warranty-years": 2}), WARRANTY),
    ],
)
def test_years_that_do_not_fit_the_use_are_found(lots: list[Table], key: str) -> None:
    assert key in keys(RULE, tender={"proportionality": "standard"}, lots=lots)


@pytest.mark.parametrize(
    "lots",
    [
        valued(48),
        valued(60, spare_parts={"parts-years": 5}),
        valued(72, spare_parts={"parts-years": 6}, software_update_support={"update-years": 6}),
        valued(12, warranty_minimum={"warranty-years": 3}),
        valued(24, 36, warranty_minimum={"warranty-years": 3}),
        [lot(acquisition="refurbished", months=72)],
    ],
)
def test_years_that_fit_the_use_pass(lots: list[Table]) -> None:
    assert keys(RULE, tender={"proportionality": "standard"}, lots=lots) == []


def test_the_message_names_the_years_and_the_use() -> None:
    findings = found(RULE, lots=valued(72, spare_parts={"parts-years": 5}))
    (message,) = [finding.message for finding in findings if finding.place.key == PARTS]
    assert "5 years" in message
    assert "used for 6" in message
