# SPDX-License-Identifier: Apache-2.0
import io
from dataclasses import replace
from pathlib import Path

import pytest

from tenderkit.cli.screen.built_papers import Built, list_steps, print_built
from tenderkit.cli.screen.console import make_console
from tenderkit.library.reading import shipped_data
from tenderkit.pipeline import Options, build
from tenderkit.purchase.reading import parse_purchase
from tests.cli.conftest import SMALL, Cli, Watch, names, strip_codes


def make_built(name: str = "small.toml", papers: tuple[str, ...] = ("annex",), language: str | None = None) -> Built:
    data = shipped_data.load_shipped_data()
    built = build(parse_purchase(SMALL, name, "toml", language, data), data, Options(papers, "docx"), name)
    return Built(name, [name], built, [Path(f"{name}-{file.paper}{file.ending}") for file in built.files])


def draw(*built: Built, width: int = 80) -> str:
    stream = io.StringIO()
    print_built(make_console(stream, width), built)
    return stream.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_one_purchase_is_a_panel_with_its_files_its_numbers_and_what_is_open(width: int) -> None:
    built = make_built()
    lines = strip_codes(draw(built, width=width)).splitlines()
    assert lines[0].startswith("╭─ small.toml ─")
    assert len(lines[0]) == width
    assert lines[1].startswith("│ small.toml-annex.docx ")
    assert lines[2].startswith(f"│ {built.papers.summary} ")
    assert "open points" in built.papers.summary
    assert built.papers.annex.open_points[0].what in strip_codes(draw(built, width=200))


def test_a_file_is_a_link_and_open_points_are_reversed(folder: Path) -> None:
    built = make_built()
    drawn = draw(built)
    assert f";{(folder / 'small.toml-annex.docx').as_uri()}\x1b\\" in drawn
    assert f"\x1b[7m{len(built.papers.annex.open_points)} open points" in drawn


def test_many_open_points_are_folded() -> None:
    built = make_built()
    points = built.papers.annex.open_points * 3
    many = replace(built, papers=replace(built.papers, annex=replace(built.papers.annex, open_points=points)))
    assert f"and {len(points) - 5} more, listed in the notes" in strip_codes(draw(many))


def test_several_purchases_are_a_table() -> None:
    drawn = strip_codes(draw(make_built("one.toml"), make_built("two.toml", ("annex", "response"))))
    assert [line.split("│")[1].strip() for line in drawn.splitlines() if line.startswith("│")] == [
        "one.toml-annex.docx",
        "two.toml-annex.docx",
        "two.toml-response.docx",
    ]


def test_a_language_from_right_to_left_has_no_frame() -> None:
    assert "│" not in draw(make_built(language="ar"))


def test_the_next_steps_are_commands_that_can_be_copied() -> None:
    built = Built("a b.toml", ["a b.toml"], make_built().papers, [Path("a.docx")])
    assert [command for _, command in list_steps(built) if command] == [
        "tenderkit explain 'a b.toml'",
        "tenderkit build 'a b.toml' --papers response",
    ]
    response = make_built(papers=("annex", "response"))
    assert list(list_steps(response))[-1][1] == "tenderkit response read FORM.docx --purchase small.toml"
    assert [command for _, command in list_steps(Built("stdin", [], built.papers, built.paths)) if command] == []


def test_a_terminal_shows_the_panel_and_the_files_are_written(watch: Watch, small: Path) -> None:
    drawn = watch("build", "small.toml", "-o", "[red]a.docx")
    assert "│ [red]a.docx " in strip_codes(drawn)
    assert names(Path()) == ["[red]a-notes.docx", "[red]a-response.docx", "[red]a.docx", "small.toml"]


def test_a_control_character_of_a_path_never_reaches_the_terminal(watch: Watch, small: Path) -> None:
    drawn = watch("build", "small.toml", "-o", "a\x1b[2J\u202e.docx")
    assert "\x1b[2J" not in drawn
    assert "a<U+001B>[2J<U+202E>.docx" in strip_codes(drawn)


def test_a_simple_terminal_gets_the_lines_of_the_pipe(watch: Watch, cli: Cli, small: Path) -> None:
    drawn = watch("build", "small.toml", env={"TERM": "dumb"})
    ended = cli("build", "small.toml", "--force")
    assert drawn == ended.stderr + ended.stdout
