# SPDX-License-Identifier: Apache-2.0
"""Defects in printed annexes: the check of documents finds each that it can find, and nothing else."""

from functools import cache

import pytest

from tenderkit.exercises.mutations.catalogue import DECOYS, MUTATIONS, can_join
from tenderkit.exercises.mutations.mutation import Planted, Site, plan_mutation
from tenderkit.exercises.mutations.workpiece import Workpiece
from tenderkit.exercises.printed_proof import (
    PrintedProver,
    list_document_rules,
    list_unprinted,
    print_unrecorded,
)
from tenderkit.exercises.proof import Prover
from tenderkit.formats.word.read.document.reader import read_document
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.library.reading import shipped_data
from tenderkit.pipeline import select_clauses
from tests.support import example_purchase

ALL = {**MUTATIONS, **DECOYS}
EXAMPLE = "de-body-cameras"
# One variant for each group: together they have all mutations and decoys that fit the example.
GROUPS = (
    ("M18", "M07", "M14", "M16", "M02", "M10", "M01", "M04", "D4"),
    ("M13", "M15", "D5", "M08", "M09", "M03", "M05", "M21", "M25", "M26"),
    ("M20", "M17", "M19", "M12", "M11", "M06", "M24", "M27", "M28", "M23"),
    ("D3", "D1", "D2"),
)


@cache
def prover() -> Prover:
    data, purchase = shipped_data.load_shipped_data(), example_purchase(EXAMPLE)
    selection = select_clauses(purchase, data)
    return Prover(Workpiece(selection, data.language(purchase.prevailing_language), data.word_lists, data.superseded))


@cache
def printed_prover() -> PrintedProver:
    data = shipped_data.load_shipped_data()
    return PrintedProver(print_unrecorded(prover().piece.annex, data), data)


def choose(ids: tuple[str, ...]) -> list[Planted]:
    """The first site of each mutation that goes with the others."""
    chosen: list[Site] = []
    for id_ in ids:
        chosen += [next(site for site in prover().list_sites(ALL[id_]) if can_join(site, chosen))]
    return [plan_mutation(ALL[site.mutation], prover().piece, site) for site in chosen]


def print_planted(planted: list[Planted]) -> bytes:
    return print_unrecorded(prover().plant(planted).annex, shipped_data.load_shipped_data())


@pytest.mark.parametrize("ids", GROUPS, ids=lambda ids: ids[0])
def test_the_check_finds_what_was_planted_and_nothing_else(ids: tuple[str, ...]) -> None:
    planted = choose(ids)
    proof = printed_prover().prove(print_planted(planted), planted)
    assert (proof.missing, proof.surplus) == ((), ())
    unseen = {rule for each in planted for rule in each.mutation.not_printed}
    assert set(proof.not_run) <= unseen | {"environment-weight-too-low"}


def test_a_defect_that_is_not_printed_is_missing() -> None:
    planted = choose(("M05",))
    proof = printed_prover().prove(print_planted([]), planted)
    assert [spot.rule for spot in proof.missing] == ["vague-wording"]


def test_a_file_without_a_record_does_not_say_what_it_was_made_from() -> None:
    opened = open_word(print_planted([]), "annex.docx")
    assert read_document(opened, "annex.docx").kind == "foreign"
    assert not any(name.startswith("customXml") for name in opened.trees)


def test_every_rule_that_only_the_selection_shows_is_named() -> None:
    unprinted = list_unprinted(ALL.values())
    assert unprinted["M14"] == ("lifetime-incoherent",)
    assert "M05" not in unprinted
    printed = {rule for m in ALL.values() for rule in m.rules if rule not in m.not_printed}
    assert printed <= {*list_document_rules()}
