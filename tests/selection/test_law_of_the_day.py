# SPDX-License-Identifier: Apache-2.0
"""The law that the shipped profiles tell of a day: each change is looked at on both of its sides."""

import datetime
from typing import Any

import pytest

from tenderkit.checks.duties import find_missed_duties
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.selection.legal_context import find_duties, find_legal_demands, list_rules_to_check
from tenderkit.selection.selection import Selection
from tests.support import Table, choose, english, lot, pick, printed

LIBRARY = load_shipped_data().library
HANDED_OVER: Table = {"acquisition": "take-back", "months": 1}


def launched(country: str, day: str, *lots: Table, **tender: Any) -> Selection:
    """The selection for a tender of one month (or of these lots) that a country launches on a day."""
    launch = datetime.date.fromisoformat(day)
    whole = {k.replace("_", "-"): v for k, v in tender.items()}
    return choose(LIBRARY, tender={"country": country, "launch": launch, **whole}, lots=lots or [lot(months=1)])


LEASED = lot(months=1, acquisition="lease")


def list_law(selection: Selection) -> str:
    """All that the notes tell of product and waste law, with the sources."""
    return "\n".join(f"{one.text} {one.source}" for one in find_legal_demands(selection, english()))


def list_duties(selection: Selection) -> list[str]:
    return [duty.id for duty in find_duties(selection)]


# --- waste that crosses borders of the European Union ---


@pytest.mark.parametrize(
    ("day", "told", "untold"),
    [
        ("2025-06-01", "GC010", "eu-del-reg-2024-3230"),
        ("2026-04-01", "GC010", "GC010 and GC020 have ended"),
        ("2026-05-21", "until 31 December 2026 only", "eu-del-reg-2024-3229"),
        ("2026-11-30", "until 31 December 2026 only", "GC010 and GC020 have ended"),
        ("2027-01-01", "GC010 and GC020 have ended", "until 31 December 2026"),
        ("2028-03-01", "GC010 and GC020 have ended", "until 31 December 2026"),
    ],
)
def test_entries_of_waste_between_member_states_change_with_the_year_2027(day: str, told: str, untold: str) -> None:
    law = list_law(launched("DE", day, lot(**HANDED_OVER)))
    assert told in law
    assert untold not in law


def test_a_term_across_the_new_year_is_told_both_entries() -> None:
    law = list_law(launched("DE", "2026-12-01", lot(acquisition="take-back", months=12)))
    assert "until 31 December 2026 only" in law
    assert "GC010 and GC020 have ended. Batteries handed over alone" in law
    assert "(From 1 January 2027.)" in law


@pytest.mark.parametrize("day", ["2026-12-15", "2027-02-15"])
def test_the_bans_of_export_come_first_in_the_european_union(day: str) -> None:
    selection = launched("DE", day, lot(**HANDED_OVER))
    first = printed(selection, "export-control").requirement[0]
    assert "neither export nor let" in str(first)
    law = list_law(selection)
    assert "eu-reg-2024-1157" in law
    assert "is not exported from the European Union for disposal" in law


def test_outside_the_european_union_nothing_of_its_waste_law_is_told() -> None:
    law = list_law(launched("KE", "2027-01-01", lot(**HANDED_OVER)))
    assert "European Union" not in law
    assert "basel-bc-15-18" in law


# --- thresholds and energy ---


def about(selection: Selection, kind: str) -> list[str]:
    """What the notes say on one subject of procurement law."""
    return [rule.text for rule in list_rules_to_check(selection, english()) if rule.kind == kind]


@pytest.mark.parametrize(
    ("day", "country", "kind", "amount", "words", "duties"),
    [
        ("2027-12-31", "DE", "sub-central", 40_700, "below the threshold of 216,000 EUR", False),
        ("2028-01-17", "DE", "sub-central", 40_700, "held until 31 December 2027", False),
        ("2028-01-17", "FR", "central", 140_500, "reaches the threshold of 140,000 EUR", True),
        ("2027-12-31", "FR", "central", 140_500, None, True),
    ],
)
def test_thresholds_not_yet_set_are_told_and_the_last_ones_decide(
    day: str, country: str, kind: str, amount: int, words: str | None, duties: bool
) -> None:
    value = {"amount": amount, "currency": "EUR"}
    selection = launched(country, day, lot({"laptop": 9}, months=1), value=value, authority_kind=kind)
    said = " ".join(about(selection, "threshold"))
    assert (words in said) if words else not said
    assert ("UVgO" in about(selection, "procurement")[0]) is (country == "DE")
    binding = {"battery-life-cycle", "energy-efficient-products"}
    assert binding & set(list_duties(selection)) == (binding if duties else set())


def test_france_and_germany_have_their_own_law_on_energy_in_purchases_over_the_thresholds() -> None:
    value = {"amount": 500_000, "currency": "EUR"}
    cited = {
        country: [d.source for d in find_duties(launched(country, "2026-12-15", value=value)) if "energy" in d.id]
        for country in ("FR", "DE", "BE")
    }
    assert cited == {
        "FR": ["fr-ordinance-2025-979"],
        "DE": ["de-vgv", "eu-dir-2023-1791"],
        "BE": ["eu-dir-2023-1791"],
    }


