# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import pytest

from tenderkit.cli.inputs import Source
from tenderkit.cli.targets import find_targets, name_siblings
from tenderkit.errors import UsageProblem


def siblings(main: str, papers: tuple[str, ...], chosen: str = "docx") -> list[str]:
    return [str(path) for path in name_siblings(Path(main), papers, chosen).values()]


def source(stem: str) -> Source:
    return Source(f"{stem}.toml", stem, "", "toml", Path(f"{stem}.toml"))


@pytest.mark.parametrize(
    ("main", "chosen", "expected"),
    [
        ("x.docx", "docx", "x-response.docx"),
        ("a/x.DOCX", "docx", "a/x-response.docx"),
        ("x", "docx", "x-response.docx"),
        ("my.annex", "docx", "my.annex-response.docx"),
        ("x.html", "html", "x-response.docx"),
    ],
)
def test_a_paper_stands_beside_the_annex(main: str, chosen: str, expected: str) -> None:
    assert siblings(main, ("annex", "response"), chosen) == [main, expected]


def test_the_files_of_one_paper_share_the_name_that_was_given() -> None:
    assert siblings("a/plan.docx", ("calendar",)) == ["a/plan.docx", "a/plan.ics"]
    assert siblings("p.xlsx", ("evaluation",)) == ["p.xlsx", "p.docx"]
    assert siblings("x.html", ("annex", "calendar"), "html") == ["x.html", "x-calendar.docx", "x-calendar.ics"]


def test_files_go_to_the_current_folder_or_to_the_one_that_is_named() -> None:
    both = [source("a"), source("b")]
    assert find_targets(both, None, ["annex"], "docx").paths == (
        {("annex", ".docx"): Path("a.docx")},
        {("annex", ".docx"): Path("b.docx")},
    )
    targets = find_targets(both, "out", ["response"], "docx")
    assert targets.folder == Path("out")
    assert targets.paths[1] == {("response", ".docx"): Path("out/b-response.docx")}


@pytest.mark.parametrize("path", [".", "..", "a/..", "a/.", "/", "a/"])
def test_one_purchase_goes_to_a_folder(path: str) -> None:
    targets = find_targets([source("a")], path, ["annex", "notes"], "docx")
    assert targets.folder == Path(path)
    assert list(targets.paths[0].values()) == [Path(path) / "a.docx", Path(path) / "a-notes.docx"]


@pytest.mark.parametrize(("chosen", "path"), [("md", None), ("json", "-"), ("docx", "-")])
def test_one_file_goes_to_stdout(chosen: str, path: str | None) -> None:
    targets = find_targets([source("a")], path, ["annex"], chosen)
    assert targets.paths == ({("annex", f".{chosen}"): None},)
    assert (targets.folder, targets.binary) == (None, "a Word file" if chosen == "docx" else None)


@pytest.mark.parametrize(
    ("path", "papers", "chosen", "count"),
    [
        ("-", ["annex"], "docx", 2),
        ("-", ["annex", "response"], "docx", 1),
        ("x.pdf", ["annex"], "docx", 1),
        ("x.docx", ["evaluation"], "docx", 1),
        ("x.docx", ["annex"], "docx", 2),
        ("", ["annex"], "docx", 1),
        ("", ["annex"], "docx", 2),
    ],
)
def test_a_path_that_does_not_fit_is_refused(path: str, papers: list[str], chosen: str, count: int) -> None:
    with pytest.raises(UsageProblem):
        find_targets([source("a"), source("b")][:count], path, papers, chosen)
