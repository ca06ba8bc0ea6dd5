# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

PLAN = ("exercise", "plan")


def test_a_plan_is_written(cli: Cli) -> None:
    ended = cli(*PLAN, "--minutes", "75", "--lo", "lo1", "--people", "6", "--start", "2027-03-01 14:30", "-o", "day")
    assert (ended.code, ended.stdout) == (0, "day\n")
    assert {path.name for path in Path("day").iterdir()} == {"workshop.docx", "workshop.ics"}
    assert "DTSTART:20270301T143000" in Path("day/workshop.ics").read_text(encoding="utf-8")
    assert "LO1: hierarchy-sort on S" in ended.stderr
    assert cli(*PLAN, "--minutes", "75", "--lo", "1", "-o", "day").code == 4


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--minutes", "10"), "Plan 45 to 480 minutes."),
        (("--minutes", "60"), "They need 160 minutes: plan at least 160"),
        (("--type", "term-match", "--type", "spot-the-defects"), "Did you mean “spot-the-defect”?"),
        (("--type", "term-match", "--lo", "3"), "“term-match” serves LO1 alone"),
        (("--type", "term-match", "--lo", "1,3"), "no exercise serves LO3"),
        (("--type", "stage-placement", "--minutes", "480"), "Plan at most "),
        (("--type", "rewrite-clause", "--minutes", "45"), "They need "),
        (("--lo", "1,1,2"), "learning outcome 1 is named twice"),
        (("--people", "1"), "Plan 2 to 200 people."),
        (("--lo", "1,4"), "there is no learning outcome “4”"),
        (("--lo", ""), "Write 1, 2 and 3 with commas"),
        (("--level", "5"), "there is no level 5"),
        (("--start", "tomorrow"), "Write it as 2027-03-01T09:00."),
        (("--start", "2027-03-01"), "Write it as 2027-03-01T09:00."),
        (("--start", "2027-03-01T09:00+02:00"), "has a time zone"),
        (("--seed", ""), "a run cannot be named"),
    ],
)
def test_what_no_workshop_can_have_is_refused(cli: Cli, words: tuple[str, ...], message: str) -> None:
    ended = cli(*PLAN, *words)
    assert (ended.code, message in ended.stderr) == (2, True), ended.stderr
    assert not Path("workshop").exists()
