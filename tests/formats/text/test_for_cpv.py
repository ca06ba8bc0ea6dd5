# SPDX-License-Identifier: Apache-2.0
from tenderkit.formats.text.for_cpv import build_data, render
from tenderkit.library.cpv import CpvCode, CpvMatch, match_code
from tenderkit.library.library import Library
from tenderkit.library.reading.english_words import load_english
from tests.support import clause, english, library, performance

CODES = {
    "30000000": CpvCode("Office machines"),
    "30213100": CpvCode("Portable computers"),
    "50320000": CpvCode(
        "Repair of personal computers, of their parts and of whatever else belongs to them", "repair"
    ),
}


def whole() -> Library:
    return library(
        {
            "general/rule": clause(kind="general-rule"),
            "laptops": clause(applies=[{"categories": ["laptop"]}], sets=["short", "standard"]),
            "long-name-of-a-clause": clause(applies=[{"categories": ["laptop"]}], sets=[]),
            "displays": clause(applies=[{"categories": ["display"]}]),
            "duty": performance(sets=["standard"]),
            "report": performance(group="reporting", sets=["standard"]),
        }
    )


def found(code: str) -> CpvMatch:
    return match_code(code, CODES, whole(), load_english())


def text(code: str) -> list[str]:
    return render(found(code), whole(), english()).splitlines()


def test_the_text_shows_the_way_up_and_the_clauses_under_their_kinds() -> None:
    assert text("30213150") == [
        "CPV code 30213150",
        "  30213150  not known here",
        "  30213100  Portable computers -> laptop",
        "",
        "Category: laptop",
        "Acquisition model: not given by the code; clauses for any model are listed",
        "",
        "5 of 6 clauses could apply, each with its sets:",
        "",
        "general rule",
        "  rule                   short, standard",
        "",
        "technical specification",
        "  laptops                short, standard",
        "  long-name-of-a-clause  -",
        "",
        "contract performance clause",
        "  duty                   standard",
        "",
        "contract performance clause, reports",
        "  report                 standard",
    ]


def test_a_code_of_a_service_names_its_model() -> None:
    lines = text("50323000")
    assert "Category: not given by the code; clauses for any category are listed" in lines
    assert "Acquisition model: repair" in lines
    assert max(map(len, lines)) <= 80


def test_a_code_that_leads_nowhere_has_no_list() -> None:
    assert text("30990000") == [
        "CPV code 30990000",
        "  30990000  not known here",
        "  30900000  not known here",
        "  30000000  Office machines",
        "",
        "No category and no acquisition model is known for it.",
    ]


def test_the_data_have_the_walk_and_the_clauses() -> None:
    one = build_data(found("30213150"))
    assert (one["code"], one["category"], one["acquisition"], one["relatives"]) == ("30213150", "laptop", None, [])
    assert one["walk"] == [
        {
            "code": "30213150",
            "known": False,
            "label": None,
            "category": None,
            "acquisition": None,
            "out_of_scope": None,
        },
        {
            "code": "30213100",
            "known": True,
            "label": "Portable computers",
            "category": "laptop",
            "acquisition": None,
            "out_of_scope": None,
        },
    ]
    assert one["clauses"][1] == {
        "id": "laptops",
        "kind": "technical-specification",
        "theme": "useful-life",
        "sets": ["short", "standard"],
    }


def test_the_data_of_a_code_that_is_too_general_name_the_nearest() -> None:
    one = build_data(found("30213000"))
    assert one["category"] is None
    assert one["clauses"] == []
    assert one["relatives"] == [
        {"category": "laptop", "code": "30213100"},
        {"category": "tablet", "code": "30213200"},
        {"category": "desktop", "code": "30213300"},
    ]
