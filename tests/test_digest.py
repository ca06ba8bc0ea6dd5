# SPDX-License-Identifier: Apache-2.0
import datetime
from typing import Any

import pytest

from tenderkit.data_files import parse_purchase
from tenderkit.digest import purchase_digest
from tests.support import put, read

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
    return purchase_digest(parse_purchase(text, "x", form))


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
    assert purchase_digest(read(put(path, value))) != purchase_digest(read(put("tender.title", "A tender")))


def test_the_order_of_lots_counts() -> None:
    whole = put("tender.title", "A tender")
    turned = {**whole, "lots": whole["lots"][::-1]}
    assert purchase_digest(read(turned)) != purchase_digest(read(whole))
