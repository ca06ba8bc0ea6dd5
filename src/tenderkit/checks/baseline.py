# SPDX-License-Identifier: Apache-2.0
"""Findings of an earlier check, such as that of last year's tender, which are not reported again.

A finding is recognised by its rule, the words at fault and the words around them, so that it may move in its file.
Each finding of the earlier check is left out once: a second copy of the same fault is new.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tenderkit.errors import InvalidInput
from tenderkit.findings import Excerpt, Finding, Place

# Words on each side of a fault by which it is recognised: near enough that an edit elsewhere does not matter.
_AROUND = 4
_NUMBER = re.compile(r"\d+")
_Identity = tuple[str, ...]


class Baseline:
    """The findings of an earlier check, of which each is left out once.

    Parameters: `findings`, the earlier findings; `files`, the names of the files that are checked now. What was found
    in one of these files is left out in this file alone; what was found in another, in any: that file was renamed.
    """

    def __init__(self, findings: Iterable[Finding], files: Iterable[str]) -> None:
        self._files = frozenset(files)
        self._open: defaultdict[tuple[str | None, _Identity], list[Finding]] = defaultdict(list)
        # The files of which a finding was met again, under whichever name.
        self._met: set[str | None] = set()
        for finding in findings:
            file = finding.place.file if finding.place.file in self._files else None
            self._open[file, _identify(finding)].append(finding)

    def leave_out(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """Return the findings of a file that are new; the others are used up."""
        return tuple(finding for finding in findings if not self._use_up(finding))

    def _use_up(self, finding: Finding) -> bool:
        """Return whether a finding is an earlier one, which is then used up."""
        identity = _identify(finding)
        for file in (finding.place.file, None):
            if earlier := self._open.get((file, identity)):
                self._met.add(earlier.pop(0).place.file)
                return True
        return False

    @property
    def gone(self) -> tuple[Finding, ...]:
        """The earlier findings that were not met again, in the files that were checked."""
        known = self._files | self._met
        left = (finding for findings in self._open.values() for finding in findings)
        return tuple(finding for finding in left if finding.place.file in known)


def _identify(finding: Finding) -> _Identity:
    """Return what makes a finding the same one although its place has moved."""
    words = finding.excerpt
    if words is None:
        # A key such as `lots.1.items.2.note` has other numbers once an item is put in above.
        return finding.rule, _NUMBER.sub("#", finding.place.key or ""), finding.message
    if not words.fault:
        return finding.rule, finding.message, " ".join(words.before.split()[: 2 * _AROUND])
    before, after = words.before.strip("…").split(), words.after.strip("…").split()
    return finding.rule, " ".join(before[-_AROUND:]), " ".join(words.fault.split()), " ".join(after[:_AROUND])


def parse_baseline(answer: Any, file: str) -> tuple[Finding, ...]:
    """Return the findings in an answer of `check --format json`.

    Parameters: `answer`, the content of the file; `file`, its name for messages. Raises InvalidInput where it is no
    such answer.
    """
    try:
        if not str(answer["schema"]).startswith("tenderkit/check/"):
            raise ValueError
        return tuple(_read_findings([*answer["findings"], *answer["warnings"]]))
    except (AttributeError, KeyError, TypeError, ValueError):
        message = "is no answer of `tenderkit check`, so it cannot be a baseline"
        fix = "Write it with: tenderkit check FILE --format json --fail-level never > baseline.json"
        raise InvalidInput([Finding("unreadable", message, fix, place=Place(file))]) from None


def _read_findings(rows: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    for row in rows:
        words = row.get("excerpt")
        excerpt = None if words is None else Excerpt(*(str(words[part]) for part in ("before", "fault", "after")))
        where = row["place"]
        names = (None if where[part] is None else str(where[part]) for part in ("file", "key", "clause"))
        file, key, clause = names
        place = Place(file, key, None if where["lot"] is None else int(where["lot"]), clause)
        yield Finding(str(row["rule"]), str(row["message"]), place=place, excerpt=excerpt)
