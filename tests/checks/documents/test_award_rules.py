# SPDX-License-Identifier: Apache-2.0
"""The rules on weights, scales, formulas and kinds of criteria in documents: faulty texts and near misses."""

import re
from dataclasses import replace

import pytest

from tenderkit.checks.documents.document import DocumentParagraph
from tests.checks.documents.checking import Written, check, document, faults, table

ARABIC = re.compile("[\u0621-\u064a]")

AWARD, SELECTION = ("3 Award criteria",), ("2 Selection criteria",)
GOODS, ARABIC_AWARD = ("1 Technical specifications",), ("معايير الترسية",)


def under(headings: tuple[str, ...], *texts: str, item: bool = False) -> list[Written]:
    return [DocumentParagraph(text, headings=headings, item=item) for text in texts]


def weights(*rows: tuple[str, str], head: str = "Weight") -> list[Written]:
    return [*table(("Criterion", head), *rows, headings=AWARD)]


FORMULA = "Points for the price = 60 × lowest price / price of the tender."
FAULTY: dict[str, list[list[Written]]] = {
    "award-weight-missing": [
        ["The contract is awarded on the basis of price, quality and environment."],
        ["The award criteria are: price, delivery time and warranty."],
        under(AWARD, "Price", "Quality", "Delivery time", item=True),
        [*table(("Criterion", "Description"), ("Price", "of the lot"), ("Quality", "of the goods"), headings=AWARD)],
        under(AWARD, "Price: 60 %", "Quality: 25 %", "Environment", item=True),
        ["تقيم العطاءات على أساس السعر والجودة ومدة التسليم."],
        ["The lowest cost will be an important factor, though not the only one, in choosing the proposal."],
        ["The following criteria will be used: price, delivery time, warranty."],
        ["السعر ليس المعيار الوحيد لاختيار العرض."],
        under(ARABIC_AWARD, "السعر", "الجودة", "مدة التسليم", item=True),
        [
            *table(
                ("Criterion", "Meaning", "Weight"),
                ("Price", "of the lot", "60 %"),
                ("Quality", "of the goods", "20 %"),
                ("Environment", "footprint"),
            )
        ],
    ],
    "award-scale-missing": [
        ["Additional consideration will be given to screens with a longer warranty."],
        ["Tenders with recycled parts will be preferred."],
        ["Reused parts will be an advantage."],
        ["Price has a weight of 60 %, quality of 40 %."],
        weights(("Price", "60 %"), ("Quality", "40 %")),
        under(AWARD, "Price: 70 %", "Delivery time: 30 %", item=True),
        weights(("Price", "60"), ("Quality", "40"), ("Total", "100"), head="Points"),
        under(ARABIC_AWARD, "السعر: 60 %", "الجودة: 40 %", item=True),
    ],
    "award-formula-undefined": [
        ["Points for the price are calculated with the following formula.", "The tender with most points wins."],
        ["The lowest price earns 60 points, the others receive points proportionally."],
        ["Other tenders receive fewer points, on a sliding scale."],
        ["Points = 60 × (1 − (price − lowest price) / (highest price − lowest price))."],
        ["The points are the difference divided by (Pmax - Pmin)."],
        ["يحصل أقل سعر على 60 نقطة وتحصل العروض الأخرى على نقاط بالتناسب."],
        ["The score follows from the formula below:", "Environment counts for a third."],
    ],
    "environment-weight-too-low": [
        ["Price has a weight of 70 %, quality of 25 %, environment of 5 %."],
        weights(("Price", "75 %"), ("Quality", "20 %"), ("Sustainability", "5 %")),
        weights(("Price", "80"), ("Warranty", "15"), ("Energy consumption", "5"), ("Total", "100"), head="Points"),
        under(AWARD, "Price: 90 %", "Delivery: 6 %", "CO2 emissions: 4 %", item=True),
        under(ARABIC_AWARD, "السعر: 80 %", "الجودة: 15 %", "البيئة: 5 %", item=True),
        weights(("Price", "90 %"), ("Carbon footprint", "4 %"), ("Recycled content", "4 %"), ("Delivery", "2 %")),
        weights(("Price", "95"), ("Sustainability", "5"), head="%"),
        under(AWARD, "Price: 70 marks", "Delivery: 25 marks", "Environment: 5 marks", item=True),
    ],
    "selection-criterion-misused": [
        weights(("Price", "60 %"), ("Experience of the tenderer", "40 %")),
        under(AWARD, "Price: 60 %", "Number of employees: 40 %", item=True),
        under(AWARD, "The tenderer earns 10 points for each reference project."),
        under(SELECTION, "Each laptop shall have a battery that the user can replace."),
        under(SELECTION, "The tenderer shall offer units with at least 16 GB of memory."),
        ["Price has a weight of 60 %, annual revenue of 40 %."],
        under(ARABIC_AWARD, "السعر: 60 %", "الخبرة السابقة: 40 %", item=True),
        under(ARABIC_AWARD, "تمنح 20 نقطة عن حجم الأعمال."),
        under(AWARD, "Price", "Past performance and references", item=True),
        [
            *table(
                ("Parameter", "Max score"),
                ("Compliance", "50"),
                ("Experience of the tenderer", "50"),
                headings=("Evaluation and qualification criteria",),
            )
        ],
    ],
    "clause-kind-mismatch": [
        under(AWARD, "The tenderer shall offer at least two years of warranty."),
        under(AWARD, "The units shall have at least 16 GB of memory."),
        under(AWARD, "The contractor shall collect the old units every year."),
        under(SELECTION, "The supplier shall deliver the laptops within ten days of the order."),
        under(GOODS, "Units with a longer warranty receive points."),
        ["End-of-life plan (mandatory, 20 points): the tenderer describes it."],
        ["خطة الاسترداد (إلزامية، 20 نقطة)"],
        under(ARABIC_AWARD, "يلتزم المتعاقد بتسليم الأجهزة خلال 10 أيام من الطلب."),
        under(("المواصفات الفنية",), "تمنح نقاط إضافية للأجهزة الأخف."),
    ],
}
SOUND: dict[str, list[list[Written]]] = {
    "award-weight-missing": [
        ["The contract is awarded on the basis of price (60 %), quality (25 %) and environment (15 %)."],
        ["The contract is awarded on the basis of the lowest price."],
        [*under(AWARD, "Price", "Quality", item=True), *under(AWARD, "The weighting is given in annex 3.")],
        under(AWARD, "In descending order of importance:", "Price", "Quality", item=True),
        under(("4 Delivery",), "Price", "Quality", "Delivery time", item=True),
        [*table(("Criterion", "Weight"), ("Price", "60 %"), ("Quality", "40 %"), ("Total", "100 %"))],
        under(AWARD, "Price: 60 %", "Quality: 40 %", "of which", "Warranty: 20 %", "Repair: 20 %", item=True),
        under(ARABIC_AWARD, "السعر: 60 %", "الجودة: 40 %", item=True),
        ["يرسى العقد على أساس أقل سعر."],
        ["The contract is awarded on the basis of the best price-quality ratio."],
        ["Price is the most important factor: it has 60 points of 100."],
        ["The weather is an important factor for the delivery."],
    ],
    "award-scale-missing": [
        ["A warranty of 5 years will be given preference by 10 points."],
        ["No preference shall be given: local firms are not preferred."],
        [*weights(("Price", "60 %"), ("Quality", "40 %")), FORMULA],
        [*weights(("Price", "60 %"), ("Quality", "40 %")), "Each criterion is scored from 0 to 5."],
        [*weights(("Price", "60 %"), ("Quality", "40 %")), "The lowest price receives all points."],
        ["The contract is awarded to the lowest price."],
        [*table(("Material", "Share"), ("Plastic", "60 %"), ("Metal", "40 %"))],
        [
            *under(ARABIC_AWARD, "السعر: 60 %", "الجودة: 40 %", item=True),
            "تمنح النقاط وفق المعادلة التالية: س = ص / ع",
        ],
        ["The weight of a laptop is at most 2 kg, its price at most 60 % of the budget."],
        weights(("Price", "80"), ("Warranty: 1 year 5 marks, 2 years 20 marks", "20"), head="Points"),
    ],
    "award-formula-undefined": [
        [FORMULA],
        ["Points are calculated with the following formula:", "P = 60 × Lowest / Price"],
        ["Other tenders receive points proportionally: the lowest price is divided by the price of the tender."],
        ["The lowest price earns 60 points, the others receive points in inverse proportion."],
        [
            "Points = 60 × (1 − (price − lowest price) / (highest price − lowest price)).",
            "If all prices are equal, each tender earns 60 points.",
        ],
        ["The fee is reduced proportionally where fewer units are delivered."],
        ["يحصل أقل سعر على 60 نقطة وتحصل العروض الأخرى على نقاط بالتناسب العكسي."],
        ["Deliveries are shared out proportionally among the schools."],
    ],
    "environment-weight-too-low": [
        ["Price has a weight of 60 %, quality of 25 %, environment of 15 %."],
        weights(("Price", "60 %"), ("Quality", "40 %")),
        weights(("Price", "85 %"), ("Carbon footprint", "5 %"), ("Recycled content", "10 %")),
        weights(("Life-cycle cost and price", "95 %"), ("Environment", "5 %")),
        ["The price may rise by 3 % a year, the energy price by 5 %."],
        under(ARABIC_AWARD, "السعر: 70 %", "الجودة: 15 %", "البيئة: 15 %", item=True),
        weights(("Technical merit", "95"), ("Sustainability", "5"), head="Points"),
    ],
    "selection-criterion-misused": [
        weights(("Price", "60 %"), ("Repair time", "40 %")),
        under(AWARD, "Experience of the staff assigned to the contract: 20 %", item=True),
        under(SELECTION, "The tenderer shall have an annual revenue of at least 1 million euro."),
        under(SELECTION, "The tenderer shall hand in a list of references on laptops."),
        under(GOODS, "Each laptop shall have a battery that the user can replace."),
        under(AWARD, "Tenders without the references of section 2 are not opened."),
        under(("معايير التأهيل",), "يجب ألا يقل حجم الأعمال السنوي عن مليون."),
        under(("Evaluation and qualification criteria",), "Each laptop shall have 16 GB of memory."),
    ],
    "clause-kind-mismatch": [
        under(AWARD, "Each year of warranty above the second earns 5 points."),
        under(AWARD, "The tenderer shall hand in a test report on the battery."),
        under(AWARD, "The tenderer shall offer all items of the lot."),
        under(SELECTION, "The supplier shall have three years of experience."),
        under(GOODS, "The contractor shall deliver the units with a charger."),
        under(("4 Conditions of contract",), "The contractor shall deliver the units within ten days of the order."),
        under(("المواصفات الفنية",), "يجب أن تكون سعة الذاكرة 16 جيجابايت."),
        under(ARABIC_AWARD, "تمنح 5 نقاط لكل سنة ضمان إضافية."),
        under(GOODS, "Requirements of the type B are scored under section 4."),
        ["The site visit is mandatory. Warranty: 20 points."],
        ["Mandatory requirements: 20 pages."],
    ],
}


