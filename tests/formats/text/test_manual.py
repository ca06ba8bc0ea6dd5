# SPDX-License-Identifier: Apache-2.0
import pytest

from tenderkit.formats.text.manual import wrapped
from tenderkit.lint.rule import all_rules

MANUAL = """\
a-rule: a sentence that says in a few words what is wrong, and that goes on and on and on.

Catches what is wrong.
It says so at some length, because a reader has to know when the rule keeps silent, and `a-long-word` stays whole.

Passes:  one line that is longer than the others and that is never broken, because it is quoted as it was written
         and goes on here
Fails:   another line

Write it in another way.
"""


def test_paragraphs_fill_lines_of_80_columns_and_examples_stay() -> None:
    assert (
        wrapped(MANUAL)
        == """\
a-rule: a sentence that says in a few words what is wrong, and that goes on and
on and on.

Catches what is wrong. It says so at some length, because a reader has to know
when the rule keeps silent, and `a-long-word` stays whole.

Passes:  one line that is longer than the others and that is never broken, because it is quoted as it was written
         and goes on here
Fails:   another line

Write it in another way.
"""
    )


def test_what_is_wrapped_stays_as_it_is_when_it_is_wrapped_again() -> None:
    assert wrapped(wrapped(MANUAL)) == wrapped(MANUAL)


def test_a_word_longer_than_a_line_is_not_broken() -> None:
    link = "https://example.org/" + "a-" * 50
    assert wrapped(f"See {link} for more.") == f"See\n{link}\nfor more.\n"


def test_a_word_that_only_begins_like_an_example_is_prose() -> None:
    assert wrapped("Fails often\nand loudly.") == "Fails often and loudly.\n"


@pytest.mark.parametrize("rule", all_rules())
def test_no_word_of_a_manual_page_is_lost_and_only_examples_are_wide(rule: str) -> None:
    manual = all_rules()[rule].manual
    lines = wrapped(manual).splitlines()
    assert " ".join(lines).split() == manual.split()
    assert [line for line in lines if len(line) > 80 and not line.startswith(("Passes:", "Fails:", " "))] == []
    examples = [line for line in manual.splitlines() if line.startswith(("Passes:", "Fails:", " "))]
    assert [line for line in lines if line in examples] == examples
