# SPDX-License-Identifier: Apache-2.0
import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from tenderkit.findings import Finding
from tenderkit.library.author_data import Reading, Readings
from tenderkit.library.reading.library_reader import read_validated_file
from tenderkit.translation.library_text import LibraryText
from tenderkit.translation.text_state import (
    DRAFT,
    TextState,
    add_records,
    count_states,
    digest_pair,
    find_state,
    list_records,
    parse_state,
)

TEXT = LibraryText("a/b", "title", "Waste", "Déchets", "a.toml", ("b", "title"), "a/b")
DAY = datetime.date(2026, 12, 1)
CONFIRMED = TextState("confirmed", "Ministry of Finance, Egypt", DAY)


@pytest.mark.parametrize(
    "state", [DRAFT, TextState("second-read"), TextState("second-read", "Ada", DAY), CONFIRMED], ids=str
)
def test_a_state_reads_as_it_is_written(state: TextState) -> None:
    assert parse_state(str(state)) == state


@pytest.mark.parametrize("text", ["", "done", "confirmed", "confirmed: Ada", "confirmed: , 2026-12-01", "draft:"])
def test_what_is_no_state_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no state|is confirmed by nobody"):
        parse_state(text)


def test_a_state_holds_for_the_text_and_the_english_that_it_was_given_to() -> None:
    records = {TEXT.name: (digest_pair("Waste", "Déchets"), CONFIRMED)}
    assert find_state(TEXT, records) == CONFIRMED
    assert find_state(replace(TEXT, translation="Ordures"), records) == DRAFT
    assert find_state(replace(TEXT, translation=None), records) == "missing"
    changed = replace(TEXT, english="Rubbish", is_stale=True)
    assert find_state(changed, records) == "stale"
    # The entry changed elsewhere: this key did not.
    assert find_state(replace(TEXT, is_stale=True), records) == CONFIRMED
    assert find_state(replace(TEXT, is_stale=True), {}) == "stale"
    assert count_states([TEXT, changed], records) == {"a": {"confirmed": 1, "stale": 1}}


def test_the_last_reading_of_a_text_counts_and_each_text_is_recorded_once() -> None:
    digests = digest_pair("Waste", "Déchets")
    readings = (Reading("draft", {TEXT.name: digests, "a/c title": digests}),)
    after = add_records(readings, {TEXT.name: (digests, CONFIRMED)})
    assert [(r.state, r.by, [*r.texts]) for r in after] == [
        ("draft", None, ["a/c title"]),
        ("confirmed", "Ministry of Finance, Egypt", [TEXT.name]),
    ]
    assert list_records(after)[TEXT.name] == (digests, CONFIRMED)


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ('[[readings]]\nstate = "confirmed"\n[readings.texts]\n', False),
        ('[[readings]]\nstate = "confirmed"\nby = "Ada"\ndate = 2026-12-01\n[readings.texts]\n', True),
        ('[[readings]]\nstate = "draft"\n[readings.texts]\n"a/b title" = "no digest"\n', False),
        ('[[readings]]\nstate = "final"\n[readings.texts]\n', False),
    ],
)
def test_nobody_confirms_without_a_name_and_a_day(tmp_path: Path, text: str, is_right: bool) -> None:
    path = tmp_path / "states.toml"
    path.write_text(text, encoding="utf-8")
    problems: list[Finding] = []
    read_validated_file(path, Readings, problems, tmp_path)
    assert (problems == []) is is_right
