# SPDX-License-Identifier: Apache-2.0
"""Content controls of a Word file: around clauses, and for the answers in a form."""

import hashlib
import re
from functools import lru_cache
from string import Formatter

from tenderkit.formats.word.write.paragraphs import ParagraphWriter, Span, write_run_properties
from tenderkit.formats.word.write.xml import Markup, element, w
from tenderkit.library.language import Language
from tenderkit.papers.blocks import Answer

_LONGEST_NAME = 64  # Word refuses longer names of controls


class ControlWriter:
    """Writes the content controls of one paper, and gives each an id that no other control of the paper has."""

    def __init__(self, paragraphs: ParagraphWriter, language: Language) -> None:
        self.paragraphs, self.language = paragraphs, language
        self.ids: set[int] = set()

    def _choose_id(self, tag: str) -> int:
        """Return an unused id for a control, computed from its tag, so that the same paper gets the same ids."""
        attempt = 0
        while True:
            number = _compute_id(tag, attempt)
            if number > 1 and number not in self.ids:
                self.ids.add(number)
                return number
            attempt += 1

    def write_control(
        self, tag: str, name: str, content: Markup, *, kind: Markup | None = None, hidden: bool = False,
        locked: bool = True, placeholder: bool = False,
    ) -> Markup:  # fmt: skip
        """Write a content control.

        Parameters: `kind`, the element for the kind of control, such as a list or a date; `hidden`, true to draw no
        box around the control; `locked`, true to prevent its deletion; `placeholder`, true if `content` is only a
        prompt.
        """
        # What is chosen or filled in takes the properties of the control: without them Word turns its words round.
        filled = write_run_properties(None, self.paragraphs.rtl) if placeholder else None
        states = placeholder, hidden, locked
        properties = _write_properties(tag, name, self._choose_id(tag), filled, kind, *states)
        return w("sdt", properties, w("sdtContent", content))

    def write_answer(self, answer: Answer) -> Markup:
        """Write the content control into which a tenderer enters an answer: a list, a date or a text."""
        if answer.choices:
            items = [w("listItem", displayText=answer.prompt, value="")]
            items += [w("listItem", displayText=choice, value=choice) for choice in answer.choices]
            kind = w("dropDownList", *items)
        elif answer.day:
            kind = w(
                "date",
                w("dateFormat", val=_build_date_format(self.language)),
                w("lid", val=self.language.frame.locale),
                w("storeMappedDataAs", val="dateTime"),
                w("calendar", val="gregorian"),
            )
        else:
            kind = w("text", multiLine="1")
        if answer.draft:
            return self.write_control(answer.tag, answer.name, self.paragraphs.write_text(answer.draft), kind=kind)
        prompt = self.paragraphs.write_spans(Span(answer.prompt, "Placeholder Text"))
        return self.write_control(answer.tag, answer.name, prompt, kind=kind, placeholder=True)


@lru_cache(maxsize=4096)
def _compute_id(tag: str, attempt: int) -> int:
    digest = hashlib.sha256(f"{tag}#{attempt}".encode()).digest()
    return int.from_bytes(digest[:4], "big") & 0x7FFFFFFF


@lru_cache(maxsize=2048)
def _write_properties(
    tag: str, name: str, number: int, filled: Markup | None, kind: Markup | None,
    placeholder: bool, hidden: bool, locked: bool,
) -> Markup:  # fmt: skip
    """Write the properties of a control, which many papers have.

    Parameters: `filled`, the properties of what is chosen or filled in.
    """
    return w(
        "sdtPr",
        filled,
        w("alias", val=_shorten_name(name)),
        w("tag", val=tag),
        w("id", val=number),
        w("lock", val="sdtLocked") if locked else None,
        w("showingPlcHdr") if placeholder else None,
        element("w15:appearance", attributes={"w15:val": "hidden"}) if hidden else None,
        kind,
    )


def _shorten_name(name: str) -> str:
    """Shorten a name to the length that Word allows, at the end of a word."""
    if len(name) <= _LONGEST_NAME:
        return name
    start = name[: _LONGEST_NAME - 1]
    return (start.rpartition(" ")[0] or start).rstrip(" ,;:،؛") + "…"


def _build_date_format(language: Language) -> str:
    """Return the pattern by which Word shows a date in a control: `d 'de' MMMM 'de' yyyy`."""
    pattern = language.frame.texts["formats"]["date"]
    codes = {"day": "d", "month": "MMMM", "year": "yyyy"}
    return "".join(
        re.sub(r"[^\W\d_]+", r"'\g<0>'", between) + codes.get(part or "", "")
        for between, part, *_ in Formatter().parse(pattern)
    )