def test_german_battery_law_is_the_one_since_october_2025() -> None:
    said = about(launched("DE", "2026-12-15"), "e-waste")[0]
    assert "BattDG" in said
    assert "the BattG" not in said
    assert "certified first-treatment plants" in said


@pytest.mark.parametrize(("day", "told"), [("2026-12-15", "From"), ("2028-01-17", "Since")])
def test_forced_labour_is_banned_from_december_2027(day: str, told: str) -> None:
    assert f"({told} 14 December 2027; not confirmed.)" in list_law(launched("FR", day, lot(months=36)))


# --- France ---


FRENCH = "environment-criterion"


@pytest.mark.parametrize(("day", "binds"), [("2026-08-20", False), ("2026-08-21", True), ("2028-01-10", True)])
def test_france_asks_for_the_environment_since_21_august_2026(day: str, binds: bool) -> None:
    selection = launched("FR", day, lot(months=1, weights={"price": 100}))
    in_force = [d for d in find_duties(selection) if d.is_in_force(selection.purchase.tender.launch)]
    assert (FRENCH in [d.id for d in in_force]) is binds
    assert (
        any("has no award criterion" in missed.message for missed in find_missed_duties(selection, english()))
        is binds
    )


@pytest.mark.parametrize(
    ("day", "amount", "holds"),
    [
        ("2026-12-01", 139_999, False),
        ("2026-12-01", 140_000, True),
        ("2026-08-20", 2_000_000, True),  # it begins within the term
        ("2024-01-10", 2_000_000, False),
    ],
)
def test_france_asks_for_a_social_condition_from_the_thresholds_on(day: str, amount: int, holds: bool) -> None:
    value = {"amount": amount, "currency": "EUR"}
    launch = datetime.date.fromisoformat(day)
    chosen = choose(LIBRARY, tender={"country": "FR", "launch": launch, "value": value}, lots=[lot(months=3)])
    assert ("social-condition" in list_duties(chosen)) is holds


def test_the_social_condition_is_told_where_the_value_is_not_known() -> None:
    chosen = choose(LIBRARY, tender={"country": "FR", "launch": datetime.date(2026, 12, 1), "value": None})
    assert "social-condition" in list_duties(chosen)


@pytest.mark.parametrize(
    ("day", "share"), [("2024-12-01", "2024"), ("2026-12-31", "2024"), ("2027-01-01", "2027"), ("2030-01-01", "2030")]
)
@pytest.mark.parametrize("kind", ["server", "projector-av", "display", "laptop"])
def test_the_french_quota_counts_servers_and_projectors(kind: str, day: str, share: str) -> None:
    held = [d for d in list_duties(launched("FR", day, lot({kind: 5}, months=1))) if d.startswith("reuse-quota")]
    assert held[0] == f"reuse-quota-{share}"
    assert not [d for d in list_duties(launched("FR", day, lot({"storage": 5}, months=1))) if "quota" in d]


@pytest.mark.parametrize(("day", "holds"), [("2024-03-15", True), ("2024-06-30", True), ("2024-07-01", False)])
def test_before_july_2024_the_older_french_decree_holds_by_code(day: str, holds: bool) -> None:
    bought = lot({"laptop": 5}, months=1)
    in_force = [
        d for d in find_duties(launched("FR", day, bought)) if d.is_in_force(datetime.date.fromisoformat(day))
    ]
    assert [d.id for d in in_force if "quota" in d.id] == ["reuse-quota-2021" if holds else "reuse-quota-2024"]


@pytest.mark.parametrize(("day", "held"), [("2024-06-01", "2024"), ("2025-01-01", "2025"), ("2027-02-01", "2025")])
def test_half_of_retired_it_goes_to_re_use_in_france(day: str, held: str) -> None:
    given = launched("FR", day, lot(**HANDED_OVER))
    assert [d for d in list_duties(given) if "retired" in d] == [f"reuse-of-retired-{held}"]
    assert [d for d in list_duties(launched("FR", day)) if "retired" in d] == [f"reuse-of-retired-{held}"]
    assert not [d for d in list_duties(launched("FR", day, LEASED)) if "retired" in d]
    servers = launched("FR", day, lot(returns={"server": 5}, **HANDED_OVER))
    assert not [d for d in list_duties(servers) if "retired" in d]


@pytest.mark.parametrize(
    ("day", "kind", "index", "told"),
    [
        ("2024-06-01", "smartphone", "repairability-index", "until June 2025, smartphones"),
        ("2024-06-01", "laptop", "repairability-index", "repairability index"),
        ("2026-12-01", "smartphone", "durability-index", "Smartphones have neither"),
        ("2028-01-10", "laptop", "durability-index", "repairability index of others (laptops)"),
    ],
)
def test_the_french_index_of_repair_gives_way_to_that_of_durability(
    day: str, kind: str, index: str, told: str
) -> None:
    held = [duty for duty in find_duties(launched("FR", day, lot({kind: 5}, months=1))) if duty.id.endswith("-index")]
    assert [duty.id for duty in held] == [index]
    assert told in held[0].text["en"]
    assert not [d for d in list_duties(launched("FR", day, lot({"server": 5}, months=1))) if d.endswith("-index")]


