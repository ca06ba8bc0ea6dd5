# SPDX-License-Identifier: Apache-2.0
import datetime
from dataclasses import fields
from typing import Any

import pytest

from tenderkit.formats.word.write.writer import write
from tenderkit.library.shape import format_key
from tenderkit.papers.digest import UNPRINTED, compute_published_digest, compute_purchase_digest, list_known_digests
from tenderkit.papers.response_form import compose_response_form
from tenderkit.purchase.purchase import Lot, Purchase, Tender
from tenderkit.purchase.reading import parse_purchase
from tenderkit.selection.select import select
from tenderkit.selection.selection import Selection
from tests.support import LAUNCH, annex, choose, clause, every_type, library, lot, parameter, put, read, word_bases

PLAIN = """\
tenderkit = 1
language = "en"
[tender]
title = "Displays"
launch = 2027-01-15
country = "KE"
[[lots]]
title = "Displays"
acquisition = "purchase"
months = 48
items = [{ category = "display", quantity = 5 }]
"""
DIFFERENT_LOOKS = """\
# The same, said otherwise.
language='en'   # a comment
tenderkit=1


[[lots]]
months = 48
acquisition = "purchase"
title = "Displays"
[[lots.items]]
quantity = 5
category = "display"

[tender]
country = "KE"
launch = 2027-01-15
title = \"\"\"Displays\"\"\"
"""


def digest(text: str, form: str = "toml") -> str:
    return compute_purchase_digest(parse_purchase(text, "x", form))


def test_a_digest_is_a_sha_256() -> None:
    found = digest(PLAIN)
    assert len(found) == 64
    assert set(found) <= set("0123456789abcdef")


def test_comments_layout_and_the_order_of_keys_do_not_count() -> None:
    assert digest(DIFFERENT_LOOKS) == digest(PLAIN)


def test_line_ends_do_not_count() -> None:
    assert digest(PLAIN.replace("\n", "\r\n")) == digest(PLAIN)


def test_the_kind_of_file_does_not_count() -> None:
    json = (
        '{"tenderkit": 1, "language": "en", '
        '"tender": {"title": "Displays", "launch": "2027-01-15", "country": "KE"}, '
        '"lots": [{"title": "Displays", "acquisition": "purchase", "months": 48, '
        '"items": [{"category": "display", "quantity": 5}]}]}'
    )
    assert digest(json, "json") == digest(PLAIN)


def test_a_default_that_is_written_out_does_not_count() -> None:
    assert digest(PLAIN.replace('country = "KE"', 'country = "KE"\nlevel = "core"')) == digest(PLAIN)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("language", "fr"),
        ("tender.title", "Another"),
        ("tender.launch", datetime.date(2027, 1, 16)),
        ("tender.level", "comprehensive"),
        ("lots.0.months", 36),
        ("lots.0.items.0.quantity", 99),
        ("lots.0.items.0.note", "a note"),
        ("lots.0.parameters", {"spec": {"years": 7}}),
        ("lots.0.weights", {"price": 90, "points": 10}),
        ("excluded", [{"clause": "bare", "reason": "x"}]),
    ],
    ids=str,
)
def test_every_answer_counts(path: str, value: Any) -> None:
    assert compute_purchase_digest(read(put(path, value))) != compute_purchase_digest(
        read(put("tender.title", "A tender"))
    )


def test_the_order_of_lots_counts() -> None:
    whole = put("tender.title", "A tender")
    turned = {**whole, "lots": whole["lots"][::-1]}
    assert compute_purchase_digest(read(turned)) != compute_purchase_digest(read(whole))


# The published digest

VALUE = {"amount": 437500, "currency": "EUR"}


def published(path: str, value: Any) -> str:
    return compute_published_digest(selected(path, value))


def selected(path: str, value: Any) -> Selection:
    return select(every_type(), read(put(path, value)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("tender.value", VALUE),
        ("tender.level", "comprehensive"),
        ("tender.proportionality", "short"),
        ("tender.jurisdiction", "international"),
        ("tender.environment-weight", 40),
        ("tender.answers", {"sites": 3}),
        ("lots.0.answers", {"use": "outdoors"}),
        ("included", [{"clause": "bare", "reason": "because we say so"}]),
        ("excluded", [{"clause": "bare", "reason": "it is too dear"}]),
        ("excluded", [{"clause": "spec", "reason": "x"}]),
    ],
    ids=str,
)
def test_what_is_not_printed_leaves_the_published_digest_as_it_is(path: str, value: Any) -> None:
    assert published(path, value) == published("tender.title", "A tender")
    assert compute_purchase_digest(read(put(path, value))) != compute_purchase_digest(
        read(put("tender.title", "A tender"))
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("language", "fr"),
        ("tender.title", "Another"),
        ("tender.launch", datetime.date(2027, 1, 16)),
        ("tender.reference", "X-1"),
        ("tender.authority", "Ministry"),
        ("tender.country", "KE"),
        ("tender.delivery-country", "KE"),
        ("tender.contract", "framework"),
        ("tender.version", "2"),
        ("tender.status", "final"),
        ("lots.0.title", "Another"),
        ("lots.0.acquisition", "lease"),
        ("lots.0.months", 47),
        ("lots.0.data", "none"),
        ("lots.0.options", [6]),
        ("lots.0.quantity-basis", "fixed"),
        ("lots.0.delivery-from", datetime.date(2027, 6, 1)),
        ("lots.0.items.0.quantity", 99),
        ("lots.0.items.0.note", "a note"),
        ("lots.0.returns", [{"category": "laptop", "quantity": 100}]),
        ("lots.0.weights", {"price": 80, "points": 10, "more-points": 10}),
        ("lots.0.sheet", {"hours-in-use": 1600}),
    ],
    ids=str,
)
def test_what_is_printed_counts_for_the_published_digest(path: str, value: Any) -> None:
    assert published(path, value) != published("tender.title", "A tender")


