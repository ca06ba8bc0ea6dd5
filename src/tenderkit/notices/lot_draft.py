# SPDX-License-Identifier: Apache-2.0
"""The answers of a purchase file on one lot, as far as a notice gives them."""

import math
import re
from collections.abc import Mapping
from typing import Any

from tenderkit.findings import escape_steering
from tenderkit.library.cpv import CpvCode, climb_code_tree, explain_no_category
from tenderkit.library.library import Library
from tenderkit.library.other_device import OTHER_DEVICE
from tenderkit.library.reading.english_words import load_english
from tenderkit.library.template import omit_values
from tenderkit.notices.notice import NoticeAward, NoticeLot
from tenderkit.purchase.values import MAX_QUANTITY

# The most characters of a name and of other text in a purchase file, and the most months of a term.
LONGEST_NAME, LONGEST_TEXT = 400, 6000
_LONGEST_TERM = 240
_TOTAL = 100
_MOST_SUPPLIERS = 100
# The codes of eForms for framework agreements: without, with, and partly with a new competition for each order.
_COMPETITION = "fa-w-rc"
FRAMEWORKS = ("fa-wo-rc", _COMPETITION, "fa-mix")
# Why parts of a notice are no answers of a purchase file.
_NO_ANSWER = {
    "description": "a purchase file has no description",
    "start": "a purchase file has no first day of the contract; the first delivery may be another day",
    "nature": "it follows from the CPV codes of the lines",
}
_CONSUMABLES, _TAKE_BACK, _AWARD = "consumables", "take-back", "award-criterion"


def clean_name(text: str) -> str:
    """Return a text on one line, without control characters, cut to the length of a name."""
    return clean_text(" ".join(text.split()))[:LONGEST_NAME].strip()


def clean_text(text: str) -> str:
    """Return a text without control characters and without the characters that set the direction of writing."""
    return escape_steering(text.replace("\r\n", "\n").replace("\r", "\n"), " ")[:LONGEST_TEXT].strip()


