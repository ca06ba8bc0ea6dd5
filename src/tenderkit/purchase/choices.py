# SPDX-License-Identifier: Apache-2.0
"""Find the choice in a list that a typed answer means: by its number, its name, or a part of its name."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from tenderkit.frozen import frozen_dataclass
from tenderkit.purchase.typed_input import Refusal, normalize_digits, normalize_word

# Longer numbers are codes, not places in a list.
MAX_PLACE = 3
# Shorter words are like too many others to be taken for one that was misspelt.
_LEAST_LIKE = 4
_LIKENESS = 0.75
_NAMED_ALIKE = 5
# Letters of Arabic that people write for each other, and the sign that stretches words.
_ARABIC = str.maketrans({"ة": "ه", "ى": "ي", "ـ": ""})
# The endings of plurals and what stands in their place in the singular; those that end in others come first.
_PLURALS = {"ات": "", "ه": "", "ies": "y", "ches": "ch", "shes": "sh", "xes": "x", "s": ""}
_ARTICLES = frozenset({"the", "a", "an"})


@frozen_dataclass
class Choice:
    """A choice that a question offers: its value in the file, its label, an explanation (`hint`) and other names."""

    value: Any
    label: str
    hint: str = ""
    also: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """The value, the label and the other names of the choice, in lower case and without accents."""
        return [normalize_word(name) for name in (str(self.value), self.label, *self.also)]


def find_choices(typed: str, choices: Sequence[Choice]) -> list[Choice]:
    """Return the choices that a typed text can mean, the best first; all choices where nothing is typed.

    A choice comes first if one of its names equals the text. Then come choices with a name that starts with the text,
    with a word that starts with it, with a name that contains it, and with a name whose words begin with the words of
    the text, in the singular or plural, with or without an article, joined or apart.
    """
    wanted = normalize_word(typed)
    if not wanted:
        return list(choices)
    stems = _split_stems(wanted) or [wanted]
    ranks: list[tuple[int, int, Choice]] = []
    for position, choice in enumerate(choices):
        names = choice.names
        if wanted in names:
            rank = 0
        elif any(n.startswith(wanted) for n in names):
            rank = 1
        elif any(f" {wanted}" in f" {n.replace('-', ' ')}" for n in names):
            rank = 2
        elif any(wanted in n for n in names):
            rank = 3
        elif _has_words(names, stems):
            rank = 4
        else:
            continue
        ranks.append((rank, position, choice))
    return [choice for _, _, choice in sorted(ranks, key=lambda r: r[:2])]


def find_alike(typed: str, choices: Sequence[Choice]) -> list[Choice]:
    """Return the choices that share words with a typed text or, if none does, have a name that is spelt nearly so.

    Those with two of the words in one name come before those that have one of the words as a name. Nothing is near to
    a text of few letters.
    """
    wanted = normalize_word(typed)
    stems = _split_stems(wanted)
    split = [(c, [_split_stems(name) for name in c.names]) for c in choices]
    shared = [c for c, names in split if any(len(set(stems).intersection(name)) > 1 for name in names)]
    named = [c for c, names in split if any(name == [stem] for name in names for stem in stems)]
    if shared or named:
        return [*shared, *(c for c in named if c not in shared)]
    if len(wanted) < _LEAST_LIKE:
        return []
    names = {name for choice in choices for name in choice.names}
    close = set(get_close_matches(wanted, names, n=_NAMED_ALIKE, cutoff=_LIKENESS))
    return [choice for choice in choices if not close.isdisjoint(choice.names)]


def _has_words(names: Iterable[str], stems: Sequence[str]) -> bool:
    """Return whether a name has, for each stem, a word that begins with it, or begins with all stems joined."""
    joined = "".join(stems)
    for name in names:
        words = _split_stems(name)
        if all(any(word.startswith(stem) for word in words) for stem in stems) or "".join(words).startswith(joined):
            return True
    return False


def _split_stems(text: str) -> list[str]:
    """Return the words of a text in lower case, without articles and the endings of the plural."""
    return [_cut_word(word) for word in re.split(r"[\s\-/,]+", text) if word and word not in _ARTICLES]


def _cut_word(word: str) -> str:
    """Return a word without its Arabic article and the ending of its plural: `switch` for `switches`."""
    word = word.translate(_ARABIC)
    if len(word) > _LEAST_LIKE:
        word = word.removeprefix("ال")
    for ending, rest in _PLURALS.items():
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) > 1:
            return word.removesuffix(ending) + rest
    return word


def read_choice(typed: str, choices: Sequence[Choice]) -> Choice:
    """Return the choice that a typed text means: its number from 1, its name, or a part of its name.

    Raises Refusal where the text means no choice, or several.
    """
    wanted = normalize_digits(typed).strip()
    if not wanted:
        raise Refusal("empty")
    if wanted.isdecimal() and len(wanted) <= MAX_PLACE:
        if 1 <= int(wanted) <= len(choices):
            return choices[int(wanted) - 1]
        raise Refusal("no-such-number", text=wanted, limit=len(choices))
    matches = find_choices(wanted, choices)
    exact = [c for c in matches if normalize_word(wanted) in c.names]
    if len(exact) == 1 or len(matches) == 1:
        return (exact or matches)[0]
    if not matches:
        raise Refusal("not-in-list", text=typed.strip(), near=find_near_label(wanted, choices))
    raise Refusal("several", text=typed.strip(), choices=[c.label for c in matches])


def find_near_label(typed: str, choices: Iterable[Choice]) -> str:
    """Return the label of the choice whose name is closest to a typed text; an empty text if no name is close."""
    names = {normalize_word(n): c.label for c in choices for n in (*c.also, str(c.value), c.label)}
    close = get_close_matches(normalize_word(typed), names, n=1, cutoff=0.7)
    return names[close[0]] if close else ""