def test_who_hands_over_units_of_the_french_state_asks_the_domaine_first() -> None:
    handed_over = {duty.id: duty for duty in find_duties(launched("FR", "2024-06-01", lot(**HANDED_OVER)))}
    assert "acquired more than five years ago" in handed_over["sale-through-domaine"].text["en"]
    assert "EUR 300" in handed_over["gifts-of-equipment"].text["en"]
    # The units bought now go back after use; leased ones never belonged to the state.
    assert {"sale-through-domaine", "gifts-of-equipment"} <= set(list_duties(launched("FR", "2024-06-01")))
    assert not {"sale-through-domaine", "gifts-of-equipment"} & set(list_duties(launched("FR", "2024-06-01", LEASED)))


def test_france_asks_more_of_the_treatment_of_small_it_than_the_directive() -> None:
    small = lot(returns={"desktop": 5}, **HANDED_OVER)
    french, german = (list_law(launched(country, "2026-12-01", small)) for country in ("FR", "DE"))
    assert "small IT equipment (group 6): at least 80 %" in french
    assert "at least 75 % by weight is recovered" not in french
    assert "small equipment, small IT included: each year at least 75 %" in german


def test_the_rates_of_the_french_order_are_law_in_the_annex() -> None:
    returned = lot(returns={"desktop": 900}, **HANDED_OVER)
    for country, rate, origin in (("FR", 80, "law"), ("DE", 75, None)):
        rates = pick(launched(country, "2026-12-01", returned, proportionality="large"), "recovery-targets").values
        value = rates["rate-small-it-recovery"]["desktop"]
        assert value.value == rate
        assert origin in (None, value.origin)


# --- product law of the European Union ---


@pytest.mark.parametrize(
    ("bought", "before", "since", "told"),
    [
        ("laptop", "2026-07-10", "2026-08-18", "18 months after the Commission’s act on these labels"),
        ("laptop", "2027-01-10", "2027-02-18", "All batteries bear a QR code"),
        ("ups-battery", "2027-01-10", "2027-02-18", "has a battery passport"),
        ("smartphone", "2027-07-10", "2027-08-18", "due diligence for cobalt"),
        ("network-equipment", "2026-08-01", "2026-09-11", "vulnerabilities that are actively exploited"),
        ("display", "2026-07-01", "2026-08-12", "Regulation (EU) 2025/40"),
        ("laptop", "2028-11-01", "2028-12-14", "Regulation (EU) 2019/1782 ends"),
        ("laptop", "2026-03-20", "2026-04-28", "can be charged by USB-C"),
        ("data-centre", "2024-04-20", "2024-06-06", "by 15 May of each year"),
    ],
)
def test_product_law_is_told_from_its_day_on(bought: str, before: str, since: str, told: str) -> None:
    of_kind = lot({bought: 5}, months=1, acquisition="service" if bought == "data-centre" else "purchase")
    assert told not in list_law(launched("DE", before, of_kind))
    assert told in list_law(launched("DE", since, of_kind))


def test_a_contract_that_runs_into_a_new_law_is_told_of_it() -> None:
    law = list_law(launched("DE", "2026-07-01", lot({"laptop": 5}, months=36)))
    for day in ("12 August 2026", "18 August 2026", "11 September 2026", "18 February 2027", "14 December 2028"):
        assert f"(From {day}.)" in law


def test_law_on_the_power_supplies_of_servers_binds_storage_too() -> None:
    stored = launched("DE", "2026-12-01", lot({"storage": 5}, months=1), proportionality="full")
    assert "online storage, but those for direct current" in list_law(stored)
    values = pick(stored, "server-efficiency").values
    assert {values[f"psu-{load}"]["storage"].origin for load in (10, 20, 50, 100)} == {"law"}
    elsewhere = launched("KE", "2026-12-01", lot({"storage": 5}, months=1), proportionality="full")
    assert pick(elsewhere, "server-efficiency").values["psu-10"]["storage"].origin == "cited"


def test_repairers_get_more_parts_of_tablets_than_users() -> None:
    law = list_law(launched("DE", "2026-12-01", lot({"tablet": 5}, months=1)))
    assert "repairers get as spare parts cameras, connectors, charging ports" in law
    assert "repairers and users get battery" in law


@pytest.mark.parametrize(
    ("day", "known"), [("2024-03-15", "energy-efficient-products-2012"), ("2025-10-11", "energy-efficient-products")]
)
def test_central_government_bought_efficient_products_before_the_directive_of_2023(day: str, known: str) -> None:
    tender = {
        "country": "IT",
        "launch": datetime.date.fromisoformat(day),
        "value": {"amount": 500_000, "currency": "EUR"},
    }
    duties = list_duties(choose(LIBRARY, tender=tender, lots=[lot(months=1)]))
    assert [duty for duty in duties if duty.startswith("energy-efficient-products")] == [known]


