# SPDX-License-Identifier: Apache-2.0
"""How a value is written in a file: rules that annotate the fields of dataclasses.

Pydantic reads these rules for JSON Schemas, and `reading/schema.py` reads them for validation. They do without
Pydantic's own classes, because importing those takes a fifth of a run that builds one annex, and no file needs them.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

# What Pydantic passes to a rule: a function that returns the schema of the annotated type.
Handler = Callable[[Any], Any]
# Characters that no text may hold, as in purchase files; tabs and line feeds lay out texts.
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def format_key(name: str) -> str:
    """Return the key that a file uses for a field: `quantity-basis` for `quantity_basis`, `from` for `from_`."""
    return name.rstrip("_").replace("_", "-")


# A plain dict, so that the frozen dataclasses stay ordinary ones.
SHAPE = {"alias_generator": format_key, "extra": "forbid"}


class Bounds:
    """The bounds of a value, by their names in Pydantic: `ge`, `gt`, `le`, `min_length`, `pattern`, and others."""

    def __init__(self, **bounds: Any) -> None:
        self.bounds = bounds

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> "CoreSchema":
        schema: CoreSchema = {**handler(source), **self.bounds}
        return schema


class Convert:
    """A function that converts a value of the file before its type is checked; it raises ValueError to refuse it.

    `with_info`: whether the function takes Pydantic's `ValidationInfo` as a second argument. `written`: the type that
    the JSON Schema gives for the value, if this is not the annotated type.
    """

    def __init__(self, function: Callable[..., Any], *, with_info: bool = False, written: Any = None) -> None:
        self.function, self.with_info, self.written = function, with_info, written

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> "CoreSchema":
        from pydantic_core import core_schema

        written = None if self.written is None else handler.generate_schema(self.written)
        make: Any = (
            core_schema.with_info_before_validator_function
            if self.with_info
            else core_schema.no_info_before_validator_function
        )
        schema: CoreSchema = make(self.function, handler(source), json_schema_input_schema=written)
        return schema


class Check:
    """A function that checks, and may replace, a value of the right type; it raises ValueError to refuse it.

    `with_info`: whether the function takes Pydantic's `ValidationInfo` as a second argument.
    """

    def __init__(self, function: Callable[..., Any], *, with_info: bool = False) -> None:
        self.function, self.with_info = function, with_info

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> "CoreSchema":
        from pydantic_core import core_schema

        make: Any = (
            core_schema.with_info_after_validator_function
            if self.with_info
            else core_schema.no_info_after_validator_function
        )
        schema: CoreSchema = make(self.function, handler(source))
        return schema


class JsonSchema:
    """The JSON Schema of a value whose form in the file cannot be derived from its Python type."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema = schema

    def __get_pydantic_json_schema__(self, schema: Any, handler: Handler) -> dict[str, Any]:
        return dict(self.schema)


FilledText = Annotated[str, Bounds(min_length=1)]
Sha256 = Annotated[str, Bounds(pattern="^[0-9a-f]{64}$")]
Int = Annotated[int, Bounds(strict=True)]
Bool = Annotated[bool, Bounds(strict=True)]
# Strict floats take whole numbers too, but neither text nor true and false.
Number = Annotated[float, Bounds(strict=True, allow_inf_nan=False)]
