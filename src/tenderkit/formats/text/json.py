# SPDX-License-Identifier: Apache-2.0
"""The JSON output of the commands."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from tenderkit import __version__
from tenderkit.findings import Finding, escape_steering
from tenderkit.library.buyer_steps import ChosenBuyerStep
from tenderkit.library.clause import SourceRef
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.annex.context import PrintedLot
from tenderkit.papers.award_formula import Criterion
from tenderkit.papers.clause_text import PrintedClause, PrintedValue, print_clauses
from tenderkit.papers.effort import Effort, measure_effort
from tenderkit.selection.legal_context import format_dated_rule
from tenderkit.selection.reasons import format_jurisdiction_reason, format_reason
from tenderkit.selection.selection import LotSelection, Selection

# Findings of all other severities are listed as warnings.
ERROR = "error"


def build_envelope(name: str, data: Any, findings: Sequence[Finding], *, ok: bool) -> dict[str, Any]:
    """Build the object that every command prints as JSON, around the data of the command.

    The object adds the schema, the version of tenderkit, the findings and the warnings.

    Parameters: `name`, the name of the schema, such as `build`; `ok`, true exactly when the exit code is 0.
    """
    return {
        "schema": f"tenderkit/{name}/1",
        "tool": {"name": "tenderkit", "version": __version__},
        "ok": ok,
        "data": data,
        "findings": [f.as_json() for f in findings if f.severity == ERROR],
        "warnings": [f.as_json() for f in findings if f.severity != ERROR],
    }


def format_json(answer: dict[str, Any], *, lines: bool = False) -> str:
    """Return JSON output as text: indented, or on a single line if `lines` is true, for a stream of objects."""
    shape: Any = {"separators": (",", ":")} if lines else {"indent": 2}
    text = json.dumps(answer, ensure_ascii=False, **shape)
    return escape_steering(text, "\\u{:04x}") + "\n"


def build_weights(part: LotSelection) -> dict[str, Any] | None:
    """Return the award weights of a lot, in the shape that `lots.weights` has in a purchase file.

    Returns None if the weights are undecided."""
    if part.weights is None:
        return None
    result: dict[str, Any] = {}
    for name, points in part.weights.items():
        key, _, own_name = name.partition(": ")
        if own_name:
            result.setdefault(key, {})[own_name] = points
        else:
            result[name] = points
    return result


def _build_source(ref: SourceRef) -> dict[str, Any]:
    return {"id": ref.id, "clause": ref.clause}


def _name_categories(categories: Iterable[str], library: Library) -> list[str]:
    """Return the ids of product categories; another device has its name in the purchase in the place of an id."""
    return [library.name_category(category) for category in categories]


def _build_value(printed: PrintedValue, library: Library) -> dict[str, Any]:
    value = printed.value
    source = {"id": value.source, "clause": value.clause} if value.source else None
    return {
        "name": printed.name,
        "categories": None if printed.categories is None else _name_categories(printed.categories, library),
        "value": list(value.value) if isinstance(value.value, tuple) else value.value,
        "unit": value.unit,
        "anchor": value.anchor,
        "direction": value.direction,
        "origin": value.origin,
        "source": source,
    }


def _build_scale(printed: PrintedClause, criterion: Criterion | None, library: Library) -> dict[str, Any] | None:
    scale = printed.clause.scale
    if scale is None or criterion is None:
        return None
    return {
        "type": scale.type,
        "unit": scale.unit,
        "starts-above": scale.starts_above,
        "relative": scale.relative,
        "whole": scale.whole,
        "steps": [
            {
                "categories": None if s.categories is None else _name_categories(s.categories, library),
                "from": int(s.from_) if s.from_.is_integer() else s.from_,
                "share": s.share,
                "points": s.points,
            }
            for s in criterion.steps
        ],
        "formula": criterion.formula,
        "example": criterion.example,
    }


# The letters of numbers in JSON, in every language.
_LETTERS = {"general": "G", "common": "C"}


def _format_number(printed: PrintedClause) -> str:
    """Return the number of a clause, with the letter G or C in place of the letter in the language of the annex."""
    first, dot, rest = printed.number.partition(".")
    return _LETTERS.get(printed.printed_in, first) + dot + rest


def build_clause(
    printed: PrintedClause, library: Library, language: Language, criterion: Criterion | None = None
) -> dict[str, Any]:
    """Return the JSON data of a clause of the annex.

    Parameters: `library` and `language`, those of the annex; `criterion`, how the clause gives points if it is an
    award criterion."""
    pick, clause = printed.pick, printed.clause
    return {
        "id": clause.id,
        "version": clause.version,
        "number": _format_number(printed),
        "printed-in": printed.printed_in,
        "kind": clause.kind,
        "theme": clause.theme,
        "title": printed.title,
        "requirement": "\n\n".join(filter(None, (printed.covers, *printed.requirement))),
        "question": printed.question,
        "verification": {t: printed.verification.get(t) for t in ("declaration", "document", "certificate")},
        "remedy": printed.remedy or None,
        "scale": _build_scale(printed, criterion, library),
        "categories": _name_categories(pick.items, library),
        "return-categories": _name_categories(pick.returns, library),
        "parameters": [_build_value(v, library) for v in printed.values],
        "sources": [_build_source(s) for s in printed.sources],
        "reason": format_reason(pick.decision, pick.facts, library, language),
        "rule": pick.decision.rule,
    }


def _build_lot(annex: Annex, lot: PrintedLot) -> dict[str, Any]:
    """Return the JSON data of a lot: all its clauses, wherever they are printed."""
    context = annex.context
    assert lot.part.lot is not None
    criteria = {c.clause.clause.id: c for c in lot.criteria if c.clause}
    return {
        "lot": lot.part.number,
        "title": lot.title,
        "acquisition": lot.part.lot.acquisition,
        "weights": build_weights(lot.part),
        "clauses": [
            build_clause(c, context.library, context.language, criteria.get(c.clause.id))
            for c in context.list_clauses(lot)
        ],
    }


def build_open_points(annex: Annex) -> list[dict[str, str]]:
    """Return the JSON data of the decisions that the authority still has to take."""
    return [{"where": point.where, "what": point.what, "key": point.key} for point in annex.open_points]


def build_annex(annex: Annex) -> dict[str, Any]:
    """Return the data of `build --format json`."""
    selection = annex.selection
    return {
        "title": annex.title,
        "language": annex.language.code,
        "version": selection.purchase.tender.version,
        "status": selection.purchase.tender.status,
        "jurisdiction": build_jurisdiction(selection, annex.language) | {"rules": _build_rules(annex)},
        "level": selection.purchase.tender.level,
        "proportionality": selection.proportionality,
        "burden": build_burden(annex.context.effort, annex.language),
        "buyer-steps": [_build_buyer_step(step, annex.language.code) for step in annex.context.preparation],
        "general": [
            build_clause(c, selection.library, annex.language)
            for c in annex.general.clauses
            if c.clause.scope == "tender"
        ],
        "lots": [_build_lot(annex, lot) for lot in annex.lots],
        "open-points": build_open_points(annex),
        "sources": [{"id": id_, "title": s.title, "edition": s.edition} for id_, s in annex.sources],
        "library": {"version": selection.library.version, "sha256": selection.library.digest},
        "overlays": [
            {"title": annex.language.words(o.title), "version": o.version, "sha256": o.digest}
            for o in selection.library.overlays
        ],
    }


def build_burden(effort: Effort, language: Language) -> dict[str, Any]:
    """Return how much work the clauses ask of tenderers: the numbers of clauses, proofs and reports, and warnings."""
    return {
        "clauses": effort.clauses,
        "proofs": dict(effort.proofs),
        "reports-a-year": effort.reports,
        "reports-after-each-collection": effort.batch_reports,
        "warnings": [language.text(f"burden.{key}", **values) for key, values in effort.warnings],
    }


def _build_buyer_step(step: ChosenBuyerStep, code: str) -> dict[str, Any]:
    return {
        "id": step.id,
        "title": step.step.title[code],
        "advice": [{"text": advice.text[code], "lots": list(lots)} for advice, lots in step.advice],
        "output": step.step.output[code],
        "lots": list(step.lots),
        "sources": [_build_source(source) for source in step.sources],
    }


def build_jurisdiction(selection: Selection, language: Language) -> dict[str, Any]:
    """Return two JSON values: `id`, the jurisdiction that applies to the purchase; `reason`, why it applies."""
    return {"id": selection.jurisdiction, "reason": format_jurisdiction_reason(selection, language)}


def _build_rules(annex: Annex) -> list[dict[str, Any]]:
    """Return the JSON data of the law that the authority has to know: the rules of the profile, then its duties."""
    language, launch = annex.language, annex.selection.purchase.tender.launch
    rules = [
        {
            "kind": rule.kind,
            "text": rule.text,
            "register": register and {"name": language.words(register.name), "address": register.address},
            "scheme": regime and regime.scheme and language.words(regime.scheme),
            "authority": regime and regime.authority and language.words(regime.authority),
            "source": rule.source,
            "checked": rule.checked and rule.checked.isoformat(),
        }
        for rule in annex.context.rules
        for regime in [rule.regime]
        for register in [regime and regime.register]
    ]
    empty = dict.fromkeys(("register", "scheme", "authority"))
    for duty in annex.context.duties:
        text = format_dated_rule(language.words(duty.text), duty, launch, language)
        checked = duty.checked and duty.checked.isoformat()
        rules.append({"kind": "duty", "text": text, **empty, "source": duty.source, "checked": checked})
    return rules


def build_explanation(selection: Selection, language: Language, only: str | None = None) -> dict[str, Any]:
    """Return the data of `explain --format json`: which clauses are selected in each lot, and why.

    Parameters: `only`, the id of a clause, to leave out all other clauses."""

    def decisions(part: LotSelection) -> list[dict[str, Any]]:
        return [
            {
                "id": id_,
                "selected": d.selected,
                "reason": format_reason(d, part.facts, selection.library, language),
                "rule": d.rule,
            }
            for id_, d in part.decisions.items()
            if only in (None, id_)
        ]

    lots = []
    for part in selection.lots:
        assert part.lot is not None
        lots.append(
            {
                "lot": part.number,
                "title": part.lot.title,
                "acquisition": part.lot.acquisition,
                "weights": build_weights(part),
                "clauses": decisions(part),
            }
        )
    printed = [c for part in selection.parts for c in print_clauses(selection.library, language, part)]
    return {
        "jurisdiction": build_jurisdiction(selection, language),
        "proportionality": selection.proportionality,
        "burden": build_burden(measure_effort(selection, printed, language), language),
        "general": decisions(selection.general),
        "lots": lots,
    }
