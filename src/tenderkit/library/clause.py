# SPDX-License-Identifier: Apache-2.0
"""A clause and its parts, as written in `clauses/<theme>/<id>.toml`.

The classes are frozen dataclasses. Pydantic validates the files by their annotations, so that the shape is written
down once; the library compiled into a wheel was validated before, and is only unpickled.
"""

import re
from dataclasses import field
from typing import Annotated, Any, Literal

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.condition import CATEGORY_LINES, ConditionLines, list_words
from tenderkit.library.shape import (
    SHAPE,
    Bool,
    Bounds,
    Check,
    Convert,
    Int,
    JsonSchema,
    Number,
    Sha256,
    format_key,
)
from tenderkit.library.template import Template, parse_template

Mark = Literal["C", "D", "T", "M", "P"]
UNDECIDED = "undecided"
# What stands in place of a value for a category for which the authority waives the duty.
WAIVED = "none"


def _freeze_lines(value: Any) -> Any:
    if not isinstance(value, dict):
        raise ValueError("must be a table of lines")
    return {k: tuple(v) if isinstance(v, list) else v for k, v in value.items()}


def _parse_text(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("must be text")
    return parse_template(value)


def _parse_paragraphs(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("must be text")
    # Spaces that do not break are kept: French has them before a colon.
    return tuple(parse_template(re.sub(r"[ \t\r\n]+", " ", p)) for p in re.split(r"\n\s*\n", value) if p.strip())


_CATEGORY_SCHEMA = {"type": "string", "x-words": "category-or-group"}
_CATEGORIES_SCHEMA = {"anyOf": [_CATEGORY_SCHEMA, {"type": "array", "items": _CATEGORY_SCHEMA}]}
_LINES_SCHEMA = {
    "type": "object",
    "properties": dict.fromkeys(sorted(CATEGORY_LINES), _CATEGORIES_SCHEMA),
    "additionalProperties": True,
}
# A product category; in a file also a group, which is replaced by its categories before the file is validated.
Category = Annotated[str, JsonSchema(_CATEGORY_SCHEMA)]
ConditionBlock = Annotated[ConditionLines, Convert(_freeze_lines), JsonSchema(_LINES_SCHEMA)]
Text = Annotated[Template, Convert(_parse_text), JsonSchema({"type": "string"})]
Paragraphs = Annotated[tuple[Template, ...], Convert(_parse_paragraphs), JsonSchema({"type": "string"})]


@frozen_dataclass
class Figure:
    """A proposed value of a parameter, such as 3 for a number of years.

    `mark`: how well the value is confirmed. `source`: the id of the source that the value comes from, if any.
    `clause`: the section of that source, such as `8.4`.
    """

    __pydantic_config__ = SHAPE
    value: Any
    mark: Mark | None = None
    source: str | None = None
    clause: str | None = None


def _wrap_value(value: Any) -> Any:
    return value if isinstance(value, dict) else {"value": value}


LooseFigure = Annotated[Figure, Convert(_wrap_value), JsonSchema({"title": "Figure or value"})]


@frozen_dataclass
class Case:
    """The values that a clause proposes for a parameter in lots that meet a condition.

    `lines`: the condition. `core` and `comprehensive`: the value for that level of ambition. `min` and `max`: the
    usual bounds of the value. `anchor`: if the value is a time, the event from which the time is counted. `mark`: how
    well the values are confirmed. `source` and `clause`: the source of the values and its section. A value with a
    mark of its own keeps its own mark, source and section.
    """

    __pydantic_config__ = SHAPE
    core: LooseFigure
    lines: ConditionBlock = field(default_factory=dict)
    anchor: str | None = None
    comprehensive: LooseFigure | None = None
    min: Number | None = None
    max: Number | None = None
    mark: Mark | None = None
    source: str | None = None
    clause: str | None = None

    def figure(self, level: str) -> Figure:
        """Return the value proposed for a level of ambition, as a `Figure` with mark and source.

        If there is no value for the level `comprehensive`, the core value is returned. A value without a mark gets
        the mark of the `Case`, and, if it names no source, also the source of the `Case`.
        """
        figure = (self.comprehensive if level == "comprehensive" else None) or self.core
        if figure.mark or not (self.mark or self.source):
            return figure
        return Figure(figure.value, self.mark, figure.source or self.source, figure.clause or self.clause)


_CASE_KEYS = {format_key(name) for name in Case.__dataclass_fields__} - {"lines"}


def _gather_lines(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    fields = {k: v for k, v in value.items() if k in _CASE_KEYS}
    return {**fields, "lines": {k: v for k, v in value.items() if k not in _CASE_KEYS}}


@frozen_dataclass
class Parameter:
    """A value in a clause that the authority may change, such as a number of years.

    `direction`: `min` if a higher value is stricter, `max` if a lower value is stricter. `off`: the value with which
    the clause asks for nothing; with this value, the paragraphs that name the parameter are left out. `after_award`:
    whether the value counts under the contract alone, so that no tender can miss it. `basis`: how the proposed values
    were found, and what laws and contracts elsewhere say; the notes print it. `help`: what the value is, where the
    authority finds it, and an example; the interview shows it.
    """

    __pydantic_config__ = SHAPE
    title: str
    type: Literal["integer", "number", "percent", "choice", "grade", "list", "text", "boolean"]
    cases: tuple[Annotated[Case, Convert(_gather_lines)], ...]
    unit: str | None = None
    direction: Literal["min", "max", "none"] = "none"
    grades: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    off: int | float | str | None = None
    after_award: bool = False
    basis: str | None = None
    help: str | None = None

    def asks(self, value: Any) -> bool:
        """Return whether the clause asks the contractor for something if the parameter has this value.

        This is so for every value except `off`, and also for None, which means that the authority has not decided
        yet.
        """
        return self.off is None or value != self.off


@frozen_dataclass
class Verification:
    """The proofs that a clause asks for, from the lightest to the heaviest: a declaration, a document, a certificate.

    A field is None if the clause does not ask for this kind of proof.
    """

    __pydantic_config__ = SHAPE
    declaration: Text | None = None
    document: Text | None = None
    certificate: Text | None = None


@frozen_dataclass
class ClauseText:
    """The texts of a clause.

    `question`: the question to the tenderer in the response form; only a contract performance clause or a general
    rule may have none, because the tenderer accepts all of these at once. `remedy`: what follows if the contractor
    breaches the clause, where it differs from the clause on remedies. `guidance`: advice for the authority, which is
    never part of the text of the clause in the annex.
    """

    __pydantic_config__ = SHAPE
    title: Text
    requirement: Paragraphs
    verification: Verification = Verification()
    question: Text | None = None
    guidance: Text | None = None
    remedy: Text | None = None


@frozen_dataclass
class PartialText:
    """The texts of a variant or of a translation of a clause.

    Each text replaces the text of the clause in the field of the same name. Where a field is None, the text of the
    clause stays as it is.
    """

    __pydantic_config__ = SHAPE
    title: Text | None = None
    requirement: Paragraphs | None = None
    verification: Verification | None = None
    question: Text | None = None
    guidance: Text | None = None
    remedy: Text | None = None


@frozen_dataclass(kw_only=True)
class Variant(PartialText):
    """Texts that replace texts of the clause where a condition (`when`) holds.

    Where the conditions of several variants hold, only the first of these variants is used.
    """

    __pydantic_config__ = SHAPE
    when: ConditionBlock


@frozen_dataclass
class Conflict:
    """An entry in the `conflicts` of a clause: it names another clause, which takes precedence over this clause.

    If both clauses apply to a lot and the condition `when` holds, the clause with the entry is left out and the
    clause named in `clause` stays. The condition tests the facts of the lot and the parameter values of the named
    clause.
    """

    __pydantic_config__ = SHAPE
    clause: str
    when: ConditionBlock = field(default_factory=dict)


def _wrap_clause_id(value: Any) -> Any:
    return {"clause": value} if isinstance(value, str) else value


@frozen_dataclass
class Step:
    """A step of an award scale: a bid that offers at least the value `from_` gets `share` (0 to 1) of the points.

    A step with `categories` is used only for these product categories, a step with `levels` only for these levels of
    ambition.
    """

    __pydantic_config__ = SHAPE
    from_: Number
    share: Annotated[Number, Bounds(ge=0, le=1)]
    categories: tuple[Category, ...] = ()
    levels: tuple[str, ...] = ()


@frozen_dataclass
class Scale:
    """The scale by which an award criterion gives points.

    `starts_above`: the name (`<clause>.<parameter>`) of a parameter that sets a minimum in a technical specification;
    only the part of an offer above the minimum gets points. `relative`: true if the steps count from this minimum and
    not from zero. `whole`: true if a bid is scored once, as for a service; false if each offered model is scored.
    `whole_when`: the condition under which a lot is scored so too, such as a system bought as one.
    `anchor`: for a time, the event from which the time is counted.
    """

    __pydantic_config__ = SHAPE
    type: Literal["steps", "linear", "lowest"]
    unit: str | None = None
    anchor: str | None = None
    starts_above: str | None = None
    relative: Bool = False
    whole: Bool = False
    whole_when: ConditionBlock = field(default_factory=dict, hash=False)
    steps: tuple[Step, ...] = ()


@frozen_dataclass
class SourceRef:
    """A source that a clause relies on.

    `id`: the id of the source. `clause`: its article or section. `supports`: what in the clause the source supports.
    `variant`: if set, the annex names the source only where the texts of this variant are used. `when`: the annex
    names the source only where this condition holds for the equipment that the clause covers.
    """

    __pydantic_config__ = SHAPE
    id: str
    mark: Mark
    clause: str | None = None
    supports: str | None = None
    variant: str | None = None
    when: ConditionBlock = field(default_factory=dict)


@frozen_dataclass
class Example:
    """A test in the file of a clause: the facts of a lot, and whether the clause applies to this lot."""

    __pydantic_config__ = SHAPE
    facts: ConditionBlock
    applies: Bool


@frozen_dataclass
class Reports:
    """How often the contractor has to report under a clause, and when each report is due.

    `per_year`: the number of reports in a year. `every`: the id of the parameter whose value is the number of months
    between two reports. `per_batch`: true if a report is due after each collection of equipment. `sent_with`: the ids
    of clauses; the report is sent with that of the first of them that is in, on each contract year.

    `months_after`: the months from the end of the period to the day of the report, where the text gives them in
    words. `year_within`: the id of the parameter that sets the time from the end of each contract year to its totals,
    where that time is also counted from another event. `but_last`: true if none is due on the last contract year.
    """

    __pydantic_config__ = SHAPE
    per_year: Annotated[Int, Bounds(ge=1)] | None = None
    every: str | None = None
    per_batch: Bool = False
    sent_with: tuple[str, ...] = ()
    months_after: Annotated[Int, Bounds(ge=1)] | None = None
    year_within: str | None = None
    but_last: Bool = False

    def __post_init__(self) -> None:
        """Raise ValueError if none of `per-year`, `every`, `per-batch` and `sent-with` is set."""
        if self.per_year is None and self.every is None and not self.sent_with and not self.per_batch:
            raise ValueError("says none of per-year, every, per-batch and sent-with")


def _refuse_repeated_ids(value: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(value)) != len(value):
        raise ValueError("names the same id twice")
    return value


# A clause that names more than a hundred others is a mistake, and slow to check.
Ids = Annotated[tuple[str, ...], Bounds(max_length=100), Check(_refuse_repeated_ids)]


@frozen_dataclass
class Clause:
    """A clause, as its file holds it.

    `id`: the name of the file. `theme`: the name of its folder. `encloses`: true if the proof with the tender is a
    document of its own, such as a plan or a price list; false if the answer in the response form is enough.
    `requires`: the ids of the clauses that are selected along with this clause. `replaces`: the ids of the clauses
    that are left out for the product categories that this clause covers. `successor`: if this clause is withdrawn,
    the ids of the clauses to use instead. `withdrawn_parameters`: maps the name of each parameter that an earlier
    version of this clause had to the parameters to use instead; a purchase file may still name it, without effect.
    """

    __pydantic_config__ = SHAPE
    id: str
    theme: str
    version: Annotated[Int, Bounds(ge=1)]
    status: Literal["draft", "stable", "withdrawn"]
    kind: Literal[
        "general-rule",
        "selection-criterion",
        "technical-specification",
        "award-criterion",
        "contract-performance-clause",
    ]
    levels: Annotated[tuple[Literal["core", "comprehensive"], ...], Bounds(min_length=1)]
    applies: Annotated[tuple[ConditionBlock, ...], Bounds(min_length=1)]
    text: ClauseText
    group: str
    scope: Literal["lot", "tender"] = "lot"
    position: Int = 100
    rank: Int = 100
    sets: Ids = ()
    encloses: bool = False
    requires: Ids = ()
    replaces: Ids = ()
    successor: Ids = ()
    conflicts: Annotated[
        tuple[Annotated[Conflict, Convert(_wrap_clause_id, written=str | Conflict)], ...],
        Bounds(max_length=100),
    ] = ()
    parameters: dict[str, Parameter] = field(default_factory=dict)
    withdrawn_parameters: dict[str, Ids] = field(default_factory=dict)
    variants: dict[str, Variant] = field(default_factory=dict)
    scale: Scale | None = None
    reports: Reports | None = None
    sources: tuple[SourceRef, ...] = ()
    examples: tuple[Example, ...] = ()

    @property
    def section(self) -> int:
        """The number of the annex section for the clause: 1 to 4 according to its kind, 5 for reporting clauses."""
        if self.kind == "contract-performance-clause" and self.group == "reporting":
            return 5
        return {
            "general-rule": 1,
            "selection-criterion": 1,
            "technical-specification": 2,
            "award-criterion": 3,
            "contract-performance-clause": 4,
        }[self.kind]

    @property
    def is_accepted(self) -> bool:
        """Whether the tenderer accepts the clause in one answer with all other contract performance clauses."""
        return self.kind in ("contract-performance-clause", "general-rule")

    def list_named_clauses(self) -> set[str]:
        """Return the ids of all clauses named under the key `with` in the condition `applies` of this clause."""
        return {w for block in self.applies if "with" in block for w in list_words(block["with"])}


@frozen_dataclass(kw_only=True)
class Translation(PartialText):
    """A clause in another language: a table of `translations/<language>/<theme>.toml`.

    `version`: the version of the clause that was translated. `sha256`: the digest of the English texts that were
    translated. `parameters`: the translated titles of the parameters. `basis` and `help`: for parameters with a text
    on how their values were found, or on what they are, its translation. `words`: for parameter values that are
    words, the translation of each English word. A table may hold the title alone, for papers that name the clause
    without its text.
    """

    __pydantic_config__ = SHAPE
    version: Annotated[Int, Bounds(ge=1)]
    sha256: Sha256
    parameters: dict[str, str] = field(default_factory=dict)
    basis: dict[str, str] = field(default_factory=dict)
    help: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    variants: dict[str, PartialText] = field(default_factory=dict)


# The blanks of a text that no parameter of the clause fills, with the fixed texts that name them.
LOT_BLANKS = {
    "items": "common.items",
    "returns": "common.returns",
    "months": "common.months",
    "e_waste_law": "common.e-waste-law",
    "waste_operator_law": "common.e-waste-law",
}
# Those of them that say nothing, and take their paragraph with them, where no law of the place is recorded.
LAW_BLANKS = frozenset({"e_waste_law", "waste_operator_law"})
# The tiers of verification, from the lightest proof to the heaviest.
TIERS = ("declaration", "document", "certificate")


def list_paragraphs(text: ClauseText | PartialText) -> list[Template]:
    """Return all texts of a clause, of a variant or of a translation; each paragraph of a requirement is one."""
    proof = text.verification or Verification()
    single = (text.title, *(getattr(proof, tier) for tier in TIERS), text.question, text.guidance, text.remedy)
    return [*(text.requirement or ()), *filter(None, single)]


def find_parameter(clause: Clause, name: str) -> tuple[str, str]:
    """Return the id of the parameter that a placeholder names, and one of the words `amount`, `value` and `anchor`.

    The word says what replaces the placeholder: for `{{ term }}` the `amount` of the parameter `term`, a number with
    its unit; for `{{ term_value }}` the `value`, the number alone; for `{{ term_anchor }}` the `anchor`, the event
    from which a time is counted. Raises KeyError where the clause has no such parameter.
    """
    key = name.replace("_", "-")
    if key in clause.parameters:
        return key, "amount"
    stem, _, aspect = key.rpartition("-")
    if aspect in ("value", "anchor") and stem in clause.parameters:
        return stem, aspect
    raise KeyError(name)


# The key of a text in the frame, with the values for the names in braces.
FrameKey = tuple[str, dict[str, Any]]
# No number of a tender is larger; the limit also refuses infinite and not-a-number.
MAX_NUMBER = 1e15


def describe_wrong_type(parameter: Parameter, value: Any) -> FrameKey | None:
    """Return why a value does not fit the type of a parameter, such as `must be a whole number`; None if it fits."""
    key = _find_wrong_type(parameter, value)
    named = ", ".join(parameter.choices or parameter.grades)
    return (f"purchase.{key}", {"words": named}) if key else None


def _find_wrong_type(parameter: Parameter, value: Any) -> str | None:
    """Return the key of the words why a value does not fit the type of a parameter; None if it fits."""
    number = isinstance(value, int | float) and not isinstance(value, bool) and -MAX_NUMBER <= value <= MAX_NUMBER
    match parameter.type:
        case "integer":
            return None if number and isinstance(value, int) else "no-whole-number"
        case "number":
            return None if number else "no-number"
        case "percent":
            return None if number and 0 <= value <= 100 else "no-percent"
        case "boolean":
            return None if isinstance(value, bool) else "no-boolean"
        case "choice" | "grade":
            words = parameter.choices or parameter.grades
            return None if value in words else "none-of-words"
        case "text":
            return None if isinstance(value, str) and value.strip() else "no-text"
        case "list":
            good = isinstance(value, list | tuple) and value and all(isinstance(v, str) for v in value)
            return None if good else "no-list-of-texts"
