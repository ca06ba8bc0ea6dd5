# SPDX-License-Identifier: Apache-2.0
"""What `check --fix` mends in a purchase file, and that the rest of the text stays as it is."""

import pytest

from tenderkit.checks.purchase_fixes import fix_purchase_text
from tenderkit.checks.reference_fixes import OPENED, RENEWED, ReferenceFixer
from tenderkit.checks.rule import load_rules
from tenderkit.findings import Finding, Place
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.purchase.reading import parse_purchase
from tenderkit.tender_check.copies import fix_purchase
from tenderkit.tender_check.purchase_check import check_purchase

TEXT = """\
# Our twelve laptops.
tenderkit = 1
language = "en"
[tender]
title = "Twelve laptops" # as published
launch = 2026-08-15
[[lots]]
title = 'Laptops'
acquisition = "purchase"
months = 36
data = "internal"
items = [
    { category = "laptop", quantity = 12, note = NOTE }, # the whole team
]
"""


def fix(note: str) -> tuple[str, list[tuple[str, str, str]], set[str]]:
    """The note in the fixed text, what was fixed, and the rules of what is left on notes."""
    data = load_shipped_data()
    text = TEXT.replace("NOTE", note)
    purchase = parse_purchase(text, "x.toml", "toml", None, data)
    findings = check_purchase(purchase, data, load_rules(), "x.toml")
    fixed, fixes, left = fix_purchase(purchase, text, "x.toml", data, load_rules(), findings)
    before, _, after = TEXT.partition("NOTE")
    assert fixed.startswith(before), "the rest of the text has changed"
    assert fixed.endswith(after), "the rest of the text has changed"
    rules = {finding.rule for finding in left if (finding.place.key or "").endswith("note")}
    return fixed[len(before) : len(fixed) - len(after)], [(f.place, f.before, f.after) for f in fixes], rules


KEY = "lots.1.items.1.note"


@pytest.mark.parametrize(
    ("note", "result"),
    [
        ('"Tested by EN 61960-3:2017."', '"Tested by EN 61960-3:2017 or equivalent."'),
        ("'Tested by EN 61960-3:2017.'", "'Tested by EN 61960-3:2017 or equivalent.'"),
        ('"Erased by NIST SP 800-88 Rev. 1."', '"Erased by NIST SP 800-88 Rev. 2 or equivalent."'),
        ('"Erased by NIST SP 800-88 Rev. 1 or equivalent."', '"Erased by NIST SP 800-88 Rev. 2 or equivalent."'),
        ('"Display with ENERGY STAR 8.0."', '"Display with ENERGY STAR 8.0 or equivalent."'),
        ('"A \\"wide\\" screen by ISO 9241-307:2008."', '"A \\"wide\\" screen by ISO 9241-307:2008 or equivalent."'),
    ],
)
def test_a_note_is_fixed_with_its_quotation_marks(note: str, result: str) -> None:
    fixed, fixes, left = fix(note)
    assert (fixed, left & {*OPENED, RENEWED}) == (result, set())
    assert {place for place, _, _ in fixes} == {KEY}
    assert fix(fixed)[1] == []


@pytest.mark.parametrize("code", ["en", "ar", "fr"])
def test_a_reference_is_read_from_a_message_in_any_language(code: str) -> None:
    data, rule = load_shipped_data(), OPENED[1]
    told = data.language(code).remark(f"wording.{rule}", phrase="EN 61960-3:2017")
    fixer = ReferenceFixer(data.word_lists, data.superseded, data.library)
    text = TEXT.replace("NOTE", '"Tested by EN 61960-3:2017."')
    fixed, fixes = fix_purchase_text(text, [Finding(rule, *told, place=Place(key=KEY))], fixer)
    assert fixed != text
    assert [one.place for one in fixes] == [KEY]


@pytest.mark.parametrize(
    ("note", "rule"),
    [
        ('"ENERGY STAR certified laptops."', "label-without-equivalent"),
        ('"Erased by DoD 5220.22-M or equivalent."', "superseded-reference"),
        ('"A bright screen of high quality."', "vague-wording"),
    ],
)
def test_what_needs_a_decision_stays(note: str, rule: str) -> None:
    fixed, fixes, left = fix(note)
    assert (fixed, fixes) == (note, [])
    assert rule in left


def test_a_text_of_several_lines_keeps_its_lines() -> None:
    data = load_shipped_data()
    text = TEXT.partition("items = [")[0] + (
        '[[lots.items]]\ncategory = "laptop"\nquantity = 12\n'
        'note = """\nErased by NIST SP 800-88 Rev. 1,\nwith a "report".""" # ours\n'
    )
    purchase = parse_purchase(text, "x.toml", "toml", None, data)
    findings = check_purchase(purchase, data, load_rules(), "x.toml")
    fixed, _, _ = fix_purchase(purchase, text, "x.toml", data, load_rules(), findings)
    assert fixed == text.replace("Rev. 1,", "Rev. 2 or equivalent,")
