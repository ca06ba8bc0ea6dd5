# SPDX-License-Identifier: Apache-2.0
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tenderkit.cli.logs.log_options import take_log_options
from tenderkit.errors import UsageProblem
from tests.batch.plans import as_csv, row
from tests.cli.conftest import SMALL, SMALL_JSON, Cli, Watch, names, strip_codes
from tests.conftest import Ran

SECRET = "Ministry of Secrets"
BUILD = ("build", "small.toml", "--papers", "annex")


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def logged(cli: Cli, *args: str) -> tuple[Ran, list[dict[str, Any]]]:
    """How a command ends, and what its log in a file has."""
    Path("run.log").unlink(missing_ok=True)
    ended = cli(*args, "--log-file", "run.log", "--log-format", "json")
    return ended, records(Path("run.log").read_text("utf-8"))


@pytest.mark.parametrize(
    ("line", "flags"),
    [
        ("build x -q", {"verbosity": "quiet"}),
        ("-v build x", {"verbosity": "verbose"}),
        ("build -v x -v", {"verbosity": "debug"}),
        ("build -vv x -v", {"verbosity": "debug"}),
        ("build --log-file a.log x", {"log-file": "a.log"}),
        ("--log-format=json build x", {"log-format": "json"}),
        ("build x", {}),
    ],
)
def test_the_options_may_be_anywhere(line: str, flags: dict[str, str]) -> None:
    assert take_log_options(line.split()) == (["build", "x"], flags)


def test_words_after_two_dashes_are_files() -> None:
    assert take_log_options(["build", "-q", "--", "-v"]) == (["build", "--", "-v"], {"verbosity": "quiet"})


@pytest.mark.parametrize("words", [["--log-file"], ["--log-format="]])
def test_an_option_needs_its_value(words: list[str], cli: Cli) -> None:
    with pytest.raises(UsageProblem):
        take_log_options(words)
    assert cli("build", *words).code == 2
    assert cli("build", "--log-format", "xml").code == 2


def test_without_options_nothing_of_the_log_is_loaded(cli: Cli, small: Path) -> None:
    ended = cli(*BUILD, process=True, env={"PYTHONPROFILEIMPORTTIME": "1"})
    imported = {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}
    assert "tenderkit.cli.logs.run_log" in imported
    assert "tenderkit.cli.logs.log_formats" not in imported


def test_quiet_prints_errors_alone(cli: Cli, small: Path) -> None:
    small.write_text(SMALL.replace('"internal"', '"none"'), encoding="utf-8")
    loud = cli(*BUILD)
    assert "warning" in loud.stderr
    quiet = cli(*BUILD, "--force", "-q")
    assert (quiet.code, quiet.stderr, quiet.stdout) == (0, "", loud.stdout)
    assert "is there already" in cli(*BUILD, "-q").stderr


def test_verbose_adds_each_step_to_the_messages(cli: Cli, small: Path) -> None:
    plain = cli(*BUILD).stderr
    lines = cli(*BUILD, "--force", "-v").stderr.splitlines()
    steps = [line for line in lines if re.match(r"20\d\d-\d\d-\d\dT[\d:.]+Z [0-9a-f]{12} info ", line)]
    assert [step.split()[3] for step in steps] == ["began", "wrote", "ended"]
    assert [line for line in lines if line not in steps] == plain.splitlines()
    assert len({step.split()[1] for step in steps}) == 1


def test_a_log_file_has_the_run_its_files_and_its_end(cli: Cli, small: Path) -> None:
    ended, log = logged(cli, *BUILD)
    assert [(record["event"], record["level"]) for record in log][:1] == [("began", "info")]
    assert (log[0]["command"], "arguments" in log[0]) == ("build", False)
    (wrote,) = [record for record in log if record["event"] == "wrote"]
    assert (wrote["file"], wrote["bytes"]) == ("small.docx", Path("small.docx").stat().st_size)
    assert (log[-1]["event"], log[-1]["code"]) == ("ended", ended.code)
    assert len({record["run"] for record in log}) == 1
    assert {"time", "run", "level", "event"} <= log[0].keys()


def test_runs_add_to_a_log_and_each_has_its_own_id(cli: Cli, small: Path) -> None:
    for _ in range(2):
        assert cli("list", "examples", "--log-file", "run.log").code == 0
    lines = Path("run.log").read_text("utf-8").splitlines()
    assert [line.split()[3] for line in lines] == ["began", "ended"] * 2
    assert len({line.split()[1] for line in lines}) == 2


