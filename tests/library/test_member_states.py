# SPDX-License-Identifier: Apache-2.0
"""The profiles of the member states of the European Union, as they are shipped."""

import json
from urllib.parse import urlsplit

import pytest

from tenderkit.formats.text.json import build_annex
from tenderkit.library.jurisdiction import EWaste
from tenderkit.library.reading import shipped_data
from tenderkit.papers.blocks import list_texts
from tenderkit.papers.evaluation import build_evaluation
from tests.support import annex, lot, pick, printed

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
    name, law = register and register.name["en"], known.law["en"]
    scheme, authority = (names and names["en"] for names in (known.scheme, known.authority))
    words = [word for word in (authority, scheme, name, register and register.address) if word]
    text = " ".join(printed(made.selection, "epr-registration", 1).requirement)
    assert [word for word in (law, *words) if word not in text] == []
    # Whoever treats waste needs no number of a producer.
    *_, text = printed(made.selection, "waste-operator-permits", 2).requirement
    assert law in text
    assert [word for word in words if word in text.replace(law, "")] == []
    assert known.operators is None or known.operators.text["en"].split(";")[0] in text
    (rule,) = [r for r in build_annex(made)["jurisdiction"]["rules"] if r["kind"] == "e-waste"]
    assert rule["authority"] == authority
    assert rule["scheme"] == scheme
    assert rule["register"] == (register and {"name": name, "address": register.address})
    assert json.dumps(rule)


def test_in_arabic_the_law_its_register_and_its_authority_are_named_in_arabic() -> None:
    lots = [lot({"laptop": 100}), lot({}, {"laptop": 100}, acquisition="take-back")]
    tender = {"country": "AT", "proportionality": "standard"}
    made = annex(DATA.in_language("ar").library, DATA.language("ar"), tender=tender, lots=lots)
    known = regime("at")
    assert known.register is not None
    assert known.authority is not None
    names = [names["ar"] for names in (known.law, known.register.name, known.authority)]
    text = " ".join(text for block in made.blocks for text in list_texts([block]))
    assert [name for name in names if name not in text] == []
    (rule,) = [r for r in build_annex(made)["jurisdiction"]["rules"] if r["kind"] == "e-waste"]
    assert [name for name in names if name not in rule["text"]] == []
    assert (rule["register"]["name"], rule["authority"]) == (names[1], names[2])


def test_a_rule_says_where_it_stands_and_when_it_was_read() -> None:
    rules = build_annex(annex(DATA.library, tender={"country": "IT"}))["jurisdiction"]["rules"]
    assert {"procurement", "equivalence", "weights", "quotas", "e-waste", "duty"} <= {rule["kind"] for rule in rules}
    (act,) = [rule for rule in rules if rule["kind"] == "procurement"]
    assert (act["source"], act["checked"]) == ("it-contracts-code-2023", "2026-11-30")
    assert "36/2023" in act["text"]


@pytest.mark.parametrize("tender", [{"country": "JM"}, {}])
def test_where_no_law_is_recorded_the_clauses_name_none(tender: dict[str, str]) -> None:
    lots = [lot({"laptop": 100}), lot({}, {"laptop": 100}, acquisition="take-back")]
    made = annex(DATA.library, tender={**tender, "proportionality": "standard"}, lots=lots)
    for clause, number in (("epr-registration", 1), ("waste-operator-permits", 2)):
        text = " ".join(printed(made.selection, clause, number).requirement)
        assert not any(words in text for words in ("this law and register", "known to the contracting authority"))


@pytest.mark.parametrize("place", sorted(PROFILES))
def test_what_the_contract_prints_of_a_law_has_no_doubts(place: str) -> None:
    known = PROFILES[place].e_waste
    texts = [known.law["en"], known.operators.text["en"] if known.operators else ""] if known else []
    assert [text for text in texts if "confirmed" in text or "sources give" in text] == []


@pytest.mark.parametrize(
    ("country", "clause", "name", "wanted", "value"),
    [
        ("ES", "scored-values", "scored-cap", 60, 50),
        ("ES", "remedies", "total-cap", 80, 50),
        ("PT", "scored-values", "scored-cap", 60, 20),
        ("PT", "remedies", "cap", 25, 20),
        ("IT", "remedies", "cap", 15, 10),
        ("DE", "remedies", "unit-rate", 2, 0.1),
        ("DE", "remedies", "unit-limit", 30, 8),
        ("DE", "remedies", "cap", 5, 5),
        ("FR", "remedies", "unit-rate", 2, 2),
    ],
)
@pytest.mark.parametrize("model", ["purchase", "refurbished"])
def test_agreed_sums_keep_to_the_law_of_the_authority(
    country: str, clause: str, name: str, wanted: float, value: float, model: str
) -> None:
    bought = lot({"laptop": 100}, acquisition=model, weights={"price": 80, "quality": {"Service": 20}})
    # Units delivered elsewhere change nothing: the contract is the authority's.
    for tender in ({"country": country}, {"country": country, "delivery-country": "KE"}):
        given = {clause: {name: wanted}}
        made = annex(DATA.library, tender=tender, lots=[bought], parameters=given).selection
        assert {v.value for v in pick(made, clause).values[name].values()} == {value}
    other = {"country": "KE", "delivery-country": country}
    made = annex(
        DATA.library, tender=other, lots=[bought], parameters={"scored-values": {"scored-cap": 60}}
    ).selection
    assert {v.value for v in pick(made, "scored-values").values["scored-cap"].values()} == {60}


