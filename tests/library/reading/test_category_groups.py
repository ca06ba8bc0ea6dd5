# SPDX-License-Identifier: Apache-2.0
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding
from tenderkit.library.library import Library
from tenderkit.library.reading.category_groups import expand_groups
from tenderkit.library.reading.english_words import load_english
from tenderkit.library.reading.library_reader import read_library
from tenderkit.library.reading.refusals import suggest_word
from tenderkit.library.reading.shipped_data import find_data_folder, load_shipped_data

MEMBERS = {"computers": ("laptop", "desktop"), "user-devices": ("laptop", "desktop", "display", "tablet")}
NEIGHBOUR = "projector-av"
NEW = """
[categories.laser-projector]
groups = [{groups}]
consumes = true
label.en = {{ one = "laser projector", other = "laser projectors" }}
"""


@pytest.fixture
def clauses(tmp_path: Path) -> Path:
    """A copy of the shipped clause library."""
    return Path(shutil.copytree(find_data_folder() / "clauses", tmp_path / "clauses"))


def on_top(folder: Path, vocabulary: str = "", library: str = "", **more: str) -> Path:
    """A library on top with a vocabulary of its own."""
    root = folder / "house"
    root.mkdir()
    (root / "library.toml").write_text('title.en = "House"\nversion = "1"\n' + library, encoding="utf-8")
    (root / "vocabulary.toml").write_text(vocabulary, encoding="utf-8")
    for name, text in more.items():
        path = root / f"{name.replace('__', '/').replace('_', '-')}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def over(root: Path) -> Library:
    return read_library(find_data_folder() / "clauses", [root])


def faults(root: Path) -> list[Finding]:
    with pytest.raises(InvalidInput) as caught:
        over(root)
    return list(caught.value.findings)


def ids(library: Library, category: str) -> set[str]:
    return {clause.id for clause in library.find_clauses(category=category)}


def named_alone(category: str) -> set[str]:
    """The clauses whose conditions name a category itself, and in no group."""
    found = set()
    for path in (find_data_folder() / "clauses").glob("*/*.toml"):
        blocks: Any = tomllib.loads(path.read_text(encoding="utf-8")).get("applies", ())
        lists = (block.get(key, ()) for block in blocks for key in ("categories", "return-categories"))
        if any(category in words for words in lists):
            found.add(path.stem)
    return found


# --- what a list becomes ---


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (["computers"], ["laptop", "desktop"]),
        ("computers", ["laptop", "desktop"]),
        (["printer", "computers"], ["printer", "laptop", "desktop"]),
        (["computers", "printer"], ["laptop", "desktop", "printer"]),
        (["desktop", "computers"], ["desktop", "laptop"]),
        (["computers", "user-devices"], ["laptop", "desktop", "display", "tablet"]),
        (["tablet", "laptop"], ["tablet", "laptop"]),
        ("laptop", "laptop"),
        ([], []),
        ([1, "computers"], [1, "laptop", "desktop"]),
    ],
)
def test_a_group_gives_way_to_its_categories_where_it_is_named(written: Any, read: Any) -> None:
    assert expand_groups({"categories": written}, MEMBERS) == {"categories": read}


def test_groups_are_replaced_at_any_depth_and_only_where_categories_are_named() -> None:
    table = {
        "applies": [{"return-categories": ["computers"], "acquisition": ["computers"]}],
        "returns": {"words": "categories", "choices": ["computers"]},
        "other": {"words": "themes", "choices": ["computers"]},
        "parameters": {"categories": {"title": "computers"}},
    }
    assert expand_groups(table, MEMBERS) == {
        "applies": [{"return-categories": ["laptop", "desktop"], "acquisition": ["computers"]}],
        "returns": {"words": "categories", "choices": ["laptop", "desktop"]},
        "other": {"words": "themes", "choices": ["computers"]},
        "parameters": {"categories": {"title": "computers"}},
    }


# --- the shipped library ---


def test_no_group_is_left_in_the_library_once_it_is_read() -> None:
    library = load_shipped_data().library
    groups = set(library.vocabulary.category_groups)
    assert groups
    for lines in library.list_conditions():
        for line in ("categories", "return-categories"):
            assert groups.isdisjoint(lines.get(line, ()))


def test_every_group_has_categories_and_a_file_that_names_it() -> None:
    vocabulary = load_shipped_data().library.vocabulary
    texts = "".join(
        path.read_text(encoding="utf-8")
        for path in (find_data_folder() / "clauses").rglob("*.toml")
        if path.name != "vocabulary.toml"
    )
    for group in vocabulary.category_groups:
        assert len(vocabulary.categories_in(group)) > 1
        assert re.search(rf'categories\s*=\s*\[[^\]]*"{group}"', texts), group


def test_a_new_category_gets_the_clauses_of_its_neighbour_through_its_groups(clauses: Path) -> None:
    groups = load_shipped_data().library.vocabulary.categories[NEIGHBOUR].groups
    with (clauses / "vocabulary.toml").open("a", encoding="utf-8") as file:
        file.write(NEW.format(groups=", ".join(f'"{group}"' for group in groups)))
    library = read_library(clauses)
    expected = ids(library, NEIGHBOUR) - named_alone(NEIGHBOUR)
    assert len(expected) >= 15
    assert expected <= ids(library, "laser-projector")


