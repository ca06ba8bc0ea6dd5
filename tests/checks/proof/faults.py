# SPDX-License-Identifier: Apache-2.0
"""Faults that are planted into an annex, and whether `check` finds them."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from lxml import etree

from tenderkit.checks.documents.rule import load_rules
from tenderkit.checks.documents.statements import fold_text
from tenderkit.findings import Finding
from tests.checks.proof.sentences import SENTENCES
from tests.checks.proof.word_copy import W, WordCopy, make, read_text

_EQUIVALENT = re.compile(r",? or (?:an )?equivalent(?: \w+)?|،? أو ما يعادله[ا]?")
_NAMED = re.compile(
    r"(?:EN|ISO|IEC|NIST SP|IEEE|BS|DIN)[ /](?:IEC |ISO |EN )*\d[\w.:-]+|EPEAT|TCO Certified|Blue Angel"
)
_OLD = re.compile(r"\bold\b|القديم", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w./:-])\d+(?![\w./:-])")
_GAPS = ("[to be confirmed]", "TBC", "[insert number]", "……")
_CLAUSE = re.compile(r"tk:L[1-9]\d*\.[a-z0-9-]+@\d+")
# What the finding on what Word has recorded says, by language.
_CHANGES = {"en": "tracked change", "ar": "متعقَّب"}
_COMMENT = {"en": "a comment is left", "ar": "بقي في الوثيقة تعليق"}


@dataclass(frozen=True)
class Planted:
    """A fault in a document: its kind, the rules of which one finds it, and words of which it is a part."""

    kind: str
    rules: tuple[str, ...]
    words: str = ""

    def is_found_by(self, finding: Finding) -> bool:
        """Whether a finding is about this fault."""
        if finding.rule not in self.rules:
            return False
        fault = finding.excerpt.fault if finding.excerpt else ""
        around = f"{finding.excerpt.before}{fault}{finding.excerpt.after}" if finding.excerpt else ""
        near = f"{finding.message} {around}"
        words, near = (fold_text(text).casefold() for text in (self.words, near))
        return words in near or bool(fault and fold_text(fault).casefold() in words)


def _write_sentence(kind: str, copy: WordCopy, language: str, chance: random.Random) -> Planted | None:
    rules, sentences = SENTENCES[kind]
    # Makes of old equipment may be named: the rule lets all pass below a heading on it.
    if language not in sentences or (kind == "brand" and any(map(_OLD.search, copy.list_headings()))):
        return None
    sentence = chance.choice(sentences[language])
    marked = re.search("«(.*)»", sentence)
    assert marked is not None, sentence
    copy.write(sentence.replace("«", "").replace("»", ""))
    return Planted(kind, rules, marked[1])


def _take_equivalent_out(copy: WordCopy, language: str, chance: random.Random) -> Planted | None:
    """Delete “or equivalent” behind a standard or label."""
    places = []
    for paragraph in copy.list_duties():
        for sentence in re.finditer(r"[^.;]*(?:\.\d[^.;]*)*[.;]", read_text(paragraph)):
            phrases, named = list(_EQUIVALENT.finditer(sentence[0])), _NAMED.search(sentence[0])
            if len(phrases) == 1 and named:
                places.append((paragraph, sentence.start(), phrases[0], named[0]))
    if not places:
        return None
    paragraph, at, phrase, name = chance.choice(places)
    copy.replace_text(copy.use(paragraph), at + phrase.start(), at + phrase.end(), "")
    return Planted("or equivalent deleted", ("standard-without-equivalent", "label-without-equivalent"), name)


def _leave_gap(copy: WordCopy, language: str, chance: random.Random) -> Planted | None:
    """Overwrite a number of a duty by a mark that it is still open."""
    places = [(p, number) for p in copy.list_duties() for number in _NUMBER.finditer(read_text(p))]
    if not places:
        return None
    paragraph, number = chance.choice(places)
    gap = chance.choice(_GAPS)
    copy.replace_text(copy.use(paragraph), *number.span(), gap)
    return Planted("number left open", ("unfilled-placeholder",), gap)


def _change_weight(copy: WordCopy, language: str, chance: random.Random) -> Planted | None:
    """Raise a weight by five in the table of criteria, whose total stays."""
    for table in copy.root.iter(W + "tbl"):
        rows = [[cell.find(W + "p") for cell in row.findall(W + "tc")] for row in table.findall(W + "tr")]
        texts = [[read_text(cell) if cell is not None else "" for cell in row] for row in rows]
        if len(rows) > 2 and texts[-1][-1] == "100" and all(row[-1].isdigit() for row in texts[1:]):
            cell = chance.choice(rows[1:-1])[-1]
            if cell is not None:
                text = read_text(cell)
                copy.replace_text(copy.use(cell), 0, len(text), str(int(text) + 5))
                return Planted("weights make 105", ("award-weights-do-not-sum",), "105")
    return None


def _leave_insertion(copy: WordCopy, language: str, chance: random.Random) -> Planted | None:
    copy.track_insertion(
        copy.choose_duty(), " يسري ذلك من أول يوم." if language == "ar" else " It holds from day one."
    )
    return Planted("tracked insertion left", ("revision-marks-left",), _CHANGES[language])


def _leave_deletion(copy: WordCopy, language: str, chance: random.Random) -> Planted | None:
    copy.track_deletion(copy.choose_duty())
    return Planted("tracked deletion left", ("revision-marks-left",), _CHANGES[language])


def _leave_comment(copy: WordCopy, language: str, chance: random.Random) -> Planted | None:
    text = "هل هذا ما نريد؟" if language == "ar" else "Is this what we want?"
    copy.comment(copy.choose_duty(), text)
    return Planted("comment left", ("revision-marks-left",), _COMMENT[language])


def _link_picture(copy: WordCopy, language: str, chance: random.Random) -> Planted | None:
    """Put a picture in that is loaded from elsewhere when somebody opens the file."""
    target = f"https://pictures.example/{chance.randrange(1000)}.png"
    id_ = copy.add_relation("image", target, outside=True)
    picture = make("pict", make("r", copy.choose_duty()))
    shape = etree.SubElement(picture, "{urn:schemas-microsoft-com:vml}shape")
    data = etree.SubElement(shape, "{urn:schemas-microsoft-com:vml}imagedata")
    data.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", id_)
    return Planted("picture from outside", ("loads-from-outside",), target)


def _list_clauses(copy: WordCopy) -> list[etree._Element]:
    """The controls around the clauses of lots that nobody has edited yet."""
    free = set(copy.list_duties())
    controls = []
    for control in copy.root.iter(W + "sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        paragraphs = list(control.iter(W + "p"))
        duties = [paragraph for paragraph in paragraphs if paragraph in free]
        if any(map(copy.is_used, paragraphs)):
            continue
        if tag is not None and _CLAUSE.fullmatch(tag.get(W + "val", "")) and len(duties) > 1:
            controls.append(control)
    return controls


def _delete_clause(copy: WordCopy, language: str, chance: random.Random) -> Planted | None:
    """Delete a clause with its heading."""
    control = chance.choice(_list_clauses(copy))
    title = read_text(next(control.iter(W + "p")))
    parent = control.getparent()
    assert parent is not None
    parent.remove(control)
    return Planted("clause deleted", ("clause-removed", "missing-clause"), title)


def _change_number(copy: WordCopy, language: str, chance: random.Random) -> Planted | None:
    """Double a number in a duty of a clause."""
    places = [
        (paragraph, number)
        for control in _list_clauses(copy)
        for paragraph in control.iter(W + "p")
        if paragraph in set(copy.list_duties())
        for number in _NUMBER.finditer(read_text(paragraph))
    ]
    if not places:
        return None
    paragraph, number = chance.choice(places)
    new = str(int(number[0]) * 2 + 1)
    copy.replace_text(copy.use(paragraph), *number.span(), new)
    return Planted("number changed", ("standard-text-changed",), new)


def _lose_heading(copy: WordCopy, language: str, chance: random.Random) -> Planted | None:
    """Delete the heading of a clause with its bookmark, and leave its text."""
    control = chance.choice(_list_clauses(copy))
    heading = next(control.iter(W + "p"))
    title = read_text(heading)
    parent = heading.getparent()
    assert parent is not None
    parent.remove(heading)
    for paragraph in control.iter(W + "p"):
        copy.use(paragraph)
    return Planted("heading and bookmark lost", ("clause-id-lost", "standard-text-changed"), title)


Plant = Callable[[WordCopy, str, random.Random], Planted | None]
_OTHERS: Sequence[tuple[tuple[str, ...], Plant]] = (
    (("standard-without-equivalent",), _take_equivalent_out),
    (("unfilled-placeholder",), _leave_gap),
    (("award-weights-do-not-sum",), _change_weight),
    (("revision-marks-left",), _leave_insertion),
    (("revision-marks-left",), _leave_deletion),
    (("revision-marks-left",), _leave_comment),
    (("loads-from-outside",), _link_picture),
    (("clause-removed",), _delete_clause),
    (("standard-text-changed",), _change_number),
    (("clause-id-lost",), _lose_heading),
)


@cache
def list_plants() -> Mapping[str, Plant]:
    """What plants a fault of each kind, by a name; kinds for which there is no rule are left out."""
    rules = load_rules()

    def write(kind: str) -> Plant:
        return lambda copy, language, chance: _write_sentence(kind, copy, language, chance)

    plants = {kind: write(kind) for kind, (ids, _) in SENTENCES.items() if not rules.keys().isdisjoint(ids)}
    plants |= {plant.__name__: plant for ids, plant in _OTHERS if not rules.keys().isdisjoint(ids)}
    return plants


def plant_faults(copy: WordCopy, language: str, chance: random.Random) -> list[Planted]:
    """Plant one to five faults of different kinds."""
    plants = list(list_plants().values())
    wanted, planted = chance.randint(1, 5), []
    chance.shuffle(plants)
    for plant in plants:
        if len(planted) == wanted:
            break
        fault = plant(copy, language, chance)
        # Two marks of the same revision are one finding.
        if fault is not None:
            planted.append(fault)
    return planted
