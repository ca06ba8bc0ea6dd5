# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.lint.seeded import catalogue, found, shipped
from tests.support import clause, profile

RULE = "unreachable-profile"


def places(**profiles: dict[str, Any]) -> list[str | None]:
    return [f.place.file for f in found(RULE, catalogue({"a": clause()}, profiles))]


def test_a_part_of_no_country_is_found() -> None:
    assert places(**{"xx-abc": profile()}) == ["jurisdictions/xx-abc.toml"]


def test_a_profile_named_after_no_code_is_found() -> None:
    assert places(uganda=profile()) == ["jurisdictions/uganda.toml"]


@pytest.mark.parametrize(
    "profiles",
    [
        {"ug": profile()},
        {"gb": profile(), "gb-sct": profile(parent="gb")},
        {"east": profile(members=["UG"])},
        {"east": profile(), "ug": profile(parent="east")},
        {"bank": profile(organisation=True)},
    ],
)
def test_what_something_leads_to_passes(profiles: dict[str, Any]) -> None:
    assert places(**profiles) == []


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
