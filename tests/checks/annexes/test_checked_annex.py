# SPDX-License-Identifier: Apache-2.0
"""The rules on purchases, applied to annexes of examples that somebody edited in Word."""

import pytest

from tenderkit.checks.annexes.applicability import NOT_ON_ANNEX
from tenderkit.checks.annexes.printed_tables import TableReader
from tenderkit.checks.rule import load_rules
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.tender_check.purchase_check import check_purchase
from tests.checks.annexes.edited import (
    Edit,
    cell,
    checked,
    edited,
    found,
    papers_of,
    purchase_of,
    recorded,
    saying,
    without,
)
from tests.support import EXAMPLES

GAP = "unfilled-placeholder"
# What rules on documents say of any edit.
ON_FILE = {GAP, "clause-removed", "clause-moved", "standard-text-changed", "clause-unknown"}
ENGLISH, ARABIC, LEASE, LOTS = "us-desktops", "eg-school-laptops", "fr-phone-lease", "eu-five-lots"


def rules(name: str, *edits: Edit) -> set[str]:
    """The rules on the selection that find something which they do not find in the annex as it was made."""
    before, after = (
        {(f.rule, f.place.key) for f in checked(edited(papers_of(name)["annex"], *some)) if f.rule not in ON_FILE}
        for some in ((), edits)
    )
    return {rule for rule, _ in after - before}


# Nobody edited it


def test_an_annex_that_nobody_touched_is_not_checked_again_and_says_so() -> None:
    findings = checked(papers_of(ENGLISH)["annex"])
    (remark,) = [f for f in findings if f.rule == "annex-unchanged"]
    assert remark.severity == "info"
    assert {f.rule for f in findings} <= {"annex-unchanged", "unfilled-placeholder"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_annex_that_was_only_saved_anew_has_no_finding_that_its_purchase_does_not_have(name: str) -> None:
    purchase = check_purchase(purchase_of(name), load_shipped_data(), load_rules())
    untouched = checked(papers_of(name)["annex"])
    known = {(f.rule, f.severity, f.place.lot, f.message) for f in (*purchase, *untouched)}
    findings = [f for f in checked(edited(papers_of(name)["annex"])) if f.rule != "unfilled-placeholder"]
    assert "annex-unchanged" not in {f.rule for f in findings}
    assert {(f.rule, f.severity, f.place.lot, f.message) for f in findings} <= known
    assert all(f.rule not in NOT_ON_ANNEX for f in findings)


# Clauses


@pytest.mark.parametrize("name", [ENGLISH, ARABIC, LOTS, "de-displays-take-back", "hard-disk-destruction"])
def test_erasure_taken_out_while_take_back_stays_is_found(name: str) -> None:
    missing = found("missing-clause", name, without("data-sanitisation"))
    assert missing
    assert all("(data-sanitisation)" in finding.message for finding in missing)
    assert {f.severity for f in missing} == {"error"}
    rule = "take-back-without-erasure-or-export-rule"
    assert len(found(rule, name, without("data-sanitisation"))) == 1


@pytest.mark.parametrize("name", [ENGLISH, ARABIC, LEASE, "ke-school-laptops", "nl-device-service"])
def test_remedies_taken_out_are_found(name: str) -> None:
    assert found("missing-clause", name, without("remedies"))
    (finding,) = found("remedy-missing", name, without("remedies"))
    assert finding.place.lot == 1


@pytest.mark.parametrize("id_", ["export-control", "erasure-certificate", "remedies"])
@pytest.mark.parametrize("name", [ENGLISH, ARABIC])
def test_a_clause_that_others_require_is_missed(name: str, id_: str) -> None:
    (finding,) = found("missing-clause", name, without(id_))
    assert f"({id_})" in finding.message
    assert finding.place.lot == 1
    assert finding.place.key
    assert finding.place.key[:2] in ("1.", "G.")


@pytest.mark.parametrize("id_", ["packaging", "warranty-extension-points", "label-and-model-change", "audit-right"])
@pytest.mark.parametrize("name", [ENGLISH, ARABIC])
def test_a_clause_that_no_other_requires_may_go(name: str, id_: str) -> None:
    assert rules(name, without(id_)) <= {"award-weights-do-not-sum", "environment-weight-too-low", "duty-missed"}


def test_what_leaves_together_is_no_fault() -> None:
    gone = without("warranty-minimum", "warranty-extension-points")
    assert found("missing-clause", ENGLISH, gone) == []


# Values


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (ENGLISH, "warranty of at least 2 years", "warranty of at least 240 months"),
        (ENGLISH, "warranty of at least 2 years", "warranty of at least 6 months"),
        (ENGLISH, "warranty of at least 2 years", "warranty of at least twenty years"),
        (ARABIC, "مدته عن سنتين", "مدته عن 240 شهراً"),
        (ARABIC, "مدته عن سنتين", "مدته عن 6 أشهر"),
        (ARABIC, "مدته عن سنتين", "مدته عن 20 سنة"),
        ("ke-school-laptops", "warranty of at least 2 years", "warranty of at least 20 years"),
    ],
)
def test_a_warranty_that_nobody_offers_is_found(name: str, old: str, new: str) -> None:
    findings = checked(edited(papers_of(name)["annex"], saying(old, new)))
    of_clause = [f for f in findings if f.rule in ("warranty-out-of-range", "outside-bounds")]
    assert {f.place.clause for f in of_clause} == {"warranty-minimum"}
    assert len({f.rule for f in of_clause}) == 1, "the same number is told once"
    assert all((f.place.key or "").startswith("1.2.1 ") for f in of_clause)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (ENGLISH, "warranty of at least 2 years", "warranty of at least 3 years"),
        (ENGLISH, "warranty of at least 2 years", "warranty of at least 36 months"),
        (ENGLISH, "The warranty depends on no registration", "The warranty never depends on a registration"),
        (ARABIC, "مدته عن سنتين", "مدته عن 3 سنوات"),
        (ARABIC, "مدته عن سنتين", "مدته عن 36 شهراً"),
        ("ke-school-laptops", "warranty of at least 2 years", "warranty of at least 5 years"),
    ],
)
def test_a_warranty_that_others_offer_is_none(name: str, old: str, new: str) -> None:
    assert rules(name, saying(old, new)) <= {"warranty-counted-twice"}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (ENGLISH, "period of updates is at least 5 years", "period of updates is at least 3 years"),
        (ENGLISH, "period of updates is at least 5 years", "period of updates is at least 36 months"),
        (ENGLISH, "period of updates is at least 5 years", "updates come for at least 4 years"),
    ],
)
def test_a_promise_that_ends_before_the_use_is_found(name: str, old: str, new: str) -> None:
    (finding,) = found("lifetime-incoherent", name, saying(old, new))
    assert finding.severity == "error"
    assert finding.place.clause == "software-update-support"
    assert (finding.place.key or "").startswith("1.2.3 Operating-system")


