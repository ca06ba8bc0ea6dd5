# SPDX-License-Identifier: Apache-2.0
"""The purchase: the answers of the authority, as a validated value.

The dataclasses describe the shape of the purchase file. Which words are allowed is decided by the library, which
the validators get as context; so one validation finds misspelt keys, wrong types and unknown words together.
"""

from collections.abc import Sequence
from dataclasses import field
from typing import Annotated, Any, Literal

from pydantic_core import ValidationError
from pydantic_core.core_schema import ValidationInfo

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.jurisdiction import AuthorityKind
from tenderkit.library.library import Library
from tenderkit.library.other_device import OTHER_DEVICE, find_category_of, name_kind
from tenderkit.library.reading.parameter_table import Parameters
from tenderkit.library.reading.refusals import Name, Prose, get_context_library, make_problem, show_given
from tenderkit.library.reading.schema import get_validator
from tenderkit.library.shape import SHAPE, Bool, Bounds, Convert, Int, Number
from tenderkit.purchase.contradictions import find_contradictions
from tenderkit.purchase.figures import Criteria, PriceCap, Sheet
from tenderkit.purchase.typed_input import PLACE_CODE
from tenderkit.purchase.values import (
    MAX_MONTHS,
    MAX_QUANTITY,
    STORAGE_MEDIA,
    Answers,
    Category,
    ClauseId,
    Country,
    Currency,
    Date,
    KnownWord,
    Settled,
    Weights,
    add_problems,
)

# Where old equipment goes if the authority says nothing: the first that it is fit for.
ROUTES = ("re-use", "parts", "recycling")


@frozen_dataclass(kw_only=True)
class TenderValue:
    """The estimated value of the tender, with its currency as an ISO 4217 code."""

    __pydantic_config__ = SHAPE
    amount: Annotated[Number, Bounds(gt=0, le=1e15)]
    currency: Currency


Share = Annotated[Int, Bounds(ge=1, le=99)]


@frozen_dataclass(kw_only=True)
class Line:
    """A line of a lot: a product category and its quantity in units.

    Where the file gives only a CPV code, `category` is derived from the code. Of old equipment, `condition` says
    whether it works, `moved_by` who brings it out of the building, and `given_to` to whom it is given away, if it is.
    Of loose storage media, `media` says how they store data, `mixed` where the file does not say it; of other
    categories it is None. Another device has a `name`, and the properties from `battery` to `consumables`, which are
    None for other categories. `models`: the shares, in percent, of the models that a tenderer may offer for the line;
    None for one model.
    """

    __pydantic_config__ = SHAPE
    category: Category | None = None
    cpv: Annotated[str, Bounds(pattern=r"^\d{8}(-\d)?$")] | None = None
    quantity: Annotated[Int, Bounds(ge=1, le=MAX_QUANTITY)]
    note: Prose | None = None
    condition: Annotated[str, KnownWord("conditions")] = "mixed"
    moved_by: Annotated[str, KnownWord("movers")] = "contractor"
    given_to: Annotated[str, KnownWord("recipients")] | None = None
    media: Annotated[str, KnownWord("media")] | None = None
    models: Annotated[tuple[Share, ...], Bounds(min_length=2, max_length=4)] | None = None
    name: Name | None = None
    battery: Bool | None = None
    stores_data: Bool | None = None
    screen: Bool | None = None
    carried: Bool | None = None
    consumables: Bool | None = None

    @property
    def kind(self) -> str | None:
        """The product category; of another device, the id of its kind, by which its name and properties are known."""
        if self.category != OTHER_DEVICE:
            return self.category
        properties = (self.battery, self.stores_data, self.screen, self.carried, self.consumables)
        return name_kind(self.name or "", properties)


def _complete_line(data: Any, info: ValidationInfo) -> Any:
    """Return a line of a purchase file, with what follows from its other keys.

    A line without a category gets the category of its CPV code. Loose storage media of an unknown kind are mixed.
    """
    if not isinstance(data, dict):
        return data
    if data.get("category") is None and isinstance(data.get("cpv"), str):
        category = get_context_library(info).vocabulary.find_category(data["cpv"])
        data = data if category is None else {**data, "category": category}
    return {"media": "mixed", **data} if data.get("category") == STORAGE_MEDIA else data


Lines = Annotated[tuple[Annotated[Line, Convert(_complete_line, with_info=True)], ...], Bounds(max_length=200)]


@frozen_dataclass
class ModelLine:
    """A model that a tenderer offers: its number of units, and the authority's note on its line, empty for none."""

    units: int
    note: str


