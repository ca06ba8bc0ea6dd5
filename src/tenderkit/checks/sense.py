# SPDX-License-Identifier: Apache-2.0
"""Find what is odd in a valid purchase: dates, quantities, contradicting answers, and the authority's own words.

Each rule yields warnings; none stops a build. The words of the warnings are in the frame of the language, in the
section `sense`: the message under the id of the rule, what to do under the same id with `-fix`.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tenderkit.checks.documents.weightings import WeightUnits, read_number
from tenderkit.checks.look_alikes import find_invisible_letters, find_look_alikes, fold_letters
from tenderkit.checks.own_words import list_all_texts, list_requirements
from tenderkit.findings import Finding, Place
from tenderkit.frozen import Memory, Same, frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.library.library import ENGLISH
from tenderkit.library.question import ACCEPTS_REFURBISHED
from tenderkit.lint.catalogue import Catalogue, split_sentences
from tenderkit.lint.finders.makes import MakeFinder
from tenderkit.lint.finders.origins import OriginFinder
from tenderkit.lint.finders.refurbished_blockers import RefurbishedBlockerFinder
from tenderkit.lint.phrases import Pattern, Words
from tenderkit.purchase.purchase import Line, Lot, Purchase, sum_quantities
from tenderkit.purchase.usual_limits import (
    MANY_IN_ALL,
    OLDEST_LAUNCH_YEARS,
    SMALL_THINGS,
    find_quantity_limit,
    is_long_ago,
)
from tenderkit.purchase.values import flatten_weights

_KNOWN_KINDS: Memory[Sequence[Pattern]] = Memory(8)
# All units, in percent.
ALL = 100
_KNOWN_FINDERS: Memory[Mapping[str, MakeFinder | RefurbishedBlockerFinder | OriginFinder]] = Memory(4)


@frozen_dataclass
class _Check:
    """What the rules look at.

    `words` is the language of the purchase, in which warnings are written; `today` is the day of the run, None where
    the warnings must not depend on it.
    """

    purchase: Purchase
    catalogue: Catalogue
    words: Language
    today: datetime.date | None

    def warn(self, rule: str, key: str, lot: int | None, **values: object) -> Finding:
        """Return a warning of a rule on a key of the purchase file, with the words of the frame."""
        return Finding(rule, *self.words.remark(f"sense.{rule}", **values), "warn", Place(key=key, lot=lot))

    def count_units(self, kind: str, quantity: int) -> str:
        """Return a quantity with the label of its product category, such as `600 laptops`."""
        return self.words.amount(quantity, self.catalogue.library.vocabulary.categories[kind].label)

    def name_kind(self, kind: str) -> str:
        """Return the label of a product category, such as `laptops`."""
        return self.words.bare_label(self.catalogue.library.vocabulary.categories[kind].label)


def find_odd_entries(
    purchase: Purchase, catalogue: Catalogue, words: Language, today: datetime.date | None = None
) -> tuple[Finding, ...]:
    """Return a warning for each entry of a purchase that is valid, but odd.

    Parameters: `catalogue`, the library with the word lists that lint uses; `words`, the language of the purchase;
    `today`, the day of the run, None to leave out what depends on it.
    """
    check = _Check(purchase, catalogue, words, today)
    rules = (
        _check_launch,
        _check_delivery,
        _check_quantities,
        _check_frameworks,
        _check_shares,
        _check_refurbished_lots,
        _check_criteria,
        _check_returns,
        _check_models,
        _check_wording,
        _check_letters,
    )
    return tuple(finding for rule in rules for finding in rule(check))


def _check_launch(check: _Check) -> Iterator[Finding]:
    launch = check.purchase.tender.launch
    if check.today is None:
        return
    if is_long_ago(launch, check.today):
        date = check.words.date(launch)
        yield check.warn("launch-long-ago", "tender.launch", None, launch=date, years=OLDEST_LAUNCH_YEARS)


def _check_delivery(check: _Check) -> Iterator[Finding]:
    launch = check.purchase.tender.launch
    for number, lot in enumerate(check.purchase.lots, 1):
        if lot.delivery_from is not None and lot.delivery_from < launch:
            dates = {"delivery": check.words.date(lot.delivery_from), "launch": check.words.date(launch)}
            yield check.warn("delivery-before-launch", f"lots.{number}.delivery-from", number, **dates)


def _check_quantities(check: _Check) -> Iterator[Finding]:
    """Yield a warning for each category of a lot, and for the whole tender, with more units than anybody buys."""
    in_all = 0
    warned = False
    for number, lot in enumerate(check.purchase.lots, 1):
        for key in ("items", "returns"):
            for category, quantity in sum_quantities(getattr(lot, key)).items():
                limit = find_quantity_limit(category)
                in_all += 0 if category in SMALL_THINGS else quantity
                if quantity > limit:
                    warned = True
                    values = {
                        "units": check.count_units(category, quantity),
                        "limit": check.words.number(limit),
                    }
                    yield check.warn("quantity-very-large", f"lots.{number}.{key}", number, **values)
    if in_all > MANY_IN_ALL and not warned:
        values = {"quantity": check.words.number(in_all), "limit": check.words.number(MANY_IN_ALL)}
        yield check.warn("quantities-very-large", "lots", None, **values)


def _check_frameworks(check: _Check) -> Iterator[Finding]:
    for number, lot in enumerate(check.purchase.lots, 1):
        if check.purchase.tender.contract == "framework" and lot.quantity_basis == "fixed":
            yield check.warn("framework-fixed", f"lots.{number}.quantity-basis", number)


def _check_shares(check: _Check) -> Iterator[Finding]:
    """Yield a warning for each lot with fixed quantities of old equipment of which only a share is expected."""
    for number, lot in enumerate(check.purchase.lots, 1):
        given = lot.sheet.get("handed-over-share", ALL)
        shares = [given[kind] for kind in given if kind in lot.categories] if isinstance(given, Mapping) else [given]
        if lot.returns and lot.quantity_basis == "fixed" and any(share < ALL for share in shares):
            share = check.words.number(min(shares))
            yield check.warn("share-of-fixed-returns", f"lots.{number}.sheet.handed-over-share", number, share=share)


def _check_refurbished_lots(check: _Check) -> Iterator[Finding]:
    tender_answer = check.purchase.tender.answers.get(ACCEPTS_REFURBISHED)
    for number, lot in enumerate(check.purchase.lots, 1):
        in_lot = ACCEPTS_REFURBISHED in lot.answers
        answer = lot.answers.get(ACCEPTS_REFURBISHED, tender_answer)
        if lot.acquisition == "refurbished" and answer is False:
            key = f"lots.{number}.answers" if in_lot else "tender.answers"
            yield check.warn("refurbished-contradicted", f"{key}.{ACCEPTS_REFURBISHED}", number)


def _check_criteria(check: _Check) -> Iterator[Finding]:
    """Yield a warning for each criterion of the authority's own whose text gives more points than its weight."""
    units = WeightUnits(check.catalogue)
    for number, lot in enumerate(check.purchase.lots, 1):
        weights = flatten_weights(lot.weights or {})
        for name, text in lot.criteria.items():
            weight = weights.get(f"quality: {name}", weights.get(name))
            most = max(map(read_number, units.points.finditer(text)), default=0)
            if weight is not None and most > weight:
                values = {"points": check.words.number(most), "weight": check.words.number(weight)}
                yield check.warn("points-above-weight", f"lots.{number}.criteria.{name}", number, **values)


