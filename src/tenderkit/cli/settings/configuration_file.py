# SPDX-License-Identifier: Apache-2.0
"""The configuration files: `tenderkit.toml` of a project, and that of the user."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from tenderkit.cli.settings.setting import Setting
from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place, suggest_nearest
from tenderkit.library.reading.text_files import parse_toml, read_text

NAME = "tenderkit.toml"


def find_project_file() -> Path | None:
    """Return the project file: the nearest `tenderkit.toml` in the current folder or above it; None without one."""
    try:
        here = Path.cwd()
    except OSError:  # the folder was removed
        return None
    user_file = find_user_file()
    for folder in (here, *here.parents):
        path = folder / NAME
        if path.is_file() and path != user_file:
            return Path(os.path.relpath(path, here))
    return None


def find_user_file() -> Path:
    """Return where the file of the user is, or would be; the folder is that of the system for configuration."""
    return Path(typer.get_app_dir("tenderkit")) / NAME


def read_configuration(path: Path, settings: Sequence[Setting]) -> dict[str, Any]:
    """Return the values in a configuration file by the names of the settings.

    Raises FileProblem or InvalidInput, with all problems, if the file cannot be read or holds what is no setting.
    """
    known = {setting.name: setting for setting in settings}
    file = str(path)
    values: dict[str, Any] = {}
    problems: list[Finding] = []
    for name, value in parse_toml(read_text(path, file), file).items():
        place = Place(file, name)
        if name not in known:
            problems.append(Finding("setting", "is no setting", suggest_nearest(name, known), place=place))
            continue
        try:
            values[name] = known[name].check(value, path.parent)
        except ValueError as error:
            problems.append(Finding("setting", str(error), known[name].help, place=place))
    if problems:
        raise InvalidInput(problems)
    return values