@frozen_dataclass(kw_only=True)
class Lot:
    """A lot: what is bought and handed over, under which acquisition model, and for how many months.

    `items`: the lines that are bought. `returns`: the lines that are handed over. `options`: the lengths in months by
    which the contract can be extended. `quantity_basis`: what the quantities are; a call-off has `fixed` quantities
    where its file says nothing. `data`: the class of the most sensitive data on the equipment. `sheet`: the figures
    that the authority sets in the cost sheet or price sheet, each for all categories or by category. `criteria`: the
    text of each award criterion of the authority's own by its name, or by `quality` where it has none. `unit_months`:
    the planned use of one unit, where it differs from the term. `report_months`: the interval of the contractor's
    reports, None for the interval of each clause, mostly 12. `one_for_one`: whether an old unit is taken for each
    unit delivered. `on_site`: whether media are worked on at the site of the authority, None for either. `routes`:
    where old equipment goes, the first choice first. `suppliers` and `call_off`: in a framework, the number of
    contractors, and how an order finds its contractor. `price_cap`: the highest price of a unit, see
    `find_price_cap`.
    """

    __pydantic_config__ = SHAPE
    title: Name
    acquisition: Annotated[str, KnownWord("acquisitions")]
    months: Annotated[Int, Bounds(ge=1, le=MAX_MONTHS)] | None = None
    data: Annotated[str, KnownWord("data")] | None = None
    items: Lines = ()
    returns: Lines = ()
    options: Annotated[tuple[Annotated[Int, Bounds(ge=1, le=MAX_MONTHS)], ...], Bounds(max_length=20)] = ()
    quantity_basis: Annotated[str, KnownWord("quantity-bases")] = "estimate"
    delivery_from: Date | None = None
    unit_months: Annotated[Int, Bounds(ge=1, le=MAX_MONTHS)] | None = None
    report_months: Annotated[Int, Bounds(ge=1, le=12)] | None = None
    one_for_one: Bool = False
    on_site: Bool | None = None
    suppliers: Annotated[Int, Bounds(ge=1, le=100)] | None = None
    call_off: Annotated[str, KnownWord("call-offs")] | None = None
    routes: Annotated[tuple[Annotated[str, KnownWord("routes")], ...], Bounds(min_length=1, max_length=10)] = ROUTES
    weights: Weights | None = None
    price_cap: PriceCap = field(default_factory=dict)
    sheet: Sheet = field(default_factory=dict)
    criteria: Criteria = field(default_factory=dict)
    parameters: Parameters = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)

    def list_models(self, category: str) -> tuple[ModelLine, ...]:
        """Return the models that a tenderer offers for a category: one for each line, or for each share of a line.

        Lines with the same note and no shares are one; where units are repaired, all are. Units that the shares do
        not divide evenly go to the models with the largest remainders, so that no unit of the line is lost.
        """
        models: list[ModelLine] = []
        joined: dict[str, int] = {}
        for line in (line for line in self.items if line.kind == category):
            note = "" if self.acquisition == "repair" else line.note or ""
            if line.models:
                models += [ModelLine(units, note) for units in _apportion(line.quantity, line.models)]
            elif note in joined:
                place = joined[note]
                models[place] = ModelLine(models[place].units + line.quantity, note)
            else:
                joined[note] = len(models)
                models.append(ModelLine(line.quantity, note))
        return tuple(models)

    def find_price_cap(self, category: str) -> float | None:
        """Return the highest price of a unit of a category, without tax, in the currency of the tender; None for any.

        Parameters: `category`, the product category, or the id of the kind of another device.
        """
        cap = self.price_cap if "amount" in self.price_cap else self.price_cap.get(find_category_of(category))
        return cap["amount"] if cap else None

    @property
    def price_currency(self) -> str | None:
        """The currency of the price cap; None where there is no cap."""
        caps = [self.price_cap] if "amount" in self.price_cap else list(self.price_cap.values())
        return caps[0]["currency"] if caps else None

    @property
    def categories(self) -> tuple[str, ...]:
        """The product categories of the lot, bought or handed over, each once, in the order of the file."""
        return tuple(dict.fromkeys(line.kind for line in (*self.items, *self.returns) if line.kind))


def _apportion(quantity: int, shares: Sequence[int]) -> list[int]:
    """Return the parts of a quantity by shares in percent that add up to 100, in whole units."""
    parts = [quantity * share // 100 for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda place: (-(quantity * shares[place] % 100), place))
    for place in by_remainder[: quantity - sum(parts)]:
        parts[place] += 1
    return parts


def sum_quantities(lines: Sequence[Line]) -> dict[str, int]:
    """Return the number of units of each product category in the lines of a lot, in the order of the file."""
    result: dict[str, int] = {}
    for line in lines:
        if line.kind:
            result[line.kind] = result.get(line.kind, 0) + line.quantity
    return result


@frozen_dataclass(kw_only=True)
class Tender:
    """The answers that hold for the whole tender, such as its launch date, country and level of ambition.

    `version` and `status` are those of the papers: `draft` is printed on their covers, `final` allows no gap.
    `place`: a part of the country that has law of its own, as an ISO 3166-2 code.
    `reserved`: whether the contract is reserved for sheltered workshops and economic operators of that kind.
    `authority_kind`: it decides which threshold of procurement law counts. `priorities`: what matters most to the
    authority; each brings in its clauses in every size. `settled`: how the authority settled each open point of law,
    by the id of the duty.
    """

    __pydantic_config__ = SHAPE
    title: Name
    launch: Date
    reference: Name | None = None
    authority: Name | None = None
    country: Country | None = None
    place: Annotated[str, Bounds(pattern=PLACE_CODE)] | None = None
    delivery_country: Country | None = None
    jurisdiction: Annotated[str, KnownWord("jurisdictions")] | None = None
    level: Annotated[str, KnownWord("levels")] = "core"
    proportionality: Annotated[str, KnownWord("proportionalities")] | None = None
    environment_weight: Annotated[Int, Bounds(ge=0, le=100)] | None = None
    value: TenderValue | None = None
    authority_kind: AuthorityKind | None = None
    priorities: Annotated[tuple[Annotated[str, KnownWord("priorities")], ...], Bounds(max_length=50)] = ()
    contract: Annotated[str, KnownWord("contracts")] = "contract"
    version: Name = "1"
    status: Literal["draft", "final"] = "draft"
    reserved: Bool = False
    settled: Settled = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)


