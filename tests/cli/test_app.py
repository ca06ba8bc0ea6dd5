# SPDX-License-Identifier: Apache-2.0
import os
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import typer.main

from tenderkit import __version__
from tenderkit.cli.app import app
from tests.cli.conftest import SMALL, Cli, answer, names


def boom(*_: object, **__: object) -> None:
    raise RuntimeError("boom")


def interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


# --- commands ---


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (["build", "--list-examples"], ["build"]),
        (
            ["clauses", "show", "--help"],
            sorted(
                [
                    "coverage",
                    "for-cpv",
                    "graph",
                    "lint",
                    "list",
                    "new",
                    "new-language",
                    "show",
                    "export",
                    "import",
                    "status",
                ]
            ),
        ),
    ],
    ids=["command", "group"],
)
def test_only_the_commands_of_the_line_are_read(
    line: list[str], names: list[str], cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_command = typer.main.get_command_from_info
    read: list[str | None] = []

    def note(command_info: Any, **options: Any) -> Any:
        read.append(command_info.name)
        return read_command(command_info, **options)

    monkeypatch.setattr(typer.main, "get_command_from_info", note)
    cli(*line)
    assert sorted(name for name in read if name) == names


def test_a_line_that_begins_with_no_command_knows_all(cli: Cli) -> None:
    assert "Did you mean 'build'?" in cli("biuld").stderr
    assert cli("--debug", "build", "--list-examples").code == 0
    assert cli("build", "--list-examples").code == 0
    assert "verify" in cli("--help").stdout


def test_the_name_alone_shows_the_three_things_that_one_does_first(cli: Cli) -> None:
    ended = cli()
    assert ended.code == 0
    lines = ended.stdout.splitlines()
    assert len(lines) <= 8
    assert max(map(len, lines)) <= 80
    commands = [line.partition(":")[2].split() for line in lines if line.startswith("  ")]
    assert [words[:2] for words in commands] == [["tenderkit", name] for name in ("build", "new", "check")]
    for words in commands:
        assert cli(*words[1:2], "--help").code == 0


# --- exit codes ---


def test_a_finished_command_ends_with_0(cli: Cli) -> None:
    assert cli("build", "--list-examples").code == 0


def test_help_ends_with_0_and_names_the_commands(cli: Cli) -> None:
    ended = cli("--help")
    assert ended.code == 0
    assert {"build", "explain", "schema"} <= set(ended.stdout.split())


def every_command() -> Iterator[tuple[str, ...]]:
    """The words of every command, from the root down."""
    pending: list[tuple[tuple[str, ...], Any]] = [((), typer.main.get_command(app))]
    while pending:
        words, command = pending.pop()
        yield words
        pending += [((*words, name), inner) for name, inner in getattr(command, "commands", {}).items()]


def test_no_help_holds_the_name_of_a_variable(cli: Cli) -> None:
    commands = list(every_command())
    assert len(commands) > 15
    for words in commands:
        assert re.findall(r"\b[a-z]+_[a-z_]+\b", cli(*words, "--help").stdout) == [], words


@pytest.mark.parametrize(
    "line",
    [
        "build absent.toml --help",
        "build --nonsense --help",
        "build --nonsense -h",
        "build --format nonsense --help",
        "build -o --help",
        "build --library absent --help",
        "build --help --nonsense",
        "--nonsense build --help",
        "--debug build --help",
    ],
)
def test_the_help_wins_over_any_fault_of_the_line(line: str, cli: Cli) -> None:
    ended = cli(*line.split())
    assert ended.code == 0
    assert ended.stderr == ""
    assert "tenderkit build purchase.toml" in ended.stdout


@pytest.mark.parametrize(
    ("line", "usage"),
    [
        ("nonsense --help", "tenderkit [OPTIONS] COMMAND"),
        ("--nonsense --help", "tenderkit [OPTIONS] COMMAND"),
        ("--help build", "tenderkit [OPTIONS] COMMAND"),
        ("clauses nonsense --help", "tenderkit clauses [OPTIONS] COMMAND"),
        ("clauses lint --nonsense --help", "tenderkit clauses lint [OPTIONS]"),
        ("response read --nonsense absent.docx --help", "tenderkit response read [OPTIONS]"),
        ("list nonsense --help", "tenderkit list [OPTIONS]"),
    ],
)
def test_the_help_is_that_of_the_command_before_it(line: str, usage: str, cli: Cli) -> None:
    ended = cli(*line.split())
    assert ended.code == 0
    assert usage in " ".join(ended.stdout.split())


@pytest.mark.parametrize(
    "line",
    [
        "--version build --nonsense",
        "build --nonsense --version",
        "build absent.toml --version",
        "--nonsense --version",
        "nonsense --version",
        "clauses lint --version --help",
    ],
)
def test_the_version_wins_over_any_fault_of_the_line(line: str, cli: Cli) -> None:
    ended = cli(*line.split())
    assert ended.code == 0
    assert ended.stdout == f"tenderkit {__version__}\n"
    assert ended.stderr == ""


def test_a_file_after_two_dashes_is_no_question(cli: Cli) -> None:
    assert cli("build", "--", "--help").code == 4
    assert cli("build", "--", "--version").code == 4


def test_a_wrong_value_inside_a_file_ends_with_3(cli: Cli, small: Path) -> None:
    small.write_text(SMALL.replace('"laptop"', '"laptpo"'), encoding="utf-8")
    ended = cli("build", "small.toml")
    assert ended.code == 3
    assert "small.toml: lots.1.items.1.category" in ended.stderr
    assert "Did you mean “laptop”?" in ended.stderr


def test_a_file_that_is_not_there_ends_with_4(cli: Cli) -> None:
    ended = cli("build", "absent.toml")
    assert ended.code == 4
    assert "absent.toml: is not there" in ended.stderr


def test_a_folder_in_place_of_a_file_ends_with_4(cli: Cli) -> None:
    Path("folder").mkdir()
    ended = cli("build", "folder")
    assert ended.code == 4
    assert "folder: is a folder" in ended.stderr


def test_a_language_that_is_not_there_ends_with_3_and_names_those_that_are(cli: Cli, small: Path) -> None:
    ended = cli("build", "small.toml", "--language", "tlh")
    assert ended.code == 3
    assert "tlh" in ended.stderr
    assert "Available: " in ended.stderr
    assert "en" in ended.stderr.partition("Available: ")[2]


def test_an_unknown_format_ends_with_2(cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml", "--format", "rtf").code == 2


def test_a_failure_prints_nothing_on_stdout(cli: Cli) -> None:
    assert cli("build", "absent.toml").stdout == ""


# --- nearest names ---


def test_an_unknown_command_ends_with_2_and_the_nearest_name(cli: Cli) -> None:
    ended = cli("biuld")
    assert ended.code == 2
    assert "biuld" in ended.stderr
    assert "build" in ended.stderr.replace("biuld", "")


def test_an_unknown_option_ends_with_2_and_the_nearest_name(cli: Cli, small: Path) -> None:
    ended = cli("build", "small.toml", "--langage", "en")
    assert ended.code == 2
    assert "--language" in ended.stderr


@pytest.mark.parametrize(
    ("line", "command"),
    [("upgrade x.toml", "upgrade"), ("notice --format xml", "notice"), ("config show --nix", "config show")],
)
def test_the_hint_on_a_wrong_usage_names_the_help_of_the_command(line: str, command: str, cli: Cli) -> None:
    ended = cli(*line.split())
    assert ended.code == 2
    assert f"hint: See `tenderkit {command} --help`.\n" in ended.stderr


@pytest.mark.parametrize("command", ["build", "explain"])
def test_an_unknown_example_ends_with_2_and_the_nearest_name(cli: Cli, command: str) -> None:
    ended = cli(command, "--example", "small-laptop")
    assert ended.code == 2
    assert "Did you mean “small-laptops”?" in ended.stderr


def test_an_unknown_clause_ends_with_2_and_the_nearest_name(cli: Cli) -> None:
    ended = cli("explain", "--example", "small-laptops", "--clause", "take-bakc")
    assert ended.code == 2
    assert "Did you mean “take-back”?" in ended.stderr


def test_an_unknown_schema_ends_with_2(cli: Cli) -> None:
    ended = cli("schema", "purchsae")
    assert ended.code == 2
    assert "purchase" in ended.stderr


# --- the JSON envelope of a failure ---

FAILURES = {
    "unknown-option": (["build", "x.toml", "--format", "json", "--bogus"], 2, "build"),
    "unknown-example": (["build", "--example", "bogus", "--format", "json"], 2, "build"),
    "no-file": (["build", "--format", "json"], 2, "build"),
    "missing-option-value": (["build", "x.toml", "--format", "json", "-o"], 2, "build"),
    "unknown-clause": (["explain", "--example", "small-laptops", "--clause", "bogus", "--format=json"], 2, "explain"),
    "invalid-answer": (["explain", "bad.toml", "--format", "json"], 3, "explain"),
    "no-toml": (["build", "broken.toml", "--format", "json"], 3, "build"),
    "no-such-file": (["build", "absent.toml", "--format=json"], 4, "build"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_every_failure_gives_an_envelope_where_json_was_asked_for(cli: Cli, small: Path, name: str) -> None:
    Path("x.toml").write_text(SMALL, encoding="utf-8")
    Path("bad.toml").write_text(SMALL.replace("= 36", "= 0"), encoding="utf-8")
    Path("broken.toml").write_text("tenderkit =\n", encoding="utf-8")
    args, code, command = FAILURES[name]
    ended = cli(*args)
    assert ended.code == code
    assert set(answer(ended)) == {"schema", "tool", "ok", "data", "findings", "warnings"}
    assert answer(ended)["schema"] == f"tenderkit/{command}/1"
    assert answer(ended)["tool"] == {"name": "tenderkit", "version": __version__}
    assert answer(ended)["ok"] is False
    assert answer(ended)["data"] is None
    assert answer(ended)["findings"]
    for finding in answer(ended)["findings"]:
        assert set(finding) == {"severity", "rule", "place", "message", "fix"}
        assert set(finding["place"]) == {"file", "key", "lot", "clause"}
        assert finding["severity"] == "error"


def test_a_bug_gives_an_envelope_where_json_was_asked_for(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenderkit.pipeline.compose", boom)
    ended = cli("build", "--example", "small-laptops", "--format", "json")
    assert ended.code == 70
    assert answer(ended)["ok"] is False
    assert answer(ended)["data"] is None
    assert answer(ended)["findings"]


def test_a_success_has_ok_true(cli: Cli) -> None:
    ended = cli("build", "--example", "small-laptops", "--format", "json")
    assert ended.code == 0
    assert answer(ended)["ok"] is True
    assert answer(ended)["findings"] == []


def test_the_envelope_names_file_key_and_lot(cli: Cli, small: Path) -> None:
    small.write_text(SMALL.replace("= 12 }", "= 0 }"), encoding="utf-8")
    finding = answer(cli("build", "small.toml", "--format", "json"))["findings"][0]
    assert finding["place"] == {
        "file": "small.toml", "key": "lots.1.items.1.quantity", "lot": 1, "clause": None,
    }  # fmt: skip


def test_the_envelope_holds_the_problems_of_all_files(cli: Cli, small: Path) -> None:
    Path("one.toml").write_text(SMALL.replace("= 36", "= 0"), encoding="utf-8")
    Path("two.toml").write_text(SMALL.replace("= 12 }", "= 0 }"), encoding="utf-8")
    findings = answer(cli("build", "one.toml", "two.toml", "--format", "json"))["findings"]
    assert [(f["place"]["file"], f["place"]["key"]) for f in findings] == [
        ("one.toml", "lots.1.months"),
        ("two.toml", "lots.1.items.1.quantity"),
    ]


def test_a_missing_file_does_not_hide_the_problems_of_the_others(cli: Cli, small: Path) -> None:
    small.write_text(SMALL.replace("= 36", "= 0"), encoding="utf-8")
    ended = cli("build", "absent.toml", "small.toml", "--format", "json")
    assert ended.code == 4
    assert {f["place"]["file"] for f in answer(ended)["findings"]} == {"absent.toml", "small.toml"}


# --- tracebacks ---


def test_an_error_shows_no_traceback(cli: Cli) -> None:
    assert "Traceback" not in cli("build", "absent.toml").stderr


@pytest.mark.parametrize("args", [("--debug", "build", "absent.toml"), ("build", "absent.toml", "--debug")])
def test_debug_shows_the_traceback_wherever_it_stands(cli: Cli, args: tuple[str, ...]) -> None:
    ended = cli(*args)
    assert ended.code == 4
    assert "Traceback" in ended.stderr


def test_a_bug_ends_with_70_without_a_traceback(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenderkit.pipeline.compose", boom)
    ended = cli("build", "--example", "small-laptops")
    assert ended.code == 70
    assert "RuntimeError: boom" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert names(Path()) == []


def test_debug_shows_the_traceback_of_a_bug(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenderkit.pipeline.compose", boom)
    ended = cli("build", "--example", "small-laptops", "--debug")
    assert ended.code == 70
    assert "in boom" in ended.stderr


# --- control characters ---


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x7f", "\x9b", "\u202e", "\u2066"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_control_characters_of_a_file_never_reach_the_terminal(
    cli: Cli, small: Path, character: str, form: str
) -> None:
    key = f'"a\\u{ord(character):04x}[31mb"'
    small.write_text(SMALL + f"{key} = 1\n[lots.parameters.{key}]\nx = 1\n", encoding="utf-8")
    ended = cli("explain", "small.toml", "--format", form)
    assert ended.code == 3
    assert f"<U+{ord(character):04X}>[31mb" in ended.stderr
    assert character not in ended.stderr
    assert character not in ended.stdout


@pytest.mark.parametrize("form", ["text", "json"])
def test_half_a_character_in_a_key_is_no_bug(cli: Cli, form: str) -> None:
    Path("x.json").write_text('{"a\\ud800b": 1}', encoding="utf-8")
    ended = cli("explain", "x.json", "--format", form)
    assert ended.code == 3
    assert "Input should" not in ended.stderr


def test_a_refused_character_is_told_by_its_number(cli: Cli, small: Path) -> None:
    small.write_text(SMALL.replace("Twelve", "T\\u001bwelve"), encoding="utf-8")
    ended = cli("build", "small.toml")
    assert ended.code == 3
    assert "U+001B" in ended.stderr
    assert "\x1b" not in ended.stderr


def test_control_characters_of_the_command_line_never_reach_the_terminal(cli: Cli) -> None:
    ended = cli("build", "--example", "a\x1b[31mb")
    assert ended.code == 2
    assert "\x1b" not in ended.stderr


# --- interruption, broken pipes ---


def test_ctrl_c_ends_with_130_and_leaves_nothing(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenderkit.pipeline.compose", interrupt)
    ended = cli("build", "--example", "small-laptops")
    assert ended.code == 130
    assert "Traceback" not in ended.stderr
    assert names(Path()) == []


def test_ctrl_c_gives_an_envelope_where_json_was_asked_for(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenderkit.pipeline.compose", interrupt)
    ended = cli("build", "--example", "small-laptops", "--format", "json")
    assert ended.code == 130
    assert answer(ended)["ok"] is False
    assert answer(ended)["data"] is None


def test_ctrl_c_while_a_file_is_written_leaves_nothing(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", interrupt)
    ended = cli("build", "--example", "small-laptops")
    assert ended.code == 130
    assert names(Path()) == []


def test_a_process_that_is_interrupted_ends_with_130(command: list[str], folder: Path) -> None:
    line = b'{"id": "x"}\n'
    with subprocess.Popen(
        [*command, "build", "-", "--input-format", "jsonl", "-o", "out", "--format", "md"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder,
    ) as child:  # fmt: skip
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdin.write(line)
        child.stdin.flush()
        assert b'"ok":false' in child.stdout.readline()  # it runs, and waits for the next line
        child.send_signal(signal.SIGINT)
        child.wait(timeout=30)
        err = child.stderr.read().decode()
    assert child.returncode == 130
    assert "Traceback" not in err
    assert "KeyboardInterrupt" not in err
    assert [p for p in folder.rglob("*") if p.is_file()] == []


@pytest.mark.parametrize(
    "args",
    [
        ("explain", "--example", "three-lots"),
        ("build", "--example", "small-laptops", "-o", "-"),
        ("build", "--list-examples"),
        ("schema", "purchase"),
        ("--help",),
    ],
    ids=" ".join,
)
def test_a_broken_pipe_is_no_reason_to_complain(command: list[str], folder: Path, args: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [*command, *args], stdin=subprocess.DEVNULL, stdout=write, stderr=subprocess.PIPE, timeout=60, check=False
        )
    finally:
        os.close(write)
    err = done.stderr.decode()
    assert done.returncode == 0
    assert "Traceback" not in err
    assert "Exception ignored" not in err
    assert "BrokenPipe" not in err
    assert "Errno" not in err


@pytest.mark.parametrize(
    ("closed", "args"),
    [("<&-", ("build", "-", "--format", "md")), (">&-", ("build", "--list-examples"))],
    ids=["stdin", "stdout"],
)
def test_a_closed_stream_is_a_file_problem(command: list[str], closed: str, args: tuple[str, ...]) -> None:
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", *command, *args], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 4
    assert b"a bug in tenderkit" not in done.stderr


# --- dates ---


def created(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        core = archive.read("docProps/core.xml").decode()
    return core.partition('dcterms:W3CDTF">')[2].partition("<")[0]


def test_a_file_names_the_launch_as_its_date(cli: Cli, small: Path) -> None:
    assert cli("build", "small.toml").code == 0
    assert created(Path("small.docx")) == "2026-08-15T00:00:00Z"


def test_source_date_epoch_comes_before_the_launch(cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert cli("build", "small.toml").code == 0
    assert created(Path("small.docx")) == "2023-11-14T22:13:20Z"


@pytest.mark.parametrize("epoch", ["yesterday", "1.5", "-1", "99999999999999999999", "2026-01-01"])
def test_a_bad_source_date_epoch_ends_with_2(
    cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    ended = cli("build", "small.toml")
    assert ended.code == 2
    assert f"SOURCE_DATE_EPOCH is “{epoch}”" in ended.stderr
    assert not Path("small.docx").exists()


# --- the version ---


def test_the_version_is_printed(cli: Cli) -> None:
    ended = cli("--version", process=True)
    assert ended.code == 0
    assert ended.stdout == f"tenderkit {__version__}\n"
    assert ended.stderr == ""


def test_the_version_is_printed_without_the_command_line_library(folder: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "tenderkit", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == f"tenderkit {__version__}\n"
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "tenderkit.cli" in imported
    assert imported.isdisjoint({"typer", "click", "pydantic", "jinja2", "babel", "rich"})


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("args", ["--version", "--help", "schema purchase", "build --list-examples"])
@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_what_cannot_be_printed_ends_with_4(command: list[str], args: str, locale: str) -> None:
    # Without the locale coercion of Python, the streams start in another encoding and are set up anew.
    env = {**os.environ, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*command, *args.split()], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, env=env
        )
    assert (done.returncode, done.stderr.count("\n")) == (4, 1)
    assert done.stderr.startswith("error: stdout: could not be written")


def test_the_version_is_printed_among_other_options_too(cli: Cli) -> None:
    ended = cli("--version", "build")
    assert ended.code == 0
    assert ended.stdout == f"tenderkit {__version__}\n"


def test_the_module_runs_like_the_script(cli: Cli) -> None:
    ended = cli("build", "--list-examples", process=True)
    assert ended.code == 0
    assert "small-laptops" in ended.stdout.splitlines()
