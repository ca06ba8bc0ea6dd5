# SPDX-License-Identifier: Apache-2.0
import datetime
import json
from typing import Any

import pytest

from tenderkit.papers.digest import UNPRINTED
from tenderkit.papers.selection_record import RecordedValue, read_record, record_selection, write_record
from tenderkit.selection.select import select
from tests.support import every_type, example, put, read


def written(path: str, value: Any) -> str:
    return write_record(record_selection(select(every_type(), read(put(path, value)))))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("tender.value", {"amount": 437500, "currency": "EUR"}),
        ("tender.answers", {"sites": 3}),
        ("lots.0.answers", {"use": "outdoors"}),
        ("included", [{"clause": "bare", "reason": "because we say so"}]),
    ],
    ids=str,
)
def test_what_no_paper_prints_is_not_in_the_record(path: str, value: Any) -> None:
    assert written(path, value) == written("tender.title", "A tender")


@pytest.mark.parametrize("name", ["us-desktops", "eg-school-laptops", "de-displays-take-back", "un-country-office"])
def test_the_record_of_an_example_has_no_key_that_is_kept_back(name: str) -> None:
    selection = example(name).selection
    data = json.loads(write_record(record_selection(selection)))
    assert data["purchase"].keys().isdisjoint(UNPRINTED["purchase"])
    assert data["purchase"]["tender"].keys().isdisjoint(UNPRINTED["tender"])
    for lot in data["purchase"]["lots"]:
        assert lot.keys().isdisjoint(UNPRINTED["lots"])
    # Who set a value, and by which rule a clause came in, is for the notes alone.
    assert data.keys() == {"purchase", "jurisdiction", "weights", "clauses"}
    for clause in data["clauses"]:
        assert clause.keys() <= {"id", "version", "kind", "lots", "items", "returns", "values"}
        for values in clause.get("values", {}).values():
            assert all(value.keys() <= {"value", "unit", "anchor", "categories"} for value in values)


def test_the_size_of_the_purchase_and_its_value_leave_no_trace_but_the_clauses() -> None:
    text = write_record(record_selection(example("us-desktops").selection))
    assert not any(word in text for word in ("proportionality", '"value":{', "origin", '"given', '"reason"'))


def test_what_is_printed_is_in_the_record() -> None:
    selection = example("us-desktops").selection
    record = record_selection(selection)
    warranty = record.find_clause("warranty-minimum", 1)
    assert warranty is not None
    assert warranty.values["warranty-years"] == (RecordedValue(2, "years", "after-delivery"),)
    assert record.weights == ({"life-cycle-cost-award": 85, "warranty-extension-points": 15},)
    assert record.purchase["tender"]["launch"] == "2026-10-15"
    assert (record.language, record.jurisdiction) == ("en", "us")
    assert [clause.id for clause in record.list_clauses(0)] == [p.clause.id for p in selection.general.picks]
    assert written("lots.0.months", 47) != written("lots.0.months", 48)
    assert written("tender.launch", datetime.date(2027, 1, 16)) != written("tender.title", "A tender")


@pytest.mark.parametrize("name", ["us-desktops", "eg-school-laptops", "eu-five-lots"])
def test_a_record_is_read_as_it_was_written_and_always_written_alike(name: str) -> None:
    record = record_selection(example(name).selection)
    text = write_record(record)
    again = read_record(text)
    assert (
        write_record(again)
        == text
        == json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    )
    assert again.clauses == record.clauses


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"clauses": 1}', "[" * 100_000, '{"purchase": {}}', "\0"])
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_record(text)
