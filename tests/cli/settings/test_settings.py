# SPDX-License-Identifier: Apache-2.0
import os
from pathlib import Path
from typing import Any

import pytest

from tenderkit.cli.settings.setting import SETTINGS
from tests.cli.conftest import SMALL, SMALL_JSON, Cli, answer, names

PROJECT = Path("tenderkit.toml")
LIBRARY = 'title.en = "House rules"\nversion = "1"\nhide = ["take-back"]\n'


def show(cli: Cli, env: dict[str, str] | None = None) -> dict[str, tuple[Any, str, str | None]]:
    """Each setting: its value, its origin, and the variable or file that it comes from."""
    ended = cli("config", "show", "--format", "json", env=env or {})
    assert ended.code == 0
    settings = answer(ended)["data"]["settings"]
    return {each["id"]: (each["value"], each["origin"], each["source"]) for each in settings}


@pytest.fixture
def user_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of the file of the user."""
    path = tmp_path / "home" / "tenderkit.toml"
    path.parent.mkdir()
    monkeypatch.setattr("tenderkit.cli.settings.configuration_file.find_user_file", lambda: path)
    monkeypatch.setattr("tenderkit.cli.settings.chosen_settings.find_user_file", lambda: path)
    return path


def test_without_anything_each_setting_has_its_default(cli: Cli) -> None:
    shown = show(cli)
    assert {origin for _, origin, _ in shown.values()} == {"default"}
    assert (shown["fail-level"][0], shown["language"][0]) == ("error", None)


def test_a_flag_wins_then_a_variable_the_project_the_user_and_the_default(cli: Cli, user_file: Path) -> None:
    Path("house").mkdir()
    user_file.write_text('language = "ar"\npapers = "notes"\nfail-level = "info"\n', encoding="utf-8")
    PROJECT.write_text('papers = "annex"\nfail-level = "warn"\n', encoding="utf-8")
    shown = show(cli, {"TENDERKIT_FAIL_LEVEL": "never"})
    assert shown["fail-level"] == ("never", "variable", "TENDERKIT_FAIL_LEVEL")
    assert shown["papers"] == ("annex", "project", "tenderkit.toml")
    assert shown["language"] == ("ar", "user", str(user_file))
    assert shown["on-error"] == ("continue", "default", None)
    Path("x.toml").write_text(SMALL, encoding="utf-8")
    codes = [cli("check", "x.toml", "--language", "en", *more).code for more in ((), ("--fail-level", "never"))]
    assert codes == [1, 0]


def test_the_file_of_the_user_is_in_the_folder_of_the_system(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "config"))
    from tenderkit.cli.settings.configuration_file import find_user_file

    path = find_user_file()
    assert path.is_relative_to(tmp_path / "config")
    path.parent.mkdir(parents=True)
    path.write_text('fail-level = "warn"\n', encoding="utf-8")
    assert show(cli)["fail-level"] == ("warn", "user", str(path))


def test_the_nearest_project_file_above_counts_and_its_paths_are_relative_to_it(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    PROJECT.write_text('library = ["house", "more"]\ntemplate = "ministry.docx"\n', encoding="utf-8")
    (folder / "plans" / "2027").mkdir(parents=True)
    monkeypatch.chdir(folder / "plans" / "2027")
    shown = show(cli)
    up = Path("..", "..")
    assert shown["library"] == ([str(up / "house"), str(up / "more")], "project", str(up / PROJECT))
    assert shown["template"][0] == str(up / "ministry.docx")
    (folder / "plans" / PROJECT).write_text("", encoding="utf-8")
    assert show(cli)["library"] == (None, "default", None)


def test_a_variable_names_several_libraries(cli: Cli) -> None:
    shown = show(cli, {"TENDERKIT_LIBRARY": os.pathsep.join(("a b", "c"))})
    assert shown["library"][0] == ["a b", "c"]


def test_every_setting_has_a_variable_and_a_key(cli: Cli) -> None:
    for setting in SETTINGS:
        value = setting.choices[-1] if setting.choices else "true" if setting.kind == "switch" else "x"
        assert show(cli, {setting.variable: value})[setting.name][1] == "variable"
        PROJECT.write_text(f"{setting.name} = {value if value == 'true' else repr(value)}\n", encoding="utf-8")
        assert show(cli)[setting.name][1] == "project"


def test_all_that_is_wrong_in_a_file_is_said_at_once(cli: Cli) -> None:
    PROJECT.write_text(
        'langage = "ar"\nfail-level = "high"\nallow-untranslated = "x"\nlibrary = 7\n', encoding="utf-8"
    )
    ended = cli("list", "examples")
    assert (ended.code, ended.stdout) == (3, "")
    assert "tenderkit.toml: langage: is no setting" in ended.stderr
    assert "Did you mean “language”?" in ended.stderr
    assert "fail-level: must be one of error, warn, info, never" in ended.stderr
    assert "allow-untranslated: must be true or false" in ended.stderr
    assert "library: must be a path, or a list of paths" in ended.stderr


@pytest.mark.parametrize(("content", "told"), [(b"x = ", "not valid TOML"), (b"\xff", "not UTF-8"), (b"\0", "TOML")])
def test_a_file_that_cannot_be_read_ends_with_3_but_help_is_there(cli: Cli, content: bytes, told: str) -> None:
    PROJECT.write_bytes(content)
    ended = cli("build", "x.toml", "--format", "json")
    assert (ended.code, answer(ended)["ok"]) == (3, False)
    assert told in ended.stderr
    assert cli("build", "--help").code == 0
    assert cli("--version").code == 0


def test_a_variable_near_that_of_a_setting_is_named_with_it(cli: Cli) -> None:
    ended = cli("list", "examples", env={"TENDERKIT_PAPER": "annex", "TENDERKIT_PORTAL": "x"})
    assert ended.code == 0
    assert "warning: TENDERKIT_PAPER is no setting, and changes nothing\n" in ended.stderr
    assert "Did you mean “TENDERKIT_PAPERS”?" in ended.stderr
    assert "TENDERKIT_PORTAL" not in ended.stderr


def test_a_variable_with_a_wrong_value_ends_with_2(cli: Cli) -> None:
    ended = cli("list", "examples", env={"TENDERKIT_ON_ERROR": "halt", "TENDERKIT_ALLOW_UNTRANSLATED": "7"})
    assert ended.code == 2
    assert "TENDERKIT_ON_ERROR must be one of continue, stop, not “halt”" in ended.stderr
    assert "TENDERKIT_ALLOW_UNTRANSLATED must be true or false" in ended.stderr


# --- what a setting does ---


def test_a_setting_that_changes_what_is_made_is_said_and_a_flag_is_not(cli: Cli, small: Path) -> None:
    Path("house").mkdir()
    Path("house/library.toml").write_text(LIBRARY, encoding="utf-8")
    PROJECT.write_text('library = "house"\nfail-level = "warn"\n', encoding="utf-8")
    ended = cli("explain", "small.toml", "--clause", "take-back", env={"TENDERKIT_LANGUAGE": "ar"})
    assert ended.stderr.startswith(
        "setting language = ar (TENDERKIT_LANGUAGE)\nsetting library = house (tenderkit.toml)\n"
    )
    assert "fail-level" not in ended.stderr
    assert "setting fail-level = warn (tenderkit.toml)\n" in cli("check", "small.toml").stderr
    ended = cli("explain", "small.toml", "--language", "en", "--library", "house")
    assert "setting" not in ended.stderr


def test_papers_and_template_of_the_project_are_used(cli: Cli, small: Path) -> None:
    PROJECT.write_text('papers = "annex,notes"\n', encoding="utf-8")
    assert cli("build", "small.toml").code == 0
    assert names(Path()) == ["small-notes.docx", "small.docx", "small.toml", "tenderkit.toml"]
    PROJECT.write_text('template = "small.docx"\npapers = "annex"\n', encoding="utf-8")
    assert "small.docx" in cli("build", "small.toml", "-o", "other.docx").stderr
    # A text has no use for the template, and stdout none for the notes: only a flag that asks for them is refused.
    assert cli("build", "small.toml", "--format", "md").code == 0
    assert cli("build", "small.toml", "--format", "md", "--template", "small.docx", "--papers", "annex").code == 2


def test_papers_of_the_project_are_no_obstacle_to_answers_on_stdout(cli: Cli) -> None:
    import json

    PROJECT.write_text('papers = "annex,evaluation"\n', encoding="utf-8")
    line = json.dumps({"id": "a", **SMALL_JSON}).encode()
    assert cli("build", "-", "--format", "json", stdin=line).code == 0
    assert cli("build", "-", "--format", "json", "-o", "out", stdin=line).code == 0
    assert "a-evaluation.xlsx" in names(Path("out"))


def test_a_language_is_no_obstacle_to_reading_forms(cli: Cli) -> None:
    ended = cli("response", "read", "absent.docx", env={"TENDERKIT_LANGUAGE": "ar"})
    assert ended.code == 4
    assert cli("response", "read", "absent.docx", "--language", "ar").code == 2


def test_the_bytes_are_those_of_the_flags(cli: Cli, small: Path) -> None:
    flags = ("build", "small.toml", "--papers", "annex", "--reproducible", "-o")
    assert cli(*flags, "a.docx").code == 0
    PROJECT.write_text('papers = "annex"\nfail-level = "info"\non-error = "stop"\n', encoding="utf-8")
    assert cli("build", "small.toml", "--reproducible", "-o", "b.docx").code == 0
    assert Path("a.docx").read_bytes() == Path("b.docx").read_bytes()


# --- config show ---


def test_the_settings_are_listed_with_and_without_their_origin(cli: Cli) -> None:
    PROJECT.write_text('fail-level = "warn"\n', encoding="utf-8")
    rows = [line.split() for line in cli("config", "show").stdout.splitlines()]
    assert [row[0] for row in rows] == [setting.name for setting in SETTINGS]
    assert ["fail-level", "warn"] in rows
    assert ["papers", "annex,response,notes", "(batch:", "annex)"] in rows
    rows = [line.split() for line in cli("config", "show", "--origin").stdout.splitlines()]
    assert ["fail-level", "warn", "tenderkit.toml"] in rows
    assert ["on-error", "continue", "default"] in rows


def test_a_template_that_is_not_there_is_marked(cli: Cli) -> None:
    PROJECT.write_text('template = "no.docx"\nlog-file = "run.log"\n', encoding="utf-8")
    lines = cli("config", "show").stdout.splitlines()
    assert [line for line in lines if "not there" in line] == ["template            no.docx (not there: no.docx)"]


def test_a_terminal_gets_a_table(watch: Any, folder: Path) -> None:
    assert "╭" in watch("config", "show", "--origin")
