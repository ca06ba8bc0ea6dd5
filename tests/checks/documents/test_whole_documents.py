# SPDX-License-Identifier: Apache-2.0
"""The rules that look for a thing in the whole document: faulty texts and near misses."""

import re
from dataclasses import replace

import pytest

from tenderkit.checks.documents.checked_document import COMMENTATOR
from tenderkit.checks.documents.document import DocumentParagraph
from tests.checks.documents.checking import Written, check, document, faults, table

ARABIC = re.compile("[\u0621-\u064a]")

REQUIREMENTS = [
    "Each laptop shall have 16 GB of memory.",
    "Each laptop shall have a screen of at least 14 inches.",
    "Each laptop shall weigh at most 2 kg.",
    "The battery of each laptop shall have a capacity of at least 50 Wh.",
    "Each laptop shall have 2 USB sockets.",
]
ARABIC_REQUIREMENTS = [
    "يجب ألا تقل ذاكرة الحاسوب عن 16 جيجابايت.",
    "يجب ألا تقل شاشة الحاسوب عن 14 بوصة.",
    "يجب ألا يزيد وزن الحاسوب على 2 كجم.",
    "يجب ألا تقل سعة البطارية عن 50 واط ساعة.",
    "يجب أن يكون في الجهاز منفذان على الأقل من 2 أمبير.",
]
TERMS = (
    "Each request for collection covers at least 20 units and is met within 10 days, at no charge, from each school."
)


def under(heading: str, *texts: str) -> list[Written]:
    return [DocumentParagraph(text, headings=(heading,)) for text in texts]


