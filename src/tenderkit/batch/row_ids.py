# SPDX-License-Identifier: Apache-2.0
"""The ids of purchases in a stream or a table: each names one purchase, and the files that are written for it."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding, Place, show_given

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
# Names that Windows keeps for devices, with any ending.
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_LONGEST = 400


class RowIds:
    """Notes which ids, and which names of files, the lines of a stream have taken."""

    def __init__(self, name_files: Callable[[str], Sequence[str]] | None = None) -> None:
        """Parameters: `name_files`, returns the names of the files for an id; None where no files are written."""
        self.name_files = name_files
        self._taken: dict[str, str] = {}

    def take(self, id_: Any, name: str) -> str:
        """Check the id of a line, note that it is taken, and return it as text.

        Where files are written, the id has to name them: letters, digits, dots, hyphens and underscores; `a` and `A`
        are the same id, because many systems take `a.docx` and `A.docx` for one file; and two ids may not give one
        file its name, as `a` and `a-notes` do: `a` has the file `a-notes.docx`. Elsewhere the id is any text, or a
        whole number.

        Parameters: `name`, the name of the line in findings. Raises InvalidInput for an id that cannot be used, or
        that an earlier line has taken.
        """
        place = Place(name, "id")
        if self.name_files is None:
            return self._take_free(id_, place)
        if not isinstance(id_, str) or not _ID.fullmatch(id_) or _DEVICE.fullmatch(id_):
            message = f"the id {show_given(id_)} cannot name a file"
            fix = (
                "Use letters, digits, dots, hyphens and underscores, at most 100; no name of a device, such as “con”."
            )
            raise InvalidInput([Finding("id", message, fix, place=place)])
        files = {file.lower(): file for file in (id_, *self.name_files(id_))}
        for key, file in files.items():
            if key in self._taken:
                raise InvalidInput([_describe_clash(id_, self._taken[key], file, place)])
        self._taken.update(dict.fromkeys(files, id_))
        return id_

    def _take_free(self, id_: Any, place: Place) -> str:
        if isinstance(id_, bool) or not isinstance(id_, str | int) or not 1 <= len(str(id_)) <= _LONGEST:
            fix = f"Write a text of at most {_LONGEST} characters, or a whole number."
            raise InvalidInput([Finding("id", f"{show_given(id_)} is no id", fix, place=place)])
        text = str(id_)
        if text in self._taken:
            raise InvalidInput([Finding("id", f"the id “{text}” was there before", "Make it unique.", place=place)])
        self._taken[text] = text
        return text


def _describe_clash(id_: str, earlier: str, file: str, place: Place) -> Finding:
    """Return the finding on an id that an earlier line has, or that gives a file the name of an earlier line's file.

    Parameters: `earlier`, the id of the earlier line; `file`, the name of the file.
    """
    if earlier.lower() == id_.lower():
        fix = "Make it unique; capital letters make no difference to a file."
        return Finding("id", f"the id “{id_}” was there before", fix, place=place)
    message = f"the file {file} of the id “{id_}” is already that of the id “{earlier}”"
    return Finding("id", message, "Choose an id that does not end with the name of a paper.", place=place)
