# SPDX-License-Identifier: Apache-2.0
"""Values, weights and clauses changed in an annex: what each rule finds, and what it lets pass."""

import pytest

from tests.checks.annexes.edited import Edit, cell, found, saying, without

ENGLISH, ARABIC, LEASE, NORWAY = "us-desktops", "eg-school-laptops", "fr-phone-lease", "no-network-equipment"
LOTS, CYCLES = "eu-five-lots", "full charge cycles counted from new"
SERVERS = "at-rack-servers"
UPDATES, STEPS = "period of updates is at least 5 years", "All steps are free of charge."
AR_UPDATES, AR_PARTS = "مدة التحديثات عن 5 سنوات", "مدة بيع قطع الغيار عن 5 سنوات"

FAULTY: dict[str, list[tuple[str, tuple[Edit, ...]]]] = {
    "lifetime-incoherent": [
        (ENGLISH, (saying(UPDATES, "period of updates is at least 4 years"),)),
        (ENGLISH, (saying(UPDATES, "period of updates is at least 48 months"),)),
        (ENGLISH, (saying("60 months", "120 months"),)),
        (ARABIC, (saying(AR_UPDATES, "مدة التحديثات عن 3 سنوات"),)),
        (ARABIC, (saying(AR_PARTS, "مدة بيع قطع الغيار عن 36 شهراً"),)),
        (ARABIC, (saying(AR_PARTS, "مدة بيع قطع الغيار عن سنتين"),)),
    ],
    "below-legal-floor": [
        (LEASE, (saying("800 full", "300 full"),)),
        (LEASE, (saying("800 full", "799 full"),)),
        (LEASE, (saying("is 800 full charge cycles", "amounts to 500 full charge cycles"),)),
        (LOTS, (cell(f"800 {CYCLES}", f"300 {CYCLES}"),)),
        (LOTS, (cell(f"800 {CYCLES}", f"799 {CYCLES}"),)),
    ],
    "environment-weight-too-low": [
        (SERVERS, (cell("80", "95"), cell("10", "3"), cell("10", "2"))),
        (SERVERS, (cell("80", "91"), cell("10", "5"), cell("10", "4"))),
        ("es-data-centre", (cell("70", "95"), cell("30", "5"))),
        ("ee-cloud-hosting", (cell("80", "94"), cell("10", "3"), cell("10", "3"))),
        ("br-consumables", (cell("80", "95"), cell("20", "5"))),
    ],
    "duty-missed": [
        (NORWAY, (cell("70", "80"), cell("30", "20"))),
        (NORWAY, (cell("70", "71"), cell("30", "29"))),
    ],
    "erasure-certificate-missing": [
        (name, (without("erasure-certificate"),))
        for name in (ENGLISH, ARABIC, LEASE, "de-displays-take-back", "nl-device-service")
    ],
    "conflicting-parameters": [
        (ARABIC, (saying("أثناء العقد: قوائم التسليم.", "أثناء العقد: قوائم التسليم. مدة الضمان 4 سنوات."),)),
        (ARABIC, (saying("شروط الضمان لكل طراز.", "شروط الضمان لكل طراز، مع ضمان لمدة 5 سنوات."),)),
        (ENGLISH, (saying(STEPS, f"{STEPS} Warranty: five years."),)),
        (ENGLISH, (saying(STEPS, f"{STEPS} Updates are provided for 3 years."),)),
        (
            ENGLISH,
            (
                saying(UPDATES, "period of updates is at least 6 years"),
                saying(STEPS, f"{STEPS} Updates for 5 years."),
            ),
        ),
    ],
    "quantity-very-large": [
        (ENGLISH, (cell("an estimated 900", "an estimated 900,000"),)),
        (ENGLISH, (cell("up to 900", "up to 2,000,000"),)),
    ],
    "used-equipment-untested": [("gb-refurbished-laptops", (without("refurbished-grading"),))],
}
SOUND: dict[str, list[tuple[str, tuple[Edit, ...]]]] = {
    "lifetime-incoherent": [
        (ENGLISH, (saying(UPDATES, "period of updates is at least 7 years"),)),
        (ENGLISH, (saying(UPDATES, "period of updates is at least 60 months"),)),
        (ENGLISH, (saying("60 months", "36 months"),)),
        (ARABIC, (saying(AR_UPDATES, "مدة التحديثات عن 6 سنوات"),)),
        (ARABIC, (saying(AR_PARTS, "مدة بيع قطع الغيار عن 7 سنوات"),)),
    ],
    "below-legal-floor": [
        (LEASE, (saying("800 full", "900 full"),)),
        (LEASE, (saying("800 full", "1,000 full"),)),
        (LEASE, (saying("The endurance required is 800", "The endurance that is asked for is 800"),)),
        (ARABIC, (saying("المطلوب 500 دورة", "المطلوب 600 دورة"),)),
        (ARABIC, (saying("المطلوب 500 دورة", "المطلوب 400 دورة"),)),
        (LOTS, (cell(f"800 {CYCLES}", f"900 {CYCLES}"),)),
    ],
    "environment-weight-too-low": [
        (SERVERS, (cell("80", "90"), cell("10", "5"), cell("10", "5"))),
        ("es-data-centre", (cell("70", "90"), cell("30", "10"))),
        ("br-consumables", (cell("80", "60"), cell("20", "40"))),
        # Life-cycle cost counts energy and repairs.
        (ENGLISH, (cell("85", "95"), cell("15", "5"))),
        (ARABIC, (cell("80", "95"), cell("10", "3"), cell("10", "2"))),
    ],
    "duty-missed": [(NORWAY, (cell("70", "60"), cell("30", "40"))), (SERVERS, (cell("80", "90"), cell("10", "0")))],
    "erasure-certificate-missing": [
        (name, (without("data-sanitisation", "erasure-certificate"),)) for name in (ENGLISH, ARABIC, LEASE)
    ],
    "conflicting-parameters": [
        (ARABIC, (saying("أثناء العقد: قوائم التسليم.", "أثناء العقد: قوائم التسليم. مدة الضمان سنتان."),)),
        (ARABIC, (saying("أثناء العقد: قوائم التسليم.", "أثناء العقد: قوائم التسليم لمدة 4 سنوات."),)),
        (ENGLISH, (saying(STEPS, f"{STEPS} Warranty: two years."),)),
        (ENGLISH, (saying(STEPS, f"{STEPS} Updates are provided for 60 months."),)),
        (
            ENGLISH,
            (
                saying(UPDATES, "period of updates is at least 6 years"),
                saying(STEPS, f"{STEPS} Updates for 6 years."),
            ),
        ),
    ],
    "quantity-very-large": [
        (ENGLISH, (cell("an estimated 900", "an estimated 9,000"),)),
        (ENGLISH, (cell("up to 900", "up to 1,200"),)),
    ],
    "used-equipment-untested": [("gb-refurbished-laptops", ()), (ENGLISH, ())],
}


def _list_cases(table: dict[str, list[tuple[str, tuple[Edit, ...]]]]) -> list[object]:
    return [
        pytest.param(rule, name, edits, id=f"{rule}-{name}-{number}")
        for rule, cases in table.items()
        for number, (name, edits) in enumerate(cases, 1)
    ]


@pytest.mark.parametrize(("rule", "name", "edits"), _list_cases(FAULTY))
def test_a_fault_is_found_at_its_place(rule: str, name: str, edits: tuple[Edit, ...]) -> None:
    findings = found(rule, name, *edits)
    assert findings
    assert all(finding.place.key and not finding.place.key.startswith("lots.") for finding in findings)
    assert found(rule, name) == []


@pytest.mark.parametrize(("rule", "name", "edits"), _list_cases(SOUND))
def test_what_is_sound_passes(rule: str, name: str, edits: tuple[Edit, ...]) -> None:
    assert found(rule, name, *edits) == []
