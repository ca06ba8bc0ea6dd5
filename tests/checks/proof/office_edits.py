# SPDX-License-Identifier: Apache-2.0
"""Edits of an annex as a buyer makes them in LibreOffice, and what `check` has to say to each."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tenderkit.checks.documents.document import DocumentParagraph
from tenderkit.checks.documents.rule import read_clause_tag
from tenderkit.checks.documents.statements import fold_text
from tenderkit.findings import Finding
from tenderkit.tender_check.opened_document import read_any_document
from tests.checks.proof.annexes import build_annex
from tests.checks.proof.office_macro import Step
from tests.checks.proof.sentences import SENTENCES

_CHANGED = "standard-text-changed"
# Rules that rightly find something else in a value that was changed, or in a selection without a clause.
_OF_VALUES = (
    "below-legal-floor",
    "conflicting-parameters",
    "conflicting-clauses",
    "lifetime-incoherent",
    "outside-bounds",
    "warranty-out-of-range",
)
_OF_LOSSES = (
    "battery-clause-missing",
    "duty-missed",
    "environment-weight-too-low",
    "erasure-certificate-missing",
    "quota-not-addressed",
    "remedy-missing",
    "take-back-without-erasure-or-export-rule",
)
# A number with words around it: LibreOffice finds no words across a field, and spaces that do not break are others.
_NUMBER = re.compile(
    r"(?<![^ ])(?P<before>(?:[^\W\d]+,? ){3,12})(?P<number>[1-9]\d?)"
    r"(?P<after> (?:(?:working )?(?:months|years|days|hours)|شهر|أشهر|سنوات|أيام)\b(?: [^\W\d]+){0,6})"
)
_LEAST_LETTERS, _MOST_LETTERS = 40, 120


@dataclass(frozen=True)
class OfficeEdit:
    """An edit: its kind, how it is made, the clause that it is in, and what `check` may say to it.

    `once`: the rules of which exactly one finding tells the edit; `words`: words of its message; `others`: rules that
    may find something in it as well, one of which has to if `needs_other`; `pasted`: a text that was added.
    """

    kind: str
    steps: tuple[Step, ...]
    clause: str
    once: tuple[str, ...]
    words: str = ""
    others: tuple[str, ...] = ()
    needs_other: bool = False
    pasted: str = ""

    def tells(self, finding: Finding) -> bool:
        """Whether a finding is the one that tells the edit."""
        if finding.rule not in self.once:
            return False
        return finding.place.clause == self.clause and fold_text(self.words) in fold_text(finding.message)

    def explains(self, finding: Finding) -> bool:
        """Whether a finding follows from the edit."""
        if finding.rule not in self.others:
            return False
        if self.pasted:
            # Two edits may paste the same words into two clauses.
            excerpt = finding.excerpt.fault if finding.excerpt else None
            return finding.place.clause == self.clause and fold_text(excerpt or "-") in fold_text(self.pasted)
        return True


def _list_clauses(paragraphs: Sequence[DocumentParagraph]) -> list[tuple[DocumentParagraph, list[DocumentParagraph]]]:
    """The headings of clauses of lots whose titles no other heading has, each with its paragraphs outside tables."""
    titles = [p.text for p in paragraphs if p.level]
    clauses: dict[str, list[DocumentParagraph]] = {}
    for paragraph in paragraphs:
        if paragraph.clause.startswith(("tk:L", "tk:C")) and not paragraph.clause.startswith("tk:L0"):
            clauses.setdefault(paragraph.clause, []).append(paragraph)
    return [
        (first, [p for p in rest if p.cell is None and p.part == "body"])
        for first, *rest in clauses.values()
        if first.level and titles.count(first.text) == 1
    ]


def _find_tag(paragraphs: Sequence[DocumentParagraph], command: str, words: str, *_: str) -> str:
    """The tag of the clause in which LibreOffice finds words first."""
    # Lines of the contents belong to no clause and are in no table.
    listed = [p for p in paragraphs if p.clause or p.cell]
    places = (p for p in listed if words in p.text and (p.level or command != "DeleteClause"))
    return next((place.clause for place in places), "")


def _read_id(paragraph: DocumentParagraph) -> str:
    return read_clause_tag(paragraph.clause)[1] or ""


Clause = tuple[DocumentParagraph, list[DocumentParagraph]]


def _delete_clause(clause: Clause, language: str, chance: random.Random) -> OfficeEdit | None:
    heading, _ = clause
    rules = ("clause-removed", "missing-clause")
    step = ("DeleteClause", heading.text)
    return OfficeEdit("clause deleted", (step,), _read_id(heading), rules, others=_OF_LOSSES)


def _change_number(clause: Clause, language: str, chance: random.Random) -> OfficeEdit | None:
    heading, paragraphs = clause
    places = [number for paragraph in paragraphs for number in _NUMBER.finditer(paragraph.text)]
    if not places:
        return None
    number = chance.choice(places)
    new = str(int(number["number"]) + chance.choice((1, 2, 5)))
    changed = f"{number['before']}{new}{number['after']}"
    return OfficeEdit(
        "number changed", (("ReplaceWords", number[0], changed),), _read_id(heading), (_CHANGED,), new, _OF_VALUES
    )


def _paste(
    kind: str, names: Sequence[str], clause: Clause, language: str, chance: random.Random
) -> OfficeEdit | None:
    heading, _ = clause
    # A demand on goods has a second fault among the criteria on firms.
    if ".1." in heading.number:
        return None
    rules, sentences = SENTENCES[chance.choice([name for name in names if language in SENTENCES[name][1]])]
    text = chance.choice(sentences[language]).replace("«", "").replace("»", "")
    step = ("PasteParagraph", heading.text, text)
    words = text[:60] if language == "en" else ""
    return OfficeEdit(kind, (step,), _read_id(heading), (_CHANGED,), words, rules, needs_other=True, pasted=text)


def _add_brand(clause: Clause, language: str, chance: random.Random) -> OfficeEdit | None:
    # Makes of old equipment may be named.
    if any(words in " ".join(clause[0].headings).casefold() for words in ("old equipment", "take-back")):
        return None
    return _paste("brand added", ("brand",), clause, language, chance)


def _paste_paragraph(clause: Clause, language: str, chance: random.Random) -> OfficeEdit | None:
    return _paste("paragraph pasted", [name for name in SENTENCES if name != "brand"], clause, language, chance)


def _type_heading(clause: Clause, language: str, chance: random.Random) -> OfficeEdit | None:
    heading, paragraphs = clause
    words = re.match(r"[^\W\d]+(?: [^\W\d]+)*", paragraphs[0].text if paragraphs else "")
    if words is None or len(words[0]) < _LEAST_LETTERS:
        return None
    title = "ما سبق" if language == "ar" else "What comes first"
    step = ("SplitClause", words[0][:_MOST_LETTERS], title)
    return OfficeEdit("heading typed", (step,), _read_id(heading), ("clause-split",))


PLANTS: tuple[Callable[[Clause, str, random.Random], OfficeEdit | None], ...] = (
    _delete_clause,
    _add_brand,
    _change_number,
    _paste_paragraph,
    _type_heading,
)


def plan_edits(name: str, language: str, count: int, first: int, chance: random.Random) -> list[OfficeEdit]:
    """Plan edits of different clauses of an annex. Parameters: `first`, the position in `PLANTS` of the first one."""
    paragraphs = read_any_document(build_annex(name, language), "annex.docx").paragraphs
    clauses = _list_clauses(paragraphs)
    chance.shuffle(clauses)
    edits: list[OfficeEdit] = []
    for clause in clauses:
        if len(edits) == count:
            break
        plant = PLANTS[(first + len(edits)) % len(PLANTS)] if not edits else chance.choice(PLANTS)
        edit = plant(clause, language, chance)
        # LibreOffice takes the first place where the words are.
        if edit and all(_find_tag(paragraphs, *step) == clause[0].clause for step in edit.steps):
            edits.append(edit)
    # What is deleted last cannot hold what is looked for.
    return sorted(edits, key=lambda edit: edit.kind == "clause deleted")
