# SPDX-License-Identifier: Apache-2.0
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenderkit.library.library import Library
from tenderkit.selection.select import select
from tenderkit.selection.selection import Reason
from tests.support import (
    award,
    choose,
    clause,
    decision,
    ids,
    library,
    limit,
    lot,
    parameter,
    part,
    pick,
    profile,
    purchase,
    refused,
    select_ids,
)

Table = dict[str, Any]


# --- jurisdiction ---

EUROPE = {
    "eu": profile(members=["FR", "DE", "AT"], product_law_also=["NO", "IS", "LI"]),
    "fr": profile(parent="eu"),
    "un": profile(),
}


def where(**tender: str) -> tuple[str, str]:
    selection = choose(library({}, EUROPE), tender={k.replace("_", "-"): v for k, v in tender.items()})
    return selection.jurisdiction, selection.jurisdiction_basis


def test_the_profile_of_the_country_itself_goes_before_that_of_its_group() -> None:
    assert where(country="FR") == ("fr", "own")


def test_a_country_without_a_profile_has_that_of_the_group_that_lists_it() -> None:
    assert where(country="AT") == ("eu", "member")


def test_a_country_that_nobody_lists_has_the_international_profile() -> None:
    assert where(country="BR") == ("international", "default")


def test_without_a_country_the_international_profile_holds() -> None:
    assert where() == ("international", "default")


def test_a_chosen_jurisdiction_overrides_the_country() -> None:
    assert where(country="FR", jurisdiction="un") == ("un", "chosen")


def test_the_place_of_delivery_does_not_change_the_jurisdiction() -> None:
    assert where(country="FR", delivery_country="BR") == ("fr", "own")


def test_the_authority_is_under_its_profile_and_its_parents() -> None:
    facts = part(choose(library({}, EUROPE), tender={"country": "FR"})).facts
    assert facts.jurisdictions == {"fr", "eu"}


def test_an_eea_state_outside_the_eu_takes_its_product_law_and_not_its_procurement_rules() -> None:
    selection = choose(library({}, EUROPE), tender={"country": "NO"})
    assert selection.jurisdiction == "international"
    assert "eu" in selection.place


def test_the_place_is_that_of_delivery() -> None:
    selection = choose(library({}, EUROPE), tender={"country": "BR", "delivery-country": "FR"})
    assert selection.place == ("fr", "eu")


def test_without_a_place_of_delivery_it_is_the_country() -> None:
    assert choose(library({}, EUROPE), tender={"country": "FR"}).place == ("fr", "eu")


SCOTLAND = {"gb": profile(title={"en": "Great Britain"}), "gb-sct": profile(parent="gb")}


def test_a_profile_named_after_the_place_goes_before_that_of_the_country() -> None:
    selection = choose(library({}, SCOTLAND), tender={"country": "GB", "place": "GB-SCT"})
    assert (selection.jurisdiction, selection.jurisdiction_basis) == ("gb-sct", "place")
    assert "place-without-profile" not in {finding.rule for finding in selection.findings}


def test_product_law_of_the_place_holds_where_units_stay_in_its_country() -> None:
    at_home = {"country": "GB", "place": "GB-SCT"}
    assert choose(library({}, SCOTLAND), tender=at_home).place == ("gb-sct", "gb")
    abroad = choose(library({}, {**SCOTLAND, "ke": profile()}), tender={**at_home, "delivery-country": "KE"})
    assert abroad.place == ("ke",)


def test_a_place_without_a_profile_is_told_and_the_country_counts() -> None:
    selection = choose(library({}, SCOTLAND), tender={"country": "GB", "place": "GB-WLS"})
    assert (selection.jurisdiction, selection.jurisdiction_basis) == ("gb", "own")
    (finding,) = [found for found in selection.findings if found.rule == "place-without-profile"]
    assert finding.message == "the law of GB-WLS itself is not recorded: the profile “Great Britain” is used"


