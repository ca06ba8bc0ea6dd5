# SPDX-License-Identifier: Apache-2.0
"""Compute the digests of a purchase: of all its answers, and of the answers that the published papers show.

A digest reveals nothing by itself, but a person who knows all answers except one can try values for that answer until
the digest fits. Papers that leave the authority therefore carry only a digest of the answers that the papers show.
"""

import hashlib
import json
from functools import cache
from typing import Any

from pydantic_core import SchemaSerializer

from tenderkit.library.reading.schema import build_schema
from tenderkit.purchase.purchase import Purchase
from tenderkit.selection.printed_texts import find_printed_values
from tenderkit.selection.selection import LotSelection, Selection

# The keys of a purchase file that the published digest leaves out, by table, and why.
UNPRINTED: dict[str, dict[str, str]] = {
    "purchase": {
        "included": "the reasons are the authority's own, and a clause that is in does not say why",
        "excluded": "a clause that is out is not printed, nor is the reason",
        "parameters": "set for all lots; what clauses print of them is added lot by lot",
    },
    "tender": {
        "value": "the estimated value is secret until award",
        "level": "only the notes print it",
        "proportionality": "only the notes print it",
        "jurisdiction": "only the notes print it",
        "place": "only the notes print it",
        "authority-kind": "only the size of the set of clauses follows from it",
        "priorities": "clauses follow from them and do not print them",
        "settled": "only the notes print it",
        "environment-weight": "the weights that follow from it are printed, not the number itself",
        "answers": "clauses ask for these answers and do not print them; those for the record stay in the notes",
    },
    "lots": {
        "answers": "clauses ask for these answers and do not print them",
        "parameters": "those of clauses that are out are not printed; what clauses print of them is added",
    },
}


def compute_purchase_digest(purchase: Purchase, *, with_estimates: bool = False) -> str:
    """Return the SHA-256 of all answers of a purchase, in hexadecimal digits.

    Comments and layout of the purchase file do not count. Papers of release 0.1.0 carry this digest; papers of later
    releases do not.

    Parameters: `with_estimates`, whether the file that the papers were made from named `estimate` as the basis of
    its quantities.
    """
    answers = list_answers(purchase)
    for row in answers["lots"]:
        basis = row.pop("quantity-basis", "estimate")
        if basis == "per-year" or (basis == "estimate" and with_estimates):
            row["quantity-basis"] = basis
    return _hash_answers(answers)


def compute_published_digest(selection: Selection) -> str:
    """Return the SHA-256 of the answers that the published papers show, in hexadecimal digits.

    The keys in `UNPRINTED` are left out. The values of a parameter are included if the authority has set the
    parameter and a clause in the annex shows it.
    """
    answers = list_published_answers(selection.purchase)
    answers["parameters"] = [_list_printed_parameters(selection.purchase, part) for part in selection.parts]
    return _hash_answers(answers)


def list_published_answers(purchase: Purchase) -> dict[str, Any]:
    """Return the answers of a purchase without the keys in `UNPRINTED`, as plain data of a purchase file."""
    answers = list_answers(purchase)
    for key in UNPRINTED["purchase"]:
        answers.pop(key, None)
    for table, rows in (("tender", [answers["tender"]]), ("lots", answers["lots"])):
        for row in rows:
            for key in UNPRINTED[table]:
                row.pop(key, None)
    return answers


def list_known_digests(selection: Selection) -> frozenset[str]:
    """Return the digests that papers of a purchase may carry: of this release and of release 0.1.0.

    In 0.1.0 quantities were fixed unless the file named another basis, so that estimates count as named or not.
    """
    purchase = selection.purchase
    old = (compute_purchase_digest(purchase, with_estimates=named) for named in (False, True))
    return frozenset((compute_published_digest(selection), *old))


def list_answers(purchase: Purchase) -> dict[str, Any]:
    """Return all answers of a purchase that are no defaults, as plain data of a purchase file."""
    answers: dict[str, Any] = _get_serializer().to_python(purchase, mode="json", by_alias=True, exclude_defaults=True)
    return answers


@cache
def _get_serializer() -> SchemaSerializer:
    return SchemaSerializer(build_schema(Purchase))


def _hash_answers(answers: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(answers, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _list_printed_parameters(purchase: Purchase, part: LotSelection) -> dict[str, Any]:
    """Return the values that the authority has set and that the clauses of a lot show.

    The result is a dictionary by clause, then by parameter, then by product category.
    """
    tables = [purchase.parameters, part.lot.parameters if part.lot else {}]
    printed: dict[str, Any] = {}
    for pick in part.picks:
        set_here = {name for table in tables for name in table.get(pick.clause.id, {})}
        for name, by_category in find_printed_values(pick).items() if set_here else ():
            values = {c: v.value for c, v in by_category.items() if v.given and name in set_here}
            if values:
                printed.setdefault(pick.clause.id, {})[name] = values
    return printed
