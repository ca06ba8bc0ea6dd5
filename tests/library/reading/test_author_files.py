# SPDX-License-Identifier: Apache-2.0
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tenderkit.errors import FileProblem, InvalidInput
from tenderkit.findings import Finding
from tenderkit.library.library import Library
from tenderkit.library.reading import shipped_data
from tenderkit.library.reading.author_files import read_history
from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.read_catalogue import read_catalogue
from tests.support import edit

BASE = shipped_data.find_data_folder() / "clauses"


def on_top(folder: Path, name: str = "house", **files: str) -> Path:
    """A library on top; `files` by path, with `__` for a slash and without the ending."""
    root = folder / name
    for path, text in {"library": 'title.en = "House rules"\nversion = "1"\n', **files}.items():
        file = root / f"{path.replace('__', '/').replace('_', '-')}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def over(*roots: Path) -> Catalogue:
    """The shipped library with others on top, as lint sees it."""
    problems: list[Finding] = []
    found = read_catalogue(BASE, roots, problems)
    assert found is not None, problems
    return found


def faults(*roots: Path) -> list[Finding]:
    """What is wrong with libraries on top."""
    problems: list[Finding] = []
    assert read_catalogue(BASE, roots, problems) is None
    return problems


SHIPPED = over()


# --- words ---


def test_a_list_of_words_is_lengthened(tmp_path: Path) -> None:
    root = on_top(tmp_path, word_lists__ours='[vague-words]\nen = ["top-notch"]\n')
    assert over(root).words("vague-words") == (*SHIPPED.words("vague-words"), "top-notch")


def test_all_libraries_on_top_lengthen_a_list_in_their_order(tmp_path: Path) -> None:
    one = on_top(tmp_path, "one", word_lists__vague_wording='[vague-words]\nen = ["top-notch"]\n')
    two = on_top(tmp_path, "two", word_lists__a='[vague-words]\nen = ["first-rate"]\nfr = ["vert"]\n')
    assert over(one, two).words("vague-words")[-2:] == ("top-notch", "first-rate")
    assert over(two, one).words("vague-words")[-2:] == ("first-rate", "top-notch")
    assert over(one, two).words("vague-words", "fr")[-1] == "vert"


def test_what_to_write_instead_is_merged_and_the_later_library_wins(tmp_path: Path) -> None:
    one = on_top(tmp_path, "one", word_lists__x='[wrong-terms.en]\n"our friends" = "contractor"\nvendor = "firm"\n')
    two = on_top(tmp_path, "two", word_lists__x='[wrong-terms.en]\nvendor = "tenderer"\n')
    shipped, merged = SHIPPED.instead("wrong-terms"), over(one, two).instead("wrong-terms")
    assert merged == {**shipped, "our friends": "contractor", "vendor": "tenderer"}
    assert over(two, one).instead("wrong-terms")["vendor"] == "firm"


@pytest.mark.parametrize(
    ("text", "key", "kind"),
    [
        ('[wrong-terms]\nen = ["mate"]\n', "wrong-terms.en", "a table"),
        ('[wrong-terms]\nany = ["mate"]\n', "wrong-terms.any", "a table"),
        ('[vague-words.en]\nswell = "good"\n', "vague-words.en", "a list"),
    ],
)
def test_a_list_stays_a_list_and_a_table_a_table(tmp_path: Path, text: str, key: str, kind: str) -> None:
    root = on_top(tmp_path, word_lists__ours=text)
    (one,) = faults(root)
    assert (one.rule, one.place.key) == ("schema", key)
    assert one.place.file == f"{root.as_posix()}/word-lists/ours.toml"
    assert kind in one.message


def test_a_list_that_no_rule_looks_at_is_a_slip(tmp_path: Path) -> None:
    root = on_top(tmp_path, word_lists__ours='[vage-words]\nen = ["top-notch"]\n')
    assert [(f.rule, f.place.key, f.fix) for f in faults(root)] == [
        ("unknown-word", "vage-words", "Did you mean “vague-words”?")
    ]


@pytest.mark.parametrize(
    "text", ['[vague-words]\nen = "top-notch"\n', "[vague-words]\nen = [1]\n", "vague-words = 1\n"]
)
def test_words_that_are_none_are_refused(tmp_path: Path, text: str) -> None:
    found = faults(on_top(tmp_path, word_lists__ours=text))
    assert {f.rule for f in found} == {"schema"}
    assert all((f.place.key or "").startswith("vague-words") for f in found)


# --- references that are out of date ---

OLD = '[house-guide-2020]\nnames = ["House Guide 2020"]\nsay = "Cite the guide of 2026."\nmark = "C"\n'


def test_references_of_a_library_on_top_stand_beside_the_shipped_ones(tmp_path: Path) -> None:
    found = over(on_top(tmp_path, superseded=OLD)).superseded
    assert found.keys() - SHIPPED.superseded.keys() == {"house-guide-2020"}


def test_a_reference_of_the_same_id_is_replaced_and_the_later_library_wins(tmp_path: Path) -> None:
    one = on_top(tmp_path, "one", superseded=OLD)
    two = on_top(tmp_path, "two", superseded=OLD.replace("2026", "2027"))
    assert over(one, two).superseded["house-guide-2020"].say == "Cite the guide of 2027."