# --- proportionality ---

SHILLINGS_TABLE: Table = {"small_value": {"amount": 1000, "currency": "KES"}}
SHILLINGS = {"ke": profile(**SHILLINGS_TABLE)}


def size(lots: list[Table] | None = None, profiles: dict[str, Table] | None = None, **tender: Any) -> tuple[str, str]:
    selection = choose(library({}, profiles or SHILLINGS), tender={"country": "KE", **tender}, lots=lots or [lot()])
    return selection.proportionality, selection.proportionality_basis


def worth(amount: float, currency: str = "KES") -> Table:
    return {"amount": amount, "currency": currency}


@pytest.mark.parametrize(("units", "expected"), [(1, "short"), (25, "short"), (26, "standard")])
def test_up_to_25_units_make_a_small_purchase(units: int, expected: str) -> None:
    assert size([lot({"laptop": units})]) == (expected, "quantity")


@pytest.mark.parametrize(("more", "expected"), [(12, "short"), (13, "standard")])
def test_the_items_of_all_lots_count_together(more: int, expected: str) -> None:
    assert size([lot({"laptop": 6, "tablet": 7}), lot({"display": more})]) == (expected, "quantity")


def test_returns_of_other_lots_do_not_count() -> None:
    assert size([lot({"laptop": 20}, {"laptop": 500})]) == ("short", "quantity")


@pytest.mark.parametrize(("units", "expected"), [(25, "short"), (26, "standard")])
def test_returns_count_in_take_back_lots(units: int, expected: str) -> None:
    assert size([lot(returns={"laptop": units}, acquisition="take-back")]) == (expected, "quantity")


def test_items_and_the_returns_of_take_back_lots_count_together() -> None:
    lots = [lot({"laptop": 20}), lot(returns={"laptop": 6}, acquisition="take-back")]
    assert size(lots) == ("standard", "quantity")


@pytest.mark.parametrize("category", ["data-centre", "cloud-hosting"])
def test_data_centres_and_hosting_are_never_small(category: str) -> None:
    assert size([lot({category: 1}, acquisition="service")])[0] == "standard"


def test_print_services_are_never_small() -> None:
    assert size([lot({"imaging-equipment": 1}, acquisition="print-service")])[0] == "standard"


def test_one_lot_that_is_never_small_makes_the_tender_standard() -> None:
    assert size([lot({"laptop": 1}), lot({"cloud-hosting": 1}, acquisition="service")])[0] == "standard"


@pytest.mark.parametrize(("amount", "expected"), [(999.99, "short"), (1000, "standard")])
def test_a_value_below_that_of_the_profile_makes_a_small_purchase(amount: float, expected: str) -> None:
    assert size(value=worth(amount)) == (expected, "value")


def test_a_value_in_the_same_currency_decides_alone_against_many_units() -> None:
    assert size([lot({"laptop": 5000})], value=worth(900)) == ("short", "value")


def test_a_value_in_the_same_currency_decides_alone_against_few_units() -> None:
    assert size([lot({"laptop": 1})], value=worth(9000)) == ("standard", "value")


def test_a_value_in_the_same_currency_decides_alone_against_the_content() -> None:
    assert size([lot({"cloud-hosting": 1}, acquisition="service")], value=worth(900)) == ("short", "value")


def test_a_value_in_another_currency_leaves_it_to_the_units() -> None:
    assert size([lot({"laptop": 500})], value=worth(900, "EUR")) == ("standard", "quantity")


def test_where_the_profile_has_no_small_value_the_units_decide() -> None:
    assert size([lot({"laptop": 5})], {"ke": profile()}, value=worth(9000)) == ("short", "quantity")


def test_the_small_value_of_a_parent_counts() -> None:
    profiles = {"ke": profile(parent="east"), "east": SHILLINGS["ke"]}
    assert size(profiles=profiles, value=worth(900)) == ("short", "value")


