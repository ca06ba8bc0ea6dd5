# SPDX-License-Identifier: Apache-2.0
"""Find letters that look like others, and characters that nobody sees, in texts.

Unicode Technical Standard 39 calls the first mixed-script confusables. The list here holds the Cyrillic and Greek
letters that print like Latin ones in usual fonts; the styled letters, such as full-width ones, are those that the
normal form NFKC turns into plain ones.
"""

import re
import unicodedata
from collections.abc import Iterator

# Cyrillic and Greek letters, each above the Latin letter that it looks like.
_CYRILLIC = "АВЕЅІЈКМНОРСТУХасеіјорѕухһԁԛԝ", "ABESIJKMHOPCTYXaceijopsyxhdqw"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυ", "ABEZHIKMNOPTYXaikvopu"
_LATIN_FOR = str.maketrans("".join((_CYRILLIC[0], _GREEK[0])), "".join((_CYRILLIC[1], _GREEK[1])))
_LOOK_ALIKES = {"CYRILLIC": frozenset(_CYRILLIC[0]), "GREEK": frozenset(_GREEK[0])}
_LATIN = frozenset("".join((_CYRILLIC[1], _GREEK[1])))
_STYLED = ("FULLWIDTH", "MATHEMATICAL")
_LETTERS = re.compile(r"[^\W\d_]+")
_OTHER_LETTER = re.compile(r"[^\W\d_A-Za-z]")
# Soft hyphen, zero-width space, word joiner and its kin, byte-order mark, Mongolian vowel separator, fillers.
_NEVER_SEEN = re.compile("[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0]")
# Joiners shape the letters of Arabic, Indic scripts and emoji; between others they are never needed.
_JOINER = re.compile(r"(?:^|(?<=[\sA-Za-z0-9\u00c0-\u024f\u0370-\u04ff]))[\u200c\u200d]")

# The vowel marks of Arabic, and the stroke that stretches its words.
_VOWEL_MARKS = re.compile("[\u0640\u064b-\u0652\u0670]")


def find_look_alikes(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word that mixes letters of two scripts which look alike, with the first of its strange letters.

    A word is strange where all its letters of the rarer script look like letters of the other: a Latin word with a
    Cyrillic “е”, or a Cyrillic word with a Latin “a”. Words such as `kΩ` or `3D-принтер` are not. Letters in a style
    of their own, such as full-width ones, are strange as well.
    """
    if text.isascii():
        return
    for match in _LETTERS.finditer(text):
        word = match[0]
        if not word.isascii() and (letter := _find_strange_letter(word)):
            yield word, letter


def _find_strange_letter(word: str) -> str | None:
    scripts: dict[str, list[str]] = {}
    for letter in word:
        script = unicodedata.name(letter, "").partition(" ")[0]
        if script in _STYLED and unicodedata.normalize("NFKC", letter).isascii():
            return letter
        scripts.setdefault(script, []).append(letter)
    latin = scripts.get("LATIN", [])
    for script, look_alikes in _LOOK_ALIKES.items():
        others = scripts.get(script, [])
        # The script with fewer letters in the word is the one that crept in.
        letters, known = (others, look_alikes) if len(others) <= len(latin) else (latin, _LATIN)
        if latin and others and known.issuperset(letters):
            return letters[0]
    return None


def find_invisible_letters(text: str) -> Iterator[str]:
    """Yield the characters of a text that have no width and no effect there."""
    if not text.isascii():
        for pattern in (_NEVER_SEEN, _JOINER):
            yield from (match[0] for match in pattern.finditer(text))


def fold_letters(text: str) -> str:
    """Return a text with plain letters, without marks of vowels; its spaces are left as they are."""
    return text if text.isascii() else _VOWEL_MARKS.sub("", fold_look_alikes(text))


def fold_look_alikes(text: str) -> str:
    """Return a text as people read it: without invisible letters, and with Latin letters in place of their likes.

    Only words that hold Latin letters as well are changed.
    """
    if text.isascii():
        return text
    seen = _JOINER.sub("", _NEVER_SEEN.sub("", text))
    if not _OTHER_LETTER.search(seen):
        return seen
    return _LETTERS.sub(lambda match: _fold_word(match[0]), seen)


def _fold_word(word: str) -> str:
    if word.isascii() or _find_strange_letter(word) is None:
        return word
    return unicodedata.normalize("NFKC", word).translate(_LATIN_FOR)