class LotDrafter:
    """Finds the answers on one lot. `taken` and `left` collect remarks by key: what was taken, and what was not."""

    def __init__(self, lot: NoticeLot, library: Library, cpv: Mapping[str, CpvCode]) -> None:
        self.lot, self.library, self.cpv = lot, library, cpv
        self.taken: dict[str, str] = {}
        self.left: dict[str, str] = {}

    def find_answers(self) -> dict[str, Any]:
        """Return the answers by key, in the order of a purchase file."""
        answers: dict[str, Any] = {}
        if title := clean_name(self.lot.title):
            answers["title"] = title
            self.taken["title"] = f"“{title[:60]}”"
        model = self._find_model()
        if model:
            answers["acquisition"] = model
            self.taken["acquisition"] = f"{model}, by its CPV code"
        else:
            self.left["acquisition"] = "no CPV code says how the equipment is acquired"
        if self.lot.months is not None and 1 <= self.lot.months <= _LONGEST_TERM:
            answers["months"] = self.lot.months
            self.taken["months"] = str(self.lot.months)
        elif self.lot.months is not None:
            self.left["months"] = f"the term is not one of 1 to {_LONGEST_TERM} months"
        if model != _TAKE_BACK and (lines := self._find_lines()):
            answers["items"] = lines
        answers |= self._find_framework() | self._find_weights()
        rest = (("description", self.lot.description), ("start", self.lot.start), ("nature", self.lot.nature))
        self.left |= {key: _NO_ANSWER[key] for key, value in rest if value}
        return answers

    def _find_framework(self) -> dict[str, Any]:
        """Return the number of contractors of a framework agreement, and the rule by which an order finds its own."""
        answers: dict[str, Any] = {}
        suppliers = self.lot.suppliers
        is_framework = self.lot.framework in FRAMEWORKS
        if suppliers is not None and is_framework and 1 <= suppliers <= _MOST_SUPPLIERS:
            answers["suppliers"] = suppliers
            self.taken["suppliers"] = str(suppliers)
        elif suppliers is not None:
            self.left["suppliers"] = f"the number is not one of 1 to {_MOST_SUPPLIERS} in a framework agreement"
        if self.lot.framework == _COMPETITION:
            answers["call-off"] = "mini-competition"
            self.taken["call-off"] = "mini-competition"
        elif is_framework:
            self.left["call-off"] = "the notice does not give one rule by which an order finds its contractor"
        return answers

    def _find_model(self) -> str | None:
        """Return the acquisition model that the main CPV code stands for; None where it stands for none."""
        if self.lot.cpv is None:
            return None
        for code in climb_code_tree(self.lot.cpv):
            entry = self.cpv.get(code)
            if entry and entry.acquisition:
                return entry.acquisition
        category = self.library.vocabulary.find_category(self.lot.cpv)
        return _CONSUMABLES if category == _CONSUMABLES else None

    def _find_lines(self) -> list[dict[str, Any]]:
        """Return the lines of the lot: the product category of each known CPV code, with its quantity if known.

        A total of several lines is known where each of them is. The quantity of the lot goes to the one category to
        which all its codes belong.
        """
        quantities: dict[str, float | None] = {}
        for item in self.lot.items:
            category = self.library.vocabulary.find_category(item.cpv) if item.cpv else None
            if category is None:
                subject = f"“{clean_name(item.description)[:60]}” belongs to no product category"
                if item.cpv:
                    subject = " ".join(explain_no_category(item.cpv, self.library.vocabulary, load_english()))
                self.left[f"items {item.id}"] = subject
            elif category == OTHER_DEVICE:
                self.left[f"items {item.id}"] = (
                    f"the CPV code {item.cpv} is that of another device: name and describe it"
                )
            elif category in quantities:
                known = quantities[category]
                quantities[category] = None if known is None or item.quantity is None else known + item.quantity
            else:
                quantities[category] = item.quantity
        if len(quantities) == 1 and not self.left.keys() & {f"items {item.id}" for item in self.lot.items}:
            quantities = {category: self.lot.quantity if q is None else q for category, q in quantities.items()}
        elif self.lot.quantity:
            self.left["quantity"] = f"{self.lot.quantity:g} units are those of all CPV codes together"
        lines = []
        for number, (category, quantity) in enumerate(quantities.items(), 1):
            line: dict[str, Any] = {"category": category}
            key = f"items.{number}"
            if quantity is not None and quantity >= 1 and quantity <= MAX_QUANTITY and float(quantity).is_integer():
                line["quantity"] = int(quantity)
                self.taken[key] = f"{line['quantity']} {category}"
            else:
                self.taken[key] = category
                self.left[f"{key}.quantity"] = f"the notice does not give the number of units of {category}"
            lines.append(line)
        return lines

    def _find_weights(self) -> dict[str, Any]:
        """Return the weights of the award criteria in percent, and the texts of the authority's own criteria."""
        award = self.lot.award
        if not award:
            return {}
        weights = _convert_weights(award)
        if weights is None:
            self.left["weights"] = "the award criteria have no exact weights that add up"
            return {}
        titles = self._list_titles()
        result: dict[str, Any] = {}
        own: dict[str, float] = {}
        texts: dict[str, str] = {}
        for number, (criterion, weight) in enumerate(zip(award, weights, strict=True), 1):
            name = clean_name(criterion.name) or f"{criterion.type} {number}"
            key = titles.get(name.casefold())
            if key is None and criterion.type in ("price", "cost"):
                key = "price"
            if key is not None:
                result[key] = _shorten(round(result.get(key, 0) + weight, 1))
                continue
            name = name if name not in own else f"{name[: LONGEST_NAME - 6]} {number}"
            own[name] = weight
            if text := clean_text(criterion.text):
                texts[name] = text
        if own:
            result["quality"] = own
        self.taken["weights"] = ", ".join(
            f"{key} {value if isinstance(value, dict) else format(value, 'g')}"
            for key, value in (result | ({"quality": sum(own.values())} if own else {})).items()
        )
        return {"weights": result, **({"criteria": texts} if texts else {})}

    def _list_titles(self) -> dict[str, str]:
        """Return the award criteria of the library by their titles in small letters."""
        clauses = self.library.clauses.values()
        pattern = re.compile(r"\s+")
        return {
            pattern.sub(" ", str(omit_values(clause.text.title))).casefold(): clause.id
            for clause in clauses
            if clause.kind == _AWARD and clause.status == "stable"
        }


def _convert_weights(award: tuple[NoticeAward, ...]) -> list[float] | None:
    """Return the weights in percent with one decimal, which total 100; None where they cannot be converted.

    Points are converted by their total. An order of importance is no weight.
    """
    numbers = [criterion.weight for criterion in award]
    kinds = {criterion.weight_kind for criterion in award}
    if len(award) == 1 and numbers == [None]:
        return [_TOTAL]
    if len(kinds) != 1 or "order" in kinds or any(number is None or number < 0 for number in numbers):
        return None
    total = sum(number or 0 for number in numbers)
    (kind,) = kinds
    expected = {"percentage": _TOTAL, "decimal": 1}.get(kind, total)
    if total <= 0 or not math.isfinite(total * _TOTAL) or abs(total - expected) > expected / _TOTAL:
        return None
    shares = [round((number or 0) * _TOTAL / total, 1) for number in numbers]
    shares[shares.index(max(shares))] += round(_TOTAL - sum(shares), 1)
    return [_shorten(round(share, 1)) for share in shares]


def _shorten(number: float) -> float:
    """Return a number, as a whole number where it is one."""
    return int(number) if float(number).is_integer() else number