@pytest.mark.parametrize(
    ("day", "amount", "holds"),
    [
        ("2025-08-01", 500_000, False),
        ("2025-10-11", 500_000, True),
        ("2026-12-01", 130_000, False),
    ],
)
def test_efficient_products_are_bought_from_the_thresholds_on(day: str, amount: int, holds: bool) -> None:
    tender = {
        "country": "DE",
        "launch": datetime.date.fromisoformat(day),
        "value": {"amount": amount, "currency": "EUR"},
    }
    chosen = choose(LIBRARY, tender=tender, lots=[lot(months=1)])
    assert ("energy-efficient-products" in list_duties(chosen)) is holds


# --- parts of countries, and other countries ---


def list_rules(selection: Selection) -> str:
    return "\n".join(f"{rule.text} {rule.source}" for rule in list_rules_to_check(selection, english()))


def test_scottish_bodies_are_not_told_that_the_procurement_act_2023_binds_them() -> None:
    scottish = launched("GB", "2026-12-01", place="GB-SCT")
    assert "Public Contracts (Scotland) Regulations 2015" in list_rules(scottish)
    assert "uk-procurement-act-2023" not in list_rules(scottish)
    assert "best ratio of price and quality" in list_rules(scottish)
    assert {"sustainable-procurement", "community-benefit"} <= set(list_duties(scottish))
    assert "SI 2013/3113" in list_rules(scottish)
    english_ = launched("GB", "2026-12-01")
    assert "name the place GB-SCT" in list_rules(english_)
    assert "sustainable-procurement" not in list_duties(english_)


@pytest.mark.parametrize(
    ("day", "kind", "amount", "below"),
    [
        ("2024-03-15", "central", 116_000, True),
        ("2024-03-15", "central", 116_407, False),
        ("2025-12-31", "sub-central", 179_000, True),
        ("2026-01-01", "central", 113_000, False),
        ("2026-12-15", "central", 112_000, True),
        ("2026-12-15", "sub-central", 173_000, True),
        ("2026-12-15", "sub-central", 173_100, False),
        ("2028-01-17", "central", 95_000, True),  # the thresholds of 2028 are not known yet: the last ones decide
    ],
)
def test_below_their_threshold_other_regulations_bind_in_scotland(
    day: str, kind: str, amount: int, *, below: bool
) -> None:
    tender = {
        "country": "GB",
        "place": "GB-SCT",
        "launch": datetime.date.fromisoformat(day),
        "value": {"amount": amount, "currency": "GBP"},
        "authority-kind": kind,
    }
    rules = list_rules(choose(LIBRARY, tender=tender, lots=[lot(months=1)]))
    assert ("with the Procurement (Scotland) Regulations 2016; the Public Contracts" in rules) is below
    assert "Procurement (Scotland) Regulations 2016" in rules


def test_scotland_tells_of_notices_accessibility_and_the_permits_of_its_agency() -> None:
    scottish = launched("GB", "2026-12-01", place="GB-SCT")
    assert {"notices", "accessibility"} <= set(list_duties(scottish))
    assert "Environmental Authorisations (Scotland) Regulations 2018" in list_rules(scottish)
    assert "accessibility" not in list_duties(launched("GB", "2026-12-01", lot(**HANDED_OVER), place="GB-SCT"))
    assert "Environmental Authorisations" not in list_rules(launched("GB", "2026-12-01"))


@pytest.mark.parametrize(
    ("day", "told"),
    [("2026-06-01", None), ("2026-12-15", "(From 1"), ("2027-01-01", "(Since 1"), ("2028-01-17", "(Since 1")],
)
def test_scottish_sites_track_waste_from_2027_on(day: str, told: str | None) -> None:
    law = list_law(launched("GB", day, lot(**HANDED_OVER), place="GB-SCT"))
    assert ("digital waste tracking" in law) is (told is not None)
    assert told is None or f"{told} January 2027.)" in law
    assert "digital waste tracking" not in list_law(launched("GB", day, lot(**HANDED_OVER)))


@pytest.mark.parametrize(("day", "cited"), [("2025-02-23", False), ("2025-02-24", True)])
def test_an_annex_cites_the_procurement_act_2023_from_its_first_day_on(day: str, *, cited: bool) -> None:
    assert LIBRARY.sources["uk-procurement-act-2023"].is_in_force(datetime.date.fromisoformat(day)) is cited


def test_state_agencies_of_california_let_bidders_certify() -> None:
    assert "bidder-certification-2026" in list_duties(launched("US", "2026-12-01", place="US-CA"))
    assert "us-ca-prc-42480" in list_rules(launched("US", "2026-12-01", place="US-CA"))
    assert "bidder-certification-2026" not in list_duties(launched("US", "2026-12-01"))
    assert "us-ca-prc-42480" not in list_rules(launched("US", "2026-12-01"))


@pytest.mark.parametrize(
    ("day", "binding"), [("2025-11-01", "bidder-certification"), ("2026-01-01", "bidder-certification-2026")]
)
def test_california_counts_products_with_embedded_batteries_from_2026_on(day: str, binding: str) -> None:
    duties = list_duties(launched("US", day, place="US-CA"))
    assert [duty for duty in duties if duty.startswith("bidder-certification")] == [binding]


@pytest.mark.parametrize(("day", "binds"), [("2024-03-15", True), ("2027-09-29", True), ("2027-09-30", False)])
def test_california_asks_for_no_certificate_on_phones_once_their_act_ends(day: str, binds: bool) -> None:
    phones = launched("US", day, lot({"smartphone": 5}, months=1), place="US-CA")
    assert ("cell-phone-certification" in list_duties(phones)) is binds
    assert "cell-phone-certification" not in list_duties(launched("US", day, place="US-CA"))