def test_media_count_in_the_caps_of_spain_and_portugal_alone() -> None:
    def print_remedies(country: str) -> str:
        return " ".join(printed(annex(DATA.library, tender={"country": country}).selection, "remedies").requirement)

    assert "No amount, intent included, shall exceed 10 % of the contract value" in print_remedies("ES")
    assert "All amounts, intent included, shall together not exceed 50 % of the contract" in print_remedies("ES")
    assert "All amounts, intent included, shall together not exceed 20 % of the contract" in print_remedies("PT")
    assert "shall together not exceed" not in print_remedies("DE")


def test_the_netherlands_cap_costs_and_germany_hears_of_a_lower_loss() -> None:
    def print_consequence(country: str) -> str:
        return printed(annex(DATA.library, tender={"country": country}).selection, "remedies").remedy

    dutch = printed(annex(DATA.library, tender={"country": "NL"}).selection, "remedies").requirement
    assert "Amounts for intent or gross negligence are uncapped." in dutch
    assert "Costs and refunds together are capped at the price of the lot." in dutch
    assert "less where the contractor proves less" in print_consequence("DE")
    assert not any(words in print_consequence("FR") for words in ("capped", "proves"))


@pytest.mark.parametrize(
    ("country", "kind", "told"),
    [
        ("ES", "penalties", "at most 50 %"),
        ("NL", "penalties", "3.9 D"),
        ("AT", "penalties", "Not looked up for this jurisdiction; ask your legal service."),
        ("AT", "data-law", "(EU) 2016/679"),
        ("NO", "data-law", "(EU) 2016/679"),
        ("IN", "data-law", "Digital Personal Data Protection Act 2023"),
        ("JM", "data-law", "Not looked up for this jurisdiction; ask your legal service."),
    ],
)
def test_the_law_on_penalties_and_on_personal_data_is_told(country: str, kind: str, told: str) -> None:
    def list_rules(data: str) -> list[str]:
        made = annex(DATA.library, tender={"country": country}, lots=[lot(data=data)])
        return [rule["text"] for rule in build_annex(made)["jurisdiction"]["rules"] if rule["kind"] == kind]

    assert told in list_rules("personal")[0]
    assert len(list_rules("none")) == (1 if kind == "penalties" else 0)


def test_below_the_threshold_germany_names_the_rules_that_bind() -> None:
    def name_act(amount: int) -> tuple[str, str]:
        value = {"amount": amount, "currency": "EUR"}
        rules = build_annex(annex(DATA.library, tender={"country": "DE", "value": value}))["jurisdiction"]["rules"]
        return next((str(rule["text"]), rule["source"]) for rule in rules if rule["kind"] == "procurement")

    text, source = name_act(50_000)
    assert text.startswith("Procurement Ordinance below the thresholds (UVgO)")
    assert source == "de-uvgo"
    text, source = name_act(5_000_000)
    assert text.startswith("Act against Restraints of Competition (GWB)")
    assert source == "de-vgv"


def test_the_law_follows_the_place_of_delivery() -> None:
    tender = {"country": "DE", "delivery-country": "IT", "proportionality": "standard"}
    made = annex(DATA.library, tender=tender, lots=[lot({"laptop": 100})])
    text = " ".join(printed(made.selection, "epr-registration").requirement)
    assert "Registro AEE" in text
    assert "stiftung ear" not in text


@pytest.mark.parametrize(
    ("country", "told"),
    [
        ("ZA", "80/20 or 90/10"),
        ("EG", "Law 5 of 2015"),
        ("IN", "Public Procurement Order 2017"),
        ("ES", "Article 147(2)"),
        ("DE", None),
    ],
)
def test_what_the_law_changes_in_the_ranking_is_told_to_tenderers(country: str, told: str | None) -> None:
    bought = lot({"laptop": 100}, weights={"price": 80, "quality": {"Service": 20}}, criteria={"Service": "Hours."})
    made = annex(DATA.library, tender={"country": country}, lots=[bought])
    assert (told or "") in made.context.ranking_law
    assert bool(made.context.ranking_law) is bool(told)
    (notes,) = {one.ranking_law for one in build_evaluation(made).lots}
    assert notes == made.context.ranking_law
    points = [point for point in made.open_points if "the law changes in the ranking" in point.what]
    assert len(points) == bool(told)
    # One rule alone decides between equal totals.
    by_price = "the one with the lower price of the lot comes first" in " ".join(list_texts(made.blocks))
    assert by_price is not made.context.ties_by_law
    assert made.context.ties_by_law is (country in ("ES", "ZA"))
    assert {one.ties_by_law for one in build_evaluation(made).lots} == {made.context.ties_by_law}


def test_the_data_of_the_united_nations_are_not_for_an_authority() -> None:
    handed_over = lot(returns={"laptop": 5}, data="personal")
    for tender, inviolable in (({"jurisdiction": "un", "country": "JO"}, True), ({"country": "JO"}, False)):
        made = annex(DATA.library, tender=tender, lots=[handed_over])
        text = " ".join(printed(made.selection, "processor-terms", 0).requirement)
        assert ("invokes its immunities" in text) is inviolable
        assert ("where a law that it names" in text) is not inviolable


def test_in_india_only_registered_firms_take_units_over() -> None:
    for country, asked in (("IN", True), ("KE", False)):
        lots = [lot({}, {"laptop": 100}, acquisition="take-back")]
        made = annex(DATA.library, tender={"country": country, "proportionality": "standard"}, lots=lots)
        text = " ".join(printed(made.selection, "waste-operator-permits").requirement)
        assert ("be registered for their kind as producer, refurbisher or recycler" in text) is asked
