# SPDX-License-Identifier: Apache-2.0
"""The rules on wording, applied to what people write: faulty texts and near misses, in English and Arabic."""

import re
from dataclasses import replace

import pytest

from tenderkit.checks.documents.document import DocumentParagraph
from tests.checks.documents.checking import Written, check, document, faults, table

ARABIC = re.compile("[\u0621-\u064a]")


def listed(*entries: str) -> list[Written]:
    return [DocumentParagraph(entry, item=True) for entry in entries]


FAULTY: dict[str, list[list[Written]]] = {
    "brand-or-model-named": [
        ["The storage controller shall be a Smart Array P400i."],
        ["Prototypes shall be made in Figma."],
        ["The server must have an iLO port."],
        ["Batteries of Exide or Amara Raja shall be delivered."],
        ["The processor shall be an Intel Core i5 or better."],
        ["All laptops must be Dell Latitude or equivalent."],
        ["Model: ThinkPad."],
        [*table(("Feature", "Requirement"), ("Processor", "Ryzen 5"))],
        ["يجب أن تكون الحواسيب من شركة لينوفو أو ما يعادلها."],
        ["The tenderer shall offer the LaserJet series."],
        ["The screen shall be of the model XPS-9315."],
        ["The units shall be delivered with Windows 11 installed."],
    ],
    "origin-requirement": [
        ["Equipment produced by Chinese companies is not eligible."],
        ["The offer may include models of European or American companies."],
        ["The contractor shall sell the metals to local scrap markets."],
        ["يلتزم المتعاقد بإعطاء الأفضلية للمنتجات الوطنية."],
        ["لن تقبل المنتجات إذا كان بلد المنشأ غير وطني."],
        ["The units shall be made in Germany."],
        ["Only domestic products are accepted."],
        ["The batteries must be manufactured in the European Union."],
        ["Chinese goods are excluded."],
        ["يجب أن تكون الأجهزة مصنوعة في ألمانيا."],
        ["The screens shall originate from the EU."],
    ],
    "refurbished-excluded": [
        ["All units shall be brand new."],
        ["The devices must be factory sealed."],
        ["Refurbished units are not accepted."],
        ["Only new equipment may be offered."],
        ["يجب أن تكون الأجهزة جديدة وغير مستعملة."],
    ],
    "standard-without-equivalent": [
        ["The battery must be tested under EN 61960-3:2017."],
        ["The contractor shall hold ISO 14001:2015."],
        ["Proof: Statement. On request: Written procedure; or a certificate under ISO 9001:2015."],
        ["The treatment plant shall be certified to:", *listed("R2v3.", "e-Stewards.")],
        [*table(("Feature", "Requirement"), ("Drop test", "MIL-STD-810H"))],
        ["يجب اختبار البطارية وفق المعيار EN 61960-3:2017."],
        ["The plant shall meet EN 50625-1:2014. Another proof or equivalent is welcome."],
    ],
    "label-without-equivalent": [
        ["Reports are monthly. All screens must carry EPEAT."],
        ["The equipment must carry the TCO Certified label."],
        ["Screens shall be registered in EPEAT."],
        ["The Blue Angel is required for printers."],
        [*table(("Feature", "Minimum requirement"), ("Energy", "ENERGY STAR"))],
        ["يجب أن تحمل الأجهزة علامة ENERGY STAR."],
        ["The printers shall be deemed fit and must carry the Nordic Swan."],
    ],
    "superseded-reference": [
        ["Data shall be erased under NIST SP 800-88 Rev. 1 or equivalent."],
        ["Media shall be destroyed under DIN 66399 or equivalent."],
        ["Erasure follows DoD 5220.22-M or equivalent."],
        [*table(("Service", "Standard"), ("Erasure", "NIST SP 800-88 Rev. 1"))],
        ["يجب محو البيانات وفق NIST SP 800-88 Rev. 1 أو ما يعادله."],
    ],
    "label-demanded-whole": [
        ["The units shall meet all criteria of TCO Certified or an equivalent label."],
        ["The screens must fulfil every criterion of EPEAT."],
        ["Printers shall meet the Blue Angel in full."],
        ["The units shall comply with all requirements of the EU Ecolabel or equivalent."],
        [*table(("Feature", "Requirement"), ("Label", "shall meet all criteria of TCO Certified"))],
        ["يجب أن تستوفي الأجهزة جميع معايير علامة EPEAT أو علامة معادلة."],
    ],
    "undated-reference": [
        ["The battery must be tested under EN 61960-3 or equivalent."],
        ["The plant must meet the latest version of the standard or equivalent."],
        ["The supplier must comply with the directive as amended."],
        ["Erasure shall follow the most recent edition of the guide or equivalent."],
        ["يجب الالتزام بالمعيار في أحدث إصدار أو ما يعادله."],
    ],
    "vague-wording": [
        ["The units shall save energy to the greatest extent possible."],
        ["The contractor shall offer support if needed."],
        ["The supplier must be reputable."],
        ["يجب استخدام أحدث تقنيات العرض."],
        ["The devices shall be of high quality."],
        ["The supplier shall use modern logistics."],
        ["Packaging must be environmentally friendly."],
        ["Delivery should be made as far as possible by rail."],
        ["The supplier shall give the purchaser adequate support."],
        ["يجب أن تكون الأجهزة عالية الجودة."],
        [*table(("Feature", "Requirement"), ("Screen", "best available"))],
    ],
    "warranty-out-of-range": [
        ["The supplier shall give a warranty of ten years."],
        ["A warranty of 6 months is enough."],
        ["The units have a 10-year warranty."],
        ["Warranty of at least 120 months."],
        ["The guarantee is fifteen years."],
        ["مدة الضمان 10 سنوات من تاريخ التسليم."],
    ],
    "selection-disproportionate": [
        ["The tenderer shall have had a yearly turnover of at least ten times the contract value."],
        ["Tenderers must prove an annual turnover of 3 times the estimated value of the lot."],
        ["Tenderers shall have a turnover of EUR 5,000,000 a year for a contract value of EUR 400,000."],
        ["The bidder must have annual sales of five times the contract price."],
        ["يجب ألا يقل رقم الأعمال عن خمسة أضعاف قيمة العقد."],
    ],
    "local-facility-at-tender": [
        ["The tenderer shall have a Local Office."],
        ["The tenderer shall have a repair workshop within 50 km of the city hall."],
        ["The tenderer must have an office in Oslo."],
        ["Tenderers shall have a service centre in the country of the contracting authority."],
        ["The bidder must have a local service centre."],
        ["The tenderer shall have a local office."],
        ["يجب أن تكون لديه ورشة صيانة داخل المدينة."],
    ],
    "company-wide-requirement": [
        ["Tenderers are asked to list the sustainability awards they have won."],
        ["Manufacturers shall disclose their carbon offsets."],
        ["The tenderer shall hand in its sustainability report."],
        ["The tenderer must have a science-based target."],
        ["The firm must be rated by EcoVadis."],
        ["The tenderer shall run all its sites on green power."],
        ["Tenderers must have an environmental policy."],
        ["يجب على مقدم العطاء تقديم تقرير الاستدامة."],
    ],
    "consumer-law-as-buyer-right": [
        ["The authority has the rights of Directive (EU) 2019/771."],
        ["Statutory consumer guarantees apply."],
        ["The Consumer Rights Act applies to the warranty."],
        ["The right to repair directive gives the authority a claim."],
        ["Repairs follow Directive 2024/1799."],
        ["تسري أحكام قانون حماية المستهلك على الضمان."],
    ],
    "untraced-treatment": [
        ["The contractor shall have old units recycled by any licensed firm."],
        ["Old equipment shall be recycled."],
        ["The contractor shall dispose of all units in the normal way."],
        ["The contractor shall recycle all equipment."],
        ["Waste equipment must be treated by an authorised firm."],
        ["يلتزم المتعاقد بإعادة تدوير الأجهزة القديمة لدى أي جهة مرخصة."],
    ],
    "invented-exclusion-ground": [
        ["Only makers empanelled with the State Bank may tender."],
        ["The tenderer shall be excluded if it has ever missed a delivery date."],
        ["Firms that imported e-waste are disqualified."],
        ["A missing photograph will lead to exclusion."],
        ["Tenderers must not have been fined for a breach of contract."],
        ["يستبعد مقدم العطاء إذا تأخر في عقد سابق."],
        ["The contractor is excluded from all future tenders of the ministry."],
    ],
    "repair-restricted": [
        ["Only genuine parts may be used for repairs."],
        ["The warranty is void if the unit is opened by the user."],
        ["Service manuals are confidential."],
        ["Repairs shall only be made by authorised partners."],
        ["Each part shall be paired with its unit."],
        ["يجب استعمال قطع غيار أصلية فقط."],
    ],
    "single-verifier": [
        ["Chargers must be certified by a body approved by the Standards Council of Canada."],
        ["The test report must be issued only by TÜV Rheinland."],
        ["Only certificates from SGS are required."],
        ["The proof shall come from a laboratory in Germany."],
        ["The units shall be tested by a German laboratory."],
        ["The plant must be certified by Bureau Veritas."],
        ["يجب تقديم شهادات صادرة حصرا عن المختبر الوطني."],
    ],
    "destruction-blocks-reuse": [
        ["The contractor shall crush the electronic components."],
        ["All hard drives shall be physically destroyed."],
        ["The contractor must shred every storage medium."],
        ["Storage media are to be collected; the contractor shall crush them and all disks."],
        ["The contractor shall degauss the drives of all units."],
        ["يجب إتلاف جميع الأقراص الصلبة."],
        ["يلتزم المتعاقد بتمزيق وسائط التخزين."],
    ],
    "label-without-criteria": [
        ["The printers must have an ecolabel certification."],
        ["Printers must carry Blue Angel DE-UZ 219 or an equivalent label."],
        ["The laptops shall be TCO Certified, generation 9, or equivalent."],
        [*table(("No", "Feature", "Requirement"), ("4", "Energy", "ENERGY STAR or equivalent"))],
        ["EPEAT Gold or equivalent is required for all displays."],
        ["يجب أن تحمل الأجهزة علامة ENERGY STAR أو ما يعادلها."],
        ["The units shall carry the EU Ecolabel or an equivalent label.", "Paper shall be white."],
    ],
    "material-or-process-prescribed": [
        ["The housing shall be made of aluminium."],
        ["Packaging must be made of cardboard."],
        ["The contractor shall use only pyrolysis."],
        ["Each unit shall be fitted with OLED."],
        ["يجب أن يكون الهيكل مصنوعا من الألومنيوم."],
        ["The units shall be dismantled by hand dismantling."],
    ],
    "report-date-missing": [
        ["The contractor shall send a report on the units collected."],
        ["The supplier must report on each incident."],
        ["The contractor shall hand over a report on recycling."],
        ["The provider shall prepare reports on the fleet."],
        ["يلتزم المورد بتقديم تقرير عن الأجهزة المستردة."],
        [
            DocumentParagraph("The contractor shall submit a report.", headings=("5 Reports",)),
            DocumentParagraph("The yearly report has ten pages.", headings=("7 Other",)),
        ],
    ],
}
SOUND: dict[str, list[list[Written]]] = {
    "brand-or-model-named": [
        ["The supplier shall respect the ILO conventions."],
        ["The rooms have windows; an operating system is required."],
        ["The processor shall reach a score of 15,000 in the benchmark named in the tender."],
        ["The authority has 300 Dell laptops today, which the contractor collects."],
        ["The contractor shall deliver toner compatible with the existing HP LaserJet printers."],
        ["Questions will be answered in a meeting on Microsoft Teams."],
        ["The tool must integrate with the Microsoft directory of the ministry."],
        ["The price sheet shall be handed in as Microsoft Excel."],
        ["Old equipment: 40 ThinkPads, to be collected from the store."],
        [*table(("Existing equipment", "Quantity"), ("ThinkPad", "40"))],
        [DocumentParagraph("Dell report on repair", headings=("Bibliography",))],
        ["تملك الوزارة 300 من حواسيب لينوفو الحالية التي يجمعها المتعاقد."],
    ],
    "origin-requirement": [
        ["Companies of any country may tender."],
        ["The units are handed to the local council."],
        ["يلتزم المتعاقد بالتشريعات الوطنية."],
        ["Notices are made in writing."],
        ["The tenderer shall name the place where each unit is refurbished."],
        ["Delivery is made in accordance with EU law."],
        ["The units are delivered to schools in Kenya."],
        ["يلتزم المتعاقد بالتسليم في مصر."],
    ],
    "refurbished-excluded": [
        ["The units may be new or refurbished."],
        ["The contractor shall report new incidents within a day."],
        ["Refurbished units with a swollen battery are not accepted."],
        ["Brand new or refurbished units may be offered, the new or refurbished ones at one price."],
        ["Units shall be brand new because the law on medical devices asks for it."],
        ["يجوز أن تكون الأجهزة جديدة أو مجددة."],
    ],
    "standard-without-equivalent": [
        ["The battery must be tested under EN 61960-3:2017 or equivalent."],
        ["The plant shall be certified to one of the following or equivalent:", *listed("R2v3;", "e-Stewards.")],
        [*table(("Feature", "Requirement", "Remark"), ("Drop test", "MIL-STD-810H", "or equivalent"))],
        ["The ministry follows ISO 14001 in its own offices."],
        [DocumentParagraph("ISO 9001, quality management", headings=("References",))],
        ["يجب اختبار البطارية وفق المعيار EN 61960-3:2017 أو ما يعادله."],
        [DocumentParagraph("4.2 Certificates under ISO 14001", contents=True)],
        ["The tenderer need not hold ISO 14001."],
    ],
    "label-without-equivalent": [
        ["The contractor shall provide quarterly reports with the number of EPEAT registered units."],
        ["The European Commission has required the criteria of ENERGY STAR in central purchasing."],
        [
            "The equipment must carry TCO Certified or an equivalent label.",
            "A technical dossier is accepted as well.",
        ],
        ["The tenderer shall calculate the TCO over five years."],
        ["The label Blue Angel is not required."],
        ["Tenders with the lowest TCO will win."],
        ["يجب أن تحمل الأجهزة علامة ENERGY STAR أو ما يعادلها.", "يقبل ملف فني بديلا."],
        ["Power must be measured by the ENERGY STAR test method or equivalent."],
        ["Printers with the Blue Angel are deemed to comply with the required limit."],
    ],
    "superseded-reference": [
        ["Data shall be erased under NIST SP 800-88 Rev. 2 or equivalent."],
        ["Certificates under NIST SP 800-88 Rev. 1 are not accepted."],
        ["The contractor shall not use the method DoD 5220.22-M."],
        ["The form has the number 66399."],
        [DocumentParagraph("DIN 66399 (replaced)", headings=("Sources",))],
        ["يجب محو البيانات وفق NIST SP 800-88 Rev. 2 أو ما يعادله."],
    ],
    "label-demanded-whole": [
        ["The battery shall meet the battery criteria of TCO Certified, generation 10, or equivalent."],
        ["The units shall carry the EPEAT label or an equivalent label."],
        ["The tenderer shall meet all criteria of this annex; EPEAT is a proof of energy efficiency."],
        ["All criteria of the Blue Angel are published by its owner."],
        ["Points are given for each criterion of TCO Certified that the unit meets."],
        ["يجب أن تحمل الأجهزة علامة EPEAT أو علامة معادلة."],
    ],
    "undated-reference": [
        [
            "The plant shall meet EN 50625 or equivalent.",
            "Where no edition is named, that in force at launch applies.",
        ],
        ["يجب أن تستوفي المنشأة EN 50625 أو ما يعادله.", "إذا لم يُذكر إصدار معيَّن، طُبِّق الإصدار الساري."],
        ["The battery must be tested under EN 61960-3:2017 or equivalent."],
        ["The battery must meet EN 61960-3 or equivalent.", "The edition is EN 61960-3:2017."],
        ["The laboratory must be accredited under ISO/IEC 17025 or equivalent."],
        ["The law in force at the launch of the tender shall apply, as amended on that day, at the launch."],
        ["The latest version of the software is shown in the catalogue."],
        ["يجب اختبار البطارية وفق المعيار EN 61960-3:2017 أو ما يعادله."],
        ["The plant must have a certificate under the EN 50625 series or equivalent."],
    ],
    "vague-wording": [
        ["The competent authority shall approve each shipment of waste."],
        ["The contract will be awarded to the tender with the best price-quality ratio."],
        ["The school is a modern building in a green valley."],
        ["Equivalence may be proved by any suitable means, and must be."],
        ["The ministry will follow its policy on sustainable public procurement."],
        ["Brightness shall be at least 400 cd/m²."],
        ["The purchaser shall give reasonable notice."],
        ["2.4 The bidding documents shall adequately define the goods."],
        ["يجب ألا تقل سطوع الشاشة عن 400 شمعة لكل متر مربع."],
    ],
    "warranty-out-of-range": [
        ["The supplier shall give a warranty of three years."],
        ["Spare parts are there for ten years, the warranty is three years."],
        ["The contract has a term of ten years."],
        ["A warranty of 36 months."],
        ["Faults under warranty are mended within ten days."],
        ["مدة الضمان 3 سنوات من تاريخ التسليم."],
    ],
    "selection-disproportionate": [
        ["The tenderer shall have had a yearly turnover of at least 1.5 times the contract value."],
        ["Tenderers shall have a turnover of EUR 800,000 a year for a contract value of EUR 400,000."],
        ["Tenderers shall state their turnover of the last three years."],
        ["The price is three times the estimated value."],
        ["يجب ألا يقل رقم الأعمال عن قيمة العقد."],
    ],
    "local-facility-at-tender": [
        ["The Regional Office of the fund needs laptops; delivery is required within a week."],
        ["The contractor shall repair each unit within five working days."],
        ["The tenderer need not have a local office."],
        ["Units are delivered to an office in Oslo."],
        ["The contractor shall open a workshop within 50 km within two months."],
        ["The authority has an office in Nairobi."],
        ["يلتزم المتعاقد بإصلاح كل جهاز خلال خمسة أيام عمل من الطلب."],
    ],
    "company-wide-requirement": [
        ["The award of the contract shall be published."],
        ["The tenderer shall name every site that will treat equipment under this contract."],
        ["The tenderer need not have an environmental policy."],
        ["The contractor shall report the share of recycled plastic of the units delivered."],
        ["The annual report of the ministry is on its website."],
        ["The contractor shall state its carbon footprint for this contract."],
        ["يجب على المتعاقد تقديم تقرير عن الأجهزة المسلمة."],
        ["The contractor shall hand in an annual report on recycling."],
    ],
    "consumer-law-as-buyer-right": [
        ["The authority may ask for repair or replacement within the warranty."],
        ["Consumer law does not apply."],
        ["Directive 2014/24/EU applies."],
        ["The rights of users are not affected by this contract."],
        ["The contract has the number 2019/772."],
        ["لا يسري قانون حماية المستهلك على هذا العقد."],
    ],
    "untraced-treatment": [
        ["Old equipment shall be recycled.", "The contractor shall name each later receiver."],
        ["The contractor shall take the units back."],
        ["Packaging may be recycled by the authority."],
        ["The share of recycled plastic shall be at least 30 %."],
        ["The contractor shall treat the data as confidential."],
        ["يلتزم المتعاقد بإعادة تدوير الأجهزة القديمة.", "يسمي المتعاقد الوجهة النهائية لكل جهاز."],
    ],
    "invented-exclusion-ground": [
        ["The tenderer declares that none of the grounds for exclusion apply."],
        ["The exclusion grounds of Article 57 of Directive 2014/24/EU hold; self-cleaning is possible."],
        ["Value added tax is excluded from the price."],
        ["The contractor shall exclude dust from the storage room."],
        ["يلتزم مقدم العطاء بتقديم إقرار عن أسباب الاستبعاد المنصوص عليها في القانون."],
        ["Prices are given excluding transport."],
        ["Applicants submit a declaration on the absence of grounds for exclusion."],
    ],
    "repair-restricted": [
        ["The contractor shall hand over the service manuals."],
        ["The warranty does not end where the user opens the unit."],
        ["Parts shall not be paired with the unit."],
        ["Repairs may be made by anybody."],
        ["يلتزم المورد بتسليم دليل الصيانة."],
        ["The price list is confidential."],
    ],
    "single-verifier": [
        ["The test report must be from TÜV Rheinland or an equivalent body."],
        ["The report must come from an accredited laboratory of any country."],
        ["The contractor shall deliver to the laboratory in Berlin."],
        ["A certificate of SGS is not required."],
        ["يجب تقديم شهادة من أي جهة معتمدة."],
        ["The authority works with an institute in Kenya."],
    ],
    "destruction-blocks-reuse": [
        ["The contractor shall destroy only a medium that cannot be sanitised."],
        [DocumentParagraph("The drives shall be shredded.", headings=("Media that cannot be erased",))],
        ["The contractor shall not destroy any drive."],
        ["The contractor shall issue a certificate of destruction for the drives that failed."],
        ["يلتزم المتعاقد بإتلاف الأقراص التي لا يمكن محوها فقط."],
        ["يجب عدم إتلاف الأقراص."],
        ["The contractor shall shred the paper documents."],
        ["On request, media shall be destroyed on the premises of the authority."],
    ],
    "label-without-criteria": [
        ["The units shall meet these criteria of Blue Angel DE-UZ 78, or equivalent: noise, dust, parts."],
        ["The units shall carry Blue Angel or equivalent.", "The criteria of Blue Angel that count are in annex 2."],
        ["Each unit shall use at most 8 W, as ENERGY STAR asks for, or equivalent."],
        ["The limit is proved by the label TCO Certified or other proof, as required."],
        ["يجب أن تستوفي الأجهزة معايير علامة ENERGY STAR الآتية أو ما يعادلها: الضوضاء والغبار."],
        ["The authority printed this on paper with the Blue Angel."],
        ["The label Blue Angel is not required."],
    ],
    "material-or-process-prescribed": [
        ["The housing shall be made of aluminium, magnesium or another material that can be recycled."],
        ["The housing shall not be made of PVC."],
        ["Packaging shall be free of PVC."],
        ["The school is built of steel."],
        ["يجب أن يكون الهيكل مصنوعا من الألومنيوم أو مادة أخرى قابلة لإعادة التدوير."],
        ["Materials such as cardboard must be kept dry."],
        ["The housing shall have a bend strength that the drop test of annex 2 shows."],
    ],
    "report-date-missing": [
        ["The contractor shall send a report on the units collected every year."],
        [
            DocumentParagraph("The contractor shall submit a report.", headings=("5 Reports",)),
            DocumentParagraph("Reports are due within 30 days.", headings=("5 Reports",)),
        ],
        ["The contractor shall report to the contract manager of the authority."],
        ["The contractor shall deliver the units with a test report."],
        ["يلتزم المورد بتقديم تقرير سنوي عن الأجهزة المستردة."],
        ["The authority publishes a report on its purchases."],
        ["The contractor shall report each loss within 24 hours."],
    ],
}


