# SPDX-License-Identifier: Apache-2.0
"""Defects in what proves a requirement: equivalents cut, no proof, weak proof, a single body."""

import re
from collections.abc import Iterator, Sequence

from tenderkit.exercises.mutations.change import Change, ClauseChange
from tenderkit.exercises.mutations.mutation import Mutation, Site
from tenderkit.exercises.mutations.planting import CRITERION, DUTY, SPECIFICATION, list_open_texts, plan_sentence
from tenderkit.exercises.mutations.workpiece import Workpiece, change_texts
from tenderkit.library.clause import Verification
from tenderkit.library.template import Template, format_template
from tenderkit.lint.catalogue import split_sentences
from tenderkit.lint.equivalence import StandardNames
from tenderkit.lint.labels import LabelNames
from tenderkit.lint.phrases import Words

_STANDARD, _LABEL = "standard-without-equivalent", "label-without-equivalent"


def _find_equivalents(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    words, labels, standards = _build_equivalents(piece), LabelNames(piece.catalogue), StandardNames(piece.catalogue)
    for printed in piece.list_texts(SPECIFICATION, CRITERION, DUTY):
        # The first paragraph with such words is the one that is changed.
        text = next((format_template(p) for p in printed.text.requirement if _cut_words(p, words)), "")
        opened = [sentence for sentence in split_sentences(text) if words.search(sentence)]
        named = {_LABEL: labels.find, _STANDARD: standards.find}
        rules = [rule for rule, find in named.items() if any(find(sentence, "en") for sentence in opened)]
        if len(rules) == 1:
            yield mutation.at(printed.clause.id, rule=rules[0])


def _cut_equivalents(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    printed, words = piece.printed[site.clause], _build_equivalents(piece)
    requirement = list(printed.text.requirement)
    for position, paragraph in enumerate(requirement):
        if cut := _cut_words(paragraph, words):
            requirement[position] = cut
            break
    return (ClauseChange(printed.clause, change_texts(printed, requirement=tuple(requirement))),)


def _build_equivalents(piece: Workpiece) -> re.Pattern[str]:
    """Return the pattern of “or equivalent”, with the noun of “or an equivalent method”."""
    phrases = Words(piece.catalogue, "en")("equivalence-phrases")
    return re.compile(rf",?\s+(?:or|and)\s+(?:an|any|another)\s+equivalent\s+\w+|,?\s+{phrases}")


def _cut_words(template: Template, words: re.Pattern[str]) -> Template | None:
    """Return a text without the words that match a pattern; None where none do."""
    cut = tuple(part if position % 2 else words.sub("", part) for position, part in enumerate(template))
    return None if cut == template else cut


def _find_proofs(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    for printed in piece.list_texts(SPECIFICATION, CRITERION):
        if printed.text.verification.document:
            yield mutation.at(printed.clause.id)


def _find_unproven_themes(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    """Yield the specifications that may also be proven by a declaration; for the others another rule speaks, too."""
    for printed in piece.list_texts(SPECIFICATION):
        if printed.clause.theme not in piece.catalogue.words("proven-themes"):
            yield mutation.at(printed.clause.id)


def _drop_proof(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    printed = piece.printed[site.clause]
    return (ClauseChange(printed.clause, change_texts(printed, verification=Verification())),)


def _weaken_proof(mutation: Mutation, piece: Workpiece, site: Site) -> Sequence[Change]:
    printed = piece.printed[site.clause]
    weak = Verification(document=(piece.write("m04"),))
    return (ClauseChange(printed.clause, change_texts(printed, verification=weak)),)


def _find_specifications(mutation: Mutation, piece: Workpiece) -> Iterator[Site]:
    return (mutation.at(printed.clause.id) for printed in list_open_texts(piece, SPECIFICATION))


EQUIVALENTS_CUT = Mutation("M02", "specification", "LO2", 2, (_STANDARD, _LABEL), _find_equivalents, _cut_equivalents)
PROOF_MISSING = Mutation(
    "M03",
    "proof",
    "LO2",
    1,
    ("verification-missing",),
    _find_unproven_themes,
    _drop_proof,
    not_printed=("verification-missing",),
)
PROOF_WEAK = Mutation("M04", "proof", "LO2", 2, ("weak-evidence",), _find_proofs, _weaken_proof)
ONE_BODY = Mutation(
    "M25", "proof", "LO2", 3, ("single-verifier",), _find_specifications, plan_sentence, is_judged=True
)
