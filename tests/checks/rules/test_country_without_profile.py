# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.checks.checked import found, keys
from tests.support import Table, choose, library, profile, said

RULE = "country-without-profile"


@pytest.mark.parametrize(
    ("tender", "where"),
    [
        ({"country": "JM"}, ["tender.country"]),
        ({"country": "KE", "delivery-country": "JM"}, ["tender.delivery-country"]),
        ({"country": "JM", "delivery-country": "JM"}, ["tender.delivery-country"]),
        ({"country": "JM", "delivery-country": "KE"}, ["tender.country"]),
        ({"jurisdiction": "un", "country": "KE", "delivery-country": "JM"}, ["tender.delivery-country"]),
        ({"jurisdiction": "un", "country": "JM", "delivery-country": "KE"}, []),
        ({"jurisdiction": "un", "country": "JM"}, ["tender.country"]),
    ],
)
def test_a_country_without_a_profile_is_found(tender: Table, where: list[str]) -> None:
    assert keys(RULE, tender=tender) == where


@pytest.mark.parametrize("tender", [{"country": "KE"}, {"country": "IT"}, {"jurisdiction": "un"}, {}])
def test_a_country_with_a_profile_passes(tender: Table) -> None:
    assert keys(RULE, tender=tender) == []


def test_a_member_of_a_group_with_a_profile_passes() -> None:
    whole = library({}, {"group": profile(members=["JM"])})
    assert said(choose(whole, tender={"country": "JM"}), RULE) == []


def test_the_message_names_the_profile_in_use() -> None:
    (finding,) = found(RULE, tender={"country": "JM"})
    assert "no profile of JM" in finding.message
    assert finding.severity == "warn"