@pytest.mark.parametrize("day", ["2024-03-15", "2026-12-15", "2028-01-17"])
def test_a_county_of_california_is_told_its_own_law(day: str) -> None:
    county = launched("US", day, lot({"desktop": 5}, {"desktop": 5}), place="US-CA")
    assert {"recycled-content", "trade-in", "state-audit"} <= set(list_duties(county))
    assert "trade-in" not in list_duties(launched("US", day, lot({"desktop": 5}), place="US-CA"))
    rules = list_rules(county)
    for source in ("us-ca-gov-54202", "us-ca-civ-1671", "us-ca-civ-1798-29"):
        assert source in rules
    assert "us-ucc-2-718" not in rules
    assert "universal waste" in list_law(county)
    assert "universal waste" not in list_law(launched("US", day, lot({"desktop": 5}), place="US-CA"))


def test_old_units_in_jordan_go_to_licensed_firms_whoever_buys() -> None:
    for tender in ({}, {"jurisdiction": "un"}):
        assert "firms that the Ministry of Environment licensed" in list_rules(launched("JO", "2026-12-15", **tender))
    assert "No. 24 of 2023" in list_rules(launched("JO", "2026-12-15"))
    assert "No. 24 of 2023" not in list_rules(launched("JO", "2026-12-15", jurisdiction="un"))


@pytest.mark.parametrize(("data", "is_told"), [("personal", True), ("none", False)])
def test_italy_is_told_of_its_closed_list_where_a_scheme_is_asked_for(data: str, *, is_told: bool) -> None:
    leased = launched(
        "IT", "2026-12-15", lot({"laptop": 60}, acquisition="lease", data=data), proportionality="standard"
    )
    assert ("closed-selection-criteria" in list_duties(leased)) is is_told


@pytest.mark.parametrize("day", ["2024-03-15", "2028-01-17"])
def test_the_united_nations_settle_duty_before_old_units_are_sold(day: str) -> None:
    office = launched("JO", day, lot({"desktop": 5}, {"mixed-ict": 5}), jurisdiction="un")
    assert {"duty-free-units", "property-survey", "general-conditions"} <= set(list_duties(office))
    bought = list_duties(launched("JO", day, lot({"desktop": 5}), jurisdiction="un"))
    assert "property-survey" not in bought
    assert "duty-free-units" in bought
    rules = list_rules(office)
    assert "No national law on personal data" in rules
    assert "without punitive damages: note how each amount estimates a loss (not confirmed)" in rules


@pytest.mark.parametrize(
    ("country", "place", "told"),
    [("IN", "IN-KA", "Karnataka Transparency"), ("IN", "IN-TN", "Tamil Nadu Transparency"), ("IN", None, "CPCB")],
)
def test_states_of_india_name_their_act(country: str, place: str | None, told: str) -> None:
    assert told in list_rules(launched(country, "2026-12-01", **({"place": place} if place else {})))


@pytest.mark.parametrize(("day", "told"), [("2024-12-31", False), ("2025-02-13", True), ("2028-01-17", True)])
def test_old_units_in_italy_go_with_a_form_of_the_register_of_waste(day: str, *, told: bool) -> None:
    assert ("waste-form" in list_duties(launched("IT", day, lot({"desktop": 5}, {"mixed-ict": 5}, months=1)))) is told
    assert "waste-form" not in list_duties(launched("IT", day, lot({"desktop": 5}, months=1)))


def test_whoever_buys_it_in_italy_outside_consip_tells_two_agencies() -> None:
    duties = find_duties(launched("IT", "2026-12-15", lot({"laptop": 5})))
    (duty,) = [d for d in duties if d.id == "central-purchasing"]
    assert "tell ANAC and AgID of the purchase" in duty.text["en"]


@pytest.mark.parametrize(
    ("day", "duty", "told"),
    [
        ("2024-03-01", "environment-weight", "From NOK 100,000 on"),
        ("2026-06-30", "environment-weight", "From NOK 100,000 on"),
        ("2026-07-01", "environment-weight-2026", "at NOK 500,000"),
        ("2028-01-10", "environment-weight-2026", "at NOK 500,000"),
    ],
)
def test_norway_keeps_its_weight_under_the_act_of_2026(day: str, duty: str, told: str) -> None:
    selection = launched("NO", day, lot(months=1))
    in_force = [d for d in find_duties(selection) if d.is_in_force(selection.purchase.tender.launch)]
    (weight,) = [d for d in in_force if d.least_environment_weight]
    assert (weight.id, weight.least_environment_weight) == (duty, 30)
    assert told in weight.text["en"]


@pytest.mark.parametrize(("day", "told"), [("2024-03-01", False), ("2024-07-01", True), ("2026-12-01", True)])
def test_california_tells_of_the_right_to_repair_since_july_2024(day: str, told: bool) -> None:
    bought = lot({"laptop": 5}, months=1)
    assert ("7 years after the last unit" in list_law(launched("US", day, bought, place="US-CA"))) is told
    assert "7 years after the last unit" not in list_law(launched("US", day, bought))


