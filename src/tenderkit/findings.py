# SPDX-License-Identifier: Apache-2.0
"""Findings: what is wrong or worth knowing, where, and what to do."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any, Literal

Severity = Literal["error", "warn", "info"]


@dataclass(frozen=True)
class Place:
    """Where a finding lies.

    `key` is the dotted path inside the file with 1-based positions (`lots.1.items.2.quantity`), `lot` the
    1-based number of the lot, `clause` the id of the clause; each is None where it does not apply.
    """

    file: str | None = None
    key: str | None = None
    lot: int | None = None
    clause: str | None = None

    def __str__(self) -> str:
        """`file: key`, as messages print it."""
        return ": ".join(part for part in (self.file, self.key) if part)


@dataclass(frozen=True)
class Finding:
    """One problem or remark: what (`message`), where (`place`), what to do (`fix`), by which rule."""

    rule: str
    message: str
    fix: str = ""
    severity: Severity = "error"
    place: Place = field(default_factory=Place)

    def as_json(self) -> dict[str, Any]:
        """Return the finding as it appears in JSON answers."""
        return {
            "severity": self.severity,
            "rule": self.rule,
            "place": vars(self.place).copy(),
            "message": self.message,
            "fix": self.fix,
        }


def put_file(findings: Iterable[Finding], file: str | None) -> tuple[Finding, ...]:
    """Return findings with the name of a file put in where they name none.

    Parameters: `file`, the name; None leaves the findings as they are.
    """
    return tuple(f if f.place.file else replace(f, place=replace(f.place, file=file)) for f in findings)


# How close a slip is to the word that was meant.
_CLOSE = 0.65


def suggest_nearest(word: object, known: Iterable[str]) -> str:
    """Return a sentence that names the known word closest to `word`, or all of them where none is close.

    Parameters: `word`, what was written; `known`, the words that are allowed there.
    Returns an empty string where nothing is known.
    """
    words = sorted(known)
    written = str(word).lower()
    # Half a name is as common a slip as a wrong letter: `bateries` is near `battery-endurance`.
    parts = {part: whole for whole in reversed(words) for part in re.split(r"[-. ]", whole) if len(part) > 3}
    close = get_close_matches(written, words, n=1, cutoff=_CLOSE)
    if not close and len(written) > 4:  # a short word resembles part of too many
        close = [parts[part] for part in get_close_matches(written, parts, n=1, cutoff=_CLOSE)]
    if close:
        return f"Did you mean “{close[0]}”?"
    if not words:
        return ""
    shown = words if len(words) <= 20 else [*words[:20], "…"]
    return "Known here: " + ", ".join(shown) + "."


# Other controls than tab and line feed, line and paragraph separators, and what turns the direction of a text.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def escape_steering(text: str, form: str = "<U+{:04X}>") -> str:
    """Return a text in which characters that could steer a terminal or turn its order are replaced by their numbers.

    Unlike `plain`, it keeps line ends, tabs, and what languages need, such as joiners. Parameters: `form`, how a
    number is written.
    """
    return _STEERING.sub(lambda match: form.format(ord(match.group())), text)


def escape_controls(text: str) -> str:
    """Return a text that cannot steer a terminal: control characters are replaced by their numbers."""
    return "".join(
        c if unicodedata.category(c) not in ("Cc", "Cf", "Cs") or c in "\u200e\u200f" else f"<U+{ord(c):04X}>"
        for c in text
    )
