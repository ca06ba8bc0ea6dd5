# SPDX-License-Identifier: Apache-2.0
"""Find the choice in a list that a typed answer means: by its number, its name, or a part of its name."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from tenderkit.frozen import frozen_dataclass
from tenderkit.purchase.typed_input import Refusal, normalize_digits, normalize_word

# Longer numbers are codes, not places in a list.
MAX_PLACE = 3


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
    with a word that starts with it, and with a name that contains it.
    """
    wanted = normalize_word(typed)
    if not wanted:
        return list(choices)
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
        else:
            continue
        ranks.append((rank, position, choice))
    return [choice for _, _, choice in sorted(ranks, key=lambda r: r[:2])]


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
