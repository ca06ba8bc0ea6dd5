# SPDX-License-Identifier: Apache-2.0
"""Every word that a purchase file may use in a closed list builds."""

import datetime
import typing
from collections.abc import Iterator
from typing import Any

import pytest

from tenderkit.library.other_device import PROPERTIES
from tenderkit.library.reading import shipped_data
from tenderkit.pipeline import Options, draft_papers
from tenderkit.purchase.purchase import Line, Lot, Tender
from tenderkit.purchase.reading import validate_purchase
from tenderkit.purchase.values import KnownWord

DATA = shipped_data.load_shipped_data()


def known_words(shape: Any) -> Iterator[tuple[str, bool, str]]:
    """The keys of a table of the purchase file that take words: the key, whether it is a list, and each word."""
    for name, hint in typing.get_type_hints(shape, include_extras=True).items():
        found = [(one, listed) for one, listed in annotations(hint) if isinstance(one, KnownWord)]
        for known, listed in found:
            # A country brings no word of its own into the papers.
            for word in known.list_words(DATA.library) if known.list_name != "countries" else ():
                yield name.replace("_", "-"), listed, word


def annotations(hint: Any, listed: bool = False) -> Iterator[tuple[Any, bool]]:
    for one in getattr(hint, "__metadata__", ()):
        yield one, listed
    inner = (hint.__origin__,) if hasattr(hint, "__metadata__") else typing.get_args(hint)
    for one in inner:
        yield from annotations(one, listed or typing.get_origin(hint) is tuple)


def document(where: str, key: str, value: Any) -> dict[str, Any]:
    """A purchase file in which a key has a value, without the keys that cannot stand beside it."""
    tender = {"title": "Laptops", "launch": datetime.date(2027, 1, 15), "country": "DE", "contract": "framework"}
    line = {"category": "storage-media" if key == "media" else "laptop", "quantity": 100}
    lot: dict[str, Any] = {"title": "Laptops", "acquisition": "purchase", "months": 36, "data": "personal"}
    lot |= {"items": [{"category": "laptop", "quantity": 100}], "returns": [line]}
    {"tender": tender, "lot": lot, "returns": line}[where][key] = value
    if line["category"] == "other-device":
        line |= {"name": "body cameras", **dict.fromkeys(PROPERTIES, True)}
    if lot["acquisition"] == "take-back":
        del lot["items"]
    if lot["acquisition"] == "consumables":
        lot |= {"items": [{"category": "consumables", "quantity": 100}]}
        del lot["returns"]
    return {"tenderkit": 1, "language": "en", "tender": tender, "lots": [lot]}


CASES = [
    (where, key, [word] if listed else word)
    for where, shape in (("tender", Tender), ("lot", Lot), ("returns", Line))
    for key, listed, word in known_words(shape)
]


def test_the_cases_hold_the_keys_that_take_words() -> None:
    assert {("lot", "call-off"), ("lot", "routes"), ("tender", "contract"), ("returns", "condition")} <= {
        (where, key) for where, key, _ in CASES
    }


@pytest.mark.parametrize(("where", "key", "value"), CASES, ids=str)
def test_each_word_builds(where: str, key: str, value: Any) -> None:
    purchase = validate_purchase(document(where, key, value), "words.toml", "toml", None, DATA)
    papers = draft_papers(purchase, DATA, Options(("annex", "response", "notes"), format="md"), "words")
    assert [file.paper for file in papers.files] == ["annex", "response", "notes"]