def _check_returns(check: _Check) -> Iterator[Finding]:
    """Yield a warning for each line of old equipment that repeats another.

    In a lot, that is the same kind without any difference; in another lot, also the same quantity.
    """
    in_lots: dict[Any, str] = {}
    for number, lot in enumerate(check.purchase.lots, 1):
        in_lot: dict[Any, str] = {}
        here: dict[Any, str] = {}
        for key, line in _list_returns(lot, number):
            same = _describe_line(line)
            earlier = in_lot.get(same) or in_lots.get((same, line.quantity))
            in_lot.setdefault(same, key)
            here.setdefault((same, line.quantity), key)
            if earlier is not None:
                kind = check.name_kind(line.kind or "")
                yield check.warn("returns-twice", key, number, kind=kind, other=earlier)
        in_lots = here | in_lots


def _list_returns(lot: Lot, number: int) -> Iterator[tuple[str, Line]]:
    for position, line in enumerate(lot.returns, 1):
        yield f"lots.{number}.returns.{position}", line


def _describe_line(line: Line) -> tuple[Any, ...]:
    """Return what tells one line of old equipment from another, the quantity left out."""
    return line.kind, line.cpv, line.condition, line.moved_by, line.given_to, line.media, line.note


def _check_models(check: _Check) -> Iterator[Finding]:
    """Yield a warning for each line of what is bought with one model, whose note tells two kinds apart."""
    finders = _KNOWN_KINDS.recall(
        (Same(check.catalogue.lists), check.words.code),
        lambda: [_make_kind_pattern(check.catalogue, code) for code in dict.fromkeys((ENGLISH, check.words.code))],
    )
    for number, lot in enumerate(check.purchase.lots, 1):
        for position, line in enumerate(lot.items, 1):
            if lot.acquisition == "repair" or line.models or line.quantity == 1 or not line.note:
                continue
            if phrase := next(filter(None, (finder.find(line.note) for finder in finders)), None):
                yield check.warn("two-kinds-on-a-line", f"lots.{number}.items.{position}.note", number, phrase=phrase)


