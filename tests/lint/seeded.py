# SPDX-License-Identifier: Apache-2.0
"""Tiny libraries with a fault in them, and what one rule says to it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from tenderkit.findings import Finding
from tenderkit.library.clause import Translation
from tenderkit.library.library import Library, LibraryTranslation
from tenderkit.library.reading import shipped_data
from tenderkit.library.reading.schema import get_validator
from tenderkit.library.translations import digest_english_texts as digest_of
from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.read_catalogue import read_catalogue
from tenderkit.lint.rule import load_rules
from tests.support import clause, library

Table = dict[str, Any]


@cache
def shipped() -> Catalogue:
    """The shipped library as lint sees it."""
    problems: list[Finding] = []
    found = read_catalogue(shipped_data.find_data_folder() / "clauses", (), problems)
    assert found is not None, problems
    return found


def catalogue(clauses: Mapping[str, Table], profiles: Mapping[str, Table] | None = None, **more: Any) -> Catalogue:
    """A catalogue of clause files (see `support.library`), with the shipped lists of words."""
    made = library(clauses, profiles, **more)
    files = {id_: f"{one.theme}/{id_}.toml" for id_, one in made.clauses.items()}
    files |= {f"jurisdictions/{id_}": f"jurisdictions/{id_}.toml" for id_ in made.jurisdictions}
    return Catalogue(made, files, shipped().lists, shipped().superseded)


def in_french(one: Library, *, made_from: Mapping[str, str] | None = None, **clauses: Table) -> Catalogue:
    """A catalogue of a library with translations into French in it, each made from the English of today.

    Parameters: `clauses`, the tables of translations by id, in which `version` and `sha256` may say something else.
    """
    tables: dict[str, Translation] = {}
    for id_, table in clauses.items():
        made = get_validator(Translation).validate_python({"version": 1, "sha256": "0" * 64, **table})
        if "sha256" not in table:
            made = replace(made, sha256=digest_of(one.clauses[id_], made))
        tables[id_] = made
    whole = replace(one, translations={"fr": LibraryTranslation(tables, {}, made_from or {})})
    files = {f"jurisdictions/{id_}": f"jurisdictions/{id_}.toml" for id_ in one.jurisdictions}
    files |= {f"translations/fr/{id_}": "translations/fr/x.toml" for id_ in clauses}
    return Catalogue(whole, files)


def found(rule: str, one: Catalogue | Mapping[str, Any]) -> list[Finding]:
    """What a rule finds; a mapping is the one clause `a`."""
    whole = one if isinstance(one, Catalogue) else catalogue({"a": dict(one)})
    check = load_rules()[rule].check
    assert check is not None
    return [
        Finding(rule, fault.message, fault.fix, load_rules()[rule].severity, fault.place) for fault in check(whole)
    ]


def keys(rule: str, one: Catalogue | Mapping[str, Any]) -> list[str | None]:
    """The keys of what a rule finds."""
    return [finding.place.key for finding in found(rule, one)]


def saying(text: str, where: str = "requirement", **more: Any) -> Table:
    """A clause with one text of its own: a field of the text table, or a tier of proof."""
    if where in ("declaration", "document", "certificate"):
        return clause(text={"verification": {where: text}}, **more)
    return clause(text={where: text}, **more)
