# SPDX-License-Identifier: Apache-2.0
"""Clause texts as templates: plain text with `{{ name }}` in it, and nothing else.

Jinja2 parses a text once, when the library is loaded; what it yields is kept as data, so that filling a text
needs no template engine, runs no code and cannot be reached by what a user types.
"""

import re
from collections.abc import Mapping

# Text and names in turn: even positions hold text, odd positions the name of a value.
Template = tuple[str, ...]


def parse_template(text: str) -> Template:
    """Cut a text into literal parts and names.

    Parameters: `text`, prose with `{{ name }}` for values.
    Returns the `Template`. Raises ValueError, with a message for the author, where the text holds anything but
    names: filters, calls, arithmetic, statements, comments.
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
    """Return a template as its author wrote it."""
    return "".join(part if i % 2 == 0 else f"{{{{ {part} }}}}" for i, part in enumerate(template))


def omit_values(template: Template) -> str:
    """Return the text of a template with an ellipsis (…) for each value."""
    return "…".join(template[::2])


def fill_template(template: Template, values: Mapping[str, str]) -> str:
    """Put values into a template.

    Parameters: `values`, the text for each name. Returns the filled text. Raises KeyError for a name without a
    value: the library check makes sure that there is none.
    """
    if len(template) == 1:
        return template[0]
    return "".join(part if i % 2 == 0 else values[part] for i, part in enumerate(template))
