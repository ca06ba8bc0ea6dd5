# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenderkit.library.template import fill_template, list_names, parse_template


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with a value in the place of each name."""
    return "".join(fill_template(parse_template(text), values.__getitem__))


def test_text_without_names_is_one_part() -> None:
    assert parse_template("The tenderer shall do it.") == ("The tenderer shall do it.",)


def test_names_are_cut_out_of_the_text() -> None:
    assert parse_template("For {{ parts_years }} after {{ parts_years_anchor }}.") == (
        "For ",
        "parts_years",
        " after ",
        "parts_years_anchor",
        ".",
    )


def test_names_come_in_order_of_appearance() -> None:
    assert list_names(parse_template("{{ b }} and {{ a }} and {{ b }}")) == ("b", "a", "b")


def test_a_text_may_begin_and_end_with_a_name() -> None:
    assert fill("{{ a }}{{ b }}", {"a": "1", "b": "2"}) == "12"


def test_the_same_name_is_filled_in_every_place() -> None:
    assert fill("{{ a }} of {{ a }}", {"a": "x"}) == "x of x"


def test_white_space_around_a_text_is_dropped() -> None:
    assert parse_template("\n  A text.\n") == ("A text.",)


def test_a_single_brace_is_text() -> None:
    assert fill("a { b } c", {}) == "a { b } c"


def test_a_name_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill("{{ a }}", {})


@pytest.mark.parametrize(
    "text",
    [
        "{{ a | upper }}",
        "{{ a() }}",
        "{{ a.b }}",
        "{{ a[0] }}",
        "{{ a + b }}",
        "{{ 1 }}",
        "{{ 'a' }}",
        "{{ a if b }}",
        "{% if a %}x{% endif %}",
        "{% for a in b %}x{% endfor %}",
        "{% raw %}x{% endraw %}",
        "{% set a = 1 %}",
        "{# a remark #}",
    ],
)
def test_anything_but_a_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"names|statements"):
        parse_template(text)


@pytest.mark.parametrize("text", ["{{ a", "{{ }}", "{{ a b }}", "{% end"])
def test_broken_braces_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="line 1 of the text"):
        parse_template(text)


def test_the_message_names_the_line_of_the_fault() -> None:
    with pytest.raises(ValueError, match="line 2"):
        parse_template("A line.\n{{ a | upper }}")


@given(st.text())
def test_a_value_is_put_in_as_it_is(value: str) -> None:
    assert fill("<{{ a }}>", {"a": value}) == f"<{value}>"
