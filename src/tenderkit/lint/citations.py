# SPDX-License-Identifier: Apache-2.0
"""The sources that clauses and jurisdictions cite, and the figures in a text."""

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from tenderkit.findings import Place
from tenderkit.library.clause import Mark
from tenderkit.library.jurisdiction import PROVISIONS, EWaste, ProcurementLaw, ProcurementRule, Weekend
from tenderkit.library.shape import format_key
from tenderkit.lint.catalogue import Catalogue
from tenderkit.lint.phrases import Pattern, Words
from tenderkit.lint.quantities import Quantities
from tenderkit.lint.standards import Standards

_NUMBER = re.compile(r"(?<![\w./:,’'-])\d+(?:[.,]\d+)*(?![\w/]|[.,:-]\w)")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Citation(NamedTuple):
    """A citation of a source for a statement.

    `figure`: whether the statement is a parameter value or a limit; `supports`: the statement, if the file gives it;
    `until`: the last day on which a limit, duty or rule of product law holds, if it ends.
    """

    source: str
    mark: Mark | None
    place: Place
    figure: bool = False
    supports: str = ""
    until: datetime.date | None = None


def find_citations(catalogue: Catalogue) -> Iterator[Citation]:
    """Yield a citation for every source that the clauses, jurisdictions and overlays cite."""
    for clause in catalogue.clauses:
        for number, ref in enumerate(clause.sources, 1):
            yield Citation(ref.id, ref.mark, catalogue.at(clause, f"sources.{number}"), supports=ref.supports or "")
        for name, parameter in clause.parameters.items():
            for number, case in enumerate(parameter.cases, 1):
                for level, given in (("core", case.core), ("comprehensive", case.comprehensive)):
                    if given is not None and (figure := case.figure(level)).source:
                        place = catalogue.at(clause, f"parameters.{name}.cases.{number}.{level}")
                        yield Citation(figure.source, figure.mark, place, figure=True)
    for id_, profile in catalogue.library.jurisdictions.items():
        for number, limit in enumerate(profile.limits, 1):
            place = catalogue.profile_at(id_, f"limits.{number}")
            yield Citation(limit.source, limit.mark, place, figure=True, until=limit.until)
        for number, duty in enumerate(profile.duties, 1):
            yield Citation(duty.source, duty.mark, catalogue.profile_at(id_, f"duties.{number}"), until=duty.until)
        for number, rule in enumerate(profile.product_rules, 1):
            place = catalogue.profile_at(id_, f"product-rules.{number}")
            yield Citation(rule.source, rule.mark, place, until=rule.until)
        for name in (*PROVISIONS, "e_waste"):
            provision: ProcurementLaw | ProcurementRule | Weekend | EWaste | None = getattr(profile, name)
            if provision and provision.source:
                yield Citation(provision.source, provision.mark, catalogue.profile_at(id_, format_key(name)))
    for overlay in catalogue.library.overlays:
        for number, limit in enumerate(overlay.limits, 1):
            yield Citation(limit.source, limit.mark, Place(overlay.file, f"limits.{number}"), figure=True)


class Figures:
    """Finds the first figure in a text of one language; years and numbers of standards or clauses do not count."""

    def __init__(self, catalogue: Catalogue, language: str = "en") -> None:
        self.standards = Standards(catalogue, language)
        self.quantities = Quantities(catalogue, language)
        self.named = Pattern(rf"{Words(catalogue, language)('locators')}\.?\s+$")

    def find_first(self, text: str) -> str | None:
        """Return the first figure of a text with any unit, such as `5 years`; None if the text has no figure."""
        plain = self.standards.pattern.sub("", text)
        for quantity in self.quantities.find_all(plain):
            if not self.named.search(plain[: quantity.start]):
                return quantity.text
        for number in _NUMBER.finditer(plain):
            name = _YEAR.fullmatch(number[0]) or number[0].count(".") > 1
            if not name and not self.named.search(plain[: number.start()]):
                return number[0]
        return None
