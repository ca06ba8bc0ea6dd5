# SPDX-License-Identifier: Apache-2.0
"""Read the rows of a CSV file in any encoding of Unicode, with commas, semicolons or tabs between the cells."""

import codecs
import csv
import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.purchase.table_rows import TableRow

MAX_LINE = 1_000_000  # in characters; the longest purchase that anybody wrote has a hundredth of this
_CHUNK = 1 << 16
_BEGINNING = 200
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Excel reads the delimiter from such a first line.
_TOLD = "sep="
# A carriage return at the end of a chunk may have its line feed in the next one.
_LINE_END = re.compile(r"\r\n|\n|\r(?!\Z)")


def read_csv_rows(file: BinaryIO, name: str) -> Iterator[TableRow]:
    """Yield the rows of a CSV file; memory does not grow with their number. Empty rows are left out.

    The delimiter is the one of `,`, `;` and tab that the first line has most of, or that a first line such as `sep=;`
    names. Parameters: `file`, open at its beginning; `name`, its name in messages. Raises InvalidInput where the file
    is no text in Unicode, a quotation mark is not closed, or a line is too long.
    """
    lines = _read_lines(file, name)
    first = next(lines, "")
    told = first.strip().lower().startswith(_TOLD) and len(first.strip()) == len(_TOLD) + 1
    delimiter = first.strip()[-1] if told else max(",;\t", key=first.count)
    reader = csv.reader(lines if told else chain([first], lines), delimiter=delimiter, strict=True)
    number = int(told)
    try:
        for cells in reader:
            number += 1
            if any(cell.strip() for cell in cells):
                yield TableRow(number, tuple(cell.strip() or None for cell in cells))
    except csv.Error as error:
        message = f"cannot be read from row {number + 1} on: {error}"
        fix = "Close each quotation mark, and write one inside a text twice."
        raise InvalidInput([Finding("csv", message, fix, place=Place(name))]) from None


def _read_lines(file: BinaryIO, name: str) -> Iterator[str]:
    """Yield the lines of a text, each with a line feed at its end, also where that is a carriage return."""
    beginning = file.read(_BEGINNING)
    decoder = codecs.getincrementaldecoder(_guess_encoding(beginning))()
    pending, number = "", 1
    try:
        for chunk in chain([beginning], iter(lambda: file.read(_CHUNK), b""), [b""]):
            pending += decoder.decode(chunk, final=not chunk)
            *lines, pending = _LINE_END.split(pending)
            for line in (*lines, pending):
                if len(line) > MAX_LINE:
                    message = f"line {number + len(lines)} has more than {MAX_LINE:,} characters"
                    fix = "A row holds one line of a purchase."
                    raise InvalidInput([Finding("csv", message, fix, place=Place(name))])
            for line in lines:
                number += 1
                yield f"{line}\n"
    except UnicodeDecodeError:
        message = f"is no text in Unicode (near line {number})"
        fix = "Save it as “CSV UTF-8”."
        raise InvalidInput([Finding("unreadable", message, fix, place=Place(name))]) from None
    if pending:
        yield pending


def _guess_encoding(beginning: bytes) -> str:
    """Return the encoding that a text says, or shows: UTF-16 without a mark has a zero in every other byte."""
    for mark, encoding in _MARKS:
        if beginning.startswith(mark):
            return encoding
    even, odd = beginning[::2].count(0), beginning[1::2].count(0)
    if max(even, odd) * 4 > len(beginning) > 0:
        return "utf-16-be" if even > odd else "utf-16-le"
    return "utf-8"
