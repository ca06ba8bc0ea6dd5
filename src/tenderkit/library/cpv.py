# SPDX-License-Identifier: Apache-2.0
"""Find the product category or acquisition model of a CPV code, and the clauses that can apply to it."""

import re
from collections.abc import Mapping

from tenderkit.findings import Finding
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import Clause
from tenderkit.library.library import Library
from tenderkit.library.shape import SHAPE

# The divisions under which public buyers buy ICT; a message on an unknown code names them.
ICT_DIVISIONS = ("30", "32", "48", "50", "72", "90")
# The signs for a dash that word processors put between a code and its check digit, as the beginning of a class.
_DASHES = "\\-\u2010\u2011\u2012\u2013\u2014\u2212"
_CODE = re.compile(rf"(?:CPV[{_DASHES}\s:]*)?([0-9]{{8}})(?:[{_DASHES}.]?[0-9])?", re.IGNORECASE)


@frozen_dataclass
class CpvCode:
    """An entry of `cpv.toml`: the label of a CPV code, and the acquisition model for the code and all codes below."""

    __pydantic_config__ = SHAPE
    label: str
    acquisition: str | None = None


@frozen_dataclass
class CodeLevel:
    """A CPV code, or a code above it in the code tree, with the product category and acquisition model of the code.

    `known`: true if the code is in `cpv.toml` or in the vocabulary.
    """

    code: str
    known: bool
    label: str | None = None
    category: str | None = None
    acquisition: str | None = None


@frozen_dataclass
class CpvMatch:
    """The product category or acquisition model found for a CPV code, and the clauses that can apply.

    `levels`: the code and the codes above it in the code tree, up to the first code with a category or acquisition
    model; if no code has either, up to the division. `below`: if the code belongs to no category, the categories that
    have codes below this code, each with the first such code. `clauses`: the stable clauses that can apply and that
    no overlay hides, in the order of the annex.
    """

    code: str
    levels: tuple[CodeLevel, ...]
    category: str | None
    acquisition: str | None
    below: Mapping[str, str]
    clauses: tuple[Clause, ...]
    findings: tuple[Finding, ...]


def normalise_code(text: str) -> str:
    """Return the eight digits of a CPV code that a user typed, such as `30213100` for `CPV 30213100-6`.

    The check digit may be left out and is not tested, because no formula for it is published. Raises ValueError, with
    the fault as its message, for a text that is not a CPV code.
    """
    # Digits of other scripts are digits too, and their values are known.
    written = re.sub(r"\d", lambda digit: str(int(digit[0])), re.sub(r"\s", "", text))
    match = _CODE.fullmatch(written)
    if match:
        return match[1]
    if not written:
        raise ValueError("is empty")
    if re.fullmatch(rf"[{_DASHES}.0-9]+", written):
        raise ValueError(f"has {len(re.sub('[^0-9]', '', written))} digits; a CPV code has eight, and a check digit")
    raise ValueError("is no CPV code")


def climb_code_tree(code: str) -> tuple[str, ...]:
    """Return a CPV code and the codes above it, nearest first, up to its division, such as `30000000`.

    Each step up sets the last digit that is not zero to zero: `30213100`, `30213000`, `30210000`.
    """
    codes = [code]
    while (stem := codes[-1].rstrip("0")) and len(stem) > 2:
        codes.append(stem[:-1].ljust(8, "0"))
    return tuple(codes)


def match_code(code: str, codes: Mapping[str, CpvCode], library: Library) -> CpvMatch:
    """Return the product category or acquisition model of a CPV code, with the clauses that can apply.

    Parameters: `code`, eight digits, as `normalise_code` returns them; `codes`, the content of `cpv.toml`.
    """
    vocabulary = library.vocabulary
    category_by_code = {
        c: id_ for id_, word in vocabulary.categories.items() for c in (word.cpv, *word.cpv_also) if c
    }
    levels: list[CodeLevel] = []
    for ancestor in climb_code_tree(code):
        entry = codes.get(ancestor)
        levels.append(
            CodeLevel(
                ancestor,
                ancestor in category_by_code or entry is not None,
                entry.label if entry else None,
                category_by_code.get(ancestor),
                entry.acquisition if entry else None,
            )
        )
        if levels[-1].category or levels[-1].acquisition:
            break
    top = levels[-1]
    category = vocabulary.find_category(code) if top.category else None
    stem = max(code.rstrip("0"), code[:2], key=len)
    below: dict[str, str] = {}
    if not category:
        for other, id_ in category_by_code.items():
            if other.startswith(stem):
                below.setdefault(id_, other)
    clauses: tuple[Clause, ...] = ()
    findings: tuple[Finding, ...] = ()
    if not (category or top.acquisition):
        findings = (_make_unknown_code(code, below),)
    else:
        wanted = {"status": "stable", "category": category, "model": top.acquisition}
        matches = library.find_clauses(**{name: word for name, word in wanted.items() if word})
        matches = tuple(c for c in matches if c.id not in library.hidden)
        clauses = tuple(sorted(matches, key=lambda c: (c.scope != "tender", c.section)))
    return CpvMatch(code, tuple(levels), category, top.acquisition, below, clauses, findings)


def _make_unknown_code(code: str, below: Mapping[str, str]) -> Finding:
    message = f"the CPV code {code} belongs to no product category and no acquisition model of the library"
    fix = f"ICT is bought under the divisions {', '.join(ICT_DIVISIONS[:-1])} and {ICT_DIVISIONS[-1]}."
    if below:
        codes = (f"{id_} ({other})" for id_, other in below.items())
        fix = f"It is too general. Use a code below it: {', '.join(codes)}."
    return Finding("cpv-unknown", message, fix, "warn")
