# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped
from tests.support import award, clause, parameter, performance

RULE = "local-facility-at-tender"


@pytest.mark.parametrize(
    "text",
    [
        "The tenderer shall have a repair workshop within 50 km of the city hall.",
        "The tenderer shall operate at least one service centre in the country.",
        "The tenderer shall have an office in Nairobi or elsewhere in Kenya.",
        "The tenderer shall keep spare parts in a warehouse no more than 100 kilometres away.",
        "Repairs shall be done by a local authorised workshop.",
        "The tenderer must have a physical office in Nairobi.",
        "The tenderer shall run a repair workshop within the boundaries of the city of Lindau.",
        "The service centre of the tenderer shall be no further than 100 km away.",
    ],
)
def test_a_place_of_work_nearby_is_found(text: str) -> None:
    assert keys(RULE, saying(text)) == ["text.requirement"]


def test_points_for_a_place_of_work_nearby_are_found() -> None:
    text = "The contracting authority scores tenderers with a depot in the region."
    assert keys(RULE, award(text={"requirement": text})) == ["text.requirement"]


def test_the_distance_may_be_a_value() -> None:
    distance = parameter({"core": "30 km"}, type="text", unit=None, direction="none")
    text = "The tenderer shall run a workshop within {{ distance }}."
    assert keys(RULE, clause(parameters={"distance": distance}, text={"requirement": text})) == ["text.requirement"]


@pytest.mark.parametrize(
    "text",
    [
        "The tenderer shall correct each fault within 5 working days, at the office where the unit is used.",
        "The tenderer shall deliver to each office of the contracting authority in the city.",
        "The tenderer shall name the workshop that will repair the units, wherever it is.",
        "The tenderer shall answer within 30 minutes from a service desk.",
        "No local office is required.",
    ],
)
def test_a_time_or_a_place_of_the_authority_passes(text: str) -> None:
    assert keys(RULE, saying(text)) == []


@pytest.mark.parametrize(("who", "count"), [("contractor", 0), ("tenderer", 1)])
def test_after_award_a_place_of_work_may_be_asked_for(who: str, count: int) -> None:
    one = performance(text={"requirement": f"The {who} shall open a workshop within 50 km."})
    assert len(found(RULE, one)) == count


def test_the_finding_names_the_words_and_the_way_out() -> None:
    (one,) = found(RULE, saying("The tenderer shall have a branch in the city."))
    assert one.message == "“have a branch in the city” asks for a place of work near the authority"
    assert one.fix == "Ask for a response or repair time in a contract performance clause instead."


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