def test_a_new_category_that_stores_data_joins_by_its_property(clauses: Path) -> None:
    with (clauses / "vocabulary.toml").open("a", encoding="utf-8") as file:
        file.write(NEW.format(groups='"equipment"') + "stores-data = true\n")
    library = read_library(clauses)
    assert library.vocabulary.groups_with("laser-projector") == ("equipment", "data-bearing")
    assert "data-sanitisation" in ids(library, "laser-projector")


def test_a_category_outside_the_wider_group_does_not_join_by_its_property() -> None:
    vocabulary = load_shipped_data().library.vocabulary
    assert vocabulary.categories["cloud-hosting"].stores_data
    assert "cloud-hosting" not in vocabulary.categories_in("data-bearing")


def test_a_loose_medium_gets_the_clauses_on_its_data_and_its_waste_and_none_on_equipment() -> None:
    library = load_shipped_data().library
    assert library.vocabulary.groups_with("storage-media") == ()
    found = ids(library, "storage-media")
    assert {"data-sanitisation", "erasure-certificate", "secure-collection-and-custody", "take-back"} <= found
    assert {"incident-notice", "data-security-capability", "export-control", "treatment-standard"} <= found
    assert {"spare-parts", "battery-handling", "packaging", "software-update-support"}.isdisjoint(found)
    assert {"reuse-before-recycling", "value-sharing", "used-equipment-export-test"}.isdisjoint(found)


def test_a_signage_display_gets_what_holds_for_projectors_and_video_conferencing() -> None:
    library = load_shipped_data().library
    assert ids(library, "projector-av") <= ids(library, "signage-display")


# --- libraries on top ---


def test_a_library_on_top_adds_a_category_to_a_group(tmp_path: Path) -> None:
    library = over(on_top(tmp_path, NEW.format(groups='"equipment", "audio-visual"')))
    assert library.vocabulary.categories_in("audio-visual")[-1] == "laser-projector"
    assert "take-back" in ids(library, "laser-projector")


def test_a_library_on_top_lengthens_a_group_without_its_label(tmp_path: Path) -> None:
    library = over(on_top(tmp_path, '[category-groups.battery-powered]\nmembers = ["projector-av"]\n'))
    assert library.vocabulary.category_groups["battery-powered"].label["en"]
    shipped = load_shipped_data().library
    before = shipped.vocabulary.categories_in("battery-powered")
    assert before
    assert set(library.vocabulary.categories_in("battery-powered")) == {*before, "projector-av"}
    assert "drop-test" in ids(library, "projector-av") - ids(shipped, "projector-av")


def test_a_library_on_top_adds_a_group_and_uses_it_in_a_limit(tmp_path: Path) -> None:
    vocabulary = '[category-groups.desk]\nmembers = ["display", "desktop"]\nlabel.en = "desk equipment"\n'
    limit = '[[limits]]\nparameter = ["spare-parts.parts-years"]\ncategories = ["desk", "server"]\nvalue = 9\n'
    sources = '[rules]\ntitle = "Rules"\nkind = "guide"\nstatus = "in-force"\nmark = "C"\n'
    library = over(on_top(tmp_path, vocabulary, f'{limit}source = "rules"\n', sources=sources))
    assert library.overlays[0].limits[0].lines["categories"] == ("desktop", "display", "server")


# --- faults ---


@pytest.mark.parametrize(
    ("vocabulary", "rule", "key"),
    [
        (NEW.format(groups='"equipmnt"'), "unknown-word", "categories.laser-projector.groups"),
        ('[category-groups.laptop]\nlabel.en = "x"\n', "id-twice", "category-groups.laptop"),
        ('[category-groups.x]\nlabel.en = "x"\nmembers = ["lap"]\n', "unknown-word", "category-groups.x.members"),
        ('[category-groups.x]\nlabel.en = "x"\nof = "y"\nhas = "consumes"\n', "unknown-word", "category-groups.x.of"),
        (
            '[category-groups.x]\nlabel.en = "x"\nof = "data-bearing"\nhas = "consumes"\n',
            "schema",
            "category-groups.x.of",
        ),
        ('[category-groups.x]\nlabel.en = "x"\nhas = "consumes"\n', "schema", "category-groups.x"),
        ('[category-groups.x]\nmembers = ["laptop"]\n', "schema", "category-groups.x.label"),
    ],
)
def test_a_fault_of_a_group_is_named_with_its_key(tmp_path: Path, vocabulary: str, rule: str, key: str) -> None:
    (finding,) = faults(on_top(tmp_path, vocabulary))
    assert (finding.rule, finding.place.key) == (rule, key)


@pytest.mark.parametrize(("word", "nearest"), [("equipmnt", "equipment"), ("lapto", "laptop")])
def test_an_unknown_word_names_the_nearest_category_or_group(tmp_path: Path, word: str, nearest: str) -> None:
    limit = f'[[limits]]\nparameter = ["spare-parts.parts-years"]\ncategories = ["{word}"]\nvalue = 9\n'
    sources = '[rules]\ntitle = "Rules"\nkind = "guide"\nstatus = "in-force"\nmark = "C"\n'
    (finding,) = faults(on_top(tmp_path, "", f'{limit}source = "rules"\n', sources=sources))
    assert finding.rule == "unknown-word"
    assert nearest in finding.fix


def test_a_group_is_no_category_in_a_purchase_file() -> None:
    vocabulary = load_shipped_data().library.vocabulary
    hint = "“computers” is a group: name one of its categories, such as laptop, desktop."
    assert suggest_word(vocabulary, "categories", "computers", load_english()) == hint