def test_india_buys_on_its_marketplace_and_asks_for_no_foreign_certificate_without_approval() -> None:
    indian = launched("IN", "2026-12-01")
    duties = {duty.id: duty.text["en"] for duty in find_duties(indian)}
    assert "GeM" in duties["government-e-marketplace"]
    assert "Foreign certifications" in duties["make-in-india"]
    assert "names no trade mark" in list_rules(indian)
    assert "make-in-india" not in list_duties(launched("KE", "2026-12-01"))


@pytest.mark.parametrize(
    ("duty", "before", "since"),
    [
        ("local-content-of-imports", "2024-03-15", "2024-07-19"),
        ("land-border", "2020-06-01", "2020-07-23"),
        ("global-tenders", "2020-04-01", "2020-05-15"),
        ("breach-to-cert-in", "2022-05-01", "2022-06-27"),
    ],
)
def test_india_tells_of_each_order_from_its_day_on(duty: str, before: str, since: str) -> None:
    assert duty not in list_duties(launched("IN", before))
    for day in (since, "2026-12-15", "2028-01-17"):
        assert duty in list_duties(launched("IN", day))


def test_india_asks_who_buys_no_devices_for_no_report_on_their_data() -> None:
    cartridges = lot({"consumables": 5}, acquisition="consumables", months=1)
    assert "breach-to-cert-in" not in list_duties(launched("IN", "2026-12-15", cartridges))
    assert "small-enterprises" in list_duties(launched("IN", "2026-12-15", cartridges))


@pytest.mark.parametrize(
    ("kind", "day", "told"),
    [
        ("tablet", "2024-03-15", False),
        ("tablet", "2025-04-02", True),
        ("tablet", "2028-01-17", True),
        ("laptop", "2024-03-15", True),
        ("projector-av", "2026-12-15", False),
    ],
)
def test_india_limits_substances_in_tablets_since_april_2025_and_in_laptops_before(
    kind: str, day: str, told: bool
) -> None:
    assert ("to the limits of Rule 16" in list_law(launched("IN", day, lot({kind: 5}, months=1)))) is told


@pytest.mark.parametrize(
    ("kind", "day", "told"),
    [
        ("tablet", "2023-09-01", False),
        ("tablet", "2024-03-15", True),
        ("tablet", "2027-02-15", True),
        ("display", "2026-12-15", False),
    ],
)
def test_computers_come_into_india_with_an_authorisation_since_november_2023(kind: str, day: str, told: bool) -> None:
    law = list_law(launched("IN", day, lot({kind: 5}, months=1)))
    assert ("Directorate General of Foreign Trade" in law) is told
    assert "Bureau of Indian Standards" in law


def test_india_sells_its_e_waste_to_registered_recyclers_only() -> None:
    handed_over = {d.id: d.text["en"] for d in find_duties(launched("IN", "2026-12-15", lot(**HANDED_OVER)))}
    assert "registration as recyclers is valid" in handed_over["disposal-of-goods"]
    assert "disposal-of-goods" not in list_duties(launched("IN", "2026-12-15"))


def test_india_registers_batteries_beside_equipment() -> None:
    indian = launched("IN", "2026-12-15", lot({"tablet": 5}, months=1))
    assert "Battery Waste Management Rules 2022" in str(printed(indian, "epr-registration").requirement)
    assert "in-battery-rules-2022" in list_law(indian)
    assert "in-battery-rules-2022" not in list_law(launched("IN", "2026-12-15", lot({"display": 5}, months=1)))


@pytest.mark.parametrize("day", ["2024-03-15", "2026-12-15", "2028-01-17"])
@pytest.mark.parametrize(
    ("country", "told"),
    [
        ("IN", "Rules of 13 November 2025: the main duties bind from May 2027 on"),
        ("EG", "Decree 816 of 2025 of the Minister of Communications, of 1 November 2025"),
    ],
)
def test_data_law_is_told_with_its_days_whatever_the_launch(country: str, told: str, day: str) -> None:
    assert told in list_rules(launched(country, day, lot(data="personal", months=1)))


def test_egypt_tells_what_prefers_its_products_and_small_firms() -> None:
    told = {duty.id: duty.text["en"] for duty in find_duties(launched("EG", "2026-12-15"))}
    assert "15 % above the lowest foreign one" in told["egyptian-products"]
    assert "20 % of your needs" in told["small-enterprises"]


def test_egypt_lets_hazardous_waste_out_with_an_approval_only() -> None:
    assert "eg-law-202-2020" in list_law(launched("EG", "2026-12-15", lot(**HANDED_OVER)))
    assert "type approval" not in list_law(launched("EG", "2026-12-15", lot({"laptop": 5}, months=1)))
    assert "type approval" in list_law(launched("EG", "2026-12-15", lot({"smartphone": 5}, months=1)))


@pytest.mark.parametrize(
    ("country", "told"),
    [
        ("ZA", "Price has 80 of 100 points"),
        ("PL", "at most 60 % of the weight"),
        ("EG", "Law 182 of 2018"),
        ("LI", "ÖAWG"),
        ("IS", "No. 120/2016"),
        ("GB", "begun from 24 February 2025 on"),
    ],
)
def test_the_act_and_its_award_weights_are_told(country: str, told: str) -> None:
    selection = launched(country, "2026-12-01")
    assert told in list_rules(selection)
    assert selection.jurisdiction == country.lower()


