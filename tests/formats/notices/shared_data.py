# SPDX-License-Identifier: Apache-2.0
"""The public schemas, lists and examples that tests of notices compare with; they are not part of the project."""

import csv
import json
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from lxml import etree

FOLDER = Path(__file__).parents[4] / "shared" / "data"
needs_data = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="needs the public schemas and lists in ../shared/data, which are not shipped"
)
EXTENSIONS = ("sustainability", "requirements", "awardCriteria")
# What the extension `lots` adds, of which the folder has no copy.
LOTS = {
    "definitions": {"Tender": {"properties": {"lots": {"type": "array", "items": {"$ref": "#/definitions/Lot"}}}}}
}


def read_json(*path: str) -> Any:
    return json.loads(FOLDER.joinpath("ocds", *path).read_text(encoding="utf-8"))


def merge(base: Any, patch: Any) -> Any:
    """A JSON document with another merged into it, key by key; null takes a key out."""
    if not isinstance(patch, Mapping):
        return patch
    merged = dict(base) if isinstance(base, Mapping) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = merge(merged.get(key), value)
    return merged


@cache
def ocds_validators() -> tuple[Draft4Validator, Draft4Validator]:
    """The validators of a release package and of a release, with the extensions merged."""
    release = read_json("release-schema.json")
    for name in EXTENSIONS:
        release = merge(release, read_json("extensions", name, "release-schema.json"))
    release = merge(release, LOTS)
    package = deepcopy(read_json("release-package-schema.json"))
    package["properties"]["releases"]["items"] = {"type": "object"}
    return Draft4Validator(package), Draft4Validator(release)


def ocds_errors(package: Any) -> list[str]:
    of_package, of_release = ocds_validators()
    errors = list(of_package.iter_errors(package))
    errors += [error for release in package["releases"] for error in of_release.iter_errors(release)]
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in errors]


@cache
def ocds_codes(*path: str) -> frozenset[str]:
    """The codes of a list of OCDS."""
    with FOLDER.joinpath("ocds", *path).open(encoding="utf-8", newline="") as file:
        return frozenset(row["Code"] for row in csv.DictReader(file))


@cache
def eforms_codes(name: str) -> frozenset[str]:
    """The codes of a list of eForms."""
    rows = etree.parse(FOLDER / "eforms" / "codelists" / f"{name}.gc").iter("Row")
    return frozenset(str(row.findtext("Value[@ColumnRef='code']/SimpleValue")) for row in rows)


@cache
def cpv_codes() -> frozenset[str]:
    """The CPV codes, without check digits."""
    codes = json.loads((FOLDER / "cpv" / "cpv_en.json").read_text(encoding="utf-8"))
    return frozenset(code.partition("-")[0] for code in codes)
