# SPDX-License-Identifier: Apache-2.0
"""Which value each setting has in this run, and where it comes from."""

import os
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from tenderkit.cli.settings.configuration_file import find_project_file, find_user_file, read_configuration
from tenderkit.cli.settings.setting import PREFIX, SETTINGS, Setting
from tenderkit.errors import UsageProblem
from tenderkit.findings import Finding
from tenderkit.frozen import frozen_dataclass

# How like a variable is to that of a setting, from 0 to 1, where it was meant for it. Programs around tenderkit may
# have variables of their own.
_NEAR = 0.85

Origin = Literal["flag", "variable", "project", "user", "default"]


@frozen_dataclass
class ChosenSetting:
    """A setting with its value, and where that comes from.

    `source`: the name of the variable, or the path of the file; empty for a flag and a default.
    """

    setting: Setting
    value: Any
    origin: Origin
    source: str = ""

    @property
    def words(self) -> str:
        """The value as a text; without one, what is done then."""
        if isinstance(self.value, bool):
            return "true" if self.value else "false"
        return (", ".join(self.value) if isinstance(self.value, list) else self.value) or self.setting.otherwise

    @property
    def missing(self) -> list[str]:
        """The files and folders of the value that are not there."""
        paths = self.value if isinstance(self.value, list) else [self.value]
        is_read = self.setting.kind in ("path", "paths") and self.setting.name != "log-file"
        return [path for path in paths if path and not Path(path).exists()] if is_read else []

    def __str__(self) -> str:
        """Return the setting for a message: `language = ar (tenderkit.toml)`."""
        return f"{self.setting.name} = {self.words} ({self.source or self.origin})"

    def as_json(self) -> dict[str, Any]:
        """Return the setting as a dictionary for JSON output."""
        return {"id": self.setting.name, "value": self.value, "origin": self.origin, "source": self.source or None}


class ChosenSettings:
    """The settings of a run: each from a flag, a variable, the project file, the user file, or its default.

    `findings`: a warning for each variable that looks like a setting and is none.
    """

    def __init__(self, flags: Mapping[str, Any] | None = None) -> None:
        """Read the environment and the configuration files.

        Parameters: `flags`, the values by the names of the settings that were given as general flags. Raises
        UsageProblem for flags and variables with a wrong value; FileProblem or InvalidInput for a file that cannot be
        used.
        """
        _check_flags(flags or {})
        layers: list[tuple[Origin, str, Mapping[str, Any]]] = [("flag", "", flags or {})]
        layers.append(("variable", "", _read_variables(SETTINGS)))
        if (project_file := find_project_file()) is not None:
            layers.append(("project", str(project_file), read_configuration(project_file, SETTINGS)))
        if (user_file := find_user_file()).is_file():
            layers.append(("user", str(user_file), read_configuration(user_file, SETTINGS)))
        self.all = tuple(_choose(setting, layers) for setting in SETTINGS)
        self.findings = tuple(_find_unknown_variables(SETTINGS))

    def __getitem__(self, name: str) -> Any:
        """Return the value of a setting."""
        return next(chosen.value for chosen in self.all if chosen.setting.name == name)

    @property
    def given(self) -> dict[str, ChosenSetting]:
        """The settings that a variable or a file gives, by the parameter that they stand for."""
        return {each.setting.parameter: each for each in self.all if each.origin not in ("flag", "default")}

    def map_defaults(self, commands: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        """Return the values for parameters that no flag gives, in the nested shape of Typer's `default_map`.

        Parameters: `commands`, the names of the commands, each with those of the commands in its group.
        """
        values = {parameter: chosen.value for parameter, chosen in self.given.items()}
        return {name: dict.fromkeys(inner, values) if inner else values for name, inner in commands.items()}


def _check_flags(flags: Mapping[str, Any]) -> None:
    """Raise UsageProblem if a general flag has a value that its setting does not have."""
    for setting in (setting for setting in SETTINGS if setting.name in flags):
        try:
            setting.check(flags[setting.name])
        except ValueError as error:
            raise UsageProblem(f"--{setting.name} {error}, not “{flags[setting.name]}”", setting.help) from None


def _read_variables(settings: Sequence[Setting]) -> dict[str, Any]:
    """Return the values in environment variables by the names of the settings. An empty variable gives none.

    Raises UsageProblem with all variables that have a wrong value.
    """
    values: dict[str, Any] = {}
    problems: list[Finding] = []
    for setting in settings:
        if text := os.environ.get(setting.variable):
            try:
                values[setting.name] = setting.parse(text)
            except ValueError as error:
                problems.append(Finding("usage", f"{setting.variable} {error}, not “{text[:80]}”", setting.help))
    if problems:
        raise UsageProblem.of(problems)
    return values


def _find_unknown_variables(settings: Sequence[Setting]) -> Iterator[Finding]:
    """Yield a warning for each environment variable that is near that of a setting; others have their own."""
    known = [setting.variable for setting in settings]
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in known and (near := get_close_matches(name, known, 1, _NEAR)):
            yield Finding(
                "setting", f"{name} is no setting, and changes nothing", f"Did you mean “{near[0]}”?", "warn"
            )


def _choose(setting: Setting, layers: Sequence[tuple[Origin, str, Mapping[str, Any]]]) -> ChosenSetting:
    """Return a setting with its value in the first layer that has one."""
    for origin, source, values in layers:
        if setting.name in values:
            source = setting.variable if origin == "variable" else source
            return ChosenSetting(setting, values[setting.name], origin, source)
    return ChosenSetting(setting, setting.default, "default")