FAULTY: dict[str, list[list[Written]]] = {
    "verification-missing": [
        [*REQUIREMENTS],
        [*REQUIREMENTS, "The authority pays within 30 days after the invoice."],
        [*table(("Feature of the laptop", "Requirement"), *((f"Laptop part {n}", f"{n} GB") for n in range(1, 7)))],
        [*ARABIC_REQUIREMENTS],
        [*under("Laptops", *(f"Part {n} shall have {n} mm." for n in range(1, 6)))],
    ],
    "erasure-certificate-missing": [
        ["The contractor shall erase all data on the returned laptops."],
        ["All hard drives must be wiped before resale."],
        ["The supplier shall take back the old units and sanitise their storage media."],
        [
            "Data sanitisation of the returned devices is required.",
            "The contractor shall report each incident in a day.",
        ],
        ["يلتزم المتعاقد بمحو البيانات من الأجهزة القديمة."],
        ["The provider shall overwrite all storage media of the units."],
    ],
    "used-equipment-untested": [
        ["The supplier shall deliver 40 refurbished laptops."],
        ["Refurbished units may be offered."],
        ["The authority buys second-hand monitors for its schools."],
        ["The contractor shall ship used equipment to schools abroad."],
        ["يلتزم المورد بتوريد 40 حاسوبا من الأجهزة المجددة."],
        ["Remanufactured printers are accepted at a lower price."],
    ],
    "take-back-terms-incomplete": [
        ["The contractor shall take back the units after use."],
        ["The supplier shall collect all old equipment free of charge."],
        ["The contractor shall collect the units from each school, within 10 days of the request, at no charge."],
        ["The supplier shall take the old laptops back at its own cost, on the premises of the authority."],
        ["يلتزم المتعاقد باسترداد الأجهزة بعد الاستخدام."],
        ["The city buys 40 laptops under a buy-back scheme."],
        ["Old computers shall be collected by the contractor within a week after the request."],
    ],
    "number-without-anchor": [
        ["The contractor shall repair each unit within 5 working days."],
        ["The supplier must answer in no more than 4 hours."],
        ["The units shall have a warranty of 3 years."],
        ["Spare parts shall be available for 7 years."],
        ["Security updates are required for five years."],
        ["يلتزم المتعاقد بإصلاح كل جهاز خلال 5 أيام عمل."],
        [*table(("Feature", "Requirement"), ("Warranty", "at least 3 years"))],
    ],
    "ambiguous-anchor": [
        ["The contractor shall clean the printers regularly."],
        ["The supplier must replace faulty units as soon as possible."],
        ["The provider shall collect the devices at regular intervals, from the store room."],
        ["Preventive maintenance is required periodically."],
        ["يجب على المورد صيانة الأجهزة بشكل دوري."],
        [*under("4 Service", "The supplier shall answer requests quickly.")],
    ],
    "component-values-prescribed": [
        ["The processor shall have a clock rate of 2.4 GHz."],
        ["Each laptop must have a processor with 8 cores."],
        ["The server shall have a hard drive of 10,000 rpm."],
        [*table(("Feature of the laptop", "Requirement"), ("Base speed", "1.6 GHz"))],
        [*table(("Feature of the server", "Requirement"), ("Bus speed", "1333MHz"))],
        ["A quad-core CPU is required."],
        ["يجب أن يكون المعالج بتردد 2.4 جيجاهرتز."],
    ],
    "weak-evidence": [
        ["Proof: brochure of the manufacturer."],
        ["The tenderer shall prove the value with a test report or the website of the manufacturer."],
        ["A self-declaration is sufficient."],
        [*table(("Requirement", "Proof"), ("Weight of at most 2 kg", "brochure"))],
        ["وسيلة الإثبات: كتيب دعائي من الشركة المصنعة."],
        ["Compliance with the requirements is shown by marketing material."],
        ["يكفي إقرار ذاتي من العارض عن قيمة البطارية."],
    ],
    "conflicting-parameters": [
        ["Payment is made within 30 days after the invoice.", "Invoices are paid within 60 days after receipt."],
        ["The warranty on laptops is 3 years.", "Laptops have a warranty of 24 months."],
        ["Tenders remain valid for 90 days.", "The tender validity is 120 days."],
        ["Spare parts are available for 5 years.", "The supplier keeps spare parts for 7 years."],
        ["مدة الضمان 3 سنوات من تاريخ التسليم.", "فترة الضمان 5 سنوات من تاريخ التسليم."],
        [
            *under("4.1 Lot 1", "The laptops have a warranty of 3 years."),
            *under("4.2 Lot 1, service", "The warranty on laptops is 2 years."),
        ],
    ],
}
SOUND: dict[str, list[list[Written]]] = {
    "verification-missing": [
        [*REQUIREMENTS, "The tenderer shall prove each value with the data sheet of the manufacturer."],
        [*table(("Requirement", "Evidence"), *((f"Laptop part {n}", f"{n} GB") for n in range(1, 7)))],
        REQUIREMENTS[:3],  # type: ignore[list-item]
        [f"The contractor shall answer request {n} within {n} days of its receipt." for n in range(1, 9)],
        [*ARABIC_REQUIREMENTS, "يقدم مقدم العطاء شهادة لكل قيمة."],
        [f"The price of laptop {n} is {n} euro." for n in range(1, 9)],
    ],
    "erasure-certificate-missing": [
        [
            "The contractor shall erase all data.",
            "It shall hand over a certificate of erasure for each serial number.",
        ],
        ["The contractor shall wipe each drive and report the erasure of each by serial number."],
        ["Each laptop shall have a built-in function to erase its drive."],
        ["The authority shall erase all data before the units are collected."],
        ["The contractor shall erase the paint on each wall."],
        ["يلتزم المتعاقد بمحو البيانات من الأجهزة القديمة.", "يسلم شهادة محو لكل رقم تسلسلي."],
        ["The contractor need not have to erase data: erasure of the units is not required."],
        ["The supplier shall wipe all drives.", "It shall document the erasure of each unit with its serial number."],
    ],
    "used-equipment-untested": [
        ["The printer must allow the use of remanufactured cartridges."],
        ["The supplier shall deliver 40 refurbished laptops, each with a test record."],
        ["Refurbished units are not accepted."],
        [*under("2 Laptops", "Refurbished units may be offered.", "Each unit shall be of grade A.")],
        ["The contractor shall resell or donate the used equipment that it collected."],
        ["يلتزم المورد بتوريد 40 من الأجهزة المجددة مع سجل الاختبار لكل منها."],
        ["The supplier shall deliver 40 laptops."],
        ["Spare parts may be new or refurbished, and are supplied for ten years."],
    ],
    "take-back-terms-incomplete": [
        ["The contractor shall take back the units after use.", TERMS],
        [*under("5 Take-back", "The contractor shall collect old units.", TERMS)],
        ["The contractor shall collect faulty units for repair."],
        ["The authority shall collect the units."],
        ["The contractor shall collect data on the use of the units."],
        ["The city buys 40 laptops under buyback. The buy-back of the old laptops is described in annexure IV."],
        [
            "يلتزم المتعاقد باسترداد الأجهزة مجانا من كل مدرسة خلال 10 أيام من طلب الجمع، أيا كان عددها.",
        ],
        ["Units that the authority gives back may be collected only with its consent."],
        ["The contractor shall collect units at each site at no cost, within 10 days. There is no minimum quantity."],
    ],
    "number-without-anchor": [
        ["The contractor shall repair each unit within 5 working days of the request."],
        ["On receipt of a request the contractor shall confirm it. It shall collect the units within 5 days."],
        ["The units shall have a warranty of 3 years.", "The warranty begins with the delivery of each unit."],
        ["The contractor shall repair within 5 days.", "All periods count from the receipt of the request."],
        ["The battery shall last 8 hours."],
        ["يلتزم المتعاقد بإصلاح كل جهاز خلال 5 أيام عمل من استلام الطلب."],
        ["The authority has had its printers for 5 years."],
        ["The contractor shall report every 3 months."],
        ["The contractor shall respond to requests within two working days."],
        ["The supplier must repair within 3 working days of the call."],
        ["The price of spare parts for 3 years is required in the price sheet."],
        ["All units shall be of one model and of months of manufacture at most three months apart."],
        ["The contract shall have a term of at most 4 years."],
    ],
    "ambiguous-anchor": [
        ["The contractor shall clean the printers regularly, at least once every 3 months."],
        ["The contractor shall report each incident immediately."],
        ["The authority shall inspect the store room regularly."],
        ["The printers have been cleaned frequently."],
        [*under("1 Objectives", "The purchase is to ensure timely delivery; it shall help schools.")],
        ["The law, as amended from time to time, shall hold."],
        ["يجب على المورد صيانة الأجهزة بشكل دوري كل 3 أشهر."],
    ],
    "component-values-prescribed": [
        ["The processor shall reach at least 1,200 points in the SYSmark 30 benchmark, with 8 cores."],
        ["The access point shall use the bands of 2.4 GHz and 5 GHz."],
        ["The UPS shall work at 50 Hz."],
        ["The processor shall have 8 cores or equivalent."],
        ["The new units must work with the existing servers, which have processors of 2.4 GHz."],
        ["The fibre cable shall have 12 cores."],
        ["The processor shall have a clock rate of at least 2.4 GHz."],
        ["يجب ألا يقل تردد المعالج عن 2.4 جيجاهرتز."],
        ["The processor of the present laptops has 4 cores."],
        ["يجب أن يحقق المعالج 1200 نقطة على الأقل في اختبار الأداء المذكور في الملحق."],
        ["The laptop shall have 16 GB of memory."],
    ],
    "weak-evidence": [
        ["Proof: test report of the manufacturer with the method."],
        ["A self-declaration on the grounds for exclusion is sufficient."],
        ["A brochure is not accepted as proof."],
        ["Evidence: data sheet of the manufacturer."],
        ["The tender documents are on the website of the authority."],
        ["The tenderer shall prove the value with a test report and a brochure."],
        ["وسيلة الإثبات: تقرير اختبار من الشركة المصنعة."],
        ["Tenderers declare that no ground for exclusion applies.", "As proof, a self-declaration is enough."],
        ["Proof with the tender: self-declaration. Proof on request: test report."],
        ["A self-declaration is not enough as proof."],
        ["لا يكفي إقرار ذاتي كدليل."],
    ],
    "conflicting-parameters": [
        ["Payment is made within 30 days after the invoice.", "Tenders remain valid for 90 days."],
        ["The warranty on laptops is 3 years.", "The warranty on displays is 2 years."],
        ["The warranty is 3 years.", "Each further year of warranty, up to 5 years, earns points."],
        ["The warranty is 3 years.", "The warranty lasts 36 months."],
        [
            *under("Lot 1", "The warranty is 3 years."),
            *under("Lot 2", "The warranty is 2 years."),
        ],
        ["مدة الضمان 3 سنوات من تاريخ التسليم.", "مدة الضمان 36 شهرا من تاريخ التسليم."],
        ["The warranty is 3 years.", "Faults under warranty are mended within 5 days of the notice."],
    ],
}


