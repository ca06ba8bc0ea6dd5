# SPDX-License-Identifier: Apache-2.0
"""The manual and the man page have every command, option and default of the application."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli import reference

CONTEXTS = list(reference.list_commands())
PAGE = reference.MANUAL.read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### `(tenderkit[a-z -]*)`\n(.*?)(?=^### |^<!-- end)", PAGE, re.DOTALL | re.MULTILINE))


def test_the_reference_is_that_of_the_help() -> None:
    assert reference.main("--check") == 0, "run python -m tests.cli.reference, and read what it wrote"


def test_every_command_has_a_section_and_no_other() -> None:
    assert list(SECTIONS) == [context.command_path for context in CONTEXTS]
    assert len(SECTIONS) > 15


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda context: context.command_path)
def test_a_section_names_every_option_with_its_default(context: Any) -> None:
    rows = [line for line in SECTIONS[context.command_path].splitlines() if line.startswith("| `")]
    for parameter in context.command.params:
        is_option = parameter.param_type_name == "option"
        names = [*parameter.opts, *parameter.secondary_opts] if is_option else []
        of_it = [row for row in rows if row.startswith("| `-") == is_option]
        of_it = [row for row in of_it if all(re.search(rf"[` ]{name}[`, ]", row.split(" | ")[0]) for name in names)]
        if parameter.default not in (None, False, "", []):
            of_it = [row for row in of_it if f"| `{parameter.default}` |" in row]
        assert of_it, f"{context.command_path}: {names or parameter.name}"


def test_a_page_that_says_something_else_is_found_and_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    row = next(line for line in PAGE.splitlines(keepends=True) if line.startswith("| `--page-numbers`"))
    page = tmp_path / "MANUAL.md"
    page.write_text(PAGE.replace(row, ""), encoding="utf-8")
    monkeypatch.setattr(reference, "MANUAL", page)
    assert reference.main("--check") == 1
    assert "python -m tests.cli.reference" in capsys.readouterr().out
    assert reference.main() == 0
    assert page.read_text(encoding="utf-8") == PAGE


@pytest.mark.skipif(not shutil.which("groff"), reason="groff reads man pages")
def test_the_man_page_is_read_without_a_warning_and_shows_every_command() -> None:
    line = ["groff", "-man", "-ww", "-Tutf8", "-P-c", str(reference.MAN_PAGE)]
    shown = subprocess.run(line, capture_output=True, text=True, check=True)
    assert shown.stderr == ""
    plain = re.sub(".\b", "", shown.stdout)  # bold letters are printed twice
    lines = {" ".join(re.sub("[‐−]", "-", line).split()) for line in plain.splitlines()}
    assert {context.command_path for context in CONTEXTS[1:]} <= lines
    assert "tenderkit build --example ke-school-laptops --format pdf" in lines