def test_a_longer_term_makes_a_promise_too_short() -> None:
    assert found("lifetime-incoherent", ENGLISH) == []
    assert found("lifetime-incoherent", ENGLISH, saying("60 months", "84 months"))
    assert found("lifetime-incoherent", ENGLISH, saying("60 months", "48 months")) == []


def test_a_value_below_the_floor_of_law_is_found() -> None:
    (finding,) = found("below-legal-floor", LEASE, saying("800 full", "300 full"))
    assert finding.place.clause == "battery-endurance"
    assert "300 was changed to 800" in finding.message
    assert found("below-legal-floor", LEASE, saying("800 full", "900 full")) == []


# Two values for one thing


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (ENGLISH, "All steps are free of charge.", "All steps are free of charge. The warranty is 4 years."),
        (ENGLISH, "Warrantor for each model.", "A warranty of 5 years, and its warrantor."),
        (ENGLISH, "A tender that does not meet", "Warranty of three years. A tender that does not meet"),
        (ENGLISH, "The quantities are estimates", "Warranty: 36 months. The quantities are estimates"),
        (ENGLISH, "Points add to", "Updates are provided for 8 years. Points add to"),
    ],
)
def test_another_number_on_the_same_matter_is_found(name: str, old: str, new: str) -> None:
    assert "conflicting-parameters" in {f.rule for f in checked(edited(papers_of(name)["annex"], saying(old, new)))}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("All steps are free of charge.", "All steps are free of charge. The warranty is 2 years."),
        ("All steps are free of charge.", "All steps are free of charge for 4 years."),
        ("Warrantor for each model.", "Warrantor of each model."),
        ("The quantities are estimates", "After 3 years the quantities are estimates"),
        ("Points add to", "A warranty as in its clause. Points add to"),
    ],
)
def test_the_same_number_and_numbers_on_other_matters_are_none(old: str, new: str) -> None:
    assert found("conflicting-parameters", ENGLISH, saying(old, new)) == []