def test_nothing_is_added_to_a_file_that_is_no_log(cli: Cli, small: Path) -> None:
    ended = cli("list", "examples", "--log-file", "small.toml")
    assert (ended.code, small.read_text("utf-8")) == (4, SMALL)
    assert "small.toml: is no log of tenderkit" in ended.stderr
    assert cli("list", "examples", "--log-file", ".").code == 4
    assert cli("list", "examples", "--log-file", "absent/run.log").code == 4


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk")
def test_a_log_that_cannot_be_written_stops_no_run(cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenderkit.cli.logs.run_log._check_log_file", lambda file: None)
    ended = cli(*BUILD, "--log-file", "/dev/full")
    assert (ended.code, ended.stderr.count("the log could not be written")) == (0, 1)


# --- what users typed ---


@pytest.mark.parametrize("content", [SMALL, SMALL.replace('"laptop"', f'"{SECRET}"')], ids=["good", "bad"])
@pytest.mark.parametrize("command", ["build", "check", "explain"])
def test_answers_and_names_are_logged_at_debug_only(command: str, content: str, cli: Cli) -> None:
    Path("x.toml").write_text(content.replace("Twelve laptops", SECRET), encoding="utf-8")
    ended, log = logged(cli, command, "x.toml", "-v")
    assert SECRET not in json.dumps(log)
    assert SECRET not in ended.stderr
    if content != SMALL:
        (found,) = [record for record in log if record["event"] == "finding"]
        assert (found["rule"], found["key"], found["level"]) == ("unknown-word", "lots.1.items.1.category", "error")
        assert SECRET in json.dumps(logged(cli, command, "x.toml", "-vv")[1])


def test_the_arguments_are_logged_at_debug_only(cli: Cli) -> None:
    line = ("new", "x.toml", "--no-input", "--set", f"tender.title={SECRET}")
    assert SECRET not in json.dumps(logged(cli, *line, "-v")[1])
    assert logged(cli, *line, "-vv")[1][0]["arguments"] == list(line)


# --- JSON on stderr ---


def test_every_message_is_a_line_of_json(cli: Cli, small: Path) -> None:
    small.write_text(SMALL.replace('"internal"', '"none"'), encoding="utf-8")
    ended = cli(*BUILD, "--log-format", "json")
    told = records(ended.stderr)
    assert {record["event"] for record in told} == {"finding", "message"}
    assert "1 lot" in next(record["text"] for record in told if record["event"] == "message")
    assert ended.stdout == "small.docx\n"
    assert [r["event"] for r in records(cli(*BUILD, "--log-format", "json", "-q").stderr)] == ["finding"]
    assert {"began", "ended"} <= {r["event"] for r in records(cli(*BUILD, "--log-format", "json", "-v").stderr)}


def test_a_stream_logs_each_line(cli: Cli) -> None:
    lines = b"".join(json.dumps({"id": id_, **SMALL_JSON, **more}).encode() + b"\n" for id_, more in PAIRS)
    ended = cli("explain", "-", "--log-format", "json", "-v", stdin=lines)
    told = [record for record in records(ended.stderr) if record["event"] == "answered"]
    assert [(record["line"], record["ok"], record["rules"]) for record in told] == [
        (1, True, []),
        (2, False, ["wrong-type"]),
    ]
    assert all("id" not in record for record in told)
    assert records(ended.stderr)[-2]["text"] == "2 lines, 1 failed"
    detailed = records(cli("explain", "-", "--log-format", "json", "-vv", stdin=lines).stderr)
    assert [record["id"] for record in detailed if record["event"] == "answered"] == ["a", "b"]


def test_a_batch_logs_the_row_of_a_purchase_and_not_its_id(cli: Cli) -> None:
    Path("plan.csv").write_text(as_csv(row("ada-lovelace", quantity="none")), encoding="utf-8")
    ended = cli("batch", "plan.csv", "-o", "out", "--jobs", "1", "--log-format", "json", "-v")
    [failed] = [record for record in records(ended.stderr) if record["event"] == "failed"]
    assert failed["row"] == 2
    assert "id" not in failed


PAIRS: tuple[tuple[str, dict[str, Any]], ...] = (("a", {}), ("b", {"tenderkit": 2}))


def test_the_log_is_set_by_a_variable_or_a_file(cli: Cli) -> None:
    Path("tenderkit.toml").write_text('log-file = "run.log"\nverbosity = "quiet"\n', encoding="utf-8")
    ended = cli("list", "examples", env={"TENDERKIT_LOG_FORMAT": "json"})
    assert (ended.code, ended.stderr) == (0, "")
    assert [record["event"] for record in records(Path("run.log").read_text("utf-8"))] == ["began", "ended"]
    shown = cli("config", "show", "--origin", "-v").stdout
    assert "verbose  flag" in re.sub(" {2,}", "  ", shown)


def test_a_setting_is_logged_where_it_counts(cli: Cli, small: Path) -> None:
    Path("tenderkit.toml").write_text('papers = "annex"\n', encoding="utf-8")
    _, log = logged(cli, "build", "small.toml")
    (setting,) = [record for record in log if record["event"] == "setting"]
    assert (setting["id"], setting["value"], setting["source"]) == ("papers", "annex", "tenderkit.toml")


# --- a bug ---


def test_a_bug_is_reported_with_the_run(cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr("tenderkit.cli.targets.find_targets", fail)
    ended, log = logged(cli, *BUILD)
    assert (ended.code, log[-1]["code"], log[-1]["level"]) == (70, 70, "error")
    assert any(record["event"] == "finding" and record["rule"] == "bug" for record in log)
    assert SECRET not in json.dumps(log)
    assert "Traceback" in json.dumps(logged(cli, *BUILD, "-vv")[1])
    ended = cli(*BUILD)
    assert re.search(r"^run [0-9a-f]{12}: name it in the report$", ended.stderr, re.MULTILINE)


def test_a_terminal_gets_the_log_in_colours(watch: Watch, small: Path) -> None:
    seen = strip_codes(watch("list", "examples", "-v"))
    assert "INFO" in seen
    assert "began command=list" in " ".join(seen.split())


def test_the_log_changes_no_byte(cli: Cli, small: Path) -> None:
    assert cli(*BUILD, "-o", "a.docx").code == 0
    assert cli(*BUILD, "-o", "b.docx", "-vv", "--log-file", "run.log").code == 0
    assert Path("a.docx").read_bytes() == Path("b.docx").read_bytes()
    assert Path("run.log").stat().st_size > 0
    assert names(Path()) == ["a.docx", "b.docx", "run.log", "small.toml"]
