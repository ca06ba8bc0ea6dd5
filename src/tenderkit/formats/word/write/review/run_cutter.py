# SPDX-License-Identifier: Apache-2.0
"""Find words of a paragraph in its XML, and cut the runs so that the words are whole runs.

A run is a piece of text with one format: the words may be spread over many runs, or be inside a longer one.
"""

import copy
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from lxml import etree

from tenderkit.checks.documents.letters import clean_text
from tenderkit.checks.documents.statements import find_all_phrases
from tenderkit.checks.look_alikes import fold_letters
from tenderkit.findings import Excerpt
from tenderkit.formats.word.read.document.story import TracedText
from tenderkit.formats.word.read.elements import find_child, strip_namespace

_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


class RunCutter:
    """Finds words in the pieces of a paragraph, as the rules see it.

    `text`: the text of the paragraph in the form in which rules search it.
    """

    def __init__(self, pieces: Sequence[TracedText]) -> None:
        texts = [piece for piece in pieces if piece[0]]
        # The parts into which each piece was cut: where the part begins in the piece, and its text and element.
        self._parts = [[(0, text, element)] for text, element in texts]
        # For each letter of the text: the number of the piece, and the position in it.
        self._places: list[tuple[int, int]] = []
        letters: list[str] = []
        for number, (text, _) in enumerate(texts):
            is_plain = text.isascii()
            for position, letter in enumerate(text):
                for folded in letter if is_plain else fold_letters(clean_text(letter)):
                    if folded.isspace() and (not letters or letters[-1] == " "):
                        continue
                    letters.append(" " if folded.isspace() else folded)
                    self._places.append((number, position))
        self.text = "".join(letters)
        # Letters that look like others are recognised by the word that they are in.
        if len(folded_words := fold_letters(self.text)) == len(self.text):
            self.text = folded_words

    def find_all(self, phrase: str) -> Iterator[tuple[int, int]]:
        """Yield where a phrase begins and ends in `text`, in its order."""
        simple = "".join(fold_letters(letter) for letter in " ".join(clean_text(phrase).split()))
        for start in find_all_phrases(self.text, simple):
            yield start, start + len(simple)

    def find_excerpt(self, excerpt: Excerpt) -> tuple[int, int] | None:
        """Return where the words at fault begin and end in `text`; None where it does not have them.

        Where it has them several times, those with the words of the excerpt around them are meant.
        """
        places = list(self.find_all(excerpt.fault))
        before, after = excerpt.before.strip("…"), excerpt.after.strip("…")
        exact = (
            (start, end)
            for start, end in places
            if self.text[:start].endswith(before) and self.text[end:].startswith(after)
        )
        return next(exact, places[0] if places else None)

    def cut_runs(self, start: int, end: int) -> list[etree._Element] | None:
        """Cut the runs so that the letters of `text` from `start` to `end` are whole runs; return these runs.

        Returns None where some of the letters are in no run that can be cut, such as a formula.
        """
        if not 0 <= start < end <= len(self._places):
            return None
        first, last = self._places[start], self._places[end - 1]
        if any(_find_run(element) is None for *_, element in self._list_parts(first[0], last[0])):
            return None
        self._cut_piece(last[0], last[1] + 1)
        self._cut_piece(*first)
        covered = [
            element for number, at, element in self._list_parts(first[0], last[0]) if first <= (number, at) <= last
        ]
        return [run for run in dict.fromkeys(map(_find_run, covered)) if run is not None]

    def _list_parts(self, first: int, last: int) -> list[tuple[int, int, etree._Element]]:
        """Return the parts of some pieces: the number of the piece, where the part begins in it, and its element."""
        return [(n, at, element) for n in range(first, last + 1) for at, _, element in self._parts[n]]

    def _cut_piece(self, number: int, position: int) -> None:
        """Cut a piece so that its position begins a run."""
        parts = self._parts[number]
        index = bisect_right(parts, position, key=lambda part: part[0]) - 1
        at, text, element = parts[index]
        length = position - at
        if length == 0:
            _part_run(element)
        elif length < len(text):
            rest = copy.deepcopy(element)
            element.text, rest.text = text[:length], text[length:]
            for part in (element, rest):
                part.set(_PRESERVE, "preserve")
            element.addnext(rest)
            _part_run(rest)
            parts[index : index + 1] = [(at, text[:length], element), (position, text[length:], rest)]
        elif (following := element.getnext()) is not None:
            _part_run(following)


def _find_run(element: etree._Element) -> etree._Element | None:
    """Return the run around an element whose text can be cut; None where there is none."""
    parent = element.getparent()
    if parent is None or strip_namespace(str(parent.tag)) != "r" or strip_namespace(str(element.tag)) == "fldChar":
        return None
    return parent


def _part_run(element: etree._Element) -> None:
    """Put an element, and what follows it in its run, into a run of its own with the same format."""
    run = _find_run(element)
    if run is None:
        return
    before = [kid for kid in run.iterchildren() if strip_namespace(str(kid.tag)) != "rPr"]
    if not before or before[0] is element:
        return
    new = run.makeelement(run.tag, {str(name): str(value) for name, value in run.attrib.items()})
    properties = find_child(run, "rPr")
    if properties is not None:
        new.append(copy.deepcopy(properties))
    for kid in (element, *element.itersiblings()):
        new.append(kid)
    run.addnext(new)