@pytest.mark.parametrize(("rule", "texts"), [(rule, texts) for rule, some in FAULTY.items() for texts in some])
def test_a_faulty_document_is_found(rule: str, texts: list[Written]) -> None:
    (finding,) = faults(rule, *texts)
    assert finding.severity == "warn"


@pytest.mark.parametrize(("rule", "texts"), [(rule, texts) for rule, some in SOUND.items() for texts in some])
def test_a_sound_document_passes(rule: str, texts: list[Written]) -> None:
    assert [(finding.message, str(finding.excerpt)) for finding in faults(rule, *texts)] == []


def test_every_rule_has_texts_of_both_kinds() -> None:
    assert FAULTY.keys() == SOUND.keys()
    assert min(len(some) for some in (*FAULTY.values(), *SOUND.values())) >= 5
    assert [rule for some in (FAULTY, SOUND) for rule, texts in some.items() if not ARABIC.search(str(texts))] == []


@pytest.mark.parametrize(
    "rule",
    sorted(
        FAULTY.keys() - {"ambiguous-anchor", "component-values-prescribed", "number-without-anchor", "weak-evidence"}
    ),
)
def test_papers_of_tenderkit_are_left_to_the_rules_on_purchases(rule: str) -> None:
    own = replace(document(*FAULTY[rule][0]), kind="own-annex")
    assert check(own, rule) == ()


def test_the_terms_that_are_missing_are_named() -> None:
    (finding,) = faults("take-back-terms-incomplete", *FAULTY["take-back-terms-incomplete"][1])
    assert finding.message == "the take-back does not say where, within what time and from what quantity on"


def test_both_values_are_named_with_the_place_of_the_other() -> None:
    (finding,) = faults("conflicting-parameters", *FAULTY["conflicting-parameters"][5])
    assert finding.message == "“2 years” here, and “3 years” in 4.1 Lot 1"


@pytest.mark.parametrize("rule", ["verification-missing", "erasure-certificate-missing"])
def test_the_comments_of_an_earlier_check_are_no_words_of_the_document(rule: str) -> None:
    said = DocumentParagraph("Ask for a certificate of erasure as proof.", part="comment", label=COMMENTATOR)
    assert faults(rule, *FAULTY[rule][0], said)
    assert not faults(rule, *FAULTY[rule][0], said._replace(label="A colleague"))