# --- changes ---

CHANGE = '[spare-parts.2]\ndate = 2027-03-01\nsays.en = "Eight years."\n'


def test_a_library_on_top_tells_its_own_changes_of_a_clause(tmp_path: Path) -> None:
    root = on_top(tmp_path, changelog=CHANGE)
    history = over(root).history
    assert history["spare-parts"]["2"].says["en"] == "Eight years."
    assert history["take-back"] == SHIPPED.history["take-back"]
    assert read_history(BASE, [root], over(root).library) == history


@pytest.mark.parametrize(
    ("text", "rule", "key"),
    [
        (CHANGE.replace("spare-parts", "spare-part"), "unknown-word", "spare-part"),
        (CHANGE.replace("2027-03-01", '"March"'), "schema", "spare-parts.2.date"),
        (CHANGE.replace('says.en = "Eight years."', ""), "schema", "spare-parts.2.says"),
        (CHANGE.replace("says.en", "said.en"), "unknown-key", "spare-parts.2.said"),
    ],
)
def test_a_change_of_no_clause_or_of_no_shape_is_refused(tmp_path: Path, text: str, rule: str, key: str) -> None:
    root = on_top(tmp_path, changelog=text)
    assert (rule, key) in [(f.rule, f.place.key) for f in faults(root)]
    with pytest.raises(InvalidInput):
        read_history(BASE, [root], SHIPPED.library)


def test_the_nearest_clause_is_named_to_a_change_of_none(tmp_path: Path) -> None:
    root = on_top(tmp_path, changelog=CHANGE.replace("spare-parts", "spare-part"))
    assert [f.fix for f in faults(root)] == ["Did you mean “spare-parts”?"]


# --- whatever is wrong, all of it, and nothing lasts ---


def test_all_problems_of_clauses_words_and_changes_are_told_together(tmp_path: Path) -> None:
    root = on_top(
        tmp_path,
        useful_life__x="version =\n",
        word_lists__ours="[vague-words]\nen = 1\n",
        superseded="[a]\n",
        changelog="[spare-parts.2]\n",
        sources='[a]\ntitle = "A"\n',
    )
    broken = {(f.place.file or "").removeprefix(f"{root.as_posix()}/") for f in faults(root)}
    assert broken == {
        "useful-life/x.toml",
        "word-lists/ours.toml",
        "superseded.toml",
        "changelog.toml",
        "sources.toml",
    }


def test_a_problem_is_told_once(tmp_path: Path) -> None:
    """Library and lists are read one after the other from the same folders."""
    root = on_top(tmp_path)
    (root / "library.toml").rename(tmp_path / "elsewhere")
    (root / "library.toml").symlink_to(tmp_path / "elsewhere")
    found = faults(root)
    assert [f.rule for f in found] == ["unreadable"]


def test_a_library_on_top_leaves_the_shipped_one_as_it_is(tmp_path: Path) -> None:
    over(on_top(tmp_path, word_lists__ours='[wrong-terms.en]\nvendor = "firm"\n', changelog=CHANGE, superseded=OLD))
    again = over()
    assert (again.lists, again.history, again.superseded) == (SHIPPED.lists, SHIPPED.history, SHIPPED.superseded)


def test_a_base_without_its_list_of_changes_is_a_file_problem(copied: Path) -> None:
    (copied / "clauses" / "changelog.toml").unlink()
    with pytest.raises(FileProblem, match=r"changelog\.toml"):
        read_catalogue(copied / "clauses", (), [])


def test_a_copy_of_the_shipped_folder_is_the_same_catalogue(copied: Path) -> None:
    assert read_catalogue(copied / "clauses", (), []) == SHIPPED
    shutil.rmtree(copied / "templates")
    assert read_catalogue(copied / "clauses", (), []) == replace(SHIPPED, frames={})


def test_the_files_of_clauses_and_profiles_are_known_by_name(tmp_path: Path) -> None:
    root = on_top(
        tmp_path, jurisdictions__ke='[[duties]]\nid = "d"\ntext.en = "D."\nsource = "ke-epr-2024"\nmark = "C"\n'
    )
    files = over(root).files
    assert files["take-back"] == "end-of-life/take-back.toml"
    assert files["jurisdictions/fr"] == "jurisdictions/fr.toml"
    # What is on top is what an author looks at.
    assert files["jurisdictions/ke"] == f"{root.as_posix()}/jurisdictions/ke.toml"


def test_a_fault_of_the_base_is_told_beside_those_on_top(copied: Path, tmp_path: Path) -> None:
    edit(copied / "clauses" / "end-of-life" / "take-back.toml", r"^version\b", "verison")
    problems: list[Finding] = []
    root = on_top(tmp_path, useful_life__x="version =\n")
    assert read_catalogue(copied / "clauses", [root], problems) is None
    assert {f.place.file for f in problems} == {"end-of-life/take-back.toml", f"{root.as_posix()}/useful-life/x.toml"}


def test_the_library_is_that_of_the_other_reader() -> None:
    assert isinstance(SHIPPED.library, Library)
    assert SHIPPED.library == shipped_data.read_shipped(shipped_data.find_data_folder()).library