@pytest.mark.parametrize(("rule", "texts"), [(rule, texts) for rule, some in FAULTY.items() for texts in some])
def test_a_faulty_text_is_found(rule: str, texts: list[Written]) -> None:
    found = faults(rule, *texts)
    assert found
    assert all(finding.excerpt is not None and finding.excerpt.fault for finding in found)


@pytest.mark.parametrize(("rule", "texts"), [(rule, texts) for rule, some in SOUND.items() for texts in some])
def test_a_sound_text_passes(rule: str, texts: list[Written]) -> None:
    assert [(finding.message, str(finding.excerpt)) for finding in faults(rule, *texts)] == []


def test_every_rule_has_texts_of_both_kinds() -> None:
    assert FAULTY.keys() == SOUND.keys()
    assert min(len(some) for some in (*FAULTY.values(), *SOUND.values())) >= 5
    assert [rule for some in (FAULTY, SOUND) for rule, texts in some.items() if not ARABIC.search(str(texts))] == []


def test_the_words_around_are_shown_and_the_fault_is_marked() -> None:
    text = (
        "In each school of the district, whether it is large or small, the processor shall be an Intel Core i5 or so."
    )
    (finding,) = faults("brand-or-model-named", DocumentParagraph(text, number="(b)", headings=("2.1 Processor",)))
    assert finding.place.key == "2.1 Processor, (b)"
    assert str(finding.excerpt) == ("…it is large or small, the processor shall be an Intel »Core i5« or so.")


