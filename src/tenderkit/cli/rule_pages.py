# SPDX-License-Identifier: Apache-2.0
"""Print the list of rules, or the manual page of one rule, of `check` and `clauses lint`."""

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import typer

from tenderkit.cli.screen.console import open_console

if TYPE_CHECKING:
    from tenderkit.lint.rule import Rule


def print_rules(rules: "Mapping[str, Rule]", explained: str | None, format_: str, schema: str) -> None:
    """Print the manual page of a rule, or the list of all rules, as text or JSON.

    Parameters: `explained`, the id of a rule, None for the list; `format_`, `json` for JSON, anything else for text;
    `schema`, the name of the JSON schema. Raises UsageProblem, which suggests the nearest rule, for an unknown id.
    """
    refuse_unknown_rules(rules, [] if explained is None else [explained])
    some = list(rules.values()) if explained is None else [rules[explained]]
    console = open_console(sys.stdout) if explained is None and format_ == "text" else None
    if console is None:
        typer.echo(_format_manual(some, format_, schema, in_full=explained is not None), nl=False)
        return
    from tenderkit.cli.screen.lint import draw_rules

    console.print(draw_rules(some))


def refuse_unknown_rules(rules: "Mapping[str, Rule]", ids: Sequence[str]) -> None:
    """Raise UsageProblem, which suggests the nearest rule, if one of the ids is that of no rule."""
    from tenderkit.errors import UsageProblem
    from tenderkit.findings import suggest_nearest

    for id_ in ids:
        if id_ not in rules:
            raise UsageProblem(f"there is no rule “{id_}”", suggest_nearest(id_, rules))


def _format_manual(rules: "Sequence[Rule]", format_: str, schema: str, *, in_full: bool) -> str:
    """Return the list of rules as text or JSON; with `in_full`, return the manual page of the first rule instead."""
    from tenderkit.formats.text import json
    from tenderkit.formats.text.findings import wrap_manual

    if format_ == "json":
        keys = ("id", "severity", "summary", *(["manual"] if in_full else []))
        data = {"rules": [{key: getattr(rule, key) for key in keys} for rule in rules]}
        return json.format_json(json.build_envelope(schema, data, (), ok=True))
    if in_full:
        return wrap_manual(rules[0].manual)
    width = max(len(rule.id) for rule in rules)
    return "".join(f"{rule.id:<{width}}  {rule.severity:<5}  {rule.summary}\n" for rule in rules)
