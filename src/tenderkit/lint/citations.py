# SPDX-License-Identifier: Apache-2.0
"""Where clauses and profiles cite sources, and the words that figures print."""

from collections.abc import Iterator
from typing import NamedTuple

from tenderkit.clause import Clause, Mark, kebab
from tenderkit.finding import Place
from tenderkit.library import EWaste, ProcurementRule
from tenderkit.lint.catalogue import Catalogue


class Citation(NamedTuple):
    """A source that is cited: for the figure of a parameter or a limit (`figure`), or for what `supports` says."""

    source: str
    mark: Mark | None
    place: Place
    figure: bool = False
    supports: str = ""


def citations(catalogue: Catalogue) -> Iterator[Citation]:
    """Every source that the clauses and profiles cite."""
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
            yield Citation(limit.source, limit.mark, catalogue.profile_at(id_, f"limits.{number}"), figure=True)
        for number, duty in enumerate(profile.duties, 1):
            yield Citation(duty.source, duty.mark, catalogue.profile_at(id_, f"duties.{number}"))
        for number, rule in enumerate(profile.product_rules, 1):
            yield Citation(rule.source, rule.mark, catalogue.profile_at(id_, f"product-rules.{number}"))
        for name in ("equivalence", "weights", "quotas", "e_waste"):
            told: ProcurementRule | EWaste | None = getattr(profile, name)
            if told and told.source:
                yield Citation(told.source, told.mark, catalogue.profile_at(id_, kebab(name)))


def printed_words(catalogue: Catalogue) -> Iterator[tuple[str, Place]]:
    """The words that parameters print for tenderers: texts, entries of lists."""
    for clause in catalogue.clauses:
        yield from _words(catalogue, clause)


def _words(catalogue: Catalogue, clause: Clause) -> Iterator[tuple[str, Place]]:
    for name, parameter in clause.parameters.items():
        for number, case in enumerate(parameter.cases, 1):
            for level, figure in (("core", case.core), ("comprehensive", case.comprehensive)):
                if figure is None:
                    continue
                values = figure.value if isinstance(figure.value, list | tuple) else (figure.value,)
                for value in values:
                    if isinstance(value, str):
                        yield value, catalogue.at(clause, f"parameters.{name}.cases.{number}.{level}")