def test_the_paragraph_of_a_clause_names_lot_and_clause() -> None:
    paragraph = DocumentParagraph("The unit shall be a Dell.", clause="tk:L2.memory@1")
    (finding,) = faults("brand-or-model-named", paragraph)
    assert (finding.place.lot, finding.place.clause) == (2, "memory")
    general = DocumentParagraph("The unit shall be a Dell.", clause="tk:L0.remedies@1")
    assert faults("brand-or-model-named", general)[0].place.lot is None


def test_letters_that_look_alike_and_letters_that_nobody_sees_hide_nothing() -> None:
    assert faults("brand-or-model-named", "The unit shall be a D\u0435ll.")
    assert faults("vague-wording", "The unit shall be of hi\u200bgh quality.")


def test_a_fault_that_is_everywhere_is_not_listed_without_end() -> None:
    found = check(document(*(f"Unit {n} shall be a Dell." for n in range(1_000))), "brand-or-model-named")
    assert len(found) == 201
    assert found[0].message.startswith("more than 200 places")


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "shall " * 100_000, "TCO is " * 50_000, "; " * 100_000, "(" * 100_000]
)
def test_no_text_takes_long(text: str) -> None:
    check(document(text))


def test_our_own_clauses_may_destroy_where_their_mark_was_lost() -> None:
    heading = ("1.4 After use", "1.4.7 Data sanitisation")
    text = DocumentParagraph("The contractor shall destroy each storage medium on the premises.", headings=heading)
    assert [finding.rule for finding in check(document(text), "destruction-blocks-reuse")]
    assert check(replace(document(text), kind="own-annex"), "destruction-blocks-reuse") == ()
    other = text._replace(headings=("1.4 After use", "1.4.7 Another title"))
    assert check(replace(document(other), kind="own-annex"), "destruction-blocks-reuse")
