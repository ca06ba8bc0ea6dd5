# SPDX-License-Identifier: Apache-2.0
import datetime
from dataclasses import replace
from typing import Any

import pytest

from tenderkit.library.jurisdiction import Limit
from tenderkit.library.library import Overlay
from tests.lint.seeded import catalogue, found
from tests.support import SOURCES, clause, limit, parameter, profile

RULE = "checked-long-ago"
READ = datetime.date(2026, 11, 29)
# The last day on which the entries are young enough, and the first on which they are not.
LAST, FIRST = datetime.date(2027, 11, 30), datetime.date(2027, 12, 1)
RULE_OF_LAW = {"text": {"en": "A rule."}, "source": "a-law", "mark": "C", "checked": READ}
ENTRIES: dict[str, Any] = {
    "procurement": {"law": "An act", "mark": "M", "checked": READ},
    "equivalence": RULE_OF_LAW,
    "weights": RULE_OF_LAW,
    "quotas": RULE_OF_LAW,
    "e-waste": {
        "law": "A law",
        "ask-when": "contract-start",
        "checked": READ,
        "register": {"name": "R", "mark": "M", "checked": READ},
        "registers": RULE_OF_LAW,
        "proof": RULE_OF_LAW,
    },
    "small-value": [{"amount": 1, "currency": "KES", "checked": READ}],
    "large-value": [{"amount": 2, "currency": "KES", "checked": READ}],
    "threshold-value": [{"amount": 2, "currency": "KES", "checked": READ}],
    "limits": [limit("a.years", 7, checked=READ)],
    "product-rules": [{"id": "a", **RULE_OF_LAW}],
    "duties": [{"id": "a", **RULE_OF_LAW}],
}


def told(today: datetime.date | None, **entries: Any) -> list[tuple[str | None, str | None]]:
    made = catalogue({"a": clause(parameters={"years": parameter({"core": 5})})}, {"ke": profile(**entries)})
    return [(f.place.file, f.place.key) for f in found(RULE, replace(made, today=today))]


@pytest.mark.parametrize("key", ENTRIES)
def test_an_entry_of_a_profile_is_found_once_it_is_older_than_a_year(key: str) -> None:
    keys = [f"{key}.1.checked"] if isinstance(ENTRIES[key], list) else [f"{key}.checked"]
    keys += [f"e-waste.{part}.checked" for part in ("register", "registers", "proof") if key == "e-waste"]
    assert told(LAST, **{key: ENTRIES[key]}) == []
    assert told(FIRST, **{key: ENTRIES[key]}) == [("jurisdictions/ke.toml", one) for one in keys]


@pytest.mark.parametrize(("today", "count"), [(LAST, 0), (FIRST, 1)])
def test_a_source_is_found_once_it_is_older_than_a_year(today: datetime.date, count: int) -> None:
    made = catalogue({"a": clause()}, sources={**SOURCES, "old": {**SOURCES["a-law"], "checked": READ}})
    faults = found(RULE, replace(made, today=today))
    assert [(f.place.key, f.message) for f in faults] == count * [
        ("old.checked", "it was last checked on 2026-11-29")
    ]


def test_a_limit_of_an_organisation_is_found_too() -> None:
    own = Limit(("a.years",), 7, "a-law", "C", checked=READ, own=True)
    overlay = Overlay({"en": "Ours"}, "1", file="ours/library.toml", limits=(own,))
    made = catalogue({"a": clause(parameters={"years": parameter({"core": 5})})})
    library = replace(made.library, overlays=(overlay,))
    (fault,) = found(RULE, replace(made, library=library, today=FIRST))
    assert (fault.place.file, fault.place.key) == ("ours/library.toml", "limits.1.checked")


def test_without_a_day_nothing_is_old() -> None:
    assert told(None, **ENTRIES) == []
