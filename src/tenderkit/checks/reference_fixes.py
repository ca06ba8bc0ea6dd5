# SPDX-License-Identifier: Apache-2.0
"""What can be mended in a text without a decision: “or equivalent” behind references, and superseded editions.

Words are added where a sentence names a standard, scheme or label and accepts no equivalent, behind the last of those
that are named in one breath. Where any of these places is not certain, nothing in the sentence is changed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.author_data import SupersededReference, WordLists, merge_lists
from tenderkit.library.library import Library
from tenderkit.lint.catalogue import Catalogue, split_sentences
from tenderkit.lint.equivalence import Equivalence, StandardNames
from tenderkit.lint.labels import LabelNames
from tenderkit.lint.phrases import Pattern, Phrases, Words, normalize_text

# The rules whose findings can be mended without a decision.
OPENED = ("label-without-equivalent", "standard-without-equivalent")
RENEWED = "superseded-reference"
_ARABIC = re.compile("[\u0620-\u064a]")
_LETTER = re.compile(r"[^\W\d_]")
# Behind a name: its year, its title in quotation marks or brackets, its number; the names of editions are words.
_TITLE = r"\s?[“\"«][^”\"»]{1,120}[”\"»]|\s?\([^()]{1,80}\)"
_NUMBER = r"\s\d{1,2}(?:\.\d{1,2})?(?![\w%]|[.,]\d)|\sof\s(?:19|20)\d\d\b|,?\s(?:19|20)\d\d(?!\w)"
_CLOSING = re.compile(r"\s?(?:$|[.,;:!?)\]”\"»،؛؟]|/)|\s[–—-]\s")
# The Arabic “and” is written as one word with the name behind it.
_ATTACHED_AND = re.compile(r"(?<=\s)و(?=[A-Z])")
# A date behind the name of an edition: it would be that of the old one.
_DATED = re.compile(r"(?:,\s|\s?\()[^().;,]{0,20}(?:19|20)\d\d")


@frozen_dataclass
class TextChange:
    """A change of a text: `words` replaces the letters from `start` to `end`, or is added where these are equal.

    `before`, `after`: the name of the reference with what belongs to it, as a person reads it before and after.
    """

    start: int
    end: int
    words: str
    before: str
    after: str


@frozen_dataclass
class Fix:
    """What was mended: the rule that found it, the place, and what was there before and is there after."""

    rule: str
    place: str
    before: str
    after: str

    def as_json(self) -> dict[str, str]:
        """Return the fix as a dictionary for the JSON output of commands."""
        return dict(vars(self))


class ReferenceFixer:
    """Finds what can be mended in texts.

    Parameters: `lists`, the word lists; `superseded`, the outdated references; `library`, any library.
    """

    def __init__(self, lists: WordLists, superseded: Mapping[str, SupersededReference], library: Library) -> None:
        additions = lists["equivalence-addition"]
        self._additions = {language: next(iter(words)) for language, words in additions.items()}
        self._superseded = superseded
        self._catalogue = Catalogue(replace(library, clauses={}, jurisdictions={}), lists=merge_lists(lists))
        self._equivalence = Equivalence(self._catalogue)
        self._standards, self._labels = StandardNames(self._catalogue), LabelNames(self._catalogue)
        self._words = Words(self._catalogue, "en")

    def open_sentence(self, sentence: str, language: str) -> tuple[TextChange, ...]:
        """Return the changes by which a sentence accepts equivalents of all references that it names.

        Returns none where the sentence accepts them, or where it is not certain where a reference ends.

        Parameters: `language`, that of the words to add.
        """
        if self.accepts_equivalent(sentence) or self._equivalence.refusals["en"].search(sentence):
            return ()
        changes = []
        at = 0
        names = self._search_names(_ATTACHED_AND.sub(" ", sentence))
        while (name := names.find(at)) is not None:
            end = self._find_end(names, name)
            if not self._may_follow(sentence[end:]):
                return ()
            words = f" {self._additions[language]}"
            before = sentence[name[0] : end]
            changes.append(TextChange(end, end, words, before, before + words))
            at = end
        return tuple(changes)

    def accepts_equivalent(self, text: str) -> bool:
        """Return whether a text accepts equivalents of what it names."""
        return self._equivalence.accepts_equivalent(text, "en")

    def guess_language(self, text: str, otherwise: str) -> str:
        """Return the language of a text, in which words are added; `otherwise` where it has references alone."""
        at, rest = 0, []
        names = self._search_names(text)
        while (name := names.find(at)) is not None:
            rest.append(text[at : name[0]])
            at = self._find_end(names, name)
        words = " ".join((*rest, text[at:]))
        return guess_language(words) if _LETTER.search(words) else otherwise

    def _search_names(self, text: str) -> "_NameSearch":
        """Return the search for the references in a text."""
        hidden = self._labels.lookalikes["en"].blank_out(text)
        return _NameSearch(
            text,
            (self._standards.numbered["en"], text),
            (self._standards.schemes["en"].lowered, text.lower()),
            (self._labels.names["en"].lowered, hidden.lower()),
        )

    def _find_end(self, names: "_NameSearch", name: tuple[int, int]) -> int:
        """Return where the words of a reference end, or those of the last of several that are named in one breath."""
        sentence, end = names.text, name[1]
        while True:
            for _ in range(4):
                end = match.end() if (match := self._tail.match(sentence, end)) else end
            joint = self._joints.match(sentence, end)
            following = names.find(joint.end()) if joint else None
            if joint is None or following is None or following[0] != joint.end():
                return end
            end = following[1]

    @cached_property
    def _tail(self) -> re.Pattern[str]:
        numbered = self._words.bare("edition-words", "numbered-words-of-references")
        editions = rf",?\s{numbered}\.?\s?\d\w*(?:\.\d+)*"
        belonging = rf"\s{self._words('words-of-references')}"
        return re.compile(rf"{_TITLE}|{editions}|{_NUMBER}|{belonging}|[”\"»]", re.IGNORECASE)

    @cached_property
    def _joints(self) -> re.Pattern[str]:
        between = self._words.bare("words-between-references")
        return re.compile(rf"\s?[,/،]\s?(?:{between}\s)?|\s{between}\s|\s\s(?=[A-Z])", re.IGNORECASE)

    def _may_follow(self, rest: str) -> bool:
        """Return whether the added words may come before the rest of a sentence."""
        return _CLOSING.match(rest) is not None or self._following.match(rest.lower()) is not None

    @cached_property
    def _following(self) -> re.Pattern[str]:
        # The Arabic “and” again.
        return re.compile(rf"\s(?:{self._words('words-behind-additions')}|و(?=\w))")

    def renew_sentence(self, sentence: str, name: str) -> tuple[TextChange, ...]:
        """Return the changes by which a sentence names the edition in force in place of an outdated one.

        Parameters: `name`, the outdated reference as the sentence has it.
        """
        wanted = normalize_text(name)
        entries = (e for e in self._superseded.values() if wanted in map(normalize_text, e.names))
        new = next((_exchange_words(name, entry.exchange) for entry in entries), name)
        if new == name or self._refuses(sentence, name):
            return ()
        start, end = _find_difference(name, new)
        changes = []
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", sentence):
            if _DATED.match(sentence, match.end()):
                return ()
            words = new[start : len(new) - len(name) + end]
            changes.append(TextChange(match.start() + start, match.start() + end, words, name, new))
        return tuple(changes)

    def _refuses(self, sentence: str, name: str) -> bool:
        """Return whether a sentence refuses or forbids an outdated reference."""
        if Phrases(self._catalogue, "refused-references")["en"].search(sentence):
            return True
        forbidden = rf"{self._words('prohibitions')}\s+(?:\w+\s+){{0,3}}?{re.escape(name.lower())}"
        return Pattern(forbidden).search(sentence) is not None


class _NameSearch:
    """Searches a text for references, from its beginning to its end; each place is searched once.

    Parameters: `searches`, each pattern with the form of the text in which it searches, of the same length.
    """

    def __init__(self, text: str, *searches: tuple[re.Pattern[str], str]) -> None:
        self.text = text
        self._searches = searches
        self._next = [pattern.search(form) for pattern, form in searches]

    def find(self, start: int) -> tuple[int, int] | None:
        """Return where the first reference behind a position begins and ends; of two at one place, the longer.

        Parameters: `start`, at least the position of the search before.
        """
        for n, (pattern, form) in enumerate(self._searches):
            match = self._next[n]
            if match and match.start() < start:
                self._next[n] = pattern.search(form, start)
        places = [(match.start(), match.end()) for match in self._next if match]
        return min(places, key=lambda place: (place[0], -place[1]), default=None)


def _exchange_words(name: str, exchange: Mapping[str, str]) -> str:
    """Return a name in which the last of the words to exchange is exchanged; the longest of these words counts."""
    for old in sorted(exchange, key=len, reverse=True):
        at = name.lower().rfind(old.lower())
        if at >= 0:
            return name[:at] + exchange[old] + name[at + len(old) :]
    return name


def _find_difference(old: str, new: str) -> tuple[int, int]:
    """Return from where to where an old text differs from a new one, in whole words."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    start = old.rfind(" ", 0, start) + 1
    end = len(old)
    while end > start and len(new) - len(old) + end > start and old[end - 1] == new[len(new) - len(old) + end - 1]:
        end -= 1
    following = old.find(" ", end)
    return start, len(old) if following < 0 else following


def fix_text(fixer: ReferenceFixer, text: str, rule: str, name: str) -> tuple[TextChange, ...]:
    """Return the changes of a text by which a finding is mended, in the order of the text.

    Parameters: `rule`, the id of the rule that found it; `name`, the reference at fault as the text has it.
    """
    changes: list[TextChange] = []
    language = fixer.guess_language(text, "en") if rule != RENEWED else ""
    for start, sentence in locate_sentences(text):
        if rule == RENEWED:
            some = fixer.renew_sentence(sentence, name)
        else:
            is_there = name.lower() in sentence.lower()
            some = fixer.open_sentence(sentence, language) if is_there else ()
        changes += [replace(change, start=change.start + start, end=change.end + start) for change in some]
    return tuple(changes)


def locate_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text, each with the position at which it begins."""
    at = 0
    for sentence in split_sentences(text):
        start = text.find(sentence, at)
        if start >= 0:
            yield start, sentence
            at = start + len(sentence)


def guess_language(text: str) -> str:
    """Return the language of a text: `ar` where a third of its letters are Arabic, as names are not, else `en`."""
    letters = len(_LETTER.findall(text))
    return "ar" if 3 * len(_ARABIC.findall(text)) > letters else "en"
