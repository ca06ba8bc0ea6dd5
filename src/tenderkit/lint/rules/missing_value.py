# SPDX-License-Identifier: Apache-2.0
"""missing-value: a category to which a clause applies, but for which its main sentence has no value.

Catches a parameter that the first paragraph of a requirement names, and that has no case for a category to which the
clause applies: that paragraph is left out for the category, and the clause loses its main sentence without notice.
Often the category is new, and a group in [[applies]] brought it in. A clause may have another paragraph for a
category in place of the first: one that names a parameter with a case for some of the categories only, among them
this one. Such a category passes.

Passes:  [[applies]] with “battery-powered”, and a case of “cycles” for each category of this group
Fails:   [[applies]] with “battery-powered”, but no case of “cycles” for the new category “e-reader”

Add a case for the category, or take it out of [[applies]].
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from tenderkit.library.clause import Clause, Parameter
from tenderkit.library.condition import CATEGORY_LINES, list_words
from tenderkit.lint.applicability import find_cases, find_named_categories, list_covered_categories
from tenderkit.lint.catalogue import Catalogue, Fault, Wording
from tenderkit.lint.lots import Lots

SEVERITY = "warn"
_FIX = "Add a case, or take the category out of [[applies]]."


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the parameters in the first paragraph of a requirement that have no value for some category."""
    lots = Lots(catalogue.library)
    requirements = [wording for wording in catalogue.contract_texts if wording.field == "requirement"]
    for _, group in groupby(requirements, key=lambda wording: wording.clause.id):
        wordings = list(group)
        clause, missing = wordings[0].clause, dict[str, dict[str, None]]()
        texts = {key: list(text) for key, text in groupby(wordings, key=lambda wording: wording.variant)}
        covered = list_covered_categories(catalogue, clause)
        for category in covered:
            for variant in _list_printed_variants(lots, clause, category):
                for name in _list_missing_parameters(texts[variant], category, covered):
                    missing.setdefault(name, {})[category] = None
        for name, categories in missing.items():
            message = f"no case of “{name}” covers “{'”, “'.join(categories)}”, to which the clause applies"
            yield Fault(message, _FIX, catalogue.at(clause, f"parameters.{name}.cases"))


def _list_printed_variants(lots: Lots, clause: Clause, category: str) -> Iterator[str | None]:
    """Yield the id of each variant whose requirement the annex can have for a category; None for the main text."""
    for block in clause.applies:
        lines = {line: (category,) for line in CATEGORY_LINES if category in list_words(block.get(line, ()))}
        named = lines or CATEGORY_LINES.isdisjoint(block)
        for model in lots.acquisitions(block, lines) if named else ():
            given = block, lines, {"acquisition": model}
            for id_, variant in clause.variants.items():
                if lots.obstacle(*given, variant.when) is None:
                    yield id_ if variant.requirement else None
                    if lots.follows(variant.when, *given):
                        break
            else:
                yield None


def _list_missing_parameters(paragraphs: Sequence[Wording], category: str, covered: Sequence[str]) -> list[str]:
    """Return the parameters that the first paragraph names and that the clause gives no value for a category.

    The list is empty if another paragraph is meant for this category and all its parameters have values.

    Parameters: `paragraphs`, those of one text of the clause; `covered`, all the categories the clause applies to.
    """
    first, *others = (list(paragraph.parameters) for paragraph in paragraphs)
    missing = [name for _, name, parameter in first if not any(find_cases(parameter, category))]
    for parameters in others if missing else ():
        values = [parameter for _, _, parameter in parameters]
        if all(any(find_cases(p, category)) for p in values) and any(_is_meant(p, category, covered) for p in values):
            return []
    return missing


def _is_meant(parameter: Parameter, category: str, covered: Sequence[str]) -> bool:
    """Return whether a parameter has a value whose conditions name this category, but not all of `covered`."""
    named = (find_named_categories(case.lines) for _, case in find_cases(parameter, category))
    return any(categories is not None and not categories.issuperset(covered) for categories in named)
