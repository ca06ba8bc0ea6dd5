# SPDX-License-Identifier: Apache-2.0
"""A finding is accepted with its words, at its place, by its rule; what no longer fits is stale."""

from dataclasses import replace

import pytest

from tenderkit.checks.accepted import STALE, Acceptances, split_accepted
from tenderkit.findings import Finding, Place
from tests.support import english

FOUND = Finding("a-rule", "“Dell” names a make", "Take it out.", "error", Place("p.toml", "lots.1.items.1.note", 1))
OTHER = Finding("another-rule", "Something else.", "", "warn", Place("p.toml", "lots.1.weights", 1))
FILE = "p.accepted.toml"


def test_an_accepted_finding_is_apart_with_its_reason() -> None:
    accepted = Acceptances().accept([FOUND], "It is a spare part.")
    assert split_accepted([FOUND, OTHER], accepted, FILE, english()) == ((OTHER,), ((FOUND, "It is a spare part."),))


@pytest.mark.parametrize(
    "changed",
    [
        replace(FOUND, message="“HP” names a make"),
        replace(FOUND, rule="another-rule"),
        replace(FOUND, place=Place("p.toml", "lots.1.items.2.note", 1)),
        OTHER,
    ],
)
def test_another_finding_is_not_accepted_and_the_entry_is_stale(changed: Finding) -> None:
    accepted = Acceptances().accept([FOUND], "It is a spare part.")
    left, apart = split_accepted([changed], accepted, FILE, english())
    assert (left[0], apart) == (changed, ())
    assert (left[1].rule, left[1].place.file, left[1].place.key) == (STALE, FILE, "accepted.1")


def test_fix_and_severity_of_a_finding_may_change() -> None:
    accepted = Acceptances().accept([FOUND], "It is a spare part.")
    assert split_accepted([replace(FOUND, fix="", severity="warn")], accepted, FILE, english())[0] == ()


def test_a_new_reason_takes_the_place_of_the_old_one() -> None:
    accepted = Acceptances().accept([FOUND, OTHER], "One.").accept([FOUND], "Two.")
    assert [(one.rule, one.reason) for one in accepted.accepted] == [("another-rule", "One."), ("a-rule", "Two.")]


def test_a_finding_without_a_key_can_be_accepted() -> None:
    whole = replace(FOUND, place=Place("p.toml"))
    assert split_accepted([whole], Acceptances().accept([whole], "So."), FILE, english())[0] == ()
