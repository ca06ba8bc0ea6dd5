# SPDX-License-Identifier: Apache-2.0
"""Life-cycle cost worked out a second time, from the words of the clause and of its sheet alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from tests.formats.excel.reference import exact, rounded

CHARGED = ("lease", "print-service", "service")


@dataclass(frozen=True)
class Model:
    """A model that each tenderer offers: the beginning of its fields, such as `laptop-2`, its units and its years."""

    stem: str
    units: int
    years: int


@dataclass(frozen=True)
class Terms:
    """What the authority publishes for a lot.

    `hours` are those in use and those connected, a year; `rest` are the models that have a price and nothing else;
    `returns` are the old units by category. A list of things to price maps their names to their numbers, or is None
    where the authority wrote a text. Shares and rates are in percent.
    """

    acquisition: str
    models: Sequence[Model]
    hours: tuple[float, float]
    kwh_price: float
    carbon_price: float = 0
    emission_factor: float = 0
    working_share: float = 0
    end_of_use_cap: float = 0
    discount_rate: float = 0
    old_equipment_cap: float = 0
    handed_over: float = 100
    repairs: Mapping[str, float] | None = None
    consumables: Mapping[str, float] | None = None
    consumes: bool = False
    pages: Mapping[str, float] | None = None
    rest: Sequence[Model] = ()
    returns: Mapping[str, int] = field(default_factory=dict)
    battery_share: float = 0


# The numbers that a tenderer enters, by field: `laptop.price`.
Offer = Mapping[str, float]


class MissingEntry(Exception):
    """A number that the tender would have to hold is not there."""


def life_cycle_cost(terms: Terms, offer: Offer) -> Decimal | None:
    """What an offer costs, to the cent; None if a number is missing."""
    try:
        costs = [_cost_of_model(terms, model, offer) for model in terms.models]
        prices = [_price(terms, model, offer) for model in (*terms.models, *terms.rest)]
    except MissingEntry:
        return None
    total = sum(costs, Fraction(0)) + sum(prices[len(terms.models) :], Fraction(0))
    # Sums for the old units expected, up to a share of the price of the lot; an empty one is zero.
    promised = (exact(offer.get(f"old-{kind}", 0.0)) * units for kind, units in terms.returns.items())
    old = sum(promised, Fraction(0)) * _percent(terms.handed_over)
    price = Fraction(rounded(sum(prices, Fraction(0))))
    return rounded(total - min(old, _percent(terms.old_equipment_cap) * price))


def _percent(number: float) -> Fraction:
    return exact(number) / 100


def _entry(offer: Offer, name: str) -> Fraction:
    # Nothing costs nothing by a slip: a price, a charge and the power in use are above zero.
    above_zero = name.rpartition(".")[2] in ("price", "charge", "on")
    if name not in offer or (above_zero and offer[name] <= 0):
        raise MissingEntry(name)
    return exact(offer[name])


def _listed(things: Mapping[str, float] | None, model: Model, key: str, offer: Offer) -> Fraction:
    """The price of what one unit needs: each thing by its number, or all in one."""
    if things is None:
        return _entry(offer, f"{model.stem}.{key}")
    prices = [_entry(offer, f"{model.stem}.{key}-{n}") for n, _ in enumerate(things, 1)]
    return sum((price * exact(number) for price, number in zip(prices, things.values(), strict=True)), Fraction(0))


def _price(terms: Terms, model: Model, offer: Offer) -> Fraction:
    """The price of all units of a model, or all their charges over the years, with pages."""
    if terms.acquisition not in CHARGED:
        return model.units * _entry(offer, f"{model.stem}.price")
    monthly, once = (_entry(offer, f"{model.stem}.{key}") for key in ("charge", "once"))
    of_unit = monthly * 12 * model.years + once
    if terms.acquisition == "print-service" and model in terms.models:
        of_unit += model.years * _listed(terms.pages, model, "pages", offer)
    return model.units * of_unit


def discounted_years(terms: Terms, model: Model) -> Fraction:
    """The years of a model, each at its value today, to four decimals; a lease has charges and no discount."""
    if terms.acquisition in CHARGED:
        return Fraction(model.years)
    rate = 1 + _percent(terms.discount_rate)
    left = sum((1 / rate**year for year in range(1, model.years + 1)), Fraction(0))
    return Fraction(Decimal(round(left * 10**4)) / 10**4)


def _cost_of_model(terms: Terms, model: Model, offer: Offer) -> Fraction:
    in_use, connected = (exact(hours) for hours in terms.hours)
    watts = _entry(offer, f"{model.stem}.on") * in_use + _entry(offer, f"{model.stem}.idle") * connected
    years = discounted_years(terms, model)
    energy = model.units * years * watts / 1000
    cost = _price(terms, model, offer) + energy * exact(terms.kwh_price)
    if terms.battery_share and model.stem.startswith("laptop"):
        replaced = model.units * _percent(terms.battery_share) * _entry(offer, f"{model.stem}.battery")
        cost += replaced * years / model.years
    cost += energy * exact(terms.emission_factor) / 1000 * exact(terms.carbon_price)
    if terms.consumes and terms.acquisition != "print-service":
        cost += model.units * years * _listed(terms.consumables, model, "consumables", offer)
    repairs = model.units * _listed(terms.repairs, model, "repair", offer)
    if terms.acquisition in CHARGED:
        return cost + repairs
    # Within the warranty offered repairs are free.
    left = max(Fraction(0), model.years - _entry(offer, f"{model.stem}.warranty"))
    cost += repairs * left / model.years * years / model.years
    if terms.end_of_use_cap:
        most = _percent(terms.end_of_use_cap) * _entry(offer, f"{model.stem}.price")
        promised = min(most, exact(offer.get(f"{model.stem}.end-of-use", 0.0)))
        today = promised / (1 + _percent(terms.discount_rate)) ** model.years
        cost -= model.units * _percent(terms.working_share) * today
    return cost
