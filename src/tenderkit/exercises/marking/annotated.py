# SPDX-License-Identifier: Apache-2.0
"""Read a handout that participants worked on: comments in Word, and words that were changed, as answers."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tenderkit.checks.documents.document import DocumentParagraph
from tenderkit.exercises.exercise import Exercise
from tenderkit.exercises.marking.answer_key import VariantForm, normalize
from tenderkit.exercises.marking.answers import find_choice
from tenderkit.exercises.mutations.catalogue import MUTATIONS
from tenderkit.exercises.types.rewrite_clause import RewriteExercise
from tenderkit.exercises.types.spot_the_defect import DefectExercise
from tenderkit.papers.annex.annex import Annex

_ID = re.compile(r"\W*(m\d{2})\b[\s:.,;–-]*", re.IGNORECASE)
# What ends the name of a defect in a comment.
_NAME_END = re.compile(r"\s*[:.;–]\s+|\s+-\s+")
_NUMBER = re.compile(r"\b\w+(?:\.\d+)+\b")
_NUMBERED = re.compile(r"^\S*\d\S*\s+")


class _Comment(NamedTuple):
    """A comment: its paragraphs, and the paragraph that it is on."""

    lines: list[str]
    at: DocumentParagraph


def read_annotations(
    paragraphs: Sequence[DocumentParagraph], form: VariantForm, handout: Sequence[DocumentParagraph]
) -> dict[str, str]:
    """Return what comments and changed words answer, by code and column; nothing for exercises of another kind.

    Parameters: `paragraphs`, of the file that was handed in; `form`, of the variant; `handout`, the paragraphs as
    they were handed out, none where nobody knows them.
    """
    match form.variant.exercise:
        case DefectExercise() as exercise:
            return _AnnexReader(exercise, form).read(paragraphs, handout)
        case RewriteExercise() as exercise:
            return _read_rows(paragraphs, exercise)
        case Exercise():
            return {}


def has_comments(paragraphs: Sequence[DocumentParagraph]) -> bool:
    """Return whether a document has comments."""
    return any(paragraph.part == "comment" for paragraph in paragraphs)


def _read_rows(paragraphs: Sequence[DocumentParagraph], exercise: RewriteExercise) -> dict[str, str]:
    """Return the answers to flawed paragraphs that were changed or commented on in the table of a handout."""
    rows = {row.code: row for row in exercise.rows}
    answers: dict[str, str] = {}
    last = len(exercise.head) + 1
    changed: dict[str, list[str]] = {}
    for paragraph in paragraphs:
        cell = paragraph.cell
        code = "" if cell is None else normalize(cell.row_head)
        if paragraph.part == "body" and cell and code in rows and cell.column == last:
            changed.setdefault(code, []).append(paragraph.text)
    for code, lines in changed.items():
        if normalize(" ".join(lines)) != normalize(rows[code].draft):
            answers[f"{code}.answer"] = "\n".join(lines)
    for comment in _list_comments(paragraphs, lambda _: False):
        cell = comment.at.cell
        code = "" if cell is None else normalize(cell.row_head) or normalize(comment.at.text)
        if code in rows:
            answers[f"{code}.why"] = "\n".join(filter(None, (answers.get(f"{code}.why", ""), *comment.lines)))
    return answers


def _list_comments(paragraphs: Sequence[DocumentParagraph], begins: Callable[[str], bool]) -> Iterator[_Comment]:
    """Yield the comments; several on one paragraph are separated by lines that begin with the name of a defect."""
    at: DocumentParagraph | None = None
    comment: _Comment | None = None
    for paragraph in paragraphs:
        if paragraph.part != "comment":
            at = paragraph if paragraph.part in ("body", "text-box") else at
            if comment:
                yield comment
            comment = None
        elif at is not None:
            if comment and begins(paragraph.text):
                yield comment
                comment = None
            comment = comment or _Comment([], at)
            comment.lines.append(paragraph.text)
    if comment:
        yield comment


class _AnnexReader:
    """Reads an annex with defects that was commented on or changed, as claims."""

    def __init__(self, exercise: DefectExercise, form: VariantForm) -> None:
        assert exercise.annex is not None, "its defects are in an annex"
        self._exercise, self._annex, self._task = exercise, exercise.annex, form.variant.task
        language = self._task.material.language
        self._ids = {id_.lower(): mutation.name(language) for id_, mutation in MUTATIONS.items()}
        self._names = {name: name for name in exercise.names}
        for mutation in MUTATIONS.values():
            for other in mutation.list_other_names(language):
                self._names.setdefault(other, mutation.name(language))
        self._places = _PlaceFinder(exercise, self._annex)

    def read(self, paragraphs: Sequence[DocumentParagraph], handout: Sequence[DocumentParagraph]) -> dict[str, str]:
        """Return the claims, by code and column."""
        claims: dict[str, list[dict[str, str]]] = {}
        for comment in _list_comments(paragraphs, lambda line: bool(self._split_name(line)[0])):
            place = self._find_place(comment)
            claims.setdefault(place, []).append({"place": place, **self._read_comment(comment.lines)})
        if handout:
            for place, mend in self._compare(paragraphs, handout):
                claims.setdefault(place, [{"place": place}])[0].setdefault("mend", mend)
        listed = [claim for at_place in claims.values() for claim in at_place]
        return {
            f"d{number:02}.{column}": value
            for number, claim in enumerate(listed, 1)
            for column, value in claim.items()
            if value
        }

    def _find_place(self, comment: _Comment) -> str:
        """Return the place of a comment: where it is, unless it says that something is missing in the annex."""
        missing = self._exercise.places[-1]
        if any(normalize(missing) in normalize(line) for line in comment.lines):
            return missing
        return self._places.find(comment.at) or comment.at.text[:80]

    def _read_comment(self, lines: Sequence[str]) -> dict[str, str]:
        """Return the name, the consequence and the better words that a comment has: a line for each."""
        name, rest = self._split_name(lines[0])
        texts = [text for text in (rest, *lines[1:]) if text.strip()]
        # A name that is no name of a defect is read with the rest, by a person.
        return {"name": name, "consequence": texts[0] if texts else "", "mend": " ".join(texts[1:])}

    def _split_name(self, line: str) -> tuple[str, str]:
        """Return the name of the defect at the beginning of a line, empty where there is none, and the rest.

        A place in front of it, as in the model answer, is passed over.
        """
        line = next((line[len(p) :].lstrip(" :") for p in self._exercise.places if line.startswith(p)), line)
        if (match := _ID.match(line)) and match[1].lower() in self._ids:
            return self._ids[match[1].lower()], line[match.end() :]
        head, *rest = _NAME_END.split(line, maxsplit=1)
        named = find_choice(head.rstrip(".:"), [*self._names])
        return (self._names[named], rest[0] if rest else "") if named else ("", line)

    def _compare(
        self, paragraphs: Sequence[DocumentParagraph], handout: Sequence[DocumentParagraph]
    ) -> Iterator[tuple[str, str]]:
        """Yield each place whose words were changed, with the new words, or what was struck."""
        now, before = self._group(paragraphs), self._group(handout)
        material = self._task.material
        for place, lines in before.items():
            new = now.get(place, {})
            added = [line for key, line in new.items() if key not in lines]
            struck = [line for key, line in lines.items() if key not in new]
            if added:
                yield place, "; ".join(new.values()) if place in self._places.awards else " ".join(added)
            elif struck:
                yield (
                    place,
                    material.text("exercise-spot.strike", words=" ".join(map(material.language.quote, struck))),
                )

    def _group(self, paragraphs: Sequence[DocumentParagraph]) -> dict[str, dict[str, str]]:
        """Return the lines at each place, by what they are compared by: a number of a clause may have moved."""
        grouped: dict[str, dict[str, str]] = {}
        for paragraph in paragraphs:
            place = self._places.find(paragraph) if paragraph.part == "body" and not paragraph.contents else ""
            if place:
                cell = paragraph.cell
                text = f"{cell.row_head}: {paragraph.text}" if cell and cell.row_head else paragraph.text
                grouped.setdefault(place, {})[normalize(_NUMBER.sub("#", text))] = text
        return grouped


class _PlaceFinder:
    """Finds the place of a paragraph: by the mark of its clause, which tenderkit set, else by the heading above.

    `awards`: the places of the award criteria, by lot.
    """

    def __init__(self, exercise: DefectExercise, annex: Annex) -> None:
        places = exercise.places
        self._by_tag = {clause.tag: place for clause, place in zip(annex.printed, places, strict=False)}
        self._by_heading = {normalize(place): place for place in places}
        titles: dict[str, list[str]] = {}
        for clause, place in zip(annex.printed, places, strict=False):
            titles.setdefault(normalize(clause.title), []).append(place)
        # A title that several lots have says no place.
        self._by_title = {title: named[0] for title, named in titles.items() if len(named) == 1}
        self.awards = places[len(annex.printed) : -1]
        self._lots = [normalize(lot.title) for lot in annex.lots]

    def find(self, paragraph: DocumentParagraph) -> str:
        """Return the place of a paragraph, empty where it has none."""
        if paragraph.clause in self._by_tag:
            return self._by_tag[paragraph.clause]
        own = (f"{paragraph.number} {paragraph.text}",) if paragraph.level else ()
        headings = [normalize(heading) for heading in (*own, *reversed(paragraph.headings))]
        for known, named in ((self._by_heading, headings), (self._by_title, map(_drop_number, headings))):
            if place := next((known[heading] for heading in named if heading in known), ""):
                return place
        if paragraph.cell is None:
            return ""
        lots = zip(self._lots, self.awards, strict=True)
        return next((place for lot, place in lots if any(heading.endswith(lot) for heading in headings)), "")


def _drop_number(heading: str) -> str:
    return _NUMBERED.sub("", heading)
