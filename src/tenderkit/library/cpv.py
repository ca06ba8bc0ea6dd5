# SPDX-License-Identifier: Apache-2.0
"""Find the product category or acquisition model of a CPV code, and the clauses that can apply to it."""

import re
from collections.abc import Mapping
from typing import Any

from tenderkit.findings import Finding
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import Clause
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.library.shape import SHAPE
from tenderkit.library.vocabulary import Vocabulary

# The divisions under which public buyers buy ICT; a message on an unknown code names them.
ICT_DIVISIONS = ("30", "32", "48", "50", "72", "90")
# The signs for a dash that word processors put between a code and its check digit, as the beginning of a class.
_DASHES = "\\-\u2010\u2011\u2012\u2013\u2014\u2212"
_CODE = re.compile(rf"(?:CPV[{_DASHES}\s:]*)?([0-9]{{8}})(?:([{_DASHES}.]?)([0-9]))?", re.IGNORECASE)

# No formula for the check digit is published. In the official list it is the last digit of the sum of the eight
# digits, each times its weight. Exceptions: these groups of division 72, where it is five more, and single codes.
_WEIGHTS = (3, 7, 1, 3, 7, 1, 3, 7)
_FIVE_MORE = ("72212", "72267", "7233", "724", "726", "727", "728", "729")
_AS_THE_OTHERS = ("72212000", "72267000")
_OWN_CHECK_DIGITS = {"31711154": 0, "31711155": 7, "48628000": 9}
# Where the formula was compared with the official list.
_CHECKED_GROUPS = ("30", "31", "32", "3865", "48", "503", "513", "516", "72", "905")


@frozen_dataclass
class CpvCode:
    """An entry of `cpv.toml`: the label of a CPV code, and the acquisition model for the code and all codes below."""

    __pydantic_config__ = SHAPE
    label: str
    acquisition: str | None = None


@frozen_dataclass
class CodeLevel:
    """A CPV code, or a code above it in the code tree, with the product category and acquisition model of the code.

    `known`: true if the code is in `cpv.toml` or in the vocabulary. `out_of_scope`: the id of what the code stands
    for where the library has no clauses for it.
    """

    code: str
    known: bool
    label: str | None = None
    category: str | None = None
    acquisition: str | None = None
    out_of_scope: str | None = None

    @property
    def leads(self) -> bool:
        """True if the code has a category, an acquisition model or a reason why it is out of scope."""
        return bool(self.category or self.acquisition or self.out_of_scope)


@frozen_dataclass
class CpvMatch:
    """The product category or acquisition model found for a CPV code, and the clauses that can apply.

    `levels`: the code and the codes above it in the code tree, up to the first code that leads anywhere; if none
    does, up to the division. `relatives`: if the code leads nowhere, the nearest categories, each with its nearest
    code (`Vocabulary.find_relatives`). `clauses`: the stable clauses that can apply and that
    no overlay hides, in the order of the annex.
    """

    code: str
    levels: tuple[CodeLevel, ...]
    category: str | None
    acquisition: str | None
    out_of_scope: str | None
    relatives: Mapping[str, str]
    clauses: tuple[Clause, ...]
    findings: tuple[Finding, ...]


def normalise_code(text: str) -> str:
    """Return the eight digits of a CPV code that a user typed, such as `30213100` for `CPV 30213100-6`.

    The check digit may be left out. Raises ValueError, with the fault as its message, for a text that is not a CPV
    code, and for a check digit behind a dash that is not that of the code.
    """
    # Digits of other scripts are digits too, and their values are known.
    written = re.sub(r"\d", lambda digit: str(int(digit[0])), re.sub(r"\s", "", text))
    match = _CODE.fullmatch(written)
    if match:
        # A full stop and a zero are what a spreadsheet makes of a number, and no check digit.
        if match[2] not in (None, ".") and match[3] and (fault := describe_check_digit(f"{match[1]}-{match[3]}")):
            raise ValueError("has the check digit {digit}; that of {code} is {expected}".format_map(fault))
        return match[1]
    if not written:
        raise ValueError("is empty")
    if re.fullmatch(rf"[{_DASHES}.0-9]+", written):
        raise ValueError(f"has {len(re.sub('[^0-9]', '', written))} digits; a CPV code has eight, and a check digit")
    raise ValueError("is no CPV code")


