# SPDX-License-Identifier: Apache-2.0
"""The profiles of the member states of the European Union, as they are shipped."""

import json
from urllib.parse import urlsplit

import pytest

from tenderkit.formats.text.json import build_annex
from tenderkit.library.jurisdiction import EWaste
from tenderkit.library.reading import shipped_data
from tests.support import annex, lot, printed

DATA = shipped_data.load_shipped_data()
PROFILES = DATA.library.jurisdictions
STATES = tuple(code.lower() for code in PROFILES["eu"].members)


def regime(state: str) -> EWaste:
    found = PROFILES[state].e_waste
    assert found is not None
    return found


def test_each_of_the_27_states_has_a_profile_of_its_own() -> None:
    assert len(set(STATES)) == 27
    assert [s for s in STATES if DATA.library.find_profile(s.upper()) != (s, "own")] == []
    assert {PROFILES[state].parent for state in STATES} == {"eu"}


@pytest.mark.parametrize("state", STATES)
def test_a_profile_names_the_act_the_law_and_the_languages(state: str) -> None:
    profile = PROFILES[state]
    assert profile.procurement is not None
    assert profile.procurement.law
    assert regime(state).law
    assert regime(state).authority
    assert regime(state).registers is not None
    assert regime(state).proof is not None
    assert profile.languages


def test_what_no_state_says_of_its_quotas_is_not_left_open() -> None:
    def is_answered(state: str) -> bool:
        profile = PROFILES[state]
        said = profile.quotas or profile.duties
        return bool(said) or "quotas" in (*profile.not_recorded, *profile.none_known)

    assert [state for state in STATES if not is_answered(state)] == []


@pytest.mark.parametrize("state", [s for s in STATES if PROFILES[s].e_waste and regime(s).register])
def test_the_address_of_a_register_is_a_page_of_the_web(state: str) -> None:
    register = regime(state).register
    assert register is not None
    if register.address:
        assert (urlsplit(register.address).scheme, bool(urlsplit(register.address).netloc)) == ("https", True)


@pytest.mark.parametrize("state", STATES)
def test_tenderers_read_law_register_scheme_and_authority_of_the_place(state: str) -> None:
    lots = [lot({"laptop": 100}), lot({}, {"laptop": 100}, acquisition="take-back")]
    made = annex(DATA.library, tender={"country": state.upper(), "proportionality": "standard"}, lots=lots)
    known = regime(state)
    register = known.register
    words = [known.law, known.authority, known.scheme, register and register.name, register and register.address]
    for clause, number in (("epr-registration", 1), ("waste-operator-permits", 2)):
        text = " ".join(printed(made.selection, clause, number).requirement)
        assert [word for word in words if word and word not in text] == []
    (rule,) = [r for r in build_annex(made)["jurisdiction"]["rules"] if r["kind"] == "e-waste"]
    assert rule["authority"] == known.authority
    assert rule["scheme"] == known.scheme
    assert rule["register"] == (register and {"name": register.name, "address": register.address})
    assert json.dumps(rule)


def test_a_rule_says_where_it_stands_and_when_it_was_read() -> None:
    rules = build_annex(annex(DATA.library, tender={"country": "IT"}))["jurisdiction"]["rules"]
    assert {"procurement", "equivalence", "weights", "quotas", "e-waste", "duty"} <= {rule["kind"] for rule in rules}
    (act,) = [rule for rule in rules if rule["kind"] == "procurement"]
    assert (act["source"], act["checked"]) == ("it-contracts-code-2023", "2026-11-29")
    assert "36/2023" in act["text"]


@pytest.mark.parametrize("tender", [{"country": "JM"}, {}])
def test_where_no_law_is_recorded_the_clauses_say_so(tender: dict[str, str]) -> None:
    made = annex(DATA.library, tender={**tender, "proportionality": "standard"}, lots=[lot({"laptop": 100})])
    text = " ".join(printed(made.selection, "epr-registration").requirement)
    assert text.endswith("as known to the contracting authority: not known.")


def test_the_law_follows_the_place_of_delivery() -> None:
    tender = {"country": "DE", "delivery-country": "IT", "proportionality": "standard"}
    made = annex(DATA.library, tender=tender, lots=[lot({"laptop": 100})])
    text = " ".join(printed(made.selection, "epr-registration").requirement)
    assert "Registro AEE" in text
    assert "stiftung ear" not in text
