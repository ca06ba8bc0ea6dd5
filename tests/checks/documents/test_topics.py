# SPDX-License-Identifier: Apache-2.0
"""What documents that somebody else wrote are about: topics covered and missed, passages, confidence."""

import pytest

from tenderkit.checks.documents.checked_document import CheckedDocument
from tenderkit.checks.documents.document import DocumentParagraph
from tenderkit.checks.documents.topics.passages import PassageReader, RequirementPassage
from tenderkit.library.reading.shipped_data import load_shipped_data
from tests.checks.documents.checking import Written, document, faults, table


def checked(*written: Written, expected: frozenset[str] | None = None) -> CheckedDocument:
    data = load_shipped_data()
    return CheckedDocument(
        document(*written), data.library, data.language, data.word_lists, data.superseded, expected
    )


def find_state(clause: str, *written: Written) -> str:
    (topic,) = checked(*written, expected=frozenset((clause,))).topics
    return topic.state


def passages(*written: Written) -> tuple[RequirementPassage, ...]:
    return PassageReader(checked(*written)).read()


COVERED: list[tuple[str, list[Written]]] = [
    ("spare-parts", ["The contractor shall keep spare parts available for seven years."]),
    ("data-sanitisation", ["All hard drives must be degaussed or shredded."]),
    ("warranty-minimum", [*table(("Feature", "Requirement"), ("Warranty", "3 years"))]),
    ("software-update-support", ["The manufacturer shall issue security updates for five years."]),
    ("take-back", [DocumentParagraph("The contractor shall collect it.", headings=("4 Take-back",))]),
    ("spare-parts", ["يجب أن تتوفر قطع الغيار لمدة سبع سنوات."]),
    ("data-sanitisation", ["يلتزم المتعاقد بمحو البيانات من كل جهاز."]),
    ("take-back", ["يجب على المورد جمع الأجهزة القديمة."]),
    ("remedies", ["يلتزم المورد بدفع غرامة تأخير قدرها 1 % عن كل أسبوع."]),
    ("repair-turnaround", ["يجب إصلاح الأعطال خلال ثلاثة أيام."]),
]
MISSING: list[tuple[str, list[Written]]] = [
    ("spare-parts", ["The unit shall have a screen of 14 inches."]),
    ("data-sanitisation", ["The unit shall be delivered within ten days."]),
    ("warranty-minimum", [*table(("Feature", "Requirement"), ("Memory", "16 GB"))]),
    ("take-back", ["The contractor shall take back-up copies every week."]),
    ("export-control", ["The exporter function shall write tables as CSV."]),
    ("spare-parts", ["يجب ألا يقل حجم الشاشة عن 14 بوصة."]),
    ("data-sanitisation", ["يجب تسليم الأجهزة خلال عشرة أيام."]),
    ("take-back", ["يجب أن تكون الذاكرة 16 غيغابايت."]),
    ("warranty-minimum", ["يجب تسليم الأجهزة إلى المدرسة."]),
    ("battery-endurance", ["يجب أن يكون المعالج حديثا."]),
]


@pytest.mark.parametrize(("clause", "written"), COVERED)
def test_a_demand_with_a_telling_word_covers_the_clause(clause: str, written: list[Written]) -> None:
    assert find_state(clause, *written) == "covered"


@pytest.mark.parametrize(("clause", "written"), MISSING)
def test_a_topic_without_a_word_is_not_found(clause: str, written: list[Written]) -> None:
    assert find_state(clause, *written) == "not-found"


def test_words_that_ask_for_nothing_or_only_hint_say_perhaps() -> None:
    assert find_state("spare-parts", "Last year, spare parts were dear.") == "perhaps"
    assert find_state("data-sanitisation", "The unit shall have two hard drives.") == "perhaps"
    # The final guarantee of an offer is money.
    assert find_state("warranty-minimum", "يجب تقديم ضمان نهائي بنسبة 5 % من قيمة العقد.") == "perhaps"


@pytest.mark.parametrize(
    ("title", "categories", "acquisition"),
    [
        ("Supply of laptops and monitors", {"laptop", "display"}, "purchase"),
        ("Lease of copiers", {"imaging-equipment"}, "lease"),
        ("Recycling of used equipment", {"mixed-ict"}, "take-back"),
        ("Purchase of IT equipment: tablets", {"tablet"}, "purchase"),
        ("توريد حواسيب محمولة", {"laptop"}, "purchase"),
    ],
)
def test_the_title_says_what_is_bought(title: str, categories: set[str], acquisition: str) -> None:
    recognised = checked(DocumentParagraph(title, level=1)).recognised
    assert recognised is not None
    assert (set(recognised.categories), recognised.acquisition) == (categories, acquisition)


def test_a_document_on_something_else_is_not_judged() -> None:
    demands = [f"The contractor shall paint wall {number} within two weeks." for number in range(9)]
    assert checked(*demands).recognised is None
    assert faults("topic-missing", *demands) == []


def test_a_passage_has_its_kind_topic_numbers_standards_and_labels() -> None:
    heading = ("2 Technical specifications",)
    text = (
        "The battery endurance shall be 80 % after 800 charge cycles under EN 61960-3:2017; the unit has ENERGY STAR."
    )
    (passage,) = passages(DocumentParagraph(text, headings=heading))
    assert passage.kind == "technical-specification"
    assert "battery-endurance" in passage.clauses
    assert passage.numbers == (("80", "%"),)
    assert passage.standards == ("EN 61960-3",)
    assert passage.labels == ("ENERGY STAR",)
    assert passage.confidence == "high"


@pytest.mark.parametrize(
    ("heading", "text", "kind"),
    [
        ("Selection criteria", "The tenderer shall hold a permit.", "selection-criterion"),
        ("Award criteria", "Tenders must state the price of ten years.", "award-criterion"),
        ("Delivery", "Goods shall arrive within 30 days.", "contract-performance-clause"),
        ("معايير التأهيل", "يجب أن يقدم السجل التجاري.", "selection-criterion"),
        ("General", "The contractor shall collect the units.", "contract-performance-clause"),
        ("General", "The screen shall have 14 inches.", "technical-specification"),
    ],
)
def test_headings_and_words_tell_the_kind(heading: str, text: str, kind: str) -> None:
    (passage,) = passages(DocumentParagraph(text, headings=(heading,)))
    assert passage.kind == kind


def test_what_asks_for_nothing_is_no_passage() -> None:
    assert passages("The school has 12 rooms.", DocumentParagraph("Requirements", level=1)) == ()


def test_the_confidence_falls_where_no_words_ask() -> None:
    (asked,) = faults("brand-or-model-named", "The processor shall be an Intel Core i5.")
    (listed,) = faults(
        "brand-or-model-named", *table(("Feature", "Value"), ("Processor", "Ryzen 5"), headings=("Specifications",))
    )
    assert (asked.confidence, listed.confidence) == ("high", "medium")
    (gap,) = faults("unfilled-placeholder", "Delivery: [to be completed]")
    assert gap.confidence == "high"
