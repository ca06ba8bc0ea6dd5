# SPDX-License-Identifier: Apache-2.0
"""Read the values of a clause from its words in an edited annex.

The texts of the clause in the library have a blank for each value; the words before and after a blank find the value
in the annex, although other words of the clause were edited.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tenderkit.checks.documents.statements import fold_text
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import LOT_BLANKS, TIERS, Clause, ClauseText, Variant, find_parameter
from tenderkit.library.language import Language, list_currencies
from tenderkit.library.library import Library
from tenderkit.library.template import Template
from tenderkit.papers.clause_text import ClausePrinter
from tenderkit.papers.selection_record import RecordedClause, RecordedValue
from tenderkit.purchase.typed_input import Refusal, read_measured_number
from tenderkit.selection.parameter_value import ParameterValue

_NUMBERS = ("integer", "number", "percent")
# The words on each side of a blank that have to be there where other words of the text were edited, tried in turn.
_CONTEXTS = ((4, 4), (2, 2), (3, 0), (0, 3))
# The longest value and paragraph that are searched, in letters: a damaged annex may have any length.
_LONGEST, _LONGEST_LINE = 200, 5_000
# The longest amount, in words.
_LONGEST_AMOUNT = 12
# The share of the words of a text that a line has to have to be taken for it; the best lines differ by less.
_ENOUGH, _ALIKE = 0.6, 0.1
_MOST_WORDS = 5
# Years and months measure the same.
_TIMES = {"months": 1.0, "years": 12.0}
_NUMBER = re.compile(r"\d")
_CODE = re.compile(r"\b[A-Z]{3}\b")
_REFERENCE = re.compile(r"(?<=[”»]) \([^()]{1,60}\)")


class ReadValue(NamedTuple):
    """A value that the words of an annex have in place of the recorded one.

    `was`, `text`: the value as it was printed, and the words in its place now; `value`: what they mean.
    """

    name: str
    recorded: RecordedValue
    was: str
    text: str
    value: Any

    @property
    def is_changed(self) -> bool:
        """Whether the words mean another value than the recorded one."""
        return bool(self.value != self.recorded.value)


@frozen_dataclass
class ValueReader:
    """Reads the values of one clause in one lot.

    `library`, `language`: the library in the language of the annex; `clause`: the clause of the library; `printer`:
    writes values as the annex does.
    """

    library: Library
    language: Language
    clause: Clause
    printer: ClausePrinter

    def read(self, recorded: RecordedClause, lines: Sequence[str]) -> list[ReadValue]:
        """Return the numbers and choices at the blanks of the texts of the clause, where they are found in its lines.

        Parameters: `recorded`, the clause as it was printed; `lines`, its paragraphs as they are now.
        """
        folded = [_cut_text(_REFERENCE.sub("", fold_text(line)), _LONGEST_LINE) for line in lines]
        results: dict[tuple[str, RecordedValue, str], ReadValue] = {}
        for template, places in self._choose_variant(recorded, folded):
            for position, texts in _find_texts(template, places).items():
                for value in self._read_blank(recorded, template[position], texts):
                    results[value.name, value.recorded, value.text] = value
        return list(results.values())

    def _choose_variant(self, recorded: RecordedClause, lines: Sequence[str]) -> list[tuple[Template, list[str]]]:
        """Return the texts with blanks of the variant that was printed, each with its lines.

        That is the variant with blanks for the recorded values; of several, the one of which the lines have most
        words.
        """
        words = [frozenset(line.split()) for line in lines]
        best: tuple[tuple[float, ...], list[tuple[Template, list[str]]]] = ((), [])
        for paragraphs in _list_variants(self.clause):
            blanks = {blank for paragraph in paragraphs for blank in paragraph[1::2] if blank not in LOT_BLANKS}
            names = {find_parameter(self.clause, blank)[0] for blank in blanks}
            templates = [self._write_anchors(recorded, paragraph) for paragraph in paragraphs]
            matched = [(template, *_match_lines(template, lines, words)) for template in templates]
            share = sum(share for _, share, _ in matched) / (len(matched) or 1)
            score = (-len(recorded.values.keys() - names), -len(names - recorded.values.keys()), share)
            if score > best[0] or not best[0]:
                best = score, [(template, places) for template, _, places in matched if len(template) > 1]
        return best[1]

    def _write_anchors(self, recorded: RecordedClause, template: Template) -> Template:
        """Return a text with the event from which a time is counted in place of each blank for it."""
        parts = [template[0]]
        for position in range(1, len(template), 2):
            blank = template[position]
            name, form = (blank, "") if blank in LOT_BLANKS else find_parameter(self.clause, blank)
            anchors = {value.anchor for value in recorded.values.get(name, ())}
            anchor = anchors.pop() if form == "anchor" and len(anchors) == 1 else None
            if anchor in self.library.vocabulary.anchors:
                label = self.language.label(self.library.vocabulary.anchors[anchor].label)
                parts[-1] += label + template[position + 1]
            else:
                parts += [blank, template[position + 1]]
        return tuple(parts)

    def _read_blank(self, recorded: RecordedClause, blank: str, texts: Sequence[str]) -> Iterator[ReadValue]:
        """Yield the values at one blank: one for each group of categories for which the text is printed."""
        if blank in LOT_BLANKS:
            return
        name, form = find_parameter(self.clause, blank)
        parameter, groups = self.clause.parameters[name], recorded.values.get(name, ())
        readable = parameter.type in _NUMBERS or parameter.choices or parameter.grades
        if form == "anchor" or not groups or not readable:
            return
        printed = {fold_text(self._print(name, group, form)): group for group in groups}
        table = fold_text(self.language.text("common.value", name=parameter.title))
        new = [text for text in dict.fromkeys(texts) if text not in printed and not text.startswith(table)]
        gone = [(was, group) for was, group in printed.items() if was not in texts]
        if len(groups) == 1:
            gone = list(printed.items()) * len(new)
        yield from (
            ReadValue(name, printed[text], text, text, printed[text].value) for text in texts if text in printed
        )
        if len(gone) == len(new):
            for (was, group), text in zip(gone, new, strict=True):
                value = self.read_amount(name, group.unit, text)
                if value is not None:
                    yield ReadValue(name, group, was, text, value)

    def write_anchored(self, name: str, recorded: RecordedValue) -> str:
        """Return a recorded value as a table prints it, with the event from which a time is counted."""
        anchors = self.library.vocabulary.anchors
        anchor = self.language.label(anchors[recorded.anchor].label) if recorded.anchor in anchors else ""
        return fold_text(f"{self._print(name, recorded, 'amount', alone=True)} {anchor}")

    def _print(self, name: str, recorded: RecordedValue, form: str, *, alone: bool = False) -> str:
        """Return a recorded value as the annex printed it, in running text or alone."""
        title = self.clause.parameters[name].title
        value = ParameterValue(recorded.value, recorded.unit, recorded.anchor, "none", "buyer")
        if form == "value" and value.value is not None:
            return self.language.plain_value(self.printer.library.translate_value(self.clause.id, value.value))
        if form == "value":
            return self.printer.format_gap(value, title)
        return self.printer.format_amount(self.clause.id, value, title, alone=alone)

    def read_amount(self, name: str, unit: str | None, text: str) -> Any:
        """Return the value that some words give a parameter; None where they cannot be read.

        Parameters: `unit`, the unit of the value as printed; a number in months is read for one in years, too.
        """
        parameter = self.clause.parameters[name]
        if parameter.type not in _NUMBERS:
            options = (*parameter.choices, *parameter.grades)
            return {fold_text(self._word(option)): option for option in options}.get(text)
        words = _cut_text(text, _LONGEST).split()
        # The words around the number may have been edited as well.
        for start in range(len(words)):
            for end in range(min(start + _LONGEST_AMOUNT, len(words)), start, -1):
                if (number := self._read_number(unit, " ".join(words[start:end]))) is not None:
                    return number
        return None

    def _word(self, option: Any) -> str:
        return self.language.plain_value(self.printer.library.translate_value(self.clause.id, option))

    def _read_number(self, unit: str | None, text: str) -> float | None:
        labels = self.library.vocabulary.units
        for id_ in dict.fromkeys((unit, *(_TIMES if unit in _TIMES else ()))):
            words = [] if id_ is None else [fold_text(word) for word in self.language.unit_words(labels[id_].label)]
            codes = [code for code in _CODE.findall(text) if code in list_currencies()]
            words = [word.replace("{currency}", code) for word in words for code in (codes or [""])]
            factor = _TIMES[id_] / _TIMES[unit] if id_ in _TIMES and unit in _TIMES else 1.0
            number = _read_digits(text, words)
            if number is None and id_ is not None and not _NUMBER.search(text):
                number = _find_number_word(self.language, labels[id_].label, text)
            if number is not None:
                scaled = round(number * factor, 6)
                return int(scaled) if scaled == int(scaled) else scaled
        return None


def _cut_text(text: str, longest: int) -> str:
    """Return the first whole words of a text, in no more than some letters."""
    return text if len(text) <= longest else text[: longest + 1].rpartition(" ")[0]


def _read_digits(text: str, words: Sequence[str]) -> float | None:
    try:
        return read_measured_number(text, words, thousands=True)
    except Refusal:
        return None


def _find_number_word(language: Language, labels: Mapping[str, Any], text: str) -> int | None:
    """Return the number of an amount that has no digit, such as a single word for “two years”."""
    amounts = ((n, language.amount(n, labels, alone=alone)) for n in range(13) for alone in (False, True))
    return next((n for n, amount in amounts if fold_text(amount) == text), None)


def _list_variants(clause: Clause) -> Iterator[list[Template]]:
    """Yield the paragraphs of the texts of a clause, for each of its variants and for none of them."""
    for variant in (None, *clause.variants.values()):
        paragraphs: list[Template | None] = []
        texts: list[ClauseText | Variant] = [clause.text] if variant is None else [variant, clause.text]
        paragraphs += next((text.requirement for text in texts if text.requirement), ())
        paragraphs.append(next((text.remedy for text in texts if text.remedy), None))
        proof = next((text.verification for text in texts if text.verification), None)
        paragraphs += [getattr(proof, tier) for tier in TIERS] if proof else []
        yield [paragraph for paragraph in paragraphs if paragraph]


def _match_lines(
    template: Template, lines: Sequence[str], words: Sequence[frozenset[str]]
) -> tuple[float, list[str]]:
    """Return the largest share of the words of a text that a line has, and the lines with about that share."""
    wanted = [word for part in template[::2] for word in fold_text(part).split()]
    if not wanted:
        return 0.0, []
    shares = [sum(word in here for word in wanted) / len(wanted) for here in words]
    most = max(shares, default=0.0)
    if most < _ENOUGH:
        return most, []
    return most, [line for line, share in zip(lines, shares, strict=True) if share >= most - _ALIKE]


def _find_texts(template: Template, lines: Sequence[str]) -> dict[int, list[str]]:
    """Return the words at each blank of a text in the lines that print it, by the position of the blank."""
    texts: dict[int, list[str]] = {position: [] for position in range(1, len(template), 2)}
    first, *patterns = map(re.compile, _write_patterns(template))
    for line in lines:
        if values := _match_parts(first, patterns, line):
            for position, value in zip(texts, values, strict=True):
                texts[position].append(value)
            continue
        for position in texts:
            if (text := _find_by_context(template, position, line)) is not None:
                texts[position].append(text)
    return texts


def _match_parts(first: re.Pattern[str], patterns: Sequence[re.Pattern[str]], line: str) -> list[str]:
    """Return the words at all blanks of a text in a line; none where the line does not print the text.

    One pattern for all parts would try every way to divide the line. Here each part is taken where it comes first,
    and what failed from some place is not tried again from there.
    """
    tried: set[tuple[int, int]] = set()
    for beginning in first.finditer(line):
        values: list[str] = []
        end = beginning.end()
        for number, pattern in enumerate(patterns):
            match = None if (number, end) in tried else pattern.match(line, end)
            tried.add((number, end))
            if not match:
                break
            values.append(match[1])
            end = match.end()
        else:
            return values
    return []


def _write_patterns(template: Template) -> list[str]:
    """Return the regular expression of the beginning of a text, and of each blank with the words after it."""
    patterns = [_join_words(fold_text(template[0]).split())]
    for position in range(1, len(template), 2):
        is_last = position == len(template) - 2 and not template[-1]
        blank = "(.+)" if is_last else rf"(\S.{{0,{_LONGEST}}}?)"
        patterns.append(blank + _join_words(fold_text(template[position + 1]).split()))
    return patterns


def _join_words(words: Sequence[str]) -> str:
    if not words:
        return r"\s*"
    inner = r"\s*".join(map(re.escape, words))
    start = r"(?<!\w)" if words[0][0].isalnum() else ""
    end = r"(?!\w)" if words[-1][-1].isalnum() else r"(?!\d)"
    return rf"\s*{start}{inner}{end}\s*"


def _find_by_context(template: Template, position: int, line: str) -> str | None:
    """Return the words at a blank by some of the words around it; None where they are in no place, or in several."""
    before, after = (fold_text(template[at]).split() for at in (position - 1, position + 1))
    for left, right in _CONTEXTS:
        if len(before) < left or len(after) < right:
            continue
        first, last = _join_words(before[len(before) - left :]), _join_words(after[:right])
        word = r"[^\s,;،؛]+"
        amount = rf"({word}(?: {word}){{0,{_MOST_WORDS - 1}}}{'?' if left and right else ''})"
        matches = re.findall((first if left else r"(?<=\s)") + amount + (last if right else ""), line)
        if len(matches) == 1:
            return str(matches[0])
    return None
