# SPDX-License-Identifier: Apache-2.0
"""Validate tables of parameter values by clause: `parameters` in a purchase file, `defaults` in an overlay."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic_core.core_schema import ValidationInfo

from tenderkit.library.clause import UNDECIDED, WAIVED, describe_wrong_type
from tenderkit.library.reading.refusals import (
    Refusal,
    check_prose,
    get_context_library,
    list_category_problems,
    list_text_problems,
    make_problem,
    refuse,
    refuse_all,
    show_given,
    suggest_later,
    write_later,
)
from tenderkit.library.shape import Convert, JsonSchema

ParameterTable = Mapping[str, Mapping[str, Any]]


def _validate_parameters(table: Any, info: ValidationInfo) -> ParameterTable:
    library = get_context_library(info)
    if not isinstance(table, dict):
        raise make_problem("wrong-type", "purchase.no-table-of-clauses")
    errors: list[Refusal] = []
    result: dict[str, dict[str, Any]] = {}
    for clause_id, values in table.items():
        clause = library.clauses.get(clause_id)
        if clause is None:
            nearest = suggest_later(clause_id, library.clauses)
            errors.append(refuse((clause_id,), "unknown-word", "purchase.unknown-clause", nearest, clause=clause_id))
            continue
        if not isinstance(values, dict):
            errors.append(refuse((clause_id,), "wrong-type", "purchase.no-table-of-parameters"))
            continue
        for name, value in values.items():
            if name in clause.withdrawn_parameters:
                result.setdefault(clause_id, {})[name] = value
                continue
            parameter = clause.parameters.get(name)
            if parameter is None:
                nearest, values = suggest_later(name, clause.parameters), {"clause": clause_id, "name": name}
                errors.append(
                    refuse((clause_id, name), "unknown-word", "purchase.unknown-parameter", nearest, **values)
                )
                continue
            value_by_category = value if isinstance(value, dict) else {None: value}
            for category, single_value in value_by_category.items():
                where = tuple(k for k in (clause_id, name, category) if k)
                if category is not None:
                    errors += list_category_problems(category, where, library)
                words = (UNDECIDED,) if category is None else (UNDECIDED, WAIVED)
                if single_value not in words and (wrong := describe_wrong_type(parameter, single_value)):
                    key = "wrong-number" if parameter.type in ("integer", "number", "percent") else "wrong-value"
                    given = show_given(single_value)
                    errors.append(
                        refuse(where, "wrong-type", f"purchase.{key}", message=write_later(*wrong), given=given)
                    )
                    continue
                for text in single_value if isinstance(single_value, list) else [single_value]:
                    if isinstance(text, str):
                        errors += list_text_problems(text, where, check_prose)
            result.setdefault(clause_id, {})[name] = (
                {c: tuple(v) if isinstance(v, list) else v for c, v in value.items()}
                if isinstance(value, dict)
                else tuple(value)
                if isinstance(value, list)
                else value
            )
    refuse_all(errors)
    return result


Parameters = Annotated[
    ParameterTable,
    Convert(_validate_parameters, with_info=True),
    JsonSchema({"type": "object", "x-words": "clauses", "additionalProperties": {"type": "object"}}),
]