def test_the_small_value_is_that_of_the_authority_and_not_of_the_place_of_delivery() -> None:
    profiles = {**SHILLINGS, "in": profile()}
    tender: Table = {"country": "IN", "delivery-country": "KE", "value": worth(900)}
    assert size(None, profiles, **tender) == ("standard", "quantity")


LARGE_SHILLINGS = {"ke": profile(**SHILLINGS_TABLE, large_value={"amount": 5000, "currency": "KES"})}


@pytest.mark.parametrize(("amount", "expected"), [(999, "short"), (4999, "standard"), (5000, "large")])
def test_a_value_from_the_large_one_of_the_profile_makes_a_large_purchase(amount: float, expected: str) -> None:
    assert size(None, LARGE_SHILLINGS, value=worth(amount)) == (expected, "value")


def test_a_profile_may_name_values_in_several_currencies() -> None:
    values = [{"amount": 1000, "currency": "KES"}, {"amount": 10, "currency": "USD"}]
    profiles = {"ke": profile(small_value=values)}
    assert size(None, profiles, value=worth(11, "USD")) == ("standard", "value")
    assert size(None, profiles, value=worth(900)) == ("short", "value")


def test_of_two_values_in_one_currency_that_of_the_library_on_top_counts() -> None:
    values = [{"amount": 1000, "currency": "KES"}, {"amount": 500, "currency": "KES"}]
    assert size(None, {"ke": profile(small_value=values)}, value=worth(900)) == ("standard", "value")


@pytest.mark.parametrize(
    ("kind", "launch", "expected"),
    [
        ("central", "2026-06-01", "standard"),
        ("sub-central", "2026-06-01", "short"),
        ("central", "2025-12-31", "short"),
        ("central", "2028-01-01", "short"),
    ],
)
def test_a_value_over_a_threshold_in_force_is_never_small(kind: str, launch: str, expected: str) -> None:
    threshold = {"amount": 500, "currency": "KES", "authority-kind": "central", "from": "2026-01-01"}
    profiles = {"ke": profile(**SHILLINGS_TABLE, threshold_value=[{**threshold, "until": "2027-12-31"}])}
    tender = {"authority-kind": kind, "launch": date.fromisoformat(launch), "value": worth(900)}
    assert size(None, profiles, **tender) == (expected, "value")


@pytest.mark.parametrize(("units", "expected"), [(1999, "standard"), (2000, "large")])
def test_from_2000_units_a_purchase_is_large(units: int, expected: str) -> None:
    assert size([lot({"laptop": units})]) == (expected, "quantity")


def test_consumables_and_accessories_make_no_purchase_large() -> None:
    assert size([lot({"laptop": 100, "accessory": 5000})]) == ("standard", "quantity")
    assert size([lot({"consumables": 5000}, acquisition="consumables")]) == ("standard", "quantity")


@pytest.mark.parametrize(("servers", "expected"), [(2, ("short", "quantity")), (3, ("standard", "content"))])
def test_three_servers_are_never_a_small_purchase(servers: int, expected: tuple[str, str]) -> None:
    assert size([lot({"server": servers - 1}), lot({"ups-battery": 1})]) == expected


def test_a_large_purchase_has_the_standard_and_the_large_set() -> None:
    sets = {"a": "short", "b": "standard", "c": "large", "d": "standard-lease", "e": "standard-repair"}
    whole = library({id_: clause(sets=[name]) for id_, name in sets.items()})
    (part,) = choose(whole, lots=[lot({"laptop": 2000}, acquisition="lease")]).lots
    assert sorted(pick.clause.id for pick in part.picks) == ["b", "c", "d"]


