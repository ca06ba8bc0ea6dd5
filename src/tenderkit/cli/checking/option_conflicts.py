# SPDX-License-Identifier: Apache-2.0
"""Options of `check` that have no effect with another one, or on a stream: none is passed over in silence."""

from collections.abc import Mapping
from typing import Literal

import typer

from tenderkit.cli.ready_values import is_flag_given
from tenderkit.errors import UsageProblem

Run = Literal["with --changes", "on a stream"]
# The names of the parameters that have no effect in a run of a kind.
_WITHOUT_EFFECT: Mapping[Run, tuple[str, ...]] = {
    "with --changes": (
        "accept",
        "baseline",
        "example_name",
        "fail_level",
        "fixes",
        "for_file",
        "force",
        "input_format",
        "language",
        "on_error",
        "output_path",
        "overlays",
        "reason",
    ),
    "on a stream": ("accept", "baseline", "fixes", "for_file", "original"),
}
_FIXES: Mapping[Run, str] = {
    "with --changes": "It shows every change, by no rule, and writes nothing; leave one of the two out.",
    "on a stream": "Leave it out, or check a single purchase.",
}


def refuse_without_effect(context: typer.Context, run: Run) -> None:
    """Raise UsageProblem for an option on the command line that has no effect in a run of a kind.

    Settings of variables and configuration files are for all runs, and pass.
    """
    for parameter in context.command.params:
        if parameter.name in _WITHOUT_EFFECT[run] and is_flag_given(context, parameter.name):
            raise UsageProblem(f"{parameter.opts[0]} has no effect {run}", _FIXES[run])
