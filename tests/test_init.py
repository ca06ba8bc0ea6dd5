# SPDX-License-Identifier: Apache-2.0
"""The public functions: the same bytes as on the command line, in threads and in other processes."""

import copy
import json
import multiprocessing
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import tenderkit
from tenderkit.errors import FileProblem, InvalidInput, UsageProblem
from tenderkit.library.reading import shipped_data
from tests.conftest import Ran

Cli = Callable[..., Ran]

ALL = ("annex", "response", "notes", "evaluation", "calendar")
NAMES = ("small-laptops", "fr-phone-lease", "gb-refurbished-laptops")
SMALL: dict[str, Any] = {
    "tenderkit": 1,
    "language": "en",
    "tender": {"title": "Twelve laptops", "launch": date(2026, 8, 15)},
    "lots": [
        {
            "title": "Laptops",
            "acquisition": "purchase",
            "months": 36,
            "data": "internal",
            "items": [{"category": "laptop", "quantity": 12}],
        }
    ],
}
REFUSED = {**SMALL, "included": [{"clause": "cartridge-take-back", "reason": "x", "lot": 1}]}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and no date in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


@cache
def library() -> tenderkit.Library:
    return tenderkit.load_library()


def build_files(name: str) -> dict[str, bytes]:
    """Build all papers of an example; a process of a pool runs it with a library of its own."""
    purchase = tenderkit.read_purchase(shipped_data.list_example_purchases()[name], library())
    return tenderkit.build(purchase, library(), tenderkit.Options(papers=ALL)).name_files(name)


def build_purchase(purchase: tenderkit.Purchase) -> dict[str, bytes]:
    return tenderkit.build(purchase, library(), name="sent.toml").name_files("sent")


def built_by_command(cli: Cli, name: str) -> dict[str, bytes]:
    """What the command line writes for an example."""
    target = Path(f"{name}-out")
    assert cli("build", "--example", name, "--papers", ",".join(ALL), "-o", f"{target}/").code == 0
    return {path.name: path.read_bytes() for path in target.iterdir()}


# --- the same as on the command line ---


@pytest.mark.parametrize("name", NAMES)
def test_the_files_are_those_of_the_command_line(cli: Cli, name: str) -> None:
    assert build_files(name) == built_by_command(cli, name)


def test_threads_give_the_files_of_the_command_line(cli: Cli) -> None:
    expected = {name: built_by_command(cli, name) for name in NAMES}
    names = [*NAMES, *NAMES, NAMES[0], NAMES[0]]
    with ThreadPoolExecutor(8) as pool:
        for name, files in zip(names, pool.map(build_files, names), strict=True):
            assert files == expected[name]


def test_processes_give_the_files_of_the_command_line(cli: Cli) -> None:
    expected = {name: built_by_command(cli, name) for name in NAMES[:2]}
    names = [NAMES[0], NAMES[1], NAMES[0]]
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        for name, files in zip(names, pool.map(build_files, names), strict=True):
            assert files == expected[name]


def build_changed(changes: dict[str, Any]) -> dict[str, bytes]:
    """Build the papers of a small purchase with some answers of its lot changed."""
    return build_purchase(tenderkit.read_purchase({**SMALL, "lots": [{**SMALL["lots"][0], **changes}]}, library()))


def test_what_was_made_before_changes_no_byte() -> None:
    variants: list[dict[str, Any]] = [
        {},
        {"months": 48},
        {"items": [{"category": "laptop", "quantity": 13}]},
        {"items": [{"category": "tablet", "quantity": 13}, {"category": "laptop", "quantity": 5}]},
        {"data": "personal"},
    ]
    files = [build_changed(changes) for changes in variants]
    assert len({made["sent.docx"] for made in files}) > 3
    assert [build_changed(changes) for changes in reversed(variants)] == files[::-1]
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(build_changed, variants[-1]).result() == files[-1]


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_text_is_that_of_the_command_line(cli: Cli, form: str) -> None:
    Path("p.json").write_text(json.dumps(SMALL, default=str), encoding="utf-8")
    purchase = tenderkit.read_purchase("p.json")
    file, *others = tenderkit.build(purchase, library(), tenderkit.Options(format=form)).files
    assert [other.paper for other in others] == ([] if form == "json" else ["response", "notes"])
    assert (file.paper, file.ending) == ("annex", f".{form}")
    assert file.content.decode() == cli("build", "p.json", "--format", form).stdout


# --- read ---


def test_a_file_its_bytes_and_its_values_are_the_same_purchase() -> None:
    path = shipped_data.list_example_purchases()["small-laptops"]
    purchase = tenderkit.read_purchase(path)
    assert tenderkit.read_purchase(str(path)) == tenderkit.read_purchase(path.read_bytes()) == purchase
    texts = json.loads(json.dumps(SMALL, default=str))
    small = tenderkit.read_purchase(SMALL)
    assert tenderkit.read_purchase(texts) == tenderkit.read_purchase(json.dumps(texts).encode()) == small
    assert tenderkit.read_purchase(SMALL, language="ar").language == "ar"