@pytest.mark.parametrize(("data", "expected"), [("internal", []), ("personal", ["p"]), ("classified", ["c", "p"])])
def test_a_class_of_data_brings_in_its_clauses_whatever_the_size(data: str, expected: list[str]) -> None:
    whole = library({"p": clause(sets=["data-personal"]), "c": clause(sets=["data-classified"])})
    (part,) = choose(whole, lots=[lot({"laptop": 1}, data=data)]).lots
    assert sorted(pick.clause.id for pick in part.picks) == expected
    assert {part.decisions[id_].rule for id_ in expected} <= {"proportionality"}


def test_a_priority_brings_in_its_clauses_whatever_the_size_and_says_so() -> None:
    whole = library({"r": clause(sets=["priority-repair"]), "m": clause(sets=["priority-materials"])})
    (part,) = choose(whole, lots=[lot({"laptop": 1})], tender={"priorities": ["repair"]}).lots
    assert [pick.clause.id for pick in part.picks] == ["r"]
    assert part.decisions["r"].reason == Reason("wanted", words="priority-repair")
    assert not part.decisions["m"].selected


def test_a_clause_of_the_size_of_the_purchase_needs_no_priority() -> None:
    whole = library({"r": clause(sets=["short", "priority-repair"])})
    (part,) = choose(whole, lots=[lot({"laptop": 1})], tender={"priorities": ["repair"]}).lots
    assert part.decisions["r"].rule == "applies"


@pytest.mark.parametrize("chosen", ["short", "standard", "large", "full"])
def test_a_chosen_proportionality_goes_before_everything(chosen: str) -> None:
    assert size(value=worth(900), proportionality=chosen) == (chosen, "chosen")


# --- lots never leak into each other ---


def two(first: Table, second: Table, clauses: dict[str, Table], **overrides: Any) -> list[list[str]]:
    selection = choose(library(clauses), lots=[first, second], **overrides)
    return [ids(selection, 1), ids(selection, 2)]


def test_the_facts_of_a_lot_decide_about_that_lot_only() -> None:
    clauses = {"a": clause(applies=[{"acquisition": ["lease"]}])}
    assert two(lot(), lot(acquisition="lease"), clauses) == [[], ["a"]]


def test_a_clause_in_one_lot_is_no_partner_in_another() -> None:
    clauses = {"a": clause(applies=[{"acquisition": ["lease"]}]), "b": clause(applies=[{"with": ["a"]}])}
    assert two(lot(), lot(acquisition="lease"), clauses) == [[], ["a", "b"]]


def test_a_requirement_in_one_lot_brings_nothing_back_in_another() -> None:
    clauses = {"a": clause(applies=[{"acquisition": ["lease"]}], requires=["b"]), "b": clause(sets=[])}
    assert two(lot(), lot(acquisition="lease"), clauses) == [[], ["a", "b"]]


def test_a_clause_gives_way_in_the_lot_of_the_conflict_only() -> None:
    clauses = {"a": clause(conflicts=["b"]), "b": clause(applies=[{"acquisition": ["lease"]}])}
    assert two(lot(), lot(acquisition="lease"), clauses) == [["a"], ["b"]]


def test_a_clause_is_replaced_in_the_lot_of_the_replacing_one_only() -> None:
    clauses = {"a": clause(), "b": clause(replaces=["a"], applies=[{"acquisition": ["lease"]}])}
    assert two(lot(), lot(acquisition="lease"), clauses) == [["a"], ["b"]]


def test_the_cap_counts_per_lot() -> None:
    short = {"proportionality": "short"}
    clauses = {"a": award(applies=[{"categories": ["laptop"]}]), "b": award(applies=[{"categories": ["display"]}])}
    assert two(lot(), lot({"display": 5}), clauses, tender=short) == [["a"], ["b"]]


def test_an_exclusion_may_be_for_one_lot() -> None:
    changes = [{"clause": "a", "reason": "Not here.", "lot": 2}]
    assert two(lot(), lot(), {"a": clause()}, excluded=changes) == [["a"], []]


def test_an_exclusion_without_a_lot_is_for_all() -> None:
    changes = [{"clause": "a", "reason": "Not here."}]
    assert two(lot(), lot(), {"a": clause()}, excluded=changes) == [[], []]


