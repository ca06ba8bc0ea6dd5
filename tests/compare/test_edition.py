# SPDX-License-Identifier: Apache-2.0
import gzip
import io
import tarfile
from pathlib import Path

import pytest

from tenderkit.compare.difference import ClauseDifference, ValueMove, compare_states
from tenderkit.compare.edition import make_edition, make_library_state
from tenderkit.compare.edition_files import list_releases, read_folder, read_release, read_shipped_edition
from tenderkit.errors import InvalidInput
from tenderkit.library.reading.shipped_data import load_shipped_data
from tests.releases.write_texts import pack, read

MEMBERS = {"computers": ("laptop", "desktop")}
DATA = Path(__file__).parents[1] / "releases" / "0.1.0" / "data.tar.xz"


def test_a_value_is_told_for_each_category_and_the_first_case_counts() -> None:
    cases = [
        {"categories": ["laptop"], "core": {"value": 7, "source": "law", "clause": "3"}, "anchor": "after-delivery"},
        {"categories": ["computers"], "acquisition": ["lease"], "core": 5, "comprehensive": 6},
        {"categories": ["laptop"], "core": 1},
        {"core": 2},
    ]
    table = {"version": 2, "text": {"title": "T"}, "parameters": {"years": {"unit": "years", "cases": cases}}}
    clause = make_edition("x", {"a": table}, MEMBERS).clauses["a"]
    assert {key: (value.text, value.origin) for key, value in clause.values["years"].items()} == {
        "laptop": ("7 years after-delivery", "law, 3"),
        "laptop; acquisition lease": ("5 years (comprehensive: 6)", ""),
        "desktop; acquisition lease": ("5 years (comprehensive: 6)", ""),
        "": ("2 years", ""),
    }


CASE = {"categories": ["computers"], "core": 5, "min": 3, "max": 9}
RULED = {
    "version": 1,
    "kind": "award-criterion",
    "scale": {"type": "lowest"},
    "applies": [{"categories": ["laptop", "desktop"]}, {"data": ["personal"]}],
    "text": {"title": "T", "question": "Which?"},
    "variants": {"v": {"when": {"acquisition": ["lease"]}}},
    "parameters": {"years": {"direction": "min", "cases": [CASE]}},
}


def differ(**changes: object) -> ClauseDifference:
    sides = [make_library_state(make_edition("x", {"a": t}, MEMBERS), "x") for t in (RULED, RULED | changes)]
    (found,) = compare_states(*sides).list_clauses("changed")
    return found


@pytest.mark.parametrize(
    ("changes", "name", "old", "new"),
    [
        ({"kind": "technical-specification"}, "kind", "award-criterion", "technical-specification"),
        ({"scale": {"type": "linear"}}, "scale", "type lowest", "type linear"),
        ({"status": "draft"}, "status", "", "draft"),
        ({"requires": ["b"]}, "requires", "", "b"),
        ({"applies": [{"categories": ["computers"]}]}, "applies", "data personal", ""),
        ({"variants": {"v": {"when": {}}}}, "[v] when", "acquisition lease", ""),
        (
            {"parameters": {"years": {"direction": "min", "cases": [CASE | {"max": 8}]}}},
            "years limits",
            "categories laptop, desktop: max 9; min 3",
            "categories laptop, desktop: max 8; min 3",
        ),
    ],
)
def test_what_decides_on_a_clause_is_compared(changes: dict[str, object], name: str, old: str, new: str) -> None:
    assert differ(**changes).rules == (ValueMove(name, old, new),)


def test_a_newer_version_and_another_question_are_differences() -> None:
    assert differ(version=2).rules == ()
    assert differ(text={"title": "T", "question": "Who?"}).changed_texts


def test_a_withdrawn_clause_names_its_successors() -> None:
    edition = make_edition("x", {"a": {"status": "withdrawn", "successor": ["b", "c"]}}, {})
    assert (edition.clauses, edition.withdrawn) == ({}, {"a": "withdrawn, replaced by b and c"})


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"text": 1, "parameters": [2]},
        {"parameters": {"x": {"cases": ["y"]}}},
        {"parameters": {"x": {"cases": 1}}},
    ],
)
def test_a_file_of_another_shape_is_read_as_far_as_it_goes(table: dict[str, object]) -> None:
    assert make_edition("x", {"a": table}, {}).clauses["a"].paragraphs == ()


def test_the_texts_of_release_0_1_0_are_those_of_its_files(tmp_path: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(DATA.read_bytes())) as data:
        data.extractall(tmp_path, filter="data")
    released = list_releases()["0.1.0"]
    # The head of a packed file, and how tightly it is packed, depend on the Python.
    assert gzip.decompress(released.read_bytes()) == gzip.decompress(pack(read("0.1.0", tmp_path / "clauses")))
    edition = read_release(released)
    assert len(edition.clauses) == 140
    assert "The tenderer shall offer" in " ".join(edition.clauses["spare-parts"].paragraphs)


def test_the_shipped_edition_holds_the_clauses_of_the_library() -> None:
    library = load_shipped_data().library
    edition = read_shipped_edition(library)
    assert edition.clauses.keys() | edition.withdrawn.keys() == library.clauses.keys()
    assert {id_: c.version for id_, c in edition.clauses.items()} == {
        id_: clause.version for id_, clause in library.clauses.items() if clause.status != "withdrawn"
    }


def test_all_faults_of_a_folder_are_told_at_once(tmp_path: Path) -> None:
    library = load_shipped_data().library
    with pytest.raises(InvalidInput, match="holds no clauses"):
        read_folder(tmp_path, "x", library)
    (tmp_path / "theme").mkdir()
    for name in ("a", "b"):
        (tmp_path / "theme" / f"{name}.toml").write_text("x = ", encoding="utf-8")
    with pytest.raises(InvalidInput) as error:
        read_folder(tmp_path, "x", library)
    assert [finding.place.file for finding in error.value.findings] == ["x/theme/a.toml", "x/theme/b.toml"]
