# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import found, keys
from tests.support import Table, choose, library, profile, said

RULE = "place-without-profile"


@pytest.mark.parametrize(
    "tender",
    [
        {"country": "US", "place": "US-NY"},
        {"country": "GB", "place": "GB-WLS"},
        {"country": "IN", "place": "IN-MH"},
        {"country": "US", "place": "US-NY", "jurisdiction": "us"},
        {"country": "KE", "place": "KE-30"},
        {"place": "BE-VLG"},
    ],
)
def test_a_part_of_a_country_without_a_profile_is_found(tender: Table) -> None:
    assert keys(RULE, tender=tender) == ["tender.place"]


@pytest.mark.parametrize(
    "tender",
    [
        {"country": "US"},
        {"country": "GB"},
        {"country": "IN"},
        {"jurisdiction": "us"},
        {"country": "KE"},
        {},
    ],
)
def test_a_whole_country_passes(tender: Table) -> None:
    assert keys(RULE, tender=tender) == []


@pytest.mark.parametrize(("place", "times"), [("GB-SCT", 0), ("GB-WLS", 1)])
def test_a_part_with_a_profile_of_its_own_passes(place: str, times: int) -> None:
    whole = library({}, {"gb": profile(), "gb-sct": profile(parent="gb")})
    assert len(said(choose(whole, tender={"country": "GB", "place": place}), RULE)) == times


def test_the_message_names_the_profile_in_use() -> None:
    (finding,) = found(RULE, tender={"country": "IN", "place": "IN-MH"})
    assert "“India”" in finding.message