@pytest.mark.parametrize(
    ("day", "duty", "told"),
    [
        ("2023-05-01", None, ""),
        ("2024-03-15", "cybersecurity", "national strategic interests. For these"),
        ("2025-04-01", "cybersecurity", "national strategic interests. For these"),
        ("2025-05-05", "cybersecurity-2025", "a decree of 30 April 2025"),
        ("2028-01-10", "cybersecurity-2025", "a decree of 30 April 2025"),
    ],
)
def test_italy_asks_for_cybersecurity_and_names_the_decree_once_it_is_published(
    day: str, duty: str | None, told: str
) -> None:
    duties = {d.id: d.text["en"] for d in find_duties(launched("IT", day)) if d.id.startswith("cybersecurity")}
    assert list(duties) == ([duty] if duty else [])
    assert all(told in text for text in duties.values())


@pytest.mark.parametrize(
    ("day", "duty", "told"),
    [
        ("2024-03-15", "price-revision", "80 % of the change"),
        ("2024-11-15", "price-revision", "80 % of the change"),
        ("2024-12-31", "price-revision-2025", "80 % of what lies above"),
        ("2026-12-15", "price-revision-2025", "80 % of what lies above"),
    ],
)
def test_italian_prices_are_revised_by_the_code_of_the_day(day: str, duty: str, told: str) -> None:
    (revision,) = [d for d in find_duties(launched("IT", day)) if d.id.startswith("price-revision")]
    assert revision.id == duty
    assert told in revision.text["en"]


def test_italy_tells_both_ranges_of_penalties_and_whom_to_ask_before_a_tender() -> None:
    italian = launched("IT", "2026-12-15", lot({"laptop": 5}, months=1))
    assert "0.5 and 1.5 per mille" in list_rules(italian)
    assert "(0.3 and 1 where the procedure began before 31 December 2024)" in list_rules(italian)
    assert {"central-purchasing", "gender-equality-points"} <= set(list_duties(italian))
    assert "central-purchasing" not in list_duties(launched("ES", "2026-12-15", lot({"laptop": 5}, months=1)))


def test_who_hands_over_units_in_italy_is_told_to_whom_they_may_go() -> None:
    to_hand_over = {"waste-carriers", "retired-state-goods", "data-on-retired-units"}
    italian = launched("IT", "2026-12-15", lot(**HANDED_OVER))
    assert to_hand_over <= set(list_duties(italian))
    assert to_hand_over.isdisjoint(list_duties(launched("IT", "2026-12-15", lot({"laptop": 5}, months=1))))
    assert "Albo nazionale gestori ambientali" in list_rules(italian)


def test_italian_producers_of_batteries_have_a_register_of_their_own() -> None:
    rules = list_rules(launched("IT", "2026-12-15", lot({"laptop": 5}, months=1)))
    assert "for batteries, 29/2026 (before 7 March 2026: 188/2008)" in rules
    assert "Registro Pile for batteries (https://www.renap.gov.it)" in rules


@pytest.mark.parametrize("country", ["NO", "IS", "LI"])
def test_states_of_the_eea_are_told_that_acts_of_the_union_hold_once_taken_over(country: str) -> None:
    told = "holds only once the EEA Joint Committee has taken it over"
    assert told in list_law(launched(country, "2026-12-15", lot({"network-equipment": 5}, months=1)))
    assert told not in list_law(launched("SE", "2026-12-15", lot({"network-equipment": 5}, months=1)))


@pytest.mark.parametrize(("country", "area"), [("NO", "European Economic Area"), ("SE", "European Union")])
def test_bans_of_export_surround_the_area_of_the_place(country: str, area: str) -> None:
    text = str(printed(launched(country, "2026-12-15", lot(**HANDED_OVER)), "export-control").requirement)
    assert f"out of the {area} to a country" in text
    assert f"a used unit or component out of the {area}" in text


@pytest.mark.parametrize(
    ("day", "told"), [("2024-03-15", False), ("2026-05-15", False), ("2026-07-01", True), ("2028-01-17", True)]
)
def test_norway_asks_for_human_rights_frameworks_of_four_years_and_sanctions(day: str, told: bool) -> None:
    duties = list_duties(launched("NO", day, lot({"network-equipment": 5}, months=1)))
    assert {"human-rights", "framework-term"} <= set(duties)
    assert ("sanctions-for-aims" in duties) is told
    assert "relative weight of every award criterion" in list_rules(launched("NO", day))


@pytest.mark.parametrize(("day", "told"), [("2024-03-15", True), ("2024-12-31", True), ("2025-01-01", False)])
def test_before_2025_other_e_waste_than_hazardous_one_needed_no_consent(day: str, told: bool) -> None:
    law = list_law(launched("IT", day, lot(**HANDED_OVER)))
    assert ("Hazardous e-waste (A1180)" in law) is told


