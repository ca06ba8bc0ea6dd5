# SPDX-License-Identifier: Apache-2.0
"""Search what participants get for anything that gives the key or the sound annex away."""

import io
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping

from tenderkit.findings import Finding, Place

# What must be in no part of a file that participants get, with what it is.
_TRACES = (
    (re.compile(rb"<w:(?:ins|del|moveFrom|moveTo) "), "a tracked change"),
    (re.compile(rb"<w:vanish[ />]"), "hidden text"),
    (re.compile(rb'state="(?:very)?[Hh]idden"'), "a hidden sheet"),
    (re.compile(rb"<selection><text>"), "the record of a selection"),
)
_DEFECT = re.compile(rb"\bM(?:0[1-9]|1\d|2[0-8])\b(?=[:\"<])")
# The parts of a workbook in which such an id is the name of a cell; its words are in another part.
_CELLS = re.compile(r"xl/(?:worksheets/|workbook\.xml)")
_COMMENTS = re.compile(r"comments[^/]*\.xml$")
_PERSON = re.compile(rb"<(?:dc:creator|cp:lastModifiedBy)>([^<]+)<")
# The choices of a field, with the column that its tag ends with.
_LIST = re.compile(rb'tk:exercise\.\w+\.(\w+)"(?:(?!</w:sdtPr>).)*?<w:dropDownList>(.*?)</w:dropDownList>', re.DOTALL)
# Shorter words of the key may stand in a handout by right.
_SHORTEST = 30


def find_leaks(
    files: Mapping[str, bytes], secret: str, key_words: Collection[str], authority: str
) -> Iterator[Finding]:
    """Yield a finding for each leak in the files of participants.

    Parameters: `files`, the Word files and workbooks by name; `secret`, the secret of the pack; `key_words`, texts of
    the key that no participant may read, of which short ones do not count; `authority`, the buyer of the scenario,
    whom a file may name as its author.
    """
    words = [_write_as_xml(text) for text in key_words if len(text) >= _SHORTEST]
    words += [secret.encode()] if secret else []
    for name, content in files.items():
        for leak in dict.fromkeys(_list_leaks(content, words, _write_as_xml(authority))):
            yield Finding("exercise-leak", f"holds {leak}", "Make the pack again, and report it.", place=Place(name))


def _write_as_xml(text: str) -> bytes:
    """Return a text as a part of a file has it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def _list_leaks(content: bytes, words: Collection[bytes], authority: bytes) -> Iterator[str]:
    """Yield what gives the key away in the parts of one file."""
    lists = set()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            if _COMMENTS.search(part):
                yield "a comment"
            data = archive.read(part)
            yield from (what for pattern, what in _TRACES if pattern.search(data))
            if _DEFECT.search(data) and not _CELLS.match(part):
                yield "the id of a defect"
            if any(word in data for word in words):
                yield "words of the key"
            if any(name != authority and not name.startswith(b"tenderkit") for name in _PERSON.findall(data)):
                yield "the name of a person"
            lists |= set(_LIST.findall(data))
    if len(lists) > len({column for column, _ in lists}):
        yield "choices that differ from row to row"