def _make_kind_pattern(catalogue: Catalogue, language: str) -> Pattern:
    """Return the pattern of words by which a part of the units of a line differs from the rest, in a language."""
    words = Words(catalogue, language)
    counted = rf"(?:{words('counts-of-units')}|\b\d+)\s+{words('with-words')}"
    return Pattern(rf"{words('parts-of-a-line')}|{counted}")


def _check_wording(check: _Check) -> Iterator[Finding]:
    """Yield a warning for each make, demand for new units and demand for an origin in the authority's requirements.

    The word lists are those of the lint rules with the same ids. Words of all languages count, if the lists of the
    catalogue are merged: names and set phrases are English in purchases in other languages, too.
    """
    finders = _KNOWN_FINDERS.recall(Same(check.catalogue.lists), lambda: _make_finders(check.catalogue))
    for text in list_requirements(check.purchase):
        sentences = split_sentences(fold_letters(text.text))
        for rule, finder in finders.items():
            if isinstance(finder, MakeFinder) and text.may_name_makes:
                continue
            if phrase := _find_first(finder, sentences):
                yield check.warn(rule, text.key, text.lot, phrase=phrase)


def _make_finders(catalogue: Catalogue) -> Mapping[str, MakeFinder | RefurbishedBlockerFinder | OriginFinder]:
    """Return the finder of each rule on wording; it reads the word lists of a catalogue alone."""
    return {
        "brand-or-model-named": MakeFinder(catalogue, ENGLISH),
        "refurbished-excluded": RefurbishedBlockerFinder(catalogue, ENGLISH),
        "origin-requirement": OriginFinder(catalogue, ENGLISH),
    }


def _find_first(finder: MakeFinder | RefurbishedBlockerFinder | OriginFinder, sentences: Iterable[str]) -> str | None:
    return next((phrase for sentence in sentences if (phrase := finder.find(sentence))), None)


def _check_letters(check: _Check) -> Iterator[Finding]:
    """Yield a warning for each text with a letter that looks like another, or with a character that nobody sees."""
    for text in list_all_texts(check.purchase):
        for word, letter in find_look_alikes(text.text):
            values = {"word": word, "letter": letter, "code": f"U+{ord(letter):04X}"}
            yield check.warn("look-alike-letters", text.key, text.lot, **values)
            break
        if unseen := sorted({f"U+{ord(letter):04X}" for letter in find_invisible_letters(text.text)}):
            yield check.warn("invisible-letters", text.key, text.lot, codes=check.words.listing(unseen))
