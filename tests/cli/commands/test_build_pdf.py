# SPDX-License-Identifier: Apache-2.0
"""`build --format pdf`, with a program in the place of LibreOffice and, where it is there, with the real one."""

import json
import os
import re
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from tenderkit.formats.libreoffice import conversion
from tests.cli.conftest import SMALL, SMALL_JSON, Cli, names
from tests.conftest import FakeOffice, Ran


def test_a_pdf_goes_to_the_current_folder_under_the_stem(cli: Cli, small: Path, fake_office: FakeOffice) -> None:
    ended = cli("build", "small.toml", "--format", "pdf", "--papers", "annex")
    assert (ended.code, ended.stdout) == (0, "small.pdf\n")
    assert ended.stderr.splitlines()[-1].startswith("small.toml: 1 lot, ")
    # The date is that of the launch.
    assert b"/CreationDate(D:20260815000000Z')" in Path("small.pdf").read_bytes()
    assert names(Path()) == ["small.pdf", "small.toml"]


def test_an_example_is_named_after_itself(cli: Cli, fake_office: FakeOffice) -> None:
    assert (
        cli("build", "--example", "small-laptops", "--format", "pdf", "--papers", "annex").stdout
        == "small-laptops.pdf\n"
    )


def test_source_date_epoch_is_the_date_of_the_file(cli: Cli, small: Path, fake_office: FakeOffice) -> None:
    assert (
        cli(
            "build", "small.toml", "--format", "pdf", "--papers", "annex", env={"SOURCE_DATE_EPOCH": "1800000000"}
        ).code
        == 0
    )
    assert b"(D:20270115080000Z')" in Path("small.pdf").read_bytes()


def test_several_files_go_to_a_folder_in_one_call(cli: Cli, small: Path, fake_office: FakeOffice) -> None:
    Path("one.toml").write_text(SMALL, encoding="utf-8")
    assert cli("build", "one.toml", "small.toml", "--format", "pdf", "--papers", "annex", "-o", "out").code == 0
    assert names(Path("out")) == ["one.pdf", "small.pdf"]
    assert len(fake_office.calls) == 1


def test_a_hyphen_is_stdout(cli: Cli, small: Path, fake_office: FakeOffice) -> None:
    ended = cli("build", "small.toml", "--format", "pdf", "--papers", "annex", "-o", "-", process=True)
    assert ended.code == 0
    assert ended.stdout.startswith("%PDF-1.7\n")
    assert names(Path()) == ["small.toml"]


def test_several_do_not_share_stdout(cli: Cli, small: Path, fake_office: FakeOffice) -> None:
    Path("one.toml").write_text(SMALL, encoding="utf-8")
    ended = cli("build", "one.toml", "small.toml", "--format", "pdf", "--papers", "annex", "-o", "-")
    assert (ended.code, ended.stdout) == (2, "")


def test_nothing_is_overwritten_without_force_and_the_program_is_not_troubled(
    cli: Cli, small: Path, fake_office: FakeOffice
) -> None:
    Path("small.pdf").write_text("mine", encoding="utf-8")
    ended = cli("build", "small.toml", "--format", "pdf", "--papers", "annex")
    assert ended.code == 4
    assert "--force" in ended.stderr
    assert Path("small.pdf").read_text(encoding="utf-8") == "mine"
    assert fake_office.calls == []
    assert cli("build", "small.toml", "--format", "pdf", "--papers", "annex", "--force").code == 0
    assert Path("small.pdf").read_bytes().startswith(b"%PDF-")


def test_without_libreoffice_the_message_says_what_to_do_and_nothing_is_written(
    cli: Cli, small: Path, no_office: Path
) -> None:
    ended = cli("build", "small.toml", "--format", "pdf", "--papers", "annex", "-o", "out/annex.pdf")
    assert ended.code == 4  # the folder is not there
    for target in ("annex.pdf", "out/"):
        ended = cli("build", "small.toml", "--format", "pdf", "--papers", "annex", "-o", target)
        assert (ended.code, ended.stdout) == (4, "")
        assert "LibreOffice makes the PDF" in ended.stderr
        assert "hint: Install LibreOffice" in ended.stderr
    assert names(Path()) == ["small.toml"]


def test_that_libreoffice_is_missing_is_told_in_the_language_of_the_purchase(
    cli: Cli, small: Path, no_office: Path
) -> None:
    small.write_text(small.read_text("utf-8").replace('language = "en"', 'language = "ar"'), "utf-8")
    for asked, start in (((), "خطأ: soffice: "), (("--language", "fr"), "erreur: soffice: ")):
        told = cli("build", "small.toml", "--format", "pdf", "--papers", "annex", "-o", "annex.pdf", *asked).stderr
        assert told.startswith(start)
        assert not re.search(r"\b(was|Install|hint)\b", told)


@pytest.mark.parametrize("behaviour", ["fail", "nothing", "empty", "hang"])
def test_where_libreoffice_fails_nothing_is_written(
    cli: Cli, small: Path, fake_office: FakeOffice, behaviour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion, "BASE_TIMEOUT", 1)
    monkeypatch.setattr(conversion, "TIMEOUT_PER_FILE", 0)
    fake_office.does(behaviour)
    ended = cli("build", "small.toml", "--format", "pdf", "--papers", "annex")
    assert (ended.code, ended.stdout) == (4, "")
    assert "error: small.pdf, annex: could not be written: LibreOffice made no PDF of it (" in ended.stderr
    assert names(Path()) == ["small.toml"]
    assert names(Path(tempfile.gettempdir())) == []


