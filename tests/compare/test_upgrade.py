# SPDX-License-Identifier: Apache-2.0
import datetime
from dataclasses import replace

import pytest

from tenderkit.compare.upgrade import restore_dates, upgrade_text
from tenderkit.library.library import Library
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.purchase.toml_document import PurchaseText
from tests.support import english

TEXT = """\
[tender]
launch = 2028-02-29
[[lots]]
delivery-from = 2028-03-10
[lots.weights]
price = 60
repairability-index-points = 40  # ours
[lots.parameters.take-back]
days = 3
[[included]]
clause = "audit-right"  # asked for by the auditors
reason = "Our rule."
[[excluded]]
clause = "take-back"
reason = "Kept."
"""


def withdraw(**successors: tuple[str, ...]) -> Library:
    """The shipped library with clauses withdrawn, each for its successors."""
    library = load_shipped_data().library
    clauses = dict(library.clauses)
    for name, after in successors.items():
        id_ = name.replace("_", "-")
        clauses[id_] = replace(clauses[id_], status="withdrawn", successor=after)
    return replace(library, clauses=clauses)


def test_withdrawn_clauses_give_way_to_their_one_successor() -> None:
    text = PurchaseText(TEXT)
    library = withdraw(audit_right=("user-guidance",), take_back=("user-guidance", "data-sanitisation"), remedies=())
    steps = upgrade_text(text, library, datetime.date(2028, 2, 29), english())
    assert [(step.key, step.old, step.new) for step in steps] == [
        ("lots.1.parameters.take-back.days", "3", ""),
        ("included.1.clause", "audit-right", "user-guidance"),
        ("excluded.1.clause", "take-back", ""),
    ]
    assert all(step.is_open and step.why for step in steps)
    assert "# asked for by the auditors" in text.text
    assert "excluded" not in text.answers


def test_comments_of_values_and_weights_stay() -> None:
    """A weight keeps its place; a value that is taken out stays as a comment where one followed."""
    ours = TEXT.replace("repairability-index-points", "energy-points")
    text = PurchaseText(ours.replace("days = 3", "days = 3 # agreed in council"))
    library = withdraw(energy_points=("reparability-points",), take_back=())
    upgrade_text(text, library, datetime.date(2028, 2, 29), english())
    assert "price = 60\nreparability-points = 40  # ours\n" in text.text
    assert "\n# days = 3 # agreed in council\n" in text.text
    assert text.answers["lots"][0]["weights"] == {"price": 60, "reparability-points": 40}
    lines = ours.replace("[lots.weights]\nprice = 60\nenergy-points = 40  # ours\n", "")
    inline = "weights = { price = 60, energy-points = 40 } # both\n"
    text = PurchaseText(lines.replace("delivery-from", f"{inline}delivery-from"))
    upgrade_text(text, library, datetime.date(2028, 2, 29), english())
    assert "weights = { price = 60, reparability-points = 40 } # both\n" in text.text


def test_days_move_by_whole_years_or_else_by_the_same_days() -> None:
    for launch, delivery in (("2029-03-01", "2029-03-11"), ("2032-02-29", "2032-03-10")):
        text = PurchaseText(TEXT)
        upgrade_text(text, load_shipped_data().library, datetime.date.fromisoformat(launch), english())
        assert str(text.answers["lots"][0]["delivery-from"]) == delivery


def test_dates_come_back_and_a_criterion_named_launch_is_no_date() -> None:
    """A text that names the year of the earlier launch is a step too."""
    text = PurchaseText(TEXT + '[criteria.launch]\nlaunch = "As in 2028."\n')
    steps = upgrade_text(text, load_shipped_data().library, datetime.date(2029, 3, 1), english())
    assert "criteria.launch.launch" in [step.key for step in steps]
    restore_dates(text, steps)
    assert str(text.answers["tender"]["launch"]) == "2028-02-29"
    assert str(text.answers["lots"][0]["delivery-from"]) == "2028-03-10"
    assert text.answers["criteria"]["launch"]["launch"] == "As in 2028."


@pytest.mark.parametrize("odd", ["9999-12-01", "0001-01-01", "2028-03-10T08:00:00"])
def test_a_day_that_a_purchase_may_not_have_is_left_to_its_reading(odd: str) -> None:
    for day in ("2028-02-29", "2028-03-10"):
        text = PurchaseText(TEXT.replace(day, odd))
        upgrade_text(text, load_shipped_data().library, datetime.date(2029, 3, 10), english())
        assert odd in text.text


def test_a_purchase_without_dates_or_tables_is_left_alone() -> None:
    for odd in ("", "tender = 1\nlots = 2\n", 'lots = [1]\nparameters.x = 3\nincluded = ["a"]\n'):
        text = PurchaseText(odd)
        assert upgrade_text(text, load_shipped_data().library, datetime.date(2028, 1, 1), english()) == ()
        assert text.text == odd
