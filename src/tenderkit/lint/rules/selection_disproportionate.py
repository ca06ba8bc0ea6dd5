# SPDX-License-Identifier: Apache-2.0
"""selection-disproportionate: a turnover of more than twice the value of the contract is asked for.

Catches, in texts that tenderers read, a turnover (list `turnover-words`) in a sentence with more than two times what
the contract is worth (lists `times-words`, `contract-value-words`), and one with a sum more than twice the sum that
the same text, in a document the same statement, gives as this value in the same currency. Directive 2014/24/EU, Art
58(3), allows at most twice the estimated value, except for special risks that the tender documents state; more keeps
small firms out.

Passes:  The contract value is EUR 400,000. The tenderer shall have had a yearly turnover of EUR 600,000.
Fails:   The tenderer shall have had a yearly turnover of at least ten times the contract value.

Ask for at most twice the value of the contract, or state the special risk.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tenderkit.lint.catalogue import Catalogue, Fault, Wording, make_fault
from tenderkit.lint.phrases import Pattern, Phrases, Words, build_alternatives
from tenderkit.lint.quantities import read_number_words

SEVERITY = "warn"
_MOST = 2
_FIX = "Ask for at most twice the value of the contract, or state the special risk that needs more."
_CURRENCY = r"[A-Z]{3}\b|[A-Z]{0,3}[$€£¥₹]"
_DIGITS = r"\d{1,3}(?:[,.\s]\d{3})+(?!\d)|\d+(?:\.\d+)?"


class _Sum(NamedTuple):
    """A sum of money in a sentence: its words, its currency as written, its amount, and where it begins."""

    text: str
    currency: str
    amount: float
    start: int


class _Finders:
    """What is looked for in texts of one language: turnovers, values of contracts, multiples and sums."""

    def __init__(self, catalogue: Catalogue, language: str, turnover: Pattern) -> None:
        self.turnover = turnover
        self.value = Phrases(catalogue, "contract-value-words")[language]
        self.numbers = read_number_words(catalogue, language)
        number = rf"(?P<n>\d+(?:\.\d+)?|{build_alternatives(self.numbers)})"
        words = Words(catalogue, language)
        times, worth = words("times-words"), words("contract-value-words")
        self.multiple = Pattern(rf"(?<![\w.,-]){number}\s+{times}\s+(?:\w+\s+){{0,3}}?{worth}")
        self.magnitudes = {word: 1000**n for n, word in enumerate(catalogue.words("magnitude-words", language), 1)}
        magnitude = rf"(?:\s(?P<magnitude>{'|'.join(self.magnitudes)}))?"
        self.sum = re.compile(
            rf"(?:(?P<before>{_CURRENCY})\s?)?(?<![\w.,])(?P<n>{_DIGITS}){magnitude}(?:\s?(?P<after>{_CURRENCY}))?"
        )

    def find_multiple(self, sentence: str) -> str | None:
        """Return the words of a sentence for more than twice the value of the contract, or None."""
        match = self.multiple.search(sentence)
        if match is None:
            return None
        times = self.numbers.get(" ".join(match["n"].split())) or float(match["n"])
        return sentence[match.start() : match.end()] if times > _MOST else None

    def find_sums(self, sentence: str) -> Iterator[_Sum]:
        """Yield the sums of a sentence that name their currency."""
        for match in self.sum.finditer(sentence):
            if currency := match["before"] or match["after"]:
                digits = match["n"]
                if re.search(r"[,.\s]\d{3}(?!\d)", digits):
                    digits = re.sub(r"[,.\s]", "", digits)
                amount = float(digits) * self.magnitudes.get(match["magnitude"], 1)
                yield _Sum(match[0].strip(), currency, amount, match.start())


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the turnovers of more than twice the value of the contract."""
    turnover = Phrases(catalogue, "turnover-words")
    finders: dict[str, _Finders] = {}
    for wording in catalogue.contract_texts:
        language = wording.language
        # Few texts name a turnover, so what else is looked for is made at the first that does.
        if turnover[language].search(wording.text):
            if language not in finders:
                finders[language] = _Finders(catalogue, language, turnover[language])
            for phrase in _find_phrases(finders[language], wording):
                message = f"“{phrase}” is more than twice the value of the contract"
                place = catalogue.place(wording)
                yield make_fault(message, _FIX, place, "selection-disproportionate", phrase=phrase)


def _find_phrases(finder: _Finders, wording: Wording) -> Iterator[str]:
    worth = _read_worth(finder, wording.sentences)
    for sentence in filter(finder.turnover.search, wording.sentences):
        if phrase := finder.find_multiple(sentence):
            yield phrase
        too_high = (s for s in finder.find_sums(sentence) if s.amount > _MOST * worth.get(s.currency, math.inf))
        yield from (one.text for one in too_high)


def _read_worth(finder: _Finders, sentences: Iterable[str]) -> Mapping[str, float]:
    """Return the highest sum that sentences give as the value of the contract, by currency.

    In a sentence that names a turnover, too, this value is the first sum behind its words.
    """
    sums: list[_Sum] = []
    for sentence in sentences:
        if value := finder.value.search(sentence):
            here = list(finder.find_sums(sentence))
            behind = [one for one in here if one.start >= value.end()][:1]
            sums += behind if finder.turnover.search(sentence) else here
    return {one.currency: max(other.amount for other in sums if other.currency == one.currency) for one in sums}
