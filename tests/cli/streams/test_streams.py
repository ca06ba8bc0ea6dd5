# SPDX-License-Identifier: Apache-2.0
"""What holds for the streams of every command: `build`, `explain` and `check`."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import SMALL, SMALL_JSON, Cli, answer, names
from tests.conftest import Ran

# The commands, each with the options with which it answers a small purchase and ends with 0.
USUAL: dict[str, tuple[str, ...]] = {
    "build": ("--format", "json"),
    "explain": (),
    "check": ("--fail-level", "never"),
}
COMMANDS, CHECK = tuple(USUAL), ("check", "--fail-level", "never")
# A lot that `check` and `build` warn of, and one that nobody can read.
ODD = {"lots": [{**SMALL_JSON["lots"][0], "data": "none"}]}
BAD = {"tenderkit": 2}
KEYS = ["id", "ok", "data", "findings", "file"]


def line(id_: Any = "a", **overrides: Any) -> bytes:
    """A purchase on one line; an id of None is left out."""
    data = {"id": id_, **SMALL_JSON, **overrides}
    return json.dumps({k: v for k, v in data.items() if v is not None}).encode() + b"\n"


def stream(cli: Cli, command: str, *lines: bytes, args: tuple[str, ...] = ()) -> Ran:
    return cli(command, "-", *USUAL[command], *args, stdin=b"".join(lines))


def answers(ended: Ran) -> list[Any]:
    return [json.loads(text) for text in ended.stdout.splitlines()]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_line_gets_one_answer_in_the_same_order(command: str, cli: Cli) -> None:
    ended = stream(cli, command, line("b"), b"nonsense\n", line("a", **BAD), line("c"))
    assert ended.code == 5
    assert [list(a) for a in answers(ended)] == [KEYS] * 4
    assert [a["id"] for a in answers(ended)] == ["b", None, "a", "c"]
    assert [a["ok"] for a in answers(ended)][1:3] == [False, False]
    assert answers(ended)[2]["findings"][0]["place"] == {
        "file": "line 3",
        "key": "tenderkit",
        "lot": None,
        "clause": None,
    }
    assert ended.stderr.startswith("4 lines, 2 failed")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_data_of_an_answer_are_those_of_the_command(command: str, cli: Cli) -> None:
    alone = answer(cli(command, "-", "--format", "json", stdin=SMALL.encode()))["data"]
    if command == "check":
        (alone,) = alone["files"]
        alone["file"] = "line 1"
    assert answers(stream(cli, command, line("a"), line("b")))[0]["data"] == alone


def test_a_broken_line_is_named_with_its_number_and_the_column(cli: Cli) -> None:
    ended = cli("explain", "-", "--input-format", "jsonl", stdin=line("a") + b'{"tenderkit": }\n')
    (finding,) = answers(ended)[1]["findings"]
    assert finding["place"]["file"] == "line 2"
    assert finding["message"] == "is not valid JSON at column 15, because a value is missing"


def test_one_line_is_counted_as_one(cli: Cli) -> None:
    assert stream(cli, "explain", line("a")).stderr == "1 line, 0 failed\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_first_line_that_fails_can_end_the_stream(command: str, cli: Cli) -> None:
    ended = stream(cli, command, line("a"), line("b", **BAD), line("c"), args=("--on-error", "stop"))
    assert (ended.code, [a["id"] for a in answers(ended)]) == (5, ["a", "b"])
    assert "2 lines, 1 failed" in ended.stderr


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (line("a") + line("b"), ["a", "b"]),
        (line("a"), ["a"]),
        (b"\n\n" + line("a"), ["a"]),
        (b"\xef\xbb\xbf" + line("a") + b"\xef\xbb\xbf" + line("b"), ["a", "b"]),
        (line(None) + line(None), ["1", "2"]),
        (b"{nonsense\n" + line("b"), [None, "b"]),
        (line("a").replace(b"\n", b"\r\n") + line("b"), ["a", "b"]),
    ],
    ids=["two", "one with an id", "empty lines", "byte-order marks", "no ids", "first line broken", "CR LF"],
)
def test_lines_are_recognised_without_being_told(
    command: str, content: bytes, ids: list[str | None], cli: Cli
) -> None:
    assert [a["id"] for a in answers(stream(cli, command, content))] == ids


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "content",
    [SMALL.encode(), json.dumps(SMALL_JSON).encode(), json.dumps(SMALL_JSON, indent=1).encode(), b"[" * 100_000],
    ids=["TOML", "JSON on one line", "JSON on many lines", "nested too deeply"],
)
def test_one_purchase_is_no_stream(command: str, content: bytes, cli: Cli) -> None:
    ended = cli(command, "-", "--format", "json", stdin=content)
    assert answer(ended)["schema"] == f"tenderkit/{command}/1"
    assert (ended.code == 3) == content.startswith(b"[[")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_of_lines_is_read_like_stdin(command: str, cli: Cli) -> None:
    Path("x.jsonl").write_bytes(line("a") + line("b"))
    Path("y.txt").write_bytes(line("a"))
    more = USUAL[command]
    assert [a["id"] for a in answers(cli(command, "x.jsonl", *more))] == ["a", "b"]
    if command != "check":  # which reads the words of a text
        assert [a["id"] for a in answers(cli(command, "y.txt", "--input-format", "jsonl", *more))] == ["a"]
    assert cli(command, "absent.jsonl", *more).code == 4


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("id_", ["2027/014", "a b", "ä", 7, "7x", "CON", "x" * 400])
def test_where_no_file_is_written_an_id_is_any_text_or_whole_number(command: str, id_: Any, cli: Cli) -> None:
    ended = stream(cli, command, line(id_))
    assert (ended.code, answers(ended)[0]["id"]) == (0, id_)


@pytest.mark.parametrize("id_", [1.5, True, ["a"], {}, "", "x" * 401])
def test_anything_else_is_no_id(id_: Any, cli: Cli) -> None:
    (refused,) = answers(stream(cli, "explain", line(id_)))
    assert (refused["ok"], refused["findings"][0]["rule"]) == (False, "id")


@pytest.mark.parametrize("command", COMMANDS)
def test_an_id_that_came_before_is_refused(command: str, cli: Cli) -> None:
    ended = stream(cli, command, line("a"), line("A"), line("a"))
    assert (ended.code, [a["ok"] for a in answers(ended)]) == (5, [True, True, False])


def test_a_line_is_checked_as_a_file_is(cli: Cli) -> None:
    Path("x.json").write_bytes(json.dumps({**SMALL_JSON, **ODD}).encode())
    envelope = answer(cli("check", "x.json", "--format", "json", "--fail-level", "info"))
    ended = stream(cli, "check", line("a", **ODD), line("b"), args=("--fail-level", "warn"))
    odd = answers(ended)[0]
    rules = sorted(f["rule"] for f in envelope["findings"] + envelope["warnings"])
    assert sorted(f["rule"] for f in odd["findings"]) == rules
    assert (ended.code, odd["ok"]) == (1, False)
    assert "with findings" in ended.stderr
    assert stream(cli, "check", line("a", **ODD)).code == 0


def test_a_line_that_fails_outweighs_findings(cli: Cli) -> None:
    ended = stream(cli, "check", line("a", **ODD), line("b", **BAD), args=("--fail-level", "info"))
    assert ended.code == 5


def test_one_clause_is_explained_in_each_line(cli: Cli) -> None:
    ended = stream(cli, "explain", line("a"), line("b"), args=("--clause", "take-back"))
    assert [[c["id"] for c in a["data"]["lots"][0]["clauses"]] for a in answers(ended)] == [["take-back"]] * 2


@pytest.mark.parametrize(
    "more",
    [
        ("--format", "sarif"),
        ("--format", "docx"),
        ("--accept", "x@y", "--reason", "z"),
        ("--for", "small.toml"),
        ("--fix",),
    ],
)
def test_an_option_for_single_files_is_refused(more: tuple[str, ...], cli: Cli, small: Path) -> None:
    assert stream(cli, "check", line(), line("b"), args=more).code == 2


def test_a_stream_is_read_alone(cli: Cli, small: Path) -> None:
    Path("x.jsonl").write_bytes(line("a"))
    assert cli("check", "x.jsonl", "small.toml").code == 2
    assert cli("check", "small.toml", "-", stdin=line("a") + line("b")).code == 2
    assert cli("check", "x.jsonl", "y.docx").code == 2


def test_the_papers_and_the_annex_as_json_go_to_a_folder(cli: Cli) -> None:
    ended = stream(cli, "build", line("a"), args=("--papers", "annex,evaluation", "-o", "out"))
    (told,) = answers(ended)
    assert (ended.code, told["data"], told["file"]) == (0, None, str(Path("out/a.json")))
    assert sorted(told["files"]) == [str(Path("out", name)) for name in names(Path("out"))]
    assert len(told["files"]) == 3  # the form and the workbook of the evaluation
    alone = cli("build", "-", "--format", "json", stdin=json.dumps(SMALL_JSON).encode())
    assert json.loads(Path("out/a.json").read_bytes()) == answer(alone)


# --- as a process ---


def feed(count: int) -> Iterator[bytes]:
    return (line(f"id-{number}") for number in range(count))


def open_stream(*args: str) -> "subprocess.Popen[bytes]":
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-m", "tenderkit", *args, "-", "--input-format", "jsonl"], **pipes)


@pytest.mark.parametrize("args", [("build", "--format", "json"), ("build", "-o", "out"), ("explain",), CHECK])
def test_an_answer_comes_before_the_next_line_is_sent(args: tuple[str, ...]) -> None:
    running = open_stream(*args)
    assert running.stdin is not None
    assert running.stdout is not None
    for id_ in ("a", "b"):
        running.stdin.write(line(id_))
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["id"] == id_
    _, told = running.communicate(timeout=60)
    assert (running.returncode, told) == (0, b"2 lines, 0 failed\n")


@pytest.mark.parametrize("args", [("build", "--format", "json"), ("build", "-o", "out"), ("explain",), CHECK])
def test_a_reader_that_goes_away_ends_the_stream_quietly(args: tuple[str, ...]) -> None:
    running = open_stream(*args)
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(b"".join(feed(3)))
    running.stdin.flush()
    running.stdout.readline()
    running.stdout.close()
    running.stdin.write(b"".join(feed(20)))
    running.stdin.close()
    assert running.stderr is not None
    with running.stderr:
        assert running.stderr.read() == b""
    assert running.wait(60) == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_leaves_whole_files_alone(name: str) -> None:
    running = open_stream("build", "-o", "out")
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(b"".join(feed(30)))
    running.stdin.flush()
    first = json.loads(running.stdout.readline())
    running.send_signal(getattr(signal, name))
    more, told = running.communicate(timeout=60)
    assert (running.returncode, b"interrupted" in told) == (130, True)
    told_files = {first["file"], *(json.loads(text)["file"] for text in more.splitlines())}
    assert [one for one in names(Path("out")) if not one.endswith(".docx")] == []
    # The file whose answer was still to be printed may be there too, whole.
    assert 0 <= len(names(Path("out"))) - len(told_files) <= 1


def measure_memory(lines: Iterator[bytes], *args: str) -> int:
    """The most memory, in KB, that a stream takes."""
    command = [sys.executable, "-m", "tenderkit", *args, "-", "--input-format", "jsonl"]
    running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert running.stdin is not None
    for one in lines:
        running.stdin.write(one)
    running.stdin.close()
    _, status, usage = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    assert running.returncode in (0, 5)
    return usage.ru_maxrss


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="Windows does not tell the memory of a child")
def test_a_long_stream_takes_no_more_memory_than_a_short_one() -> None:
    args = ("explain", "--clause", "take-back")
    few, many = (measure_memory(feed(count), *args) for count in (20, 200))
    assert many / few < 1.05


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="Windows does not tell the memory of a child")
def test_a_line_of_100_mb_is_not_kept_in_memory() -> None:
    def long_line() -> Iterator[bytes]:
        yield from feed(1)
        yield b'{"x": "'
        for _ in range(100):
            yield b"x" * 1_000_000
        yield b'"}\n'
        yield line("last")

    args = ("explain", "--clause", "take-back")
    assert measure_memory(long_line(), *args) - measure_memory(feed(2), *args) < 40_000