@frozen_dataclass(kw_only=True)
class ClauseChange:
    """A clause that the authority includes or excludes, with the reason.

    `lot`: the number of the lot, from 1; None for all lots.
    """

    __pydantic_config__ = SHAPE
    clause: ClauseId
    reason: Prose
    lot: Annotated[Int, Bounds(ge=1)] | None = None


def _check_version(value: Any) -> Any:
    if type(value) is not int or value != 1:
        raise make_problem("wrong-type", "purchase.wrong-version", given=show_given(value))
    return value


_TwoLanguages = Annotated[tuple[str, ...], Bounds(min_length=2, max_length=2)]


def _check_languages(value: Any, info: ValidationInfo) -> Any:
    """Return the language of a purchase file, or its two languages; raise an error for others."""
    languages = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list | tuple) else ()
    wrong = not isinstance(value, str) and (len(languages) != 2 or languages[0] == languages[1])
    if wrong or not all(isinstance(code, str) for code in languages):
        raise make_problem("wrong-type", "purchase.wrong-language", given=show_given(value))
    for language in languages:
        _check_language(language, info)
    return value


def _check_language(language: str, info: ValidationInfo) -> None:
    known = (info.context or {}).get("languages")
    if known is not None and language not in known:
        listed = ", ".join(sorted(known))
        raise make_problem("unknown-language", "purchase.unknown-language", language=language, known=listed)


@frozen_dataclass(kw_only=True)
class Purchase:
    """A purchase as its file describes it: the tender, the lots, and the clauses to include or exclude.

    `tenderkit`: the version of the file format. `language`: the code of the language of the papers, or those of two,
    in which the annex is printed clause by clause. `parameters`: the parameter values for all lots, by clause and
    parameter. `both_languages`: the two languages of a file from which papers are made in one of them alone, whose
    clauses are numbered as in the annex in both; no key of a file.
    """

    __pydantic_config__ = SHAPE
    tenderkit: Annotated[Literal[1], Convert(_check_version)]
    language: Annotated[str | _TwoLanguages, Convert(_check_languages, with_info=True)]
    tender: Tender
    lots: Annotated[tuple[Lot, ...], Bounds(min_length=1, max_length=200)]
    parameters: Parameters = field(default_factory=dict)
    included: tuple[ClauseChange, ...] = ()
    excluded: tuple[ClauseChange, ...] = ()
    both_languages: tuple[str, ...] = field(default=(), metadata={"in_file": False})

    @property
    def prevailing_language(self) -> str:
        """The code of the language of the papers; of two languages the first one, which prevails."""
        return self.language if isinstance(self.language, str) else self.language[0]

    @property
    def second_language(self) -> str | None:
        """The code of the language in which the annex is printed as well, if any."""
        return None if isinstance(self.language, str) else self.language[1]

    def list_changes(self, key: Literal["included", "excluded"], lot: int) -> dict[str, str]:
        """Return the authority's reasons for including or excluding clauses in a lot, by clause id.

        Parameters: `key`, `included` or `excluded`; `lot`, the number of the lot, from 1.
        """
        listed: tuple[ClauseChange, ...] = getattr(self, key)
        return {c.clause: c.reason for c in listed if c.lot in (None, lot)}


def _fix_quantities(data: Any) -> Any:
    """Return the content of a purchase file, with fixed quantities in the lots of a call-off that name no basis."""
    match data:
        case {"tender": {"contract": "call-off"}, "lots": [*lots]}:
            fixed = [{"quantity-basis": "fixed", **lot} if isinstance(lot, dict) else lot for lot in lots]
            return {**data, "lots": fixed}
        case _:
            return data


def validate_content(data: Any, library: Library, languages: Sequence[str] | None, form: str) -> Purchase:
    """Validate the parsed content of a purchase file, and return the purchase.

    Parameters: `languages`, the codes of the languages that papers can be in, None for any; `form`, the format of the
    file, `toml` or `json`. Raises one ValidationError for all faults, contradictions between values included.
    """
    context = {"library": library, "languages": languages, "format": form}
    data = _fix_quantities(data)
    contradictions = find_contradictions(data, library)
    try:
        purchase: Purchase = get_validator(Purchase).validate_python(data, context=context)
    except ValidationError as error:
        raise add_problems(error, contradictions) if contradictions else error from None
    if contradictions:
        raise add_problems(ValidationError.from_exception_data(Purchase.__name__, []), contradictions)
    return purchase
