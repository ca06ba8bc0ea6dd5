# SPDX-License-Identifier: Apache-2.0
"""Find which texts of a selected clause are printed for a lot, and which of its values these texts name."""

from collections.abc import Mapping, Sequence

from tenderkit.frozen import Memory
from tenderkit.library import template
from tenderkit.library.clause import LAW_BLANKS, LOT_BLANKS, TIERS, Clause, ClauseText, Variant, find_parameter
from tenderkit.library.condition import block_holds
from tenderkit.library.template import Template
from tenderkit.selection.parameter_value import ParameterValue
from tenderkit.selection.selection import Pick

# The values of clauses that earlier lots had alike.
_KNOWN_VALUES: Memory[Mapping[str, Mapping[str, ParameterValue]]] = Memory(4096)


def choose_texts(clause: Clause, pick: Pick) -> tuple[str | None, ClauseText]:
    """Return the id of the first variant of a clause that fits the lot, and the texts of the clause for the lot.

    The id is None if no variant fits. Texts that the variant does not replace are taken from the clause.
    """
    for id_, variant in clause.variants.items():
        if block_holds(variant.when, pick.facts):
            return id_, _replace_texts(clause.text, variant)
    return None, clause.text


def _replace_texts(text: ClauseText, variant: Variant) -> ClauseText:
    return ClauseText(
        title=variant.title or text.title,
        requirement=variant.requirement or text.requirement,
        verification=variant.verification or text.verification,
        question=variant.question or text.question,
        guidance=variant.guidance or text.guidance,
        remedy=variant.remedy or text.remedy,
    )


def list_parameters(clause: Clause, paragraph: Template) -> list[str]:
    """Return the names of the parameters that a text of a clause names, sorted, each once."""
    names = template.list_names(paragraph)
    return sorted({find_parameter(clause, n)[0] for n in names if n not in LOT_BLANKS}) if names else []


def list_categories_asked(pick: Pick, parameters: Sequence[str]) -> tuple[str, ...]:
    """Return the product categories of a clause for which all of some parameters have a value other than `off`.

    A paragraph that names these parameters is printed for these categories only.
    """
    return tuple(c for c in pick.categories if all(_is_asked(pick, name, c) for name in parameters))


def _is_asked(pick: Pick, parameter: str, category: str) -> bool:
    value = pick.values[parameter].get(category)
    return value is not None and pick.clause.parameters[parameter].asks(value.value)


def choose_printed_texts(pick: Pick, text: ClauseText | None = None) -> dict[str, tuple[Template, ...]]:
    """Return the paragraphs that the annex prints of a clause in a lot, by `title`, `requirement`, proof, `remedy`.

    The key of a proof is its tier, such as `document`; a tier without a text has no key. A paragraph is left out if
    it is printed for no product category. In a small purchase the third tier is left out where a clause has another.
    Parameters: `text`, the texts that `choose_texts` returns, where they are known.
    """
    if text is None:
        _, text = choose_texts(pick.clause, pick)

    def choose(*paragraphs: Template | None) -> tuple[Template, ...]:
        return tuple(p for p in paragraphs if p and _is_printed(pick, p))

    proof = {tier: texts for tier in TIERS if (texts := choose(getattr(text.verification, tier)))}
    if pick.facts.proportionality == "short" and len(proof) > 1:
        proof.pop("certificate", None)
    return {
        "title": choose(text.title),
        "requirement": choose(*text.requirement),
        **proof,
        "remedy": choose(text.remedy),
    }


def _is_printed(pick: Pick, paragraph: Template) -> bool:
    if pick.facts.delivery is None and not LAW_BLANKS.isdisjoint(template.list_names(paragraph)):
        return False
    parameters = list_parameters(pick.clause, paragraph)
    return not parameters or bool(list_categories_asked(pick, parameters))


def find_printed_values(
    pick: Pick, texts: Mapping[str, Sequence[Template]] | None = None
) -> Mapping[str, Mapping[str, ParameterValue]]:
    """Return the values that the printed texts of a clause name, by parameter and product category.

    A value that only another variant of the clause names, or only a paragraph that is left out for the category, is
    not among them: no paper may ask for it. Parameters and categories keep the order of the clause and of the lot.
    Parameters: `texts`, the paragraphs that count, None for those that `choose_printed_texts` returns.
    """
    if texts is None:
        return _KNOWN_VALUES.recall(pick.content_key, lambda: find_printed_values(pick, choose_printed_texts(pick)))
    printed: dict[str, set[str]] = {}
    for paragraph in (p for paragraphs in texts.values() for p in paragraphs):
        for name in (parameters := list_parameters(pick.clause, paragraph)):
            printed.setdefault(name, set()).update(list_categories_asked(pick, parameters))
    return {
        name: {category: value for category, value in by_category.items() if category in printed[name]}
        for name, by_category in pick.values.items()
        if name in printed
    }
