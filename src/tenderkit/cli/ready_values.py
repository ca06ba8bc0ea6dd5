# SPDX-License-Identifier: Apache-2.0
"""Commands that take the words of a command line as they are, where they need no conversion.

Typer checks each option with Pydantic, given or not. Importing that takes a fifth of a run that builds one annex, and
our options are words, lists of words, choices and switches. What is not ready, such as a wrong choice, goes to Typer.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, Literal, get_args, get_origin

from typer.core import TyperCommand, TyperGroup

from tenderkit.cli.logs.run_log import get_log
from tenderkit.cli.messages import print_line


def is_flag_given(ctx: Any, parameter: str) -> bool:
    """Return whether the command line gives the option for a parameter, and not a setting or its default."""
    source = ctx.get_parameter_source(parameter)
    return source is not None and source.name == "COMMANDLINE"


class _ReadyValues:
    """Returns the value of an option as typed if it needs no conversion; otherwise Typer converts the value."""

    def __init__(self, load_converter: Callable[[], Any]) -> None:
        self.load_converter = load_converter

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value that is passed to the command; None, or an empty list, if none is given."""
        shape = param.type_descriptor.annotation
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        if several and shape == list[str] and isinstance(value, list | tuple):
            return [*value]
        if isinstance(value, str) and (shape is str or (get_origin(shape) is Literal and value in get_args(shape))):
            return value
        return self.load_converter().coerce(value, param=param, ctx=ctx)


def _take_ready_values(params: list[Any]) -> list[Any]:
    for param in params:
        if "get_runtime_param" not in vars(param):  # the help asks again for the same ones
            param.get_runtime_param = partial(_ReadyValues, param.get_runtime_param)
    return params


class Command(TyperCommand):
    """A command whose values are converted by Typer only if they need a conversion.

    Before it runs, it says on stderr which settings of variables and configuration files change what it makes.
    """

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the options and arguments."""
        return _take_ready_values(super().get_params(ctx))

    def invoke(self, ctx: Any) -> Any:
        """Run the command, and return its exit code."""
        given = ctx.obj.given if ctx.obj else {}
        for param in self.params if given else ():
            if param.name in given and not is_flag_given(ctx, param.name):
                chosen = given[param.name]
                get_log().log("setting", **chosen.as_json())
                if chosen.setting.prints:
                    print_line(f"setting {chosen}")
        return super().invoke(ctx)


class Group(TyperGroup):
    """A group of commands whose options are converted by Typer only if they need a conversion."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the options."""
        return _take_ready_values(super().get_params(ctx))
