# SPDX-License-Identifier: Apache-2.0
"""Options that several commands have."""

from typing import Annotated

import typer

Overlays = Annotated[
    list[str] | None,
    typer.Option("--library", metavar="DIR", help="A library of your own on top of the shipped one. Repeatable."),
]
