# SPDX-License-Identifier: Apache-2.0
import os
import re
import shutil
import time
from pathlib import Path

import pytest

from tenderkit.errors import FileProblem, InvalidInput
from tenderkit.findings import Finding
from tenderkit.formats.text import markdown
from tenderkit.interview import next_question
from tenderkit.library.library import Library
from tenderkit.library.reading import shipped_data
from tenderkit.library.reading.library_reader import MAX_FILES, digest_folder, read_library
from tenderkit.library.reading.shipped_data import find_data_folder
from tenderkit.library.translations import find_stale_labels
from tenderkit.lint.read_catalogue import read_catalogue
from tenderkit.papers.annex.annex import compose
from tenderkit.papers.notes.notes import compose_notes
from tenderkit.selection.reasons import format_reason
from tests.support import (
    choose,
    decision,
    edit,
    english,
    ids,
    lot,
    part,
    pick,
    printed,
    purchase_data,
    refused,
    rule,
    said,
)


def problems(folder: Path) -> list[tuple[str | None, str | None]]:
    with pytest.raises(InvalidInput) as caught:
        read_library(folder)
    return [(f.place.file, f.place.key) for f in caught.value.findings]


def test_a_copy_of_the_shipped_library_equals_it(copied: Path) -> None:
    assert read_library(copied / "clauses") == read_library(find_data_folder() / "clauses")