def test_a_value_that_makes_clauses_conflict_is_found() -> None:
    conflicts = found("conflicting-clauses", LOTS, saying("by the method purge", "by the method destroy"))
    assert "end-of-use-quality-points" in {f.place.clause for f in conflicts}
    assert found("conflicting-clauses", LOTS, saying("by the method purge", "by the method clear")) == []


# Weights and quantities


@pytest.mark.parametrize("name", [ENGLISH, ARABIC])
def test_weights_that_make_105_are_found(name: str) -> None:
    assert found("award-weights-do-not-sum", name, cell("85" if name == ENGLISH else "80", "90"))


@pytest.mark.parametrize("name", [ENGLISH, ARABIC])
def test_a_weight_that_was_taken_out_is_found(name: str) -> None:
    (finding,) = found("award-weight-missing", name, cell("15" if name == ENGLISH else "10", ""))
    assert finding.place.lot == 1
    assert (finding.place.key or "").startswith("1.3 ")


def test_a_quantity_that_is_a_slip_is_found() -> None:
    assert found("quantity-very-large", ENGLISH, cell("an estimated 900", "an estimated 900,000"))
    assert found("quantity-very-large", ENGLISH, cell("an estimated 900", "an estimated 9,000")) == []


# The record


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"category":"desktop"', '"category":"abacus"'),
        ('"items":["desktop"', '"items":["abacus"'),
        ('"unit":"years"', '"unit":"eons"'),
        ('"value":2}', '"value":"two"}'),
        ('"language":"en"', '"language":"xx"'),
        ('"title":"', '"title":7,"heading":"'),
    ],
)
def test_house_rules_that_are_not_there_leave_the_words_to_the_rules_on_documents(old: str, new: str) -> None:
    annex = edited(papers_of(ENGLISH)["annex"], saying("at least 2 years", "at least 20 years"))
    assert "record-not-read" not in {f.rule for f in checked(annex)}
    assert {"record-not-read", "warranty-out-of-range"} <= {f.rule for f in checked(recorded(annex, old, new))}


def test_a_clause_that_the_library_does_not_have_is_left_out() -> None:
    annex = edited(papers_of(ENGLISH)["annex"])
    rules_found = {f.rule for f in checked(recorded(annex, '"id":"warranty-minimum"', '"id":"warranty-of-a-house"'))}
    assert rules_found <= {GAP, "clause-version-unknown"}


def test_a_slip_in_the_code_is_no_record_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def slip(self: TableReader) -> None:
        raise KeyError("a slip")

    monkeypatch.setattr(TableReader, "read_weights", slip)
    with pytest.raises(KeyError):
        checked(edited(papers_of(ENGLISH)["annex"]))


@pytest.mark.parametrize("months", ["0 months", "9,999,999 months"])
def test_a_term_that_no_purchase_can_have_is_not_taken(months: str) -> None:
    assert rules(ENGLISH, saying("60 months", months)) == set()


@pytest.mark.parametrize("broken", ["{", "{}", '{"clauses":[]}', '{"clauses":7,'])
def test_a_record_that_is_none_is_passed_over(broken: str) -> None:
    strange = recorded(edited(papers_of(ENGLISH)["annex"]), '{"clauses":[', broken)
    assert {f.rule for f in checked(strange)} <= {GAP}


def test_a_clause_of_another_version_says_that_its_values_are_not_read() -> None:
    annex = edited(papers_of(ENGLISH)["annex"], saying("at least 2 years", "at least 20 years"))
    value = '"warranty-years":[{"anchor":"after-delivery","unit":"years","value":2}]},"version":'
    older = recorded(annex, value + "3", value + "1")
    (finding,) = [f for f in checked(older) if f.rule == "clause-version-unknown"]
    assert finding.place.clause == "warranty-minimum"
    assert "clause-version-unknown" not in {f.rule for f in checked(annex)}
    assert "outside-bounds" not in {f.rule for f in checked(older)}
