# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.lint.seeded import found, keys, saying, shipped
from tests.support import clause, parameter

RULE = "brand-or-model-named"


@pytest.mark.parametrize(
    "text",
    [
        "The tenderer shall offer Lenovo ThinkPad notebooks.",
        "The processor shall be an Intel Core i5 or equivalent.",
        "The processor shall be an i5-1335U or faster.",
        "The unit shall hold a ryzen 5 processor.",
        "The tenderer shall supply an Intel-based server.",
        "Phones shall be Apple's or compatible with them.",
        "The toner shall fit an HP LaserJet.",
        "The contractor shall erase each medium with Blancco.",
        "The unit shall be model 840-G9 or equivalent.",
        "The laptops shall be Dell laptops like the existing ones, or equivalent.",
        "The docking station shall work with the 700 existing laptops of type Dell Latitude 5440.",
        "The processor shall be an Intel Core i5. An equivalent is any processor with the same score.",
        "A Xeon or equivalent. An equivalent is any processor with the same score. The case is from Lenovo.",
    ],
)
def test_a_make_is_found_also_with_or_equivalent(text: str) -> None:
    assert keys(RULE, saying(text)) == ["text.requirement"]


@pytest.mark.parametrize(
    "text",
    [
        "The contractor shall collect old units of any brand.",
        "Where a trade mark, patent, origin or producer is named, an equal tender is at no disadvantage.",
        "Sharp edges shall be covered, and an apple shall fit the tray.",
        "The unit shall have 512 gigabyte of storage and 3 micron dust filters.",
        "The tenderer shall tell the power in hp and offer inteligent, Dellwood and Acerola.",
        "The window of 10 days shall be kept; Windows are open.",
        "Docks shall work with the 700 existing laptops of type Dell Latitude 5440. Docks of any make are accepted.",
        "Cartridges for the 85 LaserJet printers now in use, or equivalent cartridges, shall print 3,000 pages.",
        "A Core i5-14500 or equivalent. An equivalent is any processor whose score is not more than 3 % lower.",
        "The tenderer shall name the model and each of the 12 models that it offers.",
    ],
)
def test_words_that_only_look_like_a_make_pass(text: str) -> None:
    assert keys(RULE, saying(text)) == []


def test_a_make_among_the_values_of_a_parameter_is_found() -> None:
    processors = parameter({"core": ["any with 8 cores", "AMD Ryzen 5"]}, type="list", unit=None)
    model = parameter({"core": "a", "comprehensive": "iPad"}, type="text", unit=None, direction="none")
    choice = parameter({"core": "x86"}, type="choice", unit=None, direction="none", choices=["x86", "Snapdragon"])
    one = clause(parameters={"processors": processors, "model": model, "kind": choice})
    assert keys(RULE, one) == [
        "parameters.processors.cases.1.core",
        "parameters.model.cases.1.comprehensive",
        "parameters.kind.choices",
    ]


def test_advice_for_the_authority_may_name_makes() -> None:
    assert keys(RULE, saying("Ask Lenovo and Dell for their terms.", "guidance")) == []


def test_the_finding_names_the_make_and_the_way_out() -> None:
    (one,) = found(RULE, saying("Is it a MacBook?", "question"))
    assert one.message == "“MacBook” names a make"
    assert one.fix == "Write what the thing shall do, in terms of performance or function."
    assert (one.place.file, one.place.key) == ("useful-life/a.toml", "text.question")


def test_the_shipped_library_is_clean() -> None:
    assert found(RULE, shipped()) == []
