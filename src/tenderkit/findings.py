# SPDX-License-Identifier: Apache-2.0
"""Findings: problems and remarks for the user, each with its place and what to do; and safe text for terminals."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import field
from difflib import get_close_matches
from typing import Any, Literal, NamedTuple

from tenderkit.frozen import copy_with, frozen_dataclass

Severity = Literal["error", "warn", "info"]
# How sure a finding in a document is that tenderkit did not make.
Confidence = Literal["high", "medium", "low"]


@frozen_dataclass
class Place:
    """The place that a finding is about.

    `file`: the name of a file. `key`: the path of keys in this file, with positions from 1
    (`lots.1.items.2.quantity`). `lot`: the number of a lot, from 1. `clause`: the id of a clause. An attribute that
    does not apply is None.
    """

    file: str | None = None
    key: str | None = None
    lot: int | None = None
    clause: str | None = None

    def __str__(self) -> str:
        """Return the place for a message: `file: key`, or only the file or the key where the other is None."""
        return ": ".join(part for part in (self.file, self.key) if part)


@frozen_dataclass
class Excerpt:
    """The words of a document around a fault.

    `before`, `fault`, `after`: these words in their order. Where no words are at fault, `before` has all.
    """

    before: str
    fault: str = ""
    after: str = ""

    def __str__(self) -> str:
        """Return the words on one line, with the fault between double angle quotation marks."""
        return f"{self.before}»{self.fault}«{self.after}" if self.fault else self.before


class Told(NamedTuple):
    """The place in the frame of the words of a finding, which any language has.

    `key`: the key of the message, such as `files.missing`. `values`: the names in braces, each with its value; a
    value that is itself a `Told` is the text under its key. `fix`: the key of what to do, where that is not the key
    of the message with `-fix`.
    """

    key: str
    values: tuple[tuple[str, Any], ...] = ()
    fix: str = ""


@frozen_dataclass
class Finding:
    """A problem or remark: what is wrong (`message`), where (`place`), what to do (`fix`), and the id of a rule.

    `excerpt`: the words of the document around the fault; None where the finding is on no words. `paragraph`: the
    number of the paragraph in the document, from 1 in the order of the reader; None where the finding is on none.
    `confidence`: how sure the finding is; None where it is certain by the way it was found, or nobody judged it.
    `told`: the place of its words in the frame; None where it has words in one language alone.
    """

    rule: str
    message: str
    fix: str = ""
    severity: Severity = "error"
    place: Place = field(default_factory=Place)
    excerpt: Excerpt | None = None
    paragraph: int | None = None
    confidence: Confidence | None = None
    told: Told | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the finding as a dictionary for the JSON output of commands."""
        return {
            "severity": self.severity,
            "rule": self.rule,
            "place": vars(self.place).copy(),
            "message": self.message,
            "fix": self.fix,
            **({} if self.excerpt is None else {"excerpt": vars(self.excerpt).copy()}),
            **({} if self.confidence is None else {"confidence": self.confidence}),
        }


def put_file(findings: Iterable[Finding], file: str | None) -> tuple[Finding, ...]:
    """Return findings, with a file name added to each finding that names no file.

    Parameters: `file`, the file name; None leaves the findings unchanged.
    """
    return tuple([f if f.place.file else copy_with(f, place=copy_with(f.place, file=file)) for f in findings])


def show_given(value: Any) -> str:
    """Return what a file gives at a key, short enough for a message."""
    match value:
        case str():
            return f"“{value[:80]}”"
        case bool() | None:
            return {True: "true", False: "false", None: "null"}[value]
        case list() | tuple():
            return "a list"
        case Mapping():
            return "a table"
    return str(value)[:80]


# The similarity, from 0 to 1, from which a known word is proposed for a misspelt one.
_CLOSE = 0.65


def suggest_nearest(
    word: object,
    known: Iterable[str],
    near: str = "Did you mean “{word}”?",
    listed: str = "Known here: {words}.",
) -> str:
    """Return a sentence that proposes the known word closest to a misspelt word, or else lists known words.

    Parameters: `word`, the word that the user wrote; `known`, the allowed words, of which at most 20 are listed;
    `near` and `listed`, the patterns of the two sentences, which the command line has in English alone. Returns an
    empty text where `known` is empty.
    """
    words = sorted(known)
    written = str(word).lower()
    # Half a name is as common a slip as a wrong letter: `bateries` is near `battery-endurance`.
    parts = {part: whole for whole in reversed(words) for part in re.split(r"[-. ]", whole) if len(part) > 3}
    close = get_close_matches(written, words, n=1, cutoff=_CLOSE)
    if not close and len(written) > 4:  # a short word resembles part of too many
        close = [parts[part] for part in get_close_matches(written, parts, n=1, cutoff=_CLOSE)]
    if close:
        return near.format(word=close[0])
    if not words:
        return ""
    shown = words if len(words) <= 20 else [*words[:20], "…"]
    return listed.format(words=", ".join(shown))


# Controls but for tab and line feed, line and paragraph separators, and characters that set the writing direction.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def escape_steering(text: str, form: str = "<U+{:04X}>") -> str:
    """Return a text in which each character that controls a terminal or reverses text is replaced by its code point.

    Line feeds, tabs, and characters that languages need, such as joiners, are kept. Parameters: `form`, the pattern
    for a code point, by default written as `<U+202E>`.
    """
    return _STEERING.sub(lambda match: form.format(ord(match.group())), text)


def escape_controls(text: str) -> str:
    """Return a text in which each control or format character, line feeds included, is replaced by its code point.

    Left-to-right and right-to-left marks are kept.
    """
    return "".join(
        c if unicodedata.category(c) not in ("Cc", "Cf", "Cs") or c in "\u200e\u200f" else f"<U+{ord(c):04X}>"
        for c in text
    )
