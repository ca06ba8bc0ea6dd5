# SPDX-License-Identifier: Apache-2.0
"""Defects in what becomes of old equipment: its data, its collection, its export, its treatment."""

from collections.abc import Iterator, Sequence

from tenderkit.exercises.mutations.change import Change, ClauseChange
from tenderkit.exercises.mutations.mutation import Mutation, Site
from tenderkit.exercises.mutations.planting import (
    DUTY,
    drop_clause,
    keep_apt,
    list_all_texts,
    list_open_texts,
    plan_sentence,
)
from tenderkit.exercises.mutations.workpiece import Workpiece, change_texts
from tenderkit.library.template import format_template

_DATA, _CERTIFICATE, _EXPORT, _RETURN = "data-sanitisation", "erasure-certificate", "export-control", "take-back"
_UNSAFE, _UNPROVEN, _UNTESTED = (
    "take-back-without-erasure-or-export-rule", "erasure-certificate-missing", "used-equipment-untested",
)  # fmt: skip
_TESTS = ("refurbished-grading", "refurbished-unit-test-report", "used-equipment-export-test")
_TERMS, _UNTRACED, _DESTROYED = "take-back-terms-incomplete", "untraced-treatment", "destruction-blocks-reuse"


def _find_data(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    kinds = piece.selection.library.vocabulary.categories
    for part in piece.selection.lots:
        ids = {pick.clause.id for pick in part.picks}
        if {_DATA, _CERTIFICATE} <= ids:
            yield mutation.at(
                _DATA, "certificate", lot=part.number, rule=_UNPROVEN, printed="", touched=(_CERTIFICATE,)
            )
        given = [line.kind for line in part.lot.returns if line.kind] if part.lot else []
        stores = any(kinds[kind].stores_data for kind in given) and part.lot and part.lot.data != "none"
        if {_DATA, _RETURN} <= ids and stores:
            yield mutation.at(_RETURN, "erasure", lot=part.number, rule=_UNSAFE, about="", touched=(_DATA,))


def _drop_data_clause(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    return drop_clause(piece, site.lot, _CERTIFICATE if site.detail == "certificate" else _DATA)


def _find_media(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    """Yield the clauses on old equipment that say nothing of destruction; in the others it may have its grounds."""
    destroying = piece.find_words("destruction-words")["en"]
    for printed in list_open_texts(piece, DUTY) if _DATA in piece.printed else ():
        words = " ".join(format_template(text) for text in list_all_texts(printed.clause))
        if printed.clause.theme == "end-of-life" and not destroying.search(words):
            yield mutation.at(printed.clause.id)


def _find_apt_media(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    return keep_apt(_find_media(mutation, piece), "reuse-before-recycling", "used-equipment-export-test")


def _find_take_back(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    if _RETURN in piece.printed:
        yield mutation.at(_RETURN)


def _strip_take_back(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    printed = piece.printed[site.clause]
    return (ClauseChange(printed.clause, change_texts(printed, requirement=((piece.write("m18"),),))),)


def _find_export(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    for part in piece.selection.lots:
        ids = {pick.clause.id for pick in part.picks}
        if {_RETURN, _EXPORT} <= ids and part.lot and part.lot.returns:
            yield mutation.at(_RETURN, "export", lot=part.number, about="", touched=(_EXPORT,))
        tests = ids.intersection(_TESTS)
        if part.lot and part.lot.acquisition == "refurbished" and len(tests) == 1:
            yield mutation.at("", "test", lot=part.number, rule=_UNTESTED, touched=tuple(tests))


def _drop_export_clause(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    return drop_clause(piece, site.lot, site.touched[-1])


def _find_treatment(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    tracing = piece.find_words("tracing-words")["en"]
    for printed in list_open_texts(piece, DUTY):
        words = " ".join(format_template(text) for text in list_all_texts(printed.clause))
        if printed.clause.theme == "end-of-life" and not tracing.search(words):
            yield mutation.at(printed.clause.id)


DATA_UNPROTECTED = Mutation(
    "M15", "data", "LO3", 3, (_UNPROVEN, _UNSAFE), _find_data, _drop_data_clause, not_printed=(_UNPROVEN, _UNSAFE)
)
MEDIA_DESTROYED = Mutation("M16", "data", "LO1", 2, (_DESTROYED,), _find_apt_media, plan_sentence)
TERMS_OPEN = Mutation("M18", "take-back", "LO3", 2, (_TERMS,), _find_take_back, _strip_take_back)
EXPORT_OPEN = Mutation(
    "M19", "take-back", "LO3", 3, (_UNSAFE, _UNTESTED), _find_export, _drop_export_clause,
    not_printed=(_UNSAFE, _UNTESTED),
)  # fmt: skip
TREATMENT_UNTRACED = Mutation(
    "M20", "take-back", "LO3", 2, (_UNTRACED,), _find_treatment, plan_sentence, not_printed=(_UNTRACED,)
)