@pytest.mark.parametrize(("rule", "texts"), [(rule, texts) for rule, some in FAULTY.items() for texts in some])
def test_a_faulty_text_is_found(rule: str, texts: list[Written]) -> None:
    assert faults(rule, *texts)


@pytest.mark.parametrize(("rule", "texts"), [(rule, texts) for rule, some in SOUND.items() for texts in some])
def test_a_sound_text_passes(rule: str, texts: list[Written]) -> None:
    assert [(finding.message, str(finding.excerpt)) for finding in faults(rule, *texts)] == []


def test_every_rule_has_texts_of_both_kinds() -> None:
    assert FAULTY.keys() == SOUND.keys()
    assert min(len(some) for some in (*FAULTY.values(), *SOUND.values())) >= 5
    assert [rule for some in (FAULTY, SOUND) for rule, texts in some.items() if not ARABIC.search(str(texts))] == []


def test_a_formula_may_be_a_picture() -> None:
    text = "Points for the price are calculated with the following formula."
    assert check(document(text), "award-formula-undefined")
    assert not check(document(text, pictures=1), "award-formula-undefined")


@pytest.mark.parametrize("rule", ["award-weight-missing", "award-scale-missing", "environment-weight-too-low"])
def test_papers_of_tenderkit_are_left_to_the_rules_on_purchases(rule: str) -> None:
    own = replace(document(*FAULTY[rule][0]), kind="own-annex")
    assert check(own, rule) == ()


def test_the_criterion_without_weight_and_the_sum_of_the_others_are_named() -> None:
    (finding,) = faults("award-weight-missing", *FAULTY["award-weight-missing"][4])
    assert finding.message == "the criterion “Environment” has no weight, and the others make 85"
    assert finding.severity == "warn"