def test_each_key_of_a_purchase_file_is_either_printed_or_left_out() -> None:
    """A key that is added has to be put on one of the two lists."""
    printed = {
        "purchase": {"tenderkit", "language", "tender", "lots"},
        "tender": {
            "title", "launch", "reference", "authority", "country", "delivery-country", "contract",
            "version", "status", "reserved",
        },
        "lots": {
            "title", "acquisition", "months", "data", "items", "returns", "options", "quantity-basis",
            "delivery-from", "weights", "sheet", "criteria", "unit-months", "one-for-one", "on-site", "suppliers",
            "call-off", "routes", "report-months", "price-cap",
        },
    }  # fmt: skip
    models: dict[str, Any] = {"purchase": Purchase, "tender": Tender, "lots": Lot}
    for table, model in models.items():
        keys = {format_key(field.name) for field in fields(model) if field.metadata.get("in_file", True)}
        assert keys == printed[table] | set(UNPRINTED[table])
        assert printed[table].isdisjoint(UNPRINTED[table])


SPEC = {
    "text": {"requirement": "The tenderer shall give {{ years }}."},
    "parameters": {"years": parameter(), "other": parameter()},
}


def digest_with(of_lot: Any, **more: Any) -> str:
    made = library({"spec": clause(**SPEC), "out": clause(applies=[{"acquisition": ["lease"]}], **SPEC)})
    return compute_published_digest(choose(made, lots=[lot({"laptop": 5}, parameters=of_lot)], **more))


def test_of_the_parameters_those_count_that_a_clause_prints() -> None:
    assert digest_with({"spec": {"years": 7}}) != digest_with({"spec": {"years": 8}})
    assert digest_with({"spec": {"other": 7}}) == digest_with({"spec": {"other": 8}}) == digest_with({})
    assert digest_with({"out": {"years": 7}}) == digest_with({"out": {"years": 8}}) == digest_with({})


def test_a_parameter_that_a_lot_overrides_is_not_printed_and_does_not_count() -> None:
    own = {"spec": {"years": 7}}
    assert digest_with(own, parameters={"spec": {"years": 8}}) == digest_with(own)
    assert digest_with({}, parameters=own) == digest_with(own)


def test_no_byte_of_annex_and_form_depends_on_the_amount_of_the_value() -> None:
    made = library({"spec": clause(**SPEC)})
    one, other, none = (annex(made, tender={"value": value}) for value in (VALUE, {**VALUE, "amount": 437501}, None))
    assert none.selection.purchase.tender.value is None
    for paper in (lambda made: made, compose_response_form):
        files = [write(paper(made), word_bases(), LAUNCH) for made in (one, other)]
        assert files[0] == files[1]
    assert write(compose_response_form(one), word_bases(), LAUNCH) == write(
        compose_response_form(none), word_bases(), LAUNCH
    )


def test_the_digest_of_release_0_1_0_is_still_known() -> None:
    # Made by release 0.1.0.
    assert digest(PLAIN) == "99603866030897966d9fe97572d140a71b18d2b4460f3976074cca747740ef45"
    found = select(every_type(), read(put("tender.value", VALUE)))
    assert list_known_digests(found) == {
        compute_published_digest(found),
        compute_purchase_digest(found.purchase),
        compute_purchase_digest(found.purchase, with_estimates=True),
    }
    assert len(list_known_digests(found)) == 3


def test_the_digest_of_0_1_0_leaves_fixed_quantities_out_and_estimates_where_none_are_named() -> None:
    def compute(basis: str, named: bool) -> str:
        text = PLAIN.replace("months = 48", f'months = 48\nquantity-basis = "{basis}"')
        return compute_purchase_digest(parse_purchase(text, "x", "toml"), with_estimates=named)

    assert compute("fixed", named=True) == compute("estimate", named=False) == digest(PLAIN)
    assert len({digest(PLAIN), compute("estimate", named=True), compute("per-year", named=False)}) == 3
