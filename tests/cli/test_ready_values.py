# SPDX-License-Identifier: Apache-2.0
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
import typer

from tenderkit.cli.ready_values import Command, Group

Options = dict[str, Any]


def run_line(group: type[Any] | None, command: type[Any] | None, line: list[str]) -> Options:
    """The values that a command gets for a line, with our classes or those of Typer."""
    given: Options = {}
    app = typer.Typer(cls=group)

    @app.callback()
    def _start(general: bool = False) -> None:
        given["general"] = general

    @app.command("run", cls=command)
    def _run(
        files: Annotated[list[str] | None, typer.Argument()] = None,
        name: Annotated[str | None, typer.Option()] = None,
        kind: Literal["one", "two"] = "one",
        library: Annotated[list[str] | None, typer.Option()] = None,
        count: int = 1,
        switch: Annotated[bool | None, typer.Option("--switch/--no-switch")] = None,
    ) -> None:
        given.update(files=files, name=name, kind=kind, library=library, count=count, switch=switch)

    app(line, standalone_mode=False)
    return given


@pytest.mark.parametrize(
    "line",
    [
        "run", "run a.toml b.toml", "run --name x --kind two", "run --library a --library b", "run --count 3",
        "--general run --switch", "run --no-switch -- -x", "run --name ''",
    ],
)  # fmt: skip
def test_a_command_gets_the_values_that_typer_gives(line: str) -> None:
    words = [word.strip("'") for word in line.split()]
    assert run_line(Group, Command, words) == run_line(None, None, words)


@pytest.mark.parametrize("line", ["run --kind three", "run --count x", "run --unknown", "walk", "run --kind"])
def test_a_fault_is_told_as_typer_tells_it(line: str) -> None:
    messages = []
    for classes in ((Group, Command), (None, None)):
        with pytest.raises(typer.TyperException) as caught:
            run_line(*classes, line.split())
        messages.append(caught.value.format_message())
    assert messages[0] == messages[1]


def test_a_build_imports_neither_pydantic_nor_rich(tmp_path: Path) -> None:
    code = (
        "import sys; from tenderkit.cli.app import run; code = run(['build', '--example', 'small-laptops']); "
        "print(sorted({'pydantic', 'rich', 'tomlkit', 'prompt_toolkit', 'xlsxwriter'} & sys.modules.keys()), code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines()[-1] == "[] 0"
