# SPDX-License-Identifier: Apache-2.0
"""Build the validator of a type of a file from its annotations, for the engine of Pydantic.

Pydantic does the same, and more; this module needs only its engine, `pydantic_core`, and is ready sooner.
"""

import datetime
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic_core import CoreSchema, SchemaValidator, core_schema

from tenderkit.library.shape import JsonSchema, format_key

_PLAIN: dict[Any, CoreSchema] = {
    Any: core_schema.any_schema(),
    NoneType: core_schema.none_schema(),
    str: core_schema.str_schema(),
    int: core_schema.int_schema(),
    float: core_schema.float_schema(),
    bool: core_schema.bool_schema(),
    datetime.date: core_schema.date_schema(),
}


@cache
def get_validator(shape: Any) -> SchemaValidator:
    """Return the validator for a type; it is built once and then reused."""
    return SchemaValidator(build_schema(shape))


@cache
def build_schema(shape: Any) -> CoreSchema:
    """Return the schema of a type for the engine of Pydantic.

    Parameters: `shape`, a plain type such as `str`, a dataclass, a literal, or a union, tuple of any length or table
    of such types; each may be annotated. Raises TypeError for any other type.
    """
    if shape in _PLAIN:
        return _PLAIN[shape]
    if is_dataclass(shape):
        return _build_table(shape)
    args = get_args(shape)
    match get_origin(shape):
        case origin if origin is Annotated:
            return _apply_rules(args[0], shape.__metadata__)
        case origin if origin in (Union, UnionType):
            return _build_union(args)
        case origin if origin is Literal:
            return core_schema.literal_schema([*args])
        case origin if origin is tuple and args[1:] == (...,):
            return core_schema.tuple_schema([build_schema(args[0])], variadic_item_index=0)
        case origin if origin in (dict, Mapping):
            return core_schema.dict_schema(*map(build_schema, args))
    raise TypeError(f"{shape} is no type of a value in a file")


class _Handler:
    """The handler that Pydantic passes to an annotation such as `Bounds`.

    A call returns the schema of the annotated type, which the annotation then extends; `generate_schema` returns the
    schema of any other type.
    """

    def __init__(self, schema: CoreSchema) -> None:
        self.schema = schema

    def __call__(self, shape: Any) -> CoreSchema:
        return self.schema

    def generate_schema(self, shape: Any) -> CoreSchema:
        return build_schema(shape)


def _apply_rules(shape: Any, rules: tuple[Any, ...]) -> CoreSchema:
    schema = build_schema(shape)
    for rule in rules:
        if not isinstance(rule, JsonSchema):
            schema = rule.__get_pydantic_core_schema__(shape, _Handler(schema))
    return schema


def _build_union(shapes: tuple[Any, ...]) -> CoreSchema:
    choices = [build_schema(shape) for shape in shapes if shape is not NoneType]
    schema = choices[0] if len(choices) == 1 else core_schema.union_schema([*choices])
    return core_schema.nullable_schema(schema) if NoneType in shapes else schema


def _build_table(shape: Any) -> CoreSchema:
    """Return the schema of a dataclass: a table of a file, with the fields as keys, and without unknown keys.

    A field whose metadata say that it is not in a file has its default value.
    """
    types = get_type_hints(shape, include_extras=True)
    keys = []
    for field in fields(shape):
        schema, alias = build_schema(types[field.name]), format_key(field.name)
        if field.default is not MISSING:
            schema = core_schema.with_default_schema(schema, default=field.default)
        elif field.default_factory is not MISSING:
            schema = core_schema.with_default_schema(schema, default_factory=field.default_factory)
        keys.append(
            core_schema.dataclass_field(
                field.name,
                schema,
                validation_alias=alias,
                serialization_alias=alias,
                init=field.metadata.get("in_file", True),
            )
        )
    return core_schema.dataclass_schema(
        shape,
        core_schema.dataclass_args_schema(shape.__name__, keys, extra_behavior="forbid"),
        [field.name for field in fields(shape)],
        post_init=hasattr(shape, "__post_init__"),
    )