def compute_check_digit(code: str) -> int | None:
    """Return the check digit of a CPV code of eight digits; None in groups where the formula was not compared."""
    if not code.startswith(_CHECKED_GROUPS):
        return None
    if code in _OWN_CHECK_DIGITS:
        return _OWN_CHECK_DIGITS[code]
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, code, strict=True))
    return (total + 5 * (code.startswith(_FIVE_MORE) and code not in _AS_THE_OTHERS)) % 10


def describe_check_digit(cpv: str) -> dict[str, Any] | None:
    """Return the code, the wrong check digit and the right one of a CPV code such as `30213100-6`.

    Returns None if the digit is right or absent.
    """
    code, _, digit = cpv.partition("-")
    expected = compute_check_digit(code)
    if not digit or expected is None or int(digit) == expected:
        return None
    return {"digit": digit, "code": code, "expected": expected}


def climb_code_tree(code: str) -> tuple[str, ...]:
    """Return a CPV code and the codes above it, nearest first, up to its division, such as `30000000`.

    Each step up sets the last digit that is not zero to zero: `30213100`, `30213000`, `30210000`.
    """
    codes = [code]
    while (stem := codes[-1].rstrip("0")) and len(stem) > 2:
        codes.append(stem[:-1].ljust(8, "0"))
    return tuple(codes)


def match_code(code: str, codes: Mapping[str, CpvCode], library: Library, words: Language) -> CpvMatch:
    """Return the product category or acquisition model of a CPV code, with the clauses that can apply.

    Parameters: `code`, eight digits, as `normalise_code` returns them; `codes`, the content of `cpv.toml`;
    `words`, the language of the findings.
    """
    vocabulary = library.vocabulary
    category_by_code = {
        c: id_ for id_, word in vocabulary.categories.items() for c in (word.cpv, *word.cpv_also) if c
    }
    reason_by_code = {c: id_ for id_, entry in vocabulary.out_of_scope.items() for c in entry.cpv}
    levels: list[CodeLevel] = []
    for ancestor in climb_code_tree(code):
        entry = codes.get(ancestor)
        category, reason = category_by_code.get(ancestor), reason_by_code.get(ancestor)
        levels.append(
            CodeLevel(
                ancestor,
                bool(category or reason or entry),
                entry.label if entry else None,
                category,
                entry.acquisition if entry else None,
                reason,
            )
        )
        if levels[-1].leads:
            break
    top = levels[-1]
    category = top.category
    relatives = {} if top.leads else vocabulary.find_relatives(code)
    clauses: tuple[Clause, ...] = ()
    findings: tuple[Finding, ...] = ()
    if top.out_of_scope:
        findings = (Finding("cpv-out-of-scope", *explain_no_category(code, vocabulary, words), severity="warn"),)
    elif not top.leads:
        findings = (Finding("cpv-unknown", *explain_no_category(code, vocabulary, words), severity="warn"),)
    else:
        wanted = {"status": "stable", "category": category, "model": top.acquisition}
        matches = library.find_clauses(**{name: word for name, word in wanted.items() if word})
        matches = tuple(c for c in matches if c.id not in library.hidden)
        clauses = tuple(sorted(matches, key=lambda c: (c.scope != "tender", c.section)))
    return CpvMatch(code, tuple(levels), category, top.acquisition, top.out_of_scope, relatives, clauses, findings)


def explain_no_category(cpv: str, vocabulary: Vocabulary, words: Language) -> tuple[str, str]:
    """Return why a CPV code belongs to no product category, and what to write instead: two sentences.

    Parameters: `cpv`, eight digits, with or without the check digit; `words`, the language of the sentences.
    """
    if reason := vocabulary.find_out_of_scope(cpv):
        return words.remark(
            "purchase.cpv-out-of-scope", code=cpv, about=words.words(vocabulary.out_of_scope[reason].label)
        )
    if relatives := vocabulary.find_relatives(cpv):
        nearest = ", ".join(f"{id_} ({code})" for id_, code in relatives.items())
        return words.remark("purchase.cpv-unknown-near", code=cpv, nearest=nearest)
    if cpv.startswith(ICT_DIVISIONS):
        return words.remark("purchase.cpv-unknown-alone", code=cpv)
    return words.remark("purchase.cpv-unknown-division", code=cpv, divisions=words.listing(ICT_DIVISIONS))