def test_one_failure_of_several_writes_none(cli: Cli, small: Path, fake_office: FakeOffice) -> None:
    Path("one.toml").write_text(SMALL, encoding="utf-8")
    fake_office.does("second")
    ended = cli("build", "one.toml", "small.toml", "--format", "pdf", "--papers", "annex", "-o", "out")
    assert ended.code == 4
    assert "out/small.pdf" in ended.stderr
    assert "out/one.pdf" not in ended.stderr
    assert names(Path()) == ["one.toml", "small.toml"]


def test_a_wrong_purchase_is_told_before_libreoffice_is_looked_for(cli: Cli, small: Path, no_office: Path) -> None:
    small.write_text(SMALL.replace('"laptop"', '"labtop"'), encoding="utf-8")
    assert cli("build", "small.toml", "--format", "pdf", "--papers", "annex").code == 3


def test_the_same_bytes_everywhere_are_not_promised(cli: Cli, small: Path, fake_office: FakeOffice) -> None:
    ended = cli("build", "small.toml", "--format", "pdf", "--papers", "annex", "--reproducible")
    assert ended.code == 2
    assert "LibreOffice" in ended.stderr
    assert fake_office.calls == []


def test_a_name_that_promises_a_pdf_needs_the_format(cli: Cli, small: Path) -> None:
    ended = cli("build", "small.toml", "-o", "small.pdf")
    assert ended.code == 2
    assert "--format" in ended.stderr


# --- streams ---


def lines(*ids: str) -> bytes:
    return "".join(json.dumps({"id": id_, **SMALL_JSON}) + "\n" for id_ in ids).encode()


def build_stream(cli: Cli, *ids: str) -> Ran:
    """Build the annexes of a stream as PDF files into the folder `out`."""
    line = ("build", "-", "--input-format", "jsonl", "--format", "pdf", "--papers", "annex", "-o", "out")
    return cli(*line, stdin=lines(*ids))


def test_a_stream_makes_a_pdf_a_line(cli: Cli, fake_office: FakeOffice) -> None:
    ended = build_stream(cli, "a", "b")
    assert ended.code == 0
    assert [json.loads(line)["file"] for line in ended.stdout.splitlines()] == ["out/a.pdf", "out/b.pdf"]
    assert names(Path("out")) == ["a.pdf", "b.pdf"]


def test_a_line_that_fails_is_answered_and_the_next_follows(cli: Cli, fake_office: FakeOffice) -> None:
    Path("out").mkdir()
    Path("out/a.pdf").write_text("mine", encoding="utf-8")
    ended = build_stream(cli, "a", "b")
    assert ended.code == 5
    assert [json.loads(line)["ok"] for line in ended.stdout.splitlines()] == [False, True]
    assert len(fake_office.calls) == 1


def test_a_stream_without_libreoffice_ends_at_once(cli: Cli, no_office: Path) -> None:
    ended = cli(
        "build", "-", "--input-format", "jsonl", "--format", "pdf", "--papers", "annex", "-o", "out", stdin=lines("a")
    )
    assert (ended.code, ended.stdout) == (4, "")
    assert names(Path()) == []


# --- the real one ---


def test_libreoffice_makes_a_pdf_of_every_file(cli: Cli, small: Path, soffice: Path) -> None:
    Path("one.toml").write_text(SMALL.replace("Twelve", "Zwölf"), encoding="utf-8")
    assert cli("build", "one.toml", "small.toml", "--format", "pdf", "--papers", "annex", "-o", "out").code == 0
    one, small_ = (Path("out", name).read_bytes() for name in ("one.pdf", "small.pdf"))
    assert one.startswith(b"%PDF-1.7")
    assert one != small_
    assert b"(D:20260815000000Z')" in one


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_ends_libreoffice_and_removes_its_folder(
    command: list[str], small: Path, fake_office: FakeOffice, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    fake_office.does("hang")
    temporary = tmp_path_factory.mktemp("signal")
    running = subprocess.Popen(
        [*command, "build", "small.toml", "--format", "pdf", "--papers", "annex"],
        env={**os.environ, "TMPDIR": str(temporary)},
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 60
    while not (child := fake_office.folder / "child").exists() or not child.read_text():
        assert time.monotonic() < deadline, "the program was not started"
        time.sleep(0.05)
    running.send_signal(getattr(signal, name))
    _, told = running.communicate(timeout=60)
    assert (running.returncode, b"interrupted" in told) == (130, True)
    assert names(temporary) == []
    assert names(Path()) == ["small.toml"]
    state = Path(f"/proc/{child.read_text()}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"  # ended, if not collected yet


def test_ctrl_c_while_modules_load_shows_no_traceback(command: list[str]) -> None:
    code = "import sys, tenderkit.cli as c; sys.argv = ['tenderkit', '--help'];"
    code += "\nclass Stop:\n    def find_spec(self, name, *_):\n        if name == 'typer': raise KeyboardInterrupt"
    code += "\nsys.meta_path.insert(0, Stop()); c.main()"
    ended = subprocess.run([command[0], "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (130, "error: interrupted; no file was left half written\n")