def test_an_inclusion_may_be_for_one_lot() -> None:
    changes = [{"clause": "a", "reason": "Here too.", "lot": 2}]
    assert two(lot(), lot(), {"a": clause(sets=[])}, included=changes) == [[], ["a"]]


def test_an_answer_of_a_lot_is_for_that_lot() -> None:
    clauses = {"a": clause(applies=[{"use": ["outdoors"]}])}
    assert two(lot(), lot(answers={"use": "outdoors"}), clauses) == [[], ["a"]]


def test_an_answer_of_the_tender_is_for_all_lots() -> None:
    clauses = {"a": clause(applies=[{"use": ["outdoors"]}])}
    assert two(lot(), lot(), clauses, tender={"answers": {"use": "outdoors"}}) == [["a"], ["a"]]


def test_an_answer_of_a_lot_goes_before_that_of_the_tender() -> None:
    clauses = {"a": clause(applies=[{"use": ["outdoors"]}])}
    tender = {"answers": {"use": "outdoors"}}
    assert two(lot(), lot(answers={"use": "office"}), clauses, tender=tender) == [["a"], []]


def test_a_value_of_a_lot_is_for_that_lot() -> None:
    whole = library({"a": clause(parameters={"years": parameter({"core": 5})})})
    selection = choose(whole, lots=[lot(), lot(parameters={"a": {"years": 7}})])
    assert [pick(selection, "a", n).values["years"]["laptop"].value for n in (1, 2)] == [5, 7]


def test_each_lot_is_judged_by_the_law_of_its_own_date() -> None:
    floor = limit("a.years", 7, from_=date(2027, 6, 1))
    whole = library({"a": clause(parameters={"years": parameter({"core": 5})})}, {"ke": profile(limits=[floor])})
    lots = [lot(), lot(delivery_from=date(2027, 7, 1))]
    selection = choose(whole, tender={"country": "KE"}, lots=lots)
    assert [pick(selection, "a", n).values["years"]["laptop"].value for n in (1, 2)] == [5, 7]


def test_the_refusals_of_all_lots_are_told_at_once() -> None:
    whole = library({"a": clause(requires=["b"]), "b": clause()})
    changes = [{"clause": "b", "reason": "No."}]
    assert [f.place.lot for f in refused(whole, lots=[lot(), lot()], excluded=changes)] == [1, 2]


# --- properties ---

NAMES = ("a", "b", "c", "d", "e", "f", "g")


@st.composite
def clause_files(draw: st.DrawFn) -> dict[str, Table]:
    """Seven clauses that require, stand beside and replace each other.

    The last four may give way to the first three, which give way to nobody and are in, where they are, on their
    own: a clause that gives way to one that is in only because of it has no answer that an order could not change.
    """
    files: dict[str, Table] = {}
    for number, name in enumerate(NAMES):
        lines: Table = {}
        if draw(st.booleans()):
            lines["categories"] = draw(st.lists(st.sampled_from(("laptop", "tablet", "display")), min_size=1))
        if number > 2 and draw(st.booleans()):
            lines["with"] = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=2))
        kind = draw(st.sampled_from(("technical-specification", "award-criterion")))
        both = ["short", "standard"]
        files[name] = clause(
            kind=kind,
            rank=number,
            applies=[lines],
            sets=draw(st.sampled_from(([], ["short"], ["standard"], both))) if number > 2 else both,
            requires=draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True)),
            replaces=draw(st.lists(st.sampled_from(NAMES[:number]), max_size=1)) if number else [],
            conflicts=draw(st.lists(st.sampled_from(NAMES[:3]), max_size=1)) if number > 2 else [],
        )
    return files


