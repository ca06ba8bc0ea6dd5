# SPDX-License-Identifier: Apache-2.0
"""The settings: options with the same value in most runs, which need not be typed each time."""

import os
from pathlib import Path
from typing import Any, Literal

from tenderkit.cli.logs.run_log import VERBOSITIES
from tenderkit.frozen import frozen_dataclass

PREFIX = "TENDERKIT_"
Kind = Literal["text", "path", "paths", "switch", "choice"]
_SWITCHES = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


@frozen_dataclass
class Setting:
    """A setting.

    `name`: its key in a configuration file; `parameter`: the parameter of the commands that it stands for; `kind`: of
    its value; `help`: what it does; `choices`: the values of the kind `choice`; `default`: the value that is used
    without it, None for none; `prints`: whether papers, what is found, or the exit code may differ with it;
    `otherwise`: what is done without a value, in words.
    """

    name: str
    parameter: str
    kind: Kind
    help: str
    choices: tuple[str, ...] = ()
    default: Any = None
    prints: bool = False
    otherwise: str = "none"

    @property
    def variable(self) -> str:
        """The environment variable, such as `TENDERKIT_FAIL_LEVEL`."""
        return f"{PREFIX}{self.name.upper().replace('-', '_')}"

    def parse(self, text: str) -> Any:
        """Return the value of an environment variable. Raises ValueError, which says what is allowed."""
        if self.kind == "switch":
            if text.lower() not in _SWITCHES:
                raise ValueError("must be true or false")
            return _SWITCHES[text.lower()]
        if self.kind == "paths":
            return [path for path in text.split(os.pathsep) if path]
        return self.check(text)

    def check(self, value: Any, folder: Path | None = None) -> Any:
        """Return the value in a configuration file; paths are made relative to the current folder.

        Parameters: `folder`, that of the file. Raises ValueError, which says what is allowed.
        """
        if self.kind == "switch":
            if not isinstance(value, bool):
                raise ValueError("must be true or false")
            return value
        if self.kind == "paths":
            paths = [value] if isinstance(value, str) else value
            if not isinstance(paths, list) or not all(isinstance(path, str) and path for path in paths):
                raise ValueError("must be a path, or a list of paths")
            return [_resolve(path, folder) for path in paths]
        if not isinstance(value, str) or not value:
            raise ValueError("must be a text")
        if self.choices and value not in self.choices:
            raise ValueError(f"must be one of {', '.join(self.choices)}")
        return _resolve(value, folder) if self.kind == "path" else value


def _resolve(path: str, folder: Path | None) -> str:
    """Return a path that is relative to a folder as one that is relative to the current folder."""
    if folder is None:
        return path
    path = str(folder / Path(path).expanduser())
    try:
        return os.path.relpath(path)
    except ValueError:  # on another drive
        return path


SETTINGS = (
    Setting(
        "language",
        "language",
        "text",
        "Language, in place of that of the purchase files.",
        prints=True,
        otherwise="that of the purchase file",
    ),
    Setting(
        "library",
        "overlays",
        "paths",
        "Libraries of your own on top of the shipped one.",
        prints=True,
        otherwise="the shipped one alone",
    ),
    Setting(
        "papers",
        "papers",
        "text",
        "What `build` and `batch` make, with commas between.",
        prints=True,
        otherwise="annex,response,notes (batch: annex)",
    ),
    Setting(
        "template",
        "template",
        "path",
        "The Word template, for `build` and `batch`.",
        prints=True,
        otherwise="that of tenderkit",
    ),
    Setting(
        "allow-untranslated",
        "allow_untranslated",
        "switch",
        "Print in English what the language has no text for.",
        default=False,
        prints=True,
    ),
    Setting(
        "fail-level",
        "fail_level",
        "choice",
        "From which severity `check` and `clauses lint` end with 1.",
        ("error", "warn", "info", "never"),
        "error",
        prints=True,
    ),
    Setting(
        "on-error",
        "on_error",
        "choice",
        "Whether a stream, or a batch, goes on after a purchase that fails.",
        ("continue", "stop"),
        "continue",
        prints=True,
    ),
    Setting("verbosity", "verbosity", "choice", "How much stderr says: -q, -v, -vv.", VERBOSITIES, "normal"),
    Setting("log-file", "log_file", "path", "A file to which each run adds its log."),
    Setting("log-format", "log_format", "choice", "The form of the log.", ("text", "json"), "text"),
)
