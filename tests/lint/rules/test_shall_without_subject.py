# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped

RULE = "shall-without-subject"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Shall report each fault.", "the sentence opens with “Shall”, so nobody is bound"),
        ("It shall report each fault.", "“It shall”: the sentence names nobody before"),
        ("The contractor may end it. They shall give the reason.", "“They shall”: the sentence names nobody before"),
        ("Between two countries it shall export such waste.", "“it shall”: the sentence names nobody before"),
        (
            "The contractor may name a lessor. It shall pay each part.",
            "“It shall”: the sentence names nobody before",
        ),
        ("Each unit is tested. It shall give the reason.", "“It shall”: the sentence names nobody before"),
        (
            "Refurbished units shall be delivered within ten days.",
            "“shall be delivered” names nobody who has to do it",
        ),
        ("Faulty units shall be replaced.", "“shall be replaced” names nobody who has to do it"),
        ("Where a unit fails, it shall be replaced.", "“shall be replaced” names nobody who has to do it"),
        ("The report shall be sent by 31 March.", "“shall be sent” names nobody who has to do it"),
        ("Reports shall be submitted by e-mail.", "“shall be submitted” names nobody who has to do it"),
        ("Media shall be securely erased.", "“shall be securely erased” names nobody who has to do it"),
        ("The contractor collects the units.", "“The contractor collects” tells what happens and binds nobody"),
        ("Provide spare parts for seven years.", "“Provide” orders something of nobody"),
        ("Warranty: three years.", "the paragraph has no verb that binds anybody"),
        ("Supply of spare parts for seven years.", "the paragraph has no verb that binds anybody"),
    ],
)
def test_a_duty_that_binds_nobody_is_found(text: str, message: str) -> None:
    assert [finding.message for finding in found(RULE, saying(text))] == [message]


@pytest.mark.parametrize(
    "text",
    [
        "The contractor shall replace a faulty unit.",
        "Faulty units shall be replaced by the contractor within 5 days.",
        "The report shall be sent to the contracting authority by the subcontractor concerned.",
        "Where the contractor collects units, it shall hand over a list.",
        "The contractor shall send the list; it shall also keep a copy.",
        "The contractor may use subcontractors. It shall name each of them.",
        "The contractor shall send the report by 31 January. It shall update the report every year.",
        "Tablets shall be delivered without charger.",
        "At least 25 % of the laptops shall be refurbished devices.",
        "Where a report is late, it shall be free of charge.",
        "The units shall be free of mercury.",
        "The battery shall be at least 50 Wh.",
        "The unit shall be back in working order within 5 days.",
        "The battery shall be replaceable by the user.",
        "A part counts as on sale where an order for a single piece is accepted.",
        "Each side bears its own cost.",
        "The contractor charges nothing for transport.",
        "A mark is a scratch over 1 mm.",
        "The process shall state what is done, who is responsible and when a unit passes.",
    ],
)
def test_duties_of_somebody_and_properties_pass(text: str) -> None:
    assert keys(RULE, saying(text)) == []


def test_a_catchword_is_found_in_its_paragraph_only() -> None:
    text = "The tenderer shall offer units with a warranty.\n\nWarranty: three years."
    assert len(found(RULE, saying(text))) == 1


def test_award_criteria_may_have_catchwords() -> None:
    assert keys(RULE, saying("Price: all payments.", kind="award-criterion", scale={"type": "lowest"})) == []


def test_questions_and_proof_may_order() -> None:
    assert keys(RULE, saying("Name the sites.", "question")) == []
    assert keys(RULE, saying("Report on each unit.", "document")) == []


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []


def test_in_a_contract_what_is_done_needs_somebody_who_does_it() -> None:
    contract = "contract-performance-clause"
    text = "Before each delivery a list of serial numbers is drawn up and checked."
    message = "“is drawn up” tells what happens and names nobody who has to do it"
    assert [finding.message for finding in found(RULE, saying(text, kind=contract))] == [message]
    assert keys(RULE, saying(text.replace("is drawn up", "is drawn up by the contractor"), kind=contract)) == []
    assert keys(RULE, saying("The cost of the list is in the price.", kind=contract)) == []