@st.composite
def lots_of(draw: st.DrawFn) -> list[Table]:
    kinds = st.dictionaries(st.sampled_from(("laptop", "tablet", "display")), st.integers(1, 40), min_size=1)
    return [lot(draw(kinds)) for _ in range(draw(st.integers(1, 2)))]


SIZES = st.sampled_from(("short", "standard", "full"))


@given(clause_files(), lots_of(), SIZES)
def test_selection_is_deterministic(files: dict[str, Table], lots: list[Table], chosen: str) -> None:
    whole = library(files)
    asked = purchase(whole, lots=lots, tender={"proportionality": chosen})
    assert select(whole, asked) == select(whole, asked)


@given(clause_files(), lots_of(), SIZES, st.permutations(NAMES))
def test_selection_does_not_depend_on_the_order_of_clause_files(
    files: dict[str, Table], lots: list[Table], chosen: str, order: list[str]
) -> None:
    tender = {"proportionality": chosen}
    one = choose(library(files), lots=lots, tender=tender)
    other = choose(library({name: files[name] for name in order}), lots=lots, tender=tender)
    assert one.parts == other.parts
    assert one.findings == other.findings


@given(clause_files(), lots_of(), SIZES, st.permutations(NAMES))
def test_which_clauses_are_in_depends_on_no_order_at_all(
    files: dict[str, Table], lots: list[Table], chosen: str, order: list[str]
) -> None:
    # Ranks differ and nobody gives way to a clause that itself gives way: nothing is left for an order to decide.
    sorted_ = library(files)
    shuffled = Library(
        sorted_.vocabulary,
        sorted_.questions,
        sorted_.sources,
        sorted_.jurisdictions,
        {name: sorted_.clauses[name] for name in order},
        sorted_.digest,
    )
    tender = {"proportionality": chosen}
    one, other = choose(sorted_, lots=lots, tender=tender), choose(shuffled, lots=lots, tender=tender)
    for here, there in zip(one.parts, other.parts, strict=True):
        assert {c: d.selected for c, d in here.decisions.items()} == {
            c: d.selected for c, d in there.decisions.items()
        }


@given(clause_files(), lots_of(), SIZES)
def test_every_clause_is_named_in_every_lot_with_what_was_decided(
    files: dict[str, Table], lots: list[Table], chosen: str
) -> None:
    selection = choose(library(files), lots=lots, tender={"proportionality": chosen})
    for number in range(1, len(lots) + 1):
        decided = part(selection, number).decisions
        assert list(decided) == list(NAMES)
        assert sorted(ids(selection, number)) == sorted(c for c, d in decided.items() if d.selected)


@given(clause_files(), lots_of(), SIZES)
def test_the_relations_hold_among_what_is_in(files: dict[str, Table], lots: list[Table], chosen: str) -> None:
    selection = choose(library(files), lots=lots, tender={"proportionality": chosen})
    for number in range(1, len(lots) + 1):
        inside = set(ids(selection, number))
        for id_ in inside:
            one = selection.library.clauses[id_]
            assert inside.isdisjoint(c.clause for c in one.conflicts)
            assert all("with" not in block or inside.intersection(block["with"]) for block in one.applies)
            unmet = set(decision(selection, id_, number).reason.unmet)
            assert unmet <= set(one.requires) - inside
            # What would have fitted and is out all the same gave way to another clause.
            for gone in set(one.requires) - inside - unmet:
                assert decision(selection, gone, number).rule in ("conflicts", "proportionality", "excluded")


@given(clause_files(), SIZES)
def test_a_lot_is_chosen_alike_alone_and_beside_others(files: dict[str, Table], chosen: str) -> None:
    whole, tender = library(files), {"proportionality": chosen}
    first, second = lot({"laptop": 30, "tablet": 5}), lot({"display": 30})
    both = choose(whole, tender=tender, lots=[first, second])
    assert ids(both, 1) == select_ids(whole, tender=tender, lots=[first])
    assert ids(both, 2) == select_ids(whole, tender=tender, lots=[second])
