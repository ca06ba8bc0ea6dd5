# SPDX-License-Identifier: Apache-2.0
"""Prove what was planted on the Word file that participants get: by the check of documents."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tenderkit.checks.documents.rule import load_rules
from tenderkit.exercises.mutations.mutation import Mutation, Planted, Spot
from tenderkit.exercises.proof import Proof
from tenderkit.formats.word.write.writer import write
from tenderkit.frozen import Memory, Same
from tenderkit.library.reading.shipped_data import ShippedData
from tenderkit.lint.rule import Rule
from tenderkit.papers.annex.annex import Annex
from tenderkit.pipeline import date_files
from tenderkit.tender_check.document_check import check_document

_FILE = "annex.docx"
# The rules that compare a document with what a purchase usually has; a planted defect is no topic.
_NOT_ON_EXERCISES = ("topic-missing",)
# What the check finds in the Word files of sound annexes: the packs on a scenario have the same.
_KNOWN_SOUND: Memory[list[tuple[str, str, str]]] = Memory(64)


class PrintedProver:
    """Proves keys on printed annexes; what the check finds in the sound annex is worked out once.

    Parameters: `sound`, the Word file of the sound annex; `data`, the data with the library.
    """

    def __init__(self, sound: bytes, data: ShippedData) -> None:
        self._data = data
        self._sound = _KNOWN_SOUND.recall((sound, Same(data)), lambda: find_in_document(sound, data))

    def prove(self, content: bytes, planted: Sequence[Planted]) -> Proof:
        """Prove defects on the Word file of an annex that has them, by every rule that can run there.

        Parameters: `content`, the file; `planted`, the defects and decoys in it. Raises InvalidInput where the file
        cannot be read.
        """
        spots = self.find_added(content)
        expected = {spot for each in planted for spot in each.site.printed}
        missing = [spot for spot in expected if not any(_matches(spot, other) for other in spots)]
        surplus = [spot for spot in spots if not any(_matches(other, spot) for other in expected)]
        on_selection = {spot.rule for each in planted for spot in each.site.spots}
        not_run = sorted(on_selection - {spot.rule for spot in expected})
        return Proof(tuple(sorted(missing)), tuple(sorted(surplus)), tuple(not_run))

    def find_added(self, content: bytes) -> set[Spot]:
        """Return what the check finds in the Word file of another annex, and not in that of the sound one."""
        added = Counter(find_in_document(content, self._data)) - Counter(self._sound)
        return {Spot(rule, clause) for rule, clause, _ in added}


def print_unrecorded(annex: Annex, data: ShippedData) -> bytes:
    """Return the Word file of an annex, with nothing in it but what it prints."""
    return write(annex, data.word_bases, date_files(annex.selection.purchase.tender.launch), recorded=False)


def find_in_document(content: bytes, data: ShippedData) -> list[tuple[str, str, str]]:
    """Return what the rules on documents find in a Word file: the rule, the clause and the words at fault."""
    findings = check_document(content, _FILE, data, list_document_rules()).findings
    return [(f.rule, f.place.clause or "", f.excerpt.fault if f.excerpt else "") for f in findings]


def list_document_rules() -> Mapping[str, Rule]:
    """Return the rules on documents by which printed exercises are proven, by id."""
    return {id_: rule for id_, rule in load_rules().items() if id_ not in _NOT_ON_EXERCISES}


def list_unprinted(mutations: Iterable[Mutation]) -> dict[str, tuple[str, ...]]:
    """Return the rules that find a mutation on the selection alone, by its id; mutations without one are left out."""
    return {mutation.id: mutation.not_printed for mutation in mutations if mutation.not_printed}


def _matches(expected: Spot, spot: Spot) -> bool:
    return expected.rule == spot.rule and expected.clause in ("", spot.clause)