def test_the_digest_does_not_depend_on_line_ends(copied: Path) -> None:
    before = digest_folder(copied / "clauses")
    for path in (copied / "clauses").rglob("*.toml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert digest_folder(copied / "clauses") == before


def test_line_ends_change_nothing_in_the_library(copied: Path) -> None:
    before = read_library(copied / "clauses")
    for path in (copied / "clauses").rglob("*.toml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_library(copied / "clauses") == before


def test_the_digest_depends_on_content_and_names(copied: Path) -> None:
    folder = copied / "clauses"
    before = digest_folder(folder)
    edit(folder / "vocabulary.toml", r"^\[library\]", "[library] # changed")
    changed = digest_folder(folder)
    assert changed != before
    (folder / "end-of-life" / "take-back.toml").rename(folder / "end-of-life" / "take-it-back.toml")
    assert digest_folder(folder) != changed


def test_the_digest_does_not_depend_on_other_files(copied: Path) -> None:
    before = digest_folder(copied / "clauses")
    (copied / "clauses" / "notes.txt").write_text("mine", encoding="utf-8")
    assert digest_folder(copied / "clauses") == before


def test_all_broken_files_are_named_with_their_keys(copied: Path) -> None:
    folder = copied / "clauses"
    edit(folder / "end-of-life" / "take-back.toml", r'^status\s*= "stable"', 'status = "ready"')
    edit(folder / "useful-life" / "battery-endurance.toml", r"^version\b", "verison")
    edit(folder / "vocabulary.toml", r"^stores-data = true", 'stores-data = "yes"')
    edit(folder / "jurisdictions" / "ke.toml", r'^paper = "A4"', 'paper = "A3"')
    edit(folder / "sources.toml", r'^kind = "standard"', 'kind = "norm"')
    (folder / "end-of-life" / "export-control.toml").write_text("version =\n", encoding="utf-8")
    found = problems(folder)
    assert {file for file, _ in found} == {
        "end-of-life/take-back.toml",
        "useful-life/battery-endurance.toml",
        "vocabulary.toml",
        "jurisdictions/ke.toml",
        "sources.toml",
        "end-of-life/export-control.toml",
    }
    assert ("end-of-life/take-back.toml", "status") in found
    assert ("useful-life/battery-endurance.toml", "version") in found
    assert ("jurisdictions/ke.toml", "paper") in found


def test_all_files_that_do_not_fit_together_are_named_with_their_keys(copied: Path) -> None:
    folder = copied / "clauses"
    edit(folder / "end-of-life" / "take-back.toml", r"^\[text\]", '[[sources]]\nid = "nowhere"\nmark = "C"\n[text]')
    edit(folder / "jurisdictions" / "ke.toml", r'^parent = "international"', 'parent = "intergalactic"')
    found = problems(folder)
    assert ("jurisdictions/ke.toml", "parent") in found
    assert "end-of-life/take-back.toml" in {file for file, _ in found}


def test_an_id_that_stands_in_two_folders_is_refused(copied: Path) -> None:
    folder = copied / "clauses"
    shutil.copy(folder / "end-of-life" / "take-back.toml", folder / "materials-take-back.toml")
    (folder / "materials").mkdir(exist_ok=True)
    (folder / "materials-take-back.toml").rename(folder / "materials" / "take-back.toml")
    with pytest.raises(InvalidInput) as caught:
        read_library(folder)
    finding = next(f for f in caught.value.findings if f.rule == "id-twice")
    assert finding.place.file in ("materials/take-back.toml", "end-of-life/take-back.toml")


def test_a_missing_list_is_a_file_problem(copied: Path) -> None:
    (copied / "clauses" / "vocabulary.toml").unlink()
    with pytest.raises(FileProblem, match=r"vocabulary\.toml"):
        read_library(copied / "clauses")


# --- libraries on top ---

CLAUSE = """\
version = 1
status = "stable"
kind = "contract-performance-clause"
levels = ["core", "comprehensive"]
sets = ["short", "standard"]
group = "end-of-use"
applies = [{ categories = ["display"] }]

[text]
title = "Labels on each unit"
requirement = "The contractor shall label each unit with its collection date."
question = "Will you label each unit?"
remedy = "The contractor labels the unit at its own cost."
[text.verification]
declaration = "Declaration that each unit is labelled."
"""


def on_top(folder: Path, name: str = "house", **files: str) -> Path:
    """A library on top; `files` by path, with `__` for a slash and without the ending."""
    root = folder / name
    head = 'title.en = "House rules"\nversion = "2027.1"\n'
    for path, text in {"library": head, **files}.items():
        file = root / f"{path.replace('__', '/').replace('_', '-')}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(head + text if path == "library" and text is not head else text, encoding="utf-8")
    return root


def over(*roots: Path) -> Library:
    """The shipped library with others on top."""
    return shipped_data.load_with_overlays([str(root) for root in roots]).library


def faults(*roots: Path) -> list[Finding]:
    """What is wrong with libraries on top."""
    with pytest.raises(InvalidInput) as caught:
        over(*roots)
    return list(caught.value.findings)


SHIPPED = shipped_data.load_shipped_data().library


def test_without_a_library_on_top_the_shipped_one_is_used() -> None:
    assert shipped_data.load_with_overlays([]) is shipped_data.load_shipped_data()


def test_a_library_on_top_that_only_names_itself_changes_no_clause(tmp_path: Path) -> None:
    library = over(on_top(tmp_path))
    assert library.clauses == SHIPPED.clauses
    assert [(o.title["en"], o.version) for o in library.overlays] == [("House rules", "2027.1")]


def test_it_adds_a_clause(tmp_path: Path) -> None:
    library = over(on_top(tmp_path, end_of_life__unit_labels=CLAUSE))
    assert library.clauses.keys() - SHIPPED.clauses.keys() == {"unit-labels"}
    selection = choose(library, lots=[lot({"display": 30}, data=None)])
    assert "unit-labels" in ids(selection)
    assert "The contractor shall label each unit" in printed(selection, "unit-labels").requirement[0]


def test_it_replaces_a_clause_of_the_same_id_in_its_theme(tmp_path: Path) -> None:
    library = over(on_top(tmp_path, useful_life__secure_erase_function=CLAUSE))
    assert library.clauses["secure-erase-function"].theme == "useful-life"
    assert "".join(library.clauses["secure-erase-function"].text.title) == "Labels on each unit"


def test_it_moves_no_clause_into_another_theme(tmp_path: Path) -> None:
    root = on_top(tmp_path, materials__secure_erase_function=CLAUSE)
    (found,) = faults(root)
    assert (found.rule, found.fix) == ("overlay-forbidden", "Put it into useful-life/.")
    assert found.place.file == f"{root.as_posix()}/materials/secure-erase-function.toml"


def test_of_two_that_replace_a_clause_the_later_wins(tmp_path: Path) -> None:
    first = on_top(tmp_path, "first", useful_life__secure_erase_function=CLAUSE)
    second = on_top(tmp_path, "second", useful_life__secure_erase_function=CLAUSE.replace("Labels", "Tags"))
    assert "".join(over(first, second).clauses["secure-erase-function"].text.title) == "Tags on each unit"
    assert "".join(over(second, first).clauses["secure-erase-function"].text.title) == "Labels on each unit"


def test_it_hides_a_clause_and_says_so(tmp_path: Path) -> None:
    library = over(on_top(tmp_path, library='hide = ["spare-parts"]\n'))
    selection = choose(library)
    assert rule(selection, "spare-parts") == (False, "status")
    reason = format_reason(decision(selection, "spare-parts"), part(selection).facts, library, english())
    assert reason == "hidden by the library of the authority: House rules"


def test_what_is_hidden_cannot_be_included(tmp_path: Path) -> None:
    library = over(on_top(tmp_path, library='hide = ["spare-parts"]\n'))
    found = refused(library, included=[{"clause": "spare-parts", "reason": "Still."}])
    assert [(f.rule, "hides it" in f.message) for f in found] == [("included", True)]


def test_a_later_library_brings_back_what_an_earlier_one_hides(tmp_path: Path) -> None:
    hiding = on_top(tmp_path, "first", library='hide = ["secure-erase-function"]\n')
    bringing = on_top(tmp_path, "second", useful_life__secure_erase_function=CLAUSE)
    assert "secure-erase-function" not in over(hiding, bringing).hidden
    assert "secure-erase-function" in over(bringing, hiding).hidden


def test_it_changes_defaults_that_count_as_chosen_by_the_authority(tmp_path: Path) -> None:
    library = over(on_top(tmp_path, library="[defaults.spare-parts]\nparts-years = 9\n"))
    value = pick(choose(library), "spare-parts").values["parts-years"]["laptop"]
    assert (value.value, value.origin) == (9, "buyer")


def test_the_purchase_file_overrides_a_default_of_a_library_on_top(tmp_path: Path) -> None:
    library = over(on_top(tmp_path, library="[defaults.spare-parts]\nparts-years = 9\n"))
    given = choose(library, parameters={"spare-parts": {"parts-years": 6}})
    assert pick(given, "spare-parts").values["parts-years"]["laptop"].value == 6


def test_of_two_defaults_the_later_wins(tmp_path: Path) -> None:
    first = on_top(tmp_path, "first", library="[defaults.spare-parts]\nparts-years = 9\n")
    second = on_top(tmp_path, "second", library="[defaults.spare-parts]\nparts-years = 8\n")
    assert pick(choose(over(first, second)), "spare-parts").values["parts-years"]["laptop"].value == 8


FLOOR = """
[[limits]]
parameter = ["spare-parts.parts-years"]
value = 10
source = "house-policy"
"""
POLICY = '[house-policy]\ntitle = "House policy"\nkind = "guide"\nstatus = "in-force"\nmark = "C"\n'


def test_its_floors_hold_everywhere_and_are_no_law(tmp_path: Path) -> None:
    library = over(on_top(tmp_path, library=FLOOR, sources=POLICY))
    for country in (None, "KE", "DE", "US"):
        tender = {"country": country} if country else {}
        value = pick(choose(library, tender=tender), "spare-parts").values["parts-years"]["laptop"]
        assert (value.value, value.origin, value.source) == (10, "buyer", "house-policy")


def test_its_floor_moves_a_value_of_the_purchase_file_with_a_warning(tmp_path: Path) -> None:
    library = over(on_top(tmp_path, library=FLOOR, sources=POLICY))
    selection = choose(library, parameters={"spare-parts": {"parts-years": 5}})
    assert pick(selection, "spare-parts").values["parts-years"]["laptop"].value == 10
    assert ["a limit of the authority itself" in f.message for f in said(selection, "below-legal-floor")] == [True]


def test_a_table_of_a_profile_that_it_replaces_loses_the_translations_of_that_table(tmp_path: Path) -> None:
    house = 'e-waste = { law = "House act", authority.en = "House", ask-when = "selection", mark = "C" }\n'
    library = over(on_top(tmp_path, jurisdictions__ke=house))
    regime = library.jurisdictions["ke"].e_waste
    assert regime is not None
    assert (regime.law, regime.registers) == ({"en": "House act"}, None)
    # The texts of Kenya have changed, so that none of their translations is printed.
    stale = {key for file, key, _ in find_stale_labels(library, "ar")}
    assert stale == {"ke"}


def test_it_lengthens_a_profile_and_keeps_the_rest(tmp_path: Path) -> None:
    duty = '[[duties]]\nid = "own-duty"\ntext.en = "Ask the council."\nsource = "house-policy"\nmark = "C"\n'
    library = over(on_top(tmp_path, sources=POLICY, jurisdictions__ke=duty))
    assert [d.id for d in library.jurisdictions["ke"].duties][-1] == "own-duty"
    assert library.jurisdictions["ke"].title == SHIPPED.jurisdictions["ke"].title


def test_it_adds_words_and_questions_that_its_clauses_use(tmp_path: Path) -> None:
    words = '[anchors.after-labelling]\nlabel.en = "after labelling"\n'
    question = (
        '[shared-devices]\nkind = "boolean"\nscope = "lot"\nask = "matters"\nlabel.en = "Shared"\n'
        'text.en = "Are the units shared?"\nhelp.en = "Used by several persons."\n'
    )
    clause = CLAUSE.replace('["display"]', '["display"], shared-devices = true')
    root = on_top(tmp_path, vocabulary=words, questions=question, end_of_life__unit_labels=clause)
    library = over(root)
    assert "after-labelling" in library.vocabulary.anchors
    lots = [lot({"display": 30}, data=None, answers={"shared-devices": True})]
    assert "unit-labels" in ids(choose(library, lots=lots))
    asked = {
        s.id for s in next_question.find_asked_slots(library, purchase_data(lots=[lot({"display": 30})]), ("en",))
    }
    assert "shared-devices" in asked


def test_the_notes_name_it_with_its_digest(tmp_path: Path) -> None:
    root = on_top(tmp_path, library='hide = ["take-back"]\n', end_of_life__unit_labels=CLAUSE)
    text = markdown.render(compose_notes(compose(choose(over(root)), english())))
    assert "House rules, version 2027.1; folder SHA-256 " + digest_folder(root) in text
    assert "clauses of its own: unit-labels; hidden: take-back" in text


def test_every_fault_of_every_folder_is_named_at_once_with_its_file(tmp_path: Path) -> None:
    one = on_top(
        tmp_path, "one", library='hide = ["spare-part"]\n', end_of_life__bad=CLAUSE.replace("version = 1", "")
    )
    two = on_top(tmp_path, "two", vocabulary='[countries]\ncodes = ["XX"]\n', sources="[x]\n")
    found = {(f.place.file or "").removeprefix(f"{tmp_path.as_posix()}/"): f for f in faults(one, two)}
    assert set(found) == {"one/end-of-life/bad.toml", "one/library.toml", "two/vocabulary.toml", "two/sources.toml"}
    assert found["one/library.toml"].fix == "Did you mean “spare-parts”?"


@pytest.mark.parametrize(
    ("defaults", "key"),
    [
        ('[defaults.spare-parts]\nparts-years = "long"\n', "spare-parts.parts-years"),
        ("[defaults.spare-parts]\nyears = 9\n", "spare-parts.years"),
        ("[defaults.spare-part]\nyears = 9\n", "spare-part"),
    ],
)
def test_a_default_that_fits_no_parameter_is_refused(tmp_path: Path, defaults: str, key: str) -> None:
    root = on_top(tmp_path, library=defaults)
    place = (f"{root.as_posix()}/library.toml", f"defaults.{key}")
    assert [(f.place.file, f.place.key) for f in faults(root)] == [place]


def test_a_floor_without_a_source_that_is_known_is_refused(tmp_path: Path) -> None:
    assert [f.rule for f in faults(on_top(tmp_path, library=FLOOR))] == ["unknown-word"]


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_that_is_no_library_is_a_file_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(FileProblem, match="is not there"):
        over(tmp_path / name)


# --- libraries on top that mean harm, or are a mess ---


def refused_alone(root: Path, rule: str, word: str) -> Finding:
    """The only thing that is wrong with a library on top."""
    (one,) = faults(root)
    assert (one.rule, word in one.message) == (rule, True), one
    return one


@pytest.mark.parametrize("target", ["/etc/passwd", "library.toml", "nowhere"])
def test_a_file_that_is_a_link_is_refused_wherever_it_leads(tmp_path: Path, target: str) -> None:
    root = on_top(tmp_path)
    (root / "materials").mkdir()
    (root / "materials" / "x.toml").symlink_to(target)
    found = refused_alone(root, "unreadable", "link")
    assert found.place.file == f"{root.as_posix()}/materials/x.toml"


def test_a_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    root = on_top(tmp_path)
    (root / "end-of-life").symlink_to(find_data_folder() / "clauses" / "end-of-life", target_is_directory=True)
    refused_alone(root, "unreadable", "link")


def test_a_circle_of_folders_ends(tmp_path: Path) -> None:
    root = on_top(tmp_path, materials__x=CLAUSE)
    (root / "materials" / "again").symlink_to(root, target_is_directory=True)
    refused_alone(root, "unreadable", "link")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
@pytest.mark.parametrize("name", ["materials/x.toml", "sources.toml", "library.toml"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, name: str) -> None:
    root = on_top(tmp_path, materials__y=CLAUSE)
    (root / name).unlink(missing_ok=True)
    os.mkfifo(root / name)
    refused_alone(root, "unreadable", "no ordinary file")


def test_a_folder_with_the_name_of_a_file_is_refused(tmp_path: Path) -> None:
    root = on_top(tmp_path)
    (root / "materials" / "x.toml").mkdir(parents=True)
    refused_alone(root, "unreadable", "no ordinary file")


def test_more_files_than_a_library_has_are_refused_unread(tmp_path: Path) -> None:
    root = on_top(tmp_path)
    (root / "materials").mkdir()
    for number in range(MAX_FILES):
        (root / "materials" / f"x{number}.toml").touch()
    refused_alone(root, "unreadable", "2,001 files")


def test_files_of_any_depth_are_counted(tmp_path: Path) -> None:
    root = on_top(tmp_path)
    deep = root.joinpath("translations", *"abcdefgh")
    deep.mkdir(parents=True)
    for number in range(MAX_FILES):
        (deep / f"{number}.toml").touch()
    refused_alone(root, "unreadable", "2,001 files")


@pytest.mark.parametrize("name", ["x.toml", "materials/x.toml.txt", "materials/x.TOML.toml.bak", "a/b/x.toml"])
def test_a_file_that_nothing_would_read_is_a_slip(tmp_path: Path, name: str) -> None:
    root = on_top(tmp_path)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(CLAUSE, encoding="utf-8")
    found = refused_alone(root, "unread-file", "is not read")
    assert found.place.file == f"{root.as_posix()}/{name}"


@pytest.mark.parametrize("name", [".x.toml.swp", "x.toml~", "README.md", ".gitignore", "LICENSE"])
def test_what_lies_beside_the_files_of_a_library_is_of_no_concern(tmp_path: Path, name: str) -> None:
    root = on_top(tmp_path, materials__x=CLAUSE)
    (root / "materials" / name).write_text("mine", encoding="utf-8")
    assert over(root).clauses["x"].theme == "materials"


def test_a_file_that_is_too_large_is_not_even_read_for_the_digest(tmp_path: Path) -> None:
    root = on_top(tmp_path, materials__x=CLAUSE)
    with (root / "materials" / "large.toml").open("wb") as file:
        file.truncate(2**40)  # takes no room on the disk, and would take a terabyte of memory
    refused_alone(root, "unreadable", "5,000,000 bytes")


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 100_000,
        "x = " + "{a=" * 100_000,
        "[" + ".".join(["a"] * 100_000) + "]\n",
        ".".join(["a"] * 100_000) + " = 1\n",
    ],
    ids=["lists", "tables", "table-name", "key"],
)
@pytest.mark.parametrize("name", ["materials__x", "jurisdictions__ke", "sources", "library", "word_lists__x"])
def test_deep_nesting_is_refused_quickly(tmp_path: Path, text: str, name: str) -> None:
    root = on_top(tmp_path, **{name: text})
    (root / "library.toml").write_text(f'title.en = "x"\nversion = "1"\n{text if name == "library" else ""}', "utf-8")
    if name == "word_lists__x":
        problems: list[Finding] = []
        assert read_catalogue(find_data_folder() / "clauses", [root], problems) is None
    else:
        problems = faults(root)
    assert {f.rule for f in problems} <= {"unreadable", "toml"}


@pytest.mark.parametrize(
    "attack",
    [
        "{{ items.__class__.__mro__ }}",
        "{{ items['__class__'] }}",
        "{{ items|attr('__class__') }}",
        "{{ items() }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ ''.join(items) }}",
        "{{ 9**9**9 }}",
        "{{ 'x' * 10**9 }}",
        "{{ 'items' }}",
        "{{ items if items else returns }}",
        "{{ not items }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% extends 'x' %}",
        "{% for x in range(10**12) %}x{% endfor %}",
        "{% set x = 1 %}",
        "{% raw %}{{ items }}{% endraw %}",
        "{# a comment #}",
        "{{ " + "(" * 20_000 + "items" + ")" * 20_000 + " }}",
        "{{ " + "not " * 20_000 + "items }}",
        "{{ items" + ".a" * 40 + " }}",
        "{{ items" + "[0]" * 20_000 + " }}",
        "{{ items" + "|e" * 20_000 + " }}",
        "{{ " + "[" * 20_000 + " }}",
        "{{ items",
        "items }} {{",
        "{{ }}",
    ],
    ids=lambda attack: attack[:30],
)
def test_a_text_holds_names_and_nothing_else(tmp_path: Path, attack: str) -> None:
    found = faults(on_top(tmp_path, materials__x=attacked("requirement", attack)))
    assert [(f.rule, f.place.key) for f in found] == [("schema", "text.requirement")]
    assert len(found[0].message) < 400


def attacked(field: str, attack: str) -> str:
    """A clause with an attack in the place of one of its texts."""
    text = re.sub(rf'^{field} = ".*"$', lambda _: f'{field} = """{attack}"""', CLAUSE, flags=re.MULTILINE)
    assert text != CLAUSE
    return text


@pytest.mark.parametrize("field", ["title", "requirement", "question", "remedy", "declaration"])
def test_all_texts_are_on_guard(tmp_path: Path, field: str) -> None:
    found = faults(on_top(tmp_path, materials__x=attacked(field, "{{ items.__class__ }}")))
    key = "text.verification.declaration" if field == "declaration" else f"text.{field}"
    assert [(f.rule, f.place.key) for f in found] == [("schema", key)]


@pytest.mark.parametrize("name", ["self", "loop", "cycler", "namespace", "config", "__class__", "years", "ITEMS"])
def test_a_name_stands_for_a_value_of_the_clause_or_is_refused(tmp_path: Path, name: str) -> None:
    text = CLAUSE.replace("label each unit", f"label {{{{ {name} }}}}", 1)
    assert [(f.rule, f.place.key) for f in faults(on_top(tmp_path, materials__x=text))] == [
        ("unknown-word", "text.requirement")
    ]


def test_braces_in_values_and_labels_are_printed_as_they_are(tmp_path: Path) -> None:
    attack = "{{ items }} {currency.__class__} {0} %s {% raw %}"
    parameter = (
        f'[parameters.words]\ntitle = "w"\ntype = "text"\n[[parameters.words.cases]]\ncore = "{attack}"\nmark = "P"\n'
        '[parameters.count]\ntitle = "c"\ntype = "integer"\nunit = "stickers"\n'
        '[[parameters.count.cases]]\nanchor = "after-{x}"\ncore = 3\nmark = "P"\n'
    )
    text = CLAUSE.replace("[text]", f"{parameter}[text]", 1).replace(
        "its collection date", "{{ words }}, {{ count }} {{ count_anchor }}"
    )
    words = (
        f'[units.stickers]\nlabel.en = {{ one = "s", other = "stickers {attack}" }}\n'
        f'[anchors."after-{{x}}"]\nlabel.en = "{attack}"\n'
    )
    library = over(on_top(tmp_path, vocabulary=words, materials__x=text))
    selection = choose(library, lots=[lot({"display": 30}, data=None)])
    said_ = printed(selection, "x").requirement[0]
    assert said_ == f"The contractor shall label each unit with {attack}, 3 stickers {attack} {attack}."
    assert attack in markdown.render(compose(selection, english())).replace("\\", "")


def circle(count: int, key: str) -> dict[str, str]:
    """So many clauses, each of which names all the next hundred ones, round and round."""
    names = [f'"c{n}"' for n in range(count)] * 2
    return {f"materials__c{n}": f"{key} = [{', '.join(names[n + 1 : n + 100])}]\n{CLAUSE}" for n in range(count)}


# Whatever tries every way through such a circle takes longer than the sun will burn.
PATIENCE = 60


def test_hundreds_of_clauses_that_require_each_other_come_to_an_end(tmp_path: Path) -> None:
    before = time.process_time()
    root = on_top(tmp_path, **circle(300, "requires"))
    selection = choose(over(root), lots=[lot({"display": 30}, data=None)])
    assert {f"c{n}" for n in range(300)} <= set(ids(selection))
    assert time.process_time() - before < PATIENCE


@pytest.mark.parametrize(("key", "rule_"), [("replaces", "cycle"), ("conflicts", "conflict-circle")])
def test_hundreds_of_clauses_that_drive_each_other_out_are_refused(tmp_path: Path, key: str, rule_: str) -> None:
    before = time.process_time()
    found = faults(on_top(tmp_path, **circle(150, key)))
    assert {f.rule for f in found} == {rule_}
    assert time.process_time() - before < PATIENCE


def test_a_long_chain_of_clauses_that_bring_the_next_one_along_is_followed_to_its_end(tmp_path: Path) -> None:
    count = 300
    chain = {
        f"materials__c{n}": f'requires = ["c{n + 1}"]\n{CLAUSE}'.replace('"short", "standard"', "")
        for n in range(count)
    }
    chain["materials__c0"] = chain["materials__c0"].replace("sets = []", 'sets = ["standard"]')
    chain[f"materials__c{count}"] = CLAUSE.replace('"short", "standard"', "")
    selection = choose(over(on_top(tmp_path, **chain)), lots=[lot({"display": 30}, data=None)])
    assert {f"c{n}" for n in range(count + 1)} <= set(ids(selection))


def test_a_hundred_relations_are_as_many_as_a_clause_may_have(tmp_path: Path) -> None:
    many = ", ".join(f'"c{n}"' for n in range(101))
    found = faults(on_top(tmp_path, materials__x=f"requires = [{many}]\n{CLAUSE}"))
    assert [(f.rule, f.place.key) for f in found] == [("schema", "requires")]


@pytest.mark.parametrize("id_", ["../../evil", "..", "a/b", "nul", "x y", "ünï", "<b>"])
def test_the_name_of_a_file_is_an_id_and_leads_nowhere(tmp_path: Path, id_: str) -> None:
    """A file cannot be called `../x`; what a library names by such an id is not there."""
    found = faults(on_top(tmp_path, library=f'hide = ["{id_}"]\n'))
    assert [(f.rule, f.place.key) for f in found] == [("unknown-word", "hide")]


def test_faults_of_shapes_and_of_limits_come_with_all_others(tmp_path: Path) -> None:
    """Ten broken files, ten names, in one answer."""
    files = {f"materials__x{n}": CLAUSE.replace("version = 1", f"version = {-n}") for n in range(10)}
    found = faults(on_top(tmp_path, **files))
    assert sorted((f.place.file or "")[-7:] for f in found) == [f"x{n}.toml" for n in range(10)]
    assert {(f.rule, f.place.key) for f in found} == {("schema", "version")}


def test_after_all_of_this_the_shipped_library_is_the_same(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        over(on_top(tmp_path, materials__x="version =\n"))
    over(on_top(tmp_path, "two", library='hide = ["take-back"]\n'))
    assert shipped_data.load_shipped_data().library is SHIPPED
    assert read_library(find_data_folder() / "clauses") == SHIPPED
    assert SHIPPED.overlays == ()
    assert SHIPPED.hidden == {}


def test_the_folder_itself_may_be_named_by_a_link(tmp_path: Path) -> None:
    root = on_top(tmp_path, materials__x=CLAUSE)
    (tmp_path / "latest").symlink_to(root, target_is_directory=True)
    assert "x" in over(tmp_path / "latest").clauses


def test_the_same_folder_twice_counts_as_one(tmp_path: Path) -> None:
    root = on_top(tmp_path, library='hide = ["take-back"]\n', materials__x=CLAUSE)
    assert over(root, root).clauses == over(root).clauses
    assert over(root, root).hidden.keys() == {"take-back"}


# --- two libraries on top ---


def test_of_two_words_questions_or_sources_of_one_id_the_later_wins(tmp_path: Path) -> None:
    word = '[anchors.after-labelling]\nlabel.en = "after labelling"\n'
    one = on_top(tmp_path, "one", vocabulary=word, sources=POLICY)
    two = on_top(
        tmp_path, "two", vocabulary=word.replace('"after', '"upon'), sources=POLICY.replace("House policy", "Rules")
    )
    assert over(one, two).vocabulary.anchors["after-labelling"].label["en"] == "upon labelling"
    assert over(one, two).sources["house-policy"].title == "Rules"
    assert over(two, one).vocabulary.anchors["after-labelling"].label["en"] == "after labelling"
    assert over(two, one).sources["house-policy"].title == "House policy"


def test_of_two_profiles_keys_are_replaced_and_lists_grow(tmp_path: Path) -> None:
    duty = '[[duties]]\nid = "{0}"\ntext.en = "{0}."\nsource = "house-policy"\nmark = "C"\n'
    one = on_top(tmp_path, "one", sources=POLICY, jurisdictions__ke='paper = "Letter"\n' + duty.format("one"))
    two = on_top(tmp_path, "two", jurisdictions__ke='paper = "A4"\n' + duty.format("two"))
    found = over(one, two).jurisdictions["ke"]
    assert [d.id for d in found.duties][-2:] == ["one", "two"]
    assert found.paper == "A4"
    assert over(one).jurisdictions["ke"].paper == "Letter"


def test_a_floor_holds_beside_that_of_another_library_and_the_strictest_counts(tmp_path: Path) -> None:
    one = on_top(tmp_path, "one", library=FLOOR, sources=POLICY)
    two = on_top(tmp_path, "two", library=FLOOR.replace("value = 10", "value = 9"), sources=POLICY)
    for roots in ((one, two), (two, one)):
        assert pick(choose(over(*roots)), "spare-parts").values["parts-years"]["laptop"].value == 10


def test_a_later_library_may_use_what_an_earlier_one_declares_and_not_the_other_way_round(tmp_path: Path) -> None:
    one = on_top(tmp_path, "one", sources=POLICY)
    two = on_top(tmp_path, "two", library=FLOOR)
    assert over(one, two).sources["house-policy"]
    assert over(two, one).sources["house-policy"], "words of all folders are read before they are compared"
    assert [f.rule for f in faults(two)] == ["unknown-word"]


@pytest.mark.parametrize("reverse", [False, True])
def test_each_library_is_named_with_its_own_digest_in_the_order_given(tmp_path: Path, reverse: bool) -> None:
    roots = [on_top(tmp_path, "one"), on_top(tmp_path, "two", materials__x=CLAUSE)]
    roots = roots[::-1] if reverse else roots
    assert [o.digest for o in over(*roots).overlays] == [digest_folder(root) for root in roots]
    assert over(*roots).digest == SHIPPED.digest
