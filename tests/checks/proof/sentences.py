# SPDX-License-Identifier: Apache-2.0
"""Sentences that people write into an annex, each with a fault, by kind and language.

The words at fault are between « and ».
"""

from collections.abc import Mapping

# The rules of which one at least finds the fault, then the sentences.
SENTENCES: Mapping[str, tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]] = {
    "brand": (
        ("brand-or-model-named",),
        {
            "en": (
                "The processor shall be an Intel «Core i5» or better.",
                "All laptops must be «Dell» Latitude 5440 or equivalent.",
                "The contractor shall deliver «Lenovo» docking stations with each unit.",
                "Toner shall be original «Canon» toner.",
                "The units shall be delivered with «Windows 11» installed.",
            ),
            "ar": (
                "يجب أن تكون الحواسيب من شركة «لينوفو» أو ما يعادلها.",
                "يجب أن تكون الأجهزة من طراز «Dell» Latitude.",
                "يجب أن يكون المعالج «Intel» أو ما يعادله.",
            ),
        },
    ),
    "origin": (
        ("origin-requirement",),
        {
            "en": (
                "The units shall be «made in Germany».",
                "The batteries must be «manufactured in the European Union».",
                "Only «domestic products» are accepted.",
                "«Chinese goods» are excluded.",
                "The country of «origin shall be» a member state.",
            ),
            "ar": ("يجب أن تكون الأجهزة «مصنوعة في ألمانيا».",),
        },
    ),
    "new units only": (
        ("refurbished-excluded",),
        {
            "en": (
                "All units shall be «brand new».",
                "The devices must be «factory sealed».",
                "«Refurbished units are not accepted».",
                "«Only new equipment» may be offered.",
            ),
            "ar": ("يجب أن تكون الأجهزة «جديدة وغير مستعملة».",),
        },
    ),
    "standard without equivalent": (
        ("standard-without-equivalent",),
        {
            "en": (
                "The battery must be tested under «EN 61960-3:2017».",
                "The contractor shall hold a certificate under «ISO 14001:2015».",
                "Noise shall be measured under «ISO 7779:2018».",
                "The plant shall be certified to «R2v3».",
                "The housing shall withstand the drop test of «MIL-STD-810H».",
            ),
            "ar": (
                "يجب اختبار البطارية وفق المعيار «EN 61960-3:2017».",
                "يجب أن يحمل المتعاقد شهادة «ISO 14001:2015».",
            ),
        },
    ),
    "label without equivalent": (
        ("label-without-equivalent",),
        {
            "en": (
                "The screens shall carry the «TCO Certified» label.",
                "The units shall be registered in «EPEAT».",
                "Each printer must carry the «Blue Angel».",
            ),
            "ar": ("يجب أن تحمل الأجهزة علامة «ENERGY STAR».",),
        },
    ),
    "label demanded whole": (
        ("label-demanded-whole", "label-without-criteria"),
        {
            "en": (
                "The units shall meet all criteria of «TCO Certified» or an equivalent label.",
                "The units shall fulfil every criterion of «EPEAT» or an equivalent label.",
            ),
        },
    ),
    "last year's standard": (
        ("superseded-reference",),
        {
            "en": (
                "Data carriers are handed over in closed boxes. The contractor shall erase the data under «NIST SP "
                "800-88 Rev. 1» or equivalent and send a report.",
                "Media shall be destroyed under «DIN 66399» or equivalent, as in the contract of last year.",
                "Erasure follows «DoD 5220.22-M» or equivalent. The contractor shall keep a log.",
            ),
            "ar": ("يجب محو البيانات وفق «NIST SP 800-88 Rev. 1» أو ما يعادله.",),
        },
    ),
    "edition that moves": (
        ("undated-reference",),
        {
            "en": (
                "The plant must meet the «latest version» of the standard or equivalent.",
                "The contractor shall comply with the directive «as amended».",
                "Erasure shall follow the «most recent edition» of the guide or equivalent.",
            ),
            "ar": ("يجب الالتزام بالمعيار في «أحدث إصدار» أو ما يعادله.",),
        },
    ),
    "vague word": (
        ("vague-wording",),
        {
            "en": (
                "The devices shall be of «high quality».",
                "Packaging must be «environmentally friendly».",
                "The contractor shall use «modern» logistics.",
                "The contractor shall give «adequate» support.",
                "The units shall be «state of the art».",
            ),
            "ar": ("يجب أن تكون الأجهزة «عالية الجودة».",),
        },
    ),
    "warranty out of range": (
        ("warranty-out-of-range",),
        {
            "en": (
                "The contractor shall give a warranty of «ten years».",
                "A warranty of «6 months» is enough.",
                "The warranty shall last «120 months» from delivery.",
            ),
        },
    ),
    "whole firm": (
        ("company-wide-requirement",),
        {
            "en": (
                "The tenderer shall hand in its «sustainability report».",
                "The tenderer shall hold a certificate of energy management or equivalent for «all its sites».",
            ),
        },
    ),
    "exclusion of its own": (
        ("invented-exclusion-ground",),
        {
            "en": (
                "Tenderers that exported waste in the last five years «shall be excluded».",
                "Firms with a fine in the last three years «may not tender».",
            ),
        },
    ),
    "consumer law": (
        ("consumer-law-as-buyer-right",),
        {
            "en": (
                "The contracting authority has the rights of «Directive (EU) 2019/771».",
                "Repairs are due under «Directive (EU) 2024/1799».",
            ),
        },
    ),
    "repair barred": (
        ("repair-restricted",),
        {
            "en": (
                "The «warranty is void» if the unit is opened by a third party.",
                "Only «authorised service partners» may repair the units.",
                "The «service manual» is confidential.",
            ),
        },
    ),
    "one verifier": (
        ("single-verifier",),
        {
            "en": (
                "The tenderer shall hand in a test report of «TÜV Rheinland».",
                "Certificates are «accepted only from» the national laboratory.",
            ),
        },
    ),
    "workshop nearby": (
        ("local-facility-at-tender",),
        {
            "en": (
                "The tenderer shall have a «repair workshop within 50 km» of the city hall.",
                "At the time of the tender, the tenderer shall have a «service centre in» Nairobi.",
            ),
        },
    ),
    "material": (
        ("material-or-process-prescribed",),
        {"en": ("The housing shall be made of «magnesium» alloy.", "The housing shall be made of «aluminium».")},
    ),
    "weak proof": (
        ("weak-evidence",),
        {"en": ("A «brochure» of the manufacturer is enough as proof of the battery's life.",)},
    ),
    "place to fill in": (
        ("unfilled-placeholder",),
        {
            "en": (
                "The contractor shall deliver the chargers to «[to be confirmed]».",
                "The contact of the contracting authority is «TBC».",
                "The contractor shall name «________» as its contact.",
                "The contractor shall deliver on «[insert date]».",
            ),
            "ar": ("يسلم المتعاقد الأجهزة إلى «[يحدد لاحقا]».", "على المتعاقد أن يعين «________» جهة اتصال."),
        },
    ),
    "weights in a sentence": (
        ("award-weights-do-not-sum",),
        {
            "en": (
                "Price has a weight of «60 %», quality of 25 %, environment of 20 %.",
                "The weights are: price «70 %», environment 35 %.",
            ),
        },
    ),
}