@pytest.mark.parametrize(("day", "told"), [("2025-06-01", False), ("2025-08-01", True), ("2026-12-15", True)])
def test_radio_equipment_is_secure_since_august_2025(day: str, told: bool) -> None:
    law = list_law(launched("IT", day, lot({"laptop": 5}, months=1)))
    assert ("Radio equipment that reaches the internet" in law) is told


def test_states_of_the_eea_are_told_product_law_of_the_union_and_none_of_its_procurement_law() -> None:
    for country in ("IS", "LI"):
        selection = launched(country, "2026-12-01", lot({"smartphone": 5}, months=1))
        assert "45 falls from 1 m" in list_law(selection)
        assert "battery-life-cycle" not in list_duties(selection)
        assert "eu-dir-2014-24" not in list_rules(selection)


@pytest.mark.parametrize(
    ("country", "duty", "since", "before"),
    [("IN", "registered-takers", "2023-04-01", "2023-02-01"), ("KE", "asset-disposal", "2026-12-01", None)],
)
def test_who_hands_over_old_equipment_is_told_to_whom_and_how(
    country: str, duty: str, since: str, before: str | None
) -> None:
    assert duty in list_duties(launched(country, since, lot(**HANDED_OVER)))
    assert duty not in list_duties(launched(country, since))
    if before:
        assert duty not in list_duties(launched(country, before, lot(**HANDED_OVER)))


def test_egypt_names_its_executive_regulations() -> None:
    assert "Decree 722 of 2022" in list_rules(launched("EG", "2026-12-01"))


@pytest.mark.parametrize(("day", "stayed"), [("2025-03-01", False), ("2025-05-07", True), ("2026-12-01", True)])
def test_kenya_says_that_courts_stayed_its_rules_for_producers(day: str, stayed: bool) -> None:
    assert ("producer-rules-stayed" in list_duties(launched("KE", day))) is stayed


def test_kenya_tells_how_a_tender_is_won_how_long_a_framework_runs_and_when_a_breach_is_told() -> None:
    handed_over = launched("KE", "2026-12-01", lot(**HANDED_OVER))
    assert {"breach-notice", "preferences", "e-waste-rules-drafted"} <= set(list_duties(handed_over))
    assert "framework-term" in list_duties(launched("KE", "2026-12-01", lot(months=48)))
    assert "framework-term" not in list_duties(launched("KE", "2026-12-01", lot(months=36)))
    assert "e-waste-rules-drafted" not in list_duties(launched("KE", "2024-06-01", lot(**HANDED_OVER)))
    assert "breach-notice" not in list_duties(launched("KE", "2026-12-01"))
    assert "total cost of ownership" in list_rules(launched("KE", "2026-12-01"))


def test_kenya_adds_to_the_price_in_money_and_names_licences_registers_and_reports() -> None:
    bought = launched("KE", "2026-12-01")
    assert {"award-in-money", "local-goods-report"} <= set(list_duties(bought))
    assert "data-commissioner" not in list_duties(bought)
    handed_over = launched("KE", "2026-12-01", lot(**HANDED_OVER))
    assert "data-commissioner" in list_duties(handed_over)
    assert not {"award-in-money", "local-goods-report"} & set(list_duties(handed_over))
    rules = list_rules(handed_over)
    assert "a tenderer may offer others that it shows to be equivalent" in rules
    assert "total liability of the contract price" in rules
    assert "with a licence of NEMA" in rules


@pytest.mark.parametrize(("day", "stayed"), [("2025-06-01", False), ("2025-09-08", True), ("2028-01-17", True)])
def test_kenya_says_that_a_court_stayed_its_system_for_tenders(day: str, *, stayed: bool) -> None:
    assert ("electronic-procurement" in list_duties(launched("KE", day))) is stayed


def test_croatia_names_the_ordinance_of_2023() -> None:
    law = list_rules(launched("HR", "2024-03-01"))
    assert "NN 124/23" in law
    assert "NN 42/14" not in law


@pytest.mark.parametrize(("day", "told"), [("2024-01-15", False), ("2024-02-18", True), ("2026-12-01", True)])
def test_the_limits_on_substances_in_batteries_hold_since_the_regulation_applies(day: str, told: bool) -> None:
    assert ("0.0005 % of mercury" in list_law(launched("DE", day, lot(months=1)))) is told


def test_under_italian_law_delay_and_subcontracts_are_settled() -> None:
    selection = launched("IT", "2026-12-15", lot({"laptop": 5}))
    duties = {duty.id: duty for duty in find_duties(selection)}
    assert duties["delay-penalty"].open_point
    assert "30 days" in duties["subcontracts"].text["en"]


def test_under_portuguese_law_sales_law_gives_three_years_and_a_long_term_needs_a_reason() -> None:
    selection = launched("PT", "2026-12-15", lot({"laptop": 5}, months=48))
    (pick,) = (p for p in selection.lots[0].picks if p.clause.id == "warranty-minimum")
    assert pick.values["warranty-years"]["laptop"].value == 3
    terms = [d.open_point for d in find_duties(selection) if d.id == "contract-term"]
    assert len(terms) == 1
    assert terms[0]
    short = launched("PT", "2026-12-15", lot({"laptop": 5}, months=36))
    assert not [d for d in find_duties(short) if d.id == "contract-term"]