def test_all_that_is_wrong_is_raised_at_once_under_its_name() -> None:
    wrong = {**SMALL, "tenderkit": 2, "language": "xx"}
    with pytest.raises(tenderkit.TenderkitError) as refused:
        tenderkit.read_purchase(wrong, name="plan 7")
    assert {(f.place.file, f.place.key) for f in refused.value.findings} == {
        ("plan 7", "tenderkit"),
        ("plan 7", "language"),
    }
    with pytest.raises(FileProblem, match=r"nowhere\.toml"):
        tenderkit.read_purchase("nowhere.toml")


def test_libraries_lie_on_top(tmp_path: Path) -> None:
    house = tmp_path / "house"
    house.mkdir()
    (house / "library.toml").write_text('title.en = "House"\nversion = "1"\nhide = ["packaging"]\n', encoding="utf-8")
    data = tenderkit.load_library(house)
    picks = {p.clause.id for p in tenderkit.select(tenderkit.read_purchase(SMALL, data), data).lots[0].picks}
    assert "packaging" not in picks
    assert [overlay.title["en"] for overlay in data.library.overlays] == ["House"]
    with pytest.raises(FileProblem):
        tenderkit.load_library("nowhere")


# --- select and build ---


def test_a_selection_names_every_clause() -> None:
    selection = tenderkit.select(tenderkit.read_purchase(SMALL), library())
    lot = selection.lots[0]
    assert set(lot.decisions) | set(selection.general.decisions) == set(library().library.clauses)
    assert {pick.clause.id for pick in lot.picks} == {d.clause for d in lot.decisions.values() if d.selected}


def test_a_check_finds_what_the_command_line_finds(cli: Cli) -> None:
    path = shipped_data.list_example_purchases()["gb-refurbished-laptops"]
    findings = tenderkit.check(tenderkit.read_purchase(path), library(), name="example gb-refurbished-laptops")
    told = json.loads(cli("check", "--example", "gb-refurbished-laptops", "--format", "json").stdout)
    assert [finding.as_json() for finding in findings] == [*told["findings"], *told["warnings"]]
    assert len(findings) > 0


def test_files_name_the_launch_or_the_date_that_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    purchase = tenderkit.read_purchase(SMALL)
    plain = tenderkit.build(purchase, library()).content
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert tenderkit.build(purchase, library()).content == plain
    day = datetime(2027, 1, 1, tzinfo=UTC)
    assert tenderkit.build(purchase, library(), tenderkit.Options(created=day)).content != plain


@pytest.mark.parametrize("options", [{"papers": ("annexe",)}, {"papers": ("",)}, {"format": "doc"}])
def test_an_unknown_paper_or_format_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(UsageProblem, match="there is no"):
        tenderkit.build(tenderkit.read_purchase(SMALL), library(), tenderkit.Options(**options))


def test_a_refused_purchase_comes_out_of_a_process_pool_as_its_error() -> None:
    purchase = tenderkit.read_purchase(REFUSED)
    with pytest.raises(InvalidInput) as here:
        build_purchase(purchase)
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        future = pool.submit(build_purchase, purchase)
        with pytest.raises(InvalidInput) as there:
            future.result()
    assert there.value.findings == here.value.findings
    assert [f.place.file for f in there.value.findings] == ["sent.toml"]


def test_values_survive_pickling_and_copying() -> None:
    purchase = tenderkit.read_purchase(SMALL)
    papers = tenderkit.build(purchase, library())
    for again in (pickle.loads(pickle.dumps(papers)), copy.deepcopy(papers)):
        assert again.files == papers.files
        assert again.summary == papers.summary == "1 lot, " + papers.summary.partition(", ")[2]
    assert pickle.loads(pickle.dumps(purchase)) == purchase


# --- the names ---


def test_every_public_name_is_there_and_documented() -> None:
    assert set(tenderkit.__all__) <= set(dir(tenderkit))
    for name in tenderkit.__all__:
        assert getattr(tenderkit, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        tenderkit.nothing  # noqa: B018


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import tenderkit; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["tenderkit"]


def test_final_papers_with_gaps_are_refused() -> None:
    final = tenderkit.read_purchase({**SMALL, "tender": {**SMALL["tender"], "status": "final"}}, library())
    with pytest.raises(InvalidInput) as refused:
        tenderkit.build(final, library(), name="small.toml")
    assert [str(f.place) for f in refused.value.findings] == [
        "small.toml: tender.authority",
        "small.toml: tender.reference",
        "small.toml: tender.settled.data-class",
        "small.toml: tender.value",
        "small.toml: parameters.remedies.medium-amount",
    ]
