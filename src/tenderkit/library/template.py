# SPDX-License-Identifier: Apache-2.0
"""Templates of clause texts: plain text with `{{ name }}` in the places of values, and no other markup.

Jinja2 parses a text once, when the library is loaded; the parts are kept as data, so that filling a template
needs no template engine and runs no code, not even if a user types template markup.
"""

import re
from collections.abc import Callable
from typing import TypeVar

_Value = TypeVar("_Value")
# Text and names in turn: even positions hold text, odd positions the name of a value.
Template = tuple[str, ...]


def parse_template(text: str) -> Template:
    """Split a text into its literal parts and the names of values.

    Parameters: `text`, prose with `{{ name }}` in the place of each value. Returns the parts and names in turn.
    Raises ValueError, with a message for the author, where double braces hold more than a name (filters, calls,
    arithmetic), or the text has statements or comments of Jinja2.
    """
    if "{" not in text:
        return (text.strip(),)
    from jinja2 import Environment, TemplateSyntaxError, nodes

    try:
        tree = Environment(autoescape=False).parse(text.strip())
    except RecursionError:
        raise ValueError("is nested too deeply: double braces may hold names only") from None
    except TemplateSyntaxError as error:
        raise ValueError(f"line {error.lineno} of the text: {error.message}") from None
    parts: list[str] = [""]
    for output in tree.body:
        for node in output.nodes if isinstance(output, nodes.Output) else [output]:
            if isinstance(node, nodes.TemplateData):
                parts[-1] += node.data
            elif isinstance(node, nodes.Name):
                parts += [node.name, ""]
            else:
                raise ValueError(
                    f"double braces may hold names only, not {type(node).__name__} in line {node.lineno}"
                )
    if re.search(r"\{#|\{%", text):
        raise ValueError("comments and statements of the template language are not allowed")
    return tuple(parts)


def list_names(template: Template) -> tuple[str, ...]:
    """Return the names of the values that a template needs, in order of appearance."""
    return template[1::2]


def format_template(template: Template) -> str:
    """Return the source text of a template, as the author wrote it, with `{{ name }}` where a value belongs."""
    return "".join(fill_template(template, lambda name: f"{{{{ {name} }}}}"))


def omit_values(template: Template) -> str:
    """Return the text of a template with an ellipsis (…) where each value belongs."""
    return "…".join(template[::2])


def fill_template(template: Template, fill: Callable[[str], _Value]) -> tuple[str | _Value, ...]:
    """Return the literal parts of a template and its values in turn.

    Parameters: `fill`, the function that returns the value for a name.
    """
    return tuple(fill(part) if position % 2 else part for position, part in enumerate(template))
