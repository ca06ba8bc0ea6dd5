# SPDX-License-Identifier: Apache-2.0
"""Who acts in the sentence that names a value: on sentences, and on the shipped clauses."""

from dataclasses import replace

import pytest

from tenderkit.library.reading import shipped_data, text_files
from tenderkit.papers.annex.annex import compose
from tenderkit.papers.calendar.acting_party import find_acting_party
from tenderkit.papers.calendar.contract_calendar import build_calendars
from tenderkit.purchase.reading import parse_purchase
from tenderkit.selection.select import select
from tests.support import EXAMPLES, annex, english, library, parameter, performance


@pytest.mark.parametrize(
    ("requirement", "party"),
    [
        ("The contractor shall answer within {{ days }}.", "contractor"),
        ("The contracting authority will announce an audit at least {{ days }} before.", "authority"),
        ("The contracting authority may extend the use by notice of {{ days }}.", "authority"),
        ("Where the contracting authority may object, the contractor shall answer within {{ days }}.", "contractor"),
        ("Within {{ days }} the contracting authority will check the data.", "authority"),
        ("Where it is not cured within {{ days }} of notice, the contracting authority may deduct.", "contractor"),
        ("A claim is made within {{ days }}.", "contractor"),
        ("The contracting authority will object. The contractor shall answer within {{ days }}.", "contractor"),
        ("The contractor shall deliver. The contracting authority will check within {{ days }}.", "authority"),
        ("The contractor shall deliver to the contracting authority within {{ days }}.", "contractor"),
        ("The contractor shall collect, where requested within {{ days }}, or at once.", "authority"),
        ("The contractor shall collect, where requested within a week, within {{ days }}.", "contractor"),
        ("The contracting authority maybe asks: {{ days }}. The contracting authority may.", "contractor"),
    ],
)
def test_the_words_of_a_sentence_say_who_acts(requirement: str, party: str) -> None:
    days = parameter({"core": 5}, unit="days", title="Days")
    made = library({"a": performance(parameters={"days": days}, text={"requirement": requirement})})
    (printed,) = annex(made).lots[0].clauses
    assert find_acting_party(printed, "days", english()) == party


def list_parties(name: str, code: str) -> dict[tuple[str, str], str]:
    """The party of each line of the calendars of an example; only lines of clauses that are in that language."""
    data = shipped_data.load_shipped_data().in_language(code)
    path, language = shipped_data.list_example_purchases()[name], data.language(code)
    read = parse_purchase(text_files.read_text(path, path.name), path.name, "toml")
    one = compose(select(data.library, replace(read, language=code)), language)
    spoken = {c.tag for c in one.selected if code == "en" or c.clause.id in data.library.words}
    entries = [e for lot in build_calendars(one) for e in (*lot.due, *lot.holding) if e.tag in spoken]
    return {(e.tag, e.key): e.party for e in entries}


def test_all_parties_act_in_the_shipped_clauses() -> None:
    found = {(tag[6:], key): party for name in EXAMPLES for (tag, key), party in list_parties(name, "en").items()}
    assert set(found.values()) == {"contractor", "authority", "tenderers", "either", "both"}
    assert {tag.partition("@")[0] for (tag, _), party in found.items() if party == "tenderers"} == {"proof-stages"}
    audits = {
        party for (tag, key), party in found.items() if tag.startswith("audit-right") and key.startswith("event")
    }
    assert audits == {"authority"}


@pytest.mark.parametrize("name", ["eg-school-laptops", "ke-school-laptops", "small-laptops", "de-displays-take-back"])
def test_a_translation_says_who_acts_as_the_english_text_does(name: str) -> None:
    arabic = list_parties(name, "ar")
    assert arabic
    assert arabic.items() <= list_parties(name, "en").items()
